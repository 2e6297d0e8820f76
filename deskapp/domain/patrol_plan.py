"""Where and when to patrol: points of what happened by hour and grid, against patrols, and the windows that follow.

The method is one sum and one division, so that it can be checked by hand: every record of the last weeks gives the
points of its kind to its grid and hour; a window is two hours long, and its worth is its points ÷ (1 + hours of patrol
a week in it). The windows of the highest worth are proposed, none of them twice in the same hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from deskapp.domain.activity_kinds import TEXTS
from deskapp.domain.patrol_points import WINDOW, Tally, Weights, number
from deskapp.domain.patrol_route import METHOD as WAY
from deskapp.domain.patrol_route import MOST_STOPS, Ground, Stop, way, way_text
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

MOST_TIMES = 7
"""Patrols a week that are proposed for one window at most."""
NONE = Tally()

METHOD = N_(
    "Each request gives {requests} point(s), each dispute {disputes}, each hazard {hazards}, to its grid and hour. A "
    "window has two hours; its worth is its points ÷ (1 + hours of patrol a week in it), an hour counting once however "
    "many walk in it. The highest worth comes first; it is proposed as often a week as it had points a week, once at "
    "least and seven times at most."
)


@dataclass(frozen=True, slots=True)
class Window:
    """Two hours in one grid, with all that its worth comes from."""

    area: int
    hour: int
    tally: Tally
    points: int
    weekly: float
    """Hours of patrol a week."""
    worth: float
    times: int
    """How often a week a patrol is proposed."""

    def hours(self) -> str:
        """When it is."""
        return f"{self.hour:02}:00–{(self.hour + WINDOW) % 24:02}:00"

    def reckoned(self, weights: Weights, weeks: int, t: Words) -> str:
        """The arithmetic in one sentence."""
        one = self.tally
        return t(
            N_("{requests} requests × {by_request} + {disputes} disputes × {by_dispute} + {hazards} hazards × "
               "{by_hazard} = {points} points in {weeks} weeks; patrolled {hours} h a week; {points} ÷ (1 + {hours}) "
               "= {worth}"),
            requests=one.requests, by_request=weights.requests, disputes=one.disputes, by_dispute=weights.disputes,
            hazards=one.hazards, by_hazard=weights.hazards, points=self.points, weeks=weeks,
            hours=number(self.weekly), worth=number(self.worth),
        )  # fmt: skip

    def proposed(self, weeks: int, t: Words) -> str:
        """How often, and why so often."""
        return t(
            N_("{points} points ÷ {weeks} weeks: {times} × a week"), points=self.points, weeks=weeks, times=self.times
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What was counted in the last weeks, by grid and hour."""

    first: date
    last: date
    weeks: int
    weights: Weights
    cells: Mapping[tuple[int, int], Tally]
    """By the key of the grid (0 without one) and the hour."""
    names: Mapping[int, str]
    """Of the grids, in their order; without that of what names no grid."""
    untimed: int = 0
    """Patrols whose beginning and end nobody wrote down: they cover no hour."""
    ground: Ground = field(default_factory=Ground)
    """What the ways are made of."""

    def areas(self) -> tuple[int, ...]:
        """The grids of the table, the one with the most points first; what names no grid stands last."""
        there = {area for area, _ in self.cells}
        keys = [key for key in self.names if key in there]
        keys.sort(key=lambda key: -self.of_area(key).points(self.weights))
        return (*keys, *((0,) if 0 in there else ()))

    def cell(self, area: int | None, hour: int) -> Tally:
        """One hour of a grid, or of all of them together."""
        if area is not None:
            return self.cells.get((area, hour), NONE)
        return sum((one for (_, at), one in self.cells.items() if at == hour), NONE)

    def of_area(self, area: int | None) -> Tally:
        """All hours of a grid together."""
        return sum((self.cell(area, hour) for hour in range(24)), NONE)

    def window(self, area: int, hour: int) -> Window:
        """The window of a grid that begins at an hour."""
        tally = sum((self.cell(area, (hour + at) % 24) for at in range(WINDOW)), NONE)
        points = tally.points(self.weights)
        weekly = round(tally.minutes / 60 / self.weeks, 1)
        times = min(MOST_TIMES, max(1, round(points / self.weeks)))
        return Window(area, hour, tally, points, weekly, points / (1 + weekly), times)

    def windows(self, most: int = 5, area: int | None = None) -> tuple[Window, ...]:
        """The windows that are proposed, of all grids or of one; none overlaps another of its grid."""
        areas = self.areas() if area is None else (area,)
        every = [self.window(key, hour) for key in areas for hour in range(24)]
        every.sort(key=lambda one: (-one.worth, -one.points, areas.index(one.area), one.hour))
        found: list[Window] = []
        for one in every:
            taken = any(
                other.area == one.area and min((one.hour - other.hour) % 24, (other.hour - one.hour) % 24) < WINDOW
                for other in found
            )  # fmt: skip
            if one.points and not taken:
                found.append(one)
            if len(found) == most:
                break
        return tuple(found)

    def way(self, window: Window) -> tuple[Stop, ...]:
        """The places of a window in the order in which they are to be walked."""
        return way(self.ground, window.area, window.hour, self.weights, self.weeks)

    def way_text(self, window: Window, t: Words) -> str:
        """The way on one line; words where there is none."""
        stops = self.way(window)
        if stops:
            return t(N_("Route: {places}"), places=way_text(stops, t))
        if window.area == 0:
            return t(N_("No route: these records name no area of the table."))
        return t(N_("No route: every place of this window was patrolled in each week."))

    def way_lines(self, window: Window, t: Words) -> list[str]:
        """Each place of the way with its arithmetic."""
        return [
            f"{at}. {one.reckoned(self.weights, self.weeks, t)}" for at, one in enumerate(self.way(window), 1)
        ]

    def method(self, t: Words) -> str:
        """How the windows and the ways are found, with the points of this room."""
        one = self.weights
        said = t(METHOD, requests=one.requests, disputes=one.disputes, hazards=one.hazards)
        return f"{said} {t(WAY, most=MOST_STOPS)}"


