"""The lists of lead appeals, found things and lost reports: what is open on top."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain import appeal, appeal_card, custody, custody_card, lost, lost_card
from deskapp.domain.appeal import Appeal
from deskapp.domain.custody import FoundItem
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.lost import LostReport
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.reading import field_lists
from deskapp.reading import field_records as reading
from deskapp.screens import keys
from deskapp.screens.field.copying import COPY, copy_out
from deskapp.screens.field.new_record import NewRecord
from deskapp.screens.field.pages import SmallFieldPage
from deskapp.screens.paging import NEW, OF_NEW
from deskapp.widgets.card import Card

CLOSED = Binding("ctrl+l", "closed", N_("Closed too"), key_display="Ctrl+L")


def import_key(register: str) -> Binding:
    """The key that takes a table over into a register."""
    return Binding("ctrl+u", f"app.import_field('{register}')", N_("Import"), key_display="Ctrl+U")


class FieldListPage(SmallFieldPage):
    """A list of one register of field work; Ctrl+L shows the closed ones, too."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../lists.tcss"
    REGISTER: ClassVar[str] = ""
    SORTING = field_lists.DUE
    KEYS = (keys.BACK, keys.OPEN, NEW, CLOSED, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW, CLOSED]
    _all = False

    def commands(self) -> tuple[Binding, ...]:
        """The table comes behind the verbs of the list."""
        return (*super().commands(), import_key(self.REGISTER))

    def source(self) -> Source:
        """The records that are open, or all of them."""
        desk = self.desk
        chosen = field_lists.FieldFilter(open=not self._all)
        return field_lists.list_source(
            desk.connection, desk.room, self.REGISTER, chosen, desk.clock(), self.t, self.sorting
        )

    def key_of(self, number: str) -> int:
        """The key of a record."""
        return reading.key_of(self.desk.reader.execute, self.desk.room.id, self.REGISTER, number)

    def number_at(self, row: Row | None) -> str:
        """The number of a row; nothing where none is."""
        return reading.number_at(self.desk.reader.execute, self.REGISTER, row.id) if row is not None else ""

    def lines_of(self, key: int) -> tuple[Line, ...]:
        """The record as it stands beside the list, masked as the list is."""
        raise NotImplementedError

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The record under the cursor."""
        if row is None:
            card.show()
        else:
            card.show((self.number_at(row), self.lines_of(row.id)))

    def open_row(self, row: Row) -> None:
        """Open the record of a row."""
        self.host.open_field(self.number_at(row))

    def action_closed(self) -> None:
        """Ctrl+L: the closed ones too, or only those that are open."""
        self._all = not self._all
        self.reload()
        self.host.tell(
            N_("All stand here now; Ctrl+L shows only the open ones.")
            if self._all
            else N_("Only the open ones stand here now; Ctrl+L shows all.")
        )

    def action_new(self) -> None:
        """Insert: something new."""
        if self.app.screen is self:
            self.app.push_screen(NewRecord(self.REGISTER, self.stand_on))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of something new."""
        self.app.push_screen(NewRecord(self.REGISTER, self.stand_on, draft.place.subject, draft))


class AppealsScreen(FieldListPage):
    """Page 3: lead appeals."""

    NAME = N_("Lead appeals")
    ABOUT = N_(
        "Questions to the people in a chat group. Insert writes one as a draft, Enter opens it; putting it out checks "
        "the text for document numbers, phones, number plates and minors. c copies the clean text. Who gave a clue is "
        "seen by police officers alone, and never in this list. Ctrl+L shows the closed ones, too, Ctrl+U imports a "
        "table."
    )
    EMPTY = N_("No appeal is open. Insert writes one, Ctrl+L shows the closed ones.")
    PAGE = 3
    PREFIX = appeal.PREFIX
    REGISTER = "lead_appeal"
    BINDINGS: ClassVar[list[BindingType]] = [COPY, import_key("lead_appeal")]

    def commands(self) -> tuple[Binding, ...]:
        """The key that copies comes before the others."""
        return (COPY, *super().commands())

    def _one(self, key: int) -> Appeal | None:
        return reading.appeal_by_id(self.desk.reader.execute, key)

    def lines_of(self, key: int) -> tuple[Line, ...]:
        """The appeal; of the replies stands there how many."""
        one = self._one(key)
        return appeal_card.card(one, self.view(), sees=False, beside=True) if one else ()

    def action_copy_out(self) -> None:
        """c: the text under the cursor, for the group."""
        if number := self.number_at(self.listed.selected):
            copy_out(self, number)


class FoundScreen(FieldListPage):
    """Page 4: found things in custody."""

    NAME = N_("Found things")
    ABOUT = N_(
        "What lies here for its owner, the nearest due day on top: until when a notice is to be given, then the day "
        "on which a year has passed. Insert receives a thing, Enter opens it: receipt, notice, claim, handing up, and "
        "what fits of the lost reports. Ctrl+L shows the closed ones, too, Ctrl+U imports a table."
    )
    EMPTY = N_("Nothing lies here. Insert receives a found thing, Ctrl+L shows the closed ones.")
    PAGE = 4
    PREFIX = custody.PREFIX
    REGISTER = "custody"
    BINDINGS: ClassVar[list[BindingType]] = [import_key("custody")]

    def _one(self, key: int) -> FoundItem | None:
        return reading.item_by_id(self.desk.reader.execute, key)

    def lines_of(self, key: int) -> tuple[Line, ...]:
        """The thing, masked."""
        one = self._one(key)
        return custody_card.card(one, self.view(), beside=True) if one else ()


class LostScreen(FieldListPage):
    """Page 5: lost people, pets and things."""

    NAME = N_("Missing")
    ABOUT = N_(
        "Who and what is looked for, the oldest on top; a minor stands here by an initial. Insert takes a report, "
        "Enter opens it: found, public appeal, handed to the case system, closed, and what fits of the found things. "
        "Ctrl+L shows the closed ones, too, Ctrl+U imports a table."
    )
    EMPTY = N_("Nobody and nothing is looked for. Insert takes a report, Ctrl+L shows the closed ones.")
    PAGE = 5
    PREFIX = lost.PREFIX
    REGISTER = "lost_report"
    BINDINGS: ClassVar[list[BindingType]] = [import_key("lost_report")]

    def _one(self, key: int) -> LostReport | None:
        return reading.report_by_id(self.desk.reader.execute, key)

    def lines_of(self, key: int) -> tuple[Line, ...]:
        """The report, masked."""
        one = self._one(key)
        return lost_card.card(one, self.view(), beside=True) if one else ()
