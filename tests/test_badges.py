"""The sheet of badges: who stands on it, what the bars hold, how it falls on pages, and who is refused."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from deskapp import badges
from deskapp.__main__ import main
from deskapp.domain.errors import DeskError
from deskapp.printing.badges import badges_pdf
from deskapp.printing.bars import bars_of, modules_of
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.builders import EN, refused

# The patterns of ISO/IEC 15417, by value: six widths, black first.
_WIDTHS = re.findall(
    r"\d+",
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232",
)


def read_back(modules: str) -> str:
    """What a reader makes of the bars; it refuses a wrong check sign."""
    assert modules.endswith("1100011101011")
    runs = []
    for at, sign in enumerate(modules[:-13]):
        runs.append(1) if not at or sign != modules[at - 1] else runs.append(runs.pop() + 1)
    values = [_WIDTHS.index("".join(map(str, runs[at : at + 6]))) for at in range(0, len(runs), 6)]
    start, *data, check = values
    assert (start + sum(at * value for at, value in enumerate(data, 1))) % 103 == check
    said, letters = "", {103: "A", 104: "B", 105: "C"}[start]
    for value in data:
        if letters == "C" and value < 100:
            said += f"{value:02d}"
        elif value in (99, 100, 101):
            letters = {99: "C", 100: "B", 101: "A"}[value]
        else:
            said += chr(value + 32)
    return said


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = new_desk(tmp_path)
    for name, above in (("明珠义警队", ""), ("东区分队", "明珠义警队"), ("校园护学队", "")):
        found.teams.add({"name": name, "parent": above}, found.actor, EN)
    for at, name in enumerate(("努尔买买提·西热甫", "𠮷田㛃", "马玉兰", "王小明")):
        found.volunteers.register(
            {"name": name, "phone": f"1380001000{at}", "id_number": "", "team": ("校园护学队", "东区分队")[at % 2]},
            found.actor, EN,
        )  # fmt: skip
    return found


@pytest.mark.parametrize(
    "number", ["0001", "12", "9", "YJ-20261121-001", "M-26/0007", "AB12345678901234567C"]
)
def test_the_bars_hold_the_number_and_nothing_else(number: str) -> None:
    modules = modules_of(number)
    assert read_back(modules) == number
    again = ["0"] * len(modules)
    for at, breadth in bars_of(modules):
        again[at : at + breadth] = ["1"] * breadth
    assert "".join(again) == modules


def test_a_badge_says_name_number_and_team_and_no_phone(desk: Desk) -> None:
    said = text_of(badges_pdf(badges.badges_for(desk, ())).data).replace("\n", "")
    for part in (
        "努尔买买提·西热甫",
        "𠮷田㛃",
        "校园护学队",
        "东区分队",
        "0001",
        "0004",
        "明珠路派出所",
        "明珠社区警务室",
    ):
        assert part in said, part
    assert "13800" not in said


def test_badges_stand_by_team_and_a_team_holds_those_under_it(desk: Desk) -> None:
    every = badges.badges_for(desk, ()).badges
    assert [one.number for one in every] == ["0002", "0004", "0001", "0003"]
    assert [one.number for one in badges.badges_for(desk, (), "明珠义警队").badges] == ["0002", "0004"]
    assert [one.number for one in badges.badges_for(desk, ("0003", "0003", "0002")).badges] == [
        "0002",
        "0003",
    ]


def test_ten_badges_stand_on_a_page_and_long_words_stay_whole(desk: Desk) -> None:
    long = "阿卜杜热西提" * 15
    for at in range(7):
        desk.volunteers.register({"name": f"{long}{at}"}, desk.actor, EN)
    pdf = badges_pdf(badges.badges_for(desk, ()))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages]
    assert pdf.pages == len(pages) == 2
    assert "".join(pages).replace("\n", "").count(long) == 7


def test_a_number_that_bars_cannot_hold_is_read_by_the_record_number(desk: Desk) -> None:
    found = desk.volunteers.register({"name": "张三", "member_no": "义-7"}, desk.actor, EN).dossier.volunteer
    (one,) = badges.badges_for(desk, ("义-7",)).badges
    assert (one.number, one.code) == ("义-7", found.number)


def test_who_left_or_is_nobody_gets_no_badge(desk: Desk) -> None:
    left = desk.volunteers.step("0001", "quit", {"text": "搬走"}, desk.actor, EN).volunteer.number
    assert "0001" not in [one.number for one in badges.badges_for(desk, ()).badges]
    for number, team, words in (
        (left, "", "Comes back"),
        ("9999", "", "list volunteers"),
        ("", "无此队", "明珠义警队"),
    ):
        with pytest.raises(DeskError) as error:
            badges.badges_for(desk, (number,) if number else (), team)
        refused(error.value, words)


def test_the_command_writes_the_sheet_and_the_chain_knows_it(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk.settings.database.parent / "badges.pdf"
    db = ["--db", str(desk.settings.database), "--lang", "en"]
    assert main([*db, "badges", "--team", "东区分队", str(path)]) == 0
    assert "2" in capsys.readouterr().err
    assert "0002" in text_of(path.read_bytes())
    assert main([*db, "badges", "0001", str(path), "--no-input"]) != 0
    assert main([*db, "badges", "0001"]) == 2
    assert desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'badges'").fetchone()[0] == 1
