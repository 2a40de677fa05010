"""Read profiles.toml: a mistake costs one profile, and names its line, field and nearest key."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokentray.core import template
from tokentray.core.errors import NoSuchProfile, ProfileError, UsageError
from tokentray.core.expiry import Reading, Warned
from tokentray.core.profile import (
    Body,
    ClientAuth,
    Confirm,
    Endpoints,
    Expect,
    Grant,
    Profile,
    RefreshRequest,
    Renew,
    check_name,
)
from tokentray.core.said import say
from tokentray.core.urls import problem_of_url
from tokentray.storage.values import flag_of, number_between, one_of, text_of

VERSION = 1

_POINTER = re.compile(r"(/([^~/]|~[01])*)*")
_HOST = re.compile(r"[^\s/@:]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_AT_ONCE = 200
"""Profiles that are read in one part."""

_METHODS = frozenset({"POST", "PUT", "PATCH", "GET"})

KeyPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """What the file says; `problems` are the profiles that are out of use, by NAME.

    `text` is what was read, for whoever has to go on with it when the file is broken later.
    """

    profiles: tuple[Profile, ...] = ()
    problems: Mapping[str, ProfileError] = field(default_factory=dict)
    warnings: Warned = ()
    without_id: tuple[str, ...] = ()
    text: str = field(default="", repr=False)

    def find(self, name: str) -> Profile | None:
        """Return the profile of this NAME, without regard to case."""
        folded = name.lower()
        return next((one for one in self.profiles if one.name.lower() == folded), None)

    def named(self, name: str) -> Profile:
        """Return the profile of this NAME.

        Raises:
            NoSuchProfile: there is none. ProfileError: it is out of use.
        """
        problem = self.problem(name)
        if problem is not None:
            raise problem
        found = self.find(name)
        if found is None:
            raise NoSuchProfile("no-such-profile", name=name)
        return found

    def problem(self, name: str) -> ProfileError | None:
        """Return why the profile of this NAME is out of use, None where it is not."""
        folded = name.lower()
        return next(
            (error for other, error in self.problems.items() if other.lower() == folded),
            None,
        )


class _Mistake(Exception):
    """One wrong key or value, before its line is known."""

    def __init__(self, path: KeyPath, what: str = "", nearest: str | None = None) -> None:
        super().__init__(what)
        self.path = path
        self.what = what
        self.nearest = nearest


def read_profiles(path: Path) -> Profiles:
    """Read the file; a missing one holds no profile.

    Raises:
        ProfileError: it is no TOML, or cannot be read.
    """
    return _last(read_in_parts(path))


def read_in_parts(path: Path) -> Iterator[Profiles | None]:
    """Read the file as `read_profiles` does, with None between parts that take a while."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        yield Profiles()
        return
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError("profiles-not-toml", path=str(path), what=_reason(error)) from error
    yield from _parts_of(text, path)


def parse_profiles(text: str, path: Path) -> Profiles:
    """Read the text of a profiles file; `path` is for the sentences only."""
    return _last(_parts_of(text, path))


def _last(parts: Iterator[Profiles | None]) -> Profiles:
    return next(part for part in parts if part is not None)


def _parts_of(text: str, path: Path) -> Iterator[Profiles | None]:
    data = _toml(text, path)
    newer = _version(data, path) > VERSION
    tables = data.get("profiles", {})
    if not isinstance(tables, dict):
        raise ProfileError("profiles-not-toml", path=str(path), what=say("profiles is not a table"))
    warnings = [
        (
            "warn-newer-file" if newer else "warn-unknown-key",
            {"path": str(path), "key": key},
        )
        for key in data
        if key not in ("version", "profiles")
    ]
    reader = _Reader(text, path, newer)
    for number, (name, table) in enumerate(tables.items(), 1):
        reader.take(name, table)
        if number % _AT_ONCE == 0:
            yield None
    yield Profiles(
        tuple(reader.profiles),
        reader.problems,
        (*warnings, *reader.warnings),
        tuple(one.name for one in reader.profiles if not one.id),
        text,
    )


def parse_fragment(text: str, name: str, path: Path) -> tuple[Profile, dict[str, Any]]:
    """Read the body of one profile, what stands below `[profiles.NAME]`; also as plain data.

    Raises:
        ProfileError: it is no TOML or holds a mistake. UsageError: a bad NAME.
    """
    check_name(name)
    data = _toml(text, path)
    try:
        return parse_profile(name, data, ()), data
    except _Mistake as mistake:
        raise _located(mistake, text, name, path) from None


def check_table(name: str, table: Mapping[str, Any], path: Path) -> Profile:
    """Read a profile that is no text yet; raises ProfileError as `parse_fragment` does."""
    try:
        return parse_profile(name, table, ())
    except _Mistake as mistake:
        raise _located(mistake, "", name, path) from None


