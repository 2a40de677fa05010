"""Changes that the window makes to a profile: small ones, in the file that people write."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from tests.service.bench import Bench
from tokentray.core.errors import NoSuchProfile, ProfileError
from tokentray.core.jobs import Op
from tokentray.worker.jobs import Job, Jobs


def edit(bench: Bench, profile_id: str, **changes: Any) -> dict[str, Any]:
    """Run the job `EDIT`."""
    job = Job(Op.EDIT, {"profile": profile_id, "changes": changes}, print, print, Event())
    return Jobs(bench.service, bench.folders).run(job)


@pytest.fixture
def profile_id(bench: Bench) -> str:
    """A profile that a person wrote."""
    text = 'version = 1\n\n# mine\n[profiles.api]  # the first\nid = "one"\nclient_id = "me"\n'
    bench.folders.profiles_file.parent.mkdir(parents=True, exist_ok=True)
    bench.folders.profiles_file.write_text(text)
    return "one"


def test_a_pin_is_written_and_taken_back(bench: Bench, profile_id: str) -> None:
    """Comments and all other keys stay."""
    assert edit(bench, profile_id, pinned=True) == {}
    assert bench.service.profile("api").pinned
    text = bench.folders.profiles_file.read_text()
    assert "# mine" in text
    assert "[profiles.api]  # the first" in text
    edit(bench, profile_id, pinned=False)
    assert not bench.service.profile("api").pinned


def test_where_secrets_go_is_not_changed_so(bench: Bench, profile_id: str) -> None:
    """Nothing is written, not even what could be."""
    before = bench.folders.profiles_file.read_text()
    with pytest.raises(ValueError, match="issuer"):
        edit(bench, profile_id, pinned=True, issuer="https://other.example")
    assert bench.folders.profiles_file.read_text() == before


def test_a_value_that_cannot_be_is_refused(bench: Bench, profile_id: str) -> None:
    """As in the file itself."""
    with pytest.raises(ProfileError):
        edit(bench, profile_id, pinned="yes")
    assert not bench.service.profile("api").pinned


def test_a_profile_that_is_gone_is_named(bench: Bench) -> None:
    """Somebody removed it meanwhile."""
    with pytest.raises(NoSuchProfile):
        edit(bench, "gone", pinned=True)
