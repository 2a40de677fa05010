"""What the tray has in memory while nobody looks: nothing of windows and other programs' buses."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "jeepney",
    "pkgutil",
    "socket",
    "sqlite3",
    "unicodedata",
    "tokentray.desktop.add_dialog",
    "tokentray.desktop.compare_dialog",
    "tokentray.desktop.confirm_dialog",
    "tokentray.desktop.detail",
    "tokentray.desktop.history_view",
    "tokentray.desktop.platform.freedesktop",
    "tokentray.desktop.platform.guard",
    "tokentray.desktop.settings_window",
    "tokentray.desktop.sign_in_dialog",
    "tokentray.desktop.theme",
    "tokentray.desktop.window",
    "tokentray.storage.history",
)


def test_what_only_a_window_needs_is_not_imported() -> None:
    """It comes when it is asked for."""
    looked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, PySide6.QtWidgets; before = set(sys.modules); "
            "import tokentray.desktop.app, tokentray.desktop.desk, tokentray.agent.assemble; "
            "print('\\n'.join(set(sys.modules) - before))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(looked.stdout.split()).intersection(HEAVY) == set()
