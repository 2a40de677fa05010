"""What the running program and its worker process say to each other.

One JSON object a line over stdin and stdout. A job is `{"id", "op", …fields}`; a worker
answers with any number of `{"id", "phase"}` and `{"id", "part"}` and one final
`{"id", "ok": true, "result"}` or `{"id", "ok": false, "error"}` (`core.errors.error_to_dict`).
A report is a list of sentences (`core.said.said_to_json`). `{"cancel": id}` asks a job to stop
that waits for a person.
"""

from __future__ import annotations

from enum import StrEnum


class Op(StrEnum):
    """The jobs, with their fields and results.

    `LOAD` {profiles: [id]}: a part {profile, snapshot|null, standing, error|null} each.
    `REFRESH` {profile, force, min_valid|null}: {snapshot|null, standing, renewed, changed: [str],
    error|null}; with neither only where the schedule asks for it, with `min_valid` only where less
    seconds are left. `changed` are the groups of claims of which members came or went.
    `IMPORT` {name, text, expires_in|null, write: bool}: {profile|null, report, snapshot,
    standing}. Without `write` it is only said what was understood, and the rest is null.
    `STORE` {profile, token_set} (memory store only): {snapshot, standing}.
    `FORGET` {profile}: {} (the vault's entries and the history of the id, and its profile).
    `UNLOCK` {}: {} (asks the person).
    `ADD` {name, issuer, api, client_id, client_secret, scopes, audience, write: bool,
    register: bool}: {profile|null, report, registers: bool}. Without scopes those that the
    server suggests. Without `write`, or without `register` where a client has to be registered
    first (`registers`), it is only said what was found: `profile` is null.
    `DESCRIBE` {name, text, write: bool}: {profile|null, report}: a profile by the body of
    its table in TOML.
    `SIGN_IN` {profile, device: bool, spoken: `last_page.Spoken`}: parts as `SignInStep`;
    {snapshot, standing, report}.
    It waits for a person, so it is run alone and can be cancelled.
    `SIGN_OUT` {profile}: {report, error|null}: what the server was told, or why not;
    forgotten here in any case.
    `INSPECT` {profile}: {snapshot|null, standing, error|null}, its signature checked against the
    issuer's keys, and the claims of an opaque token as the server tells them.

    `DECODE` {text}: {claims}: of a token that a person gave; nothing is checked and nothing kept.
    `SETTINGS` {changes: {key: value}}: {} (settings.toml; `notify.expired` is a key of a table).
    `EDIT` {profile, changes: {key: value}}: {}; keys of profiles.toml that decide nothing about
    where a secret goes.
    `TELL` {notices: [{profile, keys: [str]}]}: {news: [bool]}: for each notice whether none of its
    keys was told of before; of such a one the first is from now on.
    `PRUNE` {days: int, values: bool}: {}: forgets what happened longer ago, and without `values`
    also what came and went in tokens.
    `AUTOSTART` {enable: bool|null}: {found, place, command} as `storage.session_start.Entry`; null
    only looks.

    `LOAD` and `REFRESH` also take {profiles_text}: what profiles.toml said while it could still
    be read, for as long as it cannot.
    """

    LOAD = "load"
    REFRESH = "refresh"
    IMPORT = "import"
    STORE = "store"
    FORGET = "forget"
    UNLOCK = "unlock"
    ADD = "add"
    DESCRIBE = "describe"
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    INSPECT = "inspect"
    DECODE = "decode"
    SETTINGS = "settings"
    EDIT = "edit"
    TELL = "tell"
    PRUNE = "prune"
    AUTOSTART = "autostart"


class SignInStep(StrEnum):
    """What a sign-in shows to the person; each is a part `{"step": …, …}`.

    `BROWSER` {url, opened: bool}: the browser is asked to open `url`.
    `DEVICE` {user_code, verification_uri, verification_uri_complete|null, expires_at, qr}: `qr` is
    a list of rows of "0" and "1", the picture of the address without its quiet border.
    """

    BROWSER = "browser"
    DEVICE = "device"


class Phase(StrEnum):
    """Where a job is. Before `SENT` its worker may be killed; after `RECEIVED` never.

    `DISCOVERING`: a server is asked for its metadata, which holds no secret.
    `UNSAVED`: the answer is here, the vault did not take it, and the worker keeps trying.
    """

    WAITING_FOR_LOCK = "waiting-for-lock"
    LOCKED = "locked"
    DISCOVERING = "discovering"
    INTENT_WRITTEN = "intent-written"
    SENT = "sent"
    RECEIVED = "received"
    UNSAVED = "unsaved"
    SAVED = "saved"


VAULT_SECONDS = 3.5
"""What a keyring gets for one answer before its caller goes on without it."""

LOCK_SECONDS = 20.0
"""How long a job waits for another process that works on the same profile."""

REFRESH_SECONDS = 15.0
"""The total deadline of one refresh at the server, its replay included."""

INSPECT_SECONDS = 5.0
"""The total deadline of asking about a token: somebody may be waiting for `show`."""

REPLAY_NEEDS = 3.0
CONNECT_SECONDS = 5.0

ANSWER_BYTES = 256 * 1024
"""More than this of a server's answer is not read."""
