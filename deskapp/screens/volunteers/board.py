"""The duty board: who is here since when and where, how the duty plan of today is served, what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.attendance import PREFIX, Duty
from deskapp.domain.attendance_card import card as lines_of
from deskapp.domain.attendance_card import hours_text
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.listing import Row, Source
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_
from deskapp.reading import attendances as reading
from deskapp.reading import duty_board, slots
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers import duty_forms
from deskapp.screens.volunteers.duty import request_number
from deskapp.screens.volunteers.duty_forms import DutyForm
from deskapp.screens.volunteers.duty_marked import MarkedHere
from deskapp.screens.volunteers.duty_steps import DutyStep
from deskapp.screens.volunteers.pages import VolunteersPage
from deskapp.screens.volunteers.plan import PlanScreen
from deskapp.screens.volunteers.roll import RollScreen
from deskapp.widgets.card import Card
from deskapp.widgets.coverage_strip import CoverageStrip

if TYPE_CHECKING:
    from deskapp.services.attendance_book import Signed

FoundT = TypeVar("FoundT")

MINUTE = 15.0
"""Seconds between two looks whether the minute has changed: “how long” counts whole minutes."""

SIGN_IN = Binding("insert,n", "sign_in", N_("Check in"), key_display="Ins", priority=True)
SIGN_OUT = Binding("delete,o", "sign_out", N_("Check out"), key_display="Del")
CALL = Binding("c", "call", N_("On a call"), key_display="c")
ROLL = Binding("r", "roll", N_("Roll-call"), key_display="r")
GUEST = Binding("h", "guest", N_("Guest helper"), key_display="h")
EQUIPMENT = Binding("e", "equipment", N_("Equipment"), key_display="e")
PLAN = Binding("p", "plan", N_("Duty plan"), key_display="p")


class DutyBoardScreen(VolunteersPage):
    """Page 1 of the volunteers."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "duty.tcss"]
    NAME = N_("Duty board")
    ABOUT = N_(
        "Who is here now, the longest first, with call, place and equipment; above, the duty plan of today by the "
        "hour: planned, here, and a sign. Enter opens a duty with its steps. Insert signs somebody in, Delete signs "
        "out who is under the cursor, c is for a call and the way back, r calls the roll of a team."
    )
    EMPTY = N_("Nobody is on duty. Insert signs somebody in, r calls the roll of a team.")
    PAGE = 1
    PREFIX = PREFIX
    SORTING = duty_board.LONGEST
    KEYS = (keys.BACK, keys.OPEN, SIGN_IN, SIGN_OUT, CALL, ROLL, keys.HELP, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [SIGN_IN, SIGN_OUT, CALL, ROLL, GUEST, EQUIPMENT, PLAN]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed box of the board, opened at once."""
        super().__init__()
        self._draft = draft
        self._minute = ""

    def commands(self) -> tuple[Binding, ...]:
        """The verbs of the board."""
        return (*self.KEYS, GUEST, EQUIPMENT, PLAN, *keys.OF_LISTS, keys.PERSON)

    def body(self) -> Iterable[Widget]:
        """The numbers, the plan, the list."""
        yield Static("", markup=False, id="what")
        yield CoverageStrip(id="plan")
        yield from super().body()

    def begin(self) -> None:
        """Read who is here, and again when a minute is over."""
        super().begin()
        self.set_interval(MINUTE, self._turn_minute)
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def resume(self, draft: Draft) -> None:
        """Open a half-typed box with the draft in it; of a duty that has ended nothing is asked any more."""
        form, desk = draft.place.kind.removeprefix(duty_forms.DUTY), self.desk
        duty = reading.find(desk.reader, desk.room.id, draft.place.subject)
        asks: dict[str, Callable[[Duty, Draft], None]] = {
            "out": self._ask_sign_out, "hand_out": self._ask_hand_out, "take_back": self._ask_take_back,
        }  # fmt: skip
        if form == "slot":
            self.app.push_screen(PlanScreen(draft=draft))
        elif form == "in":
            self._ask_sign_in(draft)
        elif form == "guest":
            self._ask_guest(draft)
        elif duty is not None and duty.attendance.is_open:
            asks[form](duty, draft)
        else:
            self.host.tell(N_("{number} has ended meanwhile: nothing is asked of it any more."), "bad",
                           number=draft.place.subject)  # fmt: skip

    def _turn_minute(self) -> None:
        if self.app.screen is self and self._minute_now() != self._minute:
            self.host.glance(self.reload)

    def _minute_now(self) -> str:
        return f"{self.desk.clock():%H%M}"

    def source(self) -> Source:
        """Everybody who is here."""
        desk, t = self.desk, self.t
        now = desk.clock()
        self._minute = self._minute_now()
        self.query_one("#what", Static).update(self._heading())
        served = slots.coverage_of(desk.reader, desk.room, desk.room.calendar.day(now), now)
        self.query_one(CoverageStrip).show(served, now, desk.room.calendar)
        return duty_board.here_source(desk.connection, desk.room, desk.limits.hours, now, t, self.sorting)

    def _heading(self) -> str:
        t, desk = self.t, self.desk
        found = duty_board.counts(desk.reader, desk.room, desk.clock())
        parts = [
            t(N_("Here now {count}"), count=found.here),
            t(N_("on a call {count}"), count=found.out) if found.out else "",
            "! " + t(N_("not signed out {count} (page 3)"), count=found.closed) if found.closed else "",
            t(N_("to be confirmed {count} (page 3)"), count=found.ended) if found.ended else "",
            t(N_("came today {count}"), count=found.came),
        ]
        return " · ".join(part for part in parts if part)

    # -- the duty under the cursor

    def duty_at(self, row: Row | None) -> Duty | None:
        """The duty of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The duty, its name masked as in the list."""
        duty = self.duty_at(row)
        if duty is None:
            card.show()
        else:
            card.show((duty.attendance.number, lines_of(duty, self.view(), beside=True)))

    def open_row(self, row: Row) -> None:
        """Open the duty of a row."""
        duty = self.duty_at(row)
        if duty is not None and self.app.screen is self:
            self.host.open_duty(duty.attendance.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of whoever is under the cursor."""
        duty = self.duty_at(self.listed.selected)
        if duty is not None:
            open_card(self, duty.person.id if duty.person else None)

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        if self.app.screen is self:
            MarkedHere(self, self.listed).offer()

    def request_at_hand(self) -> str:
        """The request that whoever is under the cursor answers."""
        duty = self.duty_at(self.listed.selected)
        call = duty.call_now if duty is not None else None
        return call.request if call else ""

    def _here(self) -> Duty | None:
        """The duty under the cursor; told where there is none."""
        if self.app.screen is not self:
            return None
        duty = self.duty_at(self.listed.selected)
        if duty is None:
            self.host.tell(N_("Nobody is on duty: Insert signs somebody in."), "bad")
        return duty

    # -- signing in

    def action_sign_in(self) -> None:
        """Insert: somebody of the register."""
        if self.app.screen is self:
            self._ask_sign_in()

    def _ask_sign_in(self, draft: Draft | None = None) -> None:
        specs = duty_forms.sign_in_specs(self.desk, self.t)
        self.app.push_screen(DutyForm("in", specs, self._sign_in, draft=draft))

    def action_guest(self) -> None:
        """h: a helper who is in no register."""
        if self.app.screen is self:
            self._ask_guest()

    def _ask_guest(self, draft: Draft | None = None) -> None:
        specs = duty_forms.guest_specs(self.desk, self.t)
        self.app.push_screen(DutyForm("guest", specs, self._guest_in, draft=draft))

    def _sign_in(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        found = duty_board.meant(desk.reader, desk.room.id, given["who"])
        if not found:
            dialog.refused(
                DeskError(
                    N_("Nobody in the register fits “{text}”. Type the member number, or Esc and h for a guest."),
                    code=Exit.NOT_FOUND, field="who", text=given["who"],
                )
            )  # fmt: skip
        elif len(found) == 1:
            self._write_in(dialog, given, found[0].volunteer.number)
        else:
            today = desk.room.calendar.day(desk.clock())

            def chosen(number: str | None) -> None:
                if number:
                    self._write_in(dialog, given, number)

            choices = [_choice(one, one.person.shown_name(today, t, desk.room.masks)) for one in found]
            self.app.push_screen(Choose(N_("Who is meant?"), choices, direct=True), chosen)

    def _write_in(self, dialog: DutyForm, given: dict[str, str], number: str) -> None:
        desk, t, said = self.desk, self.t, given_of(given)
        self._save(dialog, lambda: desk.attendances.check_in(number, desk.actor, t, said), self._tell_in)

    def _guest_in(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, t, said = self.desk, self.t, given_of(given)
        self._save(
            dialog,
            lambda: desk.attendances.guest_in(given["name"], given["phone"], desk.actor, t, said),
            self._tell_in,
        )

    def _tell_in(self, signed: Signed) -> None:
        duty, t = signed.duty, self.t
        warned = [f"! {warning.say(t)}" for warning in signed.warnings]
        if signed.closed:
            warned.append(t(N_("! {number} was not signed out and waits on page 3."), number=signed.closed))
        self.host.tell(
            N_("{name} signed in {time} · {warnings}Ctrl+Z undoes"), "good", name=self.name_of(duty),
            time=self.desk.room.calendar.show(duty.attendance.in_at, self.desk.clock()),
            warnings="".join(f"{one} · " for one in warned),
        )  # fmt: skip
        self._stand_on(duty)

    def _stand_on(self, duty: Duty) -> None:
        self.reload()
        self.listed.go_to(duty.attendance.id)

    def name_of(self, duty: Duty) -> str:
        """Whose a duty is, as lists show it."""
        desk = self.desk
        return duty.shown_name(desk.room.calendar.day(desk.clock()), self.t, desk.room.masks)

    # -- signing out

    def action_sign_out(self) -> None:
        """Delete: whoever is under the cursor."""
        duty = self._here()
        if duty is not None:
            self._ask_sign_out(duty)

    def _ask_sign_out(self, duty: Duty, draft: Draft | None = None) -> None:
        self.app.push_screen(DutyForm("out", duty_forms.sign_out_specs(duty), self._sign_out, duty, draft))

    def _sign_out(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, t, said, number = self.desk, self.t, given_of(given), dialog.duty.attendance.number

        def done(signed: Signed) -> None:
            duty = signed.duty
            self.host.tell(
                N_("{name} signed out, {hours} · Ctrl+Z undoes"), "good", name=self.name_of(duty),
                hours=hours_text(duty.attendance.minutes(), t),
            )  # fmt: skip
            self.reload()

        self._save(dialog, lambda: desk.attendances.check_out(number, desk.actor, t, said), done)

    # -- calls

    def action_call(self) -> None:
        """c: out on a call, or back from it."""
        duty = self._here()
        if duty is None:
            return
        if duty.attendance.status == "out_on_call":
            self._back(duty)
        else:
            self.app.push_screen(DutyStep(duty, MACHINE.step("answer"), self._answer))

    def _answer(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t, one = self.desk, self.t, dialog.record

        def write() -> Duty:
            today = desk.room.calendar.day(desk.clock())
            whole = given | {"request": request_number(today, given["request"])}
            return desk.attendances.step(one.number, "answer", whole, desk.actor, t, one.version)

        def done(duty: Duty) -> None:
            call = duty.call_now
            self.host.tell(
                N_("{name} is out on {call} · c when back · Ctrl+Z undoes"), "good", name=self.name_of(duty),
                call=(call.request or call.incident_no) if call else "",
            )  # fmt: skip
            self.reload()

        self._save(dialog, write, done)

    def _back(self, duty: Duty) -> None:
        desk, t, one = self.desk, self.t, duty.attendance

        def done(found: Duty) -> None:
            self.host.tell(
                N_("{name} is back from the call · Ctrl+Z undoes"), "good", name=self.name_of(found)
            )
            self.reload()

        self.act(lambda: desk.attendances.step(one.number, "back", {}, desk.actor, t, one.version), done)

    # -- equipment

    def action_equipment(self) -> None:
        """e: hand something out, or take it back."""
        duty = self._here()
        if duty is None:
            return
        verbs = {"hand_out": self._ask_hand_out, "take_back": self._ask_take_back}
        if not duty.out_now:
            self._ask_hand_out(duty)
            return
        choices = [
            Choice(name, self.t(duty_forms.LABELS[name]), other=duty_forms.LABELS[name])
            for name in reversed(verbs)
        ]

        def chosen(name: str | None) -> None:
            if name:
                verbs[name](duty)

        self.app.push_screen(Choose(N_("Equipment"), choices, direct=True), chosen)

    def _ask_hand_out(self, duty: Duty, draft: Draft | None = None) -> None:
        if duty.attendance.volunteer_id is None:
            self.host.tell(N_("A guest gets no equipment: register the person first."), "bad")
        elif not duty_forms.stock_options(self.desk, self.t):
            self.host.tell(N_("Nothing is in stock: page 5 adds equipment."), "bad")
        else:
            specs = duty_forms.hand_out_specs(self.desk, self.t)
            self.app.push_screen(DutyForm("hand_out", specs, self._hand_out, duty, draft))

    def _ask_take_back(self, duty: Duty, draft: Draft | None = None) -> None:
        specs = duty_forms.take_back_specs(duty, self.t)
        self.app.push_screen(DutyForm("take_back", specs, self._take_back, duty, draft))

    def _hand_out(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, number = self.desk, dialog.duty.attendance.number
        things = [code for code in given["equipment"].split(",") if code]
        self._save(
            dialog,
            lambda: desk.attendances.hand_out(number, things, desk.actor),
            partial(self._tell_equipment, N_("{name}: equipment handed out · Ctrl+Z undoes")),
        )

    def _take_back(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, t, number = self.desk, self.t, dialog.duty.attendance.number
        loans = [int(key) for key in given["loans"].split(",") if key]
        if not loans:
            dialog.refused(
                DeskError(N_("Nothing is ticked: press the digit of what came back."), field="loans")
            )
            return
        self._save(
            dialog,
            lambda: desk.attendances.take_back(number, loans, desk.actor, t, given["result"], given["note"]),
            partial(self._tell_equipment, N_("{name}: equipment is back · Ctrl+Z undoes")),
        )

    def _tell_equipment(self, said: str, duty: Duty) -> None:
        self.host.tell(said, "good", name=self.name_of(duty))
        self.reload()

    # -- the roll and the plan

    def action_roll(self) -> None:
        """r: call the roll of a team."""
        if self.app.screen is not self:
            return
        teams = duty_forms.team_options(self.desk)
        if not teams:
            self.host.tell(N_("There is no team yet: page 4 makes one."), "bad")
            return

        def chosen(number: str | None) -> None:
            if number:
                self.app.push_screen(RollScreen(number))

        choices = [Choice(option.code, option.label) for option in teams]
        self.app.push_screen(Choose(N_("Whose roll is called?"), choices, direct=True), chosen)

    def action_plan(self) -> None:
        """p: the duty plan."""
        if self.app.screen is self:
            self.app.push_screen(PlanScreen())

    # -- saving

    def _save(
        self, dialog: DutyForm | StepDialog, verb: Callable[[], FoundT], done: Callable[[FoundT], None]
    ) -> None:
        def written(found: FoundT) -> None:
            dialog.saved()
            dialog.close_once(True)
            done(found)

        dialog.act(verb, written, dialog.refused)


def given_of(given: dict[str, str]) -> Given:
    """What was typed into a box of the board, as the services take it."""
    things = tuple(code for code in given.get("equipment", "").split(",") if code)
    return Given(
        given.get("mode", ""), given.get("team", ""), given.get("place", ""), given.get("at", ""),
        given.get("reason", ""), things, given.get("back", ""), given.get("note", ""),
        given.get("area", ""),
    )  # fmt: skip


def _choice(one: Dossier, name: str) -> Choice:
    """Somebody of the register, told apart by number and team."""
    teams = " / ".join(held.team for held in one.teams)
    return Choice(one.volunteer.number, f"{name}  {one.volunteer.member_no}", teams)
