"""One client of the socket: its lines in, its answers out, in order, within limits."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tokentray.agent.peer import Caller
from tokentray.agent.requests import Answer, Requests
from tokentray.agent.stream import Stream
from tokentray.core import wire
from tokentray.core.errors import InputError, TokenTrayError
from tokentray.core.said import say

logger = logging.getLogger(__name__)

_FAREWELL_MS = 2_000
"""A client that was told off gets so long to read why."""


class Conversation(QObject):
    """Reads a line, has it answered, writes the answer, and only then reads the next.

    What a client sends meanwhile stays in the kernel, so that nobody fills our memory. After
    `watch` it only listens: it is dropped when it says more, or leaves too much unread.

    Signals:
        ended(): it is gone.
    """

    ended = Signal()

    def __init__(self, stream: Stream, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stream = stream
        self._requests = requests
        self._caller = Caller(stream.descriptor)
        self._buffer = bytearray()
        self._is_working = False
        self._watch: int | None = None
        self._is_over = False
        self._has_ended = False
        self.last_used = time.monotonic()
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self.drop)
        stream.setParent(self)
        stream.readable.connect(self.read)
        stream.written.connect(self.on_stream_written)
        stream.ended.connect(self.on_stream_ended)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked at the moment."""
        return not self._is_working

    @Slot()
    def drop(self) -> None:
        """Close at once."""
        self._stream.drop()
        self.on_stream_ended()

    @Slot()
    def on_stream_ended(self) -> None:
        self._deadline.stop()
        self._is_over = True
        if self._watch is not None:
            self._requests.watching.leave(self._watch)
        if not self._has_ended:
            self._has_ended = True
            self._requests.leave(self._caller)
            self.ended.emit()

    @Slot()
    def on_stream_written(self) -> None:
        """The client reads its answers: go on with its next line."""
        self.read()

    @Slot()
    def read(self) -> None:
        """Take in what has come, unless an answer is not made or not read yet."""
        if self._watch is not None and self._stream.unread:
            self.drop()
        if self._is_over or self._is_working or self._stream.unsent:
            return
        if b"\n" not in self._buffer:
            self._buffer += self._stream.read()
        line, end, rest = self._buffer.partition(b"\n")
        if len(line) > wire.MAX_REQUEST:
            self._refuse_length()
        elif end:
            self._buffer = rest
            self._deadline.stop()
            self._work(bytes(line))
        else:
            self._await_the_rest()

    def _await_the_rest(self) -> None:
        """A line once begun has to end soon."""
        if not self._buffer:
            self._deadline.stop()
        elif not self._deadline.isActive():
            self._deadline.start(int(wire.LINE_SECONDS * 1000))

    def _refuse_length(self) -> None:
        self._is_over = True
        limit = say("it is longer than {limit} bytes", limit=wire.MAX_REQUEST)
        self._stream.write(wire.write_error(None, InputError("bad-request", what=limit)))
        self._deadline.start(_FAREWELL_MS)
        self._stream.finish()

    def _work(self, line: bytes) -> None:
        self._is_working = True
        self.last_used = time.monotonic()
        try:
            request_id, op, fields = wire.read_request(line)
        except TokenTrayError as error:
            self._say(wire.write_error(wire.request_id_of(line), error))
        else:
            if op == "watch":
                self._begin_watch(request_id, fields)
            else:
                answered = partial(self._on_answered, request_id)
                self._requests.answer(op, fields, answered, self._caller)

    def _begin_watch(self, request_id: object, fields: Mapping[str, Any]) -> None:
        """Tell the present state and stay; a client that watches is never done."""
        try:
            head = wire.head_of(request_id)
            self._watch = self._requests.watch(fields, head, self._tell_news)
        except TokenTrayError as error:
            self._say(wire.write_error(request_id, error))

    def _tell_news(self, lines: bytes) -> None:
        if not lines or self._is_over:
            return
        self._stream.write(lines)
        if self._stream.unsent > wire.MAX_BACKLOG:
            logger.warning("a watcher that does not read was dropped")
            # Not from here: whoever tells it is in the midst of telling all.
            QTimer.singleShot(0, self, self.drop)

    def _on_answered(self, request_id: object, answer: Answer) -> None:
        if isinstance(answer, TokenTrayError):
            self._say(wire.write_error(request_id, answer))
        else:
            self._say(wire.write_answer(request_id, answer))

    def _say(self, line: bytes) -> None:
        if not self._is_over:
            self._stream.write(line)
        self._is_working = False
        if not self._is_over:
            # Not from here: a thousand lines at once must not be a thousand calls deep.
            QTimer.singleShot(0, self, self.read)
