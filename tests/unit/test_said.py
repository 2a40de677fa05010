"""Words that know how they were made."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from tokentray.core.said import Said, in_row, joined, listed, said_from_json, said_to_json, say


def test_it_is_the_text_that_it_is() -> None:
    """For everybody who prints, compares or stores it."""
    said = say("{host} answered {status}.", host="id.example", status=503)
    assert said == "id.example answered 503."
    assert f"{said}" == "id.example answered 503."
    assert json.dumps([said]) == '["id.example answered 503."]'


def test_foreign_text_in_it_is_made_plain() -> None:
    """An escape reaches no terminal; what was said before is as it was."""
    inner = say("it holds {what}", what="\x1b[2J")
    assert say("Broken: {why}.", why=inner) == "Broken: it holds \\x1b[2J."


def test_a_missing_argument_is_an_error() -> None:
    """And no half sentence."""
    with pytest.raises(KeyError):
        say("{host} answered.")


def test_it_crosses_a_pipe() -> None:
    """With all that is inside; other text and numbers cross as they are."""
    said = say("{grant}: {why}", grant=say("device code"), why="403", count=3)
    again = said_from_json(json.loads(json.dumps(said_to_json(said))))
    assert isinstance(again, Said)
    assert (str(again), again.template, again.arguments) == (
        "device code: 403",
        "{grant}: {why}",
        {"grant": "device code", "why": "403", "count": 3},
    )
    assert isinstance(again.arguments["grant"], Said)
    assert (said_to_json("x"), said_to_json(3), said_from_json("x")) == ("x", 3, "x")


def test_it_survives_copies() -> None:
    """Dataclasses that hold it are copied whole."""
    said = say("{name} holds no tokens.", name="api")
    for again in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301 - our own
        assert (again, again.template, again.arguments) == (said, said.template, said.arguments)


def test_a_sentence_becomes_a_clause() -> None:
    """Without its full stop, and still known for what it is."""
    said = say("{name} holds no tokens.", name="api").rstrip(".")
    assert (said, said.template) == ("api holds no tokens", "{name} holds no tokens.")


def test_sentences_follow_each_other() -> None:
    """Where one of them is empty nothing is put between them."""
    assert joined("One.", "Two.") == "One. Two."
    assert (joined("One.", ""), joined("", "Two."), joined("", "")) == ("One.", "Two.", "")


def test_words_stand_in_a_row() -> None:
    """With commas, clauses with semicolons."""
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert in_row(["a", "b"]) == "a; b"
    assert (listed([]), listed(["a"])) == ("", "a")
