"""The worker process: jobs come in on stdin, phases and answers go out on stdout.

It ends when stdin ends and the last job is done. A job that has an answer of a server in its
hands keeps trying to save it, however long that takes.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from tokentray.core.errors import TokenTrayError, error_to_dict
from tokentray.core.jobs import Op
from tokentray.core.said import say
from tokentray.core.settings import Store
from tokentray.service.opening import open_service
from tokentray.storage.folders import find_folders
from tokentray.storage.logfile import log_to_stderr, wanted_level
from tokentray.storage.settings import read_settings
from tokentray.worker.jobs import Job, Jobs

logger = logging.getLogger(__name__)

_CANCEL = b'{"cancel":'

AT_ONCE = 4
"""Jobs that one worker runs side by side; the running program starts no more."""


def main() -> int:
    """Serve until stdin ends; 0 always, since every failure is an answer."""
    arguments = _arguments()
    folders = find_folders(os.environ)
    settings = replace(read_settings(folders.settings_file), store=Store(arguments.store))
    source, sink = _own_pipes()
    log_to_stderr(wanted_level(os.environ))
    service = open_service(folders, settings, os.environ, patience=_wait_for_ever)
    Pipe(Jobs(service, folders), source, sink).serve()
    return 0


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: a browser that a job opens inherits none of the three.

    What it says would be taken for an answer, and it may live on when this process has ended.
    """
    sys.stdout.flush()
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    sys.stderr.flush()
    sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123 - a device, no path
        for descriptor in (0, 1, 2):
            os.dup2(nowhere.fileno(), descriptor)
    return source, sink


class Pipe:
    """Reads jobs, runs each in a thread, writes what it says a line at a time."""

    def __init__(self, jobs: Jobs, source: BinaryIO, sink: BinaryIO) -> None:
        self._jobs = jobs
        self._source = source
        self._sink = sink
        self._writing = threading.Lock()
        self._cancels: dict[object, threading.Event] = {}
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def serve(self) -> None:
        """Run until the source ends and every job is done."""
        running: list[threading.Thread] = []
        for line in self._source:
            if self._is_cancel(line):
                continue
            self._places.acquire()
            running = [thread for thread in running if thread.is_alive()]
            message = _Message(line)
            # Known before its thread begins: a cancel on the next line has to find it.
            self._cancels[message.job_id] = message.cancel
            thread = threading.Thread(target=self._run, args=(message,), name="job")
            thread.start()
            running.append(thread)
        # Nobody is there any more whom a job could wait for.
        for cancel in tuple(self._cancels.values()):
            cancel.set()
        for thread in running:
            thread.join()

    def _is_cancel(self, line: bytes) -> bool:
        """Tell whether a line asks a job to stop, and pass it on."""
        if not line.startswith(_CANCEL):
            return False
        job_id = line[len(_CANCEL) :].strip(b" }\n")
        cancel = self._cancels.get(int(job_id)) if job_id.isdigit() else None
        if cancel is not None:
            cancel.set()
        return True

    def _run(self, message: _Message) -> None:
        try:
            self._answer(message)
        finally:
            self._places.release()

    def _answer(self, message: _Message) -> None:
        job_id, say = message.job_id, self._say
        try:
            if message.problem is not None:
                raise message.problem
            job = Job(
                op=Op(message.fields.pop("op")),
                fields=message.fields,
                on_phase=lambda phase: say({"id": job_id, "phase": phase.value}),
                on_part=lambda part: say({"id": job_id, "part": part}),
                cancel=message.cancel,
            )
            result = self._jobs.run(job)
        except TokenTrayError as error:
            say({"id": job_id, "ok": False, "error": error_to_dict(error)})
        except Exception as error:
            say({"id": job_id, "ok": False, "error": error_to_dict(_unexpected(error))})
        else:
            say({"id": job_id, "ok": True, "result": result})
        finally:
            self._cancels.pop(job_id, None)

    def _say(self, data: Mapping[str, Any]) -> None:
        line = json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"
        with self._writing:
            try:
                self._sink.write(line)
                self._sink.flush()
            except BrokenPipeError:
                # The program is gone; what is in flight is still saved for its successor.
                logger.info("nobody listens any more")


class _Message:
    """One line as it was read; `problem` where it is no job."""

    def __init__(self, line: bytes) -> None:
        self.cancel = threading.Event()
        self.problem: Exception | None = None
        self.fields: dict[str, Any] = {}
        self.job_id: object = None
        try:
            self.fields = dict(json.loads(line))
            self.job_id = self.fields.get("id")
            hash(self.job_id)
        except (ValueError, TypeError, RecursionError) as error:
            self.job_id, self.problem = None, error


def _unexpected(error: Exception) -> TokenTrayError:
    """Word an exception that nobody foresaw by its type and place: its text may hold a secret."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    logger.error("unexpected %s at %s", type(error).__name__, place)
    what = say("{error} at {place}", error=type(error).__name__, place=place)
    return TokenTrayError("unexpected", what=what)


def _wait_for_ever(seconds: float) -> bool:
    time.sleep(seconds)
    return True


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tokentray.worker", add_help=False)
    parser.add_argument("--store", choices=[store.value for store in Store], default="keyring")
    return parser.parse_args()
