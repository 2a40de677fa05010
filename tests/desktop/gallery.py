"""Pictures of the window in every state, in light and dark, and a page of them, into a folder.

python packaging/virtual_desktop.py --tray none -- python -m tests.desktop.gallery build/gallery
python packaging/virtual_desktop.py --tray none -- python -m tests.desktop.gallery build/de de
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.desktop import pasts
from tests.desktop.accounts import BROWSER, PlayedAccounts, device_step
from tests.desktop.gallery_index import write_index
from tests.desktop.settings_gallery import draw_menu, draw_settings, settings_scenes
from tokentray.agent.confirming import Question, Wish
from tokentray.agent.gate import Gate
from tokentray.agent.held import Previous
from tokentray.agent.signing import BrowserStep, DeviceStep, Report
from tokentray.core.asking import Agreement, Asker
from tokentray.core.errors import (
    Denied,
    InputError,
    ProfileError,
    TokenTrayError,
    TransportError,
    VaultError,
    VaultLocked,
    VaultUnavailable,
)
from tokentray.core.events import Event
from tokentray.core.grants import NAMES
from tokentray.core.messages import english
from tokentray.core.profile import Confirm, Endpoints, Grant, Profile
from tokentray.core.said import say
from tokentray.core.settings import LanguageChoice
from tokentray.core.signature import ClaimsFrom, Signature, SignatureState
from tokentray.core.snapshot import Snapshot, Standing
from tokentray.core.view import News, ProfileView, in_order, view_of
from tokentray.desktop.add_dialog import AddDialog, Prefill
from tokentray.desktop.adding.source_page import TokenSource
from tokentray.desktop.agreements_dialog import AgreementsDialog
from tokentray.desktop.compare_dialog import Compared, CompareDialog
from tokentray.desktop.confirm_dialog import ConfirmDialog
from tokentray.desktop.language import Language
from tokentray.desktop.sign_in_dialog import SignInDialog, Whom
from tokentray.desktop.theme import Appearance, Choice
from tokentray.desktop.tray_advice import tray_advice
from tokentray.desktop.window import MainWindow

NOW = time.time()
LIFE = say("expires {moment} ({how})", moment="14:05", how=say("from exp"))


def claims(**more: Any) -> dict[str, Any]:
    """Return claims like those of the source document."""
    issued = int(NOW) - 2860
    return {
        "iss": "https://id.example",
        "sub": "7c2b6a1e-5a0c-4bb5-9d0a-2f3c0f1f7a10",
        "aud": "https://api.example",
        "email": "service@api.example",
        "name": "Example Service",
        "iat": issued,
        "nbf": issued,
        "exp": issued + 3600,
        "permissions": ["orders:read", "orders:write", "invoices:read", "reports:export"],
        "roles": ["editor", "auditor"],
        "plans": [
            {"name": "team", "seats": 25, "until": issued + 90 * 86_400},
            {"name": "archive", "until": issued + 30 * 86_400},
        ],
        "location": {"city": "Trondheim", "country": "NO", "timezone": "Europe/Oslo"},
        "jti": "3f1c7d2a-5b1e-4b7e-8b5e-0c8a6a2f4d11",
        **more,
    }


def view(
    name: str = "orders",
    left: float | None = 754,
    *,
    lifetime: int = 3600,
    token: bool = True,
    refreshable: bool = True,
    standing: Standing | None = None,
    refreshing: bool = False,
    locked: bool = False,
    pinned: bool = False,
    refresh_in: float | None = 454,
    issuer: str = "",
    **snapshot: Any,
) -> ProfileView:
    """Return a profile with so many seconds left."""
    url = "https://id.example/token" if refreshable else ""
    profile = Profile(
        name,
        f"id-{name}",
        issuer=issuer,
        grant=Grant.AUTO if issuer else Grant.IMPORT,
        endpoints=Endpoints(token=url),
        pinned=pinned,
    )
    held = Snapshot(
        generation=1,
        access_token="not-a-token",
        obtained_at=int(NOW + (left or 0) - lifetime),
        expires_at=None if left is None else int(NOW + left),
        has_refresh_token=refreshable,
        issuer="https://id.example",
        subject="7c2b6a1e",
        header={"alg": "ES256", "kid": "2026-11", "typ": "at+jwt"},
        claims=claims(),
    )
    return view_of(
        profile,
        replace(held, **snapshot) if token else None,
        standing or Standing(),
        NOW,
        refreshing=refreshing,
        locked=locked,
        refresh_at=NOW + refresh_in if refreshable and refresh_in is not None else None,
    )


def some(*first: ProfileView) -> tuple[ProfileView, ...]:
    """Return a handful of profiles with these among them."""
    rest = (
        view("billing", 48_300, lifetime=86_400),
        view("maps", 80, lifetime=900, refreshable=False),
        view("reports", -340, refreshable=False),
        view("staging", 1820, standing=Standing(1, 0, NOW + 40, NOW, "offline", {"host": "x"})),
    )
    names = {one.name for one in first}
    return (*first, *(one for one in rest if one.name not in names))


PREVIOUS = Previous(
    claims(
        roles=["editor", "auditor", "admin"],
        permissions=["orders:read", "orders:write", "invoices:read"],
        plans=[{"name": "trial"}],
        tenant="north",
        exp=int(NOW) - 600,
    ),
    int(NOW) - 4200,
)


def decoded(text: str) -> Mapping[str, Any] | TokenTrayError:
    """Play the worker that decodes a pasted token."""
    if text == "broken":
        return InputError("jwt-broken", what="its payload cannot be decoded")
    return claims(aud="https://other.example", name="Somebody Else", scope="read")


class Picture(QObject):
    """Stands in for the engine at the window's seam: what is known, and nothing happens."""

    profile_changed = Signal(str)
    profiles_changed = Signal()
    store_changed = Signal()
    problem_changed = Signal()

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self.gate = Gate(parent=self)
        if scene.is_shut:
            self.gate.lock()
        self.asked: list[tuple[Any, ...]] = []
        self.moved = 0.0
        self.removal: TokenTrayError | None = None

    @property
    def store_error(self) -> VaultError | None:
        return self._scene.store_error

    @property
    def file_problem(self) -> ProfileError | None:
        return self._scene.file_problem

    @property
    def unsaved(self) -> tuple[str, ...]:
        return self._scene.unsaved

    @property
    def is_loading(self) -> bool:
        return self._scene.is_loading

    @property
    def paused(self) -> bool:
        return self._scene.is_paused

    def now(self) -> float:
        return NOW + self.moved

    def view(self, profile_id: str) -> ProfileView | None:
        return next((one for one in self.views() if one.id == profile_id), None)

    def views(self) -> tuple[ProfileView, ...]:
        return in_order(self._scene.views)

    def problems(self) -> Mapping[str, ProfileError]:
        return self._scene.problems

    def look_at(self, profile_id: str) -> None:
        self.asked.append(("look_at", profile_id))

    def see(self, profile_id: str) -> None:
        self.asked.append(("see", profile_id))

    def previous(self, _profile_id: str) -> Previous | None:
        return PREVIOUS

    def decode(self, text: str, done: Callable[[Mapping[str, Any] | TokenTrayError], None]) -> None:
        self.asked.append(("decode", text))
        done(decoded(text))

    def reload_locked(self) -> None:
        self.asked.append(("reload_locked",))

    def remove(self, profile_id: str, done: Callable[[TokenTrayError | None], None]) -> None:
        self.asked.append(("remove", profile_id))
        done(self.removal)

    def show(self, scene: Scene) -> None:
        """Change what is known."""
        self._scene = scene
        self.profiles_changed.emit()


