"""Who would receive a token or a secret of a profile, for the person who adds it to see first."""

from __future__ import annotations

from tokentray.core.profile import Profile
from tokentray.core.said import listed, say
from tokentray.core.template import secret_names
from tokentray.core.urls import origin_of


def receivers(profile: Profile) -> tuple[str, ...]:
    """Name every host that a token or a secret would go to, each with what for."""
    ends = profile.endpoints
    uses = {
        say("refresh"): profile.refresh_url,
        say("revocation"): ends.revocation,
        say("introspection"): ends.introspection,
        say("user info"): ends.userinfo,
        say("device sign-in"): ends.device_authorization,
        say("registration"): ends.registration,
    }
    by_origin: dict[str, list[str]] = {}
    for use, url in uses.items():
        if url:
            by_origin.setdefault(origin_of(url), []).append(use)
    for host in profile.git_hosts:
        by_origin.setdefault(host, []).append("git")
    return tuple(
        say("{host} ({uses})", host=origin, uses=listed(found))
        for origin, found in by_origin.items()
    )


def wanted_secrets(profile: Profile) -> tuple[str, ...]:
    """Return the NAMEs of the secrets that the profile's refresh request asks for, sorted."""
    if profile.refresh is None:
        return ()
    return tuple(sorted(secret_names([profile.refresh.fields, profile.refresh.headers])))
