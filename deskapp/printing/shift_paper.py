"""What head and foot of a shift's sheet say: who hands over to whom, until when, and under which seal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from deskapp.domain.sheet import Head, Sheet, ShiftHead
from deskapp.domain.shift import LOCKED, STATUS
from deskapp.domain.words import N_, Words

_MOMENT = "%Y-%m-%d %H:%M"
_COPIES = {
    "preview": N_("Preview, not handed over"), "original": N_("Original"), "duplicate": N_("Duplicate"),
}  # fmt: skip
SEAL_DIGITS = 16
"""Digits of the seal that stand on paper."""

Facts = tuple[tuple[tuple[str, str], ...], tuple[int, ...]]
"""Labels with values, and how many of them stand in each line."""


def facts(head: Head, shift: ShiftHead, t: Words) -> Facts:
    """The head: number, span, state; who served; who handed over to whom, and why nobody else did."""
    rows = [
        [(t(N_("Number")), shift.number), (t(N_("Shift")), _span(head, shift, t)),
         (t(N_("State")), _state(shift, t))],
        [(t(N_("Shift leader")), shift.leader or "—"), (t(N_("Police officers")), _listed(shift.officers, t)),
         (t(N_("Auxiliaries")), _listed(shift.auxiliaries, t))],
        [(t(N_("Outgoing")), _signed(shift.outgoing, shift.sent_at)),
         (t(N_("Incoming")), _signed(shift.incoming, shift.accepted_at))],
    ]  # fmt: skip
    serve = {shift.leader, *shift.officers, *shift.auxiliaries}
    if not serve.issuperset(head.officers):
        rows.append([(t(N_("Entries by")), _listed(head.officers, t))])
    if shift.alone:
        rows.append([(t(N_("Handed over to himself")), shift.alone)])
    if shift.reason:
        rows.append([(t(N_("No relief came")), shift.reason)])
    return tuple(fact for row in rows for fact in row), tuple(map(len, rows))


def _span(head: Head, shift: ShiftHead, t: Words) -> str:
    start = f"{head.start:{_MOMENT}}"
    end = f"{head.end:%H:%M}" if head.end.date() == head.start.date() else f"{head.end:{_MOMENT}}"
    said = (
        N_("{start} – so far {end}") if shift.status in ("planned", "open") else N_("{start} – cut-off {end}")
    )
    return t(said, start=start, end=end)


def _state(shift: ShiftHead, t: Words) -> str:
    state = STATUS.label_of(shift.status, t)
    return state if shift.status in LOCKED else t(N_("{state}, not handed over"), state=state)


def _listed(names: Iterable[str], t: Words) -> str:
    return ("、" if t.language == "zh" else ", ").join(names) or "—"


def _signed(who: str, at: datetime | None) -> str:
    if not who:
        return "—"
    return f"{who} · {at:%m-%d %H:%M}" if at else who


def signers(shift: ShiftHead, t: Words) -> tuple[str, ...]:
    """The names that stand printed beside the space for the hand: outgoing, incoming, leader."""
    relief = t(N_("No relief came")) if shift.status == "closed_no_relief" else shift.incoming
    return shift.outgoing, relief, shift.leader


def foot(sheet: Sheet, t: Words) -> tuple[tuple[str, str], ...]:
    """Two lines: cut-off, seal and chain; which copy it is, who printed it, and that personal data is masked."""
    said, shift = sheet.foot, sheet.head.shift
    cutoff = t(N_("Cut-off {at}"), at=f"{said.cutoff:{_MOMENT}}")
    printed = t(N_("Printed {at} {by}"), at=f"{said.printed_at:{_MOMENT}}", by=said.printed_by)
    copy = t(_COPIES[said.copy])
    if said.copies:
        copy = t(N_("Duplicate no. {count}"), count=said.copies)
    chain = t(N_("Chain {digits}"), digits=said.chain_head) if said.chain_head and not shift else ""
    if shift is None:
        return (" · ".join(filter(None, (cutoff, chain))), copy), (printed, t(N_("Personal data masked")))
    seal = t(N_("Seal {digits}"), digits=shift.seal[:SEAL_DIGITS]) if shift.seal else t(N_("Not sealed"))
    chain = t(N_("Record chain {digits}"), digits=said.chain_head)
    return (
        (f"{cutoff} · {seal}", copy),
        (f"{printed} · {chain}", t(N_("Personal data masked"))),
    )
