"""A QR picture of an address, for the window and for the terminal."""

from __future__ import annotations

import segno


def picture_of(text: str) -> tuple[str, ...]:
    """Return the rows of a QR code, "1" for a dark module, without its quiet border."""
    code = segno.make_qr(text, error="m", boost_error=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)
