"""The X11 clipboard seen by a client of its own, through libxcb, without Qt."""

from __future__ import annotations

import ctypes
import select
import time
from collections.abc import Callable

_PROPERTY_NOTIFY_MASK = 1 << 22
_INPUT_ONLY = 2
_EVENT_MASK = 1 << 11
_ANY = 0
_SELECTION_CLEAR, _SELECTION_REQUEST, _SELECTION_NOTIFY = 29, 30, 31
_ATOM = 4
_READ_SECONDS = 1.0
_LONGS = 1 << 18


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class _AtomReply(ctypes.Structure):
    _fields_ = (
        ("head", ctypes.c_uint32),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


class _PropertyReply(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("format", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("bytes_after", ctypes.c_uint32),
        ("value_len", ctypes.c_uint32),
    )


class _Event(ctypes.Structure):
    """SelectionNotify has `property` where SelectionRequest has `target`, see `_request`."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("words", ctypes.c_uint32 * 7),
    )


class X11Clipboard:
    """One connection to the X server with one invisible window.

    Raises:
        OSError: there is no libxcb, or the display cannot be opened.
    """

    def __init__(self) -> None:
        self._xcb = _library()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        self._connection = self._xcb.xcb_connect(None, None)
        if self._xcb.xcb_connection_has_error(self._connection):
            raise OSError("the display cannot be opened")
        self._window = self._make_window()
        self._clipboard = self._atom("CLIPBOARD")
        self._text = self._atom("UTF8_STRING")
        self._targets = self._atom("TARGETS")
        self._property = self._atom("TOKENTRAY_GUARD")

    def read(self) -> bytes | None:
        """Return the text that a paste would give now, None where there is none."""
        xcb = self._xcb
        xcb.xcb_convert_selection(
            self._connection,
            self._window,
            self._clipboard,
            self._text,
            self._property,
            0,
        )
        event = self._wait_for(lambda found: found == _SELECTION_NOTIFY, _READ_SECONDS)
        if event is None or event.words[4] == 0:
            return None
        return self._take_property()

    def clear(self) -> None:
        """Leave the clipboard without an owner."""
        self._own(0)

    def overwrite(self, text: bytes, seconds: float) -> None:
        """Own the clipboard with `text` until somebody takes it over, `seconds` at most."""
        self._own(self._window)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            event = self._wait_for(
                lambda found: found in (_SELECTION_CLEAR, _SELECTION_REQUEST), left
            )
            if event is None or event.response_type & 0x7F == _SELECTION_CLEAR:
                return
            self._answer(event, text)

    def place(self, text: bytes) -> None:
        """Do nothing: under X11 Qt needs no help to own the clipboard."""

    def _own(self, window: int) -> None:
        self._xcb.xcb_set_selection_owner(self._connection, window, self._clipboard, 0)
        self._xcb.xcb_flush(self._connection)

    def _answer(self, request: _Event, text: bytes) -> None:
        """Answer a SelectionRequest; words: time, owner, requestor, selection, target, property."""
        when, _, requestor, selection, target, wanted, _ = request.words
        place = wanted or target
        given = place
        if target == self._targets:
            atoms = (ctypes.c_uint32 * 2)(self._targets, self._text)
            self._set_property(requestor, place, _ATOM, 32, 2, atoms)
        elif target == self._text:
            self._set_property(requestor, place, self._text, 8, len(text), text)
        else:
            given = 0
        reply = _Event(response_type=_SELECTION_NOTIFY)
        reply.words = (when, requestor, selection, target, given, 0, 0)
        self._xcb.xcb_send_event(self._connection, 0, requestor, 0, ctypes.byref(reply))
        self._xcb.xcb_flush(self._connection)

    def _set_property(
        self,
        window: int,
        place: int,
        kind: int,
        width: int,
        count: int,
        data: bytes | ctypes.Array[ctypes.c_uint32],
    ) -> None:
        self._xcb.xcb_change_property(self._connection, 0, window, place, kind, width, count, data)

    def _take_property(self) -> bytes | None:
        cookie = self._xcb.xcb_get_property(
            self._connection, 1, self._window, self._property, _ANY, 0, _LONGS
        )
        reply = self._xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not reply:
            return None
        try:
            if reply.contents.type != self._text or reply.contents.format != 8:
                return None
            start = self._xcb.xcb_get_property_value(reply)
            return ctypes.string_at(start, reply.contents.value_len)
        finally:
            self._free(reply)

    def _wait_for(self, is_wanted: Callable[[int], bool], seconds: float) -> _Event | None:
        self._xcb.xcb_flush(self._connection)
        end = time.monotonic() + seconds
        descriptor = self._xcb.xcb_get_file_descriptor(self._connection)
        while True:
            event = self._next_event()
            if event is not None and is_wanted(event.response_type & 0x7F):
                return event
            left = end - time.monotonic()
            if self._xcb.xcb_connection_has_error(self._connection) or left <= 0:
                return None
            if event is None:
                select.select([descriptor], [], [], left)

    def _next_event(self) -> _Event | None:
        found = self._xcb.xcb_poll_for_event(self._connection)
        if not found:
            return None
        event = _Event.from_buffer_copy(found.contents)
        self._free(found)
        return event

    def _make_window(self) -> int:
        xcb = self._xcb
        screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(self._connection))
        window: int = xcb.xcb_generate_id(self._connection)
        mask = (ctypes.c_uint32 * 1)(_PROPERTY_NOTIFY_MASK)
        xcb.xcb_create_window(
            self._connection,
            0,
            window,
            screens.data[0],
            *(0, 0, 1, 1, 0),
            _INPUT_ONLY,
            0,
            _EVENT_MASK,
            mask,
        )
        return window

    def _atom(self, name: str) -> int:
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode("ascii"))
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            raise OSError("the display does not answer")
        atom: int = reply.contents.atom
        self._free(reply)
        return atom


def _library() -> ctypes.CDLL:
    """Load libxcb and tell ctypes its functions."""
    xcb = ctypes.CDLL("libxcb.so.1")
    pointer, u8, u16, u32 = (
        ctypes.c_void_p,
        ctypes.c_uint8,
        ctypes.c_uint16,
        ctypes.c_uint32,
    )
    i16, text = ctypes.c_int16, ctypes.c_char_p
    signatures: dict[str, tuple[type | None, tuple[type, ...]]] = {
        "xcb_connect": (pointer, (text, pointer)),
        "xcb_connection_has_error": (ctypes.c_int, (pointer,)),
        "xcb_get_setup": (pointer, (pointer,)),
        "xcb_setup_roots_iterator": (_Screens, (pointer,)),
        "xcb_generate_id": (u32, (pointer,)),
        "xcb_create_window": (
            _Cookie,
            (pointer, u8, u32, u32, i16, i16, u16, u16, u16, u16, u32, u32, pointer),
        ),
        "xcb_intern_atom": (_Cookie, (pointer, u8, u16, text)),
        "xcb_intern_atom_reply": (
            ctypes.POINTER(_AtomReply),
            (pointer, _Cookie, pointer),
        ),
        "xcb_convert_selection": (_Cookie, (pointer, u32, u32, u32, u32, u32)),
        "xcb_set_selection_owner": (_Cookie, (pointer, u32, u32, u32)),
        "xcb_get_property": (_Cookie, (pointer, u8, u32, u32, u32, u32, u32)),
        "xcb_get_property_reply": (
            ctypes.POINTER(_PropertyReply),
            (pointer, _Cookie, pointer),
        ),
        "xcb_get_property_value": (pointer, (ctypes.POINTER(_PropertyReply),)),
        "xcb_change_property": (
            _Cookie,
            (pointer, u8, u32, u32, u32, u8, u32, pointer),
        ),
        "xcb_send_event": (_Cookie, (pointer, u8, u32, u32, pointer)),
        "xcb_flush": (ctypes.c_int, (pointer,)),
        "xcb_get_file_descriptor": (ctypes.c_int, (pointer,)),
        "xcb_poll_for_event": (ctypes.POINTER(_Event), (pointer,)),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb
