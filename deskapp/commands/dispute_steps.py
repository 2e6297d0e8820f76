"""Steps, corrections and outcomes of disputes on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from deskapp.commands.call import Call
from deskapp.commands.looks import dispute_of, eyes_of
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import STATUS
from deskapp.domain.dispute_correct import read_correction
from deskapp.domain.dispute_draft import LABELS
from deskapp.domain.dispute_hints import hint
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.dispute_ways import possible
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.files.disputes import open_dispute
from deskapp.wiring import Desk


def pairs_of(said: Iterable[str] | None) -> dict[str, str]:
    """Fields as typed, each as FIELD=VALUE. Raises DeskError."""
    found: dict[str, str] = {}
    for one in said or ():
        name, mark, value = one.partition("=")
        if not mark or not name.strip():
            raise DeskError(
                N_("“{text}” is no field with its value: type it like --set kind=peoples."),
                code=Exit.USAGE, text=clean(one),
            )  # fmt: skip
        found[name.strip().casefold().replace("-", "_")] = value
    return found


def step_of_dispute(call: Call, desk: Desk, typed: str, said: str, given: dict[str, str]) -> int:
    """Take one step with a dispute."""
    file = dispute_of(desk, typed)
    code = _code(said, call.t)
    known = MACHINE.path(file.dispute.status, code, possible(file, desk.officers))[-1]
    if known.typed and "confirm" not in given:
        given["confirm"] = confirmed(call, file.dispute.number)
    if not dry(call):
        done = desk.disputes.step(file.dispute.number, code, given, desk.actor, call.t, file.dispute.version)
        tell(call, desk, done)
        if (said_too := hint(file, done, code, desk.room.calendar)) is not None:
            call.say(N_("Written: {hint}."), hint=said_too)
    return Exit.DONE


def _code(said: str, t: Words) -> str:
    """The code of a step, given as such or by its label."""
    wanted = said.strip().casefold()
    return next((s.code for s in MACHINE.steps if wanted in (s.label.casefold(), t(s.label))), wanted)


def confirmed(call: Call, number: str) -> str:
    """The number, typed once more. Raises DeskError where nobody can be asked."""
    if not call.on_terminal:
        raise DeskError(
            N_("This cannot be taken back: repeat the number, --confirm {number}. Nothing is changed."),
            code=Exit.USAGE, number=number,
        )  # fmt: skip
    return call.ask(N_("This cannot be taken back. Type the number {number} to confirm:"), number=number)


def correct_dispute(call: Call, typed: str, field: str, value: str | None, reason: str) -> int:
    """Correct one field of a dispute, with the reason."""
    t, wanted = call.t, field.strip().casefold().replace("-", "_")
    names = ((name, {label.casefold(), t(label).casefold()}) for name, label in LABELS.items())
    name = next((name for name, known in names if wanted in known), wanted)
    if value is None:
        raise DeskError(
            N_("{name} is missing. See: deskapp {command} --help"),
            code=Exit.USAGE, name=t(N_("VALUE")), command="correct",
        )  # fmt: skip
    with call.desk() as desk:
        file, given = dispute_of(desk, typed), {name: value}
        if name != "area":
            read_correction(file.dispute, given, reason, desk.clock(), desk.room.calendar, t)
        if not dry(call):
            number = file.dispute.number
            done = desk.disputes.correct(number, given, reason, desk.actor, t, file.dispute.version)
            if call.flags.json:
                tell(call, desk, done)
            else:
                call.say(N_("Corrected: {number}. deskapp undo takes it back."), number=number)
    return Exit.DONE


def dry(call: Call) -> bool:
    """Whether nothing is to be written; then says so."""
    if call.flags.dry_run:
        call.say(N_("Nothing is written: without --dry-run it would be tried."))
    return call.flags.dry_run


def tell(call: Call, desk: Desk, file: File) -> None:
    """Write number and state of a dispute, or the whole of it as JSON."""
    if call.flags.json:
        call.write_json(open_dispute(file, eyes_of(desk, call.t)))
    else:
        status = file.dispute.status
        shown = status if call.flags.plain else STATUS.label_of(status, call.t)
        call.write(f"{file.dispute.number} {shown}")
