"""The jobs of `core.jobs.Op`, each a few lines over the service."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from tokentray.core.errors import InputError, NoSuchProfile, TokenTrayError, error_to_dict
from tokentray.core.expiry import Reading
from tokentray.core.jobs import Op, Phase
from tokentray.core.last_page import Spoken
from tokentray.core.profile import Grant, Profile
from tokentray.core.said import said_to_json
from tokentray.core.snapshot import Snapshot, snapshot_to_dict, standing_to_dict
from tokentray.core.tokens import token_set_from_dict
from tokentray.service.facade import Loaded, TokenService
from tokentray.service.imports import claims_given
from tokentray.service.plan import Missing, Wanted, about_description
from tokentray.service.refresh import Wish
from tokentray.storage.folders import Folders
from tokentray.storage.history import History
from tokentray.storage.profiles import parse_profiles, read_profiles
from tokentray.storage.session_start import session_command, session_start
from tokentray.storage.settings_file import write_settings
from tokentray.worker.person import PersonAtWindow


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it came in; `fields` may hold secrets; `cancel` is set when it shall stop."""

    op: Op
    fields: Mapping[str, Any] = field(repr=False)
    on_phase: Callable[[Phase], None]
    on_part: Callable[[Mapping[str, Any]], None]
    cancel: Event


