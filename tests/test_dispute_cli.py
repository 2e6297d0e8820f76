"""Disputes on the command line: opened, stepped, settled in one go, listed, found, shown, put on paper, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskapp.domain.print_options import Options
from tests.print_builders import faked
from tests.test_cli import Desk, desk, log, room  # noqa: F401 - the fixtures

FIRST = "JF-20261121-001"
OPEN = (
    "dispute", "open", "--type", "neighbor", "--party", "王秀英 13800010001", "--party", "赵铁柱", "楼道堆物争吵",
)  # fmt: skip
TALKED = ("outcome", FIRST, "--form", "oral_agreed", "--course", "both heard", "--text", "stairs are cleared",
          "--from", "08:00", "--to", "08:30", "--present", "both")  # fmt: skip


@pytest.fixture
def quarrel(room: Desk) -> Desk:  # noqa: F811
    """A room with one dispute of two neighbours."""
    said = room(*OPEN)
    assert (said.code, said.out.strip()) == (0, f"{FIRST} Registered"), said.err
    return room


def state(desk: Desk) -> str:  # noqa: F811
    return str(desk("show", FIRST, "--json").data["status"])


def test_a_dispute_is_opened_with_its_parties_and_shown_whole(quarrel: Desk) -> None:
    said = quarrel("show", FIRST)
    for word in ("王秀英", "赵铁柱", "Party A", "Party B", "Neighbours", "Accept or decline", "Possible now"):
        assert word in said.out
    assert quarrel("people", "show", "1", "--json").data["phones"] == ["13800010001"]
    assert quarrel("show", "JF-20261121-009").code == 3


def test_a_card_is_taken_by_its_number(quarrel: Desk) -> None:
    again = quarrel(
        "dispute", "open", "--type", "noise", "--party", "RY-20261121-001", "--party", "Li", "again"
    )
    assert again.code == 0
    data = quarrel("show", "JF-20261121-002", "--json").data
    assert [one["name"] for one in data["parties"]] == ["王秀英", "Li"]
    assert quarrel("dispute", "open", "--type", "noise", "--party", "RY-20261121-077", "x").code == 3


def test_a_request_goes_on_as_a_dispute(room: Desk) -> None:  # noqa: F811
    number = log(room, "Shouting", "--name", "Zhao Min", "--phone", "13900010001").split()[0]
    assert room("dispute", "open", "--from", number, "--type", "noise").code == 0
    assert room("show", number, "--json").data["outcome"] == "to_dispute"
    data = room("show", FIRST, "--json").data
    assert (data["summary"], data["parties"][0]["name"]) == ("Shouting", "Zhao Min")
    assert room("undo").code == 0
    assert room("show", number, "--json").data["status"] != "resolved"


def test_steps_are_taken_by_number_and_undone(quarrel: Desk) -> None:
    step = ("step", FIRST, "accept", "--set", "kind=peoples", "--set", "willing=yes")
    assert quarrel(*step, "--dry-run").code == 0
    assert state(quarrel) == "registered"
    assert quarrel(*step).code == 0
    assert state(quarrel) == "accepted"
    assert quarrel("step", FIRST, "perform").code != 0
    assert quarrel("step", FIRST, "accept", "--set", "kind").code == 2
    assert quarrel("undo").code == 0
    assert state(quarrel) == "registered"
    assert quarrel("step", FIRST, "void", "--text", "twice").code == 2
    assert quarrel("step", FIRST, "void", "--text", "twice", "--confirm", FIRST).code == 0
    assert state(quarrel) == "voided"


def test_an_outcome_takes_every_step_at_once(quarrel: Desk) -> None:
    said = quarrel(*TALKED)
    assert said.code == 0, said.err
    data = quarrel("show", FIRST, "--json").data
    assert (data["status"], data["outcome"]) == ("fulfilled", "oral_agreed")
    assert quarrel("undo").code == 0
    assert state(quarrel) == "registered"
    assert quarrel("outcome", FIRST, "--form", "magic").code == 2


def test_disputes_are_listed_by_their_clock(quarrel: Desk) -> None:
    assert FIRST in quarrel("list", "disputes").out
    assert [one["number"] for one in quarrel("list", "disputes", "--open", "--json").data] == [FIRST]
    assert quarrel("list", "disputes", "--overdue", "--json").data == []
    assert quarrel("list", "disputes", "--category", "noise", "--json").data == []
    assert [one["number"] for one in quarrel("list", "disputes", "--type", "neighbor", "--json").data] == [
        FIRST
    ]
    assert [one["number"] for one in quarrel("list", "disputes", "--text", "堆物", "--json").data] == [FIRST]
    assert quarrel("list", "disputes", "--text", "没有这句", "--json").data == []
    assert quarrel("list", "disputes", "--status", "mediating", "--json").data == []
    assert [
        one["number"] for one in quarrel("list", "disputes", "--status", "registered", "--json").data
    ] == [FIRST]
    for column in ("number", "time", "state", "category", "who", "what", "due", "-due"):
        assert [one["number"] for one in quarrel("list", "disputes", "--sort", column, "--json").data] == [
            FIRST
        ]
    for bad in (("--type", "x1"), ("--status", "x1"), ("--sort", "x1"), ("--from", "x1")):
        assert quarrel("list", "disputes", *bad).code == 2
    assert quarrel("list", "disputes", "--open", "--plain").out.count("\t") == 7


@pytest.mark.parametrize("text", ["王秀英", "wangxiuying", "ztz", "0001", "堆物", FIRST, "3号楼"])
def test_a_dispute_is_found_by_whatever_is_known(quarrel: Desk, text: str) -> None:
    assert quarrel("correct", FIRST, "place", "3号楼", "--reason", "asked").code == 0
    found = quarrel("find", text, "--kind", "disputes", "--json")
    assert [one["number"] for one in found.data["disputes"]] == [FIRST], found.err


def test_a_renamed_party_is_found_by_the_new_name(quarrel: Desk) -> None:
    assert quarrel("people", "correct", "2", "name", "孙铁柱", "--reason", "misheard").code == 0
    assert quarrel("find", "孙铁柱", "--kind", "disputes", "--json").data["disputes"]
    assert not quarrel("find", "赵铁柱", "--kind", "disputes", "--json").data["disputes"]
    assert quarrel("doctor").code == 0


def test_a_sheltered_file_is_found_with_initials_alone(quarrel: Desk) -> None:
    assert quarrel("correct", FIRST, "flags", "domestic_violence", "--reason", "told later").code == 0
    for said in (quarrel("find", "王秀英"), quarrel("list", "disputes"), quarrel("find", "堆物", "--json")):
        assert "王＊" in said.out
        assert "赵铁柱" not in said.out
    assert quarrel("dispute", "seal", FIRST, "--reason", "a minor").code == 0
    assert "堆物" not in quarrel("list", "disputes", "--json").out
    assert "«堆物»" not in quarrel("find", "堆物").out


def test_the_strict_masks_hold_in_lists_of_disputes(quarrel: Desk) -> None:
    assert quarrel("config", "set", "masks", "strict").code == 0
    for said in (quarrel("list", "disputes"), quarrel("list", "disputes", "--json")):
        assert "王＊＊" in said.out
        assert "王秀英" not in said.out


def test_parties_mediators_and_notes_stand_in_the_file(quarrel: Desk) -> None:
    assert quarrel("dispute", "party", FIRST, "--party", "Zhao Min", "--role", "witness").code == 0
    assert quarrel("dispute", "mediator", FIRST, "--role", "committee", "--body", "Lane 4").code == 0
    assert quarrel("note", FIRST, "Called both").code == 0
    said = quarrel("show", FIRST)
    for word in ("Witness", "Zhao Min", "Lane 4", "Called both", "Party added"):
        assert word in said.out
    assert quarrel("dispute", "drop", FIRST, "--party", "Nobody", "--reason", "x").code == 3
    assert quarrel("dispute", "drop", FIRST, "--party", "Zhao Min").code == 2
    assert quarrel("dispute", "drop", FIRST, "--party", "Zhao Min", "--reason", "by mistake").code == 0
    assert [one["name"] for one in quarrel("show", FIRST, "--json").data["parties"]] == ["王秀英", "赵铁柱"]
    assert quarrel("dispute", "party", FIRST, "--role", "witness").code == 2
    assert quarrel("dispute", "dance", FIRST).code == 2
    assert quarrel("dispute", "party").code == 2


def test_a_warning_is_answered_with_a_word(quarrel: Desk) -> None:
    parties = ("--party", "Li", "--party", "Wu")
    assert quarrel("dispute", "open", "--type", "debt", *parties, "他扬言报复").code == 0
    second = "JF-20261121-002"
    assert "1  A threat in the words" in quarrel("dispute", "warnings", second).out
    assert quarrel("dispute", "accept", second, "1").code == 2
    assert quarrel("dispute", "accept", second, "9", "--reason", "x").code == 3
    assert quarrel("dispute", "accept", second, "1", "--reason", "he means it").code == 0
    assert quarrel("show", second, "--json").data["risk"] != "blue"
    assert quarrel("dispute", "warnings", FIRST).out == ""


def test_a_form_is_shown_and_kept_as_pdf(quarrel: Desk, tmp_path: Path) -> None:
    place = tmp_path / "rights.pdf"
    assert "王秀英" in quarrel("paper", FIRST, "rights").out
    assert quarrel("paper", FIRST, "agreement_peoples", "--pdf", str(place)).code == 1
    assert not place.exists()
    assert quarrel("paper", FIRST, "rights", "--pdf", str(place)).code == 0
    assert place.read_bytes().startswith(b"%PDF")
    assert [one["kind"] for one in quarrel("show", FIRST, "--json").data["papers"]] == ["rights"]
    before = place.read_bytes()
    assert quarrel("paper", FIRST, "rights", "--pdf", str(place), "--no-input").code == 1
    assert place.read_bytes() == before


def test_a_form_is_printed_as_often_as_it_has_copies(quarrel: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = faked(monkeypatch)
    assert quarrel("paper", FIRST, "rights", "--print", "--sides", "long").code == 0
    assert fake.sent == [("", Options(2, "long"))]
    assert quarrel("paper", FIRST, "rights", "--print", "Hall", "--copies", "1", "--dry-run").code == 0
    assert quarrel("paper", FIRST, "rights", "--print", "Hall", "--copies", "1").code == 0
    assert fake.sent[1:] == [("Hall", Options(1))]
    assert [one["kind"] for one in quarrel("show", FIRST, "--json").data["papers"]] == ["rights", "rights"]


def test_disputes_go_into_the_export_masked_and_are_not_undone_then(quarrel: Desk, tmp_path: Path) -> None:
    assert quarrel("correct", FIRST, "flags", "domestic_violence", "--reason", "told later").code == 0
    place = tmp_path / "desk.json"
    assert quarrel("export", str(place)).code == 0
    (told,) = json.loads(place.read_text("utf-8"))["disputes"]
    assert (told["number"], [one["name"] for one in told["parties"]]) == (FIRST, ["王＊", "赵＊"])
    assert quarrel("undo").code == 1


def test_a_closed_file_takes_nothing_more(quarrel: Desk) -> None:
    assert quarrel("step", FIRST, "void", "--text", "twice", "--confirm", FIRST).code == 0
    said = quarrel("note", FIRST, "late")
    assert (said.code, "deskapp dispute open" in said.err) == (1, True)


def test_disputes_speak_chinese(quarrel: Desk) -> None:
    said = quarrel("--lang", "zh", "show", FIRST)
    for word in ("甲方", "邻里", "决定受理与否", "受理"):
        assert word in said.out
    assert "纠纷" in quarrel("--lang", "zh", "find", "王秀英").out


def test_a_request_is_resolved_into_a_dispute_that_is_there(quarrel: Desk) -> None:
    number = log(quarrel, "Shouting again").split()[0]
    step = ("step", number, "resolve", "--outcome", "to_dispute", "--text", "known", "--linked")
    assert quarrel(*step, "JF-20261121-009").code == 3
    assert quarrel(*step, FIRST).code == 0
    assert quarrel("show", number, "--json").data["linked"] == FIRST


def test_a_party_who_does_not_want_mediation_stops_it(quarrel: Desk) -> None:
    asked = ("dispute", "willing", FIRST, "--party", "赵铁柱", "--answer")
    assert quarrel(*asked, "perhaps").code == 2
    assert quarrel("dispute", "willing", FIRST, "--answer", "no").code == 2
    assert quarrel(*asked, "no").code == 0
    said = quarrel(*TALKED)
    assert (said.code, "赵铁柱 does not want mediation" in said.err) == (1, True)
    assert f"deskapp dispute willing {FIRST} --party NAME --answer yes" in said.err
    assert state(quarrel) == "registered"
    assert quarrel(*asked, "yes").code == 0
    assert quarrel(*TALKED).code == 0


def test_the_card_of_a_party_names_the_dispute_and_the_role(quarrel: Desk) -> None:
    said = quarrel("people", "show", "2").out
    assert FIRST in said and "Party B" in said
    assert quarrel("people", "show", "2", "--json").data["disputes"] == [
        {"number": FIRST, "role": "party_b", "status": "registered"}
    ]
