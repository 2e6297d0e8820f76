"""Importing a roster of volunteers: checked as a whole, written as a whole, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deskapp import locales
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Progress as Reading
from deskapp.domain.roster import Roster, SheetRow, read_roster
from deskapp.domain.words import N_, Words
from deskapp.reading.rosters import known
from deskapp.services.batches import open_batch
from deskapp.services.bulk import Bulk, Progress
from deskapp.services.roster_rows import RosterRows
from deskapp.services.store import Writing
from deskapp.services.teams import Teams
from deskapp.services.volunteers import Volunteers


class Importing(Volunteers):
    """The verb of importing."""

    def look(
        self,
        rows: Iterable[SheetRow],
        execute: Callable[..., object],
        t: Words,
        progress: Reading | None = None,
    ) -> Roster:
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        held = known(execute, self.room.id)
        return read_roster(rows, held, self.today, t, locales.load("zh"), progress=progress)

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
            teams = {team: verbs.add_in(writing, {"name": team}, t) for team in found.teams}
            rows = RosterRows(self, Bulk(writing, progress, len(found.entries)), teams, t)
            for entry in found.entries:
                try:
                    rows.write(entry)
                except DeskError as error:
                    raise DeskError(
                        N_("Row {row}: {why} Nothing is written: mend it in the file, then import it again."),
                        row=entry.at, why=error.say(t),
                    ) from error  # fmt: skip
                rows.bulk.one_more()
            rows.bulk.flush()
            return batch.number

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
