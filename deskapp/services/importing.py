"""Importing a roster of volunteers: checked as a whole, written as a whole, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deskapp import locales
from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Move
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Entry, Roster, SheetRow, read_roster
from deskapp.domain.volunteer_codes import STATUS
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_, Term, Words
from deskapp.reading.rosters import known
from deskapp.services.batches import open_batch
from deskapp.services.store import Writing
from deskapp.services.teams import Teams
from deskapp.services.volunteers import Volunteers
from deskapp.tables.volunteer import TeamRow, VolunteerRow

Progress = Callable[[int, int], None]
"""Is told how many rows are written, and of how many."""

_STEPS = {"leave": "leave", "suspended": "suspend", "left": "quit"}


class Importing(Volunteers):
    """The verb of importing."""

    def look(self, rows: Iterable[SheetRow], execute: Callable[..., object], t: Words) -> Roster:
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        return read_roster(rows, known(execute, self.room.id), self.today, t, locales.load("zh"))

    def roster(self, found: Roster, name: str, actor: Actor, t: Words, progress: Progress) -> str:
        """Write a roster that was looked at, all of it or nothing; gives the number of the write. Raises DeskError."""
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        with self.store.write(actor) as writing:
            self._refuse_moved(writing, found)
            batch = open_batch(writing, "import_volunteers", self.today, len(found.entries), name)
            verbs = Teams(self.store, self.room, self.limits)
            made = {team: verbs.add_in(writing, {"name": team}, t) for team in found.teams}
            for count, entry in enumerate(found.entries, 1):
                self._write(writing, entry, made, t)
                progress(count, len(found.entries))
            return batch.number

    def _write(self, writing: Writing, entry: Entry, made: dict[str, TeamRow], t: Words) -> None:
        try:
            given = dict(entry.given) | {"status": entry.status}
            row = self.register_in(writing, given, t, made.get(entry.given.get("team", "")))
        except DeskError as error:
            raise DeskError(
                N_("Row {row}: {why} Nothing is written: mend it in the file, then import it again."),
                row=entry.at, why=error.say(t),
            ) from error  # fmt: skip
        if entry.status in _STEPS:
            self._stand(writing, row, entry.status)

    def _stand(self, writing: Writing, row: VolunteerRow, status: str) -> None:
        """Somebody whom the roster calls on leave, suspended or gone."""
        step = MACHINE.path(row.status, _STEPS[status])[-1]
        changes: dict[str, object] = {"left_on": self.today} if status == "left" else {}
        reason = coded(N_("The roster says: {state}"), state=Term(STATUS[status].label))
        self._apply(writing, row, Move(step.code, row.status, step.target, changes, reason))

    def _refuse_moved(self, writing: Writing, found: Roster) -> None:
        """Raise DeskError where somebody of the roster has come into the register since it was looked at."""
        held = known(writing.session.connection().exec_driver_sql, self.room.id)
        for entry in found.entries:
            given = entry.given
            for mine, theirs in ((given.get("phone"), held.phones), (given.get("id_number"), held.documents),
                                 (given.get("member_no"), held.members)):  # fmt: skip
                if mine and mine in theirs:
                    raise DeskError(
                        N_("The register has changed meanwhile, row {row} stands there as {number}. "
                           "Nothing is written: look again."),
                        row=entry.at, number=theirs[mine],
                    )  # fmt: skip
