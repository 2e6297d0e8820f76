"""Nobody comes upon what is sealed by searching: no hit, no count, no reason, no sound, no repeat, no proposal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain import search_keys
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.figures import Period
from deskapp.domain.officer import Room
from deskapp.domain.person_draft import Told
from deskapp.domain.repeats import Earlier, Matter
from deskapp.reading import board, found, people, repeats, search
from deskapp.reading import requests as request_reading
from deskapp.reading.candidates import candidates
from deskapp.reading.dispute_lists import DisputeFilter, behind_source, list_source
from deskapp.reading.figures import figures
from deskapp.reading.repeat_lists import repeats_in
from deskapp.reading.request_lists import RequestFilter
from deskapp.reading.request_lists import list_source as requests_list
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.builders import EN

A, B = "欧阳守诚", "曾小柔"
PHONE, DOCUMENT = "13877778888", "11010519491231002X"
TYPED = (
    A, "欧阳", "守诚", B, "小柔", "oysc", "ouyang", "zengxiaorou", "zxr", PHONE, "77778888", "8888", DOCUMENT, "31002X",
    "祖屋", "围墙", "石榴巷", "石榴巷9号", "赔礼",
)  # fmt: skip
"""What of the sealed file, of its parties and of its request could be typed."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A request of somebody that became a dispute, twice told, and an open one beside it."""
    desk = new_desk(tmp_path)
    given = {
        "category": "noise", "summary": "祖屋围墙倒了，要赔礼", "applicant": A, "phone": PHONE,
        "id_number": DOCUMENT, "place": "石榴巷9号",
    }  # fmt: skip
    logged = desk.requests.log(given, desk.actor, EN).request
    parties = [PartyGiven(logged.person_id or 0, "party_a"), PartyGiven(0, "party_b", Told(B))]
    file = desk.disputes.open_from(
        desk.requests, logged.number, {"type": "neighbor", "summary": logged.summary, "place": logged.place}, parties,
        desk.actor, EN,
    )  # fmt: skip
    desk.disputes.note(file.dispute.number, "call", f"{A}来电说围墙", desk.actor, EN)
    yield desk
    desk.close()


def number(desk: Desk) -> str:
    return str(desk.reader.execute("SELECT number FROM dispute").fetchone()[0])


def seal(desk: Desk, sealed: bool = True) -> None:
    desk.disputes.seal(number(desk), sealed, "依法封存", desk.actor, EN)


def hits(desk: Desk, typed: str) -> dict[str, int]:
    """How many records of requests and disputes each search finds, and lets see in a list."""
    words = search_keys.words(typed)
    connection, room = desk.reader, desk.room
    asked = found.Asked(
        desk.connection, room, words, RequestFilter(), desk.clock(), EN, ("dispute", "request")
    )
    return {
        "disputes": search.count(connection, room.id, "dispute", words),
        "requests": search.count(connection, room.id, "request", words),
        "box": found.found_source(asked).count(),
        "dispute list": list_source(
            desk.connection, room, DisputeFilter(text=typed), desk.clock(), EN
        ).count(),
        "request list": requests_list(
            desk.connection, room, RequestFilter(text=typed), desk.clock(), EN
        ).count(),
    }


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_typed_finds_a_sealed_file_or_its_request(desk: Desk, typed: str) -> None:
    assert sum(hits(desk, typed).values()) > 0  # it is found as long as it is not sealed
    seal(desk)
    assert hits(desk, typed) == dict.fromkeys(hits(desk, typed), 0)
    seal(desk, False)
    assert sum(hits(desk, typed).values()) > 0


def test_a_sealed_file_is_found_by_its_number_and_the_reason_tells_no_more(desk: Desk) -> None:
    seal(desk)
    words = search_keys.words(number(desk))
    (row,) = search.found(desk.reader, desk.room.id, "dispute", words, 5)
    told = search.why(desk.reader, "dispute", row, words, desk.room.calendar.day(desk.clock()), EN)
    assert (told.label, told.text) == ("Record number", number(desk))


