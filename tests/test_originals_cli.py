"""What the command line writes of a sealed handover: PDFs are numbered papers, text and JSON are only to read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import Desk, desk, room
from tests.test_originals import called

__all__ = ["desk", "room"]


def test_text_and_json_are_to_read_and_take_no_number(room: Desk, tmp_path: Path) -> None:
    for words in (("open",), ("start",), ("send",)):
        assert room("shift", *words).code == 0
    assert room("shift", "accept", "--reason", "nobody else works here").code == 0
    number = "JB-20261121-001"
    for _ in range(2):
        said = room("handover", "--shift", number)
        assert "To read, not the original" in said.out
    assert json.loads(room("handover", "--shift", number, "--json").out)["copy"] == "reading"
    first = room("handover", "--shift", number, "--pdf", str(tmp_path / "a.pdf"))
    assert "It says: Original." in first.err, first.err
    assert called(tmp_path / "a.pdf") == "Original"
    assert room("handover", "--shift", number, "--pdf", str(tmp_path / "b.pdf")).code == 0
    assert called(tmp_path / "b.pdf") == "Duplicate no. 1"


def test_with_ascii_the_text_of_a_sheet_has_no_sign_of_doubtful_width(room: Desk) -> None:
    assert room("shift", "open").code == 0
    said = room("--ascii", "handover", "--text").out
    assert not set(said) & set("★□✓─…·")
