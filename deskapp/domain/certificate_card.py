"""A certificate as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from deskapp.domain.certificate import STATUS, Certificate, check_of, hours_of
from deskapp.domain.masks import identity_ends
from deskapp.domain.request_card import Line, View
from deskapp.domain.words import N_


def card(one: Certificate, view: View) -> tuple[Line, ...]:
    """The lines of a certificate, as it was issued; the document number stands by its ends."""
    t, said = view.words, one.statement
    state = f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}"
    odd = "" if one.intact else f"! {t(N_('What is kept is not what was issued.'))}"
    lines = (
        Line(t(N_("Number")), one.number),
        Line(t(N_("State")), state, "" if one.status == "issued" else "muted"),
        Line(t(N_("To be known")), odd, "urgent"),
        Line(t(N_("Name")), f"{said.name} {said.member_no}".strip()),
        Line(said.id_kind, identity_ends(said.id_number)),
        Line(t(N_("Team")), "\n".join(said.teams)),
        Line(t(N_("Days of service")), f"{said.first} – {said.last}"),
        Line(t(N_("Hours of service")), f"{t(N_('{hours} h'), hours=hours_of(said.minutes))} · "
             f"{t(N_('{count} times'), count=said.times)}"),
        *(
            Line("", f"{part.dimension} · {part.service}  {t(N_('{hours} h'), hours=hours_of(part.minutes))}")
            for part in said.parts
        ),
        *(Line(t(N_("Training")), text) for text in said.trainings),
        *(Line(t(N_("Praise and evaluation")), text) for text in said.honours),
        Line(t(N_("How to reach it")), said.contact),
        Line(t(N_("Printed")), t(N_("{count} times"), count=one.copies)),
        Line(t(N_("Check sum")), check_of(one.digest)),
        Line(t(N_("Entered")), f"{view.when(one.entered_at)}  {view.who(one.entered_by)}"),
    )  # fmt: skip
    return tuple(line for line in lines if line.text)
