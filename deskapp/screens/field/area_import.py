"""Taking areas over from a table: every odd row before anything is written, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskapp.domain.area import KIND
from deskapp.domain.area_sheet import AreaSheet
from deskapp.domain.roster import Progress, SheetRow
from deskapp.domain.words import N_
from deskapp.reading import areas
from deskapp.screens.importing import TableImport


class AreaImportScreen(TableImport[AreaSheet]):
    """A table of areas on its way into the tree."""

    NAME = N_("Import of areas")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one area a row with 名称, 上级, 编号, 警务区 and the like in any "
        "order, or 一级网格, 二级网格, 三级网格 side by side. Every odd row stands here with the reason. Ctrl+S writes "
        "all of it at once, Esc stops it, and one Ctrl+Z takes all of it back."
    )
    TITLE = N_("Areas")
    HINT = N_("~/areas.xlsx, a .csv or .txt; Down takes one")
    NOTHING = N_("There is no area to import in this file.")

    def look(self, rows: Sequence[SheetRow], progress: Progress) -> AreaSheet:
        """Check the rows against the areas of the room."""
        desk = self.desk
        return desk.areas.look(rows, areas.areas(desk.connection(), desk.room.id), self.t, progress)

    def write_all(self, found: AreaSheet, name: str, progress: Callable[[int, int], None]) -> str:
        """Write the areas."""
        return self.desk.areas.take_over(found, name, self.desk.actor, progress)

    def counted(self, found: AreaSheet, bad: int, warned: int) -> Sequence[str]:
        """How many areas, by kind."""
        t = self.t
        said = t(
            N_("Areas: {good}, bad rows: {bad}, rows with warnings: {warned}."),
            good=len(found.entries), bad=bad, warned=warned,
        )  # fmt: skip
        kinds = " · ".join(f"{KIND.label_of(kind, t)} {count}" for kind, count in found.counts().items())
        return [said, *([kinds] if kinds else [])]

    def tell_done(self, number: str, count: int) -> None:
        """Say that it is written."""
        self.host.tell(
            N_("{number}: {count} areas imported · Ctrl+Z takes all of it back"), "good", number=number, count=count
        )  # fmt: skip
