"""`tokentray sign-in`, against the demo's identity server, with a scripted browser."""

from __future__ import annotations

import os
import pty
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.home import COMMAND, PATIENCE, Home, running, until
from tests.signing import browser
from tests.signing.browser import open_page
from tokentray.cli.signing import has_browser, large, picture
from tokentray.demo.server import IdentityServer
from tokentray.service.picture import picture_of

SCOPES = '["openid", "profile", "offline_access"]'


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """The demo's identity server."""
    with IdentityServer(device_interval=1) as server:
        yield server


def fragment(server: IdentityServer, **more: str) -> str:
    """Return a profile that leaves all to the server's metadata."""
    lines = {"issuer": f'"{server.base_url}"', "client_id": '"tokentray-demo"', "scopes": SCOPES}
    return "\n".join(f"{key} = {value}" for key, value in (lines | more).items())


def scripted(home: Home, choice: str = "continue") -> dict[str, str]:
    """Return the environment in which a scripted person sits behind BROWSER."""
    program = f"{sys.executable} {browser.__file__} %s"
    page = str(home.folder / "page.html")
    return {"BROWSER": program, "SCRIPTED_CHOICE": choice, "SCRIPTED_PAGE": page}


def page_of(home: Home) -> str:
    """Return what the scripted browser ended at."""
    page = home.folder / "page.html"
    until(lambda: page.exists() and page.read_text() != "")
    return page.read_text()


class Running:
    """A sign-in that waits for its person."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._said = b""

    def line_with(self, word: str) -> str:
        """Read stderr until a line holds `word`."""
        while True:
            for line in self._said.decode().splitlines(keepends=True):
                if word in line and line.endswith("\n"):
                    return line.strip()
            self._said += self._more()

    def type(self, text: str) -> None:
        """Write to its stdin."""
        assert self._process.stdin is not None
        self._process.stdin.write(text.encode())
        self._process.stdin.flush()

    def say_no_more(self) -> None:
        """End its stdin, as /dev/null does."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.stdin = None

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self._process.send_signal(signal.SIGINT)

    def end(self) -> tuple[int, str, str]:
        """Return code, stdout and stderr once it has ended."""
        out, err = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, out.decode(), (self._said + err).decode()

    def _more(self) -> bytes:
        assert self._process.stderr is not None
        ready, _, _ = select.select([self._process.stderr], [], [], PATIENCE)
        assert ready, self._said.decode()
        data = os.read(self._process.stderr.fileno(), 65536)
        assert data, self._said.decode()
        return data


