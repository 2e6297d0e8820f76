"""What opened teams, equipment and areas share: the facts, a list beside them, steps on their digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Sorting, Source
from deskapp.domain.machine import Bar
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import Recorded
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList
from deskapp.widgets.stepbar import StepBar

ThingT = TypeVar("ThingT", bound=Recorded)


class ThingScreen(OpenedScreen[ThingT]):
    """A record of a small register with a list that belongs to it."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("thing.tcss")
    """As a whole path: a page of whatever folder finds it."""
    EMPTY_LIST = ""
    """The English sentence of the empty list."""
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("1–9", N_("take the step that stands there")),)
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.FIND, keys.PERSON, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "scroll(-3)", N_("Scroll the facts up"), show=False),
        Binding("right", "scroll(3)", N_("Scroll the facts down"), show=False),
    ]

    sorting: Sorting
    """By what the list is sorted; a register says how it begins."""

    def source(self, record: ThingT) -> Source:
        """The rows of the list."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The facts, the list and the steps."""
        yield Horizontal(
            VerticalScroll(Card(id="facts"), id="left", can_focus=False),
            RecordList(empty=self.EMPTY_LIST, markable=False, id="right"),
            id="work",
        )
        yield StepBar()

    @property
    def listed(self) -> RecordList:
        """The list."""
        return self.query_one("#right", RecordList)

    def on_record_list_sort_asked(self, message: RecordList.SortAsked) -> None:
        """A click on a column's label."""
        self.sorting = self.sorting.pressed(message.column)
        self.reload()

    def begin(self) -> None:
        """Show the record, with the keys in its list."""
        super().begin()
        self.listed.focus()

    def reload(self) -> None:
        """Read record and list again."""
        super().reload()
        if (record := self.record()) is not None:
            self.listed.sorting = self.sorting
            self.listed.set_source(self.source(record))

    def offered(self, record: ThingT, against: Mapping[str, Bar] | None = None) -> dict[int, str]:
        """The steps of the state; there is no log of entries."""
        return {digit: label for digit, label in super().offered(record, against).items() if digit}

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.listed.action_open()

    def action_scroll(self, by: int) -> None:
        """Move the facts."""
        self.query_one("#left").scroll_relative(y=by, animate=False, immediate=True)

    def action_step(self, digit: int) -> None:
        """Take the step of a digit."""
        if digit == 0:
            self.host.tell(N_("There is no step on {digit}. The steps stand below."), tone="bad", digit=digit)
        else:
            super().action_step(digit)

    def note(self, kind: str, text: str) -> None:
        """There is no log of entries here."""
        raise DeskError(N_("Nothing is noted here: take one of the steps below."))

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Corrections are a step here."""
        raise DeskError(N_("Nothing is corrected this way: take one of the steps below."))

    def refuse_final(self, record: ThingT) -> None:
        """Corrections are a step here, where there are any."""
        raise DeskError(N_("Nothing is corrected this way: take one of the steps below."))

    def correct_dialog(self, record: ThingT, draft: Draft | None = None) -> CorrectDialog:
        """There is none."""
        raise NotImplementedError
