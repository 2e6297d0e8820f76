"""Heads of the audit chain noted on sheets and in copies, and what the doctor says where the chain misses one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from deskapp import backup, db, sums
from deskapp.doctor import BAD, GOOD, NOTE, Finding, examine, head_on_paper, verify
from deskapp.domain.errors import DeskError
from deskapp.domain.words import Words
from deskapp.reading.room import chain_head
from deskapp.restore import restore
from deskapp.wiring import Desk
from tests.builders import refused
from tests.chain_builders import write_anew
from tests.shift_builders import handed_over, log, shift_desk

EN = Words.plain()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = shift_desk(tmp_path)
    found.store.durable = False
    found.shifts.open(found.actor)
    log(found)
    yield found
    found.close()


def told(desk: Desk, name: str = "Anchors of the chain") -> tuple[str, str]:
    (found,) = [one for one in examine(desk.settings) if one.name == name]
    return found.state, found.say(EN)


def vandal(desk: Desk) -> sqlite3.Connection:
    """The file in the hands of somebody who drops the triggers first."""
    file = sqlite3.connect(desk.settings.database, isolation_level=None)
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f"DROP TRIGGER {name}")
    return file


def test_sheets_and_copies_anchor_the_chain(desk: Desk) -> None:
    assert told(desk) == (GOOD, "None yet: accepted handovers and copies note the head of the chain.")
    handed_over(desk)
    backup.make(desk)
    assert told(desk) == (GOOD, "The chain comes through 1 sealed sheets and 1 copies.")


def test_a_chain_written_anew_with_the_key_misses_the_copy_which_tells_the_first_entry(desk: Desk) -> None:
    made = backup.make(desk)
    with closing(vandal(desk)) as file:
        first = write_anew(file, Random(3), desk.key)
    assert told(desk, "Audit chain")[0] == GOOD
    state, said = told(desk)
    assert state == BAD
    assert f"from entry {first} on: the chain does not come through {made.path.name}" in said
    assert "signed paper" in said


def test_a_chain_written_anew_misses_the_sealed_sheet_where_no_copy_is_left(desk: Desk) -> None:
    shift = handed_over(desk)
    with closing(vandal(desk)) as file:
        write_anew(file, Random(3), desk.key, upto=5)
    state, said = told(desk)
    assert state == BAD
    assert f"does not come through {shift.number}" in said


def test_a_copy_that_went_its_way_has_left_its_head(desk: Desk) -> None:
    made = backup.make(desk)
    head = sums.heads(made.path.parent)[made.path.name]
    assert head == (made.chain_head, made.counts["audit"])
    made.path.unlink()
    sums.forget(made.path.parent, made.path.name)
    assert told(desk)[1] == "The chain comes through 0 sealed sheets and 1 copies."
    with closing(vandal(desk)) as file:
        write_anew(file, Random(5), desk.key, upto=3)
    assert made.path.name in told(desk)[1]
    assert told(desk)[0] == BAD


def test_a_tail_cut_off_is_told_by_its_numbers(desk: Desk) -> None:
    log(desk)
    with closing(vandal(desk)) as file:
        last = file.execute("SELECT max(seq) FROM audit").fetchone()[0]
        file.execute("DELETE FROM audit WHERE seq > ?", (last - 2,))
    assert told(desk, "Audit chain")[1].startswith(
        f"Its end is cut off: entries {last - 1} to {last} are gone."
    )


def test_copies_that_are_ahead_of_a_restored_file_are_a_note(desk: Desk) -> None:
    early = backup.make(desk, desk.settings.database.parent / "early.db")
    log(desk)
    late = backup.make(desk)
    desk.close()
    restore(desk.settings, early.path)
    state, said = told(desk)
    assert (state, late.path.name in said, "brought back" in said) == (NOTE, True, True)
    late.path.unlink()  # its head alone is left
    assert told(desk)[0] == NOTE


def test_the_digits_of_a_paper_are_found_in_the_chain_or_not(desk: Desk) -> None:
    head = chain_head(desk.reader)
    log(desk)
    found = head_on_paper(desk.settings, f" {head[:8]} {head[8:16].upper()}")
    assert found.state == GOOD
    assert "entry 1" in found.say(EN)
    missing = head_on_paper(desk.settings, "0" * 16)
    assert missing.state == BAD
    assert "look at the digits once more" in missing.say(EN)
    for digits in ("12", "xyz12345", ""):
        with pytest.raises(DeskError) as error:
            head_on_paper(desk.settings, digits)
        refused(error.value, "0-9, a-f")


def rows(desk: Desk) -> Finding:
    (found,) = verify(desk.settings)
    return found


def test_a_word_changed_in_a_record_is_named_by_table_and_row(desk: Desk) -> None:
    assert rows(desk).state == GOOD
    with closing(vandal(desk)) as file:
        file.execute("UPDATE request SET summary = summary || '。' WHERE id = 1")
    found = rows(desk)
    assert found.state == BAD
    assert "row 1 of request (changed)" in found.say(EN)


def test_rows_that_no_desk_wrote_and_rows_that_are_gone_are_named(desk: Desk) -> None:
    with closing(vandal(desk)) as file:
        file.execute("INSERT INTO history SELECT 900, room_id, subject, subject_id, at, by_id, step, source, target, "
                     "reason, detail, write_id FROM history LIMIT 1")  # fmt: skip
    assert "row 900 of history (put in), of which no entry knows" in rows(desk).say(EN)
    with closing(vandal(desk)) as file:
        file.execute("DELETE FROM history WHERE id = 900")
        file.execute("DELETE FROM journal")
    assert "of journal (taken out)" in rows(desk).say(EN)


def test_a_text_bent_to_be_no_text_is_named_and_stops_nothing(desk: Desk) -> None:
    with closing(vandal(desk)) as file:
        file.execute("UPDATE history SET step = CAST(x'ff6f67' AS TEXT) WHERE id = 1")
    assert "row 1 of history (changed)" in rows(desk).say(EN)
    with closing(vandal(desk)) as file:
        file.execute("UPDATE audit SET action = CAST(x'ff6f67' AS TEXT) WHERE seq = 2")
    assert told(desk, "Audit chain")[1].startswith("It breaks at entry 2")


def test_rows_from_before_the_chain_bound_any_are_counted_until_they_are_written_again(desk: Desk) -> None:
    with closing(vandal(desk)) as file:  # as an older program left it: links without a binding
        file.execute("DELETE FROM audit")
        file.execute("DELETE FROM sqlite_sequence WHERE name = 'audit'")
        file.execute("INSERT INTO audit VALUES (1, 1, '2026', 1, 'desk', 'log', 'request', 1, '', 'other', ?, 'x', '')",
                     ("0" * 64,))  # fmt: skip
    log(desk)
    found = rows(desk)
    assert found.state == NOTE
    assert "are older than this check" in found.say(EN)
    assert told(desk, "Audit chain") == (
        NOTE, "2 entries hold; 1 were sealed with another key. Bring back the key file of that time to check them, too."
    )  # fmt: skip
    with closing(vandal(desk)) as file:
        file.execute("UPDATE request SET summary = '' WHERE id = 2")
    assert "row 2 of request (changed)" in rows(desk).say(EN)


def test_one_link_among_others_is_not_let_pass_as_another_key_s(desk: Desk) -> None:
    """Nobody can check a link of a key that is not there: so none is believed that stands among our own."""
    for seq in (1, 3):
        with closing(vandal(desk)) as file:
            file.execute("BEGIN")
            file.execute("UPDATE audit SET key_name = 'deadbeef', officer_id = 9 WHERE seq = ?", (seq,))
            file.execute("COMMIT")
            assert told(desk, "Audit chain")[1].startswith(f"It breaks at entry {seq}")
            file.execute("UPDATE audit SET key_name = ?, officer_id = 1 WHERE seq = ?", (key_of(file), seq))


def key_of(file: sqlite3.Connection) -> str:
    return str(file.execute("SELECT key_name FROM audit ORDER BY seq DESC LIMIT 1").fetchone()[0])


def test_a_desk_that_is_written_meanwhile_is_no_vandal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others go on writing while the doctor reads: what they wrote since is no finding."""
    monkeypatch.setattr("deskapp.reading.bound_rows.PAGE", 3)
    seen: list[int] = []

    def progress(done: int, of: int) -> None:
        if not seen:
            desk.requests.step(log(desk).number, "take", {}, desk.actor, EN)
            desk.requests.step("LF-20261121-001", "take", {}, desk.actor, EN)
        seen.append(done)

    (found,) = verify(desk.settings, progress)
    assert seen
    assert found.state == GOOD


def test_the_command_asks_for_every_row_and_for_a_head(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    from deskapp.cli import run
    from deskapp.commands.flags import Flags

    settings = replace(desk.settings, language="en")
    assert (
        run(settings, Flags(plain=True), ["doctor", "--verify", "--head", chain_head(desk.reader)[:16]]) == 0
    )
    said = capsys.readouterr().out
    assert "Rows of the chain All " in said
    assert "Head on paper The chain comes through" in said
    with closing(db.connect(desk.settings.database)) as file:
        assert file.execute("SELECT count(*) FROM audit WHERE action = 'doctor'").fetchone()[0] == 0