@dataclass(frozen=True)
class Scene:
    """All that the window can see."""

    views: tuple[ProfileView, ...] = ()
    chosen: str = ""
    store_error: VaultError | None = None
    file_problem: ProfileError | None = None
    problems: Mapping[str, ProfileError] = field(default_factory=dict)
    unsaved: tuple[str, ...] = ()
    tab: int = 0
    is_loading: bool = False
    lacks_tray: bool = False
    is_shut: bool = False
    is_paused: bool = False
    sought: str = ""
    past: tuple[Event, ...] = ()
    show: str = ""


@cache
def _thousand() -> tuple[ProfileView, ...]:
    """Return as many profiles as there may be; made once, since scenes are asked for often."""
    return tuple(view(f"service-{number:04}", 3.5 * number) for number in range(1, 1001))


def scenes() -> dict[str, Scene]:
    """Return every state by name."""
    ended: dict[str, Any] = {"ended": "reason-invalid-grant", "refresh_in": None}
    offline = Standing(2, 0, NOW + 70, NOW, "offline", {"host": "id.example"})
    opaque: dict[str, Any] = {"claims": None, "header": None}
    can_sign_in: dict[str, Any] = {"issuer": "https://id.example"}
    by = {"keys_of": "https://id.example"}
    verified = Signature(SignatureState.VERIFIED, "signature-verified", by)
    failed = Signature(SignatureState.FAILED, "signature-wrong", by)
    described: dict[str, Any] = {"header": None, "claims_from": ClaimsFrom.INTROSPECTION}
    opaque["warnings"] = (("warn-opaque", {}), ("warn-counts-from-now", {}))
    field_error = ProfileError(
        "profile-unknown-key",
        name="maps",
        line=14,
        field="scops",
        nearest="scopes",
        path="~/.config/tokentray/profiles.toml",
    )
    file_error = ProfileError(
        "profiles-not-toml",
        path="~/.config/tokentray/profiles.toml",
        what="line 12, column 9: a value is missing",
    )
    locked, uncertain = VaultLocked("vault-locked"), Standing(3, 3, NOW + 3600, NOW)
    huge = {f"claim_{number:04}": "x" * 40 for number in range(1000)}
    many = tuple(view(f"service-{number:02}", 60.0 * number) for number in range(1, 25))
    return {
        "valid": Scene(some(view(pinned=True)), "id-orders"),
        "token": Scene(some(view(pinned=True)), "id-orders", tab=1),
        "one": Scene((view(),), "id-orders"),
        "many": Scene(many, "id-service-12"),
        "refreshing": Scene(some(view(refreshing=True)), "id-orders"),
        "expiring": Scene(some(), "id-maps"),
        "expired": Scene(some(), "id-reports"),
        "offline": Scene(some(view(standing=offline)), "id-orders"),
        "sign-in-needed": Scene(some(view(**ended)), "id-orders"),
        "opaque": Scene(some(view(**opaque, expires_at=None)), "id-orders"),
        "sign-in-again": Scene(some(view(**can_sign_in, **ended)), "id-orders"),
        "signed-out": Scene(some(view(token=False, **can_sign_in)), "id-orders"),
        "verified": Scene(some(view(signature=verified)), "id-orders", tab=1),
        "signature-failed": Scene(some(view(signature=failed)), "id-orders", tab=1),
        "diagnosis": Scene(some(view(signature=verified, **can_sign_in)), "id-orders", tab=3),
        "diagnosis-trouble": Scene(
            some(view(signature=failed, left=-90, issuer="https://id.example/")), "id-orders", tab=3
        ),
        "described": Scene(some(view(**described)), "id-orders", tab=1),
        "described-claims": Scene(some(view(**described)), "id-orders"),
        "horizon": Scene(some(view(refresh_expires_at=int(NOW) + 90_000)), "id-orders"),
        "horizons": Scene(
            some(
                view(
                    refresh_expires_at=int(NOW) + 9_000,
                    authorization_expires_at=int(NOW) + 90_000,
                    authorization_told_at=int(NOW) - 40_000,
                )
            ),
            "id-orders",
        ),
        "bound": Scene(some(view(token_type="DPoP")), "id-orders"),
        "paused": Scene(some(replace(view(refresh_in=None), paused=True)), "id-orders"),
        "shut": Scene(some(view(pinned=True)), "id-orders", is_shut=True),
        "paused-all": Scene(some(view(refresh_in=None)), "id-orders", is_paused=True),
        "clock-wrong": Scene(some(view(clock_skew=-312)), "id-orders"),
        "short-life": Scene(some(view(left=33, lifetime=40, refresh_in=25)), "id-orders"),
        "opaque-token": Scene(some(view(**opaque, expires_at=None)), "id-orders", tab=1),
        "opaque-scopes": Scene(
            some(view(**opaque, scopes=("openid", "orders", "offline_access"))), "id-orders"
        ),
        "huge": Scene(some(view(claims=huge)), "id-orders"),
        "empty": Scene(some(view(token=False)), "id-orders"),
        "no-profile": Scene(),
        "locked": Scene((view(token=False, locked=True),), store_error=VaultLocked("vault-locked")),
        "no-keyring": Scene(
            (view(token=False, locked=True),),
            store_error=VaultUnavailable(
                "vault-missing", what=say("no Secret Service on the session bus")
            ),
        ),
        "broken-profile": Scene(some(view()), "id-orders", problems={"maps": field_error}),
        "unsaved": Scene(some(view()), "id-orders", unsaved=("orders",)),
        "no-tray": Scene(some(view()), "id-orders", lacks_tray=True),
        "many-sought": Scene(many, "id-service-12", sought="-2"),
        "many-not-found": Scene(many, "id-service-12", sought="elsewhere"),
        "ten": Scene(many[:10], "id-service-03"),
        "thousand": Scene(_thousand(), "id-service-0500"),
        "no-tray-no-profile": Scene(lacks_tray=True),
        "broken-file": Scene(file_problem=file_error),
        "broken-file-later": Scene(some(view()), "id-orders", file_problem=file_error),
        "loading": Scene((view(token=False),), is_loading=True),
        "locked-meanwhile": Scene(some(view()), "id-orders", store_error=locked),
        "locked-expired": Scene(some(view(left=-340)), "id-orders", store_error=locked),
        "sign-in-uncertain": Scene(some(view(standing=uncertain)), "id-orders"),
        "warned": Scene(some(view("maps", 600, refreshable=False)), "id-maps"),
        **_histories(),
        "news": Scene(
            some(view(), replace(view("billing", 48_300, lifetime=86_400), news=_NEWS)), "id-orders"
        ),
        "news-shown": Scene(some(replace(view(), news=_NEWS)), "id-orders"),
        "long-names": Scene(some(view("x" * 64, claims=claims(email="m" * 180))), "id-" + "x" * 64),
    }


