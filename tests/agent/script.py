"""Write scenes for the scripted worker, and read what it was asked."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.agent import scripted_worker
from tokentray.agent.worker_process import Answer, Command, JobRequest
from tokentray.core.jobs import Op, Phase

Scene = list[dict[str, Any]]


class Script:
    """One folder of scenes; `command` starts a worker that plays them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._plan: dict[str, list[Scene]] = {}

    @property
    def command(self) -> Command:
        """How a scripted worker is started."""
        program = str(Path(scripted_worker.__file__))
        environ = {"PATH": os.environ["PATH"], "MARK": "from-the-test"}
        return Command(sys.executable, ("-I", program, str(self._folder)), environ)

    def on(self, op: Op, *scenes: Scene, profile: str = "") -> None:
        """Write down what jobs of an op (on one profile) do, one scene a job."""
        self._plan[f"{op.value}/{profile}" if profile else op.value] = list(scenes)
        (self._folder / "plan.json").write_text(json.dumps(self._plan), encoding="utf-8")

    def open_gate(self, name: str) -> None:
        """Let the jobs go on that await `name`."""
        (self._folder / name).touch()

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The jobs that came in, with the pid of their process."""
        try:
            lines = (self._folder / "asked").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    @property
    def pids(self) -> set[int]:
        """The processes that were asked anything."""
        return {job["pid"] for job in self.asked}


class Ear:
    """One caller of a job: hears phases, parts and the answer."""

    def __init__(self) -> None:
        self.phases: list[Phase] = []
        self.parts: list[Mapping[str, Any]] = []
        self.answers: list[Answer] = []

    def job(self, op: Op = Op.REFRESH, *, alone: bool = False, **fields: Any) -> JobRequest:
        """Return a job that this caller asks for."""
        return JobRequest(
            op,
            fields or {"profile": "one"},
            self.answers.append,
            self.phases.append,
            self.parts.append,
            alone=alone,
        )

    @property
    def is_answered(self) -> bool:
        """Whether the answer came."""
        return bool(self.answers)

    @property
    def code(self) -> str:
        """The code of the error that was answered."""
        (answer,) = self.answers
        assert not isinstance(answer, Mapping)
        return answer.code


def phases(*names: Phase) -> Scene:
    """Return the steps that tell these phases."""
    return [{"phase": name.value} for name in names]


SENT = phases(Phase.WAITING_FOR_LOCK, Phase.LOCKED, Phase.INTENT_WRITTEN, Phase.SENT)
RECEIVED = [*SENT, *phases(Phase.RECEIVED)]
HANG: Scene = [{"hang": True}]
DIE: Scene = [{"die": 9}]


def result(**fields: Any) -> Scene:
    """Return the step that answers with success."""
    return [{"result": fields}]
