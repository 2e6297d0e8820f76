"""Sealed files and files with a minor, in every state: who is in them and where stands nowhere but in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from deskapp.domain.dispute_codes import STATUS
from deskapp.domain.figures import Period
from deskapp.domain.sheet import say
from deskapp.domain.sheet_summary import summarise
from deskapp.files.disputes import cells, dispute_record
from deskapp.files.records import Eyes
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.reading import disputes as reading
from deskapp.reading.board import disputes_of_board
from deskapp.reading.dispute_lists import DisputeFilter, list_source, open_source
from deskapp.reading.figures import figures
from deskapp.reading.sheet import sheet_input
from deskapp.wiring import Desk
from tests import once
from tests.app_builders import WIDE, opened
from tests.bare import bare
from tests.builders import EN, NOON

SHELTER = {
    "sealed": "UPDATE dispute SET sealed = 1",
    "minor": "UPDATE person SET minor = 1 WHERE id IN (SELECT person_id FROM dispute_party)",
    "violence": "UPDATE dispute SET domestic_violence = 1",
}


@pytest.fixture(scope="module", params=SHELTER)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The practice desk, every dispute of it sheltered and with a place of its own."""
    folder = tmp_path_factory.mktemp(request.param)
    found = once.practised(folder, EN, NOON)
    with bare(found.settings.database) as file:
        file.execute(SHELTER[request.param])
        file.execute(
            "UPDATE dispute SET place = '深井巷' || id || '号', summary = summary || '，周阿三也在' WHERE EXISTS ("
            "SELECT 1 FROM dispute_party AS p WHERE p.dispute_id = dispute.id AND p.gone = 0)"
        )
        file.execute(
            "UPDATE person SET address = '深井巷' || id WHERE id IN (SELECT person_id FROM dispute_party)"
        )
    file.close()
    yield found
    found.close()


def secrets(here: Desk) -> set[str]:
    """Names of parties who stand in no request, whom the text names, and their places; longer than an initial."""
    known = " ".join(str(tuple(row)) for row in here.reader.execute("SELECT applicant, summary FROM request"))
    officers = " ".join(officer.name for officer in here.officers)
    names = [
        row[0]
        for row in here.reader.execute(
            "SELECT DISTINCT p.name FROM person AS p JOIN dispute_party AS d ON d.person_id = p.id"
        )
    ]
    found = {name for name in names if len(name) > 1 and name not in known and name not in officers}
    assert len(found) > 20
    return found | {"深井巷", "周阿三"}


def silent(here: Desk, said: str) -> None:
    """Assert that nobody is named in `said`."""
    for secret in secrets(here):
        assert secret not in said, f"{secret} in {said[max(0, said.index(secret) - 60) :][:150]}"


def test_all_states_are_there_and_each_is_sheltered(desk: Desk) -> None:
    files = list(reading.every(desk.reader, desk.room.id))
    assert {file.dispute.status for file in files} >= {entry.code for entry in STATUS} - {"undone"}
    assert [file.dispute.number for file in files if file.sides and not file.sheltered] == []


def test_lists_and_board_name_nobody(desk: Desk) -> None:
    now = desk.clock()
    for source in (
        open_source(desk.connection, desk.room, now, EN),
        list_source(desk.connection, desk.room, DisputeFilter(), now, EN),
        disputes_of_board(desk.connection, desk.room, now, EN),
    ):
        rows = source.first(200)
        assert rows
        silent(desk, str(rows))


def test_exports_name_nobody(desk: Desk) -> None:
    eyes = Eyes(desk.room, {one.id: one for one in desk.officers}, NOON.date(), EN)
    for file in reading.every(desk.reader, desk.room.id):
        silent(desk, json.dumps(dispute_record(file, eyes), ensure_ascii=False) + str(cells(file, eyes)))


def test_sheets_of_every_day_name_nobody(desk: Desk) -> None:
    for days in range(14):
        day = NOON.date() - timedelta(days=days)
        sheet = summarise(sheet_input(desk.reader, desk.room, day, NOON - timedelta(days=days)))
        silent(desk, as_json(sheet) + as_text(lay_out(sheet, EN)) + str(sheet))


def test_figures_count_and_name_no_place(desk: Desk) -> None:
    period = Period(NOON.date() - timedelta(days=60), NOON.date())
    found = figures(desk.reader, desk.room, period)
    assert next(one.n for one in found if one.code == "disputes_registered") > 15
    silent(desk, " ".join(f"{one.code} {say(one.label(), EN)} {one.facts()}" for one in found))


async def test_screens_name_nobody(desk: Desk) -> None:
    number = desk.reader.execute("SELECT number FROM dispute ORDER BY id LIMIT 1").fetchone()[0]
    async with opened(desk, size=WIDE, close=False) as person:
        shown = [person.screen]
        await person.types("f3")
        shown.append(person.screen)
        await person.types("f3", "down", "down")
        shown.append(person.screen)
        await person.types("escape", "escape", "f5", *number)
        assert number in person.screen
        shown.append(person.screen)
        await person.types("escape", "f9")
        shown.append(person.screen)
        await person.types("escape", "ctrl+p")
        shown.append(person.screen)
    for screen in shown:
        silent(desk, re.sub(r"[│╭╰]", "", screen))
