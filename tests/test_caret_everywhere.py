"""The terminal's cursor at the caret of every other form: one process visits many, and none is left out."""

from __future__ import annotations

import inspect
import pkgutil
import re
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from deskapp import encryption, screens
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from deskapp.domain.setting_all import SETTINGS
from deskapp.keyring import RING
from deskapp.screens.base import Ready
from tests.app_builders import NARROW, SMALL, WIDE, log, new_desk
from tests.duty_builders import come, crew
from tests.field_builders import grids, hazard
from tests.terminal import Terminal, the_desk

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])

CTRL_G, CTRL_K, CTRL_N, CTRL_R, CTRL_W, CTRL_X = "\x07", "\x0b", "\x0e", "\x12", "\x17", "\x18"
F3, F6 = "\x1bOR", "\x1b[17~"

COVERED = {
    # in test_caret_places
    "LogScreen", "FindScreen", "SetupScreen", "StepDialog", "Choose", "CorrectDialog", "AddOfficer",
    # here
    "BoardScreen", "QuickScreen", "GoTo", "ChangeDialog", "PartDialog", "PersonDialog", "PersonCorrect",
    "MergePeople", "Unmerge", "MergeStepDialog", "OpeningScreen", "OutcomeDialog", "DisputeStep", "DisputeCorrect",
    "AddParty", "AddMediator", "ChangeParty", "TakeOut", "SignInScreen", "PinCoverScreen", "PinDialog",
    "NewPinDialog", "RecoverDialog", "KioskScreen", "LeaveScreen", "DutyForm", "DutyStep", "DutyCorrect", "SlotCorrect",
    "VolunteersScreen", "AddVolunteer", "MemberStep", "MemberCorrect", "AddTeam", "TeamCorrect", "AddEquipment",
    "WhoStep", "DaysDialog", "ImportScreen", "HazardsScreen", "AddHazard", "HazardStep", "HazardCorrect", "AddArea",
    "AreaCorrect", "AreaImportScreen", "AddActivity", "ActivityStep", "ActivityCorrect",
    "NoteDialog", "CheckDialog", "ProofDialog", "HandoversScreen", "UnlockScreen",
}  # fmt: skip
"""Every screen that is opened and takes text, by its class."""

FRAMES = {
    "FormDialog",
    "Meanwhile",
    "PersonForm",
    "SideForm",
    "PinBox",
    "Lock",
    "TableImport",
    "FieldImportScreen",
}
"""What others are made from; they are never opened themselves."""

CHOICES = {"Preside", "Willing", "AskKind", "PeopleDialog"}
"""Boxes in which nothing is typed but digits."""

ALIKE = {
    "RequestCorrect": "CorrectDialog", "CaseStep": "StepDialog", "IssueDialog": "DaysDialog", "DraftsDialog": "Choose",
    "ActivityImportScreen": "ImportScreen",
    **dict.fromkeys(
        ("HazardImportScreen", "AppealImportScreen", "FoundImportScreen", "LostImportScreen"), "ImportScreen"
    ),
    "FieldCorrect": "CorrectDialog", "FieldStep": "StepDialog", "NewRecord": "AddEquipment",
    "AddendumDialog": "NoteDialog", "ProofBox": "PinDialog", "WhyDialog": "PinDialog",
}  # fmt: skip
"""Boxes that have the fields of another and differ in what they save."""

TAKES_TEXT = re.compile(r"\b(?:Form|Filters|TextField|LongField|KioskField|_Wanted|QuickLine)\(")

PARTS = {
    "codes.category": 0, "codes.channel": 0, "codes.outcome": 0, "codes.department": 0, "codes.danger": 0,
    "codes.followup": 0, "codes.action": 0, "codes.volunteer_role": 0, "codes.volunteer_identity": 0,
    "codes.work_dimension": 0, "codes.service_type": 0, "codes.training_subject": 0, "codes.equipment_kind": 0,
    "codes.hazard_category": 0, "codes.small_venue": 0, "codes.place_kind": 0,
    **{f"codes.{name}": 0 for name in (
        "activity_kind", "publicity_topic", "publicity_form", "publicity_audience", "scam_kind", "persuasion_kind",
        "info_kind", "outing_service", "certificate_kind", "assist_kind", "drill_kind", "mechanism",
        "thing_kind", "appeal_kind", "appeal_channel",
    )},
    "due": 1, "clocks": 0, "workdays": 0, "phrases": 0, "sentences": 0, "rules": 0, "reward_rules": 0, "words": 0,
}  # fmt: skip
"""The settings with parts, in their order, and how many fields lie before the first text of a part."""


