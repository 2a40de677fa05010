"""Every text that people see is translated, and put together as its language does it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import gallery
from tests.desktop.seen import Reader, Text, menu_texts
from tests.desktop.stand_in import make_view
from tokentray.agent.notices import Notice, NoticeKind
from tokentray.core.errors import (
    ClientError,
    Denied,
    SignInNeeded,
    TokenTrayError,
    TransportError,
    VaultLocked,
    error_from_dict,
    error_to_dict,
)
from tokentray.core.messages import english
from tokentray.core.said import listed, said_from_json, said_to_json, say
from tokentray.core.settings import LanguageChoice
from tokentray.desktop.announcements import (
    announce,
    announce_copy,
    announce_refusal,
    announce_restored,
)
from tokentray.desktop.bubbles import Action, Bubble, label_of
from tokentray.desktop.claims_model import relative
from tokentray.desktop.clipboard import Outcome
from tokentray.desktop.labels import reason, sentence
from tokentray.desktop.language import Language, locale_of, meant
from tokentray.desktop.menu import MenuState, TrayMenu
from tokentray.desktop.overview import duration, moment, span, tooltip_text
from tokentray.desktop.words import worded

NOON = time.mktime((2026, 3, 4, 12, 0, 0, 0, 0, -1))
DAY = 86_400

_LETTER = re.compile(r"(\{\w*\}|%n)|([A-Za-z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z]+")
_WIDE = 0xFF21 - ord("A")


class Pseudo(QTranslator):
    """Writes every text in wide letters: what is still narrow went past the translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return _LETTER.sub(lambda found: found[1] or _wide(found[2]), text)


def _wide(letter: str) -> str:
    return chr(ord(letter) + _WIDE)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """Have everything translated that can be."""
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


VALUES = frozenset(
    {
        *("command", "description", "account", "code", "place", "json", "response", "agreement"),
        "compared",
    }
)
"""Widgets that show what a server or a program said."""

NAMES = re.compile(
    r"admin|reports:export|service-\d+|orders|billing|maps|reports|staging|archive|team|x{30,}…?|m{30,}\S*|x{40}"
    r"|https?://\S*|[a-z]+\.example\S*|service@api\.example|/[\w/.\u200b…-]+|~/\.config\S*"
    r"|deploy\.py|report\b.*|systemd|kubectl|header|TokenTray|line 12, column 9: a value is missing"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
    r"|id\.example|openid profile offline_access|<p>|</p>|tokentray quit && tokentray run --store"
    r" memory|client_key|ES256|scop(?:es|s)|timed-out|GNOME|English|Deutsch"
)
"""What is the same in every language: names and addresses of the scenes."""


def narrow(texts: set[Text]) -> set[Text]:
    """Return the texts that have words in them which went past the translation."""
    return {
        (where, text)
        for where, text in texts
        if where not in VALUES and _WORD.search(NAMES.sub("", text))
    }


