"""The grants of the demo server: refresh tokens that rotate, reuse detected (RFC 9700, 4.14.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class GrantRules:
    """How a grant lives; all times in seconds.

    `grace` is how long a spent refresh token still answers with the pair that replaced it
    (0: strict single use), `ends_after` after how many refreshes the grant is over,
    `refresh_lifetime` how long an unused refresh token is good for, `authorization_lifetime` how
    long the grant is, used or not, `issued_ago` how old its tokens are when they are given.
    `audience` is whom they were asked for, empty where nobody said; `of_client` means that the
    client acts for itself, and for no person.
    """

    lifetime: int = 40
    grace: float = 10
    rotates: bool = True
    refreshable: bool = True
    ends_after: int | None = None
    refresh_lifetime: int | None = None
    authorization_lifetime: int | None = None
    issued_ago: int = 0
    client_id: str = "tokentray-demo"
    scopes: tuple[str, ...] = ("openid", "profile", "offline_access")
    audience: tuple[str, ...] = ()
    of_client: bool = False


@dataclass(frozen=True, slots=True)
class Minting:
    """What an access token is to be made of; `refreshes` counts from 0, times in POSIX seconds."""

    grant: str
    rules: GrantRules
    opened_at: int
    issued_at: int
    expires_at: int
    refreshes: int
    token_id: str

    @property
    def authorization_left(self) -> int | None:
        """Seconds that the grant lasts from then on, None without a bound."""
        bound = self.rules.authorization_lifetime
        minted_at = self.issued_at + self.rules.issued_ago
        return None if bound is None else max(0, self.opened_at + bound - minted_at)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and, where the grant can be refreshed, the refresh token beside it."""

    minting: Minting
    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)


class GrantRefused(Exception):
    """A refresh is refused with an error code of RFC 6749 section 5.2."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description


@dataclass(frozen=True, slots=True)
class GrantReport:
    """What became of one grant: `replays` counts reuse outside the grace, `retries` inside it.

    A revoked one has ended too, and its access tokens with it.
    """

    name: str
    refreshes: int = 0
    retries: int = 0
    replays: int = 0
    ended: bool = False
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What the server knows of a token; `is_active` as RFC 7662 section 2.2 has it."""

    minting: Minting
    is_refresh: bool
    is_active: bool


@dataclass(slots=True)
class _Grant:
    report: GrantReport
    rules: GrantRules
    opened_at: int
    pair: TokenPair
    previous: str | None = field(default=None, repr=False)
    used_at: float = 0.0


