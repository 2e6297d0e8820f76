"""One line of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A measure: the floor, ours, and how many times the floor ours may be."""

    measure: str
    floor: float
    ours: float
    """Both in milliseconds."""
    goal: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def middle(values: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return median(values) * 1000


def table(lines: Sequence[Line]) -> str:
    """All lines with a head."""
    width = max(len(line.measure) for line in lines)
    out = [f"{'measure':<{width}}  {'floor':>9}  {'ours':>9}  {'ratio':>5}  {'goal':>5}  ok?  note"]
    for line in lines:
        ok = "yes" if line.ratio <= line.goal else "NO"
        out.append(
            f"{line.measure:<{width}}  {line.floor:>6.2f} ms  {line.ours:>6.2f} ms  {line.ratio:>5.2f}  "
            f"{line.goal:>5.2f}  {ok:<3}  {line.note}"
        )
    return "\n".join(out)
