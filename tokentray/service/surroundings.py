"""How the things around the program stand: folders, files, disk, session bus, proxy, autostart.

Nothing here asks a person or a server, and nothing is left behind.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from tokentray import __version__
from tokentray.core.check import Check, Level, fine, problem, problem_of, warning
from tokentray.core.errors import AgentNotRunning, InputError, ProfileError
from tokentray.core.said import say
from tokentray.core.wire import MAX_SOCKET_PATH
from tokentray.storage.folders import Folders
from tokentray.storage.profiles import read_profiles

_LITTLE_SPACE = 10
_MEGABYTE = 1024 * 1024
_BUS_SECONDS = 2.0
_NOTIFICATIONS = "org.freedesktop.Notifications"
_AUTOSTART = "org.tokentray.TokenTray.desktop"


def version_check() -> Check:
    """Say what runs here."""
    python = platform.python_version()
    return fine("versions", "versions", version=__version__, python=python, system=sys.platform)


def folder_checks(folders: Folders) -> Iterator[Check]:
    """Look at owner and mode of each folder and file of ours; the settings can be read."""
    for folder in (folders.config, folders.state, folders.cache):
        yield _private("folders", folder, 0o700)
    for file in (folders.profiles_file, folders.settings_file):
        if file.exists() and (found := _private("folders", file, 0o600)).level is not Level.OK:
            yield found
    yield from _settings(folders.settings_file)


def _private(id_: str, path: Path, wanted: int) -> Check:
    if not path.exists():
        return fine(id_, "folder-none-yet", path=str(path))
    found = path.stat()
    if sys.platform == "win32":
        return fine(id_, "folder-good", path=str(path))
    if found.st_uid != os.getuid():
        return problem(id_, InputError.exit_code, "folder-foreign", path=str(path))
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077:
        shown, right = f"{mode:04o}", f"{wanted:o}"
        return warning(id_, "folder-open", path=str(path), mode=shown, wanted=right)
    return fine(id_, "folder-good", path=str(path))


def _settings(path: Path) -> Iterator[Check]:
    try:
        tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        yield warning("settings", "settings-bad", path=str(path), what=type(error).__name__)


def profile_file_checks(folders: Folders) -> Iterator[Check]:
    """Name every profile that is out of use, with its line."""
    try:
        profiles = read_profiles(folders.profiles_file)
    except ProfileError as error:
        yield problem_of("profiles", error)
        return
    for mistake in profiles.problems.values():
        yield problem_of("profiles", mistake)
    for code, arguments in profiles.warnings:
        yield warning("profiles", code, **arguments)
    if not profiles.problems:
        yield fine("profiles", "profiles-good", count=len(profiles.profiles))


def disk_check(folders: Folders) -> Check:
    """Write a nameless file where the state lies, or would lie."""
    place = folders.state
    while not place.exists():
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"\0" * 4096)
            file.flush()
        free = shutil.disk_usage(place).free // _MEGABYTE
    except OSError as error:
        what = error.strerror or type(error).__name__
        return problem("disk", InputError.exit_code, "disk-refuses", path=str(place), what=what)
    make, code = (warning, "disk-little") if free < _LITTLE_SPACE else (fine, "disk-good")
    return make("disk", code, path=str(place), free=free)


def socket_check(folders: Folders) -> Check:
    """Look at the folder of the socket, which both sides have to trust."""
    no_agent = AgentNotRunning.exit_code
    if folders.runtime is None or folders.socket is None:
        return warning("socket", "no-runtime-folder")
    if folders.pipe is not None:
        return fine("socket", "pipe-good", path=str(folders.pipe))
    path = str(folders.runtime)
    if len(os.fsencode(folders.socket)) >= MAX_SOCKET_PATH:
        return problem("socket", no_agent, "socket-path-too-long", path=str(folders.socket))
    try:
        found = folders.runtime.lstat()
    except FileNotFoundError:
        return fine("socket", "socket-none-yet", path=path)
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        return problem("socket", no_agent, "socket-foreign", path=path)
    if stat.S_IMODE(found.st_mode) & 0o077:
        return problem("socket", no_agent, "socket-open", path=path)
    return fine("socket", "socket-good", path=path)


def proxy_check() -> Check:
    """Say which proxies the environment or the system names, without their passwords."""
    named = {kind: url for kind, url in getproxies().items() if kind in ("http", "https", "all")}
    if not named:
        return fine("proxy", "proxy-none")
    shown = (f"{_without_password(url)} ({kind})" for kind, url in sorted(named.items()))
    return fine("proxy", "proxy-set", proxies=", ".join(shown))


def _without_password(url: str) -> str:
    whole = url if "://" in url else f"//{url}"
    parts = urlsplit(whole)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], path="", query="").geturl()


def load_bus() -> None:
    """Import what speaks to the session bus, before several threads do it at once.

    Where two threads import parts of one package, Python's locks may be taken in opposite orders,
    and one of the imports fails (python/cpython#83065): so would one of the checks.
    """
    if sys.platform == "linux":
        with suppress(ImportError):
            import_module("jeepney.io.blocking")


def notices_check() -> Check:
    """Ask the session bus who shows notifications; nobody is started for that."""
    try:
        return _notices()
    except (OSError, KeyError, TimeoutError, EOFError):
        return warning("notifications", "bus-none")


def _notices() -> Check:
    # Imported here: other systems have no session bus.
    from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    service = DBusAddress("/org/freedesktop/Notifications", _NOTIFICATIONS, _NOTIFICATIONS)
    with open_dbus_connection("SESSION") as connection:

        def ask(address: DBusAddress, method: str) -> list[object] | None:
            message = new_method_call(address, method)
            message.header.flags = MessageFlag.no_auto_start
            reply = connection.send_and_get_reply(message, timeout=_BUS_SECONDS)
            is_answer = reply.header.message_type is MessageType.method_return
            return list(reply.body) if is_answer else None

        about = ask(service, "GetServerInformation")
        if about is None:
            startable = ask(bus, "ListActivatableNames")
            if startable is None or _NOTIFICATIONS not in _texts(startable[0]):
                return warning("notifications", "notices-none")
            return fine(
                "notifications", "notices-good", server=say("a service that starts when needed")
            )
        can = ask(service, "GetCapabilities")
    server = say('"{name}"', name=str(about[0]))
    if can is not None and "actions" not in _texts(can[0]):
        return warning("notifications", "notices-plain", server=server)
    return fine("notifications", "notices-good", server=server)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def autostart_check(environ: Mapping[str, str]) -> Check:
    """Look for the entry that starts the program with the session, and for what it starts."""
    home = Path(environ.get("HOME") or Path.home())
    base = environ.get("XDG_CONFIG_HOME", "")
    config = Path(base) if base.startswith("/") else home / ".config"
    path = config / "autostart" / _AUTOSTART
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return fine("autostart", "autostart-off")
    keys = dict(line.split("=", 1) for line in lines if "=" in line)
    if keys.get("Hidden", "").strip().lower() == "true":
        return fine("autostart", "autostart-off")
    command = _first_word(keys.get("Exec", ""))
    if shutil.which(command, path=environ.get("PATH")) is None:
        return warning("autostart", "autostart-broken", command=command, path=str(path))
    return fine("autostart", "autostart-on")


def _first_word(line: str) -> str:
    try:
        return next(iter(shlex.split(line)), "")
    except ValueError:
        return line
