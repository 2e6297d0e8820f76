"""Lead appeals in the file: written, checked, put out, answered, verified; clue givers are for officers alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain import search_keys
from deskapp.domain.appeal import Appeal
from deskapp.domain.appeal_card import card
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.request_card import View
from deskapp.domain.rights import sees_clues
from deskapp.files.field_records import appeal_cells, appeal_record, open_appeal
from deskapp.files.records import Eyes
from deskapp.reading import field_lists, found
from deskapp.reading import field_records as reading
from deskapp.reading.request_lists import RequestFilter
from tests.builders import EN, NOON, TestDesk, a_desk, refused
from tests.lead_builders import a_copy, a_loss, an_appeal, appeals, reports, undoing

FIRST = "XS-20261121-001"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> TestDesk:
    made = a_desk(tmp_path_factory.mktemp("first"))
    made.store.close()
    return made


@pytest.fixture
def desk(first: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    copy = a_copy(first, tmp_path)
    yield copy
    copy.store.close()


def step(desk: TestDesk, code: str, number: str = FIRST, **given: str) -> Appeal:
    return appeals(desk).step(number, code, given, desk.actor, EN)


def auxiliary(desk: TestDesk) -> Actor:
    """Somebody who is no police officer."""
    from deskapp.domain.officer import Officer

    added = desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    assert isinstance(added, Officer)
    return Actor(added.id, desk.room.id)


def now(desk: TestDesk) -> Appeal:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        one = reading.find_appeal(connection.execute, 1, FIRST)
    assert one is not None
    return one


def test_a_clean_text_goes_out_is_copied_answered_and_verified(desk: TestDesk) -> None:
    assert an_appeal(desk, place="东门") == FIRST
    with pytest.raises(DeskError) as draft:
        appeals(desk).copy_out(FIRST, desk.actor, EN)
    refused(draft.value, FIRST, "put it out")
    one = step(desk, "issue")
    assert (one.status, str(one.expires_on), one.issued_by) == ("issued", "2026-12-05", 1)
    assert appeals(desk).copy_out(FIRST, desk.actor, EN) == "昨晚谁见过东门的陌生面包车？"
    step(desk, "answer", giver="陈可", phone="13800010009", text="陈可看见车往河边去了")
    step(desk, "answer", text="没看见")
    one = step(desk, "useful", text="找到车了", reply="1", incident="A-77")
    assert (one.status, one.result, one.incident_no, one.copied) == ("verified_useful", "找到车了", "A-77", 1)
    assert [reply.verdict for reply in one.replies] == ["useful", "useless"]
    steps = [
        row["step"] for row in desk.read("SELECT step FROM history WHERE subject = 'lead_appeal' ORDER BY id")
    ]
    assert steps == ["add_appeal", "issue", "copy_out", "answer", "answer", "useful"]


def test_what_was_found_is_named_and_stays_only_with_an_officers_reason(desk: TestDesk) -> None:
    helper = auxiliary(desk)
    an_appeal(desk, "走失13岁男孩，见到请打13800010001")
    with pytest.raises(DeskError) as named:
        step(desk, "issue")
    refused(named.value, "13岁", "男孩", "13800010001")
    with pytest.raises(DeskError) as alone:
        appeals(desk).step(FIRST, "issue", {"keep": "寻找孩子"}, helper, EN)
    refused(alone.value, "阿依古丽")
    one = step(desk, "issue", keep="寻找孩子，电话为警务室值班手机")
    assert one.kept_why.startswith("寻找孩子")
    assert one.kept_hits.split("\n") == ["13岁", "男孩", "13800010001"]
    assert appeals(desk).copy_out(FIRST, helper, EN).startswith("走失")


def test_a_minor_of_whom_the_desk_learns_later_stops_the_copying(desk: TestDesk) -> None:
    an_appeal(desk, "谁见过周小明？")
    step(desk, "issue")
    a_loss(desk, kind="person", name="周小明", age="9")
    with pytest.raises(DeskError) as known:
        appeals(desk).copy_out(FIRST, desk.actor, EN)
    refused(known.value, "周小明", "Void")


def test_a_draft_is_corrected_and_what_was_put_out_stays_as_it_was_said(desk: TestDesk) -> None:
    an_appeal(desk, "打13800010001")
    appeals(desk).correct(FIRST, {"text": "请联系警务室", "kind": "theft"}, "去掉电话", desk.actor, EN)
    assert step(desk, "issue").text == "请联系警务室"
    with pytest.raises(DeskError) as said:
        appeals(desk).correct(FIRST, {"text": "别的"}, "x", desk.actor, EN)
    refused(said.value, FIRST, "void")
    with closing(db.connect(desk.path)) as connection, pytest.raises(Exception, match="says what it said"):
        connection.execute("UPDATE lead_appeal SET text = 'x'")


@pytest.mark.parametrize(
    ("path", "code", "given", "status"),
    [
        ((), "void", {"text": "写错"}, "voided"),
        (("issue",), "prolong", {"until": "+30d", "text": "还没消息"}, "issued"),
        (("issue",), "expire", {"text": "案件已破"}, "expired"),
        (("issue", "answer"), "useless", {"text": "不相干"}, "verified_useless"),
        (("issue", "answer"), "prolong", {"until": "12-24", "text": "再等等"}, "answered"),
    ],
)
def test_every_way_through_its_states(
    desk: TestDesk,
    path: tuple[str, ...],
    code: str,
    given: dict[str, str],
    status: str,
) -> None:
    an_appeal(desk)
    for one in path:
        step(desk, one, **({"text": "看见了"} if one == "answer" else {}))
    before = now(desk).status
    assert step(desk, code, **given).status == status
    undoing(desk).undo(desk.actor)
    assert now(desk).status == before
    undoing(desk).redo(desk.actor)
    assert now(desk).status == status


@pytest.mark.parametrize(
    ("path", "code", "given"),
    [((), "answer", {"text": "x"}), (("issue",), "useful", {"text": "x"}), (("issue",), "expire", {}),
     (("issue",), "issue", {}), (("issue",), "prolong", {"until": "11-01", "text": "x"}),
     ((), "issue", {"until": "11-01"}),
     (("issue", "answer"), "useful", {"text": "x", "reply": "7"}), (("issue", "answer"), "expire", {"text": "x"}),
     ((), "void", {})],
)  # fmt: skip
def test_what_a_state_does_not_allow_is_refused_and_nothing_is_written(
    desk: TestDesk,
    path: tuple[str, ...],
    code: str,
    given: dict[str, str],
) -> None:
    an_appeal(desk)
    for one in path:
        step(desk, one, **({"text": "看见了"} if one == "answer" else {}))
    written = desk.count("history")
    with pytest.raises(DeskError) as error:
        step(desk, code, **given)
    refused(error.value)
    assert desk.count("history") == written


def test_one_that_has_run_out_says_so_and_ends_without_a_reason(desk: TestDesk) -> None:
    an_appeal(desk, expires_on="11-22")
    step(desk, "issue")
    desk.clock.turn(days=2)
    assert now(desk).ran_out(desk.room.calendar.day(desk.clock()))
    assert step(desk, "expire").status == "expired"


def test_a_copied_text_is_not_undone(desk: TestDesk) -> None:
    an_appeal(desk)
    step(desk, "issue")
    appeals(desk).copy_out(FIRST, desk.actor, EN)
    with pytest.raises(DeskError) as out:
        undoing(desk).undo(desk.actor)
    refused(out.value, FIRST)
    assert now(desk).status == "issued"


def test_who_gave_a_clue_is_seen_by_police_officers_alone(desk: TestDesk) -> None:
    an_appeal(desk)
    step(desk, "issue")
    one = step(desk, "answer", giver="陈可", phone="13800010009", text="陈可看见车往河边去了")
    eyes = Eyes(desk.room, {}, NOON.date(), EN)
    view = View({}, desk.room.calendar, NOON, EN)
    for kind, sees in (("officer", True), ("duty_leader", True), ("auxiliary", False), ("read_only", False)):
        assert sees_clues(kind) is sees
        told = "\n".join(line.text for line in card(one, view, sees=sees)) + str(
            open_appeal(one, eyes, sees=sees)
        )
        assert ("陈可" in told) is sees
        assert ("13800010009" in told) is sees
        assert "陈＊" in told or sees
    outside = [str(appeal_record(one, eyes)), str(appeal_cells(one, eyes))]
    outside.append("\n".join(line.text for line in card(one, view, sees=True, beside=True)))
    with closing(db.connect(desk.path, readonly=True)) as connection:
        source = field_lists.list_source(
            lambda: connection, desk.room, "lead_appeal", field_lists.FieldFilter(), NOON, EN
        )
        outside += [str(row.cells) for row in source.first(9)]
        for typed in ("陈可", "0009", "ck", "河边"):
            asked = found.Asked(
                lambda: connection, desk.room, search_keys.words(typed), RequestFilter(text=typed), NOON, EN
            )
            assert found.found_source(asked).count() == 0
    assert not any("陈可" in text or "河边" in text or "0009" in text for text in outside)


def test_a_minor_is_shown_to_the_public_only_with_an_officers_reason(desk: TestDesk) -> None:
    helper, number = auxiliary(desk), a_loss(desk, kind="person", name="周小明", age="9")
    with pytest.raises(DeskError) as why:
        reports(desk).step(number, "appeal", {"text": "寻人"}, desk.actor, EN)
    refused(why.value, "minor")
    with pytest.raises(DeskError) as alone:
        reports(desk).step(number, "appeal", {"text": "寻人", "reason": "天黑"}, helper, EN)
    refused(alone.value, "阿依古丽")
    assert desk.count("lead_appeal") == 0
    reports(desk).step(number, "appeal", {"text": "寻人", "reason": "天快黑了"}, desk.actor, EN)
    one = now(desk)
    assert (one.lost, one.kind, one.status) == (number, "lost_person", "draft")
    undoing(desk).undo(desk.actor)
    assert now(desk).status == "undone"
    assert desk.read("SELECT public_why FROM lost_report")[0]["public_why"] == ""


def test_an_appeal_is_never_deleted(desk: TestDesk) -> None:
    an_appeal(desk)
    with closing(db.connect(desk.path)) as connection, pytest.raises(Exception, match="never deleted"):
        connection.execute("DELETE FROM lead_appeal")
