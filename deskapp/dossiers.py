"""What one person may ask of the desk: all that is kept of them as a file, and a number shown in full; both logged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.rights import REVEAL
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.files.person_data import as_record, sections
from deskapp.files.records import Eyes
from deskapp.papers import write_whole
from deskapp.printing.person_paper import person_paper
from deskapp.reading import field_records, people, requests
from deskapp.reading.areas import name_of
from deskapp.reading.person_data import data_of
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.domain.person import Person
    from deskapp.files.person_data import Section
    from deskapp.printing.form_paper import FormPaper
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk

KINDS = (".json", ".txt", ".pdf")


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and how much is in them."""

    person: Person
    paths: tuple[Path, ...]
    records: int
    warnings: tuple[Missing, ...] = ()


def why(reason: str) -> str:
    """A reason that was typed. Raises DeskError where it is empty."""
    said = clean(reason.strip(), lines=True)[:10_000]
    if not said:
        raise DeskError(
            N_("A word why is needed: type it. What you typed is kept."), code=Exit.USAGE, field="reason"
        )
    return said


def person_at(desk: Desk, number: str) -> Person:
    """The card with a whole number, or the one that it was merged into. Raises DeskError."""
    found = people.find(desk.connection(), desk.room.id, number)
    if found is None:
        from deskapp.services.cards import no_card

        raise no_card(number)
    return people.survivor(desk.connection(), found.id) or found


def write(desk: Desk, number: str, reason: str, path: Path | None = None) -> Written:
    """Write all that is kept of a person, as JSON beside a paper, or into `path` by its ending alone; runs in a thread.

    That it was done, by whom and why, stands in the card's history and in the audit chain. Raises DeskError.
    """
    said, t = why(reason), desk.paper_words
    person = person_at(desk, number)
    eyes = _eyes(desk)
    found = sections(data_of(desk.connection(), desk.room.id, person), eyes)
    places = (path,) if path is not None else _places(desk, person)
    if any(place.suffix.casefold() not in KINDS for place in places):
        raise DeskError(
            N_("“{name}” has no ending that says what to write: .json, .txt or .pdf. Nothing is written."),
            code=Exit.USAGE, name=places[0].name,
        )  # fmt: skip
    if taken := next((place for place in places if place.exists()), None):
        raise DeskError(N_("{path} is there already and is left as it is. Choose another name."), path=taken)
    paper = person_paper(
        person.number, found, (desk.room.station, desk.room.name), desk.room.calendar, desk.clock(), t,
        by=desk.officer.signature() if desk.officer else "", practice=desk.room.practice,
    )  # fmt: skip
    count = sum(len(one.records) for one in found)
    # First the chain: no such file lies there that it does not know.
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, "hand_out", "person", person.id,
        {"number": person.number, "reason": said, "records": count, "names": [place.name for place in places]},
        REVEAL, state=person.status, reason=said,
    )  # fmt: skip
    warnings: tuple[Missing, ...] = ()
    head = _head(desk, person, said)
    for place in places:
        data, told = _bytes(place.suffix.casefold(), found, head, paper)
        write_whole(place, data)
        warnings += told
    return Written(person, places, count, warnings)


def _eyes(desk: Desk) -> Eyes:
    today, connection = desk.room.calendar.day(desk.clock()), desk.connection()
    who = {officer.id: officer for officer in desk.officers}
    return Eyes(desk.room, who, today, desk.paper_words, lambda key: name_of(connection, key))


def _places(desk: Desk, person: Person) -> tuple[Path, ...]:
    stem = f"{person.number}-{desk.room.calendar.local(desk.clock()):%Y%m%d-%H%M%S}"
    return tuple(desk.settings.exports / f"{stem}{ending}" for ending in (".json", ".pdf"))


def _head(desk: Desk, person: Person, reason: str) -> dict[str, object]:
    return {
        "person": person.number, "station": desk.room.station, "room": desk.room.name,
        "written_at": desk.room.calendar.local(desk.clock()).isoformat(timespec="seconds"),
        "written_by": desk.officer.signature() if desk.officer else "", "reason": reason,
    }  # fmt: skip


def _bytes(
    kind: str, found: tuple[Section, ...], head: dict[str, object], paper: FormPaper
) -> tuple[bytes, tuple[Missing, ...]]:
    if kind == ".json":
        text = json.dumps(as_record(found, head), ensure_ascii=False, indent=2) + "\n"
        return text.encode("utf-8", "backslashreplace"), ()
    if kind == ".txt":
        from deskapp.printing.form_text import form_text

        return form_text(paper, 100).encode("utf-8", "backslashreplace"), ()
    from deskapp.printing.form_pdf import form_pdf

    pdf = form_pdf(paper)
    return pdf.data, pdf.warnings


def reveal(desk: Desk, number: str, reason: str) -> str:
    """The document number of a card, a request or a found thing in full; who saw it when and why is kept.

    Runs in a thread. Raises DeskError where none is kept.
    """
    said = why(reason)
    subject, key, status, document = _document(desk, number)
    if not document:
        raise DeskError(
            N_("No document number is kept with {number}: there is nothing to show. Correct it with Ctrl+E."),
            number=number,
        )  # fmt: skip
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, "reveal", subject, key,
        {"number": number, "reason": said, "what": "id_number"}, REVEAL, state=status, reason=said,
    )  # fmt: skip
    return document


def _document(desk: Desk, number: str) -> tuple[str, int, str, str]:
    connection, room_id = desk.connection(), desk.room.id
    if (request := requests.find(connection, room_id, number)) is not None:
        return "request", request.id, request.status, request.id_number
    if (item := field_records.find_item(connection.execute, room_id, number)) is not None:
        return "custody", item.id, item.status, item.id_number
    person = person_at(desk, number)
    return "person", person.id, person.status, person.id_number
