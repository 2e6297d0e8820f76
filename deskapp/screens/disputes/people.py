"""The cards of those who are in a dispute."""

from __future__ import annotations

from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import ROLE
from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen, open_card
from deskapp.screens.choose import Choice, Choose


def show_card(screen: DeskScreen, file: File) -> None:
    """Show the card of a party; of several, ask which."""
    t = screen.t
    if not file.parties:
        screen.host.tell(N_("Nobody stands in the file yet: Ctrl+N adds the parties."))
    elif len(file.parties) == 1:
        open_card(screen, file.parties[0].person_id)
    else:
        choices = [
            Choice(str(party.person_id), party.name or t(N_("Unnamed")), ROLE.label_of(party.role, t))
            for party in file.parties
        ]

        def chosen(key: str | None) -> None:
            if key:
                open_card(screen, int(key))

        screen.app.push_screen(Choose(N_("Whose card?"), choices, direct=True), chosen)
