"""The socket: real sockets, honest clients and hostile ones."""

from __future__ import annotations

import gc
import json
import os
import resource
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from tests.agent.rig import HOUR, Rig, profile, snapshot, told
from tokentray.agent import peer, unix_socket
from tokentray.agent.confirming import Confirming, ConfirmingParts, Question
from tokentray.agent.conversation import Conversation
from tokentray.agent.listener import Listener
from tokentray.agent.requests import About, DeskActions, Requests
from tokentray.agent.server import Server
from tokentray.agent.signing import Signing
from tokentray.agent.workers import Workers
from tokentray.core import wire
from tokentray.core.asking import Verdict
from tokentray.core.errors import (
    AgentError,
    TokenTrayError,
    TransportError,
    VaultLocked,
    error_to_dict,
)
from tokentray.core.handout import Format
from tokentray.core.jobs import Op
from tokentray.core.profile import Confirm
from tokentray.core.signature import Signature, SignatureState
from tokentray.core.state import State
from tokentray.core.view import ProfileView
from tokentray.storage.agreements import AgreementsFile


class Place:
    """A server on a path of its own, over an engine in the test's hands."""

    def __init__(self, folder: Path, *profiles: Any, listener: Listener | None = None) -> None:
        self.path = folder / "tokentray" / wire.SOCKET_NAME
        self.rig = Rig(*(profiles or (profile(),)))
        self.rig.start(**{one.name: snapshot() for one in profiles or (profile(),)})
        self.quits: list[bool] = []
        about = About(started_at=1, headless=True)
        signing = Signing(self.rig.engine, cast("Workers", self.rig.workers))
        keeper = AgreementsFile(folder / "agreements.json")
        self.confirming = Confirming(ConfirmingParts(self.rig.clock, keeper))
        self.questions: list[Question] = []
        self.confirming.asked.connect(self.questions.append)
        self.requests = Requests(
            self.rig.engine,
            about,
            lambda: self.quits.append(True),
            signing=signing,
            confirming=self.confirming,
        )
        self.server = Server(self.requests, listener=listener)
        self.server.listen(self.path)
        self._views = self.rig.engine.views
        self.engine_calls = 0
        self.rig.engine.views = self._count  # type: ignore[method-assign]  # to count requests

    def _count(self) -> tuple[ProfileView, ...]:
        self.engine_calls += 1
        return self._views()

    def close(self) -> None:
        """Stop serving."""
        self.server.close()


class Client:
    """A plain socket whose answers are read while Qt's loop runs."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot = qtbot
        self._received = bytearray()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.socket.setblocking(False)
        self.is_closed = False
        self._flooding: threading.Thread | None = None

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Let the server work until something is so."""
        self._qtbot.waitUntil(condition)

    def send(self, data: bytes) -> None:
        """Send what the system takes at once."""
        self.socket.send(data)

    def flood(self, data: bytes) -> None:
        """Send all of it, in a thread, until the other side closes."""
        self.socket.setblocking(True)

        def send() -> None:
            try:
                self.socket.sendall(data)
            except OSError:
                self.is_closed = True

        self._flooding = threading.Thread(target=send, daemon=True)
        self._flooding.start()

    def lines(self, count: int) -> list[dict[str, Any]]:
        """Wait for so many answers."""
        self._qtbot.waitUntil(lambda: self._receive().count(b"\n") >= count)
        *lines, rest = bytes(self._received).split(b"\n")
        self._received = bytearray(rest)
        return [json.loads(line) for line in lines]

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """Ask one thing."""
        self.send(wire.write_request(op, fields, 7))
        (answer,) = self.lines(1)
        return answer

    def await_end(self) -> None:
        """Wait until the other side has closed the connection."""
        self._qtbot.waitUntil(lambda: self._receive() is not None and self.is_closed)

    def _receive(self) -> bytearray:
        try:
            piece = self.socket.recv(65536, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return self._received
        except ConnectionError:
            piece = b""
        self.is_closed = not piece
        self._received += piece
        return self._received

    def close(self) -> None:
        """Go; no thread stays behind that could collect what belongs to this one."""
        if self._flooding is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)
            self._flooding.join()
        self.socket.close()


