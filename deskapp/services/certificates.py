"""What a person can do with certificates: issue one from confirmed hours, set it on paper, void it with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from deskapp.domain.attendance_codes import DIMENSION, SERVICE
from deskapp.domain.certificate import (
    PREFIX,
    STEP_LABELS,
    Certificate,
    Part,
    Statement,
    digest_of,
    hours_of,
    refuse_days,
    refuse_lacking,
)
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.person_codes import ID_KIND, SEX
from deskapp.domain.rights import VOID
from deskapp.domain.text import clean, narrow
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import HONOUR, TRAINING
from deskapp.domain.words import N_, Words
from deskapp.reading.certificates import certificate_of, served, times
from deskapp.services.keeping import keep, key_of, officers, read_reason, refuse_moved
from deskapp.services.reversals import Records
from deskapp.services.store import Writing
from deskapp.services.volunteer_book import VolunteerBook, refuse_gone
from deskapp.tables.certificate import CertificateRow

SUBJECT = "certificate"


@dataclass
class Certificates(VolunteerBook):
    """The verbs of certificates of one room."""

    contact: str = ""
    """How the station is reached: it must stand on each."""

    def issue(self, volunteer: str, first: date, last: date, actor: Actor, t: Words) -> Certificate:
        """Give a number to what the confirmed hours of these days say, in the language of `t`; it is kept so.

        Raises DeskError, naming what is missing.
        """
        with self.store.write(actor) as writing:
            row = self.row(writing, volunteer)
            refuse_gone(row)
            refuse_days(first, last, self.today)
            found = self.dossier(writing, row)
            said = self._statement(writing, found, first, last, t)
            content = said.text()
            made = CertificateRow(
                room_id=self.room.id, number=said.number, day=self.today.isoformat(), volunteer_id=key_of(row),
                first=first.isoformat(), last=last.isoformat(), minutes=said.minutes, content=content,
                digest=digest_of(content), entered_at=writing.at, entered_by=actor.officer_id,
            )  # fmt: skip
            writing.session.add(made)
            writing.session.flush()
            writing.journal("issue", SUBJECT, key_of(made))
            keep(writing, SUBJECT, made, {}, "issue", fresh=True)
            return certificate_of(made.model_dump())

    def copied(self, number: str, actor: Actor) -> Certificate:
        """Keep that it was set on paper once more. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.certificate(writing, number)
            if row.status != "issued":
                raise DeskError(
                    N_(
                        "{number} is void and is not printed any more: see deskapp certificate issue for a new one."
                    ),
                    number=row.number,
                )
            before = row.model_dump()
            row.copies += 1
            keep(writing, SUBJECT, row, before, "copy")
            return certificate_of(row.model_dump())

    def void(self, number: str, reason: str, actor: Actor, version: int | None = None) -> Certificate:
        """Take a certificate out of force; its number and what it said stay. Raises DeskError."""
        with self.store.write(actor, VOID) as writing:
            row = self.certificate(writing, number)
            refuse_moved(row, version)
            said = read_reason(reason)
            if row.status != "issued":
                raise DeskError(
                    N_("{number} is void already. See what it said: deskapp certificate show {number}"),
                    number=row.number,
                )
            writing.journal("void", SUBJECT, key_of(row))
            before = row.model_dump()
            row.status, row.is_open = "voided", 0
            keep(writing, SUBJECT, row, before, "void", said)
            return certificate_of(row.model_dump())

    def certificate(self, writing: Writing, number: str) -> CertificateRow:
        """The row of a number. Raises DeskError where there is none."""
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(CertificateRow).where(
                CertificateRow.room_id == self.room.id, CertificateRow.number == said
            )
        ).first()
        if found is None or found.status == "undone":
            raise no_certificate(number)
        return found

    def _statement(self, writing: Writing, found: Dossier, first: date, last: date, t: Words) -> Statement:
        connection = writing.session.connection()

        def read(sql: str, params: tuple[object, ...]) -> object:
            return connection.exec_driver_sql(sql, params).mappings()

        one, person = found.volunteer, found.person
        parts = tuple(
            Part(DIMENSION.label_of(dimension, t), SERVICE.label_of(service, t), minutes, count)
            for dimension, service, minutes, count in served(read, one.id, first, last)
        )
        minutes = sum(part.minutes for part in parts)
        refuse_lacking(person, minutes, self.contact, t)
        writer = next(o for o in officers(writing, self.room.id) if o.id == writing.actor.officer_id)
        return Statement(
            number=writing.next_number(PREFIX, self.today), issued_on=self.today.isoformat(), name=person.name,
            sex=SEX.label_of(person.sex, t) if person.sex else "",
            id_kind=ID_KIND.label_of(person.id_kind or "resident_id", t), id_number=person.id_number,
            member_no=one.member_no, teams=tuple(dict.fromkeys(
                held.team for held in found.memberships if held.from_on <= last and (held.to_on or last) >= first)),
            first=first.isoformat(), last=last.isoformat(), minutes=minutes, times=times(read, one.id, first, last),
            parts=parts,
            trainings=tuple(
                f"{held.on_day} {TRAINING.label_of(held.subject, t)} {t(N_('{hours} h'), hours=hours_of(held.minutes))}"
                for held in found.trainings if first <= held.on_day <= last),
            honours=tuple(
                " ".join(filter(None, (str(held.on_day), HONOUR.label_of(held.kind, t), held.title, held.given_by)))
                for held in found.honours if first <= held.on_day <= last and held.kind != "warning"),
            station=self.room.station, room=self.room.name, contact=self.contact, by=writer.signature(),
        )  # fmt: skip


def no_certificate(number: str) -> DeskError:
    """The sentence for a number that no certificate has."""
    return DeskError(
        N_("There is no certificate {number}. Look: deskapp certificate list"),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip


def _check(writing: Writing, row: CertificateRow) -> None:
    """Refuse to undo what stands on a paper in somebody's hands."""
    if row.status == "undone" and row.copies:
        raise DeskError(
            N_("{number} was printed and cannot be undone. Void it: deskapp certificate void {number}"),
            number=row.number,
        )


def reversal() -> Records:
    """How certificates are taken back: issued ones while no paper was made of them."""
    return Records(SUBJECT, CertificateRow, frozenset({"issued"}), STEP_LABELS, _check)
