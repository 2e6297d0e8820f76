"""When something happened, as people tell it in passing: 昨晚, 今早8点, 11月20日, 半小时前."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from deskapp.domain.errors import DeskError
from deskapp.domain.text import compatible
from deskapp.domain.times import Calendar, read_day

_DAYS = {"今": 0, "昨": -1, "前": -2}
_PARTS = {
    "凌晨": 3, "清晨": 6, "清早": 7, "一早": 7, "早上": 8, "早晨": 8, "早": 8, "晨": 6, "上午": 10, "中午": 12,
    "午后": 14, "下午": 15, "傍晚": 18, "晚上": 20, "晚": 20, "夜里": 23, "夜间": 23, "半夜": 23, "深夜": 23, "夜": 23,
}  # fmt: skip
"""The hour that a part of the day means where no other is told."""
_MORNING = frozenset({"凌晨", "清晨", "清早", "一早", "早上", "早晨", "早", "晨", "上午"})
_NIGHT = frozenset({"晚上", "晚", "夜里", "夜间", "半夜", "深夜", "夜"})

_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_NUMBER = r"\d{1,2}|十[一二]?|[一二两三四五六七八九]"
_TOLD = re.compile(
    rf"(?:(?P<day>[今昨前])(?:[天日](?P<part>{_PART})?|(?P<glued>{_PART}))"
    rf"|(?P<date>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号])(?P<part2>{_PART})?|(?P<part3>{_PART}))?"
    rf"\s*(?:(?P<hour>{_NUMBER})(?:[:：](?P<minute>\d\d)|[点时](?!间)钟?(?P<told>半|一刻|三刻|\d{{1,2}}分?)?))?"
)
_AGO = re.compile(
    r"(?P<count>半|\d{1,3}|[一两二三四五六七八九十])\s*个?(?P<unit>半?小时|钟头|分钟)(?:之?前|以前)"
)
_ALWAYS = re.compile(r"(?:每|天天|经常|总是|老是|一到|一般|常常)[天个]?$")
_EARLIER = re.compile(r"(?:就|已经?)?(?:报过|来过|说过|反映过|登记过|打过)")

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
           "十一": 11, "十二": 12}  # fmt: skip
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}


def told_moment(text: str, now: datetime, calendar: Calendar) -> datetime | None:
    """The first moment that `text` tells and that has passed; None where it tells none."""
    said = "".join(narrowed if len(narrowed := compatible(char)) == 1 else char for char in text)
    here = calendar.local(now)
    if found := _AGO.search(said):
        return now - _length(found)
    for found in _TOLD.finditer(said):
        if not found[0].strip() or _ALWAYS.search(said[: found.start()]) or _EARLIER.match(said, found.end()):
            continue
        at = _moment(found, here)
        if at is not None and at <= here:
            return at.astimezone(now.tzinfo)
    return None


def _length(found: re.Match[str]) -> timedelta:
    count = 0.5 if found["count"] == "半" else float(_DIGITS.get(found["count"]) or int(found["count"]))
    if "分" in found["unit"]:
        return timedelta(minutes=count)
    return timedelta(hours=count + (0.5 if "半" in found["unit"] else 0))


def _moment(found: re.Match[str], here: datetime) -> datetime | None:
    part = found["part"] or found["glued"] or found["part2"] or found["part3"] or ""
    day = _day(found, here.date())
    if day is None:
        return None
    if found["hour"] is None:
        if part and (found["day"] or found["date"]):
            return _at(day, _PARTS[part], 0, here)
        return _at(day, 12, 0, here) if found["date"] or found["day"] in ("昨", "前") else None
    hour = _DIGITS.get(found["hour"]) or int(found["hour"])
    minute = int(found["minute"] or 0)
    if told := found["told"]:
        minute = _MINUTES[told] if told in _MINUTES else int(told.rstrip("分"))
    if part in _NIGHT and (hour in (0, 12) or hour < 6):
        # 昨夜两点 is the small hour of the day after; 夜里两点 alone is today's.
        return _at(day + timedelta(days=1 if found["day"] or found["date"] else 0), hour % 12, minute, here)
    if part and part not in _MORNING and hour < 12 and not (part == "中午" and hour > 9):
        hour += 12
    elif part == "凌晨" and hour == 12:
        hour = 0
    return _at(day, hour, minute, here)


def _day(found: re.Match[str], today: date) -> date | None:
    if found["date"]:
        try:
            return read_day(found["date"].replace("号", "日"), today)
        except DeskError:
            return None
    return today + timedelta(days=_DAYS[found["day"]] if found["day"] else 0)


def _at(day: date, hour: int, minute: int, here: datetime) -> datetime | None:
    try:
        return datetime.combine(day, time(hour, minute), here.tzinfo)
    except ValueError:
        return None
