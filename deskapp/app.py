"""DeskApp: modes, keys of everywhere, language, signals, crash manners; no business."""

from __future__ import annotations

import asyncio
import gc
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual._context import active_message_pump
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, MouseDown
from textual.filter import LineFilter, Monochrome
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from deskapp import db, drafts, duties, kiosk, locales, seat, themes, tidy, unlocking
from deskapp.copying import Copying
from deskapp.disputing import DisputeVerbs
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Term, Words
from deskapp.fieldwork import FieldVerbs
from deskapp.looks import Looks
from deskapp.privacy import PrivacyVerbs
from deskapp.reading import requests as reading
from deskapp.reading import settings as settings_reading
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog, DeskScreen, Ready
from deskapp.screens.board import BoardScreen
from deskapp.screens.register import RegisterScreen
from deskapp.serving import ServiceVerbs
from deskapp.settings import Settings
from deskapp.shifting import ShiftVerbs
from deskapp.telling import Telling
from deskapp.volunteering import VolunteerVerbs
from deskapp.widgets.bars import Head, HeadRow, Notice, StatusLine
from deskapp.widgets.caret import CaretApp
from deskapp.widgets.linefilter import control_filter
from deskapp.widgets.plainfilter import PlainFilter, uncoloured
from deskapp.widgets.typeahead import TypeAheadApp
from deskapp.widgets.wall import WallApp
from deskapp.wiring import Desk, open_desk

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from rich.console import RenderableType

    from deskapp.domain.draft import Place
    from deskapp.domain.journal import Undone
    from deskapp.domain.quick import Quick
    from deskapp.domain.sheet import Sheet
    from deskapp.surroundings import Surroundings

T = TypeVar("T")

TICK = 1.0
"""Seconds between two looks at the clock and at what other windows wrote."""

PATIENT = 5.0
"""Seconds after which the file is looked at also in the midst of typing: a look may wait for who writes just then."""

LASTS = 20.0
"""Seconds that a sentence stays on the status line."""

CALM = 1.2
"""Seconds without a key after which the write side is loaded in the background."""


GLANCE_MS, READ_MS = 50, 1000
"""How long a look at the clock, and a read that a person asked for, wait for a file that is held busy."""


def _sign_in_screen() -> Screen[Any]:
    from deskapp.screens.signin import SignInScreen

    return SignInScreen()


def _setup_screen() -> Screen[Any]:
    from deskapp.screens.setup import SetupScreen

    return SetupScreen()


