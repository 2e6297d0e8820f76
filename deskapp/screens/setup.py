"""The first run: one page, then the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens.base import Ready
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

_LANGUAGES = (Option("zh", N_("Chinese"), "1"), Option("en", N_("English"), "2"))

SPECS = (
    FieldSpec("language", N_("Language"), "code", options=_LANGUAGES),
    FieldSpec("station", N_("Station"), "name", True, 100, hint=N_("the police station")),
    FieldSpec("room", N_("Room"), "name", True, 100, hint=N_("the neighbourhood police room")),
    FieldSpec("officer", N_("Officer"), "name", True, 100, hint=N_("your name")),
    FieldSpec("badge", N_("Badge number"), "id", True, 40),
    FieldSpec("pin", N_("PIN"), "pin", hint=N_("may stay empty: then nobody is asked")),
    FieldSpec("again", N_("The same again"), "pin"),
)


class SetsUp(Protocol):
    """What this page needs of the app."""

    def set_up(self, given: dict[str, str]) -> Callable[[], None]:
        """Make the desk from the answers; gives what is to be done on the screen afterwards."""

    def speak(self, language: str) -> None:
        """Switch the language of the screen."""


class SetupScreen(Ready, Screen[None], inherit_bindings=False):
    """Language, station, room, officer, badge number, PIN."""

    CSS_PATH = "setup.tcss"
    ALLOW_SELECT = False
    ABOUT = N_("Fill in the page once; Enter goes on and the last Enter opens the desk.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), show=False),
        Binding("tab", "app.focus_next", N_("Next"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, words, form, status."""
        with Vertical(id="page"):
            yield Static(self.t(N_("deskapp — first run")), markup=False, id="title")
            yield Static(self._words(), markup=False, id="words")
            yield Form(SPECS)
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def _words(self) -> str:
        return self.t(N_("This desk is set up once. Everything stays in one file on this machine."))

    def _foot(self) -> str:
        return self.t(N_("Enter next · last Enter opens the desk · F8 language · Ctrl+Q quit"))

    def on_mount(self) -> None:
        """Start with the language, which is filled in already."""
        form = self.query_one(Form)
        form.set_values({"language": self.t.language})
        form.show_field("again", False)
        form.focus_field("language")
        self.call_after_refresh(self.set_ready)

    def on_form_changed(self, message: Form.Changed) -> None:
        """A chosen language is spoken at once."""
        if message.field == "language" and message.value and message.value != self.t.language:
            cast(SetsUp, self.app).speak(message.value)
        elif message.field == "pin":
            message.form.show_field("again", bool(message.value))

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.query_one("#said", Static).update(message.text)

    def action_save(self) -> None:
        """Ctrl+S."""
        self.query_one(Form).submit()

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Make the desk."""
        message.form.clear_errors()
        app = cast(SetsUp, self.app)
        self.act(lambda: app.set_up(message.values), lambda then: then(), self._refused)

    def _refused(self, error: DeskError) -> None:
        form = self.query_one(Form)
        said = error.say(self.t)
        if error.field in ("pin", "again"):  # nobody sees what is wrong in them
            form.set_values({"pin": "", "again": ""})
            form.show_field("again", False)
            form.refuse("pin", error)
            form.focus_field("pin")
        elif error.field in {spec.name for spec in SPECS}:
            form.refuse(error.field, error)
            form.focus_field(error.field)
        else:
            self.query_one("#said", Static).update(said)

    def relabel(self) -> None:
        """Say the page again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("deskapp — first run")))
        self.query_one("#words", Static).update(self._words())
        self.query_one("#foot", Static).update(self._foot())
        self.query_one(Form).set_values({"language": self.t.language})
