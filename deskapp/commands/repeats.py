"""deskapp repeats: people, matters and places that came up at least twice."""

from __future__ import annotations

import typer
from rich.cells import cell_len

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import Exit
from deskapp.domain.repeat_list import Repeat, read_period
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.reading.repeat_lists import cells, name_of, repeats_in
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "repeats",
        cls=DeskCommand,
        help=t("List people, matters and places that came up at least twice; the last seven days."),
        epilog="deskapp repeats\ndeskapp repeats --days 30 --json\ndeskapp repeats --from 11-01 --to 11-30",
    )
    def show_repeats(
        from_: str = typer.Option("", "--from", metavar="D", help=t("entered on this day or later")),
        to: str = typer.Option("", "--to", metavar="D", help=t("entered on this day or earlier")),
        days: str = typer.Option("", "--days", metavar="N", help=t("so many days, up to today or --to")),
    ) -> int:
        with call.desk() as desk:
            today = desk.room.calendar.day(desk.clock())
            first, last = read_period(from_, to, days, today)
            found = repeats_in(desk.reader, desk.room, first, last, desk.repeat_days)
            if call.flags.json:
                call.write_json([_facts(one, call, desk) for one in found])
            else:
                _write(found, call, desk)
                if not found:
                    call.say(
                        N_("Nothing and nobody came up twice from {first} to {last}."), first=first, last=last
                    )
        return Exit.DONE


def _facts(one: Repeat, call: Call, desk: Desk) -> dict[str, object]:
    return {
        "kind": one.kind,
        "name": name_of(one, call.t),
        "phone": one.note if one.kind == "person" else "",
        "category": one.note if one.kind == "matter" else "",
        "count": one.count,
        "open": one.open,
        "last": desk.room.calendar.local(one.last).isoformat(timespec="seconds"),
        "requests": list(one.numbers),
    }


def _write(found: tuple[Repeat, ...], call: Call, desk: Desk) -> None:
    """One line each: kind, times, open ones, last, who or what or where, and the numbers."""
    lines = []
    for one in found:
        kind, name, note, count, still_open, last = cells(one, desk.room, desk.clock(), call.t)
        lines.append(
            [
                kind,
                count,
                still_open or "0",
                last,
                " ".join(filter(None, (name, note))),
                " ".join(one.numbers),
            ]
        )
    if call.flags.plain:
        for line in lines:
            print("\t".join(clean(text) for text in line))
        return
    widths = [
        max(map(cell_len, column), default=0) for column in zip(*(line[:4] for line in lines), strict=True)
    ]
    for line in lines:
        head = [text + " " * (wide - cell_len(text)) for text, wide in zip(line, widths, strict=False)]
        call.write("  ".join([*head, *line[4:]]))
