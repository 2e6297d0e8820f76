"""The register of disputes on the screen: the list, outcomes in three keys, the file and every step of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.dispute import File
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_outcome import OUTCOMES
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.person_draft import Told
from deskapp.reading import disputes as reading
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell, turn
from tests.duty_builders import come, crew

Done = tuple[tuple[str, dict[str, str]], ...]

ACCEPTED: Done = (("accept", {"kind": "peoples", "willing": "yes"}),)
SAT: Done = (*ACCEPTED, ("session", {"from": "11:00", "to": "11:30", "course": "各说各的"}))
AGREED: Done = (*SAT, ("agree", {"form": "oral_agreed", "text": "各让一步", "sum": "500"}))
PROMISED: Done = (*AGREED, ("promise", {"parts": "12-01 300; 12-31 200"}))
FULFILLED: Done = (*PROMISED, ("fulfil", {"text": "收条"}))
FAILED: Done = (*SAT, ("fail", {"form": "not_agreed", "text": "谈不拢", "told": "起诉"}))
BROKEN: Done = (*PROMISED, ("breach", {"text": "没付"}))
SENT: Done = (("transfer", {"receiver": "court", "due": "+2d"}),)
SENT_AWAY: Done = (*SENT, ("feedback", {"text": "已立案"}))
TOLD: Done = (("decline", {"reason": "crime", "text": "立案"}),)

CASES: dict[str, tuple[Done, str, str]] = {
    # step: what was done before, the keys in its box, the state after it
    "accept": ((), "31\n\n", "accepted"),
    "session": (ACCEPTED, "12:00\n\n\n\n各说各的\n", "mediating"),
    "agree": (SAT, "2各让一步\n", "agreed"),
    "fail": (SAT, "1谈不拢\n起诉\n", "not_agreed"),
    "retry": (FAILED, "都又申请了\n", "mediating"),
    "perform": (AGREED, "1\n", "fulfilled"),
    "promise": (AGREED, "12-01 300; 12-31 200\n\n", "performing"),
    "pay": (PROMISED, "300\n", "performing"),
    "fulfil": (PROMISED, "收条\n", "fulfilled"),
    "breach": (PROMISED, "没付\n", "breached"),
    "remediate": (BROKEN, "再谈\n", "mediating"),
    "follow_up": (FULFILLED, "1好\n", "followed_up"),
    "relapse": (FULFILLED, "又吵\n", "mediating"),
    "confirm": (PROMISED, "1\n\n", "performing"),
    "decline": ((), "8请报案\n", "declined"),
    "transfer": ((), "1+2d\n", "transferred"),
    "return": (SENT, "不归他们\n", "registered"),
    "feedback": (SENT, "已立案\n", "closed_other"),
    "close": (FAILED, "2号\n", "closed_other"),
    "risk": ((), "3要闹\n", "registered"),
    "archive": (TOLD, "\n", "archived"),
    "void": ((), "登错了\n{own}\n", "voided"),
}


def quarrel(
    desk: Desk, first: str = "马玉兰", second: str = "赵铁柱", *, born: str = "", **given: str
) -> File:
    """Two neighbours, or those named, and what is given beside."""
    parties = [
        PartyGiven(0, "party_a", Told(first, "13800010001")), PartyGiven(0, "party_b", Told(second, "13800010002")),
    ]  # fmt: skip
    values = {"type": "neighbor", "summary": "为楼道堆物争吵"} | given
    return desk.disputes.open(values, parties, desk.actor, desk.words)


def advance(desk: Desk, number: str, *done: tuple[str, dict[str, str]]) -> None:
    for code, given in done:
        desk.disputes.step(number, code, given, desk.actor, desk.words)


def held(person: Person, number: str) -> File:
    """The file as it is kept now."""
    found = reading.find(person.app.desk.reader, person.app.desk.room.id, number)
    assert found is not None
    return found


async def open_file(person: Person, number: str) -> None:
    person.app.open_dispute(number)
    await person.settled()


# -- the file and its steps


def test_every_step_of_the_machine_is_among_the_cases() -> None:
    assert set(CASES) == {step.code for step in MACHINE.steps}


@pytest.mark.parametrize("way", ["key", "click"])
async def test_every_step_is_taken_in_the_file(tmp_path: Path, way: str) -> None:
    desk = new_desk(tmp_path)
    numbers = {
        code: quarrel(desk, f"甲{place}", f"乙{place}").dispute.number for place, code in enumerate(CASES)
    }
    for code, (before, _, _) in CASES.items():
        advance(desk, numbers[code], *before)
    async with opened(desk, size=WIDE if way == "click" else NARROW) as person:
        for code, (_, keys, status) in CASES.items():
            number, step = numbers[code], MACHINE.step(code)
            await open_file(person, number)
            if way == "click":
                await person.clicks(f" {step.key}  {step.label}")
                await person.types(*spell(keys.replace("{own}", str(int(number[-3:])))))
            else:
                await person.types(str(step.key), *spell(keys.replace("{own}", str(int(number[-3:])))))
            assert person.top == "DisputeScreen", f"{code}\n{person.screen}"
            assert held(person, number).dispute.status == status, code
            assert person.status == f"✓ {number}: {step.label} · Ctrl+Z undoes"
            steps = person.read(
                "SELECT step FROM history WHERE subject = 'dispute' AND subject_id = ? ORDER BY id DESC",
                held(person, number).dispute.id,
            )
            assert code in [row[0] for row in steps[:2]]
            await person.types("escape")


async def test_a_refused_step_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("1", "1", "1", "enter", "enter")  # public order, all willing, no check list
        assert person.top == "DisputeStep"
        assert person.field == "eligible"
        assert "check list" in " ".join(person.error("eligible").split())
        assert person.form.values()["kind"] == "security"
        await person.types("1", "enter")
        assert held(person, number).dispute.status == "accepted"


async def test_what_needs_the_other_side_says_how_to_add_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    alone = [PartyGiven(0, "party_a", Told("马玉兰"))]
    values = {"type": "noise", "summary": "半夜吵"}
    number = desk.disputes.open(values, alone, desk.actor, desk.words).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("1")
        assert person.top == "DisputeScreen"  # nothing is asked before the other side is there
        assert "Ctrl+N" in person.status


async def test_a_file_that_another_window_changed_refuses_a_stale_step(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("6", "8", *"请报案")
        advance(desk, number, *ACCEPTED)
        await person.types("enter")
        assert person.top == "DisputeStep"
        assert "changed meanwhile" in " ".join(person.screen.split())
        assert person.form.values()["text"] == "请报案"
        await person.types("escape")
        advance(desk, number, *SAT[1:])
        await person.types("6")
        assert person.top in ("DisputeScreen", "DisputeStep")
        assert held(person, number).dispute.status == "mediating"


async def test_a_sitting_before_the_quarrel_is_told_in_both_languages(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    advance(desk, number, *ACCEPTED)
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("1", *spell("11:00\n\n\n\n各说各的\n"))
        assert "it began before the quarrel, which stands at 11-21 12:00" in person.status
        await person.types("f8")
        assert "早于纠纷发生时间 11-21 12:00" in person.status
        assert len(held(person, number).sessions) == 1


async def test_notes_and_corrections_are_written_with_their_reason(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("0", "1", *spell("打电话约时间\n"))
        assert "打电话约时间" in person.screen
        await person.types("ctrl+e")
        person.form.focus_field("place")
        await person.types(*"三号楼")
        person.form.focus_field("reason")
        await person.types(*spell("补上\n"))
        assert held(person, number).dispute.place == "三号楼"
        assert "Corrected" in person.screen
        await person.types("ctrl+z")
        assert held(person, number).dispute.place == ""


@pytest.mark.parametrize(("digit", "risk", "answer"), [("1", "red", "accepted"), ("2", "blue", "rejected")])
async def test_a_warning_is_answered_with_a_word(tmp_path: Path, digit: str, risk: str, answer: str) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk, summary="扬言要打人").dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("ctrl+l", digit, "enter")
        assert person.top == "DisputeStep"  # no word, no answer
        await person.types(*spell("见过本人\n"))
        file = held(person, number)
        assert (file.dispute.risk, file.signals[0].answer, file.signals[0].word) == (risk, answer, "见过本人")
        assert "见过本人" in person.screen
        await person.types("ctrl+l")
        assert person.status == "No warning waits for an answer."


async def test_a_file_is_sealed_and_opened_again_with_a_reason(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        for word, sealed in (("依法封存", True), ("依法查询", False)):
            await person.pilot.app.screen.run_action("seal")
            await person.settled()
            await person.writes(f"{word}\n")
            assert held(person, number).dispute.sealed is sealed
            assert word in person.screen


async def test_a_paper_is_made_and_stands_in_the_file(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    advance(desk, number, *ACCEPTED)
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("ctrl+b", "5", "ctrl+s")
        await person.until(lambda: held(person, number).papers)
        assert [paper.kind for paper in held(person, number).papers] == ["acceptance"]


# -- what is seen


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [NARROW, WIDE, SMALL])
async def test_list_and_file_fit_in_both_languages(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path, language=language)
    number = quarrel(desk, amount="500").dispute.number
    advance(desk, number, *PROMISED)
    turn(desk, days=15)
    async with opened(desk, size=size) as person:
        await person.types("f3")
        person.fits()
        assert desk.words("Disputes that wait, the nearest clock first · F3 all") in person.screen
        await person.types("enter")
        person.fits()
        assert person.top == "DisputeScreen"
        assert number in person.screen
        if size == NARROW:  # on one screen: people, clocks, sitting, agreement, performance, instalments
            for text in ("马玉兰", "赵铁柱", "各说各的", "各让一步", "300", "12-31", desk.words("overdue")):
                assert text in person.screen, text
        if size == WIDE:
            assert person.place_of(desk.words("What happened"))[1] == person.place_of(number)[1]
            assert desk.words("Agreement and performance") in person.screen


async def test_the_file_under_the_cursor_stands_beside_a_wide_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk, size=WIDE) as person:
        await person.types("f3")
        assert number in person.screen
        assert "13800010001" not in person.screen


async def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(
        desk, "[/red]\x1b[31m", "[@click=app.quit]x", summary="[bold]\u202e" + "长" * 3000
    ).dispute.number
    async with opened(desk, size=WIDE) as person:
        await person.types("f3")
        person.fits()
        await open_file(person, number)
        person.fits()
        assert "[@click=app.quit]x" in person.screen


@pytest.mark.parametrize("why", ["sealed", "minor", "home"])
async def test_the_list_names_nobody_of_a_sheltered_file(tmp_path: Path, why: str) -> None:
    desk = new_desk(tmp_path)
    file = quarrel(desk, flags="domestic_violence" if why == "home" else "")
    number = file.dispute.number
    if why == "sealed":
        desk.disputes.seal(number, True, "依法", desk.actor, desk.words)
    if why == "minor":
        with desk.store.write(desk.actor) as writing:
            writing.session.connection().exec_driver_sql("UPDATE person SET minor = 1")
    async with opened(desk, size=WIDE) as person:
        await person.types("f3")
        assert "马玉兰" not in person.screen
        assert "马＊" in person.screen
        assert "为楼道堆物" not in person.screen
        await person.types("ctrl+x")
        assert person.top == "DisputesScreen"
        await person.types("3")
        if why == "minor":  # without a guardian nobody sits, and the list does not say of whom
            assert "concerns its people" in person.status
            await person.types("enter")
        else:
            assert person.top == "OutcomeDialog"
            assert "马玉兰" not in person.screen + str(person.form.values())
            await person.types("escape", "enter")
        assert "马玉兰" in person.screen
        await person.until(
            lambda: person.read("SELECT 1 FROM audit WHERE action = 'view' AND subject = 'dispute'")
        )


# -- the list


async def test_the_nearest_clock_comes_first_and_f3_again_shows_all(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    late, soon, gone = (quarrel(desk, f"甲{n}", f"乙{n}").dispute.number for n in range(3))
    advance(desk, late, *PROMISED)
    advance(desk, gone, ("void", {"text": "重复", "confirm": gone}))
    turn(desk, days=1)
    async with opened(desk) as person:
        await person.types("f3")
        assert person.place_of("甲1")[1] < person.place_of("甲0")[1]
        assert "甲2" not in person.screen
        await person.types("f3")
        assert person.place_of("甲2")[1] < person.place_of("甲1")[1] < person.place_of("甲0")[1]
        await person.types("a")
        assert "甲2" not in person.screen
        await person.types("enter")
        assert soon in person.screen


@pytest.mark.parametrize("sorted_by", ["Due", "Number"])
async def test_what_was_closed_archived_or_dealt_with_by_law_does_not_wait(
    tmp_path: Path, sorted_by: str
) -> None:
    desk = new_desk(tmp_path)
    numbers = [quarrel(desk, f"甲{n}", f"乙{n}").dispute.number for n in range(5)]
    for number, done in zip(numbers, (TOLD, (*TOLD, ("archive", {})), SENT_AWAY, FULFILLED, ()), strict=True):
        advance(desk, number, *done)
    async with opened(desk) as person:
        await person.types("f3")
        await person.clicks(sorted_by)
        assert [name for name in ("甲0", "甲1", "甲2", "甲3", "甲4") if name in person.screen] == [
            "甲3",
            "甲4",
        ]
        assert "F3 All" in person.lines[-1]
        await person.types("f3")
        assert all(name in person.screen for name in ("甲0", "甲1", "甲2", "甲3", "甲4"))
        assert "F3 Still due" in person.lines[-1]
        assert "Ctrl+P More" in person.lines[-1]
        await person.types("f8")
        assert "F3 待办" in person.lines[-1]
        await person.types("f3")
        assert "F3 全部" in person.lines[-1]


@pytest.mark.parametrize("column", ["State", "Number", "Level", "What is it", "Due"])
async def test_each_column_sorts_the_list_both_ways(tmp_path: Path, column: str) -> None:
    desk = new_desk(tmp_path)
    for place, risk in enumerate(("blue", "red", "yellow")):
        number = quarrel(
            desk, f"甲{place}", f"乙{place}", risk=risk, summary=f"{'乙甲丙'[place]}事"
        ).dispute.number
        advance(desk, number, *(PROMISED, ACCEPTED, ())[place])
    async with opened(desk) as person:
        await person.types("f3")
        orders = []
        for _ in range(2):
            await person.clicks(column)
            rows = [person.place_of(f"甲{place}")[1] for place in range(3)]
            orders.append(sorted(range(3), key=rows.__getitem__))
        assert orders[0] == orders[1][::-1] or len({*map(tuple, orders)}) == 2


async def test_ctrl_g_goes_to_a_number(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    numbers = [quarrel(desk, f"甲{n}", f"乙{n}").dispute.number for n in range(30)]
    async with opened(desk) as person:
        await person.types("f3", "ctrl+g", *spell("25\n"), "enter")
        assert numbers[24] in person.screen
        await person.types("escape", "ctrl+g", *spell("99\n"))
        assert "There is no record JF-20261121-099" in " ".join(person.screen.split())


async def test_marked_files_are_archived_and_those_that_owe_something_stay_marked(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    done, owes = (quarrel(desk, f"甲{n}", f"乙{n}").dispute.number for n in range(2))
    advance(desk, done, *TOLD)
    async with opened(desk) as person:
        await person.types("f3", "f3", "asterisk", "ctrl+b", "0", "1")
        assert held(person, done).dispute.status == "archived"
        assert held(person, owes).dispute.status == "registered"
        assert owes in person.status


async def test_the_agreement_of_a_file_asks_for_its_instalments_where_money_is_in_dispute(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk, amount="1000").dispute.number
    advance(desk, number, *SAT)
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("2", *spell("2分两次还\n1000\n转账\n\n12-01 400; 12-31 500\n"))
        assert "make 900 元" in " ".join(person.error("parts").split()), person.screen
        await person.types(*["backspace"] * 3, *spell("600\n"))
        file = held(person, number)
        assert (file.dispute.status, len(file.instalments)) == ("performing", 2)


# -- outcomes in three keys


async def test_three_keys_open_the_form_and_the_needed_fields_follow(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await person.types("f3", "2", "enter", *spell("都听了\n下次不堆\n"))
        assert person.top == "DisputesScreen", person.screen
        dispute = held(person, number).dispute
        assert (dispute.status, dispute.outcome, dispute.kind) == ("fulfilled", "oral_agreed", "informal")
        steps = [
            row[0] for row in person.read("SELECT step FROM history WHERE subject = 'dispute' ORDER BY id")
        ]
        assert steps == ["open", "accept", "session", "agree", "perform"]
        assert number in person.status
        await person.types("ctrl+z")
        assert held(person, number).dispute.status == "registered"


async def test_an_agreement_on_the_spot_passes_every_guard_in_one_burst(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await person.types("f3", "1", "enter", "enter", "enter")
        assert (person.top, person.field) == (
            "OutcomeDialog",
            "eligible",
        )  # Enter does not pass the check list
        assert "press 1-9" in person.error("eligible")
        assert held(person, number).dispute.status == "registered"
        assert len(person.read("SELECT 1 FROM history WHERE subject = 'dispute'")) == 1
        await person.types("1", "1", *spell("都听了\n当场清走\n"))
        assert held(person, number).dispute.status == "fulfilled"


async def test_an_end_without_agreement_asks_what_the_parties_were_told(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await person.types("f3", "7", "enter", *spell("各说各的\n谈不拢\n可以起诉\n"))
        dispute = held(person, number).dispute
        assert (dispute.status, dispute.advice) == ("not_agreed", "可以起诉")


@pytest.mark.parametrize("place", range(1, 11))
async def test_each_digit_opens_the_outcome_that_stands_on_it(tmp_path: Path, place: int) -> None:
    desk = new_desk(tmp_path)
    quarrel(desk)
    form = [entry.code for entry in OUTCOMES][place - 1]
    async with opened(desk) as person:
        await person.types("f3", *(str(place) if place < 10 else "0"), *(("1", "0") if place == 10 else ()))
        assert person.top == "OutcomeDialog"
        assert person.form.values()["form"] == form


async def test_outcomes_that_do_not_apply_leave_the_strip_and_the_list_keeps_its_height(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    _, done = (quarrel(desk, f"甲{n}", f"乙{n}").dispute.number for n in range(2))
    advance(desk, done, *TOLD)
    async with opened(desk) as person:
        await person.types("f3", "f3", "home")
        assert "No outcome is open for it" in person.screen
        assert "On-site agreement" not in person.screen
        height = person.app.screen.query_one("StepBar").size.height
        await person.types("1")
        assert person.top == "DisputesScreen"
        await person.types("down")
        assert "No outcome is open for it" not in person.screen
        assert person.app.screen.query_one("StepBar").size.height == height
        await person.types("1")
        assert person.top == "OutcomeDialog"


async def test_what_is_not_possible_is_told(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    advance(desk, number, *SAT)
    async with opened(desk) as person:
        await person.types("f3", "1")
        assert "does not end in" in person.status
        advance(desk, number, *PROMISED[2:])
        await person.types("f3", "f3", "2")
        assert "Enter opens the file" in " ".join(person.status.split())
        assert person.top == "DisputesScreen"


async def test_a_half_typed_outcome_is_kept_and_opened_from_the_drafts(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await person.types("f3", "7", "enter", *"各说", "escape", "escape", "ctrl+t")
        assert number in person.screen
        await person.types("0", "1")
        assert person.top == "OutcomeDialog"
        assert person.form.values()["course"] == "各说"


# -- ways in and out


async def test_f5_opens_the_file_and_f3_comes_back_to_it_in_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    first = quarrel(desk, "甲一", "乙一").dispute.number
    quarrel(desk, "甲二", "乙二")
    advance(desk, first, *PROMISED)
    async with opened(desk) as person:
        await person.types("f5", *first, "enter")
        assert person.top == "DisputeScreen"
        assert first in person.screen
        await person.types("f3", "enter")
        assert first in person.screen


async def test_a_request_and_its_dispute_lead_to_each_other(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    request = log(desk, applicant="马玉兰")
    values = {"type": "noise", "summary": "半夜吵"}
    sides = [PartyGiven(0, "party_a", Told("马玉兰")), PartyGiven(0, "party_b", Told("赵铁柱"))]
    file = desk.disputes.open_from(desk.requests, request.number, values, sides, desk.actor, desk.words)
    async with opened(desk) as person:
        person.app.open_record(request.number)
        await person.settled()
        assert file.dispute.number in person.screen
        await person.types("ctrl+g")
        assert person.top == "DisputeScreen"
        assert request.number in person.screen
        await person.types("ctrl+g")
        assert person.top == "RecordScreen"


async def test_opening_a_file_is_kept_in_the_audit_chain(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    file = quarrel(desk)
    async with opened(desk) as person:
        await open_file(person, file.dispute.number)
        await person.until(
            lambda: person.read("SELECT 1 FROM audit WHERE action = 'view' AND subject = 'dispute'")
        )


async def test_insert_opens_a_new_dispute_from_the_list_and_marks_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    quarrel(desk)
    async with opened(desk) as person:
        await person.types("f3", "insert")
        assert person.top == "OpeningScreen"


async def test_only_what_is_written_asks_who_signed_and_money_asks_for_its_sum(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk, amount="500").dispute.number
    advance(desk, number, *SAT)
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("2", "2")
        assert person.field == "text"
        await person.types("escape", "2", "3")
        assert person.field == "signed"
        await person.types("1", *spell("各让一步\n500\n"))
        assert person.field == "manner"


async def test_a_file_is_given_to_who_is_on_duty_by_one_key_and_undone(tmp_path: Path) -> None:
    desk = crew(new_desk(tmp_path))
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("v")
        assert "Nobody is free on duty" in person.status
        come(desk)
        await person.types("v", "1")
        assert f"is out on {number}" in person.status
        assert "still out" in person.screen
        await person.types("ctrl+z")
        assert "still out" not in person.screen
