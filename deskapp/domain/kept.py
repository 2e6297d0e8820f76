"""Words of a record that stand apart from its append-only history, so that they can be wiped.

Only what was told of a matter is kept so: where the record turns out to be a case report, it belongs to the
case system and is wiped here. The history row stays and says that there was a text, who changed it and why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

APART: Mapping[str, tuple[str, ...]] = {"request": ("summary",)}
"""By subject: the columns whose old and new text the history only points to."""

KEPT = "kept"
"""The key of a pointer in a history row's detail."""


def point(
    subject: str, detail: Mapping[str, object], keep: Callable[[str], int]
) -> dict[str, object]:  # fmt: skip
    """The detail of a history row with pointers for the texts that `keep` has put apart."""
    apart = APART.get(subject, ())
    return {name: _pair(value, keep) if name in apart else value for name, value in detail.items()}


def _pair(value: object, keep: Callable[[str], int]) -> object:
    if not isinstance(value, list | tuple):
        return value
    return [{KEPT: keep(text)} if isinstance(text, str) and text else text for text in value]


def resolve(detail: Mapping[str, object], text_of: Callable[[int], str | None]) -> dict[str, object]:
    """The detail with each text in the place of its pointer; None in the place of one that was wiped."""
    return {
        name: [text_of(part[KEPT]) if isinstance(part, dict) else part for part in value]
        if isinstance(value, list)
        else value
        for name, value in detail.items()
    }


def wiped(detail: Mapping[str, object], subject: str) -> bool:
    """Whether a text of this resolved detail is gone."""
    pairs = (detail[name] for name in APART.get(subject, ()) if name in detail)
    return any(isinstance(pair, list) and None in pair for pair in pairs)
