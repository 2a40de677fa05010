"""A token that a person only wants to look at: a real worker process decodes it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.cli.home import jwt
from tests.worker.test_sign_in import Worker


def test_a_pasted_token_is_decoded_and_kept_nowhere(tmp_path: Path) -> None:
    """A bare JWT, one in a response, what is none; no file knows of it, and no log."""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "CACHE")}
    worker = Worker({**os.environ, **folders, "TOKENTRAY_DEBUG": "1"})
    token = jwt(roles=["admin"], exp=None, mark="canary-5d1f")
    texts = (token, json.dumps({"accessToken": token}), "not-a-token.at.all", '{"expires_in": 1}')
    for number, text in enumerate(texts):
        worker.write({"id": number, "op": "decode", "text": text})
    answers = {}
    for _ in texts:
        said = worker.answer()
        answers[said["id"]] = said
    assert answers[0]["result"]["claims"]["roles"] == ["admin"]
    assert answers[1]["result"] == answers[0]["result"]
    assert answers[2]["error"]["code"] == "jwt-broken"
    assert answers[3]["error"]["code"] == "no-access-token"
    code, log = worker.end()
    assert code == 0
    assert "canary" not in log
    assert token not in log
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in kept if b"canary" in path.read_bytes()] == []
