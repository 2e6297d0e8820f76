"""The printers of this machine: which one takes the papers, how it stands, a test page, and the jobs that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.listing import Column, Row
from deskapp.domain.print_options import MEDIA, SIDES
from deskapp.domain.request_card import Line
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term, Words
from deskapp.printing.print_system import Queue, Waiting
from deskapp.printing.printer_words import sent_at, size_of, state_of, state_of_job
from deskapp.printing.queue import cancel, jobs, queues
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.record_list import RecordList

if TYPE_CHECKING:
    from deskapp.services.configuring import Changed
    from deskapp.wiring import Desk

EVERY = 3.0
"""Seconds between two looks at the queues while this screen is on top."""


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class Prints(Protocol):
    """What this screen needs of the app."""

    def print_test_page(self, queue: str) -> Told:
        """Print a test page on this queue, with an empty name on the system's own; runs in a thread."""

    def settle_setting(self, name: str) -> None:
        """Let a changed setting count at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the print system said last."""

    printers: tuple[Queue, ...] = ()
    jobs: tuple[Waiting, ...] = ()


def look() -> Found:
    """Ask the print system; takes a while where it does not answer."""
    # By name, not by state: a digit stays with its printer when that is paused.
    printers = tuple(sorted(queues(), key=lambda queue: (not queue.is_default, queue.name)))
    return Found(printers, jobs() if printers else ())


