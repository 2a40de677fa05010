"""The program on a server: no window system, no D-Bus, hardly an environment."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.home import COMMAND, Home, fresh, until

UNIT = Path(__file__).parents[2] / "packaging" / "systemd" / "tokentray.service"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--store", "memory"), "Tokens are kept in memory only: they are gone when"),
        ((), "There is no keyring that can be trusted"),
    ],
)
def test_it_says_where_tokens_are_kept_and_ends_by_a_signal(
    tmp_path: Path, home: Home, words: tuple[str, ...], said: str
) -> None:
    """In its first lines on stderr; in memory it serves, without a keyring it keeps nothing."""
    bare = {"HOME": str(tmp_path), "PATH": os.defpath, "XDG_RUNTIME_DIR": str(home.runtime)}
    home.environ.clear()
    home.environ |= bare
    errors = tmp_path / "errors"
    with (
        errors.open("wb") as file,
        subprocess.Popen([COMMAND, "run", "--headless", *words], env=bare, stderr=file) as program,
    ):
        until(lambda: said in errors.read_text())
        until(lambda: home.run("status").code == 0)
        taken = home.run("import", "api", "-", stdin=str(fresh()).replace("'", '"'))
        assert taken.code == (0 if words else 6)
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 0
    assert all(line.startswith("tokentray: ") for line in errors.read_text().splitlines())


def test_without_a_runtime_folder_it_is_said(tmp_path: Path) -> None:
    """Nobody can ask it then; the tokens are kept all the same."""
    bare = {"HOME": str(tmp_path), "PATH": os.defpath, "XDG_RUNTIME_DIR": ""}
    if Path(f"/run/user/{os.getuid()}").exists():
        pytest.skip("the system gives this user a runtime folder")
    words = [str(COMMAND), "run", "--headless", "--store", "memory"]
    with subprocess.Popen(words, env=bare, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        said = [program.stderr.readline(), program.stderr.readline()]
        program.terminate()
        assert program.wait(20) == 0
    assert "memory only" in said[0]
    assert "XDG_RUNTIME_DIR" in said[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
def test_the_user_unit_is_understood_by_systemd(tmp_path: Path, home: Home) -> None:
    """Every line of it; only the command is another here, where it is not installed for users."""
    text = UNIT.read_text().replace("%h/.local/bin/tokentray", str(COMMAND))
    (tmp_path / UNIT.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", tmp_path / UNIT.name],
        env=home.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
