"""What kubectl asks and wants to be answered: `client.authentication.k8s.io`, v1 and v1beta1."""

from __future__ import annotations

import json
import time

from tokentray.core.errors import InputError

_GROUP = "client.authentication.k8s.io"
_VERSIONS = (f"{_GROUP}/v1", f"{_GROUP}/v1beta1")


def asked_version(info: str) -> str:
    """Return the apiVersion that KUBERNETES_EXEC_INFO asks for, v1 where it is empty.

    The rest of it is no business of ours: nobody is ever asked, so `interactive` may be either.

    Raises:
        InputError: it cannot be read, or asks for another version.
    """
    if not info:
        return _VERSIONS[0]
    try:
        data = json.loads(info)
    except (ValueError, RecursionError) as error:
        raise InputError("bad-exec-info", what="it is not JSON") from error
    version = data.get("apiVersion") if isinstance(data, dict) else None
    if not isinstance(version, str):
        raise InputError("bad-exec-info", what="it names no apiVersion")
    if version not in _VERSIONS:
        raise InputError("exec-info-version", version=version)
    return version


def exec_credential(version: str, token: str, ends_at: int | None) -> str:
    """Write the answer; without `ends_at` kubectl keeps the token until a server refuses it."""
    status = {"token": token}
    if ends_at is not None:
        status["expirationTimestamp"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(ends_at))
    return json.dumps({"apiVersion": version, "kind": "ExecCredential", "status": status})
