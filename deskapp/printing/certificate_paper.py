"""The certificate of service on paper, laid out from what was kept of it: a reprint says the same."""

from __future__ import annotations

from datetime import date, datetime

from deskapp.domain.certificate import Certificate, Statement, check_of, hours_of
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormPaper, FormRow


def certificate_paper(
    one: Certificate, calendar: Calendar, now: datetime, t: Words, *, practice: bool = False
) -> FormPaper:
    """The paper in the language of `t`; the first one made is the original, every other a copy."""
    said = one.statement
    marks = [t(N_("Practice: invented records"))] if practice else []
    if one.status != "issued":
        marks.append(t(N_("Void")))
    return FormPaper(
        language=t.language,
        banner=" · ".join(marks),
        station=f"{said.station} {said.room}",
        title=t(N_("Certificate of volunteer service")),
        number=t(N_("No. {number}"), number=said.number),
        copies=t(N_("Original")) if one.copies == 0 else t(N_("Copy of the original")),
        rows=(*_who(said, t), *_what(said, t), *_beside(said, t), *_issuer(said, t)),
        boxes=(Box(t(N_("Handled by")), t(N_("Signature, date"))), Box(t(N_("Issued by")), _day(said.issued_on, t),
               t(N_("Seal")))),
        notes=(_sentence(said, t), t(N_("Hours are those that an officer confirmed in this room; the way there and "
                                        "back does not count. What is on record can be asked for at the number "
                                        "above."))),
        foot=(
            t(N_("Check {digest}"), digest=check_of(one.digest)),
            t(N_("Printed {at} {by}"), at=f"{calendar.local(now):%Y-%m-%d %H:%M}", by=said.by),
        ),
        page=t(N_("Page {page} of {pages}")),
        made_at=now,
    )  # fmt: skip


def _day(text: str, t: Words) -> str:
    day = date.fromisoformat(text)
    return t(N_("{year}-{month:02d}-{day:02d}"), year=day.year, month=day.month, day=day.day)


def _sentence(said: Statement, t: Words) -> str:
    return t(
        N_("This is to certify that {name} served as a volunteer from {first} to {last}: {hours} hours, "
           "{times} times."),
        name=said.name, first=_day(said.first, t), last=_day(said.last, t), hours=hours_of(said.minutes),
        times=said.times,
    )  # fmt: skip


def _who(said: Statement, t: Words) -> tuple[FormRow, ...]:
    return (
        FormRow("head", (Cell(t(N_("Volunteer"))),)),
        FormRow("cells", (Cell(t(N_("Name")), said.name, 3), Cell(t(N_("Sex")), said.sex or "—", 2),
                          Cell(t(N_("Member number")), said.member_no, 3))),
        FormRow("cells", (Cell(said.id_kind, said.id_number, 4),
                          Cell(t(N_("Team")), _listed(said.teams, t) or "—", 4))),
    )  # fmt: skip


def _listed(parts: tuple[str, ...], t: Words) -> str:
    return ("、" if t.language == "zh" else ", ").join(parts)


def _what(said: Statement, t: Words) -> tuple[FormRow, ...]:
    rows = [
        FormRow("head", (Cell(t(N_("Service"))),)),
        FormRow("cells", (Cell(t(N_("First day")), _day(said.first, t), 3),
                          Cell(t(N_("Last day")), _day(said.last, t), 3),
                          Cell(t(N_("Hours of service")), t(N_("{hours} h"), hours=hours_of(said.minutes)), 3))),
    ]  # fmt: skip
    rows += [
        FormRow("cells", (
            Cell("", f"{part.dimension} · {part.service}" if part.service != part.dimension else part.dimension, 5),
            Cell("", t(N_("{count} times"), count=part.times), 2),
            Cell("", t(N_("{hours} h"), hours=hours_of(part.minutes)), 2)))
        for part in said.parts
    ]  # fmt: skip
    return tuple(rows)


def _beside(said: Statement, t: Words) -> tuple[FormRow, ...]:
    found = ((N_("Training"), said.trainings), (N_("Praise and evaluation"), said.honours))
    return tuple(FormRow("text", (Cell(t(label), "\n".join(lines)),)) for label, lines in found if lines)


def _issuer(said: Statement, t: Words) -> tuple[FormRow, ...]:
    return (
        FormRow("head", (Cell(t(N_("Issued by"))),)),
        FormRow("cells", (Cell(t(N_("Issuer")), f"{said.station} {said.room}", 5),
                          Cell(t(N_("How to reach it")), said.contact, 4))),
    )  # fmt: skip
