"""A fresh bench for every test."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.endpoint import HostileEndpoint
from tests.service.bench import Bench, Clock
from tests.service.issuer import Issuer


@pytest.fixture(scope="module", autouse=True)
def _nothing_left_of_qt() -> None:
    """What other tests left of Qt is not collected in a server's thread: that warns."""
    gc.collect()


@pytest.fixture
def clock() -> Clock:
    """The real time, to be turned."""
    return Clock(base=time.time)


@pytest.fixture
def endpoint(clock: Clock) -> Iterator[HostileEndpoint]:
    """A token endpoint of strict single use that believes the same clock."""
    with HostileEndpoint(clock=clock) as endpoint:
        yield endpoint


@pytest.fixture
def bench(tmp_path: Path, endpoint: HostileEndpoint, clock: Clock) -> Bench:
    """A service on `tmp_path`."""
    return Bench(tmp_path, endpoint, clock)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer with metadata and one key."""
    with Issuer() as issuer:
        yield issuer
