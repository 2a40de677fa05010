"""What a person may give to `import`, and what is refused, one sentence each."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.cli.home import Home, fresh, jwt

IN_2100 = 4_102_444_800


def in_an_hour() -> int:
    """Return the moment an hour from now, in POSIX seconds."""
    return int(time.time()) + 3600


def response(**fields: Any) -> str:
    """Return a token response with a good token, some fields changed; None leaves one out."""
    whole: Mapping[str, Any] = {"access_token": jwt(), "expires_in": 3600} | fields
    return json.dumps({key: value for key, value in whole.items() if value is not ...})


def bad(**fields: Any) -> str:
    """Return the same with a token of no present time: it names a test, which has to stay one."""
    return response(**{"access_token": jwt(exp=IN_2100)} | fields)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "The input is empty."),
        ("hello", "neither a token response (JSON) nor a JWT"),
        ('{"access_token": "x"', "not valid JSON"),
        ('{"access_token": "a", "access_token": "b"}', '"access_token stands there twice"'),
        ("[1, 2]", "not an object"),
        (bad(access_token=...), "no access_token"),
        (bad(access_token=None), "no access_token"),
        (bad(access_token=""), "no access_token"),
        (bad(access_token=5), "no access_token"),
        (bad(access_token="a\nb"), "white space or control characters"),
        (bad(access_token="a\x00b"), "white space or control characters"),
        (bad(expires_in=-1), "expires_in is negative"),
        (bad(expires_in=True), "expires_in is not a number"),
        (bad(expires_in="soon"), "expires_in is text that is not a number"),
        ('{"access_token": "a", "expires_in": NaN}', "NaN is not a JSON number"),
        ('{"access_token": "a", "expires_in": 1e999}', "expires_in is not finite"),
        ('{"access_token": "a", "x": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deep"),
        (jwt(exp=IN_2100)[:-20] + "!!.x", "JWT"),
        ("eyJhbGciOiJub25lIn0.eyJicm9rZW4.c2ln", "The JWT is broken"),
        (" " * (1024 * 1024 + 1), "longer than 1 MiB"),
        (bad().encode("utf-16"), "UTF-16, not UTF-8"),
        (bad().encode("utf-16-le"), "UTF-16, not UTF-8"),
        (b'{"access_token": "\xff"}', "not UTF-8"),
    ],
)
def test_it_refuses_with_one_sentence(home: Home, given: str | bytes, said: str) -> None:
    """Code 9, nothing on stdout, no profile made; no keyring is even asked."""
    done = home.fails("import", "api", "-", stdin=given)
    assert done.code == 9
    assert said.strip('"') in done.line.replace('"', "")
    assert not home.config.exists()


# Made when the test runs: a lifetime agrees with `exp` for five minutes only, and what holds the
# time of day names no test.
@pytest.mark.parametrize(
    ("give", "said"),
    [
        pytest.param(lambda: jwt(), "from exp", id="bare"),
        pytest.param(lambda: f'  "{jwt()}"\n', "from exp", id="quoted"),
        pytest.param(lambda: f"Bearer {jwt()}", "from exp", id="bearer"),
        pytest.param(lambda: f"Authorization: Bearer {jwt()}\n", "from exp", id="header"),
        pytest.param(lambda: "\ufeff" + response(), "agrees with exp", id="byte order mark"),
        pytest.param(
            lambda: json.dumps({"accessToken": jwt(), "expiresIn": in_an_hour()}),
            "read as a Unix timestamp",
            id="timestamp",
        ),
        pytest.param(lambda: response(expires_in="3600"), "came as text", id="text"),
        pytest.param(
            lambda: response(expires_in=in_an_hour() * 1000), "timestamp-ms", id="milliseconds"
        ),
        pytest.param(lambda: response(expires_in=7200), "disagree", id="disagrees"),
        pytest.param(lambda: response(expires_in=...), "from exp", id="no expires_in"),
        pytest.param(
            lambda: response(access_token=jwt(exp=str(in_an_hour()))),
            "The exp claim is text",
            id="exp is text",
        ),
        pytest.param(
            lambda: response(access_token=jwt(exp=10**15)),
            "The exp claim cannot be read as a time.",
            id="exp is too far",
        ),
        pytest.param(
            lambda: response(access_token=jwt(exp=None)), "carries no exp claim", id="no exp"
        ),
        pytest.param(lambda: response(access_token="opaque"), "opaque", id="opaque"),
    ],
)
def test_it_says_how_it_was_read(keyring_home: Home, give: Callable[[], str], said: str) -> None:
    """Code 0, and the token can be used."""
    done = keyring_home.run("import", "api", "-", stdin=give().encode())
    assert (done.code, done.err) == (0, "")
    assert said in done.out
    assert keyring_home.run("token", "api").code == 0


def test_no_token_is_taken_from_the_arguments(home: Home) -> None:
    """What stands there is a file's name, and every process can see it."""
    done = home.fails("import", "api", jwt())
    assert done.code == 9
    assert "cannot be read" in done.line


def test_another_account_is_said(keyring_home: Home) -> None:
    """The tokens are replaced all the same: a person wants it."""
    keyring_home.take("api", fresh())
    said = keyring_home.take("api", jwt(sub="somebody-else"))
    assert "This is another account than before." in said
