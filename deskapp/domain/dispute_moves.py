"""What each step of a dispute checks and writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from deskapp.domain import dispute_guards as guards
from deskapp.domain.asking import checked, find_officer, future, refuse_unconfirmed, refuse_unknown
from deskapp.domain.clocks import Due, Times, due
from deskapp.domain.dispute import PREFIX, Dispute, File, Instalment, Session, Visit
from deskapp.domain.dispute_steps import MACHINE, ON_PAPER
from deskapp.domain.dispute_ways import barred, possible
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Step
from deskapp.domain.money import read_money, show_money
from deskapp.domain.officer import Officer
from deskapp.domain.reasons import refuse
from deskapp.domain.times import Calendar, read_day, read_moment
from deskapp.domain.words import N_, Way, Words


@dataclass(frozen=True, slots=True)
class Child:
    """One row beside the dispute that a step adds (key 0) or changes."""

    table: str
    """`session`, `instalment` or `visit`."""
    id: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FileMove:
    """One step that was checked and may be written."""

    step: str
    source: str
    target: str
    changes: Mapping[str, object]
    """New values of the dispute's columns."""
    reason: str = ""
    children: tuple[Child, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """What the steps need to know of the rest of the desk."""

    now: datetime
    times: Times
    actor: int
    officers: Sequence[Officer] = ()
    words: Words = field(default_factory=Words.plain)
    agreement_no: Callable[[], str] = lambda: ""
    """Gives the next number of a written agreement."""

    @property
    def calendar(self) -> Calendar:
        """How the room counts its days."""
        return self.times.calendar

    @property
    def today(self) -> date:
        """The day on the room's wall."""
        return self.calendar.local(self.now).date()


def moves(file: File, code: str, given: Mapping[str, str], facts: DisputeFacts) -> tuple[FileMove, ...]:
    """Check the step `code` on `file` with the texts `given`, and say what it writes, one move a step.

    A step may bring another with it: a part payment that completes the sum fulfils the agreement, an agreement on
    instalments is a promise, and a follow-up that finds a relapse opens the file again. Raises DeskError where a
    guard refuses.
    """
    step = _step(file, code, facts)
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, facts.words)
    if step.typed:
        refuse_unconfirmed(given.get("confirm", ""), file.dispute.number, PREFIX, facts)
    made = _WRITES[code](file, step, said, facts)
    after = applied(file, made)
    more = _FOLLOWS[code](after, said, facts) if code in _FOLLOWS else None
    found = [_timed(file, made, facts)]
    if more is not None:
        found += moves(after, more[0], more[1], facts)
    return tuple(found)


def _step(file: File, code: str, facts: DisputeFacts) -> Step:
    """The step, where nothing stands against it whatever is typed. Raises DeskError."""
    step = MACHINE.path(file.dispute.status, code, possible(file, facts.officers))[-1]
    if (bar := barred(file, code, facts.officers)) is not None:
        raise bar.error
    return step


def applied(file: File, move: FileMove) -> File:
    """`file` as it is after `move`; rows that are not written yet have the key 0."""
    return replace(
        file,
        dispute=replace(file.dispute, status=move.target, **move.changes),  # type: ignore[arg-type]
        sessions=_with(file.sessions, move, "session", Session),
        instalments=_with(file.instalments, move, "instalment", Instalment),
        visits=_with(file.visits, move, "visit", Visit),
    )


RowT = TypeVar("RowT", Session, Instalment, Visit)


def _with(rows: tuple[RowT, ...], move: FileMove, table: str, make: type[RowT]) -> tuple[RowT, ...]:
    for child in (child for child in move.children if child.table == table):
        values = {name: value for name, value in child.values.items() if name != "gone"}
        if not child.id:
            rows = (*rows, make(id=0, **values))  # type: ignore[arg-type]
        elif child.values.get("gone"):
            rows = tuple(row for row in rows if row.id != child.id)
        else:
            rows = tuple(replace(row, **values) if row.id == child.id else row for row in rows)  # type: ignore[arg-type]
    return rows


