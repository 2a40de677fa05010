"""What the window needs to sign in, sign out and add profiles: the agent's `Signing`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from tokentray.agent.signing import Cancel, Edited, OnStep, Reported

if TYPE_CHECKING:
    from tokentray.core.last_page import Spoken


class Accounts(Protocol):
    """Answers later; nothing of it blocks."""

    def add(self, fields: Mapping[str, Any], done: Reported) -> None: ...

    def describe(self, fields: Mapping[str, Any], done: Reported) -> None: ...

    def take_response(self, fields: Mapping[str, Any], done: Reported) -> None: ...

    def sign_in(
        self, profile_id: str, *, device: bool, spoken: Spoken, on_step: OnStep, done: Reported
    ) -> Cancel: ...

    def sign_out(self, profile_id: str, done: Reported) -> None: ...

    def edit(self, profile_id: str, changes: Mapping[str, Any], done: Edited) -> None: ...
