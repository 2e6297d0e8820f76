"""No list, sheet, table, paper or command shows a phone or a document number in full to who has only to look.

The practice desk is looked at as an auxiliary does. An opened record shows the phones of its own people, and nothing
shows a document number: that is a step of its own, with a reason.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from deskapp.__main__ import main
from deskapp.cli import COMMANDS
from deskapp.domain.errors import Exit
from deskapp.domain.masks import hide_told
from deskapp.files.export import TABLES
from deskapp.wiring import Desk
from tests import once
from tests.app_builders import WIDE, opened
from tests.builders import EN, NOON

PHONES = (
    ("request", "phone"), ("person", "phones"), ("custody", "phone"), ("custody", "claimant_phone"),
    ("lost_report", "phone"), ("hazard", "owner_phone"), ("attendance", "guest_phone"), ("appeal_reply", "phone"),
    ("dispute_mediator", "contact"),
)  # fmt: skip
DOCUMENTS = (("request", "id_number"), ("person", "id_number"), ("custody", "id_number"))

TOLD = "请回电13912340001，证件110105194912310038"
"""What somebody may write into any text."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The practice desk with a number in its texts, too, and an auxiliary at it."""
    found = once.practised(tmp_path_factory.mktemp("masks"), EN, NOON)
    actor = found.actor
    logged = found.requests.log(
        {"category": "noise", "summary": TOLD, "applicant": "孙丽"}, actor, EN
    ).request
    found.requests.step(logged.number, "solve", {"text": TOLD}, actor, EN)
    found.disputes.open({"type": "noise", "summary": TOLD}, [], actor, EN)
    found.hazards.add({"category": "other", "summary": TOLD}, actor, EN)
    found.activities.add("patrol", {"when": "08:00", "place": "东门", "text": TOLD}, actor, EN)
    helper = next(one for one in found.officers if one.kind == "auxiliary")
    found.sign_in(helper)
    yield found
    found.close()


def cells(desk: Desk, *columns: tuple[str, str]) -> set[str]:
    found: set[str] = set()
    for table, column in columns:
        for row in desk.reader.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''").fetchall():
            found |= {part for part in row[0].split(",") if len(re.sub(r"\D", "", part)) >= 7}
    return found


@pytest.fixture(scope="module")
def phones(desk: Desk) -> set[str]:
    """Every phone of somebody, save those of the room's own places, which everybody may know."""
    found = cells(desk, *PHONES) | {"13912340001"}
    assert len(found) > 30
    return found


@pytest.fixture(scope="module")
def documents(desk: Desk) -> set[str]:
    found = cells(desk, *DOCUMENTS) | {"110105194912310038"}
    assert len(found) > 5
    return found


def silent(said: str, secrets: set[str], where: object) -> None:
    """Assert that no secret stands in what was said."""
    bare = said.replace("\u200b", "")
    for secret in secrets:
        assert secret not in bare, (where, secret, bare[max(0, bare.find(secret) - 80) :][:160])


