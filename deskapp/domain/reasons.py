"""Several reasons against one thing, said at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_, Told, Words


@dataclass(frozen=True, slots=True)
class Reasons(Told):
    """Refusals in a row, each in the language of the sentence around them."""

    kept: tuple[DeskError, ...]

    def say(self, t: Words) -> str:
        """They, one behind the other."""
        return " · ".join(error.say(t) for error in self.kept)


def joined(reasons: Iterable[DeskError]) -> DeskError | None:
    """All `reasons` as one refusal; none where there are none."""
    kept = tuple(reasons)
    if len(kept) < 2:
        return kept[0] if kept else None
    return DeskError(
        N_("{count} things stand in the way: {every}"), field=kept[0].field, count=len(kept), every=Reasons(kept)
    )  # fmt: skip


def refuse(reasons: Iterable[DeskError]) -> None:
    """Raise DeskError with all `reasons` where there are any."""
    if (error := joined(reasons)) is not None:
        raise error
