"""Lists of disputes stay quick when the register is long: each column by which they are sorted has its index."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.listing import Sorting
from deskapp.reading.dispute_lists import DisputeFilter, list_source
from deskapp.reading.dispute_orders import SORTS
from tests.app_builders import new_desk
from tests.builders import EN
from tests.test_app_disputes import quarrel


@pytest.mark.parametrize("desc", [False, True])
@pytest.mark.parametrize("column", [name for name in SORTS if name != "who"])  # who: the name on another card
def test_all_disputes_are_read_in_order_and_not_sorted(tmp_path: Path, column: str, desc: bool) -> None:
    here = new_desk(tmp_path)
    quarrel(here)
    found = list_source(
        here.connection, here.room, DisputeFilter(), here.clock(), EN, Sorting(column, desc=desc)
    )
    plan = " ".join(found.explain())
    assert "INDEX dispute_" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    here.close()
