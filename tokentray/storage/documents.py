"""Public documents of servers (metadata, keys), kept so that they need not be asked each time."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tokentray.storage.atomic import replace_file

logger = logging.getLogger(__name__)

VERSION = 1


class DocumentKind(StrEnum):
    """What a document is about; its key is an issuer or a URL."""

    METADATA = "metadata"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was answered, and when (POSIX seconds)."""

    fetched_at: float
    data: Mapping[str, Any]


class Documents:
    """The cache folder, which anybody may delete: what cannot be read was never there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, kind: DocumentKind, key: str) -> Document | None:
        """Return what is kept under a key, None where nothing usable is."""
        try:
            whole = json.loads(self._path(kind, key).read_bytes())
            if whole["version"] != VERSION or whole["key"] != key:
                return None
            return Document(float(whole["fetched_at"]), dict(whole["data"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def save(self, kind: DocumentKind, key: str, document: Document) -> None:
        """Keep a document; where that fails it is asked again next time."""
        whole = {
            "version": VERSION,
            "key": key,
            "fetched_at": document.fetched_at,
            "data": document.data,
        }
        try:
            replace_file(self._path(kind, key), json.dumps(whole).encode("ascii"))
        except OSError as error:
            logger.warning("the cache cannot be written (%s)", type(error).__name__)

    def _path(self, kind: DocumentKind, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{kind.value}-{name}.json"
