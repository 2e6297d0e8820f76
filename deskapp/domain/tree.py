"""Trees of records that name the one above them: teams, areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Node(Protocol):
    """A record in a tree."""

    @property
    def id(self) -> int:
        """Its key."""
        ...

    @property
    def parent_id(self) -> int | None:
        """The key of the one above it; None at the top."""
        ...


NodeT = TypeVar("NodeT", bound=Node)


def tree(nodes: Iterable[NodeT]) -> list[tuple[int, NodeT]]:
    """The records with their depth, each below the one it belongs to, in the order in which they come."""
    every = list(nodes)
    known = {node.id for node in every}
    below: dict[int | None, list[NodeT]] = {}
    for node in every:
        below.setdefault(node.parent_id if node.parent_id in known else None, []).append(node)
    found: list[tuple[int, NodeT]] = []
    waiting = [(0, node) for node in reversed(below.get(None, ()))]
    while waiting:
        depth, node = waiting.pop()
        found.append((depth, node))
        waiting += [(depth + 1, child) for child in reversed(below.get(node.id, ()))]
    return found


def under(nodes: Sequence[Node], key: int) -> frozenset[int]:
    """The keys of a record and of all records under it."""
    found = {key}
    while more := {node.id for node in nodes if node.parent_id in found} - found:
        found |= more
    return frozenset(found)


def above(nodes: Mapping[int, NodeT], key: int | None) -> tuple[NodeT, ...]:
    """A record and all above it, the top one first."""
    found: list[NodeT] = []
    while key is not None and key in nodes and nodes[key] not in found:
        found.append(nodes[key])
        key = nodes[key].parent_id
    return tuple(reversed(found))
