"""The verbs of badges, hours, certificates, slips, charts and printers, as the app has them; long ones in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import App

from deskapp.domain.words import N_
from deskapp.screens.base import DeskLike, DeskScreen
from deskapp.widgets.bars import Notice

if TYPE_CHECKING:
    from pathlib import Path

    from deskapp.domain.certificate import Certificate
    from deskapp.domain.chart import Chart
    from deskapp.domain.figures import Period
    from deskapp.domain.slip import Slip
    from deskapp.printing.form_paper import FormPaper
    from deskapp.printing.pdf import Missing


class OnPaper(Protocol):
    """Something that was set as PDF."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def pages(self) -> int:
        """How many there are."""
        ...

    @property
    def warnings(self) -> tuple[Missing, ...]:
        """Characters that no font has."""
        ...


class ServiceVerbs(App[None]):
    """The part of the app that sets papers of volunteers and writes their hours."""

    @property
    def _desk_like(self) -> DeskLike:
        return cast(DeskLike, self)

    def open_certificate(self, number: str) -> None:
        """Show a certificate of service on top."""
        from deskapp.screens.volunteers.certificate import CertificateScreen

        self._desk_like.tell("")
        self.push_screen(CertificateScreen(number))

    def keep_badges(self, numbers: Sequence[str]) -> Notice:
        """Set the badges of these volunteers as PDF and keep it; runs in a thread. Raises DeskError."""
        from deskapp import badges

        made = badges.keep(self._desk_like.desk, badges.badges_for(self._desk_like.desk, numbers))
        return self._kept(N_("Badges kept: {path}, {pages} page(s). {warnings}"), "good", made)

    def print_badges(self, numbers: Sequence[str]) -> Notice:
        """Set the badges of these volunteers as PDF, keep it and print it; runs in a thread. Raises DeskError."""
        from deskapp import badges

        desk = self._desk_like.desk
        made = badges.keep(desk, badges.badges_for(desk, numbers))
        said, tone = badges.print_made(desk, made)
        return self._kept(said, tone, made)

    def write_hours(self, by: str, period: Period) -> Path:
        """Write a page of hours as an Excel file; runs in a thread. Raises DeskError."""
        from deskapp import exports

        host = self._desk_like
        return exports.write_hours(host.desk, by, period, host.words)

    def issue_certificate(self, volunteer: str, period: Period) -> Certificate:
        """Give a number to what the hours of these days say; runs in a thread. Raises DeskError."""
        from deskapp import certificates

        return certificates.issue(self._desk_like.desk, volunteer, period.first, period.last)

    def lay_out_certificate(self, one: Certificate) -> FormPaper:
        """The paper as it would leave now. Raises DeskError."""
        from deskapp import certificates

        return certificates.lay_out(self._desk_like.desk, one)

    def keep_certificate(self, number: str) -> Notice:
        """Set the PDF and keep it; runs in a thread. Raises DeskError."""
        from deskapp import certificates

        made = certificates.keep(self._desk_like.desk, number)
        return self._kept(N_("PDF kept: {path} {warnings}"), "good", made)

    def print_certificate(self, number: str) -> Notice:
        """Set the PDF, keep it and print it; runs in a thread. Raises DeskError."""
        from deskapp import certificates

        desk = self._desk_like.desk
        made = certificates.keep(desk, number)
        said, tone = certificates.print_made(desk, made)
        return self._kept(said, tone, made)

    def action_printers(self) -> None:
        """The printers of this machine and their jobs."""
        from deskapp.screens.printers import PrintersScreen

        top = self.screen
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        if not isinstance(top, PrintersScreen):
            self._desk_like.tell("")
            self.push_screen(PrintersScreen())

    def print_test_page(self, queue: str) -> Notice:
        """Print a test page on this queue; runs in a thread. Raises DeskError."""
        from deskapp import testpage
        from deskapp.press import Asked

        host = self._desk_like
        made = testpage.print_test(host.desk, host.words, Asked(queue))
        return self._kept(made.text, made.tone, made)

    def open_slip(self, number: str) -> None:
        """Show the slip of a request on top."""
        from deskapp.screens.slip import SlipScreen

        self._desk_like.tell("")
        self.push_screen(SlipScreen(number))

    def make_slip(self, number: str) -> Slip:
        """The slip of a request as it stands now. Raises DeskError."""
        from deskapp import slips

        return slips.make(self._desk_like.desk, number)

    def print_slip(self, slip: Slip, width: int) -> Notice:
        """Send a slip to the receipt printer; runs in a thread. Raises DeskError."""
        from deskapp import slips

        desk = self._desk_like.desk
        text, tone = slips.print_slip(desk, slip, width)
        return Notice(text, tone, {"number": slip.number, "place": desk.settings.printing.slip_printer})

    def keep_slip(self, slip: Slip, width: int) -> Notice:
        """Write a slip into a file; runs in a thread. Raises DeskError."""
        from deskapp import slips

        path = slips.keep(self._desk_like.desk, slip, width)
        return Notice(N_("Slip kept, as the printer takes it: {path}"), "good", {"path": path})

    def lay_out_receipt(self, number: str) -> FormPaper:
        """The receipt of a found thing as it would leave now. Raises DeskError."""
        from deskapp import receipts

        return receipts.of_number(self._desk_like.desk, number)

    def keep_receipt(self, number: str) -> Notice:
        """Set the receipt as PDF and keep it; runs in a thread. Raises DeskError."""
        from deskapp import receipts

        made = receipts.keep(self._desk_like.desk, number)
        return self._kept(N_("PDF kept: {path} {warnings}"), "good", made)

    def print_receipt(self, number: str) -> Notice:
        """Set the receipt as PDF, keep it and print it; runs in a thread. Raises DeskError."""
        from deskapp import receipts

        desk = self._desk_like.desk
        made = receipts.keep(desk, number)
        said, tone = receipts.print_made(desk, made)
        return self._kept(said, tone, made)

    def keep_chart(self, chart: Chart) -> Notice:
        """Set a chart as PDF and keep it; runs in a thread. Raises DeskError."""
        from deskapp import charting

        made = charting.keep(self._desk_like.desk, (chart,))
        return self._kept(N_("PDF kept: {path} {warnings}"), "good", made)

    def print_chart(self, chart: Chart) -> Notice:
        """Set a chart as PDF, keep it and print it; runs in a thread. Raises DeskError."""
        from deskapp import charting

        desk = self._desk_like.desk
        made = charting.keep(desk, (chart,))
        said, tone = charting.print_made(desk, made)
        return self._kept(said, tone, made)

    def keep_sentence(self, name: str, text: str) -> Notice:
        """Keep a sentence as a text file; runs in a thread. Raises DeskError."""
        from deskapp import charting

        return Notice(
            N_("Text kept: {path}"), "good", {"path": charting.keep_text(self._desk_like.desk, name, text)}
        )

    def _kept(self, text: str, tone: str, made: OnPaper) -> Notice:
        warnings = " ".join(found.say(self._desk_like.words) for found in made.warnings)
        return Notice(text, tone, {"path": made.path, "pages": made.pages, "warnings": warnings})
