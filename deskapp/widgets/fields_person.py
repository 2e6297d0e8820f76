"""The field for a person: a name, or the start of a search whose hits stand below while one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.timer import Timer
from textual.widgets import Static

from deskapp.domain.text import narrow
from deskapp.domain.words import N_
from deskapp.widgets.fields import Field, FieldMessage
from deskapp.widgets.fields_text import TextField

SHOWN = 4
"""Candidates below the field."""

SOON = 0.08
"""Seconds after a change until the candidates are looked for; those that follow meanwhile go with it."""

_LETTERS = re.compile(r"[a-zü']+(?: [a-zü']+)*$|[A-Z']+(?: [A-Z']+)*$")
_DIGITS = re.compile(r"[0-9]{3}[0-9Xx]")

NO_HIT = N_(
    "No card has a number that ends in {typed}: it stands as the name now. Shift+Tab goes back to it."
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be meant; the texts are in the language of the screen."""

    value: str
    """The number of the card."""
    name: str
    fact: str
    """What tells people of one name apart."""
    rank: int = 0
    """How well it fits, 0 best; equals cannot be told apart by what was typed."""
    literal: bool = False
    """Whether the name is just what was typed."""


Seek = Callable[[str], Sequence[Candidate]]
"""Gives the candidates for a text, the best first."""


def is_search(text: str) -> bool:
    """Whether a text looks for somebody rather than names one: digits, or letters all small or all capital."""
    return bool(_DIGITS.search(narrow(text)) or _LETTERS.match(text.strip()))


class CandidateList(Static):
    """The candidates below the field; it lies over the lines there and moves none."""

    DEFAULT_CSS = """
    CandidateList {
        overlay: screen; constrain: none inside; display: none; height: auto; width: 100%;
        background: $boost; color: $foreground;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, field: PersonField) -> None:
        super().__init__(markup=False)
        self._field = field

    def on_click(self, event: events.Click) -> None:
        """A click takes its line."""
        event.stop()
        self._field.take_line(event.y)


class PersonField(TextField):
    """A line of text with candidates; Enter takes the one that is meant beyond doubt, else asks or goes on."""

    kind = "person"

    class Chosen(FieldMessage):
        """A person was chosen: the owner fills in what is known."""

        def __init__(self, field: Field, value: str) -> None:
            super().__init__(field)
            self.value = value

    class Asked(FieldMessage):
        """Several people fit equally well: the owner asks which one is meant."""

        def __init__(self, field: Field, candidates: Sequence[Candidate]) -> None:
            super().__init__(field)
            self.candidates = tuple(candidates)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seek: Seek = lambda text: ()
        self.listed = CandidateList(self)
        self._found: tuple[Candidate, ...] = ()
        self._at = -1
        self._due: Timer | None = None
        self._mark = ""

    @property
    def mark(self) -> str:
        """What stands beside the field: that the person is known."""
        return self._mark

    @mark.setter
    def mark(self, mark: str) -> None:
        if mark != self._mark:
            self._mark = mark
            self.post_message(self.Marked(self))

    def fill(self, value: str, *, proposed: bool = False) -> None:
        """Put `value` in, as the program does; nobody is looked for."""
        super().fill(value, proposed=proposed)
        self.hide()

    def edited(self) -> None:
        """Look for candidates soon."""
        super().edited()
        self._at = -1
        if self._due is None:
            self._due = self.set_timer(SOON, self._look)

    def relabel(self) -> None:
        """Say hint and candidates in the other language."""
        super().relabel()
        if self._found:
            self._look()

    # -- the candidates

    def _look(self) -> None:
        self._stop()
        found = self.seek(self.value_clean) if self.has_focus and self.value_clean else ()
        self._show(tuple(found)[:SHOWN])

    def _stop(self) -> None:
        if self._due is not None:
            self._due.stop()
            self._due = None

    def _show(self, found: tuple[Candidate, ...]) -> None:
        self._found = found
        self.listed.display = bool(found)
        if found:
            self.listed.update(self._text(found))

    def hide(self) -> None:
        """Take the candidates away."""
        self._stop()
        self._at = -1
        self._show(())

    def _text(self, found: Sequence[Candidate]) -> Text:
        wide = min(20, max(cell_len(one.name) for one in found))
        text = Text(no_wrap=True, overflow="ellipsis")
        for place, one in enumerate(found):
            mark = self.t.marks.here if place == self._at else " "
            line = f"{mark} {set_cell_size(one.name, wide)}  {one.fact}"
            text.append(("\n" if place else "") + line, "bold reverse" if place == self._at else "")
        return text

    def take_line(self, place: int) -> None:
        """Choose the candidate on a line of the list."""
        if 0 <= place < len(self._found):
            self._take(self._found[place])

    def _take(self, one: Candidate) -> None:
        self.hide()
        self.post_message(self.Chosen(self, one.value))

    # -- keys

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up"):
            if self._due is not None:
                self._look()
            at = self._at + (1 if event.key == "down" else -1)
            if not self._found or not -1 <= at < len(self._found):
                return
            self._at = at
            self._show(self._found)
        elif event.key != "enter" or not self._decides():
            return
        event.stop()
        event.prevent_default()

    def _decides(self) -> bool:
        """Enter: take the marked candidate, or the one that a search finds; False where the field is just left."""
        if 0 <= self._at < len(self._found):
            self._take(self._found[self._at])
            return True
        text = self.value_clean
        if not self.touched or not is_search(text):
            return False
        found = tuple(self.seek(text))
        if any(one.literal for one in found):
            return False
        if not found:
            if _DIGITS.search(narrow(text)):
                self.say(NO_HIT, typed=text)
            return False
        best = [one for one in found if one.rank == found[0].rank]
        if len(best) == 1:
            self._take(best[0])
        else:
            self.hide()
            self.post_message(self.Asked(self, best))
        return True

    def _on_blur(self, _event: events.Blur) -> None:
        if self.app.app_focus:
            self.hide()
