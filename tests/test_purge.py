"""What is kept too long is removed by two people: the words go from every page of the file, the counts stay."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from deskapp import doctor, purges
from deskapp.domain.errors import DeskError
from deskapp.domain.figures import Period
from deskapp.domain.retention import KINDS, Item
from deskapp.domain.words import Words
from deskapp.reading import retention as reading
from deskapp.reading.figures import figures
from deskapp.services.hashing import Argon
from deskapp.services.undo import Undoing
from deskapp.wiring import Desk, open_desk
from tests import once
from tests.builders import EN, NOON, Hand, refused, settings_in

LATER = NOON + timedelta(days=40 * 366)
"""When all that is closed on the practice desk is due."""

PINS = ("246810", "135790")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice desk forty years on, two of its people with PINs, with papers, a draft and a copy from before."""
    folder = tmp_path_factory.mktemp("old")
    desk = once.practised(folder, EN, NOON)
    desk.hashing, desk.clock = Argon(1, 8, 1), Hand(LATER)
    first, second = [one for one in desk.officers if one.kind == "officer"][:2]
    desk.pins.set(first.id, PINS[0], PINS[0], desk.actor)
    desk.pins.set(second.id, PINS[1], PINS[1], desk.actor, PINS[0])
    closed = desk.reader.execute("SELECT number FROM request WHERE is_open = 0 LIMIT 1").fetchone()[0]
    desk.settings.papers.mkdir()
    (desk.settings.papers / f"slip-{closed}-58.bin").write_bytes(b"x")
    (desk.settings.papers / "sheet-20261121.pdf").write_bytes(b"x")
    desk.settings.backups.mkdir()
    (desk.settings.backups / "practice-auto-20261121.db").write_bytes(b"x")
    with sqlite3.connect(desk.settings.database) as file:
        file.execute(
            "INSERT INTO draft (room_id, officer_id, form, subject, typed, updated_at) VALUES (1, 1, 'note', ?, ?, ?)",
            (closed, '{"text": "半句草稿写了一半"}', "2026-11-21T04:00:00Z"),
        )
    file.close()
    desk.close()
    return folder


def again(made: Path, folder: Path) -> Desk:
    shutil.copytree(made, folder, dirs_exist_ok=True)
    desk = open_desk(replace(settings_in(folder), database=folder / "practice.db"))
    desk.hashing, desk.clock = Argon(1, 8, 1), Hand(LATER)
    return desk


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    found = again(made, tmp_path)
    yield found
    found.close()


@pytest.fixture(scope="module")
def purged(
    made: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, purges.Outcome, dict[str, Any]]]:
    """The same desk after a purge, what the purge said, and what was there before."""
    found = again(made, tmp_path_factory.mktemp("purged"))
    before = {"words": words(found), "figures": told(found), "numbers": numbers(found)}
    propose(found)
    outcome = purges.agree(found, people(found)[1], PINS[1])
    yield found, outcome, before
    found.close()


def people(desk: Desk) -> tuple[int, int]:
    one, two = sorted(desk.with_pins)
    return one, two


def propose(desk: Desk) -> str:
    return desk.purging.propose(desk.actor, PINS[0]).number


def due(desk: Desk) -> list[Item]:
    return [item for one in purges.due(desk) for item in one.items]


def words(desk: Desk) -> set[str]:
    """What is written of people in what is due: names, phones, documents and the texts of matters."""
    found: set[str] = set()
    for item in due(desk):
        kind = next(one for one in KINDS if one.register == item.register)
        for blank in kind.blanks:
            columns = [
                one
                for one in (*blank.columns, *blank.needed, *blank.names)
                if one not in ("sounds", "params")
            ]
            if not columns:
                continue
            listed = ", ".join(f'"{one}"' for one in columns)
            sql = f"SELECT {listed} FROM {blank.table} WHERE {blank.parent} = ?"
            for row in desk.reader.execute(sql, (item.id,)):
                found |= {part for cell in row if cell for part in str(cell).split(",")}
    return found


def kept_words(desk: Desk) -> str:
    """All that stands in records which are not purged, in settings and in the names of those who work here."""
    said = [str(tuple(row)) for row in desk.reader.execute("SELECT name FROM officer")]
    for table, *_ in desk.reader.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"
    ).fetchall():
        said += [str(tuple(row)) for row in desk.reader.execute(f"SELECT * FROM {table}")]
    return "\n".join(said)


def told(desk: Desk) -> list[tuple[object, ...]]:
    """The figures of the year of the records, without the names of mediators."""
    period = Period(NOON.date() - timedelta(days=60), NOON.date())
    found = figures(desk.reader, desk.room, period)
    said = []
    for one in found:
        named = one.metric.by == "mediator"
        said.append(
            (one.code, "" if named else one.key, one.n, str(one.of), "" if named else str(one.facts()))
        )
    return sorted(said)


