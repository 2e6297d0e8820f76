"""A page of plain settings: one value a row, changed in a box with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.setting_all import SETTINGS
from deskapp.domain.setting_entry import Setting
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.printing.queue import Queue, queues
from deskapp.screens.base import DeskScreen
from deskapp.screens.settings.change import ChangeDialog

if TYPE_CHECKING:
    from deskapp.wiring import Desk

_WITH_ORIGIN = 72
"""Cells of the list from which on it says where each value came from."""


def columns(t: Words) -> Sequence[Column]:
    """Name, value and origin."""
    return (
        Column("label", N_("Setting"), 14 if t.language == "zh" else 20),
        Column("value", N_("Value")),
        Column("origin", N_("From"), 28, min_screen=_WITH_ORIGIN),
    )


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """The settings of one group."""

    label: str
    empty: str = N_("Nothing can be set here. Esc goes back.")

    def columns(self, t: Words) -> Sequence[Column]:
        """Name, value and origin."""
        return columns(t)

    def rows(self, desk: Desk, t: Words) -> Sequence[Row]:
        """One row a setting."""
        calendar, now = desk.room.calendar, desk.clock()
        found = []
        for entry in self._entries():
            stands = desk.standing(entry.name)
            cells = (t(entry.label), clean(stands.shown(t)), stands.origin(calendar, now, t))
            found.append(Row((), id_of(entry), cells))
        return found

    def _entries(self) -> list[Setting]:
        return [entry for entry in SETTINGS if entry.group == self.label and not entry.parts]

    def card(self, desk: Desk, t: Words, row: int) -> tuple[str, Sequence[Line]]:
        """All that is known of a setting."""
        entry = entry_of(row)
        return t(entry.label), desk.standing(entry.name).card(desk.room.calendar, desk.clock(), t)

    def history(self, desk: Desk, t: Words, row: int) -> Sequence[Line]:
        """Every change of a setting."""
        return desk.standing(entry_of(row).name).history(desk.room.calendar, desk.clock(), t)

    def open(self, screen: DeskScreen, row: int) -> None:
        """Ask for another value; of the printers of this machine one is chosen."""
        entry = entry_of(row)
        if entry.name != "printer":
            screen.app.push_screen(ChangeDialog(entry))
            return

        def ask(found: tuple[Queue, ...]) -> None:
            screen.app.push_screen(ChangeDialog(entry, printers=found))

        screen.act(queues, ask)


def id_of(entry: Setting) -> int:
    """The row of a setting."""
    return SETTINGS.index(entry) + 1


def entry_of(row: int) -> Setting:
    """The setting of a row."""
    return SETTINGS[row - 1]
