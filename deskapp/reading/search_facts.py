"""What of a record of each register may be told as the reason why it was found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date

from deskapp.domain.search_hits import Facts, Texts
from deskapp.domain.words import N_, Words
from deskapp.reading.people import value
from deskapp.reading.requests import request_of
from deskapp.tables.sheltered import SEALED_REQUEST, UNNAMED


def _request_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    request = request_of(row)

    def texts() -> Texts:
        if request.in_file:
            return
        yield N_("What is it"), request.words_outside(today)
        yield N_("Place"), request.place
        if not request.is_sheltered(today):
            yield N_("Address"), request.address
        yield N_("Result"), request.result
        yield N_("Receipt number of the case system"), request.receipt
        yield N_("Waiting for whom"), request.waiting_for
        if not request.is_case:
            for entry in connection.execute(
                "SELECT text FROM action_log WHERE subject = 'request' AND subject_id = ? ORDER BY id DESC",
                (request.id,),
            ):
                yield N_("Log entry"), entry[0]

    shown = request.shown_name(today, t)
    sql = f"SELECT {SEALED_REQUEST} FROM request WHERE id = ?"
    if request.category in UNNAMED or connection.execute(sql, (request.id,)).fetchone()[0]:
        return Facts(request.number, "", shown, "", (), "", texts)
    return Facts(
        request.number, request.applicant, shown, row["sounds"], (request.phone,), request.id_number, texts
    )


def _person_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    person = value(connection, row)

    def texts() -> Texts:
        if not person.is_sheltered(today):
            yield N_("Address"), person.address
            yield N_("Notes"), person.notes

    shown = person.shown_name(today, t)
    return Facts(person.number, person.name, shown, row["sounds"], person.phones, person.id_number, texts)


def _dispute_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.domain.dispute_shown import (  # late, as below: few searches find one
        shown_names,
        shown_summary,
    )
    from deskapp.reading.disputes import for_lists

    file = for_lists(connection, row["id"])
    assert file is not None
    people = connection.execute(
        "SELECT c.name, c.sounds, c.phones, c.id_number FROM dispute_party AS p JOIN person AS c "
        "ON c.id = p.person_id WHERE p.dispute_id = ? AND p.gone = 0 ORDER BY p.id",
        (file.dispute.id,),
    ).fetchall()

    def texts() -> Texts:
        if file.sheltered:
            return
        yield N_("What is it"), shown_summary(file, t)
        yield N_("Place"), file.dispute.place
        yield N_("Agreement"), f"{file.dispute.agreement_no} {file.dispute.agreement}".strip()
        yield N_("Told"), file.dispute.advice
        for entry in connection.execute(
            "SELECT text FROM action_log WHERE subject = 'dispute' AND subject_id = ? ORDER BY id DESC",
            (file.dispute.id,),
        ):
            yield N_("Log entry"), entry[0]

    if file.dispute.sealed:  # it is found by its number alone, and so nothing else may be told as the reason
        people = []
    names = " / ".join(one["name"] for one in people)
    sounds = " ".join(one["sounds"] for one in people if one["sounds"])
    phones = tuple(phone for one in people for phone in one["phones"].split(",") if phone)
    document = next((one["id_number"] for one in people if one["id_number"]), "")
    return Facts(file.dispute.number, names, shown_names(file, t), sounds, phones, document, texts)


def _volunteer_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.reading.volunteers import by_id

    found = by_id(connection, row["id"])
    assert found is not None
    one, person = found.volunteer, found.person

    def texts() -> Texts:
        yield N_("Member number"), one.member_no
        yield N_("Employer"), one.employer
        yield N_("Skills"), one.skills
        yield N_("Grid"), one.grid
        if not person.is_sheltered(today):
            yield N_("Address"), person.address
        for entry in connection.execute(
            "SELECT text FROM action_log WHERE subject = 'volunteer' AND subject_id = ? ORDER BY id DESC",
            (one.id,),
        ):
            yield N_("Log entry"), entry[0]

    sounds = connection.execute("SELECT sounds FROM person WHERE id = ?", (one.person_id,)).fetchone()[0]
    shown = person.shown_name(today, t)
    return Facts(
        one.number, person.name, shown, sounds, (*person.phones, one.member_no), person.id_number, texts
    )


def _activity_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.domain.activity_kinds import KIND, LABELS
    from deskapp.reading.activities import activity_of

    one = activity_of(row)

    def texts() -> Texts:
        for name in ("place", "route", "text", "unit", "handed_to", "season", "outside_no"):
            yield LABELS[name], getattr(one, name)
        yield N_("Reason"), one.missed
        for entry in connection.execute(
            "SELECT text FROM action_log WHERE subject = 'activity' AND subject_id = ? ORDER BY id DESC",
            (one.id,),
        ):
            yield N_("Log entry"), entry[0]

    return Facts(one.number, "", KIND.label_of(one.kind, t), "", (), one.outside_no, texts)


def _entries(connection: sqlite3.Connection, subject: str, key: int) -> Texts:
    for entry in connection.execute(
        "SELECT text FROM action_log WHERE subject = ? AND subject_id = ? ORDER BY id DESC", (subject, key)
    ):
        yield N_("Log entry"), entry[0]


def _appeal_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    def texts() -> Texts:
        yield N_("Text of the appeal"), row["text"]
        yield N_("Place"), row["place"]
        yield N_("Result"), row["result"]
        yield N_("Number of the incident or case"), row["incident_no"]
        yield from _entries(connection, "lead_appeal", row["id"])

    return Facts(row["number"], "", "", "", (), "", texts)


def _custody_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.domain.custody_card import shown_claimant, shown_finder  # late, as above
    from deskapp.reading.field_records import item_by_id

    found = item_by_id(connection.execute, row["id"])
    assert found is not None

    def texts() -> Texts:
        yield N_("What thing it is"), found.name
        yield N_("Colour and features"), found.features
        yield N_("Where it was found"), found.found_place
        yield N_("Locker"), found.locker
        yield from _entries(connection, "custody", found.id)

    names = " / ".join(filter(None, (found.finder, found.claimant)))
    shown = " / ".join(filter(None, (shown_finder(found), shown_claimant(found))))
    phones = tuple(filter(None, (found.phone, found.claimant_phone)))
    return Facts(found.number, names, shown, row["sounds"], phones, found.id_number, texts)


def _lost_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.reading.field_records import report_by_id  # late, as above

    found = report_by_id(connection.execute, row["id"])
    assert found is not None

    def texts() -> Texts:
        if found.kind != "person":
            yield N_("What thing it is"), found.name
        yield N_("Colour and features"), found.shown_features()
        yield N_("Last seen where"), found.shown_place()
        yield N_("Result"), found.shown_result()
        if not found.is_hidden:
            yield from _entries(connection, "lost_report", found.id)

    names = " / ".join(filter(None, (found.name, found.owner)))
    shown = " / ".join(filter(None, (found.shown_name(), found.shown_owner())))
    return Facts(found.number, names, shown, row["sounds"], (found.phone,), "", texts)


def _area_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.domain.area_form import LABELS

    def texts() -> Texts:
        for name in ("code", "address", "contact", "notes"):
            yield LABELS[name], row[name]

    return Facts(row["number"], row["name"], row["name"], row["sounds"], (row["phone"],), "", texts)


def _hazard_facts(connection: sqlite3.Connection, row: sqlite3.Row, today: date, t: Words) -> Facts:
    from deskapp.domain.hazard_form import LABELS
    from deskapp.domain.search_keys import name_keys
    from deskapp.reading.hazards import by_id

    one = by_id(connection, row["id"])
    assert one is not None

    def texts() -> Texts:
        yield LABELS["summary"], one.summary
        yield LABELS["place"], one.place
        yield LABELS["area"], one.area
        yield LABELS["done"], one.measure
        yield LABELS["order_no"], one.order_no
        for entry in connection.execute(
            "SELECT text FROM action_log WHERE subject = 'hazard' AND subject_id = ? ORDER BY id DESC",
            (one.id,),
        ):
            yield N_("Log entry"), entry[0]

    return Facts(one.number, one.owner, one.owner, name_keys(one.owner), (one.owner_phone,), "", texts)


FACTS: Mapping[str, Callable[[sqlite3.Connection, sqlite3.Row, date, Words], Facts]] = {
    "person": _person_facts,
    "volunteer": _volunteer_facts,
    "area": _area_facts,
    "hazard": _hazard_facts,
    "dispute": _dispute_facts,
    "activity": _activity_facts,
    "lost_report": _lost_facts,
    "custody": _custody_facts,
    "lead_appeal": _appeal_facts,
    "request": _request_facts,
}
"""By the table of the records."""
