"""The tab that says why a server answers 401."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from tests.desktop.conftest import Open
from tests.desktop.gallery import NOW, Scene, view
from tests.desktop.opened import Opened
from tokentray.core.check import Level
from tokentray.desktop.diagnosis_view import DiagnosisView, Mark
from tokentray.desktop.theme import Appearance


def tab_of(shown: Opened) -> DiagnosisView:
    """Return the tab."""
    found = shown.window.findChild(DiagnosisView)
    assert isinstance(found, DiagnosisView)
    return found


def labels_of(tab: DiagnosisView) -> list[QLabel]:
    """Return what stands in it, from the top."""
    page = tab.widget()
    assert page is not None
    return sorted(page.findChildren(QLabel), key=lambda label: label.y())


def test_what_is_wrong_stands_first_with_its_next_step(opened: Open) -> None:
    """And is spoken with its level."""
    tab = tab_of(opened("diagnosis-trouble"))
    levels = [one.level for one in tab.checks]
    assert levels == sorted(levels, key=[Level.PROBLEM, Level.WARNING, Level.OK].index)
    first, second, *_ = labels_of(tab)
    assert first.text().startswith("It expired at ")
    assert first.accessibleName().startswith("problem: It expired at ")
    assert second.text() == "Renew it: `tokentray refresh orders --force`."


def test_all_is_well(opened: Open) -> None:
    """A line each, and no next step."""
    tab = tab_of(opened("diagnosis"))
    assert {one.level for one in tab.checks} == {Level.OK}
    assert [label.text() for label in labels_of(tab)] == [one.text for one in tab.checks]


def test_foreign_words_are_plain_text(opened: Open) -> None:
    """A claim is no HTML here."""
    wild = view(claims={"iss": "<b>x</b>", "aud": "y"}, issuer="https://id.example")
    tab = tab_of(opened(Scene((wild,), "id-orders", tab=3)))
    assert any('"<b>x</b>"' in label.text() for label in labels_of(tab))
    assert {label.textFormat() for label in labels_of(tab)} == {Qt.TextFormat.PlainText}


def test_a_closed_tab_costs_nothing(opened: Open) -> None:
    """It is made and filled when it is opened."""
    shown = opened("valid")
    assert shown.window.findChild(DiagnosisView) is None
    shown.window.show_tab(3)
    assert tab_of(shown).checks != ()


def test_a_change_is_shown_at_once(opened: Open) -> None:
    """The open tab follows the profile."""
    shown = opened("diagnosis")
    tab = tab_of(shown)
    tab.show_view(view(token_type="DPoP"), shown.source.now())
    assert tab.checks[0].code == "kind-bound"


def test_time_goes_on_in_it(opened: Open) -> None:
    """What depends on a moment is said anew when that has come, and nothing else is built."""
    tab = tab_of(opened(Scene((view(not_before=int(NOW) + 90),), "id-orders", tab=3)))
    assert tab.checks[0].code == "not-before-later"
    page = tab.widget()
    tab.touch(NOW + 1)
    assert tab.widget() is page
    tab.touch(NOW + 91)
    assert [one.code for one in tab.checks if one.id == "not-before"] == ["not-before-good"]


def _outline(level: Level, appearance: Appearance) -> set[tuple[int, int]]:
    """Return the places that a mark covers."""
    mark = Mark(level, appearance.theme)
    image = QImage(mark.size(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    mark.render(image, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    whole = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {(x, y) for x, y in whole if image.pixelColor(x, y).alpha() > 128}


def test_the_marks_differ_without_their_colour(appearance: Appearance) -> None:
    """Each covers places that no other covers."""
    shapes = {level: _outline(level, appearance) for level in Level}
    for level, shape in shapes.items():
        others = (other for key, other in shapes.items() if key is not level)
        assert all(len(shape ^ other) > 40 for other in others), level


def test_another_theme_paints_it_anew(opened: Open, appearance: Appearance) -> None:
    """The words take the new colours at once."""
    tab = tab_of(opened("diagnosis"))

    def colour() -> str:
        label = labels_of(tab)[0]
        return label.palette().color(label.foregroundRole()).name()

    light = colour()
    appearance.choose("dark")
    try:
        assert colour() == appearance.theme.text != light
    finally:
        appearance.choose("light")
