"""Choosing one of many by digits, words or pinyin: code lists, officers, commands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from deskapp import locales
from deskapp.domain.codes import CodeList
from deskapp.domain.pinyin import Sounds, begins, sounds_of, within
from deskapp.domain.text import narrow
from deskapp.domain.words import N_, Words
from deskapp.screens.base import DeskDialog, Ready
from deskapp.widgets.box import Box
from deskapp.widgets.fields import Field
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.form import Form
from deskapp.widgets.list_line import fit


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; its texts are already in the language of the screen."""

    value: str
    label: str
    note: str = ""
    other: str = ""
    """The label in English, by which it is found too, whatever the language of the screen."""
    meaning: str = ""
    """What it does, in English; shown after the note, and found by its words too."""


def choices_of(codes: CodeList, t: Words) -> list[Choice]:
    """What of a code list can be chosen in this room; each is found by the name of the program, too."""
    return [Choice(entry.code, entry.say(t), t(entry.group), entry.label) for entry in codes.offered(t)]


@dataclass(frozen=True, slots=True)
class _Known:
    """By what a choice is found, in both languages."""

    names: tuple[str, ...]
    """The labels and the note."""
    meanings: tuple[str, ...]
    sounds: tuple[Sounds, ...] = ()
    meaning_sounds: tuple[Sounds, ...] = ()

    def rank(self, wanted: str) -> int | None:
        """How well `wanted` fits, 0 best; None where it does not fit."""
        spelt = wanted.replace(" ", "").replace("'", "")
        if any(name.startswith(wanted) for name in self.names) or any(
            begins(spelt, one) for one in self.sounds
        ):
            return 0
        if any(wanted in name for name in self.names) or any(within(spelt, one) for one in self.sounds):
            return 1
        if any(wanted in text for text in self.meanings):
            return 2
        if len(spelt) > 1 and any(within(spelt, one) for one in self.meaning_sounds):
            return 3
        return None


def ask_all(screen: Ready, message: Form.AskAll) -> None:
    """Show the full list of a field of choices, and put what is chosen into it."""
    form, t = message.form, screen.t
    spec = next((one for one in form.specs if one.name == message.field), None)
    if spec is None:
        return
    choices = (
        choices_of(spec.codes, t)
        if spec.codes is not None
        else [Choice(option.code, option.say(t), other=option.label) for option in spec.options if option.on]
    )

    def chosen(code: str | None) -> None:
        if code:
            form.choose(message.field, code)

    if choices:  # more than two digits can tell are found by their words alone
        listed = Choose(
            spec.codes.label if spec.codes is not None else spec.label,
            choices,
            numbered=len(choices) < _BY_TWO,
        )
        screen.app.push_screen(listed, chosen)  # type: ignore[attr-defined]


_BY_DIGIT, _BY_TWO = 9, 100
_WIDE, _FRAME = 80, 5
"""Cells of the widest box, and those that its frame and its scroll bar take."""
_NAME = 16
"""Characters up to which a text is a name, not a sentence."""


class _Wanted(TextField):
    """The field of the dialog; two digits in it close the dialog, so keys behind them must wait."""

    takes_text = False