class DeskApp(
    VolunteerVerbs,
    FieldVerbs,
    PrivacyVerbs,
    ServiceVerbs,
    ShiftVerbs,
    DisputeVerbs,
    CaretApp,
    TypeAheadApp,
    WallApp,
    inherit_bindings=False,
):
    """The desk in a terminal."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "board": BoardScreen,
        "setup": _setup_screen,
        unlocking.MODE: unlocking.screen,
        "signin": _sign_in_screen,
        kiosk.MODE: kiosk.screen,
    }
    PASSES = kiosk.PASSES
    WALL_MODE = kiosk.MODE
    BINDINGS: ClassVar[list[BindingType]] = list(keys.GLOBAL)

    def __init__(
        self, settings: Settings, desk: Desk | None = None, *, walled: bool = False, kiosk_only: bool = False
    ) -> None:
        """`desk` is None on a first run, which begins with the set-up page.

        `walled` begins at the kiosk; with `kiosk_only` there is nothing else, and leaving it ends the program.
        """
        self._desk = desk
        self.settings = settings
        self.words: Words = desk.words if desk else locales.load(settings.language, ascii=settings.ascii)
        self.notice = Notice()
        self.head = Head()
        self.last_given: dict[str, str] = {}
        self.last_dispute: dict[str, str] = {}
        self.fresh = 0
        self._looks = Looks(self)
        self.copying = Copying(self)
        self._told_at = 0.0
        self._telling = Telling(self)
        self.kept_at_end = ""
        """The keys that bring back what was half typed in an open form; empty where there was nothing."""
        self.typed = b""
        """Keys pressed before the screen was there, as bytes."""
        self.lasting = False
        """Whether this process is the desk's own: what it has loaded is then spared by the garbage collector."""
        self.failed: str = ""
        """The sentence to print after an unexpected error."""
        self._seen = -1
        self._unseen = 0.0
        """Seconds since the file was looked at last."""
        self._looked: tuple[int, datetime] | None = None
        """What the file's version and the minute were when all was read and counted last."""
        self._counted: tuple[date, int] | None = None
        """The day, and how much is overdue, as they were counted last."""
        self._last_key = time.monotonic()
        self._settled = False
        self.surroundings: Surroundings | None = None
        self._duties_at = -duties.EVERY
        """When duties that were forgotten were looked for last."""
        self._loaded = False
        self._controls, self._uncoloured, self._plain = control_filter(), uncoloured(), PlainFilter()
        # Modes, not a default screen: only a mode's screen gets its own stylesheet.
        first = ("signin" if desk.has_pins else "board") if desk else unlocking.first(settings)
        self.walled, self.kiosk_only, self.quiet = walled, kiosk_only, kiosk.Quiet()
        first = kiosk.MODE if walled else first
        self.DEFAULT_MODE = first  # type: ignore[misc]
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
        for theme in themes.all_themes():
            self.register_theme(theme)
        self.theme = f"desk-{self.settings.theme}"
        self.set_class(self.settings.ascii, "-ascii")
        self.animation_level = "none"
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"):
            if found := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(found, self._told_to_end, int(found))

    def _told_to_end(self, number: int) -> None:
        if self.walled and number in (getattr(signal, name, 0) for name in kiosk.NOTHING):
            return
        self.exit(return_code=128 + number)

    def on_mount(self) -> None:
        """Show the clock and watch the file."""
        if self._desk is not None:
            self.refresh_head()
            self._seen = self.desk.reader.execute("PRAGMA data_version").fetchone()[0]
            if not seat.is_locked(self):
                tidy.look(self)
        self.set_interval(TICK, self._tick)
        self.call_after_refresh(self._spare)

    def _spare(self, whole: bool = False) -> None:
        """Keep the garbage collector off all that was loaded so far: looking through it takes 100 ms.

        With `whole` it looks once, for what starting has left behind.
        """
        if self.lasting:
            gc.enable()
            if whole:
                gc.unfreeze()
                gc.collect()
            gc.freeze()

    def get_driver_class(self) -> type[Driver]:
        """The driver that survives bytes that are not UTF-8 and a terminal that is closed."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from deskapp.driver import DeskDriver

            return DeskDriver
        return found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No control or bidi character reaches the terminal, no grey where no colour is wanted."""
        # The same filters each time: a line that went through them is not filtered again.
        found = (
            self._uncoloured if isinstance(one, Monochrome) else one for one in super().get_line_filters()
        )
        return [self._controls, *found, *([self._plain] if self.settings.ascii else [])]

    # -- the head row, the status line, the language ------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Note when the last key or click came."""
        if isinstance(event, Key | MouseDown):
            self._last_key = time.monotonic()
        await super().on_event(event)

    def _tick(self) -> None:
        if self._desk is None or not self.is_running:  # while it closes, its screens come apart
            return
        self._unseen += TICK
        if self._unseen >= PATIENT or time.monotonic() - self._last_key > TICK / 2:
            self._unseen = 0.0
            self.glance(self._look)
        if self.notice.text and time.monotonic() - self._told_at > LASTS:
            self.tell("")
        drafts.tell_trouble(self)
        self._cover_when_idle()
        if time.monotonic() - self._last_key > CALM:
            self._use_the_calm()

    def _cover_when_idle(self) -> None:
        """Cover the screen where nobody has touched it for as long as the room wishes."""
        minutes = self.desk.values.number("cover_minutes")
        if minutes and not self.typeahead.busy and time.monotonic() - self._last_key >= minutes * 60:
            self.action_cover()

    def glance(self, look: Callable[[], T]) -> T | None:
        """What `look` reads, or None where another program holds the file busy: the next look will tell."""
        reader = self.desk.reader
        try:
            with db.told(self.settings.database):
                reader.execute(f"PRAGMA busy_timeout={GLANCE_MS}")
                return look()
        except DeskError:
            return None
        finally:
            reader.execute(f"PRAGMA busy_timeout={min(READ_MS, db.BUSY_MS)}")

    def _use_the_calm(self) -> None:
        """While nobody types: today's copy; the write side where a form or a record is open, not for mere lists.

        What nobody signed out of is looked for now and then, by a desk at which somebody sits, never by a kiosk.
        """
        seated = not self.walled and not seat.is_locked(self)
        if seated:
            self._watch_surroundings()
        if seated and time.monotonic() - self._duties_at >= duties.EVERY:
            self._duties_at = time.monotonic()
            duties.look(self)
        if not self._settled:
            self._settled = True
            self.run_worker(self._settle_in(), group="load")
        self.copying.look()
        if not self._loaded and not isinstance(self.screen, RegisterScreen):
            self._loaded = True
            self.run_worker(self._get_ready_to_write(), group="load")

    def _watch_surroundings(self) -> None:
        from deskapp.surroundings import Surroundings

        self.surroundings = self.surroundings or Surroundings(self)
        self.surroundings.look()

    def _look(self) -> None:
        """Read again what another window changed, and count; nothing where file and minute are the same."""
        version = self.desk.reader.execute("PRAGMA data_version").fetchone()[0]
        minute = self.desk.clock().replace(second=0, microsecond=0)
        if (version, minute) == self._looked:
            return
        first = self._seen < 0
        # Not between a key and what it does: a screen that reads again would take the key for a second press.
        if version != self._seen and (first or not self.typeahead.busy):
            self._seen = version
            self.desk.look_again()
            self._take_words()
            if not first:
                self.reload_top()
                self._telling.look()
                self._tell_gone()
        before = self._counted
        self.refresh_head()
        if before is not None and self._counted != before:
            if self.typeahead.busy:
                self._counted = before  # the next look does it
                return
            self.reload_top()  # time alone has changed the lists: another day, or something is overdue now
        if version == self._seen:
            self._looked = version, minute

    def _tell_gone(self) -> None:
        """Say it before the next save is refused: another window sent away who writes at this one."""
        officer = self.desk.officer
        if officer is not None and not officer.active:
            self.tell(
                N_("{name} works in this room no more. Press Ctrl+O and choose who writes now."),
                "bad", name=officer.name,
            )  # fmt: skip

    async def _settle_in(self) -> None:
        """Clear up behind the first frame."""
        self._spare(whole=True)

    def prepare(self) -> None:
        """Load the write side now, in a thread: the first scan is not to wait for it."""
        if not self._loaded:
            self._loaded = True
            self.run_worker(self._get_ready_to_write(), group="load")

    async def _get_ready_to_write(self) -> None:
        desk = self.desk
        await asyncio.to_thread(lambda: desk.at_kiosk if self.walled else desk.requests)
        self._spare()

    def reload_top(self) -> None:
        """Have the screen on top read again what it shows."""
        reload = getattr(self.screen, "reload", None)
        if reload is not None and getattr(self.screen, "ready", False):
            reload()

    def refresh_head(self) -> None:
        """Count again and say the head row, if it changed; behind the wall there is none."""
        if self.walled:
            return
        desk, t = self.desk, self.words
        now = desk.clock()
        calendar = desk.room.calendar
        found = reading.counts(desk.reader, desk.room.id, calendar.day(now), now)
        self._counted = calendar.day(now), found.overdue
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
            shift=self.shift_said(),
        )  # fmt: skip
        if head != self.head:
            self.head = head
            for row in self.screen.query(HeadRow):
                row.refresh()

    def tell(self, text: str, /, tone: str = "", **params: object) -> None:
        """Put a sentence on the status line, of every screen that is open; done rings once, refused twice."""
        self.notice = Notice(text, tone, params)
        self._told_at = time.monotonic()
        self._telling.told()
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.relabel()
        self.ring({"good": 1, "bad": 2}.get(tone, 0))

    def screen_changed(self) -> None:
        """Another screen is on top: what an earlier key made the desk say leaves."""
        self._telling.screen_changed()

    def ring(self, times: int) -> None:
        """Ring so often, where the desk rings at all."""
        if self.settings.bell != "off":
            for _ in range(times):
                self.bell()

    def take_fresh(self) -> int:
        """The key of the record that was just logged, once."""
        fresh, self.fresh = self.fresh, 0
        return fresh

    def refuse(self, error: DeskError) -> None:
        """Put a refusal on the status line."""
        self.tell(error.text, "bad", **error.params)

    def speak(self, language: str) -> None:
        """Say everything in another language from now on."""
        self.settings = replace(self.settings, language=language)
        if self._desk is None:
            self.words = locales.load(language, ascii=self.settings.ascii)
        else:
            self._desk.speak(language)
            self.words = self._desk.words
            self.refresh_head()
        self._telling.language_changed()
        self._relabel()

    def _take_words(self) -> None:
        """Say everything again where the room calls something by another name now."""
        if self.desk.words is not self.words:
            self.words = self.desk.words
            self._relabel()

    def _relabel(self) -> None:
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                relabel = getattr(node, "relabel", None)
                if relabel is not None:
                    relabel()

    def settle_room(self, room: Room) -> None:
        """Work on with a changed room."""
        self.desk.room = room
        self.refresh_head()

    # -- who sits here ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do next to nothing for whoever has not signed in, by whatever key, click or command."""
        if self._desk is not None and action not in seat.ALLOWED and seat.is_locked(self):
            return False
        return super().check_action(action, parameters)

    def seated(self) -> None:
        """Somebody signed in: show the desk."""
        seat.seated(self)

    def leave_seat(self) -> None:
        """Somebody else is to sign in."""
        self.run_worker(seat.leave(self), group="seat")

    def action_kiosk(self) -> None:
        """F4: the check-in kiosk, which only an officer with a PIN leaves."""
        if self._desk is None:
            return
        try:
            kiosk.check(self.desk, at_desk=True)
        except DeskError as error:
            self.refuse(error)
        else:
            self._change_sides(kiosk.open_over(self))

    def let_out(self) -> None:
        """An officer proved to be one: leave the kiosk."""
        self._change_sides(kiosk.let_out(self))

    def leave_kiosk(self, who: str, pin: str) -> None:
        """See that it is an officer, who writes at the desk from then on; runs in a thread. Raises DeskError."""
        self.desk.leave_kiosk(who, pin, sits=not self.kiosk_only)

    def _change_sides(self, way: Coroutine[None, None, None]) -> None:
        """Go behind the wall or before it; keys typed meanwhile land on the other side."""
        hold = self.typeahead.hold()
        hold.__enter__()

        async def go() -> None:
            try:
                await way
            finally:
                hold.__exit__(None, None, None)

        self.run_worker(go(), group="seat")

    def action_pin(self) -> None:
        """The PIN of whoever writes now."""
        if self._desk is not None and (officer := self.desk.officer) is not None:
            seat.set_pin(self, officer)

    def action_pin_of(self) -> None:
        """The PIN of somebody."""
        if self._desk is not None:
            seat.choose_whose(self)

    def action_recovery(self) -> None:
        """A new recovery code."""
        if self._desk is not None:
            seat.make_recovery(self)

    # -- keys of everywhere -------------------------------------------------------------------------------

    def action_language(self) -> None:
        """F8: the other language, remembered."""
        self.speak("en" if self.words.language == "zh" else "zh")
        self._looks.keep("language", self.words.language)

    def action_theme(self, name: str) -> None:
        """Other colours from now on, remembered."""
        self.theme = f"desk-{name}"
        self._looks.keep("theme", name)

    def open_record(self, number: str) -> None:
        """Show the record with `number` on top."""
        from deskapp.screens.record import RecordScreen

        self.tell("")
        self.push_screen(RecordScreen(number))

    def open_person(self, number: str) -> None:
        """Show the card with `number` on top."""
        from deskapp.screens.person import PersonScreen

        self.tell("")
        self.push_screen(PersonScreen(number))

    def action_log(self) -> None:
        """F2: a new request."""
        from deskapp.screens.log import LogScreen

        if self._desk is not None and not isinstance(self.screen, LogScreen):
            self.tell("")
            self.push_screen(LogScreen())

    def confirm_quick(self, quick: Quick, place: Place | None) -> None:
        """Show what was picked out of the quick line in the log form."""
        from deskapp.screens.quick import QuickScreen

        self.tell("")
        self.push_screen(QuickScreen(quick, place))

    def action_find(self) -> None:
        """F5: the list of all requests."""
        from deskapp.screens.find import FindScreen

        if self._desk is not None and not isinstance(self.screen, FindScreen):
            # The people are read here first: a refusal inside a screen that opens would leave it half made.
            self.push_screen(FindScreen(self.desk.officers))

    def action_repeats(self) -> None:
        """Who, what and where came up again in the last days."""
        from deskapp.screens.repeats import RepeatsScreen

        if self._desk is not None and not isinstance(self.screen, RepeatsScreen):
            self.push_screen(RepeatsScreen())

    def action_figures(self) -> None:
        """What was counted in a year or a month."""
        from deskapp.screens.figures import FiguresScreen

        if self._desk is not None and not isinstance(self.screen, FiguresScreen):
            self.push_screen(FiguresScreen())

    def action_sheet(self) -> None:
        """F9: the day's sheet."""
        from deskapp.screens.sheet import SheetScreen

        if self._desk is not None and not isinstance(self.screen, SheetScreen):
            self.push_screen(SheetScreen(self.take_sealed()))

    def action_officer(self) -> None:
        """Ctrl+O: who writes now."""
        from deskapp.screens.officers import OfficersDialog

        # The people are read here first: a refusal inside a box that opens would leave it half made.
        open_now = any(isinstance(screen, OfficersDialog) for screen in self.screen_stack)
        if self._desk is not None and self.desk.officers and not open_now:
            self.push_screen(OfficersDialog())

    def action_settings(self) -> None:
        """Ctrl+K: everything that can be set."""
        from deskapp.screens.settings.screen import SettingsScreen

        # Not over a box: what is half typed in it comes first.
        top = self.screen
        if self._desk is not None and isinstance(top, DeskScreen) and not isinstance(top, SettingsScreen):
            self.push_screen(SettingsScreen())

    def settle_setting(self, name: str) -> None:
        """Let a changed setting count at once."""
        desk = self.desk
        desk.look_again()
        self._take_words()
        kept = desk.settings
        self.settings = replace(
            self.settings, bell=kept.bell, printer=kept.printer, printing=kept.printing,
            kept_backups=kept.kept_backups, kept_second=kept.kept_second, copies_kept=kept.copies_kept,
            copy_key=kept.copy_key, kept_papers=kept.kept_papers, kept_exports=kept.kept_exports,
        )  # fmt: skip
        if name == "language":
            self.speak(desk.value(name))
        elif name == "theme":
            self.settings = replace(self.settings, theme=desk.value(name))
            self.theme = f"desk-{self.settings.theme}"
        self.refresh_head()
        self.reload_top()

    def action_drafts(self) -> None:
        """Ctrl+T: what this officer left half typed."""
        from deskapp.screens.choose import Choose

        if self._desk is not None and not isinstance(self.screen, Choose):
            drafts.show(self)

    def action_phrase(self) -> None:
        """Ctrl+W: a phrase of the room into the text; where none goes in, the word before the caret goes away."""
        from deskapp.screens import phrasing

        if self._desk is not None and phrasing.offer(self, self.desk.values.text("phrases"), self.words):
            return
        if isinstance(self.focused, Input):
            self.focused.action_delete_left_word()

    def action_undo(self) -> None:
        """Ctrl+Z: take the last write of this officer back."""
        self._turn_back(redo=False)

    def action_redo(self) -> None:
        """Ctrl+Y: bring back what was undone last."""
        self._turn_back(redo=True)

    def _turn_back(self, *, redo: bool) -> None:
        screen = self.screen
        if self._desk is None or not isinstance(screen, DeskScreen):
            return
        desk = self.desk

        def done(found: Undone) -> None:
            said = (
                N_("Redone: {name} · {what} · Ctrl+Z undoes")
                if redo
                else N_("Undone: {name} · {what} · Ctrl+Y redoes")
            )
            if found.subject == settings_reading.SUBJECT:
                self.settle_setting(settings_reading.name_of(desk.reader, found.subject_id))
            self.tell(said, "good", name=found.name, what=Term(found.label))
            self.reload_top()

        screen.act(lambda: (desk.undoing.redo if redo else desk.undoing.undo)(desk.actor), done)

    def action_cover(self) -> None:
        """F12: nothing of the desk on the screen."""
        from deskapp.screens.cover import CoverScreen

        if self._desk is not None and not seat.is_locked(self) and not isinstance(self.screen, CoverScreen):
            self.push_screen(seat.cover_of(self))

    def action_help(self) -> None:
        """F1: this field and this screen, on one page; F1 there: every key of the program."""
        from deskapp.screens.fieldhelp import help_of
        from deskapp.screens.help import HelpDialog

        screen, field = self.screen, self.focused
        if isinstance(screen, HelpDialog):
            screen.action_keys()
            return
        about = screen.ABOUT if isinstance(screen, Ready) else ""
        everywhere = (
            () if seat.is_locked(self) else keys.OVER_ALL if isinstance(screen, DeskDialog) else keys.GLOBAL
        )
        # The screen's own meaning of a key comes first: F7 takes a value over in a form.
        shown: dict[str, Binding] = {}
        for key in (*getattr(screen, "KEYS", ()), *getattr(screen, "leads", ()), *everywhere):
            shown.setdefault(key.key, key)
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

    def action_backup(self) -> None:
        """Copy the desk file now."""
        self.copying.now()

    def action_leave(self) -> None:
        """Ctrl+Q: leave the desk; what is half typed is kept and told when the screen is gone."""
        self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the desk, with what is half typed kept."""
        super().exit(result, return_code, message)
        self.copying.stop()
        if self._desk is not None:
            self.kept_at_end = drafts.keep_open(self)

    # -- first run ----------------------------------------------------------------------------------------

    def set_up(self, given: dict[str, str]) -> Callable[[], None]:
        """Make the desk from the answers of the first run, in a thread; gives what the screen does next."""
        from deskapp.domain.pin import same_again
        from deskapp.settings import remember
        from deskapp.wiring import Setup, set_up

        answers = Setup(
            given["station"], given["room"], given["officer"], given["badge"],
            given.get("language") or self.words.language, pin=given.get("pin", ""),
        )  # fmt: skip
        same_again(answers.pin, given.get("again", ""))
        desk = set_up(self.settings, answers)
        code = desk.pins.make_recovery(desk.actor) if answers.pin else ""
        settings = remember(self.settings, language=answers.language, database=str(self.settings.database))

        def show() -> None:
            self._desk = desk
            self.settings = settings
            self.tell(N_("The desk is open. F2 logs the first request, F1 helps."), "good")
            self.switch_mode("board")
            if code:
                self.call_later(seat.show_code, self, code)

        return show

    def unlock(self, given: dict[str, str]) -> Callable[[], None]:
        """Open the encrypted file with a passphrase, in a thread; gives what the screen does next. Raises DeskError."""
        return unlocking.unlock(self, given)

    # -- papers -------------------------------------------------------------------------------------------

    def day_sheet(self, day: date | None) -> Sheet:
        """The sheet of a day; runs in a thread."""
        from deskapp import papers

        return papers.day_sheet(self.desk, day)

    def keep_sheet(self, sheet: Sheet) -> Notice:
        """Set the PDF and keep it; runs in a thread."""
        from deskapp import originals

        kept = originals.keep(self.desk, sheet, self.words)
        return Notice(N_("PDF kept: {path} {warnings}"), "good", originals.told((kept,), self.words))

    def print_sheet(self, sheet: Sheet) -> Notice:
        """Set the PDF, keep it and hand it to the printer; runs in a thread."""
        from deskapp import originals

        kept, said, tone = originals.put_out(self.desk, sheet, self.words)
        return Notice(said, tone, originals.told(kept, self.words))

    def write_table(self, ids: Sequence[int]) -> Path:
        """Write the chosen requests as an Excel file; runs in a thread."""
        from deskapp import exports

        return exports.write(self.desk, ids, self.words)

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

    def _comes_too_late(self, error: Exception) -> bool:
        """Whether a screen that is being taken down looked for a part of itself that has already gone."""
        at_work = active_message_pump.get(None)
        # What is taken down is marked at its top only: a part of it asks those that hold it.
        path = at_work.ancestors_with_self if isinstance(at_work, DOMNode) else ()
        going = not self.is_running or any(node._pruning for node in path)
        return going and isinstance(error, NoMatches)

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

        if self._is_mounted and (self._comes_too_late(error) or self.survives(error)):
            return
        try:
            place = str(crash.write(self.settings, getattr(error, "error", error)))  # what a worker failed of
        except OSError:  # there is no room for a trace anywhere: the rest is done nevertheless
            place = "-"
        self.failed = self.words(
            N_("Something unexpected happened and the desk closed. What was saved is safe. A trace: {path}"),
            path=place,
        )
        self._return_code = int(Exit.REFUSED)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        try:
            if self._desk is not None:
                self.kept_at_end = drafts.keep_open(self)
        finally:
            self._close_messages_no_wait()


def run(settings: Settings, typed: bytes = b"") -> int:
    """Open the desk, or the first run where there is none yet; gives the exit code. Raises DeskError.

    `typed` are keys that were pressed before the screen was there.
    """
    desk = None if _is_first_run(settings) or unlocking.asks(settings) else open_desk(settings)
    return _sit(DeskApp(settings, desk), typed)


def run_kiosk(settings: Settings, typed: bytes = b"") -> int:
    """Open the kiosk and nothing else; gives the exit code. Raises DeskError where it does not open."""
    desk = open_desk(settings)
    try:
        kiosk.check(desk, at_desk=False)
    except DeskError:
        desk.close()
        raise
    kiosk.ignore_keyboard()
    app = DeskApp(settings, desk, walled=True, kiosk_only=True)
    app.quiet.begin()
    return _sit(app, typed)


def _sit(app: DeskApp, typed: bytes) -> int:
    """Run the app to its end; where it fails behind the wall, begin there again."""
    settings, quiet = app.settings, app.quiet
    try:
        while True:
            app.typed, app.lasting, app.quiet = typed, True, quiet
            parting = ""
            try:
                app.run()
            except Exception as error:
                if not app.walled:
                    raise
                kiosk.note(settings, error)
                app.failed = app.failed or "-"
            finally:
                if app._desk is not None:
                    parting = drafts.parting(app._desk, app.kept_at_end, app.words)
                    app._desk.close()
            if not (app.failed and app.walled):
                break
            desk = quiet.come_back(lambda: open_desk(settings), app.words)
            app, typed = DeskApp(settings, desk, walled=True, kiosk_only=app.kiosk_only), b""
    finally:
        quiet.end()
        if app.walled:
            quiet.wipe()
    for said in (app.failed, parting):
        if said and not app.walled:
            print(said, file=sys.stderr)
    return app.return_code or 0


def _is_first_run(settings: Settings) -> bool:
    return not settings.chosen and not settings.database.exists()
