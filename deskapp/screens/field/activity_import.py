"""Taking activities over from a table: every odd row before anything is written, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskapp.domain.activity_kinds import KIND
from deskapp.domain.activity_sheet import ActivitySheet
from deskapp.domain.roster import Progress, SheetRow
from deskapp.domain.words import N_
from deskapp.screens.importing import TableImport


class ActivityImportScreen(TableImport[ActivitySheet]):
    """A table of activities on its way into the register."""

    NAME = N_("Import of activities")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one activity a row with 类别, 日期, 时间, 地点, 参加人 "
        "and the like in any order. Every odd row stands here with the reason. Ctrl+S writes all of it at once, Esc "
        "stops it, and one Ctrl+Z takes all of it back."
    )
    TITLE = N_("Activities")
    HOURS = True
    HINT = N_("~/activities.xlsx, a .csv or .txt; Down takes one")
    NOTHING = N_("There is no activity to import in this file.")

    def look(self, rows: Sequence[SheetRow], progress: Progress) -> ActivitySheet:
        """Check the rows."""
        desk = self.desk
        return desk.activity_import.look(rows, desk.connection().execute, self.t, progress)

    def write_all(self, found: ActivitySheet, name: str, progress: Callable[[int, int], None]) -> str:
        """Write the activities."""
        desk = self.desk
        return desk.activity_import.take_over(found, name, desk.actor, self.t, progress)

    def counted(self, found: ActivitySheet, bad: int, warned: int) -> Sequence[str]:
        """How many activities, by kind."""
        t = self.t
        said = t(
            N_("Activities: {good}, bad rows: {bad}, rows with warnings: {warned}."),
            good=len(found.entries), bad=bad, warned=warned,
        )  # fmt: skip
        kinds = " · ".join(f"{KIND.label_of(kind, t)} {count}" for kind, count in found.counts().items())
        return [said, *([kinds] if kinds else [])]

    def tell_done(self, number: str, count: int) -> None:
        """Say that it is written."""
        self.host.tell(
            N_("{number}: {count} activities imported · Ctrl+Z takes all of it back"), "good", number=number,
            count=count,
        )  # fmt: skip
