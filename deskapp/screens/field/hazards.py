"""Page 1 of field work: the hazards, what is overdue first, with the one under the cursor beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.draft import Draft
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_card import card as card_of
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, PREFIX, STATUS
from deskapp.domain.listing import Row, Source
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.request import Request
from deskapp.domain.words import N_
from deskapp.reading import areas, hazard_lists
from deskapp.reading import hazards as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.field.hazard_form import AddHazard
from deskapp.screens.field.pages import FieldPage
from deskapp.screens.field.saving import save_hazard
from deskapp.screens.filters import Filtered, Filters
from deskapp.screens.options import area_field
from deskapp.screens.paging import NEW, OF_NEW
from deskapp.widgets.card import Card
from deskapp.widgets.form import FieldSpec

SHOWN = CodeList(
    "hazards_shown", N_("Shown"),
    Code("open", N_("What is open")),
    Code("overdue", N_("What is overdue")),
    Code("all", N_("All hazards")),
    *(code for code in STATUS if code.code != "undone"),
)  # fmt: skip

SPECS = (
    FieldSpec("text", N_("Look for"), hint=N_("words, place, number, phone tail"), submits=True),
    FieldSpec("shown", SHOWN.label, "code", codes=SHOWN, hint=N_("empty: what is open")),
    FieldSpec("category", CATEGORY.label, "code", codes=CATEGORY),
    FieldSpec("level", LEVEL.label, "code", codes=LEVEL),
)

EMPTY = N_("No hazard is open. Insert enters one; in a request h makes one of it.")
IMPORT = Binding("ctrl+u", "app.import_field('hazard')", N_("Import"), key_display="Ctrl+U")
NONE = N_("No hazard fits. Ctrl+L takes all filters away.")


class HazardsScreen(Filtered, FieldPage):
    """The open hazards, or what the filters choose."""

    NAME = N_("Hazards")
    ABOUT = N_(
        "The hazards that are open, what is overdue first. Insert enters one: kind, what is done, a line of text. "
        "Enter opens one with its steps: fix, order with a deadline, recheck, transfer. Tab leads to the filters: "
        "words, which are shown, kind, level, area. Ctrl+U imports a table."
    )
    EMPTY = EMPTY
    PAGE = 1
    PREFIX = PREFIX
    SORTING = hazard_lists.DUE
    ALL_BY = N_("Tab, then “All hazards” shows every one")
    KEYS = (keys.BACK, keys.OPEN, NEW, keys.CLEAR, keys.HELP, keys.FIND, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW, IMPORT, keys.CLEAR]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed form of a new hazard, opened at once."""
        super().__init__()
        self._draft = draft
        self._fresh = 0

    def body(self) -> Iterable[Widget]:
        """The filters, then the list."""
        yield Filters(self._specs())
        yield from super().body()

    def _specs(self) -> Sequence[FieldSpec]:
        return (*SPECS, *(replace(spec, hint="") for spec in area_field(self.desk)))

    def begin(self) -> None:
        """Read the first rows; a draft is opened at once."""
        super().begin()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    # -- what is listed

    def source(self) -> Source:
        """What the filters let through."""
        desk, values = self.desk, self.chosen_values()
        shown = values["shown"] or "open"
        area = areas.find(desk.reader, desk.room.id, values["area"]) if values.get("area") else None
        chosen = hazard_lists.HazardFilter(
            open=shown == "open", overdue=shown == "overdue", category=values["category"], level=values["level"],
            status=shown if shown in STATUS else "", area_id=area.id if area is not None else 0, text=values["text"],
        )  # fmt: skip
        self.listed.empty = NONE if any(values.values()) else EMPTY
        return hazard_lists.list_source(
            desk.connection, desk.room, chosen, desk.clock(), self.t, self.sorting
        )

    def take_fresh(self) -> int:
        """What was just entered."""
        fresh, self._fresh = self._fresh, 0
        return fresh

    def hazard_at(self, row: Row | None) -> Hazard | None:
        """The hazard of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The hazard under the cursor."""
        one, desk, view = self.hazard_at(row), self.desk, self.view()
        if one is None:
            card.show()
            return
        names = reading.finders(desk.reader, [one], desk.room, view.calendar.day(view.now), self.t)
        card.show((one.number, card_of(one, reading.rechecks(desk.reader, one.id), view, names, beside=True)))

    def open_row(self, row: Row) -> None:
        """Open the hazard of a row."""
        one = self.hazard_at(row)
        if one is not None:
            self.host.open_field(one.number)

    def action_marked(self) -> None:
        """Ctrl+B: hazards are looked at one by one."""
        self.host.tell(N_("Nothing is done with several of these at once: Enter opens one."))

    def action_person(self) -> None:
        """Ctrl+X: no card stands here."""
        self.host.tell(N_("A hazard has no person's card: Enter opens it, who found it stands there."))

    # -- something new

    def action_new(self) -> None:
        """Insert: a new hazard."""
        if self.app.screen is self:
            self.app.push_screen(AddHazard(self._save))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new hazard, with the request from which it comes."""
        self.app.push_screen(AddHazard(self._save, draft, self._request(draft.place.subject)))

    def _request(self, number: str) -> Request | None:
        desk = self.desk
        wanted = number.startswith(f"{REQUEST}-")
        return request_reading.find(desk.reader, desk.room.id, number) if wanted else None

    def _save(self, dialog: AddHazard, given: dict[str, str]) -> None:
        def done(one: Hazard) -> None:
            self._fresh = one.id
            self.reload()

        save_hazard(dialog, given, done)
