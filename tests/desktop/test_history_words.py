"""What a history says: plain words, nothing endless, nothing of a token."""

from __future__ import annotations

import csv
import io

import pytest

from tests.desktop.pasts import ROLES, changed, event
from tokentray.core.changes import Changes
from tokentray.core.claims import ClaimChange, Group
from tokentray.core.events import Event, EventKind
from tokentray.core.view import News
from tokentray.desktop.history_file import as_csv
from tokentray.desktop.history_layout import Mark, MarkKind
from tokentray.desktop.history_words import (
    changes_in_words,
    detail_line,
    mark_lines,
    mark_sentence,
    mark_title,
    title_of,
)
from tokentray.desktop.news_words import news_sentence, news_summary, news_word

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({"roles": ["admin"]}, {"roles": []}, ("role admin gone",)),
        ({"scope": "read"}, {"scope": "read pay"}, ("scope pay new",)),
        ({"plan": "trial"}, {"plan": "team"}, ("plan trial gone", "plan team new")),
        ({"permissions": ["a"]}, {"permissions": ["b"]}, ("permission a gone", "permission b new")),
        ({"email": "a@id.example"}, {"email": "b@id.example"}, ("email changed",)),
    ],
)
def test_changes_are_named(
    old: dict[str, object], new: dict[str, object], words: tuple[str, ...]
) -> None:
    """By what people call them; of other claims only the name."""
    assert changes_in_words(changed(old, new)) == words


def test_what_is_not_named_is_counted() -> None:
    """Of one claim, and of all."""
    one = ClaimChange("roles", Group.ROLES, ("a",), (), 3)
    said = changes_in_words(Changes((one,), 7))
    assert said == ("role a gone", "3 more of roles", "7 more changed")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (event(NOW, EventKind.FAILED, code="dns"), "the server's name was not found"),
        (event(NOW, EventKind.ENDED, reason="reason-invalid-grant"), "the server ended the grant"),
        (event(NOW, EventKind.ENDED, reason="reason-dead-on"), "dead on"),
        (event(NOW, EventKind.SIGNED_IN, grant="device-code"), "device code"),
        (event(NOW, EventKind.IMPORTED, account="other"), "another account"),
        (event(NOW, EventKind.REFUSED, host="git.example", fingerprint="f00"), "git.example"),
        (event(NOW, EventKind.NOTIFIED, key="token:1:2"), ""),
        (event(NOW, changes=ROLES), "role admin gone; permission reports:export new"),
    ],
)
def test_events_say_more(one: Event, words: str) -> None:
    """Our own marks of a token are nobody's business."""
    assert detail_line(one) == words


def test_every_event_has_a_title() -> None:
    """A word of its own."""
    titles = [title_of(event(NOW, kind)) for kind in EventKind]
    assert len(set(titles)) == len(EventKind)


def test_foreign_words_are_plain() -> None:
    """A role with a line end, an escape or without end."""
    wild = event(NOW, changes=changed({"roles": ["<b>\n\u202e" + "x" * 900]}, {"roles": []}))
    (line,) = mark_lines(Mark(0, MarkKind.CHANGED, (wild,)))
    assert line.isprintable()
    assert len(line) < 100


def test_a_mark_of_many_is_summed_up() -> None:
    """From when to when, how many of what, and a few lines more."""
    events = tuple(event(NOW + n * 60, EventKind.FAILED, code="offline") for n in range(30))
    mark = Mark(0, MarkKind.FAILED, (*events, event(NOW + 1800, changes=ROLES)))
    assert mark_title(mark, NOW).endswith("31 events")
    lines = mark_lines(mark)
    assert lines[:2] == ("Refresh failed: 30", "Refreshed: 1")
    assert len(lines) <= 6
    assert mark_sentence(mark, NOW).count("\n") == 0


@pytest.mark.parametrize(
    ("groups", "word", "summary"),
    [
        (("roles",), "roles changed", "Roles of api changed"),
        (("plans",), "plans changed", "Plans of api changed"),
        (("permissions",), "permissions changed", "Permissions of api changed"),
        (("permissions", "roles"), "permissions changed", "Permissions of api changed"),
    ],
)
def test_news_have_no_values(groups: tuple[str, ...], word: str, summary: str) -> None:
    """A notification stands on a screen that others see."""
    news = News(groups, NOW)
    assert news_word(news) == word
    assert news_summary(news, "api") == summary
    assert news_sentence(news, NOW).lower().startswith(word)


def test_a_file_for_a_spreadsheet() -> None:
    """Moments that stay clear, the kinds as `history --json` has them, no formula."""
    wild = changed({"=SUM(A1)": "x", "roles": ["=cmd,1"]}, {"=SUM(A1)": "y", "roles": []})
    events = (
        event(NOW),
        event(NOW + 1, EventKind.FAILED, code="offline"),
        event(NOW + 2, changes=wild),
    )
    text = as_csv(events, {"id-orders": "orders"}).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["time", "profile", "event", "detail"]
    assert [row[1:] for row in rows[1:3]] == [
        ["orders", "refreshed", ""],
        ["orders", "failed", "no network"],
    ]
    assert rows[3][3] == "role =cmd,1 gone; =SUM(A1) changed"
    assert rows[1][0][:4] == "2027"
    only = as_csv((event(NOW, changes=changed({"=A1": "x"}, {"=A1": "y"})),), {})
    assert b",'=A1 changed" in only
