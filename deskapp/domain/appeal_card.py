"""A lead appeal as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain.appeal import CHANNEL, FIELDS, KIND, STATUS, Appeal
from deskapp.domain.appeal_check import findings, said_of
from deskapp.domain.appeal_steps import STEP_LABELS
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.field_trail import trail as field_trail
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.words import N_, Words

VERDICT = CodeList(
    "reply_verdict", N_("Worth"),
    Code("useful", N_("helped")),
    Code("useless", N_("did not help")),
)  # fmt: skip

_SHAPES = {"issued": "in_progress"}
"""What is out is half done; a certificate that was issued is done."""


def state_text(appeal: Appeal, view: View) -> str:
    """Shape and word of the state; one that has run out says so."""
    t = view.words
    shape = t.marks.states[_SHAPES.get(appeal.status, appeal.status)]
    said = f"{shape} {STATUS.label_of(appeal.status, t)}"
    return f"{said}  ! {t(N_('has run out'))}" if appeal.ran_out(view.calendar.day(view.now)) else said


def card(
    appeal: Appeal, view: View, minors: Sequence[str] = (), *, sees: bool, beside: bool = False
) -> tuple[Line, ...]:
    """The lines of an appeal, empty ones left out; who gave a clue stands there only where one `sees` it.

    `minors` are the names of minors that the desk knows. `beside` a list nothing of the replies is told but how many.
    """
    t, when = view.words, view.when
    late = appeal.ran_out(view.calendar.day(view.now))
    found = said_of(findings(appeal.text, minors), t) if appeal.status == "draft" else ""
    lines = (
        Line(t(N_("State")), state_text(appeal, view), "overdue" if late else ""),
        Line(t(KIND.label), KIND.label_of(appeal.kind, t)),
        Line(t(N_("Text of the appeal")), appeal.text),
        Line(
            t(N_("Found in the text")),
            f"! {found} · {t(N_('take it out, or say why it stays'))}" if found else "",
            "urgent",
        ),
        Line(t(N_("Why what was found stays")), appeal.kept_why),
        Line(t(N_("Place")), appeal.place),
        Line(t(N_("Area")), view.area(appeal.area_id)),
        Line(t(CHANNEL.label), CHANNEL.label_of(appeal.channel, t)),
        Line(t(N_("Runs until")), appeal.expires_on.isoformat() if appeal.expires_on else ""),
        Line(
            t(N_("Put out")),
            f"{when(appeal.issued_at)}  {view.who(appeal.issued_by)}" if appeal.issued_at else "",
        ),
        Line(t(N_("Copied out")), t(N_("{count} times"), count=appeal.copied) if appeal.copied else ""),
        *((_count(appeal, t),) if beside else _replies(appeal, view, sees)),
        Line(t(N_("Result")), appeal.result),
        Line(t(N_("Number of the incident or case")), appeal.incident_no),
        Line(t(N_("Linked record")), " ".join(filter(None, (appeal.request, appeal.lost)))),
        Line(t(N_("Entered")), f"{when(appeal.entered_at)}  {view.who(appeal.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def _count(appeal: Appeal, t: Words) -> Line:
    return Line(t(N_("Replies")), str(len(appeal.replies)) if appeal.replies else "")


def _replies(appeal: Appeal, view: View, sees: bool) -> tuple[Line, ...]:
    t = view.words
    return tuple(
        Line(
            t(N_("Reply {number}"), number=place),
            " · ".join(
                filter(
                    None,
                    (
                        view.when(reply.at),
                        reply.giver_for(sees) or t(N_("unnamed")),
                        reply.phone if sees else "",
                        VERDICT.label_of(reply.verdict, t) if reply.verdict else "",
                    ),
                )
            )
            + f"\n{reply.text_for(sees)}",
        )
        for place, reply in enumerate(appeal.replies, 1)
    )


def trail(history: Sequence[HistoryRow], actions: Sequence[Action], view: View) -> tuple[Line, ...]:
    """What happened, the newest first."""
    return field_trail(history, actions, STEP_LABELS, FIELDS, view)
