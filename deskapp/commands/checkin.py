"""deskapp checkin: a volunteer, or a helper for one time, comes on duty."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, eyes_of
from deskapp.domain.attendance_card import hours_text, state_text, what_text
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.attendance_given import Given
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_
from deskapp.files.attendances import attendance_record
from deskapp.reading import volunteers
from deskapp.reading.attendances import who
from deskapp.services.attendance_book import Signed
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    whom = typer.Argument(..., metavar=t("WHO"), help=t("member number, or phone tail and name or pinyin"))

    things = typer.Option(None, "--equipment", metavar=t("NUMBER"), help=t("what is handed out"))

    @app.command(
        "checkin",
        cls=DeskCommand,
        help=t("Sign a volunteer in, with the usual duty of the team; --guest signs in a helper for this one time."),
        epilog=t('deskapp checkin 0012\ndeskapp checkin 5678 wxy --mode school_guard --place "School gate"\n'
                    'deskapp checkin 0012 --at 08:00 --reason "The terminal was off"\n'
                    'deskapp checkin "Li Si" --guest --phone 13800010009'),
    )  # fmt: skip
    def checkin(
        whom: list[str] = whom,
        mode: str = typer.Option("", "--mode", metavar="M", help=choices(MODE, t)),
        team: str = typer.Option("", "--team", metavar="T", help=t("for which team; else the person's own")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it serves")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it really was; needs --reason")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why it is entered later")),
        equipment: list[str] = things,
        guest: bool = typer.Option(False, "--guest", help=t("a helper who is in no register")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("phone of the guest")),
    ) -> int:
        said = Given(mode, team, place, at, reason, tuple(equipment or ()), area=area)
        with call.desk() as desk:
            if guest:
                if not dry(call):
                    tell(call, desk, desk.attendances.guest_in(" ".join(whom), phone, desk.actor, t, said))
                return Exit.DONE
            number = number_of(desk, whom)
            if not dry(call):
                tell(call, desk, desk.attendances.check_in(number, desk.actor, t, said))
        return Exit.DONE


def number_of(desk: Desk, whom: list[str]) -> str:
    """The number of the volunteer who is meant. Raises DeskError."""
    found = volunteers.by_id(desk.reader, who(desk.reader, desk.room.id, " ".join(whom)))
    assert found is not None
    return found.volunteer.number


def things_of(call: Call, desk: Desk, number: str) -> str:
    """What somebody was handed for a duty and still has."""
    found = volunteers.find(desk.reader, desk.room.id, number)
    loans = found.owes if found else ()
    return ", ".join(what_text(loan.what, call.t) for loan in loans if loan.attendance_id)


def tell(call: Call, desk: Desk, signed: Signed) -> None:
    """Write who came or left, and what is to be known."""
    t, duty = call.t, signed.duty
    for warning in signed.warnings:
        call.warn(warning.text, **warning.params)
    if signed.closed:
        call.warn(
            N_("{number} was not signed out: it is closed without credit and waits for a look."),
            number=signed.closed,
        )
    if signed.way == "out" and duty.out_now:
        things = ", ".join(what_text(text, t) for _, text in duty.out_now)
        call.warn(N_("Still out: {things}. Take it back with: deskapp equipment back"), things=things)
    if call.flags.json:
        call.write_json(attendance_record(duty, eyes_of(desk, t)) | {"way": signed.way})
        return
    one = duty.attendance
    lasted = f" {hours_text(one.minutes(), t)}" if signed.way == "out" else ""
    shown = one.status if call.flags.plain else state_text(duty, t)
    call.write(f"{one.number} {duty.name()} {shown}{lasted}")
