"""What was understood of a token response that came by a person, in sentences for them."""

from __future__ import annotations

from collections.abc import Callable

from tokentray.core.expiry import ExpiresFrom, Expiry, Reading
from tokentray.core.messages import english
from tokentray.core.plain import quoted
from tokentray.core.profile import Grant
from tokentray.core.tokens import TokenSet

_READINGS = {
    Reading.LIFETIME: "a lifetime in seconds",
    Reading.TIMESTAMP: "a Unix timestamp",
    Reading.TIMESTAMP_MS: "a Unix timestamp in milliseconds",
}


def import_sentences(
    token_set: TokenSet,
    expiry: Expiry,
    *,
    say_moment: Callable[[float], str],
    can_refresh: bool,
) -> tuple[str, ...]:
    """Return the expiry and how it was read first, then every warning.

    `say_moment` words a moment (POSIX seconds) in the user's zone.
    """
    first = _expiry_sentence(token_set, expiry, say_moment)
    codes = [english(code, arguments) for code, arguments in token_set.warnings]
    if token_set.refresh_token is None:
        codes.append(english("warn-no-refresh-token", {}))
    elif not can_refresh:
        codes.append(english("warn-no-refresh-rule", {}))
    return (first, *(f"{message.title} {message.hint}".rstrip() for message in codes))


def sign_in_sentences(
    token_set: TokenSet,
    expiry: Expiry,
    *,
    account: str,
    say_moment: Callable[[float], str],
) -> tuple[str, ...]:
    """Return who is signed in and until when first, then whether that goes on, then warnings.

    `account` is foreign text, empty where the tokens name nobody.
    """
    who = f"signed in as {quoted(account)}" if account else "signed in"
    first = f"{who}, {_expiry_sentence(token_set, expiry, say_moment)}"
    if token_set.refresh_token is not None:
        renewal = "It is renewed by itself."
    elif token_set.source == Grant.CLIENT_CREDENTIALS:
        renewal = "It is renewed by asking again with the client's own secret."
    else:
        renewal = english("warn-no-refresh-token", {}).title
    codes = [english(code, arguments) for code, arguments in token_set.warnings]
    return (first, renewal, *(f"{message.title} {message.hint}".rstrip() for message in codes))


def _expiry_sentence(
    token_set: TokenSet, expiry: Expiry, say_moment: Callable[[float], str]
) -> str:
    if expiry.expires_at is None:
        return "expiry unknown"
    moment = say_moment(expiry.expires_at - token_set.clock_skew)
    verb = "expired" if expiry.expires_at <= token_set.obtained_at else "expires"
    return f"{verb} {moment} ({_how(expiry)})"


def _how(expiry: Expiry) -> str:
    if expiry.reading is None:
        return "from exp"
    read = f"read as {_READINGS[expiry.reading]}"
    if expiry.agrees:
        return f"{read}, agrees with exp"
    if expiry.agrees is None:
        return read
    used = "exp is earlier and counts" if expiry.expires_from is ExpiresFrom.EXP else "exp is later"
    return f"{read}, {used}"
