"""DeskApp: modes, keys of everywhere, language, signals, crash manners; no business."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme

from deskapp import db, locales
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Words
from deskapp.reading import requests as reading
from deskapp.screens import keys
from deskapp.screens.base import Ready
from deskapp.screens.board import BoardScreen
from deskapp.settings import Settings
from deskapp.widgets.bars import Head, HeadRow, Notice, StatusLine
from deskapp.widgets.caret import CaretApp
from deskapp.widgets.linefilter import control_filter
from deskapp.widgets.typeahead import TypeAheadApp
from deskapp.wiring import Desk, open_desk

if TYPE_CHECKING:
    from datetime import date

    from deskapp.domain.sheet import Sheet
    from deskapp.papers import Kept

DARK = Theme(
    name="desk-dark",
    primary="#2f5d86",
    secondary="#6f8fae",
    accent="#7fb3e6",
    warning="#e3b866",
    error="#ff9b8e",
    success="#9bd19b",
    foreground="#e6e8ea",
    background="#14181c",
    surface="#1b2126",
    panel="#27303a",
    boost="#222a31",
    dark=True,
)

TICK = 1.0
"""Seconds between two looks at the clock and at what other windows wrote."""

CALM = 1.2
"""Seconds without a key after which the write side is loaded in the background."""


GLANCE_MS, READ_MS = 50, 1000
"""How long a look at the clock, and a read that a person asked for, wait for a file that is held busy."""


def _setup_screen() -> Screen[Any]:
    from deskapp.screens.setup import SetupScreen

    return SetupScreen()


class DeskApp(CaretApp, TypeAheadApp, inherit_bindings=False):
    """The desk in a terminal."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-high")]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "board": BoardScreen,
        "setup": _setup_screen,
    }
    BINDINGS: ClassVar[list[BindingType]] = list(keys.GLOBAL)

    def __init__(self, settings: Settings, desk: Desk | None = None) -> None:
        """`desk` is None on a first run, which begins with the set-up page."""
        self._desk = desk
        self.settings = settings
        self.words: Words = desk.words if desk else locales.load(settings.language)
        self.notice = Notice()
        self.head = Head()
        self.drafts: dict[str, dict[str, str]] = {}
        self.last_given: dict[str, str] = {}
        self.failed: str = ""
        """The sentence to print after an unexpected error."""
        self._seen = -1
        self._last_key = time.monotonic()
        self._loaded = False
        # Modes, not a default screen: only a mode's screen gets its own stylesheet.
        self.DEFAULT_MODE = "board" if desk else "setup"  # type: ignore[misc]
        super().__init__()
        self.title = "deskapp"

    @property
    def desk(self) -> Desk:
        """The desk; there is one as soon as the first run is done."""
        assert self._desk is not None
        return self._desk

    # -- start, screens, end ------------------------------------------------------------------------------

    def on_load(self) -> None:
        """Colours and signals."""
        self.register_theme(DARK)
        self.theme = "desk-dark"
        self.animation_level = "none"
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"):
            if found := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(found, self._told_to_end, int(found))

    def _told_to_end(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def on_mount(self) -> None:
        """Show the clock and watch the file."""
        if self._desk is not None:
            self.refresh_head()
        self.set_interval(TICK, self._tick)

    def get_driver_class(self) -> type[Driver]:
        """The driver that survives bytes that are not UTF-8 and a terminal that is closed."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from deskapp.driver import DeskDriver

            return DeskDriver
        return found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No control or bidi character of any text reaches the terminal."""
        return [control_filter(), *super().get_line_filters()]

    # -- the head row, the status line, the language ------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Note when the last key came."""
        if isinstance(event, Key):
            self._last_key = time.monotonic()
        await super().on_event(event)

    def _tick(self) -> None:
        if self._desk is None:
            return
        reader = self.desk.reader
        try:
            with db.told(self.settings.database):
                reader.execute(f"PRAGMA busy_timeout={GLANCE_MS}")
                self._look()
        except DeskError:
            pass  # another program holds the file: the next look will tell
        finally:
            reader.execute(f"PRAGMA busy_timeout={min(READ_MS, db.BUSY_MS)}")
        if not self._loaded and time.monotonic() - self._last_key > CALM:
            self._loaded = True
            self.run_worker(asyncio.to_thread(self._load_verbs), group="load")

    def _look(self) -> None:
        """Read again what another window changed, and count."""
        version = self.desk.reader.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen:
            first, self._seen = self._seen < 0, version
            if not first and not self.typeahead.holding:
                self._reload_top()
        self.refresh_head()

    def _load_verbs(self) -> None:
        """Import the write side, and what finds commands by sound, while nobody types."""
        from deskapp.domain.pinyin import sounds_of

        _ = self.desk.requests
        sounds_of(N_("中文"))

    def _reload_top(self) -> None:
        reload = getattr(self.screen, "reload", None)
        if reload is not None and getattr(self.screen, "ready", False):
            reload()

    def refresh_head(self) -> None:
        """Count again and say the head row, if it changed."""
        desk, t = self.desk, self.words
        now = desk.clock()
        calendar = desk.room.calendar
        found = reading.counts(desk.reader, desk.room.id, calendar.day(now), now)
        officer = desk.officer
        head = Head(
            place=f"{desk.room.station} {desk.room.name}",
            officer=officer.signature() if officer else "",
            counts=t(
                N_("today {today} · open {open} · overdue {overdue}"),
                today=found.today, open=found.open, overdue=found.overdue,
            ),
            clock=calendar.local(now).strftime("%m-%d %H:%M"),
            banner=t(N_("[Practice]")) if desk.room.practice else "",
        )  # fmt: skip
        if head != self.head:
            self.head = head
            for row in self.screen.query(HeadRow):
                row.refresh()

    def tell(self, text: str, /, tone: str = "", **params: object) -> None:
        """Put a sentence on the status line, of every screen that is open."""
        self.notice = Notice(text, tone, params)
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.relabel()

    def refuse(self, error: DeskError) -> None:
        """Put a refusal on the status line."""
        self.tell(error.text, "bad", **error.params)

    def speak(self, language: str) -> None:
        """Say everything in another language from now on."""
        self.settings = replace(self.settings, language=language)
        self.words = locales.load(language)
        if self._desk is not None:
            self._desk.words = self.words
            self.refresh_head()
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                relabel = getattr(node, "relabel", None)
                if relabel is not None:
                    relabel()

    def settle_room(self, room: Room) -> None:
        """Work on with a changed room."""
        self.desk.room = room
        self.refresh_head()

    # -- keys of everywhere -------------------------------------------------------------------------------

    def action_language(self) -> None:
        """F8: the other language, remembered."""
        self.speak("en" if self.words.language == "zh" else "zh")
        self.run_worker(asyncio.to_thread(self._remember, self.words.language), group="settings")

    def _remember(self, language: str) -> None:
        from deskapp.settings import remember

        with suppress(OSError):
            remember(self.settings, language=language)

    def open_record(self, number: str) -> None:
        """Show the record with `number` on top."""
        from deskapp.screens.record import RecordScreen

        self.push_screen(RecordScreen(number))

    def action_log(self) -> None:
        """F2: a new request."""
        from deskapp.screens.log import LogScreen

        if self._desk is not None and not isinstance(self.screen, LogScreen):
            self.push_screen(LogScreen())

    def action_find(self) -> None:
        """F5: the list of all requests."""
        from deskapp.screens.find import FindScreen

        if self._desk is not None and not isinstance(self.screen, FindScreen):
            self.push_screen(FindScreen())

    def action_sheet(self) -> None:
        """F9: the day's sheet."""
        from deskapp.screens.sheet import SheetScreen

        if self._desk is not None and not isinstance(self.screen, SheetScreen):
            self.push_screen(SheetScreen())

    def action_officer(self) -> None:
        """Ctrl+O: who writes now."""
        from deskapp.screens.officers import OfficersDialog

        # The people are read here first: a refusal inside a box that opens would leave it half made.
        if self._desk is not None and self.desk.officers and not isinstance(self.screen, OfficersDialog):
            self.push_screen(OfficersDialog())

    def action_cover(self) -> None:
        """F12: nothing of the desk on the screen."""
        from deskapp.screens.cover import CoverScreen

        if self._desk is not None and not isinstance(self.screen, CoverScreen):
            self.push_screen(CoverScreen())

    def action_help(self) -> None:
        """F1: this field and this screen, on one page; F1 there: every key of the program."""
        from deskapp.screens.fieldhelp import help_of
        from deskapp.screens.help import HelpDialog

        screen, field = self.screen, self.focused
        if isinstance(screen, HelpDialog):
            screen.action_keys()
            return
        about = screen.ABOUT if isinstance(screen, Ready) else ""
        shown = {key.key: key for key in (*getattr(screen, "KEYS", ()), *keys.GLOBAL)}
        label = getattr(field.parent, "label", "") if field else ""
        told = help_of(type(screen).__name__, (field.name or "") if field else "", getattr(field, "kind", ""))
        self.push_screen(
            HelpDialog(about, label, told, getattr(field, "hint", ""), tuple(shown.values()))
        )  # fmt: skip

    def action_keys(self) -> None:
        """Every key of the program, by screen."""
        from deskapp.screens.help import HelpDialog

        if not isinstance(self.screen, HelpDialog):
            self.action_help()
        if isinstance(self.screen, HelpDialog):
            self.screen.show_keys()

    def action_commands(self) -> None:
        """Ctrl+P: every command by its name."""
        from deskapp.screens import palette
        from deskapp.screens.choose import Choose

        if self._desk is None or isinstance(self.screen, Choose):
            return
        screen = self.screen
        own: tuple[Binding, ...] = getattr(screen, "commands", tuple)()

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action, screen)

        self.push_screen(Choose(N_("Commands"), palette.choices(own, self.words), numbered=False), chosen)

    def action_leave(self) -> None:
        """Ctrl+Q: leave the desk; what was typed and not saved is said first."""
        if self.drafts and not self._warned:
            self._warned = True
            self.tell(
                N_("A request is half typed and would be lost. F2 shows it; Ctrl+Q again leaves."), "bad"
            )
            return
        self.exit()

    _warned = False

    # -- first run ----------------------------------------------------------------------------------------

    def set_up(self, given: dict[str, str]) -> Callable[[], None]:
        """Make the desk from the answers of the first run, in a thread; gives what the screen does next."""
        from deskapp.settings import remember
        from deskapp.wiring import Setup, set_up

        answers = Setup(
            given["station"], given["room"], given["officer"], given["badge"],
            given.get("language") or self.words.language,
        )  # fmt: skip
        desk = set_up(self.settings, answers)
        settings = remember(self.settings, language=answers.language, database=str(self.settings.database))

        def show() -> None:
            self._desk = desk
            self.settings = settings
            self.tell(N_("The desk is open. F2 logs the first request, F1 helps."), "good")
            self.switch_mode("board")

        return show

    # -- papers -------------------------------------------------------------------------------------------

    def day_sheet(self, day: date | None) -> Sheet:
        """The sheet of a day; runs in a thread."""
        from deskapp import papers

        return papers.day_sheet(self.desk, day)

    def keep_sheet(self, sheet: Sheet) -> Notice:
        """Set the PDF and keep it; runs in a thread."""
        from deskapp import papers

        kept = papers.keep(self.desk, sheet, self.words)
        return Notice(
            N_("PDF kept: {path} {warnings}"), "good", {"path": kept.path, "warnings": self._odd(kept)}
        )

    def print_sheet(self, sheet: Sheet) -> Notice:
        """Set the PDF, keep it and hand it to the printer; runs in a thread."""
        from deskapp import papers

        kept = papers.keep(self.desk, sheet, self.words)
        said, tone = papers.print_and_wait(self.desk, kept)
        return Notice(
            said, tone, {"path": kept.path, "pages": kept.pages, "warnings": self._odd(kept)}
        )  # fmt: skip

    def _odd(self, kept: Kept) -> str:
        return " ".join(found.say(self.words) for found in kept.warnings)

    # -- crash manners ------------------------------------------------------------------------------------

    def survives(self, error: Exception) -> bool:
        """Put an error that has words on the status line; False where it is a bug, which ends the desk."""
        error = getattr(error, "error", error)  # what a worker failed of
        refused = error if isinstance(error, DeskError) else None
        if isinstance(error, sqlite3.DatabaseError):
            refused = db.refusal(error, self.settings.database)
        if refused is not None:
            self.refuse(refused)
        return refused is not None

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; keys and clicks that met a busy file are refused in words."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.survives(error):
                raise

    def _handle_exception(self, error: Exception) -> None:
        """Any unexpected error: a trace without names, phones or IDs, and one sentence after the screen is gone."""
        from deskapp import crash

        if self._is_mounted and self.survives(error):
            return
        place = crash.write(self.settings, error)
        self.failed = self.words(
            N_("Something unexpected happened and the desk closed. What was saved is safe. A trace: {path}"),
            path=place,
        )
        self._return_code = int(Exit.REFUSED)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run(settings: Settings) -> int:
    """Open the desk, or the first run where there is none yet; gives the exit code. Raises DeskError."""
    desk = None if _is_first_run(settings) else open_desk(settings)
    app = DeskApp(settings, desk)
    try:
        app.run()
    finally:
        if app._desk is not None:
            app._desk.close()
    if app.failed:
        print(app.failed, file=sys.stderr)
    return app.return_code or 0


def _is_first_run(settings: Settings) -> bool:
    return not settings.chosen and not settings.database.exists()
