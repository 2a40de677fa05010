"""An engine on a clock to turn, with a stand-in at its one seam: the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from tokentray.agent.announcing import Sorted, SortOut
from tokentray.agent.engine import Engine, EngineParts, HandOut
from tokentray.agent.notices import Due, Notice
from tokentray.agent.worker_process import JobRequest
from tokentray.agent.workers import Workers
from tokentray.core.errors import ProfileError, TokenTrayError, error_to_dict
from tokentray.core.handout import Format
from tokentray.core.jobs import Op
from tokentray.core.profile import Endpoints, Profile
from tokentray.core.settings import Settings
from tokentray.core.snapshot import Snapshot, Standing, snapshot_to_dict, standing_to_dict
from tokentray.core.view import ProfileView
from tokentray.storage.profiles import Profiles

START = 1_800_000_000.0
HOUR = 3600.0


@dataclass
class Clock:
    """A wall clock that stands still until a test turns it."""

    at: float = START

    def __call__(self) -> float:
        """Return POSIX seconds."""
        return self.at


class StandInWorkers:
    """Keeps the jobs until a test answers them."""

    def __init__(self) -> None:
        self.jobs: list[JobRequest] = []
        self.ran: list[JobRequest] = []
        self.is_closed = False

    def run(self, request: JobRequest) -> None:
        """Take a job in."""
        self.jobs.append(request)
        self.ran.append(request)

    def close(self, done: Callable[[], None]) -> None:
        """End at once: nothing is in flight here."""
        self.is_closed = True
        done()

    def setParent(self, _parent: object) -> None:
        """Nobody's child."""


def profile(name: str = "api", *, refresh: bool = True, **fields: Any) -> Profile:
    """Return a profile, with a rule to refresh by."""
    url = "https://id.example/token" if refresh else ""
    return Profile(name, f"id-{name}", endpoints=Endpoints(token=url), **fields)


def snapshot(
    at: float = START, life: float | None = HOUR, *, generation: int = 1, **fields: Any
) -> Snapshot:
    """Return a token that was obtained at `at` and lives so long."""
    return replace(
        Snapshot(
            generation=generation,
            access_token=f"token-{generation}",
            obtained_at=int(at),
            expires_at=None if life is None else int(at + life),
            has_refresh_token=True,
        ),
        **fields,
    )


@dataclass
class Asker:
    """Somebody who asked for something, and what they got."""

    answers: list[HandOut | TokenTrayError | None] = field(default_factory=list)

    def __call__(self, answer: HandOut | TokenTrayError | None) -> None:
        """Take the answer."""
        self.answers.append(answer)

    @property
    def token(self) -> str:
        """The token that was handed out."""
        (answer,) = self.answers
        assert isinstance(answer, HandOut), answer
        return answer.text

    @property
    def warning(self) -> str:
        """The warning that came with it."""
        (answer,) = self.answers
        assert isinstance(answer, HandOut), answer
        return answer.warning

    @property
    def code(self) -> str:
        """The code of the refusal."""
        (answer,) = self.answers
        assert isinstance(answer, TokenTrayError), answer
        return answer.code


