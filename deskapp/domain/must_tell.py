"""What must be told by mouth: its sign on every line of the sheet, whatever section the line stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

from deskapp.domain.sheet import Cell, Column, Phrase, Row, Said, Section
from deskapp.domain.sheet_words import joined
from deskapp.domain.words import N_

T = TypeVar("T")

SIGN = "★"
"""Stands before what must be told; black on white, and in every font of our papers."""

HEARD, UNHEARD = "✓", "□"
"""What stands in the box of what was heard by the next officer, and in an empty one."""

BESIDES = "told"
"""Id of the section of what is marked and stands in no list."""


def number_of(row: Row) -> str:
    """The number of the record that a row is about; empty where it is about none."""
    return str(row.facts.get("number") or "")


def shown(
    found: Sequence[T], most: int, told: AbstractSet[str], number: Callable[[T], str]
) -> tuple[T, ...]:  # fmt: skip
    """What a section lists: the first ones, and behind them whatever is marked to be told."""
    return (*found[:most], *(one for one in found[most:] if number(one) in told))


def marked(sections: Sequence[Section], tell: Sequence[str], heard: AbstractSet[str]) -> tuple[Section, ...]:
    """The sections with the sign on each line that must be told, and a tick where it was heard."""
    wanted = set(tell)
    return tuple(
        replace(one, rows=tuple(_row(one, row, wanted, heard) for row in one.rows))
        for one in with_all(sections, tell)
    )


def with_all(sections: Sequence[Section], tell: Sequence[str]) -> tuple[Section, ...]:
    """The sections with a line for what must be told and has none: closed since it was marked, or beyond a list.

    It stands behind what must be done: nothing that was marked is hidden.
    """
    standing = {number_of(row) for section in sections for row in section.rows}
    missing = tuple(number for number in tell if number not in standing)
    return (*sections[:1], _besides(missing), *sections[1:]) if missing else tuple(sections)


def _row(section: Section, row: Row, tell: AbstractSet[str], heard: AbstractSet[str]) -> Row:
    number = number_of(row)
    if number not in tell:
        return row
    columns = section.columns[: len(row.cells)]
    boxed = columns[0].kind == "tick"
    long = next((at for at, one in enumerate(columns) if one.kind == "long"), len(columns) - 1)
    cells = [replace(cell, strong=True) if cell.text == number else cell for cell in row.cells]
    if boxed:
        cells[0] = replace(cells[0], text=HEARD if number in heard else "", strong=True)
    sign = _sign("" if boxed else HEARD if number in heard else UNHEARD)
    cells[long] = replace(cells[long], mark=joined((sign, cells[long].mark)))
    return Row(tuple(cells), {**row.facts, "must_tell": True, "told": number in heard})


def _sign(box: str) -> Said:
    said = Phrase("{sign}{word}", {"sign": SIGN, "word": Phrase(N_("Tell"))})
    return joined((said, box))


def _besides(numbers: Sequence[str]) -> Section:
    said = Phrase(N_("in no list of this sheet, look it up at the desk"))
    return Section(
        BESIDES, Phrase(N_("Also to be told ({count})"), {"count": len(numbers)}),
        (Column("number", weight=8.6), Column("text", kind="long")),
        tuple(Row((Cell(number), Cell(said)), {"number": number}) for number in numbers), "", kind="flow",
    )  # fmt: skip
