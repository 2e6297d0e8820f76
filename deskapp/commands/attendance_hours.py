"""deskapp attendance hours: what was served in a period, by member, team, dimension or type of service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.lists import day_of
from deskapp.commands.volunteer_looks import volunteer_of
from deskapp.domain.attendance_card import hours_text
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.figures import Period
from deskapp.domain.hours_words import CODES, label_of, tenths
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.reading import attendances, hours
from deskapp.wiring import Desk


def add_up(call: Call, desk: Desk, by: str, words: Sequence[str], start: str, end: str) -> None:
    """Write the hours of a period by `by`: of all, or of the volunteer in `words` alone. Raises DeskError."""
    t, now = call.t, desk.clock()
    if by not in attendances.BY:
        raise DeskError(
            N_("Hours are not added up by “{by}”. Choose one of: {every}."),
            code=Exit.USAGE, by=clean(by), every=", ".join(attendances.BY),
        )  # fmt: skip
    last = day_of(desk, end, now) or desk.room.calendar.day(now)
    first = day_of(desk, start, now) or last.replace(day=1)
    if words:
        _of_one(call, desk, by, words[0], first, last)
        return
    found = [one for one in hours.sums(desk.reader, desk.room.id, by, Period(first, last)) if one.duties]
    names = [_called(desk, by, one, t) for one in found]
    if call.flags.json:
        call.write_json([
            {"key": key, "name": name, "minutes": one.confirmed, "times": one.times, "present": one.present,
             "waiting": one.waiting}
            for one, (key, name) in zip(found, names, strict=True)
        ])  # fmt: skip
        return
    rows = [
        (
            "  " * one.depth + f"{key if key != name and by == 'member' else ''} {name}".strip(),
            _added_up(one, by, t),
        )
        for one, (key, name) in zip(found, names, strict=True)
    ]
    for line in aligned(rows):
        call.write(line)
    if not found:
        call.say(N_("No confirmed hours from {first} to {last}."), first=first, last=last)


def _called(desk: Desk, by: str, one: hours.Sum, t: Words) -> tuple[str, str]:
    """What a line is called for programs, and for people; names as lists have them."""
    if by != "member":
        key = one.name if by == "team" else one.key
        return key, label_of(by, one.key, one.name, t)
    found = hours.member_of(desk.reader, int(one.key))
    if found is None:
        return "", t(N_("helpers for one time"))
    return found[0], found[1].shown_name(desk.room.calendar.day(desk.clock()), t, desk.room.masks)


def _added_up(one: hours.Sum, by: str, t: Words) -> str:
    said = [hours_text(one.confirmed, t), t(N_("{count} times"), count=one.times)]
    if by not in CODES:
        said.append(t(N_("present {hours} h"), hours=tenths(one.present)))
        said += [t(N_("to confirm: {count}"), count=one.waiting)] if one.waiting else []
    return "  ".join(said)


def _of_one(call: Call, desk: Desk, by: str, typed: str, first: date, last: date) -> None:
    """Of one volunteer alone what counts."""
    t, one = call.t, volunteer_of(desk, typed).volunteer.id
    found = attendances.hours(desk.reader, desk.room.id, by, first, last, one)
    if call.flags.json:
        call.write_json([
            {"key": row.key, "name": row.name, "minutes": row.minutes, "times": row.times} for row in found
        ])  # fmt: skip
        return
    codes = CODES.get(by)
    rows = [
        ((codes.label_of(row.key, t) if codes else f"{row.key} {row.name if row.name != row.key else ''}").strip(),
         f"{hours_text(row.minutes, t)}  {t(N_('{count} times'), count=row.times)}")
        for row in found
    ]  # fmt: skip
    for line in aligned(rows):
        call.write(line)
    if not found:
        call.say(N_("No confirmed hours from {first} to {last}."), first=first, last=last)
