"""Looks into the files that a fault has left: is all there that was acknowledged, and nothing by halves?"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from deskapp import db, doctor
from deskapp.domain.errors import DeskError
from tests.app_builders import turn
from tests.builders import settings_in
from tests.faults.marks import Told
from tests.faults.scenes import COPY, Scene, Stage, Verb, a_copy
from tests.shift_builders import log

FULL = "disk is full"
"""What a refusal says that promises that nothing was saved."""

_OF_THE_DISK = re.compile(r"\bdisk\b|no room")
"""What a refusal must speak of, as long as it is the disk that fails."""

_BESIDE_THE_FILE = ("Fonts", "Printer", "Language", "Terminal", "Disk", "Last copy")
"""What a doctor finds that is not about the file."""


class Corrupt(Exception):
    """The engine finds damage."""


def digest(path: Path) -> str:
    """A hash over every row of every table; reading rolls back first what was left half done. Raises Corrupt."""
    found = hashlib.blake2b()
    try:
        with closing(db.connect(path, readonly=True)) as file:
            if file.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Corrupt("quick_check")
            if file.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise Corrupt("foreign_key_check")
            for name in _tables(file):
                found.update(name.encode())
                # Keeping a draft a second time uses up a key that nobody sees.
                but = " WHERE name <> 'draft'" if name == "sqlite_sequence" else ""
                for row in file.execute(f'SELECT * FROM "{name}"{but}'):
                    found.update(repr(tuple(row)).encode())
    except (sqlite3.DatabaseError, DeskError) as error:
        raise Corrupt(str(error)) from error
    return found.hexdigest()


def _tables(file: sqlite3.Connection) -> list[str]:
    return [
        row[0] for row in file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    ]  # fmt: skip


def diagnosis(folder: Path) -> str:
    """What the desk's own doctor finds wrong with the file, its chain, its index and its seals; empty where nothing."""
    wrong = []
    for finding in doctor.examine(settings_in(folder)):
        if finding.name == "Fonts":
            break  # what comes now is not about the file
        if finding.state == doctor.BAD and finding.name not in _BESIDE_THE_FILE:
            wrong.append(f"{finding.name}: {finding.text}")
    return "; ".join(wrong)


@dataclass
class Verdict:
    """What one fault, or many, have done."""

    faults: int = 0
    acknowledged: int = 0
    """Verbs that came back to whoever asked."""
    refused: int = 0
    lost: int = 0
    half: int = 0
    corrupt: int = 0
    drafts: int = 0
    """Texts that were being typed and are nowhere."""
    untold: int = 0
    """Faults after which nobody was told in words, or told something that is not so."""
    notes: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.half or self.corrupt or self.drafts or self.untold)

    def add(self, other: Verdict) -> None:
        """Count another one in."""
        for name in ("faults", "acknowledged", "refused", "lost", "half", "corrupt", "drafts", "untold"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes


class Models:
    """The states that a scene may leave: its template with some of its verbs done whole, and nothing else."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.template = folder / f"{scene.name}-template"
        self._folder = folder
        scene.make(self.template)
        self._known: dict[tuple[str, ...], str] = {}

    def digest(self, names: tuple[str, ...]) -> str:
        """The state in which these verbs were done."""
        if names not in self._known:
            with a_copy(self.template, self._folder / f"{self.scene.name}-model") as stage:
                for verb in self.scene.verbs:
                    if verb.name in names:
                        verb.do(stage)
                stage.close()
                self._known[names] = digest(stage.file)
                if names and (wrong := diagnosis(stage.folder)):
                    raise AssertionError(f"{names} without a fault: {wrong}")
        return self._known[names]

    def all_states(self) -> list[tuple[str, ...]]:
        """Every choice of verbs; those that were done first stand first."""
        names = [verb.name for verb in self.scene.verbs]
        return [
            chosen for count in range(len(names) + 1) for chosen in combinations(names, count)
            if "discard" not in chosen or "save" in chosen
        ]  # fmt: skip

    def which(self, found: str, possible: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
        """The state among the possible ones that was found."""
        return next((names for names in possible if self.digest(names) == found), None)

    def judge(self, stage: Stage, told: Told, *, killed: bool, whole: bool = True) -> Verdict:
        """Look at what is left in `stage` after the child has told what it could.

        `whole` goes on to work with the desk and has its doctor look; without it only the rows are compared.
        """
        verdict = Verdict(1, len(told.done), len(told.refused))
        if told.bug:
            verdict.untold += 1
            verdict.notes.append(told.bug)
        elif not killed and not told.ended:
            verdict.untold += 1
            verdict.notes.append("it neither ended nor said why")
        sure, maybe = set(told.done), set[str]()
        if told.going:
            maybe.add(told.going)
        for name, said in told.refused.items():
            if not _OF_THE_DISK.search(said):
                verdict.untold += 1
                verdict.notes.append(f"{name} was refused with “{said}”")
            if name == "end":
                continue
            if FULL not in said or name in (
                "draft",
                "discard",
            ):  # a draft is tried again; a broken disk may have it
                maybe.add(name)
        try:
            found = digest(stage.file)
        except Corrupt as error:
            verdict.corrupt += 1
            verdict.notes.append(f"corrupt: {error}")
            return verdict
        allowed = [
            names for names in self.all_states() if sure <= set(names) <= sure | maybe
        ]  # fmt: skip
        state = self.which(found, allowed)
        if state is None:
            self._accuse(verdict, found, sure, told)
        if whole:
            self._copies(stage, told, verdict, state or ())
            self._go_on(stage, verdict)
        return verdict

    def _accuse(self, verdict: Verdict, found: str, sure: set[str], told: Told) -> None:
        state = self.which(found, self.all_states())
        if state is None:
            verdict.half += 1
        elif not sure <= set(state):
            verdict.drafts += "draft" in sure - set(state)
            verdict.lost += bool(sure - set(state) - {"draft"})
        else:
            verdict.untold += 1  # it was said that nothing was saved
        verdict.notes.append(f"sure {sorted(sure)}, found {state}, told {told}")

    def _copies(self, stage: Stage, told: Told, verdict: Verdict, state: tuple[str, ...]) -> None:
        """A copy that somebody asked for is whole, and so is the one from before once the schema has changed."""
        for copy in (stage.folder / COPY, *stage.folder.glob("desk.db.before-*")):
            if not copy.exists():
                if copy.name == COPY and "backup" in told.done:
                    verdict.lost += 1
                    verdict.notes.append("the copy is not there")
                continue
            try:
                same = digest(copy) == self.digest(())
            except Corrupt:
                same = False
            if not same and (copy.name == COPY or "migrate" in state):
                verdict.corrupt += 1
                verdict.notes.append(f"{copy.name} is not what it was made of")

    def _go_on(self, stage: Stage, verdict: Verdict) -> None:
        """The next morning: the desk opens, its doctor finds nothing, and a matter is logged."""
        try:
            after = Stage(stage.folder)
            turn(after.desk, days=1)
            log(after.desk)
            after.close()
            wrong = diagnosis(stage.folder)
        except DeskError as error:
            wrong = str(error)
        if wrong:
            verdict.corrupt += 1
            verdict.notes.append(wrong)


__all__ = ["Corrupt", "Models", "Verb", "Verdict", "diagnosis", "digest"]
