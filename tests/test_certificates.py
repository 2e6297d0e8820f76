"""Certificates of service: what they need and say, their numbers, copies, voiding, undoing, paper and commands."""

from __future__ import annotations

import io
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from deskapp import certificates
from deskapp.__main__ import main
from deskapp.doctor import BAD, examine
from deskapp.domain.certificate import Certificate, check_of, hours_of, statement_of
from deskapp.domain.errors import DeskError
from deskapp.domain.print_options import Options
from deskapp.reading import certificates as reading
from deskapp.wiring import Desk
from tests.app_builders import new_desk, opened, turn
from tests.bare import bare
from tests.builders import EN, refused
from tests.print_builders import faked

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
ID = "11010519491231002X"


def serve(desk: Desk, who: str, hours: float, **given: str) -> str:
    """A confirmed duty of so many hours that ends now."""
    number = desk.attendances.check_in(who, desk.actor, EN).duty.attendance.number
    turn(desk, hours=hours)
    desk.attendances.check_out(who, desk.actor, EN)
    desk.attendances.step(number, "confirm", given, desk.actor, EN)
    return number


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One volunteer with everything, who served three hours and a half in two parts."""
    found = new_desk(tmp_path)
    found.configuring.change("certificate_contact", "李辉 0937-6660001", found.actor, EN)
    found.look_again()
    found.teams.add({"name": "明珠义警队"}, found.actor, EN)
    found.volunteers.register(
        {"name": "马玉兰", "phone": "13800010001", "id_number": ID, "team": "明珠义警队"}, found.actor, EN
    )
    found.volunteers.train("0001", {"subject": "first_aid", "hours": "2"}, found.actor, EN)
    found.volunteers.honour("0001", {"kind": "praise", "title": "热心"}, found.actor, EN)
    found.volunteers.honour("0001", {"kind": "warning", "title": "迟到"}, found.actor, EN)
    serve(found, "0001", 2.5)
    serve(found, "0001", 1, parts="dispute/mediation 0.5; patrol/patrol 0.5")
    return found


def today(desk: Desk) -> date:
    return desk.room.calendar.day(desk.clock())


def issue(desk: Desk, **days: date) -> Certificate:
    return certificates.issue(desk, "0001", days.get("first", FIRST), days.get("last", today(desk)))


def text_of(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "\n".join(page.extract_text() for page in pages).replace("\n", "").replace("\u200b", "")


def test_it_says_who_how_long_what_and_who_issues_it(desk: Desk) -> None:
    one = issue(desk)
    said = one.statement
    assert one.number == said.number == "ZM-20261121-001"
    assert (said.name, said.id_number, said.member_no, said.teams) == ("马玉兰", ID, "0001", ("明珠义警队",))
    assert (said.minutes, said.times) == (210, 2)
    assert [(part.minutes, part.times) for part in said.parts] == [(180, 2), (30, 1)]
    assert (said.station, said.contact) == ("明珠路派出所", "李辉 0937-6660001")
    assert "热心" in said.honours[0]
    assert len(said.honours) == len(said.trainings) == 1


def test_numbers_are_a_series_of_their_own_and_never_come_twice(desk: Desk) -> None:
    assert issue(desk).number == "ZM-20261121-001"
    desk.undoing.undo(desk.actor)
    assert issue(desk).number == "ZM-20261121-002"


def test_only_confirmed_hours_of_the_days_count(desk: Desk) -> None:
    number = desk.attendances.check_in("0001", desk.actor, EN).duty.attendance.number
    turn(desk, hours=1)
    desk.attendances.check_out("0001", desk.actor, EN)
    assert issue(desk).minutes == 210
    desk.attendances.step(number, "reject", {"text": "未到岗"}, desk.actor, EN)
    assert issue(desk).minutes == 210
    with pytest.raises(DeskError) as error:
        issue(desk, first=date(2026, 10, 1), last=date(2026, 10, 31))
    refused(error.value, "confirmed hours")


def test_what_is_missing_is_named_all_at_once_before_anything_is_written(desk: Desk) -> None:
    desk.volunteers.register({"name": "王小明"}, desk.actor, EN)
    desk.configuring.change("certificate_contact", "", desk.actor, EN)
    desk.look_again()
    with pytest.raises(DeskError) as error:
        certificates.issue(desk, "0002", FIRST, today(desk))
    refused(error.value, "identity document", "certificate_contact", "nothing is written")
    assert not list(reading.every(desk.reader, desk.room.id))


def test_days_to_come_or_turned_around_are_refused(desk: Desk) -> None:
    for first, last in ((FIRST, date(2026, 12, 1)), (date(2026, 11, 20), date(2026, 11, 2))):
        with pytest.raises(DeskError) as error:
            issue(desk, first=first, last=last)
        refused(error.value, "days that have been")


def test_what_it_said_stays_whatever_is_corrected_later(desk: Desk) -> None:
    one = issue(desk)
    card = desk.reader.execute("SELECT number FROM person WHERE name = '马玉兰'").fetchone()[0]
    desk.people.correct(card, {"name": "马玉岚"}, "写错", desk.actor, EN)
    again = reading.find(desk.reader, desk.room.id, one.number)
    assert again is not None
    assert again.intact
    assert again.statement.name == "马玉兰"
    assert statement_of(again.statement.text()) == one.statement
    for column, value in (("content", "'{}'"), ("minutes", "9999"), ("digest", f"'{'0' * 64}'")):
        with pytest.raises(sqlite3.IntegrityError), bare(desk.settings.database) as file:
            file.execute(f"UPDATE certificate SET {column} = {value}")


def test_a_kept_text_that_was_changed_is_not_printed(desk: Desk) -> None:
    one = issue(desk)
    with bare(desk.settings.database) as file:
        file.execute("DROP TRIGGER certificate_frozen")
        file.execute("UPDATE certificate SET content = replace(content, '210', '2100')")
    with pytest.raises(DeskError) as error:
        certificates.keep(desk, one.number)
    refused(error.value, one.number, "doctor")
    told = [found for found in examine(desk.settings) if found.name == "Certificates"]
    assert [(found.state, found.params["numbers"]) for found in told] == [(BAD, one.number)]


def test_the_paper_is_chinese_and_the_second_one_is_a_copy(desk: Desk) -> None:
    one = issue(desk)
    first = certificates.keep(desk, one.number)
    said = text_of(first.path)
    for part in (
        "志愿服务",
        "马玉兰",
        ID,
        "3.5",
        one.number,
        "李辉 0937-6660001",
        "正本",
        "热心",
        check_of(one.digest),
    ):
        assert part in said, part
    assert "13800010001" not in said
    second = certificates.keep(desk, one.number)
    assert second.path != first.path
    assert second.certificate.copies == 2
    assert "副本" in text_of(second.path)
    assert "正本" not in text_of(second.path)


def test_a_printed_one_is_voided_with_a_reason_and_not_undone(desk: Desk) -> None:
    one = issue(desk)
    certificates.keep(desk, one.number)
    with pytest.raises(DeskError) as error:
        desk.undoing.undo(desk.actor)
    refused(error.value, one.number, "Void it")
    with pytest.raises(DeskError):
        desk.certificates.void(one.number, " ", desk.actor)
    assert desk.certificates.void(one.number, "日期有误", desk.actor).status == "voided"
    with pytest.raises(DeskError) as error:
        certificates.keep(desk, one.number)
    refused(error.value, one.number)
    desk.undoing.undo(desk.actor)
    found = reading.find(desk.reader, desk.room.id, one.number)
    assert found is not None
    assert found.status == "issued"


def test_who_reopens_a_duty_hears_of_the_certificates_that_count_it(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    one = issue(desk)
    number = desk.reader.execute("SELECT number FROM attendance").fetchone()[0]
    assert run(desk, "attendance", "reopen", number, "--reason", "时间有误") == 0
    assert one.number in capsys.readouterr().err


async def test_a_confirmed_duty_says_which_certificates_count_it(desk: Desk) -> None:
    one = issue(desk)
    number = desk.reader.execute("SELECT number FROM attendance").fetchone()[0]
    async with opened(desk) as person:
        person.app.open_duty(number)
        await person.settled()
        assert one.number in person.screen


@pytest.mark.parametrize(
    ("minutes", "hours"), [(60, "1"), (210, "3.5"), (20, "0.33"), (1, "0.02"), (6000, "100")]
)
def test_hours_stand_to_a_hundredth(minutes: int, hours: str) -> None:
    assert hours_of(minutes) == hours


# -- the command line


def run(desk: Desk, *words: str) -> int:
    return main(["--db", str(desk.settings.database), "--lang", "en", *words])


def test_the_command_issues_lists_shows_prints_and_voids(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = desk.settings.database.parent
    assert run(desk, "certificate", "0001", "--from", "2026-11-01", str(folder / "one.pdf")) == 0
    number = capsys.readouterr().out.strip()
    assert number.startswith("ZM-")
    assert "马玉兰" in text_of(folder / "one.pdf")
    assert run(desk, "certificate", "list", "--json") == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["number"], record["minutes"], record["copies"]) == (number, 210, 1)
    assert ID not in json.dumps(record)
    assert run(desk, "certificate", "show", number) == 0
    shown = capsys.readouterr().out
    assert "马玉兰" in shown
    assert ID not in shown
    assert run(desk, "certificate", "print", number, str(folder / "two.pdf")) == 0
    assert "副本" in text_of(folder / "two.pdf")
    capsys.readouterr()
    assert run(desk, "certificate", "void", number, "--reason", "日期有误") == 0
    assert run(desk, "certificate", "print", number, str(folder / "three.pdf")) != 0
    assert not (folder / "three.pdf").exists()
    assert run(desk, "certificate", "show", "ZM-20200101-001") == 3


def test_a_second_one_for_the_same_days_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    one = issue(desk)
    path = desk.settings.database.parent / "again.pdf"
    assert run(desk, "certificate", "issue", "0001", "--from", "2026-11-01", str(path)) == 0
    assert one.number in capsys.readouterr().err


def test_certificates_and_badges_are_printed_by_the_way_of_all_papers(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = faked(monkeypatch)
    assert run(desk, "certificate", "0001", "--from", "2026-11-01", "--print", "Hall", "--sides", "one") == 0
    number = capsys.readouterr().out.strip()
    assert run(desk, "certificate", "print", number, "--print") == 0
    # Each copy says which one it is: none is printed twice.
    assert fake.sent == [("Hall", Options(1, "one")), ("", Options(1))]
    assert sorted(path.name for path in desk.settings.papers.glob("ZM-*")) == [
        f"{number}-01.pdf",
        f"{number}-02.pdf",
    ]
    assert run(desk, "badges", "0001", "--print", "Hall", "--copies", "2", "--paper", "own") == 0
    assert fake.sent[2:] == [("Hall", Options(2, "own", "own"))]
    assert run(desk, "badges", "--print", "Hall", "--copies", "x") == 2
    assert run(desk, "badges", "--print", "Hall", "--sides", "three") == 2
    fake.ends = "stopped"
    assert run(desk, "badges", "--print") == 5
    assert "paused or off" in capsys.readouterr().err
