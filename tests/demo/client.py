"""A small HTTP client for the tests of the demo server: every status is an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    data: Any


def request(
    method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """Send one request and read the JSON or the text of its answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body, dict(headers or {}))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        content = response.read()
        is_json = names.get("content-type") == "application/json"
        data = json.loads(content) if is_json else content.decode()
        return Answer(response.status, names, data)
    finally:
        connection.close()


def get(url: str) -> Answer:
    """Fetch a document."""
    return request("GET", url)


def post_form(
    url: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> Answer:
    """Post a form."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return request("POST", url, urlencode(fields).encode(), {**kind, **(headers or {})})


def post_json(url: str, fields: Mapping[str, Any]) -> Answer:
    """Post a JSON object."""
    return request("POST", url, json.dumps(fields).encode(), {"Content-Type": "application/json"})