def planned(
    plan: Plan, window: Window, area: str, now: datetime, calendar: Calendar, t: Words, on: date | None = None
) -> dict[str, str]:
    """The fields of a planned patrol of a window: on a day, or the next time that its hours come.

    `area` is the number of its grid, if it has one.
    """
    local = calendar.local(now)
    begin = time(window.hour)
    day = on or (local.date() if local.time() < begin else local.date() + timedelta(days=1))
    stops = plan.way(window)
    said = {
        "when": f"{day} {begin:%H:%M}-{(window.hour + WINDOW) % 24:02}:00",
        "area": area,
        "route": way_text(stops, t)[: TEXTS["route"]],
        "text": "\n".join([window.reckoned(plan.weights, plan.weeks, t), *plan.way_lines(window, t)]),
    }
    return {name: text for name, text in said.items() if text}


def days_of(today: date, weeks: int) -> tuple[date, date]:
    """The first and the last day: whole weeks that end with `today`."""
    return today - timedelta(days=7 * weeks - 1), today


VIEWS = ("points", "patrol", "bare")
"""What the cells of the table show, in the order in which they are turned."""

VIEW_LABELS: Mapping[str, str] = {
    "points": N_("Points"), "patrol": N_("Hours of patrol"), "bare": N_("Points without patrol"),
}  # fmt: skip


_SHADES, _SHADES_ASCII = "░▒█", ".+#"


def area_name(plan: Plan, area: int | None, t: Words) -> str:
    """What a line of the table is called."""
    if area is None:
        return t(N_("All together"))
    return clean(one_line(plan.names.get(area, ""))) or t(N_("without area"))


def value_of(plan: Plan, area: int | None, hour: int, view: str) -> int:
    """The number of a cell; of patrol whole hours, at least one where there was any."""
    one = plan.cell(area, hour)
    if view == "patrol":
        return max(1, round(one.minutes / 60)) if one.minutes else 0
    return 0 if view == "bare" and one.minutes else one.points(plan.weights)


def heat_row(plan: Plan, area: int | None, view: str, hours: Iterable[int], t: Words) -> str:
    """A cell for each of the hours: a shade by thirds of the largest of the whole day, and the number."""
    values = [value_of(plan, area, hour, view) for hour in range(24)]
    most, shades = max(values), _SHADES_ASCII if t.marks.ascii else _SHADES
    return "".join(_cell(values[hour % 24], most, shades) for hour in hours)


def _cell(value: int, most: int, shades: str) -> str:
    if not value:
        return "   - "
    shade = shades[min(2, 3 * value // (most + 1))]
    return f" {shade}{value:<3}" if value < 1000 else f" {shade}999"


def heat_head(hours: Iterable[int]) -> str:
    """The hours above the cells."""
    return "".join(f"  {hour % 24:02} " for hour in hours)
