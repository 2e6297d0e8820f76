"""The box in which one part of a setting is changed or added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, MovedError
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.screens.meanwhile import catch_up
from deskapp.widgets.form import FieldSpec

PART = "part:"
"""Before the name of the setting in the name of this form among the drafts."""


class PartDialog(FormDialog):
    """Asks for the fields of one part."""

    ABOUT = N_(
        "Mend what stands there, or type a new one: Enter goes on, the last Enter or Ctrl+S saves. It counts at "
        "once, and Ctrl+Z takes it back. Esc leaves all as it is."
    )

    def __init__(
        self,
        name: str,
        part: str,
        heading: str,
        specs: Sequence[FieldSpec],
        preset: Mapping[str, str],
        save: Callable[[PartDialog, dict[str, str]], None],
        draft: Draft | None = None,
        again: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        """`save` writes what was typed and closes the box, or gives the refusal to `refused`.

        `again` reads what stands in the fields now.
        """
        super().__init__(draft)
        self._setting = name
        self.part = part
        """The part; empty for a new one."""
        self._heading = heading
        self._specs = tuple(specs)
        self._preset = dict(preset)
        self._write = save
        self._again = again
        self.version = 0
        """The version of the setting that the person saw."""

    def begin(self) -> None:
        """Remember what stands there now."""
        self.version = self.desk.values.version(self._setting)
        super().begin()

    def title_text(self) -> str:
        """The part."""
        return self._heading

    def specs(self) -> Sequence[FieldSpec]:
        """Its fields."""
        return self._specs

    def preset(self) -> dict[str, str]:
        """What stands there."""
        return self._preset

    def draft_form(self) -> str:
        """Each setting is a form of its own among the drafts."""
        return PART + self._setting

    def draft_subject(self) -> str:
        """The part that it belongs to."""
        return self.part

    def save(self, given: dict[str, str]) -> None:
        """Hand over to the page."""
        self._write(self, given)

    def refused_late(self, error: DeskError) -> None:
        """Another window was faster: what it wrote is known now, and the same key saves on top of it."""
        self.version = self.desk.values.version(self._setting)
        if self._again is not None and isinstance(error, MovedError):
            before, self._preset = self._preset, dict(self._again())
            catch_up(self, before, self._preset)
        self.refused(error)
