"""What the socket's ops do: each a few lines over the engine and the desk."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tokentray import __version__
from tokentray.agent.confirming import Confirming, Wish
from tokentray.agent.engine import Engine, HandOut
from tokentray.agent.peer import Caller
from tokentray.agent.signing import Report, Signing
from tokentray.agent.watching import Watcher, Watching, Write
from tokentray.core import wire
from tokentray.core.errors import (
    AgentNotRunning,
    Denied,
    InputError,
    NoSuchProfile,
    TokenTrayError,
    UsageError,
)
from tokentray.core.handout import Format
from tokentray.core.profile import Confirm
from tokentray.core.said import say
from tokentray.core.view import ProfileView, list_answer, show_answer

logger = logging.getLogger(__name__)

Answer = Mapping[str, Any] | TokenTrayError
Reply = Callable[[Answer], None]
Copied = Callable[[TokenTrayError | None], None]

_HANDING = frozenset({"token", "copy"})
"""Ops that hand a token out, for which a person may want to be asked."""


@dataclass(frozen=True, slots=True)
class DeskActions:
    """What only a program with a screen can do."""

    copy: Callable[[str, Format, Copied], None]
    raise_window: Callable[[], None]
    has_tray: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class About:
    """What `status` tells of the program itself."""

    started_at: int
    headless: bool


class Requests(QObject):
    """Answers requests; a reply comes at once or when a refresh has landed.

    `desk` is set once there is one; `quit_program` ends the program.
    """

    def __init__(
        self,
        engine: Engine,
        about: About,
        quit_program: Callable[[], None],
        parent: QObject | None = None,
        *,
        signing: Signing | None = None,
        confirming: Confirming | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._confirming = confirming
        self._signing = signing
        self._about = about
        self.quit_program = quit_program
        self.desk: DeskActions | None = None
        self.watching = Watching(engine, self)
        self._ops: Mapping[str, Callable[[Mapping[str, Any], Reply], None]] = {
            "token": self._token,
            "list": self._list,
            "show": self._show,
            "status": self._status,
            "refresh": self._refresh,
            "copy": self._copy,
            "sign_out": self._sign_out,
            "lock": self._lock,
            "unlock": self._unlock,
            "pause": self._pause,
            "resume": self._resume,
            "raise": self._raise,
            "quit": self._quit,
            "changed": self._changed,
            "store": self._store,
        }

    def answer(
        self, op: str, fields: Mapping[str, Any], reply: Reply, caller: Caller | None = None
    ) -> None:
        """Do one op; `reply` is called exactly once."""
        self._guarded(op, reply, partial(self._ask_or_do, op, fields, reply, caller))

    def leave(self, caller: Caller) -> None:
        """A client is gone: nobody needs to be asked for it."""
        if self._confirming is not None:
            self._confirming.leave(caller)

    def _guarded(self, op: str, reply: Reply, do: Callable[[], None]) -> None:
        try:
            do()
        except TokenTrayError as error:
            reply(error)
        except Exception as error:
            # An unanswered request would hang its caller; the type says no secret.
            logger.exception("%s failed", op)
            reply(TokenTrayError("unexpected", what=type(error).__name__))

    def watch(self, fields: Mapping[str, Any], head: bytes, write: Write) -> int:
        """Do the op `watch`: `write` gets the present state, then every change, as lines.

        Returns:
            The number by which `watching.leave` ends it.

        Raises:
            TokenTrayError: no such profile, or too many watch.
        """
        name = "" if fields.get("profile") is None else self._view(fields).name
        return self.watching.watch(Watcher(name, head, write))

    def _ask_or_do(
        self, op: str, fields: Mapping[str, Any], reply: Reply, caller: Caller | None
    ) -> None:
        """Do an op, after a person agreed where the profile wants that."""
        view = self._view(fields) if op in _HANDING else None
        if view is not None:
            # Nobody is asked about what is refused anyway.
            self._engine.gate.check()
        if view is None or view.profile.confirm is Confirm.NEVER:
            self._ops[op](fields, reply)
            return
        form = _format(fields.get("format"), Format.RAW)
        if self._confirming is None or caller is None:
            raise Denied("confirm-needs-screen", name=view.name)
        what = "clipboard" if op == "copy" else form.value
        wish = Wish(view.id, view.name, view.profile.confirm, what)
        decided = partial(self._on_decided, op, fields, reply, view.id)
        ask = partial(self._confirming.ask, wish, caller, decided)
        min_valid = _seconds(fields.get("min_valid"))
        checked = partial(self._on_checked, op, reply, ask)
        self._engine.check_hand_out(view.id, min_valid=min_valid, done=checked)

    def _on_checked(
        self, op: str, reply: Reply, ask: Callable[[], None], error: TokenTrayError | None
    ) -> None:
        if error is not None:
            reply(error)
        else:
            self._guarded(op, reply, ask)

    def _on_decided(
        self,
        op: str,
        fields: Mapping[str, Any],
        reply: Reply,
        profile_id: str,
        error: TokenTrayError | None,
    ) -> None:
        if error is not None:
            reply(error)
        else:
            self._guarded(op, reply, partial(self._do_agreed, op, fields, reply, profile_id))

    def _do_agreed(self, op: str, fields: Mapping[str, Any], reply: Reply, profile_id: str) -> None:
        view = self._view(fields)
        if view.id != profile_id:  # somebody renamed meanwhile; the person agreed to another one
            raise Denied("confirm-denied", name=view.name)
        self._ops[op](fields, reply)

    def _token(self, fields: Mapping[str, Any], reply: Reply) -> None:
        view = self._view(fields)
        self._engine.hand_out(
            view.id,
            min_valid=_seconds(fields.get("min_valid")),
            form=_format(fields.get("format"), Format.RAW),
            done=lambda given: reply(_handed_out(given)),
        )

    def _list(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        reply(list_answer(self._engine.views(), self._engine.now()))

    def _show(self, fields: Mapping[str, Any], reply: Reply) -> None:
        view = self._view(fields)
        self._engine.gate.check()
        self._engine.look_at(view.id)
        self._engine.inspect(view.id, partial(self._on_inspected, view, reply))

    def _on_inspected(self, before: ProfileView, reply: Reply) -> None:
        if self._engine.gate.is_locked:
            reply(Denied("locked"))
        else:
            reply(show_answer(self._engine.view(before.id) or before))

    def _status(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        counts: dict[str, int] = {}
        for view in self._engine.views():
            counts[view.state.value] = counts.get(view.state.value, 0) + 1
        kind, state = self._engine.store_state
        reply(
            {
                "version": 1,
                "running": True,
                "pid": os.getpid(),
                "started_at": self._about.started_at,
                "headless": self._about.headless,
                "program_version": __version__,
                "protocol": wire.VERSION,
                "store": {"kind": kind, "state": state},
                "tray": self.desk is not None and self.desk.has_tray(),
                "paused": self._engine.paused,
                "locked": self._engine.gate.is_locked,
                "profiles": counts,
            }
        )

    def _refresh(self, fields: Mapping[str, Any], reply: Reply) -> None:
        view = self._view(fields)
        force = fields.get("force", False)
        if not isinstance(force, bool):
            raise InputError("bad-request", what=say("force is neither true nor false"))
        self._engine.refresh(view.id, force=force, done=partial(self._on_refreshed, view.id, reply))

    def _on_refreshed(self, profile_id: str, reply: Reply, error: TokenTrayError | None) -> None:
        view = self._engine.view(profile_id)
        if error is not None or view is None:
            reply(error or NoSuchProfile("no-such-profile", name=profile_id))
            return
        expires_at = None if view.snapshot is None else view.snapshot.expires_at
        reply({"state": view.state.value, "expires_at": expires_at})

    def _copy(self, fields: Mapping[str, Any], reply: Reply) -> None:
        view = self._view(fields)
        if self.desk is None:
            raise AgentNotRunning("copy-needs-screen")
        form = _format(fields.get("format"), self._engine.settings.copy_format)
        self.desk.copy(view.id, form, lambda error: reply(error or {}))

    def _sign_out(self, fields: Mapping[str, Any], reply: Reply) -> None:
        view = self._view(fields)
        if self._signing is None:
            raise UsageError("unknown-op", op="sign_out")
        self._signing.sign_out(view.id, partial(_on_signed_out, reply))

    def _pause(self, fields: Mapping[str, Any], reply: Reply) -> None:
        self._engine.pause(self._id_or_all(fields))
        reply({})

    def _resume(self, fields: Mapping[str, Any], reply: Reply) -> None:
        self._engine.resume(self._id_or_all(fields))
        reply({})

    def _id_or_all(self, fields: Mapping[str, Any]) -> str | None:
        return None if fields.get("profile") is None else self._view(fields).id

    def _lock(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        self._engine.gate.lock()
        reply({})

    def _unlock(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        self._engine.gate.unlock()
        if self._engine.store_state[1] == "locked":
            # A person asked, so the keyring may ask for its password.
            self._engine.unlock(lambda error: reply(error or {}))
        else:
            reply({})

    def _raise(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        if self.desk is None:
            raise AgentNotRunning("raise-needs-screen")
        self.desk.raise_window()
        reply({})

    def _quit(self, _fields: Mapping[str, Any], reply: Reply) -> None:
        reply({})
        # The answer leaves first.
        QTimer.singleShot(0, self, self.quit_program)

    def _changed(self, fields: Mapping[str, Any], reply: Reply) -> None:
        self._engine.reread_profiles()
        name = fields.get("profile")
        view = self._engine.view_by_name(name) if isinstance(name, str) else None
        # Only then: whoever changed something and asks next gets what is new.
        self._engine.reload(None if view is None else [view.id], partial(reply, {}))

    def _store(self, fields: Mapping[str, Any], reply: Reply) -> None:
        if self._engine.store_state[0] != "memory":
            raise UsageError("store-is-keyring")
        self._engine.reread_profiles()
        view = self._view(fields)
        token_set = fields.get("token_set")
        if not isinstance(token_set, dict):
            raise InputError("bad-request", what=say("token_set is not an object"))
        self._engine.store(view.id, token_set, lambda error: reply(error or {}))

    def _view(self, fields: Mapping[str, Any]) -> ProfileView:
        name = fields.get("profile")
        if not isinstance(name, str):
            raise InputError("bad-request", what=say("profile is not a name"))
        view = self._engine.view_by_name(name)
        if view is not None:
            return view
        problem = self._problem(name) or self._engine.file_problem
        raise problem or NoSuchProfile("no-such-profile", name=name)

    def _problem(self, name: str) -> TokenTrayError | None:
        folded = name.lower()
        for other, problem in self._engine.problems().items():
            if other.lower() == folded:
                return problem
        return None


def _on_signed_out(reply: Reply, report: Report | TokenTrayError) -> None:
    if isinstance(report, TokenTrayError):
        reply(report)
    else:
        reply(report.error or {"report": list(report.sentences)})


def _handed_out(given: HandOut | TokenTrayError) -> Answer:
    if isinstance(given, TokenTrayError):
        return given
    return {
        "text": given.text,
        "token_type": given.token_type,
        "expires_at": given.expires_at,
        "warning": given.warning,
    }


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise InputError("bad-request", what=say("min_valid is not a number of seconds"))
    return float(value)


def _format(value: object, default: Format) -> Format:
    if value is None:
        return default
    try:
        return Format(str(value))
    except ValueError:
        raise UsageError("bad-format", format=str(value)) from None
