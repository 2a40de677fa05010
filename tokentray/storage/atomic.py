"""Replace a small file at once: whoever reads it sees the old content or the new one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tokentray.storage.folders import make_private


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` (mode 0600), durable before it is visible.

    A symbolic link is followed, so that a file kept in another place stays there.

    Raises:
        OSError: as the system says; the old content is untouched.
    """
    target = path.resolve() if path.is_symlink() else path
    make_private(target.parent)
    fd, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
