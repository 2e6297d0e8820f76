"""Which of the copies that the desk made by itself stay: the newest of some days, weeks and months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_

MOST = 99


@dataclass(frozen=True, slots=True)
class Kept:
    """Of how many days, weeks and months the newest copy stays."""

    days: int = 7
    weeks: int = 4
    months: int = 12

    def __str__(self) -> str:
        return f"{self.days}/{self.weeks}/{self.months}"


USUAL = Kept()


def read_kept(text: str) -> Kept:
    """What was typed, as 7/4/12. Raises DeskError."""
    found = re.fullmatch(r"(\d{1,2})\D(\d{1,2})\D(\d{1,2})", unicodedata.normalize("NFKC", text).strip())
    kept = Kept(*map(int, found.groups())) if found else Kept(0)
    if kept.days < 1:
        raise DeskError(
            N_("Type how many days, weeks and months copies stay, as 7/4/12; of one day at the least. Nothing is "
               "changed."),
            code=Exit.USAGE,
        )  # fmt: skip
    return kept


def kept_of(text: str) -> Kept:
    """What config.toml says; what usually counts where that cannot be read: nothing is deleted by a slip of the pen."""
    try:
        return read_kept(text) if text else USUAL
    except DeskError:
        return Kept(MOST, MOST, MOST)


def staying(made: Iterable[datetime], kept: Kept) -> frozenset[datetime]:
    """The moments of the copies that stay: the newest one of each of the last days, weeks and months with copies."""
    newest_first = sorted(set(made), reverse=True)
    stay: set[datetime] = set(newest_first[:1])
    for count, period in (
        (kept.days, lambda at: at.date()),
        (kept.weeks, lambda at: at.isocalendar()[:2]),
        (kept.months, lambda at: (at.year, at.month)),
    ):
        seen: dict[object, datetime] = {}
        for at in newest_first:
            seen.setdefault(period(at), at)
        stay.update(list(seen.values())[:count])
    return frozenset(stay)
