"""Money in 分, as people type it and as it is shown."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_

_SUM = re.compile(r"[¥￥]?([0-9]{1,12}(?:\.[0-9]{1,4})?)(万)?(?:元|块|yuan|cny|rmb)?$", re.IGNORECASE)
_MOST = 10**13
"""分; a thousand 亿 元, more than any quarrel at a desk is about."""


def read_money(text: str, field: str = "") -> int:
    """A sum in 分 from what was typed: 500, 1,200.50, 2万, ¥300元; empty means 0. Raises DeskError."""
    said = re.sub(r"(?<=[0-9])[,，](?=[0-9]{3})", "", narrow(clean(text)))
    if not said:
        return 0
    found = _SUM.match(said)
    if not found:
        raise DeskError(
            N_("“{text}” is no sum of money: type it like 500, 1200.50 or 2万. What you typed is kept."),
            code=Exit.USAGE, field=field, text=clean(text),
        )  # fmt: skip
    cents = Decimal(found[1]) * (1_000_000 if found[2] else 100)
    if cents != cents.to_integral_value() or cents > _MOST:
        raise DeskError(
            N_("“{text}” is finer than 分 or too large: type it like 500 or 1200.50. What you typed is kept."),
            code=Exit.USAGE, field=field, text=clean(text),
        )  # fmt: skip
    return int(cents.to_integral_value(ROUND_HALF_UP))


def show_money(cents: int) -> str:
    """A sum in 元, with 分 only where there are some: 1,200 or 1,200.50."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}" + (f".{rest:02d}" if rest else "")
