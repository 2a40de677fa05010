"""Whom the demo tokens speak of: the claims of an account, and how they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tokentray.demo.grants import Minting


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account may do for a while; plans are (name, days that they last)."""

    permissions: tuple[str, ...]
    roles: tuple[str, ...]
    plans: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One subject; `standings` is what holds at first, after one refresh, and so on."""

    subject: str
    name: str
    email: str
    audience: str
    location: Mapping[str, str]
    standings: tuple[Standing, ...]

    def claims(self, issuer: str, minting: Minting) -> dict[str, Any]:
        """Return the claims of one access token; the last standing stays for good."""
        standing = self.standings[min(minting.refreshes, len(self.standings) - 1)]
        return {
            "iss": issuer,
            "sub": self.subject,
            "aud": _audience(minting) or self.audience,
            "iat": minting.issued_at,
            "nbf": minting.issued_at,
            "exp": minting.expires_at,
            "jti": minting.token_id,
            "client_id": minting.rules.client_id,
            "scope": " ".join(minting.rules.scopes),
            "name": self.name,
            "email": self.email,
            "email_verified": True,
            "roles": list(standing.roles),
            "permissions": list(standing.permissions),
            "plans": [
                {"name": name, "until": _day_after(minting.opened_at, days)}
                for name, days in standing.plans
            ],
            "location": dict(self.location),
        }


PERSON_CLAIMS = ("name", "email", "email_verified")

_OF_SCOPE = {"profile": ("name",), "email": ("email", "email_verified")}


def person(claims: Mapping[str, Any], scopes: Sequence[str]) -> dict[str, Any]:
    """Return the claims of userinfo that these scopes open (OpenID Connect Core section 5.4)."""
    names = ["sub", *(name for scope in scopes for name in _OF_SCOPE.get(scope, ()))]
    return {name: claims[name] for name in names if name in claims}


def identity(claims: Mapping[str, Any], minting: Minting, nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token (OpenID Connect Core section 2)."""
    token = {
        "iss": claims["iss"],
        "aud": minting.rules.client_id,
        "iat": minting.issued_at,
        "exp": minting.expires_at,
        "auth_time": minting.opened_at,
        **person(claims, minting.rules.scopes),
    }
    return token | ({"nonce": nonce} if nonce else {})


def anonymous_claims(issuer: str, subject: str, minting: Minting) -> dict[str, Any]:
    """Return the claims of a token that speaks of no account."""
    audience = _audience(minting)
    return {
        "iss": issuer,
        "sub": subject,
        **({"aud": audience} if audience else {}),
        "iat": minting.issued_at,
        "exp": minting.expires_at,
        "jti": minting.token_id,
        "client_id": minting.rules.client_id,
        "scope": " ".join(minting.rules.scopes),
    }


def _audience(minting: Minting) -> str | list[str]:
    """A single audience is a string, as most servers write it."""
    audience = minting.rules.audience
    return audience[0] if len(audience) == 1 else list(audience)


def _day_after(moment: int, days: int) -> str:
    return (datetime.fromtimestamp(moment, UTC) + timedelta(days=days)).date().isoformat()


def api_account() -> Account:
    """Return an account that loses a role, then moves from a trial to a paid plan."""
    editor = Standing(
        permissions=("orders:read", "orders:write", "reports:read"),
        roles=("viewer", "editor"),
        plans=(("trial", 14),),
    )
    viewer = Standing(
        permissions=("orders:read", "reports:read"), roles=("viewer",), plans=(("trial", 14),)
    )
    team = Standing(
        permissions=("members:read", "orders:read", "reports:read"),
        roles=("viewer",),
        plans=(("team", 365),),
    )
    return Account(
        subject="demo-api-account",
        name="Demo Account",
        email="demo@orders.example",
        audience="https://orders.example/v3",
        location={"country": "DE", "city": "Berlin", "timezone": "Europe/Berlin"},
        standings=(editor, viewer, team),
    )


def report_account() -> Account:
    """Return an account that may only read."""
    standing = Standing(("reports:read",), ("viewer",), (("archive", 365),))
    return Account(
        subject="demo-report-service",
        name="Demo Report Service",
        email="reports@archive.example",
        audience="https://archive.example",
        location={"country": "NL", "city": "Utrecht", "timezone": "Europe/Amsterdam"},
        standings=(standing,),
    )


def billing_account() -> Account:
    """Return an account whose standing never changes."""
    standing = Standing(
        permissions=("invoices:read", "invoices:send"),
        roles=("accountant",),
        plans=(("business", 90), ("support", 30)),
    )
    return Account(
        subject="demo-billing-service",
        name="Demo Billing Service",
        email="billing@invoices.example",
        audience="https://invoices.example",
        location={"country": "CA", "city": "Toronto", "timezone": "America/Toronto"},
        standings=(standing,),
    )
