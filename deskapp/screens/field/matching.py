"""What fits: found things and lost reports that may belong together, with the reasons; a digit links them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from deskapp.domain.custody import PREFIX as FOUND
from deskapp.domain.custody_card import what_text as item_text
from deskapp.domain.errors import about
from deskapp.domain.lost import PREFIX as LOST
from deskapp.domain.lost_card import what_text as report_text
from deskapp.domain.matches import Match
from deskapp.domain.number import read_number
from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.field.record import LINK
from deskapp.screens.steps import Recorded, StepDialog

_OTHER, _APART = "other", "apart"


def offer(
    screen: DeskScreen, record: Recorded, linked: str, fitting: Sequence[Match], pair: Callable[[str], tuple[str, str]]
) -> None:  # fmt: skip
    """Show what fits `record`, or how its link is taken away; `pair` gives found thing and report for a number."""
    t, masks = screen.t, screen.desk.room.masks
    mine = record.number.startswith(f"{FOUND}-")

    def chosen(value: str | None) -> None:
        if value == _APART:
            _write(screen, *pair(linked), apart=True)
        elif value == _OTHER:
            ask(screen, record, pair)
        elif value:
            _write(screen, *pair(value))

    if linked:
        choices = [Choice(_APART, t(N_("Take the link to {number} away"), number=linked))]
    else:
        choices = [
            Choice(one.report.number, f"{one.report.number} {report_text(one.report, t, masks)}", one.why(t))
            if mine
            else Choice(one.item.number, f"{one.item.number} {item_text(one.item, t)}", one.why(t))
            for one in fitting
        ]
        choices.append(Choice(_OTHER, t(N_("Another one: type its number"))))
    screen.app.push_screen(Choose(N_("What fits"), choices, direct=True), chosen)


def ask(screen: DeskScreen, record: Recorded, pair: Callable[[str], tuple[str, str]]) -> None:
    """Ask for the number of the other record."""
    desk = screen.desk
    prefix = LOST if record.number.startswith(f"{FOUND}-") else FOUND

    def save(dialog: StepDialog, given: dict[str, str]) -> None:
        def write() -> object:
            with about("other"):
                other = read_number(given["other"], prefix, desk.room.calendar.day(desk.clock()))
                item, report = pair(other)
                return desk.custody.link(item, report, desk.actor, screen.t)

        def done(_: object) -> None:
            dialog.saved()
            dialog.close_once(True)
            _told(screen)

        dialog.act(write, done, dialog.refused)

    screen.app.push_screen(StepDialog(record, replace(LINK), save))


def _write(screen: DeskScreen, item: str, report: str, *, apart: bool = False) -> None:
    desk, t = screen.desk, screen.t

    def write() -> object:
        if apart:
            return desk.custody.unlink(item, desk.actor)
        return desk.custody.link(item, report, desk.actor, t)

    screen.act(write, lambda _: _told(screen, apart=apart))


def _told(screen: DeskScreen, *, apart: bool = False) -> None:
    screen.reload()
    screen.host.tell(
        N_("The link is taken away · Ctrl+Z undoes") if apart else N_("Linked · Ctrl+Z undoes"), "good"
    )
