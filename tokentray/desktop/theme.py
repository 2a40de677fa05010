"""Colours, fonts and metrics of the window in one place, derived from the system's palette."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette

from tokentray.core.settings import ThemeChoice
from tokentray.core.state import State
from tokentray.desktop.resource import resource
from tokentray.desktop.ring import ON_DARK, ON_LIGHT, RingColours
from tokentray.desktop.room import roomy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Choice = ThemeChoice | Literal["system", "light", "dark"]

TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0
HIGH_TEXT_CONTRAST = 7.0
HIGH_GRAPHIC_CONTRAST = 4.5

_LEAST_ROW = 20
_ICON = 16
_LIST_RING = 28
_HEADER_RING = 72

_STYLES_WITHOUT_A_PLATFORM = frozenset({"fusion", "windows"})


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip's background, the text on it and the line round it, as `#rrggbb`."""

    background: str
    text: str
    edge: str


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

    Every text colour has at least 4.5:1 on `background`, `card` and `selected`, 7:1 where
    the desktop asks for high contrast; `on_accent` is for what stands on a primary button, which
    is filled with `accent_fill` where the looks are ours; `line` separates and is no text, `edge`
    goes round what is selected.
    """

    dark: bool
    background: str
    card: str
    hover: str
    selected: str
    edge: str
    line: str
    track: str
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
    list_ring: int = _LIST_RING
    header_ring: int = _HEADER_RING

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


def theme_of(palette: QPalette, font: QFont, dark: bool, *, high: bool = False) -> Theme:
    """Derive all colours from the window's palette, whatever it is, and keep them legible.

    With `high` contrast the lines, the focus and what is filled have the palette's own colours.
    """
    theme = _theme_of(palette, font, dark, HIGH_TEXT_CONTRAST if high else TEXT_CONTRAST)
    return _sharpened(theme, palette) if high else theme


def _theme_of(palette: QPalette, font: QFont, dark: bool, ratio: float) -> Theme:
    hues = _DARK_HUES if dark else _LIGHT_HUES
    role = QPalette.ColorRole
    background = palette.color(role.Window).name()
    card = palette.color(role.Base).name()
    selected = mix(card, hues.ring.good, 0.16)
    grounds = (background, card, selected)
    text = legible(palette.color(role.WindowText).name(), *grounds, ratio=ratio)

    def fit(colour: str) -> str:
        return legible(colour, *grounds, ratio=ratio)

    return Theme(
        dark=dark,
        background=background,
        card=card,
        hover=mix(card, text, 0.05),
        selected=selected,
        edge=selected,
        line=mix(card, text, 0.14),
        track=mix(card, text, 0.14),
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
        chip_quiet=_chip(card, hues.ring.quiet, ratio),
        chip_good=_chip(card, hues.ring.good, ratio),
        chip_warning=_chip(card, hues.ring.warning, ratio),
        chip_trouble=_chip(card, hues.ring.trouble, ratio),
        ring=hues.ring,
        fonts=fonts_of(font),
        list_ring=roomy(_LIST_RING, font),
        header_ring=roomy(_HEADER_RING, font),
    )


def _sharpened(theme: Theme, palette: QPalette) -> Theme:
    """Draw every line in the colour of the text, and the focus in that of the selection."""
    highlight = palette.color(QPalette.ColorRole.Highlight).name()
    on_highlight = palette.color(QPalette.ColorRole.HighlightedText).name()
    grounds = (theme.background, theme.card, theme.selected)

    def line(colour: str) -> str:
        return legible(colour, *grounds, ratio=HIGH_GRAPHIC_CONTRAST)

    track = legible(mix(theme.card, theme.text, 0.3), theme.card, ratio=GRAPHIC_CONTRAST)

    def outlined(chip: Chip) -> Chip:
        return replace(chip, edge=chip.text)

    ring = theme.ring
    return replace(
        theme,
        edge=theme.text,
        line=theme.text,
        track=track,
        outline=theme.text,
        accent=legible(highlight, *grounds, ratio=HIGH_TEXT_CONTRAST),
        accent_fill=highlight,
        accent_hover=highlight,
        on_accent=legible(on_highlight, highlight, ratio=HIGH_TEXT_CONTRAST),
        ring=replace(
            ring,
            good=line(ring.good),
            warning=line(ring.warning),
            trouble=line(ring.trouble),
            quiet=line(ring.quiet),
            track=track,
        ),
        chip_quiet=outlined(theme.chip_quiet),
        chip_good=outlined(theme.chip_good),
        chip_warning=outlined(theme.chip_warning),
        chip_trouble=outlined(theme.chip_trouble),
    )


def _chip(card: str, colour: str, ratio: float) -> Chip:
    background = mix(card, colour, 0.14)
    return Chip(background, legible(colour, background, ratio=ratio), background)


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


_SHARP_LIGHT_PALETTE = _LIGHT_PALETTE | {
    _Role.Window: "#ffffff",
    _Role.WindowText: "#000000",
    _Role.AlternateBase: "#ffffff",
    _Role.Text: "#000000",
    _Role.PlaceholderText: "#595959",
    _Role.ButtonText: "#000000",
    _Role.ToolTipBase: "#000000",
    _Role.ToolTipText: "#ffffff",
    _Role.Highlight: "#37006e",
    _Role.Accent: "#37006e",
    _Role.Link: "#00009f",
}
_SHARP_DARK_PALETTE = _DARK_PALETTE | {
    _Role.Window: "#000000",
    _Role.WindowText: "#ffffff",
    _Role.Base: "#000000",
    _Role.AlternateBase: "#000000",
    _Role.Text: "#ffffff",
    _Role.PlaceholderText: "#a6a6a6",
    _Role.Button: "#000000",
    _Role.ButtonText: "#ffffff",
    _Role.ToolTipBase: "#ffffff",
    _Role.ToolTipText: "#000000",
    _Role.Highlight: "#1aebff",
    _Role.HighlightedText: "#000000",
    _Role.Accent: "#1aebff",
    _Role.Link: "#ffff00",
}


def palette_of(dark: bool, *, high: bool = False) -> QPalette:
    """Our own palette, for platforms that bring no style of their own; `high` in contrast."""
    colours = _DARK_PALETTE if dark else _LIGHT_PALETTE
    if high:
        colours = _SHARP_DARK_PALETTE if dark else _SHARP_LIGHT_PALETTE
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


def apply_theme(
    application: QApplication, choice: Choice, *, wants_contrast: bool | None = None
) -> Theme:
    """Put the choice into effect for all windows and return what they paint with.

    Where the platform has a style of its own, its palette stays; elsewhere Fusion
    gets ours. Safe to call again at any time. Whether high contrast is wanted the
    desktop says, where the caller does not.
    """
    hints = application.styleHints()
    wanted = _SCHEMES[choice]
    if wanted == Qt.ColorScheme.Unknown:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(wanted)
    application.setPalette(QPalette())
    high = asks_for_contrast(hints) if wants_contrast is None else wants_contrast
    # A platform without colour schemes ignores the request and goes on saying Unknown.
    scheme = hints.colorScheme() if choice == "system" else wanted
    dark = is_dark(scheme, application.palette())
    is_own = needs_own_looks(application)
    if is_own:
        if application.style().name().lower() != "fusion":
            application.setStyle("Fusion")
        application.setPalette(palette_of(dark, high=high))
    theme = theme_of(application.palette(), application.font(), dark, high=high)
    # A style of the platform's fills no button with the accent, so nothing stands on it.
    return theme if is_own else replace(theme, on_accent=theme.text)


def asks_for_contrast(hints: QObject) -> bool:
    """Tell whether the desktop asks for high contrast, which Qt before 6.10 does not know."""
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    wish: Qt.ContrastPreference = accessibility().contrastPreference()
    return wish == Qt.ContrastPreference.HighContrast


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

    def __init__(
        self,
        application: QApplication,
        choice: Choice = "system",
        *,
        wants_contrast: bool | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = choice
        self._wants_contrast = wants_contrast
        self._theme = apply_theme(application, choice, wants_contrast=wants_contrast)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.on_hints_scheme_changed)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self.on_hints_contrast_changed)

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

    @Slot()
    def on_hints_contrast_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        theme = apply_theme(self._application, self._choice, wants_contrast=self._wants_contrast)
        if theme == self._theme:
            return
        self._theme = theme
        self.theme_changed.emit(theme)


def style_sheet(theme: Theme) -> str:
    """The style sheet of a window under Fusion: flat, round and with a visible focus.

    For top-level windows where `needs_own_looks`; a button with the property `kind`
    set to `primary` is filled with the accent.
    """
    names = Theme.__dataclass_fields__
    colours = {name: value for name in names if isinstance(value := getattr(theme, name), str)}
    ground = "dark" if theme.dark else "light"
    pictures = {
        "check": _url(f"check-{ground}.svg"),
        "arrow": _url(f"arrow-{ground}.svg"),
        "arrow_up": _url(f"arrow-up-{ground}.svg"),
    }
    text = Template(resource("style/window.qss").read_text("utf-8"))
    # Not less than a line: what the sheet calls the least height outranks the size of type.
    # A field keeps a pixel above and below its line, and a least height of less would win.
    row = max(_LEAST_ROW, QFontMetrics(theme.fonts.body).height() + 2)
    icon = roomy(_ICON, theme.fonts.body)
    return text.substitute(colours, **pictures, radius=theme.radius - 2, row=row, icon=icon)


def _url(name: str) -> str:
    return f'url("{resource(f"style/{name}").as_posix()}")'
