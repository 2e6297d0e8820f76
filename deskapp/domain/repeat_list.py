"""The list of repeats of a period: people, matters and places that came up at least twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.masks import initial, phone_tail
from deskapp.domain.repeats import Matter, since, tie
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import read_day
from deskapp.domain.words import N_

KINDS: Mapping[str, str] = {
    "person": N_("same person"), "matter": N_("same matter"), "place": N_("same place"),
}  # fmt: skip
"""What can repeat, in the order of the list, and what it is called."""

LEAST = 2
"""Requests that make a repeat."""

LONGEST = 366
"""Days that a period may have."""

WEEK = 7
"""Days of the list where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A request of the period, as far as the list needs it."""

    id: int
    number: str
    matter: Matter
    entered_at: datetime
    is_open: bool
    applicant: str = ""
    phone: str = ""
    sheltered: bool = False
    """Whether only an initial may be shown."""
    merged_into: str = ""
    in_file: bool = False
    """Whether it goes on as a dispute, whose file alone tells the words."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A person, a matter or a place with the requests behind it."""

    kind: str
    """A key of KINDS."""
    name: str
    """The person as lists show one, the place as it was written last, of a matter what was told first.

    Empty for a matter of sheltered people, and for one that became a dispute: its words may name them.
    """
    note: str
    """The masked phone of a person; the category, a code, of a matter."""
    open: int
    last: datetime
    requests: tuple[int, ...]
    """The keys, the oldest first."""
    numbers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many requests it is."""
        return len(self.requests)


def repeats(entered: Iterable[Entered], days: int) -> tuple[Repeat, ...]:
    """People, then matters, then places with two requests or more, the most frequent first.

    `days` is how far apart two requests may be to be one matter; see domain.repeats.tie.
    """
    known = sorted(entered, key=lambda one: one.id)
    found: list[Repeat] = []
    people = _grouped(known, lambda one: one.matter.person or None)
    found += _sorted(_person(group) for group in people)
    found += _sorted(_matter(group) for group in same_matters(known, days))
    places = _grouped(known, lambda one: one.matter.spot or None)
    found += _sorted(_repeat("place", group[-1].matter.place, "", group) for group in places)
    return tuple(found)


def same_matters(known: Sequence[Entered], days: int) -> list[list[Entered]]:
    """The requests that are one matter, directly or through another; what was merged belongs together, too."""
    heads = list(range(len(known)))

    def head(at: int) -> int:
        while heads[at] != at:
            heads[at] = heads[heads[at]]
            at = heads[at]
        return at

    numbers = {one.number: at for at, one in enumerate(known)}
    near: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(known):
        if one.merged_into in numbers:
            heads[head(at)] = head(numbers[one.merged_into])
        first = since(one.matter.day, days)
        for key in filter(None, (one.matter.category, ("", one.matter.spot) if one.matter.spot else None)):
            for before in reversed(near[key]):
                if known[before].matter.day < first:
                    break
                if tie(one.matter, known[before].matter, days).matter:
                    heads[head(at)] = head(before)
            near[key].append(at)
    groups: defaultdict[int, list[Entered]] = defaultdict(list)
    for at, one in enumerate(known):
        groups[head(at)].append(one)
    return [group for group in groups.values() if len(group) >= LEAST]


def _grouped(known: Iterable[Entered], key: Callable[[Entered], Hashable | None]) -> list[list[Entered]]:
    groups: defaultdict[Hashable, list[Entered]] = defaultdict(list)
    for one in known:
        if (of := key(one)) is not None:
            groups[of].append(one)
    return [group for group in groups.values() if len(group) >= LEAST]


def _person(group: Sequence[Entered]) -> Repeat:
    last = group[-1]
    if any(one.sheltered for one in group):
        return _repeat("person", initial(last.applicant), "", group)
    return _repeat("person", last.applicant, phone_tail(last.phone), group)


def _matter(group: Sequence[Entered]) -> Repeat:
    told = "" if any(one.sheltered or one.in_file for one in group) else group[0].matter.told
    return _repeat("matter", told, group[0].matter.category, group)


def _repeat(kind: str, name: str, note: str, group: Sequence[Entered]) -> Repeat:
    return Repeat(
        kind, name, note, sum(one.is_open for one in group), max(one.entered_at for one in group),
        tuple(one.id for one in group), tuple(one.number for one in group),
    )  # fmt: skip


def _sorted(found: Iterable[Repeat]) -> list[Repeat]:
    return sorted(found, key=lambda one: (one.count, one.last), reverse=True)


def read_period(first: str, last: str, days: str, today: date) -> tuple[date, date]:
    """The first and the last day of a period as typed; `days` counts back from the last. Raises DeskError.

    Nothing typed means the last WEEK days, today included.
    """
    end = read_day(last, today) if last.strip() else today
    if first.strip():
        if days.strip():
            raise DeskError(
                N_("Give --from or --days, not both: take one of them away."), code=Exit.USAGE, field="days"
            )
        start = read_day(first, today)
    else:
        start = since(end, _count(days) - 1)
    if start > end:
        raise DeskError(
            N_("The period ends before it begins: put the earlier day first, like --from {first} --to {last}."),
            code=Exit.USAGE, field="days", first=end, last=start,
        )  # fmt: skip
    if (end - start).days >= LONGEST:
        raise _too_long()
    return start, end


def _count(days: str) -> int:
    said = narrow(days)
    if not said:
        return WEEK
    if not said.isdecimal() or len(said) > 6 or int(said) < 1:
        raise DeskError(
            N_("--days takes a number from 1 to {most}, not “{text}”. Type it like --days 7."),
            code=Exit.USAGE, field="days", most=LONGEST, text=clean(days),
        )  # fmt: skip
    if int(said) > LONGEST:
        raise _too_long()
    return int(said)


def _too_long() -> DeskError:
    return DeskError(
        N_("Repeats are looked for in {most} days at most: choose a shorter period."),
        code=Exit.USAGE, field="days", most=LONGEST,
    )  # fmt: skip
