"""What was told of a person: from a logging or a form to facts that a card can take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from deskapp.domain.identity import born_of
from deskapp.domain.person import PHONES, Person
from deskapp.domain.text import narrow
from deskapp.domain.words import N_

_RESIDENT = re.compile(r"(?:[0-9]{17}[0-9X]|[0-9]{15})$")
_PERMIT = re.compile(r"(?:8[123]|9)[0-9]{15,16}[0-9X]$")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{6,9}$")
_WORDS = {
    "未出示": "not_shown", "没带": "not_shown", "未带": "not_shown", "无证件": "not_shown", "NOTSHOWN": "not_shown",
    "NONESHOWN": "not_shown", "NONE": "not_shown",
    "拒绝出示": "refused", "拒绝": "refused", "拒不出示": "refused", "REFUSED": "refused",
}  # fmt: skip
"""What may stand in the place of a number."""

OTHER_NAME = N_("This ID stands on the card of a person with another name: look at the card, Ctrl+X.")
OTHER_ID = N_("The card has another ID: the new one stays with this request. Look at the card, Ctrl+X.")
PHONES_FULL = N_("The card has five phones already: the new one stays with this request.")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was told."""

    kind: str = ""
    number: str = ""

    @property
    def sex(self) -> str:
        """Told by the resident number, and by permits that are numbered like it."""
        if len(self.number) != 18 or not self.number[16].isdigit() or self.kind not in _NUMBERED:
            return ""
        return "male" if int(self.number[16]) % 2 else "female"

    @property
    def born(self) -> date | None:
        """As `sex`."""
        return born_of(self.number) if self.kind in _NUMBERED else None


_NUMBERED = ("resident_id", "residence_permit")


def read_document(number: str, kind: str = "") -> Document:
    """The document of a number as a request holds it; a word may say that none was shown."""
    said = narrow(number).upper()
    if not said:
        return Document(kind)
    if word := _WORDS.get(said):
        return Document(word)
    if kind:
        return Document(kind, number)
    if _PERMIT.match(said):
        kind = "residence_permit"
    elif _RESIDENT.match(said):
        kind = "resident_id"
    else:
        kind = "passport" if _PASSPORT.match(said) else "other_document"
    return Document(kind, number)


@dataclass(frozen=True, slots=True)
class Told:
    """What a request tells of its applicant."""

    name: str = ""
    phone: str = ""
    document: Document = Document()
    address: str = ""
    minor: bool = False

    def __bool__(self) -> bool:
        """False where there is nothing to know somebody by."""
        return bool(self.name or self.phone or self.document.number)


def same_id(told: Told, person: Person) -> bool:
    """False where both have a document and the numbers differ."""
    return not told.document.number or not person.id_number or told.document.number == person.id_number


def news(told: Told, person: Person) -> tuple[dict[str, object], tuple[str, ...]]:
    """The columns that change where `told` is added to the card, and what could not be added, as sentences."""
    changes: dict[str, object] = {}
    warnings: list[str] = []
    if told.name and not person.name:
        changes["name"] = told.name
    if told.phone and told.phone not in person.phones:
        if len(person.phones) < PHONES:
            changes["phones"] = ",".join((*person.phones, told.phone))
        else:
            warnings.append(PHONES_FULL)
    if told.address and told.address != person.address:
        changes["address"] = told.address
    if not same_id(told, person):
        warnings.append(OTHER_ID)
    elif told.document.kind and not person.id_number and told.document.kind != person.id_kind:
        changes |= document_columns(told.document)
    if told.minor and not person.minor:
        changes["minor"] = 1
    return changes, tuple(warnings)


def document_columns(document: Document) -> dict[str, object]:
    """The columns of a card that a document fills."""
    found: dict[str, object] = {"id_kind": document.kind, "id_number": document.number}
    if document.sex:
        found["sex"] = document.sex
    if document.born:
        found["born"] = document.born.isoformat()
    return found
