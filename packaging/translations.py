"""Bring the translations up to date: collect the texts, keep what is translated, compile.

python packaging/translations.py

`resources/translations/tokentray_de.ts` and `…_en.ts` (the forms of what is counted) are for
people, in Qt's own format: Qt Linguist opens them. The `.qm` files beside them are compiled from
them by lrelease and are in the repository too, so that building a package needs no Qt tool.

Texts are found where they are written: `_tr("…")` with `_tr = Words("Context")` and `mark("…")`
in the desktop, `say("…")` and the tables of messages and claims in what knows no Qt.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en")
SAID = "Said"
CLAIMS = "Claims"

_DESKTOP = ROOT / "tokentray" / "desktop"
_CLAIMS = {ROOT / "tokentray" / "core" / name for name in ("claims.py", "known.py")}
_HAS_LETTER = re.compile(r"[^\W\d_]")
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")

Key = tuple[str, str]
"""A context and the English text in it."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The translated text, or its forms where something is counted (`%n`); empty: unfinished."""

    forms: tuple[str, ...] = field(default=("",))

    @property
    def is_finished(self) -> bool:
        """Whether every form is there."""
        return all(self.forms)


def collect() -> tuple[Key, ...]:
    """Return every text that can be translated, once, in the order of files and lines."""
    found = [key for path in sorted((ROOT / "tokentray").rglob("*.py")) for key in texts_of(path)]
    return tuple(dict.fromkeys(key for key in found if is_text(*key)))


def is_text(context: str, text: str) -> bool:
    """Tell whether there is anything to translate.

    Of what the core says that is what has words beside the placeholders; the desktop also has
    forms like "{day} {month} {year}", which another language may write otherwise.
    """
    return context != SAID or bool(_HAS_LETTER.search(_PLACEHOLDER.sub("", text)))


def is_counted(text: str) -> bool:
    """Tell whether a text has forms by number."""
    return "%n" in text


def texts_of(path: Path) -> Iterator[Key]:
    """Yield the texts of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.is_relative_to(_DESKTOP):
        yield from _of_desktop(tree)
        return
    if path in _CLAIMS:
        yield from _of_claims(tree)
    for call in _calls(tree):
        # A terminal has a method of that name.
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "say":
            yield from ((SAID, text) for text in _literals(call.args[:1]))
        elif name == "Message":
            yield from ((SAID, text) for text in _literals(call.args))


def _of_desktop(tree: ast.Module) -> Iterator[Key]:
    contexts = dict(_contexts(tree))
    own = contexts.get("_tr", "")
    if _imports_say(tree):
        contexts["say"] = SAID
    for call in _calls(tree):
        name = _name(call.func)
        if name in contexts:
            yield from ((contexts[name], text) for text in _literals(call.args[:1]))
        elif name == "mark":
            yield from ((own, text) for text in _literals(call.args))
        elif name == "translate":
            context, text = [*_literals(call.args[:1]), *_literals(call.args[1:2]), "", ""][:2]
            if text:
                yield context, text


def _contexts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the module's functions that translate, each with its context."""
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        if _name(node.value.func) == "Words":
            yield _name(node.targets[0]), _literals(node.value.args)[0]


def _imports_say(tree: ast.Module) -> bool:
    """Tell whether `say` is the core's: dialogs have one that shows words in a label."""
    froms = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    return any(
        node.module == "tokentray.core.said" and "say" in {name.name for name in node.names}
        for node in froms
    )


def _of_claims(tree: ast.Module) -> Iterator[Key]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            first, second = node.elts
            if isinstance(first, ast.Attribute) and _name(first.value) == "Group":
                yield from ((CLAIMS, text) for text in _literals([second]))


def _calls(tree: ast.AST) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _literals(nodes: list[ast.expr]) -> list[str]:
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    return [value for value in values if isinstance(value, str) and value]


# The files


def source_path(language: str) -> Path:
    """Return the file that people translate in."""
    return FOLDER / f"tokentray_{language}.ts"


def read(language: str) -> dict[Key, Translation]:
    """Return what is translated so far."""
    path = source_path(language)
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            element = message.find("translation")
            if element is None:
                continue
            forms = [form.text or "" for form in element.iter("numerusform")]
            text = element.text or ""
            found[name, message.findtext("source", "")] = Translation(tuple(forms) or (text,))
    return found


def updated(language: str) -> dict[Key, Translation]:
    """Return the translation of every text there is now; what is new is unfinished."""
    known = read(language)
    keys = collect()
    if language == "en":
        # Everything else is English as it is.
        keys = tuple(key for key in keys if is_counted(key[1]))
    return {key: known.get(key, _empty(key)) for key in sorted(keys, key=lambda key: key[0])}


def _empty(key: Key) -> Translation:
    return Translation(("", "") if is_counted(key[1]) else ("",))


def written(language: str, translations: Mapping[Key, Translation]) -> str:
    """Return the text of a file for Qt Linguist."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    for context in dict.fromkeys(name for name, _ in translations):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for (name, text), translation in translations.items():
            if name == context:
                lines += _message(text, translation)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(text: str, translation: Translation) -> list[str]:
    kind = "" if translation.is_finished else ' type="unfinished"'
    if is_counted(text):
        forms = [
            f"            <numerusform>{escape(form)}</numerusform>" for form in translation.forms
        ]
        body = [f"        <translation{kind}>", *forms, "        </translation>"]
    else:
        body = [f"        <translation{kind}>{escape(translation.forms[0])}</translation>"]
    opening = '    <message numerus="yes">' if is_counted(text) else "    <message>"
    return [opening, f"        <source>{escape(text)}</source>", *body, "    </message>"]


def compile_to(language: str, path: Path) -> None:
    """Compile a file for people to one for Qt."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, "-silent", source_path(language), "-qm", path], check=True)


def main() -> int:
    """Bring every language up to date; 1 where something is not translated."""
    FOLDER.mkdir(exist_ok=True)
    lacking = 0
    for language in LANGUAGES:
        translations = updated(language)
        source_path(language).write_text(written(language, translations), encoding="utf-8")
        compile_to(language, FOLDER / f"tokentray_{language}.qm")
        unfinished = [key for key, found in translations.items() if not found.is_finished]
        print(f"{language}: {len(translations)} texts, {len(unfinished)} unfinished")
        for context, text in unfinished:
            print(f"  {context}: {text}")
        lacking += len(unfinished)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
