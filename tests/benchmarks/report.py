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
    """Both in `unit`."""
    goal: float
    note: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor


@dataclass(frozen=True, slots=True)
class Missing:
    """A measure of something that is not built yet."""

    measure: str
    note: str


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def middle(values: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return median(values) * 1000


def table(lines: Sequence[Line | Missing]) -> str:
    """All lines with a head."""
    width = max(len(line.measure) for line in lines)
    out = [f"{'measure':<{width}}  {'floor':>10}  {'ours':>10}  {'ratio':>6}  {'goal':>5}  ok?  note"]
    for line in lines:
        if isinstance(line, Missing):
            out.append(f"{line.measure:<{width}}  {'':>10}  {'':>10}  {'':>6}  {'':>5}  -    {line.note}")
            continue
        ok = "yes" if line.ratio <= line.goal else "NO"
        places = 4 if line.ratio < 0.1 else 2
        out.append(
            f"{line.measure:<{width}}  {line.floor:>7.2f} {line.unit}  {line.ours:>7.2f} {line.unit}  "
            f"{line.ratio:>6.{places}f}  {line.goal:>5.2f}  {ok:<3}  {line.note}"
        )
    return "\n".join(out)


def page(lines: Sequence[Line | Missing], about: str) -> str:
    """The table as a page of documentation; `about` says when, and on what machine."""
    out = [
        "# Speed of the desk", "",
        ("Made by `python -m tests.benchmarks --write`. Ratios count, not milliseconds: floor and ours are measured "
        "by turns in one run."), "", about, "",
        "| measure | floor | ours | ratio | goal | reached | note |", "|---|---:|---:|---:|---:|---|---|",
    ]  # fmt: skip
    for line in lines:
        if isinstance(line, Line):
            places = 4 if line.ratio < 0.1 else 2
            out.append(
                f"| {line.measure} | {line.floor:.2f} {line.unit} | {line.ours:.2f} {line.unit} "
                f"| {line.ratio:.{places}f} | {line.goal:.2f} | {'yes' if line.ratio <= line.goal else '**no**'} "
                f"| {line.note} |"
            )
    return "\n".join(out) + "\n"
