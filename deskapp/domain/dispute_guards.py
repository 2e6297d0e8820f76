"""What the law and the room do not let pass in a dispute, each refusal a sentence with the next step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from deskapp.domain.clocks import Times
from deskapp.domain.codes import Choices
from deskapp.domain.coming_day import coming_day
from deskapp.domain.dispute import Dispute, File, Party
from deskapp.domain.dispute_codes import KIND, NOT_MEDIABLE, OUTCOME, POLICE_KINDS
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import age_on
from deskapp.domain.money import read_money, show_money
from deskapp.domain.officer import POLICE, Officer
from deskapp.domain.times import Calendar, names_year, read_day
from deskapp.domain.words import N_, Term, Way

SITTINGS = 2
"""治安调解 is held once, and a second time where it is needed: 公安机关办理行政案件程序规定 Art. 183."""

IN_FILE_PARTIES = N_("Ctrl+N in the file")

FORMS: Mapping[str, tuple[str, ...]] = {
    "security": ("written_agreed", "self_settled_accepted", "peoples_accepted"),
    "on_site": ("on_site_agreed",),
    "peoples": ("oral_agreed", "written_agreed", "partial"),
    "joint": ("oral_agreed", "written_agreed", "partial"),
    "self_settled": ("self_settled_accepted", "oral_agreed"),
    "informal": ("oral_agreed", "on_site_agreed"),
}
"""The forms of agreement that each kind of mediation knows."""


def wrong_sides(file: File) -> Iterator[DeskError]:
    """What stands against a file without two different people on two sides, or with helpers who cannot be."""
    sides = file.sides
    if len(sides) < 2:
        yield DeskError(
            N_("A dispute has two sides: {count} stands in the file. Nothing is written yet. Add the other party: "
               "{way}"),
            field="parties", count=len(sides),
            way=Way(IN_FILE_PARTIES, f"deskapp dispute party {file.dispute.number} --party NAME --role party_b"),
        )  # fmt: skip
    people = [party.person_id for party in sides]
    for person in dict.fromkeys(one for one in people if people.count(one) > 1):
        yield DeskError(
            N_("{name} stands on both sides: take one of the two out. Nothing is written yet."),
            field="parties", name=next(party.name for party in sides if party.person_id == person),
        )  # fmt: skip
    yield from wrong_helpers(file)


def wrong_helpers(file: File) -> Iterator[DeskError]:
    """What stands against a guardian who is a minor, or an agent without a mandate."""
    for party in file.parties:
        if party.role == "guardian" and party.minor:
            yield DeskError(
                N_("{name} is a minor and cannot be a guardian: add a grown-up. Nothing is written yet."),
                field="parties", name=party.name,
            )  # fmt: skip
        if party.role == "agent" and not party.mandate:
            yield DeskError(
                N_("{name} acts for another without a written mandate: bring the mandate, or ask the party to come."),
                field="parties", name=party.name,
            )  # fmt: skip


def unguarded(file: File) -> Iterator[DeskError]:
    """What stands against a sitting with a minor who has no guardian, or with helpers who cannot be.

    公安机关办理行政案件程序规定 Art. 181; one of sixteen or more who lives on own labour may agree to it.
    """
    yield from wrong_helpers(file)
    for party in file.sides:
        if party.minor and not _guarded(party, file):
            yield DeskError(
                N_("{name} is a minor and sits with a guardian. Nothing is written yet. Note that {name} is over "
                   "sixteen and lives on own labour, or add a guardian first: {way}"),
                field="parties", name=party.name,
                way=Way(
                    IN_FILE_PARTIES,
                    f"deskapp dispute party {file.dispute.number} --party NAME --role guardian --for MINOR",
                ),
            )  # fmt: skip


def _guarded(party: Party, file: File) -> bool:
    if any(one.role == "guardian" and one.stands_by == party.id for one in file.parties):
        return True
    day = file.dispute.day
    return party.own_living and party.born is not None and age_on(party.born, day) >= 16


def unwilling(file: File) -> Iterator[DeskError]:
    """What stands against mediating people who do not want it: mediation is free will (人民调解法 Art. 3)."""
    for party in file.sides:
        if party.willing == "no":
            yield DeskError(
                N_("{name} does not want mediation. Nothing is written yet. Take “Do not mediate”, or ask again: "
                   "{way}"),
                field="willing", name=party.name,
                way=Way(
                    N_("Ctrl+N in the file, then 4"),
                    f"deskapp dispute willing {file.dispute.number} --party NAME --answer yes",
                ),
            )  # fmt: skip


def refuse_ineligible(kind: str, eligible: str, dispute: Dispute) -> None:
    """Raise DeskError where the check list of a police mediation did not pass; it names the lawful way."""
    if kind in POLICE_KINDS and not eligible:
        raise DeskError(
            N_("“{kind}” needs the check list: may this be mediated? What you typed is kept. Choose: {way}"),
            code=Exit.USAGE, field="eligible", kind=Term(KIND.source_of(kind)),
            way=Way(
                N_("1 if it passed, or the reason why not"),
                f"eligible=passed | {' | '.join(entry.code for entry in NOT_MEDIABLE)}",
            ),
        )  # fmt: skip
    reason = eligible if eligible not in ("", "passed") else ""
    if not reason and dispute.domestic_violence and kind not in ("peoples", "joint"):
        reason = "domestic_violence"
    if reason:
        raise DeskError(
            N_("It may not be mediated: {reason}. What you typed is kept. Tell the lawful way, which is a penalty by "
               "law, the court or people's mediation, and take “Do not mediate”: {way}"),
            field="eligible", reason=Term(NOT_MEDIABLE.source_of(reason)),
            way=Way(N_("press 6"), f"deskapp step {dispute.number} decline --set reason={reason} --text WAY"),
        )  # fmt: skip


def refuse_before(file: File, start: datetime, calendar: Calendar) -> None:
    """Raise DeskError for a sitting that began before the quarrel, where somebody said when that was."""
    dispute = file.dispute
    occurred = dispute.occurred_at.replace(second=0, microsecond=0)
    if start < occurred and dispute.occurred_at != dispute.entered_at:
        raise DeskError(
            N_("The sitting began at {start}, before the quarrel of {at}. What you typed is kept. Mend the time, or "
               "when the quarrel was: {way}"),
            code=Exit.USAGE, field="from", start=f"{calendar.local(start):%m-%d %H:%M}",
            at=f"{calendar.local(occurred):%m-%d %H:%M}",
            way=Way(
                N_("Esc, then Ctrl+E in the file"),
                f"deskapp correct {dispute.number} occurred_at TIME --reason WHY",
            ),
        )  # fmt: skip


def wrong_presider(kind: str, presider: int, officers: Sequence[Officer]) -> Iterator[DeskError]:
    """What stands against a police mediation that is conducted by anybody but a police officer."""
    named = next((officer for officer in officers if officer.id == presider), None)
    if kind in POLICE_KINDS and (named is None or named.kind not in POLICE):
        yield DeskError(
            N_("“{kind}” is presided over by a police officer, never by an auxiliary or a volunteer: choose an "
               "officer."),
            field="presider", kind=Term(KIND.source_of(kind)),
        )  # fmt: skip


def refuse_times(start: datetime, end: datetime, now: datetime) -> None:
    """Raise DeskError for a sitting that ends before it begins, or is still to come."""
    if end < start:
        raise DeskError(
            N_("The sitting ends before it begins: mend one of the two times. What you typed is kept."),
            code=Exit.USAGE, field="to",
        )  # fmt: skip
    if end > now + timedelta(minutes=1):
        raise DeskError(
            N_("The sitting is still to come: write it down when it is over. What you typed is kept."),
            code=Exit.USAGE, field="to",
        )  # fmt: skip


def refuse_third(file: File, start: datetime, override: str, times: Times) -> None:
    """Raise DeskError for one sitting too many, or too late, of a public-order mediation without the leader."""
    held = file.sessions
    if file.dispute.kind != "security" or override or not held:
        return
    if len(held) >= SITTINGS:
        raise DeskError(
            N_("A public-order mediation has at most two sittings. Take “No agreement”, or type the reason of the "
               "leader for one more."),
            field="override",
        )  # fmt: skip
    last = times.end("second", held[0].from_at)
    if start > last:
        raise DeskError(
            N_("The second sitting had to be held until {day}. Take “No agreement”, or type the reason of the "
               "leader."),
            field="override", day=times.calendar.local(last).date(),
        )  # fmt: skip


def refuse_form(kind: str, form: str) -> None:
    """Raise DeskError for an agreement that this kind of mediation does not know."""
    allowed = FORMS.get(kind, ())
    if form not in allowed:
        raise DeskError(
            N_("“{kind}” does not end in “{form}”. Choose one of: {choices}. What you typed is kept."),
            code=Exit.USAGE, field="form", kind=Term(KIND.source_of(kind)), form=Term(OUTCOME.source_of(form)),
            choices=Choices(OUTCOME, allowed),
        )  # fmt: skip


_PART = re.compile(r"[;；\n]")


def read_parts(text: str, agreed: int, today: date) -> list[tuple[date, int]]:
    """Instalments as typed, `12-31 500; 01-31 500`: days and 分, in order of days. Raises DeskError.

    They make up the sum `agreed`, in 分.
    """
    parts: list[tuple[date, int]] = []
    for piece in filter(None, (one.strip() for one in _PART.split(text))):
        day_text, _, sum_text = piece.partition(" ")
        with about("parts"):
            day = coming_day(day_text, today, parts[-1][0] if parts else None)
            amount = read_money(sum_text, "parts")
        if amount <= 0:
            raise DeskError(
                N_("“{text}” needs a day and a sum, like 12-31 500. What you typed is kept."),
                code=Exit.USAGE, field="parts", text=piece,
            )  # fmt: skip
        parts.append((day, amount))
    total = sum(amount for _, amount in parts)
    if parts and total != agreed:
        raise DeskError(
            N_("The instalments make {total} 元, the agreement says {sum} 元: mend one of them. All is kept."),
            code=Exit.USAGE, field="parts", total=show_money(total), sum=show_money(agreed),
        )  # fmt: skip
    return sorted(parts)


def read_deadline(text: str, today: date) -> date | None:
    """Until when it is to be performed, as typed; None where nothing is. Raises DeskError."""
    if not text:
        return None
    with about("deadline"):
        if names_year(text) and (day := read_day(text, today)) < today:
            raise DeskError(
                N_("The deadline {day} lies before the agreement: type a later day. What you typed is kept."),
                code=Exit.USAGE, day=day,
            )  # fmt: skip
        return coming_day(text, today)


def refuse_late_parts(parts: Sequence[tuple[date, int]], deadline: date | None) -> None:
    """Raise DeskError where an instalment is due after the deadline that stands beside it."""
    if parts and deadline is not None and parts[-1][0] > deadline:
        raise DeskError(
            N_("The last instalment is due on {day}, after the deadline {deadline}: mend one of them. All is kept."),
            code=Exit.USAGE, field="parts", day=parts[-1][0], deadline=deadline,
        )  # fmt: skip


def refuse_payment(dispute: Dispute, amount: int, day: date, today: date, calendar: Calendar) -> None:
    """Raise DeskError for nothing, for more than was agreed, or for a day that cannot be."""
    if amount <= 0:
        raise DeskError(
            N_("Type the sum that was paid, like 500. What you typed is kept."), code=Exit.USAGE, field="sum"
        )
    if dispute.paid + amount > dispute.agreed_sum:
        raise DeskError(
            N_("{sum} 元 were agreed and {paid} 元 are paid: {more} 元 more is above the sum. Mend it; all is kept."),
            code=Exit.USAGE, field="sum", sum=show_money(dispute.agreed_sum), paid=show_money(dispute.paid),
            more=show_money(amount),
        )  # fmt: skip
    first = calendar.local(dispute.agreed_at).date() if dispute.agreed_at else dispute.day
    if not first <= day <= today:
        raise DeskError(
            N_("It was paid between {first} and today: type such a day. What you typed is kept."),
            code=Exit.USAGE, field="on", first=first,
        )  # fmt: skip


def refuse_confirmation(dispute: Dispute, said: Mapping[str, str], today: date, times: Times) -> None:
    """Raise DeskError where a court does not confirm: too late, or without its number.

    人民调解法 Art. 33: both parties together, within 30 days of the effect of the agreement.
    """
    if said["confirmation"] == "applied" and dispute.effective_on is not None:
        last = times.last_day("confirm", dispute.effective_on)
        if today > last:
            raise DeskError(
                N_("The time to apply ended on {day}, {count} days after the agreement took effect: press 4, “The "
                   "parties do not apply”."),
                field="confirmation", day=last, count=times.clocks["confirm"].days,
            )  # fmt: skip
    elif said["confirmation"] == "waived":
        if dispute.confirmation in ("confirmed", "refused"):
            raise DeskError(N_("The court has answered already: leave with Esc."), field="confirmation")
    elif dispute.confirmation != "applied":
        raise DeskError(
            N_("Nobody has applied yet. Note that first: {way}"),
            field="confirmation",
            way=Way(
                N_("press 1, “Applied for”"),
                f"deskapp step {dispute.number} confirm --set confirmation=applied",
            ),
        )
    elif not said["number"]:
        raise DeskError(
            N_("Type the number of the court's ruling. What you typed is kept."),
            code=Exit.USAGE, field="number",
        )  # fmt: skip
