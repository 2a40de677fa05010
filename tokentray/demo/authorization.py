"""The authorization endpoint: RFC 6749 section 4.1 with PKCE (RFC 7636) and `iss` (RFC 9207)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tokentray.demo.clients import Clients
from tokentray.demo.grants import GrantBook, GrantRefused, GrantRules, TokenPair
from tokentray.demo.messages import (
    Parameters,
    Refusal,
    Reply,
    Request,
    form_of,
    parameters,
    refusal,
    require_method,
)
from tokentray.demo.pages import CHOICE, CONTINUE, REFUSE, consent_page, told_page

REDIRECT_PATH = "/callback"

_CODE_LIFETIME = 60
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(slots=True)
class _Code:
    name: str
    rules: GrantRules
    redirect_uri: str
    challenge: str = field(repr=False)
    nonce: str = field(repr=False)
    expires_at: float
    pair: TokenPair | None = None


class AuthorizationEndpoint:
    """Asks the person, sends codes to the client's loopback address, and redeems them."""

    def __init__(
        self,
        *,
        issuer: str,
        clients: Clients,
        book: GrantBook,
        clock: Callable[[], float],
        account: Callable[[str], str],
    ) -> None:
        self._issuer = issuer
        self._clients = clients
        self._book = book
        self._clock = clock
        self._account = account
        self._codes: dict[str, _Code] = {}
        self._asked: list[Mapping[str, str]] = []

    @property
    def asked(self) -> tuple[Mapping[str, str], ...]:
        """The parameters of every request so far; one that is read and then sent counts once."""
        return tuple(self._asked)

    def answer(self, request: Request) -> Reply:
        """Show the form to a GET; send the browser back to the client after a POST."""
        require_method(request, "GET", "POST")
        try:
            asked = parameters(request.query)
            if asked.fields not in self._asked:
                self._asked.append(asked.fields)
            redirect_uri = self._redirect_uri(asked)
        except Refusal as refused:
            # Nothing is sent to an address that is not the client's (RFC 6749 section 4.1.2.1).
            text = str(refused.reply.body["error_description"])
            return told_page("This sign-in stops here", f"The request is wrong: {text}.", 400)
        try:
            code = self._checked(asked, redirect_uri)
            if request.method == "GET":
                account = self._account(code.name)
                return consent_page(account, code.rules.client_id, code.rules.scopes)
            return self._sent(redirect_uri, asked, self._decided(form_of(request), code))
        except Refusal as refused:
            return self._sent(redirect_uri, asked, refused.reply.body)

    def redeem(self, client_id: str, form: Parameters) -> tuple[TokenPair, str]:
        """Open the grant of a code; return its tokens and the nonce that was asked for.

        Raises:
            Refusal: a parameter is missing.
            GrantRefused: the code is unknown, over, another client's, or was used before,
                which also ends what it had opened (RFC 6749 section 4.1.2).
        """
        code = self._codes.get(form.require("code"))
        redirect_uri, verifier = form.require("redirect_uri"), form.require("code_verifier")
        if code is None or code.rules.client_id != client_id:
            raise GrantRefused("invalid_grant", "unknown code")
        if code.pair is not None:
            self._book.revoke(code.pair.access_token, whole=True)
            raise GrantRefused("invalid_grant", "the code was used before")
        if self._clock() >= code.expires_at:
            raise GrantRefused("invalid_grant", "the code is over")
        if redirect_uri != code.redirect_uri:
            raise GrantRefused("invalid_grant", "another redirect_uri")
        if not hmac.compare_digest(_challenge(verifier), code.challenge):
            raise GrantRefused("invalid_grant", "the code_verifier does not fit")
        code.pair = self._book.open(code.name, code.rules)
        return code.pair, code.nonce

    def _redirect_uri(self, asked: Parameters) -> str:
        if not self._clients.is_known(asked.require("client_id")):
            raise refusal(400, "invalid_client", "the client is unknown")
        redirect_uri = asked.require("redirect_uri")
        if not _is_loopback(redirect_uri):
            raise refusal(400, "invalid_request", "the redirect_uri is not the client's")
        return redirect_uri

    def _checked(self, asked: Parameters, redirect_uri: str) -> _Code:
        """Return the code that the person's consent would make good."""
        if asked.require("response_type") != "code":
            raise refusal(400, "unsupported_response_type", "only code is served")
        if asked.get("response_mode") not in ("", "query"):
            raise refusal(400, "invalid_request", "only the response_mode query is served")
        if asked.get("code_challenge_method") != "S256":
            raise refusal(400, "invalid_request", "PKCE with S256 is required")
        if not _CHALLENGE.fullmatch(asked.require("code_challenge")):
            raise refusal(400, "invalid_request", "the code_challenge is malformed")
        if "none" in asked.get("prompt").split():
            raise refusal(400, "login_required", "the demo always asks")
        name, rules = self._clients.granted(asked.get("client_id"), asked)
        return _Code(
            name,
            rules,
            redirect_uri,
            challenge=asked.get("code_challenge"),
            nonce=asked.get("nonce"),
            expires_at=self._clock() + _CODE_LIFETIME,
        )

    def _decided(self, form: Parameters, code: _Code) -> Mapping[str, str]:
        choice = form.get(CHOICE)
        if choice == REFUSE:
            raise refusal(400, "access_denied", "the person refused")
        if choice != CONTINUE:
            raise refusal(400, "invalid_request", "neither Continue nor Refuse")
        word = secrets.token_urlsafe(32)
        self._codes[word] = code
        return {"code": word}

    def _sent(self, redirect_uri: str, asked: Parameters, words: Mapping[str, str]) -> Reply:
        """Redirect the browser; an error stays in the body, for whoever reads the log."""
        state = {"state": asked.get("state")} if asked.get("state") else {}
        query = urlencode({**words, **state, "iss": self._issuer})
        body = {"error": words["error"]} if "error" in words else {}
        return Reply(303, body, {"Location": f"{redirect_uri}?{query}"})


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _is_loopback(redirect_uri: str) -> bool:
    """Any port of the literal loopback addresses will do (RFC 8252 section 7.3)."""
    try:
        parts = urlsplit(redirect_uri)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return False
    hosts = ("127.0.0.1", "[::1]")
    return redirect_uri in [f"http://{host}{port}{REDIRECT_PATH}" for host in hosts]
