"""The readings of `expires_in`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.expiry import (
    LAST_MOMENT,
    ExpiresFrom,
    Reading,
    problem_of,
    read_expiry,
    read_refresh_expiry,
    read_times,
)

NOW = 1_758_729_000
EXP = NOW + 3600

ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def codes(expiry_or_times: object) -> list[str]:
    """Return the codes of the warnings."""
    return [code for code, _ in expiry_or_times.warnings]  # type: ignore[attr-defined]  # both have it


class TestByEvidence:
    """Nobody said what the number means: the token's own times decide."""

    @pytest.mark.parametrize(
        ("value", "reading"),
        [
            (EXP, Reading.TIMESTAMP),
            (EXP - 299, Reading.TIMESTAMP),
            (EXP + 300, Reading.TIMESTAMP),
            (3600, Reading.LIFETIME),
            (3541, Reading.LIFETIME),
            (3300, Reading.LIFETIME),
        ],
    )
    def test_the_agreeing_reading_is_taken(self, value: int, reading: Reading) -> None:
        """A number that agrees with exp in one reading is read so, without a warning."""
        expiry = read_expiry(value, now=NOW, exp=EXP, iat=NOW)
        assert expiry.reading is reading
        assert expiry.agrees is True
        assert codes(expiry) == []

    def test_a_lifetime_agrees_with_the_claims_long_after_the_issue(self) -> None:
        """An import an hour late still sees that 7200 is exp - iat, and exp counts."""
        expiry = read_expiry(7200, now=NOW, exp=NOW + 3600, iat=NOW - 3600)
        assert expiry.reading is Reading.LIFETIME
        assert expiry.expires_at == NOW + 3600
        assert expiry.expires_from is ExpiresFrom.EXP
        assert expiry.agrees is True

    @pytest.mark.parametrize(
        ("value", "reading"),
        [(7200, Reading.LIFETIME), (EXP + 4000, Reading.TIMESTAMP)],
    )
    def test_a_contradiction_takes_the_nearer_reading_and_the_earlier_moment(
        self, value: int, reading: Reading
    ) -> None:
        """Where neither agrees, the nearer is the reading, exp wins if earlier, and it is said."""
        expiry = read_expiry(value, now=NOW, exp=EXP, iat=NOW)
        assert expiry.reading is reading
        assert expiry.agrees is False
        assert expiry.expires_at == EXP
        assert "warn-disagrees" in codes(expiry)

    def test_a_lifetime_of_fifty_years_is_not_read_as_a_date(self) -> None:
        """Size alone never decides where exp is there."""
        lifetime = 1_576_797_207
        expiry = read_expiry(lifetime, now=NOW, exp=NOW + lifetime, iat=NOW)
        assert expiry.reading is Reading.LIFETIME

    @pytest.mark.parametrize(
        ("value", "reading"),
        [(999_999_999, Reading.LIFETIME), (1_000_000_000, Reading.TIMESTAMP)],
    )
    def test_without_exp_the_size_decides_and_it_is_said(
        self, value: int, reading: Reading
    ) -> None:
        """An opaque token leaves only the size, and that is a warning."""
        expiry = read_expiry(value, now=NOW, opaque=True)
        assert expiry.reading is reading
        assert "warn-by-size" in codes(expiry)

    def test_the_lifetime_of_an_opaque_token_counts_from_now(self) -> None:
        """And the user is told so."""
        expiry = read_expiry(60, now=NOW, opaque=True)
        assert expiry.expires_at == NOW + 60
        assert "warn-counts-from-now" in codes(expiry)


class TestStated:
    """Somebody said what the number means."""

    @pytest.mark.parametrize(
        ("stated", "value", "expires_at"),
        [
            (Reading.LIFETIME, 3600, EXP),
            (Reading.TIMESTAMP, EXP, EXP),
            (Reading.TIMESTAMP_MS, EXP * 1000 + 999, EXP),
        ],
    )
    def test_the_word_is_obeyed(self, stated: Reading, value: int, expires_at: int) -> None:
        """Without exp the stated reading is the expiry, and nothing is warned of."""
        expiry = read_expiry(value, now=NOW, stated=stated)
        assert (expiry.expires_at, expiry.reading, codes(expiry)) == (
            expires_at,
            stated,
            [],
        )

    def test_the_earlier_of_reading_and_exp_counts(self) -> None:
        """A stated lifetime that ends before exp is the expiry."""
        expiry = read_expiry(60, now=NOW, exp=EXP, iat=NOW, stated=Reading.LIFETIME)
        assert expiry.expires_at == NOW + 60
        assert expiry.expires_from is ExpiresFrom.LIFETIME
        assert "warn-disagrees" in codes(expiry)

    def test_milliseconds_are_converted_only_where_said(self) -> None:
        """A millisecond timestamp without the word leaves exp, and asks for the word."""
        expiry = read_expiry(EXP * 1000, now=NOW, exp=EXP, iat=NOW)
        assert (expiry.expires_at, expiry.expires_from) == (EXP, ExpiresFrom.EXP)
        assert codes(expiry) == ["warn-milliseconds"]

    def test_milliseconds_without_exp_leave_the_expiry_unknown(self) -> None:
        """Never the year 55,000."""
        expiry = read_expiry(EXP * 1000, now=NOW)
        assert expiry.expires_at is None
        assert expiry.expires_from is ExpiresFrom.UNKNOWN
        assert codes(expiry) == ["warn-milliseconds", "warn-no-expiry"]


