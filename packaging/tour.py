#!/usr/bin/env python3
"""Walk through the demo as a person would, and take a screenshot of every stop.

Runs inside of a desktop whose panel is at the top with the tray at its right end:

    size=$(python packaging/tour.py --print-size)
    python packaging/virtual_desktop.py --size "$size" -- \
        python packaging/tour.py --screenshots build/demo

Every step waits for what it says, never for a time. Exit code 1 where a step failed.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.request import urlopen

from virtual_desktop import DesktopError, until

TOKENTRAY = (sys.executable, "-P", "-m", "tokentray")
READY = "Ctrl-C here"
SCREEN = (1440, 810)
"""What the tour needs of a screen at a scale of 1: the window, and the notices beside it."""

LEFT, TOP = 24, 56
NOTIFICATIONS_WIDTH = 400
PANEL_MIDDLE = 16
POLL_SECONDS = 0.15
NOTIFY = "interface='org.freedesktop.Notifications',member='Notify'"


class Tour:
    """One walk; `environ` is the second terminal's once the demo has said how it is reached.

    `address` is the file where the browser's part notes where it was sent.
    """

    def __init__(
        self, screenshots: Path, environ: Mapping[str, str], notices: Path, address: Path
    ) -> None:
        self._screenshots = screenshots
        self._address = address
        self._environ = dict(environ)
        self._notices = notices
        self._taken = 0
        self.folder = Path()

    # The steps, in their order

    def meet(self, stdout: IO[str]) -> str:
        """The demo says how a second terminal talks to it."""
        for line in stdout:
            if READY in line:
                return f"the demo runs, in {self.folder}"
            words = shlex.split(line) if "export " in line else []
            for name, _, value in (word.partition("=") for word in words[1:]):
                self._environ[name] = value
            self.folder = Path(self._environ["XDG_RUNTIME_DIR"]).parent
        raise DesktopError("The demo ended before it was there.")

    def see_tokens(self) -> str:
        """The identity server's first tokens are there."""
        patiently(lambda: len(self._profiles()) == 3, "three profiles")
        patiently(lambda: self._state("api") == "valid", "a valid token")
        patiently(lambda: bool(self._json("status")["tray"]), "the icon in the panel")
        states = (f"{name} {row['state']}" for name, row in self._profiles().items())
        return f"tokens arrived: {', '.join(states)}; the icon is in the panel"

    def watch_countdown(self) -> str:
        """The window counts down."""
        self._make_room(self._window())
        first = self._left("api")
        patiently(lambda: self._left("api") < first, "the countdown")
        self._picture("window")
        return f"the window counts down: api has {self._left('api')} s left"

    def hear_of_report(self) -> str:
        """A token that nothing renews is announced before its end, with buttons."""
        self._await_notice("report ends at")
        return "a notice says that report ends soon, with the buttons Copy bearer and Open"

    def open_menu(self) -> str:
        """A click on the icon shows every profile."""
        self._dismiss_notices()
        self._click_icon()
        self._picture("menu")
        return "the panel's menu shows each profile with its time"

    def copy(self) -> str:
        """A row of the menu copies, and another program can paste it."""
        self._keys("Down", "Return")
        until(lambda: self._pasted().startswith("Bearer eyJ"), "a bearer on the clipboard")
        self._await_notice("api copied")
        self._point_away()
        self._picture("copied")
        return f"copied from the menu; another program pastes: {self._pasted()[:20]}…"

    def see_refresh(self) -> str:
        """The token is renewed ahead of its end, and its claims have changed."""
        before, roles = self._profiles()["api"]["expires_at"], self._roles()
        patiently(lambda: self._profiles()["api"]["expires_at"] > before, "a refresh", 600)
        lost = sorted(roles - self._roles())
        self._picture("refreshed")
        change = f"; the role {', '.join(lost)} is gone" if lost else ""
        return f"api was refreshed before its end{change}"

    def see_expiry(self) -> str:
        """Nothing renews the report's token."""
        patiently(lambda: self._state("report") == "expired", "the end of report", 600)
        self._picture("expired")
        return "report has expired, and the icon says so"

    def see_grant_end(self) -> str:
        """The server ends a grant: one clear notice, and no more requests."""
        patiently(lambda: self._state("billing") == "sign-in-needed", "the end of a grant", 600)
        self._await_notice("billing needs a new sign-in")
        self._picture("grant-ended")
        return "the server ended billing's grant, and a notice says what to do"

    def sign_in(self) -> str:
        """The window signs in again through the browser; here the tour plays the person at it."""
        self._dismiss_notices()
        self._run("xdotool", "windowactivate", "--sync", self._window())
        self._keys("Down", "alt+s")
        patiently(self._address.exists, "the browser")
        self._picture("sign-in")
        page = press(self._address.read_text())
        patiently(lambda: self._state("billing") == "valid", "a new token")
        if "signed in" not in page.lower():
            raise DesktopError("The page in the browser does not say that it worked.")
        self._picture("signed-in")
        return "signed in to billing again, by the browser and back to this computer"

    def quit(self, demo: subprocess.Popen[str]) -> str:
        """The last row of the menu ends it, and nothing is left."""
        self._click_icon()
        self._keys("Up")
        self._picture("quit")
        self._keys("Return")
        until(lambda: demo.poll() is not None, "the end of the demo")
        if demo.returncode != 0 or self.folder.exists():
            raise DesktopError(f"The demo ended with {demo.returncode} and left {self.folder}.")
        return "quit from the menu; nothing is left"

    # Hands and eyes

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            words, env=self._environ, capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode != 0:
            raise DesktopError(f"{words[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def _json(self, *words: str) -> Any:
        return json.loads(self._run(*TOKENTRAY, *words, "--json"))

    def _profiles(self) -> dict[str, Any]:
        return {row["name"]: row for row in self._json("list")["profiles"]}

    def _state(self, name: str) -> str:
        return str(self._profiles()[name]["state"])

    def _left(self, name: str) -> int:
        return int(self._profiles()[name]["seconds_left"])

    def _roles(self) -> set[str]:
        return set(self._json("show", "api")["claims"]["roles"])

    def _pasted(self) -> str:
        with suppress(DesktopError):
            return self._run("xclip", "-out", "-selection", "clipboard")
        return ""

    def _await_notice(self, start: str) -> None:
        wanted = f'string "{start}'
        patiently(
            lambda: wanted in self._notices.read_text(errors="replace"), f"the notice {start!r}"
        )

    def _screen(self) -> tuple[int, int]:
        width, height = self._run("xdotool", "getdisplaygeometry").split()
        return int(width), int(height)

    def _window(self) -> str:
        found: list[str] = []

        def is_shown() -> bool:
            with suppress(DesktopError):
                words = ("search", "--onlyvisible", "--name", "^TokenTray$")
                found[:] = self._run("xdotool", *words).split()
            return bool(found)

        until(is_shown, "the window")
        return found[0]

    def _make_room(self, window: str) -> None:
        """Put the window beside the place of the notifications."""
        width, height = self._screen()
        fields = self._run("xdotool", "getwindowgeometry", "--shell", window).split()
        size = dict(field.split("=") for field in fields)
        wide = min(int(size["WIDTH"]), width - NOTIFICATIONS_WIDTH - LEFT)
        high = min(int(size["HEIGHT"]), height - TOP - LEFT)
        self._run("xdotool", "windowsize", "--sync", window, str(wide), str(high))
        self._run("xdotool", "windowmove", "--sync", window, str(LEFT), str(TOP))

    def _dismiss_notices(self) -> None:
        """Click the notices away that dunst shows; others leave by themselves."""

        def are_gone() -> bool:
            with suppress(DesktopError):
                notice = self._run("xdotool", "search", "--onlyvisible", "--class", "Dunst").split()
                self._run("xdotool", "mousemove", "--window", notice[0], "20", "20", "click", "3")
                return False
            return True

        patiently(are_gone, "a desktop without notices")

    def _visible_windows(self) -> set[str]:
        return set(self._run("xdotool", "search", "--onlyvisible", "--class", ".").split())

    def _click_icon(self) -> None:
        before = self._visible_windows()
        x = self._screen()[0] - PANEL_MIDDLE
        self._run("xdotool", "mousemove", str(x), str(PANEL_MIDDLE), "click", "3")
        until(lambda: bool(self._visible_windows() - before), "the menu")

    def _point_away(self) -> None:
        width, height = self._screen()
        self._run("xdotool", "mousemove", str(width - 1), str(height - 1))

    def _keys(self, *keys: str) -> None:
        for key in keys:
            self._run("xdotool", "key", key)

    def _picture(self, name: str) -> None:
        """Take a screenshot once the screen has come to rest."""
        self._taken += 1
        path = self._screenshots / f"{self._taken}-{name}.png"
        seen = [b""]

        def is_at_rest() -> bool:
            self._run("scrot", "--overwrite", str(path))
            last, seen[0] = seen[0], path.read_bytes()
            return last == seen[0]

        patiently(is_at_rest, f"a still screen for {path.name}")


def patiently(condition: Callable[[], bool], what: str, within: float = 30) -> None:
    """Wait as `until` does, with a pause between two looks that start processes."""

    def look() -> bool:
        if condition():
            return True
        time.sleep(POLL_SECONDS)
        return False

    until(look, what, within)


def screen_size(scale: float) -> str:
    """Return how large a screen has to be, as WIDTHxHEIGHT, for a window of this scale."""
    return "x".join(str(round(side * max(1.0, scale))) for side in SCREEN)


def press(address: str) -> str:
    """Go on at the sign-in page of the demo's server, as a person would; return the last page."""
    if not address.startswith("http://127.0.0.1:"):
        raise DesktopError(f"The browser was sent to {address}.")
    with urlopen(address, b"choice=continue", timeout=30) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the tour; 0 where every step came true."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["--visit"]:  # the browser's part: only note where it was sent
        Path(words[1]).write_text(words[2])
        return 0
    options = _options(words)
    if options.print_size:
        print(screen_size(options.scale))
        return 0
    options.screenshots.mkdir(parents=True, exist_ok=True)
    environ = dict(os.environ) | {"QT_SCALE_FACTOR": str(options.scale)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tour-")))
        environ["XDG_CONFIG_HOME"] = str(folder)
        _wish_theme(folder, "dark" if options.dark else "light")
        address = folder / "address"
        me = shlex.join((sys.executable, __file__, "--visit", str(address)))
        environ["BROWSER"] = f"{me} %s"
        notices = _listen(stack, folder / "notices", environ)
        tour = Tour(options.screenshots, environ, notices, address)
        words = [*TOKENTRAY, "demo", "--lifetime", str(options.lifetime)]
        demo = stack.enter_context(
            subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True)
        )
        stack.callback(_end, demo)
        return _walk(tour, demo)


def _walk(tour: Tour, demo: subprocess.Popen[str]) -> int:
    assert demo.stdout is not None  # noqa: S101 - a pipe was asked for
    stdout = demo.stdout
    steps: list[Callable[[], str]] = [
        lambda: tour.meet(stdout),
        tour.see_tokens,
        tour.hear_of_report,
        tour.watch_countdown,
        tour.open_menu,
        tour.copy,
        tour.see_refresh,
        tour.see_expiry,
        tour.see_grant_end,
        tour.sign_in,
        lambda: tour.quit(demo),
    ]
    for step in steps:
        try:
            told = step()
        except (DesktopError, KeyError, ValueError, OSError) as error:
            print(f"✗ {error}", file=sys.stderr)
            return 1
        print(f"✓ {told}", flush=True)
    return 0


def _listen(stack: ExitStack, path: Path, environ: Mapping[str, str]) -> Path:
    """Write every notification that goes over the bus to `path`."""
    output = stack.enter_context(path.open("wb"))
    words = ["dbus-monitor", "--session", NOTIFY]
    monitor = stack.enter_context(subprocess.Popen(words, env=environ, stdout=output))
    stack.callback(_end, monitor)
    # It says NameAcquired and NameLost when it listens.
    until(lambda: b"NameLost" in path.read_bytes(), "the monitor of the notifications")
    return path


def _wish_theme(config: Path, theme: str) -> None:
    settings = config / "tokentray" / "settings.toml"
    settings.parent.mkdir(mode=0o700)
    settings.write_text(f'theme = "{theme}"\n')


def _end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    process.wait(30)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tour.py", description=__doc__)
    parser.add_argument("--screenshots", type=Path, default=Path("build/demo"), metavar="DIR")
    parser.add_argument(
        "--print-size", action="store_true", help="only say how large its desktop has to be"
    )
    parser.add_argument("--dark", action="store_true", help="the window in its dark colours")
    parser.add_argument("--scale", type=float, default=1, metavar="FACTOR")
    parser.add_argument("--lifetime", type=int, default=40, metavar="SECONDS")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
