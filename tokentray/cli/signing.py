"""`sign-in`: in this process, with its browser and its display."""

from __future__ import annotations

import queue
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tokentray.cli import words
from tokentray.cli.command import Parsed, by_name
from tokentray.core.errors import Denied
from tokentray.core.jobs import Phase
from tokentray.core.last_page import Spoken
from tokentray.core.messages import english
from tokentray.core.profile import Grant, check_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from types import FrameType

    from tokentray.cli.context import Context
    from tokentray.cli.terminal import Terminal
    from tokentray.oauth.device import DeviceCode
    from tokentray.service.attempt import SignedIn

_SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_HOLDS_CODE = frozenset({Phase.LOCKED, Phase.SENT, Phase.RECEIVED, Phase.UNSAVED, Phase.SAVED})
"""From here on a code is spent, and what it brought is saved and said before anybody may go."""

_BORDER = 2
"""Light modules around a picture: half of what the standard asks for, enough for cameras."""


def has_browser(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a browser that is opened here would be seen by the person.

    `BROWSER` is the person's own word for one, where there is no display; over SSH it would
    open on the other computer's screen.
    """
    if any(environ.get(name) for name in _SSH):
        return False
    if platform in ("win32", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def picture(rows: tuple[str, ...]) -> str:
    """Draw a QR code for a terminal, two rows in a line, dark on light whatever its colours."""
    width = len(rows[0]) + 2 * _BORDER
    light = "0" * width
    side = "0" * _BORDER
    framed = [light] * _BORDER + [f"{side}{row}{side}" for row in rows] + [light] * _BORDER
    if len(framed) % 2:
        framed.append(light)
    blocks = {"00": " ", "10": "▀", "01": "▄", "11": "█"}
    pairs = zip(framed[::2], framed[1::2], strict=True)
    lines = ("".join(blocks[a + b] for a, b in zip(*pair, strict=True)) for pair in pairs)
    return "\n".join(f"  \x1b[38;5;16;48;5;231m{line}\x1b[0m" for line in lines)


def large(code: str, *, drawn: bool) -> str:
    """Write a code wide and in a frame, so that it is read at a glance."""
    wide = " ".join(code)
    if not drawn:
        rule = "+" + "-" * (len(wide) + 6) + "+"
        return f"  {rule}\n  |   {wide}   |\n  {rule}"
    rule = "━" * (len(wide) + 6)
    return f"  ┏{rule}┓\n  ┃   \x1b[1m{wide}\x1b[0m   ┃\n  ┗{rule}┛"


class PersonAtTerminal:
    """A `Person`; Ctrl-C ends the sign-in, unless tokens are on their way already."""

    def __init__(self, terminal: Terminal, *, opens_browser: bool) -> None:
        self.spoken = Spoken()
        self._terminal = terminal
        self._opens_browser = opens_browser
        self._cancelled = threading.Event()
        self._is_over = False
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._phase: Phase | None = None

    def on_phase(self, phase: Phase) -> None:
        """Know where the sign-in is."""
        self._phase = phase

    def go(self, url: str, redirect_uri: str) -> None:
        """See `Person.go`."""
        if self._opens_browser:
            self._terminal.show(f"Your browser is asked to open this page; if it does not:\n{url}")
            _in_background(self._open, url)
            return
        self._terminal.show(f"Open this page in a browser:\n{url}")
        self._terminal.show(
            "Where that browser is on another computer, its last page cannot be shown: paste the\n"
            f"address of that page here. It begins with {redirect_uri}"
        )
        _in_background(self._read)

    def show_code(self, code: DeviceCode, expires_at: float) -> None:
        """See `Person.show_code`."""
        import time

        from tokentray.core.plain import plain
        from tokentray.service.picture import picture_of

        drawn = self._terminal.can_draw
        lines = [f"Open {plain(code.verification_uri)} on any device and type this code:"]
        lines += ["", large(code.user_code, drawn=drawn), f"  {code.user_code}", ""]
        if drawn:
            lines += [picture(picture_of(code.picture_uri)), ""]
        if code.complete_uri:
            lines.append(f"Or open it with the code in it: {plain(code.complete_uri, 2000)}")
        now = time.time()
        minutes = max(1, round((expires_at - now) / 60))
        lines.append(f"The code is good for {minutes} min, until {words.moment(expires_at, now)}.")
        self._terminal.show("\n".join(lines))

    def pasted(self) -> str:
        """See `Person.pasted`: empty lines are none."""
        while True:
            try:
                line = self._lines.get_nowait().strip()
            except queue.Empty:
                return ""
            if line:
                return line

    def refuse_pasted(self, redirect_uri: str) -> None:
        """See `Person.refuse_pasted`."""
        told = english("paste-unusable", {"uri": redirect_uri})
        self._terminal.note(f"{told.title} {told.hint}")

    def pause(self, seconds: float) -> bool:
        """See `Person.pause`."""
        return not self._cancelled.wait(seconds)

    @contextmanager
    def minding_interrupts(self) -> Iterator[None]:
        """Take Ctrl-C as "cancel" within the block.

        Raises:
            Denied: it came.
        """
        before = signal.signal(signal.SIGINT, self._on_interrupt)
        try:
            yield
        except KeyboardInterrupt:
            raise Denied("sign-in-cancelled") from None
        finally:
            self._is_over = True
            signal.signal(signal.SIGINT, before)

    def _on_interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self._cancelled.set()
        if self._phase not in _HOLDS_CODE:
            raise KeyboardInterrupt

    def _open(self, url: str) -> None:
        import webbrowser

        try:
            opened = webbrowser.open(url)
        except (webbrowser.Error, OSError):
            opened = False
        if not opened and not self._is_over:
            self._terminal.note("No browser could be opened. Open the address above yourself.")

    def _read(self) -> None:
        for line in self._terminal.lines():
            self._lines.put(line)


def _in_background(action: object, *arguments: object) -> None:
    """Run something that may last as long as the process, and ends with it."""
    threading.Thread(target=action, args=arguments, daemon=True).start()  # type: ignore[arg-type]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the profile")
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help="print the address, and take the one that the browser ends at from stdin too",
    )
    parser.add_argument(
        "--device", action="store_true", help="show a code to type on another device (RFC 8628)"
    )


def _sign_in(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    asked = Grant.DEVICE_CODE if options.device else Grant.AUTO
    opens_browser = not options.no_browser and has_browser(context.environ)
    person = PersonAtTerminal(context.terminal, opens_browser=opens_browser)
    with context.terminal.keeping_stdout(), person.minding_interrupts():
        signed_in = _signed_in(context, name, person, asked)
    first, *rest = signed_in.sentences
    context.terminal.say("\n".join((f"{name}: {first}.", *(f"  {one}" for one in rest))))
    return 0


def _signed_in(context: Context, name: str, person: PersonAtTerminal, asked: Grant) -> SignedIn:
    """Sign in, and let the running program have what came."""
    if not context.is_memory_only:
        service = context.service()
        signed_in = service.sign_in(service.profile(name), person, asked, person.on_phase)
        context.tell_changed(name)
        return signed_in
    from tokentray.core.tokens import token_set_to_dict

    agent = context.running()
    service = context.memory_service()
    signed_in = service.sign_in(service.profile(name), person, asked, person.on_phase)
    before = agent.ask("list")["profiles"]
    agent.ask("store", profile=name, token_set=token_set_to_dict(signed_in.token_set))
    if not any(_is_other_account(one, signed_in) for one in before if one["name"] == name):
        return signed_in
    told = english("warn-other-account", {}).title
    return replace(signed_in, sentences=(*signed_in.sentences, told))


def _is_other_account(before: Mapping[str, Any], signed_in: SignedIn) -> bool:
    """Compare what the program held with what came; an import's `sub` may be another name."""
    held, came = (before["issuer"], before["subject"]), signed_in.snapshot
    is_comparable = all((*held, came.issuer, came.subject)) and before["source"] != Grant.IMPORT
    return is_comparable and held != (came.issuer, came.subject)


COMMANDS = by_name(
    Parsed(
        "sign-in",
        "Get the first tokens of a profile: in the browser, or with a code on another device. "
        "Without a display, or over SSH, the address is printed.",
        "tokentray sign-in api\ntokentray sign-in api --no-browser\ntokentray sign-in api --device",
        _arguments,
        _sign_in,
    ),
)
