"""Words: English is the source language, a catalogue turns it into the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deskapp.domain.marks import SHAPES, Marks

if TYPE_CHECKING:
    from deskapp.domain.codes import CodeList

LANGUAGES = ("zh", "en")


def N_(text: str) -> str:  # noqa: N802 - the name that catalogue tools know
    """Mark `text` for the catalogue; it is translated when it is shown."""
    return text


class Term(str):
    """A parameter that is itself a text of the catalogue: it is translated with the sentence around it."""

    __slots__ = ()


class Told:
    """A parameter that says itself in the language of the sentence around it."""

    __slots__ = ()

    def say(self, t: Words) -> str:
        """What stands in the sentence."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Way(Told):
    """The next step of a refusal: a key where there are keys, a command where there are commands."""

    keys: str
    """In English: what is pressed, and where."""
    command: str
    """As it is typed behind the prompt."""

    def say(self, t: Words) -> str:
        """The key, or the command."""
        return self.command if t.at_prompt else t(self.keys)


@dataclass(frozen=True, slots=True)
class Words:
    """A callable that says an English text in `language`."""

    language: str = "en"
    catalogue: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = SHAPES
    """The signs that stand beside the words."""
    local: Mapping[str, CodeList] = field(default_factory=dict)
    """The code lists that this room changed, as it keeps them, by the name of the list."""
    at_prompt: bool = False
    """Whether a command is answered: then the next step is a command too."""

    @classmethod
    def plain(cls) -> Words:
        """The source language itself."""
        return cls()

    def __call__(self, text: str, /, **params: object) -> str:
        """Translate `text`, then put `params` in its braces, as they are save for a `Term`."""
        said = self.catalogue.get(text, text) if text else ""
        if not params:
            return said
        return said.format(**{name: self._said(value) for name, value in params.items()})

    def _said(self, value: object) -> object:
        if isinstance(value, Told):
            return value.say(self)
        return self(value) if isinstance(value, Term) else value