def test_no_screen_with_a_text_field_is_left_out() -> None:
    found = set()
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Ready) and one.__module__ == module.name:
                family = [base for base in one.__mro__ if base.__module__.startswith("deskapp.screens")]
                if any(TAKES_TEXT.search(inspect.getsource(base)) for base in family):
                    found.add(one.__name__)
    assert found - FRAMES - CHOICES - set(ALIKE) == COVERED | (set(ALIKE.values()) & found)
    assert list(PARTS) == [entry.name for entry in SETTINGS if entry.parts]


def column_text(terminal: Terminal, width: int) -> str:
    """What stands in the cells just before the cursor."""
    x, y = terminal.cursor
    return "".join(terminal._screen.buffer[y][at].data for at in range(max(0, x - width), x))


def lands(terminal: Terminal, sees: str = "", *, first: bool = True) -> None:
    """What is typed appears where the cursor stood, the cursor goes along, and turns back with Left."""
    if sees:
        terminal.sees(sees)
    if first:
        terminal.until(lambda: "▌" in terminal.lines[terminal.cursor[1]], 5)
    terminal.rests()  # the last paint of the box
    terminal.types("甲a")
    terminal.until(lambda: column_text(terminal, 3) == "甲a", 5)
    terminal.types("left")
    terminal.until(lambda: column_text(terminal, 2) == "甲", 5)
    terminal.types("end")
    terminal.until(lambda: column_text(terminal, 3) == "甲a", 5)


def marked(terminal: Terminal, label: str) -> None:
    """Wait until the cursor of the list stands on the row of a setting."""
    terminal.until(lambda: any("▶ " + label[:8] in line for line in terminal.lines), 8)


def goes_back(terminal: Terminal) -> None:
    """Esc, until the box is gone: a key right behind Esc would count as one with it."""
    terminal.types("escape")
    terminal.until(lambda: "▌" not in terminal.screen, 5)


@pytest.fixture
def path(home: Path) -> Path:
    """A desk with two records of two people, one of whom has a merged card under theirs."""
    desk = new_desk(home)
    for name, phone in (("丙", "13800010003"), ("乙", "13800010002"), ("丁", "13800010001")):
        log(desk, applicant=name, phone=phone)
    numbers = [row[0] for row in desk.reader.execute("SELECT number FROM person ORDER BY id")]
    desk.people.merge(numbers[0], numbers[2], "same", desk.actor, desk.words)
    found = desk.settings.database
    desk.close()
    return found


def opened(path: Path, size: tuple[int, int]) -> Terminal:
    environ = {"DESKAPP_NOW": "2026-11-21T13:00:00+08:00", "DESKAPP_ASCII": "0"}
    return Terminal(the_desk("--db", str(path), "--lang", "en"), size=size, environ=environ)


@SIZES
def test_in_every_box_of_the_settings(path: Path, size: tuple[int, int]) -> None:
    plain = [entry for entry in SETTINGS if not entry.parts]
    pages = list(dict.fromkeys(entry.group for entry in plain))
    with opened(path, size) as terminal:
        terminal.sees("丁")
        terminal.types(CTRL_K)
        terminal.sees("Privacy")
        for page, group in enumerate(pages, 1):
            entries = [entry for entry in plain if entry.group == group]
            terminal.types(str(page))
            for at, entry in enumerate(entries):
                terminal.types(*(["down"] if at else []))
                marked(terminal, entry.label)
                terminal.types("enter")
                terminal.sees("Ctrl+S save")
                if entry.codes is not None or entry.name == "printer":
                    terminal.types("tab")
                    terminal.until(lambda: "Reason" in terminal.lines[terminal.cursor[1]], 5)
                lands(terminal)
                goes_back(terminal)
            terminal.types("left")
        terminal.types(str(len(pages) + 1))
        entries = [entry for entry in SETTINGS if entry.parts]
        for at, (name, before) in enumerate(PARTS.items()):
            terminal.types(*(["down"] if at else []))
            marked(terminal, entries[at].label)
            terminal.types("enter")
            terminal.until(lambda: "means" not in terminal.screen.casefold() or "From" not in terminal.screen)
            terminal.types("enter")
            terminal.sees("Ctrl+S save")
            if before:
                terminal.types("tab", "1")
                terminal.until(lambda: "▌" in terminal.lines[terminal.cursor[1]], 5)
                terminal.until(lambda: column_text(terminal, 1) == "1", 5)
            else:
                lands(terminal, first=name != "words")  # there the caret stands at the end of many lines
            goes_back(terminal)
            terminal.types("escape")
            marked(terminal, entries[at].label)
        terminal.types("left", str(len(pages) + 2), "enter")
        lands(terminal, "Ctrl+S save")


