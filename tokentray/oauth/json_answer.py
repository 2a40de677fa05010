"""Read the JSON of an answer: whole, not too deep, and an object or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tokentray.core.reading import MAX_DEPTH, depth_exceeds
from tokentray.oauth.transport import Answer


def parsed(answer: Answer) -> object:
    """Return the JSON of the body, None where it is none (`null` counts as none)."""
    try:
        data: object = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return None if depth_exceeds(data, MAX_DEPTH * 2) else data


def json_object(answer: Answer) -> Mapping[str, Any] | None:
    """Return the object in the body, None where there is none."""
    data = parsed(answer)
    return data if isinstance(data, dict) else None


def error_word(answer: Answer) -> str:
    """Return `error` of an error answer (RFC 6749 section 5.2), empty without one."""
    word = (json_object(answer) or {}).get("error")
    return word if isinstance(word, str) else ""
