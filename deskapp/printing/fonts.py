"""Which characters the fonts at hand can print."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of one font, as ranges in ascending order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, point: int) -> bool:
        at = bisect_right(self.starts, point) - 1
        return at >= 0 and point <= self.ends[at]


NOTHING = Coverage((), ())


def shipped() -> tuple[Path, ...]:
    """The font files that come with the installation: a serif for the text, a sans for the heads."""
    import pylopdf_fonts_zh_cn as fonts

    return fonts.serif_path(), fonts.sans_path()


def coverage(path: Path) -> Coverage:
    """The characters that the font file `path` has glyphs for, read from its character map.

    Only the full Unicode map (format 12) is read; a font without one covers `NOTHING` here, and what is not
    covered here is asked of the typesetter itself.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        table = _table(data, b"cmap")
        if table is None:
            return NOTHING
        (count,) = struct.unpack_from(">H", data, table + 2)
        for index in range(count):
            _, _, offset = struct.unpack_from(">HHL", data, table + 4 + 8 * index)
            at = table + offset
            if struct.unpack_from(">H", data, at) == (12,):
                return _groups(data, at)
    return NOTHING


def _table(data: mmap.mmap, name: bytes) -> int | None:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == name:
            return int(offset)
    return None


def _groups(data: mmap.mmap, at: int) -> Coverage:
    (count,) = struct.unpack_from(">L", data, at + 12)
    numbers = struct.unpack_from(f">{3 * count}L", data, at + 16)
    return Coverage(numbers[0::3], numbers[1::3])


def lacking(text: Iterable[str], covered: Iterable[Coverage]) -> set[str]:
    """The characters of `text` that none of the fonts has."""
    fonts = tuple(covered)
    return {c for c in set(text) if not any(ord(c) in font for font in fonts)}
