"""Pictures for other eyes and screens: right to left, large text, high contrast, a small window.

python packaging/virtual_desktop.py --tray none -- python -m tests.desktop.gallery_everyone FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.surfaces import shrunk, surfaces, wearing
from tokentray.desktop.theme import Appearance, Choice
from tokentray.desktop.window import MainWindow

NAMES = (
    *("valid", "token", "diagnosis", "offline", "no-profile", "ten"),
    *("add-refused", "add-response", "confirm", "sign-in-device", "agreements"),
    *("settings-general", "settings-notices", "settings-profiles", "settings-no-profile"),
)
SMALL_NAMES = (
    *("valid", "token", "diagnosis", "sign-in-needed", "locked-meanwhile", "opaque", "horizon"),
    *("history-day", "history-all", "no-keyring", "no-profile", "no-tray", "many-sought"),
    *("add-found", "add-response", "compare", "compare-nothing", "confirm-long", "sign-in-device"),
    *("agreements", "settings-general", "settings-profiles"),
)
SMALL_RTL = ("valid", "locked-meanwhile", "history-all")
SCREEN = QSize(1280, 720)
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
RIGHT_TO_LEFT_MARK = "\u200f"


class Mirror(QTranslator):
    """Makes every sentence one of a right-to-left script, as far as Qt looks at it."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"{RIGHT_TO_LEFT_MARK}{source}"


def main(folder: Path, names: tuple[str, ...] = NAMES) -> int:
    """Write the pictures."""
    application = QApplication.instance() or QApplication(["tokentray"])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    mirror = Mirror()
    application.installTranslator(mirror)
    with wearing(application, direction=RIGHT_TO_LEFT):
        _draw(application, Appearance(application, "light"), folder, "rtl", names)
        _draw(application, Appearance(application, "light"), folder, "narrow-rtl", SMALL_RTL)
    application.removeTranslator(mirror)
    with wearing(application, scale=2.0):
        _draw(application, Appearance(application, "light"), folder, "large", names)
    with wearing(application):
        sharp = Appearance(application, "light", wants_contrast=True)
        _draw(application, sharp, folder, "sharp", names)
    _draw(application, Appearance(application, "light"), folder, "narrow", SMALL_NAMES)
    return 0


def _draw(
    application: QApplication,
    appearance: Appearance,
    folder: Path,
    what: str,
    names: tuple[str, ...],
) -> None:
    scale = round(application.primaryScreen().devicePixelRatio())
    choices: tuple[Choice, ...] = ("light", "dark")
    for choice in choices:
        appearance.choose(choice)
        for name in names:
            surface = surfaces()[name](appearance)
            if what == "large" and isinstance(surface.widget, MainWindow):
                surface.widget.resize(SCREEN)
            if what.startswith("narrow"):
                shrunk(surface.widget)
            QTest.qWait(50)  # the window manager has a word in its size
            picture = folder / f"{what}-{name}-{choice}-{scale}x.png"
            surface.widget.grab().save(str(picture))
            surface.close()
            QTest.qWait(0)
    appearance.deleteLater()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), tuple(sys.argv[2:]) or NAMES))
