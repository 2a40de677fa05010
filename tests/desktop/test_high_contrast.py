"""Contrast as it is on the screen: of every pair of colours, and of high contrast where wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.surfaces import surfaces
from tokentray.core.state import State
from tokentray.desktop.theme import (
    Appearance,
    Theme,
    asks_for_contrast,
    contrast,
    palette_of,
    style_sheet,
    theme_of,
)

GROUNDS = ("background", "card", "selected")
TEXTS = (
    *("text", "muted", "accent", "valid", "expiring", "expired", "trouble", "quiet"),
    *("json_key", "json_string", "json_number", "json_literal", "json_punctuation"),
)
RINGS = ("good", "warning", "trouble", "quiet")


def own(dark: bool, high: bool) -> Theme:
    """Return our own theme."""
    return theme_of(palette_of(dark, high=high), QFont(), dark, high=high)


def pairs(theme: Theme) -> dict[str, tuple[str, str]]:
    """Return every text and what it stands on, by a name for failures."""
    found = {f"{text} on {on}": (text, on) for text in TEXTS for on in GROUNDS}
    found |= {f"{text} on hover": (text, "hover") for text in ("text", "muted")}
    colours = {name: (getattr(theme, a), getattr(theme, b)) for name, (a, b) in found.items()}
    colours["primary"] = (theme.on_accent, theme.accent_fill)
    colours["primary, hovered"] = (theme.on_accent, theme.accent_hover)
    for state in State:
        chip = theme.chip(state)
        colours[f"chip of {state}"] = (chip.text, chip.background)
        for on in GROUNDS:
            colours[f"{state} on {on}"] = (theme.state_colour(state), getattr(theme, on))
    return colours


def graphics(theme: Theme) -> dict[str, tuple[str, str]]:
    """Return every line or figure that carries a meaning, and what is around it."""
    found = {}
    for ground in GROUNDS:
        on = getattr(theme, ground)
        for name in RINGS:
            found[f"ring {name} on {ground}"] = (getattr(theme.ring, name), on)
        found[f"focus on {ground}"] = (theme.accent, on)
        found[f"focus of the primary button on {ground}"] = (theme.text, on)
    for ground in ("background", "card"):
        found[f"outline on {ground}"] = (theme.outline, getattr(theme, ground))
    return found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("high", "least"), [(False, 4.5), (True, 7.0)])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read(dark: bool, high: bool, least: float) -> None:
    """4.5:1 for each pair (WCAG 1.4.3), 7:1 where high contrast is wanted (1.4.6)."""
    found = pairs(own(dark, high))
    assert {name: contrast(*pair) for name, pair in found.items() if contrast(*pair) < least} == {}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("high", "least"), [(False, 3.0), (True, 4.5)])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_graphic_stands_out(dark: bool, high: bool, least: float) -> None:
    """3:1 for rings, outlines and the focus (WCAG 1.4.11)."""
    found = graphics(own(dark, high))
    assert {name: contrast(*pair) for name, pair in found.items() if contrast(*pair) < least} == {}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_high_contrast_draws_with_the_palette(dark: bool) -> None:
    """Lines have the text's colour, the focus and what is filled that of the selection."""
    palette, role = palette_of(dark, high=True), QPalette.ColorRole
    theme = own(dark, high=True)
    text, highlight = palette.color(role.WindowText).name(), palette.color(role.Highlight).name()
    assert {theme.line, theme.outline, theme.edge} == {text}
    assert (theme.accent, theme.accent_fill) == (highlight, highlight)
    assert contrast(theme.track, theme.card) >= 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("window", "text", "highlight", "on_highlight"),
    [
        ("#000000", "#ffff00", "#008000", "#ffffff"),
        ("#ffffff", "#000000", "#37006e", "#ffffff"),
        ("#2d3236", "#ffffff", "#abcfff", "#212d3b"),
        ("#fffaef", "#202020", "#903909", "#fff5e3"),
    ],
    ids=["black-yellow", "white", "dusk", "desert"],
)
def test_a_desktops_own_high_contrast_is_kept(
    window: str, text: str, highlight: str, on_highlight: str
) -> None:
    """Its colours are the ones that are drawn, moved only where they would not reach 7:1."""
    palette, role = QPalette(), QPalette.ColorRole
    for ours, colour in (
        (role.Window, window),
        (role.Base, window),
        (role.WindowText, text),
        (role.Highlight, highlight),
        (role.HighlightedText, on_highlight),
    ):
        palette.setColor(ours, QColor(colour))
    theme = theme_of(palette, QFont(), QColor(window).lightness() < 128, high=True)
    assert (theme.background, theme.line, theme.accent_fill) == (window, text, highlight)
    # How it writes on its selection is the desktop's own choice, which may have no better.
    chosen = (theme.on_accent, highlight)
    low = {name: pair for name, pair in pairs(theme).items() if contrast(*pair) < 7}
    assert {name for name, pair in low.items() if pair != chosen} == set()


class Hints(QObject):
    """The style hints of a desktop that asks for high contrast, or does not."""

    contrastPreferenceChanged = Signal(Qt.ContrastPreference)

    def __init__(self, wish: Qt.ContrastPreference) -> None:
        super().__init__()
        self.wish = wish

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.wish


def test_the_desktops_wish_is_asked(qapp: QApplication) -> None:
    """Qt tells it since 6.10; before, and where nothing is said, the palette alone decides."""
    wish = Qt.ContrastPreference
    assert asks_for_contrast(Hints(wish.HighContrast))
    assert not asks_for_contrast(Hints(wish.NoPreference))
    assert not asks_for_contrast(QObject())
    assert not asks_for_contrast(qapp.styleHints())


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back with the palette it had."""
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setPalette(QPalette())


def test_the_window_is_drawn_so(application: QApplication) -> None:
    """The appearance hands it to the windows, and to Qt's own palette."""
    appearance = Appearance(application, "dark", wants_contrast=True)
    assert application.palette().color(QPalette.ColorRole.Window) == QColor("#000000")
    surface = surfaces()["valid"](appearance)
    image = surface.widget.grab().toImage()
    colours = {image.pixelColor(x, image.height() - 30).name() for x in range(image.width())}
    assert {"#000000", "#ffffff"} <= colours
    surface.close()
    appearance.deleteLater()


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_examples_in_fields_can_be_read(qtbot: QtBot, dark: bool, high: bool) -> None:
    """Qt would make them half transparent: the colour that is drawn is measured."""
    theme = own(dark, high)
    field = QLineEdit()
    field.setPlaceholderText("▇▇▇▇▇▇▇▇")
    field.setStyleSheet(style_sheet(theme))
    qtbot.addWidget(field)
    field.resize(200, 40)
    image = field.grab().toImage()
    middle = [image.pixelColor(x, 20).name() for x in range(12, 60)]
    assert max(contrast(one, theme.card) for one in middle) >= (7.0 if high else 4.5)


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_what_is_left_of_a_horizon_is_told_from_what_is_gone(dark: bool, high: bool) -> None:
    """The lines below the lifetime bar are drawn in these two colours."""
    theme = own(dark, high)
    assert contrast(theme.outline, theme.track) > 1.5
