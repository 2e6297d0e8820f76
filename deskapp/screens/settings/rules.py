"""The page of rules and documents in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from deskapp.domain import documents
from deskapp.domain.documents import LABELS, LIMITS, Document, kept, read_documents
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, SWITCH, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec


class RulesScreen(PartsScreen):
    """Laws and documents that the desk goes by; what holds no longer stands below."""

    NAME = N_("Rules in force")
    ABOUT = N_(
        "Laws and documents in force, with version, date and where the file lies. Enter corrects one or, on the "
        "last row, adds one; Space retires it or brings it back. None is deleted: the retired stand below."
    )
    KEYS = (keys.BACK, CHANGE, SWITCH, keys.HELP, keys.LANGUAGE, keys.UNDO)
    BINDINGS: ClassVar[list[BindingType]] = [SWITCH]
    ADD = N_("Add a document")

    @property
    def _documents(self) -> tuple[Document, ...]:
        return read_documents(self.text)

    def parts(self) -> Sequence[str]:
        """Title and version as they are kept."""
        return [_part(one) for one in self._documents]

    def _at(self, part: str) -> int:
        found = [_part(one) for one in self._documents]
        if part not in found:
            raise DeskError(N_("This document was changed meanwhile: look again. What you typed is kept."))
        return found.index(part)

    def columns(self) -> Sequence[Column]:
        """Title, since when, state."""
        return (
            Column("title", N_("Title")),
            Column("since", N_("In force since"), 15 if self.t.language == "en" else 12),
            Column("state", N_("State"), 10, min_screen=50),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """One document; muted where it is retired."""
        one = self._documents[self._at(part)]
        state = self.t(N_("retired")) if one.retired else self.t(N_("in force"))
        return (one.name(self.t), one.since, state), "muted" if one.retired else ""

    def card(self, part: str) -> Sequence[Line]:
        """Where the file lies."""
        one, t = self._documents[self._at(part)], self.t
        lines = [Line(t(N_("Title")), one.name(t)), Line(t(LABELS["since"]), one.since)]
        lines.append(Line(t(LABELS["path"]), one.path or t(N_("no file is named"))))
        if documents.path_warning(one, _exists):
            lines.append(Line("", t(N_("Nothing lies at that path now.")), "urgent"))
        return [line for line in lines if line.text]

    def card_title(self, part: str) -> str:
        """Title and version."""
        return self._documents[self._at(part)].name(self.t)

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """Title, version, date, path."""
        return (
            FieldSpec("title", LABELS["title"], "text", True, LIMITS["title"]),
            FieldSpec(
                "version", LABELS["version"], "text", False, LIMITS["version"], N_("its number or edition")
            ),
            FieldSpec("since", LABELS["since"], "date", False, 20, N_("like 2026-01-01")),
            FieldSpec("path", LABELS["path"], "text", False, LIMITS["path"], N_("the file on this machine")),
        )

    def preset(self, part: str) -> Mapping[str, str]:
        """As it stands."""
        if not part:
            return {}
        one, t = self._documents[self._at(part)], self.t
        title, version = (t(one.title), t(one.version)) if one.shipped else (one.title, one.version)
        return {"title": title, "version": version, "since": one.since, "path": one.path}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Corrected or added."""
        t = self.t
        new = documents.checked(dict(given), self.desk.room.calendar.day(self.desk.clock()))
        note = documents.path_warning(new, _exists)
        if not part:
            found = documents.add(self._documents, new)
            return Changed(kept(found), t(N_("{title} is added"), title=new.title), note, _part(new))
        at = self._at(part)
        found = documents.correct(self._documents, at, new, t)
        return Changed(kept(found), t(N_("{title} is corrected"), title=new.title), note, _part(found[at]))

    def switched(self, part: str) -> Changed:
        """Retired where it is in force."""
        at = self._at(part)
        one = self._documents[at]
        text = N_("{title} is in force again") if one.retired else N_("{title} is retired; it stays below")
        found = documents.retire(self._documents, at, not one.retired)
        return Changed(kept(found), self.t(text, title=one.name(self.t)))


def _part(one: Document) -> str:
    return f"{one.title}|{one.version}"


def _exists(path: str) -> bool:
    try:
        return Path(path).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        return False
