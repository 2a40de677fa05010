"""What happened to a profile: a picture, a list of the same, and both as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QImageWriter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.errors import TokenTrayError
from tokentray.core.events import Event
from tokentray.desktop.flow import Flow
from tokentray.desktop.history_file import as_csv
from tokentray.desktop.history_layout import Span, Track
from tokentray.desktop.history_model import Column, HistoryModel
from tokentray.desktop.history_parts import Callout, Empty, event_list
from tokentray.desktop.history_picture import HistoryPicture
from tokentray.desktop.history_words import mark_lines, mark_title
from tokentray.desktop.icons import symbol_in
from tokentray.desktop.labels import reason, say, word_label
from tokentray.desktop.theme import Theme
from tokentray.desktop.words import Words

_tr = Words("History")

_SETTLES_MS = 250
"""What changes in a moment is read once."""

_SHORT_LIFE = 600
"""Seconds; of tokens that live shorter a whole day shows nothing but a stroke."""

_LEAST = 132
_IN_SIGHT = 40
_BETWEEN = 8

Save = Callable[[Path, bytes], TokenTrayError | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the view wants to be told: of the shown profile or of all, since a moment."""

    is_all: bool
    since: float


@dataclass(frozen=True, slots=True)
class Past:
    """What it was told: a track a profile.

    `is_cut`: older things of that time are not among them. `others`: so many profiles are not.
    """

    tracks: tuple[Track, ...]
    is_cut: bool = False
    others: int = 0


