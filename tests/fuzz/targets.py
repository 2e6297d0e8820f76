"""What is fuzzed: each target takes bytes, and may only give a value or refuse in a sentence."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from deskapp.domain.errors import DeskError
from deskapp.domain.times import Calendar
from deskapp.domain.words import Words
from deskapp.wiring import Desk

NOW, TODAY, ROOM, EN = datetime(2026, 11, 21, 4, tzinfo=UTC), date(2026, 11, 21), Calendar(), Words.plain()


@dataclass(frozen=True)
class Target:
    """One way in."""

    take: Callable[[bytes], object]
    quick: bool = True
    """Whether it takes a text that somebody types."""


def run(target: Target, data: bytes) -> None:
    """Give it the bytes; whatever but a whole sentence comes back is a crash."""
    try:
        target.take(data)
    except DeskError as error:
        said = error.say(EN)
        if not said or len(said) > 100_000:
            raise AssertionError(f"no sentence: {said[:100]!r}") from error


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _typed(read: Callable[[str], object]) -> Target:
    return Target(lambda data: read(_text(data)))


@cache
def _folder() -> Path:
    place = tempfile.TemporaryDirectory(prefix="deskfuzz-")
    atexit.register(place.cleanup)
    return Path(place.name)


@cache
def _desk() -> Desk:
    from tests.app_builders import new_desk

    desk = new_desk(_folder() / "desk")
    desk.volunteers.register({"name": "马玉兰", "phone": "13800010001"}, desk.actor, EN)
    atexit.register(desk.close)
    return desk


def _quick(text: str) -> object:
    from deskapp.domain.quick import read_quick

    found = read_quick(text, NOW, ROOM)
    return found.values(), found.told()


def _day(text: str) -> object:
    from deskapp.domain.times import read_day

    return read_day(text, TODAY)


def _moment(text: str) -> object:
    from deskapp.domain.times import read_moment

    return read_moment(text, NOW, ROOM), read_moment(text, NOW, ROOM, coming=True)


def _phone(text: str) -> object:
    from deskapp.domain.identity import read_phone
    from deskapp.domain.person_form import read_phones

    return read_phone(text), read_phones(text)


def _identity(text: str) -> object:
    from deskapp.domain.identity import read_identity, refuse_masked

    refuse_masked(text)
    return read_identity(text)


def _number(text: str) -> object:
    from deskapp.domain.number import is_number, read_number

    return is_number(text), read_number(text, "LF", TODAY)


def _money(text: str) -> object:
    from deskapp.domain.money import read_money, show_money

    return show_money(read_money(text))


def _search(text: str) -> object:
    from deskapp.domain import search_keys
    from deskapp.reading import search

    words = search_keys.words(text)
    return [
        search.found(_desk().reader, 1, register, words, 5) for register in ("request", "person", "dispute")
    ]


def _clean(text: str) -> object:
    from deskapp.domain.search_keys import name_keys, pairs, tails
    from deskapp.domain.text import HIDDEN, clean, narrow, one_line

    for said in (clean(text), one_line(clean(text))):
        assert not set(said) & {"\n", "\x00", "\x1b", "\u202e"}, said
        said.encode("utf-8")
    return clean(text, lines=True), narrow(text), HIDDEN, name_keys(text[:100]), pairs(text), tails(text)


def _badge(text: str) -> object:
    from deskapp.reading.attendances import who

    return who(_desk().reader, 1, text)


def _settings(text: str) -> object:
    from deskapp.settings import load

    path = _folder() / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return load({"DESKAPP_CONFIG": str(path)})


def _setting(text: str) -> object:
    from deskapp.domain.setting_all import SETTINGS

    name, _, value = text.partition("=")
    entry = SETTINGS[len(name) % len(SETTINGS)]
    return entry.show(entry.read(value, EN), EN) if not entry.parts else None


def _paste(text: str) -> object:
    from deskapp.pastes import Pastes

    pastes, out = Pastes(), ""
    for at in range(0, len(text), 7):
        out += "".join(part for _, part in pastes.split(text[at : at + 7]))
    assert len(out) <= len(text)
    return out


def _kept(text: str) -> object:
    """What lies in the file for settings with parts."""
    from deskapp.domain.clock_table import read_clocks
    from deskapp.domain.due_table import read_table

    return read_clocks(text), read_table(text)


def _csv(data: bytes) -> object:
    return _table("fuzz.csv", data)


def _xlsx(data: bytes) -> object:
    return _table("fuzz.xlsx", data)


def _sheet(data: bytes) -> object:
    """The bytes as the sheet of a book that is whole otherwise."""
    from tests.hostile import _book

    return _table("fuzz.xlsx", _book(data))


def _table(name: str, data: bytes) -> object:
    from deskapp.files.roster import read_rows

    path = _folder() / name
    path.write_bytes(data)
    return read_rows(path)


def _roster(data: bytes) -> object:
    """A table that every import looks at."""
    from deskapp.reading import areas

    desk, head = _desk(), "姓名,手机号码,身份证号,所属队伍,网格编码,名称,日期,类型\n".encode()
    path = _folder() / "fuzz.csv"
    path.write_bytes(head + data)
    from deskapp.files.roster import read_rows

    rows = read_rows(path)
    for look in (
        lambda: desk.importing.look(rows, desk.reader.execute, EN),
        lambda: desk.areas.look(rows, areas.areas(desk.reader, 1), EN),
        lambda: desk.activity_import.look(rows, desk.reader.execute, EN),
    ):
        run(Target(lambda _, look=look: look()), b"")  # type: ignore[misc]
    return rows


TARGETS: dict[str, Target] = {
    "quick": _typed(_quick), "day": _typed(_day), "moment": _typed(_moment), "phone": _typed(_phone),
    "identity": _typed(_identity), "number": _typed(_number), "money": _typed(_money), "search": _typed(_search),
    "clean": _typed(_clean), "badge": _typed(_badge), "settings": _typed(_settings), "setting": _typed(_setting),
    "paste": _typed(_paste), "kept": _typed(_kept),
    "csv": Target(_csv, quick=False), "xlsx": Target(_xlsx, quick=False), "sheet": Target(_sheet, quick=False),
    "roster": Target(_roster, quick=False),
}  # fmt: skip
"""By the name under which they are run."""

_TABLES = ("openpyxl.reader.excel", "deskapp.files.roster", "deskapp.files.guard")
NEEDS: dict[str, tuple[str, ...]] = {
    "quick": ("deskapp.domain.quick", "deskapp.domain.guess", "deskapp.domain.told_places"),
    "day": ("deskapp.domain.times",), "moment": ("deskapp.domain.times",),
    "phone": ("deskapp.domain.identity", "deskapp.domain.person_form"), "identity": ("deskapp.domain.identity",),
    "number": ("deskapp.domain.number",), "money": ("deskapp.domain.money",),
    "search": ("deskapp.domain.search_keys", "deskapp.reading.search"),
    "clean": ("deskapp.domain.text", "deskapp.domain.search_keys"), "badge": ("deskapp.reading.attendances",),
    "settings": ("deskapp.settings",), "setting": ("deskapp.domain.setting_all",), "paste": ("deskapp.pastes",),
    "kept": ("deskapp.domain.clock_table", "deskapp.domain.due_table"),
    "csv": _TABLES, "xlsx": _TABLES, "sheet": _TABLES,
    "roster": (*_TABLES, "deskapp.domain.roster", "deskapp.domain.area_sheet", "deskapp.domain.activity_sheet"),
}  # fmt: skip
"""What of the program each target is led through; it is imported before the first input."""
