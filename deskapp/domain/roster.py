"""A roster of volunteers as offices keep it: headings in any order, checked row by row before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.identity import read_identity, read_phone
from deskapp.domain.person_codes import SEX
from deskapp.domain.text import clean, compatible, narrow, one_line
from deskapp.domain.times import read_day
from deskapp.domain.volunteer_codes import IDENTITY, POST, ROLE, STATUS
from deskapp.domain.volunteer_form import read_member_no
from deskapp.domain.words import N_, Term, Words

ROUNDED = "\x00"
"""Stands in the place of a number that a spreadsheet has rounded."""

TEAMS = "\n"
"""Stands between the teams of an entry."""
_SEVERAL = re.compile(r"[、，,;；]")

_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "队员姓名", "义警姓名", "成员姓名", "name"),
    "phone": ("电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "phone", "mobile"),
    "id_number": ("身份证", "身份证号", "身份证号码", "公民身份号码", "证件号", "证件号码", "idnumber", "id"),
    "sex": ("性别", "sex"),
    "born": ("出生日期", "出生年月", "出生年月日", "生日", "born", "dateofbirth"),
    "member_no": ("编号", "队员编号", "义警编号", "会员编号", "队员号", "工号", "membernumber", "member"),
    "team": ("队伍", "所属队伍", "所在队伍", "队伍名称", "中队", "大队", "小队", "分队", "所属分队", "team"),
    "post": ("职务", "队内职务", "post"),
    "roles": ("角色", "岗位", "五员", "五员身份", "职责", "role", "roles"),
    "identity": ("身份", "身份类别", "人员身份", "人员类别", "类别", "identity", "kind"),
    "employer": ("单位", "工作单位", "所在单位", "单位名称", "employer"),
    "address": ("住址", "地址", "家庭住址", "家庭地址", "现住址", "居住地址", "address"),
    "skills": ("特长", "技能", "专长", "skills"),
    "grid": ("网格", "所属网格", "警格", "grid"),
    "insurance_no": ("保险单号", "保单号", "保单号码", "insurancenumber"),
    "insurance_until": ("保险到期", "保险到期日", "保险至", "保险截止", "insureduntil"),
    "joined_on": ("入队时间", "入队日期", "加入时间", "加入日期", "登记日期", "joinedon", "joined"),
    "pledged_on": ("承诺书日期", "承诺日期", "pledgesignedon"),
    "left_on": ("离队时间", "离队日期", "退出时间", "退出日期", "lefton"),
    "status": ("状态", "在册状态", "status"),
}  # fmt: skip

_BY_HEAD = {head: name for name, heads in _HEADS.items() for head in heads}
VAGUE = frozenset({"编号", "number"})
"""Headings that may mean the number of a record here, which an export writes, or the office's own."""
_EXPORTED: Mapping[str, str] = {
    "name": N_("Name"), "phone": N_("Phone"), "member_no": N_("Member number"), "team": N_("Team"),
    "roles": ROLE.label, "identity": IDENTITY.label, "employer": N_("Employer"), "skills": N_("Skills"),
    "grid": N_("Grid"), "insurance_until": N_("Insured until"), "pledged_on": N_("Pledge signed on"),
    "joined_on": N_("Joined on"), "left_on": N_("Left on"), "status": N_("State"),
}  # fmt: skip
"""The heads of an export."""
_DAYS: Mapping[str, str] = {
    "born": N_("Date of birth"), "joined_on": N_("Joined on"), "insurance_until": N_("Insured until"),
    "pledged_on": N_("Pledge signed on"), "left_on": N_("Left on"),
}  # fmt: skip
_LISTS: Mapping[str, CodeList] = {"roles": ROLE, "identity": IDENTITY}
_STATES = {
    "": "active", "正常": "active", "在队": "active", "在职": "active", "在岗": "active", "是": "active",
    "待批": "applicant", "离队": "left", "已退出": "left", "退队": "left", "暂停": "suspended", "停职": "suspended",
}  # fmt: skip
_TOTALS = ("合计", "总计", "小计", "共计")
_NOT_PEOPLE = (
    *_TOTALS,
    "填表",
    "制表",
    "审核",
    "负责人签字",
    "备注",
    "说明",
    "注：",
    "注:",
)
_LOST = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
NOTHING = frozenset({"", "无", "没有", "暂无", "-", "—", "/", "空", "n/a", "none"})
"""What stands in a cell that says nothing."""
_LOOKED = 30
"""Rows among which the headings are looked for."""

