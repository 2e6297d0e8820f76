"""Going to a day or a number in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.widgets.form import FieldSpec


class GoTo(FormDialog):
    """Asks for a day or a number; a refusal leaves what was typed."""

    ABOUT = N_("Type a day or a number: the list goes there. Esc leaves all as it is.")
    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def __init__(self, go: Callable[[str], None]) -> None:
        """`go` moves the list, or raises DeskError."""
        super().__init__()
        self._go = go

    def title_text(self) -> str:
        """What the box is for."""
        return self.t(N_("Go to a day or a number"))

    def specs(self) -> Sequence[FieldSpec]:
        """One field."""
        hint = N_("11-20, yesterday, 003, 1120-003")
        return (FieldSpec("place", N_("Day or number"), required=True, limit=40, hint=hint, submits=True),)

    def save(self, given: dict[str, str]) -> None:
        """Go there and close."""
        try:
            self._go(given["place"])
        except DeskError as error:
            self.refused(error)
        else:
            self.close_once(True)

    def _foot(self) -> str:
        return self.t(N_("Enter goes there · Esc back"))
