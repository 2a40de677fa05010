"""Why 401? Every reason has its line, its level, its exit code and a next step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tokentray.core.check import Check, Level, exit_code_of
from tokentray.core.diagnosis import LONG_TOKEN, Evidence, diagnose
from tokentray.core.expiry import ExpiresFrom
from tokentray.core.profile import Endpoints, Expect, Grant, Profile
from tokentray.core.signature import Signature, SignatureState
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.told import view_as_told
from tokentray.core.view import list_answer, show_answer, view_of

NOW = 1_800_000_000
ISSUER, API = "https://id.example", "https://api.example"
BAD = SignatureState.FAILED
GOOD = Signature(SignatureState.VERIFIED, "signature-verified", {"keys_of": ISSUER})
CLAIMS = {"iss": ISSUER, "aud": API, "iat": NOW - 60, "exp": NOW + 3600, "scope": "read write"}
PROFILE = Profile(
    "api",
    "id",
    issuer=ISSUER,
    audience=API,
    scopes=("openid", "offline_access", "read"),
    grant=Grant.AUTHORIZATION_CODE,
)
SNAPSHOT = Snapshot(
    1,
    "e30.e30.c2ln",
    obtained_at=NOW - 60,
    issued_at=NOW - 60,
    expires_at=NOW + 3600,
    expires_from=ExpiresFrom.EXP,
    has_refresh_token=True,
    source="authorization-code",
    header={"alg": "ES256"},
    claims=CLAIMS,
    signature=GOOD,
)


def found(
    snapshot: Snapshot | None = SNAPSHOT,
    profile: Profile = PROFILE,
    standing: Standing | None = None,
    ahead: float | None = None,
) -> dict[str, Check]:
    """Return the checks by their ids."""
    view = view_of(profile, snapshot, standing or Standing(), NOW)
    checks = diagnose(Evidence(view, NOW, lambda at: f"<{at - NOW:+.0f}>", ahead))
    assert len({one.id for one in checks}) == len(checks)
    return {one.id: one for one in checks}


def claiming(**claims: Any) -> Snapshot:
    """Return the snapshot of a token with other claims; None leaves one out."""
    whole = {key: value for key, value in (CLAIMS | claims).items() if value is not None}
    times: dict[str, Any] = {"not_before": whole.get("nbf"), "issued_at": whole.get("iat")}
    return replace(SNAPSHOT, claims=whole, **times)


def test_a_good_token_has_nothing_to_mind() -> None:
    """All is ok, each line says something, and nothing has to be done."""
    checks = found()
    assert {one.level for one in checks.values()} == {Level.OK}
    assert {one.next for one in checks.values()} == {""}
    assert all("Something went wrong" not in one.text for one in checks.values())
    assert list(checks) == [
        *("grant", "expiry", "issued", "issuer", "audience", "scopes"),
        *("signature", "kind", "characters", "size"),
    ]
    assert exit_code_of(checks.values()) == 0
    assert checks["expiry"].text == "It lives until <+3600>."
    assert found(ahead=7.0)["expiry"].text == (
        "It lives until <+3593>, by this computer's clock and the server's."
    )


WRONG: list[tuple[str, Snapshot, str, str, Level, int]] = [
    ("expired", replace(SNAPSHOT, expires_at=NOW - 1), "expiry", "expiry-over", Level.PROBLEM, 7),
    (
        "expired, nothing to renew with",
        replace(SNAPSHOT, expires_at=NOW - 1, has_refresh_token=False),
        *("expiry", "expiry-over", Level.PROBLEM, 5),
    ),
    ("ends now", replace(SNAPSHOT, expires_at=NOW + 3), "expiry", "expiry-soon", Level.WARNING, 0),
    ("no expiry", replace(SNAPSHOT, expires_at=None), "expiry", "expiry-unknown", Level.WARNING, 0),
    ("exp is a list", claiming(exp=[1]), "expiry", "expiry-unreadable", Level.PROBLEM, 9),
    (
        "expired by the server's clock at the sign-in",
        replace(SNAPSHOT, expires_at=NOW + 100, clock_skew=200),
        *("expiry", "expiry-over-there", Level.PROBLEM, 7),
    ),
    (
        "lives by the server's clock at the sign-in",
        replace(SNAPSHOT, expires_at=NOW - 100, clock_skew=-200),
        *("expiry", "expiry-lives-there", Level.WARNING, 0),
    ),
    ("nbf", claiming(nbf=NOW + 90), "not-before", "not-before-later", Level.PROBLEM, 7),
    ("nbf close", claiming(nbf=NOW + 30), "not-before", "not-before-close", Level.WARNING, 0),
    ("nbf past", claiming(nbf=NOW - 30), "not-before", "not-before-good", Level.OK, 0),
    ("iat", claiming(iat=NOW + 90), "issued", "issued-later", Level.WARNING, 0),
    ("iss", claiming(iss="https://evil.example"), "issuer", "issuer-wrong", Level.PROBLEM, 9),
    ("iss with /", claiming(iss=ISSUER + "/"), "issuer", "issuer-near", Level.PROBLEM, 9),
    ("no iss", claiming(iss=None), "issuer", "issuer-absent", Level.WARNING, 0),
    ("aud", claiming(aud="other"), "audience", "audience-wrong", Level.PROBLEM, 9),
    ("one of aud", claiming(aud=["other", API]), "audience", "audience-good", Level.OK, 0),
    ("no aud", claiming(aud=None), "audience", "audience-absent", Level.PROBLEM, 9),
    ("aud is nonsense", claiming(aud=[{}, 7]), "audience", "audience-absent", Level.PROBLEM, 9),
    ("fewer scopes", claiming(scope="write"), "scopes", "scopes-fewer", Level.WARNING, 0),
    ("scp", claiming(scope=None, scp=["read"]), "scopes", "scopes-good", Level.OK, 0),
    ("no scopes told", claiming(scope=None), "scopes", "scopes-as-asked", Level.OK, 0),
    (
        "wrong key",
        replace(SNAPSHOT, signature=Signature(BAD, "signature-wrong", {"keys_of": ISSUER})),
        *("signature", "signature-bad", Level.PROBLEM, 9),
    ),
    (
        "an expiry is no matter of the key",
        replace(SNAPSHOT, signature=Signature(BAD, "signature-expired")),
        *("signature", "signature-good", Level.OK, 0),
    ),
    (
        "keys not had",
        replace(SNAPSHOT, signature=Signature(wants_keys=True)),
        *("signature", "signature-untold", Level.WARNING, 0),
    ),
    (
        "shared secret",
        replace(SNAPSHOT, signature=Signature(reason="signature-opaque")),
        *("signature", "signature-others", Level.OK, 0),
    ),
    ("DPoP", replace(SNAPSHOT, token_type="DPoP"), "kind", "kind-bound", Level.PROBLEM, 9),
    ("jkt", claiming(cnf={"jkt": "x"}), "kind", "kind-bound", Level.PROBLEM, 9),
    (
        "certificate",
        claiming(cnf={"x5t#S256": "x"}),
        *("kind", "kind-bound-certificate", Level.WARNING, 0),
    ),
    ("mac", replace(SNAPSHOT, token_type="mac"), "kind", "kind-other", Level.WARNING, 0),
    ("ID token", claiming(at_hash="x"), "kind", "kind-id-token", Level.WARNING, 0),
    ("refresh token", claiming(typ="Refresh"), "kind", "kind-refresh-token", Level.PROBLEM, 9),
    (
        "unsigned",
        replace(SNAPSHOT, header={"alg": "none"}),
        *("kind", "kind-unsigned", Level.PROBLEM, 9),
    ),
    (
        "broken",
        replace(SNAPSHOT, claims=None, warnings=(("warn-jwt-broken", {"what": "its end"}),)),
        *("kind", "kind-broken", Level.PROBLEM, 9),
    ),
    (
        "inactive",
        replace(SNAPSHOT, warnings=(("warn-inactive", {}),)),
        *("kind", "kind-inactive", Level.PROBLEM, 7),
    ),
    (
        "a line end",
        replace(SNAPSHOT, access_token="a\nb"),
        *("characters", "bad-token-characters", Level.PROBLEM, 9),
    ),
    (
        "long",
        replace(SNAPSHOT, access_token="x" * (LONG_TOKEN + 1)),
        *("size", "size-large", Level.WARNING, 0),
    ),
    (
        "no refresh token",
        replace(SNAPSHOT, has_refresh_token=False),
        *("grant", "grant-none", Level.WARNING, 0),
    ),
    (
        "ended",
        replace(SNAPSHOT, ended="reason-other-computer"),
        *("grant", "grant-ended", Level.PROBLEM, 5),
    ),
]


@pytest.mark.parametrize(
    ("snapshot", "id_", "code", "level", "exit_code"),
    [case[1:] for case in WRONG],
    ids=[case[0] for case in WRONG],
)
def test_each_reason_has_its_line(
    snapshot: Snapshot, id_: str, code: str, level: Level, exit_code: int
) -> None:
    """And a sentence without holes; what is not ok has a next step."""
    check = found(snapshot)[id_]
    assert (check.code, check.level, check.exit_code) == (code, level, exit_code)
    assert "Something went wrong" not in check.text
    assert bool(check.next) == (level is not Level.OK)


@pytest.mark.parametrize(
    ("ahead", "code"),
    [(0.0, "expiry-good"), (4000.0, "expiry-over-there"), (-4000.0, "expiry-good")],
)
def test_a_clock_that_was_just_asked_counts_more(ahead: float, code: str) -> None:
    """Than the difference that was seen when the token came."""
    assert found(replace(SNAPSHOT, clock_skew=-7), ahead=ahead)["expiry"].code == code


def test_what_the_profile_expects_goes_before_what_was_asked_for() -> None:
    """Issuer, audience and scopes."""
    expect = Expect("https://other.example", "https://else.example", ("admin",))
    checks = found(profile=replace(PROFILE, expect=expect))
    assert {checks[id_].code for id_ in ("issuer", "audience", "scopes")} == {
        *("issuer-wrong", "audience-wrong", "scopes-missing"),
    }
    assert checks["scopes"].text == "It lacks the scopes admin; it has read write."
    nothing = found(claiming(scope=None), profile=replace(PROFILE, expect=expect))
    assert nothing["scopes"].code == "scopes-untold"


def test_a_scope_may_leave_out_the_address_of_its_api() -> None:
    """As one big server writes them: asked for as a URL, granted by the last word."""
    profile = replace(PROFILE, scopes=("api://3f2/read",))
    assert found(profile=profile)["scopes"].code == "scopes-good"


def test_a_profile_that_expects_nothing_is_compared_with_nothing() -> None:
    """But what the token names is said."""
    profile = replace(PROFILE, issuer="", audience="", scopes=(), endpoints=Endpoints(ISSUER))
    codes = {one.code for one in found(profile=profile).values()}
    assert {"issuer-unasked", "audience-unasked", "scopes-unasked"} <= codes


def test_an_opaque_token_has_no_issuer_and_no_audience() -> None:
    """Times, scopes, form and grant remain."""
    opaque = replace(SNAPSHOT, header=None, claims=None, issued_at=None, scopes=("read",))
    assert list(found(opaque)) == [
        *("grant", "expiry", "scopes", "signature", "kind", "characters", "size"),
    ]


@pytest.mark.parametrize(
    ("grant", "how"),
    [
        (Grant.AUTHORIZATION_CODE, "Sign in: `tokentray sign-in api`."),
        (Grant.IMPORT, "Import a new one: `tokentray import api response.json`."),
    ],
)
def test_without_a_token_there_is_one_line(grant: Grant, how: str) -> None:
    """With the step that fits the profile."""
    (check,) = found(None, profile=replace(PROFILE, grant=grant)).values()
    assert (check.code, check.exit_code, check.next) == ("grant-empty", 5, how)


def test_a_refresh_that_fails_is_told_in_its_own_words() -> None:
    """It is a warning for as long as the token lives."""
    standing = Standing(failures=3, problem="offline", problem_arguments={"host": "id.example"})
    check = found(standing=standing)["grant"]
    assert check.level is Level.WARNING
    assert check.text.endswith("3 times: id.example cannot be reached.")
    assert check.next == "Check the network and try again."
    assert found(standing=Standing(final_looking=3))["grant"].code == "grant-uncertain"


def test_foreign_text_stays_harmless() -> None:
    """A claim never comes first, and brings no control characters."""
    check = found(claiming(iss="\x1b[31mok\u202e"))["issuer"]
    assert check.text.startswith('It names "\\x1b[31mok\\u202e" as')


@pytest.mark.parametrize(
    ("codes", "worst"), [((), 0), ((7,), 7), ((7, 5), 5), ((5, 6), 6), ((7, 9, 6), 9), ((42,), 1)]
)
def test_the_worst_is_what_no_second_try_mends(codes: tuple[int, ...], worst: int) -> None:
    """Bad input before a locked keyring before a sign-in before the network."""
    checks = [Check("x", Level.PROBLEM, "grant-good", {}, code) for code in codes]
    assert exit_code_of([*checks, Check("y", Level.WARNING, "grant-good")]) == worst


@pytest.mark.parametrize(
    "snapshot",
    [SNAPSHOT, None, *(case[1] for case in WRONG if case[2] not in ("characters", "size"))],
)
def test_the_running_program_tells_enough_for_the_same_diagnosis(snapshot: Snapshot | None) -> None:
    """Its answers to `show` and `list` lead to the same levels, without the token."""
    view = view_of(PROFILE, snapshot, Standing(), NOW, refresh_at=_refresh_at(snapshot))
    (row,) = list_answer([view], NOW)["profiles"]
    told = view_as_told(PROFILE, show_answer(view), row)
    checks = diagnose(Evidence(told, NOW, str, None, has_text=False))
    wanted = found(snapshot)
    for id_ in ("characters", "size"):
        wanted.pop(id_, None)
    # The type of the token is in no answer.
    if snapshot is not None and snapshot.token_type != "Bearer":
        wanted.pop("kind")
    levels = {one.id: (one.level, one.exit_code) for one in checks if one.id in wanted}
    assert levels == {id_: (one.level, one.exit_code) for id_, one in wanted.items()}


def _refresh_at(snapshot: Snapshot | None) -> float | None:
    renewable = snapshot is not None and snapshot.is_renewable and snapshot.ended is None
    return NOW + 10.0 if renewable else None
