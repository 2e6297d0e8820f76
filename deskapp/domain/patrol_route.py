"""The way of a patrol: the places of a proposed window in the order in which they are to be walked, with the reason.

The method is one multiplication a place, so that it can be checked by hand: a place weighs the points that it had in
the hours of the window, times the share of weeks in which nobody patrolled it then. The heaviest places are taken;
they are walked in the order of the tree of areas, what lies together one after the other, the heaviest part first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from deskapp.domain.area_levels import Levels
from deskapp.domain.patrol_points import KINDS, WINDOW, Tally, Weights, number
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words

MOST_STOPS = 6
"""Places of one way at most."""
_SHORT = 2
"""Characters that the name of a place needs to be looked for in the words of a route."""

METHOD = N_(
    "On the way stand at most {most} places of the window: a place weighs its points × weeks without a patrol of it in "
    "these hours ÷ all weeks. A patrol counts for the place that it names, or that its route names. Places that lie "
    "together in the tree of areas follow each other, the heaviest part first."
)


@dataclass(frozen=True, slots=True)
class Walked:
    """One route that patrols wrote down: its words, the newest patrol on it, and the weeks in which it was walked."""

    text: str
    number: str
    weeks: Mapping[int, frozenset[int]]
    """By the hour of the day."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a way is made of: what happened in each area itself, and when each was patrolled."""

    levels: Levels = field(default_factory=lambda: Levels({}))
    level: int = 1
    """The level to which the grids of the table are rolled up."""
    own: Mapping[tuple[int, int], Tally] = field(default_factory=dict)
    """By the key of the area that a record names and the hour; not rolled up."""
    patrolled: Mapping[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    """The weeks in which a patrol that names an area was there, by area and hour."""
    routes: tuple[Walked, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of a way, with all that its weight comes from."""

    area: int
    name: str
    tally: Tally
    points: int
    weeks: int
    """Weeks in which it was patrolled in these hours."""
    weight: float
    routes: tuple[Walked, ...] = ()
    """Routes of patrols that name it, in these hours."""

    def reckoned(self, weights: Weights, weeks: int, t: Words) -> str:
        """The arithmetic in one sentence."""
        tally = self.tally
        counts = (tally.requests, tally.disputes, tally.hazards)
        parts = [
            t(_PARTS[kind], count=count, by=weights.of(kind))
            for kind, count in zip(KINDS, counts, strict=True)
            if count
        ]
        said = t(
            N_("{name}: {parts} = {points}, patrolled in {patrolled} of {weeks} weeks: {points} × {rest} ÷ {weeks} = "
               "{weight}"),
            name=self.name, parts=" + ".join(parts), points=self.points, patrolled=self.weeks, weeks=weeks,
            rest=weeks - self.weeks, weight=number(self.weight),
        )  # fmt: skip
        if not self.routes:
            return said
        named = ", ".join(f"“{one.text}” {one.number}" for one in self.routes)
        return said + " · " + t(N_("on the route {routes}"), routes=named)


_PARTS: Mapping[str, str] = {
    "requests": N_("{count} requests × {by}"), "disputes": N_("{count} disputes × {by}"),
    "hazards": N_("{count} hazards × {by}"),
}  # fmt: skip


def way(
    ground: Ground, area: int, hour: int, weights: Weights, weeks: int, most: int = MOST_STOPS
) -> tuple[Stop, ...]:
    """The stops of a window that begins at `hour` in a grid of the table, in the order in which they are walked."""
    stops = [
        one for key in _inside(ground, area) if (one := _stop(ground, key, hour, weights, weeks)).weight > 0
    ]
    stops.sort(key=lambda one: (-one.weight, one.name))
    return tuple(_together(ground.levels, stops[:most]))


def way_text(stops: tuple[Stop, ...], t: Words) -> str:
    """The places one after the other, on one line."""
    return (" > " if t.marks.ascii else " → ").join(clean(one_line(one.name)) for one in stops)


def _inside(ground: Ground, area: int) -> Iterator[int]:
    """The areas of the grid in which something happened."""
    for key in dict.fromkeys(key for key, _ in ground.own):
        if key in ground.levels.spots and ground.levels.at(key, ground.level) == area:
            yield key


def _stop(ground: Ground, key: int, hour: int, weights: Weights, weeks: int) -> Stop:
    hours = [(hour + at) % 24 for at in range(WINDOW)]
    spot = ground.levels.spots[key]
    tally = sum((ground.own.get((key, at), Tally()) for at in hours), Tally())
    points = tally.points(weights)
    walked = {week for at in hours for week in ground.patrolled.get((key, at), ())}
    named = []
    for route in ground.routes:
        if len(spot.name) >= _SHORT and spot.name in route.text:
            then = {week for at in hours for week in route.weeks.get(at, ())}
            if then:
                named.append(route)
                walked |= then
    weight = points * (weeks - len(walked)) / weeks
    return Stop(key, spot.label, tally, points, len(walked), weight, tuple(named))


def _together(levels: Levels, stops: list[Stop]) -> list[Stop]:
    """Those that lie together one after the other: at every fork of the tree the heavier part first."""
    total: dict[int, float] = {}
    for one in stops:
        for spot in levels.chain(one.area):
            total[spot.id] = total.get(spot.id, 0) + one.weight
    return sorted(stops, key=lambda one: [(-total[spot.id], spot.id) for spot in levels.chain(one.area)])
