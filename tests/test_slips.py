"""The slip of a visitor: masked, narrow, in bytes that only the desk commands, and never undone behind the visitor."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp import locales, slips
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Room
from deskapp.domain.print_options import Printing
from deskapp.domain.slip import slip_of
from deskapp.printing.escpos import as_bytes
from deskapp.printing.slip_text import COLUMNS, columns_of, lines_of, printable, slip_text
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk, opened
from tests.builders import EN, NOON, a_request, refused
from tests.test_cli import Desk as Line
from tests.test_cli import desk, room
from tests.test_cli import log as log_line

__all__ = ["desk", "room"]

ROOM = Room(1, "明珠路派出所", "明珠社区警务室", signed_in=1)
ZH = locales.load("zh")
OFFICERS = {1: "李辉 012345", 2: "周海峰 012346"}
WIDTHS = pytest.mark.parametrize("width", COLUMNS)


def a_slip(t=ZH, room=ROOM, phone="0937-6660001", **changes):
    return slip_of(a_request(**changes), room, OFFICERS, phone, NOON, t)


def test_the_slip_says_number_day_matter_officer_and_phone_and_nothing_else_of_the_visitor() -> None:
    text = slip_text(
        a_slip(applicant="王秀英", id_number="11010519491231002X", address="1幢2单元", place="北门", responsible=2), 58
    )  # fmt: skip
    for told in ("明珠路派出所", "LF-20261121-001", "2026-11-21 12:00", "王＊＊", ZH("Noise"), "李辉 012345", "周海峰",
                 "0937-6660001", "不是接报案回执"):  # fmt: skip
        assert told in text.replace("\n", "")
    for hidden in ("秀英", "13800010009", "0009", "1949", "楼上跑跳", "1幢", "北门"):
        assert hidden not in text


@pytest.mark.parametrize(
    "changes",
    [{"category": "violence_home"}, {"category": "tip"}, {"dangers": ("minor",)}, {"id_number": "110105201512310021"}],
)  # fmt: skip
def test_of_who_is_sheltered_neither_name_nor_matter_stands_on_a_slip(changes: dict[str, object]) -> None:
    text = slip_text(a_slip(applicant="王秀英", **changes), 80)
    assert "王" not in text
    assert "来访事项" in text
    assert not any(word in text for word in ("家庭暴力", "线索", ZH("Noise")))


@pytest.mark.parametrize("status", ["undone", "voided"])
def test_what_does_not_count_has_no_slip(status: str) -> None:
    with pytest.raises(DeskError) as caught:
        a_slip(status=status)
    refused(caught.value, "LF-20261121-001", "F2")


@WIDTHS
@pytest.mark.parametrize("t", [EN, ZH], ids=["en", "zh"])
def test_no_line_is_wider_than_the_roll_and_nothing_is_cut(t, width: int) -> None:
    room = Room(1, "阿克苏地区温宿县公安局托乎拉乡派出所第三警务责任区", "明珠社区警务室" * 3, practice=True)
    slip = a_slip(t, room, phone="0997-1234567转8012 或 13800010009", applicant="努尔买买提·西热甫")
    for line in lines_of(slip, width):
        assert columns_of(line.text) * (2 if line.big else 1) <= COLUMNS[width], line
    seen = "".join(slip_text(slip, width).split())
    for said in (
        room.station,
        room.name,
        slip.title,
        slip.banner,
        *slip.notes,
        *(text for row in slip.rows for text in row),
    ):
        assert "".join(said.split()) in seen


@WIDTHS
def test_the_bytes_are_a_beginning_lines_and_a_cut_with_chinese_in_gb18030(width: int) -> None:
    data = as_bytes(a_slip(applicant="王秀英"), width)
    assert data.startswith(b"\x1b@\x1c&") and data.endswith(b"\x1dVB\x00")
    assert "来访回执\n".encode("gb18030") in data
    assert b"LF-20261121-001\n" in data
    assert "王＊＊".encode("gb18030") in data


OWN = (b"\x1b@", b"\x1c&", b"\x1ba\x00", b"\x1ba\x01", b"\x1bE\x00", b"\x1bE\x01", b"\x1d!\x00", b"\x1d!\x11",
       b"\x1bd\x03", b"\x1dVB\x00")  # fmt: skip


def without_commands(data: bytes) -> bytes:
    for command in OWN:
        data = data.replace(command, b"")
    return data


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    width=st.sampled_from(sorted(COLUMNS)),
)
def test_whatever_a_person_typed_commands_no_printer(text: str, width: int) -> None:
    room = Room(1, text or "x", text or "x")
    data = without_commands(as_bytes(a_slip(room=room, phone=text), width))
    assert not {byte for byte in data if byte < 0x20} - {0x0A}
    data.decode("gb18030")


def test_hostile_text_comes_out_as_visible_marks() -> None:
    hostile = "\x1b@\x1dV\x00重打\x10\x04\x01\x7f\u202e😀𠮷\u00a0é"
    assert printable(hostile) == "[ESC]@[GS]V[NUL]重打[DLE][EOT][SOH][DEL]《RLO》[U+1F600][U+20BB7] é"
    assert printable("㛃䶮努尔买买提·西热甫") == "㛃䶮努尔买买提·西热甫"


# -- the desk


@pytest.fixture
def one(home: Path):
    found = new_desk(home, printing=Printing(slip_printer=str(home / "printer")))
    yield found
    found.close()


def audited(desk: Desk, action: str = "slip") -> int:
    return int(desk.reader.execute("SELECT count(*) FROM audit WHERE action = ?", (action,)).fetchone()[0])


def test_a_device_gets_the_bytes_and_it_is_kept_in_the_audit_chain(one: Desk, home: Path) -> None:
    number = log(one, applicant="王秀英").number
    os.mkfifo(home / "printer")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((home / "printer").read_bytes()))
    reader.start()
    slip = slips.make(one, number)
    while True:  # until the reader has opened it
        try:
            said, tone = slips.print_slip(one, slip)
            break
        except DeskError:
            assert reader.is_alive()
    reader.join(5)
    assert got == [as_bytes(slip, 58)]
    assert (tone, "printed" in said) == ("good", False)
    assert audited(one) == 1


def test_a_printer_that_is_off_or_swallows_nothing_is_told_and_not_waited_for(one: Desk, home: Path) -> None:
    slip = slips.make(one, log(one).number)
    with pytest.raises(DeskError, match="no such device") as caught:
        slips.print_slip(one, slip)
    assert caught.value.code is Exit.PRINTER
    os.mkfifo(home / "full")
    held = os.open(home / "full", os.O_RDWR | os.O_NONBLOCK)
    try:
        while os.write(held, b"x" * 4096) == 4096:
            pass
    except BlockingIOError:
        pass
    with pytest.raises(DeskError, match="takes nothing"):
        slips.write_device(str(home / "full"), b"slip", patience=0.05)
    os.close(held)
    (home / "plain").write_text("mine")
    with pytest.raises(DeskError):
        slips.write_device(str(home / "plain"), b"slip")
    assert (home / "plain").read_text() == "mine"
    assert audited(one) == 0


def test_without_a_receipt_printer_the_way_to_one_is_told(home: Path) -> None:
    found = new_desk(home)
    with pytest.raises(DeskError) as caught:
        slips.print_slip(found, slips.make(found, log(found).number))
    refused(caught.value, "Ctrl+K", "slip_printer", "Ctrl+S")
    found.close()


def test_a_queue_that_refuses_leaves_no_slip_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = new_desk(home, printing=Printing(slip_printer="Receipt"))
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(DeskError) as caught:
        slips.print_slip(found, slips.make(found, log(found).number))
    refused(caught.value, "no print system", "kept nowhere")
    assert audited(found) == audited(found, "sent") == 0
    found.close()


def test_what_a_visitor_has_in_hand_is_corrected_not_undone(one: Desk) -> None:
    first, second = log(one), log(one, summary="狗叫")
    slips.keep(one, slips.make(one, first.number))
    one.undoing.undo(one.actor)  # the second one: the slip is not of it
    with pytest.raises(DeskError) as caught:
        one.undoing.undo(one.actor)
    refused(caught.value, "slip", first.number, "Ctrl+E")
    assert second.number


async def test_the_open_record_shows_the_slip_keeps_it_and_says_what_is_lacking(home: Path) -> None:
    desk = new_desk(home)
    number = log(desk, applicant="王秀英").number
    async with opened(desk) as person:
        await person.types("enter", "ctrl+b")
        assert person.top == "SlipScreen"
        assert "王＊＊" in person.screen and number in person.screen
        await person.types("enter")
        assert "No printer of slips is set" in person.status
        await person.types("right", "ctrl+s")
        (kept,) = desk.settings.papers.glob("slip-*.bin")
        assert kept.name == f"slip-{number}-80.bin"
        assert kept.stat().st_mode & 0o777 == 0o600
        assert kept.name in person.status
        await person.types("escape")
        assert person.top == "RecordScreen"
        await person.types("escape", "ctrl+z")
        assert "slip" in person.status


# -- the command line


def test_the_command_shows_the_slip_or_keeps_it(room: Line, home: Path) -> None:
    number = log_line(room, "Hammering at night", "--name", "王秀英")
    room("config", "set", "room_phone", "0937-6660001")
    said = room("slip", number, "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert all(told in said.out for told in (number, "Noise", "王＊＊", "0937-6660001"))
    assert max(map(columns_of, said.out.splitlines())) == 32
    assert max(map(columns_of, room("slip", "1", "--width", "80").out.splitlines())) == 48
    assert room("slip", "1", "--json").data["rows"][0]["text"] == number
    assert room("slip", "1", "--to", "slip.txt").out == "slip.txt\n"
    assert "王＊＊" in (home / "slip.txt").read_text("utf-8")
    assert room("slip", "1", "--to", "slip.txt").code == Exit.REFUSED
    assert room("slip", "1", "--to", "slip.bin", "--width", "80").code == 0
    assert (home / "slip.bin").read_bytes().startswith(b"\x1b@")


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        (("9",), Exit.NOT_FOUND, "There is no record"),
        (("1", "--width", "70"), Exit.USAGE, "58"),
        (("1", "--print"), Exit.PRINTER, "slip_printer"),
        (("1", "--to", "/dev/no-printer"), Exit.PRINTER, "no such device"),
        (("1", "--to", "."), Exit.USAGE, "folder"),
    ],
)
def test_a_slip_that_cannot_be_is_refused_in_words(
    room: Line, words: tuple[str, ...], code: int, word: str
) -> None:
    log_line(room)
    said = room("slip", *words)
    assert (said.code, said.out, word in said.err) == (code, "", True), said.err
