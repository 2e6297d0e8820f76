"""Reading the tree of areas for counts that roll up, and the keys that a name on the command line means."""

from __future__ import annotations

import sqlite3

from deskapp.domain.area_levels import Levels, Spot
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.tree import under
from deskapp.domain.words import N_
from deskapp.reading.areas import subtree
from deskapp.reading.volunteers import find_team, teams

_NAMED = "lower(name) = lower(?2) OR lower(code) = lower(?2) OR number = upper(?2)"
MOST_NAMED = 5
"""Areas of one name that a refusal tells of."""


def levels(connection: sqlite3.Connection, room_id: int) -> Levels:
    """All areas of the room, those given up too: records may still name them."""
    rows = connection.execute(
        "SELECT id, kind, trim(code || ' ' || name), parent_id, beat_id, is_open, name FROM area "
        "WHERE room_id = ? AND status <> 'undone' ORDER BY desk_order, id",
        (room_id,),
    )
    return Levels(
        {row[0]: Spot(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6]) for row in rows}
    )


def area_keys(connection: sqlite3.Connection, room_id: int, said: str) -> tuple[int, ...]:
    """The keys of the area of this name, code or number and of all under it. Raises DeskError."""
    rows = connection.execute(
        f"SELECT id, number FROM area WHERE room_id = ?1 AND status <> 'undone' AND ({_NAMED}) "
        "ORDER BY is_open DESC, desk_order, id",
        (room_id, said.strip()),
    ).fetchall()
    if not rows:
        raise DeskError(
            N_("There is no area “{name}”: type its name, its code or its number. All of them: deskapp list areas"),
            code=Exit.NOT_FOUND, name=clean(said)[:60],
        )  # fmt: skip
    if len(rows) > 1:
        raise DeskError(
            N_("{count} areas are called “{name}”: type the number of one, like {numbers}."),
            code=Exit.USAGE, count=len(rows), name=clean(said)[:60],
            numbers=", ".join(row[1] for row in rows[:MOST_NAMED]),
        )  # fmt: skip
    return subtree(connection, rows[0][0])


def team_keys(connection: sqlite3.Connection, room_id: int, said: str) -> tuple[int, ...]:
    """The keys of the team of this name or number and of all under it. Raises DeskError."""
    found = find_team(connection, room_id, said.strip())
    if found is None:
        raise DeskError(
            N_("There is no team “{team}”. Look: deskapp list teams"),
            code=Exit.NOT_FOUND,
            team=clean(said)[:60],
        )
    return under_team(connection, room_id, found.id)


def under_area(connection: sqlite3.Connection, key: int) -> tuple[int, ...]:
    """The keys of an area and of all under it."""
    return subtree(connection, key)


def under_team(connection: sqlite3.Connection, room_id: int, key: int) -> tuple[int, ...]:
    """The keys of a team and of all under it."""
    return tuple(sorted(under(teams(connection, room_id, closed=True), key)))


def team_names(connection: sqlite3.Connection, room_id: int) -> dict[str, str]:
    """The names of the teams that serve, by key."""
    return {str(team.id): team.name for team in teams(connection, room_id)}
