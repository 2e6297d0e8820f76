"""The verbs of disputes, as the app has them: list, file, people, papers, and one from a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens.base import DeskLike, DeskScreen
from deskapp.widgets.bars import Notice

if TYPE_CHECKING:
    from deskapp.domain.dispute import File
    from deskapp.forms import Made
    from deskapp.printing.form_paper import FormPaper


class DisputeVerbs(App[None]):
    """The part of the app that opens disputes and sets their papers."""

    @property
    def _host(self) -> DeskLike:
        return cast(DeskLike, self)

    @property
    def _is_open(self) -> bool:
        """Whether there is a desk already: on a first run there is none."""
        return getattr(self, "_desk", None) is not None

    def open_dispute(self, number: str) -> None:
        """Show the file of a dispute on top."""
        from deskapp.screens.disputes.file import DisputeScreen

        self._host.tell("")
        self.push_screen(DisputeScreen(number))

    def action_disputes(self) -> None:
        """F3: the open disputes; from an open file the cursor begins on it."""
        from deskapp.screens.disputes.file import DisputeScreen
        from deskapp.screens.disputes.list import DisputesScreen

        top = self.screen
        if self._is_open and isinstance(top, DeskScreen) and not isinstance(top, DisputesScreen):
            self._host.tell("")
            self.push_screen(DisputesScreen(top.number if isinstance(top, DisputeScreen) else ""))

    def action_new_dispute(self) -> None:
        """An empty form of a dispute."""
        from deskapp.screens.disputes.opening import OpeningScreen

        if self._is_open and not isinstance(self.screen, OpeningScreen):
            self._host.tell("")
            self.push_screen(OpeningScreen())

    def action_to_dispute(self) -> None:
        """F7: a dispute of the request at hand; where there is none, an empty form."""
        screen = self.screen
        number = screen.request_at_hand() if self._is_open and isinstance(screen, DeskScreen) else ""
        if number:
            self.dispute_of(number)
        else:
            self.action_new_dispute()

    def dispute_of(self, number: str) -> None:
        """Make a dispute of the request `number`; where one was made already, open that."""
        from deskapp.domain.request_steps import machine
        from deskapp.reading import disputes, requests
        from deskapp.screens.disputes.opening import OpeningScreen

        desk = self._host.desk
        request = requests.find(desk.reader, desk.room.id, number)
        if request is None:
            return
        if made := disputes.number_of_request(desk.reader, request.id):
            if getattr(self.screen, "number", "") != made:
                self.open_dispute(made)
            self._host.tell(
                N_("{number} is dispute {dispute} already: here it is."), number=number, dispute=made
            )
            return
        try:
            machine().path(request.status, "resolve")
        except DeskError:
            self._host.refuse(
                DeskError(
                    N_("{number} is closed: open it again first, with its step “Reopen”, then press F7."),
                    number=number,
                )
            )
            return
        self._host.tell("")
        self.push_screen(OpeningScreen(request))

    def dispute_sides(self, number: str) -> None:
        """Who is in a dispute, and who mediates: to look at and to change."""
        from deskapp.screens.disputes.sides import SidesScreen

        self._host.tell("")
        self.push_screen(SidesScreen(number))

    def dispute_papers(self, number: str) -> None:
        """The papers of a dispute: which it needs, which are made, and each to be looked at."""
        from deskapp.screens.disputes.papers import PapersScreen

        self._host.tell("")
        self.push_screen(PapersScreen(number))

    def keep_form(self, file: File, kind: str, paper: FormPaper) -> Notice:
        """Set a form of a dispute as PDF and keep it; runs in a thread."""
        from deskapp import forms

        made = forms.set_as_pdf(self._host.desk, file, kind, paper, self._host.words)
        return Notice(
            N_("PDF kept: {path} {warnings}"),
            "good",
            {"path": made.path, "warnings": self._odd_of(made)},
        )

    def print_form(self, file: File, kind: str, paper: FormPaper) -> Notice:
        """Set a form of a dispute as PDF, keep it and print all its copies; runs in a thread."""
        from deskapp import forms

        made = forms.set_as_pdf(self._host.desk, file, kind, paper, self._host.words)
        said, tone = forms.print_made(self._host.desk, made)
        return Notice(said, tone, {"path": made.path, "pages": made.pages, "warnings": self._odd_of(made)})

    def lay_out_form(self, file: File, kind: str, by_hand: bool) -> FormPaper:
        """A form of a dispute in the room's language of papers. Raises DeskError naming what is lacking."""
        from deskapp import forms

        return forms.lay_out(self._host.desk, file, kind, self._host.desk.paper_words, by_hand=by_hand)

    def _odd_of(self, made: Made) -> str:
        return " ".join(found.say(self._host.words) for found in made.warnings)
