"""Sign in on another device (RFC 8628)."""

from __future__ import annotations

from functools import partial

from tokentray.core.errors import TokenTrayError
from tokentray.core.jobs import REFRESH_SECONDS
from tokentray.oauth.device import (
    DeviceCode,
    Waiting,
    device_request,
    poll,
    poll_fields,
    poll_refusal,
    read_device_code,
)
from tokentray.oauth.token_endpoint import is_granted, token_request
from tokentray.oauth.transport import Answer
from tokentray.service.attempt import Attempt, SignedIn
from tokentray.service.effects import Effects
from tokentray.service.taking import Taking


class DeviceWay:
    """Polls as often as the server wants it, and saves what comes under the lock of the poll."""

    def __init__(self, effects: Effects, taking: Taking) -> None:
        self._effects = effects
        self._taking = taking

    def sign_in(self, attempt: Attempt) -> SignedIn:
        """Show a code, and poll until the person has decided; what comes is saved at once."""
        code = self._device_code(attempt)
        attempt.person.show_code(code, self._effects.now() + code.lifetime)
        fields = (*poll_fields(code), *attempt.resources)
        build = partial(token_request, attempt.profile, fields)
        outcome: list[SignedIn | TokenTrayError] = []

        def ask() -> Answer:
            # What comes is saved under the lock that it was asked under.
            with self._taking.locked(attempt):
                answer = self._taking.send(attempt, build)
                if is_granted(answer):
                    outcome.append(self._settled(attempt, answer))
                return answer

        waiting = Waiting(self._effects.monotonic, attempt.person.pause)
        answer = poll(code, ask, waiting, attempt.host)
        if not outcome:
            raise poll_refusal(attempt.profile, answer, attempt.host)
        if isinstance(outcome[0], TokenTrayError):
            raise outcome[0]
        return outcome[0]

    def _device_code(self, attempt: Attempt) -> DeviceCode:
        request = device_request(attempt.profile, self._taking.material(attempt))
        answer = self._effects.transport.send(request, REFRESH_SECONDS, on_sent=_unwatched)
        return read_device_code(attempt.profile, answer, request.host)

    def _settled(self, attempt: Attempt, answer: Answer) -> SignedIn | TokenTrayError:
        """Keep what came; a failure of that is no failed poll, so it is handed on."""
        try:
            return self._taking.keep(attempt, answer, "")
        except TokenTrayError as error:
            return error


def _unwatched() -> None:
    """Nothing is lost with a request for a code."""
