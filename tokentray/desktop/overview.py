"""All profiles at one glance: the worst one, the ring that shows it, and the words beside it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale

from tokentray.core.errors import VaultError, VaultLocked
from tokentray.core.handout import Step, Want, decide
from tokentray.core.state import State, Verdict
from tokentray.core.view import ProfileView
from tokentray.desktop.words import Words

_tr = Words("Overview")

TOOLTIP_UNITS = 127
"""UTF-16 units: Windows cuts (and some programs crash) beyond it."""

BADNESS = (
    State.LOCKED,
    State.SIGN_IN_NEEDED,
    State.EXPIRED,
    State.OFFLINE,
    State.EXPIRING,
    State.REFRESHING,
    State.VALID,
    State.EMPTY,
)
"""Worst first."""

NEEDS_A_PERSON = frozenset({State.LOCKED, State.SIGN_IN_NEEDED, State.EXPIRED})
"""What no pin on another profile may hide."""

SHORT_LIFE = 600
"""Seconds: refresh, warning and end of a shorter life would often be one minute."""

_SHORTEST_LINE = len("a: expired\n")
_DAY = 86_400
_HOUR = 3600
_MINUTE = 60


def worst_first(views: Sequence[ProfileView]) -> tuple[ProfileView, ...]:
    """Sort by need of attention, the pinned ones ahead of others that work or mend themselves.

    Among equals the one that expires first leads; unknown expiries come last.
    """
    return tuple(sorted(views, key=_badness))


def _badness(view: ProfileView) -> tuple[bool, bool, int, float, str]:
    ends = float("inf") if view.expires_at is None else view.expires_at
    waits = view.state not in NEEDS_A_PERSON
    return waits, not view.profile.pinned, BADNESS.index(view.state), ends, view.name


def default_profile(views: Sequence[ProfileView], wanted: str) -> ProfileView | None:
    """Choose what a middle click copies: the named profile, the first pinned, or the only one."""
    for view in views:
        if wanted and view.name.lower() == wanted.lower():
            return view
    for view in views:
        if view.profile.pinned:
            return view
    return views[0] if len(views) == 1 else None


def tooltip_text(views: Sequence[ProfileView], now: float, news: Sequence[str] = ()) -> str:
    """Say of each profile until when it lives, worst first, within `TOOLTIP_UNITS`.

    It names moments, so that it stays true without being touched every second. `news` are lines
    ahead of these.
    """
    if not views:
        return _tr("TokenTray: no token yet")
    # More lines cannot fit, and to word a thousand would hold up the loop.
    worst = worst_first(views)[: TOOLTIP_UNITS // _SHORTEST_LINE]
    lines = [*news, *(f"{view.name}: {standing(view, now)}" for view in worst)]
    whole = len(views) + len(news)
    for count in range(len(lines), 0, -1):
        text = "\n".join([*lines[:count], *_and_more(whole - count)])
        if utf16_units(text) <= TOOLTIP_UNITS:
            return text
    return cut(lines[0], TOOLTIP_UNITS)


def _and_more(count: int) -> list[str]:
    return [_tr("and %n more", count)] if count else []


def utf16_units(text: str) -> int:
    """Count as Windows does; half an emoji counts as one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, units: int) -> str:
    """Shorten to so many UTF-16 units, the ellipsis included, never within a character."""
    if utf16_units(text) <= units:
        return text
    while utf16_units(text) > units - 1:
        text = text[:-1]
    return text + "…"


def standing(view: ProfileView, now: float) -> str:
    """Say how a profile stands in words that stay true: "until 14:05", "expired 14:05"."""
    ends = view.expires_at
    if ends is None:
        return _words(view, now, "")
    at = precise_moment(ends, now, view.lifetime)
    if view.state is State.EXPIRED:
        return _tr("expired {moment}").format(moment=at)
    return _words(view, now, _tr("until {moment}").format(moment=at))


def standing_now(view: ProfileView, now: float) -> str:
    """Say how a profile stands at this second: "12:34 left", "expired"."""
    left = view.seconds_left(now)
    life = "" if left is None else _tr("{time} left").format(time=duration(left))
    return _words(view, now, life)


