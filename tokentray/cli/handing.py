"""The access token for a command that passes it on, from the running program or the service."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokentray.cli.context import Context
    from tokentray.core.handout import Format


@dataclass(frozen=True, slots=True)
class Given:
    """A token as it was asked for; `warning` is for stderr, `expires_at` by the server's clock."""

    text: str = field(repr=False)
    warning: str = ""
    expires_at: float | None = None

    def ends_at(self) -> int | None:
        """Tell the expiry to a program that compares it with this computer's clock.

        None where nothing tells it, or where our clock is so far ahead that a token which lives
        would look dead.
        """
        if self.expires_at is None or self.expires_at <= time.time():
            return None
        return int(self.expires_at)


def given_by(answer: Mapping[str, Any]) -> Given:
    """Read the running program's answer to `token`."""
    return Given(str(answer["text"]), str(answer.get("warning", "")), answer.get("expires_at"))


def hand_out(
    context: Context, name: str, *, min_valid: int | None = None, form: Format | None = None
) -> Given:
    """Return the access token by the contract's table, after at most one refresh; raw by default.

    Raises:
        TokenTrayError: nothing can be given.
    """
    if context.agent is None:
        return _from_service(context, name, min_valid, form)
    wanted = {} if form is None else {"format": form.value}
    return given_by(context.agent.ask("token", profile=name, min_valid=min_valid, **wanted))


def _from_service(context: Context, name: str, min_valid: int | None, form: Format | None) -> Given:
    # Imported here: where the program runs, all this would cost more than the rest.
    from tokentray.core.errors import Denied
    from tokentray.core.handout import Format
    from tokentray.core.profile import Confirm

    service = context.service()
    profile = service.profile(name)
    if profile.confirm is not Confirm.NEVER:
        raise Denied("confirm-needs-agent", name=profile.name)
    handed = service.hand_out(profile, min_valid=min_valid, form=form or Format.RAW)
    return Given(handed.text, handed.warning, handed.snapshot.expires_at)


def renew(context: Context, name: str, *, force: bool) -> float | None:
    """Renew where that is due, or now by `force`; return until when the token lives, if known.

    Raises:
        TokenTrayError: it could not be renewed.
    """
    if context.agent is not None:
        answer = context.agent.ask("refresh", profile=name, force=force)
        expires_at: float | None = answer["expires_at"]
        return expires_at
    service = context.service()
    from tokentray.service.refresh import Wish

    refreshed = service.refresh(service.profile(name), Wish(force=force))
    if refreshed.error is not None:
        raise refreshed.error
    return None if refreshed.snapshot is None else refreshed.snapshot.expires_at
