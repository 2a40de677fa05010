"""What the commands work with: the terminal, the folders, the running program or the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tokentray.cli.terminal import Terminal
from tokentray.core.errors import AgentNotRunning, Denied, TokenTrayError, VaultUnavailable

if TYPE_CHECKING:
    from tokentray.cli.agent_client import AgentClient
    from tokentray.core.settings import Settings, Store
    from tokentray.service.facade import TokenService
    from tokentray.storage.folders import Folders
    from tokentray.storage.profiles_file import ProfilesFile


class Context:
    """Opens each thing when a command first asks for it, and imports it then.

    `answer` is what the fast path got from the running program, empty where nothing.
    """

    def __init__(self, terminal: Terminal, environ: Mapping[str, str], answer: bytes = b"") -> None:
        self.terminal = terminal
        self.environ = environ
        self.answer = answer

    @cached_property
    def folders(self) -> Folders:
        """Where everything lies."""
        from tokentray.storage.folders import find_folders

        return find_folders(self.environ)

    @cached_property
    def settings(self) -> Settings:
        """What the user set."""
        import logging

        from tokentray.storage.settings import read_settings

        # Without a handler Python prints warnings of the log on stderr.
        logging.getLogger().addHandler(logging.NullHandler())
        return read_settings(self.folders.settings_file)

    @cached_property
    def agent(self) -> AgentClient | None:
        """The running program, None where a command has to do the work itself."""
        try:
            return self.running()
        except AgentNotRunning:
            return None

    def running(self) -> AgentClient:
        """Return the running program.

        Raises:
            AgentNotRunning: nobody of ours listens.
        """
        from tokentray.cli.agent_client import AgentClient

        if self.folders.socket is None:
            raise AgentNotRunning("no-runtime-folder")
        client = AgentClient(self.folders.socket)
        client.check()
        return client

    def check_unlocked(self) -> None:
        """Refuse, where no running program does it, to show or give what is in a token.

        Raises:
            Denied: TokenTray is locked.
        """
        from tokentray.storage.lock_flag import read_lock

        if read_lock(self.folders.lock_flag) is not None:
            raise Denied("locked")

    @cached_property
    def is_memory_only(self) -> bool:
        """Whether tokens are kept in the memory of the running program, not in a keyring."""
        from tokentray.core.settings import Store

        if self.agent is None:
            return self.settings.store is Store.MEMORY
        return bool(self.agent.ask("status")["store"]["kind"] == Store.MEMORY)

    def service(self) -> TokenService:
        """Return the service of this process on the keyring.

        Raises:
            VaultUnavailable: tokens are kept in memory only.
        """
        from tokentray.core.settings import Store

        if self.is_memory_only:
            there = "elsewhere" if self.agent is not None else "no-agent"
            raise VaultUnavailable(f"memory-only-{there}")
        return self._service(Store.KEYRING)

    def memory_service(self) -> TokenService:
        """Return a service that keeps nothing: it understands what another process will keep."""
        from tokentray.core.settings import Store

        return self._service(Store.MEMORY)

    def profiles_file(self) -> ProfilesFile:
        """Return the file of the profiles, for changes."""
        from tokentray.storage.profiles_file import ProfilesFile

        return ProfilesFile(self.folders.profiles_file, self.folders.locks)

    def tell_changed(self, name: str) -> None:
        """Let the running program, if there is one, read again what was changed.

        What was done is done: a program that cannot be told is no failure of the command.
        """
        if self.agent is None:
            return
        try:
            self.agent.ask("changed", profile=name)
        except TokenTrayError as error:
            self.terminal.note(f"{error.title} {error.hint}".rstrip())

    def _service(self, store: Store) -> TokenService:
        from tokentray.service.opening import open_service

        self._keep_log()
        return open_service(self.folders, replace(self.settings, store=store), self.environ)

    def _keep_log(self) -> None:
        from tokentray.storage.logfile import set_up_logging

        try:
            set_up_logging(self.folders.log_file)
        except OSError:
            # A command that only reads must not fail for want of a log.
            return
