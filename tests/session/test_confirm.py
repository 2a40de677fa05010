"""A script waits for a person: the real dialog, answered from the keyboard."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.conftest import NewDesktop
from tests.session.story import COMMAND, User
from virtual_desktop import VirtualDesktop, until

SCRIPT = """#!/bin/bash
for _ in 1 2; do
    "$1" token api --format header
    echo "code $?"
done
"""
TITLE = "^deploy.sh asks for api$"


class Person:
    """Somebody whose profile wants a yes first, and a script that asks twice."""

    def __init__(self, desktop: VirtualDesktop, folder: Path) -> None:
        self.desktop = desktop
        self.user = User(desktop)
        self.script = folder / "deploy.sh"
        self.script.write_text(SCRIPT)
        self.script.chmod(0o700)
        self.user.start("--store", "memory")
        self.user.does("import", "api", stdin='{"access_token": "t-1", "expires_in": 3600}')
        profiles = Path(self.user.environ["XDG_CONFIG_HOME"]) / "tokentray" / "profiles.toml"
        text = profiles.read_text()
        profiles.write_text(text.replace("[profiles.api]", '[profiles.api]\nconfirm = "first"'))
        until(self.is_asked, "the edited profile", 10)

    def is_asked(self) -> bool:
        """Tell whether the program asks a person by now; the question is left alone."""
        asking = self.desktop.popen([COMMAND, "token", "api"], env=self.user.environ)
        try:
            asking.wait(1)
        except subprocess.TimeoutExpired:
            return True
        finally:
            asking.kill()
            asking.wait()
        return False

    def run_script(self) -> subprocess.Popen[str]:
        """Start the script."""
        return self.desktop.popen(
            [self.script, COMMAND],
            env=self.user.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def await_dialog(self) -> None:
        """Wait for a question that names the script, read it, and give it the keyboard."""
        argv = ["xdotool", "search", "--sync", "--onlyvisible", "--name", TITLE]

        # A window of another kind that goes while it looks is an error to xdotool.
        def is_focused() -> bool:
            return self.desktop.run([*argv, "windowfocus", "--sync"], timeout=20).returncode == 0

        until(is_focused, "the question")

    def answer(self, *keys: str) -> None:
        """Press keys until the question has gone: those of the first half second do not count."""
        until(lambda: self._press(*keys), "the end of the question", 10)

    def _press(self, *keys: str) -> bool:
        self.desktop.run(["xdotool", "key", "--delay", "50", *keys])
        return not self.is_shown()

    def is_shown(self) -> bool:
        """Tell whether a question is on the screen."""
        found = self.desktop.run(
            ["xdotool", "search", "--onlyvisible", "--name", " asks for api$"],
            stdout=subprocess.PIPE,
        )
        return bool(found.stdout.strip())


@pytest.fixture
def person(new_desktop: NewDesktop, tmp_path: Path) -> Iterator[Person]:
    """A person at a desktop."""
    person = Person(new_desktop(tray="none"), tmp_path)
    yield person
    person.user.quit()


def test_no_and_then_yes_for_an_hour(person: Person) -> None:
    """Code 8 twice; then the first call waits for the person, and the second asks nothing."""
    until(lambda: not person.is_shown(), "the end of an abandoned question", 5)
    script = person.run_script()
    for _ in range(2):
        person.await_dialog()
        person.answer("Escape")
    out, errors = script.communicate(timeout=10)
    assert out == "code 8\ncode 8\n"
    assert errors.count("did not agree to hand out api") == 2

    script = person.run_script()
    person.await_dialog()
    person.answer("alt+h")
    out, errors = script.communicate(timeout=10)
    assert out == "Authorization: Bearer t-1\ncode 0\n" * 2
    assert errors == ""


def test_who_goes_away_takes_the_question_along(person: Person) -> None:
    """A script that is stopped leaves nothing on the screen."""
    script = person.run_script()
    person.await_dialog()
    for child in script.pid, *_children(script.pid):
        subprocess.run(["kill", str(child)], check=False)
    script.communicate(timeout=10)

    until(lambda: not person.is_shown(), "the end of the question", 5)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]
