"""What lies between us and the server, at every place that is asked: portals, drips and bombs.

Catalogue 22, 23, 29, 30 and figure 23: named, ended by the total deadline, and nobody signed out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.answers import Answer
from tests.identity.authority import Authority
from tests.oauth.test_tls import server
from tests.service.bench import Bench
from tests.service.issuer import Issuer
from tests.signing.person import ScriptedPerson
from tokentray.core.errors import TokenTrayError, TransportError
from tokentray.core.jobs import INSPECT_SECONDS, REFRESH_SECONDS, Phase
from tokentray.core.profile import Grant, Profile
from tokentray.oauth.transport import Answer as Received
from tokentray.oauth.transport import HttpTransport, Request
from tokentray.service.facade import TokenService
from tokentray.service.refresh import Wish

Asks = Callable[[Bench, TokenService], TokenTrayError | None]

SLACK = 0.5
"""A request that comes when nothing is left still gets a tenth of a second, and there are five."""


def service_of(bench: Bench, **changes: object) -> TokenService:
    """Return the bench's service with some effects replaced."""
    return TokenService(bench.effects(**changes), lambda moment: f"<{moment:.0f}>")


def held(bench: Bench, **table: object) -> Profile:
    """Return a profile that holds tokens."""
    bench.profiles.add("api", {"client_id": "tokentray", **table})
    return bench.give()


def refresh(bench: Bench, service: TokenService) -> TokenTrayError | None:
    """Refresh at a token endpoint that the profile names."""
    profile = held(bench, endpoints={"token": bench.endpoint.url})
    return service.refresh(profile, Wish(force=True)).error


def discover(bench: Bench, service: TokenService) -> TokenTrayError | None:
    """Refresh where the metadata has to name the endpoint."""
    profile = held(bench, issuer=bench.endpoint.origin)
    return service.refresh(profile, Wish(force=True)).error


def inspect(bench: Bench, service: TokenService) -> TokenTrayError | None:
    """Ask for the keys of the issuer."""
    issuer = bench.endpoint.origin
    named = {"token": bench.endpoint.url, "jwks": f"{issuer}/jwks"}
    with Issuer() as signer:
        bench.profiles.add("api", {"client_id": "c", "issuer": issuer, "endpoints": named})
        token = signer.token(iss=issuer)
    profile = bench.give(response={"access_token": token, "expires_in": 3600})
    return service.inspect(profile).error


def sign_out(bench: Bench, service: TokenService) -> TokenTrayError | None:
    """Revoke at an endpoint that the profile names."""
    named = {"token": bench.endpoint.url, "revocation": f"{bench.endpoint.origin}/revoke"}
    return service.sign_out(held(bench, endpoints=named)).error


def device(bench: Bench, service: TokenService) -> TokenTrayError | None:
    """Ask for a device code."""
    named = {"token": bench.endpoint.url, "device_authorization": f"{bench.endpoint.origin}/d"}
    bench.profiles.add("api", {"client_id": "c", "grant": "device-code", "endpoints": named})
    person = ScriptedPerson()
    try:
        service.sign_in(bench.service.profile("api"), person, Grant.DEVICE_CODE)
    except TokenTrayError as error:
        return error
    finally:
        person.leave()
    return None


PLACES: dict[str, Asks] = {
    "token": refresh,
    "metadata": discover,
    "keys": inspect,
    "revocation": sign_out,
    "device": device,
}


class TestPortals:
    """A network that wants a sign-in of its own answers in the server's place."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (Answer.html(200), "something that is not JSON"),
            (Answer.html(511), "511"),
            (Answer.redirect(302, "https://portal.example/hello"), "redirect"),
        ],
        ids=["200", "511", "302"],
    )
    def test_a_portal_is_named(self, bench: Bench, place: str, answer: Answer, words: str) -> None:
        """Code 7 at every place: try again, and no word of the server's."""
        bench.endpoint.otherwise(answer)
        error = PLACES[place](bench, bench.service)
        assert isinstance(error, TransportError)
        assert error.exit_code == 7
        assert words in f"{error.title} {error.hint}"

    @pytest.mark.parametrize("place", ["token", "metadata"])
    @pytest.mark.parametrize("status", [200, 403, 407, 511])
    def test_a_portal_signs_nobody_out(self, bench: Bench, place: str, status: int) -> None:
        """However often: an hour of it is no suspicion either."""
        bench.endpoint.otherwise(Answer.html(status))
        PLACES[place](bench, bench.service)
        profile = bench.service.profile("api")
        for _ in range(4):
            done = bench.refresh(profile)
        assert done.snapshot is not None
        assert done.snapshot.ended is None
        assert not done.standing.uncertain
        assert bench.held(profile).refresh_token == bench.endpoint.grant.current_refresh_token


@dataclass
class Wait:
    """A monotonic clock that only slow answers move."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Return seconds."""
        return self.now


@dataclass
class SlowTransport:
    """The real one, behind a network in which each answer takes so many seconds."""

    clock: Wait
    takes: float
    given: list[float] = field(default_factory=list)

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Received:
        """Answer, or time out as the real one does."""
        self.given.append(seconds)
        self.clock.now += min(self.takes, seconds)
        if self.takes >= seconds:
            on_sent()
            raise TransportError("timed-out", sent=True, host=request.host, seconds=round(seconds))
        return HttpTransport().send(request, 5.0, on_sent)


