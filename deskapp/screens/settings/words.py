"""The page of the words by which a category is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.word_table import TEXT_LIMIT, changed, read_own, words_of
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec


class WordsScreen(PartsScreen):
    """For each category the words that speak for it."""

    NAME = N_("Words for guessing")
    ABOUT = N_(
        "By these words the desk guesses what a text is about. Enter changes those of the category under the "
        "cursor: a word alone weighs 1, loud*2 weighs 2, dog+lost counts where both are said. The word default brings "
        "back those of the program."
    )
    KEYS = (keys.BACK, CHANGE, keys.HELP, keys.LANGUAGE, keys.UNDO)

    def parts(self) -> Sequence[str]:
        """The categories that are offered."""
        return [entry.code for entry in CATEGORY.offered(self.t)]

    def columns(self) -> Sequence[Column]:
        """Category, whose words, the words."""
        return (
            Column("label", N_("Category"), 16),
            Column("state", N_("State"), 12, min_screen=70),
            Column("words", N_("Words")),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """The first of its words."""
        state = self.t(N_("of this room")) if part in read_own(self.text) else ""
        return (CATEGORY.label_of(part, self.t), state, words_of(self.text, part)[:200]), ""

    def card(self, part: str) -> Sequence[Line]:
        """All its words."""
        return [Line(self.t(N_("Words")), words_of(self.text, part))]

    def card_title(self, part: str) -> str:
        """The category."""
        return CATEGORY.label_of(part, self.t)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """The words in one text."""
        hint = N_("words with spaces between; default brings back the program's")
        return (FieldSpec("words", N_("Words"), "long", limit=TEXT_LIMIT, hint=hint, submits=True),)

    def preset(self, part: str) -> Mapping[str, str]:
        """The words as they stand."""
        return {"words": words_of(self.text, part)}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Other words."""
        text = changed(self.text, part, given["words"])
        return Changed(text, self.t(N_("{label}: other words"), label=self.card_title(part)))
