"""The rows of the search index: which keys stand there for each record, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from deskapp.domain import search_keys
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.tables.sheltered import SEALED_REQUEST, UNNAMED

Execute = Callable[..., Any]
"""Runs one statement with a tuple of parameters and gives a cursor."""

Entry = tuple[int, tuple[str, ...]]
"""The key of a record, and its keys by column of the index."""

BLOCK = 1000
"""Records that are read at once while an index is made anew."""


@dataclass(frozen=True, slots=True)
class Register:
    """How the records of one register stand in their index."""

    table: str
    """The table of the records, and behind `search_` that of the index."""
    columns: tuple[str, ...]
    """The columns of the index."""
    entries: Callable[[Execute, int, int], Iterator[Entry]]
    """Reads the entries of the records from one key to another; what is undone has none."""
    name: str
    """The column of the table whose sounds are kept beside it; empty where its people have cards."""
    listed: str
    """Condition on the records that have an entry."""

    @property
    def index(self) -> str:
        """The table of the index."""
        return f"search_{self.table}"

    def write(self, execute: Execute, first: int, last: int, many: Execute | None = None) -> int:
        """Write the entries of the records from `first` to `last`; gives how many have one.

        `many` runs one statement with a list of tuples; without it they are run one after the other.
        """
        marks = ", ".join("?" * (len(self.columns) + 1))
        sql = f"REPLACE INTO {self.index} (rowid, {', '.join(self.columns)}) VALUES ({marks})"
        rows = [(key, *keys) for key, keys in self.entries(execute, first, last)]
        if many is not None:
            many(sql, rows)
            return len(rows)
        for row in rows:
            execute(sql, row)
        return len(rows)


_UNDONE = (
    "coalesce((SELECT kind FROM journal WHERE of_id = write_id AND of_id > 0 ORDER BY id DESC LIMIT 1), '')"
)


def _number_alone(number: str) -> tuple[str, ...]:
    """The entry of what is sealed (治安管理处罚法 2025 Art. 136): nobody comes upon it by a name, a sound or a word."""
    return ("", "", search_keys.tails(number), "", "", "")


def _told(execute: Execute, subject: str, first: int, last: int) -> dict[int, list[str]]:
    """The entries of the logs of the records from `first` to `last`, those of one record together."""
    notes = execute(
        f"SELECT subject_id, text FROM action_log WHERE subject = ? AND subject_id BETWEEN ? AND ? "
        f"AND {_UNDONE} <> 'undo' ORDER BY subject_id, id",
        (subject, first, last),
    ).fetchall()
    return {key: [row[1] for row in rows] for key, rows in groupby(notes, lambda row: row[0])}


def _requests(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    told = _told(execute, "request", first, last)
    rows = execute(
        f"SELECT id, number, {SEALED_REQUEST}, applicant, sounds, phone, id_number, place, address, category, receipt, "
        "waiting_for, summary, result FROM request WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    pairs = search_keys.pairs
    for key, number, sealed, name, sounds, phone, document, place, address, category, *words in rows:
        if sealed:
            yield key, _number_alone(number)
            continue
        if category in UNNAMED:
            name, sounds, phone, document, address = "", "", "", "", ""
        # What was told of a case is not kept, so it is not to be found either; receipt and other party are.
        kept = words[:2] if category == CASE_REPORT else words
        log = [] if category == CASE_REPORT else told.get(key, [])
        yield key, (
            pairs(name), sounds, search_keys.tails(number, phone, document), pairs(f"{place}\n{address}"),
            pairs("\n".join(kept)), pairs("\n".join(log)),
        )  # fmt: skip


def _people(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    rows = execute(
        "SELECT id, number, name, sounds, phones, id_number, address, notes FROM person "
        "WHERE id BETWEEN ? AND ? AND status = 'active' ORDER BY id",
        (first, last),
    ).fetchall()
    pairs = search_keys.pairs
    for key, number, name, sounds, phones, document, address, notes in rows:
        tails = search_keys.tails(number, *phones.split(","), document)
        yield key, (pairs(name), sounds, tails, pairs(address), pairs(notes))


def _disputes(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "dispute", first, last)
    rows = execute(
        "SELECT id, number, sealed, place, summary, agreement, decline_reason, advice, agreement_no, close_no "
        "FROM dispute WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, sealed, place, *words in rows:
        if sealed:
            yield key, _number_alone(number)
            continue
        people = execute(
            "SELECT c.name, c.sounds, c.phones, c.id_number FROM dispute_party AS p JOIN person AS c "
            "ON c.id = p.person_id WHERE p.dispute_id = ? AND p.gone = 0 ORDER BY p.id",
            (key,),
        ).fetchall()
        numbers = [part for _, _, phones, document in people for part in (*phones.split(","), document)]
        yield key, (
            pairs("\n".join(row[0] for row in people)), " ".join(row[1] for row in people if row[1]),
            search_keys.tails(number, *numbers), pairs(place), pairs("\n".join(words)),
            pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


def _volunteers(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "volunteer", first, last)
    rows = execute(
        "SELECT v.id, v.number, v.member_no, v.grid, v.employer, v.skills, p.name, p.sounds, p.phones, p.id_number, "
        "p.address FROM volunteer AS v JOIN person AS p ON p.id = v.person_id "
        "WHERE v.id BETWEEN ? AND ? AND v.status <> 'undone' ORDER BY v.id",
        (first, last),
    ).fetchall()
    for key, number, member, grid, employer, skills, name, sounds, phones, document, address in rows:
        tails = search_keys.tails(number, member, *phones.split(","), document)
        yield key, (
            pairs(name), sounds, tails, pairs(f"{grid}\n{address}"), pairs(f"{member}\n{employer}\n{skills}"),
            pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


def _activities(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "activity", first, last)
    rows = execute(
        "SELECT id, number, outside_no, place, route, unit, handed_to, season, text, missed FROM activity "
        "WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, outside, place, route, *words in rows:
        yield (
            key,
            (
                "",
                "",
                search_keys.tails(number, outside),
                pairs(f"{place}\n{route}"),
                pairs("\n".join((outside, *words))),
                pairs("\n".join(told.get(key, ()))),
            ),
        )


_FIELD = ("name", "sounds", "tails", "place", "words", "log")
"""The columns of the indexes of field work."""


def _appeals(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    """Who gave a clue, and what they told, is in no index: it would be found by people who may not see it."""
    pairs = search_keys.pairs
    told = _told(execute, "lead_appeal", first, last)
    rows = execute(
        "SELECT id, number, incident_no, place, text, result FROM lead_appeal WHERE id BETWEEN ? AND ? "
        "AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, incident, place, text, result in rows:
        yield key, (
            "", "", search_keys.tails(number), pairs(place), pairs(f"{text}\n{result}\n{incident}"),
            pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


def _custody(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "custody", first, last)
    rows = execute(
        "SELECT id, number, finder, claimant, sounds, phone, claimant_phone, id_number, found_place, locker, name, "
        "features FROM custody WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, finder, claimant, sounds, phone, other, document, place, locker, name, features in rows:
        yield key, (
            pairs(f"{finder}\n{claimant}"), sounds, search_keys.tails(number, phone, other, document),
            pairs(f"{place}\n{locker}"), pairs(f"{name}\n{features}"), pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


def _lost(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "lost_report", first, last)
    rows = execute(
        "SELECT id, number, name, owner, sounds, phone, last_place, found_place, features, result, receipt "
        "FROM lost_report WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, name, owner, sounds, phone, last_place, found, features, result, receipt in rows:
        yield key, (
            pairs(f"{name}\n{owner}"), sounds, search_keys.tails(number, phone), pairs(f"{last_place}\n{found}"),
            pairs(f"{name}\n{features}\n{result}\n{receipt}"), pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


def _areas(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    rows = execute(
        "SELECT id, number, name, sounds, code, phone, address, contact, notes FROM area "
        "WHERE id BETWEEN ? AND ? AND status <> 'undone' ORDER BY id",
        (first, last),
    ).fetchall()
    for key, number, name, sounds, code, phone, address, contact, notes in rows:
        tails = search_keys.tails(number, phone)
        yield key, (pairs(name), sounds, tails, pairs(address), pairs(f"{code}\n{contact}\n{notes}"))


def _hazards(execute: Execute, first: int, last: int) -> Iterator[Entry]:
    pairs = search_keys.pairs
    told = _told(execute, "hazard", first, last)
    rows = execute(
        "SELECT h.id, h.number, h.owner, h.owner_phone, h.place, h.summary, h.measure, h.order_no, "
        "coalesce(a.code || ' ' || a.name, '') FROM hazard AS h LEFT JOIN area AS a ON a.id = h.area_id "
        "WHERE h.id BETWEEN ? AND ? AND h.status <> 'undone' ORDER BY h.id",
        (first, last),
    ).fetchall()
    for key, number, owner, phone, place, summary, measure, order_no, area in rows:
        yield key, (
            pairs(owner), search_keys.name_keys(owner), search_keys.tails(number, phone), pairs(f"{place}\n{area}"),
            pairs(f"{summary}\n{measure}\n{order_no}"), pairs("\n".join(told.get(key, ()))),
        )  # fmt: skip


REGISTERS: Mapping[str, Register] = {
    "request": Register(
        "request",
        ("name", "sounds", "tails", "place", "words", "log"),
        _requests,
        "applicant",
        "status <> 'undone'",
    ),
    "person": Register(
        "person", ("name", "sounds", "tails", "place", "words"), _people, "name", "status = 'active'"
    ),
    "dispute": Register(
        "dispute", ("name", "sounds", "tails", "place", "words", "log"), _disputes, "", "status <> 'undone'"
    ),
    "volunteer": Register(
        "volunteer",
        ("name", "sounds", "tails", "place", "words", "log"),
        _volunteers,
        "",
        "status <> 'undone'",
    ),
    "activity": Register(
        "activity",
        ("name", "sounds", "tails", "place", "words", "log"),
        _activities,
        "",
        "status <> 'undone'",
    ),
    "lead_appeal": Register("lead_appeal", _FIELD, _appeals, "", "status <> 'undone'"),
    "custody": Register("custody", _FIELD, _custody, "", "status <> 'undone'"),
    "lost_report": Register("lost_report", _FIELD, _lost, "", "status <> 'undone'"),
    "area": Register(
        "area", ("name", "sounds", "tails", "place", "words"), _areas, "name", "status <> 'undone'"
    ),
    "hazard": Register(
        "hazard", ("name", "sounds", "tails", "place", "words", "log"), _hazards, "", "status <> 'undone'"
    ),
}
"""By the subject of history and audit. A later register is found once it stands here."""


def index(execute: Execute, subject: str, key: int) -> None:
    """Write the entry of one record anew, in the transaction at hand."""
    register = REGISTERS[subject]
    if not register.write(execute, key, key):
        execute(f"DELETE FROM {register.index} WHERE rowid = ?", (key,))
    if subject == "dispute":  # of a sealed one neither the request from which it comes is found
        for found in execute(
            "SELECT request_id FROM dispute WHERE id = ? AND request_id IS NOT NULL", (key,)
        ).fetchall():
            REGISTERS["request"].write(execute, found[0], found[0])
    if subject == "person":  # disputes and volunteers are found by what stands on the cards of their people
        for found in execute("SELECT dispute_id FROM dispute_party WHERE person_id = ?", (key,)).fetchall():
            REGISTERS["dispute"].write(execute, found[0], found[0])
        for found in execute("SELECT id FROM volunteer WHERE person_id = ?", (key,)).fetchall():
            REGISTERS["volunteer"].write(execute, found[0], found[0])
    if subject == "area":  # hazards are found by the name of their area
        for found in execute("SELECT id FROM hazard WHERE area_id = ?", (key,)).fetchall():
            REGISTERS["hazard"].write(execute, found[0], found[0])


def forget(execute: Execute, subject: str) -> None:
    """Rewrite the index of a register without what was deleted from it, which else lies in it for a while."""
    name = REGISTERS[subject].index
    execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def fill(execute: Execute, subject: str) -> Iterator[tuple[int, int]]:
    """Write the sounds and the entries of all records into an index that is empty; gives how far, of how much."""
    register = REGISTERS[subject]
    known: dict[str, str] = {}
    last = execute(f"SELECT coalesce(max(id), 0) FROM {register.table}").fetchone()[0]
    for first in range(1, last + 1, BLOCK):
        if register.name:
            _sound(execute, register, first, first + BLOCK - 1, known)
        register.write(execute, first, first + BLOCK - 1)
        yield min(last, first + BLOCK - 1), last


def _sound(execute: Execute, register: Register, first: int, last: int, known: dict[str, str]) -> None:
    rows = execute(
        f"SELECT id, {register.name}, sounds FROM {register.table} WHERE id BETWEEN ? AND ?", (first, last)
    ).fetchall()
    for key, name, sounds in rows:
        if name not in known:
            known[name] = search_keys.name_keys(name)
        if known[name] != sounds:
            execute(f"UPDATE {register.table} SET sounds = ? WHERE id = ?", (known[name], key))


def rebuild(execute: Execute) -> Iterator[tuple[int, int]]:
    """Make every index anew in the transaction at hand; gives how far it is, of how much."""
    for subject, register in REGISTERS.items():
        made = execute("SELECT sql FROM sqlite_master WHERE name = ?", (register.index,)).fetchone()[0]
        execute(f"DROP TABLE {register.index}")
        execute(made)
        yield from fill(execute, subject)
    stamp(execute)


def differences(execute: Execute, subject: str, sample: int) -> str:
    """Where an index and its records disagree, empty where they agree: in number, the last `sample` in words."""
    register = REGISTERS[subject]
    held = execute(f"SELECT count(*) FROM {register.index}_docsize").fetchone()[0]
    wanted = execute(f"SELECT count(*) FROM {register.table} WHERE {register.listed}").fetchone()[0]
    if held != wanted:
        return f"{register.table} {held}/{wanted}"
    last = execute(f"SELECT coalesce(max(id), 0) FROM {register.table}").fetchone()[0]
    columns = ", ".join(register.columns)
    for key, keys in register.entries(execute, max(1, last - sample + 1), last):
        found = execute(f"SELECT {columns} FROM {register.index} WHERE rowid = ?", (key,)).fetchone()
        if found is None or tuple(found) != keys:
            return f"{register.table} {key}"
    return ""


def is_current(execute: Execute) -> bool:
    """Whether the keys in the file were made by the rules of this program."""
    return int(execute("PRAGMA user_version").fetchone()[0]) == search_keys.VERSION


def stamp(execute: Execute) -> None:
    """Note by which rules the keys are made."""
    execute(f"PRAGMA user_version = {search_keys.VERSION:d}")
