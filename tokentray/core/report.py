"""What was understood of a token response that came by a person, in sentences for them."""

from __future__ import annotations

from collections.abc import Callable

from tokentray.core.expiry import ExpiresFrom, Expiry, Reading
from tokentray.core.messages import english
from tokentray.core.profile import Grant
from tokentray.core.said import say
from tokentray.core.tokens import TokenSet

_READINGS = {
    Reading.LIFETIME: say("a lifetime in seconds"),
    Reading.TIMESTAMP: say("a Unix timestamp"),
    Reading.TIMESTAMP_MS: say("a Unix timestamp in milliseconds"),
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
    return (first, *(message.whole for message in codes))


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
    life = _expiry_sentence(token_set, expiry, say_moment)
    first = (
        say('signed in as "{account}", {life}', account=account, life=life)
        if account
        else say("signed in, {life}", life=life)
    )
    if token_set.refresh_token is not None:
        renewal: str = say("It is renewed by itself.")
    elif token_set.source == Grant.CLIENT_CREDENTIALS:
        renewal = say("It is renewed by asking again with the client's own secret.")
    else:
        renewal = english("warn-no-refresh-token", {}).title
    codes = [english(code, arguments) for code, arguments in token_set.warnings]
    return (first, renewal, *(message.whole for message in codes))


def _expiry_sentence(
    token_set: TokenSet, expiry: Expiry, say_moment: Callable[[float], str]
) -> str:
    if expiry.expires_at is None:
        return say("expiry unknown")
    moment = say_moment(expiry.expires_at - token_set.clock_skew)
    if expiry.expires_at <= token_set.obtained_at:
        return say("expired {moment} ({how})", moment=moment, how=_how(expiry))
    return say("expires {moment} ({how})", moment=moment, how=_how(expiry))


def _how(expiry: Expiry) -> str:
    if expiry.reading is None:
        return say("from exp")
    reading = _READINGS[expiry.reading]
    if expiry.agrees:
        return say("read as {reading}, agrees with exp", reading=reading)
    if expiry.agrees is None:
        return say("read as {reading}", reading=reading)
    if expiry.expires_from is ExpiresFrom.EXP:
        return say("read as {reading}, exp is earlier and counts", reading=reading)
    return say("read as {reading}, exp is later", reading=reading)
