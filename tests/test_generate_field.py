"""A generated year of field work: every register in it, counted alike by the desk and by plain SQL, and sound."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.doctor import BAD, examine
from deskapp.reading.figures import figures
from deskapp.reading.room import rooms
from deskapp.settings import Settings
from tests.benchmarks import imports
from tests.benchmarks.counting import FLOOR, YEAR, raw
from tests.benchmarks.generate import generate
from tests.benchmarks.pouring import SHARES
from tests.builders import EN, KEY

FEW = 400


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("field") / "desk.db"
    generate(path, 100, seed=7, key=KEY, field_work=FEW)
    return path


def test_every_register_of_field_work_has_its_share(made: Path) -> None:
    with closing(db.connect(made, readonly=True)) as connection:
        held = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in SHARES}
        told = connection.execute("SELECT count(*) FROM history WHERE source = ''").fetchone()[0]
    assert all(held[table] >= int(FEW * share) for table, share in SHARES.items()), held
    assert told > 100 + sum(held.values()) - held["dispute"]


def test_the_doctor_is_content_with_a_year_of_field_work(made: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config.toml", made, tmp_path)
    settings.key_file.write_text(KEY.hex(), "ascii")
    settings.key_file.chmod(0o600)
    assert [finding.say(EN) for finding in examine(settings) if finding.state == BAD] == []


def test_plain_sql_counts_what_the_figures_count(made: Path) -> None:
    with closing(db.connect(made, readonly=True)) as connection:
        ours = {one.code: one for one in figures(connection, rooms(connection)[0], YEAR)}
        found = dict(zip(FLOOR, raw(connection), strict=True))
    requests, hazards, activities, *_ = found.values()
    quarrels = next(rows for sql, rows in found.items() if sql.startswith("SELECT type"))
    duties = next(rows for sql, rows in found.items() if "sum(credited)" in sql)

    def total(rows: list[tuple[object, ...]], at: int) -> int:
        return sum(int(str(row[at])) for row in rows)

    assert [total(requests, at) for at in (1, 2, 3)] == [
        ours[code].n for code in ("requests_received", "requests_handled", "requests_resolved")
    ]
    assert [total(hazards, at) for at in (1, 2, 3)] == [
        ours[code].n for code in ("hazards_found", "hazards_rectified", "hazards_on_spot")
    ]
    assert total([row for row in activities if row[0] == "patrol"], 2) == ours["patrol_sessions"].n > 0
    assert total([row for row in activities if row[0] == "persuasion"], 12) == ours["persuasions"].value
    assert [total(quarrels, at) for at in (1, 2)] == [
        ours[code].n for code in ("disputes_registered", "disputes_settled")
    ]
    assert total(duties, 5) == ours["volunteer_hours"].amount


TABLES = {
    "areas": "area", "activities": "activity", "volunteers": "volunteer", "hazards": "hazard",
    "appeals": "lead_appeal", "lost": "lost_report",
}  # fmt: skip
"""The tables of what is imported, where they are called otherwise."""


@pytest.mark.parametrize("kind", imports.KINDS)
def test_the_floor_of_an_import_writes_the_rows_that_the_import_wrote(kind: str, tmp_path: Path) -> None:
    table = TABLES.get(kind, kind)
    written, fresh = tmp_path / "ours.db", tmp_path / "floor.db"
    imports.empty(written)
    fresh.write_bytes(written.read_bytes())
    source = imports.keep(tmp_path / f"{kind}.csv", imports.table(kind, 12))
    assert imports.take_over(kind, written, source).count == 12
    imports.bare(written, fresh)
    for name in (table, f"search_{table}", "history", "audit", "journal"):
        with (
            closing(db.connect(written, readonly=True)) as one,
            closing(db.connect(fresh, readonly=True)) as other,
        ):
            rows = [[tuple(row) for row in file.execute(f"SELECT * FROM {name}")] for file in (one, other)]
        assert rows[0] == rows[1] != [], name
