"""The page of the templates of sentences: typed, ordered, taken out."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain import sentences
from deskapp.domain.phrases import StockPhrase
from deskapp.domain.words import N_
from deskapp.screens.settings.phrases import PhrasesScreen


class TemplatesScreen(PhrasesScreen):
    """What the station publishes of its figures."""

    NAME = N_("Templates of sentences")
    ABOUT = N_(
        "Sentences with the names of figures in braces, like {settle_rate}: the card of a figure says its name. Behind "
        "a colon stands how it is printed: floor rounds down (余), wan does so in ten thousands (万余), parts gives "
        "n/N. Enter changes one or, on the last row, adds one; Ctrl+Up and Ctrl+Down move it, Delete takes it out."
    )
    ADD = N_("Add a sentence")
    ONE = N_("Sentence")

    def read(self) -> tuple[StockPhrase, ...]:
        """The templates of the room."""
        return sentences.read_sentences(self.text)

    def kept(self, found: tuple[StockPhrase, ...]) -> str:
        """The templates as text."""
        return sentences.kept(found)

    def checked(self, text: str, name: str) -> StockPhrase:
        """A template as typed. Raises DeskError."""
        return sentences.checked(text, name)

    def said(self) -> Sequence[str]:
        """What is told after a change, an addition, a move, a removal."""
        return (
            N_("The sentence is changed"), N_("The sentence is added"), N_("The sentence is moved"),
            N_("The sentence is taken out"),
        )  # fmt: skip
