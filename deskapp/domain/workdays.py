"""Working days: weekends, public holidays and the working days that are shifted onto weekends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

KNOWN = range(2007, 2027)
"""Years for which the State Council's notice on shifted working days is in the library."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The room's table of working days: the public calendar, and days that the room has set itself."""

    own: Mapping[date, bool] = field(default_factory=dict)
    """Days of the room's own table: True works, False is off; they come before the public calendar."""

    def works(self, day: date) -> bool:
        """Whether offices work on `day` (国务院办公厅 notices on the holidays of each year)."""
        if day in self.own:
            return self.own[day]
        off, on = _year(day.year)
        return day in on or (day.weekday() < 5 and day not in off)

    def after(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`, which itself does not count."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def special(self, year: int) -> Mapping[date, bool]:
        """The days of a year on which offices do not keep to the week: True works, False is off."""
        off, on = _year(year)
        public = {day: False for day in off if day.weekday() < 5} | dict.fromkeys(on, True)
        return public | {day: works for day, works in self.own.items() if day.year == year}

    def knows(self, year: int) -> bool:
        """Whether the shifted working days of `year` are known; otherwise only the statutory holidays are."""
        return year in KNOWN or any(day.year == year for day in self.own)


@lru_cache(maxsize=8)
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the working weekends of a year."""
    from holidays import country_holidays  # late: it is only needed where a clock counts working days

    found = country_holidays("CN", years=year)
    return frozenset(found), frozenset(day for day in found.weekend_workdays if day.year == year)
