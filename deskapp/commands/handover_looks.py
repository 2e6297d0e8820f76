"""Shifts and handovers as the command line shows them: listed, shown whole, compared."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp import papers
from deskapp.commands.call import Call
from deskapp.commands.looks import eyes_of
from deskapp.commands.sheets import write_sheet
from deskapp.commands.volunteer_looks import table
from deskapp.domain.changes import REGISTERS, Change, label_of, told
from deskapp.domain.handover_compare import compare
from deskapp.domain.sheet import say
from deskapp.domain.shift import PREFIX, ROLE, Shift
from deskapp.domain.text import narrow
from deskapp.domain.words import N_
from deskapp.files.handovers import change_record, comparison_record, shift_record
from deskapp.reading import changes, shift_lists
from deskapp.reading import shifts as reading
from deskapp.services.shifts import no_shift
from deskapp.wiring import Desk


def is_handover(typed: str) -> bool:
    """Whether a number as typed is that of a handover."""
    return narrow(typed).upper().startswith(f"{PREFIX}-")


def shift_of(desk: Desk, typed: str) -> Shift:
    """The shift of a number as typed. Raises DeskError where there is none."""
    return reading.find(desk.reader, desk.room, typed, desk.room.calendar.day(desk.clock()))


def list_handovers(call: Call, desk: Desk, words: str, status: str, limit: int) -> None:
    """All handovers, the newest first."""
    narrowed, params = shift_lists.where_of(words)
    where = " AND ".join(filter(None, (shift_lists.BEGUN, narrowed, "status = ?" if status else "")))
    rows = desk.reader.execute(
        f"SELECT {shift_lists.FACTS} FROM shift WHERE {where} ORDER BY id DESC LIMIT ?",
        [desk.room.id, *params, *([status] if status else []), limit],
    ).fetchall()
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        found = [reading.by_id(desk.reader, row["id"]) for row in rows]
        call.write_json([shift_record(one, eyes) for one in found if one is not None])
        return
    people = {one.id: one.name for one in desk.officers}
    table(call, [shift_lists.cells_of(row, desk.room, people, call.t) for row in rows])
    if not rows:
        call.say(N_("No handover here. Open a shift with: deskapp shift open"))


def show_handover(call: Call, desk: Desk, typed: str) -> None:
    """The sheet of one handover."""
    write_sheet(call, papers.shift_sheet(desk, shift_of(desk, typed)))


def compare_handovers(call: Call, desk: Desk, typed: Sequence[str]) -> None:
    """Two handovers side by side, the earlier one left."""
    left, right = sorted((shift_of(desk, one) for one in typed), key=lambda one: one.id)
    found = compare(papers.handover_at(desk, left), papers.handover_at(desk, right))
    if call.flags.json:
        call.write_json(comparison_record(found))
        return
    t = call.t
    rows: list[tuple[str, ...]] = [("", found.left, found.right, t(N_("Difference")))]
    rows += [(say(p.label, t), str(p.left), str(p.right), f"{p.difference:+d}" if p.difference else "=")
             for p in found.figures]  # fmt: skip
    rows += [(number, t(N_("open")), "—", "-1") for number in found.only_left]
    rows += [(number, "—", t(N_("open")), "+1") for number in found.only_right]
    table(call, rows)


def show_people(call: Call, desk: Desk) -> None:
    """Who serves in the open shift. Raises DeskError where none is open."""
    shift = reading.open_shift(desk.reader, desk.room.id)
    if shift is None:
        raise no_shift()
    people = {one.id: one for one in desk.officers}
    if call.flags.json:
        call.write_json(
            [{"name": people[m.officer_id].name, "badge": people[m.officer_id].badge, "role": m.role}
             for m in shift.members]
        )  # fmt: skip
        return
    table(call, [(ROLE.label_of(m.role, call.t), people[m.officer_id].signature()) for m in shift.members])
    if shift.members:
        call.say(N_("Nothing is changed: --leader, --officers or --auxiliaries change who serves."))
    else:
        call.say(N_("Nobody is named for this shift: --leader, --officers or --auxiliaries say who serves."))


def show_changes(call: Call, desk: Desk, officer: int) -> None:
    """What changed since the last shift of an officer, or of who is at the desk; whole, one register after another."""
    t, calendar, officer = call.t, desk.room.calendar, officer or desk.actor.officer_id
    last = reading.last_served(desk.reader, desk.room.id, officer)
    if last is None:
        if call.flags.json:
            call.write_json({})
        name = next((one.name for one in desk.officers if one.id == officer), "—")
        call.say(N_("{name} has handed over no shift here yet: nothing can have changed since."), name=name)
        return
    before: tuple[int, int] | None = None
    found: dict[str, list[Change]] = {}
    while True:
        part = changes.since(desk.reader, desk.room.id, last.cut_write or 0, before, most=changes.STEPS)
        for group in part.groups:
            found.setdefault(group.subject, []).extend(group.newest)
        before = part.before
        if before is None:
            break
    if call.flags.json:
        eyes = eyes_of(desk, t)
        by_subject = {name: [change_record(one, eyes) for one in some] for name, some in found.items()}
        call.write_json({"since": last.number} | by_subject)
        return
    order = (*REGISTERS, *(name for name in found if name not in REGISTERS))
    table(call, [
        (label_of(name, t), f"{calendar.local(one.at):%m-%d %H:%M}", one.number, told(one, t))
        for name in order for one in found.get(name, ())
    ])  # fmt: skip
    call.say(N_("Changed since {number}: {count}."), number=last.number, count=sum(map(len, found.values())))
