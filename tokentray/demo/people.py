"""Whom the demo tokens speak of: the claims of an account, and how they change."""

from __future__ import annotations

from collections.abc import Mapping
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
            "aud": self.audience,
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
