"""What a person can do with shifts: open one, hand it over, take it over, and add to what is sealed.

Each verb is one transaction: a kill leaves the state before it or the state after it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from deskapp.domain.checklist import plain_things
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.frozen import Freezing, frozen_sheet, things_frozen
from deskapp.domain.handover import (
    TEXTS,
    content_of,
    digest_of,
    handover_of,
    head_of,
    refuse_to_accept,
    refuse_to_send,
)
from deskapp.domain.handover_sheet import whole_sheet
from deskapp.domain.number import is_number
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.rights import ACCEPT, LOG, LOOK, RIGHTS
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.shift import Proof, Shift
from deskapp.domain.shift_pattern import stretch_at
from deskapp.domain.shift_wording import worded
from deskapp.domain.text import clean
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_, Words
from deskapp.reading.shifts import closed_by, input_of, open_duties, unrelieved
from deskapp.reading.told import has_record
from deskapp.services.keeping import LIMIT, key_of, read_reason
from deskapp.services.shift_book import ShiftBook
from deskapp.services.staff import take_seat
from deskapp.services.store import Writing
from deskapp.tables.shift import ShiftRow

EARLY = timedelta(hours=1)
"""Who begins so shortly before a boundary of the pattern relieves early: the shift is the one behind it."""


@dataclass
class Shifts(ShiftBook):
    """The verbs of shifts of one room; those with a `Proof` hash a PIN, so call them in a thread."""

    # -- opening

    def open(
        self, actor: Actor, leader: int = 0, officers: Sequence[int] = (), auxiliaries: Sequence[int] = ()
    ) -> Shift:  # fmt: skip
        """Open the shift that was made at the last cut-off, or a new one now. Raises DeskError.

        Without people whoever opens it serves in it. What was entered since the last cut-off belongs to it and is
        marked as entered outside a shift; before the first one that is what was entered today.
        """
        with self.store.write(actor) as writing:
            if self.row(writing, "open") is not None:
                raise DeskError(
                    N_("A shift is open already: F9 shows it. Hand it over, then the next one begins.")
                )
            if self.row(writing, "handing_over") is not None:
                raise DeskError(
                    N_("The handover of the last shift is not sent yet: send it or take it back, then the next shift "
                       "can begin.")
                )  # fmt: skip
            row = self.planned(writing)
            people = (leader, officers, auxiliaries)
            if not (leader or officers or auxiliaries):
                people = self._alone(writing)
            self._begin(writing, row, *people)
            return self.shift(writing, row)

    def _alone(self, writing: Writing) -> tuple[int, Sequence[int], Sequence[int]]:
        """Whoever writes, by kind."""
        key = writing.actor.officer_id
        kind = next((one.kind for one in self.people(writing) if one.id == key), "officer")
        if kind == "duty_leader":
            return key, (), ()
        return (0, (), (key,)) if kind == "auxiliary" else (0, (key,), ())

    def _begin(
        self, writing: Writing, row: ShiftRow, leader: int = 0, officers: Sequence[int] = (),
        auxiliaries: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Let a planned shift run from now on, or from the cut-off at which it was made."""
        now = moment(writing.at)
        before = row.model_dump()
        if row.from_write is None:
            since = unrelieved(self.plain(writing), self.room, now)
            # The first shift of a room begins when it is opened, every other one where the last one ended.
            first = since.start == self.room.calendar.bounds(self.room.calendar.day(now))[0]
            row.from_write = min(since.first, writing.id)
            row.starts_at = writing.at if first else stored(min(since.start, now))
        row.open_write = writing.id
        row.status = "open"
        row.day = self.room.calendar.day(moment(row.starts_at or writing.at)).isoformat()
        ends = stretch_at(self.pattern, now, self.room.calendar)[1]
        if ends - now <= EARLY:
            ends = stretch_at(self.pattern, ends, self.room.calendar)[1]
        row.ends_at = stored(ends)
        rows = self.set_people(writing, row, leader, officers, auxiliaries)
        self.keep(writing, row, before, "open", rows=rows)

    def change_people(
        self, actor: Actor, leader: int, officers: Sequence[int], auxiliaries: Sequence[int]
    ) -> Shift:  # fmt: skip
        """Say who serves in the open shift. Raises DeskError where none is open."""
        with self.store.write(actor) as writing:
            row = self._open_row(writing)
            before = row.model_dump()
            rows = self.set_people(writing, row, leader, officers, auxiliaries)
            if rows:
                self.keep(writing, row, before, "people", rows=rows)
            return self.shift(writing, row)

    def _open_row(self, writing: Writing) -> ShiftRow:
        row = self.row(writing, "open")
        if row is None:
            raise no_shift()
        return row

    # -- handing over

    def start(self, actor: Actor) -> Shift:
        """Fix the cut-off at this moment and write the sheet; what is entered from now on belongs to the next shift.

        Raises DeskError where no shift is open or a handover is under way.
        """
        with self.store.write(actor) as writing:
            if (held := self.row(writing, "handing_over", "pending_accept")) is not None:
                raise DeskError(
                    N_("The handover {number} is under way already: finish it first. F9 leads to it."),
                    number=held.number,
                )
            row = self._open_row(writing)
            now = max(moment(writing.at), moment(row.starts_at or writing.at))
            cut = writing.id  # this very write is the first of the next shift
            before = row.model_dump()
            row.cutoff_at, row.cut_write = stored(now), cut
            row.status, row.outgoing = "handing_over", actor.officer_id
            writing.session.add(row)
            writing.session.flush()
            row.snapshot = self._snapshot(writing, row)
            self.keep(writing, row, before, "start")
            following = self.planned(writing)
            was = following.model_dump()
            following.from_write, following.starts_at = cut, row.cutoff_at
            self.keep(writing, following, was, "plan")
            return self.shift(writing, row)

    def _snapshot(self, writing: Writing, row: ShiftRow) -> str:
        """The sheet of all that was entered before this write, in the words of both languages."""
        people = self.people(writing)
        shift = self.shift(writing, row)
        by = next((one for one in people if one.id == writing.actor.officer_id), None)
        given = input_of(
            self.plain(writing), self.room, shift, head_of(shift, people), moment(row.cutoff_at or ""), by
        )
        frozen = Freezing(*self.both()).sheet(summarise(given)) | {"things": plain_things(self.checklist)}
        return json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def cancel(self, actor: Actor) -> Shift:
        """Take a handover back before it is sent: the cut-off goes, and all that came after belongs to the shift.

        Words and marks stay for the next try; things are counted again. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            row = self.under_way(writing, "handing_over")
            if (running := self.row(writing, "open")) is not None:
                raise DeskError(
                    N_(
                        "{number} runs already: this handover is not taken back any more. Send it again, Ctrl+S."
                    ),
                    number=running.number,
                )
            before = row.model_dump()
            following = self.planned(writing)
            was = following.model_dump()
            following.from_write, following.starts_at = None, None
            self.keep(writing, following, was, "plan")
            self.retire(writing, row, "check", "here")  # counted again at the next try
            row.status, row.cutoff_at, row.cut_write = "open", None, None
            row.snapshot, row.outgoing = "", 0
            self.keep(writing, row, before, "cancel")
            return self.shift(writing, row)

    # -- words, counts and marks

    def note(self, about: str, text: str, actor: Actor, shift: str = "") -> None:
        """Say something about a section or a record; an empty text takes it back. Raises DeskError.

        `shift` is the number of the shift that was on the screen: another one takes nothing of it.
        """
        said = _words(text)
        with self.store.write(actor) as writing:
            self.put(writing, self._outgoing_row(writing, shift), "note", _about(about), said)

    def tell(self, number: str, on: bool, actor: Actor, shift: str = "") -> None:
        """Mark a record to be told by mouth, or take the mark away; `shift` is as in `note`. Raises DeskError."""
        with self.store.write(actor) as writing:
            row, about = self._outgoing_row(writing, shift), _about(number)
            if on and not has_record(self.plain(writing), self.room.id, about):
                raise DeskError(
                    N_("There is no record {number} that a sheet lists, so nothing is marked. Type its whole number, "
                       "like LF-20261121-003, or say it in a note."),
                    code=Exit.NOT_FOUND, number=about[:40],
                )  # fmt: skip
            self.put(writing, row, "tell", about, "yes" if on else "")

    def _outgoing_row(self, writing: Writing, shift: str) -> ShiftRow:
        """The shift whose sheet is still being written: the one under way, else the open one. Raises DeskError."""
        row = self.row(writing, "handing_over") or self.row(writing, "open")
        if row is None:
            raise no_shift()
        if shift and row.number != shift:
            raise DeskError(
                N_("{number} was handed over meanwhile, from another window: nothing is written into the next shift. "
                   "What you typed is kept: press Esc, and write it as an addendum."),
                number=shift,
            )  # fmt: skip
        return row

    def check(self, kind: str, name: str, found: int, text: str, actor: Actor) -> None:
        """Say how many of a thing there are, and why where it is another number than it must be. Raises DeskError."""
        if not 0 <= found <= 9999:
            raise DeskError(
                N_("Type how many there are, 0 to 9999. What you typed is kept."),
                code=Exit.USAGE,
                field="found",
            )
        with self.store.write(actor) as writing:
            row = self.under_way(writing, "handing_over")
            thing = next(
                (one for one in things_frozen(row.snapshot) if (one.kind, one.name) == (kind, name)), None
            )
            if thing is None:
                raise DeskError(
                    N_(
                        "“{name}” is not on the check list. The list is a setting: deskapp config set checklist"
                    ),
                    name=clean(name)[:60],
                )
            said = _words(text) if found != thing.count else ""
            self.put(writing, row, "check", f"{kind} {name}", said, expected=thing.count, found=found)

    def all_there(self, actor: Actor) -> None:
        """Say of everything that was not counted yet that it is all there. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.under_way(writing, "handing_over")
            for one in self.handover(writing, row).checks:
                if one.found is None:
                    self.put(writing, row, "check", one.about, "", expected=one.expected, found=one.expected)

    def goes_on(self, duties: Sequence[str], actor: Actor) -> None:
        """Say of volunteers' duties that they go on into the next shift. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.under_way(writing, "handing_over")
            for number in duties:
                self.put(writing, row, "here", _about(number), "yes")

    # -- the two of them

    def send(self, proof: Proof, via: str, t: Words) -> Shift:
        """Hand the sheet to the next shift, by the PIN of the outgoing officer. Raises DeskError naming what lacks."""
        outgoing = self.proved(proof.officer_id, proof.pin, via)
        with self.store.write(_as(outgoing, self.room, via), LOG) as writing:
            row = self.under_way(writing, "handing_over")
            going = open_duties(self.plain(writing), self.room.id, row.cut_write)
            said = self.handover(writing, row)
            refuse_to_send(said, going, t)
            for number in set(said.here) - set(going):  # signed out after somebody had said so
                self.put(writing, row, "here", number, "")
            before = row.model_dump()
            row.status, row.outgoing, row.sent_at = "pending_accept", outgoing.id, writing.at
            self.keep(writing, row, before, "send")
            return self.shift(writing, row)

    def tick(self, number: str, on: bool, actor: Actor, hearer: int = 0) -> None:
        """Say that somebody has heard of a record, or has not; `hearer` is who takes over, else whoever writes.

        It counts where that officer accepts, by PIN: then it becomes that officer's own word. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            self._tick(writing, number, on, hearer or actor.officer_id)

    def hear(self, numbers: Sequence[str], on: bool, proof: Proof, via: str) -> None:
        """Say by one's own PIN that one has heard of these records, or has not. Raises DeskError."""
        hearer = self.proved(proof.officer_id, proof.pin, via)
        with self.store.write(_as(hearer, self.room, via), ACCEPT) as writing:
            for number in numbers:
                self._tick(writing, number, on, hearer.id)

    def _tick(self, writing: Writing, number: str, on: bool, hearer: int) -> None:
        row = self.under_way(writing, "pending_accept")
        if _about(number) not in self.handover(writing, row).must_tell():
            raise DeskError(
                N_("{number} is nothing that must be told in this handover. Choose one of those that are marked."),
                number=_about(number),
            )  # fmt: skip
        self.put(writing, row, "tick", _about(number), str(hearer) if on else "")

    def send_back(self, question: str, proof: Proof, via: str) -> Shift:
        """Return the sheet with a question, which is kept; what was ticked is heard anew. Raises DeskError."""
        incoming = self.proved(proof.officer_id, proof.pin, via)
        said = read_reason(question)
        with self.store.write(_as(incoming, self.room, via), ACCEPT) as writing:
            row = self.under_way(writing, "pending_accept")
            before = row.model_dump()
            self.retire(writing, row, "tick")  # the next sheet is heard anew
            row.status, row.sent_at = "handing_over", None
            self.put(writing, row, "question", "", said, replaces=False)
            self.keep(writing, row, before, "return", said)
            return self.shift(writing, row)

    def accept(
        self, proof: Proof, via: str, reason: str = "", leader: Proof | None = None
    ) -> tuple[Shift, Room]:
        """Take the shift over, by the PIN of the incoming officer, who writes at the desk from then on.

        Seals the handover and opens the next shift at the cut-off. Where the room has one officer alone, that one
        may take over from himself with a `reason`. Gives the sealed shift and the room. Raises DeskError.
        """
        incoming = self.proved(proof.officer_id, proof.pin, via)
        led = self._led(leader, via)
        with self.store.write(_as(incoming, self.room, via), ACCEPT) as writing:
            row = self.under_way(writing, "pending_accept")
            self._heard(writing, row, incoming)
            before = row.model_dump()
            if incoming.id == row.outgoing:
                row.self_reason = self._alone_reason(writing, reason)
            row.incoming, row.accepted_at = incoming.id, writing.at
            self._seal(writing, row, "accepted")
            if led is not None and led.id != row.outgoing:
                self.put(writing, row, "countersign", "", "", replaces=False, by=led.id)
            self.keep(writing, row, before, "accept", row.self_reason)
            take_seat(writing, incoming)
            if (following := self.row(writing, "planned")) is not None:
                self._begin(writing, following, officers=(incoming.id,))
            return self.shift(writing, row), replace(self.room, signed_in=incoming.id)

    def _heard(self, writing: Writing, row: ShiftRow, incoming: Officer) -> None:
        """Let the ticks for `incoming` be that officer's own word from this moment; those for others count no more."""
        said = self.handover(writing, row)
        said = replace(said, ticks=self.shift(writing, row).heard(incoming.id))
        refuse_to_accept(said, incoming.name)
        self.retire(writing, row, "tick")
        for number in said.must_tell():
            self.put(writing, row, "tick", number, str(incoming.id))

    def _led(self, leader: Proof | None, via: str) -> Officer | None:
        if not self.leader_signs:
            return None
        if leader is None:
            raise DeskError(
                N_("This room asks for the leader's PIN at each handover: let the leader type it too."), field="leader"
            )  # fmt: skip
        return self.proved_leader(leader.officer_id, leader.pin, via)

    def _alone_reason(self, writing: Writing, reason: str) -> str:
        others = [
            one
            for one in self.people(writing)
            if one.active and one.kind in RIGHTS[ACCEPT] and one.id != writing.actor.officer_id
        ]
        if others:
            raise DeskError(
                N_("{names} work here too: choose one of them to take over. Where nobody comes, a leader closes "
                   "the shift without relief."),
                names=", ".join(one.name for one in others[:4]),
            )  # fmt: skip
        return read_reason(reason)

    def close(self, reason: str, proof: Proof, via: str) -> Shift:
        """Seal a handover that nobody takes over, by the PIN of a leader; the next shift is not opened by it.

        Raises DeskError.
        """
        leader = self.proved_leader(proof.officer_id, proof.pin, via)
        said = read_reason(reason)
        with self.store.write(_as(leader, self.room, via), ACCEPT) as writing:
            row = self.under_way(writing, "handing_over", "pending_accept")
            before = row.model_dump()
            self.retire(writing, row, "tick")  # nobody took over: nobody has heard of it
            row.reason = f"{said} ({leader.signature()})"
            self._seal(writing, row, "closed_no_relief")
            self.keep(writing, row, before, "close", said)
            return self.shift(writing, row)

    def _seal(self, writing: Writing, row: ShiftRow, status: str) -> None:
        """Write the canonical content and its hash; from now on the row says the same for ever."""
        shift = replace(self.shift(writing, row), status=status)
        said = handover_of(
            shift, frozen_sheet(row.snapshot), things_frozen(row.snapshot), self.people(writing)
        )
        whole = worded(whole_sheet(said, self.room.calendar), *self.both())
        row.content = content_of(said, whole, self.room, *self.both())
        row.digest = digest_of(row.content)
        row.status, row.is_open = status, 0

    # -- after the seal

    def add(self, number: str, text: str, actor: Actor) -> Shift:
        """Add to a sealed handover, with author and time. Raises DeskError."""
        said = read_reason(text)
        with self.store.write(actor) as writing:
            row = self.sealed(writing, number)
            self.put(writing, row, "addendum", "", said, replaces=False)
            self.keep(writing, row, row.model_dump(), "addendum")
            return self.shift(writing, row)

    def countersign(self, number: str, proof: Proof, via: str) -> Shift:
        """Sign for a handover that one officer made to himself or that was closed without relief. Raises DeskError."""
        leader = self.proved_leader(proof.officer_id, proof.pin, via)
        with self.store.write(_as(leader, self.room, via), LOG) as writing:
            row = self.sealed(writing, number)
            shift = self.shift(writing, row)
            if shift.said("countersign"):
                raise DeskError(N_("{number} is countersigned already: F9 shows by whom."), number=row.number)
            if not (shift.alone or shift.status == "closed_no_relief"):
                raise DeskError(
                    N_(
                        "{number} was taken over by another officer and needs no countersignature. F9 shows it."
                    ),
                    number=row.number,
                )
            if leader.id == row.outgoing:
                raise DeskError(
                    N_("{name} handed this shift over. Choose somebody else to countersign it."),
                    name=leader.name,
                )
            if leader.id == closed_by(self.plain(writing), key_of(row)):
                raise DeskError(
                    N_("{name} closed this shift without relief and does not sign for that too. Choose another leader; "
                       "until then it stands as it is."),
                    name=leader.name,
                )  # fmt: skip
            self.put(writing, row, "countersign", "", "", replaces=False)
            self.keep(writing, row, row.model_dump(), "countersign")
            return self.shift(writing, row)

    def printed(self, number: str, actor: Actor) -> Shift:
        """Count one more paper of a sealed handover: the first is the original, every other one a copy."""
        with self.store.write(actor, LOOK) as writing:
            row = self.sealed(writing, number)
            self._count(writing, row)
            return self.shift(writing, row)

    def reserve(self, number: str, before: int, actor: Actor) -> bool:
        """Reserve the paper that comes after `before` others, which is about to leave the desk.

        False where somebody took that one meanwhile: then nothing is changed, and it must be the next one.
        """
        with self.store.write(actor, LOOK) as writing:
            row = self.sealed(writing, number)
            if row.copies != before:
                return False
            self._count(writing, row)
            return True

    def _count(self, writing: Writing, row: ShiftRow) -> None:
        held = row.model_dump()
        row.copies += 1
        self.keep(writing, row, held, "print")


def _as(officer: Officer, room: Room, via: str) -> Actor:
    return Actor(officer.id, room.id, via)


def _about(text: str) -> str:
    said = clean(text.strip())[:200]
    said = said.upper() if is_number(said) else said
    if not said:
        raise DeskError(
            N_("Say what it is about: the number of a record or a part of the sheet, one of: {parts}."),
            code=Exit.USAGE, parts=", ".join(TEXTS),
        )  # fmt: skip
    return said


def _words(text: str) -> str:
    said = clean(text.strip(), lines=True)
    if len(said) > LIMIT:
        raise DeskError(
            N_("The text has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="text", count=len(said), limit=LIMIT,
        )  # fmt: skip
    return said


def no_shift() -> DeskError:
    """The sentence where a shift is needed and none is open."""
    return DeskError(N_("No shift is open. Open one first: Ctrl+A at the desk, or deskapp shift open."))
