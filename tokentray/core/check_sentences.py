"""The English sentences of a check-up, by code: how a thing stands, and the next step."""

from __future__ import annotations

from collections.abc import Mapping

from tokentray.core.messages import Message

CHECK_SENTENCES: Mapping[str, Message] = {
    # --- the program
    "program-runs": Message("TokenTray {version} runs (pid {pid})."),
    "program-absent": Message(
        "TokenTray does not run: commands do the work themselves, nothing is renewed ahead.",
        "Start it with `tokentray`.",
    ),
    "program-other": Message(
        "The running program is {version}, this command is {own}.",
        "Restart it: `tokentray quit; tokentray`.",
    ),
    "program-paused": Message("Refreshing is paused.", "`tokentray resume` goes on."),
    "lock-shut": Message(
        "TokenTray is locked: it hands nothing out.", "`tokentray unlock` opens it."
    ),
    "lock-shut-absent": Message(
        "TokenTray is locked: it hands nothing out, though it does not run.",
        "Start it with `tokentray`; then `tokentray unlock` opens it.",
    ),
    "versions": Message("TokenTray {version} on Python {python}, {system}."),
    "socket-good": Message("The socket's folder {path} is private."),
    "pipe-good": Message("The pipe {path} is for this user alone."),
    "socket-none-yet": Message("The socket's folder {path} is made when the program starts."),
    "socket-open": Message(
        "Others may enter the socket's folder {path}, so it is not trusted.",
        "Run `chmod 700 {path}`.",
    ),
    "socket-foreign": Message(
        "The socket's folder {path} belongs to somebody else, so it is not trusted.",
        "Set XDG_RUNTIME_DIR to a folder of yours with mode 0700.",
    ),
    # --- the store
    "store-ready": Message("Tokens are kept in the keyring ({kind}), which is unlocked."),
    "store-memory": Message("Tokens are kept in the running program's memory, until it ends."),
    # --- the desktop
    "tray-shown": Message("A panel shows the tray icon."),
    "tray-missing": Message(
        "No panel shows the tray icon.",
        "`tokentray` opens the window; a panel with a tray (StatusNotifierItem) shows the icon.",
    ),
    "tray-headless": Message("The running program has no screen, and so no tray icon."),
    "notices-good": Message("Notices are shown by {server}."),
    "notices-none": Message(
        "No program shows notifications.",
        "Start a notification service (dunst, or the desktop's own).",
    ),
    "notices-plain": Message(
        "{server} shows notices without buttons.",
        "Open the window where a notice names something to do.",
    ),
    "bus-none": Message(
        "There is no D-Bus session bus: no keyring and no notices can be reached.",
        "Start it from a desktop session, or use `tokentray run --headless --store memory`.",
    ),
    "clipboard-screen": Message(
        "The running program has a screen, and so a clipboard; each copy is checked from outside."
    ),
    "clipboard-none": Message(
        "The running program has no screen, and so no clipboard: `tokentray token` prints instead."
    ),
    "autostart-on": Message("TokenTray starts with the desktop session."),
    "autostart-off": Message("TokenTray does not start with the desktop session."),
    "autostart-broken": Message(
        "The autostart entry names {command}, which is not there.",
        "Correct or remove {path}.",
    ),
    # --- files
    "folder-good": Message("{path} is private."),
    "folder-none-yet": Message("{path} is made at first use."),
    "folder-open": Message("Others may read {path} (mode {mode}).", "Run `chmod {wanted} {path}`."),
    "folder-foreign": Message(
        "{path} belongs to another user.", "Give it back: `chown -R $USER {path}`."
    ),
    "disk-good": Message("The disk of {path} takes what is written ({free} MB free)."),
    "disk-little": Message("The disk of {path} has {free} MB left.", "Make room on it."),
    "disk-refuses": Message(
        "Nothing can be written into {path}: {what}.", "Check the disk and the permissions."
    ),
    "profiles-good": Message("profiles.toml holds no mistake (profiles: {count})."),
    "settings-bad": Message(
        "{path} cannot be read ({what}): the defaults hold.", "Correct the file, or remove it."
    ),
    # --- the network
    "proxy-none": Message("No proxy is set."),
    "proxy-set": Message("Requests go through the proxy {proxies}."),
    "server-answers": Message("{host} answers."),
    "server-metadata": Message("{issuer} answers, and its metadata names it to the letter."),
    "server-none": Message("The profile names no server, so none was asked."),
    "certificate-good": Message("The certificate of {host} is trusted by {store}."),
    "certificate-plain": Message("{host} is this computer, reached without encryption."),
    "clock-right": Message("This computer's clock agrees with that of {host} to a minute."),
    "clock-off": Message(
        "This computer's clock is {seconds} s {way} that of {host}.",
        "Set the clock (`timedatectl set-ntp true`); TokenTray counts with the server's meanwhile.",
    ),
    "clock-untold": Message("{host} does not tell its clock (no Date in its answer)."),
    "endpoints-good": Message(
        "These endpoints are known, each by https or on this computer: {names}."
    ),
    "endpoints-none": Message(
        "No token endpoint is known, so nothing can be renewed.",
        "Give the profile an `issuer`, `endpoints.token` or a `[refresh]` table.",
    ),
    "secrets-good": Message("The profile's own secrets are there: {names}."),
    "secrets-none": Message("The profile needs no secret of its own."),
    "not-looked-at": Message("This was not looked at: {why}", "Mend that first."),
    "check-silent": Message(
        "This did not answer within {seconds} s.", "Try again; restart what does not answer."
    ),
    "check-failed": Message(
        "This could not be looked at ({what}).", "Please report it; no secret is in these words."
    ),
    # --- the grant
    "grant-good": Message("The token is renewed by itself."),
    "grant-offline": Message("It could not be renewed the last {count} times: {what}", "{hint}"),
    "grant-uncertain": Message(
        "The server keeps refusing to renew it, without saying that the grant ended.",
        "If it goes on, sign in: `tokentray sign-in {name}`.",
    ),
    "grant-ended": Message("The grant has ended: {reason}.", "{how}"),
    "grant-none": Message("The token cannot be renewed: {reason}", "{how}"),
    "grant-empty": Message("There is no token yet.", "{how}"),
    "grant-locked": Message(
        "The tokens lie in a locked keyring.", "Unlock it on the desktop, then try again."
    ),
    # --- times
    "expiry-good": Message("It lives until {moment}, by this computer's clock and the server's."),
    "expiry-good-here": Message("It lives until {moment}."),
    "expiry-over": Message("It expired at {moment}.", "{how}"),
    "expiry-over-there": Message(
        "It has expired by the server's clock, though not by this computer's.", "{how}"
    ),
    "expiry-lives-there": Message(
        "It lives by the server's clock, though not by this computer's: {moment} here.",
        "Set the clock: other programs on this computer take the token for expired.",
    ),
    "expiry-soon": Message("It ends within seconds.", "{how}"),
    "expiry-unknown": Message("Nothing tells when it expires.", "If the server refuses it: {how}"),
    "expiry-unreadable": Message(
        "Its exp claim is no time, so servers refuse it.", "The issuer has to correct that."
    ),
    "not-before-good": Message("It is valid since {moment} (nbf)."),
    "not-before-later": Message(
        "It is not valid before {moment} (nbf), and by the server's clock that is to come.",
        "Wait until then; if it comes each time, the issuer's clock is ahead of the API's.",
    ),
    "not-before-close": Message(
        "It is valid from {moment} on (nbf), seconds from now: a strict server refuses it still.",
        "Try again in a minute.",
    ),
    "issued-good": Message("It was issued at {moment} (iat)."),
    "issued-later": Message(
        "It was issued in the future ({moment}, iat): servers may refuse it.",
        "The issuer's clock is ahead; set it, or wait.",
    ),
    # --- who and what for
    "issuer-good": Message('It names "{found}" as its issuer, as expected.'),
    "issuer-wrong": Message(
        'It names "{found}" as its issuer; expected is "{expected}".',
        "Check `issuer` and `expect.issuer` of the profile, and which issuer the API trusts.",
    ),
    "issuer-near": Message(
        'It names "{found}" as its issuer, which differs from "{expected}" in its spelling alone.',
        "Issuers are compared to the letter: correct the profile, or the API's settings.",
    ),
    "issuer-absent": Message(
        'It names no issuer; expected is "{expected}".', "Check whether this is an access token."
    ),
    "issuer-unasked": Message('It names "{found}" as its issuer; the profile expects none.'),
    "audience-good": Message('It is for "{found}", as expected.'),
    "audience-wrong": Message(
        'It is for "{found}"; expected is "{expected}".',
        "Ask for the right one (`audience` or `resources` of the profile) and sign in again, "
        "or correct `expect.audience`.",
    ),
    "audience-absent": Message(
        'It names no audience; expected is "{expected}".',
        "Ask for it: `audience` or `resources` of the profile, then sign in again.",
    ),
    "audience-unasked": Message(
        'It is for "{found}"; whether the API is that, the profile does not say (expect.audience).'
    ),
    "scopes-good": Message("It has the scopes that are expected: {scopes}."),
    "scopes-missing": Message(
        "It lacks the scopes {missing}; it has {found}.",
        "Add them to `scopes` of the profile and sign in again, or ask for the right to them.",
    ),
    "scopes-fewer": Message(
        "The server did not grant the scopes {missing} that were asked for.",
        "If the API needs them, ask whoever runs it for the right to them.",
    ),
    "scopes-as-asked": Message("The server said nothing of scopes: then they are as asked for."),
    "scopes-untold": Message(
        "Nothing tells its scopes, though {missing} are expected.",
        "If the API answers 403 or insufficient_scope, ask for them and sign in again.",
    ),
    "scopes-unasked": Message("No scopes are expected."),
    # --- what it is
    "signature-good": Message("Its signature is right: {reason}."),
    "signature-by-issuer": Message("it was made with a key of its issuer"),
    "signature-bad": Message(
        "Its signature is wrong: {reason}.",
        "Get it from its issuer anew; if it comes again, `issuer` of the profile is another's.",
    ),
    "signature-untold": Message("Its signature could not be checked: {reason}.", "{how}"),
    "signature-others": Message("Its signature is not for us to check: {reason}."),
    "kind-bearer": Message("It is a bearer token."),
    "kind-bound": Message(
        "It is bound to a key (DPoP): as a plain bearer every server refuses it.",
        "Set `dpop = false` in the profile and sign in again, where the server allows that.",
    ),
    "kind-bound-certificate": Message(
        "It is bound to a client certificate: without that in the TLS connection it is refused.",
        "Give your program the certificate that signed in (RFC 8705).",
    ),
    "kind-other": Message(
        'Its type is "{found}", not Bearer.', "Check how the API wants it; curl sends bearers."
    ),
    "kind-id-token": Message(
        "It looks like an ID token, which tells the client who signed in; APIs refuse it.",
        "Import the access_token of the answer, or ask for the API's audience or scope.",
    ),
    "kind-refresh-token": Message(
        "It looks like a refresh token, which only the token endpoint takes.",
        "Import the access_token of the answer.",
    ),
    "kind-unsigned": Message(
        "It is unsigned (alg none): no server should take it.", "Get it from its issuer anew."
    ),
    "kind-broken": Message(
        "It looks like a JWT but cannot be decoded: {what}.",
        "If it was copied by hand, copy the whole token and import it again.",
    ),
    "kind-inactive": Message("The server says that it is not active any more.", "{how}"),
    "characters-good": Message("A header can carry all of its characters."),
    "size-good": Message("It is short enough for a header ({length} characters)."),
    "size-large": Message(
        "It has {length} characters: many servers take headers of 8 kB at most (400, 413, 431).",
        "Ask for fewer scopes or groups in it, or raise the server's limit.",
    ),
    # --- next steps
    "how-refresh": Message("Renew it: `tokentray refresh {name} --force`."),
    "how-sign-in": Message("Sign in: `tokentray sign-in {name}`."),
    "how-import": Message("Import a new one: `tokentray import {name} response.json`."),
    "how-show": Message("`tokentray show {name}` asks for the keys again."),
    "why-no-refresh-token": Message("there is no refresh token."),
    "why-no-rule": Message("the profile has no rule to refresh by."),
}
