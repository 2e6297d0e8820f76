"""What is done while the faults come: each scene is a few verbs of the desk on the files of one folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from deskapp import backup, db
from deskapp.domain.draft import Place
from deskapp.domain.errors import DeskError
from deskapp.files.roster import read_rows
from deskapp.settings import audit_key
from deskapp.wiring import Desk, open_desk
from tests.builders import Hand, settings_in
from tests.faults.marks import BEGUN, BUG, DONE, ENDED, REFUSED, Marks
from tests.shift_builders import as_officer, log, proof, shift_desk, told
from tests.test_people_migration import an_old_file, day

TYPED = {"applicant": "王秀英", "phone": "13800010009", "category": "noise", "summary": "楼上夜里噪音"}
PEOPLE = 30
"""Volunteers of the roster that is imported."""
COPY = "copy.db"
ACK = "/acknowledged/"
"""Asking for a path below it is how a recording shows that a verb came back."""


@dataclass
class Stage:
    """The files of one folder, and the desk on them."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "desk.db"

    @cached_property
    def desk(self) -> Desk:
        """The desk at noon."""
        found = open_desk(settings_in(self.folder))
        found.clock = Hand()
        return found

    def close(self) -> None:
        if "desk" in self.__dict__:
            self.desk.close()


@dataclass(frozen=True)
class Verb:
    """One thing that a person does: there whole, or not at all."""

    name: str
    do: Callable[[Stage], object]
    goes_on: bool = False
    """Whether the person goes on where it is refused."""


@dataclass(frozen=True)
class Scene:
    """A few verbs, and the files on which they are done."""

    name: str
    make: Callable[[Path], None]
    verbs: tuple[Verb, ...]
    opens: bool = True
    """Whether the desk stands open before the first fault."""


def _place(desk: Desk) -> Place:
    return Place(desk.room.id, desk.room.signed_in, "log")


def _keep(at: Stage) -> None:
    """What the log form does while somebody types."""
    drafts, place = at.desk.drafts, _place(at.desk)
    drafts.keep(place, TYPED)
    refused = drafts.flush()
    kept = drafts.find(place)
    if kept is None or dict(kept.values) != TYPED:
        raise RuntimeError("what was typed is gone")
    if refused is not None:
        raise refused


def _discard(at: Stage) -> None:
    at.desk.drafts.discard(_place(at.desk))
    if (refused := at.desk.drafts.flush()) is not None:
        raise refused


def _save(at: Stage) -> None:
    at.desk.requests.log(TYPED, at.desk.actor, at.desk.words)


def _import(at: Stage) -> None:
    desk = at.desk
    found = desk.importing.look(read_rows(at.folder / "roster.csv"), desk.reader.execute, desk.words)
    desk.importing.roster(found, "roster.csv", desk.actor, desk.words, lambda done, of: None)


def _back_up(at: Stage) -> None:
    made = backup.make(at.desk, at.folder / COPY)
    if made.unnoted is not None:
        raise made.unnoted


def _a_desk(folder: Path) -> None:
    desk = shift_desk(folder, pins=False)
    log(desk, summary="对方扬言要报复", urgency="critical", dangers="threat")
    desk.close()


def _to_be_accepted(folder: Path) -> None:
    desk = shift_desk(folder, pins=False)
    log(desk, summary="对方扬言要报复", urgency="critical", dangers="threat")
    desk.shifts.open(desk.actor)
    log(desk)
    desk.shifts.start(desk.actor)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    for number in told(desk):
        desk.shifts.tick(number, True, as_officer(desk, "054321"))
    desk.close()


def _with_a_roster(folder: Path) -> None:
    _a_desk(folder)
    lines = ["姓名,手机号码,所属队伍"]
    for at in range(PEOPLE):
        name = "甲乙丙丁戊己庚辛壬癸"[at % 10] + "东南西北"[at // 10]
        lines.append(f"志愿者{name},138000{at:05d},明珠队")
    (folder / "roster.csv").write_text("\n".join(lines) + "\n", "utf-8")


def _of_the_first_schema(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    an_old_file(folder / "desk.db", iter(day()[:12]))
    audit_key(settings_in(folder))


SCENES = {
    scene.name: scene
    for scene in (
        Scene("save", _a_desk, (Verb("draft", _keep, True), Verb("save", _save), Verb("discard", _discard))),
        Scene("accept", _to_be_accepted, (
            Verb("accept", lambda at: at.desk.shifts.accept(proof(at.desk, "054321"), "desk")),
        )),
        Scene("import", _with_a_roster, (Verb("import", _import),)),
        Scene("migrate", _of_the_first_schema, (Verb("migrate", lambda at: db.migrate(at.file)),), opens=False),
        Scene("backup", _a_desk, (Verb("backup", _back_up),)),
    )
}  # fmt: skip


def _shown_to_strace(name: str) -> None:
    os.access(ACK + name, os.F_OK)


def play(
    scene: Scene, stage: Stage, marks: Marks, answered: Callable[[str], None] = _shown_to_strace
) -> None:  # fmt: skip
    """Do the verbs one after the other, as a person who reads what is said; nobody gets past a bug.

    `answered` is told of each verb that came back.
    """
    for verb in scene.verbs:
        marks.say(BEGUN, verb.name)
        try:
            verb.do(stage)
        except DeskError as error:
            marks.say(REFUSED, verb.name, str(error))
            if not verb.goes_on:
                break
        except BaseException as error:
            marks.say(BUG, verb.name, f"{type(error).__name__} {error}")
            return
        else:
            marks.say(DONE, verb.name)
            answered(verb.name)
    try:
        stage.close()
    except DeskError as error:
        marks.say(REFUSED, "end", str(error))
    marks.say(ENDED)


@contextmanager
def a_copy(template: Path, folder: Path) -> Iterator[Stage]:
    """The files of `template` in `folder`, gone at the end."""
    shutil.copytree(template, folder)
    stage = Stage(folder)
    try:
        yield stage
    finally:
        stage.close()
        shutil.rmtree(folder, ignore_errors=True)
