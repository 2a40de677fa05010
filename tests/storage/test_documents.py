"""The cache of public documents, which anybody may delete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tokentray.storage.documents import Document, DocumentKind, Documents

ISSUER = "https://id.example"
DOCUMENT = Document(1_800_000_000.0, {"issuer": ISSUER, "é": [1, None]})


def kept_in(folder: Path) -> Path:
    """Keep the document, and return its file."""
    Documents(folder).save(DocumentKind.METADATA, ISSUER, DOCUMENT)
    (path,) = folder.iterdir()
    return path


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    """Under its key and kind only, in a folder that is made when it is needed."""
    folder = tmp_path / "cache"
    documents = Documents(folder)
    assert documents.load(DocumentKind.METADATA, ISSUER) is None
    kept_in(folder)
    assert documents.load(DocumentKind.METADATA, ISSUER) == DOCUMENT
    assert documents.load(DocumentKind.KEYS, ISSUER) is None
    assert documents.load(DocumentKind.METADATA, f"{ISSUER}/") is None


def test_a_newer_document_takes_the_place(tmp_path: Path) -> None:
    """One file a key."""
    kept_in(tmp_path)
    newer = Document(1_900_000_000.0, {"issuer": ISSUER})
    Documents(tmp_path).save(DocumentKind.METADATA, ISSUER, newer)
    assert Documents(tmp_path).load(DocumentKind.METADATA, ISSUER) == newer
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{",
        b"{}",
        b"[" * 100_000,
        b'{"version": 2, "key": "https://id.example", "fetched_at": 1, "data": {}}',
        b'{"version": 1, "key": "https://evil.example", "fetched_at": 1, "data": {}}',
        b'{"version": 1, "key": "https://id.example", "fetched_at": "x", "data": {}}',
        b'{"version": 1, "key": "https://id.example", "fetched_at": 1, "data": 7}',
        b'{"version": 1, "key": "https://id.example", "data": {}}',
    ],
)
def test_what_cannot_be_read_was_never_there(tmp_path: Path, content: bytes) -> None:
    """Nor what is of another version or key."""
    kept_in(tmp_path).write_bytes(content)
    assert Documents(tmp_path).load(DocumentKind.METADATA, ISSUER) is None


def test_the_key_leads_to_no_other_file(tmp_path: Path) -> None:
    """Whatever a server calls itself, lone surrogates included."""
    documents = Documents(tmp_path / "cache")
    for key in ("../../x", "https://id.example/\x00", "\ud800", "a" * 100_000):
        documents.save(DocumentKind.METADATA, key, DOCUMENT)
        assert documents.load(DocumentKind.METADATA, key) == DOCUMENT
    assert [one.name for one in tmp_path.iterdir()] == ["cache"]


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """The document is asked for again next time."""
    folder = tmp_path / "cache"
    folder.write_text("a file is in the way")
    documents = Documents(folder)
    documents.save(DocumentKind.METADATA, ISSUER, DOCUMENT)
    assert documents.load(DocumentKind.METADATA, ISSUER) is None


def test_others_cannot_read_it(tmp_path: Path) -> None:
    """Public as it is, it tells where somebody has accounts."""
    path = kept_in(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(path.read_bytes())["version"] == 1
