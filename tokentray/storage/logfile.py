"""The log: a rotated file for its owner only, in which no secret ever stands.

Secrets are taken out by value where we know them, and by shape where we do not.
"""

from __future__ import annotations

import base64
import logging
import os
import re
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from tokentray.storage.folders import make_private

MAX_BYTES = 512 * 1024
KEPT = 2
_LOUD = ("httpx2", "httpcore2", "httpx", "httpcore", "keyring", "secretstorage", "jeepney")
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_MASK = "[secret]"
_SHAPES = re.compile(
    r"eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){0,4}"
    r"|(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|(?i:(?:access|refresh|id)_?token|client_?secret|code|verifier)"
    r"(?P<sep>[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]{6,}"
)
_SHORTEST = 6
"""A shorter text is no secret of ours, and would blacken ordinary words."""


class RedactingFilter(logging.Filter):
    """Takes secrets out of every record, arguments and tracebacks included."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()

    def add(self, secrets: Iterable[str]) -> None:
        """Learn secret values; each is known in its usual encodings too."""
        for secret in secrets:
            if len(secret) >= _SHORTEST:
                self._secrets.update(encodings_of(secret))

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; none is dropped."""
        text = record.getMessage()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.msg, record.args = self.redact(text), None
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
            record.exc_info = None
        return True

    def redact(self, text: str) -> str:
        """Return `text` without any secret."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, _MASK)
        return _SHAPES.sub(_MASK, text)


def wanted_level(environ: Mapping[str, str]) -> int:
    """Return DEBUG where TOKENTRAY_DEBUG is set, else INFO; no level shows a secret."""
    return logging.DEBUG if environ.get("TOKENTRAY_DEBUG") else logging.INFO


def encodings_of(secret: str) -> frozenset[str]:
    """Return a secret as it may stand in a log: raw, base64, URL-encoded."""
    raw = secret.encode("utf-8", "surrogatepass")
    return frozenset(
        {
            secret,
            base64.b64encode(raw).decode("ascii").rstrip("="),
            base64.urlsafe_b64encode(raw).decode("ascii").rstrip("="),
            quote(secret, safe=""),
        }
    )


class RotatedFile(logging.FileHandler):
    """Writes to a file for its owner only, and begins it anew when it is full.

    That of `logging.handlers` brings pickle, queues and sockets along: 6 ms and 1 MB.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8")
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is not None and os.fstat(self.stream.fileno()).st_size >= MAX_BYTES:
                self._keep(self.stream)
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream

    def _keep(self, full: TextIOWrapper) -> None:
        """Keep what is full under a number; what has the last one goes."""
        full.close()
        self.stream = None  # the next line opens a new one
        names = [self._path, *(Path(f"{self._path}.{number + 1}") for number in range(KEPT))]
        for older, newer in reversed(list(pairwise(names))):
            if older.exists():
                older.replace(newer)


def set_up_logging(path: Path, level: int = logging.INFO) -> RedactingFilter:
    """Send the log to a rotated file; called once, after the tray is up."""
    make_private(path.parent)
    return _install(RotatedFile(path), level)


def log_to_stderr(level: int = logging.INFO) -> RedactingFilter:
    """Send the log to stderr: for a worker, whose program writes it to the file."""
    return _install(logging.StreamHandler(sys.stderr), level)


def _install(handler: logging.Handler, level: int) -> RedactingFilter:
    redacting = RedactingFilter()
    handler.addFilter(redacting)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _LOUD:
        # They log URLs, headers or D-Bus bodies at their lower levels.
        logging.getLogger(name).setLevel(logging.WARNING)
    return redacting
