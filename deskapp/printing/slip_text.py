"""A slip as lines of a receipt printer: every character as the printer can set it, and counted as it counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from deskapp.domain.slip import Slip
from deskapp.domain.text import clean, one_line

COLUMNS = {58: 32, 80: 48}
"""Half-width characters of a line, by the width of the roll in millimetres."""

CODEC = "gb18030"

_CONTROLS = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"),
    *(
        "DLE",
        "DC1",
        "DC2",
        "DC3",
        "DC4",
        "NAK",
        "SYN",
        "ETB",
        "CAN",
        "EM",
        "SUB",
        "ESC",
        "FS",
        "GS",
        "RS",
        "US",
    ),
)
_MARKS = str.maketrans(
    {chr(0x2400 + at): f"[{name}]" for at, name in enumerate(_CONTROLS)}
    | {"␡": "[DEL]", "⟪": "《", "⟫": "》"}
)
"""Signs that no receipt printer has, in such as all have."""

_IDEOGRAPHS = range(0x3400, 0xA000)
"""Where four bytes of GB 18030 are a character that printers of this country must have."""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line, and how it is set."""

    text: str
    centred: bool = False
    bold: bool = False
    big: bool = False
    """Twice as wide and high."""


def printable(text: str) -> str:
    """`text` in characters that the printer has: what hides is a visible mark, what is lacking its code point."""
    return "".join(_shown(char) for char in clean(text).translate(_MARKS))


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Zs" and char != "\u3000":
        return " "
    try:
        size = len(char.encode(CODEC))
    except UnicodeEncodeError:
        size = 0
    known = size in (1, 2) or (size == 4 and ord(char) in _IDEOGRAPHS)
    return char if known and kind[0] != "C" else f"[U+{ord(char):04X}]"


def columns_of(text: str) -> int:
    """The half-width characters that a printable text takes."""
    return sum(1 if char.isascii() else 2 for char in text)


def lines_of(slip: Slip, width: int) -> tuple[SlipLine, ...]:
    """The slip for a roll of `width` millimetres."""
    return tuple(_lines(slip, COLUMNS[width]))


def slip_text(slip: Slip, width: int) -> str:
    """The slip as plain text, as it will be seen; big letters stand as others do."""
    columns = COLUMNS[width]
    found = []
    for line in lines_of(slip, width):
        before = (columns - columns_of(line.text)) // 2 if line.centred else 0
        found.append(" " * max(0, before) + line.text)
    return "\n".join(found) + "\n"


def _lines(slip: Slip, columns: int) -> Iterator[SlipLine]:
    for said in (slip.station, slip.room):
        yield from (SlipLine(part, centred=True) for part in _wrapped(printable(one_line(said)), columns))
    for part in _wrapped(printable(slip.title), columns // 2):
        yield SlipLine(part, centred=True, bold=True, big=True)
    if slip.banner:
        yield from (
            SlipLine(part, centred=True, bold=True) for part in _wrapped(printable(slip.banner), columns)
        )
    yield SlipLine("-" * columns)
    wide = max(columns_of(printable(label)) for label, _ in slip.rows)
    for label, value in slip.rows:
        head = printable(label)
        head += " " * (wide - columns_of(head) + 2)
        for at, part in enumerate(_wrapped(printable(one_line(value)), columns - wide - 2)):
            yield SlipLine((head if at == 0 else " " * (wide + 2)) + part, bold=value == slip.number)
    yield SlipLine("-" * columns)
    for note in slip.notes:
        yield from (SlipLine(part) for part in _wrapped(printable(note), columns))
    yield SlipLine("")
    yield from (SlipLine(part) for part in _wrapped(printable(slip.foot), columns))


def _wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of that many columns; a word of Latin letters goes to the next line whole where it fits."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and columns_of(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        for char in piece if columns_of(piece) > columns else (piece,):
            if line and columns_of(line + char) > columns and char.strip():
                lines.append(line.rstrip())
                line = ""
            line += char
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


_NEVER_FIRST = "，。；：、！？）》」』”’】,.;:!?)"


def _pieces(text: str) -> Iterator[str]:
    """What must not be broken: a Latin word with the blank behind it, a character with its closing marks."""
    piece = ""
    for char in text:
        glued = char in _NEVER_FIRST or (
            char.isascii() and piece and piece[-1].isascii() and (char == " " or piece[-1] != " ")
        )
        if piece and not glued:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece
