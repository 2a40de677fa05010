"""The device authorization grant (RFC 8628): codes, the page where they are typed, the polling."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import urlencode

from tokentray.demo.clients import Clients
from tokentray.demo.grants import GrantBook, GrantRefused, GrantRules, TokenPair
from tokentray.demo.messages import (
    Parameters,
    Refusal,
    Reply,
    Request,
    form_of,
    parameters,
    require_method,
)
from tokentray.demo.pages import CHOICE, CONTINUE, REFUSE, device_page, told_page

VERIFICATION_PATH = "/device"

# Letters that nobody mistakes for another and that spell no word (RFC 8628 section 6.1).
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LIFETIME = 300
_SLOWER = 5


class _Stage(Enum):
    PENDING = auto()
    APPROVED = auto()
    REFUSED = auto()
    USED = auto()


@dataclass(slots=True)
class _Device:
    name: str
    rules: GrantRules
    user_code: str
    expires_at: float
    interval: float
    polled_at: float | None = None
    stage: _Stage = field(default=_Stage.PENDING)


class DeviceEndpoint:
    """Hands out codes; `interval` is how many seconds a device waits between two polls."""

    def __init__(
        self,
        *,
        issuer: str,
        clients: Clients,
        book: GrantBook,
        clock: Callable[[], float],
        interval: float,
    ) -> None:
        self._issuer = issuer
        self._clients = clients
        self._book = book
        self._clock = clock
        self._interval = interval
        self._devices: dict[str, _Device] = {}

    @property
    def user_codes(self) -> tuple[str, ...]:
        """The codes that wait for a person, the oldest first."""
        return tuple(device.user_code for device in self._devices.values() if self._waits(device))

    def authorize(self, request: Request) -> Reply:
        """Answer a device authorization request (section 3.1)."""
        form = form_of(request)
        client_id = self._clients.authenticate(request, form)
        name, rules = self._clients.granted(client_id, form)
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        user_code, device_code = f"{letters[:4]}-{letters[4:]}", secrets.token_urlsafe(32)
        expires_at = self._clock() + _LIFETIME
        self._devices[device_code] = _Device(name, rules, user_code, expires_at, self._interval)
        page = self._issuer + VERIFICATION_PATH
        return Reply(
            200,
            {
                "device_code": device_code,
                "user_code": user_code,
                "verification_uri": page,
                "verification_uri_complete": f"{page}?{urlencode({'user_code': user_code})}",
                "expires_in": _LIFETIME,
                "interval": self._interval,
            },
        )

    def answer(self, request: Request) -> Reply:
        """Show the page where the code is typed, and how it ended."""
        require_method(request, "GET", "POST")
        try:
            if request.method == "GET":
                return device_page(parameters(request.query).get("user_code"))
            form = form_of(request)
        except Refusal:
            return device_page(problem="That was no form of this page.")
        if form.get(CHOICE) not in (CONTINUE, REFUSE):
            return device_page(form.get("user_code"), "Choose Continue or Refuse.")
        approved = form.get(CHOICE) == CONTINUE
        try:
            self.decide(form.get("user_code"), approved=approved)
        except KeyError:
            return device_page(form.get("user_code"), "There is no such code, or it is over.")
        if approved:
            return told_page("Signed in", "You can close this page and go back to your device.")
        return told_page("Refused", "Your device was not signed in.")

    def decide(self, user_code: str, *, approved: bool) -> None:
        """Do what the page does with a code as it was typed; KeyError: no such code waits."""
        typed = _letters(user_code)
        for device in self._devices.values():
            if self._waits(device) and _letters(device.user_code) == typed:
                device.stage = _Stage.APPROVED if approved else _Stage.REFUSED
                return
        raise KeyError(user_code)

    def poll(self, client_id: str, form: Parameters) -> TokenPair:
        """Open the grant of a device code that was approved (section 3.4).

        Raises:
            Refusal: the code is missing.
            GrantRefused: it waits still, was polled too soon, refused, is over or unknown.
        """
        device = self._devices.get(form.require("device_code"))
        if device is None or device.rules.client_id != client_id or device.stage is _Stage.USED:
            raise GrantRefused("invalid_grant", "unknown device_code")
        if self._clock() >= device.expires_at:
            raise GrantRefused("expired_token", "the device_code is over")
        if self._is_too_soon(device):
            raise GrantRefused("slow_down", f"wait {_SLOWER} seconds longer")
        if device.stage is _Stage.PENDING:
            raise GrantRefused("authorization_pending", "nobody has decided yet")
        if device.stage is _Stage.REFUSED:
            raise GrantRefused("access_denied", "the person refused")
        device.stage = _Stage.USED
        return self._book.open(device.name, device.rules)

    def _waits(self, device: _Device) -> bool:
        return device.stage is _Stage.PENDING and self._clock() < device.expires_at

    def _is_too_soon(self, device: _Device) -> bool:
        before, device.polled_at = device.polled_at, self._clock()
        # The two clocks need not agree to the millisecond.
        if before is None or device.polled_at - before >= 0.9 * device.interval:
            return False
        device.interval += _SLOWER
        return True


def _letters(user_code: str) -> str:
    return "".join(letter for letter in user_code.upper() if letter in _LETTERS)
