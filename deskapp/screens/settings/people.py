"""The page of officers and auxiliaries: who works here, mended, sent away and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskapp.domain.listing import Column, Row
from deskapp.domain.officer import OFFICER_KIND, PRESENCE, Officer
from deskapp.domain.request_card import Line
from deskapp.domain.setting_card import STEPS, told
from deskapp.domain.words import N_, Words
from deskapp.reading.settings import officer_changes
from deskapp.screens import keymap, keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.officers import AddOfficer
from deskapp.screens.settings.person import PersonDialog

if TYPE_CHECKING:
    from deskapp.wiring import Desk

ADD = 1_000_000_000
"""The row that adds somebody."""

_PINS = {ADD + place: key for place, key in enumerate(keys.PINS, 1)}
"""The rows about PINs, each with what it does."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Officers and auxiliaries of the room."""

    label: str = N_("Officers")
    empty: str = N_("Nobody works here yet. Enter adds the first officer.")

    def columns(self, t: Words) -> Sequence[Column]:
        """Name, badge number, kind, and whether the person works here."""
        return (
            Column("name", N_("Name")),
            Column("badge", N_("Badge number"), 12),
            Column("kind", N_("Kind"), 9),
            Column("state", N_("State"), 12),
        )

    def rows(self, desk: Desk, t: Words) -> Sequence[Row]:
        """One row a person, then the one that adds."""
        people = [
            Row(
                (),
                officer.id,
                (
                    officer.name,
                    officer.badge,
                    OFFICER_KIND.label_of(officer.kind, t),
                    _state(desk, officer, t),
                ),
                "" if officer.active else "muted",
            )
            for officer in desk.officers
        ]
        pins = [Row((), row, (f"* {t(key.description)}", "", "", ""), "muted") for row, key in _PINS.items()]
        return [*people, *pins, Row((), ADD, ("+ " + t(N_("Add somebody")), "", "", ""))]

    def card(self, desk: Desk, t: Words, row: int) -> tuple[str, Sequence[Line]]:
        """All that is known of a person."""
        officer = _officer(desk, row)
        if row in _PINS:
            key = _PINS[row]
            return t(key.description), (Line(t(N_("Means")), t(keymap.MEANINGS[key.action])),)
        if officer is None:
            return t(N_("Add an officer or auxiliary")), ()
        lines = [
            Line(t(N_("Badge number")), officer.badge),
            Line(t(N_("Kind of officer")), OFFICER_KIND.label_of(officer.kind, t)),
            Line(t(N_("State")), _state(desk, officer, t)),
            Line(t(N_("PIN")), t(N_("has a PIN") if officer.id in desk.with_pins else N_("no PIN yet"))),
            Line(t(N_("Means")), t(N_("Nobody is deleted: all that a person wrote keeps the name. "
                                      "Ctrl+O chooses who writes now."))),
        ]  # fmt: skip
        return officer.name, lines

    def history(self, desk: Desk, t: Words, row: int) -> Sequence[Line]:
        """What was changed of a person."""
        calendar, now = desk.room.calendar, desk.clock()
        found = []
        for change in officer_changes(desk.reader, row):
            moves = {change.old, change.new} in ({"0", "1"}, {""})
            why = f" ({change.reason})" if change.reason else ""
            said = (
                f"{t(STEPS[change.step])}{why} · {change.by}"
                if moves
                else told(change, change.old, change.new, t)
            )
            found.append(Line(calendar.show(change.at, now), said))
        return found

    def open(self, screen: DeskScreen, row: int) -> None:
        """Add somebody, or mend what stands there."""
        officer = _officer(screen.desk, row)
        if row in _PINS:
            screen.call_later(screen.run_action, _PINS[row].action)
            return
        if officer is not None:
            screen.app.push_screen(PersonDialog(officer))
            return

        def added(new: Officer) -> None:
            screen.host.tell(N_("{name} is added · Ctrl+Z undoes"), tone="good", name=new.signature())
            screen.reload()

        screen.app.push_screen(AddOfficer(added))


def _officer(desk: Desk, row: int) -> Officer | None:
    return next((officer for officer in desk.officers if officer.id == row), None)


def _state(desk: Desk, officer: Officer, t: Words) -> str:
    if officer.id == desk.room.signed_in:
        return t(N_("writes now"))
    return PRESENCE.label_of("yes" if officer.active else "no", t)