class Jobs:
    """Carries jobs out."""

    def __init__(self, service: TokenService, folders: Folders) -> None:
        self._service = service
        self._folders = folders
        self._actions: Mapping[Op, Callable[[Job], dict[str, Any]]] = {
            Op.LOAD: self._load,
            Op.REFRESH: self._refresh,
            Op.IMPORT: self._import,
            Op.STORE: self._store,
            Op.FORGET: self._forget,
            Op.UNLOCK: self._unlock,
            Op.ADD: self._add,
            Op.DESCRIBE: self._describe,
            Op.SIGN_IN: self._sign_in,
            Op.SIGN_OUT: self._sign_out,
            Op.INSPECT: self._inspect,
            Op.DECODE: _decode,
            Op.SETTINGS: self._settings,
            Op.EDIT: self._edit,
            Op.TELL: self._tell,
            Op.PRUNE: self._prune,
            Op.AUTOSTART: self._autostart,
        }

    def run(self, job: Job) -> dict[str, Any]:
        """Return the result of a job; raises what the service raises."""
        return self._actions[job.op](job)

    def _load(self, job: Job) -> dict[str, Any]:
        asked = set(job.fields["profiles"])
        known = self._last_good(job) or self._service.profiles().profiles
        for loaded in self._service.load_many([one for one in known if one.id in asked]):
            job.on_part({"profile": loaded.profile.id, **_loaded(loaded)})
        return {}

    def _refresh(self, job: Job) -> dict[str, Any]:
        wish = Wish(force=bool(job.fields.get("force")), min_valid=job.fields.get("min_valid"))
        done = self._service.refresh(self._profile(job), wish, job.on_phase)
        return {
            "snapshot": _snapshot(done.snapshot),
            "standing": standing_to_dict(done.standing),
            "renewed": done.renewed,
            "changed": [group.value for group in done.changes.groups],
            "error": _error(done.error),
        }

    def _import(self, job: Job) -> dict[str, Any]:
        stated = job.fields.get("expires_in")
        name, reading = job.fields["name"], None if stated is None else Reading(stated)
        data = job.fields["text"].encode("utf-8", "surrogatepass")
        if not job.fields["write"]:
            told = self._service.understand(name, data, reading)
            return {"profile": None, "report": _report(told), "snapshot": None, "standing": None}
        report = self._service.import_tokens(name, data, reading, job.on_phase)
        return {
            "profile": report.profile.id,
            "report": _report(report.sentences),
            "snapshot": _snapshot(report.snapshot),
            "standing": standing_to_dict(report.standing),
        }

    def _store(self, job: Job) -> dict[str, Any]:
        token_set = token_set_from_dict(job.fields["token_set"])
        return _loaded(self._service.store(self._profile(job), token_set))

    def _forget(self, job: Job) -> dict[str, Any]:
        profile = self._find(job.fields["profile"])
        if profile is None:
            self._service.forget(job.fields["profile"])
        else:
            self._service.remove(profile)
        return {}

    def _unlock(self, _job: Job) -> dict[str, Any]:
        self._service.unlock()
        return {}

    def _add(self, job: Job) -> dict[str, Any]:
        scopes = job.fields.get("scopes") or None
        wanted = Wanted(
            name=job.fields["name"],
            issuer=job.fields.get("issuer") or "",
            api=job.fields.get("api") or "",
            client_id=job.fields.get("client_id") or "",
            client_secret=job.fields.get("client_secret") or "",
            audience=job.fields.get("audience") or "",
            scopes=None if scopes is None else tuple(scopes),
        )
        plan = self._service.find_out(wanted, job.on_phase)
        plan.check()
        registers = plan.missing is Missing.REGISTRATION
        if not job.fields["write"] or (registers and not job.fields.get("register")):
            return {"profile": None, "report": _report(plan.sentences), "registers": registers}
        added = self._service.add(plan, job.on_phase)
        report = _report((*plan.sentences, *added.sentences))
        return {"profile": added.profile.id, "report": report, "registers": registers}

    def _describe(self, job: Job) -> dict[str, Any]:
        name, text = job.fields["name"], job.fields["text"]
        profile = self._service.describe(name, text, write=job.fields["write"])
        written = profile.id if job.fields["write"] else None
        return {"profile": written, "report": _report(about_description(profile))}

    def _sign_in(self, job: Job) -> dict[str, Any]:
        asked = Grant.DEVICE_CODE if job.fields.get("device") else Grant.AUTO
        person = PersonAtWindow(job.on_part, job.cancel, Spoken(**job.fields["spoken"]))
        done = self._service.sign_in(self._profile(job), person, asked, job.on_phase)
        return {
            "snapshot": _snapshot(done.snapshot),
            "standing": standing_to_dict(done.standing),
            "report": _report(done.sentences),
        }

    def _sign_out(self, job: Job) -> dict[str, Any]:
        done = self._service.sign_out(self._profile(job), job.on_phase)
        return {"report": _report(done.sentences), "error": _error(done.error)}

    def _inspect(self, job: Job) -> dict[str, Any]:
        return _loaded(self._service.inspect(self._profile(job), job.on_phase))

    def _settings(self, job: Job) -> dict[str, Any]:
        write_settings(self._folders, job.fields["changes"])
        return {}

    def _edit(self, job: Job) -> dict[str, Any]:
        self._service.edit(self._profile(job), job.fields["changes"])
        return {}

    def _tell(self, job: Job) -> dict[str, Any]:
        notices = [(one["profile"], one["keys"]) for one in job.fields["notices"]]
        return {"news": History(self._folders.history_file).tell(notices, time.time())}

    def _prune(self, job: Job) -> dict[str, Any]:
        history = History(self._folders.history_file)
        history.prune(job.fields["days"], time.time())
        if not job.fields["values"]:
            history.forget_values()
        return {}

    def _autostart(self, job: Job) -> dict[str, Any]:
        start, command = session_start(os.environ), session_command()
        entry, enable = start.status(command), job.fields["enable"]
        try:
            if enable:
                start.enable(command)
            elif enable is not None:
                start.disable()
        except OSError as error:
            what = error.strerror or type(error).__name__
            raise InputError("autostart-unwritable", place=entry.place, what=what) from error
        entry = start.status(command)
        return {"found": entry.found.value, "place": entry.place, "command": entry.command}

    def _last_good(self, job: Job) -> Sequence[Profile]:
        """Return what the program knew before the file was broken, nothing where it is well."""
        text = job.fields.get("profiles_text")
        return () if text is None else parse_profiles(text, self._folders.profiles_file).profiles

    def _profile(self, job: Job) -> Profile:
        found = self._find(job.fields["profile"], self._last_good(job))
        if found is None:
            raise NoSuchProfile("no-such-profile", name=job.fields["profile"])
        return found

    def _find(self, profile_id: str, last_good: Sequence[Profile] = ()) -> Profile | None:
        profiles = last_good or read_profiles(self._folders.profiles_file).profiles
        return next((profile for profile in profiles if profile.id == profile_id), None)


def _decode(job: Job) -> dict[str, Any]:
    return {"claims": claims_given(job.fields["text"].encode("utf-8", "surrogatepass"))}


def _loaded(loaded: Loaded) -> dict[str, Any]:
    return {
        "snapshot": _snapshot(loaded.snapshot),
        "standing": standing_to_dict(loaded.standing),
        "error": _error(loaded.error),
    }


def _snapshot(snapshot: Snapshot | None) -> dict[str, Any] | None:
    return None if snapshot is None else snapshot_to_dict(snapshot)


def _report(sentences: tuple[str, ...]) -> list[Any]:
    return [said_to_json(sentence) for sentence in sentences]


def _error(error: TokenTrayError | None) -> dict[str, Any] | None:
    return None if error is None else error_to_dict(error)