class Choose(DeskDialog[str]):
    """A list with a field above: two digits, a word or pinyin narrow it, Enter takes the marked line."""

    DEFAULT_CSS = """
    Choose OptionList { height: auto; max-height: 75vh; border: none; background: $surface; padding: 0; }
    Choose #none { color: $text-muted; display: none; }
    Choose.-none #none { display: block; }
    Choose.-none OptionList { display: none; }
    Choose OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    Choose OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """
    NAME = N_("Choosing from a list")
    MORE_KEYS = (
        ("00–99", N_("take the line with these two digits")),
        ("↑ · ↓", N_("move the mark")),
        ("Enter", N_("take the marked line")),
    )
    ABOUT = N_("Type two digits, a word or its pinyin; Up and Down move, Enter takes the marked line.")

    def __init__(
        self, title: str, choices: Sequence[Choice], *, numbered: bool = True, direct: bool = False
    ) -> None:
        """`title` is English; `numbered` puts two digits before each choice, which take it at once.

        With `direct` one digit does where there are nine choices or fewer.
        """
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._numbered = numbered
        self._digits = 1 if direct and len(self._choices) <= _BY_DIGIT else 2
        self._known: dict[str, _Known] = {}
        self._learnt = False
        self._waits: AbstractContextManager[None] | None = None
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        with Box():
            yield Static(self.t(self._title), markup=False, id="title")
            yield _Wanted(hint=self._hint())
            found = OptionList()
            found.can_focus = False
            yield found
            yield Static(self._nothing(), markup=False, id="none")
            yield from self.more()

    def more(self) -> ComposeResult:
        """What stands below the list."""
        yield from ()

    def _nothing(self) -> str:
        return self.t(N_("Nothing here fits that. Backspace takes a character away, Esc goes back."))

    def _hint(self) -> str:
        if not self._numbered:
            return N_("a word or pinyin")
        if self._digits == 1:
            return N_("a digit, a word or pinyin")
        return N_("two digits, a word or pinyin")

    def begin(self) -> None:
        """Show everything, and learn the other language and the pinyin behind the first picture."""
        self._known = {choice.value: self._names(choice) for choice in self._choices}
        self._show("")
        self.query_one(TextField).focus()
        self.run_worker(self._learn())

    def _names(self, choice: Choice, chinese: Words | None = None) -> _Known:
        """What a choice is found by; with `chinese` the Chinese texts and their sounds too."""
        names = [choice.label, choice.other, choice.note, choice.value if self._numbered else ""]
        meanings = [choice.meaning, self.t(choice.meaning)]
        if chinese is None:
            return _Known(_folded(names), _folded(meanings))
        names += [chinese(choice.other or choice.label)]
        meanings += [chinese(choice.meaning)]
        return _Known(
            _folded(names),
            _folded(meanings),
            # Rare readings in a whole sentence would find everything.
            tuple(
                sounds_of(text, every=len(text) <= _NAME)
                for text in dict.fromkeys(names)
                if not text.isascii()
            ),
            tuple(sounds_of(text, every=False) for text in dict.fromkeys(meanings) if not text.isascii()),
        )

    async def _learn(self) -> None:
        def learn() -> dict[str, _Known]:
            chinese = locales.load("zh")
            return {choice.value: self._names(choice, chinese) for choice in self._choices}

        try:
            self._known = await asyncio.to_thread(learn)
            # Nothing is found differently while nothing is typed: the mark may have been moved already.
            if self.is_mounted and not self._shut and (typed := self.query_one(TextField).value):
                self._show(typed)
        finally:
            self._learnt = True
            self._release()

    def _release(self) -> None:
        if self._waits is not None:
            self._waits.__exit__(None, None, None)
            self._waits = None

    def on_unmount(self) -> None:
        """Let the keys go on where the box closes early."""
        self._release()

    def _show(self, said: str) -> None:
        wanted = narrow(said).casefold().strip()
        ranked = [(self._rank(choice, wanted), choice) for choice in self._choices]
        fitting = [(rank, choice) for rank, choice in ranked if rank is not None]
        self._shown = [choice for _, choice in sorted(fitting, key=lambda one: one[0])]
        listed = self.query_one(OptionList)
        listed.clear_options()
        for choice in self._shown:
            listed.add_option(Option(Content(self._line(choice))))
        self.set_class(not self._shown, "-none")
        if self._shown:
            listed.highlighted = 0

    def on_resize(self, event: events.Resize) -> None:
        """Each command keeps to its line."""
        super().on_resize(event)
        if self._known and any(choice.meaning for choice in self._choices):
            listed = self.query_one(OptionList)
            marked = listed.highlighted
            self._show(self.query_one(TextField).value)
            listed.highlighted = marked

    def _width(self) -> int:
        return min(self.app.size.width, _WIDE) - _FRAME

    def _line(self, choice: Choice) -> str:
        if any(one.meaning for one in self._choices):
            wide = max(cell_len(one.label) for one in self._choices)
            keys = max(cell_len(one.note) for one in self._choices)
            line = set_cell_size(choice.label, wide) + "  " + set_cell_size(choice.note, keys)
            return fit(f"{line}  {self.t(choice.meaning)}", self._width(), marks=self.t.marks).rstrip()
        place = f"{self._choices.index(choice) + 1:0{self._digits}d} " if self._numbered else ""
        return f"{place}{choice.label}" + (f"  {choice.note}" if choice.note else "")

    def _rank(self, choice: Choice, wanted: str) -> int | None:
        if not wanted:
            return 0
        if self._numbered and wanted.isdigit():
            return 0 if f"{self._choices.index(choice) + 1:0{self._digits}d}".startswith(wanted) else None
        return self._known[choice.value].rank(wanted)

    def on_field_edited(self, event: Field.Edited) -> None:
        """Narrow the list; two digits take their line at once."""
        event.stop()
        text = self.query_one(TextField).value
        said = narrow(text)
        if (
            self._numbered
            and len(said) == self._digits
            and said.isdigit()
            and 0 < int(said) <= len(self._choices)
        ):
            self.close_once(self._choices[int(said) - 1].value)
            return
        if said and not self._learnt and self._waits is None:  # the next key waits until the sounds are known
            self._waits = self.host.typeahead.hold()
            self._waits.__enter__()
        self._show(text)

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
        self.query_one("#none", Static).update(self._nothing())

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.close_once()


def _folded(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(narrow(text).casefold() for text in texts if text))
