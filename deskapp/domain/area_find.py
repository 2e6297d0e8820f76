"""Which area is meant by what was typed: its number, its code, its name, or the sound of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskapp.domain.area import Area
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.pinyin import begins, sounds_of, within
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_

_LONGEST = 200
"""Characters that a name may have; nothing longer means an area."""

_SHOWN = 6
"""Areas that a sentence names."""


def candidates(areas: Sequence[Area], typed: str) -> tuple[Area, ...]:
    """The areas that fit best; one where it is beyond doubt."""
    if len(typed) > _LONGEST:
        return ()
    said = narrow(one_line(clean(typed))).casefold()
    if not said:
        return ()
    steps: tuple[Callable[[Area], bool], ...] = (
        lambda one: said in (one.number.casefold(), one.code.casefold()),
        lambda one: said in (narrow(one.name).casefold(), narrow(one.label).casefold()),
        lambda one: _ends(one.code, said) or narrow(one.name).casefold().startswith(said),
        lambda one: said in narrow(one.name).casefold(),
    )
    for fits in steps:
        if found := tuple(one for one in areas if fits(one)):
            return found
    spelt = said.replace(" ", "")
    if not spelt.isascii() or not spelt.isalpha():
        return ()
    heard = [(one, sounds_of(one.name)) for one in areas]
    first = tuple(one for one, sounds in heard if begins(spelt, sounds))
    return first or tuple(one for one, sounds in heard if within(spelt, sounds))


def _ends(code: str, said: str) -> bool:
    """Whether digits are the end of a code, without its dashes: 0501 is 02-05-01."""
    digits = "".join(char for char in said if char.isdigit())
    return (
        len(digits) >= 2
        and len(digits) == len(said.replace("-", ""))
        and code.replace("-", "").endswith(digits)
    )


def find_area(areas: Sequence[Area], typed: str, field: str = "area") -> Area:
    """The one area that is meant. Raises DeskError about `field` where none is, or several are."""
    found = candidates(areas, typed)
    if len(found) == 1:
        return found[0]
    if not found:
        raise DeskError(
            N_("No area fits “{text}”: type its code, its name or its pinyin, or leave it empty. Look them up at F6. "
               "What you typed is kept."),
            code=Exit.NOT_FOUND, field=field, text=clean(typed)[:40],
        )  # fmt: skip
    more = len(found) - _SHOWN
    raise DeskError(
        N_("“{text}” fits several areas: {known}. Type its code, or more of its name. What you typed is kept."),
        code=Exit.USAGE, field=field, text=clean(typed)[:40],
        known=", ".join([*(one.label for one in found[:_SHOWN]), *(["…"] if more > 0 else [])]),
    )  # fmt: skip
