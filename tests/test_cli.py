"""The desk without the screen: data on stdout, words on stderr, exit codes, refusals that help."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

from deskapp import db
from deskapp.__main__ import main
from deskapp.commands.flags import Flags, split
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import CATEGORY, CHANNEL, DEPARTMENT, OUTCOME
from deskapp.domain.request_steps import machine
from tests.bare import bare

NOW = "2026-11-21T09:00:00+08:00"
SETUP = ["setup", "--practice", "--station", "Station One", "--room", "Room 3", "--officer", "Li Ping",
         "--badge", "012345"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


Desk = Callable[..., Said]


@pytest.fixture
def desk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Runs a command line in a new home, on the morning of 21 November 2026."""
    monkeypatch.setenv("DESKAPP_NOW", NOW)
    monkeypatch.setenv("DESKAPP_LANG", "en")

    def run(*words: str) -> Said:
        code = main(list(words))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The same with a room in it."""
    assert desk(*SETUP).code == 0
    return desk


def log(desk: Desk, text: str = "Hammering at night", *more: str) -> str:
    said = desk("log", "--category", "noise", *more, text)
    assert said.code == 0, said.err
    return said.out.strip()


def rows() -> int:
    found = bare(Path.home() / ".local/share/deskapp/desk.db")
    try:
        return int(found.execute("SELECT count(*) FROM request").fetchone()[0])
    finally:
        found.close()


# -- flags


def test_flags_count_before_and_after_the_command() -> None:
    assert (
        split(["--json", "show", "3"]) == split(["show", "3", "--json"]) == (Flags(json=True), ["show", "3"])
    )


def test_a_flag_takes_its_value_with_and_without_an_equals_sign() -> None:
    assert split(["--db=a.db"])[0] == split(["--db", "a.db"])[0] == Flags(db="a.db")


def test_what_follows_two_dashes_is_text() -> None:
    assert split(["log", "--", "--json", "-q"]) == (Flags(), ["log", "--", "--json", "-q"])


def test_a_flag_without_its_value_is_refused() -> None:
    with pytest.raises(DeskError, match="--db needs a value"):
        split(["list", "--db"])


# -- setting up


def test_setup_makes_a_desk_and_remembers_it(desk: Desk, home: Path) -> None:
    said = desk(*SETUP, "--db", str(home / "mine.db"))
    assert (said.code, said.out) == (0, "")
    assert f"Open it with: deskapp --db {home / 'mine.db'}" in said.err
    assert (home / "mine.db").stat().st_mode & 0o777 == 0o600
    assert desk("paths", "--json").data["database"] == str(home / "mine.db")


def test_setup_leaves_an_existing_desk_alone(room: Desk) -> None:
    said = room(*SETUP)
    assert said.code == Exit.REFUSED
    assert "left as it is" in said.err


def test_setup_reads_the_pin_and_keeps_it_nowhere(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("837465\nrest\n"))
    said = desk(*SETUP, "--pin-stdin")
    assert said.code == 0
    assert "PIN" in said.err
    assert "837465" not in said.err + said.out
    assert said.out.count("-") >= 4  # the recovery code
    assert all(b"837465" not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_setup_names_the_option_that_is_missing(desk: Desk) -> None:
    said = desk("setup", "--station", "S")
    assert said.code == Exit.USAGE
    assert "--room is missing" in said.err


def test_setup_dry_run_writes_nothing(desk: Desk, home: Path) -> None:
    assert desk(*SETUP, "--dry-run").code == 0
    assert not list(home.rglob("*.db"))


def test_without_a_desk_the_way_to_one_is_told(desk: Desk) -> None:
    said = desk("list", "requests")
    assert said.code == Exit.NOT_FOUND
    assert "deskapp setup" in said.err


def test_a_set_clock_is_refused_on_a_real_desk(desk: Desk) -> None:
    said = desk(*[word for word in SETUP if word != "--practice"])
    assert said.code == Exit.USAGE
    assert "DESKAPP_NOW" in said.err


# -- logging


def test_log_prints_the_number_alone(room: Desk) -> None:
    assert log(room) == "LF-20261121-001"
    assert log(room) == "LF-20261121-002"


def test_log_takes_text_without_quotation_marks(room: Desk) -> None:
    room("log", "--category", "noise", "楼上", "半夜", "装修")
    assert room("show", "1", "--json").data["summary"] == "楼上 半夜 装修"


def test_log_takes_a_category_by_its_label(room: Desk) -> None:
    assert room("log", "--category", "Noise", "x").code == 0


def test_log_gives_the_record_as_json(room: Desk) -> None:
    data = room("log", "--category", "noise", "--phone", "13800001111", "--json", "x").data
    assert (data["number"], data["phone"], data["status"]) == ("LF-20261121-001", "138****1111", "registered")
    assert "id_number" not in data


def test_log_without_a_category_lists_them(room: Desk) -> None:
    said = room("log", "Hammering at night")
    assert said.code == Exit.USAGE
    assert "noise" in said.err
    assert rows() == 0


def test_log_says_what_it_set_by_itself(room: Desk) -> None:
    said = room("log", "--category", "dispute", "他拿刀扬言要打我")
    assert "Critical" in said.err
    assert "Weapon in hand" in said.err


def test_a_case_report_keeps_no_narrative_and_says_so_before_and_after(room: Desk) -> None:
    said = room("log", "--category", "case_report", "--name", "王秀英", "手机被抢的详细经过")
    assert said.out.strip() == "LF-20261121-001"
    assert said.err.index("facts of the case are not") < said.err.index("LF-20261121-001 is saved without")
    assert "手机被抢" not in room("show", "1", "--json").out
    assert "手机被抢" not in room("export", "a.json").out + Path("a.json").read_text("utf-8")


def test_a_wrong_check_digit_is_a_warning_and_no_wall(room: Desk) -> None:
    said = room("log", "--category", "noise", "--id", "110105194912310021", "x")
    assert said.code == 0
    assert "check digit" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--category", "nosie", "x"], "not in the list"),
        (["--category", "noise", "--phone", "1380000111", "x"], "11 digits"),
        (["--category", "noise", "--phone", "none", "x"], "no phone number"),
        (["--category", "noise", "--at", "2026-11-22 10:00", "x"], "still to come"),
        (["--category", "noise", "--at", "whenever", "x"], "no date"),
        (["--category", "noise", "--due", "11-20", "x"], "passed already"),
        (["--category", "noise", "x" * 10_001], "10000"),
        (["--category", "noise", "--name", "x" * 101, "x"], "100"),
        (["--category", "noise"], "what this is about"),
        (["--category", "noise", "--urgency", "very", "x"], "critical"),
        (["--category", "noise", "--danger", "fire", "x"], "weapon"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(
    room: Desk, words: list[str], told: str
) -> None:
    said = room("log", *words)
    assert (said.code, said.out) == (Exit.USAGE, "")
    assert told in said.err
    assert said.err.count("\n") == 1
    assert rows() == 0


def test_log_dry_run_checks_and_writes_nothing(room: Desk) -> None:
    assert room("log", "--dry-run", "--category", "noise", "x").code == 0
    assert rows() == 0


# -- reading


def test_list_is_aligned_by_cells(room: Desk) -> None:
    log(room, "装修", "--name", "王秀英")
    log(room, "dog barks", "--name", "Ann")
    lines = room("list", "requests").out.splitlines()
    assert "LF-20261121-002" in lines[0]
    starts = [cell_len(line[: line.index(text)]) for line, text in zip(lines, ("dog", "装修"), strict=True)]
    assert starts[0] == starts[1]


def test_list_filters(room: Desk) -> None:
    log(room, "one", "--at", "09:00")
    room("log", "--category", "lost_item", "--name", "Ann Lee", "two")
    room("step", "1", "solve", "--text", "done")

    def found(*words: str) -> list[str]:
        return [one["number"][-3:] for one in room("list", "requests", "--json", *words).data]

    assert found() == ["002", "001"]
    assert found("--open") == ["002"]
    assert found("--overdue") == []
    assert found("--mine") == ["002", "001"]
    assert found("--category", "noise") == ["001"]
    assert found("--date", "today") == ["002", "001"]
    assert found("--date", "昨天") == []
    assert found("--from", "11-21", "--to", "2026-11-21") == ["002", "001"]
    assert found("--text", "lee two") == ["002"]
    assert found("--text", "100%") == []
    assert found("--limit", "1") == ["002"]


def test_list_is_sorted_by_any_column_both_ways(room: Desk) -> None:
    for name in ("乙", "甲", "丙"):
        log(room, "x", "--name", name)

    def found(*words: str) -> list[str]:
        return [one["applicant"] for one in room("list", "requests", "--json", *words).data]

    assert found("--sort", "who") == sorted("乙甲丙")
    assert found("--sort", "-who") == sorted("乙甲丙", reverse=True)
    assert found("--sort", "number") == ["乙", "甲", "丙"]
    room("log", "--category", "noise", "--name", "丁", "--due", "11-22", "x")
    assert found("--sort", "due")[0] == "丁"
    assert found("--sort", "-due")[-1] == "丁"
    said = room("list", "requests", "--sort", "shoes")
    assert said.code == Exit.USAGE
    assert "category" in said.err


def test_lists_mask_phones_and_shelter_people(room: Desk) -> None:
    log(room, "x", "--name", "王秀英", "--phone", "13800001111", "--id", "11010519491231002X")
    room("log", "--category", "tip", "--name", "赵敏", "--phone", "13900002222", "--address", "Lane 4", "y")
    tip, plain = room("list", "requests", "--json").data
    assert (plain["applicant"], plain["phone"]) == ("王秀英", "138****1111")
    assert (tip["applicant"], tip["phone"], tip["address"]) == ("赵＊", "", "")
    text = room("list", "requests").out + room("list", "requests", "--plain").out
    assert "赵敏" not in text
    assert "13800001111" not in text
    assert "11010519491231002X" not in text


def test_an_empty_list_says_what_to_do(room: Desk) -> None:
    said = room("list", "requests")
    assert said.out == ""
    assert "deskapp log" in said.err
    assert room("list", "requests", "--json").data == []


def test_show_gives_the_open_record_and_keeps_that_it_was_opened(room: Desk) -> None:
    log(room, "x", "--name", "王秀英", "--phone", "13800001111", "--id", "11010519491231002X")
    data = room("show", "001", "--json").data
    assert (data["phone"], data["id_number"]) == ("13800001111", "110***********002X")
    assert data["history"][0]["to"] == "registered"
    assert "take" in data["allowed"]
    assert data["entered_at"].endswith("+08:00")
    text = room("show", "LF-20261121-001").out
    assert "Possible now" in text
    with bare(Path.home() / ".local/share/deskapp/desk.db") as file:
        found = file.execute("SELECT via FROM audit WHERE action = 'view' AND subject = 'request'").fetchall()
    assert found == [("cli",), ("cli",)]


@pytest.mark.parametrize("words", [["show", "7"], ["step", "7", "take"], ["note", "7", "x"]])
def test_a_number_that_does_not_exist_is_not_found(room: Desk, words: list[str]) -> None:
    said = room(*words)
    assert said.code == Exit.NOT_FOUND
    assert "LF-20261121-007" in said.err


def test_a_text_that_is_no_number_is_a_usage_error(room: Desk) -> None:
    said = room("show", "seven")
    assert said.code == Exit.USAGE
    assert "LF-20261121-003" in said.err


def test_hidden_characters_never_reach_the_terminal(room: Desk) -> None:
    log(room, "a\x1b]52;c;eA==\x07b\u202ec [/] [@click=app.quit]x")
    for words in (["list", "requests"], ["show", "1"], ["handover"]):
        said = room(*words)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said.out)
        assert "[@click=app.quit]x" in said.out
    said = room("\x1b[31mx")
    assert "\x1b" not in said.err


# -- steps


def test_step_takes_an_allowed_step(room: Desk) -> None:
    log(room)
    assert room("step", "1", "take").out == "LF-20261121-001 In progress\n"
    done = room("step", "1", "resolve", "--outcome", "solved", "--text", "quiet now", "--json").data
    assert (done["status"], done["outcome"]) == ("resolved", "solved")


def test_a_step_may_be_named_by_its_label(room: Desk) -> None:
    log(room)
    assert room("step", "1", "Solved on the spot", "--text", "ok").code == 0


def test_a_step_that_is_not_allowed_names_those_that_are(room: Desk) -> None:
    log(room)
    said = room("step", "1", "archive")
    assert said.code == Exit.REFUSED
    assert "take" in said.err
    assert room("show", "1", "--json").data["status"] == "registered"


def test_an_unknown_step_lists_all(room: Desk) -> None:
    log(room)
    said = room("step", "1", "close")
    assert said.code == Exit.USAGE
    assert "follow_up" in said.err


def test_a_missing_field_is_named(room: Desk) -> None:
    log(room)
    said = room("step", "1", "wait", "--waiting-for", "the landlord")
    assert said.code == Exit.USAGE
    assert "Until when" in said.err


def test_a_field_that_the_step_does_not_have_is_refused(room: Desk) -> None:
    log(room)
    assert room("step", "1", "take", "--outcome", "solved").code == Exit.USAGE


def test_void_needs_the_number_again(room: Desk) -> None:
    log(room)
    said = room("step", "1", "void", "--text", "twice", "--no-input")
    assert said.code == Exit.USAGE
    assert "--confirm LF-20261121-001" in said.err
    assert room("step", "1", "void", "--text", "twice", "--confirm", "2").code == Exit.USAGE
    assert room("step", "1", "void", "--text", "twice", "--confirm", "1").code == 0


def test_step_dry_run_checks_and_writes_nothing(room: Desk) -> None:
    log(room)
    assert room("step", "1", "solve", "--text", "x", "--dry-run").code == 0
    assert room("step", "1", "solve", "--dry-run").code == Exit.USAGE
    assert room("show", "1", "--json").data["status"] == "registered"


def test_a_case_is_closed_with_its_receipt_alone(room: Desk) -> None:
    room("log", "--category", "case_report")
    refused = room("step", "1", "resolve", "--outcome", "to_case", "--text", "x")
    assert refused.code == Exit.USAGE
    assert "receipt" in refused.err
    assert room("step", "1", "resolve", "--outcome", "to_case", "--text", "x", "--receipt", "A1").code == 0


def test_an_entry_of_a_case_report_is_warned_of_and_kept(room: Desk) -> None:
    room("log", "--category", "case_report", "--yes", "x")
    said = room("note", "1", "the case system has taken over")
    assert (said.code, "belong in the case system" in said.err) == (0, True)
    assert "the case system has taken over" in room("show", "1").out


def test_note_adds_to_the_log_of_the_record(room: Desk) -> None:
    log(room)
    assert room("note", "1", "--kind", "call", "nobody", "answered").code == 0
    assert room("show", "1", "--json").data["actions"][0]["text"] == "nobody answered"
    assert room("note", "1").code == Exit.USAGE
    assert room("note", "1", "--kind", "fax", "x").code == Exit.USAGE


# -- people


def test_officers_are_added_listed_and_switched(room: Desk) -> None:
    assert room("officers", "--add", "赵磊", "--badge", "F0231", "--kind", "auxiliary").code == 0
    assert room("officers", "--sign-in", "f0231").code == 0
    first, second = room("officers", "--json").data
    assert (first["signed_in"], second["signed_in"], second["kind"]) == (False, True, "auxiliary")
    log(room)
    assert room("show", "1", "--json").data["entered_by"] == "赵磊 F0231"
    assert room("officers", "--add", "Other", "--badge", "F0231").code == Exit.USAGE
    unknown = room("officers", "--sign-in", "9")
    assert unknown.code == Exit.NOT_FOUND
    assert "Li Ping 012345" in unknown.err


def test_an_officer_is_corrected_deactivated_and_brought_back(room: Desk) -> None:
    room("officers", "--add", "赵磊", "--badge", "F0231")
    said = room("officers", "--correct", "f0231", "--name", "赵雷", "--badge", "F0232", "--reason", "写错")
    assert (said.code, "赵雷 F0232" in said.err) == (0, True)
    assert room("officers", "--deactivate", "F0232").code == 0
    assert [one["active"] for one in room("officers", "--json").data] == [True, False]
    assert room("officers", "--sign-in", "F0232").code == Exit.NOT_FOUND
    assert room("undo").code == 0
    assert room("officers", "--deactivate", "F0232", "--dry-run").code == 0
    assert [one["active"] for one in room("officers", "--json").data] == [True, True]
    assert room("officers", "--deactivate", "F0232").code == 0
    assert room("officers", "--reactivate", "F0232").code == 0
    assert room("officers", "--sign-in", "F0232").code == 0


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        (("--deactivate", "012345"), Exit.REFUSED, "Ctrl+O"),
        (("--correct", "012345", "--kind", "auxiliary"), Exit.REFUSED, "last active officer"),
        (("--correct", "012345"), Exit.USAGE, "--name"),
        (("--correct", "9", "--name", "X"), Exit.NOT_FOUND, "Known"),
        (("--correct", "012345", "--badge", "F1"), Exit.USAGE, "belongs to"),
        (("--correct", "012345", "--kind", "chief"), Exit.USAGE, "Choose one of"),
    ],
)  # fmt: skip
def test_people_are_changed_only_where_the_room_can_work_on(
    room: Desk, words: tuple[str, ...], code: int, word: str
) -> None:
    room("officers", "--add", "Zhao", "--badge", "F1", "--kind", "auxiliary")
    before = room("officers", "--json").data
    said = room("officers", *words)
    assert (said.code, word in said.err) == (code, True), said.err
    assert room("officers", "--json").data == before


# -- settings


SET = {
    "station": "滨河路派出所", "room": "滨河社区警务室", "zone": "Asia/Urumqi", "cutoff": "08:30", "shifts": "3",
    "masks": "strict", "repeat_days": "14", "cover_minutes": "5", "language": "zh", "theme": "light",
    "bell": "off", "printer": "office", "backups": "~/elsewhere/b", "papers": "~/elsewhere/p",
    "exports": "~/elsewhere/e", "database": "~/other.db",
}  # fmt: skip


@pytest.mark.parametrize("name", SET)
def test_each_setting_is_set_shown_and_undone_on_the_command_line(room: Desk, name: str) -> None:
    db.create(Path.home() / "other.db")
    before = room("config", "show", name, "--json").data
    said = room("config", "set", name, SET[name], "--reason", "As agreed")
    assert said.code == 0, said.err
    here = ("--db", str(Path.home() / ".local/share/deskapp/desk.db"))  # where another one is chosen now
    now = room("config", "show", name, "--json", *here).data
    assert now["value"] != before["value"]
    assert (now["changes"][0]["reason"], now["changes"][0]["to"]) == ("As agreed", now["value"])
    assert room("config", "show", name, "--plain", *here).out == f"{now['value']}\n"
    assert "As agreed" in room("config", "show", name, *here).out
    assert room("undo", *here).code == 0
    assert room("config", "show", name, "--json", *here).data["value"] == before["value"]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("set", "zone", "Asia/Shanghay"), "Asia/Shanghai"),
        (("set", "repeat_dais", "3"), "repeat_days"),
        (("set", "repeat_days", "3.5"), "whole number"),
        (("set", "repeat_days"), "VALUE is missing"),
        (("set",), "repeat_days"),
        (("show", "nothing"), "There is no setting"),
        (("show", "zone", "x"), "config set"),
        (("put", "zone", "x"), "show or set"),
        (("set", "exports", "here"), "whole path"),
        (("set", "language", "fr"), "zh"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence_and_code_2(
    room: Desk, words: tuple[str, ...], word: str
) -> None:
    said = room("config", *words)
    assert (said.code, said.out, word in said.err) == (Exit.USAGE, "", True), said.err


def test_every_setting_is_listed_with_where_it_comes_from(room: Desk) -> None:
    room("config", "set", "repeat_days", "14")
    shown = room("config")
    assert shown.code == 0
    lines = {line.split()[0]: line for line in shown.out.splitlines()}
    assert set(lines) >= set(SET)
    assert "14 days" in lines["repeat_days"]
    assert "Li Ping 012345" in lines["repeat_days"]
    assert "default" in lines["masks"]
    assert set(room("config", "show", "--json").data) >= set(SET)
    assert "repeat_days\t14" in room("config", "show", "--plain").out.splitlines()


def test_setting_what_stands_there_says_so_and_dry_run_writes_nothing(room: Desk) -> None:
    assert "stays as it was" in room("config", "set", "repeat_days", "30").err
    assert room("config", "set", "repeat_days", "7", "--dry-run").code == 0
    assert room("config", "set", "repeat_days", "700", "--dry-run").code == Exit.USAGE
    assert room("config", "show", "repeat_days", "--plain").out == "30\n"


def test_an_export_without_a_folder_goes_into_the_chosen_one(room: Desk, home: Path) -> None:
    log(room)
    room("config", "set", "exports", str(home / "out"))
    assert room("export", "desk.json").code == 0
    assert (home / "out" / "desk.json").exists()
    assert room("export", "./desk.json").code == 0
    assert (home / "desk.json").exists()


def test_the_strict_masks_hold_in_lists_sheets_and_exports(room: Desk, home: Path) -> None:
    log(room, "Hammering at night", "--name", "王秀英")
    room("config", "set", "masks", "strict")
    room("export", "desk.json")
    told = [room("list", "requests").out, room("list", "requests", "--json").out, room("handover").out,
            (home / "desk.json").read_text("utf-8")]  # fmt: skip
    for text in told:
        assert "王秀英" not in text
        assert "王＊＊" in text
    assert "王秀英" in room("show", "1").out
    room("undo")
    assert "王秀英" in room("list", "requests").out


# -- the sheet


def test_handover_gives_the_sheet_as_text_and_json(room: Desk) -> None:
    log(room, "Hammering at night", "--name", "王秀英")
    assert "Hammering at night" in room("handover").out
    data = room("handover", "--json", "--date", "today").data
    assert (data["day"], data["figures"]["entered"]) == ("2026-11-21", 1)
    assert room("handover", "--json", "--date", "昨天").data["figures"]["entered"] == 0


def test_handover_keeps_a_pdf_and_never_replaces_one_unasked(room: Desk, home: Path) -> None:
    log(room)
    assert room("handover", "--pdf", "s.pdf").out == "s.pdf\n"
    assert (home / "s.pdf").read_bytes().startswith(b"%PDF")
    assert room("handover", "--pdf", "s.pdf").code == Exit.REFUSED
    assert room("handover", "--pdf", "s.pdf", "--yes").code == 0
    with bare(home / ".local/share/deskapp/desk.db") as file:
        assert file.execute("SELECT count(*) FROM audit WHERE action = 'pdf'").fetchone() == (2,)


def test_without_a_printer_the_pdf_is_kept_and_its_place_told(
    room: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    said = room("handover", "--print")
    assert said.code == Exit.PRINTER
    assert str(next((home / ".local/share/deskapp/papers").glob("*.pdf"))) in said.err


def test_a_day_that_is_no_day_is_refused(room: Desk) -> None:
    assert room("handover", "--date", "someday").code == Exit.USAGE


# -- help and near misses


COMMANDS = ["log", "list", "show", "step", "note", "dispute", "outcome", "paper",
            "handover", "shift", "export", "config", "officers", "setup", "demo",
            "backup", "restore", "doctor", "paths", "completion", "help"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_two_examples(desk: Desk, command: str) -> None:
    said = desk(command, "--help")
    assert said.code == 0
    assert said.out.startswith("Examples:\n  deskapp " + command)
    assert said.out.splitlines()[2].startswith("  deskapp " + command)
    assert not re.search("[─│╭]", said.out)


def test_the_program_lists_its_commands(desk: Desk) -> None:
    said = desk("--help")
    assert said.code == 0
    assert all(f"\n  {command} " in said.out for command in COMMANDS)


def test_a_near_command_is_suggested(desk: Desk) -> None:
    said = desk("handovr")
    assert said.code == Exit.USAGE
    assert "Did you mean handover" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list", "requests", "--opne"], "--open"),
        (["list", "dogs"], "disputes"),
        (["list"], "KIND is missing"),
        (["list", "requests", "--limit", "few"], "few"),
        (["show", "1", "2"], "a word too many"),
        (["show"], "NUMBER is missing"),
        (["step", "1", "take", "--text"], "--text needs a value"),
        (["--json"], "Say what to do"),
        (["--lang", "fr", "paths"], "zh or en"),
    ],
)
def test_usage_errors_say_what_is_possible(room: Desk, words: list[str], told: str) -> None:
    said = room(*words)
    assert (said.code, said.out) == (Exit.USAGE, "")
    assert told in said.err


def test_quiet_keeps_refusals(room: Desk) -> None:
    assert room("note", "-q", "7", "x").err != ""
    log(room)
    assert room("note", "-q", "1", "x").err == ""


# -- Chinese

_FOREIGN = re.compile(
    r"deskapp|COMMAND|--?[a-z-]+|[a-z]+_[a-z_]+|LF-\S+|JSON|CSV|Excel|PDF|PIN|ASCII|zh\|en|\.json|\.csv|\.xlsx"
    r"|[A-Z]\b|\+3d|12345|[a-z0-9]+\.(?:db|pdf|xlsx|json)|\[Q\]|[a-z]+(?:\.[a-z]+)+"
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_chinese_help_has_no_english_sentence(desk: Desk, command: str) -> None:
    page = desk(*[word for word in (command, "--help", "--lang", "zh") if word]).out
    assert page.startswith("示例:")
    codes = {*COMMANDS, *(step.code for step in machine().steps)}
    codes |= {entry.code for listed in (CATEGORY, CHANNEL, DEPARTMENT, OUTCOME) for entry in listed}
    for line in page.splitlines():
        left = " ".join(word for word in _FOREIGN.sub(" ", line).split() if word.strip(",") not in codes)
        assert not re.findall(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+", left), line


def test_refusals_come_in_chinese(desk: Desk) -> None:
    said = desk("--lang", "zh", "handovr")
    assert "handover" in said.err
    assert re.search("[一-鿿]", said.err)
    assert not re.search("There|mean", said.err)


def test_a_chinese_desk_lists_chinese_states(room: Desk) -> None:
    log(room)
    said = room("list", "requests", "--lang", "zh")
    assert "○ 已登记" in said.out
    assert "噪声扰民" in said.out
    assert room("log", "--lang", "zh", "--category", "噪声扰民", "x").code == 0
