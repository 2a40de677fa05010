"""Sleep, stopped processes and clocks that were set, told by clocks alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tokentray.agent.clockwatch import ClockWatch, Gap, Reading, gap_between, read_clocks

BEFORE = Reading(wall=1_800_000_000.0, boot=5_000.0, awake=4_000.0)
HOUR = 3600.0
MONTH = 30 * 24 * HOUR


def later(wall: float, boot: float | None = None, awake: float | None = None) -> Reading:
    """Return the clocks after so many seconds of each; what is not named went with the wall."""
    boot = wall if boot is None else boot
    return Reading(
        BEFORE.wall + wall,
        BEFORE.boot + boot,
        BEFORE.awake + (boot if awake is None else awake),
    )


def test_an_ordinary_half_minute_is_nothing() -> None:
    """Timers are a little late, clocks slew a little: nothing happened."""
    assert gap_between(BEFORE, later(31.2, 30.9)) == Gap()


def test_sleep_is_told_from_a_set_clock() -> None:
    """All clocks but the waking one went on: the computer slept for eight hours."""
    assert gap_between(BEFORE, later(8 * HOUR, awake=12)).slept == pytest.approx(8 * HOUR - 12)
    assert gap_between(BEFORE, later(8 * HOUR, awake=12)).stepped == 0


@pytest.mark.parametrize("by", [HOUR, -HOUR, MONTH, -MONTH, 3, -3])
def test_a_set_clock_is_told_from_sleep(by: float) -> None:
    """Only the wall clock moved: it was set, forwards or back."""
    assert gap_between(BEFORE, later(30 + by, 30)) == Gap(stepped=by)


def test_both_at_once_are_both_told() -> None:
    """A clock that was set during a sleep is told apart from it."""
    gap = gap_between(BEFORE, later(8 * HOUR + HOUR, 8 * HOUR, 10))

    assert (gap.slept, gap.stepped) == (8 * HOUR - 10, HOUR)


def test_a_stopped_hypervisor_looks_like_a_step() -> None:
    """A guest that stood still finds only its wall clock ahead, once it is set right."""
    assert gap_between(BEFORE, later(HOUR, 1, 1)) == Gap(stepped=HOUR - 1)


def test_a_stopped_process_counts_as_asleep() -> None:
    """A look that comes an hour late, with all clocks agreed, followed a standstill."""
    assert gap_between(BEFORE, later(HOUR)).slept == HOUR - 30


@given(st.floats(-1e9, 1e9), st.floats(0, 1e8), st.floats(0, 1e8))
def test_no_gap_is_ever_negative_sleep(wall: float, boot: float, awake: float) -> None:
    """Whatever the clocks say, sleep is not negative and a small step is none."""
    gap = gap_between(BEFORE, later(wall, boot, awake))

    assert gap.slept >= 0
    assert gap.stepped == 0 or abs(gap.stepped) >= 2


def test_the_real_clocks_agree() -> None:
    """Read twice in a row, this computer's clocks show neither sleep nor a step."""
    assert gap_between(read_clocks(), read_clocks()) == Gap()


class Clocks:
    """Clocks in a test's hands."""

    def __init__(self) -> None:
        self.now = BEFORE

    def __call__(self) -> Reading:
        """Read them."""
        return self.now


@pytest.mark.usefixtures("qtbot")
def test_a_look_tells_what_happened() -> None:
    """The watch tells each step and each sleep once, and every look."""
    clocks, heard = Clocks(), list[tuple[str, float]]()
    watch = ClockWatch(clocks)
    watch.clock_stepped.connect(lambda by: heard.append(("stepped", by)))
    watch.woke.connect(lambda slept: heard.append(("woke", slept)))
    watch.looked.connect(lambda: heard.append(("looked", 0)))

    clocks.now = later(30 - HOUR, 30)
    watch.look()
    watch.look()

    assert heard == [("stepped", -HOUR), ("looked", 0), ("looked", 0)]


def test_the_end_of_a_sleep_is_looked_at_once(qtbot: QtBot) -> None:
    """When the system says that it is back, nobody waits for the next half minute."""
    clocks = Clocks()
    watch = ClockWatch(clocks)
    with qtbot.waitSignal(watch.sleep_coming):
        watch.on_prepare_for_sleep(True)
    clocks.now = later(HOUR, awake=1)

    with qtbot.waitSignal(watch.woke) as woke:
        watch.on_prepare_for_sleep(False)

    assert woke.args == [HOUR - 1]
