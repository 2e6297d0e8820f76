"""The find box: people and requests by whatever is known of them, with filters below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain import search_keys
from deskapp.domain.clocks import due
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Officer
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.reading import disputes, found, people, request_lists, small_numbers
from deskapp.reading.has_areas import has_areas
from deskapp.reading.moment import one_moment
from deskapp.reading.row_ids import REGISTERS, record_of
from deskapp.screens import keys
from deskapp.screens.lists import ListScreen
from deskapp.widgets.card import Card
from deskapp.widgets.fields import Field, Option
from deskapp.widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from deskapp.domain.request_card import Line
    from deskapp.domain.volunteer import Dossier

_SHOW = (
    Option("open", N_("Still open"), "1"),
    Option("overdue", N_("Overdue"), "2"),
    Option("mine", N_("Mine"), "3"),
    Option("person", N_("People"), "4"),
    Option("request", N_("Requests"), "5"),
)

SPECS = (
    FieldSpec(
        "text", N_("Find"), hint=N_("name, pinyin, phone or ID tail, number, place, words"), submits=True
    ),
    FieldSpec("show", N_("Only"), "flags", options=_SHOW),
    FieldSpec("category", N_("Category"), "code", codes=CATEGORY),
    FieldSpec("days", N_("Days"), "date", hint=N_("today, 11-20, 11-01..11-20"), submits=True),
    FieldSpec("officer", N_("Responsible"), "code"),
)
_BETWEEN = re.compile(r"\.\.|~|～|至")

FIELD = ("lead_appeal", "custody", "lost_report")
"""Registers of field work, by their tables."""

NOTHING = N_(
    "Nothing is found. Try fewer characters or other words; Ctrl+L takes all filters away, F2 logs anew."
)
MANY = N_(
    "More than {count} requests are found: type more words or narrow the list, then press this key again."
)
APART = N_("Only requests are sorted and gone to here: choose them under “Only”, or press Ctrl+L for all.")
ALONE = N_("Requests alone stand here now, as you sort them; type on, and every kind is back.")
OPENS = N_("Enter opens what has this number.")
SIGNS = N_("Signs alone are not looked for: type a character, a letter or a digit.")


def read_days(text: str, today: date) -> tuple[date | None, date | None]:
    """A day or a range of days as typed; empty means any. Raises DeskError."""
    if not text.strip():
        return None, None
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    start = read_day(first, today) if first.strip() else None
    if not rest:
        return start, start
    return start, read_day(rest[0], today) if rest[0].strip() else None


def _specs(officers: Sequence[Officer]) -> tuple[FieldSpec, ...]:
    options = tuple(
        Option(str(officer.id), officer.name, str(place) if place < 10 else "")
        for place, officer in enumerate(officers, 1)
    )
    return tuple(replace(spec, options=options) if spec.name == "officer" else spec for spec in SPECS)


class Filters(Form):
    """The find box and its filters; Down in the box leads into the list."""

    class Down(Form.FormMessage):
        """The list is wanted."""

    def on_field_next(self, event: Field.Next) -> None:
        """Leave by Down where what is looked for is typed; all other keys go on as in every form."""
        if event.field.name == "text" and event.key == "down":
            event.stop()
            event.prevent_default()
            self.post_message(self.Down(self))


class FindScreen(ListScreen):
    """What was found of each register; without words all requests, the newest first."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["lists.tcss", "find.tcss"]
    NAME = N_("Find")
    ABOUT = N_(
        "One box for everything: Chinese characters, pinyin or its initials, the tail of a phone or an ID, a record "
        "number, a place, words of a text or a log. People come first, then requests, each with what it was found "
        "by. Enter opens the first, Down leads to the list, Tab to the filters; without words all requests stand here."
    )
    EMPTY = NOTHING
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LOG, keys.CLEAR, keys.LANGUAGE, keys.SHEET, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, keys.CLEAR]
    _stale = False
    """Whether something was typed that the list does not show yet."""
    _alone = False
    """Whether requests stand alone, sorted, though words are looked for."""

    def __init__(self, officers: Sequence[Officer]) -> None:
        """`officers` are the people of the room, read before the screen opens."""
        super().__init__()
        self._officers = [officer for officer in officers if officer.active]

    def _area_field(self) -> tuple[FieldSpec, ...]:
        """The filter by area, where the room has areas."""
        if not has_areas(self.desk.reader, self.desk.room.id):
            return ()
        from deskapp.screens.options import area_field  # late: a room without areas loads nothing of them

        return tuple(replace(spec, hint="") for spec in area_field(self.desk))

    def body(self) -> Iterable[Widget]:
        """Box and filters, then the list."""
        yield Filters((*_specs(self._officers), *self._area_field()))
        yield from super().body()

    def begin(self) -> None:
        """Everything, until something is typed."""
        self.reload()
        self.query_one(Form).focus_field("text")

    def _filter(self) -> request_lists.RequestFilter:
        values = self.query_one(Form).values()
        shown = values["show"].split(",")
        start, end = read_days(values["days"], self.desk.room.calendar.day(self.desk.clock()))
        return request_lists.RequestFilter(
            open="open" in shown,
            overdue="overdue" in shown,
            mine=self.desk.room.signed_in if "mine" in shown else 0,
            officer=int(values["officer"] or 0),
            category=values["category"],
            from_day=start,
            to_day=end,
            text=values["text"],
            area_id=self._area_id(values.get("area", "")),
        )

    def _area_id(self, number: str) -> int:
        """The key of the area that is chosen; 0 for all."""
        from deskapp.reading import areas  # late: most finds choose none

        found = areas.find(self.desk.reader, self.desk.room.id, number) if number else None
        return found.id if found is not None else 0

    def source(self) -> Source | None:
        """What the filters let through; a date that cannot be read is told beside its field."""
        desk, form = self.desk, self.query_one(Form)
        self._stale = False
        try:
            wanted = self._filter()
        except DeskError as error:
            form.refuse("days", error)
            return None
        form.accept("days")
        kinds = tuple(k for k in REGISTERS if k in form.values()["show"].split(","))
        if not wanted.text.strip() and "person" not in kinds:
            self.listed.empty = NOTHING
            return request_lists.list_source(
                desk.connection, desk.room, wanted, desk.clock(), self.t, self.sorting
            )
        words = search_keys.words(wanted.text)
        if self._alone and words and self._why_not(wanted) is None:
            self.listed.empty = NOTHING
            return request_lists.list_source(
                desk.connection, desk.room, wanted, desk.clock(), self.t, self.sorting
            )
        self.listed.empty = SIGNS if wanted.text.strip() and not words else NOTHING
        if self._numbered(wanted.text):
            self.listed.empty = OPENS
        return found.found_source(
            found.Asked(desk.connection, desk.room, words, wanted, desk.clock(), self.t, kinds)
        )

    def on_form_changed(self, message: Form.Changed) -> None:
        """Read again, once for all that was typed meanwhile; other words are found by kind again."""
        self._alone = self._alone and message.field != "text"
        if not self._stale:
            self._stale = True
            self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self._stale:
            with one_moment(self.desk.reader):
                self.reload(
                    keep=False
                )  # other words, other hits: the best one stands first, under the cursor
            self.show_soon(self.listed)

    def _numbered(self, text: str) -> str:
        """The number of a team or of equipment that is typed whole."""
        desk = self.desk
        today = desk.room.calendar.day(desk.clock())
        return small_numbers.numbered(desk.reader, desk.room.id, text, today)

    def on_filters_down(self, message: Filters.Down) -> None:
        """From the box into the list."""
        self._catch_up()
        self.listed.focus()

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Enter in the box opens the row under the cursor, Enter on the last filter leads into the list."""
        self._catch_up()
        typing = self.focused is not None and self.focused.name == "text" and message.values["text"].strip()
        small = self._numbered(message.values["text"]) if typing else ""
        if small:
            (self.host.open_team if small.startswith(small_numbers.TEAM) else self.host.open_equipment)(small)
        elif typing and self.listed.selected is not None:
            self.listed.action_open()
        else:
            self.listed.focus()

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.host.tell("{text}", text=message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show all categories, officers or areas."""
        from deskapp.screens.choose import Choice, Choose, ask_all, choices_of  # late: few ask

        if message.field == "area":
            ask_all(self, message)
            return
        if message.field == "officer":
            title = N_("Responsible")
            choices = [Choice(str(one.id), one.name, one.badge) for one in self.desk.officers if one.active]
        else:
            title = CATEGORY.label
            choices = choices_of(CATEGORY, self.t)

        def chosen(code: str | None) -> None:
            if code:
                message.form.choose(message.field, code)

        self.app.push_screen(Choose(title, choices), chosen)

    def action_clear(self) -> None:
        """Take all filters away."""
        self.query_one(Form).clear()
        self.reload()
        self.query_one(Form).focus_field("text")

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self._catch_up()
        self.listed.action_open()

    # -- sorting what words have found, and going to a place in it

    def _typed(self) -> bool:
        return bool(self.query_one(Form).values()["text"].strip())

    def _why_not(self, wanted: request_lists.RequestFilter) -> DeskError | None:
        """What keeps the requests that hold the words from being sorted, or None."""
        shown = self.query_one(Form).values()["show"].split(",")
        kinds = [kind for kind in REGISTERS if kind in shown]
        if kinds and "request" not in kinds:
            return DeskError(APART, field="place")
        if not request_lists.holds_few(self.desk.reader, wanted):
            return DeskError(MANY, field="place", count=request_lists.FEW)
        return None

    def _stand_alone(self) -> DeskError | None:
        """Let the requests that hold the words stand alone; gives what keeps them from it."""
        try:
            refused = self._why_not(self._filter())
        except DeskError as error:
            return error
        self._alone = refused is None
        return refused

    def sort_columns(self, source: Source) -> Sequence[Column]:
        """Those of requests, which alone are sorted."""
        return request_lists.columns(self.t)

    def _sort(self, sorting: Sorting) -> None:
        """By another column; with words typed the requests that hold them stand alone then."""
        if self._typed():
            if refused := self._stand_alone():
                self.host.tell(refused.text, "bad", **refused.params)
                return
            self.host.tell(ALONE)
        super()._sort(sorting)

    def _go_to(self, text: str) -> None:
        """To a day or a number; with words typed among the requests that hold them."""
        alone, sorting = self._alone, self.sorting
        if self._typed() and not alone:
            if refused := self._stand_alone():
                raise refused
            self.sorting = self.SORTING
        try:
            super()._go_to(text)
        except DeskError:
            self._alone, self.sorting = alone, sorting
            raise
        self.listed.sorting = self.sorting

    # -- the other registers beside requests

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The record under the cursor, of whatever register."""
        if row is None or row.id > 0:
            super().show_beside(row, card)
            return
        from deskapp.domain.request_card import Line  # late: with it come the steps of requests

        register, key = record_of(row.id)
        file = disputes.by_id(self.desk.reader, key) if register == "dispute" else None
        if file is not None:
            from deskapp.domain.dispute_card import beside  # late: most of what is found are requests

            card.show((file.dispute.number, beside(file, self.view(), due(file, self.desk.room.times))))
        member = self._dossier(key) if register == "volunteer" else None
        if member is not None:
            card.show((member.volunteer.number, self._member(member)))
        if register in FIELD:
            from deskapp.reading import field_lists

            view = field_lists.view_of(self.desk.room, self.desk.clock(), self.t)
            found_row = field_lists.row_of(self.desk.reader, register, key, view)
            labels = [column.label for column in field_lists.columns(register, self.t)]
            told = zip(labels, found_row.cells, strict=True)
            number = found_row.cells[1]
            card.show((number, tuple(Line(self.t(label), text) for label, text in told if text)))
        if register in ("area", "hazard"):
            from deskapp.reading.found_field import beside_of

            card.show(beside_of(self.desk.reader, register, key, self.desk.room, self.view()))
        person = people.by_id(self.desk.reader, key) if register == "person" else None
        if person is not None:
            today = self.desk.room.calendar.day(self.desk.clock())
            lines = [(N_("Name"), person.shown_name(today, self.t))]
            if not person.is_sheltered(today):
                lines += [
                    (N_("Phone"), " · ".join(person.shown_phones())),
                    (N_("Address"), person.address),
                    (N_("Notes"), person.notes),
                ]
            facts = tuple(Line(self.t(label), text) for label, text in lines if text)
            card.show((person.number, facts))

    def _dossier(self, key: int) -> Dossier | None:
        from deskapp.reading.volunteers import by_id

        return by_id(self.desk.reader, key)

    def _member(self, member: Dossier) -> tuple[Line, ...]:
        """A volunteer beside the list, masked as the list is."""
        from deskapp.domain.request_card import Line
        from deskapp.reading import volunteer_lists

        row = volunteer_lists.row_of(member, self.desk.room, self.desk.limits, self.desk.clock(), self.t)
        labels = [column.label for column in volunteer_lists.columns(self.t)]
        return tuple(Line(self.t(label), text) for label, text in zip(labels, row.cells, strict=True) if text)

    def action_person(self) -> None:
        """Ctrl+X: the card under the cursor, or that of the request there."""
        row = self.listed.selected
        if row is not None and row.id < 0:
            self.listed.action_open()
        else:
            super().action_person()

    def open_row(self, row: Row) -> None:
        """Open the record of a row, of whatever register."""
        if row.id > 0:
            super().open_row(row)
            return
        register, key = record_of(row.id)
        file = disputes.by_id(self.desk.reader, key) if register == "dispute" else None
        if file is not None:
            self.host.open_dispute(file.dispute.number)
        person = people.by_id(self.desk.reader, key) if register == "person" else None
        if person is not None:
            self.host.open_person(person.number)
        if register in FIELD:
            from deskapp.reading.field_records import number_at

            self.host.open_field(number_at(self.desk.reader.execute, register, key))
        if register in ("area", "hazard"):
            from deskapp.reading.found_field import number_of

            self.host.open_field(number_of(self.desk.reader, register, key))
        member = self._dossier(key) if register == "volunteer" else None
        if member is not None:
            self.host.open_volunteer(member.volunteer.number)
