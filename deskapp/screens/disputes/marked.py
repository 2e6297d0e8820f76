"""What can be done with several marked disputes."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.words import N_
from deskapp.reading import disputes as reading
from deskapp.screens.marked import Marked


class MarkedDisputes(Marked):
    """Disputes are archived together; every other step asks for words of its own."""

    VERBS: Mapping[str, str] = {"archive": N_("Archive them")}

    def do(self, verb: str) -> None:
        """Archive each that owes nothing any more; the others are told and stay marked."""
        desk, t = self._screen.desk, self._screen.t
        files = [file for id in self.ids if (file := reading.by_id(desk.reader, id))]
        self.each(
            [file.dispute for file in files],
            lambda one: desk.disputes.step(one.number, "archive", {}, desk.actor, t, one.version),
        )
