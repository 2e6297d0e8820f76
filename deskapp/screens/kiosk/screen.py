"""The kiosk: scan or type, and it is done; one big line for four seconds, then nothing of anybody."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Any, ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from deskapp import locales
from deskapp.domain.errors import DeskError
from deskapp.domain.kiosk import AGAIN, IN, MORE, OUT, Told, line
from deskapp.domain.words import LANGUAGES, N_
from deskapp.screens.base import Ready
from deskapp.screens.kiosk.keys import HELP, LANGUAGE, LEAVE, MODE_KEYS, THING_KEYS
from deskapp.widgets.bars import KeyBar
from deskapp.widgets.big_text import BigText
from deskapp.widgets.key_rows import KeyItem, KeyRows
from deskapp.widgets.kiosk_field import KioskField

LASTS = 4.0
"""Seconds that the line and its strip stay."""

WAITS = 20.0
"""Seconds that a first fact waits for the second, that help stays, and that half a number stays in the field."""

WHAT_TO_DO = N_("To sign in or out: scan your badge, or type your member number, then Enter.")

_SIGNS = {IN: "✓", OUT: "✓", AGAIN: "="}


class KioskHost(Protocol):
    """What the kiosk needs of the app."""

    def speak(self, language: str) -> None:
        """Say everything in another language."""

    def ring(self, times: int) -> None:
        """Ring, where the desk rings."""


class KioskScreen(Ready, Screen[None], inherit_bindings=False):
    """A wall with one field in it."""

    LOCKS = True
    WALLS = True
    ALLOW_SELECT = False
    NAME = N_("Check-in kiosk")
    ABOUT = N_(
        "Scan your badge or type your member number and press Enter: the same act signs in and out. Without a number, "
        "type the last four digits of your phone, then your name or its pinyin. For four seconds after it the keys "
        "on the screen say how you serve. Only an officer with a PIN leaves the kiosk."
    )
    KEYS = (HELP, LANGUAGE, LEAVE)
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP,
        LANGUAGE,
        LEAVE,
        *(Binding(key, f"mode_key({place})", show=False) for place, key in enumerate(MODE_KEYS)),
        *(Binding(key, f"thing({place})", show=False) for place, key in enumerate(THING_KEYS)),
        Binding("escape", "clear", show=False),
    ]
    MORE_KEYS = (
        ("F2–F6", N_("how you serve, while the line stands")),
        ("F7 · F9", N_("equipment handed out, or given back")),
        ("Esc", N_("empty the field")),
    )
    DEFAULT_CSS = """
    KioskScreen { background: $background; }
    KioskScreen #place { dock: top; width: 100%; height: 1; padding: 0 1; text-align: center; text-style: bold;
        background: $block-cursor-background; color: $block-cursor-foreground; }
    KioskScreen #place:nocolor { text-style: bold reverse; }
    KioskScreen #panel { height: 1fr; align: center middle; }
    KioskScreen #panel Static { width: 100%; height: auto; text-align: center; padding: 0 2; }
    KioskScreen #big { color: $accent; }
    KioskScreen #line { text-style: bold; margin-top: 1; }
    KioskScreen #second { color: $text-muted; }
    KioskScreen.in #big { color: $text-success; }
    KioskScreen.out #big { color: $text-accent; }
    KioskScreen.bad #big { color: $text-warning; }
    KioskScreen.in #line, KioskScreen.out #line, KioskScreen.bad #line { padding: 1 2; color: $background; }
    KioskScreen.in #line { background: $text-success; }
    KioskScreen.out #line { background: $text-accent; }
    KioskScreen.bad #line { background: $text-warning; }
    KioskScreen.in #line:nocolor, KioskScreen.out #line:nocolor, KioskScreen.bad #line:nocolor {
        text-style: bold reverse; }
    KioskScreen.-helps #big { display: none; }
    KioskScreen #strip { height: 4; }
    KioskScreen #own { width: 100%; height: 1; text-align: center; }
    KioskScreen #hold { height: 3; align: center middle; }
    KioskScreen #box { width: 46; height: 3; max-width: 100%; border: round $border; padding: 0 1;
        background: $surface; }
    KioskScreen #box KioskField, KioskScreen #box KioskField:focus { text-style: bold; background: $surface;
        background-tint: $foreground 0%; }
    KioskScreen.-tall #strip { height: 6; }
    KioskScreen.-tall #hold { height: 7; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None
        self._error: DeskError | None = None
        self._more = ""
        """The first of two facts."""
        self._helps = False
        self._waiting: deque[str] = deque()
        self._timer: Timer | None = None
        self._left: Timer | None = None
        self._home = ""
        """The language of the desk; another one is for one person only."""
        self._foreign = 0
        """How many scans another language still counts for."""
        self._said: dict[str, str] = {}
        """What to do, by language: a catalogue is read once, not with every second."""

    def compose(self) -> ComposeResult:
        """Place, clock or sign, the line, the strip, the field, the keys."""
        yield Static("", markup=False, id="place")
        with Vertical(id="panel"):
            yield BigText(id="big")
            yield Static("", markup=False, id="line")
            yield Static("", markup=False, id="second")
        with Vertical(id="strip"):
            yield KeyRows(id="modes")
            yield Static("", markup=False, id="own")
            yield KeyRows(id="things")
        with Vertical(id="hold"), Vertical(id="box"):
            yield KioskField(name="badge", id="badge")
        yield KeyBar(self.KEYS)

    @property
    def _field(self) -> KioskField:
        return self.query_one(KioskField)

    def on_mount(self) -> None:
        """Put the caret into the field, where it stays."""
        self._home = self.t.language
        self.set_focus(self._field)
        self.set_interval(1.0, self._tick)
        self._show()
        self.call_after_refresh(self.set_ready)
        self.call_after_refresh(self._get_ready)

    def _get_ready(self) -> None:
        """Load the write side before the first scan, behind the first frame."""
        self.host.prepare()

    def set_focus(self, widget: Widget | None, *args: Any, **kwargs: Any) -> None:
        """The field has the focus, whatever is clicked and whichever window is in front."""
        field = next(iter(self.query(KioskField)), None)
        super().set_focus(widget if field is None else field, *args, **kwargs)

    def on_resize(self, event: Resize) -> None:
        """Grow where there is room."""
        super().on_resize(event)
        wide, high = event.size
        self.set_class(high >= 34, "-tall")
        self.query_one(BigText).grow(2 if high >= 34 and wide >= 100 else 1)

    # -- scanning

    def on_kiosk_field_scanned(self, message: KioskField.Scanned) -> None:
        """Take it after those that came before it."""
        self._waiting.append(message.text)
        self._next()

    def _next(self) -> None:
        if not self._waiting or self.host.typeahead.holding:
            return
        if self._foreign:
            self._foreign -= 1
        else:
            self._home_again()
        text, more, t = self._waiting.popleft(), self._more, self.t
        self._more = ""
        desk = self.desk

        def refused(error: DeskError) -> None:
            self._more = text.strip() if error.field == MORE else ""
            self._say(None, error, WAITS if self._more else LASTS)
            self.call_later(self._next)

        def signed(told: Told) -> None:
            self._say(told, None, LASTS)
            self.call_later(self._next)

        self.act(lambda: desk.at_kiosk.sign(text, t, more), signed, refused)

    def on_kiosk_field_touched(self, _message: KioskField.Touched) -> None:
        """What is half typed goes away by itself: the next person begins with an empty field."""
        if self._left is None:
            self._left = self.set_timer(WAITS, self._abandon)
        else:
            self._left.reset()

    def _abandon(self) -> None:
        self._left = None
        self._field.fill("")

    # -- the strip

    async def on_key_rows_pressed(self, message: KeyRows.Pressed) -> None:
        """A clicked key does what the key does."""
        await self.run_action(message.action)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A clicked key does what the key does."""
        await self.run_action(message.action)

    async def action_mode_key(self, place: int) -> None:
        """A function key: how the duty just begun is served."""
        items = self._strip()[0]
        if place < len(items):
            await self.run_action(items[place].action)

    def action_mode(self, code: str) -> None:
        """Serve in this way."""
        told, t, desk = self._told, self.t, self.desk
        if told is not None and told.here:
            self._change(lambda: desk.at_kiosk.set_mode(told.number, code, t), replace(told, mode=code))

    def action_thing(self, place: int) -> None:
        """Hand out, or take back, what stands there."""
        told, kiosk = self._told, self.desk.at_kiosk  # loaded: something was signed
        if told is None or place >= len(told.things) or told.things[place].done:
            return
        thing = told.things[place]
        verb = kiosk.hand_out if told.way == IN else kiosk.take_back
        things = (*told.things[:place], replace(thing, done=True), *told.things[place + 1 :])
        self._change(lambda: verb(told.number, thing.key), replace(told, things=things))

    def _change(self, verb: Any, after: Told) -> None:
        def done(_: None) -> None:
            self._say(after, None, LASTS)
            self.call_later(self._next)

        def refused(error: DeskError) -> None:
            self._say(None, error, LASTS)
            self.call_later(self._next)

        self.act(verb, done, refused)

    # -- what is said

    def _say(self, told: Told | None, error: DeskError | None, seconds: float) -> None:
        """Show it until the time is over, or the next scan comes."""
        self._told, self._error, self._helps = told, error, False
        self._show()
        self._until(seconds)
        cast(KioskHost, self.app).ring(2 if error is not None else 1)

    def _until(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._forget)

    def _forget(self) -> None:
        """Nothing of anybody stands on the screen any more."""
        if self._timer is not None:
            self._timer.stop()
        self._told, self._error, self._more, self._helps, self._timer = None, None, "", False, None
        self._foreign = 0
        self._home_again()
        self._show()

    def _home_again(self) -> None:
        if self.t.language != self._home:
            cast(KioskHost, self.app).speak(self._home)

    def _show(self) -> None:
        """Paint what is to be said now."""
        t, told, error, desk = self.t, self._told, self._error, self.desk
        room, now = desk.room, desk.room.calendar.local(desk.clock())
        banner = t(N_("[Practice]")) + " " if room.practice else ""
        self.query_one("#place", Static).update(f"{banner}{room.station} {room.name} · {t(self.NAME)}")
        sign, said, second = (
            f"{now:%H:%M}",
            t(WHAT_TO_DO),
            f"{self._in_the_other()}\n{now:%Y-%m-%d %H:%M:%S}",
        )
        tone = ""
        if told is not None:
            tone = told.way if told.way in (IN, OUT) else "bad"
            sign = f"{_SIGNS[told.way]} {room.calendar.local(told.at):%H:%M}"
            said = line(told, room.calendar, t)
            second = t(N_("Please see the officer: your entry needs a look.")) if told.asks else ""
        elif error is not None:
            tone, sign, said, second = "bad", "?" if error.field == MORE else "!", error.say(t), ""
        elif self._helps:
            second = "\n" + t(self.ABOUT)
        for name in (IN, OUT, "bad"):
            self.set_class(tone == name, name)
        self.set_class(self._helps, "-helps")
        self.query_one(BigText).show(sign)
        self.query_one("#line", Static).update(said)
        self.query_one("#second", Static).update(second)
        modes, own, things = self._strip()
        self.query_one("#modes", KeyRows).show(modes)
        self.query_one("#own", Static).update(own)
        self.query_one("#things", KeyRows).show(things)

    def _strip(self) -> tuple[tuple[KeyItem, ...], str, tuple[KeyItem, ...]]:
        """How this duty is served, the own hours, equipment; nothing where nobody has just scanned."""
        if self._told is None:
            return (), "", ()
        from deskapp.screens.kiosk import told as strip  # late: with it come the steps of duties

        return (
            strip.modes(self._told, self.t),
            strip.own(self._told, self.t),
            strip.things(self._told, self.t),
        )

    def _in_the_other(self) -> str:
        other = next(language for language in LANGUAGES if language != self.t.language)
        if other not in self._said:
            self._said[other] = locales.load(other)(WHAT_TO_DO)
        return self._said[other]

    def _tick(self) -> None:
        if self._told is None and self._error is None:
            try:
                self._show()
            except NoMatches:  # while it closes
                return

    def relabel(self) -> None:
        """Say it again in the other language."""
        self._show()

    # -- keys

    def action_kiosk_help(self) -> None:
        """F1: how it is done; once more takes it away."""
        if self._helps:
            self._forget()
            return
        self._told, self._error, self._helps = None, None, True
        self._show()
        self._until(WAITS)

    def action_kiosk_language(self) -> None:
        """F8: the other language, for one person."""
        other = next(language for language in LANGUAGES if language != self.t.language)
        self._foreign = int(other != self._home and self._told is None)
        cast(KioskHost, self.app).speak(other)
        self._until(LASTS if self._told is not None else WAITS)

    def action_clear(self) -> None:
        """Esc: an empty field, and nothing said."""
        self._field.fill("")
        self._forget()

    def action_leave_kiosk(self) -> None:
        """Ctrl+Q: an officer lets the desk go."""
        from deskapp.screens.kiosk.leave import LeaveScreen  # late: the first frame needs no form

        self._field.fill("")
        self._forget()
        self.app.push_screen(LeaveScreen())
