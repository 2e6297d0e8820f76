"""Lead appeals, found things and lost reports as plain values for JSON and tables, masked in one place.

Who gave a clue, and what they told, stands in none of them but in the open record of an appeal, for police officers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from deskapp.domain import appeal, custody, lost
from deskapp.domain.appeal import Appeal
from deskapp.domain.codes import CodeList
from deskapp.domain.custody import FoundItem
from deskapp.domain.custody_card import shown_claimant, shown_finder, shown_phone
from deskapp.domain.lost import LostReport
from deskapp.domain.masks import identity_ends
from deskapp.domain.money import show_money
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.things import KIND
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

_HEAD = {"number": N_("Number")}
_FOOT = {
    "area": N_("Area"),
    "request": N_("Request"),
    "entered_at": N_("Entered"),
    "entered_by": N_("Entered by"),
}

APPEAL_LABELS = _HEAD | {
    "status": appeal.STATUS.label, "kind": appeal.KIND.label, "channel": appeal.CHANNEL.label,
    "text": N_("Text of the appeal"), "place": N_("Place"), "expires_on": N_("Runs until"),
    "issued_at": N_("Put out"), "copied": N_("Copied out"), "replies": N_("Replies"), "useful": N_("Useful replies"),
    "result": N_("Result"), "incident_no": N_("Number of the incident or case"), "lost": N_("Lost report"),
} | _FOOT  # fmt: skip

CUSTODY_LABELS = _HEAD | {
    "status": custody.STATUS.label, "kind": KIND.label, "name": N_("What thing it is"),
    "features": N_("Colour and features"), "pieces": N_("Pieces"), "amount": N_("Money in it"),
    "finder": N_("Finder"), "phone": N_("Phone"), "locker": N_("Locker"), "found_place": N_("Where it was found"),
    "found_at": N_("When it was found"), "due_on": N_("Due day"), "noticed_on": N_("Notice given"),
    "notice": N_("Where the notice stands"), "claimant": N_("Claimed by"), "receiver": N_("To whom"),
    "closed_at": N_("Closed at"), "receipts": N_("Receipts made"), "lost": N_("Lost report"),
} | _FOOT  # fmt: skip

LOST_LABELS = _HEAD | {
    "status": lost.STATUS.label, "kind": KIND.label, "name": N_("Name, or what it is"), "minor": N_("Minor"),
    "features": N_("Colour and features"), "owner": N_("Who looks for it"), "phone": N_("Phone"),
    "last_place": N_("Last seen where"), "last_at": N_("Last seen when"), "public_at": N_("Public appeal"),
    "found_at": N_("Found when"), "found_place": N_("Found where"), "minutes": N_("Minutes until found"),
    "result": N_("Result"), "receipt": N_("Receipt number of the case system"), "found": N_("Found thing"),
} | _FOOT  # fmt: skip

_LISTS: Mapping[str, Mapping[str, CodeList]] = {
    "appeals": {"status": appeal.STATUS, "kind": appeal.KIND, "channel": appeal.CHANNEL},
    "custody": {"status": custody.STATUS, "kind": KIND, "receiver": DEPARTMENT},
    "lost": {"status": lost.STATUS, "kind": KIND},
}

LABELS: Mapping[str, Mapping[str, str]] = {
    "appeals": APPEAL_LABELS, "custody": CUSTODY_LABELS, "lost": LOST_LABELS,
}  # fmt: skip
"""The fields of each register outside its own record, in their order, and their column heads."""


def heads(register: str, t: Words) -> list[str]:
    """The column heads of a table."""
    return [t(label) for label in LABELS[register].values()]


def appeal_record(one: Appeal, eyes: Eyes) -> dict[str, object]:
    """An appeal as lists and exports give it: replies are a number."""
    counts = {"replies": len(one.replies), "useful": sum(reply.verdict == "useful" for reply in one.replies)}
    return _values(one, APPEAL_LABELS, eyes, counts)


def open_appeal(one: Appeal, eyes: Eyes, *, sees: bool) -> dict[str, object]:
    """An appeal as its own record shows it; who gave a clue stands there in full where one `sees` it."""
    replies = [
        {"number": place, "at": eyes.iso(reply.at), "by": eyes.who(reply.by), "giver": reply.giver_for(sees),
         "phone": reply.phone if sees else "", "text": reply.text_for(sees), "verdict": reply.verdict}
        for place, reply in enumerate(one.replies, 1)
    ]  # fmt: skip
    return appeal_record(one, eyes) | {"kept_why": one.kept_why, "replies": replies}


def custody_record(one: FoundItem, eyes: Eyes) -> dict[str, object]:
    """A found thing as lists and exports give it; money in 分, no document number."""
    masks = eyes.room.masks
    shown = {
        "finder": shown_finder(one, masks),
        "phone": shown_phone(one),
        "claimant": shown_claimant(one, masks),
    }
    return _values(one, CUSTODY_LABELS, eyes, shown)


def open_custody(one: FoundItem, eyes: Eyes) -> dict[str, object]:
    """A found thing as its own record shows it, the document number by its ends."""
    return custody_record(one, eyes) | {
        "finder": one.finder, "phone": one.phone, "claimant": one.claimant, "claimant_phone": one.claimant_phone,
        "id_kind": one.id_kind, "id_number": identity_ends(one.id_number), "proof": one.proof,
        "delegate": one.delegate, "witness": one.witness,
    }  # fmt: skip


def lost_record(one: LostReport, eyes: Eyes) -> dict[str, object]:
    """A lost report as lists and exports give it; a minor is an initial there."""
    masks = eyes.room.masks
    shown = {
        "name": one.shown_name(masks), "minor": one.is_minor, "features": one.shown_features(),
        "owner": one.shown_owner(masks), "phone": one.shown_phone(), "last_place": one.shown_place(),
        "result": one.shown_result(), "minutes": one.minutes,
    }  # fmt: skip
    return _values(one, LOST_LABELS, eyes, shown)


def open_lost(one: LostReport, eyes: Eyes) -> dict[str, object]:
    """A lost report as its own record shows it."""
    return lost_record(one, eyes) | {
        "name": one.name, "features": one.features, "age": one.age, "owner": one.owner, "phone": one.phone,
        "last_place": one.last_place, "result": one.result, "found_by": one.found_by, "public_why": one.public_why,
    }  # fmt: skip


def appeal_cells(one: Appeal, eyes: Eyes) -> list[str]:
    """An appeal as one line of a table."""
    return _cells("appeals", one, appeal_record(one, eyes), eyes)


def custody_cells(one: FoundItem, eyes: Eyes) -> list[str]:
    """A found thing as one line of a table."""
    values = custody_record(one, eyes) | {"amount": show_money(one.amount) if one.amount else ""}
    return _cells("custody", one, values, eyes)


def lost_cells(one: LostReport, eyes: Eyes) -> list[str]:
    """A lost report as one line of a table."""
    values = lost_record(one, eyes)
    values["minor"] = eyes.t(N_("Yes")) if values["minor"] else ""
    return _cells("lost", one, values, eyes)


def _values(
    one: object, labels: Mapping[str, str], eyes: Eyes, shown: Mapping[str, object]
) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in labels:
        if name == "area":
            found[name] = eyes.area(getattr(one, "area_id"))  # noqa: B009 - all three have it
            continue
        value = shown[name] if name in shown else getattr(one, name)
        if name == "entered_by":
            value = eyes.who(int(str(value)))
        elif isinstance(value, datetime):
            value = eyes.iso(value)
        elif isinstance(value, date):
            value = value.isoformat()
        found[name] = value
    return found


def _cells(register: str, one: object, values: Mapping[str, object], eyes: Eyes) -> list[str]:
    lists, local = _LISTS[register], eyes.room.calendar.local
    cells = []
    for name, value in values.items():
        at = getattr(one, name, None)
        if name in lists:
            value = lists[name].label_of(str(value), eyes.t) if value else ""
        elif isinstance(at, datetime):
            value = local(at).strftime("%Y-%m-%d %H:%M")
        cells.append("" if value is None else str(value))
    return cells