class TestDeadline:
    """One total deadline for all that is asked for one thing."""

    @pytest.mark.parametrize("takes", [0.5, 3.0, 4.0, 7.0, 11.0, 14.9, 60.0])
    @pytest.mark.parametrize("place", ["token", "metadata", "keys", "revocation"])
    def test_all_of_it_ends_in_time(self, bench: Bench, place: str, takes: float) -> None:
        """Discovery, request and replay share their seconds, whatever the answers are."""
        bench.endpoint.otherwise(Answer.drop())
        clock = Wait()
        transport = SlowTransport(clock, takes)
        error = PLACES[place](bench, service_of(bench, transport=transport, monotonic=clock))
        assert isinstance(error, TransportError)
        limit = INSPECT_SECONDS if place == "keys" else REFRESH_SECONDS
        assert clock.now - 1000.0 <= limit + SLACK
        assert all(seconds <= limit for seconds in transport.given)

    def test_what_discovery_took_is_gone(self, bench: Bench) -> None:
        """A refresh after a slow discovery has what is left, and no replay without time for it."""
        clock = Wait()
        transport = SlowTransport(clock, 6.0)
        with Issuer() as issuer:
            issuer.serve_metadata("introspection", "revocation", token_endpoint=bench.endpoint.url)
            profile = held(bench, issuer=issuer.origin)
            bench.endpoint.otherwise(Answer.drop())
            service = service_of(bench, transport=transport, monotonic=clock)
            done = service.refresh(profile, Wish(force=True))
        assert done.error is not None
        assert sum(min(6.0, seconds) for seconds in transport.given) <= REFRESH_SECONDS + SLACK
        assert transport.given[-1] < REFRESH_SECONDS - 5

    @pytest.mark.parametrize("place", PLACES)
    def test_a_drip_is_left(self, bench: Bench, place: str) -> None:
        """A byte now and then keeps no request alive (here with half a second left)."""
        bench.endpoint.otherwise(Answer.json({"padding": "x" * 100}).drip(0.05))
        error = PLACES[place](bench, service_of(bench, transport=Hasty()))
        assert isinstance(error, TransportError)
        assert "within" in f"{error.title} {error.hint}"


class Hasty:
    """The real transport for somebody with half a second."""

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Received:
        """Send with what is left, and little of it."""
        return HttpTransport().send(request, min(seconds, 0.5), on_sent)


class TestSize:
    """More than anybody needs."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (Answer.oversized(300 * 1024), "longer"),
            (Answer.oversized(300 * 1024).with_headers({"Content-Length": None}), "longer"),
            (Answer.gzip_bomb(4 * 1024 * 1024), "compressed"),
        ],
        ids=["long", "endless", "gzip"],
    )
    def test_too_much_is_cut_off(
        self, bench: Bench, place: str, answer: Answer, words: str
    ) -> None:
        """At 256 kB at every place, packed or not."""
        bench.endpoint.otherwise(answer)
        error = PLACES[place](bench, bench.service)
        assert isinstance(error, TransportError)
        assert words in f"{error.title} {error.hint}"


class TestCertificates:
    """A server that cannot show who it is, or does not want us."""

    @pytest.mark.parametrize(
        ("is_known", "code"), [(False, "tls"), (True, "tls-failed")], ids=["unknown", "unwanted"]
    )
    def test_nobody_is_signed_out(
        self, bench: Bench, tmp_path: Path, is_known: bool, code: str
    ) -> None:
        """One try, nothing read by the server, nothing that could be taken for a lost answer."""
        own, other = Authority(), Authority("Somebody else")
        ca_file = tmp_path / "company.pem"
        ca_file.write_text((own if is_known else other).certificate)
        clients_of = other if is_known else None
        with server(tmp_path, own.certify("id.example"), clients_of) as endpoint:
            profile = held(bench, endpoints={"token": endpoint.url}, ca_file=str(ca_file))
            done = bench.refresh(profile)
            assert endpoint.requests == ()
        assert isinstance(done.error, TransportError)
        assert (done.error.code, done.error.exit_code) == (code, 7)
        assert done.standing.failures == 1
        entry = bench.vault.load(profile.id)
        assert entry is not None
        assert (entry.intent, entry.token_set.ended) == (None, None)
        assert bench.phases.count(Phase.SENT) <= 1


class TestDevice:
    """Polling (RFC 8628 section 3.5) through a bad network."""

    @pytest.fixture
    def profile(self, bench: Bench) -> Profile:
        """A device profile."""
        named = {"token": bench.endpoint.url, "device_authorization": f"{bench.endpoint.origin}/d"}
        bench.profiles.add("api", {"client_id": "c", "grant": "device-code", "endpoints": named})
        return bench.service.profile("api")

    @pytest.fixture
    def person(self) -> Iterator[ScriptedPerson]:
        """Somebody who types the code elsewhere."""
        person = ScriptedPerson()
        yield person
        person.leave()

    @pytest.mark.parametrize(
        "trouble",
        [Answer.json({"x": "y" * 100}).drip(0.05), Answer.html(511), Answer.drop()],
        ids=["drip", "portal", "reset"],
    )
    def test_a_bad_poll_is_asked_again(
        self, bench: Bench, profile: Profile, person: ScriptedPerson, trouble: Answer
    ) -> None:
        """After a longer pause, and the tokens that come then are kept."""
        code = {
            "device_code": "d",
            "user_code": "WDJB-MJHT",
            "verification_uri": "https://id.example/device",
            "interval": 2,
        }
        tokens = {"access_token": "given", "refresh_token": "r", "expires_in": 600}
        bench.endpoint.script(Answer.json(code), trouble, Answer.json(tokens))
        service = service_of(bench, transport=Hasty())
        done = service.sign_in(profile, person, Grant.DEVICE_CODE)
        assert done.snapshot.access_token == "given"
        assert person.pauses == [2, 4]