class _Reader:
    """Collects the profiles of one file."""

    def __init__(self, text: str, path: Path, newer: bool) -> None:
        self._text = text
        self._path = path
        self._newer = newer
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self.profiles: list[Profile] = []
        self.problems: dict[str, ProfileError] = {}
        self.warnings: list[tuple[str, Mapping[str, str | int]]] = []

    def take(self, name: str, table: object) -> None:
        """Read one profile, or remember why it is out of use."""
        where = ("profiles", name)
        try:
            profile = self._read(name, table, where)
        except _Mistake as mistake:
            self.problems[name] = _located(mistake, self._text, name, self._path)
        else:
            self.profiles.append(profile)

    def _read(self, name: str, table: object, where: KeyPath) -> Profile:
        try:
            check_name(name)
        except UsageError as error:
            raise _Mistake(where, say("is not a name for a profile")) from error
        if name.lower() in self._names:
            raise _Mistake(
                where, say("differs from {other} only in case", other=self._names[name.lower()])
            )
        if not isinstance(table, dict):
            raise _Mistake(where, say("is not a table"))
        if self._newer:
            table = self._known_only(table)
        profile = parse_profile(name, table, where)
        if profile.id and profile.id in self._ids:
            raise _Mistake(
                (*where, "id"), say("is the id of {other} too", other=self._ids[profile.id])
            )
        self._names[name.lower()] = name
        self._ids[profile.id] = name
        return profile

    def _known_only(self, table: dict[str, Any]) -> dict[str, Any]:
        """Drop the keys that a newer version knows and we do not, with a warning each."""
        known = {}
        for key, value in table.items():
            if key in _CONVERTERS or key in _TABLES:
                known[key] = value
            else:
                self.warnings.append(("warn-newer-file", {"path": str(self._path), "key": key}))
        return known


def parse_profile(name: str, table: Mapping[str, Any], where: KeyPath) -> Profile:
    """Read one profile's table; raises a mistake with the path of its key."""
    values = _convert(table, _CONVERTERS, _TABLES, where)
    for key, convert in _TABLES.items():
        if key in table:
            values[key] = convert(table[key], (*where, key))
    values.setdefault("id", "")
    if "grant" not in values:
        values["grant"] = _default_grant(values)
    values["expires_in_stated"] = "expires_in" in table
    return Profile(name=name, **values)


def _default_grant(values: Mapping[str, Any]) -> Grant:
    endpoints = values.get("endpoints", Endpoints())
    can_sign_in = values.get("issuer") or values.get("api") or endpoints.authorization
    return Grant.AUTO if can_sign_in else Grant.IMPORT


