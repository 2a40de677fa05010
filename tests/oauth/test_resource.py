"""Protected resource metadata, RFC 9728."""

from __future__ import annotations

import pytest

from tokentray.core.errors import TransportError
from tokentray.oauth.resource import is_same_resource, metadata_places, read_resource_metadata

WORDS = "/.well-known/oauth-protected-resource"


@pytest.mark.parametrize(
    ("api", "places"),
    [
        ("https://api.example", [WORDS]),
        ("https://api.example/", [WORDS]),
        ("https://api.example/mcp", [f"{WORDS}/mcp", WORDS]),
        ("https://api.example/mcp/", [f"{WORDS}/mcp/", WORDS]),
        ("https://api.example/a?b=c", [f"{WORDS}/a?b=c", WORDS]),
        ("https://api.example/?b=c", [f"{WORDS}?b=c", WORDS]),
    ],
)
def test_the_words_are_inserted_before_the_path(api: str, places: list[str]) -> None:
    """RFC 9728 section 3.1, and the host's own place after it."""
    assert metadata_places(api) == tuple(f"https://api.example{place}" for place in places)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://api.example", "https://api.example/", True),
        ("https://api.example?a", "https://api.example/?a", True),
        ("https://api.example/a", "https://api.example/a", True),
        ("https://api.example/a", "https://api.example/a/", False),
        ("https://api.example/a", "https://api.example/A", False),
        ("https://api.example", "https://API.example", False),
        ("https://api.example", "https://api.example:443", False),
        ("https://api.example/%61", "https://api.example/a", False),
        ("", "https://api.example", False),
    ],
)
def test_resources_are_compared_to_the_letter(first: str, second: str, same: bool) -> None:
    """Only an empty path may be written or not."""
    assert is_same_resource(first, second) is same


def test_what_is_read() -> None:
    """Lists of texts, and what is of another type counts as missing."""
    data = {
        "resource": "https://api.example/",
        "authorization_servers": ["https://id.example", 1],
        "scopes_supported": "read",
        "resource_name": ["x"],
        "dpop_bound_access_tokens_required": True,
    }
    found = read_resource_metadata(data, "https://api.example")
    assert found.servers == ("https://id.example",)
    assert (found.scopes, found.name, found.needs_dpop) == (None, "", True)
    assert found.resource == "https://api.example/"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("https://api.example", "resource-elsewhere"),
        ("https://api.example/v2", "resource-elsewhere"),
        ("https://evil.example/v1", "resource-mismatch"),
        ("http://api.example/v1", "resource-mismatch"),
        ("", "resource-mismatch"),
        (None, "resource-mismatch"),
    ],
)
def test_metadata_of_something_else_is_refused(named: str | None, code: str) -> None:
    """RFC 9728 section 3.3; of the same origin it says what to ask for."""
    with pytest.raises(TransportError) as caught:
        read_resource_metadata({"resource": named}, "https://api.example/v1")
    assert caught.value.code == code
    assert (f"--api {named}" in caught.value.hint) == (code == "resource-elsewhere")
