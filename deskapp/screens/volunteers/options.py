"""The choices of the volunteers' boxes that the desk looks up: teams, equipment in stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskapp.domain.tree import tree
from deskapp.domain.words import Words
from deskapp.reading import volunteers as reading
from deskapp.screens.options import numbered
from deskapp.widgets.fields import Option

if TYPE_CHECKING:
    from deskapp.wiring import Desk


def team_options(desk: Desk) -> tuple[Option, ...]:
    """The teams that serve, each below the one it belongs to."""
    return numbered((team.number, team.name) for _, team in tree(reading.teams(desk.reader, desk.room.id)))


def stock_options(desk: Desk, t: Words) -> tuple[Option, ...]:
    """What lies in stock, with the number of pieces."""
    found = reading.equipment(desk.reader, desk.room.id)
    return numbered((one.number, f"{one.say(t)} × {one.in_stock}") for one in found if one.in_stock)
