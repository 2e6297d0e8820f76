"""The boxes of a shift and its handover: a note, a count, the people, and PINs with a word why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding

from deskapp.domain.draft import Draft
from deskapp.domain.handover import Check
from deskapp.domain.officer import Officer
from deskapp.domain.shift import Shift
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.screens.pins import PinBox
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

NOTE, ADDENDUM = "handover_note", "handover_addendum"
"""Names of forms among the drafts."""

TEXT = 2000
"""Characters of a note."""


class NoteDialog(FormDialog):
    """What the outgoing officer adds to a part or a record of the sheet; empty takes it back."""

    ABOUT = N_(
        "What the next shift must know of this: it stands on the sheet. Enter or Ctrl+S saves, an empty text takes a "
        "note back. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = NOTE

    def __init__(
        self, about: str, title: str, text: str, save: Callable[[NoteDialog, str], None], draft: Draft | None = None
    ) -> None:  # fmt: skip
        """`title` is in the language of the screen; `text` is what stands there."""
        super().__init__(draft)
        self._about, self._title, self._text, self._write = about, title, text, save

    def title_text(self) -> str:
        """What it is about."""
        return self._title

    def specs(self) -> Sequence[FieldSpec]:
        """One text."""
        return (FieldSpec("text", N_("Note"), "text", limit=TEXT, submits=True),)

    def preset(self) -> dict[str, str]:
        """What stands there."""
        return {"text": self._text} if self._text else {}

    def draft_subject(self) -> str:
        """What it is about."""
        return self._about

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, given.get("text", ""))


class AddendumDialog(NoteDialog):
    """What is added to a sealed handover, with author and time."""

    ABOUT = N_(
        "What is to stand under a sealed handover, with your name and the time; the sealed part stays as it is. Enter "
        "or Ctrl+S saves. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = ADDENDUM

    def specs(self) -> Sequence[FieldSpec]:
        """One text."""
        return (FieldSpec("text", N_("Addendum"), "text", True, TEXT, submits=True),)


class CheckDialog(FormDialog):
    """How many of a thing there are, and why where it is another number."""

    ABOUT = N_(
        "Count it and type how many there are. Where that is another number than there must be, say why in a word. "
        "Enter goes on, the last Enter saves; Esc leaves all as it is."
    )
    DRAFT = "handover_check"

    def __init__(
        self, check: Check, save: Callable[[CheckDialog, int, str], None], draft: Draft | None = None
    ) -> None:
        super().__init__(draft)
        self._check, self._write = check, save

    def title_text(self) -> str:
        """The thing."""
        return self.t(N_("{name}, {count} there must be"), name=self._check.name, count=self._check.expected)

    def specs(self) -> Sequence[FieldSpec]:
        """Number, reason."""
        return (
            FieldSpec("found", N_("Found"), "number", True, 4),
            FieldSpec("text", N_("Why it differs"), "text", limit=TEXT, hint=N_("only where the number differs")),
        )  # fmt: skip

    def preset(self) -> dict[str, str]:
        """As it was counted, else as it must be."""
        found = self._check.expected if self._check.found is None else self._check.found
        return {"found": str(found)} | ({"text": self._check.text} if self._check.text else {})

    def draft_subject(self) -> str:
        """The thing."""
        return self._check.about

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed; a number that is none is refused by the service."""
        typed = given["found"].strip()
        self._write(self, int(typed) if typed.isascii() and typed.isdigit() else -1, given.get("text", ""))