def _first_free_descriptor() -> int:
    with Path(os.devnull).open() as file:
        return file.fileno()


NewClient = Callable[[Place], Client]
NewPlace = Callable[..., Place]


@pytest.fixture
def new_place(qtbot: QtBot, tmp_path: Path) -> Iterator[NewPlace]:
    """Make servers with profiles that a test names."""
    places: list[Place] = []

    def make(*profiles: Any, folder: Path = tmp_path) -> Place:
        places.append(Place(folder, *profiles))
        return places[-1]

    yield make
    for place in places:
        place.close()
    places.clear()
    # What refers to itself must not wait for a collection in another test's thread.
    gc.collect()


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    """A server with one profile that holds a token."""
    return new_place()


@pytest.fixture
def new_client(qtbot: QtBot) -> Iterator[NewClient]:
    """Make clients of a server; they end with the test."""
    clients: list[Client] = []

    def make(place: Place) -> Client:
        clients.append(Client(qtbot, place.path))
        return clients[-1]

    yield make
    for one in clients:
        one.close()


@pytest.fixture
def client(new_client: NewClient, place: Place) -> Client:
    """An honest client."""
    return new_client(place)


class TestOps:
    """What each op answers."""

    def test_a_token(self, client: Client) -> None:
        """The answer begins with the text, so that a client need not decode it, and ends so."""
        client.send(wire.write_request("token", {"profile": "API", "format": "header"}))
        (answer,) = client.lines(1)

        assert answer["text"] == "Authorization: Bearer token-1"
        assert list(answer) == ["v", "id", "ok", "text", "token_type", "expires_at", "warning"]

    @pytest.mark.parametrize("wanted", [-1, "60", True, 1e300])
    def test_a_life_that_is_no_number_of_seconds(self, client: Client, wanted: object) -> None:
        """`min_valid` is checked before it counts."""
        assert client.ask("token", profile="api", min_valid=wanted)["error"]["code"] == 9

    def test_an_unknown_format(self, client: Client) -> None:
        """A format that nobody knows is the caller's mistake."""
        assert client.ask("token", profile="api", format="xml")["error"]["code"] == 2

    def test_an_unknown_profile(self, client: Client) -> None:
        """Code 4, with the next step."""
        error = client.ask("token", profile="other")["error"]

        assert error["code"] == 4
        assert "tokentray list" in error["hint"]

    def test_a_profile_that_wants_to_be_asked(
        self, new_client: NewClient, new_place: NewPlace
    ) -> None:
        """Where a person wants to agree first, and cannot be asked, nobody gets anything."""
        client = new_client(new_place(profile(confirm=Confirm.ALWAYS)))

        assert client.ask("token", profile="api")["error"]["code"] == 8
        assert client.ask("copy", profile="api")["error"]["code"] == 8

    @pytest.mark.parametrize("op", ["token", "copy"])
    def test_nobody_is_asked_for_what_is_not_there(
        self, new_client: NewClient, new_place: NewPlace, op: str
    ) -> None:
        """A profile without a token, or with one that has ended for good: code 5 at once."""
        place = new_place(profile(confirm=Confirm.ALWAYS, refresh=False))
        place.confirming.has_screen = True
        client = new_client(place)
        for held in (None, snapshot(place.rig.clock() - 2 * HOUR, has_refresh_token=False)):
            place.rig.engine.reload()
            place.rig.load(api=held)
            assert client.ask(op, profile="api")["error"]["code"] == 5

        assert place.questions == []

    def test_a_keyring_is_read_before_anybody_is_asked(
        self, new_client: NewClient, new_place: NewPlace
    ) -> None:
        """Locked it is code 6 without a question; opened, the person is asked."""
        place = new_place(profile())
        place.confirming.has_screen = True
        place.rig.edit(profile("other", confirm=Confirm.ALWAYS))
        place.rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)
        client = new_client(place)
        client.send(wire.write_request("token", {"profile": "other"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.LOAD)))
        place.rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)
        assert client.lines(1)[0]["error"]["code"] == 6
        assert place.questions == []
        client.send(wire.write_request("token", {"profile": "other"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.LOAD)))
        place.rig.load(other=snapshot())
        client.wait_until(lambda: bool(place.questions))

    @pytest.mark.parametrize(
        ("verdict", "code"), [(Verdict.ONCE, None), (Verdict.DENY, 8), (Verdict.HOUR, None)]
    )
    def test_a_person_is_asked(
        self, new_client: NewClient, new_place: NewPlace, verdict: Verdict, code: int | None
    ) -> None:
        """The program waits for the answer; what asks is named: this very process."""
        place = new_place(profile(confirm=Confirm.FIRST))
        place.confirming.has_screen = True
        client = new_client(place)
        client.send(wire.write_request("token", {"profile": "api", "format": "header"}))
        client.wait_until(lambda: bool(place.questions))
        (question,) = place.questions
        assert (question.asker.pid, question.wish.what) == (os.getpid(), "header")
        place.confirming.answer(question, verdict)
        (answer,) = client.lines(1)

        assert answer.get("error", {}).get("code") == code
        assert answer.get("text", "") == ("" if code else "Authorization: Bearer token-1")

    def test_a_client_that_goes_away_is_not_asked_for(
        self, new_client: NewClient, new_place: NewPlace
    ) -> None:
        """The question leaves the screen with it."""
        place = new_place(profile(confirm=Confirm.FIRST))
        place.confirming.has_screen = True
        ended: list[Question] = []
        place.confirming.ended.connect(ended.append)
        client = new_client(place)
        client.send(wire.write_request("token", {"profile": "api"}))
        client.wait_until(lambda: bool(place.questions))
        client.close()
        other = new_client(place)
        other.wait_until(lambda: ended == place.questions)

        assert other.ask("status")["ok"]

    def test_a_profile_that_another_one_took_the_name_of(
        self, new_client: NewClient, new_place: NewPlace
    ) -> None:
        """A person agreed to the one that was named then."""
        place = new_place(profile(confirm=Confirm.FIRST))
        place.confirming.has_screen = True
        client = new_client(place)
        client.send(wire.write_request("token", {"profile": "api"}))
        client.wait_until(lambda: bool(place.questions))
        place.rig.edit(replace(profile(confirm=Confirm.FIRST), id="id-other"))
        place.confirming.answer(place.questions[0], Verdict.ONCE)

        assert client.lines(1)[0]["error"]["code"] == 8

    def test_list_show_and_status(self, client: Client) -> None:
        """The reading ops answer the contract's JSON, and no token is in it."""
        listed, shown, status = client.ask("list"), client.ask("show", profile="api"), None
        status = client.ask("status")

        assert listed["profiles"][0]["name"] == "api"
        assert shown["times"]["expires_at"] == listed["profiles"][0]["expires_at"]
        assert status["profiles"] == {"valid": 1}
        assert (status["pid"], status["headless"]) == (os.getpid(), True)
        assert "token-1" not in json.dumps([listed, shown, status])

    def test_a_refresh_that_takes_its_time(self, place: Place, client: Client) -> None:
        """The answer comes when the refresh has landed, with the new expiry."""
        client.send(wire.write_request("refresh", {"profile": "api", "force": True}))
        client.send(wire.write_request("status", {}))
        client.wait_until(lambda: bool(place.rig.pending(Op.REFRESH)))
        place.rig.clock.at += 60
        place.rig.land(snapshot(place.rig.clock(), generation=2))

        refreshed, status = client.lines(2)

        assert refreshed["expires_at"] == place.rig.clock() + HOUR
        assert status["running"] is True

    def test_a_refresh_that_fails(self, place: Place, client: Client) -> None:
        """The error of a refresh is the answer."""
        client.send(wire.write_request("refresh", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.REFRESH)))
        place.rig.fail(TokenTrayError("worker-died"))

        assert client.lines(1)[0]["error"]["code"] == 1

    def test_pause_and_resume(self, place: Place, client: Client) -> None:
        """Refreshing is paused and goes on."""
        assert client.ask("pause")["ok"]
        assert place.rig.engine.paused
        assert client.ask("resume")["ok"]
        assert not place.rig.engine.paused

    def test_one_profile_is_paused(self, place: Place, client: Client) -> None:
        """By its NAME; the others go on, and an unknown one is code 4."""
        assert client.ask("pause", profile="API")["ok"]
        assert place.rig.view().paused
        assert not place.rig.engine.paused
        assert [row["paused"] for row in client.ask("list")["profiles"]] == [True]
        assert client.ask("resume", profile="api")["ok"]
        assert not place.rig.view().paused
        assert client.ask("pause", profile="nobody")["error"]["code"] == 4

    def test_locked(self, place: Place, client: Client) -> None:
        """What gives or shows a token is code 8, what tells how things stand is not."""
        assert client.ask("lock")["ok"]
        for op in ("token", "show"):
            assert client.ask(op, profile="api")["error"]["code"] == 8
        assert client.ask("status")["locked"] is True
        assert client.ask("list")["profiles"][0]["state"] == "valid"

        assert client.ask("unlock")["ok"]
        assert client.ask("token", profile="api")["ok"]

    def test_unlocking_opens_a_locked_keyring_too(self, place: Place, client: Client) -> None:
        """A person asked, so it may ask for its password; what comes of that is the answer."""
        place.rig.engine.reload()
        place.rig.fail(VaultLocked("vault-locked"), op=Op.LOAD)
        client.ask("lock")
        answers: tuple[TokenTrayError | dict[str, Any], ...] = (VaultLocked("vault-locked"), {})
        for answer in answers:
            client.send(wire.write_request("unlock", {}))
            client.wait_until(lambda: bool(place.rig.pending(Op.UNLOCK)))
            place.rig.take(Op.UNLOCK).done(answer)
            if not isinstance(answer, TokenTrayError):
                place.rig.load(api=snapshot())
            (told,) = client.lines(1)
            assert told["ok"] is not isinstance(answer, TokenTrayError)
            assert client.ask("status")["locked"] is False

    @pytest.mark.parametrize(("op", "fields"), [("copy", {"profile": "api"}), ("raise", {})])
    def test_without_a_screen(self, client: Client, op: str, fields: dict[str, str]) -> None:
        """What needs a screen says that there is none."""
        error = client.ask(op, **fields)["error"]

        assert error["code"] == 3
        assert "no screen" in error["title"]

    def test_the_desk_copies_and_shows(self, place: Place, client: Client) -> None:
        """With a screen, copying and raising are its business, and its word is the answer."""
        asked: list[tuple[str, Format]] = []

        def copy(
            profile_id: str, form: Format, done: Callable[[TokenTrayError | None], None]
        ) -> None:
            asked.append((profile_id, form))
            done(TokenTrayError("clipboard-missed", name="api") if len(asked) == 2 else None)

        place.requests.desk = DeskActions(copy, lambda: asked.append(("raised", Format.RAW)), bool)

        assert client.ask("copy", profile="api", format="curl")["ok"]
        assert not client.ask("copy", profile="api")["ok"]
        assert client.ask("raise")["ok"]
        assert asked == [("id-api", "curl"), ("id-api", "bearer"), ("raised", "raw")]

    def test_quit_is_answered_first(self, place: Place, client: Client) -> None:
        """Who ends the program hears that it was understood."""
        assert client.ask("quit")["ok"]
        client.wait_until(lambda: place.quits == [True])

    def test_changed_reads_again(self, place: Place, client: Client) -> None:
        """A command that changed a profile has it read again, and new ones found."""
        place.rig.profiles = type(place.rig.profiles)((profile(), profile("new")))
        client.send(wire.write_request("changed", {"profile": "api"}, 7))
        client.wait_until(lambda: bool(place.rig.pending(Op.LOAD)))

        assert sorted(place.rig.take(Op.LOAD).fields["profiles"]) == ["id-new"]
        place.rig.workers.jobs.clear()

    def test_changed_is_answered_when_it_is_read(self, place: Place, client: Client) -> None:
        """Who changes something and asks next gets what is new, however slow the keyring is."""
        client.send(wire.write_request("changed", {"profile": "api"}, 1))
        client.send(wire.write_request("token", {"profile": "api"}, 2))
        client.wait_until(lambda: bool(place.rig.pending(Op.LOAD)))
        place.rig.load(api=snapshot(access_token="token-2"))
        told, asked = client.lines(2)
        assert told["ok"]
        assert asked["text"] == "token-2"

    def test_store_is_for_memory_only(self, client: Client) -> None:
        """A token set is taken from nobody while the keyring is the store."""
        assert client.ask("store", profile="api", token_set={})["error"]["code"] == 2

    def test_a_mistake_of_ours_is_an_answer(
        self, place: Place, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An exception that nobody foresaw does not leave its caller waiting."""
        monkeypatch.setattr(place.rig.engine, "views", lambda: 1 / 0)

        assert client.ask("list")["error"]["code"] == 1
        assert client.ask("pause")["ok"]


class TestProtocol:
    """Lines, versions and order."""

    def test_answers_come_in_order(self, place: Place, client: Client) -> None:
        """A hundred requests in one piece are answered one after the other."""
        client.send(b"".join(wire.write_request("status", {}, number) for number in range(100)))

        assert [answer["id"] for answer in client.lines(100)] == list(range(100))

    def test_a_line_may_come_in_pieces(self, client: Client) -> None:
        """A request that arrives byte by byte is a request."""
        for byte in wire.write_request("status", {}):
            client.send(bytes([byte]))

        assert client.lines(1)[0]["ok"]

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            (b"\n", 9),
            (b"nonsense\n", 9),
            (b"[1]\n", 9),
            (b"[" * 9000 + b"\n", 9),
            (b"\xff\xfe\n", 9),
            (b'{"v":1,"id":5,"op":"dance"}\n', 2),
            (b'{"v":1,"id":5,"op":"status","shoe":1}\n', 2),
            (b'{"v":1,"id":5,"op":["token"]}\n', 2),
            (b'{"v":2,"id":5,"op":"status"}\n', 1),
            (b'{"v":1,"id":5,"op":"token"}\n', 9),
        ],
    )
    def test_a_bad_line_is_told_and_the_next_one_heard(
        self, client: Client, line: bytes, code: int
    ) -> None:
        """What cannot be read has its code, and the connection goes on."""
        client.send(line)
        assert client.lines(1)[0]["error"]["code"] == code

        assert client.ask("status")["ok"]

    def test_another_version_says_what_to_do(self, client: Client) -> None:
        """A newer command hears that this program is older."""
        client.send(b'{"v":2,"id":5,"op":"status"}\n')
        (answer,) = client.lines(1)

        assert answer["id"] == 5
        assert "older" in answer["error"]["title"]
        assert "tokentray quit" in answer["error"]["hint"]


class TestHostility:
    """Clients that want harm, and honest ones beside them."""

    def test_a_line_without_end(self, place: Place, client: Client, new_client: NewClient) -> None:
        """Over 64 KiB a line is code 9 and the end of the connection; nobody else notices."""
        honest = new_client(place)
        client.flood(b"x" * 50_000_000)

        assert honest.ask("status")["ok"]
        assert client.lines(1)[0]["error"]["code"] == 9
        client.await_end()

    def test_a_long_line_that_ends(self, client: Client) -> None:
        """One byte over the limit is over it, even with a line end behind it."""
        client.flood(b" " * (wire.MAX_REQUEST + 1) + b"\n")

        assert client.lines(1)[0]["error"]["code"] == 9
        client.await_end()

    def test_the_longest_line(self, client: Client) -> None:
        """A line of exactly the limit is heard."""
        line = wire.write_request("status", {})[:-1]
        client.flood(line + b" " * (wire.MAX_REQUEST - len(line)) + b"\n")

        assert client.lines(1)[0]["ok"]

    def test_a_drip(
        self, place: Place, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A line once begun has to end in its time; an idle connection may stay."""
        monkeypatch.setattr(wire, "LINE_SECONDS", 0.05)
        client, idle = new_client(place), new_client(place)
        client.send(b"{")
        client.await_end()

        assert idle.ask("status")["ok"]

    def test_who_does_not_read_is_not_served_on(
        self, new_place: NewPlace, new_client: NewClient
    ) -> None:
        """Answers that nobody takes do not pile up in memory, and others are served."""
        place = new_place(*(profile(f"p{number}") for number in range(300)))
        greedy, honest = new_client(place), new_client(place)
        greedy.flood(wire.write_request("list", {}) * 10_000)
        # Each takes as many turns of the loop as a waiting request of the other would.
        for _ in range(50):
            assert honest.ask("pause")["ok"]

        served = place.engine_calls
        for _ in range(10):
            assert honest.ask("pause")["ok"]

        assert 0 < served < 20
        assert place.engine_calls == served

    def test_a_burst_is_not_turned_away(self, place: Place, client: Client) -> None:
        """As many as have a place may come before we get to look."""
        burst = [socket.socket(socket.AF_UNIX) for _ in range(wire.MAX_CONNECTIONS - 1)]
        try:
            for one in burst:
                one.setblocking(False)
                one.connect(str(place.path))
            assert client.ask("status")["ok"]
        finally:
            for one in burst:
                one.close()

    def test_no_descriptor_is_left(
        self,
        place: Place,
        new_client: NewClient,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Whom the system lets in nowhere waits, without a loop that turns for it."""
        waiting = new_client(place)
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (_first_free_descriptor(), before[1]))
        try:
            waiting.wait_until(lambda: "nobody more can come in" in caplog.text)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)

        assert waiting.ask("status")["ok"]
        assert caplog.text.count("nobody more can come in") == 1

    def test_too_many_connections(
        self, place: Place, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Beyond the limit the one that was silent longest goes, and newcomers are served."""
        monkeypatch.setattr(wire, "MAX_CONNECTIONS", 16)
        clients = [new_client(place) for _ in range(16)]
        for one in clients[1:]:
            assert one.ask("status")["ok"]

        assert new_client(place).ask("status")["ok"]
        clients[0].await_end()
        assert clients[1].ask("status")["ok"]

    def test_who_waits_is_not_idle(
        self, place: Place, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A client whose refresh is on its way is not the one that has to go."""
        monkeypatch.setattr(wire, "MAX_CONNECTIONS", 2)
        waiting, idle = new_client(place), new_client(place)
        waiting.send(wire.write_request("refresh", {"profile": "api"}))
        waiting.wait_until(lambda: bool(place.rig.pending(Op.REFRESH)))

        new_client(place)
        idle.await_end()
        place.rig.land(snapshot(generation=2))

        assert waiting.lines(1)[0]["ok"]

    def test_a_client_that_goes_while_it_is_served(
        self, place: Place, client: Client, new_client: NewClient
    ) -> None:
        """An answer for somebody who left is dropped in silence."""
        client.send(wire.write_request("refresh", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.REFRESH)))
        client.close()
        client.wait_until(lambda: not place.server.findChildren(Conversation))

        place.rig.land(snapshot(generation=2))

        assert new_client(place).ask("status")["ok"]

    def test_somebody_else(
        self, place: Place, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A process of another user is turned away before it is heard."""
        monkeypatch.setattr(unix_socket, "peer_uid", lambda _descriptor: os.getuid() + 1)

        new_client(place).await_end()

    def test_the_kernel_says_who_is_there(
        self, place: Place, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The peer's uid is what the kernel holds for the connection."""
        seen: list[int] = []

        def look(descriptor: int) -> int:
            seen.append(peer.peer_uid(descriptor))
            return seen[-1]

        monkeypatch.setattr(unix_socket, "peer_uid", look)

        assert new_client(place).ask("status")["ok"]
        assert seen == [os.getuid()]


class TestPath:
    """Where the socket lies."""

    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
    def test_nobody_else_may_enter(self, new_place: NewPlace, mask: int) -> None:
        """Folder and socket are the owner's alone, whatever the umask."""
        before = os.umask(mask)
        try:
            place = new_place()
        finally:
            os.umask(before)

        assert stat.S_IMODE(place.path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(place.path.stat().st_mode) & 0o077 == 0

    def test_an_open_folder_is_closed(self, new_place: NewPlace, tmp_path: Path) -> None:
        """A folder of ours that others may enter is made private."""
        (tmp_path / "tokentray").mkdir(mode=0o777)

        place = new_place()

        assert stat.S_IMODE(place.path.parent.stat().st_mode) == 0o700

    def test_somebody_elses_folder_is_not_used(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder that another user made first is refused."""
        monkeypatch.setattr(os, "getuid", lambda: 4242)

        with pytest.raises(AgentError) as raised:
            unix_socket.check_folder(place.path.parent)
        assert raised.value.code == "agent-not-ours"

    def test_a_stale_socket_is_replaced(
        self, new_client: NewClient, new_place: NewPlace, tmp_path: Path
    ) -> None:
        """What a killed program left at the path is in nobody's way."""
        path = tmp_path / "tokentray" / wire.SOCKET_NAME
        path.parent.mkdir(mode=0o700)
        with socket.socket(socket.AF_UNIX) as stale:
            stale.bind(str(path))

        assert new_client(new_place()).ask("status")["ok"]

    def test_the_longest_path(
        self, new_client: NewClient, new_place: NewPlace, tmp_path: Path
    ) -> None:
        """The longest allowed path works, one more is refused in words."""
        name = "x" * (wire.MAX_SOCKET_PATH - 1 - len(str(tmp_path)) - 1)
        name = name[: -len("/tokentray/agent.sock")]
        place = new_place(folder=tmp_path / name)

        assert len(str(place.path)) == wire.MAX_SOCKET_PATH - 1
        assert new_client(place).ask("status")["ok"]
        place.close()
        with pytest.raises(AgentError) as raised:
            new_place(folder=tmp_path / f"{name}x")
        assert raised.value.code == "socket-path-too-long"

    def test_a_folder_in_its_place(self, tmp_path: Path, qtbot: QtBot) -> None:
        """What cannot be replaced is said, and nothing stays open."""
        path = tmp_path / "tokentray" / wire.SOCKET_NAME
        path.mkdir(parents=True)

        with pytest.raises(AgentError) as raised:
            Place(tmp_path)
        gc.collect()
        assert raised.value.code == "unexpected"

    def test_the_end_leaves_no_socket(self, new_place: NewPlace) -> None:
        """A server that was closed leaves nothing at the path."""
        place = new_place()
        place.close()

        assert not place.path.exists()


class TestSigningOut:
    """The op `sign_out`, and what it leaves."""

    def test_the_answer_comes_when_nothing_is_held_any_more(
        self, place: Place, client: Client
    ) -> None:
        """Who asks next sees the profile empty."""
        client.send(wire.write_request("sign_out", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.SIGN_OUT)))
        place.rig.take(Op.SIGN_OUT).done({"report": ["api is signed out."], "error": None})
        place.rig.load(api=None)

        (answer,) = client.lines(1)

        assert (answer["ok"], answer["report"]) == (True, ["api is signed out."])
        assert place.rig.view().state is State.EMPTY

    def test_half_of_it(self, place: Place, client: Client) -> None:
        """Trouble with the server is the answer, with its code and the sentence."""
        error = TransportError("sign-out-failed", name="api", life="it lives", what="503")
        client.send(wire.write_request("sign_out", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.SIGN_OUT)))
        place.rig.take(Op.SIGN_OUT).done({"report": [], "error": error_to_dict(error)})
        place.rig.load(api=None)

        answered = client.lines(1)[0]["error"]

        assert (answered["code"], answered["hint"][:4]) == (7, "503 ")
        assert "the server can't be told; it lives" in answered["title"]

    def test_a_worker_that_dies(self, place: Place, client: Client) -> None:
        """Is an error, and the tokens are held as they were."""
        client.send(wire.write_request("sign_out", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.SIGN_OUT)))
        place.rig.fail(TokenTrayError("worker-died"), op=Op.SIGN_OUT)

        assert client.lines(1)[0]["error"]["code"] == 1
        assert place.rig.view().state is State.VALID

    def test_show_waits_for_the_keys(self, new_client: NewClient, new_place: NewPlace) -> None:
        """What it says of the signature is what the issuer's keys say."""
        place = new_place(profile(issuer="https://id.example"))
        client = new_client(place)
        client.send(wire.write_request("show", {"profile": "api"}))
        client.wait_until(lambda: bool(place.rig.pending(Op.INSPECT)))
        verified = {"algorithm": "ES256", "keys_of": "https://id.example"}
        signature = Signature(SignatureState.VERIFIED, "signature-verified", verified)
        held = snapshot(signature=signature)
        place.rig.take(Op.INSPECT).done({**told(held), "error": None})

        assert client.lines(1)[0]["signature"] == {
            "state": "verified",
            "reason": "it was made with a key of https://id.example",
        }
