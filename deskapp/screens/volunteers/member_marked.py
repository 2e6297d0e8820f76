"""What can be done with several marked volunteers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from deskapp.domain.volunteer import Volunteer
from deskapp.domain.words import N_
from deskapp.reading import volunteers as reading
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.marked import Marked
from deskapp.screens.volunteers.certificate import Told
from deskapp.screens.volunteers.options import team_options


class MakesBadges(Protocol):
    """What is needed of the app."""

    def keep_badges(self, numbers: Sequence[str]) -> Told:
        """Set the badges of these volunteers as PDF and keep it; runs in a thread. Raises DeskError."""

    def print_badges(self, numbers: Sequence[str]) -> Told:
        """Set them, keep the PDF and print it; runs in a thread. Raises DeskError."""


class MarkedMembers(Marked):
    """Volunteers: put into a team, signed in together, written into a table, given badges."""

    VERBS: Mapping[str, str] = {
        "join": N_("Put them into a team"),
        "sign_in": N_("Sign them in: they are here now"),
        "write": N_("Write them into an Excel file"),
        "badges": N_("Set their badges as PDF, to print and cut out"),
        "print": N_("Print their badges, to cut out"),
    }

    def do(self, verb: str) -> None:
        """Do what was chosen."""
        if verb in ("badges", "print"):
            self._badges(to_print=verb == "print")
            return
        {"join": self._ask_team, "sign_in": self._sign_in, "write": self._write}[verb]()

    def _members(self) -> list[Volunteer]:
        reader = self._screen.desk.reader
        return [found.volunteer for id in self.ids if (found := reading.by_id(reader, id))]

    def _ask_team(self) -> None:
        teams = team_options(self._screen.desk)
        if not teams:
            self._screen.host.tell(N_("There is no team yet: F6, then 4 and Insert make one."), "bad")
            return

        def chosen(number: str | None) -> None:
            if number:
                self._join(number)

        choices = [Choice(option.code, option.label) for option in teams]
        self._screen.app.push_screen(Choose(N_("Into which team?"), choices, direct=True), chosen)

    def _join(self, team: str) -> None:
        desk, t = self._screen.desk, self._screen.t
        self.each(
            self._members(),
            lambda one: desk.volunteers.join(one.number, team, desk.actor, t, version=one.version),
        )

    def _sign_in(self) -> None:
        desk, t = self._screen.desk, self._screen.t
        self.each(self._members(), lambda one: desk.attendances.check_in(one.number, desk.actor, t))

    def _write(self) -> None:
        host, ids = self._screen.host, self.ids

        def done(path: Path) -> None:
            host.tell(N_("Records written: {count}, into {path}"), "good", count=len(ids), path=path)

        self._screen.act(lambda: host.write_volunteers(ids), done)

    def _badges(self, *, to_print: bool) -> None:
        host, maker = self._screen.host, cast(MakesBadges, self._screen.app)
        numbers = [one.number for one in self._members()]

        def done(told: Told) -> None:
            host.tell(told.text, told.tone, **told.params)

        verb = maker.print_badges if to_print else maker.keep_badges
        self._screen.act(lambda: verb(numbers), done)
