"""A slot of the duty plan as a form has it: from what was typed to columns that can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import StepField
from deskapp.domain.setting_reads import hour
from deskapp.domain.slot import Slot, hour_text
from deskapp.domain.text import clean, compatible, narrow, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Term, Words

FIELDS: tuple[StepField, ...] = (
    StepField("days", N_("Days"), "text"),
    StepField("hours", N_("From–to"), "text"),
    StepField("people", N_("How many people"), "number"),
    StepField("team", N_("Team"), "text", required=False),
    StepField("place", N_("Place"), "place", required=False),
    StepField("area", N_("Area"), "area", required=False),
    StepField("from", N_("In force from"), "day", required=False),
    StepField("until", N_("In force until"), "day", required=False),
    StepField("notes", N_("Notes"), "text", required=False),
)
"""What of a slot can be typed, by the name that it has in JSON."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}

MOST = 200
"""People that one slot may ask for."""

_LIMITS = {"place": 200, "notes": 1000}
_EVERY, _WORK, _FREE = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5), (6, 7)
_WORDS = {
    "daily": _EVERY, "every day": _EVERY, "每天": _EVERY, "每日": _EVERY, "天天": _EVERY, "all": _EVERY,
    "mon–fri": _WORK, "weekdays": _WORK, "workdays": _WORK, "工作日": _WORK, "平日": _WORK,
    "weekend": _FREE, "weekends": _FREE, "周末": _FREE, "双休日": _FREE,
}  # fmt: skip
_NAMES = {
    "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "日": 7, "天": 7, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7,
}  # fmt: skip
_RANGE = re.compile(r"\s*(?:[-–—~～至到]|to)\s*")
_DAY = re.compile(
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|[一二三四五六日天1-7]"
)


def texts_of(slot: Slot, t: Words) -> dict[str, str]:
    """Each field as a form shows it."""
    return {
        "days": slot.days_text(t), "hours": f"{hour_text(slot.begins)}-{hour_text(slot.ends)}",
        "people": str(slot.people), "team": slot.team, "place": slot.place, "area": slot.area,
        "from": slot.valid_from.isoformat(), "until": slot.valid_until.isoformat() if slot.valid_until else "",
        "notes": slot.notes,
    }  # fmt: skip


def read_slot(given: Mapping[str, str], today: date, t: Words, *, new: bool) -> dict[str, object]:
    """Check what was typed, but for `team` and `area`, which are looked up; of a `new` slot days and hours are needed.

    Days without the first one begin today. Raises DeskError.
    """
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    found: dict[str, object] = {}
    if new or "days" in given:
        with about("days"):
            found |= _read_days(given.get("days", ""), today, t)
    if new or "hours" in given:
        with about("hours"):
            found["begins"], found["ends"] = _read_hours(given.get("hours", ""), t)
    if new or "people" in given:
        found["people"] = _read_people(given.get("people", ""))
    for name, limit in _LIMITS.items():
        if name in given:
            said = one_line(clean(given[name]))
            if len(said) > limit:
                raise DeskError(
                    N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                    code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=limit,
                )  # fmt: skip
            found[name] = said
    if new or "from" in given:
        with about("from"):
            first = given.get("from", "").strip()
            found["valid_from"] = (read_day(first, today) if first else _first(found, today)).isoformat()
    if "until" in given:
        with about("until"):
            last = given["until"].strip()
            found["valid_until"] = read_day(last, today).isoformat() if last else None
    return found


def refuse_never(begins: str, until: str | None, on_day: str | None) -> None:
    """Raise DeskError for a slot whose days never come."""
    if (until is not None and until < begins) or (
        on_day is not None and (on_day < begins or (until is not None and on_day > until))
    ):
        raise DeskError(
            N_("That plan would hold on no day: its last day is before its first. Type the days again."),
            code=Exit.USAGE, field="until",
        )  # fmt: skip


def _first(found: Mapping[str, object], today: date) -> date:
    """The first day of a slot where none was typed; a single date that has passed is its own first day."""
    on = found.get("on_day")
    return min(today, date.fromisoformat(str(on))) if on else today


def _read_days(text: str, today: date, t: Words) -> dict[str, object]:
    """Days of the week, or one date."""
    said = one_line(compatible(clean(text))).casefold()
    if not said:
        raise DeskError(
            N_("No days are said: type daily, 1-5, Mon Wed Fri, or a date like 11-28. What you typed is kept."),
            code=Exit.USAGE,
        )  # fmt: skip
    days = weekdays_of(said, t)
    if days:
        return {"weekdays": ",".join(map(str, days)), "on_day": None}
    return {"weekdays": "", "on_day": read_day(said, today).isoformat()}


def weekdays_of(text: str, t: Words) -> tuple[int, ...]:
    """Days of the week as people type them, 1 for Monday; nothing where something else stands there."""
    said = one_line(compatible(clean(text))).casefold()
    spoken = {words.casefold(): days for words, days in _WORDS.items()} | {
        t(N_("every day")).casefold(): _EVERY, t(N_("Mon–Fri")).casefold(): _WORK,
    }  # fmt: skip
    return spoken.get(said) or _days_of(said)


def _days_of(said: str) -> tuple[int, ...]:
    """Days of the week, single ones and ranges; nothing where something else stands there."""
    bare = re.sub(r"星期|礼拜|每周|周", " ", said)
    found: set[int] = set()
    for word in re.split(r"[\s,，、;；/和]+", _RANGE.sub("-", bare).strip()):
        ends = word.split("-")
        if len(ends) > 2 or not all(ends):
            return ()
        inside = [_named(end) for end in ends]
        if not all(inside):
            return ()
        if len(ends) == 2:
            if len(inside[0]) != 1 or len(inside[1]) != 1:
                return ()
            first, last = inside[0][0], inside[1][0]
            found.update((first + at - 1) % 7 + 1 for at in range((last - first) % 7 + 1))
        else:
            found.update(inside[0])
    return tuple(sorted(found))


def _named(word: str) -> list[int]:
    """The days that stand in a word one after the other; none where anything else stands in it, as in a date."""
    days = [] if _DAY.sub("", word) else [_NAMES[one[0][:3]] for one in _DAY.finditer(word)]
    return days if days == sorted(set(days)) else []


def _read_hours(text: str, t: Words) -> tuple[int, int]:
    said = one_line(compatible(clean(text)))
    ends = [part for part in _RANGE.split(said) if part]
    if len(ends) == 1:
        ends = said.split()
    if len(ends) != 2:
        raise DeskError(
            N_("“{text}” is no time of a slot: type from when to when, like 20:00-06:00. What you typed is kept."),
            code=Exit.USAGE, text=clean(text)[:40],
        )  # fmt: skip
    return _minutes(ends[0], t), _minutes(ends[1], t)


def _minutes(said: str, t: Words) -> int:
    word = said.strip()
    if word in ("24:00", "24"):
        return 0
    if re.fullmatch(r"[0-9]{1,2}", word):
        word = f"{word}:00"
    hours, _, minutes = hour(word, t).partition(":")
    return int(hours) * 60 + int(minutes)


def _read_people(text: str) -> int:
    said = narrow(clean(text))
    if not said:
        return 1
    if not re.fullmatch(r"[0-9]{1,4}", said) or not 1 <= int(said) <= MOST:
        raise DeskError(
            N_("“{text}” is no number of people: type a whole number from 1 to {most}. What you typed is kept."),
            code=Exit.USAGE, field="people", text=clean(text)[:40], most=MOST,
        )  # fmt: skip
    return int(said)
