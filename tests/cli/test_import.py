"""What a person may give to `import`, and what is refused, one sentence each."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.cli.home import Home, fresh, jwt

NOW = int(time.time())


def response(**fields: Any) -> str:
    """Return a token response with a good token, some fields changed; None leaves one out."""
    whole: Mapping[str, Any] = {"access_token": jwt(), "expires_in": 3600} | fields
    return json.dumps({key: value for key, value in whole.items() if value is not ...})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "The input is empty."),
        ("hello", "neither a token response (JSON) nor a JWT"),
        ('{"access_token": "x"', "not valid JSON"),
        ('{"access_token": "a", "access_token": "b"}', '"access_token stands there twice"'),
        ("[1, 2]", "not an object"),
        (response(access_token=...), "no access_token"),
        (response(access_token=None), "no access_token"),
        (response(access_token=""), "no access_token"),
        (response(access_token=5), "no access_token"),
        (response(access_token="a\nb"), "white space or control characters"),
        (response(access_token="a\x00b"), "white space or control characters"),
        (response(expires_in=-1), "expires_in is negative"),
        (response(expires_in=True), "expires_in is not a number"),
        (response(expires_in="soon"), "expires_in is text that is not a number"),
        ('{"access_token": "a", "expires_in": NaN}', "NaN is not a JSON number"),
        ('{"access_token": "a", "expires_in": 1e999}', "expires_in is not finite"),
        ('{"access_token": "a", "x": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deep"),
        (jwt()[:-20] + "!!.x", "JWT"),
        ("eyJhbGciOiJub25lIn0.eyJicm9rZW4.c2ln", "The JWT is broken"),
        (" " * (1024 * 1024 + 1), "longer than 1 MiB"),
        (response().encode("utf-16"), "UTF-16, not UTF-8"),
        (response().encode("utf-16-le"), "UTF-16, not UTF-8"),
        (b'{"access_token": "\xff"}', "not UTF-8"),
    ],
)
def test_it_refuses_with_one_sentence(home: Home, given: str | bytes, said: str) -> None:
    """Code 9, nothing on stdout, no profile made; no keyring is even asked."""
    done = home.fails("import", "api", "-", stdin=given)
    assert done.code == 9
    assert said.strip('"') in done.line.replace('"', "")
    assert not home.config.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (jwt(), "from exp"),
        (f'  "{jwt()}"\n', "from exp"),
        (f"Bearer {jwt()}", "from exp"),
        (f"Authorization: Bearer {jwt()}\n", "from exp"),
        # Made when the test runs: a lifetime agrees with `exp` for five minutes only.
        (lambda: b"\xef\xbb\xbf" + response().encode(), "agrees with exp"),
        (json.dumps({"accessToken": jwt(), "expiresIn": NOW + 3600}), "read as a Unix timestamp"),
        (response(expires_in="3600"), "came as text"),
        (response(expires_in=(NOW + 3600) * 1000), "timestamp-ms"),
        (response(expires_in=7200), "disagree"),
        (response(expires_in=...), "from exp"),
        (response(access_token=jwt(exp=str(NOW + 3600))), "The exp claim is text"),
        (response(access_token=jwt(exp=10**15)), "The exp claim cannot be read as a time."),
        (response(access_token=jwt(exp=None)), "carries no exp claim"),
        (response(access_token="opaque"), "opaque"),
    ],
)
def test_it_says_how_it_was_read(
    keyring_home: Home, given: str | bytes | Callable[[], bytes], said: str
) -> None:
    """Code 0, and the token can be used."""
    text = given() if callable(given) else given
    done = keyring_home.run("import", "api", "-", stdin=text)
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
