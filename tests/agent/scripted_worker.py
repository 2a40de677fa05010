"""A worker process that does what a test wrote down: the real protocol, at the wrong moments.

    python scripted_worker.py FOLDER

`FOLDER/plan.json` maps an op, or `op/profile`, to a list of scenes; each job takes the next one,
whichever process it runs in, and the last one again and again. A scene is a list of steps:
`{"phase": …}`, `{"part": …}`, `{"result": …}`, `{"error": …}`, `{"raw": "text"}`,
`{"stderr": "text"}`, `{"await": "name"}` (until FOLDER/name exists), `{"hang": true}` and
`{"die": code}`. What was asked stands in `FOLDER/asked`, a line a job.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

_writing = threading.Lock()


def main() -> None:
    """Serve until stdin ends and every job is done."""
    folder = Path(sys.argv[1])
    threads = []
    for line in sys.stdin.buffer:
        job = json.loads(line)
        thread = threading.Thread(target=_play, args=(folder, job))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()


def _play(folder: Path, job: dict[str, Any]) -> None:
    with _writing, (folder / "asked").open("a", encoding="utf-8") as asked:
        asked.write(json.dumps({**job, "pid": os.getpid(), "argv": sys.argv}) + "\n")
    for step in _scene(folder, job):
        _do(folder, job["id"], step)


def _scene(folder: Path, job: dict[str, Any]) -> list[dict[str, Any]]:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    key = f"{job['op']}/{job.get('profile')}"
    key = key if key in plan else job["op"]
    scenes = plan[key]
    scene: list[dict[str, Any]] = scenes[min(_turn(folder, key), len(scenes) - 1)]
    return scene


def _turn(folder: Path, key: str) -> int:
    """Count the jobs of a kind over all processes."""
    for turn in itertools.count():
        try:
            (folder / f"turn-{key.replace('/', '-')}-{turn}").touch(exist_ok=False)
        except FileExistsError:
            continue
        return turn
    raise AssertionError


def _do(folder: Path, job_id: int, step: dict[str, Any]) -> None:
    if "await" in step:
        while not (folder / step["await"]).exists():
            time.sleep(0.005)
    elif "hang" in step:
        threading.Event().wait()
    elif "die" in step:
        os._exit(step["die"])
    elif "stderr" in step:
        sys.stderr.write(step["stderr"] + "\n")
        sys.stderr.flush()
    elif "raw" in step:
        _say(step["raw"])
    elif "result" in step:
        _say(json.dumps({"id": job_id, "ok": True, "result": step["result"]}))
    elif "error" in step:
        _say(json.dumps({"id": job_id, "ok": False, "error": step["error"]}))
    else:
        _say(json.dumps({"id": job_id, **step}))


def _say(text: str) -> None:
    with _writing:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
