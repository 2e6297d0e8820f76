"""Records of field work as offices keep them in a table: one a row, headings in any order, mistakes by their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from deskapp.domain import hazard_form
from deskapp.domain.appeal_steps import refuse_long
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.field_form import Around, read_value, refuse_longer
from deskapp.domain.field_sheet_heads import EXPORTED, FIELDS, HEADS, NEEDED, STATE_WORDS, STATES, labels
from deskapp.domain.field_sheet_steps import SheetStep, steps_of
from deskapp.domain.identity import read_identity
from deskapp.domain.machine import StepField
from deskapp.domain.person_form import YES_NO
from deskapp.domain.roster import NOTHING, ROUNDED, Problem, Progress, SheetRow, head_of, watched
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_, Term, Words

_LOOKED = 30
"""Rows among which the headings are looked for."""
_TOTALS = ("合计", "总计", "小计", "共计", "填表", "制表", "审核", "说明", "注：", "注:")
_GONE = ("voided", "undone")
_RECHECKS = 20
_LIMITS: Mapping[str, int] = hazard_form.LIMITS
"""Characters of the texts of a hazard, which its form holds."""
_BY_ENDS = frozenset({"phone", "id"})
"""Kinds of fields that an export writes by their ends alone."""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One record of the table."""

    at: int
    columns: Mapping[str, object]
    """As they are stored when it comes in."""
    steps: tuple[SheetStep, ...] = ()
    """What has been done about it since."""

    def state(self, first: str) -> str:
        """In which state it stands at the end; `first` is that of a new one."""
        return self.steps[-1].target if self.steps else first


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """What an import would write, and what is odd about it."""

    register: str
    entries: tuple[FieldEntry, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    """Headings that mean nothing to the desk."""

    @property
    def bad(self) -> tuple[Problem, ...]:
        """What blocks the import."""
        return tuple(one for one in self.problems if one.bad)

    def counts(self) -> Mapping[str, int]:
        """How many would stand in each state."""
        first, found = STATE_WORDS[self.register][""], dict[str, int]()
        for one in self.entries:
            state = one.state(first)
            found[state] = found.get(state, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Room:
    """What of the room a table is read against."""

    area: Callable[[str], int | None]
    """The key of the area that a cell names; None where there is none."""
    finder: Callable[[str], Mapping[str, object] | None] = lambda said: None
    """The columns of who found a hazard; None where nobody is known by that."""
    findings: Callable[[str], str] = lambda text: ""
    """What of the text of an appeal must not go out unseen, in words."""
    writer: int = 0
    """The officer who imports."""


def read_records(
    register: str, rows: Iterable[SheetRow], around: Around, room: Room, *more: Words,
    progress: Progress | None = None,
) -> FieldSheet:  # fmt: skip
    """Check every row; labels are understood in the languages of `around` and `more`.

    Raises DeskError where no heading is found or nothing stands under it.
    """
    languages = (around.words, *more)
    found = [row for row in rows if any(cell.strip() for cell in row.cells)]
    at, columns, ignored = _heading(register, found, languages)
    reader = _Reader(register, around, room, languages, columns)
    for row in watched(found[at + 1 :], progress):
        reader.read(row)
    if not reader.entries and not reader.problems:
        raise DeskError(
            N_("Nothing stands under the headings. Nothing is written: look whether it is the right sheet."),
            code=Exit.USAGE,
        )  # fmt: skip
    return FieldSheet(register, tuple(reader.entries), tuple(reader.problems), ignored)


def heads(register: str, languages: Sequence[Words]) -> dict[str, str]:
    """Every heading that is understood, and the column that it means; the names of offices come first."""
    known = {head_of(head): name for name, every in HEADS[register].items() for head in every}
    for name, label in (*labels(register).items(), *EXPORTED.get(register, {}).items()):
        for said in (name, label, *(t(label) for t in languages)):
            known.setdefault(head_of(said), name)
    return known


def _heading(
    register: str, rows: Sequence[SheetRow], languages: Sequence[Words]
) -> tuple[int, dict[int, str], tuple[str, ...]]:
    known = heads(register, languages)
    for at, row in enumerate(rows[:_LOOKED]):
        columns: dict[int, str] = {}
        for place, cell in enumerate(row.cells):
            name = known.get(head_of(cell))
            if name and name not in columns.values():
                columns[place] = name
        if all(name in columns.values() for name in NEEDED[register]) and len(columns) > 1:
            ignored = tuple(
                one_line(clean(cell))
                for place, cell in enumerate(row.cells)
                if cell.strip() and place not in columns
            )
            return at, columns, ignored
    wanted = [HEADS[register][name][0] for name in (*NEEDED[register], *list(HEADS[register])[:4])]
    raise DeskError(
        N_("No headings are found: a row with {heads} or the like is needed. Nothing is written: look whether it is "
           "the right file."),
        code=Exit.USAGE, heads="、".join(dict.fromkeys(wanted)),
    )  # fmt: skip


def implied(register: str, said: Mapping[str, str]) -> str:
    """The state of a record whose own cell says none; nothing where it is a new one."""
    if register == "hazard" and said.get("closed_at"):
        return "rechecked_ok" if said.get("deadline") else "fixed_on_spot"
    if register == "hazard" and said.get("deadline"):
        return "ordered"
    if register == "custody" and said.get("claimant"):
        return "claimed"
    if register == "custody" and said.get("noticed_on"):
        return "noticed"
    return "found" if register == "lost_report" and said.get("found_at") else ""


@dataclass
class _Reader:
    """Reads row after row."""

    register: str
    around: Around
    room: Room
    languages: Sequence[Words]
    columns: Mapping[int, str]
    entries: list[FieldEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _cells: dict[tuple[str, str], object] = field(default_factory=dict)
    """What cells of codes and areas mean: a column says the same few words again and again."""
    _bads: int = 0

    def __post_init__(self) -> None:
        self._places = {name: place for place, name in self.columns.items()}
        self._fields = {one.name: one for one in FIELDS[self.register]}
        self._labels = labels(self.register)

    def read(self, row: SheetRow) -> None:
        """One row: an entry, or the cells for which it is none."""
        said = {
            name: row.cells[place].strip()
            for place, name in self.columns.items()
            if place < len(row.cells) and row.cells[place].strip().casefold() not in NOTHING
        }
        first = next((cell.strip() for cell in row.cells if cell.strip()), "")
        if not said or first.startswith(_TOTALS):
            return
        before = self._bads
        state = self._state(row.at, said.pop("status", "") or implied(self.register, said))
        if state in _GONE:
            self._warn(row.at, "status", N_("A record that is void is left out."))
            return
        values = self._values(row.at, said)
        if self._bads == before:
            self._entry(row.at, state, values)

    def _entry(self, at: int, state: str, values: dict[str, object]) -> None:
        try:
            columns, steps = steps_of(self.register, state, values, self.around)
        except DeskError as error:
            self._bad(at, error.field or "status", error.text, **error.params)
            return
        if self.register == "lead_appeal":
            if state != "draft":
                self._warn(
                    at, "status", N_("It comes in as a draft and is put out here, whatever its state was.")
                )
            if found := self.room.findings(str(columns["text"])):
                self._warn(
                    at, "text",
                    N_("In the text stands: {what}. It comes in as a draft and is settled before it goes out."),
                    what=found,
                )  # fmt: skip
        self.entries.append(FieldEntry(at, columns, steps))

    # -- cells

    def _state(self, at: int, said: str) -> str:
        words = STATE_WORDS[self.register]
        if said in words:
            return words[said]
        found = self._find(STATES[self.register], said)
        if not found:
            self._bad(at, "status", N_("“{said}” is not in the list “{name}”. There is: {known}."),
                      said=clean(said)[:40], name=Term(STATES[self.register].label), known=self._states())  # fmt: skip
        return found or words[""]

    def _states(self) -> str:
        t = self.languages[0]
        codes = STATES[self.register]
        return "、".join(codes.label_of(one.code, t) for one in codes if one.code not in _GONE)

    def _values(self, at: int, said: Mapping[str, str]) -> dict[str, object]:
        """The cells of a row, read; what cannot be read is told by its cell."""
        values: dict[str, object] = {}
        for name, text in said.items():
            if text == ROUNDED:
                self._bad(at, name, N_("A number was rounded by the spreadsheet: format the column as text, type it "
                                       "again."))  # fmt: skip
            elif name == "finder" and self.register == "hazard":
                values |= self._finder(at, text)
            else:
                self._value(at, self._fields[name], text, values)
        for name in NEEDED[self.register]:
            if name not in said:
                self._bad(
                    at, name, N_("“{label}” is empty: fill it in. What you typed is kept."),
                    label=Term(self._labels[name]),
                )  # fmt: skip
        if self.register == "hazard" and "found_by" not in values and "volunteer_id" not in values:
            values["found_by"] = self.room.writer
        return values

    def _value(self, at: int, one: StepField, text: str, values: dict[str, object]) -> None:
        if one.kind in _BY_ENDS and "*" in text:
            self._warn(
                at,
                one.name,
                N_("“{label}” stands here by its ends alone and is left out."),
                label=Term(one.label),
            )
            return
        if one.kind == "area":
            values["area_id"] = key = self._once("area", text, lambda: self.room.area(text))
            if key is None:
                self._warn(
                    at, one.name, N_("There is no area “{said}”: it is left out."), said=clean(text)[:40]
                )
            return
        try:
            values[one.name] = self._read(one, text)
        except DeskError as error:
            self._bad(at, one.name, error.text, **error.params)

    def _read(self, one: StepField, text: str) -> object:
        """What a cell says. Raises DeskError."""
        if one.kind == "code" and one.options is not None:
            codes = one.options
            found = self._once(one.name, text, lambda: self._find(codes, text))
            return found or codes.find(text, self.languages[0])
        if one.kind == "yes":
            return self._find(YES_NO, text) == "yes" or text in ("是", "对", "y", "Y", "1", "√")
        if one.kind == "id":
            return read_identity(text).number
        if one.kind == "times":
            said = narrow(clean(text))
            return min(int(said[:6]), _RECHECKS) if said.isdecimal() else 0
        found = read_value(one, text, self.around)
        if self.register == "hazard" and one.name in _LIMITS and isinstance(found, str):
            refuse_longer(one, found, _LIMITS[one.name])
        if self.register == "lead_appeal" and one.name == "text":
            refuse_long(str(found))
        return found

    def _finder(self, at: int, text: str) -> Mapping[str, object]:
        found = self._once("finder", text, lambda: self.room.finder(text))
        if isinstance(found, Mapping):
            return found
        self._warn(
            at, "finder", N_("“{said}” is nobody of this room: the hazard stands under who imports it."),
            said=clean(text)[:40],
        )  # fmt: skip
        return {}

    def _find(self, codes: CodeList, said: str) -> str:
        """The code of a label in any of the languages; empty where none has it."""
        for t in self.languages:
            with suppress(DeskError):
                return codes.find(said, t)
        return ""

    def _once(self, name: str, text: str, read: Callable[[], object]) -> object:
        at = name, text
        if at not in self._cells:
            self._cells[at] = read()
        return self._cells[at]

    def _bad(self, at: int, name: str, text: str, /, **params: object) -> None:
        self._bads += 1
        self.problems.append(Problem(at, text, params, place=self._places.get(name)))

    def _warn(self, at: int, name: str, text: str, /, **params: object) -> None:
        self.problems.append(Problem(at, text, params, bad=False, place=self._places.get(name)))
