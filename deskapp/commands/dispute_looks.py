"""Disputes as the command line shows them: one file whole, and the list."""

from __future__ import annotations

from datetime import datetime

from deskapp.commands.attendance_looks import helpers
from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.looks import dispute_of, eyes_of
from deskapp.commands.volunteer_looks import view_of
from deskapp.domain.attendance_card import on_record
from deskapp.domain.clocks import due
from deskapp.domain.dispute import File
from deskapp.domain.dispute_card import facts
from deskapp.domain.dispute_trail import trail
from deskapp.domain.dispute_ways import possible
from deskapp.domain.listing import Sorting
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.files.disputes import dispute_record, open_dispute
from deskapp.reading import attendances, dispute_lists, disputes
from deskapp.reading import requests as reading
from deskapp.reading.dispute_orders import orders
from deskapp.wiring import Desk


def show_dispute(call: Call, desk: Desk, typed: str) -> None:
    """Write one file whole, its history and what is possible now; that it was opened is kept."""
    file = dispute_of(desk, typed)
    dispute, t = file.dispute, call.t
    desk.looked_into(file)
    history = reading.history(desk.reader, "dispute", dispute.id)
    actions = reading.actions(desk.reader, "dispute", dispute.id)
    if call.flags.json:
        call.write_json(_whole(call, desk, file, history, actions))
        return
    view = view_of(call, desk)
    rows = [(t(N_("Number")), dispute.number)]
    rows += [(line.label, line.text) for line in facts(file, view, due(file, desk.room.times))]
    lines = aligned(rows)
    if helped := on_record(attendances.answering(desk.reader, "dispute", dispute.id), dispute.number, view):
        lines += ["", t(N_("Volunteers on this call")) + ":"]
        lines += [f"  {line}" for line in aligned([(said.label, said.text) for said in helped])]
    lines += ["", t(N_("History")) + ":"]
    told = [(line.label, line.text) for line in trail(file, history, actions, view)]
    lines += [f"  {line}" for line in aligned(told)]
    allowed = possible(file, desk.officers)
    if allowed:
        lines += ["", t(N_("Possible now")) + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    for line in lines:
        call.write(line)


def _whole(
    call: Call, desk: Desk, file: File, history: tuple[HistoryRow, ...], actions: tuple[Action, ...]
) -> dict[str, object]:
    eyes, gone = eyes_of(desk, call.t), undone_writes(history)
    return open_dispute(file, eyes) | {
        "due": [{"clock": one.clock, "at": eyes.iso(one.at)} for one in due(file, desk.room.times)],
        "history": [
            {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
             "to": row.target, "reason": row.why(eyes.t), "undone": row.write in gone}
            for row in history
        ],
        "actions": [
            {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
             "undone": row.write in gone}
            for row in actions
        ],
        "allowed": [step.code for step in possible(file, desk.officers)],
        "volunteers": helpers(desk, "dispute", file.dispute.id),
    }  # fmt: skip


def list_disputes(
    call: Call,
    desk: Desk,
    chosen: dispute_lists.DisputeFilter,
    now: datetime,
    limit: int,
    sorting: Sorting | None = None,
) -> None:
    """Write the disputes that `chosen` lets through: what is open by its nearest clock, else the newest first."""
    where, params = chosen.where(now)
    order = "next_due, id" if chosen.open or chosen.overdue else "day DESC, id DESC"
    if sorting is not None:
        order = ", ".join(f"{term.column} {'DESC' if term.desc else 'ASC'}" for term in orders(sorting))
    keys = desk.reader.execute(
        f"SELECT id FROM dispute WHERE room_id = ? AND {where} ORDER BY {order} LIMIT ?",
        [desk.room.id, *params, limit],
    ).fetchall()
    files = [file for row in keys if (file := disputes.by_id(desk.reader, row["id"])) is not None]
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        call.write_json([dispute_record(file, eyes) for file in files])
        return
    for file in files:
        cells = dispute_lists.row_of(file, desk.room, now, call.t).cells
        told = [one_line(cell) for cell in (cells[0], file.dispute.number, *cells[2:])]
        if call.flags.plain:
            call.write_plain(*told)
        else:
            call.write("  ".join(cell for cell in told if cell))
    if not files:
        call.say(N_("Nothing here. Open a dispute with: deskapp dispute open"))
