"""Choosing one of many by digits, words or pinyin: code lists, officers, commands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from deskapp.domain.text import narrow
from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog
from deskapp.widgets.fields import Field
from deskapp.widgets.fields_text import TextField


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; its texts are already in the language of the screen."""

    value: str
    label: str
    note: str = ""
    other: str = ""
    """The label in the other language, by which it is found too."""


class _Wanted(TextField):
    """The field of the dialog; two digits in it close the dialog, so keys behind them must wait."""

    takes_text = False


class Choose(DeskDialog[str]):
    """A list with a field above: two digits, a word or pinyin narrow it, Enter takes the marked line."""

    DEFAULT_CSS = """
    Choose OptionList { height: auto; max-height: 16; border: none; background: $surface; padding: 0; }
    Choose OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    Choose OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """
    ABOUT = N_("Type two digits, a word or its pinyin; Up and Down move, Enter takes the marked line.")

    def __init__(self, title: str, choices: Sequence[Choice], *, numbered: bool = True) -> None:
        """`title` is English; `numbered` puts two digits before each choice, which take it at once."""
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._numbered = numbered
        self._keys: dict[str, str] = {}
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        with Vertical(classes="box"):
            yield Static(self.t(self._title), markup=False, id="title")
            yield _Wanted(
                hint=N_("two digits, a word or pinyin") if self._numbered else N_("a word or pinyin")
            )
            found = OptionList()
            found.can_focus = False
            yield found

    def begin(self) -> None:
        """Show everything, and learn the pinyin behind the first picture."""
        self._show("")
        self.query_one(TextField).focus()
        self.run_worker(self._learn())

    async def _learn(self) -> None:
        from deskapp.domain.pinyin import keys_of

        self._keys = await asyncio.to_thread(
            lambda: {choice.value: " ".join(keys_of(choice.label)) for choice in self._choices}
        )
        if self.is_mounted and not self._shut:
            self._show(self.query_one(TextField).value)

    def _show(self, said: str) -> None:
        wanted = narrow(said).casefold()
        self._shown = [choice for choice in self._choices if self._matches(choice, wanted)]
        listed = self.query_one(OptionList)
        listed.clear_options()
        for choice in self._shown:
            place = f"{self._choices.index(choice) + 1:02d} " if self._numbered else ""
            note = f"  {choice.note}" if choice.note else ""
            listed.add_option(Option(Content(f"{place}{choice.label}{note}")))
        if self._shown:
            listed.highlighted = 0

    def _matches(self, choice: Choice, wanted: str) -> bool:
        if not wanted:
            return True
        if self._numbered and wanted.isdigit():
            return f"{self._choices.index(choice) + 1:02d}".startswith(wanted)
        texts = (choice.label, choice.other, choice.value, choice.note)
        if any(wanted in narrow(text).casefold() for text in texts):
            return True
        return any(key.startswith(wanted) for key in self._keys.get(choice.value, "").split())

    def on_input_changed(self, event: TextField.Changed) -> None:
        """Narrow the list; two digits take their line at once."""
        said = narrow(event.value)
        if self._numbered and len(said) == 2 and said.isdigit() and 0 < int(said) <= len(self._choices):
            self.close_once(self._choices[int(said) - 1].value)
            return
        self._show(event.value)

    def on_field_next(self, event: Field.Next) -> None:
        """Enter takes the marked line, Down goes on."""
        event.stop()
        listed = self.query_one(OptionList)
        if event.key == "down":
            listed.action_cursor_down()
        elif listed.highlighted is not None and self._shown:
            self.close_once(self._shown[listed.highlighted].value)

    def on_field_previous(self, event: Field.Previous) -> None:
        """Up goes back."""
        event.stop()
        self.query_one(OptionList).action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes its line."""
        self.close_once(self._shown[event.option_index].value)

    def relabel(self) -> None:
        """Say the title in the other language; the choices keep the one they were made in."""
        self.query_one("#title", Static).update(self.t(self._title))

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.close_once()
