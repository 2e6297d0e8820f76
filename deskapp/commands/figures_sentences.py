"""deskapp figures --sentence: the sentences that a station publishes, with the numbers of the period."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.commands.call import Call
from deskapp.domain.errors import Exit
from deskapp.domain.figures import Figure, Period
from deskapp.domain.sentences import fill, named, read_sentences
from deskapp.domain.words import N_
from deskapp.wiring import Desk


def run(call: Call, desk: Desk, period: Period, found: Sequence[Figure], wanted: str) -> int:
    """Write the sentence of a name, or all of them; what is not counted is named on stderr, too. Raises DeskError."""
    t = call.t
    known = read_sentences(desk.values.text("sentences"))
    chosen = (named(known, wanted, t),) if wanted else known
    by_code = {one.code: one for one in found}
    filled = [(one, fill(one.say(t), by_code, t)) for one in chosen]
    if call.flags.json:
        call.write_json(
            [{"name": one.title(t), "text": said.text, "missing": list(said.missing)} for one, said in filled]
        )
        return Exit.DONE
    for at, (one, said) in enumerate(filled):
        if call.flags.plain:
            call.write_plain(one.title(t), " ".join(said.text.splitlines()))
            continue
        if len(filled) > 1:
            call.write(("\n" if at else "") + one.title(t))
        call.write(said.text)
        if said.missing:
            call.say(
                N_("Not counted: {names}. The sentence says so in their places."),
                names=", ".join(said.missing),
            )
    return Exit.DONE
