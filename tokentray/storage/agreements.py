"""Which programs a person lets have a token for good: one small file, no secret in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path

from tokentray.core.asking import Agreement
from tokentray.core.errors import InputError
from tokentray.storage.atomic import replace_file

logger = logging.getLogger(__name__)

VERSION = 1
_TEXTS = ("profile_id", "executable", "script")


class AgreementsFile:
    """Keeps what has no end; what cannot be read allows nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Agreement, ...]:
        """Return what was agreed, nothing where the file is missing or not to be trusted."""
        whole = self._read()
        rows = whole.get("agreements")
        if whole.get("version") != VERSION or not isinstance(rows, list):
            return ()
        return tuple(found for row in rows if (found := _agreement(row)) is not None)

    def save(self, agreements: Iterable[Agreement]) -> None:
        """Keep these and no others.

        Raises:
            InputError: a newer version wrote the file. OSError: as the system says.
        """
        version = self._read().get("version")
        if isinstance(version, int) and version > VERSION:
            raise InputError("agreements-newer", path=str(self._path))
        rows = [
            {
                "profile_id": one.profile_id,
                "executable": one.executable,
                "script": one.script,
                "made_at": one.made_at,
            }
            for one in agreements
        ]
        whole = {"version": VERSION, "agreements": rows}
        replace_file(self._path, json.dumps(whole, indent=1).encode("ascii"))

    def _read(self) -> dict[str, object]:
        try:
            whole = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            logger.warning("what was agreed cannot be read (%s)", type(error).__name__)
            return {}
        return whole if isinstance(whole, dict) else {}


def _agreement(row: object) -> Agreement | None:
    if not isinstance(row, dict):
        return None
    profile_id, executable, script = (row.get(name) for name in _TEXTS)
    made_at = row.get("made_at")
    if not (isinstance(profile_id, str) and isinstance(executable, str) and executable):
        return None
    if not isinstance(script, str) or not isinstance(made_at, int | float):
        return None
    return Agreement(profile_id, executable, script, float(made_at))
