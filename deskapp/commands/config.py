"""deskapp config: what is set, who set it, and setting it."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting import part_of, setting
from deskapp.domain.setting_all import SETTINGS
from deskapp.domain.setting_card import Standing
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term
from deskapp.wiring import Desk

VERBS = ("show", "set")
_REASON = 200
"""Characters of what was typed that the history of a part shows."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "config",
        cls=DeskCommand,
        help=t("Show what is set at this desk and who set it, or set one thing."),
        epilog=t(
            "deskapp config show zone\n"
            'deskapp config set repeat_days 14 --reason "As agreed with the station"\n'
            'deskapp config set due.noise "urgent 4h"\n'
            "deskapp config set clocks.followup 5\n"
            "deskapp config show workdays\n"
            'deskapp config set codes.category.add "Square dance"\n'
            'deskapp config set codes.category.rename "noise Loud neighbours"\n'
            "deskapp config set codes.category.off thanks\n"
            'deskapp config set phrases.add "Called|Called the person and told them"\n'
            'deskapp config set rules.add "Title|version|2026-01-01|/path/to/file.pdf"\n'
            "deskapp config set rules.retire 2\n"
            'deskapp config set words.noise "loud*2 hammering*3"'
        ),
    )
    def config(
        verb: str = typer.Argument("show", metavar="show|set", help=t("what to do; without it all is shown")),
        name: str = typer.Argument(
            "", metavar=t("SETTING"), help=", ".join(entry.name for entry in SETTINGS)
        ),
        value: str | None = typer.Argument(
            None, metavar=t("VALUE"), help=t('the new value; "" means the default')
        ),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; it may be left out")),
    ) -> int:
        if verb not in VERBS:
            raise DeskError(
                N_("After config comes show or set, not “{verb}”. See: deskapp config --help"),
                code=Exit.USAGE, verb=clean(verb)[:60],
            )  # fmt: skip
        if verb == "show" and value is not None:
            raise DeskError(
                N_("Showing takes no value. To set it: deskapp config set NAME VALUE"),
                code=Exit.USAGE,
            )
        with call.desk() as desk:
            if verb == "set":
                return _set(call, desk, name, value, reason)
            return _show_all(call, desk) if not name else _show(call, desk, name)


def _set(call: Call, desk: Desk, name: str, value: str | None, reason: str) -> int:
    t = call.t
    entry, part = part_of(name)
    if value is None:
        raise DeskError(
            N_("{name} is missing. See: deskapp {command} --help"),
            code=Exit.USAGE, name=t(N_("VALUE")), command="config",
        )  # fmt: skip
    version = None
    if part and entry.part is not None:
        today = desk.room.calendar.day(desk.clock())
        reason = reason or clean(f"{part} {value}")[:_REASON]
        version = desk.values.version(entry.name)
        value = entry.part(desk.value(entry.name), part, value, t, today)
    if call.flags.dry_run:
        desk.configuring.check(entry.name, value, t)
        call.say(N_("All of it is right; nothing is written."))
        return Exit.DONE
    done = desk.configuring.change(entry.name, value, desk.actor, t, version, reason)
    desk.look_again()
    if call.flags.json:
        call.write_json(_facts(desk, desk.standing(entry.name)))
    elif done.old == done.new:
        call.say(N_("{setting} stays as it was."), setting=Term(entry.label))
    else:
        call.say(
            N_("{setting}: {value}. deskapp undo takes it back."),
            setting=Term(entry.label), value=entry.show(done.new, t),
        )  # fmt: skip
    return Exit.DONE


def _facts(desk: Desk, stands: Standing) -> dict[str, object]:
    calendar = desk.room.calendar
    return {
        "name": stands.entry.name, "value": stands.value, "default": stands.entry.default,
        "where": stands.entry.where,
        "changes": [
            {"at": calendar.local(one.at).isoformat(timespec="seconds"), "by": one.by, "step": one.step,
             "from": one.old, "to": one.new, "reason": one.reason}
            for one in stands.trail
        ],
    }  # fmt: skip


def _show(call: Call, desk: Desk, name: str) -> int:
    t, calendar, now = call.t, desk.room.calendar, desk.clock()
    stands = desk.standing(setting(name).name)
    if call.flags.json:
        call.write_json(_facts(desk, stands))
    elif call.flags.plain:
        call.write(stands.value)
    else:
        lines = [(t(stands.entry.label), stands.entry.name)]
        lines += [(line.label, line.text) for line in stands.card(calendar, now, t)]
        lines += [(line.label, line.text) for line in stands.history(calendar, now, t)]
        for line in aligned(lines):
            call.write(line)
        if stands.entry.whole is not None:
            call.write()
            call.write(stands.entry.whole(stands.value, t))
    return Exit.DONE


def _show_all(call: Call, desk: Desk) -> int:
    t, calendar, now = call.t, desk.room.calendar, desk.clock()
    every = [desk.standing(entry.name) for entry in SETTINGS]
    if call.flags.json:
        call.write_json({stands.entry.name: _facts(desk, stands) for stands in every})
    elif call.flags.plain:
        for stands in every:
            call.write_plain(stands.entry.name, stands.value)
    else:
        rows = [
            (f"{one.entry.name}  {t(one.entry.label)}", f"{one.shown(t)}  · {one.origin(calendar, now, t)}")
            for one in every
        ]
        for line in aligned(rows):
            call.write(line)
    return Exit.DONE
