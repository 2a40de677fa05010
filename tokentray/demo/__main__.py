"""The demo server as a process of its own: `python -m tokentray.demo [--lifetime SECONDS]`.

One JSON line on stdout says where it is and holds the first tokens, so stdout must be a
pipe that only the caller reads. It runs until its stdin is closed or SIGTERM arrives.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from tokentray.demo.profiles import SHORTEST_LIFETIME, demo_profiles
from tokentray.demo.server import IdentityServer


def announcement(server: IdentityServer) -> dict[str, Any]:
    """Return what a caller needs: the base URL and, per profile, its TOML body and first tokens.

    `response` is the JSON text of a TokenResponse, as it would stand in a file.
    """
    return {
        "version": 1,
        "base_url": server.base_url,
        "profiles": [
            {
                "name": profile.name,
                "toml": server.fragment(profile.name),
                "response": server.first_response(profile.name),
            }
            for profile in server.profiles
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to stop; 0 then."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        with IdentityServer(demo_profiles(options.lifetime), port=options.port) as server:
            sys.stdout.write(json.dumps(announcement(server)) + "\n")
            sys.stdout.flush()
            sys.stdin.buffer.read()
    except KeyboardInterrupt:
        pass
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tokentray.demo", description=__doc__)
    parser.add_argument("--lifetime", type=_lifetime, default=40, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=0, metavar="N")
    return parser


def _lifetime(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < SHORTEST_LIFETIME:
        raise argparse.ArgumentTypeError(f"a whole number of {SHORTEST_LIFETIME} seconds or more")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
