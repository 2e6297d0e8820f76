"""Code lists: codes are English and never change meaning, labels are the program's or the room's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Told, Words

KEYS = 9
"""Entries that have a digit key, 1 to 9."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list."""

    code: str
    label: str
    """English text of the catalogue; of an entry of the room what was typed."""
    group: str = ""
    """Label of the upper level in a two-level list."""
    local: str = ""
    """What this room calls it, as typed, in every language; empty where it has no word of its own."""
    on: bool = True
    """Whether it is offered; one that is not keeps standing on the records that have it."""
    own: bool = False
    """Whether the room added it."""

    def say(self, t: Words) -> str:
        """The label that people read."""
        return self.local or t(self.label)

    def choice(self, t: Words) -> str:
        """The code, and the label where that is another word."""
        return f"{self.code} {self.say(t)}" if t.language != "en" or self.local else self.code

    def names(self, t: Words) -> tuple[str, ...]:
        """The labels by which it is found beside the one that is shown."""
        return (self.label,) if self.own else (self.label, t(self.label))


class CodeList:
    """Entries in their order, found by code; `here` gives them as the room keeps them."""

    def __init__(
        self,
        name: str,
        label: str,
        *entries: Code,
        most_used: tuple[str, ...] = (),
        source: str = "",
        keep: Callable[[str], bool] | None = None,
    ) -> None:
        self.name = name
        self.label = label
        self.entries = entries
        self.chosen = most_used
        """The codes that were put on digit keys; without them the first nine have one."""
        self._source = source or name
        self._keep = keep
        self._by_code = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Code]:
        return iter(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    @property
    def most_used(self) -> tuple[str, ...]:
        """The codes on the digit keys 1 to 9."""
        on = [entry.code for entry in self.entries if entry.on]
        chosen = [code for code in self.chosen if code in on]
        return tuple([*chosen, *(code for code in on if code not in chosen)][:KEYS])

    def narrowed(self, name: str, keep: Callable[[str], bool]) -> CodeList:
        """The part of this list whose codes `keep` lets through; the room's changes of this list hold there."""
        return CodeList(
            name, self.label, *(entry for entry in self.entries if keep(entry.code)),
            most_used=tuple(code for code in self.chosen if keep(code)), source=self._source, keep=keep,
        )  # fmt: skip

    def here(self, t: Words) -> CodeList:
        """The list as the room keeps it."""
        local = t.local.get(self._source)
        if local is None:
            return self
        return local if self._keep is None else local.narrowed(self.name, self._keep)

    def offered(self, t: Words) -> tuple[Code, ...]:
        """What a person can choose here, in the room's order."""
        return tuple(entry for entry in self.here(t).entries if entry.on)

    def get(self, code: str, t: Words) -> Code | None:
        """The entry of `code` as the room keeps it, offered or not."""
        return self.here(t)._by_code.get(code)

    def label_of(self, code: str, t: Words) -> str:
        """What people read for `code`; an unknown code is its own label."""
        entry = self.get(code, t)
        return entry.say(t) if entry else code

    def source_of(self, code: str) -> str:
        """The English text of the catalogue for `code`, for lists that no room changes."""
        entry = self._by_code.get(code)
        return entry.label if entry else code

    def find(self, said: str, t: Words, *, standing: str = "") -> str:
        """The code for `said`: a code, or a label in any language. Raises DeskError naming the choices.

        An entry that is not offered is refused, unless it is the `standing` one of the record.
        """
        found = self.here(t)._named(one_line(clean(said)).casefold(), t)
        if found is not None and (found.on or found.code == standing):
            return found.code
        text = (
            N_("“{said}” is not in the list “{name}”. Choose one of: {choices}.")
            if found is None
            else N_("“{said}” is switched off in the list “{name}”. Choose one of: {choices}.")
        )
        raise DeskError(text, code=Exit.USAGE, said=clean(said), name=t(self.label), choices=self.choices(t))

    def choices(self, t: Words) -> str:
        """The codes that are offered, each with its label where that is another word."""
        return ", ".join(entry.choice(t) for entry in self.offered(t))

    def _named(self, wanted: str, t: Words) -> Code | None:
        """What is offered comes before what is not, the code before the label shown, that before the others."""
        names: tuple[Callable[[Code], tuple[str, ...]], ...] = (
            lambda entry: (entry.code,),
            lambda entry: (entry.say(t),),
            lambda entry: entry.names(t),
        )
        for on in (True, False):
            for named in names:
                for entry in self.entries:
                    if entry.on is on and wanted in (name.casefold() for name in named(entry)):
                        return entry
        return None


@dataclass(frozen=True, slots=True)
class Choices(Told):
    """The codes of a list that may be chosen here: words where digits choose, codes where they are typed."""

    codes: CodeList
    kept: tuple[str, ...]

    def say(self, t: Words) -> str:
        """They, in the order that is given."""
        entries = (self.codes.get(code, t) or Code(code, code) for code in self.kept)
        between = ", " if t.at_prompt or t.language != "zh" else "、"
        return between.join(entry.choice(t) if t.at_prompt else entry.say(t) for entry in entries)
