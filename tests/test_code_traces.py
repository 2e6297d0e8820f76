"""Taking back an entry that was added to a code list: gone where nothing names it, else kept and not offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp.domain.codebook import LISTS
from deskapp.domain.codebook_kept import kept, told
from deskapp.domain.draft import Place
from deskapp.domain.officer import Officer
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk
from tests.builders import EN


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = new_desk(tmp_path)
    yield found
    found.close()


def change(desk: Desk, name: str, verb: str, said: str) -> None:
    setting = f"codes.{name}"
    codes = LISTS[name].here(desk.words)
    desk.configuring.change(setting, kept(told(codes, verb, said, desk.words)), desk.actor, EN)
    desk.look_again()


def undo(desk: Desk) -> None:
    desk.undoing.undo(desk.actor)
    desk.look_again()


def redo(desk: Desk) -> None:
    desk.undoing.redo(desk.actor)
    desk.look_again()


def colleague(desk: Desk) -> Officer:
    return desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)


def as_other(desk: Desk, who: Officer, verb: Callable[[], object]) -> None:
    """Let `who` do something at this desk."""
    mine = desk.room
    desk.room = replace(mine, signed_in=who.id)
    verb()
    desk.room = mine


def state(desk: Desk, name: str, code: str) -> str:
    """on, off or gone."""
    entry = LISTS[name].get(code, desk.words)
    return "gone" if entry is None else "on" if entry.on else "off"


def test_what_nobody_used_is_gone_and_comes_back(desk: Desk) -> None:
    change(desk, "category", "add", "Square dance")
    undo(desk)
    assert state(desk, "category", "square_dance") == "gone"
    assert desk.value("codes.category") == ""
    redo(desk)
    assert state(desk, "category", "square_dance") == "on"


def test_what_another_officer_used_keeps_its_label_and_is_not_offered(desk: Desk) -> None:
    who = colleague(desk)
    change(desk, "category", "add", "Square dance")
    as_other(desk, who, lambda: log(desk, category="square_dance"))
    undo(desk)
    assert state(desk, "category", "square_dance") == "off"
    assert LISTS["category"].label_of("square_dance", desk.words) == "Square dance"
    redo(desk)
    assert state(desk, "category", "square_dance") == "on"


def test_earlier_changes_of_the_list_can_still_be_taken_back(desk: Desk) -> None:
    who = colleague(desk)
    change(desk, "category", "rename", "noise Loud neighbours")
    change(desk, "category", "add", "Square dance")
    change(desk, "category", "key", "square_dance 1")
    as_other(desk, who, lambda: log(desk, category="square_dance"))
    for _ in range(3):
        undo(desk)
    assert state(desk, "category", "square_dance") == "off"
    assert LISTS["category"].label_of("noise", desk.words) == "Noise"
    for _ in range(3):
        redo(desk)
    assert LISTS["category"].here(desk.words).most_used[0] == "square_dance"
    assert LISTS["category"].label_of("noise", desk.words) == "Loud neighbours"


def test_an_undone_record_and_its_history_count_too(desk: Desk) -> None:
    change(desk, "category", "add", "Square dance")
    log(desk, category="square_dance")
    undo(desk)
    undo(desk)
    assert state(desk, "category", "square_dance") == "off"
    redo(desk)
    redo(desk)
    assert state(desk, "category", "square_dance") == "on"


def keep_draft(desk: Desk) -> None:
    desk.drafts.keep(Place(1, 1, "log", ""), {"category": "own_word", "summary": "x"})
    desk.drafts.flush()


USES: dict[str, tuple[str, Callable[[Desk], object]]] = {
    "a channel": ("channel", lambda desk: log(desk, channel="own_word")),
    "one of several dangers": ("danger", lambda desk: log(desk, dangers="minor,own_word,weapon")),
    "a department told": (
        "department",
        lambda desk: desk.requests.step(
            log(desk).number, "decline", {"text": "x", "told_where": "own_word"}, desk.actor, desk.words
        ),
    ),
    "a kind of entry": (
        "action",
        lambda desk: desk.requests.note(log(desk).number, "own_word", "x", desk.actor, desk.words),
    ),
    "a record corrected since": (
        "category",
        lambda desk: desk.requests.correct(
            log(desk, category="own_word").number, {"category": "noise"}, "misheard", desk.actor, desk.words
        ),
    ),
    "a half-typed form": (
        "category",
        keep_draft,
    ),
    "the due table": (
        "category",
        lambda desk: desk.configuring.change("due", '{"own_word":["urgent",4]}', desk.actor, EN),
    ),
}


@pytest.mark.parametrize("use", USES)
def test_each_use_keeps_the_entry(desk: Desk, use: str) -> None:
    name, verb = USES[use]
    who = colleague(desk)
    change(desk, name, "add", "Own word")
    as_other(desk, who, lambda: verb(desk))
    undo(desk)
    assert state(desk, name, "own_word") == "off"
