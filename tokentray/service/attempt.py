"""One sign-in on its way: who signs in, what they asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tokentray.core.grants import Choice
from tokentray.core.last_page import Spoken
from tokentray.core.profile import Profile
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.tokens import TokenSet
from tokentray.oauth.authorization import Expected
from tokentray.oauth.client_auth import Field
from tokentray.oauth.device import DeviceCode
from tokentray.oauth.transport import Request
from tokentray.service.effects import OnPhase


class Person(Protocol):
    """Who signs in; no call waits for them but `pause`."""

    @property
    def spoken(self) -> Spoken:
        """What the last page in their browser is written in."""
        ...

    def go(self, url: str, redirect_uri: str) -> None:
        """Send them to `url`, from which their browser comes back to `redirect_uri`."""
        ...

    def show_code(self, code: DeviceCode, expires_at: float) -> None:
        """Show what to type on another device until `expires_at` (POSIX seconds)."""
        ...

    def pasted(self) -> str:
        """Return a redirect address that they brought by hand since the last call, or nothing."""
        ...

    def refuse_pasted(self, redirect_uri: str) -> None:
        """Say that this was not the address."""
        ...

    def pause(self, seconds: float) -> bool:
        """Wait so long, at most until they cancel; tell whether to go on."""
        ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What was saved, in sentences for the person; `token_set` for a process that keeps it."""

    snapshot: Snapshot
    standing: Standing
    sentences: tuple[str, ...]
    token_set: TokenSet = field(repr=False)


@dataclass(slots=True)
class Attempt:
    """One sign-in on its way; `profile` has its endpoints, `nonce` is the server's for proofs."""

    asked_profile: Profile
    profile: Profile
    expected: Expected
    choice: Choice
    person: Person
    on_phase: OnPhase
    secrets: Mapping[str, str] = field(repr=False)
    key: str = field(default="", repr=False)
    nonce: str = ""

    @property
    def resources(self) -> Sequence[Field]:
        """The resources for the token endpoint too (RFC 8707 section 2.2): some go by it alone."""
        return tuple(("resource", resource) for resource in self.profile.resources)

    @property
    def host(self) -> str:
        """The token endpoint's, for messages."""
        return Request("POST", self.profile.endpoints.token).host
