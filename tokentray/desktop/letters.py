"""Letters that choose entries of a menu by the keyboard: one for each entry, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QMenu

_MARKED = re.compile(r"(?<!&)&(?!&)(.)")
_FIELD = re.compile(r"\{[^}]*\}")
_START = re.compile(r"\b\w")


def with_letters(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of one menu with `&` before a letter of their own, while there are any.

    Texts that have a letter keep it, and the earlier ones choose first; `&&` is no letter but
    an ampersand, and what stands in braces is filled in later.
    """
    taken: set[str] = set()
    kept = [_keep_letter(text, taken) for text in texts]
    return tuple(text if _MARKED.search(text) else _choose_letter(text, taken) for text in kept)


def give_letters(menu: QMenu) -> None:
    """Mark a letter of its own in each entry of a menu, hidden ones included."""
    entries = [entry for entry in menu.actions() if not entry.isSeparator()]
    for entry, text in zip(entries, with_letters([one.text() for one in entries]), strict=True):
        entry.setText(text)


def without_letter(text: str) -> str:
    """Return the words of an entry as a person reads them."""
    return _MARKED.sub(r"\1", text).replace("&&", "&")


def exported(text: str) -> str:
    """Write an entry's text so that a panel shows it as it is.

    Qt turns `&` into the underscore of the panels' menu protocol and passes on those that
    belong to a name, which a panel takes for the same. Written twice they are shown by all
    panels, but by those of GTK only where no letter is marked besides.
    """
    return _MARKED.sub(r"\1", text).replace("_", "__") if "_" in text else text


def _keep_letter(text: str, taken: set[str]) -> str:
    found = _MARKED.search(text)
    if found is None:
        return text
    letter = found[1].casefold()
    if letter in taken:
        return _MARKED.sub(r"\1", text, count=1)
    taken.add(letter)
    return text


def _choose_letter(text: str, taken: set[str]) -> str:
    for place in _places(text):
        letter = text[place].casefold()
        if letter not in taken:
            taken.add(letter)
            return f"{text[:place]}&{text[place:]}"
    return text


def _places(text: str) -> Iterator[int]:
    """Yield where a letter may stand, the beginnings of words first."""
    words = _FIELD.sub(lambda field: " " * len(field[0]), text)
    yield from (found.start() for found in _START.finditer(words) if found[0] != "_")
    yield from (place for place, one in enumerate(words) if one.isalnum())