class Rig:
    """An engine with everything around it in the test's hands."""

    def __init__(self, *profiles: Profile, chance: float = 0.0) -> None:
        self.clock = Clock()
        self.workers = StandInWorkers()
        self.profiles = Profiles(profiles)
        self.file_error: ProfileError | None = None
        self.online = True
        self.told: set[tuple[str, str]] = set()
        self.sort_out: SortOut = self._sort_out
        self.notices: list[Notice] = []
        self.changed: list[str] = []
        self.engine = Engine(
            EngineParts(
                now=self.clock,
                chance=lambda: chance,
                read_profiles=self._read_profiles,
                workers=cast("Workers", self.workers),
                settings=Settings(),
                sort_out=lambda due, done: self.sort_out(due, done),
                is_online=lambda: self.online,
            )
        )
        self.engine.notice_raised.connect(self.notices.append)
        self.engine.profile_changed.connect(self.changed.append)

    def _sort_out(self, due: Sequence[Due], done: Sorted) -> None:
        news = [
            one
            for one in due
            if self.told.isdisjoint((one.view.id, key) for key in (one.key, *one.also))
        ]
        self.told.update((one.view.id, one.key) for one in news)
        done(news)

    def _read_profiles(self) -> Iterator[Profiles | None]:
        if self.file_error is not None:
            raise self.file_error
        yield self.profiles

    def edit(self, *profiles: Profile) -> None:
        """Save profiles.toml with other profiles."""
        self.profiles = Profiles(profiles)
        self.engine.reread_profiles()

    def start(self, **held: Snapshot | None) -> None:
        """Start with these tokens in the vault, by the profile's name."""
        self.engine.start()
        self.load(**held)

    def load(self, standing: Standing | None = None, /, **held: Snapshot | None) -> None:
        """Answer the load on its way."""
        job = self.take(Op.LOAD)
        for profile_id in job.fields["profiles"]:
            found = held.get(profile_id.removeprefix("id-"))
            job.on_part({"profile": profile_id, "error": None, **told(found, standing)})
        job.done({})

    def pending(self, op: Op) -> list[JobRequest]:
        """Return the unanswered jobs of a kind."""
        return [job for job in self.workers.jobs if job.op is op]

    def count(self, op: Op) -> int:
        """Tell how many jobs of a kind there ever were."""
        return sum(job.op is op for job in self.workers.ran)

    def take(self, op: Op, name: str = "") -> JobRequest:
        """Take the oldest unanswered job of a kind (on one profile) from the list."""
        for job in self.pending(op):
            if not name or job.fields.get("profile") == f"id-{name}":
                self.workers.jobs.remove(job)
                return job
        raise AssertionError(f"no {op.value} job for {name or 'anybody'}")

    def land(
        self,
        held: Snapshot | None,
        name: str = "",
        *,
        error: TokenTrayError | None = None,
        standing: Standing | None = None,
        renewed: bool | None = None,
        changed: tuple[str, ...] = (),
    ) -> JobRequest:
        """Answer the refresh on its way; renewed unless there is an error."""
        job = self.take(Op.REFRESH, name)
        job.done(
            {
                **told(held, standing),
                "renewed": error is None if renewed is None else renewed,
                "changed": list(changed),
                "error": None if error is None else error_to_dict(error),
            }
        )
        return job

    def fail(self, error: TokenTrayError, name: str = "", op: Op = Op.REFRESH) -> None:
        """Answer a job with an error of the worker itself."""
        self.take(op, name).done(error)

    def advance(self, seconds: float) -> None:
        """Let time pass, and the due timer fire."""
        self.clock.at += seconds
        self.engine.tick()

    def step(self, seconds: float) -> None:
        """Set the clock."""
        self.clock.at += seconds
        self.engine.on_clock_stepped(seconds)

    def ask(self, name: str = "api", min_valid: float | None = None) -> Asker:
        """Ask for a token."""
        asker = Asker()
        self.engine.hand_out(f"id-{name}", min_valid=min_valid, form=Format.RAW, done=asker)
        return asker

    def refresh(self, name: str = "api", *, force: bool = False) -> Asker:
        """Ask for a refresh."""
        asker = Asker()
        self.engine.refresh(f"id-{name}", force=force, done=asker)
        return asker

    def view(self, name: str = "api") -> ProfileView:
        """Look at a profile."""
        view = self.engine.view(f"id-{name}")
        assert view is not None
        return view


def told(held: Snapshot | None, standing: Standing | None = None) -> dict[str, Any]:
    """Return what a worker tells of a profile."""
    return {
        "snapshot": None if held is None else snapshot_to_dict(held),
        "standing": standing_to_dict(standing or Standing()),
    }
