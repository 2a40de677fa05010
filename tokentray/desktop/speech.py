"""What a screen reader hears: words for times and states, and what happens away from the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from tokentray.core.state import State
from tokentray.core.view import ProfileView
from tokentray.desktop.words import Words

_tr = Words("Speech")

_DAY = 86_400
_HOUR = 3600
_MINUTE = 60


def speak(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something that `widget` shows, wherever the focus is.

    Costs nothing where none listens. `urgent` may interrupt what is being said.
    """
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def rename(widget: QWidget, name: str) -> None:
    """Give a part another accessible name; the same again is not told to anybody."""
    if widget.accessibleName() != name:
        widget.setAccessibleName(name)


def describe(widget: QWidget, description: str) -> None:
    """Give a part another accessible description; the same again is not told to anybody."""
    if widget.accessibleDescription() != description:
        widget.setAccessibleDescription(description)


def spoken_standing(view: ProfileView, now: float) -> str:
    """Say how a profile stands as one says it aloud: "valid, 12 minutes left"."""
    left = view.seconds_left(now)
    words = [spoken_state(view)]
    if view.facts.has_token and left is not None and left > 0:
        words.append(_tr("{time} left").format(time=spoken_duration(left)))
    return ", ".join(words)


def spoken_state(view: ProfileView) -> str:
    """Say in a word or two what the ring shows."""
    if view.paused and view.state is State.VALID:
        return _tr("paused")
    return {
        State.LOCKED: _tr("keyring locked"),
        State.EMPTY: _tr("no token yet"),
        State.VALID: _tr("valid"),
        State.REFRESHING: _tr("refreshing"),
        State.EXPIRING: _tr("ends soon"),
        State.EXPIRED: _tr("expired"),
        State.OFFLINE: _tr("offline"),
        State.SIGN_IN_NEEDED: _tr("sign-in needed"),
    }[view.state]


def spoken_duration(seconds: float) -> str:
    """Write a duration in whole words, rounded down to two units: "2 hours 5 minutes"."""
    whole = max(0, int(seconds))
    if whole >= _DAY:
        return _joined(_days(whole // _DAY), _hours(whole % _DAY // _HOUR))
    if whole >= _HOUR:
        return _joined(_hours(whole // _HOUR), _minutes(whole % _HOUR // _MINUTE))
    if whole >= _MINUTE:
        return _minutes(whole // _MINUTE)
    return _tr("%n second(s)", whole)


def _joined(large: str, small: str) -> str:
    return f"{large} {small}" if small else large


def _days(count: int) -> str:
    return _tr("%n day(s)", count)


def _hours(count: int) -> str:
    return _tr("%n hour(s)", count) if count else ""


def _minutes(count: int) -> str:
    return _tr("%n minute(s)", count) if count else ""
