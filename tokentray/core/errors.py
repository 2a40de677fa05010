"""All errors of TokenTray: codes with arguments, so that each side words them itself.

    TokenTrayError                  1  unexpected
    ├── UsageError                  2  the command or a name in it is wrong
    ├── AgentError                  1
    │   ├── AgentNotRunning         3
    │   └── ProtocolError           1  the running program is older, newer or not ours
    ├── NoSuchProfile               4
    ├── SignInNeeded                5
    ├── VaultError                  6
    │   ├── VaultLocked             6
    │   ├── VaultUnavailable        6
    │   ├── VaultEntryBroken        6
    │   ├── VaultEntryNewer         9  left as it is
    │   └── VaultConflict           6
    ├── TransportError              7  network or server trouble: try again
    ├── OAuthError                  7  the server spoke RFC 6749 section 5.2
    ├── Denied                      8  by the user or by policy
    └── InputError                  9  a file, a token or a profile is wrong
        ├── ProfileError            9  names line and field
        └── ClientError             9  the server calls the profile wrong

An error holds a code of `core.messages` and its arguments; arguments are foreign text
until they are shown, secrets are never among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tokentray.core.messages import Message, english
from tokentray.core.said import said_from_json, said_to_json


class TokenTrayError(Exception):
    """Base of all: `code` names the sentence, `arguments` fill it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **arguments: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.arguments: Mapping[str, str | int] = arguments

    @property
    def message(self) -> Message:
        """The English sentence and what to do next."""
        return english(self.code, self.arguments)

    @property
    def title(self) -> str:
        """What is wrong, one sentence."""
        return self.message.title

    @property
    def hint(self) -> str:
        """What to do next; may be empty."""
        return self.message.hint

    def __str__(self) -> str:
        return self.title


class UsageError(TokenTrayError):
    """A command, an option or a NAME that cannot be."""

    exit_code = 2


class AgentError(TokenTrayError):
    """The conversation with the running program went wrong."""


class AgentNotRunning(AgentError):
    """Nothing listens on the socket."""

    exit_code = 3


class ProtocolError(AgentError):
    """What listens speaks another version, or is not ours."""


class NoSuchProfile(TokenTrayError):
    """No profile has this NAME."""

    exit_code = 4


class SignInNeeded(TokenTrayError):
    """Only a person can get the next token."""

    exit_code = 5


_BY_SIGN_IN: Mapping[str, str] = {
    "empty": "signed-out",
    "sign-in-needed": "sign-in-again",
    "expired-for-good": "expired-sign-in",
    "no-refresh-token": "no-refresh-token-sign-in",
}


def person_needed(code: str, *, can_sign_in: bool, **arguments: str | int) -> SignInNeeded:
    """Return the error whose next step fits the profile: sign in, or import."""
    return SignInNeeded(_BY_SIGN_IN[code] if can_sign_in else code, **arguments)


class VaultError(TokenTrayError):
    """The keyring did not do what was asked."""

    exit_code = 6


class VaultLocked(VaultError):
    """The keyring is locked, and nobody is there to unlock it."""


class VaultUnavailable(VaultError):
    """There is no keyring that can be trusted, or it does not answer."""


class VaultEntryBroken(VaultError):
    """What is kept for a profile cannot be read; an import replaces it."""


class VaultEntryNewer(VaultError):
    """A newer version wrote what is kept for a profile; it is neither read nor replaced."""

    exit_code = 9


class VaultConflict(VaultError):
    """Somebody wrote the entry meanwhile; nothing was overwritten."""


class TransportError(TokenTrayError):
    """The network, or something between us and the server, is in the way: try again.

    `retry_after` is in seconds where the server named it; `sent` tells that the request
    left and its answer was lost, so that the server may have acted on it.
    """

    exit_code = 7

    def __init__(
        self,
        code: str,
        /,
        *,
        retry_after: float | None = None,
        sent: bool = False,
        **arguments: str | int,
    ) -> None:
        super().__init__(code, **arguments)
        self.retry_after = retry_after
        self.sent = sent


class OAuthError(TokenTrayError):
    """An error answer of RFC 6749 section 5.2; `error` is the server's own word."""

    exit_code = 7

    @property
    def error(self) -> str:
        """The `error` field of the answer."""
        return str(self.arguments.get("error", ""))


class Denied(TokenTrayError):
    """A person or a policy said no."""

    exit_code = 8


class InputError(TokenTrayError):
    """What the user gave cannot be used; nothing was changed."""

    exit_code = 9


class ProfileError(InputError):
    """A profile is out of use; `line` (from 1, or 0) and `field` say where."""


class ClientError(InputError):
    """The server calls the profile wrong: `invalid_client`, `invalid_scope` and the like."""


_BY_NAME: Mapping[str, type[TokenTrayError]] = {
    kind.__name__: kind
    for kind in (
        TokenTrayError,
        UsageError,
        AgentError,
        AgentNotRunning,
        ProtocolError,
        NoSuchProfile,
        SignInNeeded,
        VaultError,
        VaultLocked,
        VaultUnavailable,
        VaultEntryBroken,
        VaultEntryNewer,
        VaultConflict,
        TransportError,
        OAuthError,
        Denied,
        InputError,
        ProfileError,
        ClientError,
    )
}


def error_to_dict(error: TokenTrayError) -> dict[str, Any]:
    """Return what crosses a pipe: `{"kind", "code", "arguments"[, "retry_after"]}`."""
    data: dict[str, Any] = {
        "kind": type(error).__name__,
        "code": error.code,
        "arguments": {key: said_to_json(value) for key, value in error.arguments.items()},
    }
    if isinstance(error, TransportError) and error.retry_after is not None:
        data["retry_after"] = error.retry_after
    return data


def error_from_dict(data: Mapping[str, Any]) -> TokenTrayError:
    """Rebuild the error that `error_to_dict` wrote; an unknown kind is the base class."""
    kind = _BY_NAME.get(str(data.get("kind")), TokenTrayError)
    code, told = str(data.get("code")), data.get("arguments", {})
    arguments = {key: said_from_json(value) for key, value in told.items()}
    if issubclass(kind, TransportError):
        return kind(code, retry_after=data.get("retry_after"), **arguments)
    return kind(code, **arguments)