_NEWS = News(("permissions", "roles"), NOW - 2400)


def _histories() -> dict[str, Scene]:
    """Return the states of the history tab."""
    shown = some(view(obtained_at=int(NOW) - 1200, expires_at=int(NOW) + 2400))
    ended = some(view(ended="reason-invalid-grant", left=-7 * 3600, refresh_in=None))
    pictures = {
        "history-day": (shown, pasts.a_day(NOW), ""),
        "history-week": (shown, pasts.a_week(NOW), "week"),
        "history-mark": (shown, pasts.a_day(NOW), "mark"),
        "history-trouble": (ended, pasts.troubled(NOW), ""),
        "history-old": (shown, pasts.old_style(NOW), ""),
        "history-crowded": (shown, pasts.crowded(NOW), ""),
        "history-hour": (some(view(left=25, lifetime=40)), pasts.crowded(NOW), ""),
        "history-all": (shown, pasts.of_all(NOW), "all"),
        "history-all-week": (shown, pasts.of_all(NOW), "all week mark"),
        "history-quiet": (shown, (), ""),
        "history-empty": (some(view(left=-2 * 86_400, refreshable=False)), (), ""),
    }
    return {
        name: Scene(views, "id-orders", tab=2, past=past, show=show)
        for name, (views, past, show) in pictures.items()
    }