@SIZES
def test_in_every_box_of_a_card_and_of_a_merge(path: Path, size: tuple[int, int]) -> None:
    with opened(path, size) as terminal:
        terminal.sees("丁")
        terminal.types(CTRL_X)
        terminal.sees("Merge into another card")
        for digit, title in (("1", "Correct the card"), ("2", "Into which card"), ("3", "Reason")):
            terminal.types(digit)
            lands(terminal, title)
            if digit == "1":  # down to the last field, below the last row of a small window
                terminal.types(*["tab"] * 10)
                terminal.until(lambda: "Reason" in terminal.lines[terminal.cursor[1]], 5)
                lands(terminal)
            goes_back(terminal)
        terminal.types("escape")
        terminal.sees("today")
        terminal.types("\r")
        terminal.sees("Add an entry")
        digit = next((m.group(1) for m in re.finditer(r"(\d)\s+Merge", terminal.screen)), "")
        terminal.types(digit)
        lands(terminal, "Ctrl+S save")


@SIZES
def test_in_the_quick_line_its_form_the_box_to_go_to_and_the_finder_of_phrases(
    path: Path, size: tuple[int, int]
) -> None:
    with opened(path, size) as terminal:
        terminal.sees("丁")
        terminal.types(CTRL_G)
        lands(terminal, "Day or number")
        goes_back(terminal)
        terminal.types("x")
        terminal.until(lambda: column_text(terminal, 1) == "x", 5)
        lands(terminal, first=False)
        terminal.types("\r")
        terminal.sees("Category")
        terminal.types("tab")
        lands(terminal)
        terminal.types(CTRL_W)
        terminal.sees("a word or pinyin")
        terminal.types("b")
        terminal.until(lambda: column_text(terminal, 1) == "b", 5)


def has_changed(terminal: Terminal, before: str) -> bool:
    """Whether anything is painted anew by now, be it the mark of the field."""
    return terminal.screen != before


def reaches(terminal: Terminal, label: str) -> None:
    """Go on with Tab until the cursor stands in the row of `label`."""
    for _ in range(12):
        terminal.until(lambda: "▌" in terminal.lines[terminal.cursor[1]], 5)
        if label in terminal.lines[terminal.cursor[1]]:
            return
        before = terminal.screen
        terminal.types("tab")
        terminal.until(partial(has_changed, terminal, before), 5)
        terminal.rests()
    raise AssertionError(f"{label} is not reached:\n{terminal.screen}")


