"""A handover as one value: the sheet at the cut-off with all that was said about it, and its canonical form.

Sealed, it says the same for ever: the whole sheet stands in it as it was, every word around it in both languages, so
that paper, screen, text and JSON of a reprint are made from this value alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from deskapp.domain.audit import canonical
from deskapp.domain.checklist import Thing
from deskapp.domain.errors import DeskError
from deskapp.domain.frozen import Freezing, plain_head, shift_head, thawed
from deskapp.domain.must_tell import number_of
from deskapp.domain.officer import Officer, Room
from deskapp.domain.sheet import Row, Sheet, ShiftHead
from deskapp.domain.shift import Shift
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words

VERSION = 2
"""Of the canonical form: the whole sheet with its words, what must be told, and the room's time zone.

Form 1 held what the desk had written and what people had said, and left the words around it to the catalogue.
"""

TEXTS: Mapping[str, str] = {
    "in_room": N_("Persons in the room"),
    "orders": N_("Orders from above"),
    "system": N_("System and network"),
    "remarks": N_("Remarks"),
}  # fmt: skip
"""Parts of every handover that a person writes; one that is empty says so."""


@dataclass(frozen=True, slots=True)
class Check:
    """A thing of the check list and how many of it there are."""

    kind: str
    name: str
    expected: int
    found: int | None = None
    """None while nobody has counted."""
    text: str = ""
    """What is said of a difference."""

    @property
    def about(self) -> str:
        """What entries call it."""
        return f"{self.kind} {self.name}"

    @property
    def answered(self) -> bool:
        """Counted, and a difference has its words."""
        return self.found is not None and (self.found == self.expected or bool(self.text))


@dataclass(frozen=True, slots=True)
class Said:
    """Words about a part or a record of the sheet, and whose they are."""

    about: str
    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """All that a handover says."""

    head: ShiftHead
    sheet: Sheet
    """What the desk wrote by itself, as at the cut-off."""
    checks: tuple[Check, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """By the ids of `TEXTS`."""
    notes: tuple[Said, ...] = ()
    """What the outgoing officer added to sections and records."""
    told: tuple[str, ...] = ()
    """Records that the outgoing officer marked to be told by mouth, beside those that the desk marks."""
    here: tuple[str, ...] = ()
    """Volunteers' duties of which an officer said that they go on."""
    ticks: tuple[str, ...] = ()
    """Records that the incoming officer has heard of."""
    questions: tuple[Said, ...] = ()
    """With what it was returned."""
    addenda: tuple[Said, ...] = ()
    """What came after the seal; no part of the sealed content."""
    countersigned: Said | None = None
    tell: tuple[str, ...] | None = None
    """What must be told, as it was sealed; None where that is still made out."""
    zone: str = ""
    """The time zone of the room when it was sealed; empty where `sheet` is not the whole one."""

    @property
    def whole(self) -> bool:
        """Whether `sheet` is the whole one with all that people said, as it was sealed."""
        return bool(self.zone)

    def must_tell(self) -> tuple[str, ...]:
        """Numbers of what must be told by mouth: danger, what is overdue, and whatever was marked by hand."""
        if self.tell is not None:
            return self.tell
        return tuple(dict.fromkeys((*_grave(self.sheet), *self.told)))

    def open_numbers(self) -> tuple[str, ...]:
        """Numbers of all that was open at the cut-off, in the order of the sheet."""
        return tuple(number_of(row) for row in self.sheet.section("must_do").rows)


def _grave(sheet: Sheet) -> Iterable[str]:
    for row in sheet.section("must_do").rows:
        if any(cell.strong for cell in row.cells) or any(_alarming(row)):
            yield number_of(row)


def _alarming(row: Row) -> Iterable[bool]:
    facts = row.facts
    yield facts.get("urgency") in ("urgent", "critical")
    yield bool(facts.get("dangers"))
    yield facts.get("risk") in ("orange", "red")


# -- from what the file holds


def head_of(shift: Shift, officers: Iterable[Officer]) -> ShiftHead:
    """What the head of the sheet says of a shift that is not sealed."""
    signed = {one.id: one.signature() for one in officers}

    def those(role: str) -> tuple[str, ...]:
        return tuple(signed.get(m.officer_id, "") for m in shift.members if m.role == role)

    return ShiftHead(
        number=shift.number, status=shift.status, leader=signed.get(shift.leader, ""), officers=those("officer"),
        auxiliaries=those("auxiliary"), outgoing=signed.get(shift.outgoing, ""), sent_at=shift.sent_at,
        incoming=signed.get(shift.incoming, ""), accepted_at=shift.accepted_at, alone=shift.self_reason,
        reason=shift.reason, seal=shift.digest,
    )  # fmt: skip


def handover_of(shift: Shift, sheet: Sheet, things: Iterable[Thing], officers: Iterable[Officer]) -> Handover:
    """The handover of a shift that is not sealed: `sheet` is what the desk wrote by itself."""
    people = tuple(officers)
    return Handover(
        head=head_of(shift, people),
        sheet=sheet,
        checks=tuple(_check(shift, thing) for thing in things),
        texts={about: shift.text("note", about) for about in TEXTS},
        notes=tuple(
            Said(e.about, e.text) for e in shift.said("note") if e.text and e.about not in TEXTS
        ),
        told=tuple(e.about for e in shift.said("tell") if e.text),
        here=tuple(e.about for e in shift.said("here") if e.text),
        ticks=shift.heard(shift.incoming),
        **_after(shift, people),
    )  # fmt: skip


