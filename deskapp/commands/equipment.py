"""deskapp equipment: what is in stock, handed out, taken back, mended and scrapped."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of
from deskapp.commands.volunteer_looks import volunteer_of
from deskapp.domain.equipment import CHANGE, KIND, RESULT
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.volunteer_card import loan_text
from deskapp.domain.words import N_
from deskapp.reading import volunteers
from deskapp.wiring import Desk

VERBS = {
    "add": ["KIND"], "issue": ["NUMBER", "VOLUNTEER"], "back": ["NUMBER", "VOLUNTEER"], "stock": ["NUMBER", "CHANGE"],
    "loans": [],
}  # fmt: skip
"""What can be done, in the order of the help, and what each needs."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("NUMBER"), help=t("what the verb needs; kinds: {every}", every=choices(KIND, t))
    )

    @app.command(
        "equipment",
        cls=DeskCommand,
        help=t("Equipment: add some, hand it out, take it back, change the stock. List it: deskapp list equipment"),
        epilog=t('deskapp equipment add radio --count 6\n'
                    'deskapp equipment issue ZB-20261121-001 0012\n'
                    'deskapp equipment back ZB-20261121-001 0012 --result damaged --note "No sound"\n'
                    'deskapp equipment stock ZB-20261121-001 repair --reason "From the workshop"\n'
                    'deskapp equipment loans'),
    )  # fmt: skip
    def equipment(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        name: str = typer.Option(
            "", "--name", metavar=t("NAME"), help=t("what it is called, or its own number")
        ),
        count: str = typer.Option(
            "", "--count", metavar="N", help=t("how many pieces; one where nothing is said")
        ),
        due: str = typer.Option("", "--due", metavar="D", help=t("issue: until which day")),
        result: str = typer.Option("", "--result", metavar="R", help=choices(RESULT, t)),
        note: str = typer.Option("", "--note", metavar="T", help=t("what is to be said of it")),
        reason: str = typer.Option("", "--reason", metavar="R", help=f"stock: {choices(CHANGE, t)}"),
    ) -> int:
        said = list(words or ())
        if verb not in VERBS:
            raise DeskError(
                N_("There is no “{verb}” for equipment. Choose one of: {every}. See: deskapp equipment --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        if len(said) != len(VERBS[verb]):
            raise DeskError(
                N_("“equipment {verb}” takes: {names}. Type it like that; nothing is changed."),
                code=Exit.USAGE, verb=verb, names=" ".join(VERBS[verb]) or "—",
            )  # fmt: skip
        with call.desk() as desk:
            if verb == "loans":
                _loans(call, desk)
            elif dry(call):
                return Exit.DONE
            elif verb == "add":
                call.write(desk.stock.add({"kind": said[0], "count": count, "name": name}, desk.actor, t))
            elif verb == "stock":
                desk.stock.change_stock(said[0], said[1], count, reason, desk.actor, t)
                call.say(N_("Changed: {number}. deskapp undo takes it back."), number=said[0])
            elif verb == "issue":
                holder = volunteer_of(desk, said[1]).volunteer
                desk.stock.issue(said[0], holder.number, desk.actor, count, due)
                call.say(N_("Handed out: {number} to {volunteer}."), number=said[0], volunteer=holder.number)
            else:
                desk.stock.take_back(_loan(desk, said[0], said[1]), desk.actor, t, result, note)
                call.say(N_("Taken back: {number}. deskapp undo brings it out again."), number=said[0])
        return Exit.DONE


def _loan(desk: Desk, number: str, typed: str) -> int:
    """The key of what a volunteer has of that equipment. Raises DeskError."""
    found = volunteer_of(desk, typed)
    wanted = volunteers.find_equipment(desk.reader, desk.room.id, number.strip().upper())
    for loan in found.owes:
        if wanted is not None and loan.equipment_id == wanted.id:
            return loan.id
    raise DeskError(
        N_("{volunteer} has nothing of {number}. Look: deskapp equipment loans"),
        code=Exit.NOT_FOUND, volunteer=found.volunteer.number, number=clean(number)[:40],
    )  # fmt: skip


def _loans(call: Call, desk: Desk) -> None:
    t, eyes = call.t, eyes_of(desk, call.t)
    rows = []
    for loan in volunteers.loans(desk.reader, desk.room.id):
        holder = volunteers.by_id(desk.reader, loan.volunteer_id)
        assert holder is not None
        name = holder.person.shown_name(eyes.today, t, eyes.room.masks)
        due = loan.due_on.isoformat() if loan.due_on else ""
        rows.append(
            (loan, (holder.volunteer.member_no, name, loan_text(loan, t), eyes.iso(loan.out_at) or "", due))
        )
    if call.flags.json:
        call.write_json([
            {"id": loan.id, "member_no": cells[0], "name": cells[1], "what": loan.what, "count": loan.count,
             "out_at": cells[3], "due_on": cells[4] or None}
            for loan, cells in rows
        ])  # fmt: skip
        return
    for _, cells in rows:
        if call.flags.plain:
            call.write_plain(*cells)
        else:
            call.write("  ".join(cell for cell in cells if cell))
    if not rows:
        call.say(N_("Nothing is out. Hand something out with: deskapp equipment issue"))
