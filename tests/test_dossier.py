"""What one person may ask for: all that is kept of them, of others no more than an initial, and a wrong fact mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from deskapp import dossiers
from deskapp.__main__ import main
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.person_draft import Told
from deskapp.reading import people
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.builders import EN, refused

NAME, PHONE, DOCUMENT = "马玉兰", "13800010001", "11010519491231002X"
OTHER, THEIRS, THEIR_ID = "赵铁柱", "13900020002", "110105194912310038"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Somebody who came twice, quarrels with a neighbour, serves, found a purse and lost a dog."""
    desk = new_desk(tmp_path)
    actor = desk.actor
    one = desk.requests.log(
        {"category": "noise", "summary": f"楼上{OTHER} {THEIRS} 跑跳", "applicant": NAME, "phone": PHONE,
         "id_number": DOCUMENT, "address": "东苑3栋501"}, actor, EN,
    ).request  # fmt: skip
    desk.requests.log(
        {"category": "noise", "summary": "又跑跳", "applicant": NAME, "phone": PHONE}, actor, EN
    )
    parties = [PartyGiven(one.person_id or 0, "party_a"), PartyGiven(0, "party_b", Told(OTHER, THEIRS))]
    desk.disputes.open({"type": "noise", "summary": "吵闹"}, parties, actor, EN)
    desk.volunteers.register({"name": NAME, "phone": PHONE, "consent": "guardian"}, actor, EN)
    desk.custody.receive({"kind": "wallet", "name": "钱包", "finder": NAME, "phone": PHONE}, actor, EN)
    desk.lost_reports.report({"kind": "pet", "name": "黄狗", "owner": NAME, "phone": PHONE}, actor, EN)
    desk.requests.log({"category": "noise", "summary": "别人的事", "applicant": OTHER, "phone": THEIRS,
                       "id_number": THEIR_ID}, actor, EN)  # fmt: skip
    yield desk
    desk.close()


def number(desk: Desk) -> str:
    return str(desk.reader.execute("SELECT number FROM person WHERE name = ?", (NAME,)).fetchone()[0])


def test_all_that_is_kept_of_a_person_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    made = dossiers.write(desk, number(desk), "书面申请", tmp_path / "a.json")
    whole = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert whole["reason"] == "书面申请" and whole["person"] == number(desk)
    assert [len(whole[name]) for name in ("cards", "requests", "disputes", "volunteers", "custody", "lost")] == [
        1, 2, 1, 1, 1, 1,
    ]  # fmt: skip
    assert whole["cards"][0]["id_number"] == DOCUMENT and whole["cards"][0]["phones"] == [PHONE]
    assert whole["requests"][0]["phone"] == PHONE
    assert whole["volunteers"][0]["consent"] == "guardian"
    assert whole["history"] and made.records >= 8


def test_of_others_no_more_than_an_initial_is_in_it(desk: Desk, tmp_path: Path) -> None:
    for ending in (".json", ".txt"):
        dossiers.write(desk, number(desk), "书面申请", tmp_path / f"a{ending}")
        said = (tmp_path / f"a{ending}").read_text("utf-8")
        assert THEIRS not in said and THEIR_ID not in said and "别人的事" not in said
        assert "赵＊＊" in said
    whole = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [party["name"] for party in whole["disputes"][0]["parties"]] == [NAME, "赵＊＊"]


def test_without_a_path_a_file_for_programs_and_a_paper_are_written(desk: Desk) -> None:
    made = dossiers.write(desk, number(desk), "书面申请")
    assert [path.suffix for path in made.paths] == [".json", ".pdf"]
    text = "".join(page.extract_text() for page in PdfReader(made.paths[1]).pages)
    assert NAME in text and "13800010001" in text and THEIRS not in text
    assert [path.stat().st_mode & 0o077 for path in made.paths] == [0, 0]


