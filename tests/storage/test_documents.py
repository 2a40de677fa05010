"""The cache of public documents: a convenience that may vanish at any moment."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tokentray.storage.documents import Document, DocumentKind, Documents

KEY = "https://id.example/jwks?a=ä&b=../.."


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """By kind and key; the key is no part of a path."""
    documents = Documents(tmp_path / "cache")
    document = Document(12.5, {"keys": [{"kid": "one"}]})
    documents.save(DocumentKind.KEYS, KEY, document)
    assert documents.load(DocumentKind.KEYS, KEY) == document
    assert documents.load(DocumentKind.METADATA, KEY) is None
    assert documents.load(DocumentKind.KEYS, KEY + "x") is None
    (path,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"version": 1}',
        json.dumps({"version": 2, "key": KEY, "fetched_at": 1, "data": {}}),
        json.dumps({"version": 1, "key": "another", "fetched_at": 1, "data": {}}),
        json.dumps({"version": 1, "key": KEY, "fetched_at": "soon", "data": {}}),
        json.dumps({"version": 1, "key": KEY, "fetched_at": 1, "data": 7}),
        "[" * 100_000,
    ],
)
def test_what_cannot_be_read_was_never_there(tmp_path: Path, text: str) -> None:
    """Whoever wrote it."""
    documents = Documents(tmp_path)
    documents.save(DocumentKind.KEYS, KEY, Document(1.0, {}))
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    assert documents.load(DocumentKind.KEYS, KEY) is None


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """It is asked again next time."""
    (tmp_path / "cache").write_text("a file in the way")
    documents = Documents(tmp_path / "cache")
    documents.save(DocumentKind.KEYS, KEY, Document(1.0, {}))
    assert documents.load(DocumentKind.KEYS, KEY) is None