def _timed(file: File, move: FileMove, facts: DisputeFacts) -> FileMove:
    """The move, with the clock that counts after it."""
    after = applied(file, move)
    nearest = next_due(after, facts)
    changes = dict(move.changes) | {
        "next_due": nearest.at if nearest else file.dispute.next_due,
        "next_clock": nearest.clock if nearest else "",
    }
    if file.dispute.first_action_at is None and move.step not in ("risk", "void"):
        changes["first_action_at"] = facts.now
    return replace(move, changes=changes)


def next_due(file: File, facts: DisputeFacts) -> Due | None:
    """The clock that runs out first."""
    return next(iter(due(file, facts.times)), None)


def _move(
    dispute: Dispute, step: Step, reason: str, children: Sequence[Child] = (), target: str = "", **changes: object
) -> FileMove:  # fmt: skip
    return FileMove(
        step.code, dispute.status, target or step.target or dispute.status, changes, reason, tuple(children)
    )


Said = Mapping[str, str]


def _accept(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    if said["willing"] != "yes":
        raise DeskError(
            N_("Mediation is free will. What you typed is kept. Where a party does not want it, tell the lawful way "
               "and take “Do not mediate”: {way}"),
            field="willing",
            way=Way(N_("press 6"), f"deskapp step {dispute.number} decline --set reason=refused --text WAY"),
        )  # fmt: skip
    guards.refuse_ineligible(said["kind"], said["eligible"], dispute)
    presider = (
        find_officer(said["presider"], facts, "presider")
        if said["presider"]
        else dispute.presider or facts.actor
    )
    refuse(guards.wrong_presider(said["kind"], presider, facts.officers))
    return _move(dispute, step, "", kind=said["kind"], presider=presider, accepted_at=facts.now)


def _session(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    with about("from"):
        start = read_moment(said["from"], facts.now, facts.calendar)
    with about("to"):
        end = read_moment(said["to"], facts.now, facts.calendar)
    guards.refuse_times(start, end, facts.now)
    guards.refuse_before(file, start, facts.calendar)
    guards.refuse_third(file, start, said["override"], facts.times)
    values: dict[str, object] = {
        "seq": len(file.sessions) + 1, "place": said["place"] or dispute.place, "from_at": start, "to_at": end,
        "attendees": said["attendees"], "course": said["course"], "result": said["result"],
        "override": said["override"],
    }  # fmt: skip
    return _move(dispute, step, said["override"] or said["result"], [Child("session", 0, values)])


def _agree(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute, form = file.dispute, said["form"]
    guards.refuse_form(dispute.kind, form)
    amount = read_money(said["sum"], "sum")
    deadline = guards.read_deadline(said["deadline"], facts.today)
    # Read here so that a refusal comes before anything is written; the promise that follows keeps them.
    guards.refuse_late_parts(guards.read_parts(said["parts"], amount, facts.today), deadline)
    written = form in ON_PAPER
    if written and said["signed"] != "yes":
        raise DeskError(
            N_("A written agreement counts when all have signed the paper: print it, let them sign. What you typed is "
               "kept. Then say so: {way}"),
            field="signed", way=Way(N_("press 1, “Yes”"), "signed=yes"),
        )  # fmt: skip
    return _move(
        dispute, step, said["text"], outcome=form, agreement=said["text"], agreed_sum=amount,
        manner=said["manner"], deadline=deadline, agreed_at=facts.now, effective_on=facts.today, signed=written,
        agreement_no=(dispute.agreement_no or facts.agreement_no()) if written else "", performance="", paid=0,
    )  # fmt: skip


def _after_agree(after: File, said: Said, facts: DisputeFacts) -> tuple[str, dict[str, str]] | None:
    return ("promise", {"parts": said["parts"]}) if said["parts"] else None


def _fail(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(file.dispute, step, said["text"], outcome=said["form"], advice=said["told"])


def _retry(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(file.dispute, step, said["text"], outcome="")


def _perform(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    if said["performance"] == "none_due" and dispute.agreed_sum:
        raise DeskError(
            N_("The agreement names {sum} 元: something is to be performed. Say that it was, or take “Performance "
               "promised”: {way}"),
            field="performance", sum=show_money(dispute.agreed_sum),
            way=Way(
                N_("press 1, or Esc and 2"),
                f"deskapp step {dispute.number} perform --set performance=done_on_spot",
            ),
        )  # fmt: skip
    return _fulfilled(file, step, said["text"], facts, said["performance"])


def _fulfilled(file: File, step: Step, text: str, facts: DisputeFacts, performance: str) -> FileMove:
    dispute = file.dispute
    planned = [
        Child("visit", 0, {"due_on": facts.times.last_day(code, facts.today)})
        for code in ("followup", "followup_late")
    ]
    parts = [
        Child("instalment", part.id, {"paid": part.amount, "paid_on": facts.today})
        for part in file.instalments
        if not part.settled
    ]
    return _move(
        dispute, step, text, [*parts, *planned], performance=performance, paid=dispute.agreed_sum,
        fulfilled_at=facts.now, closed_at=facts.now,
    )  # fmt: skip


def _promise(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    parts = guards.read_parts(said["parts"], dispute.agreed_sum, facts.today)
    if not parts and dispute.deadline is None:
        raise DeskError(
            N_("Nobody knows until when it is to be performed: type the dates and sums, like 12-31 500; 01-31 500."),
            code=Exit.USAGE, field="parts",
        )  # fmt: skip
    children = [
        Child("instalment", 0, {"seq": at, "due_on": day, "amount": amount})
        for at, (day, amount) in enumerate(parts, 1)
    ]
    return _move(
        dispute, step, said["text"], children, performance="instalment" if len(parts) > 1 else "promised",
        deadline=parts[-1][0] if parts else dispute.deadline,
    )  # fmt: skip


def _pay(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    amount = read_money(said["sum"], "sum")
    day = facts.today
    if said["on"]:
        with about("on"):
            day = read_day(said["on"], facts.today)
    guards.refuse_payment(dispute, amount, day, facts.today, facts.calendar)
    children, left = [], amount
    for part in file.instalments:
        if part.paid < part.amount and left:
            taken = min(left, part.amount - part.paid)
            left -= taken
            children.append(Child("instalment", part.id, {"paid": part.paid + taken, "paid_on": day}))
    return _move(
        dispute, step, said["text"], children, paid=dispute.paid + amount, performance="partly"
    )  # fmt: skip


def _after_pay(after: File, said: Said, facts: DisputeFacts) -> tuple[str, dict[str, str]] | None:
    if after.dispute.paid < after.dispute.agreed_sum:
        return None
    return "fulfil", {"text": said["text"] or facts.words(N_("All parts are paid."))}


def _fulfil(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _fulfilled(file, step, said["text"], facts, "done")


def _breach(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    return _move(
        dispute,
        step,
        said["text"],
        performance="breached",
        breached_at=facts.now,
        breaches=dispute.breaches + 1,
    )


def _remediate(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _again(file, step, said["text"], facts)


def _again(file: File, step: Step, text: str, facts: DisputeFacts, relapses: int | None = None) -> FileMove:
    """Open the mediation again: what is still planned falls away, what happened stays."""
    gone = [Child("visit", visit.id, {"gone": True}) for visit in file.visits if visit.done_at is None]
    gone += [Child("instalment", part.id, {"gone": True}) for part in file.instalments]
    return _move(
        file.dispute, step, text, gone, outcome="", performance="", agreement="", agreed_sum=0, paid=0,
        manner="", deadline=None, agreed_at=None, effective_on=None, signed=False, agreement_no="",
        closed_at=None, fulfilled_at=None, accepted_at=facts.now,
        relapses=file.dispute.relapses if relapses is None else relapses,
    )  # fmt: skip


def _relapse(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _again(file, step, said["text"], facts, relapses=file.dispute.relapses + 1)


def _follow_up(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    planned = sorted((v for v in file.visits if v.done_at is None), key=lambda visit: visit.due_on)
    values = {"done_at": facts.now, "by": facts.actor, "result": said["result"], "note": said["text"]}
    # Somebody who did not answer is visited again: the planned visit stays, and the attempt stands beside it.
    if planned and said["result"] != "no_answer" and _counts(file, planned, facts):
        child = Child("visit", planned[0].id, values)
    else:
        child = Child("visit", 0, values | {"due_on": facts.today})
    stays = said["result"] == "no_answer" and file.dispute.status == "fulfilled"
    return _move(file.dispute, step, said["text"], [child], target="fulfilled" if stays else "")


def _counts(file: File, planned: Sequence[Visit], facts: DisputeFacts) -> bool:
    """Whether a visit of today is the planned one that is due first.

    Each planned visit needs one of its own: the last counts on another day than those before it, and only in the
    second half of its time, for it is to see whether the peace has lasted.
    """
    made = [visit for visit in file.visits if visit.done_at and visit.result != "no_answer"]
    if len(planned) > 1 or not made or file.dispute.fulfilled_at is None:
        return True
    start = facts.calendar.local(file.dispute.fulfilled_at).date()
    half = start + timedelta(days=(planned[0].due_on - start).days // 2)
    days = {facts.calendar.local(visit.done_at).date() for visit in made if visit.done_at}
    return facts.today >= half and facts.today not in days


def _after_follow_up(after: File, said: Said, facts: DisputeFacts) -> tuple[str, dict[str, str]] | None:
    return ("relapse", {"text": said["text"]}) if said["result"] in ("relapsed", "escalated") else None


def _confirm(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    guards.refuse_confirmation(file.dispute, said, facts.today, facts.times)
    return _move(
        file.dispute, step, said["text"], confirmation=said["confirmation"], confirmation_no=said["number"]
    )  # fmt: skip


def _decline(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(
        file.dispute, step, said["text"], decline_reason=said["reason"], advice=said["text"], closed_at=facts.now
    )  # fmt: skip


def _transfer(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(
        file.dispute, step, said["text"], receiver=said["receiver"],
        receiver_due=future(said["due"], "due", facts),
    )  # fmt: skip


def _return(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    dispute = file.dispute
    target = "registered" if dispute.accepted_at is None else "mediating" if file.sessions else "accepted"
    return _move(dispute, step, said["text"], target=target, receiver_due=None)


def _feedback(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(
        file.dispute, step, said["text"], outcome="transferred", close_way="other", close_no=said["text"],
        closed_at=facts.now,
    )  # fmt: skip


def _close(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    way = said["way"]
    outcome = way if way in ("penalty", "court", "arbitration") else file.dispute.outcome
    return _move(
        file.dispute, step, said["number"], outcome=outcome, close_way=way, close_no=said["number"],
        closed_at=facts.now,
    )  # fmt: skip


def _risk(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    if said["risk"] == file.dispute.risk:
        raise DeskError(
            N_("The risk stands there already: choose another one, or leave with Esc."), field="risk"
        )
    return _move(file.dispute, step, said["text"], risk=said["risk"])


def _archive(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(file.dispute, step, said["text"])


def _void(file: File, step: Step, said: Said, facts: DisputeFacts) -> FileMove:
    return _move(file.dispute, step, said["text"], closed_at=file.dispute.closed_at or facts.now)


_Writer = Callable[[File, Step, Said, DisputeFacts], FileMove]

_WRITES: Mapping[str, _Writer] = {
    "accept": _accept, "session": _session, "agree": _agree, "fail": _fail, "retry": _retry,
    "perform": _perform, "promise": _promise, "pay": _pay, "fulfil": _fulfil, "breach": _breach,
    "remediate": _remediate, "follow_up": _follow_up, "relapse": _relapse, "confirm": _confirm,
    "decline": _decline, "transfer": _transfer, "return": _return, "feedback": _feedback, "close": _close,
    "risk": _risk, "archive": _archive, "void": _void,
}  # fmt: skip

_FOLLOWS: Mapping[str, Callable[[File, Said, DisputeFacts], tuple[str, dict[str, str]] | None]] = {
    "agree": _after_agree, "pay": _after_pay, "follow_up": _after_follow_up,
}  # fmt: skip
