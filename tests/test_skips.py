"""A test that is passed over says what is missing and how to get it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
WAYS = re.compile(
    r"apt-get install|pip install|run (it|the tests) (on|as|in|with) |set PIP_INDEX_URL", re.IGNORECASE
)
"""How what is missing is had."""


def reasons(path: Path) -> Iterator[tuple[int, str]]:
    """Line and source of each reason for which a test of a file is passed over."""
    text = path.read_text("utf-8")
    constants = {
        node.targets[0].id: ast.get_source_segment(text, node.value) or ""
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.importorskip"):
                said = [one.value for one in node.keywords if one.arg == "reason"] or node.args[:1]
                shown = ast.unparse(said[0]) if said else ""
                yield node.lineno, constants.get(shown, shown)


@pytest.mark.parametrize("path", sorted(TESTS.glob("*.py")), ids=lambda path: path.stem)
def test_each_reason_names_the_way_to_run_it(path: Path) -> None:
    lacking = [f"{path.name}:{line} {why}" for line, why in reasons(path) if not WAYS.search(why)]
    assert not lacking
