"""What other real servers do, each a habit that was met: none may cost a token."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.cli.home import Home, fresh, jwt, running, until
from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tests.faults.site import Page, Site, Visit
from tests.identity.flows import browser

OPENID = "/.well-known/openid-configuration"
RFC_8414 = "/.well-known/oauth-authorization-server"


@pytest.fixture
def server() -> Iterator[Site]:
    """A server that publishes what a test says."""
    with Site() as server:
        yield server


@pytest.fixture
def endpoint() -> Iterator[HostileEndpoint]:
    """The token endpoint that its metadata names."""
    with HostileEndpoint() as endpoint:
        yield endpoint


def metadata(issuer: str, endpoint: HostileEndpoint, **more: Any) -> dict[str, Any]:
    """Return a metadata document."""
    return {"issuer": issuer, "token_endpoint": endpoint.url} | more


def hold(home: Home, issuer: str, endpoint: HostileEndpoint) -> None:
    """Add the profile `api` of an issuer and give it the endpoint's tokens."""
    home.add("api", f'issuer = "{issuer}"\nclient_id = "tokentray"')
    home.take("api", endpoint.grant.response)


def renew(home: Home) -> None:
    """Renew the profile `api`."""
    done = home.run("refresh", "api", "--force")
    assert (done.code, done.err) == (0, "")


def row(home: Home) -> dict[str, Any]:
    """Return how the profile `api` stands."""
    rows: list[dict[str, Any]] = home.json("list", "--json")["profiles"]
    return rows[0]


