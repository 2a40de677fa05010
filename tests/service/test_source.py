"""What the source itself promises: no browser behind anybody's back, no secret in the package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tokentray
from tests.faults.answers import Answer
from tests.service.bench import Bench

PACKAGE = Path(tokentray.__file__).parent
BY_A_PERSON = {
    "cli/signing.py",
    "worker/person.py",
    "desktop/settings_window.py",
    "desktop/window.py",
    "desktop/sign_in_dialog.py",
}


def modules_with(pattern: str) -> set[str]:
    """Return the modules in which a pattern stands."""
    found = re.compile(pattern)
    return {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if found.search(path.read_text(encoding="utf-8"))
    }


def test_only_a_persons_own_act_opens_a_browser() -> None:
    """39: where a person signs in or clicks, and nowhere on the way of a refresh."""
    assert modules_with(r"webbrowser|openUrl|xdg-open|startfile") == BY_A_PERSON


def test_a_dead_grant_opens_no_browser(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """39: whatever the environment would start for it."""
    started: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, *_: started.append(url))
    bench.endpoint.otherwise(Answer.error("invalid_grant"))
    bench.add()
    profile = bench.give()
    for _ in range(20):
        bench.clock.offset += 3600
        bench.refresh(profile)
    assert started == []
    assert len(bench.endpoint.requests) == 1


def test_no_clients_secret_is_in_the_package() -> None:
    """48: a secret that ships with a program is none (RFC 8252 section 8.5)."""
    literal = r"""client_secret["']?\s*[:=]\s*["'][^"'{]"""
    assert modules_with(literal) == set()
    kinds = {path.suffix for path in PACKAGE.rglob("*") if path.is_file()}
    assert not kinds & {".pem", ".key", ".p12", ".jwk"}
