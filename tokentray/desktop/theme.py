"""Colours, fonts and metrics of the window in one place, derived from the system's palette."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from tokentray.core.settings import ThemeChoice
from tokentray.core.state import State
from tokentray.desktop.ring import ON_DARK, ON_LIGHT, RingColours

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from PySide6.QtWidgets import QApplication

Choice = ThemeChoice | Literal["system", "light", "dark"]

TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0

_STYLES_WITHOUT_A_PLATFORM = frozenset({"fusion", "windows"})


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip's background and the text on it, as `#rrggbb`."""

    background: str
    text: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The sizes of type: two for reading, a large one for the countdown, one for code."""

    body: QFont
    title: QFont
    countdown: QFont
    mono: QFont


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb` and metrics in logical pixels.

    Every text colour has at least 4.5:1 on `background`, `card` and `selected`;
    `accent_fill` carries `on_accent`, `line` separates and is no text.
    """

    dark: bool
    background: str
    card: str
    hover: str
    selected: str
    line: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_fill: str
    accent_hover: str
    on_accent: str
    valid: str
    expiring: str
    expired: str
    trouble: str
    quiet: str
    json_key: str
    json_string: str
    json_number: str
    json_literal: str
    json_punctuation: str
    chip_quiet: Chip
    chip_good: Chip
    chip_warning: Chip
    chip_trouble: Chip
    ring: RingColours
    fonts: Fonts
    spacing: int = 8
    radius: int = 8
    list_ring: int = 28
    header_ring: int = 72

    def state_colour(self, state: State) -> str:
        """The text colour that goes with a state; the words beside it carry the meaning."""
        return {
            State.VALID: self.valid,
            State.REFRESHING: self.valid,
            State.EXPIRING: self.expiring,
            State.EXPIRED: self.expired,
            State.SIGN_IN_NEEDED: self.trouble,
        }.get(state, self.quiet)

    def chip(self, state: State) -> Chip:
        """The chip that goes with a state."""
        return {
            State.VALID: self.chip_good,
            State.REFRESHING: self.chip_good,
            State.EXPIRING: self.chip_warning,
            State.EXPIRED: self.chip_trouble,
            State.SIGN_IN_NEEDED: self.chip_trouble,
        }.get(state, self.chip_quiet)


@dataclass(frozen=True, slots=True)
class _Hues:
    """Where the colours start from, before they are fitted to the background."""

    ring: RingColours
    accent_fill: str
    on_accent: str
    key: str
    string: str
    number: str
    literal: str


_LIGHT_HUES = _Hues(ON_LIGHT, "#0b7a75", "#ffffff", "#0b6bb5", "#2e7d32", "#a24a00", "#8e24aa")
_DARK_HUES = _Hues(ON_DARK, "#2fd3c0", "#05211f", "#7cc4ff", "#9ddc8f", "#ffb576", "#d9a8ff")


def theme_of(palette: QPalette, font: QFont, dark: bool) -> Theme:
    """Derive all colours from the window's palette, whatever it is, and keep them legible."""
    hues = _DARK_HUES if dark else _LIGHT_HUES
    role = QPalette.ColorRole
    background = palette.color(role.Window).name()
    card = palette.color(role.Base).name()
    selected = mix(card, hues.ring.good, 0.16)
    grounds = (background, card, selected)
    text = legible(palette.color(role.WindowText).name(), *grounds)

    def fit(colour: str) -> str:
        return legible(colour, *grounds)

    return Theme(
        dark=dark,
        background=background,
        card=card,
        hover=mix(card, text, 0.05),
        selected=selected,
        line=mix(card, text, 0.14),
        outline=legible(mix(card, text, 0.4), background, card, ratio=GRAPHIC_CONTRAST),
        text=text,
        muted=fit(mix(card, text, 0.66)),
        accent=fit(hues.ring.good),
        accent_fill=hues.accent_fill,
        accent_hover=mix(hues.accent_fill, "#ffffff" if dark else "#000000", 0.15),
        on_accent=hues.on_accent,
        valid=fit(hues.ring.good),
        expiring=fit(hues.ring.warning),
        expired=fit(hues.ring.trouble),
        trouble=fit(hues.ring.trouble),
        quiet=fit(hues.ring.quiet),
        json_key=fit(hues.key),
        json_string=fit(hues.string),
        json_number=fit(hues.number),
        json_literal=fit(hues.literal),
        json_punctuation=fit(hues.ring.quiet),
        chip_quiet=_chip(card, hues.ring.quiet),
        chip_good=_chip(card, hues.ring.good),
        chip_warning=_chip(card, hues.ring.warning),
        chip_trouble=_chip(card, hues.ring.trouble),
        ring=hues.ring,
        fonts=fonts_of(font),
    )


