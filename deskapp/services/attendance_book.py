"""Duties inside one write: begun, ended, stepped and kept with history and audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import select

from deskapp.domain.attendance import PREFIX, Duty
from deskapp.domain.attendance_codes import MODE, OPEN, REVIEW
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import DutyFacts, DutyMove, ended, move, refuse_span, with_flags
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import moment, read_moment, stored
from deskapp.domain.volunteer_warnings import Warned, warnings
from deskapp.domain.words import N_, Words
from deskapp.reading.attendances import attendance_of, duty_of
from deskapp.services.area_book import key_of_area
from deskapp.services.calls import close_calls, open_call
from deskapp.services.keeping import keep, key_of, read_reason, stored_value
from deskapp.services.store import Writing
from deskapp.services.teams import Stock
from deskapp.services.volunteer_book import VolunteerBook
from deskapp.tables.attendance import AttendanceRow, CreditRow
from deskapp.tables.volunteer import LoanRow, TeamRow, VolunteerRow

SUBJECT = "attendance"

AGAIN = 60
"""Seconds within which the same badge at the kiosk means nothing new."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A check-in or check-out that was written."""

    duty: Duty
    way: str
    """`in`, `out`, or `again` where the same badge came twice in a moment and nothing was written."""
    warnings: tuple[Warned, ...] = ()
    closed: str = ""
    """Number of an earlier duty that was forgotten and is closed by this."""


