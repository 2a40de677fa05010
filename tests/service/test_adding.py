"""A profile found out and added, against real loopback HTTP, the keyring's place in memory."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any
from urllib.parse import quote_plus

import pytest

from tests.faults.site import Page, Site
from tests.service.bench import Bench
from tests.signing.person import ScriptedPerson
from tokentray.core.errors import (
    InputError,
    ProfileError,
    TokenTrayError,
    TransportError,
    UsageError,
    VaultUnavailable,
)
from tokentray.core.jobs import Op, Phase
from tokentray.core.profile import ClientAuth, Endpoints, Grant
from tokentray.core.said import said_from_json
from tokentray.core.tokens import Binding
from tokentray.core.urls import Reach
from tokentray.oauth.resolving import addresses_of
from tokentray.oauth.transport import Answer, HttpTransport, Request
from tokentray.service.adding import Added, Adder
from tokentray.service.discovery import Discovery
from tokentray.service.effects import no_phase
from tokentray.service.finding import Finder
from tokentray.service.plan import Missing, Plan, Wanted
from tokentray.worker.jobs import Job, Jobs

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
PUBLIC = "93.184.216.34"
WORDS = "/.well-known/oauth-protected-resource"


@pytest.fixture
def site() -> Iterator[Site]:
    """An API, an authorization server, or both."""
    with Site() as site:
        yield site


def finder(bench: Bench, **names: str) -> Finder:
    """Return a finder for which some names lead to other addresses than in truth."""
    effects = bench.effects()
    discovery = Discovery(effects.transport, effects.documents, effects.now)

    def resolve(host: str) -> tuple[str, ...]:
        return (names[host],) if host in names else addresses_of(host)

    return Finder(effects, discovery, resolve)


class Elsewhere:
    """The real transport where a site on loopback stands for a public one."""

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Answer:
        """Send without a look at the address."""
        return HttpTransport().send(replace(request, reach=Reach.LOOPBACK), seconds, on_sent)


def add(bench: Bench, **wanted: Any) -> Added:
    """Find a profile out and add it."""
    plan = bench.service.find_out(Wanted("api", **wanted))
    return bench.service.add(plan, bench.phases.append)


def refused(bench: Bench, **wanted: Any) -> TokenTrayError:
    """Return why a profile is not added; nothing is written or kept."""
    with pytest.raises(TokenTrayError) as caught:
        add(bench, **wanted)
    assert not bench.folders.profiles_file.exists()
    return caught.value


def text(plan: Plan) -> str:
    """Return all that was found."""
    return "\n".join(plan.sentences)


class TestIssuer:
    """From the address of an authorization server."""

    def test_all_is_found_and_little_is_written(self, bench: Bench, site: Site) -> None:
        """Endpoints are left to discovery, so that a server may move them."""
        issuer = site.serve_issuer()
        add(bench, issuer=issuer, client_id="me")
        profile = bench.service.profile("api")
        assert (profile.issuer, profile.client_id) == (issuer, "me")
        assert profile.scopes == ("openid", "profile", "offline_access")
        assert (profile.grant, profile.client_auth) == (Grant.AUTO, ClientAuth.NONE)
        written = bench.folders.profiles_file.read_text()
        assert "endpoints" not in written
        assert "redirect_port" not in written
        assert not site.posts()

    def test_it_says_what_it_found(self, bench: Bench, site: Site) -> None:
        """The issuer, its endpoints in words, the grant and why not the others."""
        issuer = site.serve_issuer()
        plan = bench.service.find_out(Wanted("api", issuer=issuer, client_id="me"))
        assert plan.sentences == (
            f"Its tokens come from {issuer}.",
            f"At {issuer}: sign-in, tokens, device sign-in, sign-out, introspection, "
            "registration of clients.",
            "Sign-in by authorization code.",
            "Not by device code: authorization code comes first.",
            "Not by client credentials: the client has nothing to show who it is.",
            "Scopes: openid profile offline_access.",
        )
        assert not bench.folders.profiles_file.exists()

    def test_what_is_given_has_the_word(self, bench: Bench, site: Site) -> None:
        """Every option of the command line reaches the file."""
        issuer = site.serve_issuer()
        add(
            bench,
            issuer=issuer,
            client_id="me",
            scopes=("read",),
            audience="https://api.example",
            resources=("https://api.example/v1",),
            grant=Grant.DEVICE_CODE,
            redirect_port=8400,
            parameters={"prompt": "login"},
            endpoints=Endpoints(userinfo="https://id.example/me"),
        )
        profile = bench.service.profile("api")
        assert (profile.scopes, profile.audience) == (("read",), "https://api.example")
        assert profile.resources == ("https://api.example/v1",)
        assert (profile.grant, profile.redirect_port) == (Grant.DEVICE_CODE, 8400)
        assert profile.parameters == {"prompt": "login"}
        assert profile.endpoints == Endpoints(userinfo="https://id.example/me")

    @pytest.mark.parametrize(
        ("named", "scopes"),
        [(["openid"], ("openid",)), (["a", "b"], ()), (None, ()), ([], ())],
    )
    def test_only_scopes_that_the_server_names(
        self, bench: Bench, site: Site, named: list[str] | None, scopes: tuple[str, ...]
    ) -> None:
        """An unknown one may spoil the whole sign-in."""
        issuer = site.serve_issuer(scopes_supported=named)
        add(bench, issuer=issuer, client_id="me")
        assert bench.service.profile("api").scopes == scopes

    @pytest.mark.parametrize(
        ("listed", "method"),
        [
            (None, ClientAuth.CLIENT_SECRET_BASIC),
            (["client_secret_post", "client_secret_basic"], ClientAuth.CLIENT_SECRET_BASIC),
            (["private_key_jwt", "client_secret_post"], ClientAuth.CLIENT_SECRET_POST),
        ],
    )
    def test_a_secret_goes_to_the_vault_bound_to_the_token_endpoint(
        self, bench: Bench, site: Site, listed: list[str] | None, method: ClientAuth
    ) -> None:
        """By the method that the server takes; the file never holds it."""
        issuer = site.serve_issuer(token_endpoint_auth_methods_supported=listed)
        added = add(bench, issuer=issuer, client_id="me", client_secret="hush-hush")
        assert added.profile.client_auth is method
        secret = bench.vault.secrets(added.profile.id)["client_secret"]
        assert (secret.value, secret.binding) == ("hush-hush", Binding(issuer, issuer))
        assert "hush" not in bench.folders.profiles_file.read_text()
        assert "hush" not in repr(Wanted("api", client_secret="hush-hush"))
        assert bench.phases[-1] is Phase.SAVED

    def test_a_client_by_itself_asks_for_no_scopes_of_people(
        self, bench: Bench, site: Site
    ) -> None:
        """Most servers refuse openid there."""
        issuer = site.serve_issuer()
        stated = {"client_id": "me", "client_secret": "s", "grant": Grant.CLIENT_CREDENTIALS}
        assert add(bench, issuer=issuer, **stated).profile.scopes == ()

    def test_a_server_that_takes_no_secret(self, bench: Bench, site: Site) -> None:
        """It says what it takes."""
        issuer = site.serve_issuer(token_endpoint_auth_methods_supported=["private_key_jwt"])
        error = refused(bench, issuer=issuer, client_id="me", client_secret="hush")
        assert (error.code, error.exit_code) == ("no-secret-method", 9)
        assert "private_key_jwt" in error.title

    def test_a_server_without_public_clients_is_a_warning(self, bench: Bench, site: Site) -> None:
        """Many servers have them and do not list them."""
        issuer = site.serve_issuer(token_endpoint_auth_methods_supported=["client_secret_basic"])
        plan = bench.service.find_out(Wanted("api", issuer=issuer, client_id="me"))
        assert "--client-secret-stdin" in text(plan)

    def test_a_slash_is_the_issuers_own(self, bench: Bench, site: Site) -> None:
        """Typed without, the hint names the right spelling."""
        issuer = site.serve_issuer("/realm/")
        error = refused(bench, issuer=issuer.rstrip("/"), client_id="me")
        assert error.exit_code == 7
        assert error.hint == f"Give it exactly so: --issuer {issuer}"
        add(bench, issuer=issuer, client_id="me")

    def test_a_server_without_metadata(self, bench: Bench, site: Site) -> None:
        """Is code 7, unless a person names the endpoints."""
        assert refused(bench, issuer=site.origin, client_id="me").exit_code == 7
        ends = Endpoints(token=f"{site.origin}/t", authorization=f"{site.origin}/a")
        added = add(bench, issuer=site.origin, client_id="me", endpoints=ends)
        assert added.profile.endpoints == ends

    def test_a_server_without_a_usable_grant(self, bench: Bench, site: Site) -> None:
        """It says why each cannot be used."""
        without = ("authorization_endpoint", "device_authorization_endpoint")
        issuer = site.serve_issuer(without=without)
        error = refused(bench, issuer=issuer, client_id="me")
        assert (error.code, error.exit_code) == ("no-grant", 9)
        assert "client credentials: the client has nothing to show who it is" in error.title

    @pytest.mark.parametrize(
        "wanted",
        [
            {"issuer": "http://id.example"},
            {"issuer": "id.example"},
            {"api": "http://api.example"},
            {"issuer": "https://id.example", "endpoints": Endpoints(token="http://x.example")},
            {"issuer": "https://id.example", "resources": ("https://a.example/#b",)},
            {"issuer": "https://id.example", "resources": ("words",)},
            {},
        ],
    )
    def test_an_address_that_cannot_be_is_asked_nothing(
        self, bench: Bench, wanted: dict[str, Any]
    ) -> None:
        """Code 2, as any option that cannot be."""
        assert isinstance(refused(bench, **wanted), UsageError)


class TestName:
    """A new one, or one that is replaced."""

    def test_a_taken_name_is_asked_nothing(self, bench: Bench, site: Site) -> None:
        """Without regard to case."""
        bench.add("API")
        with pytest.raises(UsageError) as caught:
            add(bench, issuer=site.serve_issuer(), client_id="me")
        assert caught.value.code == "name-taken"
        assert not site.requests

    def test_replacing_keeps_id_and_tokens(self, bench: Bench, site: Site) -> None:
        """And nothing else of what was written before."""
        before = bench.give(bench.add("API", audience="old").name)
        added = add(bench, issuer=site.serve_issuer(), client_id="me", replace=True)
        assert added.profile.id == before.id
        assert bench.service.profile("api").audience == ""
        assert bench.held(added.profile).access_token
        assert len(bench.service.profiles().profiles) == 1

    def test_a_broken_profile_is_replaced_with_its_tokens(self, bench: Bench, site: Site) -> None:
        """Its id is all that is taken from it."""
        before = bench.give(bench.add().name)
        path = bench.folders.profiles_file
        path.write_text(path.read_text().replace("client_id", "cleint_id"))
        with pytest.raises(UsageError):
            add(bench, issuer=site.serve_issuer(), client_id="me")
        added = add(bench, issuer=site.serve_issuer(), client_id="me", replace=True)
        assert added.profile.id == before.id
        assert bench.service.profile("api").client_id == "me"

    def test_replacing_keeps_the_client_that_was_registered(self, bench: Bench, site: Site) -> None:
        """Another one could not renew the tokens that stay."""
        issuer = site.serve_issuer()
        first = add(bench, issuer=issuer).profile
        second = add(bench, issuer=issuer, scopes=("read",), replace=True).profile
        assert (second.client_id, second.redirect_port) == ("given-client", first.redirect_port)
        assert len(site.posts()) == 1

    def test_a_profile_that_cannot_be_written_keeps_no_secret(
        self, bench: Bench, site: Site
    ) -> None:
        """What was there before is there again."""
        issuer = site.serve_issuer()
        added = add(bench, issuer=issuer, client_id="me", client_secret="old")
        wanted = Wanted("api", issuer=issuer, client_id="me", client_secret="new", replace=True)
        plan = bench.service.find_out(wanted)
        bench.folders.profiles_file.write_text("version = 99")
        with pytest.raises(InputError):
            bench.service.add(plan)
        assert bench.vault.secrets(added.profile.id)["client_secret"].value == "old"


class TestRegistration:
    """RFC 7591."""

    def test_a_public_client_is_registered(self, bench: Bench, site: Site) -> None:
        """With the very port that is written."""
        issuer = site.serve_issuer()
        plan = bench.service.find_out(Wanted("api", issuer=issuer))
        assert plan.missing is Missing.REGISTRATION
        assert not site.posts()
        added = bench.service.add(plan, bench.phases.append)
        (sent,) = site.posts()
        profile = bench.service.profile("api")
        assert sent.data["redirect_uris"] == [f"http://127.0.0.1:{profile.redirect_port}/callback"]
        assert f"http://127.0.0.1:{profile.redirect_port}/callback" in text(plan)
        assert sent.data["scope"] == "openid profile offline_access"
        assert "authorization" not in sent.headers
        assert (profile.client_id, profile.client_auth) == ("given-client", ClientAuth.NONE)
        assert added.sentences == ("Registered there as the client given-client.",)
        assert bench.phases == [Phase.DISCOVERING, Phase.SENT, Phase.RECEIVED]

    def test_a_taken_port_is_passed_over(self, bench: Bench, site: Site) -> None:
        """The bench draws the first one."""
        issuer = site.serve_issuer()
        first = bench.service.find_out(Wanted("api", issuer=issuer)).profile.redirect_port
        with socket.create_server(("127.0.0.1", first)):
            second = bench.service.find_out(Wanted("api", issuer=issuer)).profile.redirect_port
        assert second > first

    def test_a_stated_port_is_registered(self, bench: Bench, site: Site) -> None:
        """It is not drawn."""
        add(bench, issuer=site.serve_issuer(), redirect_port=8400)
        (sent,) = site.posts()
        assert sent.data["redirect_uris"] == ["http://127.0.0.1:8400/callback"]

    def test_the_registrations_secrets_go_to_the_vault(self, bench: Bench, site: Site) -> None:
        """The client's for the token endpoint, the other for the registration's own place."""
        issuer = site.serve_issuer(token_endpoint="http://127.0.0.1:9/token")
        data = {
            "client_id": "c",
            "client_secret": "hush",
            "client_secret_expires_at": int(bench.clock()) + 30 * 86_400 + 60,
            "registration_access_token": "manage-me",
            "registration_client_uri": f"{issuer}/register/c",
        }
        site.put("/register", Page.json(data, 201))
        added = add(bench, issuer=issuer)
        kept = bench.vault.secrets(added.profile.id)
        assert kept["client_secret"].binding == Binding(issuer, "http://127.0.0.1:9")
        assert kept["registration_access_token"].value == "manage-me"
        assert kept["registration_access_token"].binding == Binding(issuer, issuer)
        assert kept["registration_client_uri"].value == f"{issuer}/register/c"
        assert added.profile.client_auth is ClientAuth.CLIENT_SECRET_BASIC
        assert "30 days" in "\n".join(added.sentences)
        written = bench.folders.profiles_file.read_text()
        assert not any(word in written for word in ("hush", "manage-me"))

    def test_the_server_may_allow_fewer_scopes(self, bench: Bench, site: Site) -> None:
        """More would be refused at the sign-in."""
        issuer = site.serve_issuer()
        site.put("/register", Page.json({"client_id": "c", "scope": "email openid"}, 201))
        added = add(bench, issuer=issuer)
        assert added.profile.scopes == ("openid",)
        assert "fewer scopes: openid." in "\n".join(added.sentences)

    def test_a_device_grant_registers_for_itself_alone(self, bench: Bench, site: Site) -> None:
        """It needs no redirect address."""
        add(bench, issuer=site.serve_issuer(), grant=Grant.DEVICE_CODE)
        (sent,) = site.posts()
        assert sent.data["grant_types"] == [DEVICE_CODE, "refresh_token"]
        assert "redirect_uris" not in sent.data

    @pytest.mark.parametrize(
        ("listed", "sent"),
        [
            (None, ["authorization_code", DEVICE_CODE, "refresh_token"]),
            (["authorization_code"], ["authorization_code", "refresh_token"]),
        ],
    )
    def test_a_grant_that_is_not_listed_is_not_registered(
        self, bench: Bench, site: Site, listed: list[str] | None, sent: list[str]
    ) -> None:
        """A server may refuse the whole client for it."""
        add(bench, issuer=site.serve_issuer(grant_types_supported=listed))
        assert site.posts()[0].data["grant_types"] == sent

    @pytest.mark.parametrize(
        ("page", "code", "exit_code"),
        [
            (Page.json({"error": "invalid_redirect_uri"}, 400), "registration-refused", 9),
            (Page(403), "registration-closed", 9),
            (Page(500), "server-status", 7),
            (Page.html(), "not-json", 7),
        ],
    )
    def test_a_refusal_is_named(
        self, bench: Bench, site: Site, page: Page, code: str, exit_code: int
    ) -> None:
        """And nothing is written."""
        issuer = site.serve_issuer()
        site.put("/register", page)
        error = refused(bench, issuer=issuer)
        assert (error.code, error.exit_code) == (code, exit_code)

    def test_without_registration_a_client_id_is_needed(self, bench: Bench, site: Site) -> None:
        """Said before anything is written."""
        issuer = site.serve_issuer(without=["registration_endpoint"])
        error = refused(bench, issuer=issuer)
        assert (error.code, error.exit_code) == ("needs-client-id", 9)

    def test_a_vault_that_is_not_there_stops_it_before_the_server(
        self, bench: Bench, site: Site
    ) -> None:
        """A registration whose secrets are lost would be of no use."""

        class NoVault:
            """A vault without a keyring."""

            def __getattr__(self, name: str) -> Any:
                raise VaultUnavailable("vault-missing", what="none")

        plan = bench.service.find_out(Wanted("api", issuer=site.serve_issuer()))
        with pytest.raises(VaultUnavailable):
            Adder(bench.effects(vault=NoVault())).carry_out(plan, no_phase)
        assert not site.posts()


class TestApi:
    """From the address of an API alone (RFC 9728)."""

    def test_the_well_known_place(self, bench: Bench, site: Site) -> None:
        """The path inserted; resource, server and scopes are the metadata's."""
        issuer = site.serve_issuer("/as")
        api = site.serve_api("/mcp", issuer, scopes_supported=["read"], resource_name="Files")
        plan = bench.service.find_out(Wanted("api", api=api))
        bench.service.add(plan)
        profile = bench.service.profile("api")
        assert (profile.api, profile.issuer, profile.resources) == (api, issuer, (api,))
        assert profile.scopes == ("read", "offline_access")
        assert profile.client_id == "given-client"
        assert plan.sentences[0] == f"The API is {api} (Files)."
        assert [one.path for one in site.requests[:2]] == ["/mcp", f"{WORDS}/mcp"]
        assert "authorization" not in site.requests[0].headers

    def test_the_challenge_names_the_metadata_and_the_scopes(
        self, bench: Bench, site: Site
    ) -> None:
        """Among others, in a header of its own."""
        issuer = site.serve_issuer()
        api = site.serve_api("/v1", "https://nobody.example", scopes_supported=["all"])
        site.put("/meta", Page.json({"resource": api, "authorization_servers": [issuer]}))
        named = f'Bearer scope="read write", resource_metadata="{site.origin}/meta"'
        site.put("/v1", Page.challenge('Basic realm="a, b"', named))
        add(bench, api=api, client_id="me")
        profile = bench.service.profile("api")
        assert (profile.issuer, profile.scopes) == (issuer, ("read", "write", "offline_access"))

    @pytest.mark.parametrize(
        "page", [Page(200), Page(404), Page(500), Page(302), Page(200, b"x" * 300_000)]
    )
    def test_an_api_that_asks_for_nothing_may_have_metadata(
        self, bench: Bench, site: Site, page: Page
    ) -> None:
        """Whatever it answers, even more than is read."""
        api = site.serve_api("/v1", site.serve_issuer())
        site.put("/v1", page)
        assert add(bench, api=api, client_id="me").profile.resources == (api,)

    def test_an_empty_path_is_a_slash(self, bench: Bench, site: Site) -> None:
        """What the metadata spells is what is asked for."""
        api = site.serve_api("/", site.serve_issuer())
        added = add(bench, api=site.origin, client_id="me")
        assert added.profile.resources == (api,)

    def test_metadata_of_the_whole_host_says_what_it_is_about(
        self, bench: Bench, site: Site
    ) -> None:
        """It is refused, and the hint is the command that works."""
        site.serve_api("/", site.serve_issuer())
        error = refused(bench, api=f"{site.origin}/v1", client_id="me")
        assert (error.code, error.exit_code) == ("resource-elsewhere", 7)
        assert error.hint.endswith(f"--api {site.origin}/")

    def test_metadata_of_another_host_is_refused(self, bench: Bench, site: Site) -> None:
        """Without a hint to go there."""
        api = site.serve_api("/v1", site.serve_issuer(), resource="https://evil.example/v1")
        error = refused(bench, api=api, client_id="me")
        assert error.code == "resource-mismatch"
        assert "--api" not in error.hint

    @pytest.mark.parametrize(
        ("page", "code"),
        [
            (Page(404), "no-resource-metadata"),
            (Page(503), "server-status"),
            (Page.html(), "no-resource-metadata"),
        ],
    )
    def test_an_api_without_metadata(self, bench: Bench, site: Site, page: Page, code: str) -> None:
        """The hint says how to go on."""
        site.put(f"{WORDS}/v1", page)
        error = refused(bench, api=f"{site.origin}/v1", client_id="me")
        assert (error.code, error.exit_code) == (code, 7)

    def test_an_api_that_is_not_there(self, bench: Bench) -> None:
        """Nothing else is asked."""
        with Site() as gone:
            pass
        assert refused(bench, api=gone.origin).code == "offline"

    def test_no_authorization_server(self, bench: Bench, site: Site) -> None:
        """A person may name it."""
        api, issuer = site.serve_api("/v1"), site.serve_issuer()
        assert refused(bench, api=api).code == "no-authorization-server"
        assert add(bench, api=api, issuer=issuer, client_id="me").profile.issuer == issuer

    def test_the_first_server_that_works(self, bench: Bench, site: Site) -> None:
        """It says which, and why another was passed over."""
        good, last = site.serve_issuer("/good"), site.serve_issuer("/last")
        api = site.serve_api("/v1", f"{site.origin}/gone", good, last)
        plan = bench.service.find_out(Wanted("api", api=api))
        assert plan.profile.issuer == good
        assert f"The API names 3 of them; {good} is the first that works." in text(plan)
        assert f"{site.origin}/gone was passed over:" in text(plan)
        chosen = bench.service.find_out(Wanted("api", api=api, issuer=last))
        assert chosen.profile.issuer == last
        error = refused(bench, api=api, issuer=f"{site.origin}/other")
        assert (error.code, error.exit_code) == ("server-not-named", 9)

    def test_a_server_that_registers_is_preferred(self, bench: Bench, site: Site) -> None:
        """Where no client id was given."""
        closed = site.serve_issuer("/closed", without=["registration_endpoint"])
        open_one = site.serve_issuer("/open")
        api = site.serve_api("/v1", closed, open_one)
        assert bench.service.find_out(Wanted("api", api=api)).profile.issuer == open_one
        with_id = Wanted("api", api=api, client_id="me")
        assert bench.service.find_out(with_id).profile.issuer == closed

    def test_what_is_no_scope_is_left_out(self, bench: Bench, site: Site) -> None:
        """It would spoil the request, or the file."""
        named = ["read", "a b", 'x"', "\ud800", "é", ""]
        api = site.serve_api("/v1", site.serve_issuer(), scopes_supported=named)
        assert add(bench, api=api, client_id="me").profile.scopes == ("read", "offline_access")

    def test_tokens_bound_to_a_key(self, bench: Bench, site: Site) -> None:
        """The API demands it, the profile asks for it (RFC 9449)."""
        api = site.serve_api("/v1", site.serve_issuer(), dpop_bound_access_tokens_required=True)
        assert add(bench, api=api, client_id="me").profile.dpop
        assert bench.service.profile("api").dpop


