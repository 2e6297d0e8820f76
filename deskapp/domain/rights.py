"""Who may do what: one table from rights to the kinds of people who have them."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import OFFICER_KIND
from deskapp.domain.words import N_, Term

LOOK, LOG, ACCEPT, VOID, SEAL = "look", "log", "accept", "void", "seal"
CHECK_IN, SETTINGS, PEOPLE = "check_in", "settings", "people"
PURGE, REVEAL = "purge", "reveal"
CLUES = "clues"
"""To see who gave a clue."""
NONE = ""
"""For what needs no right: somebody else takes the seat, or a PIN proves who it is."""

RIGHTS: Mapping[str, frozenset[str]] = {
    right: frozenset(kinds.split())
    for right, kinds in {
        LOOK: "officer auxiliary duty_leader administrator read_only",
        LOG: "officer auxiliary duty_leader administrator",
        ACCEPT: "officer duty_leader administrator",
        VOID: "officer duty_leader administrator",
        SEAL: "officer duty_leader administrator",
        CHECK_IN: "officer auxiliary duty_leader administrator kiosk",
        SETTINGS: "administrator",
        PEOPLE: "administrator",
        CLUES: "officer duty_leader administrator",
        PURGE: "officer duty_leader administrator",
        REVEAL: "officer duty_leader administrator",
    }.items()
}
"""Looking opens, prints and copies; logging is every write that is not named here. To preside over a mediation of
the police is no right of whoever writes: its guard looks at who presides, see domain.officer.POLICE."""

DEPUTIES = {True: frozenset({"officer", "duty_leader"}), False: RIGHTS[LOG]}
"""Who has the rights of an administrator in a room that has none; without PINs nobody can prove who it is, and
whoever writes may."""

_OF_STEPS = {"accept": ACCEPT, "void": VOID, "seal": SEAL, "unseal": SEAL}


def right_of_step(code: str) -> str:
    """The right that a step of any register needs."""
    return _OF_STEPS.get(code, LOG)


def sees_clues(kind: str) -> bool:
    """Whether somebody of `kind` sees who gave a clue; all others see an initial."""
    return kind in RIGHTS[CLUES]


def sees_sealed(kind: str) -> bool:
    """Whether somebody of `kind` sees on a person's card what is sealed; all others come to it by its number."""
    return kind in RIGHTS[SEAL]


def right_to_turn(subject: str, action: str) -> str:
    """The right that undoing or redoing a write needs; a setting asks for its own."""
    return {"officer": PEOPLE, "setting": LOOK, "purge": PURGE}.get(subject) or right_of_step(action)


def may(kind: str, right: str, *, led: bool, pins: bool = True) -> bool:
    """Whether somebody of `kind` has `right`.

    `led` where the room has an administrator who can sign in; `pins` where anybody in it has a PIN.
    """
    kinds = RIGHTS[right]
    return kind in kinds or (not led and kinds == {"administrator"} and kind in DEPUTIES[pins])


def refuse(name: str, kind: str, right: str, *, led: bool, pins: bool) -> None:
    """Raise DeskError, naming who may, where `name` of `kind` does not have `right`."""
    if not right or may(kind, right, led=led, pins=pins):
        return
    said = {
        LOOK: N_("“{kind}” opens and prints nothing of the desk. Press Ctrl+O: an officer signs in."),
        LOG: N_("{name} ({kind}) looks, and writes nothing. What you typed is kept: press Ctrl+O, then an officer "
                "saves it."),
        ACCEPT: N_("{name} ({kind}) does not accept alone. What you typed is kept: press Ctrl+O, then an officer or "
                   "the duty leader takes this step."),
        VOID: N_("{name} ({kind}) does not void alone. What you typed is kept: press Ctrl+O, then an officer or the "
                 "duty leader takes this step."),
        SEAL: N_("{name} ({kind}) does not seal or unseal. What you typed is kept: press Ctrl+O, then an officer or "
                 "the duty leader does it."),
        CHECK_IN: N_("{name} ({kind}) checks nobody in or out. Press Ctrl+O, then an officer does it."),
        SETTINGS: N_("{name} ({kind}) does not change this setting: only an administrator does, or an officer where "
                     "there is none. What you typed is kept: press Ctrl+O."),
        CLUES: N_("{name} ({kind}) does not see who gave a clue. Press Ctrl+O, then an officer looks."),
        PURGE: N_("{name} ({kind}) purges nothing and holds nothing back. Nothing is changed: press Ctrl+O, then an "
                  "officer or the duty leader does it."),
        REVEAL: N_("{name} ({kind}) does not have a number shown in full, nor all that is kept of a person. Press "
                   "Ctrl+O, then an officer or the duty leader does it."),
        PEOPLE: N_("{name} ({kind}) does not change the people or their PINs: only an administrator does, or an "
                   "officer where there is none. What you typed is kept: press Ctrl+O."),
    }[right]  # fmt: skip
    raise DeskError(said, name=name, kind=Term(OFFICER_KIND.source_of(kind)))
