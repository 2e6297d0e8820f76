"""Everything that is kept of one person, for that person: own data in full, of others no more than an initial."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from deskapp.domain.custody import FoundItem
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import ROLE
from deskapp.domain.kept_steps import LOOKED
from deskapp.domain.masks import hide_others, initial, public_name
from deskapp.domain.person_card import STEP_LABELS
from deskapp.domain.request import Request
from deskapp.domain.words import N_, Words
from deskapp.files import (
    activities,
    attendances,
    certificates,
    disputes,
    field_records,
    hazards,
    people,
    records,
    volunteers,
)
from deskapp.files.records import Eyes
from deskapp.reading.person_data import PersonData

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the file: the same records for programs and for people."""

    name: str
    """What programs call it."""
    heading: str
    """English text of the catalogue."""
    records: tuple[Record, ...]
    lines: tuple[tuple[tuple[str, str], ...], ...]
    """Each record as labels with texts, in the language of the paper."""


def sections(data: PersonData, eyes: Eyes) -> tuple[Section, ...]:
    """The parts that hold something, in their order."""
    found = (
        _cards(data, eyes), _requests(data, eyes), _disputes(data, eyes), _volunteers(data, eyes), _duties(data, eyes),
        _certificates(data, eyes), _activities(data, eyes), _custody(data, eyes), _lost(data, eyes),
        _hazards(data, eyes), _history(data, eyes), _looks(data, eyes),
    )  # fmt: skip
    return tuple(one for one in found if one.records)


def as_record(found: Iterable[Section], head: Record) -> dict[str, object]:
    """The whole for programs."""
    return dict(head) | {one.name: list(one.records) for one in found}


def _section(
    name: str, heading: str, labels: Mapping[str, str], told: Iterable[tuple[Record, Record]], t: Words
) -> Section:
    """A section of pairs: a record for programs, and its texts for people by the names of `labels`."""
    pairs = tuple(told)
    return Section(
        name, heading, tuple(record for record, _ in pairs),
        tuple(
            tuple((t(label), str(said[key])) for key, label in labels.items() if said.get(key) not in (None, ""))
            for _, said in pairs
        ),
    )  # fmt: skip


def _hider(data: PersonData) -> Callable[[str], str]:
    """Masks the phones and document numbers of others in free text."""
    own = frozenset((*data.phones, *data.documents))
    return lambda text: hide_others(text, own)


def _shown(names: Iterable[str], cells: Iterable[str], own: Record) -> Record:
    return dict(zip(names, cells, strict=True)) | dict(own)


def _cards(data: PersonData, eyes: Eyes) -> Section:
    labels = people.LABELS | {"id_number": N_("ID number"), "born": N_("Born"), "notes": N_("Notes")}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.cards:
            own = {"name": one.name, "address": one.address, "id_number": one.id_number, "notes": one.notes}
            born = one.born.isoformat() if one.born else ""
            record = people.open_person(one, eyes) | own
            cells = people.cells(one, eyes)
            yield record, _shown(people.LABELS, cells, own | {"phones": ", ".join(one.phones), "born": born})

    return _section("cards", N_("Cards"), labels, told(), eyes.t)


def _requests(data: PersonData, eyes: Eyes) -> Section:
    hide = _hider(data)
    labels = records.LABELS | {"id_number": N_("ID number")}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.requests:
            own = {
                "applicant": one.applicant, "phone": one.phone, "address": one.address, "id_number": one.id_number,
                "summary": _words(one, eyes, hide), "result": hide(one.result), "waiting_for": hide(one.waiting_for),
            }  # fmt: skip
            yield records.record(one, eyes) | own, _shown(records.LABELS, records.cells(one, eyes), own)

    return _section("requests", N_("Requests"), labels, told(), eyes.t)


def _words(one: Request, eyes: Eyes, hide: Callable[[str], str]) -> str:
    return one.told_outside(eyes.today, eyes.t) if one.in_file else hide(one.told(eyes.t))


def _disputes(data: PersonData, eyes: Eyes) -> Section:
    labels = {"role": N_("Role"), **disputes.LABELS}
    hide = _hider(data)

    def told() -> Iterable[tuple[Record, Record]]:
        for file, role in data.disputes:
            record, cells = disputes.dispute_record(file, eyes), disputes.cells(file, eyes)
            parties = [
                dict(shown)
                | {
                    "name": _name(file, party.person_id, party.name, data),
                    "own": party.person_id in data.keys,
                }
                for party, shown in zip(file.parties, disputes.parties_of(file, eyes), strict=False)
            ]
            own: dict[str, object] = {} if file.sheltered else {
                "summary": hide(file.dispute.summary), "agreement": hide(file.dispute.agreement),
            }  # fmt: skip
            said = own | {
                "role": ROLE.label_of(role, eyes.t),
                "parties": " / ".join(str(p["name"]) for p in parties),
            }
            yield record | own | {"role": role, "parties": parties}, _shown(disputes.LABELS, cells, said)

    return _section("disputes", N_("Disputes"), labels, told(), eyes.t)


def _name(file: File, person_id: int, name: str, data: PersonData) -> str:
    if person_id in data.keys:
        return name
    return initial(name) if file.sheltered else public_name(name)


