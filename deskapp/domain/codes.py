"""Code lists: codes are English and never change meaning, labels are translated when shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list."""

    code: str
    label: str
    group: str = ""
    """Label of the upper level in a two-level list."""


class CodeList:
    """Entries in their order, found by code."""

    def __init__(self, name: str, label: str, *entries: Code, most_used: tuple[str, ...] = ()) -> None:
        self.name = name
        self.label = label
        self.entries = entries
        self.most_used = most_used or tuple(entry.code for entry in entries[:9])
        """The nine codes on the digit keys 1 to 9."""
        self._by_code = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Code]:
        return iter(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    def label_of(self, code: str) -> str:
        """The English label of `code`; an unknown code is its own label."""
        entry = self._by_code.get(code)
        return entry.label if entry else code

    def find(self, said: str, t: Words) -> str:
        """The code for `said`: a code, or a label in any language. Raises DeskError naming the choices."""
        wanted = said.strip().casefold()
        for entry in self.entries:
            if wanted in (entry.code, entry.label.casefold(), t(entry.label).casefold()):
                return entry.code
        raise DeskError(
            N_("“{said}” is not in the list “{name}”. Choose one of: {choices}."),
            code=Exit.USAGE,
            said=clean(said),
            name=t(self.label),
            choices=", ".join(
                f"{e.code} {t(e.label)}" if t.language != "en" else e.code for e in self.entries
            ),
        )
