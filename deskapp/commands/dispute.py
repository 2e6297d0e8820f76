"""deskapp dispute: open one, and who and what stands beside it: parties, mediators, warnings, the seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry, tell
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, area_number, dispute_of, facts_of, request_of
from deskapp.domain.asking import find_officer
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import MEDIATOR, RISK, ROLE, SOURCE, TYPE
from deskapp.domain.dispute_draft import FLAGS
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_signals import reason as warning_text
from deskapp.domain.dispute_steps import YES_NO
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.person import PREFIX as PERSON_PREFIX
from deskapp.domain.person_draft import Told
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_
from deskapp.reading import people
from deskapp.services.cards import no_card
from deskapp.wiring import Desk

VERBS = ("open", "party", "drop", "willing", "mediator", "warnings", "accept", "reject", "seal", "unseal")
"""What can be done, in the order of the help."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the verb."""

    words: Sequence[str]
    parties: Sequence[str]
    fields: dict[str, str]
    origin: str
    role: str
    name: str
    body: str
    officer: str
    reason: str
    mandate: bool
    stands_by: str
    answer: str


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("NUMBER"), help=t("the number of the dispute; for open: what it is about")
    )
    who = typer.Option(
        None, "--party", metavar="P", help=t("name and phone, or the number of a card; one for each")
    )

    @app.command(
        "dispute",
        cls=DeskCommand,
        help=t("Open a dispute, add and take out parties, add mediators, answer warnings, seal a file."),
        epilog=t('deskapp dispute open --type neighbor --party "Wang Xiuying 13800010001" --party RY-20261121-001 '
                    '"Boxes on the stairs"\n'
                    'deskapp dispute open --from LF-20261121-003 --type noise\n'
                    'deskapp dispute party JF-20261121-001 --party "Zhao Min" --role witness\n'
                    'deskapp dispute drop JF-20261121-001 --party "Zhao Min" --reason "Named by mistake"\n'
                    'deskapp dispute willing JF-20261121-001 --party "Zhao Min" --answer no\n'
                    'deskapp dispute mediator JF-20261121-001 --role committee --body "Lane 4"\n'
                    'deskapp dispute warnings JF-20261121-001\n'
                    'deskapp dispute accept JF-20261121-001 1 --reason "He means it"'),
    )  # fmt: skip
    def dispute(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        type: str = typer.Option("", "--type", metavar="T", help=choices(TYPE, t)),
        party: list[str] = who,
        origin: str = typer.Option(
            "", "--from", metavar=t("NUMBER"), help=t("the request that it comes from")
        ),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it is")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        source: str = typer.Option("", "--source", metavar="S", help=choices(SOURCE, t)),
        amount: str = typer.Option("", "--amount", metavar="S", help=t("the sum in 元, like 500")),
        count: str = typer.Option("", "--people", metavar="N", help=t("how many people are in it")),
        flags: str | None = typer.Option(None, "--flags", metavar="F", help=choices(FLAGS, t)),
        risk: str = typer.Option("", "--risk", metavar="R", help=choices(RISK, t)),
        occurred: str = typer.Option("", "--when", metavar=t("TIME"), help=t("when it happened")),
        role: str = typer.Option(
            "", "--role", metavar="R", help=f"{choices(ROLE, t)}; mediator: {choices(MEDIATOR, t)}"
        ),
        stands_by: str = typer.Option(
            "", "--for", metavar=t("NAME"), help=t("the party for whom an agent or guardian stands")
        ),
        mandate: bool = typer.Option(False, "--mandate", help=t("a written mandate was shown")),
        answer: str = typer.Option("", "--answer", metavar="A", help=choices(YES_NO, t)),
        name: str = typer.Option("", "--name", metavar=t("NAME"), help=t("who mediates")),
        body: str = typer.Option("", "--body", metavar="B", help=t("from which committee or department")),
        officer: str = typer.Option(
            "", "--officer", metavar="O", help=t("badge number or name of an officer")
        ),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
    ) -> int:
        fields = {
            "type": type, "place": place, "area": area, "source": source, "amount": amount,
            "people": count, "risk": risk, "occurred_at": occurred,
        } | ({} if flags is None else {"flags": flags})  # fmt: skip
        asked = Asked(
            tuple(words or ()), tuple(party or ()), fields, origin, role, name, body, officer, reason, mandate,
            stands_by, answer,
        )  # fmt: skip
        verbs: dict[str, Callable[[Desk], None]] = {
            "open": lambda desk: _open(call, desk, asked),
            "party": lambda desk: _party(call, desk, asked),
            "drop": lambda desk: _drop(call, desk, asked),
            "willing": lambda desk: _willing(call, desk, asked),
            "mediator": lambda desk: _mediator(call, desk, asked),
            "warnings": lambda desk: _warnings(call, desk, asked),
            "accept": lambda desk: _answer(call, desk, asked, accept=True),
            "reject": lambda desk: _answer(call, desk, asked, accept=False),
            "seal": lambda desk: _seal(call, desk, asked, sealed=True),
            "unseal": lambda desk: _seal(call, desk, asked, sealed=False),
        }
        if verb not in verbs:
            raise DeskError(
                N_("There is no “{verb}” for disputes. Choose one of: {every}. See: deskapp dispute --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        with call.desk() as desk:
            verbs[verb](desk)
        return Exit.DONE


def _need(asked: Asked, verb: str, *names: str) -> Sequence[str]:
    if len(asked.words) != len(names):
        raise DeskError(
            N_("“dispute {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return asked.words


def _given(desk: Desk, said: str, role: str, **more: object) -> PartyGiven:
    """A party as typed: the number of a card, or a name with a phone behind it."""
    text = one_line(clean(said))
    if narrow(text).upper().startswith(f"{PERSON_PREFIX}-"):
        number = read_number(text, PERSON_PREFIX, desk.room.calendar.day(desk.clock()))
        found = people.find(desk.reader, desk.room.id, number)
        if found is None:
            raise no_card(number)
        return PartyGiven(found.id, role, **more)  # type: ignore[arg-type]
    name, _, last = text.rpartition(" ")
    phone = narrow(last)
    if phone.lstrip("+").isdigit() and len(phone) >= 5:
        return PartyGiven(0, role, Told(name.strip(), phone), **more)  # type: ignore[arg-type]
    return PartyGiven(0, role, Told(text), **more)  # type: ignore[arg-type]


def _open(call: Call, desk: Desk, asked: Asked) -> None:
    t, given = call.t, dict(asked.fields)
    given["summary"] = " ".join(asked.words)
    roles = ("party_a", "party_b")
    parties = [
        _given(desk, said, roles[at] if at < len(roles) else "third") for at, said in enumerate(asked.parties)
    ]
    if not asked.origin:
        if not dry(call):
            tell(call, desk, desk.disputes.open(given, parties, desk.actor, t))
        return
    request = request_of(desk, asked.origin)
    given["summary"] = given["summary"] or request.told(t)
    given["place"] = given["place"] or request.place
    given["area"] = given["area"] or area_number(desk, request.area_id)
    if request.person_id and not asked.parties:
        parties = [PartyGiven(request.person_id, "party_a")]
    if not dry(call):
        made = desk.disputes.open_from(
            desk.requests, request.number, given, parties, desk.actor, t, request.version
        )
        tell(call, desk, made)


def _party(call: Call, desk: Desk, asked: Asked) -> None:
    file = dispute_of(desk, *_need(asked, "party", "NUMBER"))
    role = ROLE.find(asked.role, call.t)
    stands_by = _named(file, asked.stands_by) if asked.stands_by else 0
    for said in _some(asked):
        party = _given(desk, said, role, stands_by=stands_by, mandate=asked.mandate)
        if not dry(call):
            file = desk.disputes.add_party(
                file.dispute.number, party, desk.actor, call.t, file.dispute.version
            )
    tell(call, desk, file)


def _drop(call: Call, desk: Desk, asked: Asked) -> None:
    file = dispute_of(desk, *_need(asked, "drop", "NUMBER"))
    for said in _some(asked):
        key = _named(file, said)
        if not dry(call):
            file = desk.disputes.remove_party(
                file.dispute.number, key, asked.reason, desk.actor, call.t, file.dispute.version
            )
    tell(call, desk, file)


def _willing(call: Call, desk: Desk, asked: Asked) -> None:
    file = dispute_of(desk, *_need(asked, "willing", "NUMBER"))
    said = YES_NO.find(asked.answer, call.t)
    answers = dict.fromkeys((_named(file, name) for name in _some(asked)), said)
    if not dry(call):
        tell(call, desk, desk.disputes.note_willing(file, answers, desk.actor, call.t))


def _some(asked: Asked) -> Sequence[str]:
    if not asked.parties:
        raise DeskError(
            N_("Say who it is: --party with a name, or with the number of a card."), code=Exit.USAGE
        )
    return asked.parties


def _named(file: File, said: str) -> int:
    """The key of the party of that name in the file. Raises DeskError."""
    wanted = one_line(clean(said))
    found = [party.id for party in file.parties if party.name == wanted]
    if len(found) != 1:
        raise DeskError(
            N_("“{name}” is nobody in this file, or more than one. Type one of: {known}"),
            code=Exit.NOT_FOUND, name=wanted, known=", ".join(party.name for party in file.parties if party.name),
        )  # fmt: skip
    return found[0]


def _mediator(call: Call, desk: Desk, asked: Asked) -> None:
    file = dispute_of(desk, *_need(asked, "mediator", "NUMBER"))
    given = {"kind": asked.role, "name": asked.name, "body": asked.body}
    if asked.officer:
        given["officer_id"] = str(find_officer(asked.officer, facts_of(desk, call.t)))
    if not dry(call):
        version = file.dispute.version
        tell(call, desk, desk.disputes.add_mediator(file.dispute.number, given, desk.actor, call.t, version))


def _warnings(call: Call, desk: Desk, asked: Asked) -> None:
    file, t = dispute_of(desk, *_need(asked, "warnings", "NUMBER")), call.t
    for at, one in enumerate(file.signals, 1):
        said = f"{at}  {warning_text(one.kind, one.params, t)} → {RISK.label_of(one.risk, t)}"
        call.write(f"{said}  {one.answer} {one.word}".rstrip())
    if not file.signals:
        call.say(N_("No warning stands in {number}."), number=file.dispute.number)


def _answer(call: Call, desk: Desk, asked: Asked, *, accept: bool) -> None:
    number, at = _need(asked, "accept" if accept else "reject", "NUMBER", "WARNING")
    file = dispute_of(desk, number)
    if not at.isdecimal() or len(at) > 9 or not 1 <= int(at) <= len(file.signals):
        raise DeskError(
            N_("There is no warning “{at}” in {number}. Look: deskapp dispute warnings {number}"),
            code=Exit.NOT_FOUND, at=clean(at), number=file.dispute.number,
        )  # fmt: skip
    if not dry(call):
        signal, version = file.signals[int(at) - 1], file.dispute.version
        tell(
            call,
            desk,
            desk.disputes.answer(
                file.dispute.number, signal.id, accept, asked.reason, desk.actor, call.t, version
            ),
        )


def _seal(call: Call, desk: Desk, asked: Asked, *, sealed: bool) -> None:
    file = dispute_of(desk, *_need(asked, "seal" if sealed else "unseal", "NUMBER"))
    if not dry(call):
        tell(call, desk, desk.disputes.seal(file.dispute.number, sealed, asked.reason, desk.actor, call.t))