class PeopleDialog(FormDialog):
    """Who serves in the shift."""

    ABOUT = N_(
        "Who serves in this shift: a digit chooses the leader, each digit sets or takes away an officer or an "
        "auxiliary. Who is at the desk now does not change by it: that is Ctrl+O. Enter goes on, the last Enter saves."
    )
    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def __init__(
        self, shift: Shift, people: Sequence[Officer],
        save: Callable[[PeopleDialog, int, Sequence[int], Sequence[int]], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self._shift, self._people, self._write = shift, tuple(people), save

    def title_text(self) -> str:
        """The shift."""
        return self.t(N_("People of {number}"), number=self._shift.number)

    def specs(self) -> Sequence[FieldSpec]:
        """Leader, officers, auxiliaries."""
        return (
            FieldSpec(
                "leader",
                N_("Leader"),
                "code",
                options=named(p for p in self._people if p.kind != "auxiliary"),
            ),
            FieldSpec("officers", N_("Officers"), "flags", options=named(self._of(False))),
            FieldSpec("auxiliaries", N_("Auxiliaries"), "flags", options=named(self._of(True))),
        )

    def _of(self, auxiliary: bool) -> list[Officer]:
        return [one for one in self._people if (one.kind == "auxiliary") == auxiliary]

    def preset(self) -> dict[str, str]:
        """Who serves now."""
        serving = {
            role: [str(m.officer_id) for m in self._shift.members if m.role == role] for role in _ROLES
        }
        return {
            "leader": "".join(serving["leader"][:1]), "officers": ",".join(serving["officer"]),
            "auxiliaries": ",".join(serving["auxiliary"]),
        }  # fmt: skip

    def _foot(self) -> str:
        return self.t(N_("Enter next · Ctrl+S save · Esc back"))

    def save(self, given: dict[str, str]) -> None:
        """Hand over who was chosen."""
        officers, auxiliaries = (
            [int(key) for key in given.get(name, "").split(",") if key]
            for name in ("officers", "auxiliaries")
        )
        self._write(self, int(given.get("leader") or 0), officers, auxiliaries)


_ROLES = ("leader", "officer", "auxiliary")


def named(people: Iterable[Officer]) -> tuple[Option, ...]:
    """People as choices by their keys, the first nine on a digit."""
    return tuple(
        Option(str(one.id), one.signature(), str(at) if at < 10 else "", local=True)
        for at, one in enumerate(people, 1)
    )


@dataclass(frozen=True, slots=True)
class Asks:
    """What a step of the handover asks for."""

    title: str
    """English, with `number` to be put in."""
    about: str
    """What F1 says of the box, in English."""
    number: str
    text: str = ""
    """English label of a text that must be typed; empty where none is asked."""
    who: tuple[Officer, ...] = ()
    """Who may take the step: chosen by a digit where there are several."""
    leaders: tuple[Officer, ...] = ()
    """Who signs it too."""
    pins: bool = True

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.pins or self.text or len(self.who) > 1 or self.leaders)


class ProofDialog(PinBox):
    """Asks for the PINs of a step, and for what else it needs."""

    ABOUT = N_("A step of the handover: who takes it types the PIN. Esc leaves all as it is.")

    def __init__(
        self, asks: Asks, kept: dict[str, str], save: Callable[[ProofDialog, Mapping[str, str]], None]
    ) -> None:
        """`kept` holds the text that was typed and not used, for the next time the box is opened."""
        super().__init__()
        self._asks, self._held, self._write = asks, kept, save

    def title_text(self) -> str:
        """The step."""
        return self.t(self._asks.title, number=self._asks.number)

    def specs(self) -> Sequence[FieldSpec]:
        """Text, who, PIN, leader, PIN of the leader; each where it is asked for."""
        asks = self._asks
        found = []
        if asks.text:
            found.append(FieldSpec("text", asks.text, "text", True, TEXT))
        if len(asks.who) > 1:
            found.append(FieldSpec("who", N_("Officer"), "code", True, options=named(asks.who)))
        if asks.pins:
            found.append(FieldSpec("pin", N_("PIN"), "pin", True))
        if asks.leaders:
            found.append(FieldSpec("leader", N_("Leader"), "code", True, options=named(asks.leaders)))
            if asks.pins:
                found.append(FieldSpec("leader_pin", N_("PIN of the leader"), "pin", True))
        return found

    def preset(self) -> dict[str, str]:
        """The text of before; the leader where there is one alone."""
        found = {"text": self._held["text"]} if self._asks.text and self._held.get("text") else {}
        if len(self._asks.leaders) == 1:
            found["leader"] = str(self._asks.leaders[0].id)
        return found

    def on_form_changed(self, message: object) -> None:
        """Hold the text: it is there again when the box is opened anew."""
        from deskapp.widgets.form import Form

        if self._asks.text:
            self._held["text"] = self.query_one(Form).values().get("text", "")

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        asks = self._asks
        who = given.get("who") or (str(asks.who[0].id) if asks.who else "0")
        self._write(self, given | {"who": who})
