"""A person who does at once what a test says, in a thread of their own as browsers are."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from tokentray.core.last_page import Spoken
from tokentray.oauth.device import DeviceCode


class ScriptedPerson:
    """A `Person`; `acts` gets the address, and what it returns is in `seen`."""

    def __init__(
        self,
        acts: Callable[[str], Any] = lambda url: None,
        on_code: Callable[[DeviceCode], None] = lambda code: None,
    ) -> None:
        self.spoken = Spoken()
        self._acts = acts
        self._on_code = on_code
        self._pool = ThreadPoolExecutor(4)
        self._seen: Future[Any] | None = None
        self.cancelled = Event()
        self.to_paste: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.refused_pastes = 0
        self.url = ""
        self.redirect_uri = ""
        self.pauses: list[float] = []
        self.on_pause: Callable[[float], None] = lambda seconds: None

    @property
    def seen(self) -> Any:
        """What the browser ended at."""
        assert self._seen is not None
        return self._seen.result(20)

    def go(self, url: str, redirect_uri: str) -> None:
        self.url, self.redirect_uri = url, redirect_uri
        self._seen = self._pool.submit(self._acts, url)

    def show_code(self, code: DeviceCode, expires_at: float) -> None:
        self._on_code(code)

    def pasted(self) -> str:
        try:
            return self.to_paste.get_nowait()
        except queue.Empty:
            return ""

    def refuse_pasted(self, redirect_uri: str) -> None:
        self.refused_pastes += 1

    def pause(self, seconds: float) -> bool:
        if seconds:
            self.pauses.append(seconds)
            self.on_pause(seconds)
        return not self.cancelled.is_set()

    def leave(self) -> None:
        """End their threads."""
        self._pool.shutdown()
