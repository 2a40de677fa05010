"""Change profiles.toml: comments and order survive, and a file that is broken is left alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from tokentray.core.errors import InputError, NoSuchProfile, ProfileError, UsageError
from tokentray.core.profile import Profile, check_name
from tokentray.storage.atomic import replace_file
from tokentray.storage.locate import line_of
from tokentray.storage.locks import file_lock
from tokentray.storage.profiles import (
    VERSION,
    Profiles,
    check_table,
    is_id,
    parse_fragment,
    parse_profiles,
    read_profiles,
)
from tokentray.storage.renaming import renamed


class ProfilesFile:
    """The file under its lock; each change reads it again first, so that no edit is lost."""

    def __init__(self, path: Path, locks: Path) -> None:
        self._path = path
        self._locks = locks

    def read(self) -> Profiles:
        """Read without changing anything; see `read_profiles`."""
        return read_profiles(self._path)

    def ensure_ids(self) -> Profiles:
        """Read, and give an id to every profile that has none."""
        profiles = self.read()
        if not profiles.without_id:
            return profiles
        return self._change(_give_ids)

    def id_of(self, name: str) -> str:
        """Return the id of a profile, also of one that is out of use; empty without one."""
        tables = _tables(tomlkit.parse(self._text()))
        key = _key_of(tables, name)
        return "" if key is None else _id_in(tables[key]) or ""

    def check_free(self, name: str) -> None:
        """Refuse a NAME that a profile has, also one that is out of use.

        Raises:
            UsageError: it is taken.
        """
        _check_free(self.read(), name)

    def add(self, name: str, table: Mapping[str, Any], *, replace: bool = False) -> Profile:
        """Write a new profile; an id is made where `table` has none.

        `replace` takes the place of a profile of the same NAME.

        Raises:
            UsageError: a bad NAME, or one that is taken. ProfileError: a mistake in `table`.
        """
        check_name(name)
        whole = {"id": new_id(), **table}
        profile = check_table(name, whole, self._path)

        def change(document: tomlkit.TOMLDocument, known: Profiles) -> None:
            tables = _tables(document)
            old = _key_of(tables, name)
            if old is not None and replace:
                del tables[old]
            _add(document, known, name, whole, replace=replace)

        self._change(change)
        return profile

    def add_fragment(self, name: str, text: str, source: Path, *, replace: bool = False) -> Profile:
        """Write a profile from a TOML fragment, comments included.

        `replace` keeps the id, and with it the tokens, of a profile of the same NAME, also of
        one that is out of use.

        Raises:
            UsageError: a bad NAME, or one that is taken. ProfileError: a mistake in `text`, or
            an id that another profile has.
        """
        parse_fragment(text, name, source)
        body = tomlkit.parse(text)

        def change(document: tomlkit.TOMLDocument, known: Profiles) -> None:
            tables = _tables(document)
            old = _key_of(tables, name)
            if old is not None and replace:
                body["id"] = _id_in(tables[old]) or new_id()
                del tables[old]
            elif "id" not in body:
                body["id"] = new_id()
            _add(document, known, name, body, replace=replace)

        try:
            changed = self._change(change, name).find(name)
        except ProfileError as error:
            raise _in_fragment(error, text, source) from None
        if changed is None:
            raise NoSuchProfile("no-such-profile", name=name)
        return changed

    def set(self, name: str, key: str, value: Any) -> Profile:
        """Set one top-level key of a profile.

        Raises:
            NoSuchProfile: there is none. ProfileError: the value cannot be.
        """

        def change(document: tomlkit.TOMLDocument, known: Profiles) -> None:
            profile = known.find(name)
            if profile is None:
                raise NoSuchProfile("no-such-profile", name=name)
            table = _tables(document)[profile.name]
            table[key] = value
            check_table(profile.name, table.unwrap(), self._path)

        changed = self._change(change).find(name)
        if changed is None:
            raise NoSuchProfile("no-such-profile", name=name)
        return changed

    def remove(self, name: str) -> None:
        """Take a profile out, also one that is out of use.

        Raises:
            NoSuchProfile: there is none of this NAME.
        """

        def change(document: tomlkit.TOMLDocument, _known: Profiles) -> None:
            tables = _tables(document)
            found = _key_of(tables, name)
            if found is None:
                raise NoSuchProfile("no-such-profile", name=name)
            del tables[found]

        self._change(change)

    def rename(self, name: str, new: str) -> None:
        """Call a profile, also one that is out of use, otherwise; all the rest of the file stays.

        Raises:
            UsageError: a bad NAME, or one that is taken. NoSuchProfile: there is none to rename.
            InputError: only a person can change how it is written.
        """
        check_name(new)

        def change(text: str) -> str:
            tables = _tables(tomlkit.parse(text))
            old = name if name in tables else _key_of(tables, name)
            if old is None:
                raise NoSuchProfile("no-such-profile", name=name)
            taken = new in tables or _key_of(tables, new) not in (None, old)
            if taken:
                raise UsageError("new-name-taken", name=new)
            return renamed(text, old, new)

        self._change_text(change)

    def _change(
        self, change: Callable[[tomlkit.TOMLDocument, Profiles], None], name: str | None = None
    ) -> Profiles:
        """Change the file under its lock; nothing is written that puts `name` out of use."""

        def written(text: str) -> str:
            document = tomlkit.parse(text)
            document.setdefault("version", VERSION)
            change(document, parse_profiles(text, self._path))
            return tomlkit.dumps(document)

        return self._change_text(written, name)

    def _change_text(self, change: Callable[[str], str], name: str | None = None) -> Profiles:
        with file_lock(self._locks, "profiles-file"):
            read_profiles(self._path)  # a broken file is left alone
            before = self._text()
            if tomlkit.parse(before).get("version", VERSION) > VERSION:
                raise ProfileError("profiles-newer", path=str(self._path))
            text = change(before)
            changed = parse_profiles(text, self._path)
            problem = None if name is None else changed.problem(name)
            if problem is not None:
                raise problem
            self._write(text)
        return changed

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""

    def _write(self, text: str) -> None:
        try:
            replace_file(self._path, text.encode("utf-8"))
        except OSError as error:
            what = error.strerror or type(error).__name__
            raise InputError("file-unwritable", path=str(self._path), what=what) from error


def new_id() -> str:
    """Return a new opaque id."""
    return str(uuid.uuid4())


def _in_fragment(error: ProfileError, text: str, source: Path) -> ProfileError:
    """Say a mistake of a profile by the line of the fragment that it came from."""
    if error.code != "profile-field":
        return error
    line = line_of(text, str(error.arguments["field"]).split("."))
    return ProfileError(error.code, **{**error.arguments, "line": line, "path": str(source)})


def _key_of(tables: Mapping[str, Any], name: str) -> str | None:
    """Return the key of a profile as the file spells it, without regard to case."""
    return next((key for key in tables if key.lower() == name.lower()), None)


def _id_in(table: object) -> str:
    """Return the id in a profile's table, empty where there is none that can be."""
    found = table.get("id") if isinstance(table, Mapping) else None
    return str(found) if isinstance(found, str) and is_id(found) else ""


def _give_ids(document: tomlkit.TOMLDocument, known: Profiles) -> None:
    tables = _tables(document)
    for name in known.without_id:
        tables[name]["id"] = new_id()


def _check_free(known: Profiles, name: str) -> None:
    if known.find(name) is not None or known.problem(name) is not None:
        raise UsageError("name-taken", name=name)


def _add(
    document: tomlkit.TOMLDocument,
    known: Profiles,
    name: str,
    table: Mapping[str, Any],
    *,
    replace: bool = False,
) -> None:
    if not replace:
        _check_free(known, name)
    item = tomlkit.table()
    for key, value in _plain_first(table):
        item.append(key, value)
    _tables(document)[name] = item


def _plain_first(table: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Put plain keys before tables: a plain key after a table would belong to that table."""
    if isinstance(table, tomlkit.TOMLDocument):
        return [(key, item) for key, item in table.body]
    return sorted(table.items(), key=lambda pair: isinstance(pair[1], Mapping))


def _tables(document: tomlkit.TOMLDocument) -> Table:
    if "profiles" not in document:
        document["profiles"] = tomlkit.table(is_super_table=True)
    tables: Table = document["profiles"]
    return tables
