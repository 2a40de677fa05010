"""What holds for all tests: Qt draws nowhere unless somebody names a screen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
