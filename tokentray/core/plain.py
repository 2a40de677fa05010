"""Foreign text made safe to show: claims, server messages and names as plain words."""

from __future__ import annotations

LIMIT = 200
_ELLIPSIS = "…"
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str, limit: int = LIMIT) -> str:
    r"""Return one line of at most `limit` characters without control or bidi characters.

    Control, escape, format (bidi) and line-end characters and lone surrogates are
    written as `\x1b` or `\u202e`; what is cut off is replaced by an ellipsis.
    """
    start = text[: limit + 1]
    # Nearly all text is harmless as it is, and a token may hold thousands of values.
    escaped = start if start.isprintable() else "".join(map(_escape, start))
    return escaped if len(escaped) <= limit else escaped[: limit - 1] + _ELLIPSIS


def quoted(text: str, limit: int = LIMIT) -> str:
    """Return foreign text as `plain` does, in quotation marks, for use inside a sentence."""
    return f'"{plain(text, limit)}"'


def _escape(character: str) -> str:
    # Imported here: it is large, and hardly any text needs it.
    import unicodedata

    if unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