@contextmanager
def signing_in(home: Home, *words: str, **variables: str) -> Iterator[Running]:
    """Start a sign-in whose stdin is a pipe that stays open."""
    process = subprocess.Popen(
        [COMMAND, "sign-in", *words],
        env=home.environ | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield Running(process)
        finally:
            if process.poll() is None:
                process.kill()


def test_the_first_token_in_one_command(keyring_home: Home, server: IdentityServer) -> None:
    """The browser opens, comes back, is told the truth, and the token is there to be used."""
    keyring_home.add("api", fragment(server))
    done = keyring_home.run("sign-in", "api", **scripted(keyring_home))
    assert done.code == 0, done.err
    assert 'api: signed in as "' in done.out
    assert "It is renewed by itself." in done.out
    assert "Signed in by authorization code (not by device code: authorization code" in done.out
    assert page_of(keyring_home).startswith("200\n")
    assert "You are signed in" in page_of(keyring_home)
    assert keyring_home.run("token", "api").code == 0
    assert keyring_home.run("refresh", "api", "--force").code == 0
    (asked,) = server.authorization_requests
    assert asked["prompt"] == "consent"
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")


def test_the_running_program_holds_what_came(memory_home: Home, server: IdentityServer) -> None:
    """With tokens in memory only the program gets them by its socket."""
    memory_home.add("api", fragment(server))
    done = memory_home.run("sign-in", "api", **scripted(memory_home))
    assert done.code == 0, done.err
    (profile,) = memory_home.json("list", "--json")["profiles"]
    assert (profile["state"], profile["source"]) == ("valid", "authorization-code")
    assert memory_home.run("token", "api").code == 0


def test_the_running_program_learns_of_it(keyring_home: Home, server: IdentityServer) -> None:
    """It holds what the command saved in the keyring, without being asked to refresh."""
    keyring_home.add("api", fragment(server))
    with running(keyring_home, "--headless"):
        done = keyring_home.run("sign-in", "api", **scripted(keyring_home))
        assert done.code == 0, done.err
        (profile,) = keyring_home.json("list", "--json")["profiles"]
        assert (profile["state"], profile["source"]) == ("valid", "authorization-code")


def test_a_refusal_is_code_8(keyring_home: Home, server: IdentityServer) -> None:
    """The person says no, the page says so, and nothing is stored."""
    keyring_home.add("api", fragment(server))
    done = keyring_home.run("sign-in", "api", **scripted(keyring_home, "refuse"))
    assert (done.code, done.out) == (8, "")
    assert "The sign-in was refused at 127.0.0.1" in done.err
    assert "The sign-in was refused" in page_of(keyring_home)
    assert keyring_home.run("token", "api").code == 5


def test_ctrl_c_is_code_8(keyring_home: Home, server: IdentityServer) -> None:
    """One line, no traceback, and nobody listens any more."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", "--no-browser") as waiting:
        url = waiting.line_with("/authorize?")
        waiting.interrupt()
        code, out, err = waiting.end()
    assert (code, out) == (8, "")
    assert err.splitlines()[-1].startswith("tokentray: The sign-in was cancelled")
    assert "Traceback" not in err
    with pytest.raises(ConnectionRefusedError):
        open_page(url, "continue")


def test_the_address_is_printed(keyring_home: Home, server: IdentityServer) -> None:
    """--no-browser: on stderr, for a browser on this computer to come back from."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", "--no-browser") as waiting:
        assert open_page(waiting.line_with("/authorize?"), "continue").status == 200
        code, out, _ = waiting.end()
    assert code == 0
    assert "signed in" in out


def test_the_address_can_be_pasted_back(keyring_home: Home, server: IdentityServer) -> None:
    """Over SSH nobody opens a browser: the last page's address is typed in, at last the right."""
    keyring_home.add("api", fragment(server))
    away = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", **scripted(keyring_home)}
    with signing_in(keyring_home, "api", **away) as waiting:
        url = waiting.line_with("/authorize?")
        waiting.line_with("paste the")
        waiting.type("\nhttp://127.0.0.1:1/callback?code=x&state=y\n")
        waiting.line_with("not the address of this sign-in")
        waiting.type(f"  {redirect_of(url)}  \n")
        code, out, _ = waiting.end()
    assert code == 0
    assert "signed in" in out
    assert not (keyring_home.folder / "page.html").exists()


def redirect_of(url: str) -> str:
    """Agree, and return where the browser would have gone."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"{parts.path}?{parts.query}", "choice=continue", kind)
    place = connection.getresponse().getheader("Location")
    connection.close()
    assert place is not None
    return place


def test_without_a_terminal_nothing_is_typed(keyring_home: Home, server: IdentityServer) -> None:
    """An empty stdin ends nothing: the browser may still come back."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", "--no-browser") as waiting:
        url = waiting.line_with("/authorize?")
        waiting.say_no_more()
        assert open_page(url, "continue").status == 200
        assert waiting.end()[0] == 0


def test_a_taken_port_is_code_7(keyring_home: Home, server: IdentityServer) -> None:
    """A fixed port that another program has is named, and no browser opens."""
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        keyring_home.add("api", fragment(server, redirect_port=str(port)))
        done = keyring_home.fails("sign-in", "api", **scripted(keyring_home))
    assert done.code == 7
    assert f"Port {port} " in done.line
    assert server.authorization_requests == ()


def test_a_browser_that_cannot_be_opened_is_said(
    keyring_home: Home, server: IdentityServer
) -> None:
    """The address stands there, so that the person goes on by hand."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", BROWSER="false %s") as waiting:
        url = waiting.line_with("/authorize?")
        waiting.line_with("No browser could be opened")
        open_page(url, "continue")
        assert waiting.end()[0] == 0


def test_a_code_for_another_device(keyring_home: Home, server: IdentityServer) -> None:
    """--device: address and code on stderr, polled until somebody agrees."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", "--device") as waiting:
        assert waiting.line_with("type this code").startswith(f"Open {server.base_url}/device")
        (code,) = server.user_codes
        waiting.line_with(" ".join(code))
        waiting.line_with("The code is good for 5 min")
        server.approve_device(code)
        ended, out, _ = waiting.end()
    assert ended == 0
    assert "Signed in by device code" in out