class TestForms:
    """What may stand in the field."""

    @pytest.mark.parametrize("value", [None, 0, 0.0, "0"])
    def test_nothing_and_zero_mean_missing(self, value: object) -> None:
        """Then exp is the expiry."""
        expiry = read_expiry(value, now=NOW, exp=EXP)
        assert (expiry.expires_at, expiry.reading) == (EXP, None)

    @pytest.mark.parametrize(("value", "number"), [("3600", 3600), (" 3600.9 ", 3600)])
    def test_numeric_text_is_read_with_a_warning(self, value: str, number: int) -> None:
        """Fractions are cut off."""
        expiry = read_expiry(value, now=NOW, stated=Reading.LIFETIME)
        assert expiry.expires_at == NOW + number
        assert codes(expiry) == ["warn-numeric-string"]

    def test_fractions_are_cut_off(self) -> None:
        """3600.9 seconds are 3600."""
        assert read_expiry(3600.9, now=NOW, stated=Reading.LIFETIME).expires_at == NOW + 3600

    @pytest.mark.parametrize(
        "value",
        [-1, -0.5, math.inf, math.nan, "soon", "", "1e3", [], {}, True, "-3600"],
    )
    def test_what_is_no_number_is_named_and_costs_nothing_else(self, value: object) -> None:
        """The expiry is exp then, with a warning; an import refuses it by the same words."""
        expiry = read_expiry(value, now=NOW, exp=EXP)
        assert expiry.expires_at == EXP
        assert codes(expiry) == ["warn-expires-in-unusable"]
        assert problem_of(value)

    def test_a_moment_beyond_the_calendar_is_not_used(self) -> None:
        """Nothing after the year 9999 can be written as a date."""
        expiry = read_expiry(10**30, now=NOW, exp=EXP, stated=Reading.LIFETIME)
        assert expiry.expires_at == EXP
        assert codes(expiry) == ["warn-expires-in-unusable"]

    @given(
        value=ANY_JSON,
        now=st.floats(0, 4e9),
        exp=st.none() | st.integers(0, LAST_MOMENT),
        iat=st.none() | st.integers(0, LAST_MOMENT),
        stated=st.none() | st.sampled_from(Reading),
        opaque=st.booleans(),
    )
    def test_whatever_comes_the_expiry_is_a_date_or_unknown(
        self,
        value: object,
        now: float,
        exp: int | None,
        iat: int | None,
        stated: Reading | None,
        opaque: bool,
    ) -> None:
        """Nothing raises; never later than exp; and where something is known, it is kept."""
        expiry = read_expiry(value, now=now, exp=exp, iat=iat, stated=stated, opaque=opaque)
        if expiry.expires_at is None:
            assert exp is None
            assert expiry.expires_from is ExpiresFrom.UNKNOWN
        else:
            assert 0 <= expiry.expires_at <= LAST_MOMENT
            assert exp is None or expiry.expires_at <= exp

    @given(lifetime=st.integers(1, 10**8), now=st.integers(10**9, 4 * 10**9))
    def test_a_lifetime_is_never_taken_for_a_date(self, lifetime: int, now: int) -> None:
        """With honest claims the reading is right whatever the number."""
        expiry = read_expiry(lifetime, now=now, exp=now + lifetime, iat=now)
        assert expiry.expires_at == now + lifetime
        assert expiry.agrees is True

    @given(lifetime=st.integers(1, 10**8), now=st.integers(10**9, 4 * 10**9))
    def test_a_date_is_never_taken_for_a_lifetime(self, lifetime: int, now: int) -> None:
        """The source document's form, with and without iat."""
        expiry = read_expiry(now + lifetime, now=now, exp=now + lifetime)
        assert (expiry.reading, expiry.expires_at) == (
            Reading.TIMESTAMP,
            now + lifetime,
        )


class TestTimes:
    """The time claims of a JWT."""

    def test_whole_and_broken_numbers_are_moments(self) -> None:
        """RFC 7519 allows fractions."""
        times = read_times({"iat": NOW + 0.5, "nbf": NOW, "exp": float(EXP)})
        assert (times.issued_at, times.not_before, times.expires_at) == (NOW, NOW, EXP)
        assert codes(times) == []

    def test_exp_as_text_is_read_with_a_warning(self) -> None:
        """Some servers quote it."""
        times = read_times({"exp": str(EXP)})
        assert (times.expires_at, codes(times)) == (EXP, ["warn-exp-text"])

    @pytest.mark.parametrize(
        "exp",
        [math.inf, -math.inf, math.nan, 10**50, -1, LAST_MOMENT + 1, "x", [], {}, True],
    )
    def test_what_is_no_moment_is_unreadable(self, exp: object) -> None:
        """Beyond the year 9999, infinite, or no number at all."""
        times = read_times({"exp": exp})
        assert (times.expires_at, codes(times)) == (None, ["warn-exp-unreadable"])

    def test_a_missing_exp_is_said(self) -> None:
        """So that nobody wonders where the countdown is."""
        assert codes(read_times({})) == ["warn-exp-missing"]

    @given(st.dictionaries(st.sampled_from(["iat", "nbf", "exp"]), ANY_JSON))
    def test_nothing_raises(self, claims: dict[str, object]) -> None:
        """Whatever JSON the claims are."""
        times = read_times(claims)
        assert times.expires_at is None or 0 <= times.expires_at <= LAST_MOMENT


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1800, NOW + 1800),
        (NOW + 1800, NOW + 1800),
        (0, None),
        (None, None),
        ("x", None),
    ],
)
def test_the_end_of_the_refresh_token(value: object, expected: int | None) -> None:
    """A lifetime, a moment where only that can be meant, nothing otherwise."""
    assert read_refresh_expiry(value, NOW) == expected
