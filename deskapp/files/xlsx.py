"""Reading the cells of an Excel file row by row: texts, numbers and dates, and nothing of how they look."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import BadZipFile, ZipFile

LARGEST = 400_000_000
"""Bytes that one part of a file may unfold to: no table is as large, and a trap is larger."""

WIDEST = 16_384
"""Columns of a sheet; the desk reads fewer, see `guard`."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = "/worksheet"
_PLAIN = frozenset({0, 49})
"""Formats of numbers as they are, and of texts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that people see."""

    title: str
    part: str


def rows_of(data: bytes, titles: Collection[str] = ()) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of the sheet with one of `titles`, else of the first one that has any, by the numbers that they show.

    Raises BadZipFile, KeyError, ValueError or ParseError for what is no such file.
    """
    with ZipFile(io.BytesIO(data)) as book:
        reader = _Book(book)
        sheets = reader.sheets()
        wanted = [sheet for sheet in sheets if sheet.title in titles]
        for sheet in wanted or sheets:
            filled = False
            for at, row in reader.rows(sheet):
                filled = filled or any(cell not in (None, "") for cell in row)
                yield at, row
            if filled:
                return


@dataclass
class _Book:
    """The parts of a file that tell what its cells mean."""

    book: ZipFile
    strings: list[str] = field(default_factory=list)
    dates: frozenset[str] = frozenset()
    """The styles in which a number is a date."""
    spans: frozenset[str] = frozenset()
    """The styles in which it is a span of time."""
    epoch: datetime | None = None

    def sheets(self) -> list[Sheet]:
        """The sheets that people see, in their order."""
        found, parts = [], self._relations("xl/workbook.xml")
        for _, one in self._elements("xl/workbook.xml"):
            name = _name(one)
            if name == "workbookPr" and one.get("date1904") in ("1", "true"):
                from openpyxl.utils.datetime import MAC_EPOCH

                self.epoch = MAC_EPOCH
            elif name == "sheet" and one.get("state", "visible") == "visible":
                part = parts.get(one.get(_RELATION, ""), "")
                if part:
                    found.append(Sheet(one.get("name", ""), part))
        self._read_strings()
        self._read_styles()
        return found

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, tuple[object, ...]]]:
        """The rows of one sheet; those that are not in the file are empty."""
        at, places = 0, dict[str, int]()
        for _, one in self._elements(sheet.part):
            if _name(one) != "row":
                continue
            at = int(one.get("r") or at + 1)
            cells: list[object] = []
            for cell in one:
                letters = (cell.get("r") or "").rstrip("0123456789")
                if letters not in places:
                    places[letters] = _place(letters)
                place = places[letters] if letters else len(cells)
                if place > WIDEST:
                    raise ValueError(letters)
                cells += [None] * (place + 1 - len(cells))
                cells[place] = self._value(cell)
            one.clear()
            yield at, tuple(cells)

    def _value(self, cell: Element) -> object:
        kind, said = cell.get("t", "n"), ""
        for child in cell:
            name = _name(child)
            if name == "v":
                said = child.text or ""
            elif name == "is":
                return _text(child)
        if kind == "s":
            return self.strings[int(said)] if said else None
        if not said or kind in ("str", "e", "inlineStr"):
            return said or None
        if kind == "b":
            return said == "1"
        if kind == "d":
            return datetime.fromisoformat(said.removesuffix("Z"))
        number = float(said) if not said.lstrip("-").isdigit() else int(said)
        style = cell.get("s", "")
        return self._moment(number, span=style in self.spans) if style in self.dates else number

    def _moment(self, number: float, *, span: bool) -> object:
        from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

        try:
            return from_excel(number, self.epoch or WINDOWS_EPOCH, timedelta=span)
        except (OverflowError, ValueError):
            return "#VALUE!"

    def _read_strings(self) -> None:
        if "xl/sharedStrings.xml" in self.book.namelist():
            for _, one in self._elements("xl/sharedStrings.xml"):
                if _name(one) == "si":
                    self.strings.append(_text(one).replace("x005F_", ""))
                    one.clear()

    def _read_styles(self) -> None:
        if "xl/styles.xml" not in self.book.namelist():
            return
        own, styles = dict[int, str](), list[int]()
        for _, one in self._elements("xl/styles.xml"):
            if _name(one) == "numFmt":
                own[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
            elif _name(one) == "cellXfs":
                styles = [int(style.get("numFmtId", "0")) for style in one]
        if _PLAIN.issuperset(styles):
            return
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

        formats = {
            str(at): own.get(key) or BUILTIN_FORMATS.get(key, "General") for at, key in enumerate(styles)
        }
        self.dates = frozenset(at for at, said in formats.items() if is_date_format(said))
        self.spans = frozenset(at for at in self.dates if is_timedelta_format(formats[at]))

    def _relations(self, part: str) -> dict[str, str]:
        """The sheets of the workbook, by the keys by which it names them."""
        folder, name = posixpath.split(part)
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
            for _, one in self._elements(f"{folder}/_rels/{name}.rels")
            if one.get("Type", "").endswith(_PARTS)
        }

    def _elements(self, part: str) -> Iterator[tuple[str, Any]]:
        if self.book.getinfo(part).file_size > LARGEST:
            raise BadZipFile(part)
        with self.book.open(part) as file:
            yield from iterparse(file)


def _name(element: Element) -> str:
    """The name of an element without its space."""
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    """What stands in a string, be it in one piece or in many; how it is read aloud is left out."""
    found = []
    for child in element:
        name = _name(child)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += [piece.text or "" for piece in child if _name(piece) == "t"]
    return "".join(found)


def _place(letters: str) -> int:
    """The place of a column, from 0."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter.upper()) - ord("A") + 1
    return max(found - 1, 0)
