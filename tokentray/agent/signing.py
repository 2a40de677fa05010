"""What people do with accounts: add, sign in, sign out (a worker each), and change a profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tokentray.agent.engine import Engine
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.errors import TokenTrayError, error_from_dict
from tokentray.core.jobs import Op, SignInStep
from tokentray.core.said import said_from_json

if TYPE_CHECKING:
    from tokentray.core.last_page import Spoken


@dataclass(frozen=True, slots=True)
class BrowserStep:
    """The browser is asked to open `url`; `opened` tells whether one was found."""

    url: str = field(repr=False)
    opened: bool = True


@dataclass(frozen=True, slots=True)
class DeviceStep:
    """The person types `user_code` at `verification_uri` before `expires_at` (POSIX seconds).

    `complete_uri` holds the code already, or is empty; `qr` is its picture, rows of "0" and "1".
    """

    user_code: str = field(repr=False)
    verification_uri: str
    complete_uri: str = field(repr=False)
    expires_at: float
    qr: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, in sentences for the person; `error` where only half of it worked.

    `profile_id` is empty where nothing was written: it was only asked what would be, or a client
    has to be registered first (`registers`) and the person was not asked.
    """

    profile_id: str
    sentences: tuple[str, ...]
    error: TokenTrayError | None = None
    registers: bool = False


OnStep = Callable[[BrowserStep | DeviceStep], None]
Reported = Callable[[Report | TokenTrayError], None]
Edited = Callable[[TokenTrayError | None], None]
Cancel = Callable[[], None]


class Signing(QObject):
    """Runs the jobs, and has the engine hold what they bring."""

    def __init__(self, engine: Engine, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._workers = workers

    def add(self, fields: Mapping[str, Any], done: Reported) -> None:
        """Find out about a new profile, and write it or not: `Op.ADD`; may hold a client secret."""
        self._run(Op.ADD, fields, partial(self._on_added, done))

    def describe(self, fields: Mapping[str, Any], done: Reported) -> None:
        """Read a new profile's description, and write it or not: `Op.DESCRIBE`."""
        self._run(Op.DESCRIBE, fields, partial(self._on_added, done))

    def take_response(self, fields: Mapping[str, Any], done: Reported) -> None:
        """Understand a token response, and store it or not: `Op.IMPORT`; holds tokens.

        The keyring may ask for its password: a person wants it.
        """
        self._run(Op.IMPORT, fields, partial(self._on_response_taken, done))

    def sign_in(
        self, profile_id: str, *, device: bool, spoken: Spoken, on_step: OnStep, done: Reported
    ) -> Cancel:
        """Sign in; what is returned cancels it, unless the server has answered already."""
        request = JobRequest(
            Op.SIGN_IN,
            {"profile": profile_id, "device": device, "spoken": asdict(spoken)},
            partial(self._on_signed_in, profile_id, done),
            on_part=lambda part: on_step(_step(part)),
            alone=True,
        )
        return self._workers.run(request)

    def sign_out(self, profile_id: str, done: Reported) -> None:
        """Revoke at the server where it can be told, forget here in any case."""
        fields = {"profile": profile_id}
        self._run(Op.SIGN_OUT, fields, partial(self._on_signed_out, profile_id, done))

    def edit(self, profile_id: str, changes: Mapping[str, Any], done: Edited) -> None:
        """Change keys of a profile in profiles.toml, `pinned` for one."""
        fields = {"profile": profile_id, "changes": dict(changes)}
        self._workers.run(JobRequest(Op.EDIT, fields, partial(self._on_edited, done)))

    def _run(self, op: Op, fields: Mapping[str, Any], done: Callable[[Answer], None]) -> None:
        self._workers.run(JobRequest(op, fields, done, alone=True))

    def _on_added(self, done: Reported, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        if answer["profile"] is not None:
            self._engine.reread_profiles()
        registers = bool(answer.get("registers"))
        done(Report(answer["profile"] or "", _sentences(answer), registers=registers))

    def _on_response_taken(self, done: Reported, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            self._engine.note_vault(answer)
            done(answer)
            return
        profile_id = answer["profile"] or ""
        if profile_id:
            self._engine.reread_profiles()
            self._engine.take(profile_id, answer)
        done(Report(profile_id, _sentences(answer)))

    def _on_edited(self, done: Edited, answer: Answer) -> None:
        self._engine.reread_profiles()
        done(answer if isinstance(answer, TokenTrayError) else None)

    def _on_signed_in(self, profile_id: str, done: Reported, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        self._engine.take(profile_id, answer)
        done(Report(profile_id, _sentences(answer)))

    def _on_signed_out(self, profile_id: str, done: Reported, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            done(answer)
            return
        error = None if answer["error"] is None else error_from_dict(answer["error"])
        report = Report(profile_id, _sentences(answer), error)
        # Who asks next sees that nothing is held any more.
        self._engine.reload([profile_id], partial(done, report))


def _sentences(answer: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(map(said_from_json, answer["report"]))


def _step(part: Mapping[str, Any]) -> BrowserStep | DeviceStep:
    if part["step"] == SignInStep.BROWSER:
        return BrowserStep(part["url"], part["opened"])
    return DeviceStep(
        part["user_code"],
        part["verification_uri"],
        part["verification_uri_complete"] or "",
        part["expires_at"],
        tuple(part["qr"]),
    )
