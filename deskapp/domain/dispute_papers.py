"""Which papers a dispute has, and which of them its file must hold before it is archived."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.dispute import File
from deskapp.domain.words import N_

PAPER = CodeList(
    "dispute_paper", N_("Paper"),
    Code("agreement_security", N_("Agreement of public-order mediation")),
    Code("agreement_on_site", N_("Agreement of on-the-spot mediation")),
    Code("agreement_peoples", N_("Agreement of people's mediation")),
    Code("oral_sheet", N_("Register sheet of an oral agreement")),
    Code("acceptance", N_("Acceptance sheet")),
    Code("record", N_("Record of mediation")),
    Code("followup", N_("Record of a follow-up")),
    Code("rights", N_("Notice of rights and duties")),
    Code("termination", N_("Notice of termination")),
)  # fmt: skip


def required_papers(file: File) -> tuple[str, ...]:
    """The papers that the file of this kind must hold, as it stands now.

    公安机关治安调解工作规范 (2007) for the police kinds; the forms of the Ministry of Justice for people's mediation.
    """
    dispute = file.dispute
    if dispute.accepted_at is None or dispute.decline_reason:
        return ()
    agreed = dispute.agreed_at is not None  # facts, not the state: an archived file needs what it needed
    made = {
        "security": ("record",) if file.sessions else (),
        "on_site": (),
        "peoples": ("acceptance", "rights", "record") if file.sessions else ("acceptance", "rights"),
        "joint": ("record",) if file.sessions else (),
    }.get(dispute.kind, ())
    if agreed:
        return (*made, *_agreement(file), *_followup(file))
    # What went to another body did not end here: without the ways that the parties were told there is no notice.
    ended = dispute.kind == "peoples" and (dispute.is_open or bool(dispute.advice))
    return (*made, "termination") if ended else made


def _agreement(file: File) -> tuple[str, ...]:
    dispute = file.dispute
    if dispute.kind == "security":
        return ("agreement_security",) if dispute.outcome == "written_agreed" else ()
    if dispute.kind == "on_site":
        return ("agreement_on_site",)
    if dispute.kind in ("peoples", "joint"):
        # The outcome may be a way of the law by now; that all signed is still true.
        written = dispute.signed or dispute.outcome == "partial"
        return ("agreement_peoples",) if written else ("oral_sheet",)
    return ()


def _followup(file: File) -> tuple[str, ...]:
    visited = any(visit.done_at is not None for visit in file.visits)
    return ("followup",) if file.dispute.kind == "peoples" and visited else ()


def missing_papers(file: File) -> tuple[str, ...]:
    """The required papers that were not made yet."""
    made = {paper.kind for paper in file.papers}
    return tuple(kind for kind in required_papers(file) if kind not in made)
