"""Errors are codes with arguments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tokentray
from tokentray.core.errors import (
    NoSuchProfile,
    OAuthError,
    TokenTrayError,
    TransportError,
    VaultLocked,
    error_from_dict,
    error_to_dict,
)
from tokentray.core.messages import SENTENCES, english

CODES_IN_SOURCE = re.compile(
    r"(?:Error|Locked|Unavailable|Needed|NoSuchProfile|Denied|Running)\(\s*\"([a-z-]+)\""
)


def test_every_code_that_is_raised_has_a_sentence() -> None:
    """Over the whole source."""
    package = Path(tokentray.__file__).parent
    raised = {
        code
        for path in package.rglob("*.py")
        for code in CODES_IN_SOURCE.findall(path.read_text(encoding="utf-8"))
    }
    assert raised
    assert raised - set(SENTENCES) == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_can_be_filled(code: str) -> None:
    """With its own arguments and no others."""
    template = SENTENCES[code]
    names = set(re.findall(r"\{([a-z_]+)\}", template.title + template.hint))
    message = english(code, dict.fromkeys(names, "x"))
    assert "Something went wrong" not in message.title
    assert "{" not in message.title.replace("{x}", "").replace("{…}", "")


def test_foreign_arguments_are_made_plain() -> None:
    """An escape in a name does not reach a terminal."""
    error = NoSuchProfile("no-such-profile", name="a\x1b[2J\n")
    assert error.title == 'There is no profile "a\\x1b[2J\\x0a".'


def test_an_unknown_code_is_still_a_sentence() -> None:
    """For an error of a newer worker."""
    assert TokenTrayError("from-the-future").title == "Something went wrong (from-the-future)."


@pytest.mark.parametrize(
    "error",
    [
        VaultLocked("vault-locked"),
        TransportError("offline", host="id.example", retry_after=30.0),
        OAuthError("oauth-error", host="id.example", error="slow_down"),
    ],
)
def test_an_error_survives_the_pipe(error: TokenTrayError) -> None:
    """With its class, and so its exit code."""
    again = error_from_dict(error_to_dict(error))
    assert type(again) is type(error)
    assert (again.title, again.hint, again.exit_code) == (
        error.title,
        error.hint,
        error.exit_code,
    )
