"""Sentences that a station publishes: templates with the names of figures, which the room can edit.

In a template {patrol_sessions} stands for a figure; behind a colon stands how it is printed: `floor` (余) rounds down
to its leading digits, `wan` (万余) does so in ten thousands, `parts` (n/N) gives the two numbers of a rate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deskapp.domain import phrases
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.figures import Figure
from deskapp.domain.phrases import StockPhrase
from deskapp.domain.position import read_place
from deskapp.domain.sheet import say
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Words

STYLES: Mapping[str, str] = {
    "": "", "floor": "floor", "余": "floor", "wan": "wan", "万余": "wan", "parts": "parts", "n/N": "parts",
}  # fmt: skip
"""How a number may be printed, by what is typed behind the colon."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_WAN = 10_000

SHIPPED: tuple[StockPhrase, ...] = tuple(
    StockPhrase(text, name, shipped=True)
    for name, text in (
        (
            N_("Work of the volunteers"),
            N_("Took part in {patrol_sessions} patrols, found and reported {hazards_found} hazards, settled "
               "{disputes_settled:floor} quarrels, a rate of settlement of {settle_rate}; held {training_sessions} "
               "trainings."),
        ),
        (
            N_("Prevention"),
            N_("Had {hazards_rectified} hazards put right, held {publicity_sessions} events of publicity, handed out "
               "and forwarded {copies_and_forwards:wan} pieces, patrolled jointly {joint_patrol_person_times:floor} "
               "person-times, collected {info_items} items of information, helped with {incidents_assisted} "
               "incidents and with solving {cases_assisted} cases."),
        ),
        (
            N_("Service"),
            N_("Talked people out of uncivil conduct {persuasions:floor} times, brought certificates to the door "
               "{certificates_delivered:floor} times, rescued {vehicles_rescued:floor} vehicles, stood guard at "
               "schools {school_guard_sessions:floor} times."),
        ),
        (
            N_("Disputes and hazards"),
            N_("Settled and put right {disputes_and_risks:floor} disputes and hazards, with success in "
               "{success_rate}; reached {audience:floor} person-times by publicity against fraud; "
               "{bud_stage_settled:floor} disputes were settled in the bud."),
        ),
        (
            N_("Year of mediation"),
            N_("Registered {disputes_registered:floor} disputes in the period, {settle_rate} of them settled "
               "({settle_rate:parts}); handed out {copies:floor} leaflets and solved {urgent_problems_solved:floor} "
               "urgent problems."),
        ),
    )
)  # fmt: skip
"""After the five published articles."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template with its numbers put in."""

    text: str
    missing: tuple[str, ...] = ()
    """Names of figures that are not counted; the text says so in their places."""


def fill(template: str, found: Mapping[str, Figure], t: Words, *, parts: bool = False) -> Sentence:
    """Put the numbers of the figures, by their codes, into a template; what is not counted is named, never guessed.

    With `parts` every rate stands with its two numbers.
    """
    missing: list[str] = []

    def put(slot: re.Match[str]) -> str:
        code, style = _split(slot[1])
        figure = found.get(code)
        if figure is None or figure.value is None:
            missing.append(code)
            name = one_line(say(figure.label(), t)) if figure is not None else code
            return t(N_("[not counted: {name}]"), name=clean(name))
        said = printed(figure, style, t)
        return f"{said} ({figure.parts()})" if parts and said.endswith("%") else said

    text = _SLOT.sub(put, template)
    return Sentence(text, tuple(dict.fromkeys(missing)))


def _split(slot: str) -> tuple[str, str]:
    code, _, style = slot.partition(":")
    return code.strip(), STYLES.get(style.strip(), "")


def printed(figure: Figure, style: str, t: Words) -> str:
    """The number of a figure as a sentence has it."""
    value = figure.value
    assert value is not None
    if style == "parts" and figure.of is not None:
        return f"{figure.n}/{figure.of}"
    if figure.metric.measure == "rate":
        return f"{_plain(value)}%"
    if style in ("floor", "wan"):
        return floor(int(value), t, wan=style == "wan")
    return _plain(value)


