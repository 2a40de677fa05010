"""Change settings.toml: comments and unknown keys survive; a broken file is left alone."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

import tomlkit

from tokentray.core.errors import InputError
from tokentray.core.settings import Settings
from tokentray.storage.atomic import replace_file
from tokentray.storage.folders import Folders
from tokentray.storage.locks import file_lock
from tokentray.storage.settings import check_setting, examine_settings

Value = str | int | bool


def write_settings(folders: Folders, changes: Mapping[str, Value]) -> None:
    """Change some keys (`notify.expired` in its table), all of them or none.

    Raises:
        InputError: a value cannot be, the file is no TOML or newer, or it cannot be written.
    """
    for key, value in changes.items():
        check_setting(key, value)
    with file_lock(folders.locks, "settings-file"):
        _write(folders, changes)


def _write(folders: Folders, changes: Mapping[str, Value]) -> None:
    path = folders.settings_file
    found = examine_settings(path)
    if found.problem is not None:
        raise found.problem
    if found.settings.version > Settings().version:
        raise InputError("settings-newer", path=str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        document.setdefault("version", Settings().version)
        for key, value in changes.items():
            _set(document, key, value)
        replace_file(path, tomlkit.dumps(document).encode("utf-8"))
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise InputError("file-unwritable", path=str(path), what=what) from error


def _set(document: tomlkit.TOMLDocument, key: str, value: Value) -> None:
    table, _, inner = key.rpartition(".")
    if not table:
        document[inner] = value
        return
    if not isinstance(document.get(table), MutableMapping):
        document[table] = tomlkit.table()
    document[table][inner] = value
