"""Importing activities from a table: checked as a whole, written as a whole, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deskapp import locales
from deskapp.domain.activity_sheet import ActivitySheet, Around, read_activities
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.roster import Progress as Reading
from deskapp.domain.roster import SheetRow
from deskapp.domain.words import N_, Words
from deskapp.services.activities import Activities
from deskapp.services.activity_book import REGISTERS
from deskapp.services.activity_rows import ActivityRows
from deskapp.services.batches import open_batch
from deskapp.services.bulk import Bulk, Progress


class ActivityImport(Activities):
    """The verb of importing."""

    def look(
        self,
        rows: Iterable[SheetRow],
        execute: Callable[..., object],
        t: Words,
        progress: Reading | None = None,
    ) -> ActivitySheet:
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        known = self._numbers(execute)
        around = Around(
            self.store.clock(), self.room.calendar, known, lambda number: self._is_there(execute, number)
        )
        return read_activities(rows, around, t, locales.load("zh"), Words.plain(), progress=progress)

    def take_over(self, found: ActivitySheet, name: str, actor: Actor, t: Words, progress: Progress) -> str:
        """Write a table that was looked at, all of it or nothing; gives the number of the write. Raises DeskError."""
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        with self.store.write(actor) as writing:
            batch = open_batch(writing, "import_activities", self.today, len(found.entries), name)
            rows = ActivityRows(self, Bulk(writing, progress, len(found.entries)), t)
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

    def _numbers(self, execute: Callable[..., object]) -> dict[str, str]:
        """Names by the member numbers and badge numbers of the room."""
        rows = execute(
            "SELECT v.member_no, p.name FROM volunteer AS v JOIN person AS p ON p.id = v.person_id "
            "WHERE v.room_id = ?1 AND v.status NOT IN ('voided', 'undone') "
            "UNION SELECT badge, name FROM officer WHERE room_id = ?1 AND active = 1",
            (self.room.id,),
        )
        return {str(row[0]): str(row[1]) for row in rows.fetchall()}  # type: ignore[attr-defined]

    def _is_there(self, execute: Callable[..., object], number: str) -> bool:
        table = REGISTERS.get(number.partition("-")[0])
        if table is None:
            return False
        found = execute(
            f"SELECT 1 FROM {table} WHERE room_id = ? AND number = ? AND status <> 'undone'",
            (self.room.id, number),
        )
        return found.fetchone() is not None  # type: ignore[attr-defined]
