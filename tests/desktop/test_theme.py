"""The theme is legible on every background and follows the system and the user's choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QPushButton
from pytestqt.qtbot import QtBot

from tokentray.core.state import State
from tokentray.desktop.theme import (
    Appearance,
    Theme,
    apply_theme,
    contrast,
    is_dark,
    legible,
    palette_of,
    style_sheet,
    tabular,
    theme_of,
)

TEXTS = [
    "text",
    "muted",
    "accent",
    "valid",
    "expiring",
    "expired",
    "trouble",
    "quiet",
    "json_key",
    "json_string",
    "json_number",
    "json_literal",
    "json_punctuation",
]
GROUNDS = ("background", "card", "selected", "hover")

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    """Our own theme, light and dark."""
    return theme_of(palette_of(request.param), qapp.font(), request.param)


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back with the palette it had."""
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setPalette(QPalette())


def test_contrast_is_the_one_of_wcag() -> None:
    """Known pairs give the ratios that the standard's own examples give, in either order."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXTS)
def test_text_is_legible(theme: Theme, name: str, ground: str) -> None:
    """Each text colour has 4.5:1 on each background it may stand on."""
    assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5


def test_chips_and_buttons_are_legible(theme: Theme) -> None:
    """The text on chips and on the primary button, hovered or not, has 4.5:1."""
    for state in State:
        chip = theme.chip(state)
        assert contrast(chip.text, chip.background) >= 4.5
        assert contrast(theme.state_colour(state), theme.card) >= 4.5
    assert contrast(theme.on_accent, theme.accent_fill) >= 4.5
    assert contrast(theme.on_accent, theme.accent_hover) >= 4.5


def test_controls_and_rings_stand_out(theme: Theme) -> None:
    """Outlines, focus frames and ring colours have 3:1 on the window and on cards."""
    ring = theme.ring
    for ground in (theme.background, theme.card, theme.selected):
        for colour in (ring.good, ring.warning, ring.trouble, ring.quiet, theme.accent):
            assert contrast(colour, ground) >= 3
    assert contrast(theme.outline, theme.background) >= 3
    assert contrast(theme.outline, theme.card) >= 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("WindowText", "Window"),
        ("Text", "Base"),
        ("Text", "AlternateBase"),
        ("ButtonText", "Button"),
        ("HighlightedText", "Highlight"),
        ("ToolTipText", "ToolTipBase"),
        ("PlaceholderText", "Base"),
        ("Link", "Base"),
        ("Link", "Window"),
    ],
)
def test_own_palette_is_legible(text: str, ground: str, dark: bool) -> None:
    """What native widgets paint with our palette has 4.5:1."""
    palette, role = palette_of(dark), QPalette.ColorRole
    assert contrast(palette.color(role[text]), palette.color(role[ground])) >= 4.5


@given(colour=colours, ground=colours)
def test_any_colour_becomes_legible_on_any_ground(colour: str, ground: str) -> None:
    """Whatever a foreign palette brings, text is moved until it can be read."""
    assert contrast(legible(colour, ground), ground) >= 4.5


def test_legible_colour_is_left_alone() -> None:
    """A colour that can be read already is not touched."""
    assert legible("#0b7a75", "#ffffff") == "#0b7a75"


@pytest.mark.parametrize(
    ("window", "base", "text"),
    [
        ("#fdf6e3", "#eee8d5", "#839496"),
        ("#002b36", "#073642", "#839496"),
        ("#ffffff", "#ffffff", "#000000"),
        ("#000000", "#000000", "#ffff00"),
        ("#31363b", "#232629", "#eff0f1"),
    ],
    ids=["solarized-light", "solarized-dark", "white", "high-contrast", "breeze-dark"],
)
def test_foreign_palettes_stay_legible(
    qapp: QApplication, window: str, base: str, text: str
) -> None:
    """On a desktop's own palette, low-contrast ones included, all texts have 4.5:1."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    theme = theme_of(palette, qapp.font(), is_dark(Qt.ColorScheme.Unknown, palette))
    for name in TEXTS:
        for ground in (theme.background, theme.card, theme.selected):
            assert contrast(getattr(theme, name), ground) >= 4.5, (name, ground)


