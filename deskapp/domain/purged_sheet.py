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
        head = plain["head"]
        said = {
            head["alone"], head["reason"], *plain["texts"].values(), *(text for _, text in plain["notes"]),
            *(check[4] for check in plain["checks"]), *(question[0] for question in plain["questions"]),
        }  # fmt: skip
        return {name: _scrubbed(part, tuple(filter(None, said))) for name, part in found.items()}
    return found


def _scrubbed(part: Any, said: tuple[str, ...]) -> Any:
    """The part with a dash for each text of `said`, wherever a sheet says it again."""
    if isinstance(part, str):
        for text in said:
            part = part.replace(text, "—")
        return part
    if isinstance(part, list):
        return [_scrubbed(one, said) for one in part]
    return {name: _scrubbed(one, said) for name, one in part.items()} if isinstance(part, dict) else part


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
