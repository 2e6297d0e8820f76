"""A certificate of service: asked for in a box, then shown as it will be printed, kept as PDF or voided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Protocol, cast

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.certificate import Certificate, earlier
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.figures import Period
from deskapp.domain.machine import Step, StepField
from deskapp.domain.words import N_
from deskapp.printing.form_paper import FormPaper
from deskapp.printing.form_text import form_text
from deskapp.reading import certificates as reading
from deskapp.reading.volunteers import by_id
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.forms import FormDialog
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.hours_days import FIRST, LAST, read_period
from deskapp.widgets.form import FieldSpec

WIDEST = 92
"""Cells of the preview at the most: about as wide as the paper is."""

VOID = Step("void", N_("Void"), frozenset({"issued"}), "voided", (StepField("text", N_("Reason")),), key=9)


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class MakesCertificates(Protocol):
    """What these screens need of the app."""

    def issue_certificate(self, volunteer: str, period: Period) -> Certificate:
        """Give a number to what the hours of these days say; runs in a thread. Raises DeskError."""

    def lay_out_certificate(self, one: Certificate) -> FormPaper:
        """The paper as it would leave now. Raises DeskError."""

    def keep_certificate(self, number: str) -> Told:
        """Set the PDF and keep it; runs in a thread. Raises DeskError."""

    def print_certificate(self, number: str) -> Told:
        """Set the PDF, keep it and print it; runs in a thread. Raises DeskError."""


def issue_for(screen: DeskScreen, volunteer_id: int, period: Period | None = None) -> None:
    """Ask for the days of a certificate for this volunteer, issue it and show it; from any screen."""
    found = by_id(screen.desk.reader, volunteer_id)
    if found is None:
        return
    today = screen.desk.room.calendar.day(screen.desk.clock())
    days = period or Period(today.replace(month=1, day=1), today)
    days = Period(min(days.first, today), min(days.last, today))
    title = f"{found.volunteer.member_no} {found.person.name}".strip()

    def done(one: Certificate) -> None:
        screen.app.push_screen(CertificateScreen(one.number))

    screen.app.push_screen(IssueDialog(found.volunteer.id, found.volunteer.number, title, days, done))


class IssueDialog(FormDialog):
    """From which day to which day the certificate speaks."""

    ABOUT = N_(
        "The days that the certificate speaks of, both included; only confirmed hours count. It gets a number at once, "
        "and what it says stays as it is. What is missing is named, and nothing is written."
    )
    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def __init__(
        self, volunteer_id: int, number: str, title: str, days: Period, done: Callable[[Certificate], None]
    ) -> None:
        super().__init__()
        self._volunteer, self._number, self._title, self._days, self._done = (
            volunteer_id,
            number,
            title,
            days,
            done,
        )

    def title_text(self) -> str:
        """Whose it is."""
        return f"{self._title}  {self.t(N_('Certificate of volunteer service'))}"

    def specs(self) -> Sequence[FieldSpec]:
        """First and last day."""
        return (FIRST, LAST)

    def preset(self) -> dict[str, str]:
        """The days at hand."""
        return {"first": self._days.first.isoformat(), "last": self._days.last.isoformat()}

    def begin(self) -> None:
        """Say which certificates speak of the same days."""
        super().begin()
        found = reading.of_volunteer(self.desk.reader.execute, self._volunteer)
        if before := earlier(found, self._days.first, self._days.last):
            self.said(
                self.t(N_("There is one for some of these days already: {numbers}."),
                       numbers=", ".join(one.number for one in before))
            )  # fmt: skip

    def typed(self) -> dict[str, str]:
        """Nothing of it is a draft."""
        return {}

    def save(self, given: dict[str, str]) -> None:
        """Issue it."""
        day = self.desk.room.calendar.day(self.desk.clock())
        try:
            period = read_period(given, Period(day, day))
        except DeskError as error:
            self.refused(error)
            return

        def issued(one: Certificate) -> None:
            self.close_once(True)
            self.host.tell(N_("Issued: {number}. Enter prints it."), "good", number=one.number)
            self._done(one)

        app = cast(MakesCertificates, self.app)
        self.act(lambda: app.issue_certificate(self._number, period), issued, self.refused)


class CertificateScreen(DeskScreen):
    """The certificate with all that it says and the boxes to sign in."""

    CSS_PATH: ClassVar[CSSPathType | None] = "hours.tcss"
    NAME = N_("Certificate of service")
    ABOUT = N_(
        "The certificate as it will be printed, in Chinese; looking at it changes nothing. The first paper is the "
        "original, every other one a copy. Enter prints, Ctrl+S keeps it as PDF, 9 takes it out of force with a reason."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "print", N_("Print"), key_display="Enter"),
        Binding("ctrl+s", "keep", N_("Keep PDF"), key_display="Ctrl+S"),
        Binding(keys.digit(9), "void", N_("Void"), key_display="9"),
        keys.HELP,
        keys.LANGUAGE,
        keys.UNDO,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:4],
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-15)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(15)", N_("Page down"), show=False),
    ]

    def __init__(self, number: str, draft: Draft | None = None) -> None:
        """`draft` is a half-typed reason that is opened at once."""
        super().__init__()
        self._number = number
        self._draft = draft
        self._one: Certificate | None = None
        self._paper: FormPaper | None = None

    def body(self) -> Iterable[Widget]:
        """The preview."""
        yield VerticalScroll(Static(markup=False, id="paper"), can_focus=False, id="scroll")

    @property
    def _maker(self) -> MakesCertificates:
        return cast(MakesCertificates, self.app)

    def begin(self) -> None:
        """Lay it out, and keep that it was opened: the document number stands here in full."""
        self.reload()
        one = self._one
        if one is not None:
            self.act(lambda: self.desk.viewed("certificate", one.id, one.number), lambda _: None)
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    @property
    def number(self) -> str:
        """The number of the certificate."""
        return self._number

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed reason."""
        if self._one is not None and self._one.status == "issued":
            self.app.push_screen(StepDialog(self._one, VOID, self._void, draft))

    def reload(self) -> None:
        """Lay the paper out again."""
        one = reading.find(self.desk.reader, self.desk.room.id, self._number)
        if one is None or one.status == "undone":
            self.dismiss()
            return
        self._one = one
        try:
            self._paper = self._maker.lay_out_certificate(one)
        except DeskError as error:  # what is kept is not what was issued
            self.dismiss()
            self.host.refuse(error)
            return
        self._paint()

    def _paint(self) -> None:
        if self._paper is not None:
            columns = max(56, min(WIDEST, self.size.width - 4))
            self.query_one("#paper", Static).update(
                Text(form_text(self._paper, columns), no_wrap=True, overflow="crop")
            )

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines again for the new width."""
        self._paint()

    def relabel(self) -> None:
        """The paper stays Chinese; it is laid out again all the same."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the paper."""
        self.query_one("#scroll").scroll_relative(y=by, animate=False, immediate=True)

    def action_keep(self) -> None:
        """Keep the PDF."""
        self._do(self._maker.keep_certificate, N_("Setting the PDF…"))

    def action_print(self) -> None:
        """Print it."""
        self._do(self._maker.print_certificate, N_("Printing…"))

    def _do(self, verb: Callable[[str], Told], meanwhile: str) -> None:
        def done(told: Told) -> None:
            self._again()
            self.host.tell(told.text, told.tone, **told.params)

        def refused(error: DeskError) -> None:
            self._again()  # the PDF may be kept where the printer refused
            self.host.refuse(error)

        self.host.tell(meanwhile)
        self.act(lambda: verb(self._number), done, refused)

    def _again(self) -> None:
        if self.is_attached:
            self.reload()

    def action_void(self) -> None:
        """9: out of force, with a reason."""
        one = self._one
        if one is None or self.app.screen is not self:
            return
        if one.status != "issued":
            self.host.tell(N_("{number} is void already. Esc goes back."), number=one.number)
            return
        self.app.push_screen(StepDialog(one, VOID, self._void))

    def _void(self, box: StepDialog, given: dict[str, str]) -> None:
        one = self._one
        if one is None:
            return

        def done(_: Certificate) -> None:
            box.saved()
            box.close_once(True)
            self._again()
            self.host.tell(N_("{number} is void; its number and what it said stay."), number=one.number)

        desk = self.desk
        box.act(
            lambda: desk.certificates.void(one.number, given["text"], desk.actor, one.version),
            done,
            box.refused,
        )
