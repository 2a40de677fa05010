"""What the README says of the socket: a client that is written by it is served."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.cli.home import Home, fresh
from tests.cli.test_readme import README, blocks
from tokentray.core import wire

SECTION = README.partition("## The socket\n")[2].partition("\n## ")[0]


def listed(start: str) -> str:
    """Return the point of the list that begins so."""
    (line,) = (one for one in SECTION.splitlines() if one.startswith(f"- **{start}**"))
    return line


def asked(path: Path, *lines: str) -> list[dict[str, Any]]:
    """Send lines over one connection, as any client would; return an answer for each."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(path))
        connection.sendall("".join(f"{one}\n" for one in lines).encode())
        answers = b""
        while answers.count(b"\n") < len(lines):
            piece = connection.recv(65536)
            assert piece, answers
            answers += piece
    return [json.loads(one) for one in answers.splitlines()]


@pytest.fixture
def path(memory_home: Home) -> Path:
    """Where the README says that the socket is."""
    (told,) = re.findall(r"`\$XDG_RUNTIME_DIR(/[^`]+)`", listed("Where"))
    return Path(f"{memory_home.runtime}{told}")


def test_its_request_gets_its_answers(memory_home: Home, path: Path) -> None:
    """The shapes that stand there, with a token and without the profile."""
    (example,) = blocks("json")
    request, success, failure = example.splitlines()
    (refused,) = asked(path, request)
    said = json.loads(failure)
    assert refused["error"].pop("hint")
    assert said["error"].pop("hint")
    assert refused == said
    response = fresh(3600, refresh_token="never-told")
    memory_home.take("api", response)
    (answer,) = asked(path, request)
    assert {key: type(value) for key, value in answer.items()} == {
        key: type(value) for key, value in json.loads(success).items()
    }
    assert answer["text"] == f"Authorization: Bearer {response['access_token']}"


def test_its_ops_are_those_that_are_answered() -> None:
    """Each with its fields, and no other."""
    found = re.findall(r"`([a-z_]+) \{([^}`]*)\}`", listed("Ops"))
    told = {op: frozenset(re.findall(r"[a-z_]+", fields)) for op, fields in found}
    assert told == wire.FIELDS


def test_its_limits_are_those_that_hold() -> None:
    """Each has its own test with real sockets."""
    numbers = [int(one) for one in re.findall(r"\d+", listed("Limits"))]
    assert numbers == [
        wire.MAX_REQUEST // 1024,
        9,
        wire.LINE_SECONDS,
        wire.MAX_CONNECTIONS,
        wire.MAX_WATCHERS,
        wire.MAX_BACKLOG // 1024,
    ]
    assert f"shorter than {wire.MAX_SOCKET_PATH} bytes" in listed("Where")


def test_its_mistakes_have_its_codes(path: Path) -> None:
    """And a connection goes on after them, each answer with its own id, in order."""
    lines = (
        '{"v": 1, "id": "a", "op": "dance"}',
        '{"v": 1, "id": ["b"], "op": "status", "loud": true}',
        '{"v": 2, "id": null, "op": "status"}',
        '{"v": 1, "id": 4, "op": "status"}',
    )
    answers = asked(path, *lines)
    assert [one["id"] for one in answers] == ["a", ["b"], None, 4]
    assert [one.get("error", {}).get("code") for one in answers] == [2, 2, 1, None]
    assert "tokentray quit" in answers[2]["error"]["hint"]


def _fields(op: str) -> dict[str, object]:
    return {"profile": "api"} if "profile" in wire.FIELDS[op] else {}


def test_no_answer_holds_what_it_says(memory_home: Home, path: Path) -> None:
    """Neither a refresh token nor a profile's secret in any, an access token in one alone."""
    response = fresh(3600, refresh_token="never-told")
    memory_home.take("api", response)
    memory_home.run("secret", "set", "api", "key", stdin="never-told-either")
    ops = sorted(wire.FIELDS.keys() - {"token", "quit", "watch", "store", "sign_out"})
    lines = [wire.write_request(op, _fields(op)).decode().rstrip() for op in ops]
    with socket.socket(socket.AF_UNIX) as watching:
        watching.settimeout(20)
        watching.connect(str(path))
        watching.sendall(wire.write_request("watch", {}))
        told = json.dumps(asked(path, *lines)) + watching.recv(65536).decode()
        assert "never-told" not in told
        assert response["access_token"] not in told
        assert '"profile":"api"' in told
        # After `watch` nothing may be asked.
        watching.sendall(wire.write_request("status", {}))
        while piece := watching.recv(65536):
            assert b'"running"' not in piece


@pytest.mark.parametrize("op", ["list", "show", "status"])
def test_what_is_printed_is_what_is_answered(memory_home: Home, path: Path, op: str) -> None:
    """Beside the envelope, and the seconds that pass."""
    memory_home.take("api", fresh())
    words = (op, "api", "--json") if op == "show" else (op, "--json")
    (answer,) = asked(path, wire.write_request(op, _fields(op)).decode().rstrip())
    envelope = {"v": answer.pop("v"), "id": answer.pop("id"), "ok": answer.pop("ok")}
    assert envelope == {"v": 1, "id": 1, "ok": True}
    assert set(memory_home.json(*words)) == set(answer)