class PrintersScreen(DeskScreen):
    """Printers, each with its jobs below it."""

    CSS_PATH: ClassVar[CSSPathType | None] = "printers.tcss"
    NAME = N_("Printers")
    MORE_KEYS = (("1–9", N_("print papers on that printer")), ("0", N_("on the system's own")))
    ABOUT = N_(
        "The printers of this machine, the jobs that wait below each. A digit makes that printer the one for papers, 0 "
        "the system's own. Enter shows what else can be done; Del takes the job under the cursor out. The list looks "
        "again by itself."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "menu", N_("Choose"), key_display="Enter"),
        Binding("t", "test", N_("Test page"), key_display="t"),
        Binding("delete", "drop", N_("Cancel"), key_display="Del"),
        keys.HELP,
        keys.LANGUAGE,
        keys.UNDO,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:1],
        *KEYS[2:4],
        *keys.IN_LISTS,
        *(Binding(keys.digit(number), f"use({number})", show=False) for number in range(10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._looking = False

    def body(self) -> Iterable[Widget]:
        """The list, and what is known of the row under the cursor."""
        yield RecordList(id="printers", markable=False, empty=N_("Looking for printers…"))
        yield VerticalScroll(Card(id="card"), id="about", can_focus=False)

    @property
    def _list(self) -> RecordList:
        return self.query_one("#printers", RecordList)

    def begin(self) -> None:
        """Look for printers, and again every few seconds."""
        self._list.focus()
        self._fill()
        self.act(look, self._show)
        self.set_interval(EVERY, self._again)

    def reload(self) -> None:
        """Say it again: the chosen printer may be another one."""
        self._fill()

    def relabel(self) -> None:
        """Say all of it in the other language."""
        self._fill()

    def _again(self) -> None:
        if self.app.screen is self and self._found is not None and not self._looking:
            self._looking = True
            self.run_worker(self._look_quietly(), group="look")

    async def _look_quietly(self) -> None:
        try:
            self._show(await asyncio.to_thread(look))
        finally:
            self._looking = False

    def _show(self, found: Found) -> None:
        if found != self._found and self.is_attached:
            self._found = found
            self._fill()

    # -- what is seen

    def _fill(self) -> None:
        t, found = self.t, self._found
        columns = (
            Column("name", N_("Printer or job"), 26, narrow=18),
            Column("state", N_("State")),
            Column("use", N_("Takes"), 14, min_screen=56),
        )
        if found is not None:
            self._list.empty = N_(
                "There is no printer here; papers are kept as PDF. Set one up in the system, it then appears here."
            )
        self._list.set_source(FixedRows(columns, _rows(found or Found(), self.desk, t)))
        self._tell(self._list.selected)

    def _tell(self, row: Row | None) -> None:
        card = self.query_one("#card", Card)
        thing = self._at(row)
        if thing is None:
            card.show()
        elif isinstance(thing, Queue):
            card.show((clean(thing.name), self._about_printer(thing)))
        else:
            card.show((clean(thing.id), self._about_job(thing)))

    def _at(self, row: Row | None) -> Queue | Waiting | None:
        things = {id_of(self._found or Found(), thing): thing for thing in _things(self._found or Found())}
        return things.get(row.id) if row is not None else None

    def _about_printer(self, queue: Queue) -> Sequence[Line]:
        t, kept = self.t, self.desk.settings.printing
        lines = (
            Line(t(N_("State")), state_of(queue, t)),
            Line(t(N_("The system says")), queue.note),
            Line(t(N_("Takes")), _use(queue, self.desk, t)),
            Line(t(N_("Number of copies")), str(kept.options.copies)),
            Line(t(SIDES.label), SIDES.label_of(kept.options.sides, t)),
            Line(t(MEDIA.label), MEDIA.label_of(kept.options.media, t)),
        )
        return tuple(line for line in lines if line.text)

    def _about_job(self, job: Waiting) -> Sequence[Line]:
        t = self.t
        printer = next((q for q in (self._found or Found()).printers if q.name == job.queue), None)
        lines = (
            Line(t(N_("State")), state_of_job(job, printer, t)),
            Line(t(N_("Paper")), clean(self.desk.sent.get(job.id, ""))),
            Line(t(N_("Sent by")), clean(job.user)),
            Line(t(N_("Size")), size_of(job)),
            Line(t(N_("Sent at")), sent_at(job)),
        )
        return tuple(line for line in lines if line.text)

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Another row."""
        self._tell(message.row)

    def on_record_list_opened(self, _message: RecordList.Opened) -> None:
        """Enter: what can be done with it."""
        self.action_menu()

    # -- what is done

    def _selected(self) -> Queue | Waiting | None:
        return self._at(self._list.selected) if self.app.screen is self else None

    def action_menu(self) -> None:
        """What can be done with the row under the cursor."""
        thing = self._selected()
        if isinstance(thing, Waiting):
            self.action_drop()
        elif thing is not None:
            texts = {
                "use": N_("Print papers here from now on"),
                "slips": N_("Print the slips of visitors here"),
                "test": N_("Print a test page"),
            }
            choices = [Choice(code, self.t(text), other=text) for code, text in texts.items()]
            queue = thing

            def chosen(code: str | None) -> None:
                if code == "test":
                    self._test(queue)
                elif code:
                    self._set("printer" if code == "use" else "slip_printer", queue.name)

            self.app.push_screen(Choose(N_("What with this printer?"), choices, direct=True), chosen)

    def action_use(self, number: int) -> None:
        """A digit: that printer takes the papers; 0: the system's own."""
        printers = (self._found or Found()).printers
        if self.app.screen is not self:
            return
        if number == 0:
            self._set("printer", "")
        elif number <= len(printers):
            self._list.go_to(id_of(self._found or Found(), printers[number - 1]))
            self._set("printer", printers[number - 1].name)

    def _set(self, name: str, value: str) -> None:
        desk, t = self.desk, self.t

        def done(changed: Changed) -> None:
            cast(Prints, self.app).settle_setting(name)
            label = N_("Printer") if name == "printer" else N_("Printer of slips")
            if changed.old == changed.new:
                self.host.tell(N_("{setting} stays as it was."), setting=Term(label))
            else:
                shown = changed.new or t(N_("the system's own"))
                self.host.tell(
                    N_("{setting}: {value} · Ctrl+Z undoes"), "good", setting=Term(label), value=shown
                )
            if self.is_attached:
                self._fill()

        version = desk.values.version(name)
        self.act(lambda: desk.configuring.change(name, value, desk.actor, t, version, ""), done)

    def action_test(self) -> None:
        """t: a test page on the printer under the cursor."""
        thing = self._selected()
        if isinstance(thing, Waiting):
            thing = next((q for q in (self._found or Found()).printers if q.name == thing.queue), None)
        if isinstance(thing, Queue):
            self._test(thing)
        elif self.app.screen is self:
            self.host.tell(N_("There is no printer to test here."), "bad")

    def _test(self, queue: Queue) -> None:
        app = cast(Prints, self.app)

        def done(told: Told) -> None:
            self.host.tell(told.text, told.tone, **told.params)
            self._again()

        self.host.tell(N_("Printing…"))
        self.act(lambda: app.print_test_page(queue.name), done)

    def action_drop(self) -> None:
        """Del: take the job under the cursor out, after a question: what is taken out does not come back."""
        job = self._selected()
        if not isinstance(job, Waiting):
            if self.app.screen is self:
                self.host.tell(N_("Put the cursor on a job first: it stands below its printer."))
            return
        leave = Choice("leave", self.t(N_("Leave it in the queue")), other="Leave it in the queue")
        drop = Choice(
            "drop", self.t(N_("Cancel it; it is not printed")), other="Cancel it; it is not printed"
        )
        name = self.desk.sent.get(job.id, "") or job.id
        title = self.t(N_("Cancel the job {job}?"), job=clean(name))
        gone = job.id

        def chosen(code: str | None) -> None:
            if code == "drop":
                self._cancel(gone)

        self.app.push_screen(Choose(title, (leave, drop), direct=True), chosen)

    def _cancel(self, id: str) -> None:
        def verb() -> Found:
            cancel(id)
            return look()

        def done(found: Found) -> None:
            self._show(found)
            self.host.tell(
                N_("Cancelled: {job}. What was printed of it already stays paper."), "good", job=id
            )

        self.act(verb, done)


def _things(found: Found) -> list[Queue | Waiting]:
    """Each printer with its jobs behind it, then jobs of printers that are gone."""
    things: list[Queue | Waiting] = []
    for queue in found.printers:
        things += [queue, *(job for job in found.jobs if job.queue == queue.name)]
    known = {queue.name for queue in found.printers}
    return [*things, *(job for job in found.jobs if job.queue not in known)]


def id_of(found: Found, thing: Queue | Waiting) -> int:
    """The row of a printer, 1 and on, or of a job, by its number."""
    if isinstance(thing, Queue):
        return found.printers.index(thing) + 1
    return 1000 + int(thing.id.rpartition("-")[2])


def _rows(found: Found, desk: Desk, t: Words) -> list[Row]:
    rows = []
    by_name = {queue.name: queue for queue in found.printers}
    for thing in _things(found):
        if isinstance(thing, Queue):
            at = found.printers.index(thing) + 1
            name = f"{at if at < 10 else ' '} {clean(thing.name)}"
            cells = (name, state_of(thing, t), _use(thing, desk, t))
            rows.append(Row((), id_of(found, thing), cells, "" if thing.accepts else "urgent"))
        else:
            said = clean(desk.sent.get(thing.id, "")) or thing.id
            cells = (f"    {said}", state_of_job(thing, by_name.get(thing.queue), t), size_of(thing))
            rows.append(Row((), id_of(found, thing), cells, "muted"))
    return rows


def _use(queue: Queue, desk: Desk, t: Words) -> str:
    """What goes to this printer."""
    chosen = desk.settings.printer
    takes = [t(N_("papers"))] if queue.name == chosen or (not chosen and queue.is_default) else []
    if queue.name == desk.settings.printing.slip_printer:
        takes.append(t(N_("slips")))
    return " · ".join(takes)