class AttendanceBook(VolunteerBook):
    """What the verbs of duties stand on."""

    def _in(self, writing: Writing, who: VolunteerRow, given: Given, t: Words, *, journal: bool) -> Signed:
        if who.status != "active":
            raise DeskError(
                N_("{number} is not in the register as active: look at the entry, deskapp volunteer show {number}."),
                code=Exit.REFUSED, number=who.number,
            )  # fmt: skip
        now, closed = moment(writing.at), ""
        held = self._open_row(writing, who)
        forgotten = held if held is not None and self._forgotten(held, now) else None
        if held is not None and forgotten is None:
            raise self._twice(held)
        found = self.dossier(writing, who)
        warned = warnings(found, self.limits, self.today)
        if forgotten is not None:
            # The row is closed first: nobody is here twice, not even inside a write.
            closed = forgotten.number
            self._apply(
                writing, forgotten, move(self.duty(writing, forgotten), "auto_close", {}, self._facts(t))
            )
        values: dict[str, object] = {"volunteer_id": key_of(who), "flags": "warned" if warned else ""}
        row = self._new(writing, values, given, who, t, journal=journal)
        return Signed(self.duty(writing, row), "in", warned, closed)

    def _new(
        self, writing: Writing, values: dict[str, object], given: Given, who: VolunteerRow | None, t: Words, *,
        journal: bool,
    ) -> AttendanceRow:  # fmt: skip
        now = moment(writing.at)
        at, late = self._when(given, now)
        team = self._team_of(writing, given, who)
        with about("mode"):
            mode = MODE.find(given.mode, t) if given.mode.strip() else (team.mode if team else "patrol")
        flags = [flag for flag in str(values.pop("flags", "")).split(",") if flag]
        if late:
            flags.append("late_entry")
        elif who is not None and (last := self._last_end(writing, who)) and last > stored(at):
            at = moment(last)  # the clock went back: nobody comes before they left
            flags.append("clock_back")
        day = self.room.calendar.day(now)
        row = AttendanceRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, day), day=day.isoformat(),
            duty_day=self.room.calendar.day(at).isoformat(), team_id=team.id if team else None, mode=mode,
            place=one_line(clean(given.place))[:200], in_at=stored(at), seen_at=stored(max(at, now)),
            area_id=key_of_area(writing, self.room.id, given.area), flags=",".join(flags),
            late_reason=late, entered_at=writing.at, entered_by=writing.actor.officer_id,
        )  # fmt: skip
        for name, value in values.items():
            setattr(row, name, value)
        self._place(row)
        self._refuse_overlap(writing, row)
        writing.session.add(row)
        writing.session.flush()
        if journal:
            writing.journal("check_in", SUBJECT, key_of(row))
        keep(writing, SUBJECT, row, {}, "check_in", late, fresh=True)
        for number in given.equipment:
            if who is None:
                raise guest_gets_nothing()
            stock = Stock(self.store, self.room, self.limits)
            stock.issue_in(writing, stock.equipment(writing, number), who, 1, None, key_of(row))
        return row

    def _out(self, writing: Writing, row: AttendanceRow, given: Given, t: Words, *, journal: bool) -> Signed:
        at, late = self._when(given, moment(writing.at))
        if late:
            refuse_span(moment(row.in_at), at, moment(writing.at))
        if journal:
            writing.journal("check_out", SUBJECT, key_of(row))
        loans = writing.session.exec(
            select(LoanRow).where(LoanRow.attendance_id == row.id, LoanRow.gone == 0, LoanRow.back_at == None)  # noqa: E711
        ).all()
        if given.back:
            for loan in loans:
                Stock(self.store, self.room, self.limits).take_back_in(writing, loan, given.back, given.note)
        calls = close_calls(writing, row, at)
        before = row.model_dump()
        for name, value in ended(attendance_of(before), at, self.limits.hours).items():
            setattr(row, name, stored_value(value))
        flags = tuple(row.flags.split(",")) if row.flags else ()
        if loans and not given.back:
            row.flags = with_flags(flags, "equipment_out")
        if late:
            row.flags, row.late_reason = with_flags(flags, "late_entry"), late
        row.status, row.is_open = "ended", 0
        self._place(row)
        keep(writing, SUBJECT, row, before, "check_out", late or one_line(clean(given.note)), calls)
        return Signed(self.duty(writing, row), "out")

    def past_duty(
        self, writing: Writing, who: VolunteerRow, start: datetime, end: datetime, *, mode: str, team_id: int | None,
        place: str, reason: str,
    ) -> AttendanceRow:  # fmt: skip
        """A duty that is over already and is only entered now; it waits for an officer's word. Raises DeskError."""
        refuse_span(start, end, moment(writing.at))
        day = self.room.calendar.day(moment(writing.at))
        row = AttendanceRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, day), day=day.isoformat(),
            duty_day=self.room.calendar.day(start).isoformat(), volunteer_id=key_of(who),
            team_id=team_id or who.team_id, mode=mode, place=place, in_at=stored(start), out_at=stored(end),
            seen_at=stored(end), flags="late_entry", late_reason=reason, status="ended", is_open=0,
            entered_at=writing.at, entered_by=writing.actor.officer_id,
        )  # fmt: skip
        self._place(row)
        self._refuse_overlap(writing, row)
        writing.session.add(row)
        writing.session.flush()
        keep(writing, SUBJECT, row, {}, "check_in", reason, fresh=True)
        return row

    def _apply(self, writing: Writing, row: AttendanceRow, done: DutyMove) -> None:
        before, rows = row.model_dump(), list[object]()
        if done.step == "answer":
            rows.append(open_call(writing, row, done))
        elif done.step in ("back", "end", "auto_close", "void") and row.is_open:
            rows += close_calls(writing, row, done.at or moment(writing.at))
        if done.step in ("reopen", "void"):
            rows += self._credits_out(writing, row)
        for name, value in done.changes.items():
            setattr(row, name, stored_value(value))
        if done.step in ("confirm", "reject"):
            row.judged_by = writing.actor.officer_id
        row.status, row.is_open = done.target, int(done.target in OPEN)
        if done.step == "confirm":
            self._refuse_overlap(writing, row)
        for part in done.credits:
            one = CreditRow(
                attendance_id=key_of(row), dimension=part.dimension, service=part.service, minutes=part.minutes,
                note=part.note[:200],
            )  # fmt: skip
            writing.session.add(one)
            writing.session.flush()
            rows.append(["credit", one.id, {"gone": [1, 0]}])
        self._place(row)
        keep(writing, SUBJECT, row, before, done.step, done.reason, rows)

    def _credits_out(self, writing: Writing, row: AttendanceRow) -> list[object]:
        rows: list[object] = []
        for one in writing.session.exec(
            select(CreditRow).where(CreditRow.attendance_id == row.id, CreditRow.gone == 0)
        ).all():
            one.gone = 1
            writing.session.add(one)
            rows.append(["credit", one.id, {"gone": [0, 1]}])
        return rows

    def _when(self, given: Given, now: datetime) -> tuple[datetime, str]:
        """The moment that counts, and the reason where it is not this one. Raises DeskError."""
        if not given.at.strip():
            return now, ""
        with about("at"):
            at = read_moment(given.at, now, self.room.calendar)
        if at > now + timedelta(minutes=1):
            raise DeskError(
                N_("“{text}” is still to come: type a time that has been. What you typed is kept."),
                code=Exit.USAGE, field="at", text=clean(given.at)[:40],
            )  # fmt: skip
        return min(at, now), read_reason(given.reason)

    def _team_of(self, writing: Writing, given: Given, who: VolunteerRow | None) -> TeamRow | None:
        if given.team.strip():
            return self.team(writing, given.team)
        return writing.session.get(TeamRow, who.team_id) if who is not None and who.team_id else None

    def _last_end(self, writing: Writing, who: VolunteerRow) -> str:
        found = writing.session.connection().exec_driver_sql(
            "SELECT coalesce(max(out_at), '') FROM attendance WHERE volunteer_id = ? AND status NOT IN "
            "('voided', 'undone', 'rejected')",
            (who.id,),
        )
        return str(found.scalar_one())

    def _refuse_overlap(self, writing: Writing, row: AttendanceRow) -> None:
        """Raise DeskError where the same person was on another duty at that time."""
        if row.volunteer_id is None:
            return
        end = row.out_at or ("9999" if row.is_open else row.in_at)
        with writing.session.no_autoflush:
            found = (
                writing.session.connection()
                .exec_driver_sql(
                    "SELECT number FROM attendance WHERE volunteer_id = ? AND id <> ? "
                    "AND status NOT IN ('voided', 'undone', 'rejected') AND in_at < ? "
                    "AND coalesce(out_at, CASE is_open WHEN 1 THEN '9999' ELSE in_at END) > ? LIMIT 1",
                    (row.volunteer_id, row.id or 0, end, row.in_at),
                )
                .first()
            )
        if found:
            raise DeskError(
                N_("The same person was on duty at that time, {number}: type another time. Nothing is changed."),
                field="at", number=found[0],
            )  # fmt: skip

    def _forgotten(self, row: AttendanceRow, now: datetime) -> bool:
        return attendance_of(row.model_dump()).is_forgotten(now, self.limits.hours)

    def _open_row(self, writing: Writing, who: VolunteerRow) -> AttendanceRow | None:
        return writing.session.exec(
            select(AttendanceRow).where(AttendanceRow.volunteer_id == who.id, AttendanceRow.is_open == 1)
        ).first()

    def _here(self, writing: Writing, number: str) -> AttendanceRow:
        """The duty that somebody is on now, by the number of the duty or of the volunteer. Raises DeskError."""
        said = narrow(clean(number)).upper()
        if said.startswith(f"{PREFIX}-"):
            row = self.attendance(writing, said)
            if row.is_open:
                return row
        else:
            who = self.row(writing, said)
            if (found := self._open_row(writing, who)) is not None:
                return found
            said = who.number
        raise DeskError(
            N_("{number} is not on duty: sign in first, deskapp checkin."), code=Exit.REFUSED, number=said
        )

    def _twice(self, row: AttendanceRow) -> DeskError:
        since = self.room.calendar.show(moment(row.in_at), self.store.clock())
        return DeskError(
            N_("On duty since {since} already, {number}: sign out first, or leave it so."),
            since=since, number=row.number,
        )  # fmt: skip

    def _place(self, row: AttendanceRow) -> None:
        """Who is here stands first, then what waits for an officer, then the rest."""
        row.desk_order = ("0" if row.is_open else "1" if row.status in REVIEW else "2") + row.in_at

    def _facts(self, t: Words) -> DutyFacts:
        return DutyFacts(self.store.clock(), self.room.calendar, t, self.limits.hours)

    def duty(self, writing: Writing, row: AttendanceRow) -> Duty:
        """The duty with all that belongs to it, as this write sees it."""
        connection = writing.session.connection()
        writing.session.flush()
        found = duty_of(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "id = ?", (row.id,)
        )
        assert found is not None
        return found

    def attendance(self, writing: Writing, number: str) -> AttendanceRow:
        """The row of a number. Raises DeskError where there is none."""
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(AttendanceRow).where(AttendanceRow.room_id == self.room.id, AttendanceRow.number == said)
        ).first()
        if found is None:
            raise no_duty(number)
        return found


def guest_gets_nothing() -> DeskError:
    """The sentence where equipment is to go to somebody who is in no register."""
    return DeskError(
        N_("A guest gets no equipment: register the person first, deskapp volunteer add."), field="equipment"
    )


def no_duty(number: str) -> DeskError:
    """The sentence for a number that no duty has."""
    return DeskError(
        N_("There is no duty {number}. Look it up: deskapp list attendances"),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip
