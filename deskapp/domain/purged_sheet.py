"""A sealed handover after a purge: its figures and numbers as they were, without the words about people."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

Plain = dict[str, Any]
"""What a sealed content or a frozen sheet is as JSON; see domain.handover and domain.frozen."""


def without_records(plain: Plain, numbers: Collection[str]) -> Plain:
    """Without the words about the records with these `numbers`."""

    def about(row: Plain) -> bool:
        return row["facts"].get("number") in numbers or any(
            isinstance(text, str) and text in numbers for cell in row["cells"] for text in cell[:1]
        )

    found = _with_rows(plain, about)
    if "notes" in plain:
        found["notes"] = [[what, "" if what in numbers else text] for what, text in plain["notes"]]
    return found


def without_words(plain: Plain) -> Plain:
    """Without any words about people: only numbers, figures and the words of the program."""
    found = _with_rows(plain, lambda row: True)
    if "notes" in plain:  # a sealed content; a frozen sheet has no such parts
        found["notes"] = [[what, ""] for what, _ in plain["notes"]]
        found["texts"] = dict.fromkeys(plain["texts"], "")
        found["checks"] = [[*check[:4], ""] for check in plain["checks"]]
        found["questions"] = [["", by, at] for _, by, at in plain["questions"]]
        found["head"] = plain["head"] | {
            "alone": _dash(plain["head"]["alone"]),
            "reason": _dash(plain["head"]["reason"]),
        }
    return found


def _dash(text: str) -> str:
    return "—" if text else ""


def _with_rows(plain: Plain, about: Callable[[Plain], bool]) -> Plain:
    """The whole with its rows stripped where they are `about` what goes; a tally has figures alone and stays."""
    sheet = plain.get("sheet", plain)
    sections = [
        section if section["kind"] == "tally"
        else section | {"rows": [_bare(row) if about(row) else row for row in section["rows"]]}
        for section in sheet["sections"]
    ]  # fmt: skip
    changed = sheet | {"sections": sections}
    return plain | {"sheet": changed} if "sheet" in plain else changed


def _bare(row: Plain) -> Plain:
    """A row with its number alone."""
    number = row["facts"].get("number", "")
    cells = [
        [number if text == number else "", "", "", strong] if number else ["", "", "", strong]
        for text, _, _, strong in row["cells"]
    ]
    return {"cells": cells, "facts": {"number": number} if number else {}}
