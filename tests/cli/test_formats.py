"""Every format at the program that it is for; the token is in nobody's arguments."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from threading import Event, Thread
from uuid import uuid4

import pytest

from tests.cli.home import Home, in_shell, jwt
from tests.cli.processes import arguments, environments
from tests.cli.protected import Protected, serving

CALLS = {
    "header from a file": 'curl -sf -H @<(tokentray token api --format header) "$URL"',
    "header from a pipe": 'tokentray token api --format header | curl -sf -H @- "$URL"',
    "config from a pipe": 'tokentray token api --format curl | curl -sf -K - "$URL"',
    "config from a file": 'curl -sf -K <(tokentray token api --format curl) "$URL"',
    "variable": 'eval "$(tokentray token api --format env)"; '
    """printf 'header = "Authorization: Bearer %s"' "$ACCESS_TOKEN" | curl -sf -K - "$URL" """,
    "exec": "tokentray exec api -- sh -c "
    """'echo "Authorization: Bearer $ACCESS_TOKEN" | curl -sf -H @- "$URL"'""",
}


@pytest.fixture
def token(memory_home: Home) -> str:
    """What is held for `api`."""
    token = jwt(jti=uuid4().hex)
    memory_home.take("api", token)
    return token


class Watch:
    """Looks for a secret in the arguments of all processes until the block ends."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._is_over = Event()
        self._thread = Thread(target=self._look_on)
        self.found: list[str] = []
        self.rounds = 0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def look(self) -> None:
        """Look once."""
        self.found += [name for name, text in arguments() if self._secret in text]
        self.rounds += 1

    def _look_on(self) -> None:
        while not self._is_over.is_set():
            self.look()


@pytest.fixture
def api(token: str) -> Iterator[Protected]:
    """An API that takes the token and nothing else."""
    with serving(Protected(token)) as protected:
        yield protected


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_real_curl_is_let_in(memory_home: Home, token: str, api: Protected, call: str) -> None:
    """And while it asks, as before and after, no process has the token in its arguments."""
    with Watch(token) as watch:
        api.while_asking = watch.look
        done = in_shell(memory_home, f"URL={api.url}/me; export URL; {call}")
    assert (done.code, done.out, done.err) == (0, '{"kind":"Answer"}\n', "")
    assert api.seen == [f"Bearer {token}"]
    assert watch.found == []
    assert watch.rounds > 1


HELPED = """\
import json, subprocess, sys
import httpx2
helper = ["sh", "-c", "tokentray token api --format headers-json"]
headers = json.loads(subprocess.check_output(helper))
print(httpx2.get(sys.argv[1], headers=headers).text, end="")
"""


def test_a_header_helper_gets_all_headers_as_json(
    memory_home: Home, token: str, api: Protected
) -> None:
    """A client that runs a helper and takes the object that it prints as its headers."""
    with Watch(token) as watch:
        api.while_asking = watch.look
        call = f"{shlex.quote(sys.executable)} -c {shlex.quote(HELPED)} {api.url}/me"
        done = in_shell(memory_home, call)
    assert (done.code, done.out, done.err) == (0, '{"kind":"Answer"}\n', "")
    assert api.seen == [f"Bearer {token}"]
    assert watch.found == []


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_the_environment_of_nobody_but_the_one_who_wants_it(
    memory_home: Home, token: str, api: Protected, call: str
) -> None:
    """Only `exec` and `env` put it there: into that program and what that starts."""
    met: set[str] = set()

    def look() -> None:
        met.update(name for name, text in environments() if token.encode() in text)

    api.while_asking = look
    assert in_shell(memory_home, f"URL={api.url}/me; export URL; {call}").code == 0
    wanted = "ACCESS_TOKEN" in call
    assert met <= ({"sh", "curl"} if wanted else set())
    assert bool(met) == wanted
