"""The list of profiles: a ring, a name, and how long it lives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeySequence,
    QPainter,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tokentray.core.view import ProfileView
from tokentray.desktop.direction import in_its_direction
from tokentray.desktop.icons import symbol_in
from tokentray.desktop.models import ProfileModel, Role
from tokentray.desktop.order import Order, in_chosen_order
from tokentray.desktop.profile_filter import ProfileFilter
from tokentray.desktop.ring import paint_ring
from tokentray.desktop.steps import face_of
from tokentray.desktop.terse_button import TerseButton
from tokentray.desktop.theme import Theme, tabular
from tokentray.desktop.viewports import set_viewport
from tokentray.desktop.words import Words

_tr = Words("ProfileList")

FILTER_FROM = 8
"""With fewer profiles a filter would only be in the way."""

_MARGIN = 12
_PIN = 16
_NEWS_DOT = 8


class ProfileList(QWidget):
    """Shows all profiles, one of them chosen.

    Signals:
        profile_chosen(str): the id of the chosen profile; empty for none.
        copy_requested(str): Ctrl+C or a double click on a row.
        add_requested(), import_requested(), settings_requested(): the buttons below the list.
        menu_requested(QPoint): of the chosen profile, at this place of the screen.
        order_chosen(Order): by a person.
    """

    profile_chosen = Signal(str)
    copy_requested = Signal(str)
    add_requested = Signal()
    import_requested = Signal()
    menu_requested = Signal(QPoint)
    order_chosen = Signal(object)
    settings_requested = Signal()

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ProfileModel(now)
        self._chosen = ""
        self._views: tuple[ProfileView, ...] = ()
        self._waits = ""
        self._order = Order.NAME
        self._is_filtering = False
        self._is_narrow = False
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterRole(Role.SOUGHT)
        self._filter = ProfileFilter()
        self._filter.changed.connect(self.on_filter_changed)
        self._filter.left.connect(self.on_filter_left)
        self._filter.ended.connect(self.on_filter_ended)
        self._filter.order_chosen.connect(self.order_chosen)
        self._delegate = _ProfileDelegate(now, self)
        self._list = _rows(self._proxy, self._delegate)
        self._list.typed.connect(self._filter.begin)
        self._list.customContextMenuRequested.connect(self.on_list_menu_requested)
        self._no_match = QLabel(_tr("Not found in any name or issuer."))
        self._no_match.setObjectName("no-profile-match")
        self._no_match.setTextFormat(Qt.TextFormat.PlainText)
        self._no_match.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._no_match.setWordWrap(True)
        self._no_match.setContentsMargins(12, 16, 12, 0)
        self._no_match.hide()
        selection = self._list.selectionModel()
        selection.currentChanged.connect(self.on_selection_current_changed)
        self._list.doubleClicked.connect(self.on_list_double_clicked)
        self._add = TerseButton(_tr("&Add a profile…"))
        self._add.setObjectName("add")
        self._add.clicked.connect(self.add_requested)
        self._paste = TerseButton(_tr("&Paste a token response…"))
        self._paste.setObjectName("import")
        self._paste.clicked.connect(self.import_requested)
        self._settings = TerseButton(_tr("Settin&gs…"))
        self._settings.setObjectName("settings")
        self._settings.clicked.connect(self.settings_requested)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._filter)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._no_match, 1)
        layout.addLayout(self._buttons)
        for button in (self._add, self._paste, self._settings):
            self._buttons.addWidget(button)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.on_copy_activated)

    def be_narrow(self, narrow: bool) -> None:
        """Take little room: the buttons stand beside each other, as symbols."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(along if narrow else down)
        for button in (self._add, self._paste, self._settings):
            button.be_terse(narrow)

    def show_views(self, views: tuple[ProfileView, ...], waits: str = "") -> None:
        """Show these profiles; the chosen one stays chosen, else the first is.

        `waits` is said of those that wait for the keyring.
        """
        is_new = [view.id for view in views] != [view.id for view in self._views]
        self._views, self._waits = views, waits
        is_few = len(views) < FILTER_FROM
        if is_few and is_new:
            self._filter.clear()
        self._filter.setVisible(not is_few or self._is_looking)
        self._show_rows()

    def show_order(self, order: Order) -> None:
        """Sort the rows."""
        self._order = order
        self._filter.show_order(order)
        self._show_rows()

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        return self._order

    def focus_filter(self, words: str = "") -> None:
        """Look for a profile."""
        self._filter.begin(words)

    def show_view(self, view: ProfileView, waits: str = "") -> bool:
        """Show one profile anew; False where all have to be shown for it."""
        # By expiry it may have another place now.
        if self._order is not Order.NAME or not self._model.replace(view, waits):
            return False
        self._views = tuple(view if one.id == view.id else one for one in self._views)
        return True

    @property
    def chosen(self) -> str:
        """The id of the chosen profile, though a filter may hide it; empty for none."""
        return self._chosen

    def choose(self, profile_id: str) -> None:
        """Choose a profile."""
        row = self._model.row_of(profile_id)
        self._set_chosen(profile_id if row >= 0 else "")
        index = self._proxy.mapFromSource(self._model.index(row)) if row >= 0 else QModelIndex()
        self._list.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def touch(self) -> None:
        """Bring the words about time up to date."""
        self._list.viewport().update()

    def wear(self, theme: Theme) -> None:
        """Paint with these colours from now on."""
        self._delegate.theme = theme
        self._delegate.pin = symbol_in("pin", theme.muted)
        palette = self._no_match.palette()
        palette.setColor(self._no_match.foregroundRole(), QColor(theme.muted))
        self._no_match.setPalette(palette)
        self._filter.wear(theme)
        self._add.setIcon(symbol_in("plus", theme.text))
        self._paste.setIcon(symbol_in("paste", theme.text))
        self._settings.setIcon(symbol_in("settings", theme.text))
        self._list.viewport().update()

    @Slot()
    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_filter_left(self) -> None:
        """Go to the rows; where the chosen one is not among them the first is meant."""
        if not self._list.currentIndex().isValid() and self._proxy.rowCount():
            self._set_chosen(str(self._proxy.index(0, 0).data(Role.ID)))
            self.choose(self._chosen)
        self.focus_list()

    @Slot()
    def on_filter_ended(self) -> None:
        self.focus_list()
        self._filter.setVisible(len(self._views) >= FILTER_FROM)

    @Slot(QPoint)
    def on_list_menu_requested(self, place: QPoint) -> None:
        """By the pointer of the row below it, by a key of the chosen one."""
        index = self._list.indexAt(place)
        if not index.isValid():
            index = self._list.currentIndex()
        if index.isValid():
            self._list.setCurrentIndex(index)
            self.menu_requested.emit(self._list.viewport().mapToGlobal(place))

    @Slot(str)
    def on_filter_changed(self, words: str) -> None:
        """Show fewer rows; what is chosen stays so, since nobody chose anything else."""
        chosen = self._chosen
        self._is_filtering = True
        self._proxy.setFilterFixedString(words)
        self._is_filtering = False
        self.choose(chosen)
        self._say_no_match()

    @Slot(QModelIndex, QModelIndex)
    def on_selection_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        value = current.data(Role.ID)
        if isinstance(value, str) and not self._is_filtering:
            self._set_chosen(value)

    @Slot(QModelIndex)
    def on_list_double_clicked(self, index: QModelIndex) -> None:
        self.copy_requested.emit(index.data(Role.ID))

    @Slot()
    def on_copy_activated(self) -> None:
        if self.chosen:
            self.copy_requested.emit(self.chosen)

    @property
    def _is_looking(self) -> bool:
        """Whether somebody looks for a profile, though there are few."""
        return self._filter.is_used

    def _show_rows(self) -> None:
        chosen, views = self._chosen, in_chosen_order(self._views, self._order)
        place = self._list.verticalScrollBar().value()
        if self._model.show(views, self._waits):
            self._list.verticalScrollBar().setValue(place)
        if self._model.row_of(chosen) < 0:
            chosen = views[0].id if views else ""
        self.choose(chosen)
        self._say_no_match()

    def _set_chosen(self, profile_id: str) -> None:
        if profile_id != self._chosen:
            self._chosen = profile_id
            self.profile_chosen.emit(profile_id)

    def _say_no_match(self) -> None:
        found = self._proxy.rowCount() > 0 or not self._model.rowCount()
        self._list.setVisible(found)
        self._no_match.setVisible(not found)


