"""What a person can do with duties: sign in and out, answer calls, confirm, correct, close what was forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import select

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import move, refuse_span, with_flags
from deskapp.domain.equipment import RESULT
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import read_phone
from deskapp.domain.officer import Actor
from deskapp.domain.rights import CHECK_IN, right_of_step
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import moment, read_moment, stored
from deskapp.domain.words import N_, Words
from deskapp.services.area_book import key_of_area
from deskapp.services.attendance_book import AGAIN, SUBJECT, AttendanceBook, Signed, guest_gets_nothing
from deskapp.services.batches import open_batch
from deskapp.services.calls import GONE
from deskapp.services.keeping import add_note, checked_entry, keep, key_of, read_reason, refuse_moved
from deskapp.services.store import Writing
from deskapp.services.teams import Stock
from deskapp.tables.attendance import AttendanceRow
from deskapp.tables.volunteer import LoanRow, VolunteerRow


class Attendances(AttendanceBook):
    """The verbs of duties of one room."""

    def check_in(self, volunteer: str, actor: Actor, t: Words, given: Given | None = None) -> Signed:
        """Sign somebody in; what was forgotten before is closed without credit. Raises DeskError."""
        with self.store.write(actor, CHECK_IN) as writing:
            return self._in(writing, self.row(writing, volunteer), given or Given(), t, journal=True)

    def check_out(self, volunteer: str, actor: Actor, t: Words, given: Given | None = None) -> Signed:
        """Sign somebody out, by the number of the volunteer or, for a guest, of the duty. Raises DeskError."""
        with self.store.write(actor, CHECK_IN) as writing:
            row = self._here(writing, volunteer)
            return self._out(writing, row, given or Given(), t, journal=True)

    def scan(self, volunteer: str, actor: Actor, t: Words, given: Given | None = None) -> Signed:
        """The same act signs in and out, as at the kiosk; the same badge twice in a moment counts once."""
        with self.store.write(actor, CHECK_IN) as writing:
            who = self.row(writing, volunteer)
            last = writing.session.exec(
                select(AttendanceRow)
                .where(AttendanceRow.volunteer_id == who.id, AttendanceRow.status.notin_(GONE))  # type: ignore[attr-defined]
                .order_by(AttendanceRow.in_at.desc(), AttendanceRow.id.desc())  # type: ignore[attr-defined,union-attr]
            ).first()
            now = moment(writing.at)
            if last is not None and abs(now - moment(last.out_at or last.in_at)) < timedelta(seconds=AGAIN):
                return Signed(self.duty(writing, last), "again")
            if last is not None and last.is_open and not self._forgotten(last, now):
                return self._out(writing, last, given or Given(), t, journal=True)
            return self._in(writing, who, given or Given(), t, journal=True)

    def guest_in(self, name: str, phone: str, actor: Actor, t: Words, given: Given | None = None) -> Signed:
        """Sign in a helper who is in no register, for this one time. Raises DeskError."""
        said, number = one_line(clean(name)), read_phone(phone)
        if not said or len(said) > 100:
            raise DeskError(
                N_("Nobody is named: type the name of the helper. What you typed is kept."),
                code=Exit.USAGE, field="name",
            )  # fmt: skip
        with self.store.write(actor, CHECK_IN) as writing:
            here = writing.session.exec(
                select(AttendanceRow).where(
                    AttendanceRow.room_id == self.room.id, AttendanceRow.is_open == 1,
                    AttendanceRow.guest_name == said, AttendanceRow.guest_phone == number,
                )
            ).first()  # fmt: skip
            if here is not None:
                raise self._twice(here)
            values: dict[str, object] = {"guest_name": said, "guest_phone": number}
            row = self._new(writing, values, given or Given(), None, t, journal=True)
            return Signed(self.duty(writing, row), "in")

    def roll_in(
        self, team: str, volunteers: Sequence[str], actor: Actor, t: Words, given: Given | None = None
    ) -> tuple[str, ...]:
        """A roll-call: sign in those of a team who are here, in one write; who is in already stays so.

        Gives the numbers of the duties. Raises DeskError.
        """
        with self.store.write(actor, CHECK_IN) as writing:
            found = self.team(writing, team)
            who = [self.row(writing, number) for number in volunteers]
            who = [one for one in who if self._open_row(writing, one) is None]
            if not who:
                raise DeskError(N_("Everybody named is here already: name others, or leave with Esc."))
            open_batch(writing, "check_in", self.today, len(who), found.name)
            said = given or Given()
            asked = Given(said.mode, found.name, said.place, said.at, said.reason, area=said.area)
            return tuple(
                self._in(writing, one, asked, t, journal=False).duty.attendance.number for one in who
            )

    def roll_out(self, numbers: Sequence[str], actor: Actor, t: Words, given: Given | None = None) -> int:
        """Sign out several at once, in one write. Raises DeskError."""
        with self.store.write(actor, CHECK_IN) as writing:
            rows = [self._here(writing, number) for number in numbers]
            if not rows:
                raise DeskError(N_("Nobody is named: choose who signs out."), code=Exit.USAGE)
            open_batch(writing, "check_out", self.today, len(rows))
            for row in rows:
                self._out(writing, row, given or Given(), t, journal=False)
            return len(rows)

    def hand_out(self, number: str, equipment: Sequence[str], actor: Actor) -> Duty:
        """Hand equipment to somebody who is on duty, in one write. Raises DeskError."""
        with self.store.write(actor, CHECK_IN) as writing:
            row = self._here(writing, number)
            if row.volunteer_id is None:
                raise guest_gets_nothing()
            if not equipment:
                raise DeskError(
                    N_("Nothing is chosen: say what is handed out."), code=Exit.USAGE, field="equipment"
                )
            holder = writing.session.get_one(VolunteerRow, row.volunteer_id)
            stock = Stock(self.store, self.room, self.limits)
            writing.journal("hand_out", SUBJECT, key_of(row))
            for one in equipment:
                stock.issue_in(writing, stock.equipment(writing, one), holder, 1, None, key_of(row))
            return self.duty(writing, row)

    def take_back(
        self, number: str, loans: Sequence[int], actor: Actor, t: Words, result: str = "", note: str = ""
    ) -> Duty:
        """Take back what was handed out for a duty, in one write: whole, damaged or lost. Raises DeskError."""
        with about("result"):
            code = RESULT.find(result, t) if result.strip() else "returned"
        with self.store.write(actor, CHECK_IN) as writing:
            row = self.attendance(writing, number)
            found = [writing.session.get(LoanRow, key) for key in loans]
            out = [one for one in found if one is not None and one.attendance_id == row.id and not one.gone]
            if not out or any(one.back_at for one in out):
                raise DeskError(
                    N_("That is back already. Look at what is out: deskapp equipment loans"),
                    code=Exit.NOT_FOUND,
                )
            writing.journal("take_back", SUBJECT, key_of(row))
            for one in out:
                Stock(self.store, self.room, self.limits).take_back_in(writing, one, code, note)
            flags = tuple(row.flags.split(",")) if row.flags else ()
            if "equipment_out" in flags and not self.duty(writing, row).out_now:
                before = row.model_dump()
                row.flags = ",".join(flag for flag in flags if flag != "equipment_out")
                keep(writing, SUBJECT, row, before, "take_back")
            return self.duty(writing, row)

    def confirm_many(self, numbers: Sequence[str], given: Mapping[str, str], actor: Actor, t: Words) -> int:
        """Confirm several duties with the same words, in one write: all of them or none. Raises DeskError."""
        with self.store.write(actor) as writing:
            rows = [self.attendance(writing, number) for number in numbers]
            if not rows:
                raise DeskError(N_("Nothing is named: choose what is confirmed."), code=Exit.USAGE)
            open_batch(writing, "confirm", self.today, len(rows))
            for row in rows:
                self._apply(writing, row, move(self.duty(writing, row), "confirm", given, self._facts(t)))
            return len(rows)

    def close_forgotten(self, actor: Actor, t: Words, *, by_itself: bool = False) -> tuple[str, ...]:
        """Close all that nobody signed out of, without credit; each lands on the review list. Gives their numbers.

        What the desk closes `by_itself` is no write of its officer: Ctrl+Z does not take it back.
        """
        with self.store.write(actor) as writing:
            now = moment(writing.at)
            found = writing.session.exec(
                select(AttendanceRow).where(AttendanceRow.room_id == self.room.id, AttendanceRow.is_open == 1)
            ).all()
            rows = [row for row in found if self._forgotten(row, now)]
            if rows and not by_itself:
                open_batch(writing, "forgotten", self.today, len(rows))
            for row in rows:
                self._apply(writing, row, move(self.duty(writing, row), "auto_close", {}, self._facts(t)))
            return tuple(row.number for row in rows)

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Duty:
        """Take the step `code`; see domain.attendance_steps. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.attendance(writing, number)
            refuse_moved(row, version)
            done = move(self.duty(writing, row), code, given, self._facts(t))
            writing.journal(code, SUBJECT, key_of(row))
            self._apply(writing, row, done)
            return self.duty(writing, row)

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add an entry to the log of a duty. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self.attendance(writing, number)
            if row.status in GONE:
                raise DeskError(
                    N_("{number} is void: nothing is added to it. Write it down with another duty."),
                    number=row.number,
                )
            add_note(writing, SUBJECT, row, kind, said, t)

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Duty:
        """Correct when it began or ended, its kind, team or place; both values are kept. Raises DeskError."""
        known = ("in_at", "out_at", "mode", "team", "place", "area")
        for name in given:
            if name not in known:
                raise DeskError(
                    N_("There is no field “{name}” to correct. There is: {known}."),
                    code=Exit.USAGE, name=clean(name), known=", ".join(known),
                )  # fmt: skip
        said = read_reason(reason)
        with self.store.write(actor) as writing:
            row = self.attendance(writing, number)
            refuse_moved(row, version)
            if row.status in ("confirmed", *GONE):
                raise DeskError(
                    N_(
                        "{number} is confirmed or void: look at it again first, deskapp attendance reopen {number}."
                    ),
                    number=row.number,
                )
            changes = self._corrections(writing, row, given, t)
            changed = {name: value for name, value in changes.items() if value != getattr(row, name)}
            if not changed:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changed.items():
                setattr(row, name, value)
            row.duty_day = self.room.calendar.day(moment(row.in_at)).isoformat()
            self._refuse_overlap(writing, row)
            row.corrected_at = writing.at
            self._place(row)
            keep(writing, SUBJECT, row, before, "correct", said)
            return self.duty(writing, row)

    def _corrections(
        self, writing: Writing, row: AttendanceRow, given: Mapping[str, str], t: Words
    ) -> dict[str, object]:
        now, changes = moment(writing.at), dict[str, object]()
        for name in ("in_at", "out_at"):
            if name in given:
                with about(name):
                    changes[name] = stored(read_moment(given[name], now, self.room.calendar))
        if "out_at" in changes and row.is_open:
            raise DeskError(
                N_("{number} has not ended: sign the person out instead, deskapp checkout."),
                number=row.number,
            )
        start = moment(str(changes.get("in_at", row.in_at)))
        end = changes.get("out_at", row.out_at)
        refuse_span(start, moment(str(end)) if end else now, now)
        if "out_at" in changes and row.status == "auto_closed":
            changes["flags"] = with_flags(tuple(row.flags.split(",")) if row.flags else (), "late_entry")
        if "mode" in given:
            with about("mode"):
                changes["mode"] = MODE.find(given["mode"], t)
        if "team" in given:
            changes["team_id"] = self.team(writing, given["team"]).id if given["team"].strip() else None
        if "place" in given:
            changes["place"] = one_line(clean(given["place"]))[:200]
        if "area" in given:
            changes["area_id"] = key_of_area(writing, self.room.id, given["area"])
        return changes
