"""One thing done with several marked records, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.request import Request
from deskapp.domain.words import N_
from deskapp.reading import requests as reading
from deskapp.screens.choose import Choice, Choose

if TYPE_CHECKING:
    from pathlib import Path

    from deskapp.domain.officer import Officer
    from deskapp.screens.base import DeskScreen
    from deskapp.widgets.record_list import RecordList

_VERBS = {
    "assign": N_("Assign them to an officer"),
    "archive": N_("Archive them"),
    "write": N_("Write them into an Excel file"),
    "unmark": N_("Take all marks off"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of each of several records."""

    done: int
    refused: tuple[tuple[Request, DeskError], ...] = ()


def each(requests: Sequence[Request], verb: Callable[[Request], object]) -> Tally:
    """Do `verb` with one record after the other; a refusal stops none of the others."""
    refused: list[tuple[Request, DeskError]] = []
    for request in requests:
        try:
            verb(request)
        except DeskError as error:
            refused.append((request, error))
    return Tally(len(requests) - len(refused), tuple(refused))


class Marked:
    """What can be done with the marked rows of a list on a screen."""

    def __init__(self, screen: DeskScreen, listed: RecordList) -> None:
        self._screen = screen
        self._listed = listed

    def offer(self) -> None:
        """Ask what to do; say how to mark where nothing is marked."""
        count, t = len(self._listed.selected_ids), self._screen.t
        if not count:
            self._screen.host.tell(N_("No row is marked. Space marks one, Ctrl+A all of them."))
            return
        choices = [Choice(verb, t(label), other=label) for verb, label in _VERBS.items()]

        def chosen(verb: str | None) -> None:
            if verb:
                {
                    "assign": self._ask_officer, "archive": self._archive, "write": self._write,
                    "unmark": self._unmark,
                }[verb]()  # fmt: skip

        self._screen.app.push_screen(Choose(N_("With the marked rows"), choices), chosen)

    def _unmark(self) -> None:
        self._listed.unmark()
        self._screen.host.tell("")

    def _requests(self) -> list[Request]:
        reader = self._screen.desk.reader
        return [found for id in self._listed.selected_ids if (found := reading.by_id(reader, id))]

    def _ask_officer(self) -> None:
        people = {officer.badge: officer for officer in self._screen.desk.officers if officer.active}
        choices = [Choice(badge, officer.signature()) for badge, officer in people.items()]

        def chosen(badge: str | None) -> None:
            if badge:
                self._assign(people[badge])

        self._screen.app.push_screen(Choose(N_("Who takes care of them?"), choices), chosen)

    def _assign(self, officer: Officer) -> None:
        desk, t = self._screen.desk, self._screen.t
        given = {"responsible": officer.badge}
        reason = t(N_("Assigned to {name}"), name=officer.signature())
        self._each(
            lambda one: desk.requests.correct(one.number, given, reason, desk.actor, t, one.version)
        )  # fmt: skip

    def _archive(self) -> None:
        desk, t = self._screen.desk, self._screen.t
        self._each(lambda one: desk.requests.step(one.number, "archive", {}, desk.actor, t, one.version))

    def _each(self, verb: Callable[[Request], object]) -> None:
        requests = self._requests()
        self._screen.act(lambda: each(requests, verb), self._told)

    def _told(self, tally: Tally) -> None:
        self._listed.unmark(keep=[request.id for request, _ in tally.refused])
        self._screen.reload()
        host = self._screen.host
        if not tally.refused:
            host.tell(N_("{done} done · Ctrl+Z undoes the last of them"), "good", done=tally.done)
            return
        request, error = tally.refused[0]
        host.tell(
            N_("{done} done, {refused} refused and still marked. {number}: {why}"), "bad",
            done=tally.done, refused=len(tally.refused), number=request.number, why=error.say(self._screen.t),
        )  # fmt: skip

    def _write(self) -> None:
        host, ids = self._screen.host, self._listed.selected_ids

        def done(path: Path) -> None:
            host.tell(N_("Records written: {count}, into {path}"), "good", count=len(ids), path=path)

        self._screen.act(lambda: host.write_table(ids), done)
