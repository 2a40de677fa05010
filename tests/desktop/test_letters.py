"""Letters of menu entries: one each, none twice, names unharmed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tokentray.desktop.letters import exported, with_letters, without_letter

NAMES = st.text(alphabet="abAB01._-", min_size=1, max_size=8)


def letter(text: str) -> str:
    """Return the letter that chooses an entry, nothing where it has none."""
    place = text.replace("&&", "  ").find("&")
    return text[place + 1].casefold() if place >= 0 else ""


@given(st.lists(NAMES, max_size=20))
def test_no_letter_stands_twice(names: list[str]) -> None:
    """And the words stay the same."""
    lettered = with_letters(names)
    assert [without_letter(text) for text in lettered] == names
    found = [letter(text) for text in lettered if letter(text)]
    assert len(set(found)) == len(found)


def test_the_beginnings_of_words_come_first() -> None:
    """The earlier entry has the first choice."""
    assert with_letters(["Open", "Other thing", "Ot"]) == ("&Open", "Other &thing", "Ot")


def test_a_letter_that_stands_is_kept() -> None:
    """A translator chose it; the second one of the same letter gets another."""
    assert with_letters(["Open", "&Old", "&Other"]) == ("O&pen", "&Old", "O&ther")


def test_an_ampersand_is_no_letter() -> None:
    """It is written twice, and stays so."""
    assert with_letters(["R&&D"]) == ("&R&&D",)
    assert without_letter("&R&&D") == "R&D"


def test_what_is_filled_in_gets_no_letter() -> None:
    """Nobody knows what will stand there."""
    assert with_letters(["count", "{count} c"]) == ("&count", "{count} c")


def test_a_name_keeps_its_underscores_in_a_panel() -> None:
    """One alone would mark a letter there, and a letter besides would undo it."""
    assert exported("&my_api") == "my__api"
    assert exported("&api") == "&api"
