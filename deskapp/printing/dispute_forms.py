"""The nine forms of a dispute, each laid out from the file; what is missing is named before anything is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import KIND, OUTCOME, SOURCE, TYPE
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.money import show_money
from deskapp.domain.request_codes import FOLLOWUP
from deskapp.domain.words import N_, Words
from deskapp.printing.dispute_form_blocks import (
    FormFacts,
    agreement_rows,
    at_text,
    cells_row,
    committee_boxes,
    flat,
    held_rows,
    host_box,
    label_of,
    matter_rows,
    party_rows,
    presiding_rows,
    sign_box,
    sign_boxes,
    sitting_rows,
    text_row,
    who,
)
from deskapp.printing.dispute_form_needs import refuse_lacking
from deskapp.printing.form_paper import Box, FormPaper, FormRow


def form_of(kind: str, file: File, facts: FormFacts, *, by_hand: bool = False) -> FormPaper:
    """The form `kind` of a dispute. Raises DeskError where something that it must contain is missing.

    `by_hand` is as in `refuse_lacking`.
    """
    t = facts.words
    refuse_lacking(kind, file, t, by_hand=by_hand)
    rows, notes, boxes = _MAKERS[kind](file, facts)
    return FormPaper(
        language=t.language,
        banner=t(N_("Practice: invented records")) if facts.practice else "",
        station=flat(f"{facts.station} {facts.room}"),
        title=_title(kind, file, t),
        number=facts.number,
        copies=t(N_("copies: {count}"), count=facts.copies),
        rows=tuple(rows),
        boxes=tuple(boxes),
        notes=tuple(notes),
        foot=(
            t(N_("File {number}"), number=file.dispute.number),
            t(N_("Printed {at} {by}"), at=at_text(facts.now, facts), by=flat(facts.by)),
        ),
        page=t(N_("Page {page} of {pages}")),
        made_at=facts.now,
    )


def _title(kind: str, file: File, t: Words) -> str:
    # What several departments settled together is no people's mediation: no committee stands behind it.
    if kind == "agreement_peoples" and file.dispute.kind == "joint":
        return t(N_("Agreement of joint mediation"))
    return PAPER.label_of(kind, t)


_Made = tuple[list[FormRow], list[str], list[Box]]

# -- pieces


def _security(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    notes = [
        t(N_("The parties have agreed of their own free will. An agreement that is performed ends the matter without a "
             "penalty; where it is not performed, the public-order matter is dealt with by law, and the parties may "
             "bring the civil dispute before a court (治安管理处罚法 Art. 9).")),
    ]  # fmt: skip
    rows = [
        *presiding_rows(file, facts), *held_rows(file, facts), *party_rows(file, facts), *matter_rows(file, facts),
        *agreement_rows(file, facts),
    ]  # fmt: skip
    return rows, notes, sign_boxes(file, facts, host_box(N_("Presiding officer"), facts))


def _on_site(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    notes = [
        t(N_("The matter was mediated on the spot and the agreement performed at once; the parties have no further "
             "claims against each other from it.")),
    ]  # fmt: skip
    rows = [
        *presiding_rows(file, facts),
        *party_rows(file, facts),
        *matter_rows(file, facts),
        *agreement_rows(file, facts),
    ]
    return rows, notes, sign_boxes(file, facts, host_box(N_("Officer on the spot"), facts))


def _peoples(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    if file.dispute.kind == "joint":
        note = t(N_("The parties agree of their own free will and perform what they promised; it takes effect on "
                    "signature and seal. Where it is not performed, each party may go to court."))  # fmt: skip
        return (
            _agreed_rows(file, facts),
            [note],
            sign_boxes(file, facts, host_box(N_("Mediating body"), facts)),
        )
    notes = [
        t(N_("The agreement binds the parties, who perform it as they promised; it takes effect on signature and seal. "
             "Within 30 days of that day both parties together may ask the court to confirm it "
             "(人民调解法 Art. 31, 33).")),
    ]  # fmt: skip
    return _agreed_rows(file, facts), notes, sign_boxes(file, facts, *committee_boxes(facts))


def _agreed_rows(file: File, facts: FormFacts) -> list[FormRow]:
    return [
        *party_rows(file, facts),
        *matter_rows(file, facts),
        *agreement_rows(file, facts),
        *presiding_rows(file, facts),
    ]


def _oral(file: File, facts: FormFacts) -> _Made:
    rows = _agreed_rows(file, facts)
    t = facts.words
    if file.dispute.kind == "joint":
        note = t(N_("An oral agreement takes effect from the day on which it is reached."))
        return rows, [note], [host_box(N_("Mediating body"), facts)]
    note = t(N_("An oral agreement takes effect from the day on which it is reached (人民调解法 Art. 30)."))
    return rows, [note], list(committee_boxes(facts))


def _acceptance(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    rows = [
        *presiding_rows(file, facts),
        cells_row(
            (t(SOURCE.label), label_of(SOURCE, dispute.source, t), 2),
            (t(KIND.label), label_of(KIND, dispute.kind, t), 2),
            (t(N_("Accepted on")), at_text(dispute.accepted_at or dispute.entered_at, facts), 3),
        ),
        cells_row(
            (t(N_("People in it")), str(dispute.people)),
            (t(N_("Sum in dispute (元)")), show_money(dispute.amount) if dispute.amount else "—"),
        ),
        *party_rows(file, facts),
        *matter_rows(file, facts),
    ]
    boxes = [Box(who(p, t), t(N_("Signature, date"))) for p in file.sides[:2]]
    return rows, [], [*boxes, host_box(N_("Registered by"), facts)]


def _record(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    rows = [
        *presiding_rows(file, facts),
        cells_row((t(TYPE.label), label_of(TYPE, dispute.type, t)), (t(N_("Place")), dispute.place)),
        *party_rows(file, facts),
        text_row(t(N_("Main facts: cause, course, result")), dispute.summary, 2),
        *sitting_rows(file, facts),
        cells_row((t(OUTCOME.label), label_of(OUTCOME, dispute.outcome, t) or "—")),
    ]
    note = t(N_("Read to all present, who found it right."))
    return (
        rows,
        [note],
        sign_boxes(file, facts, host_box(N_("Presided by"), facts), sign_box(N_("Recorder"), facts)),
    )


def _followup(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        cells_row(
            (t(N_("Parties")), names, 2), (t(N_("Number of the agreement")), dispute.agreement_no or "—")
        ),
        text_row(t(N_("What is it")), dispute.summary),
        text_row(t(N_("What was agreed")), dispute.agreement),
    ]
    for visit in file.visits:
        if visit.done_at is not None:
            rows += [
                cells_row(
                    (t(N_("Visited")), at_text(visit.done_at, facts), 3),
                    (t(N_("By")), facts.officers.get(visit.by, ""), 2),
                    (t(FOLLOWUP.label), label_of(FOLLOWUP, visit.result, t), 2),
                ),
                text_row(t(N_("Performance, signs of a relapse, what was done")), visit.note, 2),
            ]
    return (
        rows,
        [],
        [Box(t(N_("Visited person")), t(N_("Signature, date"))), host_box(N_("Visited by"), facts)],
    )


_RIGHTS = (
    N_("1. You may choose a mediator or accept the one proposed."),
    N_("2. You may accept mediation, refuse it, or ask to end it at any time."),
    N_("3. You may ask that it be held in public or not in public."),
    N_("4. You may say freely what you want, and agree of your own free will."),
    N_("5. Mediation costs nothing."),
)
_DUTIES = (
    N_("1. Tell the facts of the dispute truthfully."),
    N_("2. Keep order during the mediation and respect the mediators."),
    N_("3. Respect the rights of the other party."),
    N_("4. Perform an agreement that was reached."),
)


def _rights(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        *presiding_rows(file, facts),
        cells_row((t(N_("Parties")), names)),
        text_row(t(N_("Rights (人民调解法 Art. 4, 23)")), "\n".join(map(t, _RIGHTS))),
        text_row(t(N_("Duties (人民调解法 Art. 24, 31)")), "\n".join(map(t, _DUTIES))),
    ]
    notes = [
        t(N_("I have read this notice, or it was read to me, and I understand it.")),
        t(N_("Do you want mediation by this body? Each party ticks in the box: □ yes  □ no")),
    ]
    told = N_("□ yes  □ no      Signature, fingerprint, date")
    boxes = [Box(who(p, t), t(told)) for p in file.sides]
    return rows, notes, [*boxes, host_box(N_("Told by"), facts)]


def _termination(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        *presiding_rows(file, facts),
        cells_row((t(N_("Parties")), names)),
        *matter_rows(file, facts),
        cells_row((t(OUTCOME.label), label_of(OUTCOME, dispute.outcome, t) or t(N_("No agreement")))),
        text_row(t(N_("Ways that are open to you")), dispute.advice, 3),
    ]
    note = t(
        N_("The mediation of this dispute has ended. You may go to court, to arbitration or to an authority.")
    )
    return rows, [note], sign_boxes(file, facts, host_box(N_("Mediating body"), facts))


_MAKERS: Mapping[str, Callable[[File, FormFacts], _Made]] = {
    "agreement_security": _security, "agreement_on_site": _on_site, "agreement_peoples": _peoples,
    "oral_sheet": _oral, "acceptance": _acceptance, "record": _record, "followup": _followup,
    "rights": _rights, "termination": _termination,
}  # fmt: skip
