"""The only HTTP of the program: one request, one answer, a total deadline and a size cap.

Redirects are never followed, compression is not asked for, `.netrc` is not read, and TLS is
verified against the store of the operating system or the profile's own authority.
"""

from __future__ import annotations

import queue
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import httpx2
import truststore

from tokentray.core.errors import InputError, TransportError
from tokentray.core.jobs import ANSWER_BYTES, CONNECT_SECONDS
from tokentray.core.said import say
from tokentray.core.urls import Reach, host_of, is_loopback, reaches_of
from tokentray.oauth.client_certificate import load_client_certificate

if TYPE_CHECKING:
    from httpcore2 import NetworkStream

_REFUSED = "_ALERT_"
"""In the reason of an alert that the server sent (RFC 8446 section 6)."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; the body and the headers may hold secrets.

    `certificate` is a client certificate with its private key (PEM, RFC 8705), or empty. A
    connection to an address that is less public than `reach` is closed before anything is sent.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    ca_file: str = ""
    certificate: str = field(default="", repr=False)
    reach: Reach = Reach.LOOPBACK

    @property
    def host(self) -> str:
        """Host and port as people know them."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer; header names in lower case, `date` in POSIX seconds or None."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def date(self) -> float | None:
        """The server's clock (RFC 9110 section 6.6.1)."""
        return parse_http_date(self.headers.get("date", ""))

    @property
    def is_html(self) -> bool:
        """Whether this is a page for people: a portal or a proxy speaks."""
        return "html" in self.headers.get("content-type", "").lower()


class Transport(Protocol):
    """Sends one request within `seconds`; `on_sent` is called before its first byte leaves."""

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Answer:
        """Return the answer.

        Raises:
            TransportError: no whole answer came; `sent` tells whether the request left.
        """
        ...


def parse_http_date(text: str) -> float | None:
    """Return POSIX seconds of an HTTP-date (RFC 9110 section 5.6.7), None for anything else."""
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