def test_a_device_that_is_refused_is_code_8(keyring_home: Home, server: IdentityServer) -> None:
    """Refused over there, or Ctrl-C over here."""
    keyring_home.add("api", fragment(server))
    with signing_in(keyring_home, "api", "--device") as waiting:
        waiting.line_with("The code is good")
        server.refuse_device(server.user_codes[0])
        assert waiting.end()[0] == 8
    with signing_in(keyring_home, "api", "--device") as waiting:
        waiting.line_with("The code is good")
        waiting.interrupt()
        assert waiting.end()[0] == 8


def test_a_terminal_shows_a_picture(keyring_home: Home, server: IdentityServer) -> None:
    """On a terminal the code stands in a frame, with a QR picture; elsewhere there is none."""
    keyring_home.add("api", fragment(server))
    ours, theirs = pty.openpty()
    variables = {"TERM": "xterm", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [COMMAND, "sign-in", "api", "--device"],
        env=keyring_home.environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while b"The code is good" not in shown:
            shown += os.read(ours, 65536)
        server.approve_device(server.user_codes[0])
        assert process.wait(PATIENCE) == 0
    os.close(ours)
    assert "┏━" in shown.decode()
    assert "█" in shown.decode()


def test_profiles_that_cannot_sign_in(keyring_home: Home, server: IdentityServer) -> None:
    """No such profile, an imported one, a client that the server does not know."""
    assert keyring_home.fails("sign-in", "nobody").code == 4
    keyring_home.add("imported", 'grant = "import"')
    assert keyring_home.fails("sign-in", "imported").code == 9
    keyring_home.add("api", fragment(server, client_id='"stranger"'))
    done = keyring_home.fails("sign-in", "api", "--device")
    assert done.code == 9
    assert "invalid_client" in done.line


def test_a_keyring_that_is_missing_is_known_first(home: Home, server: IdentityServer) -> None:
    """Code 6, and no browser opens for tokens that cannot be kept."""
    home.add("api", fragment(server))
    assert home.fails("sign-in", "api", **scripted(home)).code == 6
    assert server.authorization_requests == ()


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "firefox"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "x"}, "linux", False),
        ({"BROWSER": "firefox", "SSH_TTY": "x"}, "linux", False),
        ({"SSH_CLIENT": "x"}, "darwin", False),
    ],
)
def test_where_a_browser_would_be_seen(
    environ: dict[str, str], platform: str, expected: bool
) -> None:
    """Not without a display, and not on the far end of SSH."""
    assert has_browser(environ, platform) is expected


def test_a_picture_is_what_a_camera_reads() -> None:
    """Every module stands there, dark on light, with a light border."""
    rows = picture_of("https://id.example/device?user_code=WDJB-MJHT")
    lines = [line.split("m", 1)[1].removesuffix("\x1b[0m") for line in picture(rows).splitlines()]
    above = {" ": "00", "▀": "10", "▄": "01", "█": "11"}
    halves = ["".join(above[c][half] for c in line) for line in lines for half in (0, 1)]
    size = len(rows)
    assert [row[2 : 2 + size] for row in halves[2 : 2 + size]] == list(rows)
    assert all(row[:2] == row[-2:] == "00" for row in halves)
    assert set(halves[0]) == set(halves[1]) == set(halves[-1]) == {"0"}


def test_a_code_is_large_without_a_terminal_too() -> None:
    """In a frame of plain characters."""
    assert large("AB-C", drawn=False).splitlines()[1] == "  |   A B - C   |"


def test_no_secret_is_in_what_others_can_read(keyring_home: Home, server: IdentityServer) -> None:
    """Neither files nor output hold the tokens; nothing but the keyring does."""
    keyring_home.add("api", fragment(server))
    done = keyring_home.run("sign-in", "api", **scripted(keyring_home))
    token = keyring_home.run("token", "api").out.strip()
    files = [path for path in Path(keyring_home.folder).rglob("*") if path.is_file()]
    assert files
    told = (done.out + done.err).encode() + b"".join(path.read_bytes() for path in files)
    assert token.encode() not in told
