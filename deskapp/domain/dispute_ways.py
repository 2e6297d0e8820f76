"""What stands against a step of a dispute before anything is typed: asked beforehand, and again when it is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskapp.domain import dispute_guards as guards
from deskapp.domain.codes import Choices
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import POLICE_KINDS
from deskapp.domain.dispute_outcome import FORM, forms_of
from deskapp.domain.dispute_papers import PAPER, missing_papers
from deskapp.domain.dispute_steps import AGREED, MACHINE
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Bar, Step
from deskapp.domain.officer import Officer
from deskapp.domain.reasons import Reasons, joined
from deskapp.domain.words import N_, Way


def barred(file: File, code: str, officers: Sequence[Officer]) -> Bar | None:
    """What stands against the step `code` whatever would be typed into it; None where nothing does."""
    if (never := _never(file, code)) is not None:
        return Bar(never, lasting=True)
    error = _unfinished(file) if code == "archive" else joined(_waiting(file, code, officers))
    return Bar(error) if error is not None else None


def bars(file: File, officers: Sequence[Officer]) -> dict[str, Bar]:
    """What stands against the steps of the file's state, by their codes."""
    allowed = MACHINE.allowed(file.dispute.status)
    found = ((step.code, barred(file, step.code, officers)) for step in allowed)
    return {code: bar for code, bar in found if bar is not None}


def possible(file: File, officers: Sequence[Officer]) -> tuple[Step, ...]:
    """The steps that can be taken now."""
    against = bars(file, officers)
    return tuple(step for step in MACHINE.allowed(file.dispute.status) if step.code not in against)


def outcome_bar(file: File, officers: Sequence[Officer]) -> DeskError | None:
    """What stands against every outcome of a file that is open to one; None where nothing does."""
    steps = {"registered": ("accept", "session"), "accepted": ("session",)}.get(file.dispute.status, ())
    found: dict[str, DeskError] = {}
    for code in steps:
        # Who presides is settled with the acceptance.
        known = officers if file.dispute.status == "accepted" else None
        found |= {str(error): error for error in _waiting(file, code, known)}
    return joined(found.values())


def outcomes_of(file: File | None, officers: Sequence[Officer]) -> frozenset[str]:
    """The outcomes that can be written down for a file now."""
    if file is None or file.dispute.status not in FORM.sources or outcome_bar(file, officers) is not None:
        return frozenset()
    kind = file.dispute.kind
    if file.dispute.status != "registered" or not file.dispute.domestic_violence:
        return forms_of(kind)
    # Domestic violence is mediated by a committee or jointly, or not at all.
    apt = frozenset(guards.FORMS["peoples"]) | frozenset(guards.FORMS["joint"])
    return frozenset(form for form in forms_of(kind) if form not in AGREED or form in apt)


def _waiting(file: File, code: str, officers: Sequence[Officer] | None) -> Iterator[DeskError]:
    dispute = file.dispute
    if code == "accept":
        yield from guards.wrong_sides(file)
    if code in ("accept", "retry", "remediate"):
        yield from guards.unwilling(file)
    if code == "session":
        yield from guards.unguarded(file)
        if officers is not None:
            yield from guards.wrong_presider(dispute.kind, dispute.presider, officers)


def _never(file: File, code: str) -> DeskError | None:
    dispute = file.dispute
    if code == "remediate" and dispute.kind in POLICE_KINDS:
        return DeskError(
            N_("An agreement before the police that is not kept is dealt with by law. Name the penalty or the court: "
               "{way}"),
            way=Way(
                N_("press 7, “By law”"),
                f"deskapp step {dispute.number} close --set way=penalty --set number=NO",
            ),
        )  # fmt: skip
    if code == "confirm" and (dispute.kind != "peoples" or dispute.effective_on is None):
        return DeskError(
            N_("A court confirms agreements of people's mediation alone. The performance of this one goes on without "
               "it: choose another step."),
            field="confirmation",
        )  # fmt: skip
    if code == "pay" and dispute.agreed_sum <= dispute.paid:
        return DeskError(
            N_("The agreement names no sum that is open, so no part of it is paid. Say that it was fulfilled, or that "
               "it was not: {way}"),
            field="sum",
            way=Way(
                N_("press 2, “Fulfilled”, or 3, “Not performed”"),
                f"deskapp step {dispute.number} fulfil --text EVIDENCE",
            ),
        )  # fmt: skip
    return None


def _unfinished(file: File) -> DeskError | None:
    """All that an archived file would still owe."""
    owed = tuple(_owed(file))
    return DeskError(N_("It is not archived yet: {every}"), every=Reasons(owed)) if owed else None


def _owed(file: File) -> Iterator[DeskError]:
    dispute, number = file.dispute, file.dispute.number
    planned = [visit.due_on for visit in file.visits if visit.done_at is None]
    visits = dispute.status in ("fulfilled", "followed_up") and bool(planned)
    if visits:
        yield DeskError(
            N_("A follow-up is planned for {days}: {way}"),
            days=", ".join(str(day) for day in sorted(planned)),
            way=Way(N_("press 1"), f"deskapp step {number} follow_up --set result=satisfied --text FOUND"),
        )  # fmt: skip
    if waiting := sum(not signal.answer for signal in file.signals):
        yield DeskError(
            N_("Warnings without an answer, {count}: {way}"), count=waiting,
            way=Way(N_("Ctrl+L in the file"), f"deskapp dispute warnings {number}"),
        )  # fmt: skip
    if dispute.confirmation == "applied":
        yield DeskError(
            N_("The court has not answered yet; note its ruling: {way}"),
            way=Way(
                N_("press 8"),
                f"deskapp step {number} confirm --set confirmation=confirmed --set number=NO",
            ),
        )  # fmt: skip
    missing = missing_papers(file)
    if visits and dispute.kind == "peoples" and not any(paper.kind == "followup" for paper in file.papers):
        missing = (*missing, *(() if "followup" in missing else ("followup",)))
    if missing:
        yield DeskError(
            N_("Papers are missing: {papers}. Make them: {way}"), papers=Choices(PAPER, missing),
            way=Way(N_("Ctrl+B in the file"), f"deskapp paper {number} {missing[0]} --pdf FILE"),
        )  # fmt: skip
