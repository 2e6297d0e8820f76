"""What a person can do with volunteers: register, correct, step, teams, training, honours, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import select

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Move
from deskapp.domain.officer import Actor
from deskapp.domain.person_draft import Told, read_document
from deskapp.domain.person_form import read_columns as read_person
from deskapp.domain.rights import right_of_step
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import read_day
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import HONOUR, OPEN, POST, PREFIX, TRAINING
from deskapp.domain.volunteer_form import PERSON_FIELDS, read_columns
from deskapp.domain.volunteer_steps import VolunteerFacts, move, past_day
from deskapp.domain.volunteer_warnings import Warned, warnings
from deskapp.domain.words import N_, Words
from deskapp.services.cards import Cards
from deskapp.services.keeping import (
    add_note,
    checked_entry,
    keep,
    key_of,
    officers,
    read_reason,
    refuse_moved,
    stored_value,
)
from deskapp.services.store import Writing
from deskapp.services.volunteer_book import CHILDREN, SUBJECT, VolunteerBook, refuse_gone
from deskapp.tables.person import PersonRow
from deskapp.tables.volunteer import TeamRow, VolunteerRow

_OF_PERSON = frozenset(field.name for field in PERSON_FIELDS)
_BESIDE = ("person", "team", "status", "post", "left_on")


@dataclass(frozen=True, slots=True)
class Registered:
    """A volunteer who was written, with what is to be known."""

    dossier: Dossier
    warnings: tuple[Warned, ...] = ()


@dataclass
class Volunteers(VolunteerBook):
    """The verbs of the register of volunteers of one room."""

    def register(self, given: Mapping[str, str], actor: Actor, t: Words) -> Registered:
        """Write a new volunteer and the person's card; see domain.volunteer_form.

        `person` is the number of a card that was chosen, `team` the name of a team, `status` is `applicant` for
        somebody who only applied. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            row = self.register_in(writing, given, t)
            writing.journal("register", SUBJECT, key_of(row))
            found = self.dossier(writing, row)
            return Registered(found, warnings(found, self.limits, self.today))

    def register_in(
        self, writing: Writing, given: Mapping[str, str], t: Words, made: TeamRow | None = None
    ) -> VolunteerRow:
        """Like `register`, inside a transaction whose journal is another's; `made` is the team where it is known."""
        today = self.today
        columns = of_volunteer(given, today, t)
        number = writing.next_number(PREFIX, today)
        person = self._person(writing, given, number, t)
        member = self.member_no(writing, str(columns.get("member_no", "")))
        row = VolunteerRow.model_validate(
            columns
            | {
                "room_id": self.room.id, "number": number, "day": today.isoformat(), "member_no": member,
                "person_id": key_of(person), "entered_at": writing.at,
                "entered_by": writing.actor.officer_id,
            }
        )  # fmt: skip
        self.place(row)
        writing.session.add(row)
        writing.session.flush()
        rows: list[object] = []
        team = made or (self.team(writing, given["team"]) if given.get("team", "").strip() else None)
        if team is not None:
            since = date.fromisoformat(row.joined_on) if row.joined_on else today
            post = POST.find(given["post"], t) if given.get("post", "").strip() else "member"
            rows.append(self.join_in(writing, row, team, since, post))
        keep(writing, SUBJECT, row, {}, "register", "", rows, fresh=True)
        return row

    def _person(self, writing: Writing, given: Mapping[str, str], number: str, t: Words) -> PersonRow:
        """The card of somebody who is registered, found or made. Raises DeskError."""
        cards = Cards(writing, self.room.id)
        chosen = narrow(given.get("person", "")).upper()
        read, told = read_card(given, self.today, t, chosen=bool(chosen))
        found = cards.survivor(cards.chosen(chosen)) if chosen else cards.match(told)
        if found is None:
            return cards.row(cards.write_new(read, self.today, "log", number))
        self._refuse_twice(writing, found)
        cards.link(told, self.today, number, found.number)
        return found

    def _refuse_twice(self, writing: Writing, person: PersonRow) -> None:
        taken = writing.session.exec(
            select(VolunteerRow).where(
                VolunteerRow.person_id == person.id,
                VolunteerRow.status.notin_(("voided", "undone")),  # type: ignore[attr-defined]
            )
        ).first()
        if taken is not None:
            raise DeskError(
                N_("{name} is in the register already, {number}: open that entry. Who has left comes back with "
                   "the step “Comes back”."),
                field="name", name=person.name, number=taken.number,
            )  # fmt: skip

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Dossier:
        """Take the step `code`; who leaves leaves all teams. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            found = self.dossier(writing, row)
            done = move(found.volunteer, code, given, self._facts(writing, found, t))
            writing.journal(code, SUBJECT, key_of(row))
            self.apply(writing, row, done)
            return self.dossier(writing, row)

    def apply(self, writing: Writing, row: VolunteerRow, done: Move) -> None:
        """Write a checked step, inside a write; who leaves leaves all teams."""
        before = row.model_dump()
        for name, value in done.changes.items():
            setattr(row, name, stored_value(value))
        row.status, row.is_open = done.target, int(done.target in OPEN)
        rows: list[object] = []
        if not row.is_open:
            rows = self.leave_teams(
                writing, row, date.fromisoformat(row.left_on) if row.left_on else self.today
            )
        self.place(row)
        keep(writing, SUBJECT, row, before, done.step, done.reason, rows)

    def _facts(self, writing: Writing, found: Dossier, t: Words) -> VolunteerFacts:
        read = writing.session.connection().exec_driver_sql
        duty = read(
            "SELECT number FROM attendance WHERE volunteer_id = ? AND is_open = 1", (found.volunteer.id,)
        ).first()
        served = read(
            "SELECT 1 FROM attendance WHERE volunteer_id = ? AND status = 'confirmed' LIMIT 1",
            (found.volunteer.id,),
        ).first()
        return VolunteerFacts(
            self.store.clock(), self.room.calendar, t, str(duty[0]) if duty else "",
            tuple(loan.what for loan in found.owes), served is not None, officers(writing, self.room.id),
        )  # fmt: skip

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Dossier:
        """Correct fields of the register entry; name and phone are corrected on the card. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            refuse_gone(row)
            wrong = next((name for name in given if name in _OF_PERSON), "")
            if wrong:
                raise DeskError(
                    N_("“{name}” stands on the card of the person: deskapp people correct {card} {name}"),
                    code=Exit.USAGE, name=wrong, card=self.dossier(writing, row).person.number,
                )  # fmt: skip
            columns = read_columns(given, self.today, t)
            if "member_no" in columns:
                columns["member_no"] = self.member_no(writing, str(columns["member_no"]), row)
            changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
            if not changed:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = read_reason(reason)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changed.items():
                setattr(row, name, value)
            row.corrected_at = writing.at
            self.place(row)
            keep(writing, SUBJECT, row, before, "correct", said)
            return self.dossier(writing, row)

    def join(
        self,
        number: str,
        team: str,
        actor: Actor,
        t: Words,
        on: str = "",
        post: str = "",
        version: int | None = None,
    ) -> Dossier:
        """Put somebody into one team more, since a day. Raises DeskError."""
        since = past_day(on, self.today) or self.today
        with about("post"):
            code = POST.find(post, t) if post.strip() else "member"

        def joined(writing: Writing, row: VolunteerRow) -> list[object]:
            self._refuse_not_open(row)
            return [self.join_in(writing, row, self.team(writing, team), since, code)]

        return self.beside(number, "join", joined, actor, version)

    def leave_team(
        self, number: str, team: str, reason: str, actor: Actor, on: str = "", version: int | None = None
    ) -> Dossier:
        """End somebody's time in a team; the register entry stays. Raises DeskError."""
        until, said = past_day(on, self.today) or self.today, read_reason(reason)

        def left(writing: Writing, row: VolunteerRow) -> list[object]:
            found = self.team(writing, team)
            rows = self.leave_teams(writing, row, until, found.id)
            if not rows:
                raise DeskError(
                    N_("{number} is not in the team “{team}”. Look at the teams: deskapp volunteer show {number}"),
                    field="team", number=row.number, team=found.name,
                )  # fmt: skip
            return rows

        return self.beside(number, "leave_team", left, actor, version, said)

    def _refuse_not_open(self, row: VolunteerRow) -> None:
        if not row.is_open:
            raise DeskError(N_("{number} has left: take the step “Comes back” first."), number=row.number)

    def train(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> Dossier:
        """Add a training: subject, day, hours, expiry, teacher. Raises DeskError."""
        values = read_training(given, self.today, t)

        def trained(writing: Writing, row: VolunteerRow) -> list[object]:
            return [self.put(writing, row, "training", values)]

        return self.beside(number, "train", trained, actor, version)

    def honour(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> Dossier:
        """Add an honour, a praise, an evaluation or a warning. Raises DeskError."""
        values = read_honour(given, self.today, t)

        def honoured(writing: Writing, row: VolunteerRow) -> list[object]:
            return [self.put(writing, row, "honour", values)]

        return self.beside(number, "honour", honoured, actor, version)

    def take_out(
        self, number: str, kind: str, key: int, reason: str, actor: Actor, version: int | None = None
    ) -> Dossier:
        """Take a training or an honour out that was entered by mistake; the row stays, marked. Raises DeskError."""
        said = read_reason(reason)

        def out(writing: Writing, row: VolunteerRow) -> list[object]:
            one: Any = writing.session.get(CHILDREN[kind], key)
            if one is None or one.volunteer_id != row.id or one.gone:
                raise DeskError(
                    N_("That entry is not there any more: look at the volunteer again."), code=Exit.NOT_FOUND
                )
            return [self.change(writing, kind, one, {"gone": 1})]

        return self.beside(number, "take_out", out, actor, version, said)

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add a call, visit, reply or note to the append-only log. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_gone(row)
            add_note(writing, SUBJECT, row, kind, said, t)


def of_volunteer(given: Mapping[str, str], today: date, t: Words) -> dict[str, object]:
    """The columns of a new volunteer's own, without number and card. Raises DeskError."""
    own = {k: v for k, v in given.items() if k not in _OF_PERSON and k not in _BESIDE and v.strip()}
    columns = read_columns(own, today, t)
    columns["status"] = "applicant" if given.get("status", "").strip() == "applicant" else "active"
    if columns["status"] == "active":
        columns.setdefault("joined_on", today.isoformat())
    return columns


def read_card(
    given: Mapping[str, str], today: date, t: Words, *, chosen: bool = False
) -> tuple[Mapping[str, object], Told]:
    """The columns of the person's card, and what they tell of the person. Raises DeskError.

    Where a card was `chosen` nobody needs to be named.
    """
    facts = {("phones" if k == "phone" else k): v for k, v in given.items() if k in _OF_PERSON and v.strip()}
    read = read_person(facts, None, today, t).changes
    if not chosen and not read.get("name"):
        raise DeskError(
            N_("Nobody is named: type the name of the volunteer. What you typed is kept."),
            code=Exit.USAGE, field="name",
        )  # fmt: skip
    told = Told(
        str(read.get("name", "")), str(read.get("phones", "")).partition(",")[0],
        read_document(str(read.get("id_number", ""))), str(read.get("address", "")),
    )  # fmt: skip
    return read, told


def read_training(given: Mapping[str, str], today: date, t: Words) -> dict[str, object]:
    """The columns of a training that was typed. Raises DeskError."""
    with about("subject"):
        subject = TRAINING.find(given.get("subject", ""), t)
    on = past_day(given.get("on", ""), today) or today
    expires = None
    if given.get("expires", "").strip():
        with about("expires"):
            expires = read_day(given["expires"], today)
        if expires < on:
            raise DeskError(
                N_("It would expire before it was taken: type a later day. What you typed is kept."),
                code=Exit.USAGE, field="expires",
            )  # fmt: skip
    return {
        "subject": subject, "on_day": on.isoformat(), "minutes": read_hours(given.get("hours", "")),
        "expires_on": expires.isoformat() if expires else None,
        "teacher": one_line(clean(given.get("teacher", "")))[:100],
    }  # fmt: skip


def read_hours(text: str) -> int:
    """Minutes of a number of hours as typed: 2, 1.5. Raises DeskError."""
    said = narrow(clean(text)).removesuffix("h").removesuffix("小时")
    try:
        minutes = round(float(said) * 60)
    except (ValueError, OverflowError):
        minutes = 0
    if not 1 <= minutes <= 24 * 60 or not said[:1].isdigit():
        raise DeskError(
            N_("“{text}” is no number of hours: type it like 2 or 1.5. What you typed is kept."),
            code=Exit.USAGE, field="hours", text=clean(text)[:40],
        )  # fmt: skip
    return minutes


def read_honour(given: Mapping[str, str], today: date, t: Words) -> dict[str, object]:
    """The columns of an honour that was typed. Raises DeskError."""
    with about("kind"):
        kind = HONOUR.find(given.get("kind", "") or "honour", t)
    title = one_line(clean(given.get("title", "")))[:200]
    if not title:
        raise DeskError(
            N_("It is not said yet what for: type a line. What you typed is kept."),
            code=Exit.USAGE,
            field="title",
        )
    on = past_day(given.get("on", ""), today) or today
    given_by = one_line(clean(given.get("given_by", "")))[:100]
    return {"kind": kind, "title": title, "on_day": on.isoformat(), "given_by": given_by}
