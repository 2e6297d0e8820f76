"""A slip as bytes of ESC/POS, the few that every receipt printer of this country knows, with Chinese in GB 18030."""

from __future__ import annotations

from deskapp.domain.slip import Slip
from deskapp.printing.slip_text import CODEC, lines_of

_BEGIN = b"\x1b@\x1c&"
"""Forget what was set before; Chinese characters are two bytes from here on."""
_END = b"\x1bd\x03\x1dVB\x00"
"""Three lines of paper, then the cut, where there is a knife."""


def as_bytes(slip: Slip, width: int) -> bytes:
    """What the printer gets, for a roll of `width` millimetres.

    Commands come from here alone: a text from people has no byte below the blank once it is printable, for none of
    GB 18030's later bytes is a control byte.
    """
    found = bytearray(_BEGIN)
    for line in lines_of(slip, width):
        found += b"\x1ba" + bytes([line.centred]) + b"\x1bE" + bytes([line.bold])
        found += b"\x1d!" + (b"\x11" if line.big else b"\x00")
        found += line.text.encode(CODEC) + b"\n"
    return bytes(found + _END)
