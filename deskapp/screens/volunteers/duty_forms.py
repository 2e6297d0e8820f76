"""The boxes of the duty board: who signs in, how somebody signs out, equipment that goes and comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_card import what_text
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.draft import Draft
from deskapp.domain.equipment import RESULT
from deskapp.domain.words import N_, Words
from deskapp.reading import volunteers as register
from deskapp.screens.forms import FormDialog
from deskapp.screens.options import area_field
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

if TYPE_CHECKING:
    from deskapp.wiring import Desk

DUTY = "duty:"
"""Before the name of a box of the duty board among the drafts."""

_AT = N_("14:30, yesterday 21:00, 11-20 9:00")
_LIMIT = 10_000

LABELS: Mapping[str, str] = {
    "in": N_("Sign somebody in"), "guest": N_("Sign a helper in for once"), "out": N_("Signs out"),
    "hand_out": N_("Hand equipment out"), "take_back": N_("Take equipment back"),
    "slot": N_("New slot of the duty plan"),
}  # fmt: skip
"""What each box is called."""


class DutyForm(FormDialog):
    """Asks for what one verb of the duty board needs; Enter in the first field saves where that is enough."""

    ABOUT = N_(
        "One verb of the duty board. What is needed stands on top: Enter there saves. Down reaches what may stay "
        "empty: the usual is taken then. A time that is not now needs its reason; both are kept."
    )

    def __init__(
        self, form: str, specs: Sequence[FieldSpec], save: Callable[[DutyForm, dict[str, str]], None],
        duty: Duty | None = None, draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """`form` is a name of `LABELS`; `duty` whose it is, where somebody is on duty already."""
        super().__init__(draft)
        self._form = form
        self._specs = tuple(specs)
        self._write = save
        self._duty = duty

    @property
    def duty(self) -> Duty:
        """The duty that the box is about."""
        assert self._duty is not None
        return self._duty

    def title_text(self) -> str:
        """Whose it is, and what is done."""
        label, desk = self.t(LABELS[self._form]), self.desk
        if self._duty is None:
            return label
        today = desk.room.calendar.day(desk.clock())
        return f"{self._duty.attendance.number}  {self._duty.shown_name(today, self.t, desk.room.masks)}  {label}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of the verb."""
        return self._specs

    def draft_form(self) -> str:
        """Each box has drafts of its own."""
        return DUTY + self._form

    def draft_subject(self) -> str:
        """The duty that it is about."""
        return self._duty.attendance.number if self._duty is not None else ""

    def save(self, given: dict[str, str]) -> None:
        """Hand over to whoever opened the box."""
        self._write(self, given)


def sign_in_specs(desk: Desk, t: Words) -> tuple[FieldSpec, ...]:
    """Who signs in; the rest may stay empty."""
    return (
        FieldSpec(
            "who", N_("Who serves"), "name", True, 100, N_("number, name, pinyin or phone tail"), submits=True
        ),
        FieldSpec("mode", MODE.label, "code", hint=N_("empty: the usual of the team"), codes=MODE),
        *_more(desk, t),
        *_late(),
    )


def guest_specs(desk: Desk, t: Words) -> tuple[FieldSpec, ...]:
    """A helper who is in no register."""
    return (
        FieldSpec("name", N_("Name"), "name", True, 100),
        FieldSpec("phone", N_("Phone"), "phone", False, 40, submits=True),
        FieldSpec("mode", MODE.label, "code", codes=MODE),
        *_more(desk, t)[:-1],
        *_late(),
    )


def sign_out_specs(duty: Duty) -> tuple[FieldSpec, ...]:
    """How equipment came back, where some is out; a word, and another time."""
    back = FieldSpec(
        "back", RESULT.label, "code", hint=N_("empty: it stays out, and that is noted"), codes=RESULT
    )
    note = FieldSpec("note", N_("Note"), "text", False, _LIMIT, submits=True)
    return (*((back,) if duty.out_now else ()), note, *_late())


def hand_out_specs(desk: Desk, t: Words) -> tuple[FieldSpec, ...]:
    """What is in stock, to be ticked."""
    return (FieldSpec("equipment", N_("Equipment"), "flags", True, options=stock_options(desk, t)),)


def take_back_specs(duty: Duty, t: Words) -> tuple[FieldSpec, ...]:
    """What is out, ticked, and how it came back."""
    out = tuple(
        Option(str(key), what_text(thing, t), str(at) if at < 10 else "", local=True)
        for at, (key, thing) in enumerate(duty.out_now, 1)
    )
    return (
        FieldSpec("loans", N_("Equipment"), "flags", True, options=out),
        FieldSpec("result", RESULT.label, "code", codes=RESULT),
        FieldSpec("note", N_("Note"), "text", False, 200),
    )


def stock_options(desk: Desk, t: Words) -> tuple[Option, ...]:
    """Equipment of which something is in stock, the first nine on digits."""
    held = [one for one in register.equipment(desk.reader, desk.room.id) if one.in_stock]
    return tuple(
        Option(one.number, f"{one.say(t)} ({one.in_stock})", str(at) if at < 10 else "", local=True)
        for at, one in enumerate(held, 1)
    )


def team_options(desk: Desk) -> tuple[Option, ...]:
    """The teams in service, the first nine on digits."""
    held = register.teams(desk.reader, desk.room.id)
    return tuple(
        Option(one.number, one.name, str(at) if at < 10 else "", local=True) for at, one in enumerate(held, 1)
    )


def _more(desk: Desk, t: Words) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("team", N_("Team"), "code", hint=N_("empty: the usual team"), options=team_options(desk)),
        FieldSpec("place", N_("Place"), "place", False, 200),
        *area_field(desk),
        FieldSpec("equipment", N_("Equipment"), "flags", options=stock_options(desk, t)),
    )


def _late() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("at", N_("When it was"), "date", False, 40, _AT),
        FieldSpec("reason", N_("Why it is entered later"), "text", False, _LIMIT),
    )
