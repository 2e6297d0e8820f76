"""Lead appeals, custody and lost reports on the command line: verbs, list, show, step, correct, note, find, export."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

XS, ZC, ZX = "XS-20261121-001", "ZC-20261121-001", "ZX-20261121-001"


def test_an_appeal_from_the_command_line(room: Desk) -> None:  # noqa: F811
    assert "phone «13800010001»" in room("appeal", "check", "打", "13800010001").out
    assert room("appeal", "check", "谁看见了", "--json").data == []
    assert room(
        "appeal", "add", "谁看见了", "请打13800010001", "--kind", "theft", "--until", "12-05"
    ).out.strip() == (f"{XS} Draft")
    assert room("appeal", "issue", "1").code == 1
    assert room("appeal", "issue", "1", "--keep", "警务室手机", "--dry-run").out == ""
    assert room("appeal", "issue", "1", "--keep", "警务室手机").out.strip() == f"{XS} Put out"
    assert room("appeal", "copy", "1").out.strip() == "谁看见了 请打13800010001"
    assert room("appeal", "reply", XS, "往河边去了", "--giver", "陈可", "--phone", "13800010002").code == 0
    shown = room("show", XS, "--json").data
    assert (shown["replies"][0]["giver"], shown["status"], shown["copied"]) == ("陈可", "answered", 1)
    assert "陈可" in room("show", XS).out
    assert "陈可" not in room("list", "appeals").out + room("list", "appeals", "--json").out
    assert room("find", "陈可").code == 3
    assert room("note", XS, "问过保安").code == 0
    assert (
        room("appeal", "useful", "1", "找到了", "--incident", "A-77").out.strip() == f"{XS} Verified: useful"
    )
    assert room("list", "appeals", "--open").out == ""
    assert room("undo").code == 0
    assert room("appeal", "prolong", "1", "+9d", "--reason", "再等").code == 0
    assert room("--lang", "zh", "appeal", "list").out.startswith("◕ 有回复")


def test_a_found_thing_and_a_lost_report_from_the_command_line(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    said = ("--owner", "王秀英", "--phone", "13800010001", "--place", "菜市场", "--features", "棕色")
    assert room("lost", "report", "wallet", "皮钱包", *said).out.strip() == f"{ZX} Still lost"
    brought = (
        "--finder",
        "陈可",
        "--phone",
        "13800010002",
        "--locker",
        "A3",
        "--features",
        "棕色",
        "--place",
        "菜市场",
    )
    assert (
        room("custody", "receive", "wallet", "钱包", *brought, "--amount", "20.5").out.strip()
        == f"{ZC} Received"
    )
    assert room("show", ZC, "--json").data["matches"][0]["lost"] == ZX
    assert room("show", ZX, "--json").data["matches"][0]["points"] >= 4
    assert room("custody", "link", "1", ZX).code == 0
    assert room("custody", "unlink", "1").code == 0
    assert room("lost", "link", "1", ZC).code == 0
    pdf = tmp_path / "receipt.pdf"
    assert room("custody", "receipt", "1", "--pdf", str(pdf)).code == 0
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert room("custody", "notice", "1", "公告栏").code == 0
    assert room("custody", "move", "1", "B7", "--reason", "柜子满了").code == 0
    assert room("correct", ZC, "features", "深棕色", "--reason", "看清了").code == 0
    assert room("custody", "expire", "1", "上缴").code == 1
    claim = ("--paper", "passport", "--id", "E12345678", "--proof", "说出内有照片")
    assert room("custody", "claim", "1", "王秀英").code == 2
    assert room("custody", "claim", "1", "王秀英", *claim).out.strip() == f"{ZC} Claimed"
    assert room("show", ZX, "--json").data["status"] == "found"
    shown = room("show", ZC, "--json").data
    assert (shown["id_number"], shown["locker"], shown["amount"]) == ("E12**5678", "B7", 2050)
    assert room("list", "custody", "--open", "--json").data == []
    assert room("list", "lost", "--status", "found", "--json").data[0]["found"] == ZC
    assert room("list", "custody", "--type", "phone").out == ""
    assert "138****0002" in room("list", "custody", "--json").out
    found = room("find", "钱包", "--json").data
    assert [one["number"] for one in found["custody"] + found["lost"]] == [ZC, ZX]
    assert "Found things: 1" in room("find", "chenke").out


def test_a_report_ends_as_it_ended(room: Desk) -> None:  # noqa: F811
    assert room("log", "--category", "lost_person", "--name", "周敏", "孩子没回家", "--yes").code == 0
    assert room("lost", "report", "person", "周小明", "--age", "9", "--request", "1").code == 0
    assert room("lost", "appeal", "1").code == 2
    assert room("lost", "appeal", "1", "--reason", "天黑了", "--text", "寻找走失男孩").code == 0
    assert room("show", XS, "--json").data["lost"] == ZX
    assert (
        "周小明"
        not in room("list", "lost").out + room("list", "lost", "--json").out + room("find", "周小明").out
    )
    assert room("lost", "find", "1", "由邻居送回", "--by", "陈可", "--place", "河边").code == 0
    assert room("show", "1", "--json").data["status"] == "resolved"
    assert room("lost", "report", "pet", "金毛犬").code == 0
    assert (
        room("step", "ZX-20261121-002", "close", "--text", "不找了").out.strip().endswith("Closed, not found")
    )


REFUSED: tuple[tuple[str, int], ...] = (
    ("appeal dance", 2), ("appeal issue", 2), ("appeal issue 9", 3), ("custody receive person x", 2),
    ("custody receive wallet", 2), ("lost report person x --age young", 2), ("show ZX-20261121-009", 3),
    ("lost find 7 x", 3), ("custody link 1 2", 3), ("list lost --status lost", 2),
)  # fmt: skip


def test_what_they_do_not_know_is_refused(room: Desk) -> None:  # noqa: F811
    assert {words: room(*words.split()).code for words, _ in REFUSED} == dict(REFUSED)


def test_all_three_are_exported_without_who_gave_a_clue(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    assert room("appeal", "add", "谁看见了").code == 0
    assert room("appeal", "issue", "1").code == 0
    assert room("appeal", "reply", "1", "陈可看见了", "--giver", "陈可").code == 0
    assert room("custody", "receive", "keys", "一串钥匙").code == 0
    assert room("lost", "report", "person", "周小明", "--age", "9").code == 0
    assert room("export", str(tmp_path / "desk.json")).code == 0
    text = (tmp_path / "desk.json").read_text("utf-8")
    told = json.loads(text)
    assert [len(told[name]) for name in ("appeals", "custody", "lost")] == [1, 1, 1]
    assert told["appeals"][0]["replies"] == 1
    assert "陈可" not in text
    assert "周小明" not in text
    assert told["lost"][0]["minor"] is True
    for kind in ("appeals", "custody", "lost"):
        assert room("export", str(tmp_path / f"{kind}.csv"), "--kind", kind).code == 0
        assert "周小明" not in (tmp_path / f"{kind}.csv").read_text("utf-8-sig")