class TestAddresses:
    """What an API may name; the rule itself is tested with the URLs."""

    @pytest.mark.parametrize("url", ["http://id.example", "ftp://127.0.0.1", "https://a@b.example"])
    def test_a_server_has_to_be_an_issuer(self, bench: Bench, site: Site, url: str) -> None:
        """Not the first bad one costs the API, but where there is no other."""
        api = site.serve_api("/v1", url)
        error = refused(bench, api=api, client_id="me")
        assert (error.code, error.exit_code) == ("resource-url", 7)
        assert "authorization_servers" in error.title

    @pytest.mark.parametrize(
        "url",
        [
            "https://192.168.1.1/m",
            "https://169.254.169.254/latest/meta-data",
            "https://[::ffff:10.0.0.1]/m",
            "https://127.0.0.1/m",
            "https://inside.example/m",
        ],
    )
    def test_a_public_api_names_no_inner_address(self, bench: Bench, url: str) -> None:
        """Written, or resolved: nothing is asked there."""
        names = {"localhost": PUBLIC, "inside.example": "10.1.2.3"}
        with Site("localhost") as site:
            site.put("/v1", Page.challenge(f'Bearer resource_metadata="{url}"'))
            with pytest.raises(TransportError) as caught:
                finder(bench, **names).find_out(Wanted("api", api=f"{site.origin}/v1"), no_phase)
        assert caught.value.code == "resource-url"
        assert "resource_metadata leads into a private network" in caught.value.title

    def test_the_connection_itself_is_looked_at(self, bench: Bench) -> None:
        """A name that leads elsewhere the second time gains nothing."""
        with Site("localhost") as site:
            api = site.serve_api("/v1", site.serve_issuer())
            with pytest.raises(TransportError) as caught:
                finder(bench, localhost=PUBLIC).find_out(Wanted("api", api=api), no_phase)
            assert caught.value.code == "address-not-public"
            assert [one.path for one in site.requests] == ["/v1"]

    def test_an_api_of_this_computer_may_name_a_private_network(
        self, bench: Bench, site: Site
    ) -> None:
        """It is the person's own."""
        issuer = site.serve_issuer(revocation_endpoint="https://inside.example/r")
        api = site.serve_api("/v1", issuer)
        private = finder(bench, **{"inside.example": "10.0.0.1"})
        assert private.find_out(Wanted("api", api=api), no_phase).profile.issuer == issuer

    def test_a_servers_endpoints_are_held_to_the_same_rule(self, bench: Bench) -> None:
        """Each of them, by a look-up for each host."""
        names = {"localhost": PUBLIC, "inside.example": "10.0.0.1"}
        asked: list[str] = []

        def resolve(host: str) -> tuple[str, ...]:
            asked.append(host)
            return (names[host],)

        effects = bench.effects(transport=Elsewhere())
        discovery = Discovery(effects.transport, effects.documents, effects.now)
        inside = {
            "revocation_endpoint": "https://inside.example/r",
            "jwks_uri": "https://inside.example/k",
        }
        with Site("localhost") as site:
            api = site.serve_api("/v1", site.serve_issuer(**inside))
            with pytest.raises(TransportError) as caught:
                Finder(effects, discovery, resolve).find_out(Wanted("api", api=api), no_phase)
        assert caught.value.code == "resource-url"
        assert "leads into a private network" in caught.value.title
        assert asked.count("inside.example") == 1