def _check(shift: Shift, thing: Thing) -> Check:
    one = Check(thing.kind, thing.name, thing.count)
    said = shift.said("check", one.about)
    return replace(one, found=said[-1].found, text=said[-1].text) if said else one


def _after(shift: Shift, people: tuple[Officer, ...]) -> dict[str, Any]:
    signed = {one.id: one.signature() for one in people}

    def all_of(kind: str) -> tuple[Said, ...]:
        return tuple(Said(e.about, e.text, signed.get(e.by, ""), e.at) for e in shift.said(kind))

    signs = all_of("countersign")
    return {
        "questions": all_of("question"), "addenda": all_of("addendum"),
        "countersigned": signs[-1] if signs else None,
    }  # fmt: skip


# -- the canonical form


def content_of(one: Handover, whole: Sheet, room: Room, zh: Words, en: Words) -> str:
    """The canonical text of a handover, the same for the same facts: what is sealed; `whole` is its whole sheet.

    JSON with sorted keys and no blanks; moments are aware ISO 8601; addenda and the seal itself are not in it.
    """
    head = replace(one.head, seal="")
    plain = {
        "version": VERSION,
        "room": {"station": room.station, "name": room.name, "zone": room.zone},
        "head": plain_head(head),
        "sheet": Freezing(zh, en).sheet(whole),
        "must_tell": list(one.must_tell()),
        "checks": [[c.kind, c.name, c.expected, c.found, c.text] for c in one.checks],
        "texts": dict(one.texts),
        "notes": [[n.about, n.text] for n in one.notes],
        "told": list(one.told), "here": list(one.here), "ticks": list(one.ticks),
        "questions": [[q.text, q.by, stored(q.at) if q.at else ""] for q in one.questions],
    }  # fmt: skip
    return canonical(plain).decode("utf-8", "backslashreplace")


def digest_of(content: str) -> str:
    """The SHA-256 of a sealed content, in hexadecimal."""
    return sha256(content.encode("utf-8")).hexdigest()


def unsealed(content: str, shift: Shift, officers: Iterable[Officer]) -> Handover:
    """The handover that a sealed content of any form says, with what came after the seal. Raises DeskError."""
    import json

    plain = json.loads(content)
    if plain["version"] > VERSION:
        raise DeskError(
            N_("{number} was sealed by a newer deskapp than this one and is kept as it is. Update deskapp to read it."),
            number=shift.number,
        )  # fmt: skip
    after = _after(shift, tuple(officers))
    after["questions"] = tuple(
        Said("", text, by, datetime.fromisoformat(at) if at else None) for text, by, at in plain["questions"]
    )
    sheet = thawed(plain["sheet"])
    tell = plain.get("must_tell")
    return Handover(
        head=replace(shift_head(plain["head"]), seal=shift.digest),
        sheet=sheet,
        tell=tuple(_told_in_form_1(sheet, plain["told"]) if tell is None else tell),
        zone=plain["room"]["zone"] if "room" in plain else "",
        checks=tuple(Check(*check) for check in plain["checks"]),
        texts=plain["texts"],
        notes=tuple(Said(about, text) for about, text in plain["notes"]),
        told=tuple(plain["told"]),
        here=tuple(plain["here"]),
        ticks=tuple(plain["ticks"]),
        **after,
    )


def _told_in_form_1(sheet: Sheet, told: Iterable[str]) -> Iterable[str]:
    """Of what was marked by hand that which stood on the sheet."""
    standing = {
        number_of(row) for section in sheet.sections if section.kind != "tally" for row in section.rows
    }
    return dict.fromkeys((*_grave(sheet), *(one for one in told if one in standing)))


# -- what is still to be done before the next step


def lacking_to_send(one: Handover, open_duties: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What keeps the handover from being sent: English text of the catalogue, and what it is about."""
    found = [(N_("count: {what}"), check.name) for check in one.checks if check.found is None]
    found += [
        (N_("say why it differs: {what}"), check.name)
        for check in one.checks
        if check.found is not None and not check.answered
    ]
    found += [(N_("still here, or signed out: {what}"), duty) for duty in open_duties if duty not in one.here]
    return tuple(found)


def lacking_to_accept(one: Handover) -> tuple[str, ...]:
    """Numbers of what must be told and is not ticked yet."""
    return tuple(number for number in one.must_tell() if number not in one.ticks)


def refuse_to_send(one: Handover, open_duties: Iterable[str], t: Words) -> None:
    """Raise DeskError naming what is missing."""
    if missing := lacking_to_send(one, open_duties):
        between = "；" if t.language == "zh" else "; "
        shown = between.join(t(text, what=what) for text, what in missing[:6])
        raise DeskError(
            N_("The handover is not whole yet: {missing}{more}. Do that first, Ctrl+A leads there; all of it is kept."),
            missing=shown, more=" …" if len(missing) > 6 else "",
        )  # fmt: skip


def refuse_to_accept(one: Handover, name: str) -> None:
    """Raise DeskError naming what `name`, who takes over, has not ticked."""
    if missing := lacking_to_accept(one):
        raise DeskError(
            N_("Not ticked by {name} yet: {numbers}. These must be told by mouth: choose each one and press Space (or "
               "deskapp shift tick), or return the sheet with a question."),
            name=name, numbers=", ".join(missing[:8]) + (" …" if len(missing) > 8 else ""),
        )  # fmt: skip
