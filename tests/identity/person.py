"""A person at a browser, played by a script: an HTTP client that fills in what pages ask for.

    BROWSER="python …/person.py --does accept %s"

It signs in, agrees and follows every redirect to its end, as a browser does.
"""

from __future__ import annotations

import argparse
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from http.client import HTTPResponse
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urljoin, urlsplit

NAME = "ada"
PASSWORD = "password"
_MOST_PAGES = 20


class Does(StrEnum):
    """What the person does; `LEAVES` looks at the first page and never comes back."""

    ACCEPTS = "accept"
    REFUSES = "refuse"
    LEAVES = "leave"


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, its fields, its buttons by name and value."""

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """What a person sees of a page."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.text = html
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._button: tuple[str, str] | None = None
        self._link: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag == "input" and self.forms:
            self._input(given)
        elif tag == "button" and self.forms:
            self._button = (given.get("name", ""), given.get("value", ""))
        elif tag == "a":
            self._link = given.get("href", "")

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self.forms[-1].buttons.append((*self._button, data.strip()))
            self._button = None
        if self._link is not None:
            self.links.append((self._link, data.strip()))
            self._link = None

    def _input(self, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if given.get("type") == "submit":
            self.forms[-1].buttons.append((name, value, value))
        elif name:
            self.forms[-1].fields[name] = value


class Person:
    """Has a browser with cookies of its own."""

    def __init__(
        self,
        does: Does = Does.ACCEPTS,
        *,
        name: str = NAME,
        user_code: str = "",
        ca_file: str = "",
    ) -> None:
        self._does = does
        self._name = name
        self._user_code = user_code
        # The servers are on an address without a domain, which the default policy distrusts.
        jar = CookieJar(DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainLiberal))
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca_file or None)),
            urllib.request.HTTPCookieProcessor(jar),
            _Redirects(),
        )

    def walk(self, url: str, stop_at: str = "") -> str:
        """Follow pages from `url`; return the first address that begins with `stop_at`, or the end.

        Raises:
            RuntimeError: the pages do not end.
        """
        request = urllib.request.Request(url)  # noqa: S310  # what a program opened
        for _ in range(_MOST_PAGES):
            url = request.full_url
            if stop_at and url.startswith(stop_at):
                return url
            answer = self._open(request)
            location = answer.headers.get("Location")
            if location is not None and 300 <= answer.status < 400:
                answer.close()
                request = urllib.request.Request(urljoin(url, location))  # noqa: S310
                continue
            following = self._act(Page(url, answer.read().decode()))
            if following is None:
                return url
            request = following
        raise RuntimeError(f"the pages do not end at {urlsplit(url).path}")

    def _open(self, request: urllib.request.Request) -> HTTPResponse:
        try:
            answer = self._opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            return error  # type: ignore[return-value]  # a page that tells what is wrong
        assert isinstance(answer, HTTPResponse)
        return answer

    def _act(self, page: Page) -> urllib.request.Request | None:
        """Return what the page is answered by; None where there is nothing to do."""
        if self._does is Does.LEAVES:
            return None
        form = next((one for one in page.forms if one.method == "post"), None)
        if form is None or (form.fields.get("user_code") == "" and not self._user_code):
            return None
        if self._does is Does.REFUSES and not _asks_who(form):
            return self._refuse(page, form)
        return self._submit(page, form, _agreeing(form))

    def _refuse(self, page: Page, form: Form) -> urllib.request.Request:
        for href, words in page.links:
            if "Cancel" in words:
                return urllib.request.Request(urljoin(page.url, href))  # noqa: S310
        for name, value, words in form.buttons:
            if any(word in words for word in ("Abort", "Deny", "Cancel")):
                return self._submit(page, form, (name, value))
        raise RuntimeError("the page has no way to refuse")

    def _submit(self, page: Page, form: Form, button: tuple[str, str]) -> urllib.request.Request:
        fields = {name: self._filled(name, value) for name, value in form.fields.items()}
        if button[0]:
            fields[button[0]] = button[1]
        url = urljoin(page.url, form.action or page.url)
        headers = {"Referer": page.url}
        return urllib.request.Request(url, urlencode(fields).encode(), headers)  # noqa: S310

    def _filled(self, name: str, value: str) -> str:
        known = {"login": self._name, "username": self._name, "password": PASSWORD}
        return known.get(name) or (self._user_code if name == "user_code" else "") or value


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to the person, who may stop at one."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> None:
        return None


def _asks_who(form: Form) -> bool:
    return "password" in form.fields or "user_code" in form.fields


def _agreeing(form: Form) -> tuple[str, str]:
    """Return the name and value of the button that agrees; the last one where none says so."""
    for name, value, words in form.buttons:
        if name in ("allow",) or words in ("Accept", "Continue", "Sign in", "Sign-in"):
            return name, value
    return ("", "")


def main(words: Sequence[str]) -> int:
    """Play the person for one address; where the walk ended goes into the file `--tells`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--does", type=Does, default=Does.ACCEPTS)
    parser.add_argument("--name", default=NAME)
    parser.add_argument("--tells", type=Path)
    parser.add_argument("--ca-file", default="")
    parser.add_argument("url")
    options = parser.parse_args(words)
    person = Person(options.does, name=options.name, ca_file=options.ca_file)
    end = person.walk(options.url)
    if options.tells is not None:
        options.tells.write_text(urlsplit(end)._replace(query="").geturl())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
