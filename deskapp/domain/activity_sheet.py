"""Activities as offices keep them in a table: one a row, headings in any order, labels in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from deskapp.domain.activity_codes import STATUS
from deskapp.domain.activity_form import names_of, numbers_of, read_columns
from deskapp.domain.activity_kinds import CODES, KIND, LABELS, MEASURE, SEVERAL, fields_of, kind_of
from deskapp.domain.activity_when import read_when
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import NOTHING, ROUNDED, Problem, Progress, SheetRow, head_of, watched
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Term, Words

_HEADS: Mapping[str, tuple[str, ...]] = {
    "kind": ("类别", "活动类别", "活动类型", "类型", "活动", "工作类别", "kind", "activity", "type"),
    "day": ("日期", "活动日期", "开展日期", "年月日", "date", "day"),
    "when": ("时间", "起止时间", "活动时间", "开展时间", "time", "when"),
    "from": ("开始", "开始时间", "起始时间", "from", "began"),
    "to": ("结束", "结束时间", "截止时间", "to", "ended"),
    "people_in": ("参加人", "参加人员", "参与人", "参与人员", "队员", "义警", "人员", "people", "participants"),
    "place": ("地点", "地址", "位置", "活动地点", "place"),
    "area": ("区域", "网格", "警格", "所属网格", "area", "grid"),
    "team": ("队伍", "所属队伍", "义警队", "team"),
    "text": ("情况", "内容", "活动内容", "简述", "备注", "工作情况", "text", "notes"),
    "topic": ("主题", "宣传主题", "宣传内容", "topic"),
    "form": ("形式", "宣传形式", "form"),
    "audience": ("对象", "宣传对象", "audience"),
    "people": ("受众", "受众人数", "受教育人次", "人次", "peoplereached"),
    "copies": ("份数", "发放材料", "发放份数", "材料份数", "copies"),
    "forwards": ("转发", "转发数", "转发条数", "forwards"),
    "items": ("条数", "采集信息", "信息条数", "items"),
    "times": ("起数", "劝导起数", "persuasions"),
    "vehicles": ("救援车辆", "车辆数", "vehicles"),
    "unit": ("单位", "学校", "单位名称", "unit", "school"),
    "outside_no": ("警情编号", "案件编号", "警情号", "案号", "incident", "case"),
    "handed_to": ("交给谁", "领取人", "移交单位", "handedto"),
    "trainer": ("授课人", "培训人", "教官", "trainer"),
    "subject": ("科目", "培训科目", "课程", "subject"),
    "status": ("状态", "活动状态", "开展状态", "status", "state"), "missed": ("未开展原因", "未完成原因"),
    "planned_from": ("计划开始", "计划开始时间", "计划时间"), "planned_to": ("计划结束", "计划结束时间"),
}  # fmt: skip
"""The headings that offices use, beside the labels and the names of the fields themselves."""

_EXPORTED: Mapping[str, str] = {
    "kind": KIND.label, "day": N_("Day"), "from": N_("Began"), "to": N_("Ended"), "planned_from": N_("Planned from"),
    "planned_to": N_("Planned to"), "status": STATUS.label, "missed": N_("Why not"),
}  # fmt: skip
"""The heads of an export that are no fields of a form."""

_LOOKED = 30
_MOMENT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[ T](\d{1,2}:\d{2})(?::\d{2})?$")
_CLOCK = re.compile(r"(\d{1,2}[:：.]\d{2})(?::\d{2})?$")
_JOINED = frozenset({"day", "when", "from", "to", "planned_from", "planned_to", "status", "missed"})
_KINDS: Mapping[str, str] = {
    "巡防": "patrol", "巡逻": "patrol", "联合巡逻": "patrol", "宣传": "publicity", "反诈宣传": "publicity",
    "普法宣传": "publicity", "护学": "school_guard", "护学岗": "school_guard", "培训": "training", "走访": "visit",
    "入户": "visit", "送证": "delivery", "救援": "rescue", "劝导": "persuasion", "信息采集": "info", "演练": "drill",
    "警校": "class", "公益": "service", "关爱": "care", "检查": "check", "安保": "security",
}  # fmt: skip
"""What offices call the kinds, beside their labels."""


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One activity of the table, by the names of its fields."""

    at: int
    kind: str
    given: Mapping[str, str]
    state: str = ""
    """`planned` or `missed` where the table says so; else its hours say in which state it is."""
    missed: str = ""
    """Why it did not take place."""


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    """What an import would write, and what is odd about it."""

    entries: tuple[ActivityEntry, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()

    @property
    def bad(self) -> tuple[Problem, ...]:
        """What blocks the import."""
        return tuple(one for one in self.problems if one.bad)

    def counts(self) -> Mapping[str, int]:
        """How many of each kind."""
        found: dict[str, int] = {}
        for one in self.entries:
            found[one.kind] = found.get(one.kind, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Around:
    """What the reading needs to know of the desk."""

    now: datetime
    calendar: Calendar
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Names by the member numbers and badge numbers that there are."""
    there: Callable[[str], bool] = lambda number: True
    """Whether there is a record of a number."""


def read_activities(
    rows: Iterable[SheetRow], around: Around, *languages: Words, progress: Progress | None = None
) -> ActivitySheet:
    """Check every row; labels are understood in all `languages`. Raises DeskError where no headings are found."""
    found = [row for row in rows if any(cell.strip() for cell in row.cells)]
    at, columns, ignored = _heading(found, languages)
    reader = _Reader(around, languages)
    for row in watched(found[at + 1 :], progress):
        reader.read(row, columns)
    if not reader.entries and not reader.problems:
        raise DeskError(
            N_("No activity stands under the headings. Nothing is written: look whether it is the right sheet."),
            code=Exit.USAGE,
        )  # fmt: skip
    return ActivitySheet(tuple(reader.entries), tuple(reader.problems), ignored)


def _heads(languages: Sequence[Words]) -> dict[str, str]:
    """Every heading that is understood, and the field that it means; the names of offices come first."""
    known = {head: name for name, heads in _HEADS.items() for head in heads}
    for name, label in (*_EXPORTED.items(), *LABELS.items()):
        for said in (name, label, *(t(label) for t in languages)):
            known.setdefault(head_of(said), name)
    return known


def _heading(
    rows: Sequence[SheetRow], languages: Sequence[Words]
) -> tuple[int, dict[int, str], tuple[str, ...]]:
    known = _heads(languages)
    for at, row in enumerate(rows[:_LOOKED]):
        columns: dict[int, str] = {}
        for place, cell in enumerate(row.cells):
            name = known.get(head_of(cell))
            if name and name not in columns.values():
                columns[place] = name
        if "kind" in columns.values() and len(columns) > 1:
            ignored = tuple(
                one_line(clean(cell))
                for place, cell in enumerate(row.cells)
                if cell.strip() and place not in columns
            )
            return at, columns, ignored
    raise DeskError(
        N_("No headings are found: a row with 类别 and 日期, 时间, 地点, 参加人 or the like is needed. Nothing is "
           "written: look whether it is the right file."),
        code=Exit.USAGE,
    )  # fmt: skip


class _Reader:
    """Reads row after row."""

    def __init__(self, around: Around, languages: Sequence[Words]) -> None:
        self._around = around
        self._languages = languages
        self.entries: list[ActivityEntry] = []
        self.problems: list[Problem] = []
        self._codes_of: dict[tuple[str, str], str] = {}
        self._good: set[tuple[str, str, str]] = set()

    def read(self, row: SheetRow, columns: Mapping[int, str]) -> None:
        """One row: an entry, or the reason why it is none."""
        said = {name: row.cells[place].strip() for place, name in columns.items() if place < len(row.cells)}
        said = {name: text for name, text in said.items() if text.casefold() not in NOTHING}
        if not said or said.get("kind", "").startswith(("合计", "总计", "小计", "共计")):
            return
        if ROUNDED in "".join(said.values()):
            self._bad(
                row.at,
                N_("A number was rounded by the spreadsheet: format the column as text, type it again."),
            )
            return
        kind = self._kind(said.pop("kind", ""))
        if not kind:
            self._bad(
                row.at, N_("“{said}” is no kind of activity. There is: {known}."), said=clean(row.cells[0])[:40],
                known=", ".join(entry.label for entry in KIND.entries[:9]),
            )  # fmt: skip
            return
        self._entry(row.at, kind, said)

    def _entry(self, at: int, kind: str, said: dict[str, str]) -> None:
        state = self._state(at, said.get("status", ""))
        if state in ("voided", "undone"):
            self._warn(at, N_("A record that is void is left out."))
            return
        given = {name: text for name, text in said.items() if name not in _JOINED}
        if given.get("served", "").isdigit():
            del given["served"]  # an export says how many there were, and not who
        for name in ("people_in", "trainer"):
            if name in given:
                given[name] = "、".join(self._named(one) for one in names_of(given[name]))
        self._links(at, given)
        if when := _when(said):
            given["when"] = when
        known = fields_of(kind)
        for name in [name for name in given if name not in known]:
            self._warn(
                at, N_("“{kind}” has no “{label}”: it is left out."), kind=Term(KIND.source_of(kind)),
                label=Term(LABELS.get(name, name)),
            )  # fmt: skip
            del given[name]
        for name in [name for name in given if name in CODES]:
            given[name] = self._codes(name, given[name])
        try:
            self._refuse_columns(kind, given)
            found = read_when(given.get("when", ""), self._around.now, self._around.calendar)
            if state not in ("planned", "missed"):
                self._refuse_missing(kind, given)
            self._refuse_nobody(given)
            self._refuse_state(state, found.start, said)
        except DeskError as error:
            self._bad(at, error.text, **error.params)
            return
        given["when"] = f"{found.start.isoformat()}" if not given.get("when") else given["when"]
        kept = state if state in ("planned", "missed") else ""
        self.entries.append(ActivityEntry(at, kind, given, kept, one_line(clean(said.get("missed", "")))))

    def _state(self, at: int, said: str) -> str:
        """The state that a cell says; what it may mean else is told, and the hours decide."""
        found = self._find(STATUS, said) if said else ""
        if said and not found:
            self._warn(at, N_("“{said}” is not in the list “{name}” and is left out."), said=clean(said)[:40],
                       name=Term(STATUS.label))  # fmt: skip
        return found

    def _refuse_state(self, state: str, start: datetime, said: Mapping[str, str]) -> None:
        """Raise DeskError for what is done and still to come, or did not take place without a word why."""
        if state in ("running", "done") and start > self._around.now:
            raise DeskError(
                N_("“{label}” is still to come, {said}: fill in a time that has been."), label=Term(LABELS["when"]),
                said=self._around.calendar.show(start),
            )  # fmt: skip
        if state == "missed" and not said.get("missed"):
            raise DeskError(
                N_("In this state “{label}” is needed: fill it in."), label=Term(_EXPORTED["missed"])
            )

    def _named(self, said: str) -> str:
        """Somebody who stands there by name and number, by the number where both are of one person here."""
        name, _, number = said.rpartition(" ")
        if name and number.isalnum() and any(char.isdigit() for char in number):
            return number if self._around.numbers.get(number) == name else name
        return said

    def _links(self, at: int, given: dict[str, str]) -> None:
        """Leave out records that there are not: the numbers of another desk mean nothing here."""
        if "links" not in given:
            return
        every = numbers_of(given["links"])
        there = [number for number in every if self._around.there(number)]
        if len(there) < len(every):
            gone = next(number for number in every if number not in there)
            self._warn(at, N_("There is no record {number} here: it is left out."), number=gone[:40])
        given["links"] = " ".join(there)
        if not there:
            del given["links"]

    def _refuse_columns(self, kind: str, given: Mapping[str, str]) -> None:
        """Raise DeskError for a cell that cannot be; what a column has said before is not read again."""
        for name, text in given.items():
            cell = kind, name, text
            if (name in CODES or name in MEASURE) and cell not in self._good:
                read_columns(kind, {name: text}, self._languages[0])
                self._good.add(cell)

    def _refuse_missing(self, kind: str, given: Mapping[str, str]) -> None:
        for name in kind_of(kind).needs:
            if not given.get(name):
                raise DeskError(
                    N_("“{kind}” needs “{label}”: fill it in. What you typed is kept."),
                    kind=Term(KIND.source_of(kind)), label=Term(LABELS[name]),
                )  # fmt: skip

    def _refuse_nobody(self, given: Mapping[str, str]) -> None:
        """Raise DeskError for a number that nobody has."""
        for name in names_of(given.get("people_in", "")):
            number = narrow(name).upper()
            if number.isdigit() and number not in self._around.numbers:
                raise DeskError(
                    N_("“{name}” is nobody of the register and no officer, or more than one: type the member number. "
                       "What you typed is kept."),
                    name=name[:60],
                )  # fmt: skip

    def _kind(self, said: str) -> str:
        wanted = one_line(clean(said))
        return self._find(KIND, wanted) or _KINDS.get(wanted, "")

    def _codes(self, name: str, said: str) -> str:
        """Codes for labels in any of the languages; what is not known stays and is refused."""
        parts = names_of(said) if name in SEVERAL else (said,)
        return ",".join(self._find(CODES[name], one) or one for one in parts)

    def _find(self, codes: CodeList, said: str) -> str:
        at = codes.name, said
        if at not in self._codes_of:  # a column says the same few words again and again
            self._codes_of[at] = ""
            for t in self._languages:
                with suppress(DeskError):
                    self._codes_of[at] = codes.find(said, t)
                    break
        return self._codes_of[at]

    def _bad(self, at: int, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params))

    def _warn(self, at: int, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params, bad=False))


def _when(said: Mapping[str, str]) -> str:
    """Day and hours of a row as they are typed in a form."""
    day = said.get("day", "")
    if text := said.get("when", ""):
        hours = _hours(text)
    else:
        first, last = (
            said.get("from") or said.get("planned_from", ""),
            said.get("to") or said.get("planned_to", ""),
        )
        if found := _MOMENT.match(first):  # day and hour in one cell
            day, first = found[1], found[2]
        if found := _MOMENT.match(last):
            last = found[2]
        first, last = _hours(first), _hours(last)
        hours = f"{first}-{last}" if first and last else first
    return f"{_hours(day)} {hours}".strip()


def _hours(text: str) -> str:
    """An hour without its seconds; anything else as it stands."""
    found = _CLOCK.search(text)
    return text[: found.start()] + found[1] if found else text