Progress = Callable[[int, int], None]
"""Is told how many rows are read, and of how many, 0 where nobody knows; what it raises ends the reading."""

STRIDE = 200
"""Rows between two words of the progress."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a file; its number is that which the spreadsheet shows."""

    at: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is odd about one row; a bad row blocks the import, a warning does not."""

    at: int
    text: str
    """English sentence of the catalogue."""
    params: Mapping[str, object] = field(default_factory=dict)
    bad: bool = True
    place: int | None = None
    """The column of the cell, from 0; None where it is about the whole row."""

    @property
    def where(self) -> str:
        """The cell as a spreadsheet names it, like C5, or the number of the row."""
        return str(self.at) if self.place is None else f"{_letters(self.place)}{self.at}"

    def say(self, t: Words) -> str:
        """The sentence in the language of `t`."""
        return t(self.text, **self.params)


@dataclass(frozen=True, slots=True)
class Entry:
    """One volunteer of the roster, by the names of the fields of a registration."""

    at: int
    given: Mapping[str, str]
    status: str = "active"


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds already."""

    phones: Mapping[str, str] = field(default_factory=dict)
    """Numbers of volunteers by phone, and so on."""
    documents: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    in_teams: frozenset[tuple[str, str]] = frozenset()
    """Team and name of those who are in a team."""
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """What an import would write, and what is odd about it."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    teams: tuple[str, ...]
    """Teams that are not there yet and will be made."""
    ignored: tuple[str, ...] = ()
    """Headings that mean nothing to the desk."""

    @property
    def bad(self) -> tuple[Problem, ...]:
        """What blocks the import."""
        return tuple(one for one in self.problems if one.bad)


def watched(rows: Sequence[SheetRow], progress: Progress | None) -> Iterator[SheetRow]:
    """The rows one after the other; `progress` is told how far it is."""
    for count, row in enumerate(rows):
        if progress is not None and count % STRIDE == 0:
            progress(count, len(rows))
        yield row


def teams_of(given: Mapping[str, str]) -> tuple[str, ...]:
    """The teams of an entry; who is in several stands in the last of them as a rule."""
    return tuple(dict.fromkeys(filter(None, given.get("team", "").split(TEAMS))))


def read_roster(
    rows: Iterable[SheetRow],
    known: Known,
    today: date,
    t: Words,
    *more: Words,
    progress: Progress | None = None,
) -> Roster:
    """Check every row; labels are understood in the languages of `t` and `more`.

    Raises DeskError where no heading of names is found or nobody stands under it.
    """
    found = [row for row in rows if any(cell.strip() for cell in row.cells)]
    at, columns, ignored = _heading(found, (t, *more))
    reader = _Reader(known, today, (t, *more))
    for row in watched(found[at + 1 :], progress):
        reader.read(row, columns)
    if not reader.entries and not reader.problems:
        raise DeskError(
            N_("Nobody stands under the headings. Nothing is written: look whether it is the right sheet."),
            code=Exit.USAGE,
        )
    return Roster(tuple(reader.entries), tuple(reader.problems), tuple(reader.teams), ignored)


def head_of(cell: str) -> str:
    """A heading without blanks, marks and what stands in brackets."""
    said = re.sub(r"[(（【\[].*?[)）】\]]", "", compatible(clean(cell)))
    return re.sub(r"[\s*:：_-]", "", said).casefold()


def placed(cells: Sequence[str], known: Mapping[str, str], vague: Collection[str] = ()) -> dict[int, str]:
    """Which column is which field, each once; what is `vague` counts where no other heading is clearer.

    Of two vague ones the last counts: an export begins with the number of the record.
    """
    heads = [(place, head_of(cell)) for place, cell in enumerate(cells)]
    columns: dict[int, str] = {}
    for vaguely in (False, True):
        for place, head in reversed(heads) if vaguely else heads:
            name = known.get(head)
            if name and (head in vague) is vaguely and name not in columns.values():
                columns[place] = name
    return columns


def _heading(
    rows: Sequence[SheetRow], languages: Sequence[Words]
) -> tuple[int, dict[int, str], tuple[str, ...]]:
    """The row of the headings, which column is which field, and the headings that are none."""
    known = dict(_BY_HEAD)
    for name, label in _EXPORTED.items():
        for said in (label, *(t(label) for t in languages)):
            known.setdefault(head_of(said), name)
    for at, row in enumerate(rows[:_LOOKED]):
        columns = placed(row.cells, known, VAGUE)
        if "name" in columns.values() and len(columns) > 1:
            ignored = [
                one_line(clean(cell))
                for place, cell in enumerate(row.cells)
                if cell.strip() and place not in columns
            ]
            return at, columns, tuple(ignored)
    raise DeskError(
        N_("No headings are found: a row with 姓名 and 电话, 身份证号, 队伍 or the like is needed. Nothing is written: "
           "look whether it is the right file."),
        code=Exit.USAGE,
    )  # fmt: skip


class _Reader:
    """Reads the rows one after the other, knowing those before."""

    def __init__(self, known: Known, today: date, languages: Sequence[Words]) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.teams: dict[str, None] = {}
        self._known, self._today, self._languages = known, today, languages
        self._bads = 0
        self._codes_of: dict[tuple[str, str], str | DeskError] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._named: dict[tuple[str, str], int] = {}

    def read(self, row: SheetRow, columns: Mapping[int, str]) -> None:
        """Take one row in, or say what is wrong with it."""
        said = {name: row.cells[place].strip() for place, name in columns.items() if place < len(row.cells)}
        if said.get("name", "").startswith(_NOT_PEOPLE) or not any(said.values()):
            return
        if not said.get("phone") and any(cell.strip().startswith(_TOTALS) for cell in row.cells):
            return
        first = next(cell.strip() for cell in row.cells if cell.strip())
        if not said.get("phone") and first.startswith(_NOT_PEOPLE):
            return
        if self._is_void(said.get("status", "")):
            self._warn(row.at, N_("A record that is void is left out."))
            return
        before = self._bads
        given = {name: text for name, text in said.items() if text and text.casefold() not in NOTHING}
        self._numbers(row.at, given)
        status = self._rest(row.at, given)
        if self._bads == before:
            self.entries.append(Entry(row.at, given, status))
            self.teams |= {team: None for team in teams_of(given) if team not in self._known.teams}

    def _bad(self, at: int, text: str, /, **params: object) -> None:
        self._bads += 1
        self.problems.append(Problem(at, text, params))

    def _warn(self, at: int, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params, bad=False))

    def _find(self, codes: CodeList, said: str) -> str:
        """The code of a label in any of the languages. Raises DeskError where none has it."""
        at = codes.name, said
        if at not in self._codes_of:  # a column says the same few words again and again
            self._codes_of[at] = self._looked_up(codes, said)
        found = self._codes_of[at]
        if isinstance(found, DeskError):
            raise found
        return found

    def _looked_up(self, codes: CodeList, said: str) -> str | DeskError:
        for t in self._languages[:-1]:
            with suppress(DeskError):
                return codes.find(said, t)
        try:
            return codes.find(said, self._languages[-1])
        except DeskError as error:
            return error

    def _numbers(self, at: int, given: dict[str, str]) -> None:
        for name, label in (
            ("phone", N_("Phone")),
            ("id_number", N_("ID number")),
            ("member_no", N_("Member number")),
        ):
            text = given.get(name, "")
            if "*" in text:
                self._warn(
                    at, N_("“{label}” stands here by its ends alone and is left out."), label=Term(label)
                )
                del given[name]
                continue
            if text == ROUNDED or _LOST.fullmatch(narrow(text)):
                self._bad(at, N_("“{label}” was rounded by the spreadsheet: format the column as text, type it again."),
                          label=Term(label))  # fmt: skip
                given.pop(name)
                continue
            if not text:
                continue
            try:
                given[name] = self._number(at, name, text)
            except DeskError as error:
                self._bad(at, error.text, **error.params)
                continue
            self._once(at, name, given[name], label)
        if "phone" not in given and "id_number" not in given:
            self._warn(
                at, N_("Neither phone nor ID: the person can hardly be told from another of that name.")
            )

    def _number(self, at: int, name: str, text: str) -> str:
        if name == "phone":
            return read_phone(text.split("/")[0].split("、")[0].split("，")[0].split(",")[0])
        if name == "member_no":
            return read_member_no(text)
        identity = read_identity(text)
        if identity.warning:
            self._warn(at, identity.warning)
        return identity.number

    def _once(self, at: int, name: str, value: str, label: str) -> None:
        known = {
            "phone": self._known.phones,
            "id_number": self._known.documents,
            "member_no": self._known.members,
        }[name]
        if value in known:
            self._bad(at, N_("“{label}” {value} stands in the register already: {number}."),
                      label=Term(label), value=_ends(value), number=known[value])  # fmt: skip
        earlier = self._seen.setdefault((name, value), at)
        if earlier != at:
            self._bad(at, N_("“{label}” {value} stands in row {row}, too."),
                      label=Term(label), value=_ends(value), row=earlier)  # fmt: skip

    def _rest(self, at: int, given: dict[str, str]) -> str:
        name = one_line(clean(given.get("name", "")))
        if re.fullmatch(r"[㐀-鿿]( +[㐀-鿿]){1,3}", name):
            name = name.replace(" ", "")  # 王 芳, spread to the width of three characters
        if not name or name == ROUNDED or len(name) > 100:
            self._bad(at, N_("The name is missing or too long."))
        given["name"] = name
        for field_name in ("team", "employer", "address", "skills", "grid", "insurance_no", "post"):
            if field_name in given:
                given[field_name] = one_line(clean(given[field_name]))
        for field_name, limit in (("team", 100), ("employer", 100), ("address", 200), ("skills", 200), ("grid", 100),
                                  ("insurance_no", 60)):  # fmt: skip
            if len(given.get(field_name, "")) > limit:
                self._bad(at, N_("A text has more than {limit} characters: shorten it."), limit=limit)
        self._days(at, given)
        self._codes(at, given)
        if "team" in given and given["team"] not in self._known.teams:
            given["team"] = TEAMS.join(filter(None, map(str.strip, _SEVERAL.split(given["team"]))))
        for team in teams_of(given):
            earlier = self._named.setdefault((team, name), at)
            if earlier != at or (team, name) in self._known.in_teams:
                self._warn(
                    at, N_("Somebody called {name} is in the team “{team}” already."), name=name, team=team
                )
        return self._status(at, given)

    def _days(self, at: int, given: dict[str, str]) -> None:
        for name, label in _DAYS.items():
            text = given.get(name, "")
            if not text:
                continue
            if re.fullmatch(r"[0-9]{4}[-/.年]?([0-9]{1,2}月?)?年?", narrow(text)):
                self._warn(
                    at, N_("“{label}” names no day and is left out: {said}."), label=Term(label), said=text
                )
                del given[name]
                continue
            try:
                day = read_day(
                    narrow(text)[:10] if re.match(r"[0-9]{4}-", narrow(text)) else text, self._today
                )
            except DeskError:
                self._bad(at, N_("“{label}” is no date: {said}."), label=Term(label), said=clean(text)[:40])
                continue
            if day > self._today and name != "insurance_until":
                self._bad(
                    at, N_("“{label}” is still to come: {said}."), label=Term(label), said=clean(text)[:40]
                )
            given[name] = day.isoformat()

    def _codes(self, at: int, given: dict[str, str]) -> None:
        for name, codes in _LISTS.items():
            found = []
            for whole in re.split(r"[,，;；]+ *", given.pop(name, "")):
                try:  # a label may have strokes and blanks of its own
                    found.append(self._find(codes, whole) if whole else "")
                    continue
                except DeskError:
                    parts = re.split(r"[、/\s]+", whole)
                for part in filter(None, parts):
                    try:
                        found.append(self._find(codes, part))
                    except DeskError:
                        self._warn(at, N_("“{said}” is not in the list “{name}” and is left out."),
                                   said=clean(part)[:40], name=Term(codes.label))  # fmt: skip
            if found:
                given[name] = ",".join(dict.fromkeys(filter(None, found)))
        for name, single in (("sex", SEX), ("post", POST)):
            if text := given.pop(name, ""):
                try:
                    given[name] = self._find(single, {"男性": "男", "女性": "女"}.get(text, text))
                except DeskError:
                    self._warn(at, N_("“{said}” is not in the list “{name}” and is left out."),
                               said=clean(text)[:40], name=Term(single.label))  # fmt: skip

    def _is_void(self, said: str) -> bool:
        """Whether an export says that the entry counts no more."""
        if not said or said in _STATES:
            return False
        with suppress(DeskError):
            return self._find(STATUS, said) in ("voided", "undone")
        return False

    def _status(self, at: int, given: dict[str, str]) -> str:
        said = given.pop("status", "")
        if said in _STATES:
            return _STATES[said]
        try:
            found = self._find(STATUS, said)
        except DeskError:
            found = ""
        if found in ("applicant", "active", "leave", "suspended", "left"):
            return found
        self._bad(at, N_("“{said}” is no state of a volunteer."), said=clean(said)[:40])
        return "active"


def _letters(place: int) -> str:
    """A column as a spreadsheet names it: A to Z, then AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _ends(value: str) -> str:
    """A number by its end: the preview is no place for whole ones."""
    return f"…{value[-4:]}" if len(value) > 6 else value
