"""Areas as offices keep them in a table: headings in any order, levels side by side or one above another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from deskapp.domain.area import KIND, PLACE_KIND, STATUS, TREE, Area
from deskapp.domain.area_form import LABELS, read_area
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import (
    NOTHING,
    ROUNDED,
    VAGUE,
    Problem,
    Progress,
    SheetRow,
    head_of,
    placed,
    watched,
)
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_, Term, Words

_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "网格名称", "区域名称", "区域", "场所名称", "单位名称", "警务区名称", "户名", "name", "area"),
    "kind": ("类别", "类型", "级别", "网格级别", "区域类别", "层级", "kind", "type", "level"),
    "parent": ("上级", "上级网格", "上级区域", "所属网格", "所属区域", "所在网格", "上级编号", "parent", "under"),
    "beat": ("警务区", "警格", "所属警务区", "所属警格", "责任警务区", "beat", "policebeat"),
    "code": ("编号", "代码", "编码", "网格编号", "网格编码", "网格代码", "区域编号", "code", "ownnumber"),
    "place_kind": ("场所类别", "场所类型", "单位类别", "placekind"),
    "address": ("地址", "位置", "住址", "address"),
    "contact": ("联系人", "网格员", "负责人", "网格长", "责任人", "户主", "contact"),
    "phone": ("电话", "联系电话", "手机", "手机号", "联系方式", "phone"),
    "people": ("人口", "人数", "户籍人口", "常住人口", "实有人口", "成员数", "residents", "people"),
    "size": ("面积", "辖区面积", "size", "area km2"),
    "stamped_on": ("盖章日期", "联系章日期", "盖章时间", "stampedon"),
    "notes": ("备注", "说明", "notes"),
    "status": ("状态", "使用状态", "status", "state"),
}  # fmt: skip
_BY_HEAD = {head_of(head): name for name, heads in _HEADS.items() for head in heads}

_LEVEL_HEADS: Mapping[str, int] = {
    head_of(said): level
    for level, words in enumerate(("一", "二", "三", "四", "五"), 1)
    for said in (f"{words}级网格", f"{words}级", f"{level}级网格", f"{words}级网格名称", f"level{level}")
}
"""Headings of columns that hold the name of a grid of that level: the row is the last that is filled in."""

_KINDS: Mapping[str, str] = {
    "网格": "grid", "警格": "beat", "警务区": "beat", "场所": "place", "点位": "place", "工作站": "station",
    "警务站": "station", "驻企工作站": "station", "哨点": "sentinel", "平安哨点": "sentinel", "铺铺联防": "alliance",
    "联防": "alliance", "联防队": "alliance", "联户": "household", "户": "household", "住户": "household",
    "大网格": "grid", "小网格": "grid", "微网格": "grid",
}  # fmt: skip
_PLACES: Mapping[str, str] = {
    "小区": "compound", "村": "village", "社区": "compound", "商圈": "mall", "商场": "mall", "集市": "market",
    "农贸市场": "market", "建筑工地": "site", "公司": "enterprise", "机关": "office", "单位": "office", "店铺": "venue",
    "商铺": "venue", "门店": "venue", "广场": "square", "公园": "square", "车站": "transport", "站点": "transport",
    "幼儿园": "school", "小学": "school", "中学": "school", "重点单位": "key_part",
}  # fmt: skip
_LEVEL = re.compile(r"[一二三四五1-5]级(网格)?|第?[一二三四五1-5]级|level ?[1-5]", re.IGNORECASE)
_TOTALS = ("合计", "总计", "小计", "共计", "填表", "制表", "审核", "备注", "说明", "注：", "注:")
_PATH = re.compile(r"\s*[/／>＞]\s*")
_LOOKED = 30
"""Rows among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another area: one of the room by its key, or one of the file by its place there."""

    key: int = 0
    ref: int = 0


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """One area of the file, in columns."""

    ref: int
    """Its place among the entries, from 1; others name it by that."""
    at: int
    """The row as the spreadsheet counts it."""
    columns: Mapping[str, object]
    parent: Link | None = None
    beat: Link | None = None


@dataclass(frozen=True, slots=True)
class AreaSheet:
    """What an import would write, each area behind the one above it, and what is odd about it."""

    entries: tuple[AreaEntry, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    """Headings that mean nothing to the desk."""

    @property
    def bad(self) -> tuple[Problem, ...]:
        """What blocks the import."""
        return tuple(one for one in self.problems if one.bad)

    def counts(self) -> Mapping[str, int]:
        """How many areas of each kind would be made."""
        found: dict[str, int] = {}
        for one in self.entries:
            kind = str(one.columns["kind"])
            found[kind] = found.get(kind, 0) + 1
        return found


@dataclass
class _Line:
    """One area while the file is read."""

    ref: int
    at: int
    columns: dict[str, object]
    parent: str = ""
    """As typed; the level above, by `above`, comes before it."""
    beat: str = ""
    above: int = 0
    links: dict[str, Link | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.columns["name"])

    @property
    def code(self) -> str:
        return str(self.columns.get("code") or "")


class _Named:
    """Areas of some kinds, in the file and in the room, by what a cell may call them."""

    def __init__(self, lines: Sequence[_Line], known: Sequence[Area], kinds: Sequence[str]) -> None:
        self.kinds = kinds
        self.rows_of_code: dict[str, list[_Line]] = {}
        self.rows_of_name: dict[str, list[_Line]] = {}
        self.held_of_code: dict[str, dict[int, Area]] = {}
        self.held_of_name: dict[str, list[Area]] = {}
        for line in lines:
            if str(line.columns["kind"]) in kinds:
                self.rows_of_code.setdefault(line.code, []).append(line)
                self.rows_of_name.setdefault(line.name, []).append(line)
        for one in known:
            if one.kind in kinds:
                self.held_of_name.setdefault(one.name, []).append(one)
                for said in (one.code, one.number):
                    self.held_of_code.setdefault(said, {})[one.id] = one


def read_areas(
    rows: Iterable[SheetRow], known: Sequence[Area], today: date, t: Words, *more: Words,
    progress: Progress | None = None,
) -> AreaSheet:  # fmt: skip
    """Check every row; `known` are the areas in use, labels are understood in the languages of `t` and `more`.

    Raises DeskError where no heading is found or nothing stands under it.
    """
    found = [row for row in rows if any(cell.strip() for cell in row.cells)]
    at, columns, levels, ignored = _heading(found, (t, *more))
    reader = _Reader(known, today, (t, *more))
    for row in watched(found[at + 1 :], progress):
        reader.read(row, columns, levels)
    if not reader.lines and not reader.problems:
        raise DeskError(
            N_("No area stands under the headings. Nothing is written: look whether it is the right sheet."),
            code=Exit.USAGE,
        )
    reader.link()
    entries = reader.ordered()
    return AreaSheet(tuple(entries), tuple(reader.problems), ignored)


def _heading(
    rows: Sequence[SheetRow], languages: Sequence[Words]
) -> tuple[int, dict[int, str], dict[int, int], tuple[str, ...]]:
    """The row of the headings, which column is which field or level, and the headings that are neither."""
    known = dict(_BY_HEAD)
    for name, label in (*LABELS.items(), ("beat", KIND["beat"].label), ("status", STATUS.label)):
        for said in (label, *(t(label) for t in languages)):
            known.setdefault(head_of(said), name)
    for at, row in enumerate(rows[:_LOOKED]):
        levels: dict[int, int] = {}
        for place, cell in enumerate(row.cells):
            level = _LEVEL_HEADS.get(head_of(cell))
            if level and level not in levels.values():
                levels[place] = level
        fields = placed(row.cells, known, VAGUE)
        columns = {place: name for place, name in fields.items() if place not in levels}
        if ("name" in columns.values() and len(columns) > 1) or len(levels) > 1:
            ignored = [
                one_line(clean(cell))
                for place, cell in enumerate(row.cells)
                if cell.strip() and place not in columns and place not in levels
            ]
            return at, columns, levels, tuple(ignored)
    raise DeskError(
        N_("No headings are found: a row with 名称 and 上级, 编号 or the like is needed, or with 一级网格, 二级网格, "
           "三级网格. Nothing is written: look whether it is the right file."),
        code=Exit.USAGE,
    )  # fmt: skip


class _Reader:
    """Reads the rows one after the other, then links them."""

    def __init__(self, known: Sequence[Area], today: date, languages: Sequence[Words]) -> None:
        self.lines: list[_Line] = []
        self.problems: list[Problem] = []
        self._known, self._today, self._languages = known, today, languages
        self._keys = {one.id: one for one in known}
        self._levels: dict[tuple[str, ...], Link] = {}
        self._codes: dict[str, int] = {}
        self._codes_of: dict[tuple[str, str], str] = {}
        self._own = {one.code: one for one in reversed(known) if one.code}
        self._there = {(one.name, one.parent_id): one for one in reversed(known)}

    def _bad(self, at: int, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params))

    def _warn(self, at: int, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params, bad=False))

    def read(self, row: SheetRow, columns: Mapping[int, str], levels: Mapping[int, int]) -> None:
        """Take one row in, or say what is wrong with it."""
        said = {
            name: row.cells[place].strip()
            for place, name in columns.items()
            if place < len(row.cells) and row.cells[place].strip().casefold() not in NOTHING
        }
        named = sorted(
            (level, one_line(clean(row.cells[place])))
            for place, level in levels.items()
            if place < len(row.cells) and row.cells[place].strip()
        )
        first = next((cell.strip() for cell in row.cells if cell.strip()), "")
        if first.startswith(_TOTALS) or not (said or named):
            return
        if any(text == ROUNDED for text in said.values()):
            self._bad(
                row.at,
                N_("A number was rounded by the spreadsheet: format the column as text, type it again."),
            )
            return
        if self._find(STATUS, said.pop("status", "")) in ("closed", "undone"):
            self._warn(row.at, N_("An area that was given up is left out."))
            return
        if "*" in said.get("phone", ""):
            self._warn(
                row.at, N_("“{label}” stands here by its ends alone and is left out."), label=Term(LABELS["phone"])
            )  # fmt: skip
            del said["phone"]
        above = self._path(row.at, [name for _, name in named], said) if named else None
        if named and "name" not in said:
            return  # the row is the grid itself, which `_path` has made
        line = self._line(row.at, said)
        if line is not None and above is not None:
            line.links["parent"] = above

    def _path(self, at: int, names: Sequence[str], said: dict[str, str]) -> Link | None:
        """The grids of a row from the top down; the last of them has what the row tells, where it names none."""
        link: Link | None = None
        for depth in range(1, len(names) + 1):
            key = tuple(names[:depth])
            last = depth == len(names) and "name" not in said
            if key in self._levels:
                if last and (len(said) > 0 or self._levels[key].key):
                    self._warn(
                        at, N_("“{name}” stands there already: the row is left out."), name=names[depth - 1]
                    )
                link = self._levels[key]
                continue
            held = self._held(names[depth - 1], link)
            if held is not None:
                found: Link | None = Link(key=held.id)
                if last:
                    self._warn(at, N_("“{name}” stands there already: the row is left out."), name=held.name)
            else:
                facts = said if last else {}
                line = self._line(at, {**facts, "name": names[depth - 1], "kind": "grid"})
                if line is None:
                    return None
                line.links["parent"] = link
                found = Link(ref=line.ref)
            if found is not None:
                self._levels[key] = link = found
        return link

    def _held(self, name: str, parent: Link | None) -> Area | None:
        """The area of the room with a name under another one."""
        if parent is not None and not parent.key:
            return None
        key = parent.key if parent is not None else None
        return self._there.get((name, key))

    def _line(self, at: int, said: Mapping[str, str]) -> _Line | None:
        given = {
            name: text for name, text in said.items() if name not in ("parent", "beat", "kind", "place_kind")
        }
        try:
            columns = read_area(given, self._today, self._languages[0], new=True)
        except DeskError as error:
            self._bad(at, error.text, **error.params)
            return None
        if not self._kind(at, said, columns):
            return None
        line = _Line(len(self.lines) + 1, at, columns, said.get("parent", ""), said.get("beat", ""))
        if line.code:
            earlier = self._codes.setdefault(line.code, at)
            if earlier != at:
                self._bad(at, N_("“{label}” {value} stands in row {row}, too."), label=Term(LABELS["code"]),
                          value=line.code, row=earlier)  # fmt: skip
                return None
            held = self._own.get(line.code)
            if held is not None:
                self._bad(at, N_("“{label}” {value} stands in the register already: {number}."),
                          label=Term(LABELS["code"]), value=line.code, number=held.number)  # fmt: skip
                return None
        self.lines.append(line)
        return line

    def _kind(self, at: int, said: Mapping[str, str], columns: dict[str, object]) -> bool:
        """Put kind and kind of place; False where one is not known."""
        place = said.get("place_kind", "")
        if place:
            code = _PLACES.get(place) or self._find(PLACE_KIND, place)
            if not code:
                self._warn(at, N_("“{said}” is not in the list “{name}” and is left out."), said=clean(place)[:40],
                           name=Term(PLACE_KIND.label))  # fmt: skip
            columns["place_kind"] = code
        label = one_line(clean(said.get("kind", "")))
        text = one_line(narrow(label))
        if not text:
            columns["kind"] = "place" if place else "grid"
        elif _LEVEL.fullmatch(text):
            columns["kind"] = "grid"
        elif kind := _KINDS.get(text) or self._find(KIND, label):
            columns["kind"] = kind
        elif code := _PLACES.get(text) or self._find(PLACE_KIND, label):
            columns["kind"], columns["place_kind"] = "place", code
        else:
            self._bad(
                at,
                N_("“{said}” is no kind of area: grid, police beat, place or the like."),
                said=clean(text)[:40],
            )
            return False
        return True

    def _find(self, codes: CodeList, said: str) -> str:
        """The code of a label in any of the languages; empty where none has it."""
        at = codes.name, said
        if at not in self._codes_of:  # a column says the same few words again and again
            self._codes_of[at] = ""
            for t in self._languages:
                with suppress(DeskError):
                    self._codes_of[at] = codes.find(said, t)
                    break
        return self._codes_of[at]

    # -- links

    def link(self) -> None:
        """Find the area above each, and its beat, among the rows and the areas of the room."""
        grids, beats = _Named(self.lines, self._known, TREE), _Named(self.lines, self._known, ("beat",))
        for line in self.lines:
            if "parent" not in line.links:
                line.links["parent"] = self._linked(line, "parent", line.parent, grids)
            line.links["beat"] = self._linked(line, "beat", line.beat, beats)
        stood: dict[tuple[object, ...], int] = {}
        held = {(one.name, one.kind, one.parent_id) for one in self._known}
        for line in self.lines:
            self._once(line, stood, held)
            self._refuse_beat(line)

    def _linked(self, line: _Line, name: str, typed: str, named: _Named) -> Link | None:
        said = one_line(clean(typed))
        if not said:
            return None
        *path, last = filter(None, _PATH.split(said))
        code = narrow(said)
        found = [Link(ref=one.ref) for one in named.rows_of_code.get(code, ()) if one is not line]
        found = found or [Link(key=one.id) for one in named.held_of_code.get(code, {}).values()]
        found = found or [
            Link(ref=one.ref)
            for one in named.rows_of_name.get(last, ())
            if one is not line and self._under(one, path, line, named)
        ]
        found = found or [
            Link(key=one.id)
            for one in named.held_of_name.get(last, ())
            if not path or self._name(one.parent_id) == path[-1]
        ]
        if len(found) == 1:
            return found[0]
        if found:
            self._bad(line.at, N_("“{label}” {value} is the name of several areas: give their own number instead."),
                      label=Term(LABELS[name]), value=said[:60])  # fmt: skip
        else:
            self._bad(line.at, N_("“{label}” {value} stands neither in the file nor among the areas of the room."),
                      label=Term(LABELS[name]), value=said[:60])  # fmt: skip
        return None

    def _under(self, one: _Line, path: Sequence[str], line: _Line, named: _Named) -> bool:
        if not path:
            return True
        above = one.links.get("parent")
        if above is None:
            return one.parent in (path[-1], "".join(path))
        if above.key:
            return self._name(above.key) == path[-1]
        other = self.lines[above.ref - 1]
        return other is not line and other.name == path[-1] and str(other.columns["kind"]) in named.kinds

    def _name(self, key: int | None) -> str:
        found = self._keys.get(key or 0)
        return found.name if found is not None else ""

    def _refuse_beat(self, line: _Line) -> None:
        """Say where an area names a beat and cannot: it is one itself, or stands under one."""
        beat = line.links["beat"]
        if beat is None:
            return
        if line.columns["kind"] == "beat":
            name = self._name(beat.key) if beat.key else self.lines[beat.ref - 1].name
            self._bad(
                line.at,
                N_("“{area}” is no police beat to which this can belong: choose a beat, or leave it empty."),
                area=name,
            )
        elif top := self._top_beat(line):
            self._bad(
                line.at,
                N_("It stands under the beat “{area}” already: leave the other beat empty."),
                area=top,
            )

    def _top_beat(self, line: _Line) -> str:
        """The name of the beat at the top of the tree in which an area stands; empty where a grid stands there."""
        link, seen = line.links["parent"], set[Link]()
        name, kind = "", ""
        while link is not None and link not in seen:
            seen.add(link)
            if link.key:
                held = self._keys.get(link.key)
                name, kind = (held.name, held.kind) if held is not None else ("", "")
                link = Link(key=held.parent_id) if held is not None and held.parent_id else None
            else:
                above = self.lines[link.ref - 1]
                name, kind, link = above.name, str(above.columns["kind"]), above.links["parent"]
        return name if kind == "beat" else ""

    def _once(
        self, line: _Line, stood: dict[tuple[object, ...], int], known: Collection[tuple[object, ...]]
    ) -> None:  # fmt: skip
        """Say where an area of the same name stands in the same place already."""
        parent, kind = line.links.get("parent"), line.columns["kind"]
        if line.columns["kind"] == "beat" and parent is not None:
            self._bad(
                line.at, N_("A beat stands at the top; grids belong to it. Leave the area above it empty.")
            )
        earlier = stood.setdefault((line.name, kind, parent), line.ref)
        held = parent is None or parent.key
        if earlier != line.ref:
            self._bad(
                line.at,
                N_("“{name}” stands in row {row}, too."),
                name=line.name,
                row=self.lines[earlier - 1].at,
            )
        elif held and (line.name, kind, parent.key if parent else None) in known:
            self._bad(line.at, N_("“{name}” stands among the areas of the room already."), name=line.name)

    def ordered(self) -> list[AreaEntry]:
        """The areas, each behind those that it names; one that stands under itself is bad."""
        waiting, found, done = list(self.lines), list[AreaEntry](), set[int]()
        while waiting:
            ready = [
                line
                for line in waiting
                if all(link is None or link.key or link.ref in done for link in line.links.values())
            ]
            if not ready:
                for line in waiting:
                    self._bad(line.at, N_("“{name}” stands under itself."), name=line.name)
                break
            for line in ready:
                done.add(line.ref)
                found.append(
                    AreaEntry(line.ref, line.at, line.columns, line.links["parent"], line.links["beat"])
                )
            waiting = [line for line in waiting if line.ref not in done]
        return found
