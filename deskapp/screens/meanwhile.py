"""A box for a correction, where another window may be first: both versions stand in it, and the next save decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from deskapp.domain.errors import DeskError, MovedError
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.widgets.form import Form

_SHOWN = 60
"""Characters of the other version that stand under a field."""


class Versioned(Protocol):
    """A record that counts its changes."""

    @property
    def version(self) -> int:
        """How often it was changed."""


class Meanwhile(FormDialog):
    """Fields of a record as they stand; where it moved on, those that nobody touched follow it."""

    _now: Meanwhile | None = None
    """The same box as it would open now, once another window was first."""

    def own(self) -> Versioned:
        """The record as it was when this box opened."""
        raise NotImplementedError

    def texts(self) -> Mapping[str, str]:
        """The fields of that record, as a person would type them."""
        raise NotImplementedError

    @property
    def version(self) -> int:
        """The version of the record that the person has seen."""
        return (self._now or self).own().version

    def stands(self) -> Mapping[str, str]:
        """The fields as the person knows that they stand."""
        return (self._now or self).texts()

    def changed(self, given: Mapping[str, str]) -> dict[str, str]:
        """What of `given` is not as it stands."""
        stands = self.stands()
        return {name: text for name, text in given.items() if text.strip() != stands.get(name, "").strip()}

    def late(self, error: DeskError, again: Callable[[], Meanwhile | None]) -> None:
        """Show a refusal; where another window was first, what it wrote, too. `again` makes the box anew."""
        now = again() if isinstance(error, MovedError) else None
        if now is None:
            self.refused(error)
            return
        before, self._now = self.stands(), now
        both = catch_up(self, before, now.texts())
        self.refused(
            DeskError(
                N_("{number} was changed meanwhile. Both versions stand here: Ctrl+S saves yours, Esc leaves it."),
                number=error.params.get("number", ""),
            )
            if both else error
        )  # fmt: skip


def catch_up(box: FormDialog, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Show in a box what another window changed `before` into: in the field where nobody typed, else under it.

    Gives whether two versions of a field stand there now.
    """
    form, both = box.query_one(Form), False
    for name, typed in form.values().items():
        was, text = before.get(name, "").strip(), after.get(name, "").strip()
        if text in (was, typed.strip()):
            continue
        if typed.strip() == was:
            form.set_values({name: text})
            box.stands_anew(name)
        else:
            both = True
            form.refuse(name, other_version(form.said_of(name, text)))
    return both


def other_version(text: str) -> DeskError:
    """The sentence under a field into which another window wrote `text`."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return DeskError(
        N_("Another window wrote: {text}. Yours is kept: Ctrl+S saves it over that."), text=shown or "—"
    )
