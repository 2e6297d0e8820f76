"""Refusals that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from deskapp.domain.words import Words

LONGEST = 1000
"""Characters that one part of a refusal has at most."""


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    NOT_FOUND = 3
    BUSY = 4
    PRINTER = 5


class DeskError(Exception):
    """A refusal with a sentence: what happened, what is kept, what to press.

    `text` is an English sentence of the catalogue; `params` fill its braces when it is shown.
    """

    def __init__(self, text: str, /, code: Exit = Exit.REFUSED, field: str = "", **params: object) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.field = field
        """The form field that the sentence is about, or empty."""
        self.params = params

    def say(self, t: Words) -> str:
        """The sentence in the language of `t`."""
        return t(self.text, **{name: _short(value) for name, value in self.params.items()})

    def __str__(self) -> str:
        return self.say(Words.plain())


def _short(value: object) -> object:
    """What was typed, as far as a sentence needs it: who pasted a book is not to read it again."""
    return value[:LONGEST] + "…" if isinstance(value, str) and len(value) > LONGEST else value


class MovedError(DeskError):
    """A refusal because another window was first: what is written is no longer what the person saw."""


@contextmanager
def about(field: str) -> Iterator[None]:
    """Let a refusal inside that names no field be about `field`."""
    try:
        yield
    except DeskError as error:
        error.field = error.field or field
        raise
