"""Boxes in which an officer has a number shown in full, or all that is kept of a person written, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from deskapp.domain.words import N_
from deskapp.screens.pins import PIN, PinBox
from deskapp.widgets.form import FieldSpec

REASON = FieldSpec("reason", N_("Reason"), "text", True, 1000)


class OwnData(Protocol):
    """What these boxes need of the app."""

    def reveal(self, number: str, reason: str, pin: str) -> str:
        """The document number in full; runs in a thread."""

    def hand_out(self, number: str, reason: str, pin: str) -> tuple[str, dict[str, object]]:
        """Write all that is kept of a person; gives a sentence about it. Runs in a thread."""


class WhyDialog(PinBox):
    """Asks for the reason, and for the PIN where the room has any."""

    ABOUT = N_(
        "Say why it is needed; who saw it, when and why stands in the history of the record and in the audit chain. "
        "Where the room has PINs, the own one is typed too."
    )

    def __init__(
        self, title: str, number: str, guarded: bool, do: Callable[[WhyDialog, dict[str, str]], None]
    ) -> None:
        """`title` is English with {number}; `guarded` where a PIN is asked; `do` closes the box or refuses."""
        super().__init__()
        self._title, self._number, self._guarded, self._do = title, number, guarded, do

    def title_text(self) -> str:
        """What it is about."""
        return self.t(self._title, number=self._number)

    def specs(self) -> Sequence[FieldSpec]:
        """The reason and the PIN."""
        return (REASON, PIN) if self._guarded else (REASON,)

    def save(self, given: dict[str, str]) -> None:
        """Hand over."""
        self._do(self, given)