class GrantBook:
    """Every grant of a server, and what has to be answered to a refresh token.

    Two grants may share a name: each sign-in opens a new one. Not safe for threads: the
    caller holds a lock.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        new_token: Callable[[], str],
        mint: Callable[[Minting], str],
    ) -> None:
        self._clock = clock
        self._new_token = new_token
        self._mint = mint
        self._grants: list[_Grant] = []
        self._by_token: dict[str, _Grant] = {}
        self._by_access: dict[str, tuple[_Grant, Minting]] = {}
        self._revoked: set[str] = set()

    @property
    def reports(self) -> tuple[GrantReport, ...]:
        """All grants in the order in which they were opened."""
        return tuple(grant.report for grant in self._grants)

    def open(self, name: str, rules: GrantRules) -> TokenPair:
        """Open a grant and return its first tokens."""
        opened_at = int(self._clock())
        refresh_token = self._new_token() if rules.refreshable else None
        pair = self._pair(name, rules, opened_at, 0, refresh_token)
        grant = _Grant(GrantReport(name), rules, opened_at, pair, used_at=self._clock())
        self._grants.append(grant)
        self._remember(grant)
        return pair

    def current(self, name: str) -> TokenPair:
        """Return the newest tokens of the newest grant of that name; KeyError: there is none."""
        for grant in reversed(self._grants):
            if grant.report.name == name:
                return grant.pair
        raise KeyError(name)

    def end(self, name: str) -> None:
        """End every grant of that name; its refresh tokens answer `invalid_grant` from now on."""
        for grant in self._grants:
            if grant.report.name == name:
                grant.report = replace(grant.report, ended=True)

    def is_usable(self, refresh_token: str) -> bool:
        """Tell whether a client that holds this refresh token can still go on with it."""
        grant = self._by_token.get(refresh_token)
        if grant is None or self._is_over(grant):
            return False
        return refresh_token == grant.pair.refresh_token or self._in_grace(grant, refresh_token)

    def pair_of(self, refresh_token: str) -> TokenPair:
        """Return the newest tokens of this token's grant and spend nothing.

        Raises:
            GrantRefused: a refresh with it would be refused.
        """
        if not self.is_usable(refresh_token):
            raise GrantRefused("invalid_grant", "the grant has ended or the token was used")
        return self._by_token[refresh_token].pair

    def look_up(self, token: str) -> Held | None:
        """Return what is known of an access or refresh token; None: it was never given."""
        if token in self._by_token:
            return Held(self._by_token[token].pair.minting, True, self.is_usable(token))
        if token not in self._by_access:
            return None
        grant, minting = self._by_access[token]
        is_over = grant.report.revoked or token in self._revoked
        return Held(minting, False, not is_over and self._clock() < minting.expires_at)

    def revoke(self, token: str, *, whole: bool = False) -> None:
        """Make a token void; a refresh token, or `whole`, takes the grant along."""
        if token in self._by_token:
            grant = self._by_token[token]
        elif whole and token in self._by_access:
            grant, _ = self._by_access[token]
        else:
            self._revoked.add(token)
            return
        grant.report = replace(grant.report, ended=True, revoked=True)

    def refresh(self, refresh_token: str, *, client_id: str | None = None) -> TokenPair:
        """Spend a refresh token and return the next pair, or the same one inside the grace.

        Raises:
            GrantRefused: the grant is over, unknown, another client's, or has just been
                revoked because the token was spent before.
        """
        grant = self._by_token.get(refresh_token)
        if grant is None or client_id not in (None, grant.rules.client_id):
            raise GrantRefused("invalid_grant", "unknown refresh token")
        if refresh_token != grant.pair.refresh_token:
            return self._reused(grant, refresh_token)
        if self._is_over(grant):
            grant.report = replace(grant.report, ended=True)
            raise GrantRefused("invalid_grant", "the grant has ended")
        return self._advance(grant)

    def _advance(self, grant: _Grant) -> TokenPair:
        spent = grant.pair.refresh_token
        refreshes = grant.report.refreshes + 1
        refresh_token = self._new_token() if grant.rules.rotates else spent
        grant.pair = self._pair(
            grant.report.name, grant.rules, grant.opened_at, refreshes, refresh_token
        )
        grant.previous, grant.used_at = spent, self._clock()
        grant.report = replace(grant.report, refreshes=refreshes)
        self._remember(grant)
        return grant.pair

    def _reused(self, grant: _Grant, refresh_token: str) -> TokenPair:
        if not grant.report.ended and self._in_grace(grant, refresh_token):
            grant.report = replace(grant.report, retries=grant.report.retries + 1)
            return grant.pair
        grant.report = replace(grant.report, replays=grant.report.replays + 1, ended=True)
        raise GrantRefused("invalid_grant", "the refresh token was used before")

    def _in_grace(self, grant: _Grant, refresh_token: str) -> bool:
        since = self._clock() - grant.used_at
        return refresh_token == grant.previous and since < grant.rules.grace

    def _is_over(self, grant: _Grant) -> bool:
        rules, report = grant.rules, grant.report
        if report.ended or (rules.ends_after is not None and report.refreshes >= rules.ends_after):
            return True
        now = self._clock()
        bounds = (
            (rules.refresh_lifetime, now - grant.used_at),
            (rules.authorization_lifetime, now - grant.opened_at),
        )
        return any(bound is not None and passed >= bound for bound, passed in bounds)

    def _pair(
        self,
        name: str,
        rules: GrantRules,
        opened_at: int,
        refreshes: int,
        refresh_token: str | None,
    ) -> TokenPair:
        now = int(self._clock())
        minting = Minting(
            grant=name,
            rules=rules,
            opened_at=opened_at,
            issued_at=now - rules.issued_ago,
            expires_at=now + rules.lifetime,
            refreshes=refreshes,
            token_id=self._new_token(),
        )
        return TokenPair(minting, self._mint(minting), refresh_token)

    def _remember(self, grant: _Grant) -> None:
        self._by_access[grant.pair.access_token] = (grant, grant.pair.minting)
        if grant.pair.refresh_token is not None:
            self._by_token[grant.pair.refresh_token] = grant
