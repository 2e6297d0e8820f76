"""What every widget of the desk shares: the words of the language in use."""

from __future__ import annotations

from typing import Protocol, cast

from deskapp.domain.words import Words

class HasWords(Protocol):
    """An app that knows its language."""

    words: Words


class Worded:
    """Mixin: `self.t` says a text in the language of the app."""

    @property
    def t(self) -> Words:
        """The words in use now; it changes when the language is switched."""
        return cast(HasWords, self.app).words  # type: ignore[attr-defined]

    def relabel(self) -> None:
        """Say every text again after the language changed."""
