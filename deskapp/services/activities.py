"""What a person can do with activities: enter, plan, begin, end, count on, correct, void, note."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.activity import Told
from deskapp.domain.activity_codes import PREFIX
from deskapp.domain.activity_form import read_columns, refuse_missing, texts_of, usual_numbers
from deskapp.domain.activity_kinds import KIND, kind_of
from deskapp.domain.activity_steps import ActivityMove, move
from deskapp.domain.activity_when import MOST, When, read_repeat, read_when
from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.officer import Actor
from deskapp.domain.rights import right_of_step
from deskapp.domain.text import clean
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_, Words
from deskapp.services.activity_book import SUBJECT, ActivityBook, stored_or_none
from deskapp.services.batches import open_batch
from deskapp.services.keeping import add_note, checked_entry, key_of, read_reason, refuse_moved, stored_value
from deskapp.services.store import Writing
from deskapp.tables.activity import ActivityRow

REPEAT = "repeat"
"""The field that says on which days, until when, the same is planned again."""
DUTY = "duty"
"""The field that says whether volunteers without a duty get one for it; `yes`, or nothing."""


class Activities(ActivityBook):
    """The verbs of activities of one room."""

    def add(self, kind: str, given: Mapping[str, str], actor: Actor, t: Words) -> Told:
        """Enter an activity of a kind; when it is says whether it is planned, under way or done.

        `given` has the fields of the kind, see domain.activity_kinds. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            row = self.add_in(writing, kind, given, t, journal=True)
            return self.told(writing, row)

    def plan(self, kind: str, given: Mapping[str, str], actor: Actor, t: Words) -> tuple[str, ...]:
        """Plan the same activity for several days, in one write; gives the numbers.

        `when` says the hours of the first day, `repeat` the days; what would have been already is left out. Raises
        DeskError.
        """
        now, calendar = self.store.clock(), self.room.calendar
        with about("when"):
            first = read_when(given.get("when", ""), now, calendar)
        repeat = read_repeat(given.get(REPEAT, ""), self.today, t)
        begin = calendar.local(first.start)
        last = calendar.local(first.end) if first.end else None
        spans = []
        for day in repeat.days(begin.date()):
            start = begin.replace(year=day.year, month=day.month, day=day.day)
            if start > now:
                spans.append(f"{start:%Y-%m-%d %H:%M}" + (f"-{last:%H:%M}" if last else ""))
        if not spans or len(spans) > MOST:
            raise DeskError(
                N_("{count} activities would be planned: at least one and at most {most} can be. Type other days. What "
                   "you typed is kept."),
                code=Exit.USAGE, field=REPEAT, count=len(spans), most=MOST,
            )  # fmt: skip
        said = {name: text for name, text in given.items() if name != REPEAT}
        with self.store.write(actor) as writing:
            open_batch(writing, "plan_activities", self.today, len(spans), kind)
            return tuple(
                self.add_in(writing, kind, said | {"when": when}, t, journal=False).number for when in spans
            )

    def add_in(
        self, writing: Writing, kind: str, given: Mapping[str, str], t: Words, *, journal: bool
    ) -> ActivityRow:
        """Like `add`, inside a transaction; without `journal` that is another's."""
        with about("kind"):
            code = KIND.find(kind, t)
        known = kind_of(code)
        said = {name: text for name, text in given.items() if text.strip()}
        duty = said.pop(DUTY, "")
        now = moment(writing.at)
        with about("when"):
            when = read_when(said.get("when", ""), now, self.room.calendar)
        status = when.status(now, lasts=known.lasts)
        columns = {"dimension": known.dimension, **usual_numbers(code)} | read_columns(code, said, t)
        columns |= self.looked_up(writing, said)
        today = self.today
        row = ActivityRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, today), day=today.isoformat(), kind=code,
            held_on=self.room.calendar.day(when.start).isoformat(), status=status, entered_at=writing.at,
            entered_by=writing.actor.officer_id,
        )  # fmt: skip
        for name, value in (columns | times_of(when, status)).items():
            setattr(row, name, value)
        if status == "done":
            refuse_missing(known, row)
        refuse_sums(row.refused, row.times)
        self.place_row(row)
        writing.session.add(row)
        writing.session.flush()
        if journal:
            writing.journal("add_activity", SUBJECT, key_of(row))
        rows = self.put_people(writing, row, said)
        rows += self.put_links(writing, row, said["links"]) if "links" in said else []
        rows += self.put_duties(writing, row, make=bool(duty), reason=_because(row))
        self.keep_activity(writing, row, {}, "add_activity", "", rows, fresh=True)
        return row

    def step(
        self,
        number: str,
        code: str,
        given: Mapping[str, str],
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Told:
        """Take the step `code`; see domain.activity_steps. Raises DeskError."""
        with self.store.write(actor, right_of_step(code)) as writing:
            row = self.activity(writing, number)
            refuse_moved(row, version)
            said = {name: text for name, text in given.items() if name != DUTY}
            done = move(self.told(writing, row).activity, code, said, self.around(t))
            writing.journal(code, SUBJECT, key_of(row))
            self._take(writing, row, done, t, duty=bool(given.get(DUTY, "").strip()))
            return self.told(writing, row)

    def plus(self, number: str, actor: Actor, t: Words) -> Told:
        """One persuasion more: in the tally of that day, or in a new one of the same people for today.

        Raises DeskError.
        """
        with self.store.write(actor) as writing:
            row = self.activity(writing, number)
            if row.kind != "persuasion" or row.status != "done":
                raise DeskError(
                    N_("{number} is no tally of persuasions: choose one, or enter one with Insert."), number=row.number
                )  # fmt: skip
            if row.held_on != self.today.isoformat():
                row = self._tally_like(writing, row, t)
                return self.told(writing, row)
            done = move(self.told(writing, row).activity, "plus", {}, self.around(t))
            writing.journal("plus", SUBJECT, key_of(row))
            self._take(writing, row, done, t, duty=False)
            return self.told(writing, row)

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> Told:
        """Correct facts, numbers, times and people; both values are kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.activity(writing, number)
            refuse_moved(row, version)
            self._refuse_void(row)
            columns = read_columns(row.kind, given, t) | self.looked_up(writing, given)
            if "when" in given:
                columns |= self._other_time(row, given["when"])
            said = read_reason(reason)
            before = row.model_dump()
            for name, value in columns.items():
                setattr(row, name, stored_value(value))
            if row.status == "done":
                refuse_missing(kind_of(row.kind), row)
            refuse_sums(row.refused, row.times)
            changed = any(before[name] != getattr(row, name) for name in columns)
            writing.journal("correct", SUBJECT, key_of(row))
            rows = self.put_people(writing, row, given)
            rows += self.put_links(writing, row, given["links"]) if "links" in given else []
            if not changed and not rows:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            rows += self.put_duties(writing, row, make=False, reason="")
            row.corrected_at = writing.at
            self.keep_activity(writing, row, before, "correct", said, rows)
            return self.told(writing, row)

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add an entry to the log of an activity. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            row = self.activity(writing, number)
            self._refuse_void(row)
            add_note(writing, SUBJECT, row, kind, said, t)

    # -- inside a write

    def _take(self, writing: Writing, row: ActivityRow, done: ActivityMove, t: Words, *, duty: bool) -> None:
        before = row.model_dump()
        columns = (
            read_columns(row.kind, done.given, t) | self.looked_up(writing, done.given) | dict(done.changes)
        )
        for name, value in columns.items():
            setattr(row, name, stored_value(value))
        row.status = done.target
        self.place_row(row)  # before anything is read: the file holds no half of it
        if done.target == "done":
            refuse_missing(kind_of(row.kind), row)
        refuse_sums(row.refused, row.times)
        rows = self.put_people(writing, row, done.given)
        rows += self.put_links(writing, row, done.given["links"]) if "links" in done.given else []
        if done.step in ("start", "end", "hold"):
            rows += self.put_duties(writing, row, make=duty, reason=_because(row))
        self.keep_activity(writing, row, before, done.step, done.reason, rows)

    def _tally_like(self, writing: Writing, row: ActivityRow, t: Words) -> ActivityRow:
        """A tally of today for the same people, kind and place, with its first one."""
        told = self.told(writing, row)
        names = [one.number or one.name for one in told.with_role("member")]
        own = ("times", "refused", "text")
        given = {name: text for name, text in texts_of(told.activity).items() if name not in own}
        given |= {"people_in": ",".join(names), "team": told.activity.team}
        return self.add_in(writing, row.kind, given, t, journal=True)

    def _other_time(self, row: ActivityRow, text: str) -> dict[str, object]:
        """The times as they should be: of a plan those of the plan, else those at which it was. Raises DeskError."""
        now = self.store.clock()
        with about("when"):
            when = read_when(text, now, self.room.calendar)
        held = {"held_on": self.room.calendar.day(when.start).isoformat()}
        if row.status in ("planned", "missed"):
            return times_of(when, "planned") | held
        if when.start > now or (row.status == "done" and when.end is not None and when.end > now):
            raise DeskError(
                N_("“{text}” does not fit: what is under way or done has been. Type another time. What you typed is "
                   "kept."),
                code=Exit.USAGE, field="when", text=clean(text)[:40],
            )  # fmt: skip
        times = times_of(when, row.status)
        return {name: value for name, value in times.items() if name != "plan_from"} | held

    def _refuse_void(self, row: ActivityRow) -> None:
        if row.status in ("voided", "undone"):
            raise DeskError(
                N_("{number} is void: nothing is added to it. Enter it anew: deskapp activity add"), number=row.number
            )  # fmt: skip


def times_of(when: When, status: str) -> dict[str, object]:
    """The columns of when it is, as stored."""
    start, end = stored(when.start), stored_or_none(when.end)
    if status == "planned":
        return {"plan_from": start, "plan_to": end}
    if status == "running":
        return {"plan_from": start, "plan_to": end, "start_at": start} if end else {"start_at": start}
    return {"start_at": start, "end_at": end, "minutes": when.minutes}


def _because(row: ActivityRow) -> str:
    """Why a duty is entered later than it was: it was served in this activity."""
    return coded(N_("served in {number}"), number=row.number)


def refuse_sums(refused: int, times: int) -> None:
    """Raise DeskError where a part is more than its whole."""
    if refused > times:
        raise DeskError(
            N_("{refused} of {times} refused: that is more than there were. Type the numbers again. What you typed is "
               "kept."),
            code=Exit.USAGE, field="refused", refused=refused, times=times,
        )  # fmt: skip