class TestJob:
    """The same for the window, as a job of its worker."""

    @staticmethod
    def run(bench: Bench, op: Op = Op.ADD, **fields: Any) -> dict[str, Any]:
        """Run a job that writes."""
        whole = {"name": "api", "write": True, **fields}
        job = Job(op, whole, bench.phases.append, print, Event())
        return Jobs(bench.service, bench.folders).run(job)

    def test_it_is_added_and_told(self, bench: Bench, site: Site) -> None:
        """With all the fields of a dialog, the empty ones too."""
        issuer = site.serve_issuer()
        result = self.run(
            bench,
            issuer=issuer,
            api="",
            client_id="me",
            client_secret="hush",
            scopes=["read"],
            audience="a",
            register=False,
        )
        profile = bench.service.profile("api")
        assert result["profile"] == profile.id
        assert f"Its tokens come from {issuer}." in map(said_from_json, result["report"])
        assert (profile.scopes, profile.audience) == (("read",), "a")
        assert bench.vault.secrets(profile.id)["client_secret"].value == "hush"

    def test_a_look_writes_nothing(self, bench: Bench, site: Site) -> None:
        """And says the same as the real thing."""
        issuer = site.serve_issuer()
        looked = self.run(bench, issuer=issuer, client_id="me", write=False)
        assert (looked["profile"], looked["registers"]) == (None, False)
        assert bench.service.profiles().profiles == ()
        assert looked["report"] == self.run(bench, issuer=issuer, client_id="me")["report"]

    def test_a_response_is_understood_first(self, bench: Bench) -> None:
        """Nothing is stored by it, not even a profile."""
        fields: dict[str, Any] = {
            "text": '{"access_token": "opaque", "expires_in": 3600}',
            "expires_in": None,
        }
        looked = self.run(bench, Op.IMPORT, **fields, write=False)
        assert (looked["profile"], looked["snapshot"]) == (None, None)
        assert bench.service.profiles().profiles == ()
        kept = self.run(bench, Op.IMPORT, **fields)
        assert kept["report"] == looked["report"]
        assert kept["profile"] == bench.service.profile("api").id

    def test_it_registers_only_when_told_to(self, bench: Bench, site: Site) -> None:
        """First it says what it would do, then it does it."""
        fields: dict[str, Any] = {"api": site.serve_api("/v1", site.serve_issuer()), "scopes": None}
        result = self.run(bench, **fields)
        assert result["profile"] is None
        assert "has to be registered" in said_from_json(result["report"][-1])
        assert not bench.folders.profiles_file.exists()
        assert not site.posts()
        result = self.run(bench, register=True, **fields)
        assert result["profile"] == bench.service.profile("api").id
        assert bench.phases[-2:] == [Phase.SENT, Phase.RECEIVED]