def _volunteers(data: PersonData, eyes: Eyes) -> Section:
    labels = volunteers.LABELS | {"insurance_no": N_("Insurance number"), "consent": N_("Consent")}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.volunteers:
            own = {
                "name": one.person.name, "phone": next(iter(one.person.phones), ""),
                "insurance_no": one.volunteer.insurance_no, "consent": one.volunteer.consent,
            }  # fmt: skip
            record = {k: v for k, v in volunteers.open_volunteer(one, eyes).items() if k != "person"}
            yield record | own, _shown(volunteers.LABELS, volunteers.cells(one, eyes), own)

    return _section("volunteers", N_("Volunteers"), labels, told(), eyes.t)


def _duties(data: PersonData, eyes: Eyes) -> Section:
    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.duties:
            own = {
                "name": one.attendance.guest_name or next((who.person.name for who in data.volunteers), "")
            }
            yield (
                attendances.attendance_record(one, eyes) | own,
                _shown(attendances.LABELS, attendances.cells(one, eyes), own),
            )

    return _section("duties", N_("Duties"), attendances.LABELS, told(), eyes.t)


def _certificates(data: PersonData, eyes: Eyes) -> Section:
    def told() -> Iterable[tuple[Record, Record]]:
        for one, who in data.certificates:
            own = {"name": who.person.name}
            yield (
                certificates.certificate_record(one, who, eyes) | own,
                _shown(certificates.LABELS, certificates.cells(one, who, eyes), own),
            )

    return _section("certificates", N_("Certificates"), certificates.LABELS, told(), eyes.t)


def _activities(data: PersonData, eyes: Eyes) -> Section:
    names = ("number", "status", "kind", "held_on", "place", "minutes")
    labels = {name: label for name, label in activities.LABELS.items() if name in names}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.activities:
            record = activities.activity_record(one, eyes)
            said = dict(zip(activities.LABELS, activities.cells(one, eyes), strict=True))
            yield {name: record.get(name) for name in names}, said

    return _section("activities", N_("Activities"), labels, told(), eyes.t)


def _custody(data: PersonData, eyes: Eyes) -> Section:
    labels = field_records.CUSTODY_LABELS | {"id_number": N_("ID number"), "proof": N_("Proof")}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.custody:
            own = _own_part(one, data)
            yield (
                field_records.custody_record(one, eyes) | own,
                _shown(field_records.CUSTODY_LABELS, field_records.custody_cells(one, eyes), own),
            )

    return _section("custody", N_("Found things"), labels, told(), eyes.t)


def _own_part(one: FoundItem, data: PersonData) -> dict[str, str]:
    """Who found and who claimed a thing: the person in full, the other one by an initial."""
    finds = one.phone in data.phones if one.phone else False
    claims = one.claimant_phone in data.phones or one.id_number in data.documents
    return {
        "finder": one.finder if finds else public_name(one.finder), "phone": one.phone if finds else "",
        "claimant": one.claimant if claims else public_name(one.claimant),
        "id_number": one.id_number if claims else "", "proof": one.proof if claims else "",
    }  # fmt: skip


def _lost(data: PersonData, eyes: Eyes) -> Section:
    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.lost:
            own = {"owner": one.owner, "phone": one.phone, "name": one.name, "features": one.features}
            yield (
                field_records.lost_record(one, eyes) | own,
                _shown(field_records.LOST_LABELS, field_records.lost_cells(one, eyes), own),
            )

    return _section("lost", N_("Lost reports"), field_records.LOST_LABELS, told(), eyes.t)


def _hazards(data: PersonData, eyes: Eyes) -> Section:
    labels = hazards.LABELS | {"owner_phone": N_("Phone")}

    def told() -> Iterable[tuple[Record, Record]]:
        for one in data.hazards:
            own = {"owner": one.owner, "owner_phone": one.owner_phone}
            yield (
                hazards.hazard_record(one, eyes, {}) | own,
                _shown(hazards.LABELS, hazards.cells(one, eyes, {}), own),
            )

    return _section("hazards", N_("Hazards"), labels, told(), eyes.t)


def _history(data: PersonData, eyes: Eyes) -> Section:
    labels = {"at": N_("When"), "step": N_("What happened"), "by": N_("Who"), "reason": N_("Reason")}

    def told() -> Iterable[tuple[Record, Record]]:
        for row in data.history:
            record = {
                "at": eyes.iso(row.at),
                "step": row.step,
                "by": eyes.who(row.by),
                "reason": row.why(eyes.t),
            }
            yield record, record | {"step": eyes.t(STEP_LABELS.get(row.step, row.step))}

    return _section("history", N_("History"), labels, told(), eyes.t)


def _looks(data: PersonData, eyes: Eyes) -> Section:
    labels = {"at": N_("When"), "what": N_("What happened"), "by": N_("Who")}

    def told() -> Iterable[tuple[Record, Record]]:
        for look in data.looks:
            record = {"at": eyes.iso(look.at), "what": look.action, "by": eyes.who(look.by)}
            yield record, record | {"what": eyes.t(LOOKED[look.action])}

    return _section("looks", N_("Who looked at the card"), labels, told(), eyes.t)
