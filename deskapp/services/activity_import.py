"""Importing activities from a table: checked as a whole, written as a whole, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deskapp import locales
from deskapp.domain.activity_sheet import ActivitySheet, Around, read_activities
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.roster import SheetRow
from deskapp.domain.words import N_, Words
from deskapp.services.activities import Activities
from deskapp.services.batches import open_batch
from deskapp.services.importing import Progress


class ActivityImport(Activities):
    """The verb of importing."""

    def look(self, rows: Iterable[SheetRow], execute: Callable[..., object], t: Words) -> ActivitySheet:
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        around = Around(self.store.clock(), self.room.calendar, self._numbers(execute))
        return read_activities(rows, around, t, locales.load("zh"), Words.plain())

    def take_over(self, found: ActivitySheet, name: str, actor: Actor, t: Words, progress: Progress) -> str:
        """Write a table that was looked at, all of it or nothing; gives the number of the write. Raises DeskError."""
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        with self.store.write(actor) as writing:
            batch = open_batch(writing, "import_activities", self.today, len(found.entries), name)
            for count, entry in enumerate(found.entries, 1):
                try:
                    self.add_in(writing, entry.kind, entry.given, t, journal=False)
                except DeskError as error:
                    raise DeskError(
                        N_("Row {row}: {why} Nothing is written: mend it in the file, then import it again."),
                        row=entry.at, why=error.say(t),
                    ) from error  # fmt: skip
                progress(count, len(found.entries))
            return batch.number

    def _numbers(self, execute: Callable[..., object]) -> frozenset[str]:
        """Member numbers and badge numbers of the room."""
        rows = execute(
            "SELECT member_no FROM volunteer WHERE room_id = ?1 AND status NOT IN ('voided', 'undone') "
            "UNION SELECT badge FROM officer WHERE room_id = ?1 AND active = 1",
            (self.room.id,),
        )
        return frozenset(str(row[0]) for row in rows.fetchall())  # type: ignore[attr-defined]
