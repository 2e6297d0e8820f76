"""How the duty plan of a day is served, hour by hour: slots against the duties of those who came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from deskapp.domain.slot import Slot
from deskapp.domain.times import Calendar

_HOUR = timedelta(hours=1)

EMPTY, SHORT, FULL, AHEAD, EXTRA, NONE = "empty", "short", "full", "ahead", "extra", "none"
"""How an hour or a slot stands: nobody of those planned, fewer, all; still to come; people without a plan; nothing."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody's time on duty, as far as it is known."""

    key: int
    """That of the duty."""
    teams: frozenset[int]
    """The team of the duty and all above it."""
    place: str
    start: datetime
    end: datetime | None
    """None while it lasts."""

    def fits(self, slot: Slot) -> bool:
        """Whether this duty may serve a slot; who says no place may serve at any."""
        team = slot.team_id is None or slot.team_id in self.teams
        return team and (not slot.place or not self.place or slot.place == self.place)

    def share(self, start: datetime, end: datetime, now: datetime) -> timedelta:
        """How long of [start, end) somebody was here."""
        last = min(end, now if self.end is None else min(self.end, now))
        return max(timedelta(0), last - max(start, self.start))


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day: how many people are planned and how many of them are here."""

    start: datetime
    end: datetime
    planned: int
    here: int
    """All who are here in it, planned or not; where places are short, those who fill one."""
    state: str


@dataclass(frozen=True, slots=True)
class Served:
    """One slot on one day: when it lasts and how it is served."""

    slot: Slot
    start: datetime
    end: datetime
    state: str
    here: int
    """People who fill it: now while it lasts, the fewest at any hour once it is over."""

    @property
    def lacking(self) -> int:
        """Places that nobody fills."""
        return max(0, self.slot.people - self.here)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The duty plan of a day against those who came."""

    day: date
    hours: tuple[Hour, ...]
    slots: tuple[Served, ...]
    """In the order in which they begin."""

    def running(self, now: datetime) -> tuple[Served, ...]:
        """The slots that last now and lack somebody, the emptiest first."""
        found = [one for one in self.slots if one.start <= now < one.end and one.lacking]
        return tuple(sorted(found, key=lambda one: (one.state != EMPTY, one.start)))

    def missed(self, now: datetime) -> tuple[Served, ...]:
        """The slots that are over and nobody served."""
        return tuple(one for one in self.slots if one.end <= now and one.state == EMPTY)

    def next(self, now: datetime) -> Served | None:
        """The slot that begins next."""
        return next((one for one in self.slots if one.start > now), None)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of time in which the plan does not change, and who of it is filled."""

    start: datetime
    end: datetime
    filled: tuple[tuple[int, int], ...]
    """Place of the planned slot in the list, and how many people fill it."""
    here: int
    passed: bool
    planned: int


def coverage(
    slots: Iterable[Slot], duties: Sequence[Presence], day: date, now: datetime, calendar: Calendar
) -> Coverage:
    """The plan of the room's `day` as it stands at `now`.

    Somebody counts in a stretch of time who was here for half of it or more, and fills one place at a time; what
    began yesterday and lasts over midnight belongs to both days.
    """
    first, last = calendar.bounds(day)
    planned = _occurrences(slots, day, first, last, calendar)
    hours = _hours(first, last)
    cuts = {edge for start, end in hours for edge in (start, end)} | {min(max(now, first), last)}
    cuts |= {min(max(edge, first), last) for _, start, end in planned for edge in (start, end)}
    pieces = [
        _piece(
            planned, start, end, [one for one in duties if 2 * one.share(start, end, now) >= end - start], now
        )
        for start, end in pairwise(sorted(cuts))
    ]
    # Of this moment it is told who is here, however short that is.
    here = [one for one in duties if one.end is None and one.start <= now]
    instant = _piece(planned, now, now, here, now)
    return Coverage(
        day,
        tuple(
            _running(start, end, instant)
            if start <= now < end
            else _hour(start, end, [piece for piece in pieces if start <= piece.start < end])
            for start, end in hours
        ),
        tuple(_served(place, one, pieces, instant) for place, one in enumerate(planned)),
    )


def _occurrences(
    slots: Iterable[Slot], day: date, first: datetime, last: datetime, calendar: Calendar
) -> list[tuple[Slot, datetime, datetime]]:
    found = []
    for slot in slots:
        for at in (day - timedelta(days=1), day, day + timedelta(days=1)):
            if slot.is_on(at):
                start, end = slot.span(at, calendar)
                if start < min(end, last) and end > first:
                    found.append((slot, start, end))
    return sorted(found, key=lambda one: (one[1], one[2], one[0].id))


def _hours(first: datetime, last: datetime) -> list[tuple[datetime, datetime]]:
    """The hours of a day: 23 or 25 of them where the clock is changed."""
    found = []
    while first < last:
        found.append((first, min(first + _HOUR, last)))
        first += _HOUR
    return found


def _piece(
    planned: Sequence[tuple[Slot, datetime, datetime]], start: datetime, end: datetime, there: Sequence[Presence],
    now: datetime,
) -> _Piece:  # fmt: skip
    on = [
        place
        for place, (_, begins, ends) in enumerate(planned)
        if begins <= start and (end <= ends if end > start else end < ends)
    ]
    filled = _fill([planned[place][0] for place in on], there)
    return _Piece(
        start, end, tuple(zip(on, filled, strict=True)), len(there), end <= now,
        sum(planned[place][0].people for place in on),
    )  # fmt: skip


def _fill(slots: Sequence[Slot], there: Sequence[Presence]) -> list[int]:
    """How many places of each slot are filled, as many as can be, each person in one place alone."""
    takers: list[list[Presence]] = [[] for _ in slots]

    def take(one: Presence, tried: set[int]) -> bool:
        """Put somebody into a slot, moving others on where that frees a place."""
        for at, slot in enumerate(slots):
            if at in tried or not one.fits(slot):
                continue
            tried.add(at)
            if len(takers[at]) < slot.people:
                takers[at].append(one)
                return True
            for held in takers[at]:
                if take(held, tried):
                    takers[at].remove(held)
                    takers[at].append(one)
                    return True
        return False

    # Who named a place goes first, so that it is theirs while another one is as good for the others.
    for one in sorted(there, key=lambda one: (not one.place, one.start, one.key)):
        take(one, set())
    return [len(held) for held in takers]


def _hour(start: datetime, end: datetime, pieces: Sequence[_Piece]) -> Hour:
    """An hour that is over as its worst stretch, or one that is still to come."""
    if not all(piece.passed for piece in pieces):
        most = max(piece.planned for piece in pieces)
        return Hour(start, end, most, 0, AHEAD if most else NONE)
    worst = max(pieces, key=lambda piece: (piece.planned - _filled(piece), piece.planned))
    if not worst.planned:
        here = max(piece.here for piece in pieces)
        return Hour(start, end, 0, here, EXTRA if here else NONE)
    return _running(start, end, worst)


def _running(start: datetime, end: datetime, piece: _Piece) -> Hour:
    """An hour as it stands in one stretch of it."""
    filled = _filled(piece)
    if not piece.planned:
        return Hour(start, end, 0, piece.here, EXTRA if piece.here else NONE)
    if filled >= piece.planned:
        return Hour(start, end, piece.planned, piece.here, FULL)
    return Hour(start, end, piece.planned, filled, SHORT if filled else EMPTY)


def _filled(piece: _Piece) -> int:
    return sum(count for _, count in piece.filled)


def _served(
    place: int, one: tuple[Slot, datetime, datetime], pieces: Sequence[_Piece], instant: _Piece
) -> Served:
    """A slot as it stands now while it lasts, as its worst stretch once it is over."""
    slot, start, end = one
    now = instant.start
    if start <= now < end:
        counts = [dict(instant.filled)[place]]
    else:
        counts = [
            dict(piece.filled)[place] for piece in pieces if piece.passed and place in dict(piece.filled)
        ]
    if start > now or not counts:
        return Served(slot, start, end, AHEAD, 0)
    here = min(counts)
    state = FULL if here >= slot.people else SHORT if max(counts) else EMPTY
    return Served(slot, start, end, state, here)