def test_choice_is_kept_where_the_platform_has_no_schemes(application: QApplication) -> None:
    """Light and dark take effect at once, and the widgets' palette goes along."""
    assert apply_theme(application, "dark").dark
    assert application.palette().color(QPalette.ColorRole.Window).lightness() < 60
    assert not apply_theme(application, "light").dark
    assert application.palette().color(QPalette.ColorRole.Window).lightness() > 200


def test_leaving_dark_returns_to_the_system(application: QApplication) -> None:
    """After "dark", "system" looks as it did before."""
    before = apply_theme(application, "system")
    apply_theme(application, "dark")
    assert apply_theme(application, "system") == before


def test_appearance_tells_of_a_change_once(application: QApplication, qtbot: QtBot) -> None:
    """A choice that changes something is told with the new theme; the same again is not."""
    appearance = Appearance(application, "light")
    with qtbot.waitSignal(appearance.theme_changed) as told:
        appearance.choose("dark")
    assert told.args == [appearance.theme]
    assert appearance.theme.dark
    with qtbot.assertNotEmitted(appearance.theme_changed):
        appearance.choose("dark")
    appearance.deleteLater()


def test_appearance_follows_the_system(application: QApplication) -> None:
    """When the system's scheme changes, the chosen palette is put into effect again."""
    appearance = Appearance(application, "dark")
    foreign = QPalette(QColor("#ffffff"))
    application.setPalette(foreign)
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert application.palette().color(QPalette.ColorRole.Window).lightness() < 60
    appearance.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_digits_have_one_width() -> None:
    """A countdown does not jitter: every digit is as wide as the others."""
    plain = QFont()
    font = tabular(plain)
    assert font.isFeatureSet(QFont.Tag("tnum"))
    assert not plain.isFeatureSet(QFont.Tag("tnum"))
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("pixels", [None, 13])
def test_type_sizes_follow_the_system_font(qapp: QApplication, pixels: int | None) -> None:
    """Title and countdown grow with the system's font, given in points or in pixels."""
    font = QFont(qapp.font())
    if pixels is not None:
        font.setPixelSize(pixels)
    fonts = theme_of(palette_of(dark=False), font, dark=False).fonts
    heights = [QFontMetricsF(each).height() for each in (fonts.body, fonts.title, fonts.countdown)]
    assert heights == sorted(set(heights))
    assert QFontMetricsF(fonts.mono).height() == pytest.approx(heights[0], rel=0.3)


def test_style_sheet_is_complete(theme: Theme, qtbot: QtBot) -> None:
    """Every name is filled in, every picture exists, and Qt reads the sheet without a warning."""
    sheet = style_sheet(theme)
    assert "$" not in sheet.replace("$names", "")
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)
    button = QPushButton("Copy bearer")
    button.setProperty("kind", "primary")
    button.setStyleSheet(sheet)
    qtbot.addWidget(button)
    image = button.grab().toImage()
    assert image.pixelColor(8, image.height() // 2).name() == theme.accent_fill


def test_style_sheet_is_part_of_the_package() -> None:
    """The sheet is read through the package, so that it is found wherever that is installed."""
    assert files("tokentray.resources").joinpath("style", "window.qss").is_file()


def test_a_native_primary_button_has_a_picture_that_is_seen(application: QApplication) -> None:
    """A style of the platform's does not fill it, so white would stand on white."""
    ours = application.style().name()
    application.setStyle(QProxyStyle("fusion"))
    try:
        native = apply_theme(application, "light")
    finally:
        application.setStyle(ours)
    assert native.on_accent == native.text
    assert apply_theme(application, "light").on_accent != native.on_accent
