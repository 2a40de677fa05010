"""A profile: how to get one kind of token, and the refresh request that it describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tokentray.core.expiry import Reading
from tokentray.core.names import check_name as check_name
from tokentray.core.tokens import Binding
from tokentray.core.urls import origin_of


class Grant(StrEnum):
    """How the first token is got (RFC 6749 section 1.3, RFC 8628); `IMPORT`: from a file."""

    AUTO = "auto"
    AUTHORIZATION_CODE = "authorization-code"
    DEVICE_CODE = "device-code"
    CLIENT_CREDENTIALS = "client-credentials"
    IMPORT = "import"


class ClientAuth(StrEnum):
    """How the client shows who it is at the token endpoint (RFC 7591 section 2)."""

    NONE = "none"
    CLIENT_SECRET_BASIC = "client_secret_basic"
    CLIENT_SECRET_POST = "client_secret_post"
    PRIVATE_KEY_JWT = "private_key_jwt"
    TLS_CLIENT_AUTH = "tls_client_auth"


class Renew(StrEnum):
    """When tokens are renewed by themselves."""

    ALWAYS = "always"
    WHILE_USED = "while-used"
    ON_DEMAND = "on-demand"


class Confirm(StrEnum):
    """Whether a person is asked before a program gets the token."""

    NEVER = "never"
    FIRST = "first"
    ALWAYS = "always"


class Body(StrEnum):
    """How a refresh request carries its fields."""

    JSON = "json"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Endpoint URLs that no metadata names; empty where unknown."""

    token: str = ""
    authorization: str = ""
    device_authorization: str = ""
    revocation: str = ""
    introspection: str = ""
    userinfo: str = ""
    jwks: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True)
class Expect:
    """What a good token says, for the question "why 401?"."""

    issuer: str = ""
    audience: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefreshRequest:
    """The refresh request of an API with its own form, instead of RFC 6749 section 6.

    `fields` and `headers` may hold placeholders; `response` is a JSON pointer (RFC 6901).
    """

    url: str
    method: str = "POST"
    body: Body = Body.JSON
    response: str = ""
    dead_on: tuple[int, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile as profiles.toml describes it; durations in seconds."""

    name: str
    id: str
    issuer: str = ""
    api: str = ""
    client_id: str = ""
    client_auth: ClientAuth = ClientAuth.NONE
    grant: Grant = Grant.AUTO
    scopes: tuple[str, ...] = ()
    audience: str = ""
    resources: tuple[str, ...] = ()
    redirect_port: int = 0
    expires_in: Reading = Reading.LIFETIME
    expires_in_stated: bool = False
    refresh_before: int = 0
    fallback_lifetime: int = 300
    warn_before: int = 300
    renew: Renew = Renew.ALWAYS
    git_hosts: tuple[str, ...] = ()
    confirm: Confirm = Confirm.NEVER
    dpop: bool = False
    ca_file: str = ""
    pinned: bool = False
    endpoints: Endpoints = Endpoints()
    parameters: Mapping[str, str] = field(default_factory=dict)
    expect: Expect = Expect()
    refresh: RefreshRequest | None = None

    @property
    def refresh_url(self) -> str:
        """Where a refresh request goes; empty where the profile has no rule to refresh by."""
        return self.refresh.url if self.refresh is not None else self.endpoints.token

    @property
    def can_renew(self) -> bool:
        """Whether it says where tokens are renewed, or the metadata of its issuer will."""
        return bool(self.refresh_url or self.issuer or self.api)

    @property
    def can_sign_in(self) -> bool:
        """Whether it says how to get a first token, or the metadata of its issuer will."""
        if self.grant is Grant.IMPORT:
            return False
        ends = self.endpoints
        named = ends.authorization or ends.device_authorization
        if self.grant is Grant.CLIENT_CREDENTIALS:
            named = ends.token
        return bool(self.issuer or self.api or named)

    @property
    def binding(self) -> Binding:
        """The issuer and token endpoint origin that its secrets may go to."""
        return Binding(issuer=self.issuer, origin=origin_of(self.refresh_url))
