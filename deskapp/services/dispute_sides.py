"""What stands beside a dispute: who is in it, who mediates, its warnings, papers and seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import MEDIATOR, ROLE
from deskapp.domain.dispute_given import PartyGiven, willing_words
from deskapp.domain.dispute_guards import wrong_helpers, wrong_presider, wrong_sides
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.reasons import refuse
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words
from deskapp.services.dispute_book import DisputeBook
from deskapp.services.keeping import added, key_of, read_reason
from deskapp.services.store import Writing
from deskapp.tables.dispute import (
    DisputeRow,
    MediatorRow,
    PaperRow,
    PartyRow,
    SignalRow,
)


class DisputeSides(DisputeBook):
    """The verbs that change no state."""

    def add_party(
        self, number: str, party: PartyGiven, actor: Actor, t: Words, version: int | None = None
    ) -> File:
        """Add somebody to a dispute that is open. Raises DeskError."""

        def add(writing: Writing, row: DisputeRow) -> dict[str, object]:
            key = self.put_party(writing, row, party)
            file = self.file(writing, row)  # a mandate may be brought later, a minor never becomes a guardian
            refuse(
                wrong_helpers(replace(file, parties=tuple(p for p in file.parties if p.role == "guardian")))
            )
            return added("party", [key])

        return self.beside(number, "add_party", add, actor, t, version)

    def remove_party(
        self, number: str, party_id: int, reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Take somebody out; the row stays, marked. Raises DeskError."""
        said = read_reason(reason)

        def remove(writing: Writing, row: DisputeRow) -> dict[str, object]:
            party = writing.session.get(PartyRow, party_id)
            if party is None or party.dispute_id != row.id or party.gone:
                raise _gone()
            party.gone = 1
            writing.session.add(party)
            self._refuse_sides(writing, row)
            return {"rows": [["party", party_id, {"gone": [0, 1]}]]}

        return self.beside(number, "remove_party", remove, actor, t, version, said)

    def change_party(
        self, number: str, party_id: int, given: Mapping[str, object], reason: str, actor: Actor, t: Words,
        version: int | None = None,
    ) -> File:  # fmt: skip
        """Correct how somebody stands in a dispute: role, stands_by, mandate, own_living. Raises DeskError."""
        said = read_reason(reason)

        def change(writing: Writing, row: DisputeRow) -> dict[str, object]:
            party = writing.session.get(PartyRow, party_id)
            if party is None or party.dispute_id != row.id or party.gone:
                raise _gone()
            if given["role"] not in ROLE:
                raise DeskError(
                    N_("The role of {name} is not chosen: press a digit."), field="role",
                    name=next((p.name for p in self.file(writing, row).parties if p.id == party_id), ""),
                )  # fmt: skip
            new = {name: int(v) if isinstance(v, bool) else v for name, v in given.items()}
            if all(getattr(party, name) == value for name, value in new.items()):
                raise DeskError(N_("The file stands so already: nothing is changed. Leave with Esc."))
            kept = self.child(writing, row, "party", party_id, new)
            self._refuse_sides(writing, row)
            return {"rows": [kept]}

        return self.beside(number, "change_party", change, actor, t, version, said)

    def _refuse_sides(self, writing: Writing, row: DisputeRow) -> None:
        """Raise DeskError where the people of the file may not stand so; two sides once it is accepted."""
        file = self.file(writing, row)
        refuse((wrong_sides if file.dispute.accepted_at is not None else wrong_helpers)(file))

    def remove_mediator(
        self, number: str, mediator_id: int, reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Take a mediator out; the row stays, marked. Raises DeskError."""
        said = read_reason(reason)

        def remove(writing: Writing, row: DisputeRow) -> dict[str, object]:
            one = writing.session.get(MediatorRow, mediator_id)
            if one is None or one.dispute_id != row.id or one.gone:
                raise _gone()
            return {"rows": [self.child(writing, row, "mediator", mediator_id, {"gone": 1})]}

        return self.beside(number, "remove_mediator", remove, actor, t, version, said)

    def set_presider(
        self, number: str, officer_id: int, actor: Actor, t: Words, version: int | None = None
    ) -> File:
        """Name who presides. Raises DeskError for whom the kind of mediation does not allow."""
        now = self.store.clock()

        def name(writing: Writing, row: DisputeRow) -> dict[str, object]:
            refuse(wrong_presider(row.kind, officer_id, self.facts(writing, actor, now, t).officers))
            if row.presider == officer_id:
                raise DeskError(N_("The file stands so already: nothing is changed. Leave with Esc."))
            before, row.presider = row.presider, officer_id
            return {"presider": [before, officer_id]}

        return self.beside(number, "presider", name, actor, t, version)

    def note_willing(
        self, file: File, answers: Mapping[int, str], actor: Actor, t: Words
    ) -> File:  # fmt: skip
        """Keep what each party said of mediation: `yes` or `no` by the key of the party. Raises DeskError.

        `file` is what the one who asked has seen.
        """
        if not answers:
            raise DeskError(
                N_("Nobody's answer is chosen: press 1 for yes or 2 for no. Leave with Esc."),
                code=Exit.USAGE, field="willing",
            )  # fmt: skip

        def answer(writing: Writing, row: DisputeRow) -> dict[str, object]:
            sides = {party.id for party in self.file(writing, row).sides}
            if not set(answers) <= sides:
                raise _gone()
            return {
                "rows": [
                    self.child(writing, row, "party", key, {"willing": one}) for key, one in answers.items()
                ]
            }

        said, version = willing_words(file, answers), file.dispute.version
        return self.beside(file.dispute.number, "willing", answer, actor, t, version, said)

    def add_mediator(
        self, number: str, given: Mapping[str, str], actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Add somebody who mediates: kind, name or officer, body, task, contact. Raises DeskError."""
        kind = MEDIATOR.find(given.get("kind", "") or "officer", t)
        texts = {
            name: one_line(clean(given.get(name, "")))[:200] for name in ("name", "body", "task", "contact")
        }
        officer_id = int(given.get("officer_id") or 0)
        if not officer_id and not texts["name"] and not texts["body"]:
            raise DeskError(
                N_("Nobody is named: type who mediates, or from which body. What you typed is kept."),
                code=Exit.USAGE, field="name",
            )  # fmt: skip

        def add(writing: Writing, row: DisputeRow) -> dict[str, object]:
            one = MediatorRow(
                dispute_id=key_of(row), kind=kind, officer_id=officer_id, name=texts["name"], body=texts["body"],
                task=texts["task"], contact=texts["contact"],
            )  # fmt: skip
            writing.session.add(one)
            writing.session.flush()
            return added("mediator", [one.id or 0])

        return self.beside(number, "add_mediator", add, actor, t, version)

    def answer(
        self, number: str, signal_id: int, accept: bool, word: str, actor: Actor, t: Words, version: int | None = None
    ) -> File:  # fmt: skip
        """Accept or reject an early warning with a word; an accepted one raises the risk. Raises DeskError."""
        said = read_reason(word)

        def answered(writing: Writing, row: DisputeRow) -> dict[str, object]:
            signal = writing.session.get(SignalRow, signal_id)
            if signal is None or signal.dispute_id != row.id or signal.answer or signal.gone:
                raise DeskError(
                    N_("That warning is answered already: look at the file again."), code=Exit.NOT_FOUND
                )
            new = {
                "answer": "accepted" if accept else "rejected", "word": said, "answered_at": writing.at,
                "answered_by": actor.officer_id,
            }  # fmt: skip
            changes = {name: [getattr(signal, name), value] for name, value in new.items()}
            for name, value in new.items():
                setattr(signal, name, value)
            writing.session.add(signal)
            detail: dict[str, object] = {"rows": [["signal", signal_id, changes]]}
            if accept and row.risk != signal.risk:
                detail["risk"] = [row.risk, signal.risk]
                row.risk = signal.risk
            if row.first_action_at is None:
                detail["first_action_at"] = [None, writing.at]
                row.first_action_at = writing.at
            return detail

        return self.beside(
            number, "accept_warning" if accept else "reject_warning", answered, actor, t, version, said
        )

    def paper_made(self, number: str, kind: str, paper_no: str, copies: int, actor: Actor, t: Words) -> File:
        """Keep that a paper was made. Raises DeskError."""

        def made(writing: Writing, row: DisputeRow) -> dict[str, object]:
            paper = PaperRow(dispute_id=key_of(row), kind=kind, number=paper_no, at=writing.at, copies=copies)
            writing.session.add(paper)
            writing.session.flush()
            return added("paper", [paper.id or 0])

        return self.beside(number, "paper", made, actor, t, None, final=True)

    def seal(self, number: str, sealed: bool, reason: str, actor: Actor, t: Words) -> File:
        """Seal the file, or open the seal, with the reason (治安管理处罚法 2025 Art. 136). Raises DeskError."""
        said = read_reason(reason)

        def change(writing: Writing, row: DisputeRow) -> dict[str, object]:
            if bool(row.sealed) == sealed:
                raise DeskError(N_("The file stands so already: nothing is changed. Leave with Esc."))
            row.sealed = int(sealed)
            return {"sealed": [int(not sealed), int(sealed)]}

        return self.beside(number, "seal" if sealed else "unseal", change, actor, t, None, said, final=True)


def _gone() -> DeskError:
    return DeskError(
        N_("That party is not in the file any more: look at it again."), code=Exit.NOT_FOUND
    )  # fmt: skip