@pytest.fixture
def at(desk: Desk, monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """A home whose command line works at this desk."""
    monkeypatch.setenv("DESKAPP_DB", str(desk.settings.database))
    monkeypatch.setenv("DESKAPP_CONFIG", str(desk.settings.config))
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.setenv("DESKAPP_NOW", NOON.isoformat())
    return home


LISTS = (
    "requests", "disputes", "volunteers", "attendances", "activities", "teams", "equipment", "appeals", "custody",
    "lost", "hazards", "areas", "handovers",
)  # fmt: skip

LOOKS: dict[str, tuple[list[str], ...]] = {
    "list": tuple([["list", name, *more] for name in LISTS for more in ([], ["--json"], ["--plain"])]),
    "people": (["people", "list"], ["people", "list", "--json"], ["people", "list", "138"]),
    "find": (["find", "138"], ["find", "139", "--json"], ["find", "东"], ["find", "110105"]),
    "repeats": (["repeats", "--days", "14"], ["repeats", "--days", "14", "--json"]),
    "figures": (["figures"], ["figures", "--json"]),
    "handover": (["handover"], ["handover", "--json"], ["handover", "--date", "11-20"]),
    "patrol-plan": (["patrol-plan"],),
    "roster": (["roster", "list"],),
    "attendance": (["attendance", "hours"],),
    "kiosk": (), "slip": (), "paper": (), "certificate": (["certificate", "list"],),
    "officers": (["officers"],), "config": (["config"],), "paths": (["paths"],),
    "purge": (["purge"], ["purge", "--json"]),
}  # fmt: skip
"""What each command that looks is asked."""

WRITES = frozenset({
    "log", "step", "note", "correct", "dispute", "outcome", "volunteer", "team", "equipment", "activity", "hazard",
    "area", "import", "badges", "checkin", "checkout", "appeal", "custody", "lost", "undo", "shift", "printers",
    "setup", "demo", "backup", "backup-key", "encrypt", "decrypt", "rekey", "restore", "doctor",
    "completion", "help", "person",
})  # fmt: skip
"""Commands that write, speak of the machine, or show one person's data with a reason."""


def test_every_command_is_looked_at_or_known_to_show_no_lists() -> None:
    assert set(COMMANDS) == set(LOOKS) | WRITES | {"show", "export"}


@pytest.mark.parametrize("command", [name for name, looks in LOOKS.items() if looks])
def test_no_command_shows_a_number_in_full(
    at: Path, command: str, phones: set[str], documents: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for words in LOOKS[command]:
        assert main(words) == Exit.DONE, (words, capsys.readouterr())
        said = capsys.readouterr()
        silent(said.out + said.err, phones | documents, words)


def test_tables_show_no_number_in_full(at: Path, phones: set[str], documents: set[str]) -> None:
    for table in TABLES:
        assert main(["export", f"{table}.csv", "--kind", table]) == Exit.DONE
        with (at / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            silent(str(list(csv.reader(file))), phones | documents, table)
    assert main(["export", "all.xlsx"]) == Exit.DONE
    book = load_workbook(at / "all.xlsx")
    silent(
        str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]),
        phones | documents,
        "xlsx",
    )
    assert main(["export", "all.json"]) == Exit.DONE
    silent((at / "all.json").read_text("utf-8"), phones | documents, "json")


def test_the_paper_of_the_day_shows_no_number_in_full(
    at: Path, phones: set[str], documents: set[str]
) -> None:
    assert main(["handover", "--pdf", "sheet.pdf"]) == Exit.DONE
    text = "".join(page.extract_text() for page in PdfReader(at / "sheet.pdf").pages)
    silent("".join(text.split()), phones | documents, "sheet")


def test_an_opened_record_shows_no_document_and_no_phone_of_others(
    desk: Desk, at: Path, documents: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own words stand there as they were told."""
    told = {"110105194912310038"}
    for table in ("request", "dispute", "custody", "lost_report", "hazard", "lead_appeal", "activity"):
        for row in desk.reader.execute(
            f"SELECT number FROM {table} ORDER BY id DESC LIMIT 6 OFFSET 2"
        ).fetchall():
            for more in ([], ["--json"]):
                assert main(["show", row[0], *more]) == Exit.DONE, row[0]
                silent(capsys.readouterr().out, documents - told, row[0])
    for row in desk.reader.execute("SELECT number FROM person WHERE id_number <> '' LIMIT 10").fetchall():
        for more in ([], ["--json"]):
            assert main(["people", "show", row[0], *more]) == Exit.DONE, row[0]
            silent(capsys.readouterr().out, documents, row[0])


async def test_no_screen_with_a_list_shows_a_number_in_full(
    desk: Desk, phones: set[str], documents: set[str]
) -> None:
    async with opened(desk, size=WIDE, close=False) as person:
        for keys in (
            "end", "home", "f5", *"138", "escape escape f3", "f3", "down down", "escape f6", "2", "3", "4", "5", "f6",
            "2", "3", "4", "5", "6", "escape f9", "end", "escape ctrl+p", "escape",
        ):  # fmt: skip
            await person.types(*keys.split())
            screen = re.sub(r"[│╭╰╮╯─\n ]", "", person.screen)
            silent(screen, phones | documents, (person.top, keys))


def test_the_one_piece_of_code_knows_numbers_from_dates() -> None:
    said = "2026-11-21 14:30 来电 139 1234 0001 或 0937-6223344，证 110105194912310038，见 LF-20261121-003，赔 120 元"
    assert hide_told(said) == (
        "2026-11-21 14:30 来电 139****0001 或 093****3344，证 110***********0038，见 LF-20261121-003，赔 120 元"
    )
    assert hide_told("") == ""
