"""Files that other processes and people change."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.service.bench import folders_in
from tokentray.agent.watches import FileWatch
from tokentray.storage.atomic import replace_file
from tokentray.storage.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Return the folders of a user of a test's own."""
    return folders_in(tmp_path)


@pytest.fixture
def watch(qtbot: QtBot, folders: Folders) -> FileWatch:
    """Watch them, before any file exists."""
    return FileWatch(folders)


def test_a_new_file_is_noticed(qtbot: QtBot, watch: FileWatch, folders: Folders) -> None:
    """The first profiles.toml appears in a folder that held none."""
    with qtbot.waitSignal(watch.profiles_edited):
        folders.profiles_file.write_text("version = 1\n", encoding="utf-8")


def test_edits_in_place_and_by_replacement(
    qtbot: QtBot, watch: FileWatch, folders: Folders
) -> None:
    """Editors write in place, we replace, people remove: each is noticed, again and again."""
    for turn in range(3):
        with qtbot.waitSignal(watch.profiles_edited):
            folders.profiles_file.write_text(f"version = 1 # {turn}\n", encoding="utf-8")
        with qtbot.waitSignal(watch.profiles_edited):
            replace_file(folders.profiles_file, b"version = 1\n" + b"#" * turn)
    with qtbot.waitSignal(watch.profiles_edited):
        folders.profiles_file.unlink()


def test_settings_are_told_apart(qtbot: QtBot, watch: FileWatch, folders: Folders) -> None:
    """An edit of the settings is not one of the profiles."""
    with (
        qtbot.assertNotEmitted(watch.profiles_edited),
        qtbot.waitSignal(watch.settings_edited),
    ):
        folders.settings_file.write_text("version = 1\n", encoding="utf-8")


def test_a_generation_is_told_with_its_number(
    qtbot: QtBot, watch: FileWatch, folders: Folders
) -> None:
    """Each write of the vault is told once, with the profile's id and the number."""
    heard: list[tuple[str, int]] = []
    watch.generation_seen.connect(lambda one, number: heard.append((one, number)))
    replace_file(folders.generations / "id-a", b"1")
    replace_file(folders.generations / "id-b", b"7")
    qtbot.waitUntil(lambda: len(heard) == 2)
    with qtbot.waitSignal(watch.generation_seen):
        replace_file(folders.generations / "id-a", b"2")
    watch.look()

    assert sorted(heard[:2]) == [("id-a", 1), ("id-b", 7)]
    assert heard[2:] == [("id-a", 2)]


def test_what_is_no_generation_is_passed_over(
    qtbot: QtBot, watch: FileWatch, folders: Folders
) -> None:
    """Half-written, foreign and temporary files say nothing."""
    for name, content in (("id-a", b"x"), (".id-a.tmp", b"1"), ("id-b", b"")):
        (folders.generations / name).write_bytes(content)

    with qtbot.assertNotEmitted(watch.generation_seen):
        watch.look()


def test_without_watches_a_look_finds_it(qtbot: QtBot, watch: FileWatch, folders: Folders) -> None:
    """Where the system tells nothing, the half-minute look does."""
    watch.blockSignals(True)
    folders.profiles_file.write_text("version = 1\n", encoding="utf-8")
    watch.blockSignals(False)

    with qtbot.waitSignal(watch.profiles_edited):
        watch.look_again()


def test_a_folder_that_was_taken_away(qtbot: QtBot, watch: FileWatch, folders: Folders) -> None:
    """The state folder is removed under us: it is made again, and watched again."""
    folders.generations.rmdir()
    watch.look()
    assert folders.generations.is_dir()

    with qtbot.waitSignal(watch.generation_seen):
        replace_file(folders.generations / "id-a", b"1")
