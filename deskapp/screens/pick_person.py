"""Which of several people is meant: a digit chooses; nobody is chosen unless somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog
from deskapp.widgets.box import Box
from deskapp.widgets.fields_person import Candidate

NOBODY = "-"
"""The answer that none of them is meant."""


class PickPerson(DeskDialog[str]):
    """The people who fit equally well, each with a digit and a fact that tells them apart."""

    NAME = N_("Choosing a person")
    ABOUT = N_(
        "Several people fit what you typed. A digit chooses one; Up and Down mark one and Enter takes it. 0 means that "
        "it is none of them: what you typed stands as the name. Esc goes back to it."
    )
    MORE_KEYS = (
        ("1–9", N_("choose the person who stands there")),
        ("0", N_("none of them: it stands as the name")),
        ("↑ · ↓ · Enter", N_("mark a person and take them")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys.digit(number), f"pick({number})", show=False) for number in range(10)),
        Binding("up", "mark(-1)", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(self, typed: str, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._typed = typed
        self._candidates = tuple(candidates)[:9]
        self._more = len(candidates) > 9
        self._at = -1

    def compose(self) -> ComposeResult:
        """Title, people, the keys."""
        with Box():
            yield Static("", markup=False, id="title")
            yield Static("", markup=False, id="people")
            yield Static("", markup=False, id="said")
            yield Static("", markup=False, id="foot")

    def begin(self) -> None:
        """Show the people; none is marked."""
        self.relabel()

    def relabel(self) -> None:
        """Say the frame in the other language; the people keep the one they were read in."""
        self.query_one("#title", Static).update(self.t(N_("Who is meant by “{text}”?"), text=self._typed))
        said = N_("A digit chooses · 0 none of them · Esc back")
        if self._more:
            said = N_("There are more: Esc, then type more. A digit chooses · 0 none of them")
        self.query_one("#foot", Static).update(self.t(said))
        self._show()

    def _show(self) -> None:
        wide = min(20, max(cell_len(one.name) for one in self._candidates))
        lines = [
            f"{self.t.marks.here if place == self._at else ' '} {place + 1} {set_cell_size(one.name, wide)}  {one.fact}"
            for place, one in enumerate(self._candidates)
        ]
        self.query_one("#people", Static).update("\n".join(lines))

    def action_mark(self, by: int) -> None:
        """Mark the next person."""
        self._at = max(0, min(len(self._candidates) - 1, self._at + by))
        self._show()

    def action_take(self) -> None:
        """Enter takes the marked person; without a mark it guesses nobody."""
        if self._at < 0:
            self.query_one("#said", Static).update(
                self.t(N_("Nobody is marked yet: press the digit of the person, or 0 for none of them."))
            )
        else:
            self.close_once(self._candidates[self._at].value)

    def action_pick(self, digit: int) -> None:
        """Choose by digit."""
        if digit == 0:
            self.close_once(NOBODY)
        elif digit <= len(self._candidates):
            self.close_once(self._candidates[digit - 1].value)
        else:
            self.query_one("#said", Static).update(
                self.t(N_("There is nobody on {digit}: press the digit of the person, or 0 for none of them."),
                       digit=digit)
            )  # fmt: skip

    def on_click(self, event: events.Click) -> None:
        """A click takes its line; one beside the box closes it."""
        if event.widget is self:
            self.close_once()
        elif (
            event.widget is self.query_one("#people")
            and (place := event.get_content_offset(event.widget))
            and place.y < len(self._candidates)
        ):
            self.close_once(self._candidates[place.y].value)
