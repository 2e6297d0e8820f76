"""The line that tells people of one name apart."""

from __future__ import annotations

from datetime import datetime

from deskapp.domain.masks import phone_tail
from deskapp.domain.person import Person
from deskapp.domain.request_card import View
from deskapp.domain.words import N_


def fact_of(person: Person, last: datetime | None, view: View) -> str:
    """Phone and ID by their ends, year of birth, address, last visit; what is there of them."""
    t = view.words
    parts = [phone_tail(person.phones[0]) if person.phones else ""]
    if person.id_number:
        parts.append(f"…{person.id_number[-4:]}")
    if person.born:
        parts.append(t(N_("born {year}"), year=person.born.year))
    if not person.is_sheltered(view.calendar.day(view.now)):
        parts.append(person.address)
    if last is not None:
        parts.append(t(N_("here {when}"), when=view.calendar.local(last).strftime("%Y-%m-%d")))
    return " · ".join(part for part in parts if part)
