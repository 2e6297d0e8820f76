"""How a paper is to be printed: copies, sides, size; and where and how wide the slips of visitors are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

SIDES = CodeList(
    "print_sides", N_("Sides"),
    Code("own", N_("As the printer is set")),
    Code("one", N_("One side")),
    Code("long", N_("Both sides, turned on the long edge")),
    Code("short", N_("Both sides, turned on the short edge")),
)  # fmt: skip

MEDIA = CodeList(
    "print_paper", N_("Paper size"),
    Code("a4", N_("A4")),
    Code("own", N_("What lies in the printer")),
)  # fmt: skip

WIDTH = CodeList(
    "slip_width", N_("Width of slips"),
    Code("58", N_("58 mm")),
    Code("80", N_("80 mm")),
)  # fmt: skip

MOST_COPIES = 20
"""Copies of one paper at the most: more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Options:
    """How one paper is printed."""

    copies: int = 1
    sides: str = "own"
    """A code of SIDES."""
    media: str = "a4"
    """A code of MEDIA."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What this machine has set for its papers and slips."""

    options: Options = Options()
    slip_printer: str = ""
    """A print queue, or the path of a device; empty where there is none."""
    slip_width: int = 58
    """In millimetres."""


NOTHING_SET = Printing()


def printing_of(kept: Mapping[str, str]) -> Printing:
    """What a settings file says, by the names of the settings; what nobody understands counts as not said."""
    copies = kept.get("print_copies", "")
    sides, media = kept.get("print_sides", ""), kept.get("print_paper", "")
    return Printing(
        Options(
            int(copies) if copies.isascii() and copies.isdigit() and 0 < int(copies) <= MOST_COPIES else 1,
            sides if sides in SIDES else "own",
            media if media in MEDIA else "a4",
        ),
        kept.get("slip_printer", ""),
        80 if kept.get("slip_width") == "80" else 58,
    )
