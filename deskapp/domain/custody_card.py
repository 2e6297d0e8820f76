"""A found thing as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain.custody import FIELDS, STATUS, STEP_LABELS, FoundItem
from deskapp.domain.field_trail import trail as field_trail
from deskapp.domain.masks import STANDARD, identity_ends, outside_name, phone_tail
from deskapp.domain.matches import Match
from deskapp.domain.money import show_money
from deskapp.domain.person_codes import ID_KIND
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.things import named
from deskapp.domain.words import N_, Words


def shown_finder(item: FoundItem, style: str = STANDARD) -> str:
    """The finder in lists, on sheets and in exports."""
    return outside_name(item.finder, sheltered=item.sheltered, style=style)


def shown_claimant(item: FoundItem, style: str = STANDARD) -> str:
    """Who claimed it, there."""
    return outside_name(item.claimant, sheltered=False, style=style)


def shown_phone(item: FoundItem) -> str:
    """The finder's phone, there."""
    return "" if item.sheltered else phone_tail(item.phone)


def state_text(item: FoundItem, view: View) -> str:
    """Shape and word of the state; what is late says so."""
    t = view.words
    said = f"{t.marks.states[item.status]} {STATUS.label_of(item.status, t)}"
    return f"{said}  ! {t(late_text(item))}" if item.is_late(view.calendar.day(view.now)) else said


def late_text(item: FoundItem) -> str:
    """In English: what is late."""
    return N_("notice is due") if item.status == "received" else N_("a year has passed")


def what_text(item: FoundItem, t: Words) -> str:
    """Kind and name, with how many there are."""
    count = f" × {item.pieces}" if item.pieces > 1 else ""
    return f"{named(item.kind, item.name, t)}{count}"


def due_label(item: FoundItem) -> str:
    """In English: what the due day is."""
    return N_("Notice due by") if item.status == "received" else N_("Can be claimed until")


def card(
    item: FoundItem, view: View, fitting: Sequence[Match] = (), *, beside: bool = False
) -> tuple[Line, ...]:
    """The lines of a thing, empty ones left out; `beside` a list names and phones are masked as there."""
    t, when = view.words, view.when
    late = item.is_late(view.calendar.day(view.now))
    finder = shown_finder(item, view.masks) if beside else item.finder
    claimant = shown_claimant(item, view.masks) if beside else item.claimant
    lines = (
        Line(t(N_("State")), state_text(item, view), "overdue" if late else ""),
        Line(t(N_("What thing it is")), what_text(item, t)),
        Line(t(N_("Colour and features")), item.features),
        Line(t(N_("Money in it")), f"{show_money(item.amount)} 元" if item.amount else ""),
        Line(t(N_("Locker")), item.locker),
        Line(
            t(due_label(item)),
            item.due_on.isoformat() if item.is_open else "",
            "overdue" if late else "",
        ),
        Line(t(N_("Where it was found")), item.found_place),
        Line(t(N_("Area")), view.area(item.area_id)),
        Line(t(N_("When it was found")), when(item.found_at)),
        Line(t(N_("Finder")), finder),
        Line(t(N_("Phone")), shown_phone(item) if beside else item.phone),
        Line(t(N_("Received together with")), item.witness),
        Line(
            t(N_("Notice given")),
            f"{item.noticed_on.isoformat()} {item.notice}".strip() if item.noticed_on else "",
        ),
        Line(t(N_("Claimed by")), claimant),
        Line(t(N_("How it was shown to be theirs")), "" if beside else item.proof),
        Line(
            t(N_("Paper shown")),
            f"{ID_KIND.label_of(item.id_kind, t)} {identity_ends(item.id_number)}".strip()
            if item.id_kind and not beside
            else "",
        ),
        Line(t(N_("Phone of the owner")), phone_tail(item.claimant_phone) if beside else item.claimant_phone),
        Line(t(N_("Fetched by somebody else")), "" if beside else item.delegate),
        Line(t(N_("To whom")), DEPARTMENT.label_of(item.receiver, t) if item.receiver else ""),
        Line(t(N_("Receipts made")), str(item.receipts) if item.receipts else ""),
        Line(t(N_("Linked record")), " ".join(filter(None, (item.request, item.lost)))),
        *(
            Line(
                t(N_("May be what is looked for")),
                f"{one.report.number} {one.report.shown_name(view.masks)}\n{one.why(t)}",
            )
            for one in fitting
        ),
        Line(t(N_("Entered")), f"{when(item.entered_at)}  {view.who(item.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def trail(history: Sequence[HistoryRow], actions: Sequence[Action], view: View) -> tuple[Line, ...]:
    """What happened, the newest first."""
    return field_trail(history, actions, STEP_LABELS, FIELDS, view)
