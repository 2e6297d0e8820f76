"""What every test would otherwise do anew with the same result: it is done once a process, then copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from deskapp import db, demo
from deskapp.domain.words import Words
from deskapp.keyring import RING
from deskapp.wiring import Desk, open_desk
from tests.builders import settings_in

STEPS = db.migrate
"""The real steps, for tests of the steps themselves."""


_practised: dict[tuple[str, datetime], TemporaryDirectory[str]] = {}


def practised(folder: Path, t: Words, now: datetime) -> Desk:
    """A practice desk of one's own in `folder`; its records are lived through once, then copied."""
    key = (t.language, now)
    if key not in _practised:
        made = TemporaryDirectory(prefix="deskapp-")
        place = Path(made.name)
        demo.build(settings_in(place), place / "practice.db", t, lambda done, total: None, now).close()
        _practised[key] = made
    shutil.copytree(_practised[key].name, folder, dirs_exist_ok=True)
    return open_desk(replace(settings_in(folder), database=folder / "practice.db"))


def copied_schema(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Fill each new, empty desk file from one that the real steps made; a file with tables goes the real way."""

    def migrate(path: Path) -> None:
        if path.stat().st_size > 0 and db._has_tables(path):
            STEPS(path)
            return
        RING._read()
        model = folder / f"empty-{hash(tuple(RING._secrets))}.db"  # one for each key
        if not model.exists():
            half = folder / f"half-{os.getpid()}.db"
            db.touch(half)
            stamped = db.connect(half, durable=False)
            stamped.execute(f"PRAGMA application_id={db.APPLICATION_ID}")
            stamped.close()
            STEPS(half)
            half.rename(model)
        path.write_bytes(model.read_bytes())

    patch.setattr(db, "migrate", migrate)


def shared_styles(patch: pytest.MonkeyPatch) -> None:
    """Read each stylesheet once for each set of colours, not once for each app."""
    real: Callable[..., list[RuleSet]] = Stylesheet._parse_rules
    known: dict[tuple[object, ...], list[RuleSet]] = {}

    def parse(
        sheet: Stylesheet, css: str, read_from: tuple[str, str], *more: object, **named: object
    ) -> list[RuleSet]:
        key = (css, read_from, more, *sorted(named.items()), frozenset(sheet._variables.items()))
        if key not in known:
            known[key] = real(sheet, css, read_from, *more, **named)
        return known[key]

    patch.setattr(Stylesheet, "_parse_rules", parse)
