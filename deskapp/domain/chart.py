"""A chart as a value: what was counted, broken down one way, and how it is written in cells with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from deskapp.domain.figures import FILES, HOURS, SPOTS, TIMES
from deskapp.domain.sheet import Phrase, Said, say
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words

BY: Mapping[str, str] = {
    "hour": N_("By hour of day"), "area": N_("By grid"), "week": N_("By week"), "team": N_("By team"),
}  # fmt: skip
"""The ways of breaking down, in the order of their digits."""

BEATS = 0
"""In the place of a level of grids: the police beats."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart counts."""

    code: str
    label: str
    unit: str
    rule: str
    """How it is counted, in a sentence."""
    hour: str = N_("By the hour at which it happened, on the room's clock.")
    """What the hours mean."""
    teams: bool = False
    """Whether its records know a team."""


SUBJECTS: tuple[Subject, ...] = (
    Subject("requests", N_("Requests"), FILES,
            N_("Logged on these days; voided and undone ones are left out, merged ones are counted: somebody came.")),
    Subject("disputes", N_("Disputes"), FILES, N_("Registered on these days; voided and undone ones are left out.")),
    Subject("hazards", N_("Hazards"), SPOTS, N_("Found on these days; voided and undone ones are left out."),
            N_("By the hour at which it was found, on the room's clock.")),
    Subject("patrols", N_("Patrols"), TIMES, N_("Done on these days."),
            N_("By the hour at which it began, on the room's clock; what has no time stands at the end."), teams=True),
    Subject("publicity", N_("Publicity"), TIMES, N_("Done on these days."),
            N_("By the hour at which it began, on the room's clock; what has no time stands at the end."), teams=True),
    Subject("hours", N_("Hours of volunteers"), HOURS,
            N_("Minutes that an officer confirmed ÷ 60, of duties that began on these days."),
            N_("Time present from sign-in to sign-out of confirmed duties, in the hours in which it fell."),
            teams=True),
)  # fmt: skip
"""In the order in which they are turned."""

SUBJECT: Mapping[str, Subject] = {one.code: one for one in SUBJECTS}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: Said
    number: float
    depth: int = 0
    """How far down a tree it stands; a bar holds those under it."""

    def told(self) -> str:
        """The number for people."""
        return str(round(self.number, 1)).removesuffix(".0")

    def name(self, t: Words) -> str:
        """The label on one line, further in where it is under another."""
        return "  " * self.depth + clean(one_line(say(self.label, t)))


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of one thing in one period."""

    subject: Subject
    by: str
    days: str
    """The first and the last day."""
    bars: tuple[Bar, ...]
    note: str = ""
    """In English: why there is nothing, or what the bars leave out."""
    total: float = 0
    """All that was counted; with a tree, or where something has no hour, it is not the sum of the bars."""

    @property
    def code(self) -> str:
        """The name of the chart for programs and files."""
        return f"{self.subject.code}-{self.by}"

    def title(self, t: Words) -> str:
        """What it is called."""
        return f"{t(self.subject.label)} · {t(BY[self.by])}"

    def rules(self, t: Words) -> tuple[str, ...]:
        """How it was counted, in sentences."""
        said = (self.subject.rule, self.subject.hour if self.by == "hour" else "", self.note)
        return tuple(t(text) for text in said if text)

    @property
    def most(self) -> float:
        """The longest bar."""
        return max((one.number for one in self.bars), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether no bar has any length."""
        return not self.most

    def sum_text(self, t: Words) -> str:
        """All that was counted, in words."""
        return t(N_("{count} {unit} in all"), count=Bar("", self.total).told(), unit=t(self.subject.unit))


NOTHING = N_("Nothing was counted on these days.")


def bar_text(number: float, most: float, width: int, t: Words) -> str:
    """A bar of cells; whatever is more than nothing has one at least."""
    if number <= 0 or most <= 0 or width <= 0:
        return ""
    return ("#" if t.marks.ascii else "█") * max(1, round(width * number / most))


def lines(chart: Chart, t: Words, width: int = 78) -> list[str]:
    """The chart in lines of cells: label, number, bar; what is counted and how stands in words."""
    told = [f"{chart.title(t)} · {chart.days} · {chart.sum_text(t)}", *chart.rules(t)]
    if chart.is_empty:
        return told if chart.total else [*told, t(NOTHING)]
    names = [bar.name(t) for bar in chart.bars]
    numbers = [bar.told() for bar in chart.bars]
    left = min(max(cell_len(name) for name in names), max(8, width // 2))
    right = max(len(number) for number in numbers)
    room = max(4, width - left - right - 4)
    return told + [
        f"{set_cell_size(name, left)}  {number.rjust(right)}  {bar_text(bar.number, chart.most, room, t)}".rstrip()
        for name, number, bar in zip(names, numbers, chart.bars, strict=True)
    ]


def hour_label(hour: int) -> str:
    """One hour of the day."""
    return f"{hour:02}–{hour + 1:02}"


WITHOUT_AREA = Phrase(N_("without area"))
WITHOUT_TEAM = Phrase(N_("without team"))
WITHOUT_TIME = Phrase(N_("without time"))
