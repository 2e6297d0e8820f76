"""What every screen of the desk shares: the bars, the way back, saving, and being ready for keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from rich.console import RenderableType
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_, Words
from deskapp.reading import people
from deskapp.screens import keys
from deskapp.screens.astray import Astray
from deskapp.widgets.bars import HeadRow, KeyBar, StatusLine, TooSmall
from deskapp.widgets.base import Worded
from deskapp.widgets.quiet import QuietScreen
from deskapp.widgets.sparse import Sparse

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from deskapp.domain.draft import Place
    from deskapp.domain.officer import Room
    from deskapp.domain.quick import Quick
    from deskapp.domain.request_card import View
    from deskapp.widgets.typeahead import TypeAhead
    from deskapp.wiring import Desk

T = TypeVar("T")


class DeskLike(Protocol):
    """What screens use of the app."""

    desk: Desk
    words: Words
    typeahead: TypeAhead
    fresh: int
    """The key of the record that was just logged; the list puts its cursor there."""
    last_given: dict[str, str]
    """What was typed into the request that was logged last."""
    last_dispute: dict[str, str]
    """What was typed into the dispute that was opened last."""

    def tell(self, text: str, /, tone: str = "", **params: object) -> None:
        """Put a sentence on the status line."""

    def refuse(self, error: DeskError) -> None:
        """Put a refusal on the status line."""

    def glance(self, look: Callable[[], T]) -> T | None:
        """What `look` reads, or None where another program holds the file busy."""

    def forget_clipboard(self) -> None:
        """Let nothing that one person copied be pasted by the next."""

    def prepare(self) -> None:
        """Load the write side now, in a thread."""

    def screen_changed(self) -> None:
        """Another screen is on top: what was told before belongs to the one before."""

    def take_fresh(self) -> int:
        """The key of the record that was just logged, once; 0 where there is none."""

    def refresh_head(self) -> None:
        """Count again for the head row."""

    def open_record(self, number: str) -> None:
        """Show a record on top."""

    def open_dispute(self, number: str) -> None:
        """Show the file of a dispute on top."""

    def dispute_sides(self, number: str) -> None:
        """Change who is in a dispute."""

    def dispute_papers(self, number: str) -> None:
        """Make a paper of a dispute."""

    def open_person(self, number: str) -> None:
        """Show the card of a person on top."""

    def open_volunteer(self, number: str) -> None:
        """Show the entry of a volunteer on top."""

    def open_duty(self, number: str) -> None:
        """Show a duty on top."""

    def open_team(self, number: str) -> None:
        """Show a team on top."""

    def open_equipment(self, number: str) -> None:
        """Show equipment on top."""

    def open_field(self, number: str) -> None:
        """Show a record of field work on top."""

    def confirm_quick(self, quick: Quick, place: Place | None) -> None:
        """Show what was picked out of the quick line, to be confirmed; its draft is kept at `place`."""

    def settle_room(self, room: Room) -> None:
        """Work for another officer from now on."""

    def write_table(self, ids: Sequence[int]) -> Path:
        """Write the chosen records as an Excel file; runs in a thread."""

    def open_handover(self, number: str) -> None:
        """Show a handover, line by line, on top."""

    def open_sheet(self, number: str) -> None:
        """Show the sheet of a handover as it is printed, on top."""

    def open_certificate(self, number: str) -> None:
        """Show a certificate of service on top."""

    def open_slip(self, number: str) -> None:
        """Show the slip of a request on top."""

    def new_of_request(self, register: str, number: str) -> None:
        """Make a record of field work of a request, in the register of that table."""

    def write_volunteers(self, ids: Sequence[int]) -> Path:
        """Write the chosen volunteers as an Excel file; runs in a thread."""


class Ready(Worded):
    """Mixin of screens: `ready` turns true when the screen is mounted, focused and painted once."""

    ready = False
    LOCKS: ClassVar[bool] = False
    """Whether nobody has signed in while this screen is there: the app then does next to nothing."""
    WALLS: ClassVar[bool] = False
    """Whether this screen may stand behind the wall of the kiosk."""
    ABOUT: ClassVar[str] = ""
    """What this screen is for, in English."""
    KEYS: ClassVar[tuple[Binding, ...]] = ()
    """The keys that the bar shows."""
    NAME: ClassVar[str] = ""
    """What this screen is called in the list of all keys, in English; without one it is left out there."""
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys that are no binding with words: how they are written, and in English what they do."""

    def commands(self) -> tuple[Binding, ...]:
        """What the palette offers for this screen, before the keys of everywhere."""
        return self.KEYS

    def request_at_hand(self) -> str:
        """The number of the request that the screen is about, or under the cursor; empty where there is none."""
        return ""

    @property
    def host(self) -> DeskLike:
        """The app, as screens use it."""
        return cast(DeskLike, self.app)  # type: ignore[attr-defined]

    @property
    def desk(self) -> Desk:
        """The desk that this screen works on."""
        return self.host.desk

    def on_mount(self) -> None:
        """Have the cover for a terminal that is too small at hand."""
        # Beside the screens' own on_mount: Textual calls each class of the family.
        self.mount(TooSmall())  # type: ignore[attr-defined]

    def on_screen_suspend(self) -> None:
        """What was told here leaves with this screen."""
        self.host.screen_changed()

    def on_screen_resume(self) -> None:
        """What was told on the screen that lay above leaves with it."""
        self.host.screen_changed()

    def view(self) -> View:
        """What cards need to know beside the record."""
        from deskapp.domain.request_card import View  # late: with it come the steps of requests

        desk = self.desk
        names = {officer.id: officer.name for officer in desk.officers}
        from deskapp.reading.areas import name_of

        return View(
            names, desk.room.calendar, desk.clock(), self.t, desk.room.masks, lambda key: name_of(desk.reader, key)
        )  # fmt: skip

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen where it cannot be read."""
        for cover in self.query(TooSmall):  # type: ignore[attr-defined]
            cover.fit(event.size)

    def set_ready(self) -> None:
        """Take keys from now on."""
        self.ready = True

    def act(
        self,
        verb: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
        stop: Callable[[], None] | None = None,
    ) -> None:
        """Run a verb of a service in a thread; keys wait meanwhile, and a second press changes nothing.

        `then` gets what it gave; a refusal goes to `refused`, or to the status line. With `stop` Escape does not
        wait, but ends the verb by it.
        """
        if self.host.typeahead.holding:
            return
        hold = self.host.typeahead.hold(stop)
        hold.__enter__()

        async def run() -> None:
            try:
                try:
                    found = await asyncio.to_thread(verb)
                except DeskError as error:
                    (refused or self.host.refuse)(error)
                else:
                    then(found)
                    self.host.refresh_head()
            finally:
                hold.__exit__(None, None, None)

        self._start(run())

    def keep_view(self, subject: str, subject_id: int, number: str) -> None:
        """Keep that a record stands here in full, as an open one does."""

        async def keep() -> None:
            try:
                await asyncio.to_thread(self.desk.viewed, subject, subject_id, number)
            except DeskError as error:
                self.host.refuse(error)

        self._start(keep())

    def _start(self, work: Coroutine[None, None, None]) -> None:
        # On the app, so that a screen which closes itself does not cancel its own verb.
        self.app.run_worker(work, group="verb")  # type: ignore[attr-defined]


class DeskScreen(Astray, Ready, Sparse, Screen[None], inherit_bindings=False):
    """A full screen: head row, work, status line, key bar."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("Next"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """The bars around `body`."""
        yield HeadRow()
        yield from self.body()
        yield StatusLine()
        yield KeyBar(self.KEYS)

    def body(self) -> Iterable[Widget]:
        """The work between the bars."""
        return ()

    def on_mount(self) -> None:
        """Set up the work and take keys once it is painted, even where the file could not be read."""
        self.call_after_refresh(self.set_ready)
        self.begin()

    def begin(self) -> None:
        """Set up the work once the widgets are there."""

    def on_screen_resume(self) -> None:
        """Show what may have changed while another screen was on top."""
        self.forget_text()
        for bar in (*self.query(HeadRow), *self.query(StatusLine)):
            bar.relabel()
        if self.ready:
            self.reload()

    def reload(self) -> None:
        """Read again what is shown."""

    def action_back(self) -> None:
        """One step back."""
        self.dismiss()

    def relabel(self) -> None:
        """Say every text again after the language changed."""

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A clicked key does what the key does."""
        await self.run_action(message.action)


