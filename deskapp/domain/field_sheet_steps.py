"""What has been done about a record of a table: the steps of the desk that lead to the state in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from deskapp.domain import custody, lost
from deskapp.domain.custody import a_year_after, notice_due
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.field_form import Around
from deskapp.domain.field_sheet_heads import labels
from deskapp.domain.hazard_form import end_of, proposed_deadline
from deskapp.domain.things import OTHER, PERSON, guess_kind
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_, Term

Columns = dict[str, object]


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One step: where it leads and what it changes."""

    code: str
    target: str
    changes: Mapping[str, object]
    reason: str = ""
    recheck: bool | None = None
    """Of a hazard, whether a recheck was passed; None where none was made."""


def steps_of(
    register: str, state: str, values: Mapping[str, object], around: Around
) -> tuple[Columns, tuple[SheetStep, ...]]:
    """The columns of a record as it came in, and its steps since. Raises DeskError about a field."""
    return _REGISTERS[register](_Said(register, dict(values), around), state)


@dataclass
class _Said:
    """The cells of a row, taken out one after the other."""

    register: str
    values: Columns
    around: Around

    def text(self, name: str) -> str:
        """A text, or nothing."""
        return str(self.values.pop(name, None) or "")

    def needed(self, name: str) -> str:
        """A text without which the state cannot be. Raises DeskError."""
        said = self.text(name)
        if not said:
            raise DeskError(
                N_("In this state “{label}” is needed: fill it in."), code=Exit.USAGE, field=name,
                label=Term(labels(self.register)[name]),
            )  # fmt: skip
        return said

    def past(self, name: str) -> str:
        """A moment that has been, or nothing. Raises DeskError."""
        said = self.text(name)
        if said and moment(said) > self.around.now:
            raise DeskError(
                N_("“{label}” is still to come, {said}: fill in a time that has been."), code=Exit.USAGE, field=name,
                label=Term(labels(self.register)[name]), said=self.around.calendar.show(moment(said)),
            )  # fmt: skip
        return said

    def day_of(self, at: str) -> date:
        """The room's day of a stored moment."""
        return self.around.calendar.day(moment(at))

    @property
    def now(self) -> str:
        """The moment of the import, as stored."""
        return stored(self.around.now)


def _hazard(said: _Said, state: str) -> tuple[Columns, tuple[SheetStep, ...]]:
    around, values = said.around, said.values
    found_at = said.past("found_at") or said.now
    closed_at, done = said.past("closed_at") or said.now, said.text("done")
    deadline, receiver, due = said.text("deadline"), said.text("receiver"), said.text("receiver_due")
    times = values.pop("rechecks", 0)
    rechecks = times if isinstance(times, int) else 0
    first = end_of(
        proposed_deadline("major", around.calendar.day(max(moment(found_at), around.now))), around.calendar
    )
    columns: Columns = {"venue": "", "level": "general", "source": "inspection"} | {
        name: value for name, value in values.items() if value not in ("", None)
    }  # fmt: skip
    columns |= {"found_at": found_at, "measure": done, "next_due": stored(first)}
    if state == "found":
        return columns, ()
    if state == "fixed_on_spot":
        return columns, (SheetStep("fix", "fixed_on_spot", {"closed_at": closed_at}, done),)
    if state == "transferred":
        if not receiver:
            said.needed("receiver")
        if not due:
            said.needed("receiver_due")
        changes: Columns = {"receiver": receiver, "receiver_due": due, "next_due": due}
        return columns, (SheetStep("transfer", "transferred", changes),)
    if not deadline and state == "ordered":
        said.needed("deadline")
    day = deadline or said.day_of(closed_at if state == "rechecked_ok" else found_at).isoformat()
    ordered: Columns = {
        "deadline": day, "next_due": stored(end_of(date.fromisoformat(day), around.calendar)), "ordered_at": found_at,
        "receiver": "", "receiver_due": None,
    }  # fmt: skip
    order = SheetStep("order", "ordered", ordered, done)
    if state == "ordered":
        return columns, (order, *_failed(rechecks, order, said.now))
    last = max(1, rechecks)
    before = _failed(last - 1, order, said.now)
    if state == "recheck_failed":
        failed: Columns = {"rechecks": last, "next_due": said.now, "receiver": "", "receiver_due": None}
        return columns, (order, *before, SheetStep("fail", "recheck_failed", failed, done, recheck=False))
    cleared: Columns = {"rechecks": last, "closed_at": closed_at}
    return columns, (order, *before, SheetStep("clear", "rechecked_ok", cleared, done, recheck=True))


def _failed(count: int, order: SheetStep, now: str) -> tuple[SheetStep, ...]:
    """So many rechecks that were not passed, each with its new order."""
    return tuple(
        one
        for at in range(1, count + 1)
        for one in (
            SheetStep(
                "fail", "recheck_failed",
                {"rechecks": at, "next_due": now, "receiver": "", "receiver_due": None}, order.reason, recheck=False,
            ),
            order,
        )
    )  # fmt: skip