PYTHON = Asker(
    "deploy.py",
    "/usr/bin/python3.11",
    "/home/me/work/deploy.py",
    41832,
    1,
    NOW - 90,
    "/home/me/work",
)
LONG = Asker(
    "report \u202egnp.exe" + "x" * 80,
    "/opt/tools/" + "a-long-folder/" * 8 + "report",
    "",
    7,
    2,
    NOW - 90_000,
    "/opt/tools/" + "a-long-folder/" * 8,
)
HIDDEN = Asker("systemd", "", "", 1, 3, NOW - 900_000, "")


def questions() -> dict[str, Question]:
    """Return what a person may be asked, by the picture's name."""
    first = Wish("id-orders", "orders", Confirm.FIRST, "header")
    strict = replace(first, confirm=Confirm.ALWAYS, what="clipboard")
    return {
        "confirm": Question(first, PYTHON, 24.0),
        "confirm-strict": Question(strict, PYTHON, 9.0),
        "confirm-long": Question(first, LONG, 24.0),
        "confirm-hidden": Question(first, HIDDEN, 24.0),
    }


def draw_question(appearance: Appearance, question: Question, path: Path) -> None:
    """Draw the dialog that asks a person."""
    dialog = ConfirmDialog(question, lambda one: one.deadline, appearance)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    QTest.qWait(50)  # the window manager has a word in its size
    dialog.grab().save(str(path))
    dialog.withdraw()
    dialog.deleteLater()


