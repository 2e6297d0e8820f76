"""A sealed handover is printed again as it was sealed, whatever words, names and zones have become; old seals too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.doctor import GOOD, examine
from deskapp.domain.errors import DeskError
from deskapp.domain.handover import VERSION, digest_of, unsealed
from deskapp.domain.handover_rows import lines_of
from deskapp.domain.shift import Shift
from deskapp.domain.words import Words
from deskapp.papers import handover_at, shift_sheet
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.reading import shifts as reading
from deskapp.reading.seals import seals
from deskapp.services import shifts as service
from deskapp.wiring import Desk, open_desk
from tests.app_builders import log, turn
from tests.shift_builders import handed_over, shift_desk

GOLDEN = Path(__file__).parent / "golden"
FORM_1 = GOLDEN / "seal_form_1.json"
"""A content as deskapp sealed it before the words around the sheet were sealed too."""


@cache
def words(language: str) -> Words:
    return Words.plain() if language == "en" else locales.load(language)


def a_later_version(t: Words) -> Words:
    """Words that a later version says otherwise, each of them."""
    catalogue = {text: f"{said}改" for text, said in words("zh").catalogue.items()}
    return replace(t, catalogue=catalogue)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = shift_desk(tmp_path)
    found.store.durable = False
    yield found
    found.close()


def sealed(desk: Desk) -> Shift:
    """A shift with words in every part of its sheet."""
    desk.configuring.change("checklist", "equipment 对讲机 4; key 档案室 1", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    grave = log(desk, summary="扬言报复", urgency="critical", dangers="threat")
    desk.shifts.note(grave.number, "先打电话", desk.actor)
    desk.shifts.note("orders", "夜间加强巡逻", desk.actor)
    desk.shifts.tell(log(desk).number, True, desk.actor)
    return handed_over(desk)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reprint_says_what_was_sealed_though_a_later_version_has_other_words(
    desk: Desk, language: str
) -> None:
    sheet, t = shift_sheet(desk, sealed(desk)), words(language)
    later = a_later_version(t)
    assert later("Original").endswith("改")
    assert lay_out(sheet, later) == lay_out(sheet, t)


def test_the_page_of_a_sealed_handover_keeps_its_words_too(desk: Desk) -> None:
    one, t = handover_at(desk, sealed(desk)), words("zh")
    told, later = lines_of(one, t), lines_of(one, a_later_version(t))
    assert [(a.number, a.what, a.when) for a in told] == [(b.number, b.what, b.when) for b in later]
    assert any("■" not in line.what and "对讲机 4/4" in line.what for line in told)


def test_name_zone_and_rules_of_the_room_may_change_and_the_reprint_does_not(desk: Desk) -> None:
    shift = sealed(desk)
    before = shift_sheet(desk, shift)
    for name, value in (("room", "新警务室"), ("zone", "Asia/Urumqi"), ("checklist", "")):
        desk.configuring.change(name, value, desk.actor, desk.words)
    desk.look_again()
    after = shift_sheet(desk, shift)
    assert desk.room.zone == "Asia/Urumqi"
    assert lay_out(after, words("zh")) == lay_out(before, words("zh"))
    assert as_json(after) == as_json(before)


def test_what_must_be_told_and_the_words_are_under_the_seal(desk: Desk) -> None:
    shift = sealed(desk)
    plain = json.loads(shift.content)
    assert plain["version"] == VERSION == 2
    assert plain["room"] == {"station": "明珠路派出所", "name": "明珠社区警务室", "zone": "Asia/Shanghai"}
    assert len(plain["must_tell"]) == 2
    assert {one["language"] for one in plain["sheet"]["wordings"]} == {"zh", "en"}
    assert {"checks", "room", "notes"} <= {one["id"] for one in plain["sheet"]["sections"]}
    assert digest_of(shift.content) == shift.digest
    for part in ("must_tell", "sheet", "room"):
        assert digest_of(json.dumps({**plain, part: None})) != shift.digest


def test_only_what_came_later_and_the_paper_at_hand_are_added_to_what_was_sealed(desk: Desk) -> None:
    shift = sealed(desk)
    first = shift_sheet(desk, shift)
    turn(desk, hours=5)
    desk.shifts.add(shift.number, "已电话回访", desk.actor)
    desk.shifts.printed(shift.number, desk.actor)
    found = reading.by_id(desk.reader, shift.id)
    assert found is not None
    second = shift_sheet(desk, found)
    assert second.sections[:-1] == first.sections
    assert second.sections[-1].id == "addenda"
    assert replace(second.foot, printed_at=first.foot.printed_at, copy="original", copies=0) == first.foot


# -- form 1


def in_form_1(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Shift:
    """A shift that was sealed with a content of form 1."""
    desk.shifts.open(desk.actor)
    kept = FORM_1.read_text("utf-8").strip()
    with monkeypatch.context() as patch:
        patch.setattr(service, "content_of", lambda *_: kept)
        return handed_over(desk)


def test_a_seal_of_form_1_is_still_right(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shift = in_form_1(desk, monkeypatch)
    assert json.loads(shift.content)["version"] == 1
    assert [(one.fits, one.linked) for one in seals(desk.reader, desk.key)] == [(True, True)]
    assert {one.name: one for one in examine(desk.settings)}["Handovers"].state == GOOD


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_of_form_1_is_printed_as_it_always_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    shift = in_form_1(desk, monkeypatch)
    said = as_text(lay_out(shift_sheet(desk, shift), words(language)))
    said = said.replace(shift.digest[:16], "0" * 16)
    golden = GOLDEN / f"seal_form_1_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")


def test_form_1_never_showed_a_mark_without_a_line_and_does_not_now(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = in_form_1(desk, monkeypatch)
    plain = json.loads(shift.content)
    plain["told"].append("YH-20261121-099")
    one = unsealed(json.dumps(plain), shift, desk.officers)
    assert "YH-20261121-099" not in one.must_tell()
    assert "told" not in {line.about for line in lines_of(one, words("zh"))}


def test_a_form_that_is_newer_than_this_desk_is_left_alone(desk: Desk) -> None:
    shift = sealed(desk)
    plain = json.loads(shift.content) | {"version": VERSION + 1}
    with pytest.raises(DeskError, match="newer deskapp"):
        unsealed(json.dumps(plain), shift, desk.officers)


def test_a_sealed_handover_reads_the_same_after_the_desk_is_opened_again(desk: Desk) -> None:
    shift = sealed(desk)
    before = handover_at(desk, shift)
    desk.close()
    other = open_desk(desk.settings)
    try:
        found = reading.by_id(other.reader, shift.id)
        assert found is not None
        assert handover_at(other, found) == before
    finally:
        other.close()
