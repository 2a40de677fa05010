"""What crosses the demo server's wire: a request, its parameters, a reply. No socket here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was read; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    query: str = field(default="", repr=False)

    @property
    def media_type(self) -> str:
        """What kind of body it is, without the parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a page where there is one, else the body as JSON."""

    status: int
    body: Mapping[str, Any] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    page: str | None = field(default=None, repr=False)

    @property
    def error(self) -> str | None:
        """The error code of a refusal (RFC 6749 section 5.2)."""
        error = self.body.get("error")
        return error if isinstance(error, str) else None


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.error)
        self.reply = reply


def refusal(
    status: int, error: str, description: str, headers: Mapping[str, str] | None = None
) -> Refusal:
    """Return the refusal that says so in JSON, as RFC 6749 section 5.2 has it."""
    body = {"error": error, "error_description": description}
    return Refusal(Reply(status, body, headers or {}))


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request; only `resource` may come more than once (RFC 8707)."""

    fields: Mapping[str, str] = field(repr=False)
    resources: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return a parameter; an empty one is as good as none (RFC 6749 section 3.2)."""
        return self.fields.get(name, "")

    def require(self, name: str) -> str:
        """Return a parameter.

        Raises:
            Refusal: `invalid_request`, it is missing.
        """
        if not self.get(name):
            raise refusal(400, "invalid_request", f"{name} is missing")
        return self.fields[name]

    @property
    def audience(self) -> tuple[str, ...]:
        """Whom the tokens are asked for: each `resource`, and the `audience` of older servers."""
        return tuple(name for name in (*self.resources, self.get("audience")) if name)


def parameters(text: str) -> Parameters:
    """Read a query or the body of a form.

    Raises:
        Refusal: it is malformed, or names a parameter twice.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=text != "")
    except ValueError:
        raise refusal(400, "invalid_request", "the form is malformed") from None
    single = [(name, value) for name, value in pairs if name != "resource"]
    # RFC 6749 section 3.2: no parameter more than once.
    if len(dict(single)) != len(single):
        raise refusal(400, "invalid_request", "a parameter is given twice")
    resources = tuple(value for name, value in pairs if name == "resource")
    if not all(_is_target(resource) for resource in resources):
        raise refusal(400, "invalid_target", "a resource is an absolute URI without a fragment")
    return Parameters(dict(single), resources)


def form_of(request: Request) -> Parameters:
    """Return the parameters in the body of a POST.

    Raises:
        Refusal: another method, or a body that is no form.
    """
    require_method(request, "POST")
    if request.media_type != FORM:
        raise refusal(400, "invalid_request", "the body is not a form")
    try:
        return parameters(request.body.decode("ascii"))
    except UnicodeDecodeError:
        raise refusal(400, "invalid_request", "the form is malformed") from None


def require_method(request: Request, *methods: str) -> None:
    """Refuse every other method with 405."""
    if request.method not in methods:
        allowed = ", ".join(methods)
        raise refusal(405, "invalid_request", f"use {allowed}", {"Allow": allowed})


def _is_target(resource: str) -> bool:
    try:
        parts = urlsplit(resource)
    except ValueError:
        return False
    return parts.scheme != "" and "#" not in resource
