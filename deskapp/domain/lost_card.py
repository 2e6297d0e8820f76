"""A lost report as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain.custody_card import what_text as item_text
from deskapp.domain.field_trail import trail as field_trail
from deskapp.domain.lost import FIELDS, STATUS, STEP_LABELS, LostReport
from deskapp.domain.masks import STANDARD
from deskapp.domain.matches import Match
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.things import named
from deskapp.domain.words import N_, Words


def state_text(report: LostReport, view: View) -> str:
    """Shape and word of the state."""
    t = view.words
    sign = t.marks.states[
        "claimed" if report.status == "found" else report.status
    ]  # a hazard that is found is open
    return f"{sign} {STATUS.label_of(report.status, t)}"


def what_text(report: LostReport, t: Words, style: str = STANDARD) -> str:
    """Kind and name, masked as lists are."""
    return named(report.kind, report.shown_name(style), t)


def took_text(report: LostReport, t: Words) -> str:
    """How long it took from the report until it was found."""
    minutes = report.minutes
    if minutes is None:
        return ""
    if minutes < 120:
        return t(N_("{count} min"), count=minutes)
    if minutes < 48 * 60:
        return t(N_("{count} h"), count=minutes // 60)
    return t(N_("{count} d"), count=minutes // (24 * 60))


def card(
    report: LostReport, view: View, fitting: Sequence[Match] = (), *, beside: bool = False
) -> tuple[Line, ...]:
    """The lines of a report, empty ones left out; `beside` a list it is masked as there."""
    t, when = view.words, view.when
    minor = t(N_("minor: only an initial stands outside of this record")) if report.is_minor else ""
    lines = (
        Line(t(N_("State")), state_text(report, view)),
        Line(
            t(N_("Who or what")),
            what_text(report, t, view.masks) if beside else named(report.kind, report.name, t),
        ),
        Line(t(N_("Age")), "" if report.age is None else str(report.age)),
        Line(t(N_("Danger")), f"! {minor}" if minor else "", "urgent"),
        Line(t(N_("Colour and features")), report.shown_features() if beside else report.features),
        Line(t(N_("Last seen where")), report.shown_place() if beside else report.last_place),
        Line(t(N_("Area")), view.area(report.area_id)),
        Line(t(N_("Last seen when")), when(report.last_at)),
        Line(t(N_("Who looks for it")), report.shown_owner(view.masks) if beside else report.owner),
        Line(t(N_("Phone")), report.shown_phone() if beside else report.phone),
        Line(
            t(N_("Public appeal")),
            f"{when(report.public_at)} {'' if beside else report.public_why}".strip()
            if report.public_at
            else "",
        ),
        Line(
            t(N_("Found when")),
            f"{when(report.found_at)} · {t(N_('after {time}'), time=took_text(report, t))}"
            if report.found_at
            else "",
        ),
        Line(t(N_("Found where")), report.found_place),
        Line(t(N_("Who found it")), "" if beside else report.found_by),
        Line(t(N_("Result")), report.shown_result() if beside else report.result),
        Line(t(N_("Receipt number of the case system")), report.receipt),
        Line(t(N_("Linked record")), " ".join(filter(None, (report.request, report.found)))),
        *(
            Line(
                t(N_("May be what is looked for")),
                f"{one.item.number} {item_text(one.item, t)}\n{one.why(t)}",
            )
            for one in fitting
        ),
        Line(t(N_("Entered")), f"{when(report.entered_at)}  {view.who(report.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def trail(history: Sequence[HistoryRow], actions: Sequence[Action], view: View) -> tuple[Line, ...]:
    """What happened, the newest first."""
    return field_trail(history, actions, STEP_LABELS, FIELDS, view)
