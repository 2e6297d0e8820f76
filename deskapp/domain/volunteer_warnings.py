"""What speaks against sending somebody on duty: age, consent, insurance, training; warnings, never walls.

No national rule on volunteer police fixes ages or insurance: the limits are settings of the room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.identity import age_on
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import TRAINING
from deskapp.domain.words import N_, Term, Words

WARNING = CodeList(
    "volunteer_warning", N_("Warnings"),
    Code("insurance", N_("Insurance")),
    Code("age", N_("Age")),
    Code("training", N_("Training")),
    Code("pledge", N_("Pledge")),
)  # fmt: skip
"""What warnings are about."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the room asks of its volunteers; 0 asks nothing."""

    youngest: int = 18
    oldest: int = 65
    insured: bool = True
    """Whether an insurance is asked for."""
    days_before: int = 30
    """How many days before an end of insurance or training it is told."""
    hours: int = 12
    """A duty longer than this is looked at; one that is still open then was forgotten."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to be known before a duty."""

    text: str
    """English sentence of the catalogue."""
    params: Mapping[str, object] = field(default_factory=dict)
    kind: str = ""
    """What it is about, as the code list `WARNING` names it."""

    def say(self, t: Words) -> str:
        """The sentence in the language of `t`."""
        return t(self.text, **self.params)


def warnings(dossier: Dossier, limits: Limits, today: date) -> tuple[Warned, ...]:
    """All of them, the gravest first."""
    return (
        *_about("age", _age(dossier, limits, today)),
        *_about("insurance", _insurance(dossier, limits, today)),
        *_about("training", _training(dossier, limits, today)),
    )


def register_warnings(dossier: Dossier, limits: Limits, today: date) -> tuple[Warned, ...]:
    """What the register has to say of somebody who belongs to it: before a duty, and that no pledge is signed."""
    one = dossier.volunteer
    if not one.is_open:
        return ()
    unsigned = one.pledged_on is None and one.status != "applicant"
    pledge = (Warned(N_("No pledge is signed."), kind="pledge"),) if unsigned else ()
    return (*warnings(dossier, limits, today), *pledge)


def _about(kind: str, found: Iterator[Warned]) -> Iterator[Warned]:
    return (replace(one, kind=kind) for one in found)


def _age(dossier: Dossier, limits: Limits, today: date) -> Iterator[Warned]:
    born, consent = dossier.person.born, dossier.volunteer.consent
    if born is None:
        if dossier.person.minor and not consent:
            yield Warned(N_("Under eighteen, and no consent is noted."))
        return
    age = age_on(born, today)
    if limits.youngest and age < limits.youngest and not consent:
        yield Warned(N_("{age} years old, younger than {limit}, and no consent is noted."),
                     {"age": age, "limit": limits.youngest})  # fmt: skip
    if limits.oldest and age > limits.oldest:
        yield Warned(N_("{age} years old, older than {limit}."), {"age": age, "limit": limits.oldest})


def _insurance(dossier: Dossier, limits: Limits, today: date) -> Iterator[Warned]:
    until = dossier.volunteer.insurance_until
    if not limits.insured:
        return
    if until is None:
        if not dossier.volunteer.insurance_no:
            yield Warned(N_("No insurance is noted."))
    elif until < today:
        yield Warned(N_("The insurance ended on {day}."), {"day": until.isoformat()})
    elif (until - today).days <= limits.days_before:
        yield Warned(N_("The insurance ends on {day}."), {"day": until.isoformat()})


def _training(dossier: Dossier, limits: Limits, today: date) -> Iterator[Warned]:
    last = {one.subject: one for one in sorted(dossier.trainings, key=lambda one: one.on_day)}
    for subject, one in last.items():
        if one.expires_on is None:
            continue
        params = {"subject": Term(TRAINING.source_of(subject)), "day": one.expires_on.isoformat()}
        if one.expires_on < today:
            yield Warned(N_("The training “{subject}” has expired on {day}."), params)
        elif (one.expires_on - today).days <= limits.days_before:
            yield Warned(N_("The training “{subject}” expires on {day}."), params)
