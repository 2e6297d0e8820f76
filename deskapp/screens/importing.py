"""Importing a table: the file, every odd row before anything is written, then all of it or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column, Row, Sorting
from deskapp.domain.roster import Problem, Progress, SheetRow
from deskapp.domain.words import N_
from deskapp.files.roster import read_rows
from deskapp.reading.few import Entry, Few
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.file_field import candidates, is_folder
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import FieldSpec, Form
from deskapp.widgets.record_list import RecordList

HOME = "~/"
PAINT = 0.1
"""Seconds between two looks how far an import is."""
BAR = 30
"""Cells of the bar."""

IMPORT = Binding("ctrl+s", "import", N_("Import"), key_display="Ctrl+S")
CANCELLED = N_("The import was cancelled: nothing is written. Ctrl+S begins anew.")
NOT_READ = N_("The file was not read to its end, and nothing is written. Press Enter to read it anew.")


class Table(Protocol):
    """What was read out of a file."""

    @property
    def entries(self) -> Sequence[object]:
        """What would be written."""
        ...

    @property
    def problems(self) -> Sequence[Problem]:
        """What is odd about its rows."""
        ...

    @property
    def bad(self) -> Sequence[Problem]:
        """What blocks the import."""
        ...

    @property
    def ignored(self) -> Sequence[str]:
        """Headings that mean nothing to the desk."""
        ...


TableT = TypeVar("TableT", bound=Table)


class TableImport(DeskScreen, Generic[TableT]):
    """A table on its way into a register."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("importing.tcss")
    """As a whole path: a page of whatever folder finds it."""
    HINT: ClassVar[str] = ""
    """English hint of the field for the file."""
    TITLE: ClassVar[str] = ""
    """English text of the catalogue: what the sheet is called in an export."""
    HOURS: ClassVar[bool] = False
    """Whether the hour of a cell with a date counts."""
    NOTHING: ClassVar[str] = ""
    """The English sentence where there is nothing to import in the file."""
    KEYS = (keys.BACK, IMPORT, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, IMPORT]

    def __init__(self) -> None:
        super().__init__()
        self._table: TableT | None = None
        self._path = Path()
        self._done, self._of = 0, 0
        self._writing = self._reading = self._cancelled = False

    # -- what a register decides

    def look(self, rows: Sequence[SheetRow], progress: Progress) -> TableT:
        """Check the rows; runs in a thread. Raises DeskError."""
        raise NotImplementedError

    def write_all(self, found: TableT, name: str, progress: Callable[[int, int], None]) -> str:
        """Write all of it; runs in a thread. Gives the number of the write. Raises DeskError."""
        raise NotImplementedError

    def counted(self, found: TableT, bad: int, warned: int) -> Sequence[str]:
        """The lines that say how much would be written, in the language of the screen."""
        raise NotImplementedError

    def tell_done(self, number: str, count: int) -> None:
        """Say that all of it is written."""
        raise NotImplementedError

    def specs(self) -> tuple[FieldSpec, ...]:
        """The field for the file."""
        return (FieldSpec("path", N_("File"), "person", True, 4096, self.HINT, submits=True),)

    def body(self) -> Iterable[Widget]:
        """The file, what was found, the odd rows, the whole reason of one."""
        yield Form(self.specs())
        yield Static("", markup=False, id="found")
        yield RecordList(
            empty=N_("Enter in the line above reads the file. Nothing is written before Ctrl+S."),
            markable=False, id="list",
        )  # fmt: skip
        yield Static("", markup=False, id="why")

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def listed(self) -> RecordList:
        """The odd rows."""
        return self.query_one("#list", RecordList)

    def begin(self) -> None:
        """Ask for the file."""
        self._form.person("path").seek = self._candidates
        self._form.set_values({"path": HOME})
        self._form.focus_field("path")
        self._show()
        self.set_interval(PAINT, self._paint_progress)

    def on_unmount(self) -> None:
        """Nothing goes on behind a screen that is gone."""
        self._cancelled = True

    def relabel(self) -> None:
        """Say all of it in the other language; sentences about rows were made in the one before."""
        self._show()

    # -- the file

    def _candidates(self, text: str) -> Sequence[Candidate]:
        t = self.t
        return candidates(text, t(N_("Folder")))

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Go into a folder, or read a file."""
        message.form.set_values({message.field: message.value})
        if is_folder(message.value):
            message.form.focus_field(message.field)
            message.form.person(message.field).edited()
        else:
            self._look(message.value)

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what the field has to say."""
        self.host.tell("{text}", text=message.text)

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Enter reads the file."""
        self._look(message.values["path"])

    def _look(self, typed: str) -> None:
        if self._writing or self._reading:
            return
        form = self._form
        path = Path(typed.strip()).expanduser()
        form.accept("path")

        self._reading, self._cancelled, self._done, self._of = True, False, 0, 0

        def seen(found: TableT) -> None:
            self._reading = False
            self._table, self._path = found, path
            self.host.tell("")
            self._show()
            self.listed.focus()

        def refused(error: DeskError) -> None:
            self._reading = False
            self._table = None
            self._show()
            form.refuse("path", error)
            form.focus_field("path")

        def progress(done: int, of: int) -> None:
            if self._cancelled:
                raise DeskError(NOT_READ)
            self._done, self._of = done, of

        def read() -> TableT:
            titles = (self.TITLE, self.t(self.TITLE))
            return self.look(read_rows(path, hours=self.HOURS, progress=progress, titles=titles), progress)

        self.listed.focus()  # the files that fit go out of the way of what is told
        self.act(read, seen, refused, stop=self._stop)

    def _stop(self) -> None:
        self._cancelled = True

    # -- what was found

    def _show(self) -> None:
        found, t = self._table, self.t
        if found is None:
            self.query_one("#found", Static).update("")
            self.listed.set_source(Few(_columns(), (), Sorting("")))
            return
        self.listed.empty = N_("No row is odd. Ctrl+S imports all of it.")
        bad = {one.at for one in found.bad}
        entries = []
        problems = sorted(found.problems, key=lambda one: (not one.bad, one.at))
        for place, one in enumerate(problems, 1):
            word = t(N_("Bad row")) if one.bad else t(N_("Warning"))
            cells = (one.where, f"{'!' if one.bad else t.marks.other} {word}", one.say(t))
            entries.append(Entry(Row((), place, cells, "overdue" if one.bad else "urgent")))
        self.listed.set_source(Few(_columns(), entries, Sorting("")), keep=False)
        warned = {one.at for one in found.problems if not one.bad}
        lines = [
            *self.counted(found, len(bad), len(warned)),
            t(N_("Bad rows are mended in the file: nothing is written until all are right."))
            if bad
            else t(N_("Ctrl+S imports all of it."))
            if found.entries
            else t(self.NOTHING),
        ]
        if found.ignored:
            lines.append(t(N_("Columns that are left out: {columns}"), columns=", ".join(found.ignored)))
        self.query_one("#found", Static).update("\n".join(lines))

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """The whole reason of the row under the cursor."""
        why = message.row.cells[2] if message.row else ""
        self.query_one("#why", Static).update(why)

    # -- writing

    def action_import(self) -> None:
        """Ctrl+S: all of it, in one write."""
        found = self._table
        if self._writing or self.app.screen is not self:
            return
        if found is None:
            self.host.tell(N_("No file is read yet: type where it lies, then Enter."), "bad")
        elif found.bad:
            rows = len({one.at for one in found.bad})
            self.host.tell(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."), "bad",
                count=rows,
            )  # fmt: skip
        elif not found.entries:
            self.host.tell(self.NOTHING, "bad")
        else:
            self._writing, self._cancelled, self._done, self._of = True, False, 0, len(found.entries)
            self.app.run_worker(self._write(found), group="import")

    async def _write(self, found: TableT) -> None:
        """In a thread of its own: the keys of the desk work meanwhile."""
        name = self._path.name

        def progress(done: int, of: int) -> None:
            if self._cancelled:
                raise DeskError(CANCELLED)
            self._done, self._of = done, of

        try:
            number = await asyncio.to_thread(lambda: self.write_all(found, name, progress))
        except DeskError as error:
            self.host.refuse(error)
        else:
            self.tell_done(number, len(found.entries))
            self._table = None
        finally:
            self._writing = False
        self.host.refresh_head()
        if self.is_attached:
            self._paint_progress(ended=True)
            if self._table is None and self.app.screen is self:
                self.dismiss()

    def _paint_progress(self, *, ended: bool = False) -> None:
        if self._reading and self._done:
            said = (
                N_("Reading row {done} of {of} · Esc stops it")
                if self._of
                else N_("Reading row {done} · Esc stops it")
            )
            self.query_one("#found", Static).update(self.t(said, done=self._done, of=self._of))
            return
        if not self._writing and not ended:
            return
        if ended:
            self._show()
            return
        filled = BAR * self._done // max(1, self._of)
        full, rest = ("#", "-") if self.t.marks.ascii else ("█", "░")
        said = self.t(
            N_("Importing {done} of {of} · Esc stops it, nothing is written then"),
            done=self._done,
            of=self._of,
        )
        self.query_one("#found", Static).update(f"{full * filled}{rest * (BAR - filled)}  {said}")

    def action_back(self) -> None:
        """Esc: stop what is being written, else leave."""
        if self._writing:
            self._cancelled = True
        else:
            self.dismiss()


def _columns() -> tuple[Column, ...]:
    """The columns of the odd rows."""
    return (
        Column("row", N_("Row"), 7, "right"),
        Column("kind", N_("Found"), 12),
        Column("why", N_("Why")),
    )
