"""Locked: nothing is handed out, and a restart knows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, START, Rig, profile, snapshot
from tokentray.agent.gate import Gate
from tokentray.core.errors import Denied, TokenTrayError
from tokentray.core.jobs import Op
from tokentray.storage.lock_flag import LockedBy, read_lock


class TestGate:
    """The lock itself."""

    def test_it_is_remembered(self, qtbot: QtBot, tmp_path: Path) -> None:
        """Locked, it tells once, refuses, and the next program finds it so; opened, it is not."""
        path = tmp_path / "state" / "locked"
        gate = Gate(path)
        with qtbot.waitSignal(gate.changed):
            gate.lock()
        with pytest.raises(Denied):
            gate.check()

        assert Gate(path).is_locked
        with qtbot.waitSignal(gate.changed):
            gate.unlock()
        gate.check()
        assert not Gate(path).is_locked

    def test_what_a_person_locked_no_screen_opens(self, tmp_path: Path) -> None:
        """The screen opens its own lock only, and a person's act outweighs the screen's."""
        gate = Gate(tmp_path / "locked")
        gate.on_screen_locked()
        gate.lock()
        gate.on_screen_locked()
        gate.on_screen_unlocked()

        assert gate.by is LockedBy.PERSON

    def test_the_screens_lock_outlives_a_restart_and_opens(self, tmp_path: Path) -> None:
        """A program that starts behind a locked screen opens with it."""
        path = tmp_path / "locked"
        Gate(path).on_screen_locked()
        gate = Gate(path)
        assert gate.by is LockedBy.SCREEN

        gate.on_screen_unlocked()

        assert not gate.is_locked
        assert not path.exists()

    def test_a_flag_that_cannot_be_written(self, tmp_path: Path) -> None:
        """It locks all the same and says that a restart would not know."""
        (tmp_path / "state").write_text("a file where a folder should be")
        gate = Gate(tmp_path / "state" / "locked")

        with pytest.raises(TokenTrayError, match="a restart would open it"):
            gate.lock()

        assert gate.is_locked

    def test_a_flag_that_cannot_be_removed(self, tmp_path: Path) -> None:
        """It stays locked: what every other process sees is what holds."""
        path = tmp_path / "locked"
        gate = Gate(path)
        gate.lock()
        path.unlink()
        path.mkdir()

        with pytest.raises(TokenTrayError, match="Still locked"):
            gate.unlock()

        assert gate.is_locked

    @pytest.mark.parametrize("content", [b"", b"person\n", b"\xff\xfe", b"later words"])
    def test_a_flag_of_any_content_locks(self, tmp_path: Path, content: bytes) -> None:
        """What is not understood is no reason to hand out."""
        (tmp_path / "locked").write_bytes(content)

        assert read_lock(tmp_path / "locked") is LockedBy.PERSON


class TestEngine:
    """What is asked of a locked program."""

    def test_nothing_is_handed_out_and_refreshing_goes_on(self, qtbot: QtBot) -> None:
        """A caller is denied at once; the background renews as ever."""
        rig = Rig(profile())
        rig.start(api=snapshot())
        rig.engine.gate.lock()
        asker = rig.ask()
        assert asker.code == "locked"

        rig.advance(HOUR - 200)
        rig.land(snapshot(START + HOUR, generation=2))

        assert rig.view().expires_at == START + 2 * HOUR
        rig.engine.gate.unlock()
        assert rig.ask().token == "token-2"

    def test_locked_while_a_refresh_was_on_its_way(self, qtbot: QtBot) -> None:
        """What a caller waits for is not given any more."""
        rig = Rig(profile())
        rig.start(api=snapshot(START - HOUR + 30))
        asker = rig.ask()
        assert rig.pending(Op.REFRESH)

        rig.engine.gate.lock()
        rig.land(snapshot(generation=2))

        assert asker.code == "locked"


class TestPause:
    """One profile, or all."""

    def test_one_is_paused_and_the_other_goes_on(self, qtbot: QtBot) -> None:
        """The paused one is renewed by itself no more until it is resumed by its NAME."""
        rig = Rig(profile(), profile("other"))
        rig.start(api=snapshot(), other=snapshot())
        rig.engine.pause("id-api")
        assert rig.view().paused
        assert not rig.view("other").paused
        assert rig.view().refresh_at is None

        rig.advance(HOUR - 200)
        rig.land(snapshot(START + HOUR, generation=2), "other")
        assert not rig.pending(Op.REFRESH)
        rig.engine.resume()
        assert not rig.pending(Op.REFRESH)

        rig.engine.resume("id-api")
        assert rig.pending(Op.REFRESH)

    def test_it_is_told(self, qtbot: QtBot) -> None:
        """Who shows the profiles hears of it, once."""
        rig = Rig(profile())
        rig.start(api=snapshot())
        rig.changed.clear()

        rig.engine.pause("id-api")
        rig.engine.pause("id-api")

        assert rig.changed == ["id-api"]