class HistoryView(QWidget):
    """Shows what happened; reads nothing itself, and a closed tab asks for nothing.

    Signals:
        wanted(Wish): tell by `show_past`, or `say_busy` where it cannot be had now.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile_id = ""
        self._name = ""
        self._now = 0.0
        self._span = Span.DAY
        self._past: Past | None = None
        self._theme: Theme | None = None
        self._save: Save | None = None
        self._seeks_change = False
        self._is_following = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self.ask)
        self._has_chosen = False
        self._choices = {
            Span.HOUR: _choice("hour", _tr("Hour")),
            Span.DAY: _choice("day", _tr("Day")),
            Span.WEEK: _choice("week", _tr("Week")),
        }
        self._choices[self._span].setChecked(True)
        self._spans = QButtonGroup(self)
        for button in self._choices.values():
            self._spans.addButton(button)
        self._spans.buttonClicked.connect(self.on_spans_clicked)
        self._all = QCheckBox(_tr("All profiles"))
        self._all.setObjectName("all-profiles")
        self._all.toggled.connect(self.on_all_toggled)
        self._export = self._export_button()
        self._picture = HistoryPicture()
        self._picture.chosen_changed.connect(self.on_picture_chosen_changed)
        self._picture.pointed_changed.connect(self.on_picture_pointed_changed)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._picture)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = HistoryModel()
        self._list = event_list(self._model)
        self._list.selectionModel().currentChanged.connect(self.on_list_current_changed)
        self._list.copy_requested.connect(self.copy_rows)
        self._callout = Callout(self)
        self._note = word_label("history-note")
        self._empty = Empty()
        self._empty.week_requested.connect(self.show_week)
        self._stack = QStackedLayout()
        self._arrange()

    @property
    def picture(self) -> HistoryPicture:
        """The picture, for who looks at its lanes and marks."""
        return self._picture

    def save_with(self, save: Save) -> None:
        """Write files by `save`, which tells why it could not."""
        self._save = save

    def show_profile(
        self, profile_id: str, name: str, now: float, lifetime: float | None = None
    ) -> None:
        """Show the past of a profile; called again, it may have grown.

        Of tokens that live for minutes only an hour is shown, unless the person chose otherwise.
        """
        is_other = profile_id != self._profile_id
        if is_other and not self._has_chosen:
            is_short = lifetime is not None and lifetime < _SHORT_LIFE
            self._span = Span.HOUR if is_short else Span.DAY
            self._choices[self._span].setChecked(True)
        self._profile_id, self._name, self._now = profile_id, name, now
        if is_other and not self._all.isChecked():
            self._past = None
        if self.isVisible():
            if self._past is None:
                self._clear()
                self.ask()
            elif not self._settling.isActive():
                self._settling.start()

    def show_past(self, past: Past) -> None:
        """Show what happened."""
        self._past = past
        self._fill()

    def say_busy(self) -> None:
        """Say that the past cannot be read for now; it is asked for again with the next change."""
        if self._past is None:
            self._past = Past(())
            self._fill()
        self._say(_tr("Another program is using the history. It is read again in a moment."))
        self._settling.start(4 * _SETTLES_MS)

    def touch(self, now: float) -> None:
        """Bring what depends on the time up to date."""
        self._now = now
        if self.isVisible():
            self._picture.touch(now)

    def forget(self) -> None:
        """Hold nothing of a token any more."""
        self._past, self._profile_id = None, ""
        self._settling.stop()
        self._clear()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._theme = theme
        self._picture.wear(theme)
        self._callout.wear(theme)
        self._empty.wear(theme)
        self._export.setIcon(symbol_in("download", theme.text))
        say(self._note, self._note.text(), theme.muted)
        self._fit()

    def choose_span(self, span: Span) -> None:
        """Show an hour, a day or a week."""
        self._span, self._has_chosen = span, True
        self._choices[span].setChecked(True)
        self.ask()

    def show_change(self) -> None:
        """Choose the latest change of claims, as soon as it is here."""
        self._seeks_change = True
        self.ask()

    @Slot()
    def show_week(self) -> None:
        """Look further back."""
        self.choose_span(Span.WEEK)

    @Slot()
    def ask(self) -> None:
        """Ask for what is to be shown, where anybody can see it."""
        if self._profile_id and self.isVisible():
            self.wanted.emit(Wish(self._all.isChecked(), self._now - self._span.value))

    # Slots

    @Slot()
    def on_spans_clicked(self) -> None:
        chosen = self._spans.checkedButton()
        self.choose_span(next(span for span, one in self._choices.items() if one is chosen))

    @Slot(bool)
    def on_all_toggled(self, _is_all: bool) -> None:
        self.ask()

    @Slot()
    def on_picture_chosen_changed(self) -> None:
        """The list follows."""
        mark = self._picture.chosen
        self._choose_row(None if mark is None else mark.events[-1])
        self._show_callout()
        point = self._picture.spoken_point
        if point is not None:
            self._scroll.ensureVisible(point.x(), point.y(), 0, _IN_SIGHT)

    @Slot()
    def on_picture_pointed_changed(self) -> None:
        self._show_callout()

    @Slot(QModelIndex, QModelIndex)
    def on_list_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The picture follows."""
        if not self._is_following:
            events = self._model.events
            self._picture.choose_event(events[current.row()] if current.isValid() else None)

    @Slot()
    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard, or all where none is chosen."""
        chosen = sorted({index.row() for index in self._list.selectionModel().selectedIndexes()})
        rows = chosen or range(len(self._model.events))
        QGuiApplication.clipboard().setText("\n".join(self._model.line(row) for row in rows))

    @Slot()
    def export_csv(self) -> None:
        """Write the shown events into a file that the person names."""
        past = self._past
        if past is not None:
            names = {track.profile_id: track.name for track in past.tracks}
            self._write("csv", _tr("Comma-separated values (*.csv)"), as_csv(self._seen(), names))

    @Slot()
    def export_png(self) -> None:
        """Write the picture into a file that the person names."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(self._picture.image(self._title()))
        self._write("png", _tr("PNG picture (*.png)"), bytes(buffer.data().data()))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._callout.hide()
        self._fit()

    # Parts

    def _arrange(self) -> None:
        choices = Flow(_BETWEEN)
        for choice in (*self._choices.values(), self._all):
            choices.addWidget(choice)
        above = QHBoxLayout()
        above.setSpacing(_BETWEEN)
        above.addLayout(choices, 1)
        above.addWidget(self._export, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._scroll, 2)
        inner.addWidget(self._note)
        inner.addWidget(self._list, 1)
        inner.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(above)
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        layout.addLayout(self._stack, 1)

    def _export_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("export")
        button.setText(_tr("Export"))
        button.setToolTip(_tr("Save what is shown here as a file"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("kind", "flat")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(button)
        menu.addAction(_tr("As comma-separated values…"), self.export_csv)
        menu.addAction(_tr("As a picture…"), self.export_png)
        button.setMenu(menu)
        return button

    def _seen(self) -> tuple[Event, ...]:
        """Return the events of the shown time, the oldest first."""
        since = self._now - self._span.value
        tracks = () if self._past is None else self._past.tracks
        events = (event for track in tracks for event in track.events if event.at >= since)
        return tuple(sorted(events, key=lambda event: event.at))

    def _clear(self) -> None:
        """Show nothing of what was shown."""
        self._picture.show_tracks((), self._span, self._now)
        self._model.show_events((), {}, self._now)
        self._callout.hide()

    def _fill(self) -> None:
        past = self._past or Past(())
        seen = self._seen()
        names = {track.profile_id: track.name for track in past.tracks}
        self._picture.show_tracks(past.tracks, self._span, self._now)
        self._show_rows(seen, names)
        self._list.setColumnHidden(Column.PROFILE, len(past.tracks) < 2)
        self._say(_words_of(past) if seen else _tr("Nothing happened in this time."))
        has_any = any(track.reaches(self._now - self._span.value) for track in past.tracks)
        self._stack.setCurrentIndex(0 if has_any else 1)
        self._empty.offer_week(self._span is not Span.WEEK)
        self._list.setVisible(bool(seen))
        self._export.setEnabled(bool(seen))
        self._fit()
        self._choose_change(seen)
        self._show_callout()

    def _show_rows(self, seen: Sequence[Event], names: Mapping[str, str]) -> None:
        """Show other rows; the chosen one stays chosen, and what is read stays in sight."""
        current, place = self._list.currentIndex(), self._list.verticalScrollBar().value()
        is_chosen = self._list.selectionModel().isSelected(current)
        event = self._model.events[current.row()] if is_chosen else None
        self._model.show_events(seen, names, self._now)
        if event is not None and self._model.row_of(event) >= 0:
            self._choose_row(event)
            self._list.verticalScrollBar().setValue(place)

    def _choose_change(self, seen: Sequence[Event]) -> None:
        event = next((one for one in reversed(seen) if one.changes), None)
        if self._seeks_change and event is not None:
            self._picture.setFocus(Qt.FocusReason.OtherFocusReason)
            self._picture.choose_event(event)
            self._choose_row(event)
        self._seeks_change = False

    def _choose_row(self, event: Event | None) -> None:
        """Choose an event's row; the picture knows it already."""
        row = -1 if event is None else self._model.row_of(event)
        self._is_following = True
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row, 0))
            self._list.scrollTo(self._model.index(row, 0))
        else:
            self._list.clearSelection()
        self._is_following = False

    def _say(self, text: str) -> None:
        say(self._note, text, self._theme.muted if self._theme is not None else "#000000")

    def _fit(self) -> None:
        """Give the picture the height that it needs, and of many lanes two thirds of the room."""
        needs = self._picture.sizeHint().height()
        self._scroll.setMinimumHeight(min(needs, _LEAST))
        self._scroll.setMaximumHeight(needs)
        self._list.fit()

    def _show_callout(self) -> None:
        mark, point = self._picture.spoken_of, self._picture.spoken_point
        if mark is None or point is None:
            self._callout.hide()
            return
        lines = mark_lines(mark)
        place = self._picture.mapTo(self, point)
        self._callout.say("\n".join((mark_title(mark, self._now), *lines)), place)

    def _title(self) -> str:
        text = {
            Span.HOUR: _tr("{profile}: the last hour"),
            Span.DAY: _tr("{profile}: the last day"),
            Span.WEEK: _tr("{profile}: the last week"),
        }[self._span]
        name = _tr("All profiles") if self._all.isChecked() else self._name
        return text.format(profile=name)

    def _write(self, ending: str, kind: str, content: bytes) -> None:
        name = f"{'tokentray' if self._all.isChecked() else self._name}-history.{ending}"
        found, _ = QFileDialog.getSaveFileName(self, _tr("Save the history"), name, kind)
        if not found or self._save is None:
            return
        error = self._save(Path(found), content)
        self._say(_tr("Saved as {path}").format(path=found) if error is None else reason(error))


def _choice(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setCheckable(True)
    button.setProperty("kind", "button")
    return button


def _words_of(past: Past) -> str:
    said = []
    if past.is_cut:
        said.append(_tr("There was more than fits here: the oldest part is left out."))
    if past.others:
        text = _tr("%n more profiles.", past.others)
        said.append(text)
    return " ".join(said)
