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
RETURNING, CLOSING, ACCEPTING = "handover_return", "handover_close", "handover_accept"
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
            FieldSpec("found", N_("Number found"), "number", True, 4),
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
        self._write(self, _count(typed), given.get("text", ""))


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
                N_("Shift leader"),
                "code",
                options=named(p for p in self._people if p.kind != "auxiliary"),
            ),
            FieldSpec("officers", N_("Police officers"), "flags", options=named(self._of(False))),
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
    draft: str = ""
    """Under which name the text is kept while it is not used; one for each step."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.pins or self.text or len(self.who) > 1 or self.leaders)


class ProofDialog(PinBox):
    """Asks for the PINs of a step, and for what else it needs; its text is a draft of this step and shift alone."""

    ABOUT = N_(
        "A step of the handover: who takes it types the PIN. Esc takes no step; a text that was typed is kept for this "
        "step of this shift and stands there when the box is opened again. Ctrl+D discards it."
    )

    def __init__(
        self, asks: Asks, save: Callable[[ProofDialog, Mapping[str, str]], None], draft: Draft | None = None
    ) -> None:
        super().__init__(draft)
        self._asks, self._write = asks, save

    def draft_form(self) -> str:
        """The name of the step, where it asks for a text."""
        return self._asks.draft if self._asks.text else ""

    def draft_subject(self) -> str:
        """The shift."""
        return self._asks.number

    def begin(self) -> None:
        """What was typed for this step and not used stands there again."""
        if self._draft is None and self.draft_form():
            self._draft = next(iter(self._waiting()), None)
        super().begin()

    def typed(self) -> dict[str, str]:
        """The text; nothing of a PIN is kept."""
        text = super().typed().get("text", "")
        return {"text": text} if text.strip() else {}

    def action_back(self) -> None:
        """Close; what was typed stays for the same step."""
        if self.leave():
            self.host.tell(
                N_("Nothing is done. What you typed is kept: it stands there when you take this step.")
            )
        self.close_once()

    def title_text(self) -> str:
        """The step, and whose it is where that is known."""
        asks, title = self._asks, self.t(self._asks.title, number=self._asks.number)
        return f"{title} · {asks.who[0].signature()}" if len(asks.who) == 1 else title

    def specs(self) -> Sequence[FieldSpec]:
        """Text, who, PIN, leader, PIN of the leader; each where it is asked for."""
        asks = self._asks
        found = []
        if asks.text:
            found.append(FieldSpec("text", asks.text, "text", True, TEXT))
        if len(asks.who) > 1:
            found.append(FieldSpec("who", N_("Who does it"), "code", True, options=named(asks.who)))
        if asks.pins:
            found.append(FieldSpec("pin", N_("PIN"), "pin", True))
        if asks.leaders:
            found.append(FieldSpec("leader", N_("Shift leader"), "code", True, options=named(asks.leaders)))
            if asks.pins:
                found.append(FieldSpec("leader_pin", N_("PIN of the leader"), "pin", True))
        return found

    def preset(self) -> dict[str, str]:
        """The leader where there is one alone."""
        leaders = self._asks.leaders
        return {"leader": str(leaders[0].id)} if len(leaders) == 1 else {}

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        asks = self._asks
        who = given.get("who") or (str(asks.who[0].id) if asks.who else "0")
        self._write(self, given | {"who": who})


def _count(typed: str) -> int:
    """A count as typed; -1 for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
