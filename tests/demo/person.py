"""A scripted person: reads the demo server's pages, presses a button, follows the redirect."""

from __future__ import annotations

from collections.abc import Mapping

from tests.demo.client import get, post_form
from tokentray.demo.pages import CHOICE, CONTINUE, REFUSE

__all__ = ["CONTINUE", "REFUSE", "press", "sign_in"]


def press(url: str, choice: str = CONTINUE, fields: Mapping[str, str] | None = None) -> str:
    """Open a page, press one of its buttons, and return where the browser is sent."""
    shown = get(url)
    assert f'value="{choice}"' in str(shown.data), shown
    answer = post_form(url, {**(fields or {}), CHOICE: choice})
    assert answer.status == 303, answer
    return answer.headers["location"]


def sign_in(url: str, choice: str = CONTINUE) -> str:
    """Go through a whole sign-in as a browser does; return the client's last page.

    Blocks until the client has answered its redirect, so it stands in for the call that opens
    a browser when it runs in a thread.
    """
    return str(get(press(url, choice)).data)
