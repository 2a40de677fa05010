"""What the program does without until somebody wants it."""

from __future__ import annotations

import subprocess
import sys

from tests.agent.test_headless import HEAVY

LATER = (
    *(one for one in HEAVY if one not in ("PySide6.QtGui", "PySide6.QtDBus")),
    "PySide6.QtSvg",
    "tokentray.core.changes",
    "tokentray.core.claims",
    "tokentray.core.diagnosis",
    "tokentray.storage.history",
    *(
        f"tokentray.desktop.{name}"
        for name in (
            *("add_dialog", "adding", "agreements_dialog", "claims_view", "compare_dialog"),
            *("confirm_dialog", "detail", "diagnosis_view", "forms", "history_view"),
            *("platform.freedesktop", "profile_list", "setting_rows", "settings_pages"),
            *("settings_window", "sign_in_dialog", "theme", "token_view", "tray_advice", "window"),
        )
    ),
)
"""Windows and all that is theirs; notices, and what remembers them."""


def test_what_can_wait_is_not_loaded() -> None:
    """A program that runs all day holds nothing for windows that are closed."""
    # PySide6 brings what it likes; that is the smallest tray's too.
    code = (
        "import sys, PySide6.QtWidgets; before = set(sys.modules); "
        "import tokentray.agent.assemble, tokentray.desktop.desk; "
        "print('\\n'.join(set(sys.modules) - before))"
    )
    argv = [sys.executable, "-c", code]
    looked = subprocess.run(argv, capture_output=True, text=True, check=True)

    assert not set(looked.stdout.split()).intersection(LATER)
