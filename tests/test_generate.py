"""The generator of large practice files: the same seed, the same file, and one that the desk is content with."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.doctor import BAD, examine
from deskapp.domain.search_keys import name_keys
from deskapp.reading import search
from deskapp.settings import Settings
from tests.bare import bare
from tests.benchmarks.generate import UNTIL, generate
from tests.builders import EN, KEY

FEW = 400


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in a file but the version of the schema's own tables."""
    with closing(bare(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "desk.db"
    generate(path, FEW, seed=7, key=KEY)
    return path


def test_the_same_seed_makes_the_same_file(made: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again.db", FEW, seed=7, key=KEY)
    assert rows(tmp_path / "again.db") == rows(made)


def test_another_seed_makes_other_people(made: Path, tmp_path: Path) -> None:
    generate(tmp_path / "other.db", FEW, seed=8, key=KEY)
    assert rows(tmp_path / "other.db")["person"] != rows(made)["person"]


def test_the_doctor_is_content_with_a_generated_file(made: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config.toml", made, tmp_path)
    settings.key_file.write_text(KEY.hex(), "ascii")
    settings.key_file.chmod(0o600)
    found = list(examine(settings))
    assert {"Search index", "Audit chain", "Desk file"} <= {finding.name for finding in found}
    assert [finding.say(EN) for finding in found if finding.state == BAD] == []


def test_people_come_again_and_are_read_as_the_desk_reads_them(made: Path) -> None:
    with closing(db.connect(made, readonly=True)) as connection:
        people = connection.execute("SELECT id, name, sounds FROM person").fetchall()
        visits = connection.execute("SELECT count(person_id), count(*) FROM request").fetchone()
        disputes = connection.execute("SELECT count(*) FROM dispute").fetchone()[0]
    assert len(people) * 3 < visits[0] < visits[1] == FEW
    assert [row["sounds"] for row in people] == [name_keys(row["name"]) for row in people]
    assert disputes


def test_everybody_is_found_by_phone_and_by_initials(made: Path) -> None:
    today = UNTIL.date()
    with closing(db.connect(made, readonly=True)) as connection:
        card = connection.execute("SELECT * FROM person WHERE length(name) = 3 LIMIT 1").fetchone()
        initials = next(key[1:] for key in card["sounds"].split() if len(key) == 4)
        for typed in (card["phones"], card["phones"][-4:], initials, card["name"]):
            hits = search.people(connection, 1, typed, 20, today, EN)
            assert card["number"] in {hit.person.number for hit in hits}, typed
            requests = search.requests(connection, 1, typed, 50, today, EN)
            assert card["name"] in {hit.request.applicant for hit in requests}, typed
