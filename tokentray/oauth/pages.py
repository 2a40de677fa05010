"""The page that a browser shows at the end of a sign-in: nothing of the request is in it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from enum import Enum

_STYLE = """\
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  font: 1rem/1.5 system-ui, sans-serif; background: #f4f5f7; color: #1c1f24 }
main { box-sizing: border-box; max-width: 26rem; margin: 1rem; padding: 2.5rem; text-align: center;
  background: #fff; border-radius: 1rem; box-shadow: 0 1px 3px #0003, 0 8px 24px #0001 }
svg { width: 4rem; height: 4rem; fill: none; stroke-width: 4; stroke-linecap: round;
  stroke-linejoin: round }
.good svg { stroke: #0b7a75 }
.bad svg { stroke: #b3261e }
h1 { margin: 1rem 0 .5rem; font-size: 1.375rem }
p { margin: 0; color: #525a66 }
@media (prefers-color-scheme: dark) {
  body { background: #15171b; color: #eceef1 }
  main { background: #22252b; box-shadow: none }
  .good svg { stroke: #2fd3c0 }
  .bad svg { stroke: #ff8a80 }
  p { color: #aab2bd }
}
"""

_SIGNS = {
    "good": '<circle cx="32" cy="32" r="28"/><path d="M20 33l8 8 16-18"/>',
    "bad": '<circle cx="32" cy="32" r="28"/><path d="M32 18v18M32 45v1"/>',
}

STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode("ascii")).digest()).decode("ascii")
"""What the policy of the page allows, and nothing else (CSP 3, section 2.3.1)."""


@dataclass(frozen=True, slots=True)
class _Words:
    status: int
    mood: str
    title: str
    text: str


class Page(Enum):
    """What a person may read there."""

    SIGNED_IN = _Words(
        200,
        "good",
        "You are signed in",
        "TokenTray has the tokens. You can close this page.",
    )
    FAILED = _Words(
        200,
        "bad",
        "The sign-in did not work",
        "TokenTray says why, and nothing was changed. You can close this page.",
    )
    REFUSED = _Words(
        200,
        "bad",
        "The sign-in was refused",
        "Nothing was changed. You can close this page.",
    )
    NOT_EXPECTED = _Words(
        400,
        "bad",
        "This is not the page that was expected",
        "TokenTray is waiting for another answer. Go back to the sign-in, or begin it again.",
    )
    NOT_HERE = _Words(404, "bad", "There is nothing here", "This address is for a sign-in only.")
    NOT_YET = _Words(503, "bad", "Not ahead of time", "Open this page to come back from a sign-in.")
    NOT_SO = _Words(405, "bad", "Not in this way", "This address can only be opened.")
    WRONG_HOST = _Words(421, "bad", "Not this way", "This address is for a sign-in only.")

    @property
    def status(self) -> int:
        """The HTTP status that it is sent with."""
        return self.value.status

    @property
    def html(self) -> bytes:
        """The whole page."""
        words = self.value
        return (
            "<!doctype html>\n"
            '<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="icon" href="data:,">'
            f"<title>{words.title} · TokenTray</title><style>{_STYLE}</style></head>\n"
            f'<body><main class="{words.mood}" role="status">'
            f'<svg viewBox="0 0 64 64" aria-hidden="true">{_SIGNS[words.mood]}</svg>'
            f"<h1>{words.title}</h1><p>{words.text}</p></main></body></html>\n"
        ).encode()
