"""A year of individual records, poured into the tables: no row stands for many, save those that carry a number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from deskapp.wiring import Desk
from tests.bare import bare

YEAR = 2025


@dataclass
class Pouring:
    """Writes rows of one year, spread over its days."""

    connection: sqlite3.Connection
    _serial: Iterator[int] = field(default_factory=lambda: count(1))

    def pour(self, table: str, rows: Sequence[Mapping[str, object]], prefix: str = "ZZ") -> list[int]:
        """Write rows of a register and give their keys."""
        keys = []
        for at, row in enumerate(rows):
            serial = next(self._serial)
            day = (date(YEAR, 1, 1) + timedelta(days=at * 7 % 365)).isoformat()
            base: dict[str, object] = {
                "room_id": 1, "number": f"{prefix}-{day.replace('-', '')}-{serial:05d}", "day": day,
                "entered_at": f"{day}T02:00:00.000000Z", "entered_by": 1,
            }  # fmt: skip
            keys.append(self.put(table, base | _dated(row, day)))
        return keys

    def put(self, table: str, row: dict[str, object]) -> int:
        """Write one row as it stands."""
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        found = self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())
        )
        return int(found.lastrowid or 0)

    # -- what the articles speak of

    def disputes(self, all: int, agreed: int, stage: str = "open") -> None:
        """Disputes registered, and those of them that were agreed."""
        rows = [
            {
                "type": "neighbour", "kind": "people", "source": "walk_in", "stage": stage, "summary": "邻里纠纷",
                "risk": "blue", "occurred_at": "{at}", "first_sign_at": "{at}", "responsible": 1, "next_due": "{at}",
                "status": "followed_up" if at < agreed else "declined", "is_open": 0,
                "agreed_at": "{at}" if at < agreed else None,
            }
            for at in range(all)
        ]  # fmt: skip
        self.pour("dispute", rows, "JF")

    def hazards(self, found: int, right: int) -> None:
        """Hazards found, and those of them that were put right."""
        rows = [
            {
                "category": "ebike", "level": "general", "summary": "楼道充电", "source": "patrol", "found_at": "{at}",
                "found_by": 1, "next_due": "{at}", "deadline": "{at}",
                "status": "fixed_on_spot" if at < right else "ordered", "is_open": int(at >= right),
            }
            for at in range(found)
        ]  # fmt: skip
        self.pour("hazard", rows, "YH")

    def activities(self, kind: str, sessions: int, **numbers: int) -> list[int]:
        """Activities of a kind that were done, each a row."""
        rows = [
            {
                "kind": kind, "held_on": "{day}", "start_at": "{at}", "end_at": "{at}", "status": "done", "is_open": 0,
                **numbers,
            }
            for _ in range(sessions)
        ]  # fmt: skip
        return self.pour("activity", rows, "HD")

    def spread(self, kind: str, column: str, total: int, times: int) -> None:
        """Activities whose own numbers add up to a total."""
        keys = self.activities(kind, times)
        for at, key in enumerate(keys):
            share = total // times + (at < total % times)
            self.connection.execute(f"UPDATE activity SET {column} = ? WHERE id = ?", (share, key))

    def members(self, all: int, teams: int, name: str = "义警") -> list[int]:
        """Teams, and members who are spread over them; gives the keys of the members."""
        keys = self.pour("team", [{"name": f"{name}{at}队", "kind": "team"} for at in range(teams)], "DW")
        cards = self.pour("person", [{"name": f"{name}{at}"} for at in range(all)], "RY")
        found = self.pour(
            "volunteer",
            [
                {"person_id": card, "member_no": f"{card:05d}", "joined_on": f"{YEAR}-01-01", "status": "active",
                 "is_open": 1, "team_id": keys[at % teams]}
                for at, card in enumerate(cards)
            ],
            "YJ",
        )  # fmt: skip
        for at, key in enumerate(found):
            self.put(
                "volunteer_team",
                {"volunteer_id": key, "team_id": keys[at % teams], "from_on": f"{YEAR}-01-01"},
            )
        return found

    def joint_patrols(self, person_times: int, members: list[int]) -> None:
        """Joint patrols with ten people each: one officer and nine volunteers."""
        for at, key in enumerate(self.activities("patrol", person_times // 10, volunteers=9, officers=1)):
            self.put("activity_person", {"activity_id": key, "officer_id": 1})
            for one in range(9):
                who = members[(at * 9 + one) % len(members)]
                self.put("activity_person", {"activity_id": key, "volunteer_id": who})

    def served(self, kind: str, times: int, people: int, person_times: int) -> None:
        """Services at which people were served, some of them more than once."""
        cards = self.pour("person", [{"name": f"群众{at}"} for at in range(people)], "RY")
        keys = self.activities(kind, times)
        for at in range(person_times):
            key = keys[at % times]
            self.put(
                "activity_person", {"activity_id": key, "role": "served", "person_id": cards[at % people]}
            )
        self.connection.execute(
            "UPDATE activity SET served = (SELECT count(*) FROM activity_person AS p WHERE p.activity_id = activity.id "
            "AND p.role = 'served') WHERE kind = ?",
            (kind,),
        )

    def requests_resolved(self, times: int, urgency: str) -> None:
        """Requests that were resolved."""
        rows = [
            {
                "channel": "walk_in", "category": "other_help", "urgency": urgency, "pressing": "yes",
                "summary": "急难愁盼",
                "occurred_at": "{at}", "first_receiver": 1, "responsible": 1, "due_at": "{at}", "next_due": "{at}",
                "desk_order": "2",
                "status": "resolved", "is_open": 0, "outcome": "solved", "closed_at": "{at}",
            }
            for _ in range(times)
        ]  # fmt: skip
        self.pour("request", rows, "LF")

    def areas(self, kind: str, all: int, under: list[int] | None = None) -> list[int]:
        """Areas of a kind, spread under those above."""
        rows = [
            {
                "kind": kind,
                "name": f"{kind}{next(self._serial)}",
                "parent_id": under[at % len(under)] if under else None,
            }
            for at in range(all)
        ]
        return self.pour("area", rows, "QY")


def _dated(row: Mapping[str, object], day: str) -> dict[str, object]:
    put = {"{at}": f"{day}T02:00:00.000000Z", "{day}": day}
    return {name: put.get(value, value) if isinstance(value, str) else value for name, value in row.items()}


def pouring(desk: Desk) -> closing[sqlite3.Connection]:
    """A connection for writing rows, fast."""
    connection = bare(desk.settings.database)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=OFF")
    return closing(connection)
