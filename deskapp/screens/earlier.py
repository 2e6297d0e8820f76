"""The box of earlier matters: one of them is opened, merged into or chosen as the target of a merge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from deskapp.domain import repeat_lines
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Step
from deskapp.domain.repeats import Earlier
from deskapp.domain.request import Request
from deskapp.domain.request_link import refuse_link
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog
from deskapp.screens.steps import StepDialog
from deskapp.widgets.box import Box
from deskapp.widgets.form import Form
from deskapp.widgets.list_line import fit

TALL = 32
"""From this height on each has two lines in the box."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done with an earlier matter."""

    number: str
    link: bool
    """True to merge the new one into it, False to open it."""


class EarlierDialog(DeskDialog[Chosen]):
    """Up to ten earlier matters, each on its digit; then what to do with the chosen one."""

    DEFAULT_CSS = """
    EarlierDialog OptionList { height: auto; border: none; background: $surface; padding: 0; }
    EarlierDialog OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    EarlierDialog OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """
    NAME = N_("Earlier matters")
    MORE_KEYS = (
        ("1–9 · 0", N_("take that one; 0 is the tenth")),
        ("1", N_("open it; the form stays as it is")),
        ("2", N_("save the new one and merge it into this one")),
    )
    ABOUT = N_(
        "What the desk has had to do with this person, this place or this matter. A digit takes one; then 1 "
        "opens it and 2 saves the new request and merges it into that one. Ctrl+Z takes both back at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys.digit(number), f"pick({number})", show=False) for number in range(10)),
        Binding("up", "move(-1)", N_("Up"), show=False),
        Binding("down", "move(1)", N_("Down"), show=False),
        Binding("enter", "take", N_("Take it"), show=False),
    ]

    def __init__(self, found: Earlier, *, choose: bool = False) -> None:
        """With `choose` a digit alone chooses, and nothing is opened."""
        super().__init__()
        self._found = found
        self._choose = choose
        self._taken = -1
        """The place of the matter that was taken; -1 before."""

    def compose(self) -> ComposeResult:
        """Title, list, what was said."""
        listed = OptionList()
        listed.can_focus = False
        with Box():
            yield Static(self._title(), markup=False, id="title")
            yield listed
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def begin(self) -> None:
        """Show them."""
        self._show()

    def _title(self) -> str:
        if self._taken >= 0:
            return (
                self._number
                + "  "
                + repeat_lines.tie_words(self._found.matters[self._taken].tie, self.view())
            )
        return repeat_lines.headline(self._found, self.view())

    def _foot(self) -> str:
        if self._choose:
            return self.t(N_("Digit or Enter chooses · Esc back"))
        return self.t(
            N_("1 opens · 2 merges · Esc back") if self._taken >= 0 else N_("Digit or Enter takes · Esc back")
        )

    @property
    def _number(self) -> str:
        return self._found.matters[self._taken].request.number

    def _lines(self) -> Iterable[str]:
        if self._taken >= 0:
            yield " 1  " + self.t(N_("Open it; what is typed stays"))
            yield " 2  " + self.t(N_("Save the new one and merge it into {number}"), number=self._number)
            return
        view = self.view()
        gap = "\n    " if self.size.height >= TALL else "  "
        for place, one in enumerate(self._found.matters, 1):
            yield f" {place % 10}  " + gap.join(repeat_lines.entry(one, view))

    def _show(self) -> None:
        listed = self.query_one(OptionList)
        room = max(20, min(80, self.size.width) - 6)
        around = 6  # the border, the title with its gap, what was said, the foot
        listed.styles.max_height = max(3, int(self.size.height * 0.92) - around)
        listed.clear_options()
        for line in self._lines():
            cut = [
                fit(part, room, marks=self.t.marks) if cell_len(part) > room else part
                for part in line.split("\n")
            ]
            listed.add_option(Option(Content("\n".join(cut))))
        listed.highlighted = 0
        self.query_one("#title", Static).update(self._title())
        self.query_one("#foot", Static).update(self._foot())
        self.query_one("#said", Static).update("")

    def action_move(self, by: int) -> None:
        """Move the mark."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_take(self) -> None:
        """Take the marked line."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self._take(marked)

    def action_pick(self, digit: int) -> None:
        """Take the line of a digit."""
        self._take((digit or 10) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes its line."""
        self._take(event.option_index)

    def _take(self, place: int) -> None:
        if self._taken < 0 and place < len(self._found.matters):
            self._taken = place
            if self._choose:
                self.close_once(Chosen(self._number, link=True))
            else:
                self._show()
        elif self._taken >= 0 and place == 0:
            self.close_once(Chosen(self._number, link=False))
        elif self._taken >= 0 and place == 1:
            self._link()

    def _link(self) -> None:
        try:
            refuse_link(self._found.matters[self._taken].request)
        except DeskError as error:
            self.query_one("#said", Static).update(error.say(self.t))
        else:
            self.close_once(Chosen(self._number, link=True))

    def action_back(self) -> None:
        """One step back: to the list, then to the form."""
        if self._taken >= 0:
            self._taken = -1
            self._show()
        else:
            self.close_once()

    def on_resize(self, _event: events.Resize) -> None:
        """Cut the lines for the new width."""
        if self.ready:
            self._show()

    def relabel(self) -> None:
        """Say all of it again in the other language."""
        self._show()


class MergeStepDialog(StepDialog):
    """The step “merge”, which knows the earlier matters: Ctrl+L lets one be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.EARLIER]
    MERGE = "merge"
    """The code of the step."""

    def __init__(
        self, request: Request, step: Step, save: Callable[[StepDialog, dict[str, str]], None], found: Earlier,
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """`found` are the matters that could take this one in."""
        super().__init__(request, step, save, draft)
        self._found = found

    def begin(self) -> None:
        """Say which one would be proposed."""
        super().begin()
        if self._found:
            first = self._found.matters[0].request.number
            self.said(self.t(N_("Ctrl+L chooses from {count} earlier matters, {number} first"),
                             count=len(self._found.matters), number=first))  # fmt: skip

    def action_earlier(self) -> None:
        """Ctrl+L: choose one of the earlier matters."""
        if not self._found:
            self.said(
                self.t(
                    N_("Nothing earlier is known of this person, this place or this matter: type a number.")
                )
            )
            return

        def chosen(one: Chosen | None) -> None:
            if one is not None:
                self.query_one(Form).choose("into", one.number)

        self.app.push_screen(EarlierDialog(self._found, choose=True), chosen)
