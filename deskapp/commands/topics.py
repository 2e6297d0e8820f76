"""deskapp help: a short page on one topic, or the page of one command."""

from __future__ import annotations

from difflib import get_close_matches

import typer

from deskapp import locales
from deskapp.commands import help as pages
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words

TOPICS = {
    "start": N_("the first ten minutes"),
    "keys": N_("every key of the program, by screen"),
    "requests": N_("logging a request and following it to its end"),
    "disputes": N_("disputes: clocks, mediation, figures"),
    "duty": N_("who is on duty, the duty plan, confirming hours"),
    "field": N_("areas and hazards: entering, rechecking, counting by area"),
    "activities": N_("patrols, publicity, rescues: entering, planning, ending"),
    "check-in": N_("the kiosk where volunteers sign in and out"),
    "case-report": N_("what is kept of a case report, and what is not"),
    "find": N_("finding a person or a record"),
    "handover": N_("shifts: open one, hand it over, take it over, look it up"),
    "sheet": N_("the day's sheet: look, print, keep as PDF"),
    "printing": N_("printers, copies and slips for visitors"),
    "data": N_("where the data lies and who can read it"),
    "backup": N_("copies of the desk file, and bringing one back"),
    "settings": N_("what can be set: room, desk, places, people"),
    "shell": N_("the command line: flags, exit codes, completion"),
}
"""Each topic and what its page is about."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "help",
        cls=DeskCommand,
        help=t("Explain a topic or a command on one page; without a name it lists the topics."),
        epilog="deskapp help\ndeskapp help keys",
    )
    def show_help(
        ctx: typer.Context,
        topic: str = typer.Argument("", metavar=t("TOPIC"), help=t("a topic or a command")),
    ) -> int:
        commands = getattr(ctx.find_root().command, "commands", {})
        if not topic:
            call.write("\n".join(pages.pairs([(name, t(about)) for name, about in TOPICS.items()])))
            call.say(N_("A page: deskapp help TOPIC. All commands: deskapp --help."))
        elif topic in TOPICS:
            call.write(page(topic, t))
        elif topic in commands:
            call.write(pages.of_command(commands[topic], f"deskapp {topic}", t))
        else:
            raise _unknown(topic)
        return Exit.DONE


def _unknown(topic: str) -> DeskError:
    near = get_close_matches(topic, TOPICS, cutoff=0.5)
    return DeskError(
        N_("There is no topic “{topic}”. Choose one of: {every}."),
        code=Exit.USAGE, topic=clean(topic), every=", ".join(near or TOPICS),
    )  # fmt: skip


def page(topic: str, t: Words) -> str:
    """The page of a topic; indented lines are kept as they are, all others are wrapped."""
    if topic == "keys":
        from deskapp.screens import keymap

        lines = keymap.page(t).splitlines()
        return "\n".join([t("Keys"), "", *lines])
    lines = []
    for line in locales.topic(t.language, topic).splitlines():
        lines += [line] if line.startswith(" ") or not line else pages.wrapped(line, min(pages.width(), 78))
    return "\n".join(lines)