def _appeal(said: _Said, _state: str) -> tuple[Columns, tuple[SheetStep, ...]]:
    """Whatever became of it elsewhere: here it is a draft."""
    return {name: value for name, value in said.values.items() if value}, ()


def _custody(said: _Said, state: str) -> tuple[Columns, tuple[SheetStep, ...]]:
    around, values = said.around, said.values
    found_at = said.past("found_at")
    noticed, notice, closed = said.text("noticed_on"), said.text("notice"), said.past("closed_at") or said.now
    claim: Columns = {
        name: said.text(name)
        for name in ("claimant", "claimant_phone", "id_kind", "id_number", "proof", "delegate")
    }
    receiver, reason = said.text("receiver"), said.text("reason")
    if not values.get("kind"):
        values["kind"] = _kind(f"{values.get('name', '')}{values.get('features', '')}", person=False)
    own = {one.name for one in custody.FIELDS} | {"area_id"}
    columns = {name: value for name, value in values.items() if name in own and value not in ("", None)}
    columns |= {"due_on": notice_due(around.today).isoformat()} | ({"found_at": found_at} if found_at else {})
    steps: list[SheetStep] = []
    if state in ("noticed", "expired") and not noticed:
        said.needed("noticed_on")
    if noticed and state != "received":
        if date.fromisoformat(noticed) > around.today:
            raise DeskError(
                N_("“{label}” is still to come, {said}: fill in a time that has been."),
                code=Exit.USAGE, field="noticed_on",
                label=Term(labels("custody")["noticed_on"]), said=noticed,
            )  # fmt: skip
        due = a_year_after(date.fromisoformat(noticed)).isoformat()
        steps.append(
            SheetStep("notice", "noticed", {"noticed_on": noticed, "notice": notice, "due_on": due}, notice)
        )
    if state == "claimed":
        if not claim["claimant"]:
            said.needed("claimant")
        steps.append(SheetStep("claim", "claimed", claim | {"closed_at": closed}, str(claim["proof"])))
    elif state == "handed_up":
        if not receiver:
            said.needed("receiver")
        steps.append(SheetStep("hand_up", "handed_up", {"receiver": receiver, "closed_at": closed}, reason))
    elif state == "expired":
        steps.append(SheetStep("expire", "expired", {"closed_at": closed}, reason))
    return columns, tuple(steps)


def _lost(said: _Said, state: str) -> tuple[Columns, tuple[SheetStep, ...]]:
    values = said.values
    last_at, minor = said.past("last_at"), values.pop("minor", False)
    result, receipt = said.text("result"), said.text("receipt")
    found_at, closed = said.past("found_at"), said.past("closed_at")
    place, by = said.text("found_place"), said.text("found_by")
    if not values.get("kind"):
        values["kind"] = _kind(f"{values.get('name', '')}{values.get('features', '')}", person=bool(minor))
        if values["kind"] == OTHER and not minor:
            raise DeskError(
                N_("Whether a person, a pet or a thing is lost is not said: fill in a kind, a name would not be "
                   "covered else."),
                code=Exit.USAGE, field="kind",
            )  # fmt: skip
    if minor and values.get("age") is None and "＊" not in str(values["name"]):
        raise DeskError(
            N_("A minor has no age here: fill it in, the name would stand outside the record in full else."),
            code=Exit.USAGE, field="age",
        )  # fmt: skip
    own = {one.name for one in lost.FIELDS} | {"area_id"}
    columns = {name: value for name, value in values.items() if name in own and value not in ("", None)}
    columns |= {"last_at": last_at} if last_at else {}
    if state == "open":
        return columns, ()
    if state == "to_case":
        if not receipt:
            said.needed("receipt")
        changes: Columns = {"receipt": receipt, "result": result, "closed_at": closed or said.now}
        return columns, (SheetStep("case", "to_case", changes, result),)
    if not result:
        said.needed("result")
    if state == "closed_unfound":
        changes = {"result": result, "closed_at": closed or said.now}
        return columns, (SheetStep("close", "closed_unfound", changes, result),)
    at = found_at or closed or said.now
    changes = {
        "found_at": at,
        "found_place": place,
        "found_by": by,
        "result": result,
        "closed_at": closed or at,
    }
    return columns, (SheetStep("find", "found", changes, result),)


def _kind(text: str, *, person: bool) -> str:
    return PERSON if person else guess_kind("", text)


_REGISTERS: Mapping[str, Callable[[_Said, str], tuple[Columns, tuple[SheetStep, ...]]]] = {
    "hazard": _hazard, "lead_appeal": _appeal, "custody": _custody, "lost_report": _lost,
}  # fmt: skip
