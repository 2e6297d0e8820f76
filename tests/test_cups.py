"""A real print service on the loopback: printed is what it says is printed, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from deskapp.domain.errors import Exit
from deskapp.printing.queue import Job, job_state, jobs, queues
from tests.cups_builders import Cups, a_service
from tests.test_cli import Desk, desk, log, room

__all__ = ["desk", "room"]


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    with a_service() as found:
        yield found


def test_the_sheet_is_printed_on_the_queue_that_was_chosen_with_its_options(cups: Cups, room: Desk) -> None:
    log(room, "努尔买买提·西热甫来问", "--name", "努尔买买提·西热甫")
    assert [queue.name for queue in queues()] == ["Loop", "Slips"]
    assert room("printers", "--use", "Loop").code == 0
    listed = {one["name"]: one for one in room("printers", "--json").data}
    assert (listed["Loop"]["papers"], listed["Loop"]["state"]) == (True, "ready")
    said = room("handover", "--print", "--copies", "2", "--sides", "long")
    assert said.code == 0, said.err
    assert "Printed: 1 page(s)" in said.err
    text = PdfReader(io.BytesIO(cups.printed)).pages[0].extract_text()
    assert "努尔买买提·西热甫" in text
    cups.until((cups.root / "spool/c00001").exists)
    told = cups.told("Loop-1")
    assert b"two-sided-long-edge" in told and b"A4" in told
    assert b"copies\x00\x04\x00\x00\x00\x02" in told


def test_a_paused_printer_takes_the_job_and_the_desk_does_not_call_it_printed(cups: Cups, room: Desk) -> None:
    cups.does("cupsdisable", "Loop")
    try:
        said = room("printers", "--test", "Loop")
        assert said.code == Exit.PRINTER
        assert "paused or off" in said.err and "test-page.pdf" in said.err
        assert "Printed" not in said.err
        assert "paused or off" in room("printers").out
        (job,) = room("printers", "--jobs", "--json").data
        assert (job["printer"], job["state"]) == ("Loop", "stopped")
        assert room("printers", "--cancel", job["job"]).code == 0
        assert "No job waits" in room("printers", "--jobs").err
        again = room("printers", "--cancel", job["job"])
        assert (again.code, "already" in again.err) == (Exit.PRINTER, True), again.err
        assert job_state(Job(job["job"], "Loop", cups.root)) == "cancelled"
    finally:
        cups.does("cupsenable", "Loop")


def test_the_test_page_comes_out(cups: Cups, room: Desk) -> None:
    said = room("printers", "--test", "Loop", "--lang", "zh")
    assert said.code == 0, said.err
    text = "".join(PdfReader(io.BytesIO(cups.printed)).pages[0].extract_text().split())
    assert "测试页" in text and "Loop" in text


def test_a_slip_reaches_the_receipt_printer_byte_for_byte(cups: Cups, room: Desk) -> None:
    number = log(room, "Hammering at night", "--name", "王秀英")
    assert room("config", "set", "slip_printer", "Slips").code == 0
    said = room("slip", number, "--print")
    assert said.code == 0, said.err
    assert "printed" in said.err
    cups.until(lambda: cups.received)
    assert room("slip", number, "--to", "kept.bin").code == 0
    with open("kept.bin", "rb") as kept:
        assert kept.read() == cups.received[-1]
    assert "王＊＊".encode("gb18030") in cups.received[-1]


def test_a_printer_that_is_gone_is_told_with_the_pdf_kept(cups: Cups, room: Desk) -> None:
    said = room("handover", "--print", "Attic")
    assert said.code == Exit.PRINTER
    assert "there is no such printer" in said.err and ".pdf" in said.err
    assert room("printers", "--use", "Attic").code == Exit.NOT_FOUND
    assert jobs() == ()
