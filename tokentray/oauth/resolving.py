"""Look a name up within a deadline: the system's call has none."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable

Resolve = Callable[[str], tuple[str, ...]]
"""Returns the addresses of a host, none where it has none or nobody says in time."""

_SECONDS = 5.0


def addresses_of(host: str) -> tuple[str, ...]:
    """Return the IP addresses of a host; empty where the network does not say.

    Behind a proxy that looks names up itself there may be no answer, which is no failure.
    """
    answers: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            answers.put(())
        else:
            answers.put(tuple(dict.fromkeys(str(one[4][0]) for one in found)))

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    try:
        return answers.get(timeout=_SECONDS)
    except queue.Empty:
        return ()
