"""The person at the window: what a sign-in shows them goes out as parts of its job."""

from __future__ import annotations

import logging
import threading
import webbrowser
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

from tokentray.core.jobs import SignInStep
from tokentray.core.last_page import Spoken
from tokentray.oauth.device import DeviceCode
from tokentray.service.picture import picture_of

logger = logging.getLogger(__name__)

OnPart = Callable[[Mapping[str, Any]], None]


class PersonAtWindow:
    """A `Person`; `cancel` is set when they have changed their mind."""

    def __init__(self, on_part: OnPart, cancel: Event, spoken: Spoken) -> None:
        self.spoken = spoken
        self._on_part = on_part
        self._cancel = cancel

    def go(self, url: str, redirect_uri: str) -> None:
        """See `Person.go`: the browser is asked in a thread, which lives as long as it may."""
        self._show(url, opened=True)
        threading.Thread(target=self._open, args=(url,), name="browser", daemon=True).start()

    def show_code(self, code: DeviceCode, expires_at: float) -> None:
        """See `Person.show_code`."""
        self._on_part(
            {
                "step": SignInStep.DEVICE.value,
                "user_code": code.user_code,
                "verification_uri": code.verification_uri,
                "verification_uri_complete": code.complete_uri or None,
                "expires_at": expires_at,
                "qr": list(picture_of(code.picture_uri)),
            }
        )

    def pasted(self) -> str:
        """See `Person.pasted`: the window has no place for it."""
        return ""

    def refuse_pasted(self, redirect_uri: str) -> None:
        """See `Person.refuse_pasted`."""

    def pause(self, seconds: float) -> bool:
        """See `Person.pause`."""
        return not self._cancel.wait(seconds)

    def _open(self, url: str) -> None:
        try:
            opened = webbrowser.open(url)
        except (webbrowser.Error, OSError) as error:
            logger.warning("no browser can be opened (%s)", type(error).__name__)
            opened = False
        if not opened and not self._cancel.is_set():
            self._show(url, opened=False)

    def _show(self, url: str, *, opened: bool) -> None:
        self._on_part({"step": SignInStep.BROWSER.value, "url": url, "opened": opened})
