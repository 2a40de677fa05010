"""The profiles of the demo: what each shows, and its body for the profile file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from tokentray.demo.grants import GrantRules
from tokentray.demo.people import Account, api_account, billing_account, report_account

TOKEN_PATH = "/token"
SOURCE_REFRESH_PATH = "/identity/v3/token/refresh"
CLIENT_KEY = "tokentray-demo"
"""The public `clientKey` of the demo's source-form requests; it protects nothing."""

SHORTEST_LIFETIME = 15


class Form(Enum):
    """How a token answer is spelled."""

    STANDARD = "RFC 6749: expires_in is a lifetime"
    SOURCE = "camelCase: expiresIn is a Unix timestamp"


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """One profile and the grant behind it; without an account its access tokens are opaque.

    `fragment` makes the TOML body of the profile from the server's base URL.
    """

    name: str
    rules: GrantRules
    form: Form
    fragment: Callable[[str], str]
    account: Account | None = None


def demo_profiles(lifetime: int = 40) -> tuple[DemoProfile, ...]:
    """Return the three profiles of the demo; with 40 seconds all is seen within two minutes.

    Raises:
        ValueError: a lifetime under 15 seconds, which no schedule can keep up with.
    """
    if lifetime < SHORTEST_LIFETIME:
        raise ValueError(f"the lifetime must be at least {SHORTEST_LIFETIME} seconds")
    return (
        DemoProfile("api", GrantRules(lifetime), Form.SOURCE, api_fragment, api_account()),
        DemoProfile(
            "billing",
            # It is told a longer life than it has: its server ends it all the same.
            GrantRules(
                max(SHORTEST_LIFETIME, lifetime * 3 // 4),
                ends_after=2,
                refresh_lifetime=20 * lifetime,
                authorization_lifetime=90 * lifetime,
            ),
            Form.STANDARD,
            billing_fragment,
            billing_account(),
        ),
        DemoProfile(
            "report",
            GrantRules(
                lifetime * 3 // 2, refreshable=False, issued_ago=3600, scopes=("reports:read",)
            ),
            Form.STANDARD,
            report_fragment,
            report_account(),
        ),
    )


def api_fragment(base_url: str) -> str:
    """Describe a refresh request of its own, as the source document's API has it."""
    return f"""\
# Refreshed by a request of its own; the answer's expiresIn is a Unix timestamp.
issuer = "{base_url}"
grant = "import"
expires_in = "timestamp"
pinned = true

[endpoints]
jwks = "{base_url}/jwks.json"

[expect]
issuer = "{base_url}"
audience = "{api_account().audience}"

[refresh]
method = "POST"
url = "{base_url}{SOURCE_REFRESH_PATH}"
body = "json"

[refresh.headers]
Accept = "application/json"

[refresh.fields]
refreshToken = "{{refresh_token}}"
clientKey = "{CLIENT_KEY}"
deviceId = "{{uuid}}"
networkType = "other"
signatureTimestamp = "{{now}}"
"""


def billing_fragment(base_url: str) -> str:
    """Describe a standard OAuth profile, which is signed in to through the browser."""
    return f"""\
# The server ends this grant after two refreshes; a sign-in brings it back. The issuer's
# metadata names every endpoint.
issuer = "{base_url}"
client_id = "{GrantRules().client_id}"
grant = "auto"
scopes = ["openid", "profile", "offline_access"]
expires_in = "lifetime"

[expect]
issuer = "{base_url}"
audience = "{billing_account().audience}"
"""


def report_fragment(base_url: str) -> str:
    """Describe a profile that can only be imported anew: nothing refreshes it."""
    del base_url
    return """\
# Issued an hour ago and without a refresh token: it counts down and expires.
grant = "import"
expires_in = "lifetime"
"""
