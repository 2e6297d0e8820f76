"""The duty plan of a day as a strip of its hours: planned, here, and a sign for how each hour stands."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from deskapp.domain.coverage import EMPTY, FULL, NONE, SHORT, Coverage, Hour
from deskapp.domain.coverage_card import gap_text
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import fit

_MOST = 4
"""Slots that are named at most."""


class CoverageStrip(Worded, Widget):
    """Three lines of hours, and below them the slots that lack somebody, by name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "strip--label", "strip--empty", "strip--short", "strip--full", "strip--none", "strip--now",
    }  # fmt: skip
    DEFAULT_CSS = """
    CoverageStrip { height: auto; padding: 0 1;
        & > .strip--label { color: $text-muted; }
        & > .strip--empty { color: $text-error; text-style: bold; }
        & > .strip--short { color: $text-warning; text-style: bold; }
        & > .strip--full { color: $text-success; }
        & > .strip--none { color: $text-muted; }
        & > .strip--now { text-style: bold reverse; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: Coverage | None = None
        self._now: datetime | None = None
        self._calendar = Calendar()

    def show(self, found: Coverage, now: datetime, calendar: Calendar) -> None:
        """Show how a day is served at `now`."""
        self._found, self._now, self._calendar = found, now, calendar
        self.refresh(layout=True)

    def relabel(self) -> None:
        """Say it again in the other language."""
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The hours where anything is planned, and a line for each slot that is named."""
        if self._found is None:
            return 1
        return (3 if self._found.slots else 0) + len(self._named(width))

    def render(self) -> Text:
        """The hours with what is planned and who is here, then the slots that lack somebody."""
        if self._found is None or self._now is None:
            return Text("")
        width = self.content_size.width
        lines = self._hours(width) if self._found.slots else []
        lines += [
            Text(fit(said, width, marks=self.t.marks), self._look(part)) for said, part in self._named(width)
        ]
        return Text("\n").join(lines)

    def _named(self, width: int) -> list[tuple[str, str]]:
        """The sentences below the hours, each with how it looks."""
        found, now, t = self._found, self._now, self.t
        assert found is not None
        assert now is not None
        if not found.slots:
            return [(t(N_("No duty plan for today: p makes one.")), "none")]
        tall = self.app.size.height
        room = 1 if tall < 24 else 2 if tall < 32 else _MOST
        gaps = [
            (gap_text(one, self._calendar, t), "empty" if one.state == EMPTY else "short")
            for one in found.running(now)
        ]
        if len(gaps) > room:
            more = len(gaps) - room
            said, part = gaps[room - 1]
            gaps = [*gaps[: room - 1], (t(N_("{gap} · {count} more"), gap=said, count=more), part)]
        if not gaps:
            after = found.next(now)
            said = t(N_("All places of the duty plan are served."))
            if after is not None:
                said += t(N_(" Next: {slot}"), slot=gap_text(after, self._calendar, t))
            gaps = [(said, "full")]
        return gaps

    # -- the hours

    def _hours(self, width: int) -> list[Text]:
        found, t = self._found, self.t
        assert found is not None
        names = (t(N_("Hour")), t(N_("Plan")), t(N_("Here")))
        left = max(cell_len(name) for name in names) + 1
        wide = min(5, max(2, (width - left) // max(1, len(found.hours))))
        lines = [Text(set_cell_size(name, left), self._look("label"), no_wrap=True) for name in names]
        for at, hour in enumerate(found.hours):
            now = self._now is not None and hour.start <= self._now < hour.end
            look = self._look(hour.state if hour.state in (EMPTY, SHORT, FULL) else "none")
            name = self._hour_name(hour, at, wide)
            lines[0].append(name.rjust(wide) if wide > 2 else name, self._look("now") if now else look)
            lines[1].append(_count(hour.planned, wide).rjust(wide), look)
            lines[2].append(self._here(hour, wide), look)
        return lines

    def _hour_name(self, hour: Hour, at: int, wide: int) -> str:
        """Each hour, or where there is no room every third one."""
        clock = self._calendar.local(hour.start).hour
        if wide > 2:
            return f"{clock:02}"
        return f"{clock:<2}" if clock % 3 == 0 else "  "

    def _here(self, hour: Hour, wide: int) -> str:
        """Sign and number; nothing where nothing is planned and nobody came."""
        sign = self.t.marks.states[hour.state]
        ahead = hour.state in (NONE, "ahead")
        said = sign if ahead else sign + _count(hour.here, wide, zero=True)
        return " " * (wide - cell_len(said)) + said

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"strip--{part}", partial=True)


def _count(number: int, wide: int, *, zero: bool = False) -> str:
    """A number in the room of a cell; a plus where it has no room."""
    if not number and not zero:
        return ""
    said = str(number)
    return said if len(said) < wide else "+"
