"""One thing done with several marked records, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.reading import requests as reading
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.steps import Recorded

if TYPE_CHECKING:
    from pathlib import Path

    from deskapp.domain.officer import Officer
    from deskapp.domain.request import Request
    from deskapp.screens.register import RegisterScreen
    from deskapp.widgets.record_list import RecordList

RecordT = TypeVar("RecordT", bound=Recorded)

_UNMARK = "unmark"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of each of several records."""

    done: int
    refused: tuple[tuple[Recorded, DeskError], ...] = ()


def each(records: Sequence[RecordT], verb: Callable[[RecordT], object]) -> Tally:
    """Do `verb` with one record after the other; a refusal stops none of the others."""
    refused: list[tuple[Recorded, DeskError]] = []
    for record in records:
        try:
            verb(record)
        except DeskError as error:
            refused.append((record, error))
    return Tally(len(records) - len(refused), tuple(refused))


class Marked:
    """What can be done with the marked rows of a list on a screen; each register adds its own."""

    VERBS: Mapping[str, str] = {}
    """What is offered, in English; `unmark` is offered by every register."""

    def __init__(self, screen: RegisterScreen, listed: RecordList) -> None:
        self._screen = screen
        self._listed = listed

    @property
    def ids(self) -> tuple[int, ...]:
        """The keys of the marked records."""
        return self._listed.selected_ids

    def do(self, verb: str) -> None:
        """Do one of `VERBS`."""
        raise NotImplementedError

    def offer(self) -> None:
        """Ask what to do; say how to mark where nothing is marked."""
        t = self._screen.t
        if not self.ids:
            self._screen.host.tell(N_("No row is marked. Space marks one, * all of them."))
            return
        verbs = {**self.VERBS, _UNMARK: N_("Take all marks off")}
        choices = [Choice(verb, t(label), other=label) for verb, label in verbs.items()]

        def chosen(verb: str | None) -> None:
            if verb == _UNMARK:
                self._listed.unmark()
                self._screen.host.tell("")
            elif verb:
                self.do(verb)

        self._screen.app.push_screen(Choose(N_("With the marked rows"), choices), chosen)

    def each(self, records: Sequence[RecordT], verb: Callable[[RecordT], object]) -> None:
        """Do `verb` with every record, and tell what became of them."""
        self._screen.act(lambda: each(records, verb), self._told)

    def _told(self, tally: Tally) -> None:
        self._listed.unmark(keep=[record.id for record, _ in tally.refused])
        self._screen.reload()
        host = self._screen.host
        if not tally.refused:
            host.tell(N_("{done} done · Ctrl+Z undoes the last of them"), "good", done=tally.done)
            return
        record, error = tally.refused[0]
        host.tell(
            N_("{done} done, {refused} refused and still marked. {number}: {why}"), "bad",
            done=tally.done, refused=len(tally.refused), number=record.number, why=error.say(self._screen.t),
        )  # fmt: skip


class MarkedRequests(Marked):
    """Requests: given to an officer, archived, exported."""

    VERBS: Mapping[str, str] = {
        "assign": N_("Assign them to an officer"),
        "archive": N_("Archive them"),
        "write": N_("Write them into an Excel file"),
    }

    def do(self, verb: str) -> None:
        """Do what was chosen."""
        {"assign": self._ask_officer, "archive": self._archive, "write": self._write}[verb]()

    def _requests(self) -> list[Request]:
        reader = self._screen.desk.reader
        return [found for id in self.ids if (found := reading.by_id(reader, id))]

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
        reason = coded(N_("Assigned to {name}"), name=officer.signature())
        self.each(
            self._requests(),
            lambda one: desk.requests.correct(one.number, given, reason, desk.actor, t, one.version),
        )

    def _archive(self) -> None:
        desk, t = self._screen.desk, self._screen.t
        self.each(
            self._requests(),
            lambda one: desk.requests.step(one.number, "archive", {}, desk.actor, t, one.version),
        )

    def _write(self) -> None:
        host, ids = self._screen.host, self.ids

        def done(path: Path) -> None:
            host.tell(N_("Records written: {count}, into {path}"), "good", count=len(ids), path=path)

        self._screen.act(lambda: host.write_table(ids), done)
