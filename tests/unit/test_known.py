"""What came with an opaque token, as rows."""

from __future__ import annotations

from tokentray.core.claims import Group
from tokentray.core.known import known_groups
from tokentray.core.snapshot import Snapshot


def test_all_that_is_known_is_told_in_groups() -> None:
    """And the token itself is not."""
    snapshot = Snapshot(
        generation=1,
        access_token="opaque-token",
        scopes=("openid", "orders"),
        obtained_at=1_800_000_000,
        expires_at=1_800_000_600,
        refresh_expires_at=1_800_001_800,
        authorization_expires_at=1_800_028_800,
        issuer="https://id.example",
        subject="me",
    )
    groups = known_groups(snapshot)
    assert [one.group for one in groups] == [
        Group.IDENTITY,
        Group.PERMISSIONS,
        Group.TIMES,
        Group.TECHNICAL,
    ]
    texts = {claim.name: claim.text for group in groups for claim in group.claims}
    assert texts["scope"] == "openid orders"
    assert texts["length"] == "12"
    assert "opaque-token" not in str(groups)
    moments = {claim.name: claim.moment for claim in groups[2].claims}
    assert moments == {
        "obtained": 1_800_000_000,
        "expires": 1_800_000_600,
        "refresh_expires": 1_800_001_800,
        "authorization_expires": 1_800_028_800,
    }


def test_little_is_known_of_a_bare_token() -> None:
    """Groups without rows are left out, foreign text is harmless."""
    groups = known_groups(Snapshot(generation=1, access_token="x", subject="a\u202eb"))
    assert [one.group for one in groups] == [Group.IDENTITY, Group.TECHNICAL]
    assert groups[0].claims[0].text == "a\\u202eb"
