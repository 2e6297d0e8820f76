"""A certificate of service (志愿服务记录证明): a number of its own, and what it said, word for word.

Its fields are those of 志愿服务记录与证明出具办法（试行）, 民政部令第67号: who, how long in hours, what was done, who
issues it with a way to ask back, number and day. Training, praise and evaluation of the same days stand with them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.person import Person
from deskapp.domain.words import N_, Words

PREFIX = "ZM"

STATUS = CodeList(
    "certificate_status", N_("State"),
    Code("issued", N_("Valid")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

STEP_LABELS = {
    "issue": N_("Certificate issued"), "copy": N_("Certificate printed"), "void": N_("Certificate voided"),
    "undo": N_("Undone"), "redo": N_("Redone"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hours of one dimension and type of service, in words."""

    dimension: str
    service: str
    minutes: int
    times: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says; it is kept as it was on the day of issue, whatever changes later."""

    number: str
    issued_on: str
    name: str
    sex: str
    id_kind: str
    id_number: str
    member_no: str
    teams: tuple[str, ...]
    first: str
    last: str
    minutes: int
    times: int
    parts: tuple[Part, ...]
    trainings: tuple[str, ...]
    honours: tuple[str, ...]
    station: str
    room: str
    contact: str
    by: str

    def text(self) -> str:
        """The whole of it as one text, the same for the same words: what is kept and hashed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def statement_of(text: str) -> Statement:
    """The statement of a kept text."""
    values = json.loads(text)
    values["parts"] = tuple(Part(**part) for part in values["parts"])
    for name in ("teams", "trainings", "honours"):
        values[name] = tuple(values[name])
    return Statement(**values)


def digest_of(text: str) -> str:
    """The SHA-256 of a kept text, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


def check_of(digest: str) -> str:
    """The beginning of a digest in groups, for people who compare."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    volunteer_id: int
    first: date
    last: date
    minutes: int
    content: str
    """The kept text of the statement."""
    digest: str
    copies: int
    """How often it was set on paper; the first is the original."""
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None

    @property
    def statement(self) -> Statement:
        """What it said."""
        return statement_of(self.content)

    @property
    def intact(self) -> bool:
        """Whether what is kept is what was issued."""
        return digest_of(self.content) == self.digest


def hours_of(minutes: int) -> str:
    """Minutes as hours, to a hundredth where they are not whole."""
    hundredths = (minutes * 100 + 30) // 60
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def lacking(person: Person, minutes: int, contact: str) -> tuple[str, ...]:
    """What the certificate must contain and nobody has said yet, in English texts of the catalogue."""
    needs = (
        (person.name, N_("the name, on the person's card")),
        (person.id_number, N_("the identity document, on the person's card")),
        (minutes, N_("confirmed hours in these days")),
        (contact, N_("how the station is reached, setting certificate_contact")),
    )
    return tuple(said for there, said in needs if not there)


def refuse_lacking(person: Person, minutes: int, contact: str, t: Words) -> None:
    """Raise DeskError naming everything that is missing."""
    if found := lacking(person, minutes, contact):
        said = "；" if t.language == "zh" else "; "
        raise DeskError(
            N_("The certificate must say this, and nobody has entered it yet: {lacking}. Add it, then issue it; "
               "nothing is written."),
            code=Exit.REFUSED, lacking=said.join(t(one) for one in found),
        )  # fmt: skip


def refuse_days(first: date, last: date, today: date) -> None:
    """Raise DeskError for days that are no period of service so far."""
    if first > last or last > today:
        raise DeskError(
            N_("A certificate is about days that have been: {first} to {last} is no such time. Type it again."),
            code=Exit.USAGE, field="last", first=first, last=last,
        )  # fmt: skip


def earlier(found: Sequence[Certificate], first: date, last: date) -> tuple[Certificate, ...]:
    """Those in force that speak of some of the same days."""
    return tuple(one for one in found if one.status == "issued" and one.first <= last and one.last >= first)
