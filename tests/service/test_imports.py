"""Importing a token response: understood, saved, said."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.service.bench import Bench, Clock
from tokentray.core.errors import InputError, TokenTrayError, UsageError
from tokentray.core.expiry import ExpiresFrom, Reading
from tokentray.service.imports import ImportReport


def jwt(**claims: Any) -> str:
    """Return an unsigned-looking JWT of these claims."""

    def part(data: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.c2ln"


def take(bench: Bench, response: object, **options: Any) -> ImportReport:
    """Import under the name api."""
    text = response if isinstance(response, str) else json.dumps(response)
    return bench.service.import_tokens("api", text.encode(), **options)


class TestAccepted:
    """What it says it understood."""

    def test_the_source_form(self, bench: Bench, clock: Clock) -> None:
        """CamelCase with a Unix timestamp; the reading is written to the profile."""
        exp = int(clock()) + 3600
        response = {
            "accessToken": jwt(sub="me", iss="https://id.example", iat=exp - 3600, exp=exp),
            "expiresIn": exp,
            "refreshToken": "0f5452b5-7f40-4c8e-9801-cf7fd2830de3",
        }
        report = take(bench, response)
        assert report.created
        assert report.sentences[0] == (
            f"expires <{exp}> (read as a Unix timestamp, agrees with exp)"
        )
        assert report.profile.expires_in is Reading.TIMESTAMP
        assert bench.service.profile("api").expires_in is Reading.TIMESTAMP
        assert bench.service.profile("api").expires_in_stated
        assert (report.snapshot.subject, report.snapshot.issuer) == (
            "me",
            "https://id.example",
        )
        assert report.snapshot.has_refresh_token

    def test_the_standard_form(self, bench: Bench, clock: Clock) -> None:
        """A lifetime."""
        now = int(clock())
        token = jwt(iat=now, exp=now + 600)
        report = take(bench, {"access_token": token, "expires_in": 600, "token_type": "bearer"})
        assert "read as a lifetime in seconds, agrees with exp" in report.sentences[0]
        assert any("no refresh token" in sentence for sentence in report.sentences)

    def test_a_bare_jwt(self, bench: Bench, clock: Clock) -> None:
        """Its exp is all there is."""
        exp = int(clock()) + 60
        report = take(bench, f"Authorization: Bearer {jwt(exp=exp)}\n")
        assert report.sentences[0] == f"expires <{exp}> (from exp)"
        assert report.snapshot.expires_from is ExpiresFrom.EXP

    @pytest.mark.parametrize(
        ("response", "code"),
        [
            ({"access_token": "opaque", "expires_in": 3600}, "warn-opaque"),
            ({"access_token": "opaque", "expires_in": 3600}, "warn-counts-from-now"),
            ({"access_token": "opaque", "expires_in": "3600"}, "warn-numeric-string"),
            (
                {"access_token": "opaque", "expires_in": 1758732647123},
                "warn-milliseconds",
            ),
            ({"access_token": "opaque"}, "warn-no-expiry"),
            ({"access_token": jwt(sub="x")}, "warn-exp-missing"),
            ({"access_token": jwt(exp="1758732647")}, "warn-exp-text"),
            ({"access_token": jwt(exp=10**12)}, "warn-exp-unreadable"),
            (
                {"access_token": jwt(exp=4 * 10**9, iat=0), "expires_in": 60},
                "warn-disagrees",
            ),
            ({"access_token": jwt(exp=1)}, "warn-expired"),
        ],
    )
    def test_odd_forms_are_stored_with_a_warning(
        self, bench: Bench, response: dict[str, Any], code: str
    ) -> None:
        """Code 0, and it says how it was read."""
        report = take(bench, response)
        assert code in [warning for warning, _ in report.snapshot.warnings]
        assert bench.held(report.profile).access_token == response["access_token"]

    def test_an_unsigned_token_is_said_to_be_one(self, bench: Bench) -> None:
        """`alg: none`."""
        header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
        body = base64.urlsafe_b64encode(b'{"exp":9999999999}').rstrip(b"=").decode()
        report = take(bench, {"access_token": f"{header}.{body}."})
        assert "warn-alg-none" in [code for code, _ in report.snapshot.warnings]

    def test_a_word_about_the_reading_is_obeyed_and_kept(self, bench: Bench) -> None:
        """`--expires-in timestamp-ms`."""
        response = {"access_token": "opaque", "expires_in": 4102444800123}
        report = take(bench, response, stated=Reading.TIMESTAMP_MS)
        assert report.snapshot.expires_at == 4102444800
        assert bench.service.profile("api").expires_in is Reading.TIMESTAMP_MS
        again = take(bench, response)
        assert again.snapshot.expires_at == 4102444800

    def test_on_an_existing_profile_only_the_tokens_change(self, bench: Bench) -> None:
        """Its id and its rules stay."""
        before = bench.add(pinned=True)
        report = take(bench, {"access_token": "opaque"})
        assert not report.created
        after = bench.service.profile("api")
        assert (after.id, after.pinned, after.refresh_url) == (
            before.id,
            True,
            before.refresh_url,
        )

    def test_another_account_is_said(self, bench: Bench) -> None:
        """And accepted: a person asked for it."""
        take(bench, {"access_token": jwt(sub="a", iss="i", exp=4 * 10**9)})
        report = take(bench, {"access_token": jwt(sub="b", iss="i", exp=4 * 10**9)})
        assert any("another account" in sentence for sentence in report.sentences)
        assert report.snapshot.subject == "b"


class TestRefused:
    """Nothing is stored, what was there stays."""

    @pytest.mark.parametrize(
        "text",
        [
            "{",
            '{"access_token":"a","access_token":"b"}',
            '{"access_token":"a","expires_in":NaN}',
            '{"access_token":"a","expires_in":Infinity}',
            '{"access_token":"a","expires_in":1e400}',
            '{"access_token":"a","expires_in":-5}',
            '{"access_token":"a","expires_in":"soon"}',
            '{"access_token":"a","expires_in":[]}',
            '{"expires_in":5}',
            '{"access_token":null}',
            '{"access_token":"a b"}',
            '{"access_token":"a\\u0000"}',
            "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln",
            "eyJhbGciOiJIUzI1NiJ9.!!!.c2ln",
            "[" * 50 + "]" * 50,
        ],
    )
    def test_bad_input_changes_nothing(self, bench: Bench, text: str) -> None:
        """One sentence, code 9."""
        profile = take(bench, {"access_token": "before"}).profile
        with pytest.raises(InputError) as caught:
            take(bench, text)
        assert caught.value.exit_code == 9
        assert "\n" not in caught.value.title
        assert bench.held(profile).access_token == "before"

    def test_a_refused_import_makes_no_profile(self, bench: Bench) -> None:
        """Neither in the file nor in the vault."""
        with pytest.raises(InputError):
            bench.service.import_tokens("new", b"{}")
        with pytest.raises(TokenTrayError):
            bench.service.profile("new")

    @pytest.mark.parametrize("name", ["", "-x", "a b", "é", "x" * 65, "a/b", ".a", "a\n"])
    def test_a_bad_name_is_a_mistake_of_usage(self, bench: Bench, name: str) -> None:
        """Code 2."""
        with pytest.raises(UsageError):
            bench.service.import_tokens(name, b'{"access_token":"a"}')


def test_forgetting_removes_everything(bench: Bench) -> None:
    """Tokens and secrets."""
    profile = bench.add()
    bench.give()
    bench.service.set_secret(profile, "client_key", "k")
    bench.service.forget(profile.id)
    assert bench.load(profile).snapshot is None
    assert bench.service.secret_names(profile) == ()
