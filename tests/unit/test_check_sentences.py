"""Every sentence of a check-up is there, used, and can be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tokentray
from tokentray.core.check_sentences import CHECK_SENTENCES
from tokentray.core.messages import SENTENCES, english

MAKERS = re.compile(
    r"\b(?:fine|warning|problem)\(\s*\"[a-z-]+\",\s*(?:[A-Za-z_.]+,\s*)?\"([a-z-]+)\""
)


def _source() -> str:
    package = Path(tokentray.__file__).parent
    ours = ("core", "service", "cli")
    return "".join(
        path.read_text(encoding="utf-8")
        for part in ours
        for path in (package / part).glob("*.py")
        if path.name != "check_sentences.py"
    )


def test_every_code_of_a_check_has_a_sentence() -> None:
    """Of the check-up's own or of the errors."""
    made = set(MAKERS.findall(_source()))
    assert len(made) > 40
    assert made - set(CHECK_SENTENCES) - set(SENTENCES) == set()


def test_no_sentence_is_there_in_vain() -> None:
    """And none hides one of the errors' sentences."""
    source = _source()
    assert {code for code in CHECK_SENTENCES if f'"{code}"' not in source} == set()
    assert set(CHECK_SENTENCES) & set(SENTENCES) == set()


@pytest.mark.parametrize("code", sorted(CHECK_SENTENCES))
def test_every_sentence_can_be_filled(code: str) -> None:
    """With its own arguments and no others."""
    template = CHECK_SENTENCES[code]
    names = set(re.findall(r"\{([a-z_]+)\}", template.title + template.hint))
    message = english(code, dict.fromkeys(names, "x"), CHECK_SENTENCES)
    assert "Something went wrong" not in message.title
