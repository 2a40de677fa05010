"""An index page of the gallery: every picture, light beside dark, with nothing but its name."""

from __future__ import annotations

from html import escape
from pathlib import Path

STYLE = """
body { font: 15px system-ui, sans-serif; margin: 24px; background: #e9ecee; color: #1a2226; }
h2 { font-size: 17px; margin: 32px 0 8px; }
nav { columns: 6 10em; }
.pictures { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
figure { margin: 0; } figcaption { color: #56626a; font-size: 13px; }
img { max-width: 100%; box-shadow: 0 1px 6px #0004; }
"""


def write_index(folder: Path) -> Path:
    """Write `index.html` beside the pictures and return its path; pictures of one scene together.

    A picture at 2x is shown at half its size, as it would be on a dense screen.
    """
    scenes: dict[str, list[Path]] = {}
    for picture in sorted(folder.glob("*.png")):
        scenes.setdefault(_scene_of(picture), []).append(picture)
    links = " ".join(f'<a href="#{escape(name)}">{escape(name)}</a><br>' for name in scenes)
    parts = [_section(name, pictures) for name, pictures in scenes.items()]
    page = folder / "index.html"
    page.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>TokenTray: every window</title>"
        f"<style>{STYLE}</style><h1>TokenTray: every window</h1><nav>{links}</nav>"
        f"{''.join(parts)}</html>\n",
        encoding="utf-8",
    )
    return page


def _scene_of(picture: Path) -> str:
    """Return the name without its theme and scale: `valid` of `valid-dark-2x`."""
    name, _, rest = picture.stem.rpartition("-")
    scene, _, theme = name.rpartition("-")
    return scene if rest in ("1x", "2x", "3x") and theme in ("light", "dark") else picture.stem


def _section(name: str, pictures: list[Path]) -> str:
    shown = "".join(_figure(picture) for picture in pictures)
    return f'<h2 id="{escape(name)}">{escape(name)}</h2><div class="pictures">{shown}</div>'


def _figure(picture: Path) -> str:
    scale = picture.stem[-2] if picture.stem.endswith(("2x", "3x")) else "1"
    source = escape(picture.name)
    return (
        f'<figure><a href="{source}"><img loading="lazy" srcset="{source} {scale}x" alt=""></a>'
        f"<figcaption>{escape(picture.stem)}</figcaption></figure>"
    )