class TestAtSignIn:
    """A profile that a person wrote by hand, with the API's address only."""

    def test_the_issuer_is_found_and_kept(self, bench: Bench, site: Site) -> None:
        """RFC 9728 at the first sign-in; the file says afterwards what was found."""
        issuer = site.serve_issuer()
        api = site.serve_api("/v1", issuer)
        site.put("/token", Page.json({"access_token": "t", "token_type": "Bearer"}))
        bench.profiles.add(
            "api",
            {
                "api": api,
                "client_id": "me",
                "client_auth": "client_secret_post",
                "grant": "client-credentials",
            },
        )
        profile = bench.service.profile("api")
        bench.service.set_secret(profile, "client_secret", "s3cret")
        done = bench.service.sign_in(profile, ScriptedPerson())
        assert done.snapshot.access_token == "t"
        kept = bench.service.profile("api")
        assert (kept.issuer, kept.resources) == (issuer, (api,))
        assert bench.held(kept).binding.issuer == issuer
        (sent,) = (one for one in site.posts() if one.path == "/token")
        assert f"resource={quote_plus(api)}" in sent.body.decode()

    def test_without_a_client_the_way_to_one_is_named(self, bench: Bench, site: Site) -> None:
        """A sign-in registers nothing."""
        api = site.serve_api("/v1", site.serve_issuer())
        bench.profiles.add("api", {"api": api})
        with pytest.raises(InputError) as caught:
            bench.service.sign_in(bench.service.profile("api"), ScriptedPerson())
        assert "--api" in caught.value.hint
        assert not site.posts()


