"""Taking hazards, lead appeals, found things and lost reports over from a table, every mistake by its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from deskapp.domain.field_sheet import FieldSheet
from deskapp.domain.field_sheet_heads import STATES
from deskapp.domain.roster import Progress, SheetRow
from deskapp.domain.words import N_
from deskapp.screens.importing import TableImport


class FieldImportScreen(TableImport[FieldSheet]):
    """A table of field work on its way into a register."""

    REGISTER: ClassVar[str]
    COUNTED: ClassVar[str]
    """How many records there are, good and bad."""
    DONE: ClassVar[str]
    """That they are written."""
    HOURS = True
    HINT = N_("~/table.xlsx, a .csv or .txt; Down takes one")
    NOTHING = N_("There is no row to import in this file.")

    def look(self, rows: Sequence[SheetRow], progress: Progress) -> FieldSheet:
        """Check the rows."""
        desk = self.desk
        return desk.field_import.look(self.REGISTER, rows, desk.connection(), desk.actor, self.t, progress)

    def write_all(self, found: FieldSheet, name: str, progress: Callable[[int, int], None]) -> str:
        """Write the records."""
        return self.desk.field_import.take_over(found, name, self.desk.actor, progress)

    def counted(self, found: FieldSheet, bad: int, warned: int) -> Sequence[str]:
        """How many records, by state."""
        t, codes = self.t, STATES[self.REGISTER]
        said = t(self.COUNTED, good=len(found.entries), bad=bad, warned=warned)
        states = " · ".join(f"{codes.label_of(state, t)} {count}" for state, count in found.counts().items())
        return [said, *([states] if states else [])]

    def tell_done(self, number: str, count: int) -> None:
        """Say that it is written."""
        self.host.tell(self.DONE, "good", number=number, count=count)


class HazardImportScreen(FieldImportScreen):
    """A table of hazards."""

    REGISTER = "hazard"
    TITLE = N_("Hazards")
    NAME = N_("Import of hazards")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one hazard a row with 隐患类别, 隐患内容, 地点, 发现时间, 状态 "
        "and the like in any order. Every mistake stands here by its cell. Ctrl+S writes all of it at once, Esc "
        "stops it, and one Ctrl+Z takes all of it back."
    )
    COUNTED = N_("Hazards: {good}, bad rows: {bad}, rows with warnings: {warned}.")
    DONE = N_("{number}: {count} hazards imported · Ctrl+Z takes all of it back")


class AppealImportScreen(FieldImportScreen):
    """A table of lead appeals."""

    REGISTER = "lead_appeal"
    TITLE = N_("Lead appeals")
    NAME = N_("Import of lead appeals")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one appeal a row with 内容, 类别, 截止日期 and the like in any "
        "order. All come in as drafts, their texts checked; who gave a clue is not imported. Every mistake stands here "
        "by its cell. Ctrl+S writes all of it at once, Esc stops it, and one Ctrl+Z takes all of it back."
    )
    COUNTED = N_("Lead appeals: {good}, bad rows: {bad}, rows with warnings: {warned}.")
    DONE = N_("{number}: {count} lead appeals imported as drafts · Ctrl+Z takes all of it back")


class FoundImportScreen(FieldImportScreen):
    """A table of found things."""

    REGISTER = "custody"
    TITLE = N_("Found things")
    NAME = N_("Import of found things")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one thing a row with 物品名称, 拾获人, 拾获时间, 认领人 and the "
        "like in any order. Every mistake stands here by its cell. Ctrl+S writes all of it at once, Esc stops it, "
        "and one Ctrl+Z takes all of it back."
    )
    COUNTED = N_("Found things: {good}, bad rows: {bad}, rows with warnings: {warned}.")
    DONE = N_("{number}: {count} found things imported · Ctrl+Z takes all of it back")


class LostImportScreen(FieldImportScreen):
    """A table of lost reports."""

    REGISTER = "lost_report"
    TITLE = N_("Lost reports")
    NAME = N_("Import of lost reports")
    ABOUT = N_(
        "Type where the table lies, Enter reads it: one report a row with 类别, 姓名, 年龄, 走失地点, 结果 and the "
        "like in any order; a minor needs an age. Every mistake stands here by its cell. Ctrl+S writes all of it "
        "at once, Esc stops it, and one Ctrl+Z takes all of it back."
    )
    COUNTED = N_("Lost reports: {good}, bad rows: {bad}, rows with warnings: {warned}.")
    DONE = N_("{number}: {count} lost reports imported · Ctrl+Z takes all of it back")


SCREENS: dict[str, type[FieldImportScreen]] = {
    one.REGISTER: one for one in (HazardImportScreen, AppealImportScreen, FoundImportScreen, LostImportScreen)
}
"""By the register."""
