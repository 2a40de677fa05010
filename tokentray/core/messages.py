"""The English sentences of all errors and warnings, by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tokentray.core.said import joined, say


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong (or worth knowing), and what to do next (may be empty)."""

    title: str
    hint: str = ""

    @property
    def whole(self) -> str:
        """Both, one after the other."""
        return joined(self.title, self.hint)


def english(
    code: str,
    arguments: Mapping[str, str | int],
    sentences: Mapping[str, Message] | None = None,
) -> Message:
    """Fill the sentence of `code`; foreign text among the arguments is made plain.

    An unknown code, or a missing argument, still gives a sentence that names the code.
    """
    template = (SENTENCES if sentences is None else sentences).get(code)
    if template is not None:
        try:
            return Message(say(template.title, **arguments), say(template.hint, **arguments))
        except KeyError:
            pass
    return Message(say("Something went wrong ({code}).", code=code))


SENTENCES: Mapping[str, Message] = {
    # --- unexpected
    "unexpected": Message(
        "Something unexpected happened: {what}.", "The log file holds the details."
    ),
    "file-trouble": Message(
        "{path} cannot be used: {what}.", "Check the path, the disk and the permissions."
    ),
    "system-trouble": Message("The system refused: {what}.", "Check the disk and try again."),
    "worker-died": Message("The helper process ended before it was done.", "Try again."),
    "unexpected-here": Message(
        "Something unexpected happened ({what} at {place}).",
        "Please report it; no secret is in these words.",
    ),
    # --- usage
    "bad-name": Message(
        'The name "{name}" cannot be used for a profile.',
        "Use 1 to 64 letters, digits, dots, underscores and hyphens, a letter or digit first.",
    ),
    "no-name": Message(
        "The profile needs a name.",
        "Use 1 to 64 letters, digits, dots, underscores and hyphens, a letter or digit first.",
    ),
    "name-taken": Message(
        'A profile "{name}" exists already.',
        "Choose another name, or add --replace, which keeps its tokens.",
    ),
    "new-name-taken": Message('A profile "{name}" exists already.', "Choose another name."),
    "bad-usage": Message("{what}.", "See `tokentray {command} --help`."),
    "bad-format": Message(
        'The format "{format}" is not known.',
        "Use raw, bearer, header, headers-json, curl, env or json.",
    ),
    "no-command-to-run": Message(
        "There is no command to run.", "Put it after two hyphens: `tokentray exec {name} -- CMD`."
    ),
    "bad-variable": Message(
        '"{variable}" cannot be the name of an environment variable.',
        "Use letters, digits and underscores, no digit first.",
    ),
    "command-not-found": Message(
        '"{command}" was not found.', "Check its name, the PATH, and a script's first line."
    ),
    "command-not-runnable": Message(
        '"{command}" cannot be run: {what}.', "Check its permissions, and a script's first line."
    ),
    "bad-exec-info": Message(
        "KUBERNETES_EXEC_INFO cannot be read: {what}.", "kubectl sets it; unset it elsewhere."
    ),
    "exec-info-version": Message(
        'kubectl asked for "{version}", which is not known.',
        "Write client.authentication.k8s.io/v1 (or v1beta1) into the kubeconfig.",
    ),
    "bad-seconds": Message("{text} is not a number of seconds.", "Give a whole number, 0 or more."),
    "bad-reading": Message(
        "expires_in cannot be read as {text}.", "Use lifetime, timestamp or timestamp-ms."
    ),
    "rename-by-hand": Message(
        "{name} is written in profiles.toml in a way that is not changed from here.",
        "Rename it there with an editor; its tokens stay, as long as its id does.",
    ),
    "unknown-command": Message(
        'There is no command "{word}".', "`tokentray --help` shows what there is."
    ),
    "unknown-command-near": Message(
        'There is no command "{word}".', "Did you mean `tokentray {nearest}`?"
    ),
    "unknown-option": Message(
        "There is no option {option}.", "`tokentray --help` shows what there is."
    ),
    "needs-input": Message(
        "There is nothing to read.",
        "Name a file, or - and a pipe; see `tokentray {command} --help`.",
    ),
    "no-display": Message(
        "There is no display to show a window on.", "Use `tokentray run --headless`."
    ),
    "demo-no-display": Message(
        "The demo shows a tray and a window, and there is no display.",
        "`bash packaging/demo.sh` of the sources brings up a virtual one.",
    ),
    "demo-no-server": Message("The demo's identity server did not start.", "Try again."),
    "demo-no-import": Message("The demo's tokens of {name} were not taken.", "Try again."),
    "needs-yes": Message(
        "This needs a yes, and there is no terminal to ask on.", "Add --yes to go on."
    ),
    "unknown-op": Message('The request "{op}" is not known.'),
    "unknown-field": Message('The field "{field}" is not known in "{op}".'),
    # --- agent
    "agent-not-running": Message("TokenTray is not running.", "Start it with `tokentray`."),
    "agent-silent": Message(
        "The running program does not answer.",
        "Restart it: `tokentray quit; tokentray`.",
    ),
    "agent-other-version": Message(
        "The running program is {age} than this command.",
        "Restart it: `tokentray quit; tokentray`.",
    ),
    "agent-not-ours": Message(
        "The socket {path} belongs to somebody else.", "Check the owner of that folder."
    ),
    "pipe-taken": Message(
        "Another program holds the pipe {path}.", "End that program, then start TokenTray again."
    ),
    "no-runtime-folder": Message(
        "There is no private runtime folder, so no program can be asked.",
        "Set XDG_RUNTIME_DIR to a folder of yours with mode 0700.",
    ),
    "socket-path-too-long": Message(
        "The socket path {path} is longer than the system allows.",
        "Shorten XDG_RUNTIME_DIR.",
    ),
    "copy-needs-screen": Message(
        "The running program has no screen, and so no clipboard.",
        "Use `tokentray token` there.",
    ),
    "raise-needs-screen": Message(
        "The running program has no screen to show a window on.",
        "`tokentray list` shows its profiles.",
    ),
    "confirm-needs-agent": Message(
        "{name} is handed to no program before a person agreed, and TokenTray does not run.",
        "Start it on the desktop with `tokentray`, then try again.",
    ),
    "confirm-needs-screen": Message(
        "{name} is handed to no program before a person agreed, and there is no screen to ask on.",
        'Where nobody can be asked, its profile has to say `confirm = "never"`.',
    ),
    "confirm-nameless": Message(
        "{name} is handed to no program that cannot be named, and this system does not tell.",
        "Copy it in the window.",
    ),
    "confirm-denied": Message("A person did not agree to hand out {name}."),
    "confirm-timed-out": Message(
        "Nobody agreed to hand out {name} in time.", "Try again, and answer TokenTray's question."
    ),
    "store-is-keyring": Message(
        "The running program keeps tokens in the keyring, not in memory.",
        "Import without it: `tokentray import` writes the keyring itself.",
    ),
    "worker-not-started": Message(
        "The helper process cannot be started.", "Install TokenTray again."
    ),
    "bad-request": Message("The request cannot be read: {what}."),
    "runs-already-headless": Message("TokenTray runs already without a screen (pid {pid})."),
    "runs-already": Message("TokenTray runs already on {display} (pid {pid})."),
    "runs-with-keyring": Message(
        "It keeps tokens in the keyring.",
        "For memory only: `tokentray quit`, then `tokentray run --store memory`.",
    ),
    "agent-said": Message("{title}", "{hint}"),
    "start-failed": Message(
        "TokenTray ended at once.", "`tokentray run` shows why, or the log: {path}."
    ),
    "start-silent": Message(
        "TokenTray was started and does not answer yet.", "The log may say why: {path}."
    ),
    "quit-waits": Message(
        "TokenTray (pid {pid}) still saves what a server answered.", "It ends when that is done."
    ),
    "declined": Message("Nothing was changed.", "That was not a yes."),
    # --- profiles
    "no-such-profile": Message(
        'There is no profile "{name}".', "`tokentray list` shows what there is."
    ),
    "profile-field": Message(
        "Profile {name}, line {line}: {field} {what}.", "Correct {path} and try again."
    ),
    "profile-unknown-key": Message(
        "Profile {name}, line {line}: {field} is not a key; did you mean {nearest}?",
        "Correct {path} and try again.",
    ),
    "profiles-not-toml": Message(
        "{path} is not TOML: {what}.", "Correct it; nothing writes to it until then."
    ),
    "agreements-newer": Message(
        "{path} was written by a newer version.", "Update TokenTray to change it."
    ),
    "profiles-newer": Message(
        "{path} was written by a newer version.", "Update TokenTray to change it."
    ),
    "settings-not-toml": Message(
        "{path} is not TOML: {what}.", "Correct that line; until then nothing is written to it."
    ),
    "settings-newer": Message(
        "{path} was written by a newer version.", "Update TokenTray to change it."
    ),
    "setting-wrong": Message("{key} {what}."),
    "autostart-unwritable": Message(
        "{place} cannot be changed: {what}.", "Check the disk and the permissions."
    ),
    "file-unwritable": Message(
        "{path} cannot be written: {what}.", "Check the disk and the permissions."
    ),
    "secret-missing": Message(
        'The secret "{key}" of {name} is not in the keyring.',
        "Set it with `tokentray secret set {name} {key}`.",
    ),
    "bad-secret-name": Message(
        'The name "{key}" cannot be used for a secret.',
        "Use 1 to 64 letters, digits, dots, underscores and hyphens.",
    ),
    "secret-empty": Message("The secret is empty.", "Give it on standard input."),
    "secret-too-long": Message(
        "The secret is longer than {limit} bytes.", "Give the secret alone."
    ),
    "secret-not-utf8": Message("The secret is not UTF-8.", "Give it as text."),
    "secret-other-endpoint": Message(
        'The secret "{key}" of {name} belongs to {old}, and the profile now names {new}.',
        "If that is meant, set it again: `tokentray secret set {name} {key}`.",
    ),
    "placeholder-without-value": Message(
        "The refresh request needs {{{placeholder}}}, which this profile does not have.",
        "Correct the [refresh] table of the profile.",
    ),
    "header-characters": Message(
        "The header {header} of the refresh request has characters that no header may carry.",
        "Correct the [refresh.headers] table or the secret in it.",
    ),
    "no-refresh-rule": Message(
        "{name} has no rule to refresh by.",
        "Import a new token, or give the profile a token endpoint or a [refresh] table.",
    ),
    "no-refresh-token": Message(
        "{name} holds no refresh token.",
        "Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.",
    ),
    "no-dpop-key": Message(
        "The tokens of {name} came without the key that DPoP needs.",
        "Sign in: `tokentray sign-in {name}`.",
    ),
    # --- hand-out
    "bound-to-key": Message(
        "The token of {name} is bound to a key (DPoP): as a plain bearer every server refuses it.",
        "Set `dpop = false` in the profile and sign in again, where the server allows that.",
    ),
    "empty": Message(
        "{name} holds no token yet.",
        "Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.",
    ),
    "expired-for-good": Message(
        "The token of {name} has expired and cannot be refreshed.",
        "Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.",
    ),
    "sign-in-needed": Message(
        "{name} needs a sign-in: {reason}.",
        "Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.",
    ),
    "signed-out": Message("{name} holds no token yet.", "Sign in: `tokentray sign-in {name}`."),
    "expired-sign-in": Message(
        "The token of {name} has expired and cannot be refreshed.",
        "Sign in: `tokentray sign-in {name}`.",
    ),
    "sign-in-again": Message(
        "{name} needs a sign-in: {reason}.", "Sign in: `tokentray sign-in {name}`."
    ),
    "no-refresh-token-sign-in": Message(
        "{name} holds no refresh token.", "Sign in: `tokentray sign-in {name}`."
    ),
    "too-short": Message(
        "The server gives tokens of {lifetime} s, too short for {wanted} s.",
        "Ask for less with --min-valid.",
    ),
    "too-little-left": Message(
        "The token of {name} has {left} s left, less than the {wanted} s asked for.",
        "Ask for less with --min-valid, or try again.",
    ),
    "locked": Message(
        "TokenTray is locked: it hands nothing out.", "Open it with: tokentray unlock"
    ),
    "lock-unwritable": Message(
        "Locked, but a restart would open it: {path} cannot be written: {what}.",
        "Make it writable, then: tokentray lock",
    ),
    "unlock-unwritable": Message(
        "Still locked: {path} cannot be removed: {what}.",
        "Make its folder writable, then: tokentray unlock",
    ),
    "watch-ended": Message("The running program has ended.", "Start it with: tokentray run"),
    "too-many-watchers": Message(
        "{count} programs watch already.", "End one of them, or ask with: tokentray list --json"
    ),
    "paused": Message(
        "Refreshing is paused, and the token of {name} has too little left.",
        "Resume with `tokentray resume`.",
    ),
    "bad-token-characters": Message(
        "The access token of {name} has characters that no header may carry.",
        "Import a correct token.",
    ),
    # --- desktop
    "clipboard-missed": Message(
        "The token of {name} did not reach the clipboard: no other program can see it.",
        "Use `tokentray token {name}` instead.",
    ),
    # --- vault
    "vault-locked": Message("The keyring is locked.", "Unlock it on the desktop, then try again."),
    "vault-missing": Message(
        "There is no keyring that can be trusted: {what}.",
        "Start a keyring service, or keep tokens in memory only: `tokentray run --store memory`.",
    ),
    "vault-silent": Message("The keyring does not answer.", "Try again, or restart it."),
    "vault-write-lost": Message(
        "The keyring did not keep what was written.", "Check the keyring program."
    ),
    "vault-entry-broken": Message(
        "The keyring entry of this profile cannot be read: {what}.",
        "Import or sign in again; set its own secrets again.",
    ),
    "vault-conflict": Message(
        "Another process changed these tokens in the same moment.", "Try again."
    ),
    "state-unwritable": Message(
        "{path} cannot be written: {what}.", "Check the disk and the permissions."
    ),
    "vault-entry-newer": Message(
        "The keyring entry was written by a newer version.", "Update TokenTray."
    ),
    "vault-too-long": Message(
        "The token set is too long for this keyring ({length} of {limit}).",
        "Ask the server for fewer scopes.",
    ),
    "memory-only-no-agent": Message(
        "Tokens are kept in memory only, and TokenTray is not running.",
        "Start it with `tokentray run --store memory`.",
    ),
    "memory-only-elsewhere": Message(
        "The running program keeps tokens in its memory only, where this command cannot reach.",
        "Start it without `--store memory` for that.",
    ),
    "lock-busy": Message(
        "Another process (pid {pid}) is working on this profile.",
        "Try again in a moment.",
    ),
    # --- network and server
    "offline": Message("{host} cannot be reached.", "Check the network and try again."),
    "dns": Message("The name {host} cannot be found.", "Check the network and try again."),
    "timed-out": Message("{host} did not answer within {seconds} s.", "Try again."),
    "reply-lost": Message(
        "The connection to {host} broke before its answer was whole.", "Try again."
    ),
    "tls": Message(
        "The certificate of {host} cannot be verified: {what}.",
        "Check the clock and the certificate authority.",
    ),
    "tls-failed": Message(
        "No secure connection to {host}: {what}.",
        "Check the address, what lies between, and the client certificate if the server wants one.",
    ),
    "proxy": Message("The proxy refused the way to {host}: {what}.", "Check the proxy settings."),
    "proxy-unreachable": Message(
        "The proxy {proxy} on the way to {host} cannot be reached.", "Check the proxy settings."
    ),
    "redirect": Message(
        "{host} answered with a redirect, which is never followed with a token.",
        "Put the final address into the profile.",
    ),
    "not-json": Message(
        "{host} answered {status} with something that is not JSON.",
        "A captive portal or proxy may be in the way; try again.",
    ),
    "bad-answer": Message("The answer of {host} cannot be used: {what}.", "Try again."),
    "answer-too-long": Message("The answer of {host} is longer than {limit} bytes.", "Try again."),
    "server-status": Message("{host} answered {status}.", "Try again later."),
    "server-refused": Message(
        "{host} refused the refresh ({status}), without saying that the grant ended.",
        "If it goes on, sign in or import again.",
    ),
    "oauth-error": Message('{host} answered "{error}".', "Check the profile, or try again."),
    "invalid-grant": Message(
        "The server ended the grant of {name}.",
        "Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.",
    ),
    "invalid-client": Message(
        'The server calls the profile {name} wrong ("{error}").',
        "Check client_id, scopes and the token endpoint in the profile.",
    ),
    "waits": Message(
        "{name} was refused a moment ago; the next try is in {seconds} s.",
        "Use --force to try now.",
    ),
    # --- discovery
    "issuer-mismatch": Message(
        "The metadata of {issuer} is about {found}.",
        "Name the issuer exactly as the server does, to the last slash.",
    ),
    "metadata-url": Message(
        "The metadata of {issuer} cannot be used: {field} {what}.",
        "Tell the people who run that server, or name the endpoints in the profile.",
    ),
    "no-metadata": Message(
        "{issuer} has no metadata (OpenID Connect Discovery or RFC 8414).",
        "Check the address, or name the endpoints in the profile.",
    ),
    "issuer-spelling": Message(
        "The server of {issuer} calls itself {found}.",
        "Give it exactly so: --issuer {found}",
    ),
    "no-token-endpoint": Message(
        "The metadata of {name} names no token endpoint.",
        "Name it in the profile: [endpoints] token.",
    ),
    # --- adding a profile
    "bad-url": Message(
        "The {option} {url} {what}.", "Give a whole address that begins with https://."
    ),
    "bad-pair": Message("{text} is not {form}.", "See `tokentray add --help`."),
    "resource-url": Message(
        "The metadata of {api} cannot be used: {field} {what}.",
        "Tell the people who run that API, or name the issuer yourself with --issuer only.",
    ),
    "resource-elsewhere": Message(
        "The metadata of {api} is about {found}.",
        "If that is the API that you mean: --api {found}",
    ),
    "resource-mismatch": Message(
        "The metadata of {api} is about {found}, which is somewhere else.",
        "Nothing was written; check the address of the API.",
    ),
    "no-resource-metadata": Message(
        "{api} does not say where its tokens come from (RFC 9728; nothing at {place}).",
        "Name the issuer instead: `tokentray add NAME --issuer URL --resource {api}`.",
    ),
    "no-authorization-server": Message(
        "The metadata of {api} names no authorization server.",
        "Name it: add --issuer URL.",
    ),
    "server-not-named": Message(
        "{api} does not name {issuer} as its authorization server.",
        "Choose one of: {others}",
    ),
    "address-not-public": Message(
        "{host} leads into a private network, where a public API has no business.",
        "Tell the people who run that API.",
    ),
    "no-secret-method": Message(
        "The server takes no client secret, only {methods}.",
        "Leave the secret out, or describe the client in a file: `tokentray add NAME --from FILE`.",
    ),
    "api-needs-client": Message(
        "{name} has no client_id for the server of {api}.",
        "Write it into the profile, or have one registered: "
        "`tokentray add {name} --api {api} --replace`.",
    ),
    "needs-client-id": Message(
        "{issuer} registers no clients by itself.",
        "Register one there by hand and add --client-id ID.",
    ),
    "registration-refused": Message(
        '{host} refused to register a client ("{error}").',
        "Register one there by hand and add --client-id ID.",
    ),
    "registration-refused-why": Message(
        '{host} refused to register a client ("{error}": {what}).',
        "Register one there by hand and add --client-id ID.",
    ),
    "registration-closed": Message(
        "{host} registers clients of its own people only ({status}).",
        "Register one there by hand and add --client-id ID.",
    ),
    "registration-method": Message(
        "{host} registered a client that TokenTray cannot be ({method}).",
        "Register one there by hand and add --client-id ID.",
    ),
    "registration-redirect": Message(
        "{host} registered a client without the redirect address that was asked for.",
        "Register one there by hand and add --client-id ID.",
    ),
    "no-free-port": Message(
        "No port of this computer is free for the sign-in.", "Name one: --redirect-port N."
    ),
    "found-api": Message("The API is {resource}."),
    "found-api-named": Message("The API is {resource} ({named})."),
    "found-issuer": Message("Its tokens come from {issuer}."),
    "found-first-server": Message(
        "The API names {count} of them; {issuer} is the first that works.",
        "--issuer chooses another.",
    ),
    "found-passed-over": Message("{issuer} was passed over: {why}."),
    "found-endpoints": Message("At {origin}: {words}."),
    "found-grant": Message("Sign-in by {grant}."),
    "found-no-grant": Message("Not by {grant}: {why}."),
    "found-scopes": Message("Scopes: {scopes}."),
    "found-no-scopes": Message("No scopes are asked for: the server suggests none."),
    "found-dpop": Message("The API wants tokens that are bound to a key (DPoP)."),
    "found-secret": Message("The client secret is sent as {method}, and kept in the keyring."),
    "found-no-public": Message(
        "The server names no clients without a secret ({methods}).",
        "Where it refuses, add --client-secret-stdin.",
    ),
    "found-client-kept": Message("It stays the client {client}, whose tokens it holds."),
    "found-registration": Message(
        "TokenTray has to be registered as a client at {origin}, with the redirect address {uri}."
    ),
    "found-registration-device": Message("TokenTray has to be registered as a client at {origin}."),
    "did-register": Message("Registered there as the client {client}."),
    "did-register-scopes": Message("The server lets it ask for fewer scopes: {scopes}."),
    "did-register-for": Message(
        "The server lets the client secret end in {days} days.",
        "Add the profile again with --replace then.",
    ),
    "may-receive": Message("Tokens or secrets may go to {host}."),
    "receives-nothing": Message("Nothing will be sent anywhere: its tokens are not renewed."),
    "wants-secret": Message("It needs a secret: tokentray secret set {name} {key}"),
    # --- signing in
    "grant-import": Message(
        "{name} has nothing to sign in with: its tokens are imported.",
        "Give the profile an issuer and a client_id, or `tokentray import {name} response.json`.",
    ),
    "grant-impossible": Message(
        "{name} cannot sign in by {grant}: {why}.",
        "Choose another `grant` in the profile, or name the endpoint there.",
    ),
    "no-grant": Message(
        "{name} cannot sign in ({why}).", "Complete the profile, or ask who runs that server."
    ),
    "parameter-reserved": Message(
        "The profile {name} sets {parameter}, which only TokenTray may.",
        "Remove it from the [parameters] table.",
    ),
    "endpoint-url": Message(
        "The {endpoint} endpoint {what}.", "Correct it in the [endpoints] table of the profile."
    ),
    "port-taken": Message(
        "Port {port} of this computer, which the browser has to come back to, is in use: {what}.",
        "End the program that has it, or set another `redirect_port` that the server knows too.",
    ),
    "no-loopback": Message(
        "Nothing can listen on this computer for the browser: {what}.",
        "Sign in on another device: `tokentray sign-in NAME --device`.",
    ),
    "sign-in-cancelled": Message(
        "The sign-in was cancelled; nothing was changed.", "Try again when you like."
    ),
    "sign-in-refused": Message(
        "The sign-in was refused at {host}{told}.", "Nothing was changed; try again when you like."
    ),
    "sign-in-timed-out": Message(
        "Nobody came back from the browser within {minutes} minutes.", "Sign in again."
    ),
    "sign-in-error": Message('{host} answered the sign-in with "{error}"{told}.', "Try again."),
    "sign-in-client": Message(
        '{host} calls the profile wrong: "{error}"{told}.',
        "Check client_id, scopes, resources and the redirect address that the server knows.",
    ),
    "sign-in-answer": Message(
        "What came back from {host} by the browser cannot be used: {what}.", "Sign in again."
    ),
    "sign-in-issuer": Message(
        "The answer is from {found}, and not from {issuer}; it was not used.",
        "Sign in again, and check the issuer in the profile.",
    ),
    "sign-in-code": Message(
        "{host} did not take the code that it had given a moment ago.", "Sign in again."
    ),
    "sign-in-server": Message(
        "{host} refused to give tokens ({status}).", "Check the profile, and sign in again."
    ),
    "id-token": Message(
        "The ID token of {host} is not an answer to this sign-in: {what}.",
        "Nothing was stored; sign in again, and check issuer and client_id.",
    ),
    "device-expired": Message("The code of {host} has expired.", "Sign in again for a new one."),
    "paste-unusable": Message(
        "That is not the address of this sign-in.",
        "Copy the whole address of the last page, which begins with {uri}.",
    ),
    # why a grant is not used (titles only)
    "not-first": Message("{grant} comes first"),
    "not-asked": Message("{grant} was asked for"),
    "not-offered": Message("the server does not offer it"),
    "no-s256": Message("the server does not know PKCE with S256"),
    "no-endpoint": Message("no {endpoint} endpoint is known"),
    "no-client-id": Message("there is no client_id"),
    "no-client-secret": Message("the client has nothing to show who it is"),
    # --- client authentication
    "private-key-unusable": Message(
        "The private_key of {name} cannot be used to sign.",
        "Set it again as PEM without a password, or as a private JWK: "
        "`tokentray secret set {name} private_key`.",
    ),
    "client-certificate-unusable": Message(
        "The private_key of the profile is not a certificate with the key that belongs to it.",
        "Set it again as PEM, certificate and key together: `tokentray secret set`.",
    ),
    # --- reasons of a needed sign-in (titles only)
    "reason-invalid-grant": Message("the server ended the grant"),
    "reason-dead-on": Message("the server answered {status}"),
    "reason-endpoint-changed": Message("the token endpoint changed from {old} to {new}"),
    "reason-issuer-changed": Message("the issuer changed from {old} to {new}"),
    "reason-account-changed": Message("the server answered with another account"),
    "reason-other-computer": Message("these tokens belong to another computer"),
    "reason-refused": Message("the server keeps refusing without saying why"),
    "reason-lost": Message("the last refresh was cut off and its answer is lost"),
    # --- signature (titles only)
    "signature-no-token": Message("there is no token"),
    "signature-no-keys": Message("the keys of the issuer were not asked yet"),
    "signature-keys-not-had": Message("the keys of the issuer could not be asked: {what}"),
    "signature-no-issuer": Message("the profile names no issuer whose keys could tell"),
    "signature-no-jwks": Message("{issuer} names no keys"),
    "signature-opaque": Message("an opaque token has none that could be checked here"),
    "signature-encrypted": Message("the token is encrypted for somebody else"),
    "signature-too-large": Message("the token is too large to check ({length} characters)"),
    "signature-broken": Message("the token cannot be decoded: {what}"),
    "signature-unsigned": Message("the token is unsigned (alg none)"),
    "signature-shared-secret": Message("{algorithm} is made with a shared secret, not with a key"),
    "signature-algorithm": Message("the algorithm {algorithm} is not checked here"),
    "signature-critical": Message("the token demands an extension that is not known (crit)"),
    "signature-unknown-key": Message("the issuer does not name the key that signed it"),
    "signature-other-algorithm": Message("the key of the issuer is not for {algorithm}"),
    "signature-wrong": Message("it was not made with the keys of {keys_of}"),
    "signature-issuer": Message("the token names {found} as its issuer, not {expected}"),
    "signature-audience": Message("the token is for {found}, not for {expected}"),
    "signature-no-time": Message("the exp claim cannot be read"),
    "signature-expired": Message("the token has expired"),
    "signature-not-yet": Message("the token is not valid yet"),
    "signature-verified": Message("it was made with a key of {keys_of}"),
    "signature-verified-as-of": Message("last verified by the keys of {keys_of} as of {at}"),
    # --- sign-out
    "sign-out-empty": Message("{name} holds no tokens."),
    "sign-out-broken": Message(
        "{name} is signed out here; its keyring entry could not be read, so the server "
        "can't be told; nothing tells how long the access token lives."
    ),
    "sign-out-revoked": Message("{name} is signed out; the server revoked its tokens."),
    "sign-out-half": Message(
        "{name} is signed out; the server revoked the refresh token. "
        "For the access token the server can't be told; {life}."
    ),
    "sign-out-other-half": Message(
        "{name} is signed out; the server revoked the access token. "
        "For the refresh token the server can't be told; nothing here holds it any more."
    ),
    "sign-out-untold": Message("{name} is signed out here; the server can't be told; {life}."),
    "sign-out-failed": Message(
        "{name} is signed out here; the server can't be told; {life}.",
        "{what} Its own pages may let you end the session there.",
    ),
    "life-until": Message("the access token lives until {moment}"),
    "life-over": Message("the access token has expired"),
    "life-unknown": Message("nothing tells how long the access token lives"),
    "life-none": Message("there was no access token"),
    # --- input
    "input-encoding": Message(
        "The file is {encoding}, not UTF-8.", "Save it as UTF-8 and try again."
    ),
    "input-not-utf8": Message("The file is not UTF-8.", "Save it as UTF-8 and try again."),
    "input-too-long": Message("The input is longer than 1 MiB.", "Give the token response only."),
    "input-empty": Message("The input is empty.", "Give a token response (JSON) or a JWT."),
    "input-unreadable": Message("{path} cannot be read: {what}.", "Check the path."),
    "input-neither": Message(
        "This is neither a token response (JSON) nor a JWT.",
        "Copy the whole answer of the token endpoint.",
    ),
    "json-malformed": Message(
        "This is not valid JSON: {what} (line {line}, column {column}).",
        "Copy the whole answer.",
    ),
    "json-duplicate": Message(
        'The field "{field}" stands there twice.', "Copy the server's answer unchanged."
    ),
    "json-not-finite": Message(
        "{number} is not a JSON number.", "Copy the server's answer unchanged."
    ),
    "json-too-deep": Message("The JSON is nested too deep.", "Copy the server's answer unchanged."),
    "json-not-object": Message(
        "This is JSON, but not an object.", "Give the whole token response, `{{…}}`."
    ),
    "no-access-token": Message("There is no access_token in it.", "Give the whole token response."),
    "token-characters": Message(
        "The {field} holds white space or control characters.",
        "Copy it again in one piece.",
    ),
    "jwt-broken": Message("The JWT is broken: {what}.", "Copy the whole token."),
    "token-opaque": Message("The token is opaque: it says nothing that could be shown."),
    "expires-in-unusable": Message(
        "expires_in is {what}.",
        "Correct it, or leave it out to use the token's own exp.",
    ),
    # --- warnings
    "warn-numeric-string": Message("expires_in came as text and was read as the number {value}."),
    "warn-milliseconds": Message(
        "expires_in looks like milliseconds and was not used.",
        "If it is, say so: --expires-in timestamp-ms.",
    ),
    "warn-disagrees": Message(
        "expires_in and exp disagree by {seconds} s; the earlier one counts."
    ),
    "warn-by-size": Message(
        "expires_in was read as a {reading} by its size alone.",
        "Change it with --expires-in lifetime|timestamp|timestamp-ms.",
    ),
    "warn-counts-from-now": Message("The lifetime of this opaque token counts from now."),
    "warn-opaque": Message("The access token is opaque: it carries no claims to show."),
    "warn-alg-none": Message("The token is unsigned (alg none): anybody can write such a token."),
    "warn-exp-text": Message("The exp claim is text, not a number; it was read as {value}."),
    "warn-exp-unreadable": Message("The exp claim cannot be read as a time."),
    "warn-exp-missing": Message("The token carries no exp claim."),
    "warn-no-expiry": Message("Nothing tells when this token expires."),
    "warn-expires-in-unusable": Message("expires_in was {what} and was not used."),
    "warn-expired": Message("The token has expired already."),
    "warn-clock": Message("This computer's clock differs from the server's by {seconds} s."),
    "warn-inactive": Message("The server says that this token is not active any more."),
    "warn-no-refresh-token": Message(
        "There is no refresh token: this token cannot be renewed.",
    ),
    "warn-no-refresh-rule": Message(
        "The profile has no rule to refresh by, so the refresh token is kept but not used.",
        "Give it a token endpoint or a [refresh] table in profiles.toml.",
    ),
    "warn-not-bound": Message(
        "The server gave a plain bearer token, though the profile asks for one bound to a key."
    ),
    "warn-fewer-scopes": Message("The server did not grant {missing}."),
    "warn-elsewhere": Message(
        "The token's aud does not name {resource}, so it may be good at other places too."
    ),
    "warn-other-account": Message("This is another account than before."),
    "warn-jwt-broken": Message("The token looks like a JWT but cannot be decoded: {what}."),
    "warn-too-large": Message("The token is too large to decode ({length} characters)."),
    "warn-unknown-key": Message("{path}: {key} is not known and was not used."),
    "warn-newer-file": Message("{path} was written by a newer version: {key} is not known here."),
}
