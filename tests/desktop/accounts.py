"""A stand-in for the agent's `Signing` at the window's seam: the test plays worker and server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tokentray.agent.signing import (
    BrowserStep,
    Cancel,
    DeviceStep,
    Edited,
    OnStep,
    Report,
    Reported,
)
from tokentray.core.errors import TokenTrayError
from tokentray.core.last_page import Spoken
from tokentray.service.picture import picture_of

DEVICE_URL = "https://id.example/device"
COMPLETE_URL = f"{DEVICE_URL}?user_code=WDJB-MJHT"
QR = picture_of(COMPLETE_URL)
BROWSER = BrowserStep("https://id.example/authorize?client_id=tokentray&state=s")


def device_step(expires_at: float) -> DeviceStep:
    """Return a code as a server may give it."""
    return DeviceStep(
        "WDJB-MJHT",
        DEVICE_URL,
        COMPLETE_URL,
        expires_at,
        QR,
    )


@dataclass
class Attempt:
    """One sign-in that was begun: the test says how it goes on."""

    profile_id: str
    device: bool
    spoken: Spoken
    on_step: OnStep
    done: Reported
    cancelled: bool = False

    def cancel(self) -> None:
        """The person gave up."""
        self.cancelled = True


class PlayedAccounts:
    """Remembers what it was asked for; answers when the test says so."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.added: list[Mapping[str, Any]] = []
        self.signed_out: list[str] = []
        self.edited: list[tuple[str, Mapping[str, Any]]] = []
        self.refusal: TokenTrayError | None = None
        self.answer: Report | TokenTrayError = Report("id-orders", ("Found the issuer.",))

    @property
    def attempt(self) -> Attempt:
        """The latest sign-in."""
        return self.attempts[-1]

    def add(self, fields: Mapping[str, Any], done: Reported) -> None:
        self.added.append(fields)
        answer = self.answer
        if isinstance(answer, Report) and not fields["write"]:
            answer = replace(answer, profile_id="")
        done(answer)

    def describe(self, fields: Mapping[str, Any], done: Reported) -> None:
        self.add(fields, done)

    def take_response(self, fields: Mapping[str, Any], done: Reported) -> None:
        self.add(fields, done)

    def sign_in(
        self, profile_id: str, *, device: bool, spoken: Spoken, on_step: OnStep, done: Reported
    ) -> Cancel:
        self.attempts.append(Attempt(profile_id, device, spoken, on_step, done))
        return self.attempts[-1].cancel

    def sign_out(self, profile_id: str, done: Reported) -> None:
        self.signed_out.append(profile_id)
        done(self.answer)

    def edit(self, profile_id: str, changes: Mapping[str, Any], done: Edited) -> None:
        self.edited.append((profile_id, changes))
        done(self.refusal)
