"""The translations are whole: nothing unfinished or left over, nothing that cannot be filled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import tokentray
import translations
from translations import Key, Translation

DESKTOP = Path(tokentray.__file__).parent / "desktop"
SHOWS: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(("setText", "setWindowTitle", "setToolTip", "setTitle"), (0,)),
    **dict.fromkeys(("setPlaceholderText", "setInformativeText", "setStatusTip"), (0,)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "addItem"), (0,)),
    **dict.fromkeys(("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton"), (0,)),
    **dict.fromkeys(("QGroupBox", "QAction", "addAction", "addMenu", "heading_label"), (0,)),
    **dict.fromkeys(("addTab", "step_button", "text_field", "say", "showMessage"), (1,)),
    **dict.fromkeys(("name_field", "AskButtons"), (0, 1)),
    "Bubble": (1, 2, "summary", "body"),
    "Message": (0, 3, "text", "button"),
    "Page": (1, 2, "title", "text"),
    "_Stage": (0, 1, "title", "text"),
    "_Question": ("title", "text", "more", "go", "stay"),
    "_bad_news": (0, 1),
    "announce_refusal": (0,),
}
"""Where words for people are given: which arguments of which call."""

SAME_EVERYWHERE = ("TokenTray", "openid profile offline_access", '{"access_token"')
"""Names, and examples of what is typed."""

NAMED = re.compile(r"\{\w*\}")
TAG = re.compile(r"</?\w+>")


def finished(language: str) -> list[tuple[Key, Translation]]:
    """Return what is translated."""
    return list(translations.read(language).items())


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_in_the_file(language: str) -> None:
    """And none that is nowhere any more: `python packaging/translations.py` was run."""
    assert list(translations.read(language)) == list(translations.updated(language))


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    """In each of its forms."""
    assert [key for key, found in finished(language) if not found.is_finished] == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_what_is_compiled_is_what_people_translated(language: str) -> None:
    """Each text, in each form."""
    compiled = QTranslator()
    # Qt reads it where it lies.
    data = (translations.FOLDER / f"tokentray_{language}.qm").read_bytes()
    assert compiled.load(data)
    for (context, text), found in finished(language):
        if translations.is_counted(text):
            forms = tuple(compiled.translate(context, text, "", n) for n in (1, 2))
            assert forms == found.forms
        else:
            assert compiled.translate(context, text) == found.forms[0]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_placeholders_survive(language: str) -> None:
    """Every translation names what its text names, no more and no less."""
    wrong = [
        (text, form)
        for (_, text), found in finished(language)
        for form in found.forms
        if sorted(NAMED.findall(form)) != sorted(NAMED.findall(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_can_be_filled(language: str) -> None:
    """Braces are balanced, so that no window fails for a word."""
    for (_, text), found in finished(language):
        names = dict.fromkeys(re.findall(r"\{(\w+)\}", text), "x")
        for form in found.forms:
            if "{" in text:
                form.format(**names)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_last_form_names_the_number(language: str) -> None:
    """Only of one thing it may be left out."""
    for (_, text), found in finished(language):
        if translations.is_counted(text):
            assert len(found.forms) == 2
            assert "%n" in found.forms[1]


def test_keys_and_marks_survive() -> None:
    """A button keeps having a key, an ellipsis, a line and its commands."""
    for (_, text), found in finished("de"):
        for form in found.forms:
            assert form.count("&") == text.count("&"), text
            assert form.count("…") == text.count("…"), text
            assert form.count("\n") == text.count("\n"), text
            assert text[-1:] not in ".?:" or form[-1:] == text[-1:], text
            commands = re.findall(r"`[^`]*`|tokentray [a-z-]+", text)
            assert [command for command in commands if command not in form] == []


def bare_words() -> Iterator[str]:
    """Yield words for people in the desktop that cannot be translated."""
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = node.func.id if isinstance(node.func, ast.Name) else name
                for given in shown_arguments(node, SHOWS.get(name, ())):
                    yield from (f"{path.name}: {words}" for words in literal_words(given))


def shown_arguments(call: ast.Call, places: tuple[int | str, ...]) -> Iterator[ast.expr]:
    """Yield what a call shows to people."""
    for place in places:
        if isinstance(place, int):
            yield from call.args[place : place + 1]
        else:
            yield from (keyword.value for keyword in call.keywords if keyword.arg == place)


def literal_words(node: ast.expr) -> Iterator[str]:
    """Yield the words that stand there as they are, also in an f-string, a choice or a sum."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = TAG.sub("", node.value)
        if re.search(r"[^\W\d_]", text) and not text.startswith(SAME_EVERYWHERE):
            yield text
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from literal_words(part)
    elif isinstance(node, ast.IfExp):
        yield from (*literal_words(node.body), *literal_words(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (*literal_words(node.left), *literal_words(node.right))


def test_no_words_are_shown_that_cannot_be_translated() -> None:
    """Whoever writes a text in the desktop gives it to the translation."""
    assert list(bare_words()) == []


def test_no_part_of_an_error_is_shown_that_cannot_be_translated() -> None:
    """What it is filled with is said by `say`; commands speak English anyway."""
    bare = [
        f"{path.name}:{node.lineno}: {words}"
        for path in sorted(DESKTOP.parent.rglob("*.py"))
        if path.parent.name != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg in ("what", "why", "way", "age", "told")
        for words in literal_words(node.value)
    ]
    assert bare == []


def test_there_is_one_way_to_translate() -> None:
    """Else a text is looked up at run time that nobody collected."""
    others = [
        path.name
        for path in sorted(DESKTOP.rglob("*.py"))
        if path.name != "words.py"
        and "QCoreApplication.translate(" in path.read_text(encoding="utf-8")
    ]
    assert others == []
