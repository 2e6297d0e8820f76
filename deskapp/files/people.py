"""People as plain values for JSON, masked in one place."""

from __future__ import annotations

from deskapp.domain.masks import identity_ends
from deskapp.domain.person import Person
from deskapp.domain.person_codes import ID_KIND, LANGUAGE, PERSON_STATUS, SEX
from deskapp.domain.person_form import YES_NO
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": N_("State"), "merged_into": N_("Merged into"), "name": N_("Name"),
    "phones": N_("Phones"), "id_kind": N_("Kind of ID"), "sex": N_("Sex"), "minor": N_("Minor"),
    "address": N_("Address"), "language": N_("Language"), "entered_at": N_("Entered"),
    "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of a card outside its own screen, in their order, and their column heads."""

_LISTS = {"status": PERSON_STATUS, "id_kind": ID_KIND, "sex": SEX, "language": LANGUAGE}


def heads(t: Words) -> list[str]:
    """The column heads of a table of people."""
    return [t(label) for label in LABELS.values()]


def cells(person: Person, eyes: Eyes, merged_into: str = "") -> list[str]:
    """A card as one line of a table: labels instead of codes, times on the room's clock."""
    return [
        _cell(name, value, person, eyes) for name, value in person_record(person, eyes, merged_into).items()
    ]


def _cell(name: str, value: object, person: Person, eyes: Eyes) -> str:
    if name in _LISTS:
        return _LISTS[name].label_of(str(value), eyes.t) if value else ""
    if name == "minor":
        return YES_NO.label_of("yes" if value else "no", eyes.t)
    if name == "entered_at":
        return eyes.room.calendar.local(person.entered_at).strftime("%Y-%m-%d %H:%M")
    return ", ".join(value) if isinstance(value, list) else str(value)


def person_record(person: Person, eyes: Eyes, merged_into: str = "") -> dict[str, object]:
    """A card as lists and exports give it: phones 3+4, no document number; of a sheltered person an initial alone.

    `merged_into` is the number of the card that stands for it.
    """
    minor, sheltered = person.is_minor(eyes.today), person.is_sheltered(eyes.today)
    return {
        "number": person.number, "status": person.status, "merged_into": merged_into,
        "name": person.shown_name(eyes.today, eyes.t) if person.name else "",
        "phones": [] if sheltered else list(person.shown_phones()), "id_kind": person.id_kind, "sex": person.sex,
        "minor": minor, "address": "" if sheltered else person.address, "language": person.language,
        "entered_at": eyes.iso(person.entered_at), "entered_by": eyes.who(person.entered_by),
    }  # fmt: skip


def open_person(person: Person, eyes: Eyes, merged_into: str = "") -> dict[str, object]:
    """A card as its own screen shows it: name and phones in full, the document number by its ends."""
    return person_record(person, eyes, merged_into) | {
        "name": person.name, "phones": list(person.phones), "id_number": identity_ends(person.id_number),
        "born": person.born.isoformat() if person.born else None, "address": person.address, "notes": person.notes,
    }  # fmt: skip
