"""Boxes about PINs: typing one's own to sit down, setting one, and the printed way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Officer
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog
from deskapp.screens.forms import FormDialog
from deskapp.widgets.form import FieldSpec, Form

PIN = FieldSpec("pin", N_("PIN"), "pin", True)
NEW = (FieldSpec("pin", N_("New PIN"), "pin", True), FieldSpec("again", N_("The same again"), "pin", True))


class PinBox(FormDialog):
    """A box with PINs: nothing of it is a draft, and a refused one is typed anew."""

    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def _foot(self) -> str:
        return self.t(N_("Enter next · last Enter does it · Esc back"))

    def refused(self, error: DeskError) -> None:
        """Empty the fields with dots: nobody sees what is wrong in them."""
        form = self.query_one(Form)
        for spec in self.specs():
            if spec.kind == "pin":
                form.field(spec.name).fill("")
        super().refused(error)
        if error.field == "again":
            form.focus_field("pin")


class PinDialog(PinBox):
    """Somebody else sits down at the desk, by the PIN."""

    ABOUT = N_("Who writes from now on types the PIN. Esc leaves all as it is.")

    def __init__(self, officer: Officer, done: Callable[[], None]) -> None:
        super().__init__()
        self._officer, self._done = officer, done

    def title_text(self) -> str:
        """Who it is about."""
        return self._officer.signature()

    def specs(self) -> Sequence[FieldSpec]:
        """The PIN."""
        return (PIN,)

    def save(self, given: dict[str, str]) -> None:
        """Look whether it is the one."""
        desk, who = self.desk, f"#{self._officer.id}"

        def done(_: None) -> None:
            self.close_once(True)
            self._done()

        self.act(lambda: desk.sign_in_by_pin(who, given["pin"]), done, self.refused)


class NewPinDialog(PinBox):
    """A new PIN for somebody, typed twice; whoever sits there types the own one first."""

    ABOUT = N_(
        "A PIN is 4 to 20 digits. From the first one on the desk opens with a page to sign in. Who did it and when "
        "is kept, the PIN is not, and no undo brings an old one back."
    )

    def __init__(self, officer: Officer, proves: bool, coded: bool, done: Callable[[str], None]) -> None:
        """`proves` where whoever sits there has a PIN and types it first; `coded` where a recovery code counts.

        `done` is handed the recovery code that was made along, or nothing.
        """
        super().__init__()
        self._officer, self._proves, self._coded, self._done = officer, proves, coded, done

    def title_text(self) -> str:
        """Whose PIN it is."""
        return self.t(N_("New PIN: {name}"), name=self._officer.signature())

    def specs(self) -> Sequence[FieldSpec]:
        """The own PIN of now, and the new one twice."""
        return (*((FieldSpec("old", N_("Your PIN now"), "pin", True),) if self._proves else ()), *NEW)

    def save(self, given: dict[str, str]) -> None:
        """Set it."""
        desk, officer = self.desk, self._officer

        def set_it() -> str:
            desk.pins.set(officer.id, given["pin"], given["again"], desk.actor, given.get("old", ""))
            with suppress(DeskError):  # who does not see to the people has none made
                return "" if self._coded else desk.pins.make_recovery(desk.actor)
            return ""

        def done(code: str) -> None:
            self.close_once(True)
            self.host.tell(N_("{name} has a new PIN."), tone="good", name=officer.signature())
            self._done(code)

        self.act(set_it, done, self.refused)


class RecoverDialog(PinBox):
    """The way back for who forgot the PIN: the code on the paper, and a new PIN."""

    ABOUT = N_(
        "Who sees to the people of the room and forgot the PIN types the code of the printed paper and a new PIN. "
        "The code is spent by that: have a new one made."
    )

    def title_text(self) -> str:
        """What it is for."""
        return self.t(N_("New PIN by the recovery code"))

    def specs(self) -> Sequence[FieldSpec]:
        """Who, the code, the new PIN twice."""
        return (
            FieldSpec("who", N_("Badge or name"), "text", True, 100),
            FieldSpec("code", N_("Recovery code"), "text", True, 60),
            *NEW,
        )

    def save(self, given: dict[str, str]) -> None:
        """Look whether it is the code, and set the PIN."""
        desk = self.desk

        def done(_: Officer) -> None:
            self.close_once(True)

        self.act(
            lambda: desk.pins.recover(given["who"], given["code"], given["pin"], given["again"]),
            done,
            self.refused,
        )


class RecoveryDialog(DeskDialog[None]):
    """The new recovery code, shown this once."""

    ABOUT = N_(
        "The recovery code gives an administrator who forgot the PIN a new one. It is shown this once: print it or "
        "write it down, and lock it away. An earlier code counts no more."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "print", N_("Print"), show=False),
        Binding("ctrl+s", "keep", N_("Keep"), show=False),
    ]
    DEFAULT_CSS = """
    RecoveryDialog #code { text-style: bold; margin: 1 0; text-align: center; width: 100%; }
    """

    def __init__(
        self, code: str, printed: Callable[[str], tuple[str, str, object]], kept: Callable[[str], object]
    ) -> None:
        """`printed` and `kept` set the paper; both run in a thread."""
        super().__init__()
        self._code, self._printed, self._kept = code, printed, kept

    def compose(self) -> ComposeResult:
        """The code and what to do with it."""
        with Vertical(classes="box"):
            yield Static(self.t(N_("Recovery code")), markup=False, id="title")
            yield Static(self._code, markup=False, id="code")
            yield Static(self.t(self.ABOUT), markup=False, id="about")
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def _foot(self) -> str:
        return self.t(N_("Enter print · Ctrl+S keep as PDF · Esc close"))

    def action_print(self) -> None:
        """Print it; no file of it stays."""
        self.act(
            lambda: self._printed(self._code), lambda said: self._say(said[0], path=said[2]), self._refused
        )

    def action_keep(self) -> None:
        """Keep it as PDF."""
        self.act(
            lambda: self._kept(self._code),
            lambda path: self._say(N_("PDF kept: {path} Print it, then delete the file."), path=path),
            self._refused,
        )

    def _say(self, text: str, **params: object) -> None:
        self.query_one("#said", Static).update(self.t(text, **params))

    def _refused(self, error: DeskError) -> None:
        self.query_one("#said", Static).update(error.say(self.t))

    def relabel(self) -> None:
        """Say the box again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("Recovery code")))
        self.query_one("#about", Static).update(self.t(self.ABOUT))
        self.query_one("#foot", Static).update(self._foot())
        self._say("")


BY_CODE = Binding("ctrl+r", "recover", N_("Recovery code"), key_display="Ctrl+R")
ANOTHER = Binding("ctrl+o", "another", N_("Another person"), key_display=keys.OFFICER.key_display)
"""Keys of the pages on which one signs in."""