def numbers(desk: Desk) -> dict[str, list[str]]:
    return {
        kind.register: [
            row[0] for row in desk.reader.execute(f"SELECT number FROM {kind.register} ORDER BY id")
        ]
        for kind in KINDS
    }


def test_every_register_has_something_due(desk: Desk) -> None:
    found = {one.kind.register: len(one.items) for one in purges.due(desk)}
    assert [name for name, count in found.items() if not count and name != "person"] == []


def test_no_word_about_people_is_left_in_any_byte_of_the_file(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, outcome, before = purged
    assert outcome.done.unpacked is None
    raw = desk.settings.database.read_bytes()
    kept = kept_words(desk)
    long = [word for word in before["words"] if len(word.encode()) > 5]
    assert len(long) > 150
    left = [word for word in long if word.encode() in raw]
    assert [word for word in left if word not in kept] == []  # nothing lies in a free page, an index or a log
    # what is left in a row stands in a record that is still open, or is a place, or a common word
    gone = [word for word in long if word not in left]
    assert len(gone) > 100


def test_the_half_typed_form_of_a_purged_record_is_gone(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, _, _ = purged
    assert desk.reader.execute("SELECT count(*) FROM draft").fetchone()[0] == 0
    assert "半句草稿写了一半".encode() not in desk.settings.database.read_bytes()


def test_search_finds_a_purged_person_no_more(purged: tuple[Desk, purges.Outcome, dict[str, Any]]) -> None:
    desk, _, _ = purged
    rows = desk.reader.execute(
        "SELECT i.* FROM search_request AS i JOIN purged AS g ON g.subject = 'request' AND g.subject_id = i.rowid"
    ).fetchall()
    assert rows
    assert {(row["name"], row["sounds"], row["log"]) for row in rows} == {("", "", "")}
    assert not [
        row["words"] for row in rows if re.search("[\u4e00-\u9fff]", row["words"])
    ]  # receipts are numbers


def test_history_says_who_did_what_when_and_no_word_more(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, _, _ = purged
    rows = desk.reader.execute(
        "SELECT h.* FROM history AS h JOIN purged AS g ON g.subject = h.subject AND g.subject_id = h.subject_id"
    ).fetchall()
    assert len(rows) > 100
    assert {row["reason"] for row in rows} == {""}
    assert all(re.fullmatch(r'|\{"write": \d+\}', row["detail"]) for row in rows)
    assert all(row["at"] and row["step"] for row in rows)
    assert {row["step"] for row in rows} >= {"log", "purge"}


def test_numbers_states_and_figures_stay(purged: tuple[Desk, purges.Outcome, dict[str, Any]]) -> None:
    desk, outcome, before = purged
    assert outcome.done.count > 100
    assert numbers(desk) == before["numbers"]
    assert told(desk) == before["figures"]


def test_the_chain_the_seals_and_the_index_hold_after_a_purge(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, outcome, _ = purged
    wanted = {"Audit chain", "Handovers", "Certificates", "Search index", "Desk file"}
    found = {one.name: one for one in doctor.examine(desk.settings) if one.name in wanted}
    assert {name: one.state for name, one in found.items()} == dict.fromkeys(wanted, "good")
    (rows,) = doctor.verify(desk.settings)
    assert (rows.state, rows.params["older"]) == ("good", 0), rows.say(Words.plain())
    links = desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'purge'").fetchone()[0]
    assert links == outcome.done.count + outcome.done.sheets


def test_a_purged_record_opens_everywhere(purged: tuple[Desk, purges.Outcome, dict[str, Any]]) -> None:
    from deskapp.domain.request_card import View, card
    from deskapp.domain.request_trail import trail
    from deskapp.reading import requests

    desk, _, _ = purged
    view = View({}, desk.room.calendar, desk.clock(), EN)
    for item in reading.items(desk.reader.execute, 1):
        if item.register == "request":
            one = requests.find(desk.reader, desk.room.id, item.number)
            assert one is not None and not one.applicant
            assert card(one, view)
            assert trail(one, requests.history(desk.reader, "request", one.id), (), view)


def test_papers_of_purged_records_go_and_copies_are_named(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, outcome, _ = purged
    assert outcome.papers == 1
    assert [path.name for path in desk.settings.papers.iterdir()] == ["sheet-20261121.pdf"]
    assert [one.path.name for one in outcome.copies] == ["practice-auto-20261121.db"]
    assert [one.path.name for one in outcome.others] == ["sheet-20261121.pdf"]


def test_nothing_is_due_after_a_purge_but_what_followed_from_it(
    purged: tuple[Desk, purges.Outcome, dict[str, Any]],
) -> None:
    desk, _, _ = purged
    assert {item.register for item in due(desk)} <= {"person"}


def test_the_same_person_never_agrees(desk: Desk) -> None:
    number = propose(desk)
    with pytest.raises(DeskError) as refusal:
        desk.purging.agree(people(desk)[0], PINS[0])
    refused(refusal.value, number, "another person")
    assert reading.proposed(desk.reader.execute, desk.room.id) is not None


def test_a_wrong_pin_purges_nothing(desk: Desk) -> None:
    with pytest.raises(DeskError):
        desk.purging.propose(desk.actor, "000000")
    assert reading.proposed(desk.reader.execute, desk.room.id) is None
    propose(desk)
    with pytest.raises(DeskError):
        desk.purging.agree(people(desk)[1], PINS[0])
    assert desk.reader.execute("SELECT count(*) FROM purged").fetchone()[0] == 0


def test_a_proposal_is_undone_until_the_second_pin(desk: Desk) -> None:
    propose(desk)
    undoing: Undoing = desk.undoing
    assert undoing.undo(desk.actor).subject == "purge"
    assert reading.proposed(desk.reader.execute, desk.room.id) is None
    with pytest.raises(DeskError) as refusal:
        desk.purging.agree(people(desk)[1], PINS[1])
    refused(refusal.value, "No purge is proposed")
    propose(desk)
    desk.purging.withdraw(desk.actor)
    assert [one.status for one in reading.purges(desk.reader, desk.room.id)] == ["withdrawn", "withdrawn"]


def test_what_is_held_back_or_written_on_meanwhile_is_spared(desk: Desk) -> None:
    requests = [item for item in due(desk) if item.register == "request"]
    held, noted, *_ = requests
    desk.purging.hold(held.number, "法院调阅", desk.actor)
    assert held not in due(desk)
    propose(desk)
    desk.purging.hold(requests[2].number, "法院调阅", desk.actor)
    desk.requests.note(noted.number, "note", "又来问过", desk.actor, EN)
    outcome = purges.agree(desk, people(desk)[1], PINS[1])
    assert set(outcome.done.spared) >= {noted.number, requests[2].number}
    sql = "SELECT id FROM request WHERE id IN (?, ?) AND id NOT IN (SELECT subject_id FROM purged WHERE subject = ?)"
    assert len(desk.reader.execute(sql, (held.id, noted.id, "request")).fetchall()) == 2
    desk.purging.release(held.number, "已归还", desk.actor)
    assert held in due(desk)


def test_a_class_without_years_is_kept_for_ever(desk: Desk) -> None:
    desk.configuring.change("keep_request", "0", desk.actor, EN)
    desk.look_again()
    assert not [item for item in due(desk) if item.register == "request"]
    desk.configuring.change("keep_request", "39", desk.actor, EN)
    desk.look_again()
    assert [item for item in due(desk) if item.register == "request"]


def test_open_records_are_never_due(desk: Desk) -> None:
    open_ones = {row[0] for row in desk.reader.execute("SELECT number FROM request WHERE is_open = 1")}
    assert open_ones and not open_ones & {item.number for item in due(desk)}


def test_an_auxiliary_proposes_nothing_and_a_room_without_pins_neither(desk: Desk, tmp_path: Path) -> None:
    from tests.app_builders import new_desk

    helper = next(one for one in desk.officers if one.kind == "auxiliary")
    with pytest.raises(DeskError) as refusal:
        desk.purging.hold("LF-20261121-001", "x", replace(desk.actor, officer_id=helper.id))
    refused(refusal.value, "purges nothing")
    bare = new_desk(tmp_path / "bare")
    with pytest.raises(DeskError) as refusal:
        bare.purging.propose(bare.actor, "")
    refused(refusal.value, "Two people")
    bare.close()


def test_history_cannot_be_blanked_without_a_purge(desk: Desk) -> None:
    with sqlite3.connect(desk.settings.database) as file:
        for sql in ("UPDATE history SET reason = ''", "UPDATE action_log SET text = '—'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(sql)
        file.execute(
            "INSERT INTO purge (room_id, number, day, count, counts, proposed_by, proposed_at, agreed_by, agreed_at, "
            "status) VALUES (1, 'QC-1', '2026-11-21', 1, '{}', 1, 'x', 2, 'x', 'running')"
        )
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("UPDATE history SET by_id = 2")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("UPDATE history SET reason = 'another'")
        file.rollback()
    file.close()
