"""The duties of privacy, as the app has them: purging by two people, a number in full, all data of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_
from deskapp.screens.base import DeskLike, DeskScreen

if TYPE_CHECKING:
    from deskapp.domain.officer import Officer
    from deskapp.domain.retention import Due


class PrivacyVerbs(App[None]):
    """The part of the app behind the screens of privacy."""

    def action_purge(self) -> None:
        """What of people is kept too long."""
        from deskapp.screens.purge import PurgeScreen

        top = self.screen
        if (
            getattr(self, "_desk", None) is not None
            and isinstance(top, DeskScreen)
            and not isinstance(top, PurgeScreen)
        ):
            self.push_screen(PurgeScreen())

    def purge_due(self) -> tuple[Due, ...]:
        """What of each class is due now; runs in a thread."""
        from deskapp import purges

        return purges.due(cast(DeskLike, self).desk)

    def purge_now(self, who: str, pin: str, number: str) -> tuple[str, dict[str, object]]:
        """Agree as the second person; gives a sentence about what was done. Raises DeskError."""
        from deskapp import purges

        desk = cast(DeskLike, self).desk
        outcome = purges.agree(desk, _named(desk.officers, who).id, pin, number)
        done, copies = outcome.done, len(outcome.copies)
        text = (
            N_("{number} is done: {count} records, {sheets} sealed sheets. Copies from before: {copies}, deskapp purge "
               "names them.")
            if done.unpacked is None
            else N_("{number} is done: {count} records, {sheets} sealed sheets. Close the other windows, then type: "
                    "deskapp purge finish")
        )  # fmt: skip
        return text, {"number": done.number, "count": done.count, "sheets": done.sheets, "copies": copies}

    def reveal(self, number: str, reason: str, pin: str) -> str:
        """The document number in full, logged with the reason. Raises DeskError."""
        from deskapp import dossiers

        dossiers.why(reason)
        self._prove(pin)
        return dossiers.reveal(cast(DeskLike, self).desk, number, reason)

    def hand_out(self, number: str, reason: str, pin: str) -> tuple[str, dict[str, object]]:
        """Write all that is kept of a person into the folder of exports, logged with the reason. Raises DeskError."""
        from deskapp import dossiers

        dossiers.why(reason)
        self._prove(pin)
        desk = cast(DeskLike, self).desk
        made = dossiers.write(desk, number, reason)
        text = N_(
            "All of {number} is written: {count} entries in {path} and as PDF. Hand it over, then delete both."
        )
        return text, {"number": made.person.number, "count": made.records, "path": made.paths[0]}

    def _prove(self, pin: str) -> None:
        desk = cast(DeskLike, self).desk
        if desk.officer is not None and desk.has_pins:
            desk.pins.prove(desk.officer.id, pin, desk.via)


def _named(officers: tuple[Officer, ...], who: str) -> Officer:
    """The person with that badge number or name. Raises DeskError."""
    badge, name = narrow(clean(who)).casefold(), one_line(clean(who)).casefold()
    here = [one for one in officers if one.active]
    found = [one for one in here if one.badge.casefold() == badge] or [
        one for one in here if one.name.casefold() == name
    ]
    if len(found) != 1:
        raise DeskError(
            N_("Nobody here has this badge number or name: type it again. Nothing is purged."),
            code=Exit.NOT_FOUND, field="who",
        )  # fmt: skip
    return found[0]
