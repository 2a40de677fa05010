"""The gallery's page shows every picture."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.gallery_index import write_index


def test_each_picture_is_shown_under_its_scene(tmp_path: Path) -> None:
    """Light, dark, and both scales together; what is no scene stands alone."""
    names = ("valid-light-1x", "valid-dark-1x", "valid-dark-2x", "no-tray-light-1x", "ring-16")
    for name in names:
        (tmp_path / f"{name}.png").write_bytes(b"")
    page = write_index(tmp_path).read_text()
    assert [page.count(f'href="{name}.png"') for name in names] == [1] * len(names)
    assert [f'<h2 id="{scene}">' in page for scene in ("valid", "no-tray", "ring-16")] == [True] * 3
    assert "valid-dark-2x.png 2x" in page
