"""Text from people: control and bidi characters become visible marks, widths are counted in cells."""

from __future__ import annotations

import re
import unicodedata

_NAMED = {
    0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LS", 0x2029: "PS",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip

HIDDEN = (
    "\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f"
)
"""Inside a character class: what a terminal or a reader must never meet raw."""

_HIDDEN = re.compile(f"[{HIDDEN}]")
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[\x00-\x7f\xb7\u3001\u3002\u4e00-\u9fff]*")
"""What every normal form leaves as it is."""


def _mark(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "␡"
    return f"⟪{_NAMED.get(point, f'U+{point:04X}')}⟫"


def composed(text: str) -> str:
    """`text` in NFC; the tables for it, a megabyte of memory, are not touched for plain Chinese."""
    return text if _PLAIN.fullmatch(text) else unicodedata.normalize("NFC", text)


def compatible(text: str) -> str:
    """`text` in NFKC: one form for full and half width; plain Chinese without the tables, as `composed`."""
    return text if _PLAIN.fullmatch(text) else unicodedata.normalize("NFKC", text)


def clean(text: str, *, lines: bool = False) -> str:
    """`text` in NFC with hidden characters as visible marks.

    Tabs become spaces; line ends stay where `lines` is true and become spaces elsewhere.
    """
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if lines:
        return "\n".join(_HIDDEN.sub(_mark, line) for line in text.split("\n"))
    return _HIDDEN.sub(_mark, text.replace("\n", " "))


def narrow(text: str) -> str:
    """Full-width digits and letters as half-width ones, without white space: for phones, IDs and codes."""
    tight = _SPACES.sub("", compatible(text))
    return compatible(tight)  # where a space went, two characters may become one


def one_line(text: str) -> str:
    """`text` on one line, for lists."""
    return _SPACES.sub(" ", text).strip()
