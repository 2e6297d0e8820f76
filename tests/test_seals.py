"""Sealed handovers are checked against their hash and the audit chain, and what was changed is named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from deskapp.doctor import BAD, GOOD, examine
from deskapp.domain.words import Words
from deskapp.reading.seals import seal_of, seals
from deskapp.wiring import Desk
from tests.bare import bare
from tests.shift_builders import as_officer, handed_over, log, proof, second_leader, shift_desk

TRIGGERS = ("shift_sealed", "audit_no_update", "history_no_delete")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = shift_desk(tmp_path)
    found.store.durable = False
    found.shifts.open(found.actor)
    log(found)
    return found


def harm(desk: Desk, sql: str) -> None:
    """Change the file behind the desk, as somebody with a tool could."""
    with closing(bare(desk.settings.database, isolation_level=None)) as file:
        for trigger in TRIGGERS:
            file.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        file.execute(sql)


def told(desk: Desk) -> tuple[str, str]:
    found = {one.name: one for one in examine(desk.settings)}
    return found["Handovers"].state, found["Handovers"].say(Words.plain())


def test_a_handover_fits_its_seal_whatever_is_added_printed_and_signed_later(desk: Desk) -> None:
    shift = handed_over(desk)
    desk.shifts.add(shift.number, "补记一句", desk.actor)
    desk.shifts.printed(shift.number, desk.actor)
    desk.shifts.start(as_officer(desk, "054321"))
    closed = desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    desk.shifts.countersign(closed.number, second_leader(desk), "desk")
    assert [(one.fits, one.linked) for one in seals(desk.reader, desk.key)] == [(True, True)] * 2
    assert told(desk) == (GOOD, "All 2 fit their seals.")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE shift SET content = replace(content, '楼上跑跳', '无事') WHERE digest <> ''",
        "UPDATE shift SET digest = replace(digest, substr(digest, 1, 4), 'beef') WHERE digest <> ''",
        "UPDATE shift SET outgoing = 3 WHERE digest <> ''",
        "UPDATE shift SET cutoff_at = '2026-11-21T05:00:00.000000Z' WHERE digest <> ''",
        "DELETE FROM history WHERE subject = 'shift' AND step = 'accept'",
    ],
)
def test_a_handover_that_was_changed_behind_the_desk_is_named_with_what_to_do(desk: Desk, sql: str) -> None:
    shift = handed_over(desk)
    harm(desk, sql)
    state, text = told(desk)
    assert state == BAD
    assert shift.number in text
    assert "deskapp restore" in text


def test_content_and_hash_changed_together_still_break_the_chain(desk: Desk) -> None:
    from deskapp.domain.handover import digest_of

    shift = handed_over(desk)
    forged = shift.content.replace("楼上跑跳", "无事")
    harm(desk, f"UPDATE shift SET content = '{forged}', digest = '{digest_of(forged)}' WHERE id = {shift.id}")
    found = seal_of(desk.reader, shift.id, desk.key)
    assert found is not None
    assert (found.fits, found.linked, found.whole) == (True, False, False)


def test_a_handover_of_another_key_is_checked_by_its_hash_alone(desk: Desk) -> None:
    shift = handed_over(desk)
    found = seal_of(desk.reader, shift.id, b"another key, of another machine.")
    assert found is not None
    assert (found.fits, found.linked, found.whole) == (True, None, True)


def test_an_open_shift_has_no_seal_to_check(desk: Desk) -> None:
    assert list(seals(desk.reader, desk.key)) == []
    assert "Handovers" not in {one.name for one in examine(desk.settings)}
