"""Each promise of docs/promises.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
HELD = re.findall(r"`(tests/\w+\.py)::(\w+)`", PAGE)


def test_every_line_of_the_page_names_its_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and line != "| promise | held by |"]
    assert len(rows) == len(HELD)
    assert all("::" in row for row in rows)


@pytest.mark.parametrize(("path", "name"), HELD)
def test_the_test_that_holds_a_promise_is_there(path: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
