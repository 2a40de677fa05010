"""`demo`: the whole program against an embedded identity server; it leaves nothing.

The server hands its first tokens over a pipe, the program keeps them in memory, and all
folders are private and vanish.
"""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING, Any

from tokentray.cli.command import Parsed, by_name, whole_seconds
from tokentray.cli.context import Context
from tokentray.cli.processes import apart, own_command
from tokentray.cli.running import await_start, check_display
from tokentray.core.errors import AgentError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_SHORTEST = 15
_END_SECONDS = 10.0
_PRIVATE = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
_ABOUT = {
    "api": "refreshed by a request of its own; after a while a role changes",
    "billing": "refreshed as RFC 6749 has it, until its grant ends; sign in again by the browser",
    "report": "cannot be refreshed: it counts down and expires",
}


class _Ended(BaseException):
    """A person or the system wants the demo to end."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--lifetime",
        type=whole_seconds,
        default=40,
        metavar="SECONDS",
        help="of the first access token (default 40: all is seen within two minutes)",
    )


def _demo(options: Namespace, context: Context) -> int:
    if options.lifetime < _SHORTEST:
        raise UsageError("bad-usage", what=f"--lifetime is at least {_SHORTEST}", command="demo")
    try:
        check_display(context.environ)
    except UsageError as error:
        raise UsageError("demo-no-display") from error
    with ExitStack() as stack:
        stack.enter_context(_ending_by_signal())
        folder = stack.enter_context(TemporaryDirectory(prefix="tokentray-demo-"))
        demo = Context(context.terminal, private_environ(context.environ, Path(folder)))
        _keep_looks(context, demo)
        _show(stack, demo, options)
    return 0


def _keep_looks(context: Context, demo: Context) -> None:
    """Let the demo look and speak as the person has set it."""
    from tokentray.storage.settings_file import write_settings

    looks = {"theme": context.settings.theme.value, "language": context.settings.language.value}
    write_settings(demo.folders, looks)


def _show(stack: ExitStack, demo: Context, options: Namespace) -> None:
    """Start server and program, import what the server issued, and wait for the end."""
    server_command = [sys.executable, "-P", "-m", "tokentray.demo"]
    server = stack.enter_context(
        _child([*server_command, "--lifetime", str(options.lifetime)], demo, stdin=subprocess.PIPE)
    )
    hello = _hello(server)
    for profile in hello["profiles"]:
        demo.profiles_file().add_fragment(profile["name"], profile["toml"], Path("demo.toml"))
    words = own_command("run", "--show-window", "--store", "memory")
    program = stack.enter_context(_child(words, demo, stdin=subprocess.DEVNULL))
    await_start(program, demo)
    for profile in hello["profiles"]:
        _import(profile, demo)
    demo.terminal.say(_instructions(hello, demo.environ))
    demo.terminal.flush()
    program.wait()


def private_environ(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return an environment whose XDG folders lie in `folder`, on the same desktop.

    Wayland and D-Bus are found through the runtime folder where nothing else names them, so
    they are named; the desktop's own settings stay readable behind ours.
    """
    private = dict(environ)
    for name in _PRIVATE:
        place = folder / name.split("_")[1].lower()
        place.mkdir(mode=0o700)
        private[name] = str(place)
    home = environ.get("HOME", "/")
    settings = environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    private["XDG_CONFIG_DIRS"] = f"{settings}:{environ.get('XDG_CONFIG_DIRS') or '/etc/xdg'}"
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    display = environ.get("WAYLAND_DISPLAY", "")
    if runtime and display and not display.startswith("/"):
        private["WAYLAND_DISPLAY"] = f"{runtime}/{display}"
    if runtime and "DBUS_SESSION_BUS_ADDRESS" not in environ and Path(runtime, "bus").exists():
        private["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"
    return private


@contextmanager
def _child(words: list[str], demo: Context, *, stdin: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that ends with the block; a Ctrl-C of the terminal reaches only us."""
    process = subprocess.Popen(
        words,
        env=dict(demo.environ),
        stdin=stdin,
        stdout=subprocess.PIPE if stdin == subprocess.PIPE else subprocess.DEVNULL,
        **apart(),
    )
    with process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _hello(server: subprocess.Popen[bytes]) -> dict[str, Any]:
    line = server.stdout.readline() if server.stdout is not None else b""
    if not line:
        raise AgentError("demo-no-server")
    hello: dict[str, Any] = json.loads(line)
    return hello


def _import(profile: Mapping[str, str], demo: Context) -> None:
    done = subprocess.run(
        own_command("import", profile["name"], "-"),
        env=dict(demo.environ),
        input=profile["response"].encode(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise AgentError("demo-no-import", name=profile["name"])


def _instructions(hello: Mapping[str, Any], environ: Mapping[str, str]) -> str:
    exports = " ".join(f"{name}={shlex.quote(environ[name])}" for name in _PRIVATE)
    names = [profile["name"] for profile in hello["profiles"]]
    return "\n".join(
        (
            f"The demo runs, against an identity server at {hello['base_url']}.",
            "Nothing is kept: tokens live in memory, the folders vanish with the program.",
            "",
            *(f"  {name:<8} {_ABOUT.get(name, '')}" for name in names),
            "",
            "A second terminal talks to it so:",
            f"  export {exports}",
            "  tokentray list",
            f"  tokentray show {names[0]}",
            f"  tokentray token {names[0]} --format header",
            "",
            "Ctrl-C here, or Quit in the tray's menu, ends it.",
        )
    )


@contextmanager
def _ending_by_signal() -> Iterator[None]:
    """Leave the block at SIGINT, SIGTERM or SIGHUP; more of them do not disturb the tidying."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform != "win32":
        numbers.append(signal.SIGHUP)

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise _Ended

    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    except _Ended:
        return


COMMANDS = by_name(
    Parsed(
        "demo",
        "Show the whole program against an embedded identity server, with no account. Folders "
        "are private, tokens stay in memory, nothing is left.",
        "tokentray demo --lifetime 40",
        _arguments,
        _demo,
    ),
)
