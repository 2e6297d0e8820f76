"""Ctrl+W: a stock phrase of the room goes into the text where the caret stands."""

from __future__ import annotations

from textual.app import App

from deskapp.domain.phrases import read_phrases
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.drafting import Drafting
from deskapp.widgets.fields_long import LongField
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.list_line import fit

_BESIDE = 22
"""Cells of the box that number, short name and frame take."""


def field_of(app: App[None]) -> TextField | LongField | None:
    """The field that takes a phrase now: a text of a form that is saved, not a filter, a name or a number."""
    field = app.focused
    if issubclass(type(app.screen), Drafting) and isinstance(field, TextField | LongField):
        return field if field.kind in ("text", "long") else None
    return None


def choices(kept: str, width: int, t: Words) -> list[Choice]:
    """The phrases as they stand in the box."""
    found = []
    for at, one in enumerate(read_phrases(kept)):
        text = one_line(one.say(t))
        shown = fit(text, max(20, min(width, 78) - _BESIDE), marks=t.marks).rstrip()
        title = one.title(t)
        found.append(Choice(str(at), title or shown, shown if title else "", text))
    return found


def offer(app: App[None], kept: str, t: Words) -> bool:
    """Let the person choose a phrase for the focused field; False where none goes in there."""
    field = field_of(app)
    if field is None:
        return False

    def chosen(value: str | None) -> None:
        if value is not None:
            field.put_in(read_phrases(kept)[int(value)].say(t))

    app.push_screen(Choose(N_("Phrases"), choices(kept, app.size.width, t), direct=True), chosen)
    return True
