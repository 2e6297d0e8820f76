"""The page of one code list: entries added, renamed, moved, switched off and put on digit keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain import codebook
from deskapp.domain.codebook import LISTS
from deskapp.domain.codebook_kept import kept, overlaid
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.roomwords import CODES
from deskapp.domain.words import N_
from deskapp.reading.code_use import open_with
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, MOVE, MOVE_UP, SWITCH, Changed, PartsScreen
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec


class CodesScreen(PartsScreen):
    """The entries of a list as this room keeps them."""

    NAME = N_("A code list")
    ABOUT = N_(
        "The entries of a list in their order. Enter renames one or, on the last row, adds one; Ctrl+Up and "
        "Ctrl+Down move it, Space switches it off or on, a digit puts it on that key. None is deleted: records "
        "keep what they have."
    )
    MORE_KEYS = (("1–9", N_("put the entry on that key")),)
    KEYS = (keys.BACK, CHANGE, MOVE, SWITCH, keys.HELP, keys.LANGUAGE, keys.UNDO)
    BINDINGS: ClassVar[list[BindingType]] = [
        MOVE,
        MOVE_UP,
        SWITCH,
        *(Binding(keys.digit(number), f"key({number})", show=False) for number in range(1, 10)),
    ]
    ADD = N_("Add to the list")

    @property
    def _shipped(self) -> CodeList:
        return LISTS[self.setting.name.removeprefix(CODES)]

    @property
    def _codes(self) -> CodeList:
        return overlaid(self._shipped, self.text)

    def parts(self) -> Sequence[str]:
        """The codes."""
        return [entry.code for entry in self._codes]

    def columns(self) -> Sequence[Column]:
        """Key, label, group, state."""
        return (
            Column("key", N_("Key"), 4),
            Column("label", N_("Label")),
            Column("group", N_("Group"), 18, min_screen=70),
            Column("state", N_("State"), 12, min_screen=50),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """The entry; muted where it is not offered."""
        codes, t = self._codes, self.t
        entry = codes[part]
        state = "" if entry.on else t(N_("off"))
        if entry.on and entry.own:
            state = t(N_("of this room"))
        elif entry.on and entry.local:
            state = t(N_("renamed"))
        key = str(codes.most_used.index(part) + 1) if part in codes.most_used else ""
        return (key, entry.say(t), t(entry.group), state), "" if entry.on else "muted"

    def card(self, part: str) -> Sequence[Line]:
        """Code, the program's label, how many open records have it."""
        entry, t = self._codes[part], self.t
        lines = [Line(t(N_("Code")), entry.code)]
        if not entry.own:
            lines.append(Line(t(N_("From the program")), t(entry.label)))
        if reason := codebook.NEEDED.get(self._list, {}).get(part):
            lines.append(Line(t(N_("Stays on")), t(reason)))
        if count := open_with(self.desk.reader, self.desk.room.id, self._list, part):
            lines.append(Line(t(N_("Open records")), str(count)))
        return lines

    @property
    def _list(self) -> str:
        return self.setting.name.removeprefix(CODES)

    def card_title(self, part: str) -> str:
        """The label, and the code."""
        return f"{self._codes[part].say(self.t)}  {part}"

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """The label; a new one has a group and perhaps a code."""
        label = FieldSpec("label", N_("Label"), "text", True, codebook.LABEL_LIMIT)
        if part:
            hint = "" if self._codes[part].own else N_("empty brings back the label of the program")
            label = FieldSpec("label", N_("Label"), "text", not hint, codebook.LABEL_LIMIT, hint)
        groups = self._groups()
        asked = [label]
        if groups and (not part or self._codes[part].own):
            options = tuple(Option(group, group, str(at)) for at, group in enumerate(groups, 1))
            asked.append(FieldSpec("group", N_("Group"), "code", options=options))
        if not part:
            hint = N_("may stay empty; small letters, like square_dance")
            asked.append(FieldSpec("code", N_("Code"), "text", limit=40, hint=hint))
        return asked

    def _groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.group for entry in self._shipped if entry.group))

    def preset(self, part: str) -> Mapping[str, str]:
        """The label as it stands."""
        entry = self._codes[part] if part else None
        group = entry.group if entry else (self._groups() or ("",))[-1]
        return {"label": entry.say(self.t) if entry else "", "group": group, "code": ""}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """Renamed or added."""
        codes, t = self._codes, self.t
        if not part:
            found = codebook.add(
                codes, given["label"], t, code=given.get("code", ""), group=given.get("group", "")
            )
            new = found.entries[-1]
            return Changed(kept(found), t(N_("{label} is added"), label=new.local), go_to=new.code)
        found = codebook.rename(codes, part, given["label"], t)
        if codes[part].own and given.get("group"):
            found = codebook.regroup(found, part, given["group"], t)
        return self._said(found, found[part], N_("{label} is the label now"))

    def _said(self, found: CodeList, entry: Code, text: str, **params: object) -> Changed:
        return Changed(kept(found), self.t(text, label=entry.say(self.t), **params))

    def moved(self, part: str, by: int) -> Changed:
        """One place on."""
        codes = self._codes
        at = [entry.code for entry in codes].index(part)
        return self._said(codebook.move(codes, part, at + by), codes[part], N_("{label} is moved"))

    def switched(self, part: str) -> Changed:
        """Off where it was on; open records keep it."""
        codes = self._codes
        entry = codes[part]
        found = codebook.switch(codes, part, not entry.on, self.t)
        if not entry.on:
            return self._said(found, entry, N_("{label} is offered again"))
        count = open_with(self.desk.reader, self.desk.room.id, self._list, part)
        if count:
            text = N_("{label} is switched off, {count} open records keep it")
            return self._said(found, entry, text, count=count)
        return self._said(found, entry, N_("{label} is switched off"))

    def action_key(self, digit: int) -> None:
        """A digit: put the entry on that key."""
        if part := self.part:
            self._try(lambda: self._to_key(part, digit))

    def _to_key(self, part: str, digit: int) -> Changed:
        codes = self._codes
        found = codebook.put_on_key(codes, part, digit, self.t)
        key = found.most_used.index(part) + 1
        return self._said(found, codes[part], N_("{label} is on the key {key}"), key=key)
