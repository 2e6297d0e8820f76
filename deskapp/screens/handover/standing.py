"""What the page of a shift is about: the shift, what its handover says, and what the next officer missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deskapp.domain.changes import NOTHING, REGISTERS, Change, Changes, Group, label_of, told
from deskapp.domain.handover import Handover, lacking_to_accept, lacking_to_send
from deskapp.domain.handover_rows import Line, asked, lines_of
from deskapp.domain.officer import KIOSK, Officer
from deskapp.domain.rights import ACCEPT, RIGHTS
from deskapp.domain.shift import STATUS as SHIFT_STATUS
from deskapp.domain.shift import Shift
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.reading import changes as news
from deskapp.reading import shifts as reading

if TYPE_CHECKING:
    from deskapp.wiring import Desk

BY_DIGIT = 9
"""People who are chosen by a digit; 0 finds the others."""

IN_A_ROW = 3
"""Of them in a row of the head."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the shift on the page."""

    shift: Shift
    handover: Handover
    people: tuple[Officer, ...]
    going: tuple[str, ...] = ()
    """Volunteers' duties that began before the cut-off and go on."""
    incoming: int = 0
    """Who is to take over; 0 while nobody is chosen."""
    last: Shift | None = None
    """The last shift in which that one served."""
    changes: Changes = NOTHING
    """What happened since then."""
    pins: bool = True
    """Whether the room has PINs."""

    @property
    def takers(self) -> tuple[Officer, ...]:
        """Who may take over: everybody who accepts but the one who hands over; that one where there is nobody else."""
        able = [one for one in self.people if one.active and one.kind in RIGHTS[ACCEPT]]
        others = tuple(one for one in able if one.id != self.shift.outgoing)
        return others or tuple(able)

    def name(self, officer: int) -> str:
        """The signature of an officer."""
        return next((one.signature() for one in self.people if one.id == officer), "—")


def read(desk: Desk, incoming: int, say: Callable[[Shift], Handover]) -> Standing | None:
    """How it stands: the handover under way, else the open shift; None where there is neither."""
    connection, room_id = desk.connection(), desk.room.id
    shift = reading.frozen_shift(connection, room_id) or reading.open_shift(connection, room_id)
    if shift is None:
        return None
    here = tuple(one for one in desk.officers if one.kind != KIOSK)
    found = Standing(shift, say(shift), here)
    going = reading.open_duties(connection, room_id, shift.cut_write)
    if shift.status != "pending_accept":
        return Standing(shift, found.handover, here, going)
    taker = incoming or (found.takers[0].id if len(found.takers) == 1 else 0)
    last = reading.last_served(connection, room_id, taker) if taker else None
    changes = news.since(connection, room_id, last.cut_write or 0) if last else NOTHING
    heard = replace(found.handover, ticks=shift.heard(taker) if taker else ())
    return Standing(shift, heard, here, going, taker, last, changes, desk.has_pins)


def head(one: Standing, calendar: Calendar, t: Words) -> str:
    """The lines above the list: shift and state, people, cut-off and who hands over to whom, the last question."""
    shift = one.shift
    lines = [
        f"{shift.number} · {shift.span(calendar, t)} · {SHIFT_STATUS.label_of(shift.status, t)}",
        _people(one, t),
    ]
    if shift.cutoff_at is not None:
        parts = [t(N_("Cut-off {at}"), at=f"{calendar.local(shift.cutoff_at):%m-%d %H:%M:%S}"),
                 t(N_("hands over: {who}"), who=one.name(shift.outgoing))]  # fmt: skip
        takes = t(N_("takes over: {who}"), who=_takers(one, t)) if shift.status == "pending_accept" else ""
        lines.append(" · ".join([*parts, takes] if one.incoming else parts))
        if takes and not one.incoming:
            lines.append(takes)
    if one.handover.questions:
        asked = one.handover.questions[-1]
        lines.append(t(N_("Question of {who}: {text}"), who=asked.by, text=asked.text))
    lines.append(lacking(one, t))
    return "\n".join(lines)


def _people(one: Standing, t: Words) -> str:
    labels = {"leader": N_("Shift leader"), "officer": N_("Officers"), "auxiliary": N_("Auxiliaries")}
    parts = []
    for role, label in labels.items():
        names = [one.name(m.officer_id) for m in one.shift.members if m.role == role]
        if names:
            between = "、" if t.language == "zh" else ", "
            parts.append(t(N_("{what}: {text}"), what=t(label), text=between.join(names)))
    return " · ".join(parts) or t(N_("Nobody is named for this shift: Ctrl+N"))


