"""Certificates of service as plain values for JSON and tables, masked in one place."""

from __future__ import annotations

from deskapp.domain.certificate import STATUS, Certificate, hours_of
from deskapp.domain.masks import outside_name
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": N_("State"), "volunteer": N_("Volunteer record"),
    "member_no": N_("Member number"), "name": N_("Name"), "first": N_("First day"), "last": N_("Last day"),
    "hours": N_("Hours of service"), "copies": N_("Printed"), "issued_on": N_("Issued on"),
    "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of a certificate, in their order, and their column heads."""


def heads(t: Words) -> list[str]:
    """The column heads of a table of certificates."""
    return [t(label) for label in LABELS.values()]


def cells(one: Certificate, who: Dossier | None, eyes: Eyes) -> list[str]:
    """A certificate as one line of a table."""
    values = certificate_record(one, who, eyes)
    values |= {"status": STATUS.label_of(one.status, eyes.t), "hours": hours_of(one.minutes)}
    return [str(values[name]) for name in LABELS]


def certificate_record(one: Certificate, who: Dossier | None, eyes: Eyes) -> dict[str, object]:
    """A certificate as lists and exports give it: no document number, of a sheltered person an initial."""
    said = one.statement
    sheltered = who is not None and who.person.is_sheltered(eyes.today)
    return {
        "number": one.number, "status": one.status, "volunteer": who.volunteer.number if who else "",
        "member_no": said.member_no, "name": outside_name(said.name, sheltered=sheltered, style=eyes.room.masks),
        "first": said.first, "last": said.last, "minutes": said.minutes, "times": said.times,
        "parts": [
            {"dimension": part.dimension, "service": part.service, "minutes": part.minutes, "times": part.times}
            for part in said.parts
        ],
        "issued_on": said.issued_on, "copies": one.copies, "sha256": one.digest,
        "entered_at": eyes.iso(one.entered_at), "entered_by": eyes.who(one.entered_by),
    }  # fmt: skip
