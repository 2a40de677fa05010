"""The demo server's pages: plain HTML, nothing from elsewhere, light and dark as the browser is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tokentray.demo.messages import Reply

CHOICE = "choice"
CONTINUE = "continue"
REFUSE = "refuse"

_HEADERS = {
    # No form-action: browsers apply it to the redirect that follows the form as well.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STYLE = """
:root { color-scheme: light dark; --back: #f4f5f7; --card: #ffffff; --text: #1c1f24;
  --soft: #565c66; --line: #8a909b; --key: #0b5cad; --on-key: #ffffff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #15171a; --card: #202327; --text: #eceef1;
  --soft: #aab0ba; --line: #7d8590; --key: #8ec2ff; --on-key: #06213f; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: 2rem; border-radius: 1rem;
  background: var(--card); box-shadow: 0 1px 12px rgb(0 0 0 / 15%); overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
p, ul { margin: 0 0 1rem; } main > :last-child { margin-bottom: 0; } small { color: var(--soft); }
label { display: block; margin: 0 0 .25rem; font-weight: 600; }
input { width: 100%; margin: 0 0 1rem; padding: .6rem .75rem; font: 1.25rem ui-monospace, monospace;
  letter-spacing: .1em; text-transform: uppercase; border: 1px solid var(--line);
  border-radius: .5rem; background: transparent; color: inherit; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
form:last-child .buttons { margin-bottom: 0; }
button { flex: 1 1 8rem; min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600;
  border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit;
  cursor: pointer; }
button.key { border-color: var(--key); background: var(--key); color: var(--on-key); }
:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; }
.bad { color: var(--bad); font-weight: 600; }
"""


def consent_page(account: str, client_id: str, scopes: Sequence[str]) -> Reply:
    """Ask whether the client may act for the account; the form goes to the page's own address."""
    rows = "".join(f"<li>{escape(scope)}</li>" for scope in scopes)
    return _page(
        200,
        "Sign in to the demo",
        f"<p><strong>{escape(client_id)}</strong> asks to sign in as "
        f"<strong>{escape(account)}</strong>, for:</p><ul>{rows}</ul>"
        f'<form method="post">{_buttons()}</form>'
        "<p><small>This is the demo's own identity server, on this computer. "
        "No account and no password are needed.</small></p>",
    )


def device_page(user_code: str = "", problem: str = "") -> Reply:
    """Ask for the code that a device shows."""
    said = f'<p class="bad" role="alert">{escape(problem)}</p>' if problem else ""
    return _page(
        400 if problem else 200,
        "Sign in to the demo",
        f'{said}<form method="post"><label for="code">The code that your device shows</label>'
        f'<input id="code" name="user_code" value="{escape(user_code)}" required autofocus '
        f'autocomplete="off" spellcheck="false" autocapitalize="characters">{_buttons()}</form>',
    )


def told_page(title: str, text: str, status: int = 200) -> Reply:
    """Say how it ended."""
    return _page(status, title, f"<p>{escape(text)}</p>")


def _buttons() -> str:
    # A form without script is sent by its first button when Enter is pressed: Continue.
    return (
        '<div class="buttons">'
        f'<button class="key" name="{CHOICE}" value="{CONTINUE}">Continue</button>'
        f'<button name="{CHOICE}" value="{REFUSE}" formnovalidate>Refuse</button></div>'
    )


def _page(status: int, title: str, content: str) -> Reply:
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>\n"
    )
    return Reply(status, {}, _HEADERS, text)
