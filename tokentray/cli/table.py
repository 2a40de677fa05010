"""All commands with a line about each, and the module that does it."""

from __future__ import annotations

from collections.abc import Mapping

_GROUPS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "Tokens": (
        ("token NAME", "tokens", "print the access token, renewed if need be"),
        ("copy NAME", "tokens", "put it on the clipboard"),
        ("exec NAME -- CMD…", "executing", "run a program with it in its environment"),
        ("credential kubectl|git NAME", "credential", "answer kubectl, or git"),
        ("refresh NAME", "tokens", "renew it"),
        ("list", "listing", "all profiles: state, time left, expiry"),
        ("show NAME", "listing", "what is in the token"),
        ("history NAME", "history", "what happened to it, newest first"),
    ),
    "Profiles": (
        ("sign-in NAME", "signing", "get the first token"),
        ("import NAME [FILE]", "importing", "store a token response or a JWT"),
        ("add NAME --issuer|--api URL", "adding", "a profile, from a server or an API"),
        ("sign-out NAME", "sign_out", "revoke the tokens and forget them"),
        ("secret set|list|remove NAME", "secret", "a profile's own secrets, in the keyring"),
        ("rename OLD NEW", "profiles", "call it otherwise; all that is held stays"),
        ("remove NAME", "profiles", "a profile and all that is held for it"),
    ),
    "Program": (
        ("run", "running", "start it without the window"),
        ("demo", "demo", "see all of it at work, with no account"),
        ("status", "program", "what runs"),
        ("autostart enable|disable|status", "autostart", "start it with the desktop"),
        ("completion bash|zsh|fish", "completion", "let a shell complete all this"),
        ("watch [NAME]", "watching", "a line for every change of state"),
        ("pause [NAME]", "program", "stop refreshing"),
        ("resume [NAME]", "program", "go on refreshing"),
        ("lock", "program", "hand nothing out, hide what is in tokens"),
        ("unlock", "program", "hand out again"),
        ("doctor [NAME]", "doctor", "what is wrong, and what to do; why 401?"),
        ("quit", "program", "end it"),
    ),
}

MODULES: Mapping[str, str] = {
    usage.partition(" ")[0]: module for rows in _GROUPS.values() for usage, module, _ in rows
}
"""The module of `tokentray.cli` that holds each command, by the command's word."""

ABOUT: Mapping[str, str] = {
    usage.partition(" ")[0]: about for rows in _GROUPS.values() for usage, _, about in rows
}
"""The line about each command, by the command's word."""


def overview() -> str:
    """Return the text of `tokentray --help`."""
    width = max(len(usage) for rows in _GROUPS.values() for usage, _, _ in rows)
    lines = [
        "Usage: tokentray [COMMAND …]",
        "Keeps the bearer tokens of your APIs fresh and hands them over. Without a",
        "command the program is started, or raised where it runs already.",
    ]
    for title, rows in _GROUPS.items():
        lines += ["", f"{title}:"]
        lines += [f"  {usage:<{width}}  {about}" for usage, _, about in rows]
    lines += [
        "",
        "`tokentray COMMAND --help` says more; `tokentray --version` tells the version.",
        "Example:",
        "  curl -H @<(tokentray token api --format header) https://api.example/me",
    ]
    return "\n".join(lines)
