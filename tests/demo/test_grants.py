"""Grants: rotation, reuse detection, grace and ends, on a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.demo.grants import GrantBook, GrantRefused, GrantRules, Minting, TokenPair


@dataclass(slots=True)
class FakeClock:
    now: float = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


def make_book(clock: FakeClock) -> GrantBook:
    numbers: Iterator[int] = count()
    return GrantBook(clock=clock, new_token=lambda: f"token-{next(numbers)}", mint=mint)


def mint(minting: Minting) -> str:
    return f"access-{minting.grant}-{minting.refreshes}-{minting.token_id}"


def secret(pair: TokenPair) -> str:
    assert pair.refresh_token is not None
    return pair.refresh_token


def refused(book: GrantBook, refresh_token: str) -> str:
    with pytest.raises(GrantRefused) as caught:
        book.refresh(refresh_token)
    return caught.value.error


def test_each_refresh_gives_new_tokens_with_a_full_lifetime() -> None:
    """A refresh replaces both tokens and the expiry counts from the server's clock."""
    clock = FakeClock()
    book = make_book(clock)
    first = book.open("api", GrantRules(lifetime=40))
    clock.now += 30
    second = book.refresh(secret(first))
    assert len({first.access_token, second.access_token}) == 2
    assert secret(second) != secret(first)
    assert second.minting.expires_at == int(clock.now) + 40
    assert book.current("api") == second


def test_a_spent_token_inside_the_grace_answers_with_the_same_pair() -> None:
    """A client that lost the answer gets the very same pair again."""
    clock = FakeClock()
    book = make_book(clock)
    first = book.open("api", GrantRules(grace=10))
    second = book.refresh(secret(first))
    clock.now += 9.9
    assert book.refresh(secret(first)) == second
    assert (book.reports[0].refreshes, book.reports[0].retries) == (1, 1)


@pytest.mark.parametrize(("grace", "wait"), [(10.0, 10.0), (0.0, 0.0)])
def test_a_spent_token_after_the_grace_revokes_the_family(grace: float, wait: float) -> None:
    """Reuse outside the grace ends the grant, for the newest refresh token too."""
    clock = FakeClock()
    book = make_book(clock)
    first = book.open("api", GrantRules(grace=grace))
    second = book.refresh(secret(first))
    clock.now += wait
    assert refused(book, secret(first)) == "invalid_grant"
    assert refused(book, secret(second)) == "invalid_grant"
    assert (book.reports[0].replays, book.reports[0].ended) == (1, True)


def test_a_token_spent_twice_over_has_no_grace() -> None:
    """Only the token just replaced is forgiven, not an older one."""
    book = make_book(FakeClock())
    first = book.open("api", GrantRules(grace=10))
    book.refresh(secret(book.refresh(secret(first))))
    assert refused(book, secret(first)) == "invalid_grant"


def test_one_family_revoked_leaves_the_others() -> None:
    """A replay on one grant does not touch another of the same name."""
    book = make_book(FakeClock())
    first, other = (book.open("api", GrantRules(grace=0)) for _ in range(2))
    book.refresh(secret(first))
    refused(book, secret(first))
    assert book.refresh(secret(other)).minting.refreshes == 1


def test_a_grant_ends_after_its_refreshes() -> None:
    """A grant of two refreshes answers the third with invalid_grant."""
    book = make_book(FakeClock())
    pair = book.open("billing", GrantRules(ends_after=2))
    for _ in range(2):
        assert book.is_usable(secret(pair))
        pair = book.refresh(secret(pair))
    assert not book.is_usable(secret(pair))
    assert refused(book, secret(pair)) == "invalid_grant"
    assert book.reports[0].ended


def test_an_authorization_ends_though_it_is_used() -> None:
    """No refresh prolongs it, and each answer tells what is left."""
    clock = FakeClock()
    book = make_book(clock)
    pair = book.open("api", GrantRules(authorization_lifetime=60))
    assert pair.minting.authorization_left == 60
    clock.now += 40
    pair = book.refresh(secret(pair))
    assert pair.minting.authorization_left == 20
    clock.now += 20
    assert not book.is_usable(secret(pair))
    assert refused(book, secret(pair)) == "invalid_grant"


def test_an_unused_refresh_token_goes_stale() -> None:
    """An idle limit ends the grant when no refresh came in time."""
    clock = FakeClock()
    book = make_book(clock)
    pair = book.open("api", GrantRules(refresh_lifetime=60))
    clock.now += 59
    pair = book.refresh(secret(pair))
    clock.now += 60
    assert refused(book, secret(pair)) == "invalid_grant"


def test_end_stops_every_grant_of_the_name() -> None:
    """Ending a name makes its refresh tokens dead and leaves other names alone."""
    book = make_book(FakeClock())
    ended, kept = book.open("api", GrantRules()), book.open("billing", GrantRules())
    book.end("api")
    assert refused(book, secret(ended)) == "invalid_grant"
    assert book.refresh(secret(kept)).minting.refreshes == 1


def test_another_clients_token_is_refused_and_stays_good() -> None:
    """A refresh token is bound to its client, and a wrong one spends nothing."""
    book = make_book(FakeClock())
    pair = book.open("api", GrantRules(client_id="mine"))
    with pytest.raises(GrantRefused):
        book.refresh(secret(pair), client_id="another")
    assert book.refresh(secret(pair), client_id="mine").minting.refreshes == 1


def test_without_rotation_the_refresh_token_stays() -> None:
    """A server that does not rotate answers with the token it was given."""
    book = make_book(FakeClock())
    first = book.open("api", GrantRules(rotates=False))
    second = book.refresh(secret(first))
    assert second.refresh_token == first.refresh_token
    assert book.refresh(secret(second)).access_token != second.access_token


def test_a_grant_without_refresh_has_no_refresh_token() -> None:
    """An import-only grant holds an access token alone."""
    book = make_book(FakeClock())
    assert book.open("report", GrantRules(refreshable=False)).refresh_token is None


def test_repr_shows_no_token() -> None:
    """What a log or an assertion prints holds neither token."""
    pair = make_book(FakeClock()).open("api", GrantRules())
    assert pair.access_token not in repr(pair)
    assert secret(pair) not in repr(pair)


@given(st.lists(st.tuples(st.integers(0, 20), st.floats(0, 20)), max_size=30), st.floats(0, 15))
def test_only_one_refresh_token_moves_a_grant(steps: list[tuple[int, float]], grace: float) -> None:
    """Whatever tokens are tried and when, only the newest advances, and after an end none does."""
    clock = FakeClock()
    book = make_book(clock)
    issued = [secret(book.open("api", GrantRules(grace=grace)))]
    for choice, wait in steps:
        clock.now += wait
        token = issued[choice % len(issued)]
        usable, before = book.is_usable(token), book.reports[0]
        try:
            pair = book.refresh(token)
        except GrantRefused:
            assert not usable
            assert book.reports[0].ended
            continue
        assert usable
        advanced = book.reports[0].refreshes - before.refreshes
        assert advanced == (1 if token == issued[-1] else 0)
        if advanced:
            issued.append(secret(pair))
        assert secret(pair) == issued[-1]