class DeskDialog(Ready, Sparse, ModalScreen[T], inherit_bindings=False):
    """A box over the screen; it closes once, however often it is told to."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"desk-dialog--below"}
    DEFAULT_CSS = """
    DeskDialog > .desk-dialog--below { color: $text-muted; background: $background; }
    DeskDialog { align: center middle; background: $background 50%; }
    DeskDialog > .box { background: $surface; border: round $border; padding: 0 1; width: 80; max-width: 100%;
        height: auto; max-height: 92%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), show=False),
        Binding("f1", "app.help", N_("Help"), show=False),
        Binding("f8", "app.language", N_("中文"), show=False),
        Binding("f12", "app.cover", N_("Cover"), show=False),
        Binding("tab", "app.focus_next", N_("Next"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False),
    ]
    _shut = False

    def render(self) -> RenderableType:
        """The screen below, quiet and readable."""
        below = super().render()
        if isinstance(below, BackgroundScreen):
            return QuietScreen(below.screen, self.get_component_rich_style("desk-dialog--below"))
        return below

    def on_mount(self) -> None:
        """Set up the work and take keys once it is painted, even where the file could not be read."""
        self.call_after_refresh(self.set_ready)
        self.begin()

    def begin(self) -> None:
        """Set up the work once the widgets are there."""

    def close_once(self, result: T | None = None) -> None:
        """Close with `result`; a second call changes nothing."""
        if not self._shut:
            self._shut = True
            self.dismiss(result)

    def action_back(self) -> None:
        """Close without a result."""
        self.close_once()

    def relabel(self) -> None:
        """Say every text again after the language changed."""


def open_card(screen: DeskScreen, person_id: int | None) -> None:
    """Show the card that stands for a record's person now; say so where there is none."""
    found = people.survivor(screen.desk.reader, person_id) if person_id is not None else None
    if found is None:
        screen.host.tell(
            N_("Nothing is told of who came: there is no card. Ctrl+E in the record adds a name.")
        )
    else:
        screen.host.open_person(found.number)


def open_file(screen: DeskScreen, number: str) -> None:
    """Show the file of a dispute; where the desk has no screen for it, say where it is worked on."""
    shown = getattr(screen.host, "open_dispute", None)
    if shown is not None:
        shown(number)
    else:
        screen.host.tell(
            N_("A dispute is worked on at the command line: deskapp show {number}"), number=number
        )


BACK_KEYS = (keys.BACK, keys.HELP)
"""The keys with which most screens begin."""
