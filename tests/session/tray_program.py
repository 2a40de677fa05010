"""The real tray program over a stand-in engine, for tests of tray, menu, clipboard and notices.

`python -m tests.session.tray_program NAME[:SECONDS_LEFT]…`. It obeys lines on stdin:
`views NAME[:SECONDS_LEFT]…`, `notice KIND NAME…`, `settle NAME…`, `asked` (says on stdout what
the engine was asked for).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from tokentray.agent.notices import NoticeKind
from tokentray.desktop.app import Options, serve

if TYPE_CHECKING:
    from tests.desktop.stand_in import StandInEngine


class Orders(QObject):
    """Lets a test change what the engine holds."""

    def __init__(self, engine: StandInEngine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_notifier_activated)

    @Slot()
    def on_notifier_activated(self) -> None:
        text = os.read(0, 4096).decode()
        if not text:
            self._notifier.setEnabled(False)
        for line in text.splitlines():
            self._obey(*line.split())

    def _obey(self, what: str, *words: str) -> None:
        from tests.desktop.stand_in import make_view

        if what == "views":
            self._engine.set_views(*(make_view(*_name_and_left(word)) for word in words))
        elif what == "notice":
            kind, *names = words
            self._engine.raise_notice(NoticeKind[kind], *names)
        elif what == "asked":
            sys.stdout.write(json.dumps(self._engine.asked, default=str) + "\n")
            sys.stdout.flush()
        elif what == "settle":
            for name in words:
                self._engine.due.pop(f"id-{name}", None)
                self._engine.profile_changed.emit(f"id-{name}")


def _name_and_left(word: str) -> tuple[str, float]:
    name, _, left = word.partition(":")
    return name, float(left or 840)


def main() -> int:
    """Run until told to quit."""

    def new_agent() -> Any:
        from tests.desktop.stand_in import StandInAgent, StandInEngine, make_view

        engine = StandInEngine(*(make_view(*_name_and_left(word)) for word in sys.argv[1:]))
        seconds = int(os.environ.get("CLEAR_IN", "30"))
        engine.settings = replace(engine.settings, clipboard_seconds=seconds)
        Orders(engine)
        return StandInAgent(engine, os.environ)

    return serve(os.environ, Options(), new_agent)


if __name__ == "__main__":
    raise SystemExit(main())
