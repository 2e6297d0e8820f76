"""Importing a roster: the file, every odd row before anything is written, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskapp.domain.roster import Progress, Roster, SheetRow
from deskapp.domain.words import N_
from deskapp.screens.importing import TableImport


class ImportScreen(TableImport[Roster]):
    """A roster on its way into the register."""

    NAME = N_("Import of a roster")
    ABOUT = N_(
        "Type where the roster lies, Enter reads it: Chinese headings in any order, Excel or CSV. Every odd row stands "
        "here by its number in the file, with the reason. Bad rows are mended in the file, then Enter reads it again; "
        "warnings do no harm. Ctrl+S writes all of it at once, Esc stops it, and one Ctrl+Z takes all of it back."
    )
    TITLE = N_("Volunteers")
    HINT = N_("~/roster.xlsx, a .csv or .txt; Down takes one")
    NOTHING = N_("There is nobody to import in this file.")

    def look(self, rows: Sequence[SheetRow], progress: Progress) -> Roster:
        """Check the rows against the register."""
        return self.desk.importing.look(rows, self.desk.connection().execute, self.t, progress)

    def write_all(self, found: Roster, name: str, progress: Callable[[int, int], None]) -> str:
        """Write the roster."""
        return self.desk.importing.roster(found, name, self.desk.actor, self.t, progress)

    def counted(self, found: Roster, bad: int, warned: int) -> Sequence[str]:
        """How many volunteers, and the teams that will be made."""
        t = self.t
        lines = [
            t(
                N_("Volunteers: {good}, bad rows: {bad}, rows with warnings: {warned}."),
                good=len(found.entries), bad=bad, warned=warned,
            )
        ]  # fmt: skip
        if found.teams:
            lines.append(t(N_("Teams that will be made: {teams}"), teams=", ".join(found.teams)))
        return lines

    def tell_done(self, number: str, count: int) -> None:
        """Say that it is written."""
        self.host.tell(
            N_("{number}: {count} volunteers imported · Ctrl+Z takes all of it back"), "good",
            number=number, count=count,
        )  # fmt: skip
