"""The user's own systemd in namespaces of its own, as the manager of one private home.

Mounts, processes and control groups are private; the network and the buses are the machine's. It
needs root, as the tests have in a container.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.home import Home, until
from tests.cli.shell import Shell

UNITS = Path("/usr/lib/systemd/user")
MANAGER = Path("/usr/lib/systemd/systemd")
_NEEDED = ("basic.target", "default.target", "shutdown.target", "exit.target")
"""Without the machine's other units: its sockets would bring another bus and another keyring."""

_UNSHARE = ("unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child")


def obstacle() -> str:
    """Return why there can be no such manager on this machine, empty where there can."""
    if os.name != "posix" or not MANAGER.exists():
        return "there is no systemd"
    if os.geteuid() != 0:
        return "only root has namespaces and control groups of its own"
    group = f"/mnt/tokentray-{os.getpid()}"
    script = f"mount -t cgroup2 none /mnt && mkdir {group} && rmdir {group}"
    words = [*_UNSHARE, "bash", "-c", script]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
    return "" if done.returncode == 0 else done.stderr.strip() or "no control groups can be made"


@contextmanager
def managed(home: Home) -> Iterator[Shell]:
    """Run the manager, and a shell beside it, until the block ends."""
    group, units = home.runtime.name, home.config.parent / "systemd" / "user"
    units.mkdir(parents=True, exist_ok=True)
    for name in _NEEDED:
        shutil.copy(UNITS / name, units)
    home.environ |= {"HOME": str(home.folder), "SYSTEMD_UNIT_PATH": str(units)}
    try:
        with Shell("bash", home, home.folder, within=_UNSHARE) as shell:
            shell.does(f"mount -t cgroup2 none /mnt && mkdir /mnt/{group}")
            shell.does(f"echo $$ >/mnt/{group}/cgroup.procs && umount /mnt")
            # What follows is read by the shell in whose place it comes.
            shell.goes_on_as("unshare --cgroup bash --norc")
            shell.does("mount -t cgroup2 none /sys/fs/cgroup")
            shell.does("mount -t tmpfs none /run && mkdir -p /run/systemd/system")
            shell.does(f"{MANAGER} --user >manager.log 2>&1 &")
            until(lambda: shell.types("systemctl --user is-system-running").out == "running\n")
            yield shell
    finally:
        _remove(group)


def _remove(group: str) -> None:
    """Remove what the kernel keeps of a control group whose processes have ended."""
    script = f"mount -t cgroup2 none /mnt && find /mnt/{group} -depth -type d -exec rmdir {{}} +"
    subprocess.run([*_UNSHARE, "bash", "-c", script], capture_output=True, check=False, timeout=30)
