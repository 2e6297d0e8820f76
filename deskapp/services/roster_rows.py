"""The rows that a roster becomes: cards, volunteers and their teams, gathered in blocks.

Somebody who has a card already is written as by hand: what is new goes onto that card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.machine import Move
from deskapp.domain.person import PREFIX as CARD
from deskapp.domain.person_draft import Told
from deskapp.domain.roster import Entry, teams_of
from deskapp.domain.search_keys import name_keys
from deskapp.domain.volunteer_codes import OPEN, POST, PREFIX, STATUS
from deskapp.domain.volunteer_form import order_of
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_, Term, Words
from deskapp.reading.people import match
from deskapp.services.bulk import Bulk, Row
from deskapp.services.cards import SUBJECT as PERSON
from deskapp.services.keeping import keep, key_of
from deskapp.services.volunteer_book import SUBJECT
from deskapp.services.volunteers import Volunteers, of_volunteer, read_card
from deskapp.tables.person import PersonRow
from deskapp.tables.volunteer import MembershipRow, TeamRow, VolunteerRow

_STEPS = {"leave": "leave", "suspended": "suspend", "left": "quit"}


@dataclass
class RosterRows:
    """Turns entries into rows, one after the other."""

    verbs: Volunteers
    bulk: Bulk
    made: Mapping[str, TeamRow]
    """Teams that this import makes."""
    t: Words
    _teams: dict[str, int] = field(default_factory=dict)
    _members: dict[str, str] = field(default_factory=dict)
    """Numbers of the volunteers of this import, by member number."""
    _last: int = -1
    """The highest counted member number; -1 while nobody has looked."""

    def __post_init__(self) -> None:
        self._room, self._today = self.verbs.room.id, self.verbs.today
        actor, at = self.bulk.writing.actor, self.bulk.writing.at
        self._common = {
            "room_id": self._room, "day": self._today.isoformat(), "entered_at": at, "entered_by": actor.officer_id,
        }  # fmt: skip

    def write(self, entry: Entry) -> None:
        """Gather the rows of one entry. Raises DeskError."""
        given = dict(entry.given) | {"status": entry.status}
        columns = of_volunteer(given, self._today, self.t)
        card, told = read_card(given, self._today, self.t)
        if match(self.bulk.raw.execute, self._room, told) is not None:
            self._by_hand(entry, given)
            return
        number = self.bulk.number(PREFIX, self._today)
        person = self._card(card, told, number)
        member = self._member_no(str(columns.get("member_no", "")), number)
        row = self.bulk.put(
            VolunteerRow,
            self._common | columns | {"number": number, "member_no": member, "person_id": person},
        )
        row["desk_order"] = order_of(member, open=True)
        rows, held = self._join(given, row)
        self.bulk.fresh(SUBJECT, row, "register", "", rows)
        if entry.status in _STEPS:
            self._stand(row, entry.status, held, given.get("left_on") or self._today.isoformat())

    def _card(self, card: Mapping[str, object], told: Told, number: str) -> int:
        row = self.bulk.put(
            PersonRow,
            {**self._common, "number": self.bulk.number(CARD, self._today), "sounds": name_keys(told.name), **card},
        )  # fmt: skip
        self.bulk.fresh(PERSON, row, "log", number)
        return int(row["id"])

    def _join(self, given: Mapping[str, str], row: Row) -> tuple[list[object], list[Row]]:
        """Put somebody into the teams of the entry; gives what the history keeps of it, and the rows."""
        post = POST.find(given["post"], self.t) if given.get("post", "").strip() else "member"
        since = row["joined_on"] or self._today.isoformat()
        held: list[Row] = []
        for name in teams_of(given):
            row["team_id"] = team = self._team(name)
            values = {"volunteer_id": row["id"], "team_id": team, "post": post, "from_on": since}
            held.append(self.bulk.put(MembershipRow, values))
        return [["membership", one["id"], {"gone": [1, 0]}] for one in held], held

    def _team(self, name: str) -> int:
        if name not in self._teams:
            self._teams[name] = key_of(self.made.get(name) or self.verbs.team(self.bulk.writing, name))
        return self._teams[name]

    def _stand(self, row: Row, status: str, held: list[Row], left: str) -> None:
        """Somebody whom the roster calls on leave, suspended or gone."""
        step = MACHINE.path(row["status"], _STEPS[status])[-1]
        changes: dict[str, object] = {"status": step.target, "is_open": int(step.target in OPEN)}
        rows: list[object] = []
        if status == "left":
            changes["left_on"] = left
        if step.target not in OPEN:
            changes["team_id"] = None
            for one in held:
                one["to_on"] = max(left, one["from_on"])
                rows.append(["membership", one["id"], {"to_on": [None, one["to_on"]]}])
        changes["desk_order"] = order_of(row["member_no"], open=step.target in OPEN)
        reason = coded(N_("The roster says: {state}"), state=Term(STATUS[status].label))
        self.bulk.step(SUBJECT, row, changes, step.code, reason, rows)

    def _member_no(self, said: str, number: str) -> str:
        """The member number of the entry, or the next free one. Raises DeskError where it is taken."""
        if self._last < 0:
            (self._last,) = self.bulk.raw.execute(
                "SELECT coalesce(max(CAST(member_no AS INTEGER)), 0) FROM volunteer "
                "WHERE room_id = ? AND length(member_no) <= 6 AND member_no NOT GLOB '*[^0-9]*'",
                (self._room,),
            ).fetchone()
        taken = self._members.get(said) if said else None
        if taken:
            raise DeskError(
                N_("The member number {member} belongs to {number} already: type another one, or none."),
                code=Exit.USAGE, field="member_no", member=said, number=taken,
            )  # fmt: skip
        found = said or f"{self._last + 1:04d}"
        if len(found) <= 6 and found.isascii() and found.isdigit():
            self._last = max(self._last, int(found))
        self._members[found] = number
        return found

    def _by_hand(self, entry: Entry, given: Mapping[str, str]) -> None:
        """Somebody who has a card: it is found, added to, and used for one volunteer alone."""
        self.bulk.flush()
        writing = self.bulk.writing
        first, *more = teams_of(given) or ("",)
        row = self.verbs.register_in(writing, {**given, "team": first}, self.t, self.made.get(first))
        for name in more:
            team = self.made.get(name) or self.verbs.team(writing, name)
            before, since = row.model_dump(), date.fromisoformat(row.joined_on or self._today.isoformat())
            joined = [self.verbs.join_in(writing, row, team, since)]
            keep(writing, SUBJECT, row, before, "join", "", joined)
        if entry.status in _STEPS:
            step = MACHINE.path(row.status, _STEPS[entry.status])[-1]
            left = given.get("left_on") or self._today.isoformat()
            changes: dict[str, object] = {"left_on": left} if entry.status == "left" else {}
            reason = coded(N_("The roster says: {state}"), state=Term(STATUS[entry.status].label))
            self.verbs.apply(writing, row, Move(step.code, row.status, step.target, changes, reason))
        writing.session.flush()
        self._members[row.member_no] = row.number
        self._last = -1
