"""A user whose profiles and tokens are there already, and a panel that tells of new icons."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import secretstorage
from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection
from secretstorage.util import open_session

from tests.faults.endpoint import HostileEndpoint
from tests.session.story import COMMAND, User
from tokentray.core.tokens import TokenSet, VaultEntry, entry_to_dict
from tokentray.storage.machine import machine_id
from tokentray.storage.stores.base import SERVICE
from virtual_desktop import VirtualDesktop, end_child

SMALLEST = (sys.executable, str(Path(__file__).with_name("smallest_tray.py")))
RUN = (str(COMMAND), "run")
ROOT = Path(__file__).parents[2]
DAY = 86_400
_PATIENCE = 15.0
_REGISTERED = MatchRule(
    type="signal",
    interface="org.kde.StatusNotifierWatcher",
    member="StatusNotifierItemRegistered",
)


@contextmanager
def user_of(desktop: VirtualDesktop, count: int, endpoint: HostileEndpoint) -> Iterator[User]:
    """A user of `desktop` with the first `count` profiles; each has a config folder of its own.

    The package is compiled, as it is where pip installed it: the environment may forbid Python to
    do that by itself.
    """
    compileall.compile_dir(ROOT / "tokentray", quiet=1)
    config = desktop.folder / f"config-{count}"
    folder = config / "tokentray"
    folder.mkdir(mode=0o700, parents=True)
    lines = ["version = 1"]
    for name in names(count):
        lines += [
            f"[profiles.{name}]",
            f'id = "id-{name}"',
            'client_id = "tokentray-demo"',
            f'endpoints = {{token = "{endpoint.url}"}}',
        ]
    (folder / "profiles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    user = User(desktop, XDG_CONFIG_HOME=str(config))
    try:
        yield user
    finally:
        if user.program is not None:
            end_child(user.program)


def names(count: int) -> list[str]:
    """Return the names of the first `count` profiles."""
    return [f"api-{number:04}" for number in range(count)]


def fill_keyring(
    desktop: VirtualDesktop, count: int, endpoint: HostileEndpoint, left: float = DAY
) -> None:
    """Put a token set with `left` seconds to live into the keyring for each profile."""
    now = int(time.time())
    with open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        collection = secretstorage.Collection(connection)
        collection.session = open_session(connection)
        for name in names(count):
            grant = endpoint.grants.open(name)
            held = TokenSet(
                access_token=grant.current_access_token,
                refresh_token=grant.current_refresh_token,
                obtained_at=int(now - left / 2),
                expires_at=int(now + left / 2),
            )
            entry = entry_to_dict(VaultEntry(1, machine_id(), held))
            text = json.dumps({"version": 1, **entry}).encode()
            attributes = {"service": SERVICE, "username": f"id-{name}", "application": SERVICE}
            collection.create_item(f"TokenTray id-{name}", attributes, text)


def keep_in_memory(desktop: VirtualDesktop) -> None:
    """Make the keyring's collection without a file the default: a thousand writes are quick."""
    service, root = "org.freedesktop.secrets", "/org/freedesktop/secrets"
    address = DBusAddress(root, service, "org.freedesktop.Secret.Service")
    session = f"{root}/collection/session"
    with open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        message = new_method_call(address, "SetAlias", "so", ("default", session))
        answer = connection.send_and_get_reply(message, timeout=_PATIENCE)
    assert answer.header.message_type is MessageType.method_return, answer.body


class Registrations:
    """Hears when an icon is registered with the panel."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._bus = open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        Proxy(message_bus, self._bus).AddMatch(_REGISTERED)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def await_icon(
        self, argv: Sequence[str], environ: dict[str, str]
    ) -> tuple[subprocess.Popen[str], float]:
        """Start a program; return it and after how many milliseconds its icon was there."""
        with self._bus.filter(_REGISTERED) as heard:
            began = time.perf_counter()
            program = subprocess.Popen(argv, env=environ, cwd=ROOT, text=True)
            try:
                self._bus.recv_until_filtered(heard, timeout=_PATIENCE)
            except BaseException:
                end_child(program)
                raise
            return program, (time.perf_counter() - began) * 1000

    def milliseconds(self, argv: Sequence[str], environ: dict[str, str]) -> float:
        """Start a program and end it; return after how many milliseconds its icon was there."""
        program, took = self.await_icon(argv, environ)
        end_child(program)
        return took
