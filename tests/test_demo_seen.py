"""Who saw a phone or a document number in full stands in the audit chain, whatever way it was seen."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from deskapp.__main__ import main
from deskapp.db import connect
from deskapp.reading.bound_rows import Check
from deskapp.reading.chain import walk
from deskapp.settings import audit_key, load
from tests.builders import EN, NOON
from tests.once import practised


@dataclass
class Practice:
    """A practice file in which there is something of everything, and the command line on it."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.path)) as file:
            return file.execute(sql).fetchall()

    def numbers(self) -> set[str]:
        """Every phone and document number of the file, in full."""
        found: set[str] = set()
        for (table,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for column in [row[1] for row in self.rows(f"PRAGMA table_info({table})")]:
                if re.search("phone|id_number", str(column)):
                    for (text,) in self.rows(f"SELECT {column} FROM {table} WHERE {column} <> ''"):
                        found.update(re.findall(r"[0-9]{7,17}[0-9Xx]", str(text)))
        return found

    def links(self) -> int:
        return int(str(self.rows("SELECT max(seq) FROM audit")[0][0]))

    def run(self, *words: str) -> str:
        self.capsys.readouterr()
        code = main(["--lang", "en", "--db", str(self.path), "--no-input", *words])
        said = self.capsys.readouterr()
        assert code == 0, (words, said.err)
        return said.out


@pytest.fixture
def practice(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Practice:
    desk = practised(tmp_path / "desk", EN, NOON)
    desk.close()
    key = load().key_file
    key.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(desk.settings.key_file, key)
    monkeypatch.setenv("DESKAPP_NOW", NOON.isoformat())
    return Practice(desk.settings.database, capsys)


def newest(practice: Practice, table: str, where: str = "1") -> str:
    return str(practice.rows(f"SELECT number FROM {table} WHERE {where} ORDER BY id DESC LIMIT 1")[0][0])


def test_no_command_prints_a_number_in_full_without_a_link(practice: Practice, tmp_path: Path) -> None:
    request = newest(practice, "request", "phone <> ''")
    person = newest(practice, "person", "phones <> '' AND id_number <> ''")
    member = newest(practice, "volunteer", "person_id IN (SELECT id FROM person WHERE phones <> '')")
    dispute = newest(practice, "dispute", "id IN (SELECT dispute_id FROM dispute_session)")
    paper = newest(practice, "certificate")
    item, lost, appeal = (
        newest(practice, table, "is_open = 1") for table in ("custody", "lost_report", "lead_appeal")
    )
    opened = [
        ["show", request], ["show", request, "--json"],
        ["people", "show", person], ["people", "show", person, "--json"],
        ["show", member], ["show", member, "--json"], ["volunteer", "show", member], ["show", dispute],
        ["show", dispute, "--json"], ["show", newest(practice, "attendance", "guest_phone <> ''")],
        ["show", newest(practice, "activity")], ["show", newest(practice, "hazard", "owner_phone <> ''")],
        ["show", newest(practice, "area", "phone <> ''")], ["show", item], ["show", lost], ["show", appeal],
        ["certificate", "show", paper], ["show", paper], ["paper", dispute, "record"], ["paper", dispute, "rights"],
        ["slip", request], ["custody", "receipt", item],
    ]  # fmt: skip
    lists = [
        *([["list", kind, *form] for form in ([], ["--json"]) for kind in (
            "requests", "disputes", "volunteers", "attendances", "teams", "equipment", "handovers", "activities",
            "hazards", "areas", "custody", "lost",
            "appeals",
        )]),
        ["find", "张"], ["find", "138"], ["find", "138", "--json"], ["people", "list"], ["people", "list", "--json"],
        ["handover"], ["handover", "--json"], ["repeats", "--json"], ["figures"], ["attendance", "hours"],
        ["certificate", "list"], ["roster", "day", "today"], ["officers"], ["patrol-plan"],
    ]  # fmt: skip
    numbers = practice.numbers()
    assert len(numbers) > 100
    shown = []
    for words in opened + lists:
        before = practice.links()
        said = practice.run(*words)
        found = [number for number in re.findall(r"[0-9]{7,17}[0-9Xx]", said) if number in numbers]
        if found:
            shown.append(words)
            assert practice.links() > before, (words, found[0])
            assert words not in lists, (words, found[0])
    assert len(shown) >= 8
    for name in ("all.json", "all.xlsx", "all.csv"):
        before = practice.links()
        practice.run(
            "export", str(tmp_path / name), "--yes", *(["--kind", "requests"] if name.endswith("csv") else [])
        )
        assert practice.links() == before + 1
    text = (tmp_path / "all.json").read_text("utf-8")
    assert json.loads(text)["requests"]
    assert not [number for number in re.findall(r"[0-9]{7,17}[0-9Xx]", text) if number in numbers]


def test_no_link_holds_a_name_a_phone_a_document_or_a_word_of_a_matter(practice: Practice) -> None:
    """Of a whole practice fortnight nothing personal stands in the chain in clear."""
    said = "\n".join(" ".join(map(str, row)) for row in practice.rows("SELECT * FROM audit"))
    plain = set(re.split(r"[^\w＊]+", re.sub(r"\b[0-9a-f]{32,64}\b", "", said)))
    assert not plain & practice.numbers()
    for table, column in (
        ("person", "name"), ("request", "applicant"), ("request", "summary"),
        ("request", "address"),
        ("officer", "name"), ("officer", "badge"), ("dispute", "summary"), ("action_log", "text"), ("hazard", "owner"),
        ("custody", "finder"), ("lost_report", "owner"), ("appeal_reply", "giver"), ("attendance", "guest_name"),
    ):  # fmt: skip
        texts = {
            str(row[0])
            for row in practice.rows(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''")
        }
        assert texts, (table, column)
        if column == "badge":
            assert not plain & texts
        else:
            assert [text for text in texts if text in said] == [], (table, column)


def test_every_row_of_a_practice_fortnight_is_as_the_chain_binds_it(practice: Practice) -> None:
    with closing(connect(practice.path, readonly=True)) as file:
        key = audit_key(load())
        found, chain = Check(file, key).run(), walk(file, key)
    assert (found.first, found.older, found.foreign) == (None, 0, 0)
    assert (chain.broken, chain.foreign, chain.cut) == (0, 0, 0)
    assert found.fit > 1000
    assert chain.links > 500
