"""People as plain values for JSON, masked in one place."""

from __future__ import annotations

from deskapp.domain.masks import identity_ends
from deskapp.domain.person import Person
from deskapp.files.records import Eyes


def person_record(person: Person, eyes: Eyes, merged_into: str = "") -> dict[str, object]:
    """A card as lists and exports give it: phones 3+4, no document number; of a minor an initial and no address.

    `merged_into` is the number of the card that stands for it.
    """
    minor = person.is_minor(eyes.today)
    return {
        "number": person.number, "status": person.status, "merged_into": merged_into,
        "name": person.shown_name(eyes.today, eyes.t) if person.name else "",
        "phones": [] if minor else list(person.shown_phones()), "id_kind": person.id_kind, "sex": person.sex,
        "minor": minor, "address": "" if minor else person.address, "language": person.language,
        "entered_at": eyes.iso(person.entered_at), "entered_by": eyes.who(person.entered_by),
    }  # fmt: skip


def open_person(person: Person, eyes: Eyes, merged_into: str = "") -> dict[str, object]:
    """A card as its own screen shows it: name and phones in full, the document number by its ends."""
    return person_record(person, eyes, merged_into) | {
        "name": person.name, "phones": list(person.phones), "id_number": identity_ends(person.id_number),
        "born": person.born.isoformat() if person.born else None, "address": person.address, "notes": person.notes,
    }  # fmt: skip