def _plain(value: float) -> str:
    return str(value).removesuffix(".0")


def floor(value: int, t: Words, *, wan: bool = False) -> str:
    """A number rounded down to its leading digits, said to be a floor only where something was left out.

    From ten on the first digit stays, from a hundred on the first two; below ten it stands as it is. With `wan` it is
    counted in ten thousands where there are any.
    """
    if wan and value >= _WAN:
        tenths = value // (_WAN // 10)
        tenths -= tenths % 10 ** max(0, len(str(tenths)) - 2)
        said = f"{tenths / 10:.1f}".removesuffix(".0")
        return _in_wan(said, tenths * (_WAN // 10) == value, t)
    step = 10 ** max(0, len(str(value)) - (1 if value < 100 else 2))
    down = value - value % step
    return str(value) if down == value else t(N_("over {number}"), number=down)


def _in_wan(said: str, whole: bool, t: Words) -> str:
    return t(N_("{number} × 10,000"), number=said) if whole else t(N_("over {number} × 10,000"), number=said)


def named(templates: tuple[StockPhrase, ...], said: str, t: Words) -> StockPhrase:
    """The template of a short name, in the language of `t` or in English, or of a number. Raises DeskError."""
    wanted = one_line(said).casefold()
    for at, one in enumerate(templates, 1):
        if wanted in (str(at), one.title(t).casefold(), one.name.casefold()):
            return one
    raise DeskError(
        N_("There is no sentence “{name}”. Choose one of: {every}."),
        code=Exit.NOT_FOUND, name=clean(said)[:60],
        every=", ".join(f"{at} {one.title(t)}".rstrip() for at, one in enumerate(templates, 1)),
    )  # fmt: skip


# -- the templates of a room, kept as one text


def read_sentences(text: str) -> tuple[StockPhrase, ...]:
    """The templates that `text` keeps; those of the program where it is empty. Raises DeskError."""
    return phrases.read_phrases(text, SHIPPED) if text else SHIPPED


def kept(templates: tuple[StockPhrase, ...]) -> str:
    """The templates as text; empty where they are the program's."""
    return phrases.kept(templates, SHIPPED)


def checked(text: str, name: str = "") -> StockPhrase:
    """A template as typed. Raises DeskError for a brace without its other one, or a style that there is not."""
    found = phrases.checked(text, name)
    rest = _SLOT.sub("", found.text)
    if "{" in rest or "}" in rest:
        raise DeskError(
            N_("A brace stands alone: write the name of a figure between two, like {example}. What you typed is kept."),
            code=Exit.USAGE, field="text", example="{settle_rate}",
        )  # fmt: skip
    for slot in _SLOT.findall(found.text):
        style = slot.partition(":")[2].strip()
        if style not in STYLES:
            raise DeskError(
                N_("“{style}” is no way to print a number: put floor, wan or parts behind the colon, or nothing. What "
                   "you typed is kept."),
                code=Exit.USAGE, field="text", style=clean(style)[:20],
            )  # fmt: skip
    return found


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `add`, `move`, `out`, or with the number of a template; `name|sentence` names it.

    Raises DeskError.
    """
    found = read_sentences(text)
    if part == "add":
        return kept(phrases.add(found, _typed(said)))
    if part == "out":
        return kept(phrases.take_out(found, read_place(said, len(found)) - 1))
    if part == "move":
        first, _, rest = one_line(said).partition(" ")
        return kept(phrases.move(found, read_place(first, len(found)) - 1, read_place(rest, len(found)) - 1))
    return kept(phrases.change(found, read_place(part, len(found)) - 1, _typed(said)))


def _typed(said: str) -> StockPhrase:
    name, bar, text = said.partition("|")
    return checked(text, name) if bar else checked(said)


def shown(text: str, t: Words) -> str:
    """The templates in lines, each with its number."""
    return phrases.listed(read_sentences(text), t)