def test_the_tail_of_a_number_never_tells_a_phone(desk: Desk) -> None:
    desk.requests.correct("LF-20261121-001", {"phone": "13877770001"}, "x", desk.actor, EN)
    seal(desk)
    words = search_keys.words("001")
    (row,) = search.found(desk.reader, desk.room.id, "request", words, 5)
    told = search.why(desk.reader, "request", row, words, desk.room.calendar.day(desk.clock()), EN)
    assert "Phone" not in told.label


def test_a_sealed_matter_is_no_repeat_and_no_proposal(desk: Desk) -> None:
    day = desk.room.calendar.day(desk.clock())
    desk.requests.log({"category": "noise", "summary": "祖屋围墙倒了，要赔礼", "applicant": A, "phone": PHONE,
                       "place": "石榴巷9号"}, desk.actor, EN)  # fmt: skip
    person = desk.reader.execute("SELECT id FROM person WHERE name = ?", (A,)).fetchone()[0]
    new = Matter(day, "noise", person, "石榴巷9号", "祖屋围墙倒了，要赔礼")
    earlier = repeats.earlier_than(desk.reader, desk.room.id, new, 30, 2)
    assert earlier.visits == 1 and repeats_in(desk.reader, desk.room, day, day, 30)
    seal(desk)
    assert repeats.earlier_than(desk.reader, desk.room.id, new, 30, 2) == Earlier((), 0, 0, 0)
    assert repeats_in(desk.reader, desk.room, day, day, 30) == ()


def test_a_person_s_card_shows_what_is_sealed_to_who_may_seal_alone(desk: Desk) -> None:
    seal(desk)
    card = people.find(desk.reader, desk.room.id, "RY-20261121-001")
    assert card is not None
    source = board.person_source(desk.connection, desk.room, (card.id,), desk.clock(), EN)
    assert source.first(10) == []
    seen = board.person_source(desk.connection, desk.room, (card.id,), desk.clock(), EN, sealed=True)
    assert len(seen.first(10)) == 2
    assert desk.sees_sealed
    helper = desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    desk.room = replace(desk.room, signed_in=helper.id)
    assert not desk.sees_sealed


def test_proposals_of_people_tell_nothing_of_a_sealed_file(desk: Desk) -> None:
    seal(desk)
    (hit,) = candidates(desk.reader, desk.room.id, A, 5)
    assert number(desk) not in str(hit)


def test_figures_count_a_sealed_file_and_their_list_names_nobody(desk: Desk) -> None:
    seal(desk)
    day = desk.room.calendar.day(desk.clock())
    period = Period(day - timedelta(days=1), day)
    counted = figures(desk.reader, desk.room, period)
    whole = next(one for one in counted if one.code == "disputes_registered")
    assert whole.n == 1
    assert not [one for one in counted if one.metric.by == "place" and "石榴巷" in one.key]
    rows = behind_source(desk.connection, desk.room, whole, period, desk.clock(), EN).first(10)
    assert len(rows) == 1
    assert not [word for word in (A, B, "石榴巷", "围墙") if word in str(rows)]


def test_who_gave_a_clue_is_found_by_no_name_or_number(desk: Desk) -> None:
    given = {"category": "tip", "summary": "地下室聚众赌博", "applicant": "石敢当", "phone": "13899990000"}
    desk.requests.log(given, desk.actor, EN)
    for typed in ("石敢当", "sgd", "13899990000", "0000"):
        assert search.count(desk.reader, desk.room.id, "request", search_keys.words(typed)) == 0, typed
    assert search.count(desk.reader, desk.room.id, "request", search_keys.words("聚众赌博")) == 1


def test_an_older_file_forgets_the_names_of_what_is_sealed(desk: Desk) -> None:
    """What the step of the schema does to files that were there before."""
    seal(desk)
    room: Room = desk.room
    with closing(db.connect(desk.settings.database)) as connection:
        connection.execute("UPDATE search_dispute SET name = '欧 阳 欧阳'")
        from deskapp.tables.search import index

        connection.execute("BEGIN IMMEDIATE")
        index(connection.execute, "dispute", 1)
        connection.execute("COMMIT")
    assert search.count(desk.reader, room.id, "dispute", search_keys.words("欧阳")) == 0
    assert request_reading.find(desk.reader, room.id, "LF-20261121-001") is not None
