"""What every widget of the desk shares: the words of the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from deskapp.domain.words import Words

if TYPE_CHECKING:
    from textual.message import Message


class HasWords(Protocol):
    """An app that knows its language."""

    words: Words


class Worded:
    """Mixin: `self.t` says a text in the language of the app."""

    @property
    def t(self) -> Words:
        """The words in use now; it changes when the language is switched."""
        return cast(HasWords, self.app).words  # type: ignore[attr-defined]

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; what the app can put into words (a file held busy) does not end the desk."""
        try:
            await super()._dispatch_message(message)  # type: ignore[misc]
        except Exception as error:
            survives = getattr(self.app, "survives", None)  # type: ignore[attr-defined]
            if survives is None or not survives(error):
                raise

    def relabel(self) -> None:
        """Say every text again after the language changed."""