class HttpTransport:
    """Sends by httpx2, each request in a thread of its own.

    The library's time-outs are per read, so an endpoint that drips a byte a second would hold
    the profile's lock for hours, and a name look-up has none at all: at the deadline the thread
    is left behind and its connection closed.
    """

    def send(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> Answer:
        """See `Transport.send`."""
        exchange = _Exchange(request, seconds, on_sent)
        threading.Thread(target=exchange.run, name="http", daemon=True).start()
        return exchange.wait()


class _Exchange:
    """One request on its way; made in one thread, run in another."""

    def __init__(self, request: Request, seconds: float, on_sent: Callable[[], None]) -> None:
        self._request = request
        self._seconds = seconds
        self._on_sent = on_sent
        self._sent = False
        self._given_up = threading.Event()
        self._outcome: queue.SimpleQueue[Answer | TransportError | InputError] = queue.SimpleQueue()
        self._client: httpx2.Client | None = None
        self._is_direct = False
        self._proxy = ""

    def run(self) -> None:
        """Send and read; the outcome is always put, whatever happens."""
        try:
            self._outcome.put(self._exchange())
        except (TransportError, InputError) as error:
            self._outcome.put(error)
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            httpx2.StreamError,
            OSError,
        ) as error:
            self._outcome.put(self._translate(error))
        except (RuntimeError, ValueError, AttributeError) as error:
            # The client was closed under its own thread at the deadline, or a reply is nonsense.
            self._outcome.put(self._error("bad-answer", what=type(error).__name__))

    def wait(self) -> Answer:
        """Return the answer or raise at the deadline."""
        try:
            outcome = self._outcome.get(timeout=self._seconds)
        except queue.Empty:
            self._given_up.set()
            if self._client is not None:
                self._client.close()
            raise self._error("timed-out", seconds=round(self._seconds)) from None
        if isinstance(outcome, Answer):
            return outcome
        raise outcome

    def _exchange(self) -> Answer:
        request = self._request
        timeout = httpx2.Timeout(self._seconds, connect=min(CONNECT_SECONDS, self._seconds))
        headers = {
            "Accept": "application/json",
            **request.headers,
            "Accept-Encoding": "identity",
        }
        with self._new_client(timeout) as client:
            self._client = client
            with client.stream(
                request.method,
                request.url,
                headers=headers,
                content=request.body,
                extensions={"trace": self._trace},
            ) as response:
                return self._read(response)

    def _new_client(self, timeout: httpx2.Timeout) -> httpx2.Client:
        """Return a client that goes by the proxies of the environment and the system.

        What goes to this computer itself is sent in the clear, and must not leave it.
        """
        context, url = _tls_context(self._request), urlsplit(self._request.url)
        stays_here = url.scheme == "http" and is_loopback(url.hostname or "")
        try:
            return httpx2.Client(
                verify=context,
                timeout=timeout,
                follow_redirects=False,
                trust_env=not stays_here,
            )
        except (ImportError, ValueError, httpx2.InvalidURL):
            what = say("only http and https proxies are supported")
            raise self._error("proxy", what=what) from None

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            # A proxy has an address of its own, and looks the name up itself.
            self._is_direct = info["host"] == host_of(self._request.url)
            self._proxy = self._proxy_of(info["host"], info["port"])
        elif event == "connection.connect_tcp.complete":
            self._proxy = ""
            if self._is_direct:
                self._check_peer(info["return_value"])
        if not event.endswith("send_request_headers.started") or self._sent:
            return
        if info["request"].method == b"CONNECT":
            # A proxy is asked for a tunnel; nothing of the request itself is in that.
            return
        if self._given_up.is_set():
            raise self._error("timed-out", seconds=round(self._seconds))
        self._sent = True
        self._on_sent()

    def _proxy_of(self, host: str, port: int) -> str:
        """Return the proxy that is being connected to, empty where it is the server itself."""
        url = urlsplit(self._request.url)
        usual = 443 if url.scheme == "https" else 80
        is_server = (host, port) == (host_of(self._request.url), url.port or usual)
        return "" if is_server else f"{host}:{port}"

    def _check_peer(self, stream: NetworkStream) -> None:
        """Refuse an address that is less public than asked for, whatever the name led to before."""
        peer = stream.get_extra_info("server_addr")
        if any(reach < self._request.reach for reach in reaches_of(peer[:1])):
            # The library does not know the stream yet, and would leave it open.
            stream.close()
            raise self._error("address-not-public")

    def _read(self, response: httpx2.Response) -> Answer:
        encoding = response.headers.get("content-encoding", "identity").lower()
        if encoding != "identity":
            raise self._error("bad-answer", what=say("it is compressed, which was not asked for"))
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > ANSWER_BYTES:
                raise self._error("answer-too-long", limit=ANSWER_BYTES)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body))

    def _translate(self, error: Exception) -> TransportError:
        """Name the trouble without the library's exception, which holds the request."""
        if self._proxy:
            return self._error("proxy-unreachable", proxy=self._proxy)
        if isinstance(error, httpx2.TimeoutException):
            return self._error("timed-out", seconds=round(self._seconds))
        if isinstance(error, httpx2.ProxyError):
            return self._error("proxy", what=str(error) or say("it refused the connection"))
        cause = _root_cause(error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return self._error("tls", what=cause.verify_message or say("it is not trusted"))
        if isinstance(cause, ssl.SSLError):
            return self._tls_failed(cause.reason or "handshake failed")
        if type(cause).__name__ == "gaierror" or "getaddrinfo" in str(cause):
            return self._error("dns")
        if self._sent:
            return self._error("reply-lost")
        return self._error("offline")

    def _tls_failed(self, reason: str) -> TransportError:
        """Tell a talk that never began from an answer that was cut off."""
        if self._sent and _REFUSED not in reason:
            return self._error("reply-lost")
        # TLS 1.3 lets a client send before the server has looked at its certificate (RFC 8446
        # section 4.4.2): what was sent is thrown away unread.
        self._sent = False
        return self._error("tls-failed", what=reason.lower().replace("_", " "))

    def _error(
        self, code: str, *, what: str = "", seconds: int = 0, limit: int = 0, proxy: str = ""
    ) -> TransportError:
        return TransportError(
            code,
            sent=self._sent,
            host=self._request.host,
            what=what,
            seconds=seconds,
            limit=limit,
            proxy=proxy,
        )


def _root_cause(error: BaseException) -> BaseException:
    cause = error
    while (deeper := cause.__cause__ or cause.__context__) is not None:
        cause = deeper
    return cause


def _tls_context(request: Request) -> ssl.SSLContext:
    """Return a context that verifies: the OS store, or the profile's own authority alone.

    Raises:
        InputError: the authority's file or the client's certificate cannot be used.
    """
    context = _verifying_context(request.ca_file)
    if request.certificate:
        load_client_certificate(context, request.certificate)
    return context


def _verifying_context(ca_file: str) -> ssl.SSLContext:
    if not ca_file:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise InputError("input-unreadable", path=ca_file, what=say("not a PEM file")) from error
