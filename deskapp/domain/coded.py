"""Words of the desk itself inside a record: kept as the English text and its facts, said in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterable

from deskapp.domain.words import Term, Words

_MARK = "\x1f"
"""Stands before such words; whatever a person types has no control character left when it is kept."""


class Coded(str):
    """Words of the desk as a record keeps them."""

    __slots__ = ()


def coded(text: str, /, **facts: object) -> Coded:
    """One sentence of the catalogue with its facts; a `Term` among them is said in the reader's language too."""
    return both([(text, facts)])


def both(sentences: Iterable[tuple[str, dict[str, object]]]) -> Coded:
    """Several sentences."""
    kept = [
        [text, {name: [str(fact)] if isinstance(fact, Term) else str(fact) for name, fact in facts.items()}]
        for text, facts in sentences
    ]
    return Coded(_MARK + json.dumps(kept, ensure_ascii=False))


def told(kept: str, t: Words) -> str:
    """What a record keeps, in the language of `t`; what a person wrote stays as it is written."""
    if not kept.startswith(_MARK):
        return kept
    return "; ".join(
        t(text, **{name: Term(fact[0]) if isinstance(fact, list) else fact for name, fact in facts.items()})
        for text, facts in json.loads(kept[len(_MARK) :])
    )
