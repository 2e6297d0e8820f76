"""Whatever is typed, pasted, scanned or read: a parser gives a value or a sentence, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, run

_ODD = st.sampled_from(
    "0123456789１２３٣²Ⅷ.-:/+年月日点分天dhX=＝@\t\x00\x1b\u200b\u202e\ud800张·,，;\"'[]{}()# \n"
)
TYPED = st.one_of(
    st.text(max_size=80), st.text(_ODD, max_size=60), st.text(st.sampled_from("0123456789"), max_size=400)
)

PARSERS = sorted(name for name, target in TARGETS.items() if target.quick)


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_gives_a_value_or_a_sentence(name: str) -> None:
    @settings(max_examples=60)
    @given(TYPED)
    def holds(text: str) -> None:
        run(TARGETS[name], text.encode("utf-8", "surrogatepass"))

    holds()


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    run(TARGETS["csv"], data)
    run(TARGETS["xlsx"], data)


def test_every_parser_is_aimed_at() -> None:
    assert set(TARGETS) >= {
        "quick", "day", "moment", "phone", "identity", "number", "money", "csv", "xlsx", "badge", "settings", "paste",
        "search", "clean", "roster",
    }  # fmt: skip


def test_a_day_that_is_read_is_a_day() -> None:
    from deskapp.domain.times import read_day

    @given(st.dates(date(1990, 1, 1), date(2199, 12, 31)))
    def holds(day: date) -> None:
        assert read_day(day.isoformat(), date(2026, 11, 21)) == day

    check: Callable[[], None] = holds
    check()