@SIZES
def test_in_every_box_of_a_dispute(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    parties = [PartyGiven(0, "party_a", Told("马玉兰")), PartyGiven(0, "party_b", Told("赵铁柱"))]
    desk.disputes.open({"type": "neighbor", "summary": "堆物"}, parties, desk.actor, desk.words)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        terminal.sees("JF")
        terminal.types(F3)
        terminal.sees("F3 all")
        terminal.types("n")
        lands(terminal, "Party A")
        goes_back(terminal)
        terminal.types("2")
        terminal.sees("Ctrl+S")
        reaches(terminal, "Course")
        lands(terminal)
        goes_back(terminal)
        terminal.types("enter")
        terminal.sees("Add an entry")
        terminal.types("4")
        reaches(terminal, "Reason")
        lands(terminal)
        goes_back(terminal)
        terminal.types("ctrl+e")
        reaches(terminal, "Place")
        lands(terminal)
        goes_back(terminal)
        terminal.types(CTRL_N)
        terminal.sees("Who is willing")
        terminal.types("1", "6")
        reaches(terminal, "Who is it")
        lands(terminal)
        goes_back(terminal)
        terminal.types("2", "4")
        reaches(terminal, "Committee or body")
        lands(terminal)
        goes_back(terminal)
        terminal.types("down", "5")
        reaches(terminal, "Reason")
        lands(terminal)
        goes_back(terminal)
        terminal.types("6")
        reaches(terminal, "Reason")
        lands(terminal)


@SIZES
def test_in_every_box_of_duties_and_their_plan(home: Path, size: tuple[int, int]) -> None:
    desk = crew(new_desk(home))
    come(desk)
    desk.rosters.add({"days": "daily", "hours": "8-18"}, desk.actor, desk.words)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        terminal.sees("today")
        terminal.types(F6)
        terminal.sees("Here now 1")
        terminal.types("n")
        lands(terminal, "Who")
        goes_back(terminal)
        terminal.types("c")
        lands(terminal, "Request")
        goes_back(terminal)
        terminal.types("p")
        terminal.sees("corrects a slot")
        terminal.types("n")
        lands(terminal, "Days")
        goes_back(terminal)
        terminal.types("enter")
        reaches(terminal, "Place")
        lands(terminal)
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("Here now 1")
        terminal.types("enter")
        terminal.sees("Still here")
        terminal.types("ctrl+e")
        reaches(terminal, "Place")
        lands(terminal)


def lands_on(terminal: Terminal, cell: tuple[int, int]) -> bool:
    """Whether the cursor stands in `cell`."""
    return terminal.cursor == cell


def dots(terminal: Terminal, label: str = "PIN") -> None:
    """A digit of a PIN is a dot, and the cursor goes on by one cell with each."""
    terminal.until(lambda: re.search(f"{label}.*▌|▌.*{label}", terminal.lines[terminal.cursor[1]]), 5)
    terminal.rests()
    x, y = terminal.cursor
    for count in (1, 2, 3):
        wanted = (x + count, y)
        terminal.types("7")
        terminal.until(partial(lands_on, terminal, wanted), 5)
    assert "7" not in terminal.lines[y]


@SIZES
def test_in_every_page_and_box_of_a_pin(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    desk.pins.set(1, "975310", "975310", desk.actor)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        lands(terminal, "PIN")
        terminal.types(CTRL_R)
        lands(terminal, "code")
        terminal.types("escape")
        terminal.until(lambda: "Recovery code" not in terminal.screen, 5)
        terminal.types("backspace", "backspace", "012345", "enter")
        terminal.rests(0.1)
        dots(terminal)
        terminal.types("backspace", "backspace", "backspace", "975310", "enter")
        terminal.sees("today")
        terminal.types("ctrl+p", "My PIN", "enter")
        terminal.sees("Your PIN now")
        dots(terminal)
        terminal.types("escape")
        terminal.sees("today")
        terminal.types("f12")
        terminal.until(lambda: "today" not in terminal.screen, 5)
        dots(terminal)


def test_in_the_field_of_the_passphrase(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3", reason="run it with the extra: pip install deskapp[encrypted]")
    desk = new_desk(home)
    desk.close()
    encryption.convert(
        desk.settings, "rekey" if RING else "encrypt", "7777 four plain words", lambda *_: None
    )
    monkeypatch.delenv("DESKAPP_KEY_FILE", raising=False)
    with opened(desk.settings.database, NARROW) as terminal:
        dots(terminal, "Passphrase")
        terminal.types("7 four plain words", "enter")
        terminal.sees("today")


@SIZES
def test_in_every_box_of_the_volunteers(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    desk.teams.add({"name": "明珠队"}, desk.actor, desk.words)
    desk.volunteers.register({"name": "马玉兰", "team": "明珠队"}, desk.actor, desk.words)
    desk.activities.add("patrol", {"when": "12-31 20:00-22:00", "place": "北门"}, desk.actor, desk.words)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        terminal.sees("today")
        terminal.types("f6")
        terminal.sees("[1 Duty")
        terminal.types("2")
        terminal.sees("马玉兰")
        terminal.types("tab")
        lands(terminal)
        terminal.types("escape")
        terminal.sees("today")
        terminal.types("f6")
        terminal.sees("[1 Duty")
        terminal.types("2", "n")
        lands(terminal, "New volunteer")
        goes_back(terminal)
        terminal.types("enter")
        terminal.sees("Add an entry")
        terminal.types("7")
        reaches(terminal, "What for")
        lands(terminal)
        goes_back(terminal)
        terminal.types("ctrl+e")
        lands(terminal, "Correct")
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("4 T")
        terminal.types("4")
        terminal.sees("明珠队")
        terminal.types("n")
        lands(terminal, "New team")
        goes_back(terminal)
        terminal.types("enter")
        terminal.sees("Disband")
        terminal.types("1")
        lands(terminal, "Add a member")
        goes_back(terminal)
        terminal.types("4")
        lands(terminal, "Rename or move")
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("[4 Teams]")
        terminal.types("5", "n")
        terminal.sees("New equipment")
        reaches(terminal, "Name or own")
        lands(terminal)
        goes_back(terminal)
        terminal.types("2")
        terminal.sees("马玉兰")
        terminal.types("\x15")
        lands(terminal, "Enter in the line above")
        goes_back(terminal)
        terminal.sees("Ctrl+U")
        terminal.types("6")
        terminal.sees("[6 ")
        terminal.types(CTRL_G)
        lands(terminal, "Own days")
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("today 0 ")
        terminal.types("f6")
        terminal.sees("[1 Duty")
        terminal.types("f6", "2")
        terminal.sees("Planned")
        terminal.types("n", "1")
        lands(terminal, "New activity")
        goes_back(terminal)
        terminal.types("enter", "3")
        lands(terminal, "Not held")
        goes_back(terminal)
        terminal.types("ctrl+e")
        lands(terminal, "Correct")
        goes_back(terminal)


@SIZES
def test_in_every_box_of_field_work(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    grids(desk)
    hazard(desk)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        terminal.sees("today")
        terminal.types("f6")
        terminal.sees("2 Reg")
        terminal.types("f6")
        terminal.sees("[1 Hazards]")
        terminal.types("tab")
        lands(terminal)
        terminal.types("escape")
        terminal.sees("today")
        terminal.types("f6")
        terminal.sees("2 Reg")
        terminal.types("f6", "n", "1", "2")
        lands(terminal, "New hazard")
        goes_back(terminal)
        terminal.types("enter")
        terminal.sees("Add an entry")
        terminal.types("1")
        lands(terminal, "Fixed on the spot")
        goes_back(terminal)
        terminal.types("ctrl+e")
        reaches(terminal, "What is unsafe")
        lands(terminal)
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("[1 Hazards]")
        terminal.types("6", "n")
        lands(terminal, "New area")
        goes_back(terminal)
        terminal.types("enter")
        terminal.sees("Give up")
        terminal.types("4")
        lands(terminal, "Correct or move")
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("[6 Areas]")
        terminal.types("\x15")
        lands(terminal, "Enter in the line above")


@SIZES
def test_in_every_box_of_a_shift_and_its_handover(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    desk.configuring.change("checklist", "key archive 2", desk.actor, desk.words)
    desk.look_again()
    desk.shifts.open(desk.actor)
    desk.shifts.start(desk.actor)
    path = desk.settings.database
    desk.close()
    with opened(path, size) as terminal:
        terminal.sees("today")
        terminal.types("\x01")
        terminal.sees("Still to do")
        terminal.types("enter")
        lands(terminal, "Note")
        goes_back(terminal)
        terminal.types("*")
        terminal.sees("2/2")
        terminal.types("\x13")
        terminal.sees("waits for the next shift")
        terminal.types("\x13")
        lands(terminal, "Take over")
        goes_back(terminal)
        terminal.types("escape")
        terminal.sees("today")
        terminal.types("f9")
        terminal.sees("Ctrl+S Keep")
        terminal.types("\x07")
        terminal.sees("Look for")
        terminal.types("tab")
        lands(terminal)


@SIZES
def test_in_the_field_of_the_kiosk_and_on_its_way_out(home: Path, size: tuple[int, int]) -> None:
    desk = new_desk(home)
    desk.pins.set(1, "975310", "975310", desk.actor)
    path = desk.settings.database
    desk.close()
    environ = {"DESKAPP_NOW": "2026-11-21T13:00:00+08:00", "DESKAPP_ASCII": "0"}
    with Terminal(
        the_desk("kiosk", "--db", str(path), "--lang", "en"), size=size, environ=environ
    ) as terminal:
        lands(terminal, "scan your badge", first=False)
        terminal.types("\x11")
        lands(terminal, "Leave the kiosk")
        terminal.types("backspace", "backspace", "012345", "enter")
        terminal.rests(0.1)
        dots(terminal)
