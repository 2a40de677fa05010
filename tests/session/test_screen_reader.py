"""The running program as a screen reader has it, over the real accessibility bus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.session.atspi import Node, ScreenReader
from tests.session.conftest import NewDesktop
from tests.session.story import User
from virtual_desktop import VirtualDesktop, until

TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsInNjb3BlIjoicmVhZCJ9."
RESPONSE = {"access_token": TOKEN, "expires_in": 1500}
NAMED = {"push button", "button menu", "text", "list", "tree", "page tab", "progress bar", "frame"}


@pytest.fixture
def desktop(new_desktop: NewDesktop) -> VirtualDesktop:
    """A desktop with a reader's bus."""
    return new_desktop(services=("org.a11y.Bus.service",))


@pytest.fixture
def reader(desktop: VirtualDesktop) -> Iterator[ScreenReader]:
    """A screen reader, there before the program: Qt asks once who listens to what."""
    with closing(ScreenReader(desktop)) as reader:
        yield reader


@pytest.fixture(autouse=True)
def user(desktop: VirtualDesktop, reader: ScreenReader) -> Iterator[User]:
    """A user with one profile in memory and the window open."""
    user = User(desktop, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    user.start("--store", "memory", "--show-window")
    user.does("import", "api", "-", stdin=json.dumps(RESPONSE))
    yield user
    user.quit()


def unnamed(tree: Node) -> list[Node]:
    """Return what one can use and cannot name."""
    return [one for one in tree if one.role in NAMED and not one.name]


def test_the_window_is_read(reader: ScreenReader) -> None:
    """Each part has a role, a name, a value; the list says how a profile stands, in words."""
    tree = reader.program("TokenTray")
    assert unnamed(tree) == []
    window = tree.find("frame", "TokenTray")
    row = window.find("list", "Profiles").find("list item")
    assert re.fullmatch(r"api, valid, 2\d minutes left", row.name)
    assert {"focused", "selected"} <= row.states
    assert window.has("label", "Time left: 2")
    assert window.has("label", "valid")
    bar = window.find("progress bar", "Lifetime left")
    assert bar.value is not None
    assert 90 < bar.value <= 100
    assert re.match(r"issued \d\d:\d\d; expires \d\d:\d\d; ", bar.description)
    tabs = [one.name for one in window if one.role == "page tab"]
    assert {"Claims", "Token", "Diagnosis"} <= set(tabs)
    claims = window.find("tree", "Claims")
    assert claims.has("tree item", "scope, read, Scopes that were granted")
    for name in ("Copy as", "More"):
        assert "focusable" in window.find("button menu", name).states


def test_a_reader_copies(reader: ScreenReader, user: User) -> None:
    """Its press of Copy bearer puts the bearer on the clipboard, and it hears that it did."""
    button = reader.program("TokenTray").find("push button", "Copy bearer")
    reader.press(button)
    until(lambda: user.desktop.read_clipboard() == f"Bearer {TOKEN}", "the copy", 10)
    assert reader.await_announcement("Copied") == "Copied, clears in 30 s"


def test_a_dialog_is_read_and_says_what_is_wrong(reader: ScreenReader) -> None:
    """Its fields have the names of their labels; an error is announced and described there."""
    tree = reader.program("TokenTray")
    reader.press(tree.find("push button", "Paste a token response"))
    until(lambda: "dialog" in [one.role for one in reader.program("TokenTray")], "the dialog", 5)
    dialog = reader.program("TokenTray").find("dialog", "Add a profile")
    assert unnamed(dialog) == []
    assert dialog.has("text", "What the token endpoint answered")
    assert dialog.has("combo box", "Find out from the token")
    assert "focused" in dialog.find("text", "Name of the profile").states
    reader.press(dialog.find("push button", "Look at it"))
    said = reader.await_announcement("The profile needs a name")
    field = reader.program("TokenTray").find("dialog").find("text", "Name of the profile")
    assert field.description == said
    reader.press(dialog.find("push button", "Cancel"))
    until(lambda: "dialog" not in [one.role for one in reader.program("TokenTray")], "its end", 5)
