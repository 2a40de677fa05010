"""Put the running program together, without a screen: engine, workers, watches, socket."""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from tokentray.agent.chronicle import Chronicle
from tokentray.agent.clockwatch import ClockWatch
from tokentray.agent.confirming import Confirming, ConfirmingParts
from tokentray.agent.engine import Engine, EngineParts
from tokentray.agent.gate import Gate
from tokentray.agent.network import NetworkWatch
from tokentray.agent.preferences import Preferences
from tokentray.agent.requests import About, Requests
from tokentray.agent.screen_watch import ScreenWatch
from tokentray.agent.server import Server
from tokentray.agent.signing import Signing
from tokentray.agent.told import Told, all_are_news
from tokentray.agent.watches import FileWatch, KeyringWatch
from tokentray.agent.worker_process import Answer, JobRequest
from tokentray.agent.workers import Workers, worker_command
from tokentray.core.errors import AgentError, TokenTrayError
from tokentray.core.jobs import Op
from tokentray.core.settings import Settings, Store
from tokentray.storage.agreements import AgreementsFile
from tokentray.storage.folders import Folders, find_folders
from tokentray.storage.instance import InstanceLock
from tokentray.storage.lock_flag import LockedBy
from tokentray.storage.profiles import read_in_parts
from tokentray.storage.settings import examine_settings

logger = logging.getLogger(__name__)


_PRUNED_EVERY_MS = 6 * 3_600_000
_FIRST_PRUNED_MS = 10 * 60_000
"""Soon enough for a program that runs for an hour a day, and not while it starts."""


@dataclass(frozen=True, slots=True)
class AgentParts:
    """The long-lived objects behind an agent."""

    folders: Folders
    settings: Settings
    instance: InstanceLock
    engine: Engine
    workers: Workers
    signing: Signing
    requests: Requests
    confirming: Confirming
    server: Server
    clockwatch: ClockWatch
    network: NetworkWatch
    files: FileWatch
    keyring: KeyringWatch
    screen: ScreenWatch
    preferences: Preferences


