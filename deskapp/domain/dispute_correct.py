"""Correcting what was typed of a dispute: any field of its entry, with the reason kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType

from deskapp.domain.dispute import Dispute
from deskapp.domain.dispute_draft import LABELS, read_dispute
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.money import show_money
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words


def texts_of(dispute: Dispute, calendar: Calendar) -> dict[str, str]:
    """The fields of the entry as a person would type them."""

    def when(at: datetime) -> str:
        return f"{calendar.local(at):%Y-%m-%d %H:%M}"

    marks = [name for name in ("threat", "domestic_violence", "petition_risk") if getattr(dispute, name)]
    return {
        "type": dispute.type, "summary": dispute.summary, "place": dispute.place, "source": dispute.source,
        "kind": dispute.kind, "people": str(dispute.people),
        "amount": show_money(dispute.amount) if dispute.amount else "", "scale": dispute.scale,
        "stage": dispute.stage, "risk": dispute.risk, "flags": ",".join(marks),
        "occurred_at": when(dispute.occurred_at), "first_sign_at": when(dispute.first_sign_at),
    }  # fmt: skip


def read_correction(
    dispute: Dispute,
    given: Mapping[str, str],
    reason: str,
    now: datetime,
    calendar: Calendar,
    t: Words,
    looked_up: Mapping[str, object] = MappingProxyType({}),
) -> tuple[dict[str, object], str]:
    """The columns that change, `looked_up` among them, and the reason.

    Raises DeskError where nothing changes or a field is wrong.
    """
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("A dispute has no field “{name}” to correct; it has: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    if "kind" in given and given["kind"] != dispute.kind and dispute.accepted_at is not None:
        raise DeskError(
            N_("The kind was settled when the dispute was accepted: undo that, or take “Do not mediate”."),
            field="kind",
        )
    if "risk" in given and given["risk"] != dispute.risk:
        raise DeskError(
            N_("The risk has a history of its own: take the step “Set the risk” instead."), field="risk"
        )
    said = clean(reason.strip(), lines=True)
    if not said:
        raise DeskError(
            N_("A correction needs its reason: type why. What you typed is kept."),
            code=Exit.USAGE, field="reason",
        )  # fmt: skip
    before = texts_of(dispute, calendar)
    draft = read_dispute(before | dict(given), now, calendar, t)
    changed = {name: value for name, value in asdict(draft).items() if value != getattr(dispute, name)}
    # A minute is all that a person sees of a moment: what was not typed anew keeps its seconds.
    for name in ("occurred_at", "first_sign_at"):
        if name not in given:
            changed.pop(name, None)
    changed |= {name: value for name, value in looked_up.items() if value != getattr(dispute, name)}
    if not changed:
        raise DeskError(
            N_(
                "That is what the record says already: nothing is changed. Type the right value, or leave with Esc."
            )
        )
    return changed, said[:10_000]
