"""`run` and plain `tokentray`: be the running program, start it, or raise the one that runs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tokentray.cli.processes import apart, own_command
from tokentray.core.errors import AgentError, AgentNotRunning, UsageError

if TYPE_CHECKING:
    import subprocess
    from argparse import ArgumentParser, Namespace

    from tokentray.agent.assemble import Agent
    from tokentray.cli.command import Parsed
    from tokentray.cli.context import Context
    from tokentray.storage.instance import InstanceLock

_START_SECONDS = 15.0
_HAND_OVER_SECONDS = 60.0
"""A headless agent that holds an answer of a server ends only when that is saved."""

_POLL_SECONDS = 0.02


class Wish:
    """How `run` was called; `store` is None where the settings decide."""

    def __init__(self) -> None:
        self.headless = False
        self.show_window = False
        self.raise_other = False
        self.store: str | None = None


class Run:
    """The command `run`: reads its few words itself, since argparse would delay the icon."""

    def run(self, words: Sequence[str], context: Context) -> int:
        """See `command.Command`."""
        wish = _read(words)
        return self.described().run(words, context) if wish is None else be_program(wish, context)

    def described(self) -> Parsed:
        """Return the command for its help and the wording of mistakes."""
        from tokentray.cli.command import Parsed

        return Parsed(
            "run",
            "Start the program without its window and stay in the foreground; autostart calls "
            "this.",
            "tokentray run --headless --store memory",
            _arguments,
            _never,
        )


def start_or_raise(context: Context) -> int:
    """Do what `tokentray` alone does.

    The program is started in a session of its own, so that it outlives the terminal; `run`
    stays in the foreground.
    """
    if _raise_other(context):
        return 0
    check_display(context.environ)
    # Imported here: `run` does not need it, and its icon would wait 5 ms for it.
    import subprocess

    child = subprocess.Popen(
        own_command("run", "--show-window"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **apart(),
    )
    await_start(child, context)
    return 0


def be_program(wish: Wish, context: Context) -> int:
    """Be the running program until it is quit, if no other process is."""
    if wish.raise_other and _raise_other(context):
        return 0
    if not wish.headless:
        check_display(context.environ)
    _check_state_folder(context)
    if wish.headless:
        return _serve_headless(wish, context)
    lock = _take_place(context)
    if lock is None:
        return _say_who_runs(wish, context)
    return _serve(wish, context, lock)


def check_display(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Refuse where no window can be shown: Qt would abort the process.

    Raises:
        UsageError: there is no display.
    """
    if platform in ("win32", "darwin"):
        return
    if not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise UsageError("no-display")


def _check_state_folder(context: Context) -> None:
    """Refuse where no lock can be held, before Qt is there.

    Raises:
        AgentError: the folder cannot be made or written.
    """
    from tokentray.storage.folders import make_private

    state = context.folders.state
    try:
        make_private(state)
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise AgentError("state-unwritable", path=str(state), what=what) from error
    if not os.access(state, os.W_OK):
        raise AgentError("state-unwritable", path=str(state), what="it is read-only")


def _serve(wish: Wish, context: Context, lock: InstanceLock) -> int:
    from tokentray.agent.plain_import import use_plain_import

    use_plain_import()
    from tokentray.desktop.app import Options, serve

    def new_agent() -> Agent:
        # The icon does not wait for the engine and all that it needs.
        from tokentray.agent.assemble import assemble

        return assemble(context.environ, headless=False, store=wish.store, instance=lock)

    return serve(os.environ, Options(wish.show_window, wish.store), new_agent)


def _serve_headless(wish: Wish, context: Context) -> int:
    from tokentray.agent.plain_import import use_plain_import

    use_plain_import()
    from tokentray.agent.headless import run

    try:
        return run(context.environ, store=wish.store, say=context.terminal.note)
    except AgentError as error:
        if error.code != "runs-already":
            raise
        return _say_who_runs(wish, context)


def _take_place(context: Context) -> InstanceLock | None:
    """Become the instance, in the place of a headless one; None where another has a screen."""
    from tokentray.storage.instance import InstanceLock

    lock = InstanceLock(context.folders.instance_lock)
    where = context.environ.get("WAYLAND_DISPLAY") or context.environ.get("DISPLAY") or "?"
    about = f"{os.getpid()} {where}"
    if lock.acquire(about):
        return lock
    if not _ask_to_hand_over(context):
        return None
    return lock if _until(lambda: lock.acquire(about), _HAND_OVER_SECONDS) else None


def _ask_to_hand_over(context: Context) -> bool:
    """Let a headless program end; tell whether it will."""
    try:
        agent = context.running()
        if not agent.ask("status")["headless"]:
            return False
        agent.ask("quit")
    except AgentNotRunning:
        # It is just starting, or just ending.
        return False
    return True


def _raise_other(context: Context) -> bool:
    """Bring the window of the running program to the front; tell whether it has one."""
    try:
        context.running().ask("raise")
    except AgentNotRunning:
        return False
    return True


def _say_who_runs(wish: Wish, context: Context) -> int:
    from tokentray.storage.instance import InstanceLock

    pid, _, where = InstanceLock(context.folders.instance_lock).holder().partition(" ")
    code = "runs-already-headless" if where == "headless" else "runs-already"
    context.terminal.say(AgentError(code, display=where or "?", pid=pid or "?").title)
    if wish.store == "memory" and _keeps_in_keyring(context):
        other = AgentError("runs-with-keyring")
        context.terminal.say(f"{other.title} {other.hint}")
    return 0


def _keeps_in_keyring(context: Context) -> bool:
    """Tell whether the running program's store is the keyring, as far as it answers."""
    try:
        status = context.running().ask("status")
    except AgentNotRunning:
        # It is just starting, or just ending.
        return False
    return bool(status["store"]["kind"] == "keyring")


def await_start(child: subprocess.Popen[bytes], context: Context) -> None:
    """Return when the program answers.

    Raises:
        AgentError: it ended at once, or does not answer.
    """

    def is_settled() -> bool:
        return child.poll() is not None or _answers(context)

    if not _until(is_settled, _START_SECONDS):
        raise AgentError("start-silent", path=str(context.folders.log_file))
    if child.poll() is not None and not _answers(context):
        raise AgentError("start-failed", path=str(context.folders.log_file))


def _answers(context: Context) -> bool:
    if context.folders.socket is None:
        # Nobody can ask it; that it holds the lock has to be enough.
        return context.folders.instance_lock.with_suffix(".holder").exists()
    try:
        context.running()
    except AgentNotRunning:
        return False
    return True


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    """Poll another process until `condition` holds; tell whether it did within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _read(words: Sequence[str]) -> Wish | None:
    """Read the words of `run`; None where argparse has to word the help or a mistake."""
    wish = Wish()
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if word == "--headless":
            wish.headless = True
        elif word == "--show-window":
            wish.show_window = True
        elif word == "--raise":
            wish.raise_other = wish.show_window = True
        elif name == "--store" and (value or (value := next(rest, ""))) in ("memory", "keyring"):
            wish.store = value
        else:
            return None
    return wish


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="without any window system")
    parser.add_argument(
        "--store",
        choices=("memory", "keyring"),
        help="memory: no keyring, all is gone when the program ends",
    )


def _never(_options: Namespace, _context: Context) -> int:
    raise UsageError("bad-usage", what="That cannot be understood", command="run")


COMMANDS = {"run": Run()}
