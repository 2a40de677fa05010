"""What an API asks for where a request carries no token: RFC 9110 section 11.6.1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_SPACES = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"[ \t,]*")
_SCHEME = re.compile(rf"({_TOKEN})(?=[ \t,]|$)")
_PARAMETER = re.compile(
    rf'({_TOKEN})[ \t]*=[ \t]*(?:({_TOKEN})|"((?:[^"\\]|\\.)*)")(?=[ \t]*(?:,|$))'
)
_TOKEN68 = re.compile(r"([A-Za-z0-9._~+/-]+=*)(?=[ \t]*(?:,|$))")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge: its scheme and the names of its parameters in lower case."""

    scheme: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def scopes(self) -> tuple[str, ...]:
        """What a token has to be good for (RFC 6750 section 3)."""
        return tuple(self.parameters.get("scope", "").split())


def read_challenges(text: str) -> tuple[Challenge, ...]:
    """Read the values of WWW-Authenticate, joined by commas; reading ends where it is broken.

    A comma stands between challenges and between their parameters alike: a word that no `=`
    follows begins the next challenge.
    """
    found: list[Challenge] = []
    at = _skip(_BETWEEN, text, 0)
    while scheme := _SCHEME.match(text, at):
        at = _skip(_SPACES, text, scheme.end())
        parameters, at = _parameters(text, at)
        found.append(Challenge(scheme[1].lower(), parameters))
        at = _skip(_BETWEEN, text, at)
    return tuple(found)


def _parameters(text: str, at: int) -> tuple[dict[str, str], int]:
    """Read the parameters of one challenge, or its token68, which means nothing to us."""
    parameters: dict[str, str] = {}
    while one := _PARAMETER.match(text, _skip(_BETWEEN, text, at)):
        value = one[2] if one[2] is not None else _ESCAPED.sub(r"\1", one[3])
        # Of a doubled parameter the first counts: nobody may put another one behind it.
        parameters.setdefault(one[1].lower(), value)
        at = one.end()
    if not parameters and (token68 := _TOKEN68.match(text, at)):
        at = token68.end()
    return parameters, at


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()
