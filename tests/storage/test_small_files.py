"""Folders, settings, locks, history and log."""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tokentray.cli.fast import runtime_folder as fast_runtime_folder
from tokentray.core.changes import Changes
from tokentray.core.claims import ClaimChange, Group
from tokentray.core.errors import InputError, VaultUnavailable
from tokentray.core.handout import Format
from tokentray.core.settings import Settings, Store
from tokentray.core.snapshot import Standing
from tokentray.storage.folders import Folders, find_folders, runtime_folder
from tokentray.storage.history import EventKind, History
from tokentray.storage.instance import InstanceLock
from tokentray.storage.locks import profile_lock
from tokentray.storage.logfile import (
    KEPT,
    MAX_BYTES,
    RedactingFilter,
    RotatedFile,
    set_up_logging,
)
from tokentray.storage.machine import machine_id
from tokentray.storage.settings import examine_settings, read_settings
from tokentray.storage.settings_file import write_settings


def folders_in(path: Path) -> Folders:
    """Return folders below `path`."""
    return Folders(path / "config", path / "state", path / "cache", path / "run")


class TestFolders:
    """The XDG folders."""

    def test_the_environment_names_them(self) -> None:
        """Each by its variable; a relative value does not count."""
        environ = {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative"}
        found = find_folders(environ)
        assert found.profiles_file == Path("/c/tokentray/profiles.toml")
        assert found.history_file == Path("/h/.local/state/tokentray/history.sqlite3")

    @pytest.mark.parametrize("value", ["/run/x", "/run/y z", "relative", ""])
    def test_both_sides_find_the_same_socket(
        self, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The fast path has the same lines, without the imports."""
        monkeypatch.setenv("XDG_RUNTIME_DIR", value)
        assert (runtime_folder(os.environ, os.getuid()) or "") == (fast_runtime_folder() or "")

    def test_never_a_folder_that_anybody_could_have_made(self) -> None:
        """Without a private runtime folder there is no agent."""
        assert runtime_folder({}, 123_456) is None


class TestSettings:
    """settings.toml is edited by hand."""

    def test_a_wrong_value_costs_that_value_only(self, tmp_path: Path) -> None:
        """The rest holds."""
        path = tmp_path / "settings.toml"
        path.write_text(
            'store = "memory"\nclipboard_seconds = "x"\ncopy_format = "raw"\n'
            "unknown = 1\n[notify]\nexpired = false\nfailed = 3\n"
        )
        settings = read_settings(path)
        assert (settings.store, settings.copy_format) == (Store.MEMORY, Format.RAW)
        assert settings.clipboard_seconds == 30
        assert (settings.notify.expired, settings.notify.failed) == (False, True)

    @pytest.mark.parametrize("text", ["[", "\x00", "store = 5"])
    def test_nonsense_is_the_defaults(self, tmp_path: Path, text: str) -> None:
        """The program starts all the same."""
        path = tmp_path / "settings.toml"
        path.write_text(text)
        assert read_settings(path) == Settings()

    def test_a_change_keeps_the_comments(self, tmp_path: Path) -> None:
        """Of the person who wrote them, and keys that nobody knows; what was there is changed."""
        folders = Folders(tmp_path, tmp_path / "state", tmp_path / "cache", None)
        folders.settings_file.write_text(
            "# mine\nclipboard_seconds = 5 # short\nfuture = 1\n\n[notify]\nexpired = true # y\n"
        )
        write_settings(folders, {"clipboard_seconds": 7, "quiet": "22:00-07:00"})
        write_settings(folders, {"notify.expired": False, "notify.failed": False})
        assert folders.settings_file.read_text() == (
            "# mine\nclipboard_seconds = 7 # short\nfuture = 1\nversion = 1\n"
            'quiet = "22:00-07:00"\n\n[notify]\nexpired = false # y\nfailed = false\n'
        )
        assert examine_settings(folders.settings_file).wrong == {"future": "is not known"}

    def test_a_file_is_made(self, tmp_path: Path) -> None:
        """Private, with the version of its format."""
        folders = Folders(tmp_path / "c", tmp_path / "state", tmp_path / "cache", None)
        write_settings(folders, {"notify.failed": False, "store": "memory"})
        settings = read_settings(folders.settings_file)
        assert (settings.store, settings.notify.failed) == (Store.MEMORY, False)
        assert folders.settings_file.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize(
        ("key", "value", "words"),
        [
            ("clipboard_seconds", 0, "clipboard_seconds is not between 1 and 3600."),
            ("quiet", "late", "quiet is not a span of hours"),
            ("theme", "pink", "theme is not one of system, light, dark."),
            ("notify.expired", 1, "notify.expired is neither true nor false."),
            ("nonsense", 1, "nonsense is not known."),
            ("notify.nonsense", True, "notify.nonsense is not known."),
        ],
    )
    def test_what_cannot_be_is_not_written(
        self, tmp_path: Path, key: str, value: str | int, words: str
    ) -> None:
        """Nothing of the same change is."""
        folders = Folders(tmp_path, tmp_path / "state", tmp_path / "cache", None)
        with pytest.raises(InputError) as raised:
            write_settings(folders, {"history_days": 7, key: value})
        assert raised.value.title.startswith(words)
        assert not folders.settings_file.exists()

    @pytest.mark.parametrize(
        ("text", "code"),
        [("theme = \n", "settings-not-toml"), ("version = 99\n", "settings-newer")],
    )
    def test_a_file_that_is_not_ours_to_write(self, tmp_path: Path, text: str, code: str) -> None:
        """Broken or of a newer version: it stays as it is, and is named."""
        folders = Folders(tmp_path, tmp_path / "state", tmp_path / "cache", None)
        folders.settings_file.write_text(text)
        with pytest.raises(InputError) as raised:
            write_settings(folders, {"theme": "dark"})
        assert (raised.value.code, raised.value.arguments["path"]) == (
            code,
            str(folders.settings_file),
        )
        assert folders.settings_file.read_text() == text


HOLD = """
import sys; from pathlib import Path
from tokentray.storage.folders import Folders
from tokentray.storage.locks import profile_lock
root = Path(sys.argv[1])
with profile_lock(Folders(root/"config", root/"state", root/"cache", None), "id", 5):
    print("held", flush=True); sys.stdin.read()
"""


class TestLocks:
    """Kernel locks between processes."""

    def hold(self, path: Path) -> subprocess.Popen[str]:
        """Hold the lock in another process."""
        argv = [sys.executable, "-c", HOLD, str(path)]
        child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        return child

    def test_a_killed_holder_frees_it_at_once(self, tmp_path: Path) -> None:
        """No file has to be removed by hand."""
        with self.hold(tmp_path) as child:
            child.kill()
            started = time.monotonic()
            with profile_lock(folders_in(tmp_path), "id", 5):
                assert time.monotonic() - started < 1.0

    def test_a_stopped_holder_is_named(self, tmp_path: Path) -> None:
        """After a bounded wait, by its pid."""
        with self.hold(tmp_path) as child:
            child.send_signal(signal.SIGSTOP)
            with (
                pytest.raises(VaultUnavailable, match=rf"pid {child.pid}"),
                profile_lock(folders_in(tmp_path), "id", 0.3),
            ):
                raise AssertionError("the lock was given twice")
            child.kill()

    def test_many_processes_never_overlap(self, tmp_path: Path) -> None:
        """Each reads, adds one and writes; none is lost."""
        (tmp_path / "count").write_text("0")
        script = HOLD.replace('print("held", flush=True); sys.stdin.read()', "pass").replace(
            "    pass", "    f = root/'count'; f.write_text(str(int(f.read_text()) + 1))"
        )
        many = "for _ in range(20):\n" + "".join(
            f"    {line}\n" for line in script.splitlines() if line
        )
        argv = [sys.executable, "-c", many, str(tmp_path)]
        children = [subprocess.Popen(argv) for _ in range(6)]
        assert [child.wait(60) for child in children] == [0] * 6
        assert (tmp_path / "count").read_text() == "120"

    def test_its_file_is_never_removed(self, tmp_path: Path) -> None:
        """35: else a third process would lock a new file beside the second's."""
        folders = folders_in(tmp_path)
        with profile_lock(folders, "id", 5):
            before = (folders.locks / "id").stat().st_ino
        with profile_lock(folders, "id", 5):
            assert (folders.locks / "id").stat().st_ino == before
        assert (folders.locks / "id").stat().st_ino == before

    def test_one_program(self, tmp_path: Path) -> None:
        """The second sees who the first is."""
        first, second = (InstanceLock(tmp_path / "instance") for _ in range(2))
        assert first.acquire("17 :0")
        assert not second.acquire("18 :1")
        assert second.holder() == "17 :0"
        first.release()
        assert second.acquire("18 :1")
        second.release()


class TestHistory:
    """What happened, in a file that several processes use."""

    def test_standing_and_events_are_kept(self, tmp_path: Path) -> None:
        """For the next process too."""
        path = tmp_path / "state" / "history.sqlite3"
        standing = Standing(2, 1, 50.0, 40.0, "offline", {"host": "h"})
        History(path).set_standing("id", standing)
        History(path).record("id", 10.0, EventKind.REFRESHED, {})
        History(path).record("id", 20.0, EventKind.FAILED, {"code": "offline"})
        assert History(path).standing("id") == standing
        kinds = [event.kind for event in History(path).events("id")]
        assert kinds == [EventKind.FAILED, EventKind.REFRESHED]
        assert path.stat().st_mode & 0o777 == 0o600
        History(path).forget("id")
        assert History(path).standing("id") == Standing()
        assert History(path).events("id") == ()

    def test_a_notice_is_told_once(self, tmp_path: Path) -> None:
        """Under any of its keys; of each profile by itself."""
        path = tmp_path / "history.sqlite3"
        first = [("a", ["ends:5", "ends:4", "ends:6"]), ("b", ["token:1:2"]), ("a", ["ends:5"])]
        assert History(path).tell(first, 10.0) == [True, True, False]
        again = [("a", ["ends:6", "ends:5", "ends:7"]), ("a", ["ends:4"]), ("b", ["grant:1"])]
        assert History(path).tell(again, 20.0) == [False, True, True]
        assert [event.detail for event in History(path).events("b")] == [
            {"key": "grant:1"},
            {"key": "token:1:2"},
        ]

    def test_a_long_history_hides_no_notice(self, tmp_path: Path) -> None:
        """Many refreshes later a notice about the same token is still known."""
        history = History(tmp_path / "history.sqlite3")
        history.tell([("a", ["grant:1"])], 10.0)
        for number in range(300):
            history.record("a", 11.0 + number, EventKind.FAILED, {})
        assert history.tell([("a", ["grant:1"])], 400.0) == [False]

    def test_without_a_history_all_is_news(self, tmp_path: Path) -> None:
        """Twice is better than never."""
        path = tmp_path / "history.sqlite3"
        path.mkdir()
        assert History(path).tell([("a", ["grant:1"]), ("b", ["grant:1"])], 10.0) == [True, True]

    CHANGES = Changes((ClaimChange("roles", Group.ROLES, ("admin",), ("viewer",)),))

    def test_what_changed_is_kept(self, tmp_path: Path) -> None:
        """Members that came and went, or only names of claims where the user wants that."""
        path = tmp_path / "history.sqlite3"
        until = {"expires_at": "70"}
        History(path).record("id", 10.0, EventKind.REFRESHED, until, self.CHANGES)
        (event,) = History(path).events("id")
        assert (event.detail, event.changes, event.expires_at) == (until, self.CHANGES, 70.0)
        without = History(path, keeps_values=False)
        without.record("id", 20.0, EventKind.REFRESHED, {}, self.CHANGES)
        event = without.events("id")[0]
        assert event.changes == self.CHANGES.without_members()
        assert event.expires_at is None
        with closing(sqlite3.connect(path)) as database:
            rows = database.execute("SELECT detail FROM event WHERE at = 20").fetchall()
        assert "admin" not in str(rows)

    def test_values_can_be_forgotten_later(self, tmp_path: Path) -> None:
        """Who turns them off finds none of before either; all else stays."""
        path = tmp_path / "history.sqlite3"
        until = {"expires_at": "70"}
        History(path).record("id", 1.0, EventKind.FAILED, {"code": "gone"})
        History(path).record("id", 2.0, EventKind.REFRESHED, until, self.CHANGES)
        History(path).forget_values()
        changed, failed = History(path).events("id")
        assert failed.detail == {"code": "gone"}
        assert changed.detail == until
        assert changed.changes == self.CHANGES.without_members()

    def test_an_event_that_cannot_be_read_spoils_no_other(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Somebody else wrote it, or half of it is there."""
        path = tmp_path / "history.sqlite3"
        for at, changes in enumerate(("[1]", '[{"claim": "x"}]', "7")):
            History(path).record("id", at, EventKind.REFRESHED, {})
            with closing(sqlite3.connect(path)) as database, database:
                detail = f'{{"changes": {changes}}}'
                database.execute("UPDATE event SET detail = ? WHERE at = ?", (detail, at))
        History(path).record("id", 9.0, EventKind.REFRESHED, {}, self.CHANGES)
        found = [event.changes for event in History(path).events("id")]
        assert found == [self.CHANGES, Changes(), Changes(), Changes()]
        assert "cannot be read" in caplog.text

    def test_a_peek_waits_for_nobody(self, tmp_path: Path) -> None:
        """A window reads so; while another process writes, it is told to come again."""
        path = tmp_path / "history.sqlite3"
        assert History(path).peek(["id"], 0.0, 10) == ()
        assert not path.exists()
        for at in range(5):
            History(path).record("id", at, EventKind.REFRESHED, {})
        History(path).record("other", 3.0, EventKind.FAILED, {})
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            before = time.monotonic()
            assert History(path).peek(["id"], 0.0, 10) is None
            assert time.monotonic() - before < 0.5  # others wait for two seconds
        found = History(path).peek(["id", "other"], 0.0, 3)
        assert found is not None
        assert [(one.profile, one.at) for one in found] == [
            ("id", 4.0),
            ("id", 3.0),
            ("id", 2.0),
            ("other", 3.0),
        ]

    def test_a_peek_brings_what_was_held_before(self, tmp_path: Path) -> None:
        """One event of those that bring a token or end it; a failure does neither."""
        history = History(tmp_path / "history.sqlite3")
        for at, kind in enumerate((EventKind.IMPORTED, EventKind.REFRESHED, EventKind.FAILED)):
            history.record("id", at, kind, {})
        found = history.peek(["id"], 5.0, 10)
        assert found is not None
        assert [one.kind for one in found] == [EventKind.REFRESHED]

    def test_what_cannot_be_read_is_empty(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A peek repairs nothing and raises nothing."""
        path = tmp_path / "history.sqlite3"
        path.write_bytes(b"not a database at all" * 100)
        assert History(path).peek(["id"], 0.0, 10) == ()
        assert "cannot be read" in caplog.text
        assert path.read_bytes().startswith(b"not a database")

    def test_a_damaged_file_is_moved_aside(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """And said so; nothing else stops."""
        path = tmp_path / "history.sqlite3"
        path.write_bytes(b"not a database at all" * 100)
        History(path).set_standing("id", Standing(failures=1))
        assert History(path).standing("id").failures == 1
        assert path.with_suffix(".broken").exists()
        assert "damaged" in caplog.text

    def test_a_newer_file_is_left_alone(self, tmp_path: Path) -> None:
        """It is not written to."""
        path = tmp_path / "history.sqlite3"
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        before = path.read_bytes()
        History(path).record("id", 1.0, EventKind.REFRESHED, {})
        assert path.read_bytes() == before


class TestLog:
    """No secret ever stands in it."""

    SECRET = "s3cr3t/+value=="

    def test_secrets_go_by_value_and_by_shape(self, tmp_path: Path) -> None:
        """Raw, base64, URL-encoded; JWTs and bearer headers that nobody announced."""
        path = tmp_path / "state" / "tokentray.log"
        root = logging.getLogger()
        handlers, level = list(root.handlers), root.level
        redacting = set_up_logging(path, logging.DEBUG)
        try:
            redacting.add([self.SECRET])
            log = logging.getLogger("tokentray.test")
            log.debug("raw %s", self.SECRET)
            log.debug("b64 %s", base64.b64encode(self.SECRET.encode()).decode())
            log.debug("url %s", quote(self.SECRET, safe=""))
            log.info("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl")
            log.info("Authorization: Bearer abcdefghijkl")
            log.warning("body %s", json.dumps({"refresh_token": "abcdefghijkl"}))
            try:
                raise ValueError(self.SECRET)
            except ValueError:
                log.exception("failed")
        finally:
            for handler in set(root.handlers) - set(handlers):
                root.removeHandler(handler)
                handler.close()
            root.setLevel(level)
        text = path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        assert text.count("[secret]") >= 6
        for shape in (self.SECRET, "czNjcjN0", "eyJ", "abcdefghijkl", quote(self.SECRET, safe="")):
            assert shape not in text
        assert "ValueError" in text

    def test_a_full_file_is_kept_and_begun_anew(self, tmp_path: Path) -> None:
        """As many as are kept, the latest in the first; each for its owner only."""
        path = tmp_path / "tokentray.log"
        handler = RotatedFile(path)
        with closing(handler):
            for number in range(KEPT + 3):
                handler.handle(logging.makeLogRecord({"msg": f"line {number} " + "x" * MAX_BYTES}))
        found = sorted(tmp_path.iterdir())
        assert [one.name for one in found] == [path.name, f"{path.name}.1", f"{path.name}.2"]
        assert [one.read_text()[:6] for one in found] == ["line 4", "line 3", "line 2"]
        assert {one.stat().st_mode & 0o777 for one in found} == {0o600}

    def test_ordinary_words_stay(self) -> None:
        """A log that is all masks helps nobody."""
        line = "api: the answer is not saved yet (vault-locked) at service.py:12"
        assert RedactingFilter().redact(line) == line


def test_the_machine_is_named_by_a_salted_hash(tmp_path: Path) -> None:
    """The same here tomorrow, another elsewhere, and nothing of the id itself."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("0123456789abcdef\n")
    other.write_text("fedcba9876543210\n")
    assert machine_id((one,)) == machine_id((one,))
    assert machine_id((one,)) != machine_id((other,))
    assert "0123456789abcdef" not in machine_id((one,))
    assert machine_id((tmp_path / "none",))
