"""The page of stock phrases: typed, ordered, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain import phrases
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column
from deskapp.domain.phrases import StockPhrase, kept, read_phrases
from deskapp.domain.request_card import Line
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, MOVE, MOVE_UP, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec

OUT = Binding("delete", "out", N_("Take out"), key_display="Del")


class PhrasesScreen(PartsScreen):
    """Sentences that are written every day."""

    NAME = N_("Phrases")
    ABOUT = N_(
        "Sentences that Ctrl+W puts into a text; the first nine by one digit. Enter changes one or, on the last "
        "row, adds one; Ctrl+Up and Ctrl+Down move it, Delete takes it out."
    )
    KEYS = (keys.BACK, CHANGE, MOVE, OUT, keys.HELP, keys.LANGUAGE, keys.UNDO)
    BINDINGS: ClassVar[list[BindingType]] = [MOVE, MOVE_UP, OUT]
    ADD = N_("Add a phrase")
    ONE: ClassVar[str] = N_("Phrase")
    """What one is called."""

    def read(self) -> tuple[StockPhrase, ...]:
        """The phrases of the room."""
        return read_phrases(self.text)

    def kept(self, found: tuple[StockPhrase, ...]) -> str:
        """The phrases as text."""
        return kept(found)

    def checked(self, text: str, name: str) -> StockPhrase:
        """A phrase as typed. Raises DeskError."""
        return phrases.checked(text, name)

    def said(self) -> Sequence[str]:
        """What is told after a change, an addition, a move, a removal."""
        return (
            N_("The phrase is changed"), N_("The phrase is added"), N_("The phrase is moved"),
            N_("The phrase is taken out"),
        )  # fmt: skip

    @property
    def _phrases(self) -> tuple[StockPhrase, ...]:
        return self.read()

    def parts(self) -> Sequence[str]:
        """The sentences as they are kept."""
        return [one.text for one in self._phrases]

    def _at(self, part: str) -> int:
        found = [one.text for one in self._phrases]
        if part not in found:
            raise DeskError(
                N_("This phrase was taken out or changed meanwhile: look again. What you typed is kept.")
            )
        return found.index(part)

    def columns(self) -> Sequence[Column]:
        """Place, short name, sentence."""
        return (
            Column("key", N_("Key"), 4),
            Column("name", N_("Short name"), 12, min_screen=50),
            Column("text", self.ONE),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """The sentence on one line."""
        at = self._at(part)
        one = self._phrases[at]
        return (str(at + 1), one.title(self.t), one_line(one.say(self.t))), ""

    def card(self, part: str) -> Sequence[Line]:
        """The whole sentence."""
        return [Line(self.t(self.ONE), self._phrases[self._at(part)].say(self.t))]

    def card_title(self, part: str) -> str:
        """Its short name, or that it is a phrase."""
        return self._phrases[self._at(part)].title(self.t) or self.t(self.ONE)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """Short name and sentence."""
        return (
            FieldSpec("name", N_("Short name"), "text", limit=phrases.NAME_LIMIT, hint=N_("may stay empty")),
            FieldSpec("text", self.ONE, "long", True, phrases.TEXT_LIMIT, submits=True),
        )

    def preset(self, part: str) -> Mapping[str, str]:
        """As it stands."""
        if not part:
            return {}
        one = self._phrases[self._at(part)]
        return {"name": one.title(self.t), "text": one.say(self.t)}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Changed or added."""
        new = self.checked(given["text"], given["name"])
        if not part:
            return Changed(self.kept(phrases.add(self._phrases, new)), self.t(self.said()[1]), go_to=new.text)
        at = self._at(part)
        was = self._phrases[at]
        if (new.text, new.name) == (was.say(self.t), was.title(self.t)):
            new = was  # untouched, it goes on following the language
        return Changed(
            self.kept(phrases.change(self._phrases, at, new)), self.t(self.said()[0]), go_to=new.text
        )

    def moved(self, part: str, by: int) -> Changed:
        """One place on."""
        at = self._at(part)
        return Changed(self.kept(phrases.move(self._phrases, at, at + by)), self.t(self.said()[2]))

    def action_out(self) -> None:
        """Delete: take it out; Ctrl+Z brings it back."""
        if part := self.part:
            self._try(lambda: self._out(part))

    def _out(self, part: str) -> Changed:
        found = phrases.take_out(self._phrases, self._at(part))
        return Changed(self.kept(found), self.t(self.said()[3]))