def _takers(one: Standing, t: Words) -> str:
    if one.incoming:
        return one.name(one.incoming)
    found = [f"{at} {person.signature()}" for at, person in enumerate(one.takers[:BY_DIGIT], 1)]
    if (more := len(one.takers) - BY_DIGIT) > 0:
        found.append(t(N_("0 {count} more, by name"), count=more))
    rows = [found[at : at + IN_A_ROW] for at in range(0, len(found), IN_A_ROW)]
    return "\n      ".join("  ".join(row) for row in rows)  # a name stands beside its digit at any width


def _taker(one: Standing) -> str:
    return next((person.name for person in one.people if person.id == one.incoming), "—")


def lacking(one: Standing, t: Words) -> str:
    """What is still to be done before the next step."""
    if one.shift.status == "handing_over":
        missing = len(lacking_to_send(one.handover, one.going))
        if missing:
            return t(N_("Still to do before it is sent: {count}. * all there, + all go on"), count=missing)
        return t(N_("All is counted: Ctrl+S hands it to the next shift."))
    if one.shift.status == "pending_accept":
        if not one.incoming:
            return t(N_("Who takes over? The digit before the name; then what changed stands here first."))
        return _ticking(one, len(lacking_to_accept(one.handover)), t)
    return t(N_("Ctrl+B begins the handover: it fixes the cut-off."))


def _ticking(one: Standing, missing: int, t: Words) -> str:
    """How many ticks lack, and from when on one counts; a room without PINs is not told of any."""
    if missing:
        text = (
            N_("Still to be told: {count}. Space ticks; it counts once {name} types the PIN.")
            if one.pins
            else N_("Still to be told: {count}. Space ticks; it counts once {name} takes over.")
        )
        return t(text, count=missing, name=_taker(one))
    text = (
        N_("All is told: Ctrl+S, and {name} accepts by PIN. Until then no tick counts.")
        if one.pins
        else N_("All is told: Ctrl+S, and {name} takes over. Until then no tick counts.")
    )
    return t(text, name=_taker(one))


def lines(one: Standing, calendar: Calendar, t: Words) -> tuple[Line, ...]:
    """All rows: for the incoming officer what changed comes first."""
    found = (*_changes(one, calendar, t), *lines_of(one.handover, t, going=one.going))
    shown = {line.about for line in found if line.kind == "duty"}
    rest = [
        Line("duty", number, _still(number, one, t), "", number)
        for number in one.going
        if number not in shown
    ]
    if not rest:
        return found
    at = next(
        (i for i, line in enumerate(found) if line.kind == "section" and line.about == "checks"), len(found)
    )
    if not shown:
        rest.insert(0, Line("section", "volunteers", what=t(N_("Volunteers on duty"))))
    return (*found[:at], *rest, *found[at:])


def _still(number: str, one: Standing, t: Words) -> str:
    if number in one.handover.here:
        return f"{t.marks.done} {t(N_('goes on'))}"
    return asked(t)


def _changes(one: Standing, calendar: Calendar, t: Words) -> Iterator[Line]:
    if not one.incoming:
        return
    if one.last is None:
        yield Line(
            "section", "changes", what=t(N_("Changed since your last shift: this is your first one here"))
        )
        return
    heading = N_("Changed since your last shift {number} ({count})")
    yield Line("section", "changes", what=t(heading, number=one.last.number, count=one.changes.count))
    if not one.changes.groups:
        yield Line("empty", "changes", what=t(N_("Nothing was changed since.")), tone="muted")
    for group in one.changes.groups:
        yield from _group(group, calendar, t)
    if one.changes.before is not None and one.changes.since is not None:
        at = f"{calendar.local(one.changes.since):%m-%d %H:%M}"
        text = N_("… and what was done before {at}: Enter on a line above, then read on there")
        yield Line("empty", "changes", what=t(text, at=at), tone="muted")


def _group(group: Group, calendar: Calendar, t: Words) -> Iterator[Line]:
    """The name and number of a register, its newest records where it is a main one, and how many more there are."""
    label = label_of(group.subject, t)
    known = REGISTERS.get(group.subject)
    named = group.newest if known is not None and known.main else ()
    yield Line("register", group.subject, what=t(N_("{label}: {said}"), label=label, said=group.count))
    for change in named:
        yield change_line(change, calendar, t)
    if named and (more := group.count - len(named)):
        yield Line("register", group.subject, what=t(N_("… {count} more: Enter lists them"), count=more))


def change_line(change: Change, calendar: Calendar, t: Words) -> Line:
    """What happened to one record, as a line."""
    return Line(
        "change",
        change.number,
        "",
        f"{calendar.local(change.at):%m-%d %H:%M}",
        change.number,
        told(change, t),
    )