class Allowed(QObject):
    """What was allowed, as the agent holds it."""

    agreements_changed = Signal()

    def __init__(self, *agreements: Agreement) -> None:
        super().__init__()
        self.held = agreements

    def agreements(self, profile_id: str) -> tuple[Agreement, ...]:
        return tuple(one for one in self.held if one.profile_id == profile_id)

    def take_back(self, agreement: Agreement) -> None:
        self.held = tuple(one for one in self.held if one != agreement)
        self.agreements_changed.emit()


def comparisons() -> dict[str, tuple[Compared, str]]:
    """Return what is compared, with which pasted text, by the picture's name."""
    return {
        "compare": (Compared("orders", claims(), PREVIOUS), ""),
        "compare-nothing": (Compared("orders", claims()), ""),
        "compare-pasted": (Compared("orders", claims()), "eyJ"),
        "compare-broken": (Compared("orders", claims()), "broken"),
        "compare-same": (Compared("orders", claims(), Previous(claims(), int(NOW))), ""),
    }


def draw_comparison(appearance: Appearance, scene: tuple[Compared, str], path: Path) -> None:
    """Draw the dialog that compares two tokens, one of them perhaps pasted."""
    compared, text = scene
    window = MainWindow(Picture(Scene()), PlayedAccounts(), appearance)
    decode = Picture(Scene()).decode
    dialog = CompareDialog(compared, decode, NOW, appearance.theme, window)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    if text:
        field = dialog.findChild(QPlainTextEdit, "response")
        assert isinstance(field, QPlainTextEdit)
        field.setPlainText(text)
        dialog.on_settling_timeout()
    QTest.qWait(50)  # the window manager has a word in its size
    dialog.grab().save(str(path))
    dialog.close()
    window.deleteLater()


def allowances() -> dict[str, Allowed]:
    """Return what may have been allowed, by the picture's name."""
    script = Agreement("id-orders", PYTHON.executable, PYTHON.script, NOW)
    program = Agreement("id-orders", "/usr/bin/kubectl", "", NOW, NOW + 3600, 812, 1)
    return {"agreements": Allowed(script, program), "agreements-none": Allowed()}


def draw_agreements(appearance: Appearance, allowed: Allowed, path: Path) -> None:
    """Draw the list of what was allowed."""
    window = MainWindow(Picture(Scene()), PlayedAccounts(), appearance)
    whom = Whom("id-orders", "orders")
    dialog = AgreementsDialog(allowed, whom, lambda: NOW, appearance.theme, window)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    QTest.qWait(50)  # the window manager has a word in its size
    dialog.grab().save(str(path))
    dialog.close()
    window.deleteLater()


def sign_ins() -> dict[str, tuple[BrowserStep | DeviceStep | None, Report | TokenTrayError | None]]:
    """Return what the sign-in dialog may have heard, by the picture's name."""
    report = (
        say('signed in as "{account}", {life}', account="service@api.example", life=LIFE),
        english("warn-no-refresh-token", {}).title,
        say("Signed in by {grant}.", grant=NAMES[Grant.AUTHORIZATION_CODE]),
    )
    return {
        "sign-in-starting": (None, None),
        "sign-in-browser": (BROWSER, None),
        "sign-in-no-browser": (replace(BROWSER, opened=False), None),
        "sign-in-device": (device_step(NOW + 541), None),
        "sign-in-done": (BROWSER, Report("id-orders", report)),
        "sign-in-failed": (BROWSER, TransportError("timed-out", host="id.example", seconds=15)),
        "sign-in-refused": (BROWSER, Denied("sign-in-refused", host="id.example", told="")),
    }


def draw_sign_in(
    appearance: Appearance,
    heard: tuple[BrowserStep | DeviceStep | None, Report | TokenTrayError | None],
    path: Path,
) -> None:
    """Draw the sign-in dialog after what it heard."""
    accounts, (step, answer) = PlayedAccounts(), heard
    window = MainWindow(Picture(Scene()), accounts, appearance)
    whom = Whom("id-orders", "orders")
    dialog = SignInDialog(accounts, whom, lambda: NOW, appearance.theme, window)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    if step is not None:
        accounts.attempt.on_step(step)
    if answer is not None:
        accounts.attempt.done(answer)
    QTest.qWait(50)  # the window manager has a word in its size
    dialog.grab().save(str(path))
    dialog.close()
    window.deleteLater()