def _convert(
    table: object,
    converters: Mapping[str, Callable[[Any], Any]],
    tables: Mapping[str, object],
    where: KeyPath,
) -> dict[str, Any]:
    """Convert the plain keys of a table; an unknown one is a mistake with its nearest known key."""
    if not isinstance(table, Mapping):
        raise _Mistake(where, say("is not a table"))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in tables:
            continue
        if key not in converters:
            # Imported here: most files hold no mistake.
            import difflib

            near = difflib.get_close_matches(key, [*converters, *tables], n=1, cutoff=0.0)
            raise _Mistake((*where, key), nearest=near[0])
        try:
            values[key] = converters[key](value)
        except ValueError as error:
            raise _Mistake((*where, key), error.args[0]) from None
    return values


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a profile."""
    return _ID.fullmatch(text) is not None


def _id(value: Any) -> str:
    text = text_of(value)
    if not is_id(text):
        raise ValueError(say("is not an id (letters, digits, - and _)"))
    return text


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(say("is not a list of texts"))
    return tuple(value)


def _url(value: Any) -> str:
    """Accept https anywhere, http on loopback addresses only."""
    text = text_of(value)
    if not text:
        return text
    if template.has_placeholder(text):
        raise ValueError(say("holds a placeholder, which a URL must not"))
    problem = problem_of_url(text)
    if problem:
        raise ValueError(problem)
    return text


def _hosts(value: Any) -> tuple[str, ...]:
    hosts = _texts(value)
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ValueError(say("holds something that is not a host"))
    return hosts


def _pointer(value: Any) -> str:
    text = text_of(value)
    if not _POINTER.fullmatch(text):
        raise ValueError(say("is not a JSON pointer (RFC 6901)"))
    return text


def _method(value: Any) -> str:
    text = text_of(value).upper()
    if text not in _METHODS:
        raise ValueError(say("is not POST, PUT, PATCH or GET"))
    return text


def _statuses(value: Any) -> tuple[int, ...]:
    one = number_between(400, 499)
    if not isinstance(value, list):
        raise ValueError(say("is not a list of statuses"))
    return tuple(one(item) for item in value)


def _texts_by_name(value: object, where: KeyPath) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _Mistake(where, say("is not a table"))
    for key, item in value.items():
        if not isinstance(item, str):
            raise _Mistake((*where, key), say("is not text"))
    return dict(value)


def _headers(value: object, where: KeyPath) -> dict[str, str]:
    headers = _texts_by_name(value, where)
    for name, text in headers.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise _Mistake((*where, name), say("is not a header name"))
        if not text.isprintable():
            raise _Mistake((*where, name), say("holds control characters"))
        _check_template(text, (*where, name))
    return headers


def _fields(value: object, where: KeyPath, body: Body) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Mistake(where, say("is not a table"))
    for key, item in value.items():
        _check_field(item, (*where, key), body)
    return dict(value)


def _check_field(value: object, where: KeyPath, body: Body) -> None:
    if isinstance(value, str):
        _check_template(value, where)
    elif isinstance(value, bool) or not isinstance(value, int):
        if body is Body.FORM:
            raise _Mistake(where, say("is neither text nor a whole number, which a form needs"))
        if isinstance(value, dict):
            for key, item in value.items():
                _check_field(item, (*where, key), body)
        elif isinstance(value, list):
            for item in value:
                _check_field(item, where, body)
        elif not isinstance(value, bool | float):
            raise _Mistake(where, say("is a date, which JSON does not have"))
        elif not math.isfinite(value):
            raise _Mistake(where, say("is not a finite number, which JSON needs"))


def _check_template(text: str, where: KeyPath) -> None:
    problem = template.problem_of_template(text)
    if problem:
        raise _Mistake(where, problem)


def _endpoints(value: object, where: KeyPath) -> Endpoints:
    return Endpoints(**_convert(value, dict.fromkeys(Endpoints.__slots__, _url), {}, where))


def _expect(value: object, where: KeyPath) -> Expect:
    converters: dict[str, Callable[[Any], Any]] = {
        "issuer": text_of,
        "audience": text_of,
        "scopes": _texts,
    }
    return Expect(**_convert(value, converters, {}, where))


def _refresh(value: object, where: KeyPath) -> RefreshRequest:
    converters: dict[str, Callable[[Any], Any]] = {
        "method": _method,
        "url": _url,
        "body": one_of(Body),
        "response": _pointer,
        "dead_on": _statuses,
    }
    values = _convert(value, converters, {"headers": None, "fields": None}, where)
    if not values.get("url"):
        raise _Mistake((*where, "url"), say("is missing"))
    table: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    body = values.get("body", Body.JSON)
    return RefreshRequest(
        headers=_headers(table.get("headers", {}), (*where, "headers")),
        fields=_fields(table.get("fields", {}), (*where, "fields"), body),
        **values,
    )


_SECONDS = number_between(0, 10 * 365 * 86_400)
_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "id": _id,
    "issuer": _url,
    "api": _url,
    "client_id": text_of,
    "client_auth": one_of(ClientAuth),
    "grant": one_of(Grant),
    "scopes": _texts,
    "audience": text_of,
    "resources": _texts,
    "redirect_port": number_between(0, 65_535),
    "expires_in": one_of(Reading),
    "refresh_before": _SECONDS,
    "fallback_lifetime": number_between(10, 10 * 365 * 86_400),
    "warn_before": _SECONDS,
    "renew": one_of(Renew),
    "git_hosts": _hosts,
    "confirm": one_of(Confirm),
    "dpop": flag_of,
    "ca_file": text_of,
    "pinned": flag_of,
}
_TABLES: Mapping[str, Callable[[object, KeyPath], Any]] = {
    "endpoints": _endpoints,
    "parameters": _texts_by_name,
    "expect": _expect,
    "refresh": _refresh,
}


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProfileError("profiles-not-toml", path=str(path), what=_reason(error)) from error


def _version(data: Mapping[str, Any], path: Path) -> int:
    version = data.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ProfileError(
            "profiles-not-toml",
            path=str(path),
            what=say("version is not a whole number from 1"),
        )
    return version


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, UnicodeDecodeError):
        return say("it is not UTF-8")
    return str(error)


def _located(mistake: _Mistake, text: str, name: str, path: Path) -> ProfileError:
    # Imported here: only a mistake needs the line.
    from tokentray.storage.locate import line_of

    line = line_of(text, mistake.path) if text else 0
    is_of_file = len(mistake.path) > 1 and mistake.path[0] == "profiles"
    inside = mistake.path[2:] if is_of_file else mistake.path
    found = ".".join(inside) or say("it")
    if mistake.nearest is not None:
        return ProfileError(
            "profile-unknown-key",
            name=name,
            line=line,
            field=found,
            nearest=mistake.nearest,
            path=str(path),
        )
    return ProfileError(
        "profile-field", name=name, line=line, field=found, what=mistake.what, path=str(path)
    )
