"""deskapp purge: what is kept too long, proposed by one person, agreed to by another, then gone for good."""

from __future__ import annotations

from collections.abc import Callable

import typer

from deskapp import purges
from deskapp.commands.call import Call
from deskapp.commands.finding import find
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.retention import PURGE_STATUS, kind_of
from deskapp.domain.text import clean
from deskapp.domain.times import moment
from deskapp.domain.words import N_
from deskapp.purges import Left, Outcome
from deskapp.reading import retention as reading
from deskapp.wiring import Desk

VERBS = {"show": 0, "propose": 0, "agree": 1, "withdraw": 0, "hold": 1, "release": 1, "finish": 0}
"""What can be done, in the order of the help, and how many words each needs."""

_SHOWN = 8
"""Files that are named; of more their number is told."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "purge",
        cls=DeskCommand,
        help=t("What of people is kept longer than its years: two people with PINs remove it; numbers and counts "
               "stay."),
        epilog=t('deskapp purge\n'
                 'deskapp purge propose\n'
                 'deskapp purge agree 012346\n'
                 'deskapp purge hold LF-20161121-003 --reason "The court asked for it"\n'
                 'deskapp config set keep_request 5'),
    )  # fmt: skip
    def purge(
        verb: str = typer.Argument("show", metavar=t("VERB"), help=", ".join(VERBS)),
        word: str = typer.Argument(
            "",
            metavar=t("[WORD]"),
            help=t("agree: the badge number of the second person; hold, release: the number"),
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why; needed to hold back and to release")
        ),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        if verb not in VERBS or bool(word.strip()) != bool(VERBS[verb]):
            raise DeskError(
                N_("“purge {verb}” cannot be read: type show, propose, agree NO, withdraw, hold NUMBER, release NUMBER "
                   "or finish. Nothing is changed."),
                code=Exit.USAGE, verb=clean(verb)[:40],
            )  # fmt: skip
        asking = Asking(call, pin_stdin)
        verbs: dict[str, Callable[[Desk], None]] = {
            "show": lambda desk: _show(call, desk),
            "propose": lambda desk: _propose(asking, desk),
            "agree": lambda desk: _agree(asking, desk, word),
            "withdraw": lambda desk: _withdraw(call, desk),
            "hold": lambda desk: _hold(call, desk, word, reason),
            "release": lambda desk: _release(call, desk, word, reason),
            "finish": lambda desk: _finish(call, desk),
        }
        with call.desk() as desk:
            verbs[verb](desk)
        return Exit.DONE


def _show(call: Call, desk: Desk) -> None:
    t, found = call.t, purges.due(desk)
    who = {one.id: one.signature() for one in desk.officers}
    waiting = reading.proposed(desk.reader.execute, desk.room.id)
    held, past = reading.holds(desk.reader, desk.room.id), reading.purges(desk.reader, desk.room.id)
    if call.flags.json:
        call.write_json({
            "due": [
                {"register": one.kind.register, "years": one.years, "count": len(one.items), "held": one.held,
                 "before": one.before.isoformat() if one.before else None,
                 "numbers": [item.number for item in one.items]}
                for one in found
            ],
            "proposed": waiting.number if waiting else None,
            "held": [{"number": one.number, "reason": one.reason, "by": who.get(one.by, "")} for one in held],
            "purges": [
                {"number": one.number, "status": one.status, "count": one.count, "counts": dict(one.counts),
                 "proposed_by": who.get(one.proposed_by, ""), "agreed_by": who.get(one.agreed_by, "")}
                for one in past
            ],
            "copies": [{"path": str(one.path), "at": one.at.isoformat()} for one in purges.copies(desk.settings)],
        })  # fmt: skip
        return
    rows = []
    for one in found:
        years = t(N_("{count} years"), count=one.years) if one.years else t(N_("for ever"))
        said = (
            t(N_("{count} due, last written before {day}"), count=len(one.items), day=one.before)
            if one.items
            else ""
        )
        more = t(N_("held back: {count}"), count=one.held) if one.held else ""
        rows.append((t(one.kind.label), " · ".join(filter(None, (years, said, more)))))
    for line in aligned(rows):
        call.write(line)
    for hold in held:
        call.write(f"{t(N_('Held back'))}  {hold.number}  {hold.reason}  {who.get(hold.by, '')}")
    for done in past:
        at = desk.room.calendar.local(moment(done.agreed_at or done.proposed_at)).strftime("%Y-%m-%d %H:%M")
        both = " / ".join(filter(None, (who.get(done.proposed_by), who.get(done.agreed_by))))
        call.write(f"{done.number}  {PURGE_STATUS.label_of(done.status, t)}  {done.count}  {at}  {both}")
    if waiting:
        call.say(N_("{number} waits for the second person: deskapp purge agree NO"), number=waiting.number)
    elif any(one.items for one in found):
        call.say(N_("Propose to remove what is due: deskapp purge propose"))
    else:
        call.say(N_("Nothing is due. The years are set with: deskapp config set keep_request 10"))


def _dry(call: Call) -> bool:
    if call.flags.dry_run:
        call.say(N_("Nothing is written: without --dry-run it would be tried."))
    return call.flags.dry_run


def _propose(asking: Asking, desk: Desk) -> None:
    call, officer = asking.call, desk.officer
    desk.actor  # noqa: B018 - refuses where nobody is signed in
    assert officer is not None
    if _dry(call):
        return
    pin = asking.secret(N_("PIN of {name}:"), name=officer.signature()) if desk.has_pins else ""
    row = desk.purging.propose(desk.actor, pin)
    call.say(
        N_("{number} proposes to remove what is written of people in {count} records. Another person agrees: deskapp "
           "purge agree NO. Until then deskapp undo takes it back."),
        number=row.number, count=row.count,
    )  # fmt: skip
    _tell_copies(call, purges.copies(desk.settings))


def _agree(asking: Asking, desk: Desk, badge: str) -> None:
    call = asking.call
    second = find(desk, badge, [one for one in desk.officers if one.active])
    waiting = reading.proposed(desk.reader.execute, desk.room.id)
    if _dry(call):
        return
    if waiting is not None and call.on_terminal and not call.flags.yes and not asking.from_input:
        kinds = ", ".join(f"{call.t(kind_of(name).label)} {count}" for name, count in waiting.counts.items())
        said = call.ask(
            N_("{number} removes for good what is written of people in: {kinds}. Type the number of records, {count}, "
               "to go on:"),
            number=waiting.number, kinds=kinds, count=waiting.count,
        )  # fmt: skip
        if said != str(waiting.count):
            raise DeskError(
                N_("That was not the number: nothing is changed. Run it again to try once more."),
                code=Exit.USAGE,
            )
    pin = asking.secret(N_("PIN of {name}:"), name=second.signature()) if desk.has_pins else ""
    outcome = purges.agree(desk, second.id, pin, waiting.number if waiting else "")
    _tell(call, outcome)


def _tell(call: Call, outcome: Outcome) -> None:
    done = outcome.done
    if call.flags.json:
        call.write_json({
            "number": done.number, "count": done.count, "spared": list(done.spared), "sheets": done.sheets,
            "papers": outcome.papers, "copies": [str(one.path) for one in outcome.copies],
            "others": [str(one.path) for one in outcome.others], "rebuilt": done.unpacked is None,
        })  # fmt: skip
    call.say(
        N_("{number} is done: {count} records hold nothing of people any more, {sheets} sealed sheets were cleaned, "
           "{papers} kept papers removed."),
        number=done.number, count=done.count, sheets=done.sheets, papers=outcome.papers,
    )  # fmt: skip
    if done.spared:
        call.say(N_("Left as they are, for somebody wrote on them or holds them back: {numbers}"),
                 numbers=", ".join(done.spared[:_SHOWN]))  # fmt: skip
    if done.unpacked is not None:
        call.warn(N_("The file could not be rebuilt at once: {why} Close the other windows, then: deskapp purge "
                     "finish"),
                  why=done.unpacked.say(call.t))  # fmt: skip
    _tell_copies(call, outcome.copies)
    if outcome.others:
        call.say(N_("Look through these papers and tables yourself: {count} in {folders}"),
                 count=len(outcome.others),
                 folders=", ".join(sorted({str(one.path.parent) for one in outcome.others})))  # fmt: skip


def _tell_copies(call: Call, copies: tuple[Left, ...]) -> None:
    if not copies:
        return
    named = ", ".join(f"{one.path.name} ({one.at:%Y-%m-%d})" for one in copies[:_SHOWN])
    more = " …" if len(copies) > _SHOWN else ""
    call.say(
        N_("Copies from before hold it until they are removed: {copies}{more}. Copies elsewhere are yours to find."),
        copies=named, more=more,
    )  # fmt: skip


def _withdraw(call: Call, desk: Desk) -> None:
    if not _dry(call):
        number = desk.purging.withdraw(desk.actor)
        call.say(N_("{number} is withdrawn: nothing was removed."), number=number)


def _hold(call: Call, desk: Desk, number: str, reason: str) -> None:
    if not _dry(call):
        item = desk.purging.hold(number, reason, desk.actor)
        call.say(N_("{number} is held back: no purge touches it until deskapp purge release {number}"),
                 number=item.number)  # fmt: skip


def _release(call: Call, desk: Desk, number: str, reason: str) -> None:
    if not _dry(call):
        item = desk.purging.release(number, reason, desk.actor)
        call.say(N_("{number} is held back no more."), number=item.number)


def _finish(call: Call, desk: Desk) -> None:
    from deskapp.services.purging import rebuild

    if not _dry(call):
        desk.close()
        rebuild(desk.settings.database)
        call.say(N_("The file is rebuilt: no free page of it holds what was purged."))