DESCRIPTION = """
# the partner's
client_id = "me"
endpoints.token = "https://id.example/token"
[refresh]
url = "https://api.example/refresh"
[refresh.fields]
key = "{secret:client_key}"
"""


class TestDescription:
    """The job that reads the body of a profile's table."""

    def run(self, bench: Bench, text: str = DESCRIPTION, *, write: bool) -> dict[str, Any]:
        """Run it."""
        fields = {"name": "api", "text": text, "write": write}
        job = Job(Op.DESCRIBE, fields, bench.phases.append, print, Event())
        return Jobs(bench.service, bench.folders).run(job)

    def test_it_names_who_would_receive_something(self, bench: Bench) -> None:
        """Before it is written, and the secrets that it waits for."""
        looked = self.run(bench, write=False)
        looked["report"] = [said_from_json(one) for one in looked["report"]]
        assert looked == {
            "profile": None,
            "report": [
                "Tokens or secrets may go to https://api.example:443 (refresh).",
                "It needs a secret: tokentray secret set api client_key",
            ],
        }
        assert bench.service.profiles().profiles == ()

    def test_it_is_written_with_its_comments(self, bench: Bench) -> None:
        """As a hand would have put it there."""
        written = self.run(bench, write=True)
        assert written["profile"] == bench.service.profile("api").id
        assert "# the partner's" in bench.folders.profiles_file.read_text(encoding="utf-8")

    def test_one_that_sends_nothing_says_so(self, bench: Bench) -> None:
        """Its tokens live as long as they do."""
        looked = self.run(bench, 'audience = "a"', write=False)
        report = [said_from_json(one) for one in looked["report"]]
        assert report == ["Nothing will be sent anywhere: its tokens are not renewed."]

    def test_a_taken_name_is_refused_at_the_look(self, bench: Bench) -> None:
        """Not only at the end."""
        self.run(bench, write=True)
        with pytest.raises(UsageError, match="exists already"):
            self.run(bench, write=False)

    def test_a_mistake_names_its_line(self, bench: Bench) -> None:
        """Of the text that was given."""
        with pytest.raises(ProfileError, match="line 2"):
            self.run(bench, 'client_id = "me"\nclient_auth = "rumour"', write=False)
