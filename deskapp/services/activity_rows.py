"""The rows that a table of activities becomes: activities, who took part, what they led to, gathered in blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from deskapp.domain.activity_codes import OPEN, PREFIX
from deskapp.domain.activity_form import (
    names_of,
    numbers_of,
    order_of,
    read_columns,
    refuse_missing,
    usual_numbers,
)
from deskapp.domain.activity_kinds import kind_of
from deskapp.domain.activity_sheet import ActivityEntry
from deskapp.domain.activity_when import read_when
from deskapp.domain.errors import about
from deskapp.domain.times import moment
from deskapp.domain.words import Words
from deskapp.services.activities import Activities, refuse_sums, times_of
from deskapp.services.activity_book import ROLES, SUBJECT, Who, duty_at
from deskapp.services.bulk import Bulk, Row
from deskapp.tables.activity import ActivityRow, LinkRow, PartakerRow


@dataclass
class ActivityRows:
    """Turns entries into rows, one after the other; what a column has said before is not looked up again."""

    verbs: Activities
    bulk: Bulk
    t: Words
    _columns: dict[tuple[str, str, str], Mapping[str, object]] = field(default_factory=dict)
    _looked_up: dict[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)
    _people: dict[tuple[bool, str], list[Who]] = field(default_factory=dict)
    _linked: dict[str, str] = field(default_factory=dict)

    def write(self, entry: ActivityEntry) -> None:
        """Gather the rows of one entry. Raises DeskError."""
        kind, today, writing = kind_of(entry.kind), self.verbs.today, self.bulk.writing
        said = {name: text for name, text in entry.given.items() if text.strip()}
        with about("when"):
            when = read_when(said.get("when", ""), moment(writing.at), self.verbs.room.calendar)
        status = "planned" if entry.state else when.status(moment(writing.at), lasts=kind.lasts)
        columns: dict[str, object] = {"dimension": kind.dimension, **usual_numbers(entry.kind)}
        for name, text in said.items():
            columns |= self._column(entry.kind, name, text)
        for name in ("team", "area"):
            if name in said:
                columns |= self._found(name, said[name])
        columns |= times_of(when, status)
        row = self.bulk.put(ActivityRow, columns | {
            "room_id": self.verbs.room.id, "number": self.bulk.number(PREFIX, today), "day": today.isoformat(),
            "kind": entry.kind, "held_on": self.verbs.room.calendar.day(when.start).isoformat(), "status": status,
            "entered_at": writing.at, "entered_by": writing.actor.officer_id,
        })  # fmt: skip
        row["is_open"] = int(status in OPEN)
        row["desk_order"] = order_of(status, row["held_on"], row["start_at"] or row["plan_from"] or "")
        if status == "done":
            refuse_missing(kind, SimpleNamespace(**row))
        refuse_sums(row["refused"], row["times"])
        partakers, rows = self._put_people(row, said)
        rows += self._put_links(row, said["links"]) if "links" in said else []
        if status in ("running", "done"):
            rows += self._put_duties(row, partakers)
        _count(row, partakers)
        self.bulk.fresh(SUBJECT, row, "add_activity", "", rows)
        if entry.state == "missed":
            changes: dict[str, object] = {
                "status": "missed", "is_open": int("missed" in OPEN), "missed": entry.missed,
                "desk_order": order_of("missed", row["held_on"], row["start_at"] or row["plan_from"] or ""),
            }  # fmt: skip
            self.bulk.step(SUBJECT, row, changes, "miss", entry.missed)

    def _column(self, kind: str, name: str, text: str) -> Mapping[str, object]:
        at = kind, name, text
        if at not in self._columns:
            self._columns[at] = read_columns(kind, {name: text}, self.t)
        return self._columns[at]

    def _found(self, name: str, text: str) -> Mapping[str, object]:
        at = name, text
        if at not in self._looked_up:
            self._looked_up[at] = self.verbs.looked_up(self.bulk.writing, {name: text})
        return self._looked_up[at]

    def _put_people(self, row: Row, said: Mapping[str, str]) -> tuple[list[Row], list[object]]:
        made: list[Row] = []
        for name, role in ROLES.items():
            if name not in said:
                continue
            wanted = {who.key: who for one in names_of(said[name]) for who in self._meant(one, name)}
            made += [
                self.bulk.put(PartakerRow, {
                    "activity_id": row["id"], "role": role, "volunteer_id": who.volunteer_id,
                    "officer_id": who.officer_id, "person_id": who.person_id, "name": who.name, "team_id": who.team_id,
                })
                for who in wanted.values()
            ]  # fmt: skip
        return made, [["person", one["id"], {"gone": [1, 0]}] for one in made]

    def _meant(self, said: str, name: str) -> list[Who]:
        at = name == "served", said
        if at not in self._people:
            self._people[at] = self.verbs.who(self.bulk.writing, said, name)
        return self._people[at]

    def _put_links(self, row: Row, text: str) -> list[object]:
        rows: list[object] = []
        for said in numbers_of(text):
            if said not in self._linked:
                self._linked[said] = self.verbs.linked(self.bulk.writing, said)
            made = self.bulk.put(LinkRow, {"activity_id": row["id"], "number": self._linked[said]})
            rows.append(["link", made["id"], {"gone": [1, 0]}])
        return rows

    def _put_duties(self, row: Row, partakers: list[Row]) -> list[object]:
        """Join volunteers to the duties in which it falls."""
        rows: list[object] = []
        for one in partakers:
            if one["volunteer_id"] is None or one["role"] == "served":
                continue
            start, end = row["start_at"], row["end_at"] or row["start_at"]
            duty = duty_at(self.bulk.raw.execute, one["volunteer_id"], start, end)
            if duty is not None:
                one["attendance_id"] = duty
                rows.append(["person", one["id"], {"attendance_id": [None, duty]}])
        return rows


def _count(row: Row, partakers: list[Row]) -> None:
    """Count who took part into the columns that figures are added up from."""
    members = [one for one in partakers if one["role"] == "member"]
    row["volunteers"] = sum(one["volunteer_id"] is not None for one in members)
    row["officers"] = sum(one["officer_id"] is not None for one in members)
    row["others"] = sum(one["volunteer_id"] is None and one["officer_id"] is None for one in members)
    row["served"] = sum(one["role"] == "served" for one in partakers)
    row["teams"] = len({one["team_id"] for one in members} - {None})
