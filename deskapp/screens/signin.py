"""The page on which one signs in, and the cover that asks for the PIN: full screens with nothing of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import Ready
from deskapp.screens.pins import ANOTHER, BY_CODE, PIN, RecoverDialog
from deskapp.widgets.form import FieldSpec, Form

WHO = FieldSpec("who", N_("Badge or name"), "text", True, 100)
SPECS = (WHO, PIN)


class SignsIn(Protocol):
    """What these pages need of the app."""

    def seated(self) -> None:
        """Somebody signed in: show the desk."""

    def leave_seat(self) -> None:
        """Somebody else is to sign in: keep what is half typed, and ask who it is."""


class Lock(Ready, Screen[None], inherit_bindings=False):
    """A page in front of the desk: the clock, the fields, what was said."""

    LOCKS = True
    ALLOW_SELECT = False
    FIELDS: ClassVar[Sequence[FieldSpec]] = SPECS
    DEFAULT_CSS = """
    Lock { align: center middle; background: $background; }
    Lock #page { width: 64; max-width: 100%; height: auto; max-height: 100%; border: round $border; padding: 0 2;
        background: $surface; }
    Lock #title { text-style: bold; color: $accent; }
    Lock #clock { color: $text-muted; margin-bottom: 1; }
    Lock Form { height: auto; }
    Lock #said { color: $text-error; min-height: 2; margin-top: 1; }
    Lock #foot { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("Next"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(id="page"):
            yield Static(self.title_text(), markup=False, id="title")
            yield Static(self._clock(), markup=False, id="clock")
            yield Form(self.FIELDS)
            yield Static("", markup=False, id="said")
            yield Static(self.foot(), markup=False, id="foot")

    def title_text(self) -> str:
        """What this page is, in the language in use."""
        raise NotImplementedError

    def foot(self) -> str:
        """The keys, in the language in use."""
        raise NotImplementedError

    def check(self, given: dict[str, str]) -> None:
        """Let somebody in who proves to be one of the room; runs in a thread. Raises DeskError."""
        raise NotImplementedError

    def pass_on(self) -> None:
        """Show the desk."""
        raise NotImplementedError

    def _clock(self) -> str:
        room = self.desk.room
        now = room.calendar.local(self.desk.clock())
        banner = self.t(N_("[Practice]")) + " " if room.practice else ""
        return f"{banner}{now:%Y-%m-%d %H:%M:%S}"

    def on_mount(self) -> None:
        """Put the caret into the first field; the clock goes on whatever is checked."""
        self._restart()
        self.set_interval(1.0, self._tick)
        self.call_after_refresh(self.set_ready)

    def on_screen_resume(self) -> None:
        """Begin anew: nothing of who was here before stands in the fields."""
        if self.ready:
            self._restart()

    def _restart(self) -> None:
        form = self.query_one(Form)
        form.clear()
        form.focus_field(self.FIELDS[0].name)

    def _tick(self) -> None:
        try:
            self.query_one("#clock", Static).update(self._clock())
        except NoMatches:  # while it closes
            return

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Look whether it is the PIN; keys typed meanwhile go where the screen goes."""
        given = message.values
        message.form.field("pin").fill("")
        self.say("")
        self.act(lambda: self.check(given), lambda _: self.pass_on(), self._refused)

    def on_form_changed(self, message: Form.Changed) -> None:
        """What was refused is typed anew."""
        if message.field in ("who", "pin"):
            self.say("")

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.say(message.text)

    def _refused(self, error: DeskError) -> None:
        self.say(error.say(self.t))
        self.query_one(Form).focus_field("pin")

    def say(self, text: str) -> None:
        """Put a sentence under the fields."""
        self.query_one("#said", Static).update(text)

    def relabel(self) -> None:
        """Say the page again in the other language."""
        self.query_one("#title", Static).update(self.title_text())
        self.query_one("#foot", Static).update(self.foot())
        self.say("")
        self._tick()


class SignInScreen(Lock):
    """Badge number or name, then the PIN: two keys to the board."""

    NAME = N_("Sign in")
    ABOUT = N_(
        "Type or scan your badge number, or type your name; Enter; then the PIN; Enter. An administrator gives a PIN "
        "to who has none. After five wrong ones an account waits ten minutes."
    )
    KEYS = (keys.HELP, keys.LANGUAGE, BY_CODE, keys.QUIT)
    BINDINGS: ClassVar[list[BindingType]] = [BY_CODE]

    def title_text(self) -> str:
        """Station and room."""
        room = self.desk.room
        return f"{room.station} {room.name} · " + self.t(N_("Sign in"))

    def foot(self) -> str:
        """The keys."""
        return self.t(N_("Enter next · F8 language · Ctrl+R recovery code · Ctrl+Q quit"))

    def check(self, given: dict[str, str]) -> None:
        """By badge number or name, and PIN."""
        self.desk.sign_in_by_pin(given["who"], given["pin"])

    def pass_on(self) -> None:
        """The board."""
        cast(SignsIn, self.app).seated()

    def action_recover(self) -> None:
        """Ctrl+R: a new PIN by the printed code."""

        def done(set_now: bool | None) -> None:
            if set_now:
                self.say(
                    self.t(N_("The new PIN counts: sign in with it, and have a new recovery code made."))
                )

        self.app.push_screen(RecoverDialog(), done)


class PinCoverScreen(Lock):
    """The cover of a desk with PINs."""

    NAME = N_("Cover")
    ABOUT = N_("The desk is covered. Who sits here types the PIN; Ctrl+O lets somebody else sign in.")
    FIELDS = (PIN,)
    KEYS = (keys.HELP, keys.LANGUAGE, ANOTHER, keys.QUIT)
    BINDINGS: ClassVar[list[BindingType]] = [ANOTHER]

    def title_text(self) -> str:
        """That it is covered; not whose desk it is."""
        return self.t(N_("Covered: your PIN shows the desk again."))

    def foot(self) -> str:
        """The keys."""
        return self.t(N_("Enter goes on · Ctrl+O another person · F8 language · Ctrl+Q quit"))

    def check(self, given: dict[str, str]) -> None:
        """The PIN of whoever sits here."""
        self.desk.pins.prove(self.desk.room.signed_in, given["pin"])

    def pass_on(self) -> None:
        """What was there before."""
        self.dismiss()

    def action_another(self) -> None:
        """Ctrl+O: what is half typed is kept as a draft, and somebody else signs in."""
        cast(SignsIn, self.app).leave_seat()
