"""What stands of a dispute beside a list: masked as the list is, with every clock that runs."""

from __future__ import annotations

from deskapp.domain.clocks import Times, due
from deskapp.domain.dispute import File
from deskapp.domain.dispute_card import due_line, shown_names, shown_summary, state_text
from deskapp.domain.dispute_codes import KIND, RISK, TYPE
from deskapp.domain.request_card import Line, View
from deskapp.domain.words import N_


def brief(file: File, view: View, times: Times) -> tuple[Line, ...]:
    """The lines of a dispute beside a list, empty ones left out."""
    t, dispute = view.words, file.dispute
    grave = dispute.risk in ("orange", "red")
    lines = (
        Line(t(N_("State")), state_text(file, view)),
        *(due_line(one, view) for one in due(file, times)),
        Line(t(RISK.label), RISK.label_of(dispute.risk, t), "urgent" if grave else ""),
        Line(t(N_("Parties")), shown_names(file, t, view.masks)),
        Line(t(TYPE.label), TYPE.label_of(dispute.type, t)),
        Line(t(KIND.label), KIND.label_of(dispute.kind, t) if dispute.kind else ""),
        Line(t(N_("What is it")), shown_summary(file, t)),
        Line(t(N_("Place")), "" if dispute.sealed else dispute.place),
        Line(t(N_("Responsible")), view.who(dispute.responsible)),
    )
    return tuple(line for line in lines if line.text)
