"""Rolling counts up a tree of areas to one of its levels, or to the police beats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deskapp.domain.area import TREE
from deskapp.domain.tree import above


@dataclass(frozen=True, slots=True)
class Spot:
    """What is asked of an area: where it stands in the tree, and how it is called."""

    id: int
    kind: str
    label: str
    parent_id: int | None
    beat_id: int | None
    open: bool
    name: str = ""
    """Without the code before it."""


@dataclass(frozen=True, slots=True)
class Levels:
    """All areas of a room, and to which of them each belongs at a level; level 0 are the beats."""

    spots: Mapping[int, Spot]
    """In the order in which they are listed."""

    def chain(self, key: int) -> tuple[Spot, ...]:
        """The area and all above it, the top one first."""
        return above(self.spots, key)

    def at(self, key: int | None, level: int) -> int:
        """The area at `level` to which an area belongs; itself where it stands above; 0 without one."""
        if key is None or key not in self.spots:
            return 0
        chain = self.chain(key)
        if level == 0:
            for one in reversed(chain):
                if one.kind == "beat":
                    return one.id
                if one.beat_id is not None:
                    return one.beat_id
            return 0
        tree = [one for one in chain if one.kind in TREE] or chain[:1]
        return tree[min(level, len(tree)) - 1].id

    def of_level(self, level: int) -> tuple[int, ...]:
        """The areas in use that stand at a level, in their order."""
        if level == 0:
            return tuple(key for key, one in self.spots.items() if one.kind == "beat" and one.open)
        return tuple(
            key
            for key, one in self.spots.items()
            if one.kind == "grid" and one.open and len(self.chain(key)) == level
        )

    @property
    def deepest(self) -> int:
        """The number of levels of grids."""
        return max((len(self.chain(key)) for key, one in self.spots.items() if one.kind == "grid"), default=0)

    def choices(self) -> tuple[int, ...]:
        """The levels that can be chosen: the grids from the top down, then the beats."""
        beats = any(one.kind == "beat" for one in self.spots.values())
        return (*range(1, max(1, self.deepest) + 1), *((0,) if beats else ()))

    def rolled(self, counts: Iterable[tuple[int | None, float]], level: int) -> dict[int, float]:
        """Counts by area, added up at a level; 0 is the key of what names no area."""
        found: dict[int, float] = {}
        for key, count in counts:
            at = self.at(key, level)
            found[at] = found.get(at, 0) + count
        return found
