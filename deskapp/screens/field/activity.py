"""One activity: what it is, who took part, what it led to, its history and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.activity import Activity, Told
from deskapp.domain.activity_card import card, changes
from deskapp.domain.activity_kinds import KIND
from deskapp.domain.activity_steps import MACHINE, STEP_LABELS, machine_of
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Machine, Step
from deskapp.domain.volunteer_card import trail
from deskapp.domain.words import N_
from deskapp.reading import activities as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.field.activity_finds import HAZARD, ask_hazard
from deskapp.screens.field.activity_forms import ActivityCorrect, ActivityStep
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import StepDialog
from deskapp.widgets.card import Card


class ActivityScreen(OpenedScreen[Activity]):
    """An activity that was opened; opening it is kept in the audit chain, and names stand here in full."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../opened.tcss"
    NAME = N_("Activity")
    SUBJECT = "activity"
    ABOUT = N_(
        "One activity: its kind, when it was or is to be, its facts and numbers, who took part and in which duty, "
        "and the records that it led to. Below stand the steps that are allowed now, each with its digit; Ctrl+E "
        "corrects with a reason, h enters a hazard that was found on it, Ctrl+G goes to a record that it names, Ctrl+X "
        "to the card of somebody."
    )
    KEYS = (keys.BACK, keys.CORRECT, keys.HELP, keys.FIND, keys.PERSON, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.LINKED, HAZARD]

    @property
    def machine(self) -> Machine:
        """The steps of its kind."""
        told = self.told()
        return machine_of(told.activity.kind) if told else MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The records that it names."""
        return (keys.LINKED, HAZARD)

    def told(self) -> Told | None:
        """The activity with all that belongs to it."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def record(self) -> Activity | None:
        """The activity."""
        told = self.told()
        return told.activity if told else None

    def show(self, record: Activity) -> None:
        """The activity, and what happened."""
        told, view, reader = self.told(), self.view(), self.desk.reader
        if told is None:
            return
        title = f"{record.number}  {KIND.label_of(record.kind, self.t)}"
        self.query_one("#facts", Card).show((title, card(told, view)))
        history = request_reading.history(reader, "activity", record.id)
        actions = request_reading.actions(reader, "activity", record.id)
        said = trail(history, actions, view, STEP_LABELS, lambda row, t: changes(row, t, view.calendar))
        self.query_one("#trail", Card).show((self.t(N_("What happened")), said))

    # -- what is written

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.activities.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.activities.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        self.desk.activities.correct(self.number, given, reason, self.desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: Activity) -> None:
        """What is void is not corrected."""
        if record.status in ("voided", "undone"):
            raise DeskError(
                N_("{number} is void and is not corrected: press Esc, then Insert enters it anew."),
                number=record.number,
            )

    def correct_dialog(self, record: Activity, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return ActivityCorrect(self.told() or Told(record), self.save_correction, draft)

    def step_dialog(self, record: Activity, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step."""
        return ActivityStep(self.told() or Told(record), step, partial(self.save_step, step), draft)

    def ask(self, record: Activity, step: Step, draft: Draft | None = None) -> None:
        """One more is counted at once; every other step is asked for."""
        if step.code != "plus":
            super().ask(record, step, draft)
            return
        desk, t = self.desk, self.t

        def done(told: Told) -> None:
            self.host.tell(
                N_("{number}: {count} now · Ctrl+Z undoes"), "good", number=told.activity.number,
                count=told.activity.times,
            )  # fmt: skip
            self.reload()

        self.act(lambda: desk.activities.plus(self.number, desk.actor, t), done)

    # -- keys

    def action_linked(self) -> None:
        """Ctrl+G: a record that it names; of several one is chosen."""
        told = self.told()
        if told is None or self.app.screen is not self:
            return
        numbers = [link.number for link in (*told.links, *told.finds)]
        if not numbers:
            self.host.tell(N_("No record is named here: Ctrl+E puts its number in."))
        elif len(numbers) == 1:
            self._open(numbers[0])
        else:
            choices = [Choice(number, number) for number in numbers]
            self.app.push_screen(Choose(N_("Linked record"), choices, direct=True), self._open)

    def _open(self, number: str | None) -> None:
        kinds = {"LF": self.host.open_record, "JF": self.host.open_dispute}
        if number:
            kinds.get(number.partition("-")[0], self.host.open_field)(number)

    def action_hazard(self) -> None:
        """h: a hazard that was found on it."""
        told = self.told()
        if told is not None and self.app.screen is self:
            ask_hazard(self, told, self.reload)

    def action_person(self) -> None:
        """Ctrl+X: the card of somebody who took part or was served; of several one is chosen."""
        told, desk = self.told(), self.desk
        if told is None or self.app.screen is not self:
            return
        cards = {
            str(who.id): card
            for who in told.partakers
            if (card := reading.card_of(desk.reader, who)) is not None
        }
        if not cards:
            self.host.tell(
                N_("Nobody here has a card: only volunteers and people who were served by number have one.")
            )
        elif len(cards) == 1:
            open_card(self, next(iter(cards.values())))
        else:
            choices = [
                Choice(str(who.id), f"{who.name}  {who.number}".rstrip(), who.team)
                for who in told.partakers
                if str(who.id) in cards
            ]
            self.app.push_screen(
                Choose(N_("Whose card?"), choices, direct=True),
                lambda key: open_card(self, cards[key]) if key else None,
            )
