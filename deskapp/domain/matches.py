"""Which lost reports fit a found thing: a sum of stated reasons, so that an officer sees why and decides.

The same kind counts 3, each shared colour 2 (a quite different colour takes 2 away), each shared word of name and
features 1 (of three characters or more, in letters or in digits 2) up to 4, the days 2 where they are near and 1
within a month, the place 2 or 1. What was found more than a day before it was lost fits nothing. From 4 on a pair is
proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deskapp.domain.custody import FoundItem
from deskapp.domain.lost import LostReport
from deskapp.domain.text import compatible
from deskapp.domain.things import KIND, OTHER, PERSON
from deskapp.domain.words import N_, Term, Words

LEAST = 4
"""From this sum on a pair is proposed."""

SHOWN = 9
"""Pairs that are proposed at once."""

COLOURS: Mapping[str, tuple[str, ...]] = {
    "black": ("黑", "black"), "white": ("白", "white"), "red": ("红", "red"), "blue": ("蓝", "blue"),
    "green": ("绿", "green"), "yellow": ("黄", "yellow"), "grey": ("灰", "grey", "gray"),
    "brown": ("棕", "褐", "咖啡", "brown"), "pink": ("粉", "pink"), "purple": ("紫", "purple"),
    "golden": ("金色", "金毛", "golden"), "silver": ("银色", "silver"), "orange": ("橙", "橘", "orange"),
}  # fmt: skip
"""Colours and the words that say them."""

COLOUR_LABELS: Mapping[str, str] = {
    "black": N_("black"), "white": N_("white"), "red": N_("red"), "blue": N_("blue"), "green": N_("green"),
    "yellow": N_("yellow"), "grey": N_("grey"), "brown": N_("brown"), "pink": N_("pink"), "purple": N_("purple"),
    "golden": N_("golden"), "silver": N_("silver"), "orange": N_("orange"),
}  # fmt: skip

_NEAR, _FAR, _SLACK = timedelta(days=3), timedelta(days=30), timedelta(days=1)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9\-]+")
_NOTHING_SAID = frozenset((
    "一个", "一只", "一部", "一串", "一把", "一张", "一台", "一条", "里面", "内有", "有个", "有一", "颜色", "丢失",
    "丢了", "拾到", "捡到", "发现", "遗失", "带有", "上有", "色的", "the", "with", "and",
))  # fmt: skip
"""Pairs of characters, and words, that stand in every description."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason and what it counts."""

    text: str
    points: int
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, t: Words) -> str:
        """The reason with its points."""
        return f"{t(self.text, **self.params)} {self.points:+d}"


@dataclass(frozen=True, slots=True)
class Match:
    """A found thing and a lost report that may belong together."""

    item: FoundItem
    report: LostReport
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum."""
        return sum(reason.points for reason in self.reasons)

    def why(self, t: Words) -> str:
        """All reasons in one line, the sum in front."""
        return f"{self.points} = " + " · ".join(reason.say(t) for reason in self.reasons)


def match(item: FoundItem, report: LostReport) -> Match | None:
    """The pair with its reasons, or None where it is not proposed."""
    if report.kind == PERSON or _too_early(item, report):
        return None
    alike = item.kind == report.kind
    if not alike and OTHER not in (item.kind, report.kind):
        return None
    found = Match(item, report, tuple(_reasons(item, report, alike)))
    words = any(reason.text in (_WORDS, _COLOUR) for reason in found.reasons)
    return found if found.points >= LEAST and (alike or words) else None


def best(pairs: Iterable[Match | None]) -> tuple[Match, ...]:
    """Those that are proposed, what fits best first."""
    found = [pair for pair in pairs if pair is not None]
    found.sort(key=lambda pair: (-pair.points, pair.report.number, pair.item.number))
    return tuple(found[:SHOWN])


_KIND, _COLOUR, _OTHER_COLOUR = N_("same kind ({what})"), N_("colour {what}"), N_("another colour")
_WORDS = N_("words {what}")
_DAYS, _MONTH = N_("found {days} d after it was lost"), N_("found within a month, {days} d")
_PLACE, _NEAR_PLACE = N_("same place {what}"), N_("place alike, {what}")


def _reasons(item: FoundItem, report: LostReport, alike: bool) -> Iterable[Reason]:
    if alike:
        yield Reason(_KIND, 3, {"what": Term(KIND.source_of(item.kind))})
    left = f"{item.name} {item.features}".casefold()
    right = f"{report.name} {report.features}".casefold()
    yield from _colours(left, right)
    words, points = _shared(left, right)
    if points:
        yield Reason(_WORDS, min(4, points), {"what": " ".join(words[:4])})
    lost = report.last_at or report.entered_at
    gap = max(timedelta(), _found(item) - lost)
    if gap <= _NEAR:
        yield Reason(_DAYS, 2, {"days": gap.days})
    elif gap <= _FAR:
        yield Reason(_MONTH, 1, {"days": gap.days})
    yield from _places(item.found_place.casefold(), report.last_place.casefold())


def _found(item: FoundItem) -> datetime:
    return item.found_at or item.entered_at


def _too_early(item: FoundItem, report: LostReport) -> bool:
    return report.last_at is not None and _found(item) < report.last_at - _SLACK


def _colours(left: str, right: str) -> Iterable[Reason]:
    sides = [{c for c, words in COLOURS.items() if any(w in side for w in words)} for side in (left, right)]
    shared = sorted(sides[0] & sides[1])
    for colour in shared[:2]:
        yield Reason(_COLOUR, 2, {"what": Term(COLOUR_LABELS[colour])})
    if sides[0] and sides[1] and not shared:
        yield Reason(_OTHER_COLOUR, -2)


def _places(left: str, right: str) -> Iterable[Reason]:
    if not left or not right:
        return
    if left in right or right in left:
        yield Reason(_PLACE, 2, {"what": min(left, right, key=len)})
        return
    words, points = _shared(left, right)
    if points:
        yield Reason(_NEAR_PLACE, min(2, points), {"what": " ".join(words[:3])})


def _shared(left: str, right: str) -> tuple[list[str], int]:
    """What stands in both texts, the longest pieces, and what they count: 1 of two characters, 2 of more."""
    one, other = (_bare(text) for text in (left, right))
    found: dict[str, int] = {}
    for run in _HAN.findall(one):
        at = 0
        while at < len(run) - 1:
            end = next((end for end in range(len(run), at + 1, -1) if run[at:end] in other), at + 1)
            if end - at > 1 and run[at:end] not in _NOTHING_SAID:
                found[run[at:end]] = 1 if end - at == 2 else 2
            at = max(end, at + 1)
    words = set(_LATIN.findall(one)) & set(_LATIN.findall(other)) - _NOTHING_SAID
    found |= dict.fromkeys(sorted(words), 2)
    return list(found), sum(found.values())


def _bare(text: str) -> str:
    """Half-width, without the words of colours, which count by themselves."""
    said = compatible(text).casefold()
    for words in COLOURS.values():
        for word in words:
            said = re.sub(rf"\b{word}\b" if word.isascii() else f"{word}色?", " ", said)
    return said
