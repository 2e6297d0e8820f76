"""Stars and points of volunteers (星级、积分): a table of the room, off unless the room switches it on.

The stars that the program brings are those of 志愿服务记录办法 (民政部, 2012): 100, 300, 600, 1000 and 1500 hours.
Points are a local custom: nothing is laid down about them, so every hour is worth one until the room says otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deskapp.domain.attendance_codes import DIMENSION
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.volunteer import Honour
from deskapp.domain.volunteer_codes import HONOUR
from deskapp.domain.words import N_, Words

STARS = (100, 300, 600, 1000, 1500)
"""Hours in all from which on somebody has one to five stars."""

MOST = 100_000
"""The largest number of hours or points."""

_HONOURS = ("honour", "praise")
_POINTS = {"honour": 10, "praise": 5}
_STAR = re.compile(r"star_?([1-5])|([一二三四五1-5])星")
_DIGITS = "一二三四五"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the room goes by."""

    stars: tuple[int, ...] = STARS
    points: Mapping[str, int] | None = None
    """Points for an hour, by dimension, and for an entry of honour or praise; only what is not the program's."""

    def worth(self, code: str) -> int:
        """Points for an hour of a dimension, or for one entry of a kind of honour."""
        return (self.points or {}).get(code, _POINTS.get(code, 1))


def parts(t: Words) -> tuple[str, ...]:
    """All rows of the table, by code: the stars, the dimensions that are offered, the kinds of honour."""
    stars = tuple(f"star{place}" for place in range(1, len(STARS) + 1))
    return (*stars, *(entry.code for entry in DIMENSION.offered(t)), *_HONOURS)


def label(part: str, t: Words) -> str:
    """What a row is called."""
    if part.startswith("star") and part[4:].isdigit() and len(part) < 10:
        return t(N_("Stars: {count}"), count=part[4:])
    codes: CodeList = HONOUR if part in _HONOURS else DIMENSION
    return codes.label_of(part, t)


def number(rules: Rules, part: str) -> int:
    """The hours or points of a row."""
    if part.startswith("star") and part[4:].isdigit() and len(part) < 10:
        return rules.stars[int(part[4:]) - 1]
    return rules.worth(part)


def say(rules: Rules, part: str, t: Words) -> str:
    """The hours or points of a row, for people."""
    count = number(rules, part)
    if part.startswith("star"):
        return t(N_("from {count} hours on"), count=count)
    if part in _HONOURS:
        return t(N_("{count} points each"), count=count)
    return t(N_("{count} points an hour"), count=count)


def read_rules(text: str) -> Rules:
    """The rules that `text` keeps. Raises DeskError."""
    if not text:
        return Rules()
    try:
        value = json.loads(text)
        stars = tuple(value.get("stars", STARS))
        points = {str(code): worth for code, worth in value.get("points", {}).items()}
        counts = (*stars, *points.values())
        if len(stars) != len(STARS) or not all(type(one) is int and 0 <= one <= MOST for one in counts):
            raise ValueError
    except (ValueError, TypeError, AttributeError) as error:
        raise DeskError(
            N_("This is not a table of stars and points. Type one row at a time, like: reward_rules.star1 100. Nothing "
               "is changed."),
            code=Exit.USAGE,
        ) from error  # fmt: skip
    return Rules(stars, points)


def kept(rules: Rules) -> str:
    """The rules that are not the program's, as text; empty where all are."""
    points = {
        code: worth for code, worth in sorted((rules.points or {}).items()) if worth != _POINTS.get(code, 1)
    }
    own: dict[str, object] = {}
    if rules.stars != STARS:
        own["stars"] = list(rules.stars)
    if points:
        own["points"] = points
    return json.dumps(own, separators=(",", ":")) if own else ""


def read_number(text: str) -> int:
    """Hours or points as typed. Raises DeskError."""
    said = narrow(clean(text))
    if not re.fullmatch(r"[0-9]{1,6}", said) or int(said) > MOST:
        raise DeskError(
            N_("“{text}” is no number of hours or points: type a whole number from 0 to {most}. What you typed is "
               "kept."),
            code=Exit.USAGE, field="count", text=clean(text)[:40], most=MOST,
        )  # fmt: skip
    return int(said)


def changed(text: str, part: str, count: int) -> str:
    """The kept text with another number in one row. Raises DeskError where stars would not rise."""
    rules = read_rules(text)
    if not (part.startswith("star") and part[4:].isdigit() and len(part) < 10):
        return kept(Rules(rules.stars, {**(rules.points or {}), part: count}))
    stars = list(rules.stars)
    stars[int(part[4:]) - 1] = count
    if stars != sorted(set(stars)):
        raise DeskError(
            N_("Each star needs more hours than the one before it: {stars}. Type another number. What you typed is "
               "kept."),
            code=Exit.USAGE, field="count", stars=" < ".join(map(str, stars)),
        )  # fmt: skip
    return kept(Rules(tuple(stars), rules.points))


def part_of(said: str, t: Words) -> str:
    """The row of a code or a label as typed. Raises DeskError."""
    wanted = one_line(clean(said)).casefold()
    if found := _STAR.fullmatch(narrow(wanted)):
        digit = found[1] or found[2]
        return f"star{_DIGITS.index(digit) + 1 if digit in _DIGITS else digit}"
    for part in parts(t):
        if wanted in (part, label(part, t).casefold()):
            return part
    raise DeskError(
        N_("There is no row “{name}” in stars and points. There is: {every}."),
        code=Exit.USAGE, name=clean(said)[:40], every=", ".join(parts(t)),
    )  # fmt: skip


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `reward_rules.star1 100`; `default` is the program's. Raises DeskError."""
    row = part_of(part, t)
    plain = narrow(clean(said)).casefold()
    return changed(text, row, number(Rules(), row) if plain in ("default", "默认") else read_number(said))


def shown(text: str, t: Words) -> str:
    """The whole table in lines."""
    rules = read_rules(text)
    return "\n".join(f"{part}  {label(part, t)}  {say(rules, part, t)}" for part in parts(t))


def stars_of(minutes: int, rules: Rules) -> int:
    """How many stars so many minutes in all are worth."""
    return sum(minutes >= hours * 60 for hours in rules.stars)


def points_of(minutes: Mapping[str, int], honours: Iterable[Honour], rules: Rules) -> int:
    """All points: whole hours of each dimension, and entries of honour and praise."""
    served = sum(part // 60 * rules.worth(code) for code, part in minutes.items())
    return served + sum(rules.worth(one.kind) for one in honours if one.kind in _HONOURS)


def said_of(minutes: Mapping[str, int], honours: Iterable[Honour], rules: Rules, t: Words) -> str:
    """Stars and points of one volunteer, in words."""
    return t(
        N_("stars: {stars} of {most} · points: {points}"), stars=stars_of(sum(minutes.values()), rules),
        most=len(rules.stars), points=points_of(minutes, honours, rules),
    )  # fmt: skip
