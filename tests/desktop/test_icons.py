"""Icons are drawn at all sizes, quickly, and in colours that fit their surroundings."""

from __future__ import annotations

import configparser
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from tokentray.core.state import State
from tokentray.desktop.icons import (
    APPLICATION_ID,
    TRAY_SIZES,
    application_icon,
    is_panel_dark,
    symbol,
    symbol_in,
    tray_icon,
    tray_sizes,
)
from tokentray.desktop.ring import RingFace

RESOURCES = Path(str(files("tokentray.resources")))
SYMBOLS = sorted(path.stem for path in (RESOURCES / "icons" / "symbols").glob("*.svg"))
NEEDED = [
    "copy",
    "refresh",
    "search",
    "settings",
    "pin",
    "plus",
    "paste",
    "key",
    "check",
    "warning",
    "chevron",
]


def picture(icon: QIcon, side: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(side, side), 1.0, mode).toImage()


def strongest(image: QImage) -> QColor:
    cells = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(x, y) for x, y in cells), key=QColor.alpha)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("dark_panel", [True, False, None])
def test_tray_icon_has_every_size(dark_panel: bool | None) -> None:
    """A panel finds the size it asks for, so that nothing is scaled."""
    icon = tray_icon(RingFace(State.VALID, 12), dark_panel)
    assert [size.width() for size in icon.availableSizes()] == list(TRAY_SIZES)


@pytest.mark.parametrize(
    ("ratio", "sides"),
    [(1.0, ()), (1.5, (24, 33, 36, 48)), (2.0, (32, 44, 48, 64)), (3.0, (48, 66, 72, 96))],
)
def test_dense_screens_find_their_sizes(ratio: float, sides: tuple[int, ...]) -> None:
    """Nothing is scaled there either."""
    assert set(tray_sizes(ratio)) == {*TRAY_SIZES, *sides}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("state", State)
def test_tray_icon_is_drawn_quickly(state: State) -> None:
    """A change of the tray's icon costs less than two milliseconds."""
    durations = []
    for step in range(20):
        started = time.perf_counter()
        tray_icon(RingFace(state, step), dark_panel=True)
        durations.append(time.perf_counter() - started)
    assert min(durations) < 0.002


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("window", "desktop", "expected"),
    [
        ("#ffffff", "KDE", False),
        ("#202020", "KDE", True),
        ("#202020", "win32", True),
        ("#ffffff", "ubuntu:GNOME", True),
        ("#ffffff", "XFCE", None),
        ("#202020", "", None),
    ],
)
def test_panel_darkness(window: str, desktop: str, expected: bool | None) -> None:
    """A panel is taken for dark or light only on desktops that tie it to something known."""
    assert is_panel_dark(QPalette(QColor(window)), desktop) is expected


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("side", [16, 24, 32, 64, 256])
def test_application_icon_fills_its_square(side: int) -> None:
    """The application's icon is there at each usual size and opaque in its middle."""
    image = picture(application_icon(), side)
    assert image.size() == QSize(side, side)
    assert image.pixelColor(side // 4, side // 4).alpha() == 255


@pytest.mark.usefixtures("qapp")
def test_needed_symbols_exist() -> None:
    """The window's symbols are part of the package."""
    assert set(NEEDED) <= set(SYMBOLS)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SYMBOLS)
def test_symbol_takes_the_text_colour(name: str) -> None:
    """A symbol is drawn in the palette's text colour, and in the disabled one where disabled."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.ButtonText, QColor("#2040f0"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#f04020"))
    icon = symbol(name, palette)
    assert strongest(picture(icon, 32)).name() == "#2040f0"
    assert strongest(picture(icon, 32, QIcon.Mode.Disabled)).name() == "#f04020"


@pytest.mark.usefixtures("qapp")
def test_symbol_in_a_given_colour() -> None:
    """A symbol on a filled button takes that button's text colour."""
    assert strongest(picture(symbol_in("copy", "#ff00ff"), 16)).name() == "#ff00ff"


@pytest.mark.usefixtures("qapp")
def test_unknown_symbol_is_an_error() -> None:
    """A misspelt name is found at once and shows no empty button."""
    with pytest.raises(FileNotFoundError):
        symbol("no-such-symbol")


def test_way_to_the_tray_is_light() -> None:
    """Drawing the tray's icon loads no widgets, no SVG, and not the costly `Qt` namespace."""
    code = """
import sys
import PySide6.QtCore
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["test", "-platform", "offscreen"])
from tokentray.core.state import State
from tokentray.desktop.icons import is_panel_dark, tray_icon
from tokentray.desktop.ring import RingFace
for state in State:
    tray_icon(RingFace(state, 7), is_panel_dark(application.palette(), "KDE"))
    tray_icon(RingFace(state), None)
heavy = "PySide6.QtWidgets", "PySide6.QtSvg", "importlib.resources"
print([name for name in heavy if name in sys.modules], "Qt" in vars(PySide6.QtCore))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] False"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_symbolic_shape(qapp: QApplication, state: State) -> None:
    """Notifications and other programs find each state as a symbolic icon by name."""
    folder = RESOURCES / "icons" / "hicolor" / "symbolic" / "status"
    icon = QIcon(str(folder / f"{APPLICATION_ID}-{state}-symbolic.svg"))
    assert strongest(picture(icon, 16)).alpha() > 200
    assert qapp is not None


def test_desktop_entry_starts_the_program() -> None:
    """The desktop entry names the command, the icon and one command for each action."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys are case-sensitive
    entry.read(RESOURCES / f"{APPLICATION_ID}.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert (main["Exec"], main["Icon"]) == ("tokentray", APPLICATION_ID)
    for action in filter(None, main["Actions"].split(";")):
        assert entry[f"Desktop Action {action}"]["Exec"] == f"tokentray {action}"


def test_metainfo_belongs_to_the_desktop_entry() -> None:
    """The AppStream entry has the same id as the desktop entry and launches it."""
    file = RESOURCES / f"{APPLICATION_ID}.metainfo.xml"
    root = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    assert root.findtext("id") == APPLICATION_ID
    assert root.findtext("launchable") == f"{APPLICATION_ID}.desktop"


def test_metainfo_is_valid() -> None:
    """The AppStream validator accepts the entry."""
    file = RESOURCES / f"{APPLICATION_ID}.metainfo.xml"
    command = ["appstreamcli", "validate", "--no-net", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_desktop_entry_is_valid() -> None:
    """The desktop-file validator accepts the entry."""
    file = RESOURCES / f"{APPLICATION_ID}.desktop"
    command = ["desktop-file-validate", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
