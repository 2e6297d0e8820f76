"""Requests of sheltered people and those that became disputes: what their words tell outside the open record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db, locales
from deskapp.domain import search_keys
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from deskapp.domain.repeat_list import Entered, repeats
from deskapp.domain.repeats import Matter
from deskapp.domain.request import Request
from deskapp.domain.request_card import View, card
from deskapp.domain.sheet_summary import summarise
from deskapp.files.records import Eyes, cells, open_record, record
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.reading import found
from deskapp.reading import requests as reading
from deskapp.reading.repeat_lists import name_of, repeats_in
from deskapp.reading.request_lists import RequestFilter, board_source, list_source
from deskapp.reading.sheet import sheet_input
from deskapp.services.disputes import Disputes
from tests.builders import EN, TestDesk, a_desk

ZH = locales.load("zh")

NAME = "陈小明"


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    return a_desk(tmp_path)


WORDS = "陈小明被父亲追着骂"


def connect(desk: TestDesk) -> Callable[[], sqlite3.Connection]:
    reader = db.connect(desk.path, readonly=True)
    return lambda: reader


def outside(desk: TestDesk, logged: Request) -> str:
    """All that lists, finding, sheet and exports tell of it."""
    now = desk.clock()
    asked = found.Asked(
        connect(desk), desk.room, search_keys.words(NAME), RequestFilter(), now, ZH, ("request",)
    )
    sources = (
        board_source(connect(desk), desk.room, now, ZH),
        list_source(connect(desk), desk.room, RequestFilter(), now, ZH),
        found.found_source(asked),
    )
    sheet = summarise(sheet_input(connect(desk)(), desk.room, desk.room.calendar.day(now), now))
    eyes = Eyes(desk.room, {}, desk.room.calendar.day(now), ZH)
    view = View({}, desk.room.calendar, now, ZH)
    said: list[object] = [row.cells for source in sources for row in source.first(50)]
    assert len(said) == len(sources)
    said += [as_json(sheet), as_text(lay_out(sheet, ZH)), record(logged, eyes), cells(logged, eyes)]
    return f"{said}{card(logged, view, beside=True)}"


def again(desk: TestDesk, request: Request) -> Request:
    found = reading.find(connect(desk)(), desk.room.id, request.number)
    assert found is not None
    return found


@pytest.mark.parametrize("danger", ["minor", "domestic_violence"])
def test_a_sheltered_applicant_is_an_initial_in_the_words_too(desk: TestDesk, danger: str) -> None:
    logged = desk.log(summary=WORDS, applicant=NAME, dangers=danger, category="noise")
    said = outside(desk, logged)
    assert NAME not in said
    assert "被父亲追着骂" in said


def test_the_words_of_a_matter_that_became_a_dispute_stand_in_its_file_alone(desk: TestDesk) -> None:
    logged = desk.log(summary="孩子踢球砸坏刘大伟家玻璃", applicant=NAME, category="noise")
    parties = [PartyGiven(0, "party_a", Told(NAME)), PartyGiven(0, "party_b", Told("刘大伟"))]
    given = {"type": "noise", "summary": logged.summary, "flags": "domestic_violence"}
    file = Disputes(desk.store, desk.room).open_from(
        desk.requests, logged.number, given, parties, desk.actor, EN
    )
    logged = again(desk, logged)
    said = outside(desk, logged)
    assert "刘大伟" not in said
    assert file.dispute.number in said
    desk.log(summary=logged.summary, applicant="别人", category="noise")  # the same matter comes up again
    day = desk.room.calendar.day(desk.clock())
    found = repeats_in(connect(desk)(), desk.room, day, day, 30)
    assert [one.kind for one in found] == ["matter"]
    assert "刘大伟" not in str([name_of(one, ZH) for one in found])


def test_the_open_record_says_all(desk: TestDesk) -> None:
    logged = desk.log(summary=WORDS, applicant=NAME, dangers="minor", category="noise")
    now = desk.clock()
    assert WORDS in str(card(logged, View({}, desk.room.calendar, now, ZH)))
    told = open_record(logged, Eyes(desk.room, {}, desk.room.calendar.day(now), ZH))
    assert (told["summary"], told["applicant"]) == (WORDS, NAME)


def test_repeats_of_sheltered_matters_tell_no_words(desk: TestDesk) -> None:
    now = desk.clock()
    matter = Matter(now.date(), "noise", 0, "", WORDS)
    pair = [Entered(n, f"LF-{n}", matter, now + timedelta(minutes=n), True, sheltered=True) for n in (1, 2)]
    told = repeats(pair, 30)
    assert told and WORDS not in str([(one.name, name_of(one, ZH)) for one in told])