def additions() -> dict[str, tuple[Prefill, Report | TokenTrayError | None]]:
    """Return how the dialog that adds a profile opens and what it hears, by the picture's name."""
    grants = {"grant": NAMES[Grant.DEVICE_CODE], "why": english("no-s256", {}).title}
    found = (
        english("found-issuer", {"issuer": "https://id.example"}).whole,
        english("found-no-grant", grants).whole,
        english("found-scopes", {"scopes": "openid profile offline_access"}).whole,
    )
    understood = (LIFE, english("warn-no-refresh-token", {}).title)
    hosts = (
        english("may-receive", {"host": "api.example"}).whole,
        english("wants-secret", {"name": "orders", "key": "client_key"}).whole,
    )
    place = {"origin": "https://id.example"}
    register = (english("found-registration-device", place).whole,)
    server = Prefill(TokenSource.SERVER, "orders")
    text = Prefill(TokenSource.RESPONSE, "orders", '{"refresh_token": "…"}', ("orders",))
    described = Prefill(TokenSource.DESCRIPTION, "orders")
    return {
        "add": (Prefill(), None),
        "add-server": (server, None),
        "add-refused": (server, TransportError("no-metadata", issuer="https://id.example")),
        "add-found": (server, Report("", found)),
        "add-register": (server, Report("", (*found, *register), registers=True)),
        "add-response": (Prefill(TokenSource.RESPONSE), None),
        "add-response-refused": (text, InputError("no-access-token")),
        "add-response-found": (text, Report("", understood)),
        "add-description": (described, None),
        "add-description-found": (described, Report("", hosts)),
    }


def draw_addition(
    appearance: Appearance, scene: tuple[Prefill, Report | TokenTrayError | None], path: Path
) -> None:
    """Draw the dialog that adds a profile before or after an answer."""
    accounts, (prefill, answer) = PlayedAccounts(), scene
    window = MainWindow(Picture(Scene()), accounts, appearance)
    dialog = AddDialog(accounts, appearance.theme, prefill, window)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    if answer is not None:
        accounts.answer = answer
        address = dialog.findChild(QLineEdit, "address")
        assert isinstance(address, QLineEdit)
        address.setText("https://id.example")
        dialog.on_ok_clicked()
    QTest.qWait(50)  # the window manager has a word in its size
    dialog.grab().save(str(path))
    dialog.close()
    window.deleteLater()


def draw_scene(appearance: Appearance, scene: Scene, path: Path) -> None:
    """Draw the window over a scene."""
    chronicle = pasts.PlayedChronicle(scene.past)
    window = MainWindow(Picture(scene), PlayedAccounts(), appearance, chronicle=chronicle)
    window.show()
    if scene.chosen:
        window.show_profile(scene.chosen)
    window.say_tray_lacks(scene.lacks_tray, tray_advice("ubuntu:GNOME"))
    window.show_tab(scene.tab)
    if scene.sought:
        window.find_profile(scene.sought)
    pasts.arrange(window, scene.show)
    QApplication.processEvents()
    window.grab().save(str(path))
    window.hide()
    window.deleteLater()


def main(folder: Path, choices: tuple[Choice, ...] = ("light", "dark")) -> int:
    """Write the pictures, in the language that is set."""
    # It draws with what is in here.
    from tests.desktop.menu_gallery import draw_menus

    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    appearance = Appearance(application, choices[0])
    # Nothing is under the pointer: it would be drawn as such.
    QCursor.setPos(application.primaryScreen().geometry().bottomRight())
    scale = round(application.primaryScreen().devicePixelRatio())
    drawers: dict[Callable[[], dict[str, Any]], Callable[[Appearance, Any, Path], None]] = {
        scenes: draw_scene,
        sign_ins: draw_sign_in,
        additions: draw_addition,
        questions: draw_question,
        comparisons: draw_comparison,
        allowances: draw_agreements,
        settings_scenes: draw_settings,
    }
    for choice in choices:
        appearance.choose(choice)
        for kind, draw in drawers.items():
            for name, scene in kind().items():
                draw(appearance, scene, folder / f"{name}-{choice}-{scale}x.png")
        draw_menus(appearance, folder, f"{choice}-{scale}x")
        draw_menu(appearance, folder / f"menu-notices-{choice}-{scale}x.png")
    write_index(folder)
    return 0


if __name__ == "__main__":
    from tests.desktop import gallery_everyone

    spoken = Language(QApplication(["tokentray"]))
    spoken.speak(LanguageChoice(sys.argv[2] if len(sys.argv) > 2 else "en"))
    main(Path(sys.argv[1]))
    raise SystemExit(gallery_everyone.main(Path(sys.argv[1])))
