"""The page in front of an encrypted desk: it asks for the passphrase and shows nothing of what is in the file."""

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
from deskapp.screens import keys
from deskapp.screens.base import Ready
from deskapp.widgets.form import FieldSpec, Form

SPECS = (FieldSpec("passphrase", N_("Passphrase"), "secret", True),)


class Unlocks(Protocol):
    """What this page needs of the app."""

    def unlock(self, given: dict[str, str]) -> Callable[[], None]:
        """Open the file; gives what is to be done on the screen afterwards. Raises DeskError."""


class UnlockScreen(Ready, Screen[None], inherit_bindings=False):
    """The passphrase, then the desk."""

    CSS_PATH = "unlock.tcss"
    ALLOW_SELECT = False
    NAME = N_("Passphrase")
    ABOUT = N_(
        "The desk file is encrypted. Type its passphrase, Enter opens the desk. It is kept nowhere: whoever forgets it "
        "needs its key file, or the records are lost. Ctrl+Q leaves."
    )
    KEYS = (keys.HELP, keys.LANGUAGE, keys.QUIT)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("Next"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, words, the field, what was said, the keys."""
        with Vertical(id="page"):
            yield Static(self.t(N_("The desk is locked")), markup=False, id="title")
            yield Static(self._words(), markup=False, id="words")
            yield Form(SPECS)
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def _words(self) -> str:
        return self.t(N_("The desk file is encrypted: its passphrase opens it."))

    def _foot(self) -> str:
        return self.t(N_("Enter opens the desk · F8 language · F1 help · Ctrl+Q quit"))

    def on_mount(self) -> None:
        """Put the caret into the field."""
        self.query_one(Form).focus_field("passphrase")
        self.call_after_refresh(self.set_ready)

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what the field has to say."""
        self._say(message.text)

    def on_form_changed(self, message: Form.Changed) -> None:
        """What was refused is typed anew."""
        self._say("")

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Open the desk; nobody sees what is wrong in a field of dots, so it is empty afterwards."""
        given = message.values
        message.form.field("passphrase").fill("")
        self._say(self.t(N_("One moment …")))
        app = cast(Unlocks, self.app)
        self.act(lambda: app.unlock(given), lambda then: then(), self._refused)

    def _refused(self, error: DeskError) -> None:
        self._say(error.say(self.t))
        self.query_one(Form).focus_field("passphrase")

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)

    def relabel(self) -> None:
        """Say the page again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("The desk is locked")))
        self.query_one("#words", Static).update(self._words())
        self.query_one("#foot", Static).update(self._foot())
        self._say("")
