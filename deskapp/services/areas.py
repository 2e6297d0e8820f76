"""What a person can do with areas: make them, correct where they stand, give them up, take them over from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from deskapp import locales
from deskapp.domain.area import OPEN, PREFIX, TREE, Area, order_of
from deskapp.domain.area_form import LOOKED_UP, read_area
from deskapp.domain.area_rating import VERDICT, read_rating
from deskapp.domain.area_sheet import AreaSheet, read_areas
from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Room
from deskapp.domain.roster import SheetRow
from deskapp.domain.search_keys import name_keys
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_, Term, Words
from deskapp.services.area_book import meant
from deskapp.services.area_import import write_areas
from deskapp.services.area_undo import SUBJECT
from deskapp.services.batches import open_batch
from deskapp.services.bulk import Bulk, Progress
from deskapp.services.keeping import keep, key_of, read_reason, refuse_moved
from deskapp.services.store import Store, Writing
from deskapp.tables.area import AreaRow, RatingRow


@dataclass
class Areas:
    """The verbs of areas of one room."""

    store: Store
    room: Room

    @property
    def today(self) -> date:
        """The room's day."""
        return self.room.calendar.day(self.store.clock())

    def add(self, given: Mapping[str, str], actor: Actor, t: Words) -> str:
        """Make an area; see domain.area_form. Gives its number. Raises DeskError."""
        with self.store.write(actor) as writing:
            columns = read_area(given, self.today, t, new=True)
            columns |= self._looked_up(writing, given)
            row = self.put(writing, columns)
            writing.journal("add_area", SUBJECT, key_of(row))
            keep(writing, SUBJECT, row, {}, "add_area", fresh=True)
            return row.number

    def correct(
        self, number: str, given: Mapping[str, str], reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> None:  # fmt: skip
        """Correct an area: its name, its facts, above all where it stands in the tree. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            columns = read_area(given, self.today, t, new=False) | self._looked_up(writing, given)
            changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
            if not changed:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = read_reason(reason)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changed.items():
                setattr(row, name, value)
            self._check(writing, row)
            row.corrected_at = writing.at
            keep(writing, SUBJECT, row, before, "correct", said)

    def close(self, number: str, reason: str, actor: Actor, version: int | None = None) -> None:
        """Give up an area under which nothing stands any more; records keep it. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            said = read_reason(reason)
            below = (
                writing.session.connection()
                .exec_driver_sql(
                    "SELECT count(*) FROM area WHERE is_open = 1 AND (parent_id = ?1 OR beat_id = ?1)",
                    (row.id,),
                )
                .scalar_one()
            )
            if below:
                raise DeskError(
                    N_("“{area}” still has {count} areas under it: move them first. Nothing is changed."),
                    area=row.name, count=below,
                )  # fmt: skip
            writing.journal("close_area", SUBJECT, key_of(row))
            before = row.model_dump()
            row.status, row.is_open = "closed", 0
            row.desk_order = order_of(row.kind, row.code, open=False)
            keep(writing, SUBJECT, row, before, "close_area", said)

    def rate(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> None:
        """Rate a grid for a period; see domain.area_rating. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            if row.kind not in TREE:
                raise DeskError(
                    N_("“{area}” is a point: grids and beats are rated. Choose the one in which it stands."),
                    area=row.name,
                )  # fmt: skip
            verdict, first, last, text = read_rating(given, self.today, t)
            writing.journal("rate_area", SUBJECT, key_of(row))
            one = RatingRow(
                area_id=key_of(row), first=first.isoformat(), last=last.isoformat(), verdict=verdict, text=text,
                at=writing.at, by_id=actor.officer_id,
            )  # fmt: skip
            writing.session.add(one)
            writing.session.flush()
            before = row.model_dump()
            said = coded(
                N_("{rating} · {first} – {last} {text}"), rating=Term(VERDICT.source_of(verdict)), first=first,
                last=last, text=text,
            )  # fmt: skip
            keep(writing, SUBJECT, row, before, "rate_area", said, [["rating", one.id, {"gone": [1, 0]}]])

    def look(
        self, rows: Iterable[SheetRow], known: Sequence[Area], t: Words, progress: Progress | None = None
    ) -> AreaSheet:
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        return read_areas(rows, known, self.today, t, locales.load("zh"), progress=progress)

    def take_over(self, found: AreaSheet, name: str, actor: Actor, progress: Progress) -> str:
        """Write the areas of a file that was looked at, all or nothing; gives the number of the write.

        Raises DeskError.
        """
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        with self.store.write(actor) as writing:
            batch = open_batch(writing, "import_areas", self.today, len(found.entries), name)
            bulk = Bulk(writing, progress, len(found.entries))
            write_areas(bulk, found.entries, self.today)
            bulk.flush()
            return batch.number

    def _looked_up(self, writing: Writing, given: Mapping[str, str]) -> dict[str, object]:
        """The keys of the areas that were named."""
        return {
            f"{name}_id": meant(writing, self.room.id, given[name], name).id if given[name].strip() else None
            for name in LOOKED_UP
            if name in given
        }

    def put(self, writing: Writing, columns: Mapping[str, object]) -> AreaRow:
        """A new row of checked columns, in its place in the tree. Raises DeskError."""
        today = self.today
        row = AreaRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, today), day=today.isoformat(), kind="grid",
            name="", entered_at=writing.at, entered_by=writing.actor.officer_id,
        )  # fmt: skip
        for name, value in columns.items():
            setattr(row, name, value)
        self._check(writing, row)
        writing.session.add(row)
        writing.session.flush()
        return row

    def _check(self, writing: Writing, row: AreaRow) -> None:
        """Put what follows from the columns, and refuse a place in the tree that cannot be. Raises DeskError."""
        row.sounds = name_keys(row.name)
        row.desk_order = order_of(row.kind, row.code, open=bool(row.is_open))
        with writing.session.no_autoflush:
            self._refuse_place(writing, row)
            self._refuse_beat(writing, row)
            self._refuse_twice(writing, row)

    def _refuse_place(self, writing: Writing, row: AreaRow) -> None:
        found = writing.session.get(AreaRow, row.parent_id) if row.parent_id else None
        if found is not None and found.kind not in TREE:
            raise DeskError(
                N_("“{area}” is a point: nothing stands under it. Choose a grid or a beat."),
                code=Exit.USAGE, field="parent", area=found.name,
            )  # fmt: skip
        if row.kind == "beat" and found is not None:
            raise DeskError(
                N_("A beat stands at the top; grids belong to it. Leave the area above it empty."),
                code=Exit.USAGE, field="parent",
            )  # fmt: skip
        while found is not None:
            if found is row or (row.id is not None and found.id == row.id):
                raise DeskError(
                    N_("“{area}” would come under itself: choose another area above it."),
                    code=Exit.USAGE, field="parent", area=row.name,
                )  # fmt: skip
            found = writing.session.get(AreaRow, found.parent_id) if found.parent_id else None

    def _refuse_beat(self, writing: Writing, row: AreaRow) -> None:
        beat = writing.session.get(AreaRow, row.beat_id) if row.beat_id else None
        if beat is None:
            return
        if beat.kind != "beat" or row.kind == "beat":
            raise DeskError(
                N_("“{area}” is no police beat to which this can belong: choose a beat, or leave it empty."),
                code=Exit.USAGE, field="beat", area=beat.name,
            )  # fmt: skip
        top = row
        while top.parent_id:
            top = writing.session.get_one(AreaRow, top.parent_id)
        if top.kind == "beat":
            raise DeskError(
                N_("It stands under the beat “{area}” already: leave the other beat empty."),
                code=Exit.USAGE, field="beat", area=top.name,
            )  # fmt: skip

    def _refuse_twice(self, writing: Writing, row: AreaRow) -> None:
        read = writing.session.connection().exec_driver_sql
        if row.code:
            taken = read(
                "SELECT name FROM area WHERE room_id = ? AND code = ? AND is_open = 1 AND id <> ? LIMIT 1",
                (self.room.id, row.code, row.id or 0),
            ).first()
            if taken:
                raise DeskError(
                    N_("“{area}” has the number {own} already: type another one. What you typed is kept."),
                    code=Exit.USAGE, field="code", area=taken[0], own=row.code,
                )  # fmt: skip
        taken = read(
            "SELECT number FROM area WHERE room_id = ? AND name = ? AND kind = ? AND coalesce(parent_id, 0) = ? "
            "AND is_open = 1 AND id <> ? LIMIT 1",
            (self.room.id, row.name, row.kind, row.parent_id or 0, row.id or 0),
        ).first()
        if taken:
            raise DeskError(
                N_("There is “{area}” there already, {number}: choose another name. What you typed is kept."),
                code=Exit.USAGE, field="name", area=row.name, number=taken[0],
            )  # fmt: skip

    def row(self, writing: Writing, number: str) -> AreaRow:
        """The row of an area in use, by its number, code or name. Raises DeskError."""
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(AreaRow).where(AreaRow.room_id == self.room.id, AreaRow.number == said)
        ).first()
        if found is None:
            return writing.session.get_one(AreaRow, meant(writing, self.room.id, number).id)
        if found.status not in OPEN:
            raise DeskError(
                N_("“{area}” is in use no more: look the areas up at F6, or make it anew with deskapp area add."),
                area=found.name,
            )  # fmt: skip
        return found