class TestMetadata:
    """Where it lies, and what it does not name."""

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ("/", OPENID),
            ("/", RFC_8414),
            ("", RFC_8414),
            ("/tenant", f"/tenant{OPENID}"),
            ("/tenant", f"{RFC_8414}/tenant"),
            ("/tenant/", f"{RFC_8414}/tenant"),
        ],
    )
    def test_an_issuer_is_found(
        self, home: Home, server: Site, endpoint: HostileEndpoint, path: str, place: str
    ) -> None:
        """With a path, with a slash at its end, with the RFC 8414 document alone."""
        issuer = f"{server.origin}{path}"
        server.put(place, Page.json(metadata(issuer, endpoint)))
        hold(home, issuer, endpoint)
        renew(home)
        assert endpoint.grants.refreshes == 1

    def test_a_slash_more_is_another_issuer(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """The issuer must match exactly (RFC 8414 section 3.3): nothing is sent."""
        server.put(OPENID, Page.json(metadata(f"{server.origin}/", endpoint)))
        hold(home, server.origin, endpoint)
        done = home.fails("refresh", "api", "--force")
        assert done.code == 7
        assert f"{server.origin}/" in done.line
        assert endpoint.requests == ()

    def test_an_endpoint_by_hand_needs_no_metadata(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """It is used as it stands, and the issuer is not asked."""
        home.add("api", f'issuer = "{server.origin}"\n[endpoints]\ntoken = "{endpoint.url}"')
        home.take("api", endpoint.grant.response)
        renew(home)
        assert server.requests == ()

    def test_a_page_is_no_metadata(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """Some servers answer any address with one: endpoints by hand serve all the same."""
        for place in (OPENID, RFC_8414):
            server.put(place, Page.html())
        words = ["--issuer", server.origin, "--client-id", "tokentray"]
        words += ["--endpoint", f"token={endpoint.url}"]
        assert home.fails("add", "api", *words).code == 7
        words += ["--endpoint", f"authorization={server.origin}/authorize"]
        done = home.run("add", "api", *words)
        assert (done.code, done.err) == (0, "")
        server.put("/authorize", _agrees)
        endpoint.script(Answer.json(fresh(refresh_token="r-1")))
        done = home.run("sign-in", "api", BROWSER=browser())
        assert done.code == 0, done.err
        assert endpoint.requests[0].fields["code"] == "c-1"

    def test_metadata_is_kept(self, home: Home, server: Site, endpoint: HostileEndpoint) -> None:
        """The next refresh asks the token endpoint alone."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        hold(home, server.origin, endpoint)
        renew(home)
        before = len(server.requests)
        until(
            lambda: home.run("refresh", "api", "--force").code == 0 and len(endpoint.requests) > 1
        )
        assert len(server.requests) == before


class TestAnswers:
    """What a refresh brings, and what it leaves out."""

    def test_neither_refresh_token_nor_scope(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """No rotation: the old refresh token and the old scopes stay (RFC 6749 section 6)."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        home.add("api", f'issuer = "{server.origin}"')
        given = fresh(refresh_token=endpoint.grant.current_refresh_token, scope="read write")
        home.take("api", given)
        endpoint.script(Answer.json(fresh(3600)), Answer.json(fresh(3600)))
        until(
            lambda: home.run("refresh", "api", "--force").code == 0 and len(endpoint.requests) > 1
        )
        assert {request.refresh_token for request in endpoint.requests} == {given["refresh_token"]}
        assert row(home)["scopes"] == ["read", "write"]

    def test_ten_days_and_then_an_hour(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """The first answer says 864000, each later one 3600: the newest counts."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        home.add("api", f'issuer = "{server.origin}"')
        first = {"access_token": "opaque-1", "expires_in": 864000, "refresh_token": "r-1"}
        home.take("api", first)
        assert row(home)["seconds_left"] > 800_000
        endpoint.script(Answer.json({"access_token": "opaque-2", "expires_in": 3600}))
        renew(home)
        assert 3500 < row(home)["seconds_left"] <= 3600

    def test_bearer_in_lower_case(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """It is the same scheme (RFC 6749 section 5.1); the header is spelled as all expect."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        hold(home, server.origin, endpoint)
        endpoint.script(Answer.rotate(token_type="bearer"))
        renew(home)
        done = home.run("token", "api", "--format", "header")
        assert done.out.startswith("Authorization: Bearer ")

    def test_no_subject(self, home: Home, server: Site, endpoint: HostileEndpoint) -> None:
        """A machine's JWT may say `sub: null`: it is renewed and shown all the same."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        home.add("api", f'issuer = "{server.origin}"')
        machine = {"access_token": _nobodys(), "expires_in": 3600, "refresh_token": "r-1"}
        home.take("api", machine)
        endpoint.script(Answer.json({"access_token": _nobodys(), "expires_in": 3600}))
        renew(home)
        shown = home.json("show", "api", "--json")
        assert shown["claims"]["sub"] is None


class TestDeadGrants:
    """Refusals that are no `invalid_grant`, and yet no retry will help."""

    @pytest.mark.parametrize(
        "answer",
        [Answer.empty(400), Answer.error("invalid_request"), Answer.json({}, 403)],
        ids=["400 and an empty body", "invalid_request", "403"],
    )
    def test_signing_in_is_probably_needed(
        self, home: Home, server: Site, endpoint: HostileEndpoint, answer: Answer
    ) -> None:
        """After three of them that is said, as uncertain; the tokens stay, one success heals."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        hold(home, server.origin, endpoint)
        held = home.run("token", "api").out
        endpoint.script(*[answer] * 3)
        for _ in range(3):
            assert home.fails("refresh", "api", "--force").code == 7
        standing = row(home)
        assert (standing["state"], standing["certain"]) == ("sign-in-needed", False)
        assert home.run("token", "api").out == held
        renew(home)
        assert row(home)["state"] == "valid"

    def test_none_is_asked_again_by_itself_for_an_hour(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """The intervals grow; a person's own `--force` still goes through."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        hold(home, server.origin, endpoint)
        endpoint.otherwise(Answer.empty(400))
        for _ in range(3):
            home.fails("refresh", "api", "--force")
        done = home.fails("token", "api", "--min-valid", "7000")
        assert done.code in (5, 7)
        assert len(endpoint.requests) == 3


class TestTiming:
    """Servers for whom it matters when they are asked."""

    def test_two_refreshes_at_once_are_one(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """Some answer the second of a second with 500: it is never sent."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        hold(home, server.origin, endpoint)
        endpoint.script(Answer.rotate())
        endpoint.otherwise(Answer.json({}, 500))
        with ThreadPoolExecutor(3) as pool:
            ends = list(pool.map(lambda _: home.run("refresh", "api", "--force"), range(3)))
        times = [request.at for request in endpoint.requests]
        assert [end.code for end in ends if end.code == 0]
        assert all(later - earlier >= 1 for earlier, later in pairwise(times))

    def test_a_refresh_token_that_dies_with_the_access_token(
        self, home: Home, server: Site, endpoint: HostileEndpoint
    ) -> None:
        """The running program renews before the end, never after."""
        server.put(OPENID, Page.json(metadata(server.origin, endpoint)))
        home.add("api", f'issuer = "{server.origin}"')
        with running(home, "--headless"):
            ends_at = time.time() + 16
            first = endpoint.grant.current_refresh_token
            home.take("api", fresh(16, refresh_token=first))
            endpoint.script(Answer.json(fresh(3600)))
            endpoint.wait_for_requests(1, 20)
            assert endpoint.requests[0].at < ends_at
            until(lambda: row(home)["seconds_left"] > 60)
            assert row(home)["state"] == "valid"


class TestSignOut:
    """Servers that cannot be told, or will not be."""

    @pytest.mark.parametrize(
        "refusal",
        [None, (400, "unauthorized_client"), (401, "invalid_client"), (403, ""), (404, "")],
        ids=["no endpoint", "unauthorized_client", "invalid_client", "403", "404"],
    )
    def test_the_server_cannot_be_told(
        self,
        home: Home,
        server: Site,
        endpoint: HostileEndpoint,
        refusal: tuple[int, str] | None,
    ) -> None:
        """Code 0 and how long the token lives on."""
        more = {}
        if refusal is not None:
            status, word = refusal
            more = {"revocation_endpoint": f"{server.origin}/revoke"}
            server.put("/revoke", Page.json({"error": word} if word else {}, status))
        server.put(OPENID, Page.json(metadata(server.origin, endpoint, **more)))
        hold(home, server.origin, endpoint)
        done = home.run("sign-out", "api")
        assert done.code == 0, done.err
        assert "the server can't be told" in done.out

    @pytest.mark.parametrize("kind", ["application/json", "text/html"])
    def test_an_empty_answer_is_a_success(
        self, home: Home, server: Site, endpoint: HostileEndpoint, kind: str
    ) -> None:
        """What 200 holds, and as which kind, does not matter (RFC 7009 section 2.2)."""
        named = {"revocation_endpoint": f"{server.origin}/revoke"}
        server.put(OPENID, Page.json(metadata(server.origin, endpoint, **named)))
        server.put("/revoke", Page(headers=[("Content-Type", kind)]))
        hold(home, server.origin, endpoint)
        token = endpoint.grant.current_refresh_token
        done = home.run("sign-out", "api")
        assert done.code == 0, done.err
        assert "can't be told" not in done.out
        assert server.at("/revoke")[0].fields["token"] == token

    def test_an_endpoint_by_hand(self, home: Home, server: Site, endpoint: HostileEndpoint) -> None:
        """No document names it: it is told all the same."""
        server.put("/revoke", Page.json({}))
        ends = f'token = "{endpoint.url}"\nrevocation = "{server.origin}/revoke"'
        home.add("api", f'client_id = "tokentray"\n[endpoints]\n{ends}')
        home.take("api", endpoint.grant.response)
        done = home.run("sign-out", "api")
        assert done.code == 0, done.err
        assert "/revoke" in [visit.path for visit in server.posts()]
        assert row(home)["state"] == "empty"


def _agrees(visit: Visit) -> Page:
    back = {"code": "c-1", "state": visit.fields["state"]}
    return Page.redirect(f"{visit.fields['redirect_uri']}?{urlencode(back)}")


def _nobodys() -> str:
    token = jwt(sub="nobody", aud="https://api.example")
    head, _, tail = token.partition(".")
    claims, _, signature = tail.partition(".")
    return ".".join((head, _with_null_subject(claims), signature))


def _with_null_subject(segment: str) -> str:
    text = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)).decode()
    changed = text.replace('"nobody"', "null")
    return base64.urlsafe_b64encode(changed.encode()).decode().rstrip("=")