def _chip(card: str, colour: str) -> Chip:
    background = mix(card, colour, 0.14)
    return Chip(background, legible(colour, background))


def fonts_of(base: QFont) -> Fonts:
    """Derive the sizes of type from the system's font."""
    title = _scaled(base, 1.3)
    title.setWeight(QFont.Weight.DemiBold)
    countdown = tabular(_scaled(base, 3.2))
    countdown.setWeight(QFont.Weight.Medium)
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if base.pointSizeF() > 0:
        mono.setPointSizeF(base.pointSizeF())
    else:
        mono.setPixelSize(base.pixelSize())
    return Fonts(QFont(base), title, countdown, mono)


def tabular(font: QFont) -> QFont:
    """Return a copy of `font` whose digits all have one width, so that a countdown stands still."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def _scaled(font: QFont, factor: float) -> QFont:
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(font.pointSizeF() * factor)
    else:
        copy.setPixelSize(round(font.pixelSize() * factor))
    return copy


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_parts(QColor(one)), _parts(QColor(other)), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in pairs)).name()


def legible(colour: str, *grounds: str, ratio: float = TEXT_CONTRAST) -> str:
    """Move `colour` towards black or white until it has `ratio` on every one of `grounds`.

    Where the grounds are too far apart for any colour, the best end is returned.
    """

    def worst(candidate: str) -> float:
        return min(contrast(candidate, ground) for ground in grounds)

    end = max(("#000000", "#ffffff"), key=worst)
    for step in range(21):
        candidate = mix(colour, end, step / 20)
        if worst(candidate) >= ratio:
            return candidate
    return end


_Role = QPalette.ColorRole
_LIGHT_PALETTE = {
    _Role.Window: "#f3f5f6",
    _Role.WindowText: "#1a2226",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f7f9f9",
    _Role.Text: "#1a2226",
    _Role.PlaceholderText: "#66727a",
    _Role.Button: "#ffffff",
    _Role.ButtonText: "#1a2226",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#1f282c",
    _Role.ToolTipText: "#f3f5f6",
    _Role.Highlight: "#0b7a75",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#0b7a75",
    _Role.Link: "#0b6bb5",
    _Role.LinkVisited: "#7b3fa0",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#eaeef0",
    _Role.Mid: "#c3cbd0",
    _Role.Dark: "#9aa6ad",
    _Role.Shadow: "#5c6670",
}
_DARK_PALETTE = {
    _Role.Window: "#171c1f",
    _Role.WindowText: "#e7ecee",
    _Role.Base: "#1f2528",
    _Role.AlternateBase: "#232a2e",
    _Role.Text: "#e7ecee",
    _Role.PlaceholderText: "#93a0a8",
    _Role.Button: "#2a3236",
    _Role.ButtonText: "#e7ecee",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#323b40",
    _Role.ToolTipText: "#f3f5f6",
    _Role.Highlight: "#0f7d76",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#2fd3c0",
    _Role.Link: "#7cc4ff",
    _Role.LinkVisited: "#d9a8ff",
    _Role.Light: "#3a4449",
    _Role.Midlight: "#323b40",
    _Role.Mid: "#3f494f",
    _Role.Dark: "#0e1214",
    _Role.Shadow: "#000000",
}


def palette_of(dark: bool) -> QPalette:
    """Our own palette, for platforms that bring no style of their own."""
    colours = _DARK_PALETTE if dark else _LIGHT_PALETTE
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    faded = QColor(mix(colours[_Role.Window], colours[_Role.WindowText], 0.42))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(colours[_Role.Mid]))
    return palette


_SCHEMES: dict[str, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def apply_theme(application: QApplication, choice: Choice) -> Theme:
    """Put the choice into effect for all windows and return what they paint with.

    Where the platform has a style of its own, its palette stays; elsewhere Fusion
    gets ours. Safe to call again at any time.
    """
    hints = application.styleHints()
    wanted = _SCHEMES[choice]
    if wanted == Qt.ColorScheme.Unknown:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(wanted)
    application.setPalette(QPalette())
    # A platform without colour schemes ignores the request and goes on saying Unknown.
    scheme = hints.colorScheme() if choice == "system" else wanted
    dark = is_dark(scheme, application.palette())
    if needs_own_looks(application):
        if application.style().name().lower() != "fusion":
            application.setStyle("Fusion")
        application.setPalette(palette_of(dark))
    return theme_of(application.palette(), application.font(), dark)


def needs_own_looks(application: QApplication) -> bool:
    """Tell whether the platform brings no style of its own."""
    return application.style().name().lower() in _STYLES_WITHOUT_A_PLATFORM


def is_dark(scheme: Qt.ColorScheme, palette: QPalette) -> bool:
    """Tell whether to be dark; where the system does not say, its palette decides."""
    if scheme != Qt.ColorScheme.Unknown:
        return scheme == Qt.ColorScheme.Dark
    text, window = palette.color(_Role.WindowText), palette.color(_Role.Window)
    return _luminance(text) > _luminance(window)


class Appearance(QObject):
    """Keeps the chosen theme in effect while the system's colour scheme changes.

    Signals:
        theme_changed(Theme): other colours or fonts are in effect; paint again.
    """

    theme_changed = Signal(object)

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = choice
        self._theme = apply_theme(application, choice)
        application.styleHints().colorSchemeChanged.connect(self.on_hints_scheme_changed)

    @property
    def theme(self) -> Theme:
        """What the windows paint with now."""
        return self._theme

    @property
    def is_own(self) -> bool:
        """Whether the looks are ours, since the platform brings none."""
        return needs_own_looks(self._application)

    def choose(self, choice: Choice) -> None:
        """Change to `system`, `light` or `dark`."""
        self._choice = choice
        self._apply()

    @Slot()
    def on_hints_scheme_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        theme = apply_theme(self._application, self._choice)
        if theme == self._theme:
            return
        self._theme = theme
        self.theme_changed.emit(theme)


def style_sheet(theme: Theme) -> str:
    """The style sheet of a window under Fusion: flat, round and with a visible focus.

    For top-level windows where `needs_own_looks`; a button with the property `kind`
    set to `primary` is filled with the accent.
    """
    # importlib.resources costs 3 ms; only a window that opens needs it.
    from importlib.resources import files

    folder = files("tokentray.resources").joinpath("style")
    names = Theme.__dataclass_fields__
    colours = {name: value for name in names if isinstance(value := getattr(theme, name), str)}
    ground = "dark" if theme.dark else "light"
    pictures = {
        "check": _url(folder.joinpath(f"check-{ground}.svg")),
        "arrow": _url(folder.joinpath(f"arrow-{ground}.svg")),
        "arrow_up": _url(folder.joinpath(f"arrow-up-{ground}.svg")),
    }
    text = Template(folder.joinpath("window.qss").read_text("utf-8"))
    return text.substitute(colours, **pictures, radius=theme.radius - 2)


def _url(file: Traversable) -> str:
    return 'url("{}")'.format(str(file).replace("\\", "/"))
