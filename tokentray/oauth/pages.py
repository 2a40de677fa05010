"""The page that a browser shows at the end of a sign-in: nothing of the request is in it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from enum import Enum
from html import escape

from tokentray.core.last_page import PageText, Spoken

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
class _Looks:
    status: int
    mood: str
    words: PageText


class Page(Enum):
    """What a person may read there."""

    SIGNED_IN = _Looks(200, "good", PageText.SIGNED_IN)
    FAILED = _Looks(200, "bad", PageText.FAILED)
    REFUSED = _Looks(200, "bad", PageText.REFUSED)
    NOT_EXPECTED = _Looks(400, "bad", PageText.NOT_EXPECTED)
    NOT_HERE = _Looks(404, "bad", PageText.NOT_HERE)
    NOT_YET = _Looks(503, "bad", PageText.NOT_YET)
    NOT_SO = _Looks(405, "bad", PageText.NOT_SO)
    WRONG_HOST = _Looks(421, "bad", PageText.WRONG_HOST)

    @property
    def status(self) -> int:
        """The HTTP status that it is sent with."""
        return self.value.status

    def html(self, spoken: Spoken) -> bytes:
        """Return the whole page in a language."""
        mood = self.value.mood
        title, text = (escape(spoken(one)) for one in self.value.words.value)
        return (
            "<!doctype html>\n"
            f'<html lang="{escape(spoken.language)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="icon" href="data:,">'
            f"<title>{title} · TokenTray</title><style>{_STYLE}</style></head>\n"
            f'<body><main class="{mood}" role="status">'
            f'<svg viewBox="0 0 64 64" aria-hidden="true">{_SIGNS[mood]}</svg>'
            f"<h1>{title}</h1><p>{text}</p></main></body></html>\n"
        ).encode()
