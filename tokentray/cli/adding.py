"""`add`: a profile found out from an issuer or an API, or described by a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tokentray.cli.command import Parsed, by_name
from tokentray.cli.importing import read_input_file
from tokentray.core.errors import InputError, UsageError
from tokentray.core.plain import plain
from tokentray.core.profile import Endpoints, Grant, Profile, check_name
from tokentray.core.reading import decode_text
from tokentray.core.receivers import receivers, wanted_secrets

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tokentray.cli.context import Context
    from tokentray.service.facade import TokenService
    from tokentray.service.plan import Plan, Wanted

_GRANTS = (Grant.AUTO, Grant.AUTHORIZATION_CODE, Grant.DEVICE_CODE, Grant.CLIENT_CREDENTIALS)
_GRANT_WORDS = ", ".join(_GRANTS)
_GRANT_HELP = "auto, authorization-code, device-code…"
_PARAM_HELP = "one more for the authorization request"
_ENDPOINT_HELP = "one that no metadata names: token, authorization…"
_NOT_WITH_FILE = (
    *("client_id", "client_secret_stdin", "scope", "audience", "resource", "grant"),
    *("redirect_port", "param", "endpoint"),
)

Pair = tuple[str, str]


def _arguments(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter
    from functools import partial

    # Fifteen options: with the usual usage and column they would need a second page.
    parser.usage = "tokentray add NAME --issuer URL | --api URL | --from FILE [OPTION]..."
    parser.formatter_class = partial(RawDescriptionHelpFormatter, max_help_position=26)
    add = parser.add_argument
    add("name", metavar="NAME", help="of the new profile")
    add("--issuer", metavar="URL", help="the authorization server to ask")
    add("--api", metavar="URL", help="the API to ask where its tokens come from")
    add("--from", dest="file", metavar="FILE", help="a body of [profiles.NAME]; - for a pipe")
    add("--client-id", metavar="ID", help="without it a client is registered")
    add("--client-secret-stdin", action="store_true", help="its secret, for the keyring")
    add("--scope", action="append", metavar="S", help="again for another one")
    add("--audience", metavar="A", help="for whom the token shall be good")
    add("--resource", action="append", metavar="R", help="the same by RFC 8707; again for more")
    add("--grant", type=_grant, metavar="G", help=_GRANT_HELP)
    add("--redirect-port", type=_port, metavar="N", help="0: any that is free")
    add("--param", type=_parameter, action="append", metavar="NAME=VALUE", help=_PARAM_HELP)
    add("--endpoint", type=_endpoint, action="append", metavar="NAME=URL", help=_ENDPOINT_HELP)
    add("--replace", action="store_true", help="an existing one; its tokens stay")
    add("--yes", action="store_true", help="do not ask")


def _grant(text: str) -> Grant:
    found = next((grant for grant in _GRANTS if grant.value == text), None)
    if found is None:
        raise UsageError("bad-pair", text=text, form=f"one of {_GRANT_WORDS}")
    return found


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 5 or int(text) > 65_535:
        raise UsageError("bad-pair", text=text, form="a port from 0 to 65535")
    return int(text)


def _parameter(text: str) -> Pair:
    name, sign, value = text.partition("=")
    if not name or not sign:
        raise UsageError("bad-pair", text=text, form="NAME=VALUE")
    return name, value


def _endpoint(text: str) -> Pair:
    name, url = _parameter(text)
    if name not in Endpoints.__slots__:
        known = ", ".join(one.name for one in fields(Endpoints))
        raise UsageError("bad-pair", text=name, form=f"one of {known}")
    return name, url


def _add(options: Namespace, context: Context) -> int:
    name = check_name(options.name)
    if options.file is not None:
        _check_alone(options)
        return _add_file(name, options, context)
    if not options.issuer and not options.api:
        raise UsageError("bad-usage", what="Give --issuer, --api or --from", command="add")
    if options.client_secret_stdin and not options.client_id:
        what = "--client-secret-stdin needs --client-id"
        raise UsageError("bad-usage", what=what, command="add")
    return _add_found(_wanted(name, options, context), options, context)


def _check_alone(options: Namespace) -> None:
    """Refuse options that the file speaks for."""
    for option in ("issuer", "api", *_NOT_WITH_FILE):
        if getattr(options, option):
            what = f"--{option.replace('_', '-')} does not go with --from"
            raise UsageError("bad-usage", what=what, command="add")


# From an issuer or an API


def _wanted(name: str, options: Namespace, context: Context) -> Wanted:
    from tokentray.service.plan import Wanted

    secret = ""
    if options.client_secret_stdin:
        secret = context.terminal.read_secret(f"Client secret of {name} (not shown): ")
        if not secret:
            raise InputError("secret-empty")
    scopes = [word for text in options.scope or () for word in text.split()]
    return Wanted(
        name=name,
        issuer=options.issuer or "",
        api=options.api or "",
        client_id=options.client_id or "",
        client_secret=secret,
        scopes=None if options.scope is None else tuple(scopes),
        audience=options.audience or "",
        resources=tuple(options.resource or ()),
        grant=options.grant or Grant.AUTO,
        redirect_port=options.redirect_port or 0,
        parameters=dict(options.param or ()),
        endpoints=Endpoints(**dict(options.endpoint or ())),
        replace=options.replace,
    )


def _add_found(wanted: Wanted, options: Namespace, context: Context) -> int:
    """Find out, ask where a client has to be registered, and write."""
    from tokentray.service.plan import Missing

    terminal = context.terminal
    plan = context.memory_service().find_out(wanted)
    told: Sequence[str] = plan.sentences
    if plan.missing is Missing.CLIENT_ID and terminal.is_interactive:
        plan, told = _with_client_id(plan, context), ()
    if plan.missing is Missing.REGISTRATION and not options.yes:
        for sentence in told if terminal.is_interactive else ():
            terminal.note(sentence)
        terminal.ask("Register TokenTray there?", yes=False)
        told = ()
    added = _keeper(plan, context).add(plan)
    context.tell_changed(added.profile.name)
    lines = [f"Added {added.profile.name}."]
    lines += [f"  {sentence}" for sentence in (*told, *added.sentences)]
    terminal.say("\n".join((*lines, f"Next: tokentray sign-in {added.profile.name}")))
    return 0


def _with_client_id(plan: Plan, context: Context) -> Plan:
    """Ask the person for the client id that the server does not give."""
    for sentence in plan.sentences:
        context.terminal.note(sentence)
    client_id = context.terminal.ask_for(f"Client id at {plain(plan.profile.issuer)}: ")
    if not client_id:
        return plan
    return context.memory_service().find_out(replace(plan.wanted, client_id=client_id))


def _keeper(plan: Plan, context: Context) -> TokenService:
    """Return the service that keeps what the plan brings: nothing secret needs no keyring."""
    from tokentray.service.plan import Missing

    brings = plan.wanted.client_secret or plan.missing is Missing.REGISTRATION
    return context.service() if brings else context.memory_service()


# From a file


def _add_file(name: str, options: Namespace, context: Context) -> int:
    from tokentray.storage.profiles import parse_fragment

    text = decode_text(read_input_file(options.file, context, "add"))
    source = Path("stdin" if options.file == "-" else options.file)
    profile, _ = parse_fragment(text, name, source)
    hosts = receivers(profile)
    if hosts:
        told = "; ".join(hosts)
        context.terminal.ask(
            f"{name} may send tokens or secrets to {told}. Add it?", yes=options.yes
        )
    profile = context.profiles_file().add_fragment(name, text, source, replace=options.replace)
    context.tell_changed(profile.name)
    context.terminal.say("\n".join(_next_steps(profile, hosts)))
    return 0


def _next_steps(profile: Profile, hosts: tuple[str, ...]) -> Iterator[str]:
    yield f"Added {profile.name}."
    for host in hosts:
        yield f"  tokens or secrets may go to {host}"
    for key in wanted_secrets(profile):
        yield f"  it needs a secret: tokentray secret set {profile.name} {key}"
    if profile.can_sign_in:
        yield f"Next: tokentray sign-in {profile.name}"
    else:
        yield f"Next: tokentray import {profile.name} FILE"


COMMANDS = by_name(
    Parsed(
        "add",
        "Add a profile: an issuer or the API itself is asked for all that is needed, or a file "
        "says it. Before a client is registered, or a file names hosts, you are asked.",
        "tokentray add api --issuer https://id.example --client-id tokentray\n"
        "tokentray add api --api https://api.example/v1\n"
        "tokentray add api --from api.toml",
        _arguments,
        _add,
    ),
)