class _Rows(QListView):
    """A list whose letters look for a profile instead of jumping about.

    Signals:
        typed(str): a letter.
    """

    typed = Signal(str)

    def keyboardSearch(self, text: str) -> None:
        if text.strip():
            self.typed.emit(text)


def _rows(proxy: QSortFilterProxyModel, delegate: QStyledItemDelegate) -> _Rows:
    rows = _Rows()
    set_viewport(rows)
    rows.setModel(proxy)
    rows.setItemDelegate(delegate)
    rows.setFrameShape(QFrame.Shape.NoFrame)
    rows.setObjectName("profiles")
    # The pane is its frame.
    rows.setStyleSheet("QListView { border: none; background: transparent; }")
    rows.setAccessibleName(_tr("Profiles"))
    rows.setMouseTracking(True)
    rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    rows.setUniformItemSizes(True)
    rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return rows


class _ProfileDelegate(QStyledItemDelegate):
    """Draws one row: the ring, the name, and the words about its life."""

    def __init__(self, now: Callable[[], float], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now
        self.theme: Theme | None = None
        self.pin = QIcon()

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 2 * _MARGIN)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = index.data(Role.VIEW)
        if self.theme is None or not isinstance(view, ProfileView):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, self.theme)
        self._paint_row(painter, option, view, str(index.data(Role.WORDS)))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if not (selected or hovered):
            return
        painter.setBrush(QColor(theme.selected if selected else theme.hover))
        painter.setPen(QColor(theme.edge) if selected else Qt.PenStyle.NoPen)
        if focused:
            painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), theme.radius, theme.radius)

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, view: ProfileView, standing: str
    ) -> None:
        theme, rect = self.theme, option.rect
        if theme is None:
            return
        now, side = self._now(), theme.list_ring
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        ring = QRect(inner.left(), rect.center().y() - side // 2, side, side)
        words = inner.adjusted(side + _MARGIN, 0, 0, 0)
        if right_to_left:
            ring.moveLeft(inner.right() - side)
            words = inner.adjusted(0, 0, -side - _MARGIN, 0)
        paint_ring(painter, ring.toRectF(), face_of(view, now), theme.ring)
        # The painter turns it round by itself in a right-to-left window.
        align = Qt.AlignmentFlag.AlignLeading
        name = QFont(option.font)
        name.setWeight(QFont.Weight.DemiBold)
        title = words
        if view.profile.pinned:
            title = self._paint_pin(painter, title, right_to_left)
        if view.news is not None:
            title = _paint_news(painter, title, theme, right_to_left)
        _draw_line(painter, title, view.name, name, theme.text, align | Qt.AlignmentFlag.AlignTop)
        colour = theme.state_colour(view.state) if view.state.value != "valid" else theme.muted
        font = tabular(option.font)
        _draw_line(painter, words, standing, font, colour, align | Qt.AlignmentFlag.AlignBottom)

    def _paint_pin(self, painter: QPainter, words: QRect, right_to_left: bool) -> QRect:
        """Draw the pin at the end of a row; return the room that is left for the name."""
        pin = QRect(words.right() + 1 - _PIN, words.top(), _PIN, _PIN)
        title = words.adjusted(0, 0, -_PIN - _MARGIN // 2, 0)
        if right_to_left:
            pin.moveLeft(words.left())
            title = words.adjusted(_PIN + _MARGIN // 2, 0, 0, 0)
        self.pin.paint(painter, pin)
        return title


def _paint_news(painter: QPainter, words: QRect, theme: Theme, right_to_left: bool) -> QRect:
    """Draw a dot at the end of the name's line; return what is left of the line."""
    middle = words.top() + painter.fontMetrics().height() / 2
    half = _NEWS_DOT / 2
    x = words.left() + half if right_to_left else words.right() - half
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(QPointF(x, middle), half, half)
    room = _NEWS_DOT + _MARGIN // 2
    return words.adjusted(room, 0, 0, 0) if right_to_left else words.adjusted(0, 0, -room, 0)


def _draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    text = in_its_direction(text)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align), shown)
