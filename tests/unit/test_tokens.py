"""TokenResponse and TokenSet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.expiry import ExpiresFrom
from tokentray.core.snapshot import (
    Snapshot,
    Standing,
    snapshot_from_dict,
    snapshot_to_dict,
    standing_from_dict,
    standing_to_dict,
)
from tokentray.core.tokens import (
    Binding,
    Intent,
    TokenSet,
    VaultEntry,
    entry_from_dict,
    entry_to_dict,
    read_token_response,
)

MARK = "canary-token"
texts = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=30)
arguments = st.dictionaries(texts, st.integers() | texts, max_size=2)

token_sets = st.builds(
    TokenSet,
    access_token=st.none() | texts,
    refresh_token=st.none() | texts,
    scopes=st.lists(texts, max_size=3).map(tuple),
    id_token=st.none() | texts,
    obtained_at=st.integers(0, 4 * 10**9),
    renewed_at=st.floats(0, 4e9),
    expires_at=st.none() | st.integers(0, 4 * 10**9),
    expires_from=st.sampled_from(ExpiresFrom),
    refresh_expires_at=st.none() | st.integers(0, 4 * 10**9),
    authorization_expires_at=st.none() | st.integers(0, 4 * 10**9),
    authorization_told_at=st.none() | st.integers(0, 4 * 10**9),
    clock_skew=st.integers(-(10**5), 10**5),
    issuer=texts,
    subject=st.just("") | texts,
    binding=st.builds(Binding, texts, texts),
    warnings=st.lists(st.tuples(texts, arguments), max_size=2).map(tuple),
    ended=st.none() | texts,
    ended_arguments=arguments,
)


@pytest.mark.parametrize(
    "data",
    [
        {"access_token": "a", "expires_in": 5, "refresh_token": "r"},
        {"accessToken": "a", "expiresIn": 5, "refreshToken": "r"},
        {
            "access_token": None,
            "accessToken": "a",
            "expiresIn": 5,
            "refresh_token": "r",
        },
    ],
)
def test_both_spellings_are_read(data: dict[str, object]) -> None:
    """Also mixed, and a null in one does not hide the other."""
    response = read_token_response(data)
    assert (response.access_token, response.expires_in, response.refresh_token) == (
        "a",
        5,
        "r",
    )


@pytest.mark.parametrize(
    ("scope", "scopes"),
    [("a  b", ("a", "b")), (["a", "b"], ("a", "b")), (None, None), (5, None)],
)
def test_scopes_are_words(scope: object, scopes: tuple[str, ...] | None) -> None:
    """RFC 6749 section 3.3, and the list that some servers send."""
    assert read_token_response({"scope": scope}).scopes == scopes


@pytest.mark.parametrize("value", ["", "a b", "a\n", 5, ["a"], None])
def test_an_unusable_token_counts_as_absent(value: object) -> None:
    """In an answer nothing unusable replaces what is held."""
    response = read_token_response({"access_token": value, "refresh_token": value})
    assert (response.access_token, response.refresh_token) == (None, None)


@given(token_sets, st.none() | st.builds(Intent, texts, st.integers(0, 4 * 10**9)))
def test_an_entry_survives_the_vault(token_set: TokenSet, intent: Intent | None) -> None:
    """Every field, whatever it holds."""
    entry = VaultEntry(3, "machine", token_set, intent)
    assert entry_from_dict(entry_to_dict(entry)) == entry


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("access_token", 5),
        ("refresh_token", ["r"]),
        ("id_token", 5),
        ("expires_at", "soon"),
        ("expires_at", True),
        ("refresh_expires_at", 5.5),
        ("authorization_expires_at", "later"),
        ("authorization_told_at", False),
        ("ended", 5),
    ],
)
def test_a_field_of_another_type_is_no_token_set(name: str, value: object) -> None:
    """What somebody else wrote into the keyring is an error there, not a surprise later."""
    data = entry_to_dict(VaultEntry(1, "m", TokenSet("a", obtained_at=5)))
    data["token_set"][name] = value
    with pytest.raises(TypeError):
        entry_from_dict(data)


def test_an_entry_of_an_older_version_knows_no_authorization() -> None:
    """It was written before its end was read."""
    data = entry_to_dict(VaultEntry(1, "m", TokenSet("a", obtained_at=5)))
    assert not [key for key in data["token_set"] if key.startswith("authorization")]
    assert entry_from_dict(data).token_set.authorization_expires_at is None


def test_a_snapshot_and_a_standing_survive_the_pipe() -> None:
    """With warnings and claims."""
    snapshot = Snapshot(
        4,
        "a",
        scopes=("x",),
        claims={"sub": "s"},
        header={"alg": "none"},
        warnings=(("warn-alg-none", {}),),
        authorization_expires_at=9,
        authorization_told_at=7,
    )
    assert snapshot_from_dict(snapshot_to_dict(snapshot)) == snapshot
    standing = Standing(2, 1, 5.0, 4.0, "offline", {"host": "h"})
    assert standing_from_dict(standing_to_dict(standing)) == standing


def test_no_repr_shows_a_secret() -> None:
    """Tracebacks and logs print these."""
    token_set = TokenSet(MARK, MARK, id_token=MARK)
    response = read_token_response({"access_token": MARK, "refresh_token": MARK, "id_token": MARK})
    snapshot = Snapshot(1, MARK, claims={"sub": MARK}, header={"kid": MARK})
    for value in (token_set, response, snapshot, VaultEntry(1, "m", token_set)):
        assert MARK not in repr(value)


def test_what_a_newer_worker_says_is_left_out() -> None:
    """The program may be brought up to date while it runs: its workers are newer than itself."""
    snapshot, standing = Snapshot(1, "a", obtained_at=5), Standing(failures=2)
    newer = {"something": 1}
    assert snapshot_from_dict({**snapshot_to_dict(snapshot), **newer}) == snapshot
    assert standing_from_dict({**standing_to_dict(standing), **newer}) == standing
