"""`tokentray add`, as it is typed, against an API and an authorization server on loopback."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.home import Home, jwt, on_terminal, running
from tests.faults.site import Page, Site


@pytest.fixture
def site() -> Iterator[Site]:
    """An API and an authorization server."""
    with Site() as site:
        yield site


def written(home: Home) -> dict[str, Any]:
    """Return the profiles as they stand in the file, none where there is none."""
    path = home.config / "profiles.toml"
    if not path.exists():
        return {}
    profiles: dict[str, Any] = tomllib.loads(path.read_text())["profiles"]
    return profiles


class TestIssuer:
    """From the address of an authorization server."""

    def test_one_command_and_the_next_one_is_named(self, home: Home, site: Site) -> None:
        """Without a keyring even: nothing secret is there to be kept."""
        issuer = site.serve_issuer()
        done = home.run("add", "api", "--issuer", issuer, "--client-id", "me")
        assert (done.code, done.err) == (0, "")
        first, *_, last = done.out.splitlines()
        assert (first, last) == ("Added api.", "Next: tokentray sign-in api")
        assert f"  Its tokens come from {issuer}." in done.out
        assert "  Not by device code: authorization code comes first." in done.out
        profile = written(home)["api"]
        del profile["id"]
        assert profile == {
            "issuer": issuer,
            "client_id": "me",
            "scopes": ["openid", "profile", "offline_access"],
        }

    def test_every_option_reaches_the_file(self, home: Home, site: Site) -> None:
        """As profiles.toml has it."""
        words = "--client-id me --scope read --scope write --audience https://a.example"
        words += " --resource https://a.example/v1 --grant device-code --redirect-port 8400"
        words += " --param prompt=login --param x=a=b --endpoint userinfo=https://u.example/me"
        issuer = site.serve_issuer()
        assert home.run("add", "api", "--issuer", issuer, *words.split()).code == 0
        profile = written(home)["api"]
        assert profile.pop("id")
        assert profile == {
            "issuer": issuer,
            "client_id": "me",
            "grant": "device-code",
            "scopes": ["read", "write"],
            "audience": "https://a.example",
            "resources": ["https://a.example/v1"],
            "redirect_port": 8400,
            "endpoints": {"userinfo": "https://u.example/me"},
            "parameters": {"prompt": "login", "x": "a=b"},
        }

    def test_a_secret_from_stdin_goes_to_the_keyring(self, keyring_home: Home, site: Site) -> None:
        """One line end dropped; not to the file, not to what is said."""
        words = ("--issuer", site.serve_issuer(), "--client-id", "me", "--client-secret-stdin")
        done = keyring_home.run("add", "api", *words, stdin="hush-hush\n")
        assert done.code == 0, done.err
        assert "client_secret_basic" in done.out
        assert keyring_home.run("secret", "list", "api").out == "client_secret\n"
        for path in keyring_home.folder.rglob("*"):
            assert path.is_dir() or b"hush" not in path.read_bytes()
        assert "hush" not in done.out

    def test_a_secret_needs_a_keyring(self, home: Home, site: Site) -> None:
        """Without one nothing is written."""
        words = ("--issuer", site.serve_issuer(), "--client-id", "me", "--client-secret-stdin")
        assert home.fails("add", "api", *words, stdin="hush").code == 6
        assert written(home) == {}

    @pytest.mark.parametrize("page", [Page(404), Page(500), Page.html()])
    def test_failing_discovery_is_code_7(self, home: Home, site: Site, page: Page) -> None:
        """Nothing is written."""
        site.put("/.well-known/openid-configuration", page)
        done = home.fails("add", "api", "--issuer", site.origin, "--client-id", "me")
        assert done.code == 7
        assert done.line
        assert written(home) == {}

    def test_the_right_spelling_of_the_issuer_is_named(self, home: Home, site: Site) -> None:
        """The slash at its end."""
        issuer = site.serve_issuer("/")
        done = home.fails("add", "api", "--issuer", site.origin, "--client-id", "me")
        assert done.code == 7
        assert done.line.endswith(f"--issuer {issuer}")

    def test_an_existing_name_is_code_2_unless_replaced(
        self, keyring_home: Home, site: Site
    ) -> None:
        """Which keeps its tokens."""
        keyring_home.take("api", token := jwt())
        words = ("add", "api", "--issuer", site.serve_issuer(), "--client-id", "me")
        assert keyring_home.fails(*words).code == 2
        assert keyring_home.run(*words, "--replace").code == 0
        assert keyring_home.run("token", "api").out == f"{token}\n"

    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("--client-id", "me"),
            ("--issuer", "http://id.example"),
            ("--issuer", "https://id.example", "--grant", "implicit"),
            ("--issuer", "https://id.example", "--grant", "import"),
            ("--issuer", "https://id.example", "--redirect-port", "70000"),
            ("--issuer", "https://id.example", "--param", "prompt"),
            ("--issuer", "https://id.example", "--endpoint", "tokens=https://a.example"),
            ("--issuer", "https://id.example", "--endpoint", "token=http://a.example"),
            ("--issuer", "https://id.example", "--client-secret-stdin"),
            ("--from", "-", "--issuer", "https://id.example"),
            ("--from", "-", "--scope", "a"),
        ],
    )
    def test_what_cannot_be_is_code_2(self, home: Home, words: tuple[str, ...]) -> None:
        """Before anybody is asked."""
        done = home.fails("add", "api", *words)
        assert done.code == 2
        assert done.line


class TestApi:
    """From the address of an API alone."""

    def test_scripts_say_yes(self, keyring_home: Home, site: Site) -> None:
        """One command finds out, registers and writes, and says all of it."""
        issuer = site.serve_issuer("/as")
        api = site.serve_api("/mcp", issuer, challenge='Bearer scope="files:read"')
        data = {"client_id": "c-1", "registration_access_token": "manage-me"}
        site.put("/as/register", Page.json(data, 201))
        done = keyring_home.run("add", "files", "--api", api, "--yes")
        assert (done.code, done.err) == (0, "")
        profile = written(keyring_home)["files"]
        assert (profile["api"], profile["issuer"], profile["resources"]) == (api, issuer, [api])
        assert (profile["client_id"], profile["scopes"]) == (
            "c-1",
            ["files:read", "offline_access"],
        )
        for said in (
            f"The API is {api}.",
            f"Its tokens come from {issuer}.",
            "Scopes: files:read offline_access.",
            f"http://127.0.0.1:{profile['redirect_port']}/callback",
            "Registered there as the client c-1.",
            "Next: tokentray sign-in files",
        ):
            assert said in done.out
        kept = keyring_home.run("secret", "list", "files").out
        assert kept == "registration_access_token\n"
        assert "manage-me" not in done.out

    def test_nobody_registers_without_a_yes(self, keyring_home: Home, site: Site) -> None:
        """Without a terminal that is code 2."""
        api = site.serve_api("/mcp", site.serve_issuer())
        assert keyring_home.fails("add", "api", "--api", api).code == 2
        assert not site.posts()
        assert written(keyring_home) == {}

    def test_a_person_is_told_and_asked(self, keyring_home: Home, site: Site) -> None:
        """What was found stands before the question; a no is code 8."""
        api = site.serve_api("/mcp", site.serve_issuer())
        no = on_terminal(keyring_home, ("add", "api", "--api", api), "n\n")
        assert (no.code, no.out) == (8, "")
        assert f"The API is {api}." in no.err
        assert "Register TokenTray there? [y/N]" in no.err
        assert not site.posts()
        yes = on_terminal(keyring_home, ("add", "api", "--api", api), "y\n")
        assert (yes.code, len(site.posts())) == (0, 1)
        assert yes.out.splitlines() == [
            "Added api.",
            "  Registered there as the client given-client.",
            "Next: tokentray sign-in api",
        ]

    def test_a_client_id_is_asked_for_where_none_is_given_out(self, home: Home, site: Site) -> None:
        """On a terminal; a script is told the option, code 9."""
        issuer = site.serve_issuer(without=["registration_endpoint"])
        api = site.serve_api("/mcp", issuer)
        done = home.fails("add", "api", "--api", api, "--yes")
        assert done.code == 9
        assert "--client-id" in done.line
        typed = on_terminal(home, ("add", "api", "--api", api), "my-client\n")
        assert typed.code == 0, typed.err
        assert written(home)["api"]["client_id"] == "my-client"
        assert written(home)["api"]["resources"] == [api]

    def test_metadata_of_another_address_is_refused(self, home: Home, site: Site) -> None:
        """The hint is the address that works."""
        root = site.serve_api("/", site.serve_issuer())
        done = home.fails("add", "api", "--api", f"{site.origin}/mcp", "--yes")
        assert done.code == 7
        assert done.line.endswith(f"--api {root}")
        assert written(home) == {}

    def test_what_servers_say_cannot_write_on_a_terminal(self, home: Home, site: Site) -> None:
        """Control characters are shown as what they are."""
        name = "\x1b[2Jgone\nNext: rm"
        api = site.serve_api("/v1", site.serve_issuer(), resource_name=name)
        done = home.run("add", "api", "--api", api, "--client-id", "me")
        assert "\x1b" not in done.out
        assert r"\x1b[2Jgone\x0aNext: rm" in done.out

    def test_tokens_in_memory_only_register_nothing(self, home: Home, site: Site) -> None:
        """What the registration gives could not be kept; with a client id all is well."""
        api = site.serve_api("/mcp", site.serve_issuer())
        with running(home, "--headless", "--store", "memory"):
            assert home.fails("add", "api", "--api", api, "--yes").code == 6
            assert not site.posts()
            assert home.run("add", "api", "--api", api, "--client-id", "me").code == 0
            assert home.json("list", "--json")["profiles"][0]["state"] == "empty"
