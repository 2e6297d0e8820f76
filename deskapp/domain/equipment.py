"""Equipment with its stock: what lies here, what is in somebody's hands, damaged, lost or scrapped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_, Words

PREFIX = "ZB"

KIND = CodeList(
    "equipment_kind", N_("Kind of equipment"),
    Code("vest", N_("Vest")),
    Code("reflective", N_("Reflective vest")),
    Code("armband", N_("Armband")),
    Code("cap", N_("Cap")),
    Code("steel_fork", N_("Steel fork")),
    Code("shield", N_("Shield")),
    Code("baton", N_("Rubber baton")),
    Code("torch", N_("Torch")),
    Code("radio", N_("Radio")),
    Code("whistle", N_("Whistle")),
    Code("body_cam", N_("Body camera")),
    Code("first_aid", N_("First-aid kit")),
    Code("key", N_("Room key")),
    Code("seal", N_("Seal")),
    Code("vehicle", N_("Vehicle")),
    Code("other", N_("Other")),
)  # fmt: skip

RESULT = CodeList(
    "loan_result", N_("How it came back"),
    Code("returned", N_("Returned")),
    Code("damaged", N_("Damaged")),
    Code("lost", N_("Lost")),
)  # fmt: skip

CHANGE = CodeList(
    "stock_change", N_("Change of the stock"),
    Code("add", N_("New pieces")),
    Code("repair", N_("Repaired")),
    Code("scrap", N_("Scrapped")),
    Code("found", N_("Found again")),
)  # fmt: skip

_MOVES = {"add": ("", "in_stock"), "repair": ("damaged", "in_stock"), "scrap": ("damaged", "scrapped"),
          "found": ("missing", "in_stock")}  # fmt: skip

MOST = 100_000
"""Pieces of one kind."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A kind of equipment, or one numbered piece, as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    kind: str
    name: str
    in_stock: int
    issued: int
    damaged: int
    missing: int
    scrapped: int
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None

    def say(self, t: Words) -> str:
        """Kind and name."""
        return f"{KIND.label_of(self.kind, t)} {self.name}".strip()


def read_count(text: str, field: str = "count") -> int:
    """A number of pieces; nothing means one. Raises DeskError."""
    said = narrow(clean(text))
    if not said:
        return 1
    if not said.isdecimal() or len(said) > 9 or not 1 <= int(said) <= MOST:
        raise DeskError(
            N_("“{text}” is no number of pieces: type a whole number like 2. What you typed is kept."),
            code=Exit.USAGE, field=field, text=clean(text)[:40],
        )  # fmt: skip
    return int(said)


def changed_stock(row: Equipment, change: str, count: int, t: Words) -> dict[str, object]:
    """The columns after a change of the stock. Raises DeskError where so many pieces are not there."""
    source, target = _MOVES[change]
    if change == "scrap" and row.damaged < count <= row.in_stock:
        source = "in_stock"  # what is worn out goes without having been reported
    if source and getattr(row, source) < count:
        raise DeskError(
            N_("{number} has only {count} such pieces: look at it again and type a smaller number."),
            number=row.number, count=getattr(row, source),
        )  # fmt: skip
    changes: dict[str, object] = {target: getattr(row, target) + count}
    if source:
        changes[source] = getattr(row, source) - count
    return changes
