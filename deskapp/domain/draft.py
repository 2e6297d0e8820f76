"""Half-typed forms: what is kept of them, and how they are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.masks import STANDARD, hide_numbers, is_sheltered, outside_name
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.words import N_, Term

WORDS = 24
"""Characters of a draft that a list shows."""

_CHOSEN = frozenset({
    "category", "channel", "department", "kind", "language", "officer_id", "presence", "presider", "responsible",
    "risk", "role", "scale", "source", "stage", "stands_by", "type", "urgency", "working", "dangers", "flags", "marks",
    "show", "form", "outcome", "signed", "willing", "eligible", "answer", "followup",
})  # fmt: skip
"""Fields that are chosen: without any other a draft holds no text."""

_SPOKEN = ("summary", "text", "waiting_for", "reason", "course", "content", "place", "address")
"""Fields whose text tells a person which draft it is; phones and IDs are in no list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one draft stands: whose it is, of which form, about which record."""

    room_id: int
    officer_id: int
    form: str
    """The form's name; a second text beside one that waits has a number behind it: `log 2`."""
    subject: str = ""
    """Number of the record that the form is about, or empty."""

    @property
    def kind(self) -> str:
        """The form's name alone."""
        return self.form.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as somebody left it."""

    place: Place
    values: Mapping[str, str]
    updated_at: datetime

    @property
    def is_empty(self) -> bool:
        """Whether nobody typed a text into it: what is only chosen is chosen again with one key."""
        return not any(text.strip() for name, text in self.values.items() if name not in _CHOSEN)

    def first_words(self, masks: str = STANDARD, *, sheltered: bool = False) -> str:
        """The name and the first words, for the officer's own list; phones and document numbers are masked.

        Of a record where no name may stand outside of it, `sheltered`, no word is told.
        """
        if sheltered:
            return ""
        who = self.values.get("applicant", "") or self.values.get("party_a", "")
        name = outside_name(who, sheltered=self._sheltered(), style=masks)
        said = next((self.values[field] for field in _SPOKEN if self.values.get(field)), "")
        said = hide_numbers(" ".join(said.split()))
        cut = said[:WORDS] + ("…" if len(said) > WORDS else "")
        return " ".join(part for part in (name, cut) if part)

    def _sheltered(self) -> bool:
        get, day = self.values.get, self.updated_at.date()
        dangers = tuple(get("dangers", "").split(","))
        return is_sheltered(get("category", ""), dangers, get("id_number", ""), day)

    def age(self, now: datetime) -> dict[str, object]:
        """How old it is, as parameters `count` and `unit` of a sentence."""
        minutes = max(1, int((now - self.updated_at).total_seconds() // 60))
        for size, unit in ((24 * 60, N_("d")), (60, N_("h"))):
            if minutes >= size:
                return {"count": minutes // size, "unit": Term(unit)}
        return {"count": minutes, "unit": Term(N_("min"))}


def keepable(values: Mapping[str, str]) -> dict[str, str]:
    """What of a form may be kept: the facts of a case are nowhere but in the open form."""
    case = values.get("category") == CASE_REPORT
    return {name: text for name, text in values.items() if text and not (case and name == "summary")}