def test_that_it_was_written_and_why_is_kept(desk: Desk, tmp_path: Path) -> None:
    dossiers.write(desk, number(desk), "书面申请", tmp_path / "a.txt")
    row = desk.reader.execute("SELECT * FROM history WHERE subject = 'person' ORDER BY id DESC").fetchone()
    assert (row["step"], row["reason"], row["by_id"]) == ("hand_out", "书面申请", desk.room.signed_in)
    link = desk.reader.execute("SELECT action, subject FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    assert tuple(link) == ("hand_out", "person")


def test_without_a_reason_or_right_nothing_is_written_or_shown(desk: Desk, tmp_path: Path) -> None:
    for verb in (
        lambda: dossiers.write(desk, number(desk), "  ", tmp_path / "a.json"),
        lambda: dossiers.reveal(desk, number(desk), ""),
    ):
        with pytest.raises(DeskError) as refusal:
            verb()
        refused(refusal.value, "why")
    helper = desk.staff.add(desk.room, "阿依古丽", "F0721", "auxiliary", desk.actor, EN)
    desk.room = replace(desk.room, signed_in=helper.id)
    for verb in (
        lambda: dossiers.write(desk, number(desk), "x", tmp_path / "a.json"),
        lambda: dossiers.reveal(desk, number(desk), "x"),
    ):
        with pytest.raises(DeskError) as refusal:
            verb()
        refused(refusal.value, "officer")
    assert not (tmp_path / "a.json").exists()


def test_a_number_in_full_is_kept_with_who_saw_it_and_why(desk: Desk) -> None:
    assert dossiers.reveal(desk, number(desk), "与证件核对") == DOCUMENT
    assert dossiers.reveal(desk, "LF-20261121-001", "与证件核对") == DOCUMENT
    rows = desk.reader.execute(
        "SELECT subject, reason FROM history WHERE step = 'reveal' ORDER BY id"
    ).fetchall()
    assert [tuple(row) for row in rows] == [("person", "与证件核对"), ("request", "与证件核对")]
    links = desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'reveal'").fetchone()[0]
    assert links == 2
    with pytest.raises(DeskError) as refusal:
        dossiers.reveal(desk, "LF-20261121-002", "x")
    refused(refusal.value, "No document number")


def test_a_wrong_fact_is_mended_wherever_it_stands(desk: Desk) -> None:
    done = desk.correcting.everywhere(number(desk), "phones", "13800010009", "少听一位", desk.actor, EN)
    assert set(done.records) == {
        "LF-20261121-001", "LF-20261121-002", "ZC-20261121-001", "ZX-20261121-001",
    }  # fmt: skip
    assert done.left == ()
    for table, column in (
        ("request", "phone"),
        ("custody", "phone"),
        ("lost_report", "phone"),
        ("person", "phones"),
    ):
        found = [row[0] for row in desk.reader.execute(f"SELECT {column} FROM {table}")]
        assert PHONE not in found and "13800010009" in found, table
    card = people.find(desk.reader, desk.room.id, number(desk))
    assert card is not None and len(people.requests_of(desk.reader, (card.id,))) == 2
    steps = desk.reader.execute("SELECT subject, reason FROM history WHERE step = 'correct'").fetchall()
    assert len(steps) == 5 and {row["reason"] for row in steps} == {"少听一位"}
    assert THEIRS in [row[0] for row in desk.reader.execute("SELECT phone FROM request")]


def test_a_name_is_mended_on_every_record_of_that_person(desk: Desk) -> None:
    done = desk.correcting.everywhere(number(desk), "name", "马玉蓝", "写错字", desk.actor, EN)
    assert len(done.records) == 4
    assert {row[0] for row in desk.reader.execute("SELECT applicant FROM request")} == {"马玉蓝", OTHER}


def test_the_command_line_does_all_of_it(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DESKAPP_DB", str(desk.settings.database))
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-21T12:00:00+08:00")
    key = number(desk)
    assert main(["person", "export", key, "--reason", "asked", "--out", "a.json"]) == Exit.DONE
    assert json.loads((home / "a.json").read_text("utf-8"))["person"] == key
    assert main(["person", "export", key, "--reason", "asked", "--out", "a.json"]) == Exit.REFUSED
    assert main(["person", "export", key, "--reason", "asked", "--out", "a.doc"]) == Exit.USAGE
    assert main(["person", "export", key]) == Exit.USAGE
    assert main(["person", "look", key]) == Exit.USAGE
    capsys.readouterr()
    assert main(["person", "reveal", key, "--reason", "compared"]) == Exit.DONE
    assert capsys.readouterr().out == f"{DOCUMENT}\n"
    assert main(["person", "correct", key, "address", "西苑1栋", "--reason", "moved"]) == Exit.DONE
    assert "LF-20261121-001" in capsys.readouterr().out
    assert main(["purge"]) == Exit.DONE
    assert "Requests" in capsys.readouterr().out
    assert main(["purge", "propose"]) == Exit.REFUSED
    assert main(["purge", "hold", "LF-20261121-001", "--reason", "court"]) == Exit.DONE
    assert main(["purge", "--json"]) == Exit.DONE
    assert '"LF-20261121-001"' in capsys.readouterr().out
    assert main(["purge", "release", "LF-20261121-001", "--reason", "over"]) == Exit.DONE
    assert main(["purge", "agree"]) == Exit.USAGE
