"""How the texts of settings are read and shown: names, numbers, codes, hours of the day, time zones."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_entry import Read, Show
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_, Term, Words

_HOUR = re.compile(r"(\d{1,2})[:.时点](\d{2})?分?|(\d{2})(\d{2})")

_PLACES = {
    "北京": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "上海": "Asia/Shanghai", "中国": "Asia/Shanghai",
    "beijing": "Asia/Shanghai", "peking": "Asia/Shanghai", "china": "Asia/Shanghai", "prc": "Asia/Shanghai",
    "乌鲁木齐": "Asia/Urumqi", "新疆": "Asia/Urumqi", "香港": "Asia/Hong_Kong", "澳门": "Asia/Macau",
    "台北": "Asia/Taipei",
}  # fmt: skip
"""What people call the zones of this country, which the list of zones does not know."""


def as_kept(text: str, t: Words) -> str:
    """The kept text itself."""
    return text


def name(label: str, limit: int = 100) -> Read:
    """Read a name that must be there."""

    def read(text: str, t: Words) -> str:
        said = one_line(clean(text))
        if not said:
            raise DeskError(
                N_("“{label}” is empty: fill it in. What you typed is kept."),
                code=Exit.USAGE,
                label=Term(label),
            )
        if len(said) > limit:
            raise DeskError(
                N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                code=Exit.USAGE, label=Term(label), count=len(said), limit=limit,
            )  # fmt: skip
        return said

    return read


def whole(label: str, low: int, high: int) -> Read:
    """Read a whole number from `low` to `high`."""

    def read(text: str, t: Words) -> str:
        said = narrow(clean(text))
        if not re.fullmatch(r"[0-9]{1,9}", said) or not low <= int(said) <= high:
            raise DeskError(
                N_("“{label}” takes a whole number from {low} to {high}, not “{said}”: type it again."),
                code=Exit.USAGE, label=Term(label), low=low, high=high, said=clean(text)[:40],
            )  # fmt: skip
        return str(int(said))

    return read


def one_of(codes: CodeList) -> tuple[Read, Show]:
    """Read one of `codes`, by code or label, and show its label."""

    def show(text: str, t: Words) -> str:
        return codes.label_of(text, t)

    return codes.find, show


def hour(text: str, t: Words) -> str:
    """Read an hour of the day: 08:00, 8.00, 0800, 8点; gives 08:00."""
    found = _HOUR.fullmatch(narrow(clean(text)))
    if found:
        hours, minutes = int(found[1] or found[3]), int(found[2] or found[4] or 0)
        if hours < 24 and minutes < 60:
            return f"{hours:02}:{minutes:02}"
    raise DeskError(
        N_("“{text}” is no hour of the day. Type it from 00:00 to 23:59, like 08:30."),
        code=Exit.USAGE, text=clean(text)[:40],
    )  # fmt: skip


def zone(text: str, t: Words) -> str:
    """Read the name of a time zone; what people call the zones of this country is understood, too."""
    from difflib import get_close_matches

    said = "_".join(one_line(clean(text)).split())
    if found := _PLACES.get(said.casefold()):
        return found
    known = {zone.casefold(): zone for zone in available_timezones() if "/" in zone or zone == "UTC"}
    if exact := known.get(said.casefold()):
        return exact
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(known.values(), reverse=True)}
    wanted = said.rpartition("/")[2].casefold()
    near = [by_city[city] for city in get_close_matches(wanted, by_city, n=3, cutoff=0.6)]
    raise DeskError(
        N_("There is no time zone “{text}”. Type it like Asia/Shanghai; near: {near}."),
        code=Exit.USAGE, text=clean(text)[:60], near=", ".join(near or ["Asia/Shanghai", "Asia/Urumqi"]),
    )  # fmt: skip