class Agent(QObject):
    """The running program without a screen.

    `start` begins everything that can wait until the icon is shown; `close` ends it.

    Signals:
        left_alone(): the screen was locked, or the computer is about to sleep.
    """

    left_alone = Signal()

    def __init__(self, parts: AgentParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.engine = parts.engine
        self.signing = parts.signing
        self.preferences = parts.preferences
        self.requests = parts.requests
        self.folders = parts.folders
        self.settings = parts.settings
        self.chronicle = Chronicle(self.folders.history_file, self)
        self._pruning = QTimer(self)
        self._pruning.timeout.connect(self.prune_history)
        self._history_days = parts.settings.history_days
        self._connect()

    @Slot()
    def start(self) -> None:
        """Read profiles, listen on the socket, begin to watch."""
        self.engine.start()
        self._listen()
        self.parts.keyring.start()
        self._pruning.start(_FIRST_PRUNED_MS)
        QTimer.singleShot(0, self.parts.clockwatch, self.parts.clockwatch.start)
        QTimer.singleShot(0, self, self.watch_screen)

    @Slot()
    def watch_screen(self) -> None:
        """Hear of the screen's lock; one that locked us may have opened while we did not run."""
        self.parts.screen.start()
        if self.engine.gate.by is LockedBy.SCREEN:
            self.parts.screen.ask()

    @Slot()
    def on_screen_locked(self) -> None:
        if self.engine.settings.lock_on_screen_lock:
            self.engine.gate.on_screen_locked()

    @Slot()
    def on_engine_profiles_changed(self) -> None:
        """What was agreed goes with its profile, unless that is only out of use for a mistake."""
        engine = self.engine
        if engine.file_problem is None and not engine.problems():
            self.parts.confirming.forget_others(engine.ids())

    @Slot(object)
    def on_engine_settings_changed(self, settings: Settings) -> None:
        """What is to be forgotten earlier is forgotten now."""
        if settings.history_days < self._history_days:
            self.prune_history()
        self._history_days = settings.history_days

    @Slot()
    def keep_log(self) -> None:
        """Begin to write the log; its library costs 7 ms, so the icon comes first."""
        from tokentray.storage.logfile import set_up_logging, wanted_level

        set_up_logging(self.folders.log_file, wanted_level(os.environ))

    @Slot()
    def prune_history(self) -> None:
        """Forget what happened too long ago."""
        if self._pruning.isActive():
            self._pruning.start(_PRUNED_EVERY_MS)
        if self.folders.history_file.exists():
            settings = self.engine.settings
            fields = {"days": settings.history_days, "values": settings.history_values}
            self.parts.workers.run(JobRequest(Op.PRUNE, fields, _log_trouble))

    def close(self, done: Callable[[], None]) -> None:
        """End everything; `done` is called when no answer of a server can be lost by it."""
        self._pruning.stop()
        self.parts.clockwatch.stop()
        self.parts.server.close()
        self.engine.close(done)

    def _listen(self) -> None:
        path = self.folders.socket
        if path is None:
            logger.warning("%s", AgentError("no-runtime-folder").title)
            return
        try:
            self.parts.server.listen(path)
        except TokenTrayError as error:
            # The tray works without: only programs cannot ask.
            logger.error("%s", error.title)

    def _connect(self) -> None:
        parts, engine = self.parts, self.engine
        parts.files.profiles_edited.connect(engine.on_profiles_edited)
        parts.files.settings_edited.connect(parts.preferences.read)
        engine.settings_changed.connect(self.on_engine_settings_changed)
        parts.files.generation_seen.connect(engine.generation_seen)
        engine.profiles_changed.connect(self.on_engine_profiles_changed)
        parts.keyring.keyring_changed.connect(engine.reload_locked)
        parts.clockwatch.clock_stepped.connect(engine.on_clock_stepped)
        parts.clockwatch.sleep_coming.connect(engine.on_sleep_coming)
        parts.clockwatch.woke.connect(engine.on_woke)
        parts.clockwatch.looked.connect(engine.tick)
        parts.clockwatch.looked.connect(parts.files.look_again)
        parts.network.network_came.connect(engine.on_network_came)
        parts.clockwatch.sleep_coming.connect(self.left_alone)
        parts.screen.locked.connect(self.left_alone)
        parts.screen.locked.connect(self.on_screen_locked)
        parts.screen.unlocked.connect(engine.gate.on_screen_unlocked)


def assemble(
    environ: Mapping[str, str],
    *,
    headless: bool,
    store: str | None = None,
    instance: InstanceLock | None = None,
) -> Agent:
    """Return the agent of this user; `instance` is the lock that was taken already.

    Raises:
        AgentError: another process is the running program.
    """
    folders = find_folders(environ)
    examined = examine_settings(folders.settings_file)
    settings = examined.settings
    if store is not None:
        settings = replace(settings, store=Store(store))
    held = instance or take_instance(folders, environ, headless=headless)
    is_memory = settings.store is Store.MEMORY
    workers = Workers(worker_command(settings.store.value, environ), is_memory=is_memory)
    network = NetworkWatch()
    engine = _new_engine(folders, settings, workers, network, remembers=not headless)
    about = About(int(time.time()), headless)
    signing = Signing(engine, workers, engine)
    keeper = AgreementsFile(folders.agreements_file)
    confirming = Confirming(ConfirmingParts(engine.now, keeper), engine)
    examine = partial(examine_settings, folders.settings_file)
    preferences = Preferences(
        workers, examine, engine.apply_settings, engine.reread_profiles, engine
    )
    preferences.adopt(examined)
    requests = Requests(engine, about, _quit_loop, engine, signing=signing, confirming=confirming)
    parts = AgentParts(
        folders=folders,
        settings=settings,
        instance=held,
        engine=engine,
        workers=workers,
        signing=signing,
        requests=requests,
        confirming=confirming,
        server=Server(requests, engine),
        clockwatch=ClockWatch(parent=engine),
        network=network,
        files=FileWatch(folders, engine),
        keyring=KeyringWatch(engine),
        screen=ScreenWatch(engine),
        preferences=preferences,
    )
    agent = Agent(parts)
    engine.setParent(agent)
    return agent


def _new_engine(
    folders: Folders,
    settings: Settings,
    workers: Workers,
    network: NetworkWatch,
    *,
    remembers: bool,
) -> Engine:
    """Make the engine; without a screen nobody sees a notice, so none counts as told."""
    engine = Engine(
        EngineParts(
            now=time.time,
            chance=random.SystemRandom().random,
            read_profiles=partial(read_in_parts, folders.profiles_file),
            workers=workers,
            settings=settings,
            sort_out=Told(workers).sort_out if remembers else all_are_news,
            is_online=network.is_online,
            gate=Gate(folders.lock_flag),
        )
    )
    workers.setParent(engine)
    engine.gate.setParent(engine)
    network.setParent(engine)
    return engine


def take_instance(folders: Folders, environ: Mapping[str, str], *, headless: bool) -> InstanceLock:
    """Become the running program.

    Raises:
        AgentError: another process is; it is named by its display and pid.
    """
    lock = InstanceLock(folders.instance_lock)
    where = "headless" if headless else environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")
    if lock.acquire(f"{os.getpid()} {where or '?'}"):
        return lock
    pid, _, display = lock.holder().partition(" ")
    raise AgentError("runs-already", display=display or "?", pid=pid or "?")


def _log_trouble(answer: Answer) -> None:
    """There is a next time: only that nothing was forgotten is worth a line."""
    if isinstance(answer, TokenTrayError):
        logger.warning("the history was not cleaned (%s)", answer.code)


def _quit_loop() -> None:
    application = QCoreApplication.instance()
    if application is not None:
        application.quit()
