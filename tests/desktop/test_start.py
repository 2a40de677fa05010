"""What the tray has in memory while nobody looks: nothing of windows and other programs' buses."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

HEAVY = (
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "difflib",
    "jeepney",
    "logging.handlers",
    "pkgutil",
    "socket",
    "sqlite3",
    "tokentray.core.changes",
    "tokentray.core.check_sentences",
    "tokentray.core.claims",
    "tokentray.core.diagnosis",
    "tokentray.desktop.add_dialog",
    "tokentray.desktop.agreements_dialog",
    "tokentray.desktop.claims_view",
    "tokentray.desktop.compare_dialog",
    "tokentray.desktop.confirm_dialog",
    "tokentray.desktop.detail",
    "tokentray.desktop.diagnosis_view",
    "tokentray.desktop.history_layout",
    "tokentray.desktop.history_picture",
    "tokentray.desktop.history_view",
    "tokentray.desktop.history_words",
    "tokentray.desktop.platform.freedesktop",
    "tokentray.desktop.platform.guard",
    "tokentray.desktop.profile_list",
    "tokentray.desktop.settings_pages",
    "tokentray.desktop.settings_window",
    "tokentray.desktop.sign_in_dialog",
    "tokentray.desktop.theme",
    "tokentray.desktop.token_view",
    "tokentray.desktop.window",
    "tokentray.storage.history",
    "unicodedata",
)
"""In test_timing the running program is looked at too."""


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
    assert all(importlib.util.find_spec(name) for name in HEAVY)
    assert set(looked.stdout.split()).intersection(HEAVY) == set()
