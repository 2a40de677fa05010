"""Sign in by the browser of this machine (RFC 6749 section 4.1, RFC 8252)."""

from __future__ import annotations

from functools import partial

from tokentray.core.errors import Denied, TransportError
from tokentray.core.urls import host_of
from tokentray.oauth.authorization import (
    AuthorizationRequest,
    authorization_request,
    pasted_query,
    read_callback,
)
from tokentray.oauth.loopback import Loopback
from tokentray.oauth.pages import Page
from tokentray.oauth.token_endpoint import token_request
from tokentray.service.attempt import Attempt, Person, SignedIn
from tokentray.service.effects import Effects
from tokentray.service.taking import Taking

PERSON_MINUTES = 5
"""How long a person may take in the browser."""

_LOOK_EVERY = 0.2
"""Seconds between two looks at what was pasted, and whether it was cancelled."""


class BrowserWay:
    """Waits for the browser, or for the address that it would have come back to."""

    def __init__(self, effects: Effects, taking: Taking) -> None:
        self._effects = effects
        self._taking = taking

    def sign_in(self, attempt: Attempt) -> SignedIn:
        """Open the browser, and exchange the code that it comes back with."""
        with Loopback(attempt.profile.redirect_port, attempt.person.spoken) as loopback:
            request = authorization_request(
                attempt.profile, loopback.redirect_uri, attempt.expected, attempt.key
            )
            loopback.listen(request.is_answered_by)
            page = Page.FAILED
            try:
                attempt.person.go(request.url, request.redirect_uri)
                query = self._awaited(attempt.person, loopback, request)
                signed_in = self._exchange(attempt, request, query)
                page = Page.SIGNED_IN
            except Denied:
                page = Page.REFUSED
                raise
            finally:
                loopback.finish(page)
        return signed_in

    def _awaited(self, person: Person, loopback: Loopback, request: AuthorizationRequest) -> str:
        """Wait for the browser, or for the address that it would have come back to."""
        left = self._effects.countdown(PERSON_MINUTES * 60)
        while left() > 0:
            query = loopback.wait(_LOOK_EVERY)
            if query is not None:
                return query
            pasted = person.pasted()
            if pasted:
                query = pasted_query(pasted)
                if request.is_answered_by(query):
                    return query
                person.refuse_pasted(request.redirect_uri)
            if not person.pause(0):
                raise Denied("sign-in-cancelled")
        raise TransportError("sign-in-timed-out", minutes=PERSON_MINUTES)

    def _exchange(self, attempt: Attempt, request: AuthorizationRequest, query: str) -> SignedIn:
        """Judge what came back, and give the code to the server that it is from, once."""
        code = read_callback(request, query, host_of(attempt.profile.endpoints.authorization))
        fields = (
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", request.redirect_uri),
            ("code_verifier", request.verifier),
            *attempt.resources,
        )
        return self._taking.take(
            attempt, partial(token_request, attempt.profile, fields), request.nonce
        )
