"""A list of lines of a handover: they have an order of their own, and one opens a record."""

from __future__ import annotations

from typing import ClassVar

from deskapp.domain.words import N_
from deskapp.screens.register import RegisterScreen


class LinesScreen(RegisterScreen):
    """Lines that are neither sorted nor done with in number."""

    ORDER: ClassVar[str] = N_("The order is that of the sheet.")
    """What is said to whoever would sort them."""

    def action_open(self) -> None:
        """The row under the cursor."""
        self.listed.action_open()

    def action_sort(self) -> None:
        """Say which order they have."""
        self.host.tell(self.ORDER)

    def action_go_to(self) -> None:
        """As Enter."""
        self.action_open()

    def action_marked(self) -> None:
        """Nothing is done with several."""
        self.host.tell(N_("Enter opens the record of one line."))

    def action_person(self) -> None:
        """A line is no person."""
        self.host.tell(N_("Enter opens the record of one line."))
