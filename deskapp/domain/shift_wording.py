"""What head, signatures and foot of a shift's sheet say: who hands over to whom, until when, under which seal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from deskapp.domain.sheet import Foot, Head, Sheet, ShiftHead
from deskapp.domain.shift import LOCKED, STATUS
from deskapp.domain.wording import Wording
from deskapp.domain.words import N_, Words

_MOMENT = "%Y-%m-%d %H:%M"
SEAL_DIGITS = 16
"""Digits of the seal that stand on paper."""

Facts = tuple[tuple[tuple[str, str], ...], tuple[int, ...]]
"""Labels with values, and how many of them stand in each line."""


def worded(sheet: Sheet, *languages: Words) -> Sheet:
    """The sheet of a shift with its words in these languages, as they are sealed."""
    said = tuple(wording_of(sheet, sheet.head.shift, t) for t in languages if sheet.head.shift is not None)
    return replace(sheet, wordings=said)


def wording_of(sheet: Sheet, shift: ShiftHead, t: Words) -> Wording:
    """The words of the sheet of a shift: as they were sealed, else as the catalogue has them."""
    if (sealed := sheet.wording(t.language)) is not None:
        return sealed
    head, foot = sheet.head, sheet.foot
    facts, fact_rows = _facts(head, shift, t)
    return Wording(
        language=t.language,
        place=t("{station} {room}", station=head.station, room=head.room),
        title=t("Shift handover"),
        banner=t("Practice: invented records") if head.practice else "",
        facts=facts,
        fact_rows=fact_rows,
        signers=_signers(shift, t),
        signed_at=t("Time"),
        cutoff=t(N_("Cut-off {at}"), at=f"{foot.cutoff:{_MOMENT}}"),
        seal=t(N_("Seal {digits}")) if shift.status in LOCKED else t(N_("Not sealed")),
        chain=t(N_("Record chain {digits}"), digits=foot.chain_head),
        printed=t(N_("Printed {at} {by}")),
        masked=t(N_("Personal data masked")),
        page=t("Page {page} of {pages}"),
        preview=t(N_("Preview, not handed over")),
        original=t(N_("Original")),
        duplicate=t(N_("Duplicate no. {count}")),
        reading=t(N_("To read, not the original")),
    )


def foot_lines(foot: Foot, seal: str, said: Wording) -> tuple[tuple[str, str], ...]:
    """Two lines: cut-off and seal; which copy it is, who printed it, record chain, and that data is masked."""
    printed = said.printed.format(at=f"{foot.printed_at:{_MOMENT}}", by=foot.printed_by)
    return (
        (f"{said.cutoff} · {said.seal.format(digits=seal[:SEAL_DIGITS])}", _copy(foot, said)),
        (f"{printed} · {said.chain}", said.masked),
    )


def _copy(foot: Foot, said: Wording) -> str:
    if foot.copy == "reading":
        return said.reading
    if foot.copies:
        return said.duplicate.format(count=foot.copies)
    return said.original if foot.copy == "original" else said.preview


def _facts(head: Head, shift: ShiftHead, t: Words) -> Facts:
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


def _signers(shift: ShiftHead, t: Words) -> tuple[str, ...]:
    """The names that stand printed beside the space for the hand: outgoing, incoming, leader."""
    relief = t(N_("No relief came")) if shift.status == "closed_no_relief" else shift.incoming
    return shift.outgoing, relief, shift.leader
