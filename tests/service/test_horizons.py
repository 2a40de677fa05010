"""How long a refresh token is good, and for whom: RFC 6749 section 6, OpenID Connect Core 12.2."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.answers import Answer, unsigned_jwt
from tests.service.bench import Bench, Clock
from tokentray.core.ending import SAME_WITHIN
from tokentray.core.tokens import Binding, TokenSet
from tokentray.service.snapshots import is_same_account, succeed
from tokentray.storage.history import EventKind

LATER = 4_000_000_000


def jwt_of(**claims: Any) -> str:
    """Return a JWT with these claims."""
    return unsigned_jwt(claims)


def refresh_end(bench: Bench, **changes: Any) -> int | None:
    """Return when the refresh token ends after a refresh whose answer has these fields."""
    bench.add()
    profile = bench.give(response={"access_token": "a", "refresh_token": "r", "expires_in": 60})
    bench.endpoint.script(Answer.json({"access_token": "b", "expires_in": 60, **changes}))
    done = bench.refresh(profile)
    assert done.error is None
    assert done.snapshot is not None
    return done.snapshot.refresh_expires_at


class TestRefreshTokenExpiry:
    """What the server says of the end of a refresh token, in any of its ways."""

    @pytest.mark.parametrize(
        "name",
        [
            "refresh_expires_in",
            "refresh_token_expires_in",
            "refreshExpiresIn",
            "refreshTokenExpiresIn",
            "refresh_token_timeout",
            "refreshTokenTimeout",
        ],
    )
    def test_a_lifetime_by_each_name(self, bench: Bench, clock: Clock, name: str) -> None:
        """Counted from the answer."""
        end = refresh_end(bench, refresh_token="n", **{name: 600})
        assert end is not None
        assert abs(end - (clock() + 600)) < 5

    @pytest.mark.parametrize("value", [0, None, "never", -1, [], 1e400])
    def test_nothing_usable(self, bench: Bench, value: object) -> None:
        """Servers write 0 for "does not end"; whatever else it is costs nothing."""
        assert refresh_end(bench, refresh_token="n", refresh_expires_in=value) is None

    def test_a_jwt_refresh_token_tells_its_own_end(self, bench: Bench) -> None:
        """Where the answer says nothing."""
        assert refresh_end(bench, refresh_token=jwt_of(exp=LATER)) == LATER

    def test_the_servers_word_counts_before_it(self, bench: Bench, clock: Clock) -> None:
        """It may know of a session that ends earlier."""
        end = refresh_end(bench, refresh_token=jwt_of(exp=LATER), refresh_expires_in=60)
        assert end is not None
        assert end < LATER

    def test_a_rotated_token_without_a_word_has_no_known_end(self, bench: Bench) -> None:
        """The old one's end is not the new one's; without a new one it stays."""
        bench.add()
        first = {"access_token": "a", "refresh_token": "r", "refresh_expires_in": 900}
        profile = bench.give(response=first)
        before = bench.held(profile).refresh_expires_at
        assert before is not None
        bench.endpoint.script(Answer.json({"access_token": "b"}))
        bench.refresh(profile)
        assert bench.held(profile).refresh_expires_at == before
        bench.clock.offset += 5
        bench.endpoint.script(Answer.json({"access_token": "c", "refresh_token": "r2"}))
        bench.refresh(profile)
        assert bench.held(profile).refresh_expires_at is None

    def test_the_last_use_is_remembered(self, bench: Bench, clock: Clock) -> None:
        """A grant that lies idle may end unasked: what counts is when it was used last."""
        bench.add()
        profile = bench.give()
        assert bench.held(profile).renewed_at == 0
        clock.offset += 1000
        bench.refresh(profile)
        assert abs(bench.held(profile).renewed_at - clock()) < 5


TEN_YEARS = 10 * 365 * 86_400
moments = st.integers(1, 10**9)


class TestAuthorizationExpiry:
    """What the server says of the end of what the person allowed."""

    @pytest.mark.parametrize("name", ["authorization_expires_in", "authorizationExpiresIn"])
    @pytest.mark.parametrize("lifetime", [600, "28800", TEN_YEARS])
    def test_a_lifetime_by_each_name(
        self, bench: Bench, clock: Clock, name: str, lifetime: Any
    ) -> None:
        """Counted from the answer, and shown beside the end of the refresh token."""
        bench.add()
        answer = {"access_token": "a", "refresh_token": "r", "refresh_token_timeout": 60}
        profile = bench.give(response={**answer, name: lifetime})
        snapshot = bench.load(profile).snapshot
        assert snapshot is not None
        assert snapshot.authorization_expires_at is not None
        assert abs(snapshot.authorization_expires_at - clock() - int(lifetime)) < 5
        assert snapshot.refresh_expires_at == snapshot.obtained_at + 60
        assert snapshot.authorization_told_at == snapshot.obtained_at

    @pytest.mark.parametrize("value", [0, None, "never", -1, []])
    def test_nothing_usable(self, bench: Bench, value: object) -> None:
        """Nothing is known then."""
        bench.add()
        held = bench.held(
            bench.give(response={"access_token": "a", "authorizationExpiresIn": value})
        )
        assert (held.authorization_expires_at, held.authorization_told_at) == (None, None)

    def test_a_refresh_does_not_prolong_it(self, bench: Bench) -> None:
        """An answer without a word leaves it where it was, with a new refresh token too."""
        bench.add()
        first = {"access_token": "a", "refresh_token": "r", "authorization_expires_in": 900}
        profile = bench.give(response=first)
        before = bench.held(profile)
        bench.endpoint.script(Answer.json({"access_token": "b", "refresh_token": "n"}))
        assert bench.refresh(profile).error is None
        after = bench.held(profile)
        assert after.access_token == "b"
        assert after.authorization_expires_at == before.authorization_expires_at is not None
        assert after.authorization_told_at == before.authorization_told_at

    @given(st.none() | moments, st.none() | moments, moments, moments)
    def test_what_holds_after_a_refresh(
        self, known: int | None, told: int | None, began: int, later: int
    ) -> None:
        """The newest word; without one the old, unless its moment has passed."""
        old, new = authorized(known, began), authorized(told, began + later)
        after = succeed(old, new, Binding())
        at = after.authorization_expires_at
        if told is not None:
            assert at == told
        else:
            assert at == (known if known is not None and known > new.obtained_at else None)
        assert (at is None) == (after.authorization_told_at is None)
        if known is not None and at is not None:
            is_same = abs(at - known) <= SAME_WITHIN
            assert after.authorization_told_at == (began if is_same else new.obtained_at)


def authorized(until: int | None, at: int) -> TokenSet:
    """Return what came at a moment with the word that the authorization ends then."""
    return TokenSet(
        "a",
        obtained_at=at,
        authorization_expires_at=until,
        authorization_told_at=None if until is None else at,
    )


def token_set(id_claims: Any = None, access_claims: Any = None) -> TokenSet:
    """Return a token set whose tokens say these things; None: an opaque one, or none."""
    return TokenSet(
        access_token="opaque" if access_claims is None else jwt_of(**access_claims),
        id_token=None if id_claims is None else jwt_of(**id_claims),
        obtained_at=int(time.time()),
    )


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (({"iss": "i", "sub": "a"}, None), ({"iss": "i", "sub": "a"}, None), True),
        (({"iss": "i", "sub": "a"}, None), ({"iss": "i", "sub": "b"}, None), False),
        (({"iss": "i", "sub": "a"}, None), ({"iss": "j", "sub": "a"}, None), False),
        ((None, {"sub": "a"}), (None, {"sub": "b"}), False),
        ((None, {"sub": "a"}), (None, {"iss": "i"}), True),
        ((None, {"sub": "a"}), (None, None), True),
        # An ID token is never compared with an access token.
        (({"sub": "a"}, None), (None, {"sub": "b"}), True),
        (({"sub": "a"}, {"sub": "x"}), (None, {"sub": "x"}), True),
        (({"sub": "a"}, {"sub": "x"}), (None, {"sub": "y"}), False),
        # ID tokens first: what an access token calls the account does not matter then.
        (({"sub": "a"}, {"sub": "x"}), ({"sub": "a"}, {"sub": "y"}), True),
        # Each claim where both sides have it.
        (({"iss": "i"}, {"sub": "x"}), ({"iss": "i"}, {"sub": "y"}), False),
        ((None, {"sub": 7}), (None, {"sub": 8}), True),
    ],
)
def test_the_same_account(before: Any, after: Any, is_same: bool) -> None:
    """OpenID Connect Core section 12.2, where both sides have the claims."""
    assert is_same_account(token_set(*before), token_set(*after)) is is_same


def test_an_import_of_another_account_is_marked(bench: Bench) -> None:
    """It is accepted and said, and the history knows it."""
    bench.give(response={"access_token": jwt_of(sub="a", exp=LATER)})
    profile = bench.give(response={"access_token": jwt_of(sub="b", exp=LATER)})
    last, first = bench.history.events(profile.id)
    until = {"expires_at": str(LATER)}
    assert (last.kind, last.detail) == (EventKind.IMPORTED, {**until, "account": "other"})
    assert first.detail == until
