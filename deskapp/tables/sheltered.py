"""What is found by its number alone, in no index by a name: what is sealed, and who gave a clue."""

from __future__ import annotations

SEALED_REQUEST = (
    "EXISTS (SELECT 1 FROM dispute AS d WHERE d.request_id = request.id AND d.sealed = 1 "
    "AND d.status <> 'undone')"
)
"""Condition on requests that became a dispute whose file is sealed (治安管理处罚法 2025 Art. 136)."""

UNNAMED = frozenset({"tip"})
"""Categories of requests whose givers are in no index, as those who answer an appeal are in none."""
