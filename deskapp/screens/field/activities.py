"""Page 2 of field work: activities, what is open first; a new one, and one more of a tally by one key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.activity import Told
from deskapp.domain.activity_card import card as lines_of
from deskapp.domain.activity_codes import PREFIX, STATUS
from deskapp.domain.activity_form import typed
from deskapp.domain.activity_kinds import KIND, MEASURE
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Term
from deskapp.reading import activities as reading
from deskapp.reading import activity_lists, areas
from deskapp.screens import keys
from deskapp.screens.choose import Choice, Choose, choices_of
from deskapp.screens.field.activity_finds import HAZARD, ask_hazard
from deskapp.screens.field.activity_forms import FORM, REPEAT, AddActivity, places_of
from deskapp.screens.field.pages import FieldPage
from deskapp.screens.forms import FormDialog
from deskapp.screens.paging import NEW, OF_NEW
from deskapp.widgets.card import Card
from deskapp.widgets.form import FieldSpec, Form

PLUS = Binding("plus,equals_sign,fullwidth_plus_sign", "plus", N_("One more"), key_display="+")
FILTER = Binding("k", "kind", N_("One kind"), key_display="k")
AREA = Binding("a", "area", N_("One area"), key_display="a")
AGAIN = Binding("s", "again", N_("Likewise"), key_display="s")

IMPORT = Binding("ctrl+u", "app.import_activities", N_("Import"), key_display="Ctrl+U")

EMPTY = N_("No activity yet. Insert enters one: a digit chooses the kind.")
NONE = N_("No activity of this kind and area. Ctrl+L shows all again.")


class AskKind(FormDialog):
    """Asks which kind of activity is entered: a digit is enough."""

    ABOUT = N_("Which kind of activity it is: a digit chooses and goes on, 0 opens the full list.")

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""
        """The kind."""

    def title_text(self) -> str:
        """What is asked."""
        return self.t(N_("New activity"))

    def specs(self) -> list[FieldSpec]:
        """The kinds."""
        return [FieldSpec("kind", KIND.label, "code", True, codes=KIND, submits=True)]

    def on_form_changed(self, message: Form.Changed) -> None:
        """Go on as soon as a kind is chosen."""
        if message.value:
            self.chosen = message.value
            self.close_once(True)

    def save(self, given: dict[str, str]) -> None:
        """Go on with the kind."""
        self.chosen = given["kind"]
        self.close_once(True)


def like(told: Told, calendar: Calendar) -> dict[str, str]:
    """What another one of the same kind, people and place begins with; numbers, times and words are its own."""
    own = {"when", "links", "text", "outside_no", "handed_to", "served", "team", "area", *MEASURE}
    return {name: text for name, text in typed(told, calendar).items() if text and name not in own}


class ActivitiesScreen(FieldPage):
    """The activities of the room."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "activities.tcss"]
    NAME = N_("Activities")
    ABOUT = N_(
        "Patrols, publicity, training, rescues and all that is done outside: what is under way or planned stands on "
        "top, the rest below, the newest first. Insert and a digit enter one, Enter opens one with its steps, + counts "
        "one persuasion more in the tally under the cursor or the last one of today, s enters the like of what is "
        "under the cursor, h a hazard found on it, k shows one kind alone, a one area, Ctrl+U imports a table."
    )
    EMPTY = EMPTY
    PAGE = 2
    PREFIX = PREFIX
    SORTING = activity_lists.DESK
    ALL_BY = N_("Ctrl+L shows all kinds")
    KEYS = (keys.BACK, keys.OPEN, NEW, PLUS, AGAIN, FILTER, keys.HELP, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW, PLUS, AGAIN, FILTER, AREA, HAZARD, IMPORT, keys.CLEAR]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed form of a new activity, opened at once."""
        super().__init__()
        self._draft = draft
        self._kind = ""
        self._area: tuple[int, str] = (0, "")
        """Key and name of the one area that is listed with all under it; 0 for all."""
        self._fresh = 0

    def commands(self) -> tuple[Binding, ...]:
        """The verbs of the list, then the other pages."""
        return (*super().commands(), AREA, HAZARD, IMPORT, keys.CLEAR)

    def body(self) -> Iterable[Widget]:
        """What is listed, and the list."""
        yield Static("", markup=False, id="what")
        yield from super().body()

    def begin(self) -> None:
        """Read the first rows; a draft is opened at once."""
        super().begin()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    # -- what is listed

    def source(self) -> Source:
        """All of them, or those of one kind."""
        desk, t = self.desk, self.t
        self.listed.empty = NONE if self._kind or self._area[0] else EMPTY
        what = KIND.label_of(self._kind, t) if self._kind else t(N_("All kinds"))
        what = f"{what} · {self._area[1]}" if self._area[0] else what
        self.query_one("#what", Static).update(
            t(N_("{what} · Insert and a digit enter one, + counts one persuasion more"), what=what)
        )
        chosen = activity_lists.ActivityFilter(kind=self._kind, area_id=self._area[0])
        return activity_lists.list_source(desk.connection, desk.room, chosen, desk.clock(), t, self.sorting)

    def take_fresh(self) -> int:
        """What was just entered."""
        fresh, self._fresh = self._fresh, 0
        return fresh

    def told_at(self, row: Row | None) -> Told | None:
        """The activity of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The activity under the cursor; nobody is named beside a list."""
        told = self.told_at(row)
        if told is None:
            card.show()
        else:
            card.show((told.activity.number, lines_of(told, self.view(), beside=True)))

    def open_row(self, row: Row) -> None:
        """Open the activity of a row."""
        told = self.told_at(row)
        if told is not None:
            self.host.open_field(told.activity.number)

    def action_person(self) -> None:
        """Ctrl+X: nobody is named in the list."""
        self.host.tell(N_("Enter opens what is under the cursor; its people stand there."))

    def action_marked(self) -> None:
        """Ctrl+B: nothing is done with several of them."""
        self.host.tell(N_("Nothing is done with several of these at once: Enter opens one."))

    # -- one kind

    def action_kind(self) -> None:
        """k: list one kind alone."""
        if self.app.screen is not self:
            return

        def chosen(kind: str | None) -> None:
            if kind:
                self._kind = kind
                self.reload(keep=False)

        self.app.push_screen(Choose(KIND.label, choices_of(KIND, self.t)), chosen)

    def action_area(self) -> None:
        """a: list those of one area with all under it."""
        found = areas.offered(self.desk.reader, self.desk.room.id)
        if self.app.screen is not self:
            return
        if not found:
            self.host.tell(N_("There is no area yet: page 6 makes one."), "bad")
            return
        named = {str(one.id): one.label for one in found}

        def chosen(key: str | None) -> None:
            if key:
                self._area = (int(key), named[key])
                self.reload(keep=False)

        choices = [Choice(key, name) for key, name in named.items()]
        self.app.push_screen(Choose(N_("Area"), choices, numbered=len(choices) < 100), chosen)

    def action_clear(self) -> None:
        """Ctrl+L: all kinds and areas again."""
        self._kind, self._area = "", (0, "")
        self.reload()
        self.listed.focus()

    # -- a new one

    def action_new(self) -> None:
        """Insert: of the kind that is listed, else of a kind that is chosen by a digit."""
        if self.app.screen is not self:
            return
        if self._kind:
            self._ask(self._kind)
            return
        asked = AskKind()
        self.app.push_screen(asked, lambda done: self._ask(asked.chosen) if done else None)

    def _ask(self, kind: str, preset: dict[str, str] | None = None) -> None:
        if kind:
            self.app.push_screen(AddActivity(kind, self._save, preset=preset))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new activity."""
        self.app.push_screen(AddActivity(draft.place.kind.removeprefix(FORM), self._save, draft))

    def action_again(self) -> None:
        """s: enter the like of what is under the cursor, with the same people and place."""
        told = self.told_at(self.listed.selected)
        if told is not None and self.app.screen is self:
            self._ask(told.activity.kind, like(told, self.desk.room.calendar) | places_of(told, self.desk))

    def _save(self, dialog: AddActivity, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(told: Told) -> None:
            dialog.saved()
            dialog.close_once(True)
            self._fresh = told.activity.id
            one = told.activity
            self.host.tell(
                N_("{number} {kind}: {state} · Ctrl+Z undoes"), "good", number=one.number,
                kind=KIND.label_of(one.kind, t), state=Term(STATUS.source_of(one.status)),
            )  # fmt: skip
            self.reload()

        def planned(numbers: tuple[str, ...]) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(
                N_("{number} to {last}: {count} planned · Ctrl+Z takes all of it back"), "good", number=numbers[0],
                last=numbers[-1], count=len(numbers),
            )  # fmt: skip
            self.reload()

        if given.get(REPEAT):
            dialog.act(
                lambda: desk.activities.plan(dialog.kind, given, desk.actor, t), planned, dialog.refused
            )
        else:
            dialog.act(lambda: desk.activities.add(dialog.kind, given, desk.actor, t), done, dialog.refused)

    def action_hazard(self) -> None:
        """h: a hazard that was found on what is under the cursor."""
        told = self.told_at(self.listed.selected)
        if told is not None and self.app.screen is self:
            ask_hazard(self, told, lambda: self.reload())

    # -- the tally

    def action_plus(self) -> None:
        """+: one persuasion more, in the tally under the cursor, else in that of today that was touched last."""
        if self.app.screen is not self:
            return
        desk, t = self.desk, self.t
        told = self.told_at(self.listed.selected)
        if told is None or told.activity.kind != "persuasion" or told.activity.status != "done":
            told = reading.tally_of(desk.reader, desk.room.id, desk.room.calendar.day(desk.clock()))
        if told is None:
            self._ask("persuasion")
            return
        number = told.activity.number

        def done(found: Told) -> None:
            one = found.activity
            who = ", ".join(who.name for who in found.with_role("member"))
            self.host.tell(
                N_("{number} {who}: {count} now · Ctrl+Z undoes"),
                "good",
                number=one.number,
                who=who,
                count=one.times,
            )
            self._fresh = one.id
            self.reload()

        self.act(lambda: desk.activities.plus(number, desk.actor, t), done)