@pytest.fixture(scope="module")
def seen(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Look at every state of the gallery, translated by `Pseudo`."""
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    with Reader(qapp) as reader:
        gallery.main(tmp_path_factory.mktemp("pseudo"), ("light",))
    qapp.removeTranslator(translator)
    return reader


def test_no_window_shows_a_word_past_the_translation(seen: Reader) -> None:
    """In every state: menus, tooltips and names for screen readers too."""
    assert len(seen.texts) > 300
    assert "\n".join(sorted(": ".join(text) for text in narrow(seen.texts))) == ""


def test_no_key_is_given_twice_in_an_english_window(seen: Reader) -> None:
    """Alt and a letter press one thing; `Pseudo` keeps which letter it is."""
    assert keys_given_twice(seen) == {}


def test_german_windows_have_room_and_keys_for_all(
    qapp: QApplication, german: None, tmp_path: Path
) -> None:
    """Its words are longer: no button leaves its window, and no key is given twice there either."""
    with Reader(qapp) as reader:
        gallery.main(tmp_path, ("light",))
    assert keys_given_twice(reader) == {}
    assert reader.cut_off == set()


def keys_given_twice(reader: Reader) -> dict[str, list[str]]:
    """Return the windows with a letter that stands for two things."""
    return {
        window: letters
        for window, letters in reader.mnemonics.items()
        if len(set(letters)) < len(letters)
    }


def bubbles() -> Iterator[Bubble]:
    """Yield every notification there is."""
    signed = gallery.view(issuer="https://id.example")
    fixed = gallery.view("maps", refreshable=False)
    unknown = gallery.view("staging", None, refreshable=False)
    for kind in NoticeKind:
        for view in (signed, fixed, unknown):
            yield announce(Notice(kind, (view.id,), (view.name,)), view, gallery.NOW)
        for count in (2, 6):
            names = tuple(f"service-{number:02}" for number in range(count))
            yield announce(Notice(kind, names, names), None, gallery.NOW)
    for outcome in Outcome:
        for life in (None, 90.0, 3 * DAY):
            yield announce_copy("orders", outcome, life, 30.0)
    for error in (
        Denied("bound-to-key", name="orders"),
        SignInNeeded("empty", name="orders"),
        VaultLocked("vault-locked"),
        TransportError("offline", host="id.example"),
        ClientError("invalid-client", name="orders", error="x"),
        TokenTrayError("unexpected", what="x"),
    ):
        yield announce_refusal("", error)
    yield announce_restored()


def test_no_notification_says_a_word_past_the_translation(pseudo: None) -> None:
    """Nor do its buttons."""
    texts = {("bubble", text) for one in bubbles() for text in (one.summary, one.body, one.line)}
    texts |= {("button", label_of(action)) for action in Action}
    commands = re.compile(r"tokentray token")
    assert narrow({(where, commands.sub("", text)) for where, text in texts}) == set()


def test_no_menu_shows_a_word_past_the_translation(qtbot: QtBot, pseudo: None) -> None:
    """With one profile, many, none, and where everything is locked or paused."""
    menu = TrayMenu(lambda: gallery.NOW)
    qtbot.addWidget(menu)
    texts: set[Text] = set()
    for name, scene in gallery.scenes().items():
        views = scene.views
        for shut in (False, True):
            menu.show_state(MenuState(views, paused=shut, locked=shut, shut=shut))
            texts |= {(name, text) for text in menu_texts(menu)}
        texts.add((name, tooltip_text(views, gallery.NOW)))
    menu.on_about_to_show()
    texts |= {("open", text) for text in menu_texts(menu)}
    menu.on_about_to_hide()
    assert narrow(texts) == set()


# One language and another


def test_an_open_menu_says_everything_anew(qtbot: QtBot, language: Language) -> None:
    """When another language is set while the program runs."""
    menu = TrayMenu(lambda: NOON)
    qtbot.addWidget(menu)
    menu.show_state(MenuState((make_view("orders"), make_view("maps"))))
    before = list(menu_texts(menu))
    assert language.speak(LanguageChoice.GERMAN)
    try:
        menu.retranslate()
        texts = list(menu_texts(menu))
    finally:
        language.speak(LanguageChoice.ENGLISH)
    menu.retranslate()
    assert {"TokenTray öffnen", "Jetzt erneuern", "Bearer kopieren", "Mehr"} <= set(texts)
    assert list(menu_texts(menu)) == before


def test_the_same_language_again_is_no_change(language: Language) -> None:
    """So that nothing is made anew for it."""
    assert not language.speak(LanguageChoice.ENGLISH)


@pytest.mark.parametrize(
    ("choice", "system", "language"),
    [
        (LanguageChoice.SYSTEM, "de_AT", LanguageChoice.GERMAN),
        (LanguageChoice.SYSTEM, "en_GB", LanguageChoice.ENGLISH),
        (LanguageChoice.SYSTEM, "fr_FR", LanguageChoice.ENGLISH),
        (LanguageChoice.SYSTEM, "C", LanguageChoice.ENGLISH),
        (LanguageChoice.ENGLISH, "de_DE", LanguageChoice.ENGLISH),
        (LanguageChoice.GERMAN, "en_US", LanguageChoice.GERMAN),
    ],
)
def test_a_choice_comes_before_the_system(
    choice: LanguageChoice, system: str, language: LanguageChoice
) -> None:
    """And what we do not speak is English."""
    assert meant(choice, QLocale(system)) is language


def test_days_are_written_as_the_system_does_where_it_speaks_the_same() -> None:
    """Else as the language does: no French days in an English window."""
    austrian, french = QLocale("de_AT"), QLocale("fr_FR")
    assert locale_of(LanguageChoice.GERMAN, austrian) == austrian
    assert locale_of(LanguageChoice.ENGLISH, french).language() == QLocale.Language.English


def test_qt_speaks_german_too(qapp: QApplication, german: None) -> None:
    """The words of its own buttons and menus."""
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"


# German


def test_moments_and_durations_are_german(german: None) -> None:
    """In the order and with the points that German has."""
    assert moment(NOON + 3600, NOON) == "13:00"
    assert moment(NOON + 2 * DAY, NOON) == "Fr. 12:00"
    assert moment(NOON + 400 * DAY, NOON) == "8. Apr. 2027"
    assert (duration(754), span(90), span(DAY), span(2 * DAY)) == (
        "12:34",
        "90 s",
        "1 Tag",
        "2 Tage",
    )
    assert relative(int(NOON) + 2 * DAY, NOON) == "in 2 Tagen"
    assert relative(int(NOON) - DAY, NOON) == "vor 1 Tag"


def test_what_is_counted_has_its_forms(language: Language) -> None:
    """In English too."""
    assert (span(DAY), span(2 * DAY)) == ("1 day", "2 days")
    assert relative(int(NOON) + DAY, NOON) == "in 1 day"


def test_an_error_is_german_with_what_is_in_it(german: None) -> None:
    """Also the part that another part of the program said."""
    error = TransportError("bad-answer", host="id.example", what=say("it holds no keys"))
    wanted = (
        "Die Antwort von id.example kann nicht verwendet werden: sie enthält keine Schlüssel. "
        "Erneut versuchen."
    )
    assert reason(error) == wanted
    assert reason(error_from_dict(error_to_dict(error))) == wanted


def test_what_was_written_down_is_german_too(german: None) -> None:
    """A standing that was stored holds the words of that day as plain text."""
    told = english("bad-answer", {"host": "id.example", "what": "it holds no keys"}).title
    assert worded(told).endswith("sie enthält keine Schlüssel.")


def test_a_sentence_that_became_a_clause_stays_one(german: None) -> None:
    """It gets no full stop in the midst of another."""
    why = english("offline", {"host": "b.example"}).title.rstrip(".")
    told = english("found-passed-over", {"issuer": "a.example", "why": why}).whole
    assert worded(told) == "a.example wurde übergangen: b.example ist nicht erreichbar."


def test_a_report_survives_the_pipe(german: None) -> None:
    """With the parts that it was put together of."""
    life = say("expires {moment} ({how})", moment="14:05", how=say("from exp"))
    told = say('signed in as "{account}", {life}', account="a{b}", life=life)
    again = said_from_json(said_to_json(told))
    assert again == told == 'signed in as "a{b}", expires 14:05 (from exp)'
    assert sentence(again) == "Angemeldet als „a{b}“, läuft ab 14:05 (aus exp)."


def test_a_row_of_words_is_translated_one_by_one(german: None) -> None:
    """With what is between them."""
    assert worded(listed((say("sign-in"), say("tokens"), "x"))) == "Anmeldung, Tokens, x"


def test_foreign_text_is_left_alone(german: None) -> None:
    """Whatever it looks like."""
    assert worded("Try again.") == "Try again."
    assert worded(say("{name} holds no tokens.", name="\x1b[2J")) == "\\x1b[2J hat keine Tokens."
