"""The fast path: the standard library only, ours alone, and straight to the token."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.home import COMMAND, Home, fresh
from tokentray.cli import fast
from tokentray.core import wire
from tokentray.storage.folders import find_folders

TOKEN = "eyJhbGciOiJub25lIn0.e30."


@contextmanager
def answering(runtime: Path, line: bytes) -> Iterator[list[bytes]]:
    """Answer every connection to the socket in `runtime` with `line`; yield what was asked."""
    folder = runtime / "tokentray"
    folder.mkdir(mode=0o700, exist_ok=True)
    asked: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / wire.SOCKET_NAME))
        server.listen()

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    request = connection.recv(65536)
                    if request:
                        asked.append(request)
                        connection.sendall(line)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield asked
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def success(text: str, warning: str = "") -> bytes:
    """Return the line that the running program would answer."""
    answer = {"text": text, "token_type": "Bearer", "expires_at": 1, "warning": warning}
    return wire.write_answer(1, answer)


def test_only_the_standard_library_is_imported(home: Home) -> None:
    """On the straight path no module is loaded beside our own small file and `_socket`."""
    code = (
        "import sys; before = set(sys.modules); from tokentray.cli import fast;"
        "answer = fast.ask(['token', 'api']); text = fast.straight_text(answer);"
        "print(text.decode(), *sorted(set(sys.modules) - before))"
    )
    with answering(home.runtime, success(TOKEN)):
        done = subprocess.run(
            [sys.executable, "-c", code], env=home.environ, capture_output=True, check=True
        )
    token, *modules = done.stdout.decode().split()
    assert token == TOKEN
    assert set(modules) <= {"tokentray", "tokentray.cli", "tokentray.cli.fast", "_socket"}


def test_the_command_is_a_script_file() -> None:
    """No entry point has its name: one would win silently, and cost more than the fast path."""
    scripts = distribution("tokentray-desktop").entry_points
    assert "tokentray" not in {point.name for point in scripts}
    text = COMMAND.read_text()
    assert text.startswith("#!")
    assert "tokentray.cli.fast" in text


def test_it_prints_the_token_and_a_line_end(home: Home) -> None:
    """The request is one line of the protocol, the output the token and nothing else."""
    with answering(home.runtime, success(TOKEN)) as asked:
        done = home.run("token", "api", "--min-valid", "90", "--format", "header")
    assert (done.code, done.out, done.err) == (0, TOKEN + "\n", "")
    (request,) = asked
    assert wire.read_request(request) == (
        1,
        "token",
        {"profile": "api", "min_valid": 90, "format": "header"},
    )


@pytest.mark.parametrize(
    "words",
    [
        ("token",),
        ("list", "api"),
        ("token", "api", "--json"),
        ("token", "api", "--min-valid", "-1"),
        ("token", "api", "--min-valid", "ten"),
        ("token", "api", "--format", "xml"),
        ("token", 'a"b'),
        ("token", "ä"),
        ("token", ".api"),
        ("token", "a" * 65),
        ("token", "--help"),
    ],
)
def test_anything_else_is_left_to_the_whole_command_line(home: Home, words: list[str]) -> None:
    """Nothing is asked on a guess."""
    with answering(home.runtime, success(TOKEN)) as asked:
        environ = os.environ | home.environ
        code = f"from tokentray.cli import fast; print(fast.ask({list(words)!r}))"
        done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True)
    assert done.stdout == b"b''\n"
    assert asked == []


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (success(TOKEN), TOKEN.encode()),
        (success(TOKEN, "offline"), None),
        (success('{"a": "b"}'), None),
        (b"\n", None),
        (b"", None),
        (wire.write_answer(1, {}), None),
    ],
)
def test_only_a_success_without_warning_is_straight(line: bytes, text: bytes | None) -> None:
    """What needs decoding, or brings words for stderr, is read with json."""
    assert fast.straight_text(line) == text


def test_a_warning_goes_to_stderr(home: Home) -> None:
    """The token on stdout stays pure."""
    with answering(home.runtime, success(TOKEN, "The server is away.")) as asked:
        done = home.run("token", "api")
    assert (done.code, done.out) == (0, TOKEN + "\n")
    assert done.line == "The server is away."
    assert len(asked) == 1


def test_a_format_that_needs_decoding_arrives_whole(home: Home) -> None:
    """Quotes and backslashes cross the socket as JSON has them."""
    text = json.dumps({"Authorization": f"Bearer {TOKEN}"}) + "\\"
    with answering(home.runtime, success(text)) as asked:
        assert home.run("token", "api").out == text + "\n"
    assert len(asked) == 1


@pytest.mark.parametrize("line", [b"", b"nonsense\n", b'"ok"\n'])
def test_a_program_that_does_not_answer_is_told(home: Home, line: bytes) -> None:
    """Silence or nonsense after the request is code 1 and says how to restart."""
    with answering(home.runtime, line):
        done = home.fails("token", "api")
    assert done.code == 1
    assert "does not answer" in done.line


def test_a_folder_that_others_may_enter_is_not_trusted(home: Home) -> None:
    """A socket in it is not even connected to; the command goes on without the program."""
    with answering(home.runtime, success(TOKEN)) as asked:
        (home.runtime / "tokentray").chmod(0o755)
        done = home.fails("token", "api")
    assert asked == []
    assert done.code == 4


def test_a_folder_of_somebody_else_is_not_trusted(home: Home) -> None:
    """Another user who made the folder first gets no request and gives no token."""
    if os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    with answering(home.runtime, success(TOKEN)) as asked:
        os.chown(home.runtime / "tokentray", 65534, 65534)
        token, status = home.fails("token", "api"), home.fails("status")
    assert asked == []
    assert (token.code, status.code) == (4, 3)
    assert "belongs to somebody else" in status.line


def test_a_server_of_somebody_else_is_not_trusted(home: Home) -> None:
    """The kernel says who listens: the folder alone does not prove it."""
    if os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    folder = home.runtime / "tokentray"
    folder.mkdir(mode=0o700)
    code = (
        "import os, socket, sys\n"
        "server = socket.socket(socket.AF_UNIX)\n"
        "server.bind(sys.argv[1])\n"
        "os.setresuid(65534, 65534, 65534)\n"
        "server.listen()\n"
        "print('up', flush=True)\n"
        "while True:\n"
        "    connection, _ = server.accept()\n"
        "    print(connection.recv(1000), flush=True)\n"
    )
    words = [sys.executable, "-c", code, str(folder / wire.SOCKET_NAME)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            assert home.fails("token", "api").code == 4
            assert home.fails("status").code == 3
        finally:
            server.kill()
        assert set(server.stdout.read().splitlines()) <= {b"b''"}


@pytest.mark.parametrize("base", ["/somewhere", "relative", ""])
def test_both_sides_look_in_the_same_folder(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast path's own lines give what `storage.folders` gives."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", base)
    found = find_folders(os.environ).runtime
    assert fast.runtime_folder() == (None if found is None else str(found))


def test_a_closed_stdout_is_no_traceback(home: Home) -> None:
    """A shell's `>&-` ends with a code, not with Python's complaint."""
    with answering(home.runtime, success(TOKEN)):
        words = ["bash", "-c", f"{COMMAND} token api >&-"]
        done = subprocess.run(words, env=home.environ, capture_output=True)
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr


def test_a_reader_that_is_gone_is_no_error(home: Home) -> None:
    """As of any program in a pipe: 128 + SIGPIPE, and not a word."""
    reading, writing = os.pipe()
    os.close(reading)
    with answering(home.runtime, success(TOKEN)):
        done = subprocess.run(
            [COMMAND, "token", "api"], env=home.environ, stdout=writing, stderr=subprocess.PIPE
        )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_is_quiet(home: Home) -> None:
    """Ctrl-C while the program takes its time ends with 130, without a traceback."""
    folder = home.runtime / "tokentray"
    folder.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / wire.SOCKET_NAME))
        server.listen()
        words = [str(COMMAND), "token", "api"]
        with subprocess.Popen(words, env=home.environ, stderr=subprocess.PIPE) as process:
            connection, _ = server.accept()
            with connection:
                assert connection.recv(65536)
                process.send_signal(signal.SIGINT)
                _, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (130, b"")


def test_a_full_disk_is_said(home: Home) -> None:
    """A token that could not be written is a failure."""
    with answering(home.runtime, success(TOKEN)):
        words = ["bash", "-c", f"{COMMAND} token api > /dev/full"]
        done = subprocess.run(words, env=home.environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_real_program_is_answered_straight(memory_home: Home) -> None:
    """What the running program writes is what the fast path looks for."""
    memory_home.take("api", fresh())
    socket_mode = (memory_home.runtime / "tokentray").stat().st_mode
    assert stat.S_IMODE(socket_mode) == 0o700
    code = "from tokentray.cli import fast; print(fast.straight_text(fast.ask(['token', 'api'])))"
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=memory_home.environ, capture_output=True, text=True)
    assert done.stdout.startswith("b'eyJ")
