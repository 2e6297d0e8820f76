"""What is counted at each handover: equipment, keys, seals, vehicles, with how many there must be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words

KIND = CodeList(
    "check_kind", N_("Kind of thing"),
    Code("equipment", N_("Equipment")),
    Code("key", N_("Door keys")),
    Code("seal", N_("Seals")),
    Code("vehicle", N_("Vehicles")),
)  # fmt: skip

MOST = 60
"""Things on one list."""
_BETWEEN = re.compile(r"[;；\n]+")
_SHAPE = re.compile(r"(\S+)\s+(\S.*?)(?:\s+[×xX*]?\s*|\s*[×*]\s*)([0-9]{1,4})$")
"""A number stands apart from the name, by a blank or ×: “京A12345” is a name."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the list."""

    kind: str
    name: str
    count: int


def things_of(kept: str) -> tuple[Thing, ...]:
    """The things of a kept list, in order."""
    lines = [line.split("\t") for line in kept.split("\n") if line]
    return tuple(Thing(kind, name, int(count)) for kind, name, count in lines)


def plain_things(kept: str) -> list[list[object]]:
    """The things of a kept list as plain values, for what is frozen."""
    return [[one.kind, one.name, one.count] for one in things_of(kept)]


def frozen_things(plain: Sequence[Sequence[Any]]) -> tuple[Thing, ...]:
    """The things of such values."""
    return tuple(Thing(str(kind), str(name), int(count)) for kind, name, count in plain)


def read_checklist(text: str, t: Words) -> str:
    """Read a list as typed: “equipment radio 4; key archive 2”; gives it as it is kept. Raises DeskError."""
    found: list[Thing] = []
    for part in _BETWEEN.split(text):
        said = one_line(clean(part)).strip()
        if not said:
            continue
        shape = _SHAPE.match(said)
        if shape is None:
            raise DeskError(
                N_("“{text}” is no line of a check list. Type kind, name and number, like “key archive 2”, with a "
                   "semicolon between two; the kinds are: {kinds}."),
                code=Exit.USAGE, text=said[:60], kinds=", ".join(entry.say(t) for entry in KIND),
            )  # fmt: skip
        found.append(Thing(KIND.find(shape[1], t), shape[2][:100], int(shape[3])))
    names = [(one.kind, one.name) for one in found]
    if len(found) > MOST or len(set(names)) < len(names):
        raise DeskError(
            N_("A check list has at most {most} lines, and each thing once. Put two of a name into one line."),
            code=Exit.USAGE, most=MOST,
        )  # fmt: skip
    return "\n".join(f"{one.kind}\t{one.name}\t{one.count}" for one in found)


def show_checklist(kept: str, t: Words) -> str:
    """The list as it is typed, in the language of `t`."""
    between = "；" if t.language == "zh" else "; "
    return between.join(f"{KIND.label_of(one.kind, t)} {one.name} {one.count}" for one in things_of(kept))
