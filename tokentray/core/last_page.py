"""What the pages say that a browser shows at the end of a sign-in, in whichever language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tokentray.core.said import Said, say


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language (a tag of BCP 47), and what English texts are in it; the others stay English."""

    language: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """Return a text in this language."""
        return self.texts.get(text, text)


class PageText(Enum):
    """A title, and what to know or to do; each page of `oauth.pages` has one of its name."""

    SIGNED_IN = (
        say("You are signed in"),
        say("TokenTray has the tokens. You can close this page."),
    )
    FAILED = (
        say("The sign-in did not work"),
        say("TokenTray says why, and nothing was changed. You can close this page."),
    )
    REFUSED = (
        say("The sign-in was refused"),
        say("Nothing was changed. You can close this page."),
    )
    NOT_EXPECTED = (
        say("This is not the page that was expected"),
        say("TokenTray is waiting for another answer. Go back to the sign-in, or begin it again."),
    )
    NOT_HERE = (say("There is nothing here"), say("This address is for a sign-in only."))
    NOT_YET = (say("Not ahead of time"), say("Open this page to come back from a sign-in."))
    NOT_SO = (say("Not in this way"), say("This address can only be opened."))
    WRONG_HOST = (say("Not this way"), say("This address is for a sign-in only."))


def all_texts() -> Iterator[Said]:
    """Yield every text of a page."""
    for page in PageText:
        yield from page.value
