"""What the set-up scripts say where a machine is not as they hope."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("bash", "cat", "cut", "dirname", "env", "git", "grep", "mkdir", "sha256sum", "tail", "tr")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs: what every machine has, and nothing of Debian's."""
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / tool).symlink_to(found)
    (tmp_path / "python3").symlink_to(sys.executable)
    return tmp_path


def give(machine: Path, name: str, script: str) -> None:
    """Put a program onto the machine."""
    path = machine / name
    path.unlink(missing_ok=True)
    path.write_text(f"#!{machine}/bash\n{script}\n")
    path.chmod(0o755)


def set_up(machine: Path, what: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the set-up on the machine."""
    return subprocess.run(
        [machine / "bash", "-euo", "pipefail", "-c", f". packaging/setup.sh; {what}"],
        cwd=ROOT,
        env={"PATH": str(machine), "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_another_distribution_is_told_the_packages(machine: Path) -> None:
    """By Debian's names; it goes on, since they may be there."""
    done = set_up(machine, "install_system_packages qt")
    assert done.returncode == 0
    assert "no Debian or Ubuntu" in done.stdout
    assert "libegl1" in done.stdout


def test_without_root_and_sudo_the_packages_are_named(machine: Path) -> None:
    """For the administrator; nothing else happens."""
    give(machine, "dpkg-query", "exit 1")
    give(machine, "apt-cache", "exit 0")
    give(machine, "apt-get", "echo must not run; exit 9")
    give(machine, "id", "echo 1000")
    done = set_up(machine, "install_system_packages qt")
    assert done.returncode == 1
    assert "neither root nor sudo" in done.stderr
    assert "libegl1" in done.stderr
    assert "must not run" not in done.stdout


def test_without_a_network_it_says_so(machine: Path) -> None:
    """In one sentence that names what is needed."""
    give(machine, "dpkg-query", "exit 1")
    give(machine, "apt-cache", "exit 0")
    give(machine, "apt-get", "exit 100")
    give(machine, "id", "echo 0")
    done = set_up(machine, "install_system_packages qt")
    assert done.returncode == 1
    assert "is there a network?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_machine_that_has_everything_is_left_alone(machine: Path) -> None:
    """Nothing is asked of apt."""
    give(machine, "dpkg-query", "echo install ok installed")
    give(machine, "apt-get", "echo must not run; exit 9")
    done = set_up(machine, "install_system_packages all")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_old_python_is_refused(machine: Path) -> None:
    """With the way to name another."""
    give(machine, "python3", "exit 1")
    done = set_up(machine, "true")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_one_of_two_names_is_enough(machine: Path) -> None:
    """Releases know some libraries by another name."""
    give(machine, "dpkg-query", '[ "${@: -1}" = libglib2.0-0 ] && echo ok installed || exit 1')
    give(machine, "apt-cache", "exit 0")
    words = "printf '%s\\n' 'libglib2.0-0t64|libglib2.0-0' libegl1 | missing_packages"
    assert set_up(machine, words).stdout.split() == ["libegl1"]


@pytest.mark.parametrize("known", ["kubectl", "kubernetes-client", ""])
def test_a_kubectl_is_installed_where_there_is_none(machine: Path, known: str) -> None:
    """By the name that the release has, if it has one; another's on PATH is left alone."""
    give(machine, "dpkg-query", "exit 1")
    give(machine, "apt-cache", f'[ "$2" = "{known}" ]')
    words = "python3 packaging/virtual_desktop.py --packages test | missing_packages"
    wanted = set_up(machine, words).stdout.split()
    assert [one for one in wanted if one.startswith("kube")] == ([known] if known else [])
    give(machine, "kubectl", "exit 0")
    assert not [one for one in set_up(machine, words).stdout.split() if one.startswith("kube")]


def test_identity_servers_that_cannot_be_fetched(machine: Path) -> None:
    """The file that names them is told, with the likely reason; nothing counts as installed."""
    folder = machine / "identity"
    python = machine / "no-network"
    made = "mkdir -p $4/bin && printf '#!%s\\nexit 1\\n' \"$BASH\" >$4/bin/python"
    give(machine, python.name, f'[ "$1" = -V ] || {{ {made} && chmod +x $4/bin/python; }}')
    for tool in ("chmod", "rm"):
        (machine / tool).symlink_to(str(shutil.which(tool)))
    done = set_up(machine, f"PYTHON_FOUND={python}; install_identity_servers {folder}")
    assert done.returncode == 1
    assert "tests/identity/servers/django.txt" in done.stderr.splitlines()[-1]
    assert "is there a network?" in done.stderr.splitlines()[-1]
    assert not (folder / ".stamp").exists()


def test_identity_servers_that_are_there_are_left_alone(machine: Path) -> None:
    """The second time nothing is installed, and nothing is said."""
    folder = machine / "identity"
    install = f"install_identity_servers {folder}"
    for tool in ("cp", "rm"):
        (machine / tool).symlink_to(str(shutil.which(tool)))
    give(machine, "npm", "exit 0")
    (folder / "node" / "bin").mkdir(parents=True)
    (folder / "node" / "bin" / "npm").symlink_to(machine / "npm")
    assert set_up(machine, f"make_environment() {{ :; }}; {install}").returncode == 0
    done = set_up(machine, f"make_environment() {{ exit 9; }}; {install}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