def _words(view: ProfileView, now: float, life: str) -> str:
    left = view.seconds_left(now)
    alive = life if view.facts.has_token and (left is None or left > 0) else ""
    match view.state:
        case State.LOCKED:
            return _tr("keyring locked")
        case State.EMPTY:
            return _tr("no token yet")
        case State.EXPIRED:
            return _tr("expired")
        case State.SIGN_IN_NEEDED:
            return _joined(alive, _tr("sign-in needed"))
        case State.OFFLINE:
            return _joined(alive, _tr("offline"))
        case State.EXPIRING:
            return _joined(alive, _tr("then it ends"))
        case State.VALID if view.paused:
            return _joined(alive, _tr("paused"))
        case State.REFRESHING | State.VALID:
            return alive or (_tr("expired") if life else _tr("expiry unknown"))


def _joined(life: str, trouble: str) -> str:
    return _tr("{life}, {trouble}").format(life=life, trouble=trouble) if life else trouble


def precise_moment(at: float, now: float, lifetime: float | None) -> str:
    """Name a moment of a token's life, with its seconds where the whole life has few minutes."""
    if lifetime is None or lifetime >= SHORT_LIFE or abs(at - now) >= _HOUR:
        return moment(at, now)
    return time.strftime("%H:%M:%S", time.localtime(at))


def moment(at: float, now: float) -> str:
    """Name a moment as briefly as it stays clear: "14:05", "Wed 14:05", "3 Dec 2031"."""
    try:
        then, today = time.localtime(at), time.localtime(now)
    except (OverflowError, ValueError, OSError):
        return _tr("a far day")
    if then[:3] == today[:3]:
        return time.strftime("%H:%M", then)
    if abs(at - now) < 6 * _DAY:
        weekday = QLocale().dayName(then.tm_wday + 1, QLocale.FormatType.ShortFormat)
        return _tr("{weekday} {time}").format(weekday=weekday, time=time.strftime("%H:%M", then))
    month = QLocale().monthName(then.tm_mon, QLocale.FormatType.ShortFormat)
    words = _tr("{day} {month} {year}")
    return words.format(day=then.tm_mday, month=month, year=then.tm_year)


def duration(seconds: float) -> str:
    """Write seconds as a countdown does, rounded down: "12:34", "2 h 05 min", "3 d 4 h"."""
    whole = max(0, int(seconds))
    if whole >= _DAY:
        words = _tr("{days} d {hours} h")
        return words.format(days=whole // _DAY, hours=whole % _DAY // _HOUR)
    if whole >= _HOUR:
        words = _tr("{hours} h {minutes} min")
        return words.format(hours=whole // _HOUR, minutes=f"{whole % _HOUR // _MINUTE:02}")
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"


def span(seconds: float) -> str:
    """Write seconds for a sentence: "14 min", "45 s", "2 h 5 min"."""
    whole = max(0, int(seconds))
    if whole >= _DAY:
        return _tr("%n days", whole // _DAY)
    if whole >= _HOUR:
        hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
        words = _tr("{hours} h {minutes} min") if minutes else _tr("{hours} h")
        return words.format(hours=hours, minutes=minutes)
    if whole >= 2 * _MINUTE:
        return _tr("{minutes} min").format(minutes=whole // _MINUTE)
    return _tr("{seconds} s").format(seconds=whole)


def may_copy(view: ProfileView, now: float) -> bool:
    """Tell whether asking for this token can end well with no person's help.

    The engine has the last word: a refresh may fail. One that needs a locked keyring does.
    """
    skew = 0 if view.snapshot is None else view.snapshot.clock_skew
    step = decide(Want(view.name), view.snapshot, view.standing, view.facts, now + skew).step
    return step is Step.GIVE or (step is Step.REFRESH and not view.facts.locked)


def may_refresh(view: ProfileView) -> bool:
    """Tell whether "Refresh now" makes sense: an ended sign-in is refreshed by nobody."""
    ended = view.facts.verdict is Verdict.CERTAIN
    return view.profile.can_renew and view.facts.can_refresh and not ended


def as_shown(
    views: Sequence[ProfileView], *, paused: bool, error: VaultError | None = None
) -> tuple[ProfileView, ...]:
    """Return the profiles as they are shown: `paused` holds for all that are renewed.

    What the keyring's `error` says holds for all of them too: locked, it lets nothing be renewed,
    whatever is in memory.
    """
    if paused:
        views = [replace(view, paused=view.profile.can_renew) for view in views]
    if isinstance(error, VaultLocked):
        views = [replace(view, facts=replace(view.facts, locked=True)) for view in views]
    return tuple(views)
