"""The clocks of a dispute: what is due when, by which rule; each length is the room's to set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_
from deskapp.domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule of time: from when, how long, and who says so."""

    code: str
    label: str
    start: str
    """In English: from what it counts."""
    days: int
    working: bool
    """Whether working days are counted, or calendar days."""
    source: str
    verified: bool = True
    """False where the text of the rule was not at hand: then its length is a habit, to be set by the room."""


CLOCKS: tuple[Clock, ...] = (
    Clock("accept", N_("Accept or decline"), N_("entry"), 1, True, N_("practice of the desk"), False),
    Clock("mediate", N_("Finish the public-order mediation"), N_("acceptance"), 3, True,
          N_("公安机关治安调解工作规范 (2007)")),
    Clock("second", N_("Second sitting"), N_("the first sitting"), 7, True,
          N_("公安机关办理行政案件程序规定 Art. 183 (numbering of 2020)"), False),
    Clock("peoples", N_("Finish the people's mediation"), N_("acceptance"), 30, False,
          N_("one month: old MOJ rule, local rules")),
    Clock("other_kind", N_("Finish the mediation"), N_("acceptance"), 7, False, N_("practice of the desk"), False),
    Clock("perform", N_("Performance due"), N_("the date in the agreement"), 0, False, N_("人民调解法 Art. 31")),
    Clock("promise", N_("Say how it is performed"), N_("an agreement without a date"), 3, True,
          N_("practice of the desk"), False),
    Clock("followup", N_("First follow-up"), N_("fulfilment"), 3, False, N_("practice of the desk"), False),
    Clock("followup_late", N_("Second follow-up"), N_("fulfilment"), 30, False, N_("practice of the desk"), False),
    Clock("confirm", N_("Apply for judicial confirmation"), N_("effect of the agreement"), 30, False,
          N_("人民调解法 Art. 33")),
    Clock("reply", N_("Reply due from the receiver"), N_("the date set at the transfer"), 0, False,
          N_("practice of the desk"), False),
    Clock("next_step", N_("Go on by law or mediate again"), N_("that day"), 3, True,
          N_("治安管理处罚法 Art. 9"), False),
)  # fmt: skip

Table = Mapping[str, Clock]

_LABELS = {clock.code: clock.label for clock in CLOCKS}


def label_of(code: str) -> str:
    """The English words of a clock; nothing for no clock."""
    return _LABELS.get(code, "")


def table(changes: Mapping[str, tuple[int, bool]] = {}) -> dict[str, Clock]:
    """The table of clocks with the room's own lengths, as (days, whether working days)."""
    found = {clock.code: clock for clock in CLOCKS}
    for code, (days, working) in changes.items():
        if code not in found or not 0 <= days <= 3650:
            raise DeskError(
                N_("“{name}” is no clock of the desk, or its days are not 0 to 3650: look at the table of clocks."),
                code=Exit.USAGE, name=code,
            )  # fmt: skip
        found[code] = replace(found[code], days=days, working=working)
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due."""

    clock: str
    label: str
    at: datetime
    unsure: bool = False
    """Whether working days were counted into a year whose shifted days are not known."""

    def overdue(self, now: datetime) -> bool:
        """Whether the moment has passed."""
        return self.at < now


@dataclass(frozen=True, slots=True)
class Times:
    """How a room counts: its zone, its table of clocks, its working days."""

    calendar: Calendar
    clocks: Table
    workdays: Workdays

    def end(self, code: str, start: datetime) -> datetime:
        """When the clock `code` that starts at `start` runs out: the end of its last day."""
        clock = self.clocks[code]
        return self.close_of(self.last_day(code, self.calendar.local(start).date()), clock)

    def last_day(self, code: str, start: date) -> date:
        """The last day of the clock `code` from the day `start` on."""
        clock = self.clocks[code]
        if clock.working:
            return self.workdays.after(start, clock.days)
        return start + timedelta(days=clock.days)

    def close_of(self, day: date, clock: Clock | None = None) -> datetime:
        """The end of `day` in the room's zone."""
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(self.calendar.zone)).astimezone(
            UTC
        ) - timedelta(minutes=1)


def due(file: File, times: Times) -> tuple[Due, ...]:
    """All that is due in a dispute now, the nearest first."""
    found = [*_of_state(file, times), *_of_promise(file, times), *_of_visits(file, times)]
    confirm = _confirmation(file, times)
    return tuple(sorted([*found, *([confirm] if confirm else [])], key=lambda one: one.at))


def _made(code: str, at: datetime, times: Times) -> Due:
    clock = times.clocks[code]
    unsure = clock.working and not times.workdays.knows(times.calendar.local(at).year)
    return Due(code, clock.label, at, unsure)


def _of_state(file: File, times: Times) -> list[Due]:
    dispute = file.dispute
    if dispute.status == "registered":
        return [_made("accept", times.end("accept", dispute.entered_at), times)]
    if dispute.status == "accepted" and dispute.accepted_at:
        code = _finish_clock(dispute.kind)
        return [_made(code, times.end(code, dispute.accepted_at), times)]
    if dispute.status == "mediating" and dispute.accepted_at:
        if dispute.kind == "security" and len(file.sessions) == 1:
            return [_made("second", times.end("second", file.sessions[0].from_at), times)]
        if dispute.kind == "security" and file.sessions:  # both are held: agree, or go on by law
            return [_made("next_step", times.end("next_step", file.sessions[-1].to_at), times)]
        code = _finish_clock(dispute.kind)
        return [_made(code, times.end(code, dispute.accepted_at), times)]
    if dispute.status == "transferred" and dispute.receiver_due:
        return [_made("reply", dispute.receiver_due, times)]
    if dispute.status in ("not_agreed", "breached"):
        start = dispute.breached_at if dispute.status == "breached" else None
        start = start or (file.sessions[-1].to_at if file.sessions else dispute.entered_at)
        return [_made("next_step", times.end("next_step", start), times)]
    return []


def _finish_clock(kind: str) -> str:
    return {"security": "mediate", "on_site": "mediate", "peoples": "peoples"}.get(kind, "other_kind")


def _of_promise(file: File, times: Times) -> list[Due]:
    dispute = file.dispute
    if dispute.status not in ("agreed", "performing"):
        return []
    open_parts = [part for part in file.instalments if not part.settled]
    if open_parts:
        return [_made("perform", times.close_of(part.due_on), times) for part in open_parts]
    if dispute.deadline:
        return [_made("perform", times.close_of(dispute.deadline), times)]
    if dispute.agreed_at:
        return [_made("promise", times.end("promise", dispute.agreed_at), times)]
    return []


def _of_visits(file: File, times: Times) -> list[Due]:
    if file.dispute.status not in ("fulfilled", "followed_up"):
        return []
    late = [visit for visit in file.visits if visit.done_at is None]
    first = min((visit.due_on for visit in file.visits), default=None)
    return [
        _made("followup" if visit.due_on == first else "followup_late", times.close_of(visit.due_on), times)
        for visit in late
    ]


def _confirmation(file: File, times: Times) -> Due | None:
    """The day until which both parties may ask the court to confirm; people's mediation alone has it."""
    dispute = file.dispute
    if dispute.kind != "peoples" or dispute.effective_on is None or dispute.confirmation:
        return None
    if dispute.status not in ("agreed", "performing"):
        return None
    return _made("confirm", times.close_of(times.last_day("confirm", dispute.effective_on)), times)
