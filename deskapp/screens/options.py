"""Choices that forms look up: several of anything on digits, and the areas of the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from deskapp.domain.words import N_
from deskapp.reading import areas
from deskapp.reading.has_areas import has_areas
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

if TYPE_CHECKING:
    from deskapp.domain.area import Area
    from deskapp.wiring import Desk

AREA = "area"
"""The name of the field for the area of a record."""


def numbered(choices: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Codes with their words, the first nine on digits."""
    return tuple(
        Option(code, words, str(place) if place < 10 else "", local=True)
        for place, (code, words) in enumerate(choices, 1)
    )


def area_options(desk: Desk, kinds: Iterable[str] = ()) -> tuple[Option, ...]:
    """The areas that a record can name, those used most of late on digits; of `kinds` alone, if given."""
    wanted = set(kinds)
    found = [one for one in areas.offered(desk.reader, desk.room.id) if not wanted or one.kind in wanted]
    often = {key: place for place, key in enumerate(areas.used(desk.reader, desk.room.id))}
    first = sorted((one for one in found if one.id in often), key=lambda one: often[one.id])[:9]
    return numbered(
        (one.number, f"{one.name} {one.code}".strip())
        for one in [*first, *(one for one in found if one not in first)]
    )


def area_field(desk: Desk) -> tuple[FieldSpec, ...]:
    """The optional field for the area of a record; none in a room without areas."""
    if not has_areas(desk.reader, desk.room.id):
        return ()
    return (
        FieldSpec(
            AREA, N_("Area"), "code", hint=N_("code, name or pinyin; 0 lists all"), options=area_options(desk)
        ),
    )


def with_area(specs: Sequence[FieldSpec], desk: Desk, behind: str = "place") -> tuple[FieldSpec, ...]:
    """Fields of a form with that for the area `behind` one of them."""
    at = next((place for place, spec in enumerate(specs, 1) if spec.name == behind), len(specs))
    return (*specs[:at], *area_field(desk), *specs[at:])


def area_number(desk: Desk, area_id: int | None) -> str:
    """The number of an area, as the field has it; empty for none."""
    found: Area | None = areas.by_id(desk.reader, area_id) if area_id is not None else None
    return found.number if found is not None else ""
