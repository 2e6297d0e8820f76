"""Settings with parts: code lists, due table, clocks, working days, phrases, rules, words for guessing."""

from __future__ import annotations

from datetime import date

from deskapp.domain import (
    clock_table,
    codebook_kept,
    documents,
    due_table,
    phrases,
    rewards,
    sentences,
    word_table,
    workday_table,
)
from deskapp.domain.codebook import LISTS
from deskapp.domain.codes import CodeList
from deskapp.domain.due import RULES as DUE_RULES
from deskapp.domain.due import rule_for
from deskapp.domain.roomwords import CLOCKS, CODES, DUE, GUESSING, WORKDAYS
from deskapp.domain.setting_entry import Setting
from deskapp.domain.words import N_, Words

GROUP = N_("Lists")
"""The head under which they stand."""
PHRASES, RULES, REWARDS, SENTENCES = "phrases", "rules", "reward_rules", "sentences"


def _codes(name: str, shipped: CodeList) -> Setting:
    def read(text: str, t: Words) -> str:
        if not text.lstrip().startswith("{"):
            verb, _, rest = text.strip().partition(" ")
            return codebook_kept.kept(codebook_kept.told(shipped.here(t), verb, rest, t))
        return codebook_kept.kept(codebook_kept.overlaid(shipped, text))

    def part(kept: str, verb: str, said: str, t: Words, today: date) -> str:
        return codebook_kept.kept(codebook_kept.told(codebook_kept.overlaid(shipped, kept), verb, said, t))

    def show(text: str, t: Words) -> str:
        codes = codebook_kept.overlaid(shipped, text)
        own, off = sum(entry.own for entry in codes), sum(not entry.on for entry in codes)
        said = t(N_("{count} entries"), count=len(codes.entries))
        said += t(N_(", {count} of this room"), count=own) if own else ""
        return said + (t(N_(", {count} off"), count=off) if off else "")

    def whole(text: str, t: Words) -> str:
        return codebook_kept.shown(codebook_kept.overlaid(shipped, text), t)

    return Setting(
        CODES + name, shipped.label, GROUP, read, show, part=part, whole=whole,
        help=N_("What stands in this list, in its order, and what is on the keys 1 to 9. Entries are added, renamed "
                "for this room, moved and switched off; none is deleted, and records keep what they have."),
    )  # fmt: skip


def _read_due(text: str, t: Words) -> str:
    return due_table.kept(due_table.read_table(text))


def _show_due(text: str, t: Words) -> str:
    count = sum(rule != rule_for(code, DUE_RULES) for code, rule in due_table.read_table(text).items())
    return t(N_("{count} of this room"), count=count) if count else t(N_("as the program brings it"))


def _due_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return due_table.told(kept, part, said, t)


def _read_clocks(text: str, t: Words) -> str:
    return clock_table.kept(clock_table.read_clocks(text))


def _show_clocks(text: str, t: Words) -> str:
    count = len(clock_table.read_clocks(text))
    return t(N_("{count} of this room"), count=count) if count else t(N_("as the program brings it"))


def _clock_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return clock_table.told(kept, part, said, t)


def _read_days(text: str, t: Words) -> str:
    return workday_table.kept(workday_table.read_workdays(text))


def _show_days(text: str, t: Words) -> str:
    count = len(workday_table.read_workdays(text))
    return t(N_("{count} of this room"), count=count) if count else t(N_("the public calendar"))


def _read_phrases(text: str, t: Words) -> str:
    return phrases.kept(phrases.read_phrases(text))


def _show_phrases(text: str, t: Words) -> str:
    return t(N_("{count} phrases"), count=len(phrases.read_phrases(text)))


def _phrase_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return phrases.told(kept, part, said, t)


def _read_sentences(text: str, t: Words) -> str:
    return sentences.kept(sentences.read_sentences(text))


def _show_sentences(text: str, t: Words) -> str:
    return t(N_("{count} sentences"), count=len(sentences.read_sentences(text)))


def _sentence_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return sentences.told(kept, part, said, t)


def _read_rules(text: str, t: Words) -> str:
    return documents.kept(documents.read_documents(text))


def _show_rules(text: str, t: Words) -> str:
    found = documents.read_documents(text)
    return t(N_("{count} in force"), count=sum(not one.retired for one in found))


def _read_rewards(text: str, t: Words) -> str:
    return rewards.kept(rewards.read_rules(text))


def _show_rewards(text: str, t: Words) -> str:
    return t(N_("of this room")) if text else t(N_("as the program brings it"))


def _rewards_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return rewards.told(kept, part, said, t)


def _read_guessing(text: str, t: Words) -> str:
    return word_table.kept(word_table.read_own(text))


def _show_guessing(text: str, t: Words) -> str:
    count = len(word_table.read_own(text))
    return t(N_("{count} of this room"), count=count) if count else t(N_("as the program brings it"))


def _guessing_part(kept: str, part: str, said: str, t: Words, today: date) -> str:
    return word_table.told(kept, part, said, t)


LIST_SETTINGS: tuple[Setting, ...] = (
    *(_codes(name, shipped) for name, shipped in LISTS.items()),
    Setting(
        DUE, N_("Due table"), GROUP, _read_due, _show_due, part=_due_part, whole=due_table.shown,
        help=N_("With which urgency a matter of each category begins and until when it is due. A change counts for "
                "what is logged from then on."),
    ),
    Setting(
        CLOCKS, N_("Clocks of disputes"), GROUP, _read_clocks, _show_clocks, part=_clock_part,
        whole=clock_table.shown,
        help=N_("How many days each clock of a dispute runs, and whether working days are counted. A change counts at "
                "once for every open file; follow-ups that are planned keep their day."),
    ),
    Setting(
        WORKDAYS, N_("Working days"), GROUP, _read_days, _show_days, part=workday_table.told,
        whole=workday_table.shown,
        help=N_("Days of this room that are off, or worked though they fall on a weekend: they come before the public "
                "calendar. A change counts at once for every open file."),
    ),
    Setting(
        PHRASES, N_("Phrases"), GROUP, _read_phrases, _show_phrases, part=_phrase_part, whole=phrases.shown,
        help=N_("Sentences that are written every day. Ctrl+W puts one into a text."),
    ),
    Setting(
        SENTENCES, N_("Sentences of figures"), GROUP, _read_sentences, _show_sentences, part=_sentence_part,
        whole=sentences.shown,
        help=N_("What the station publishes of its figures. A name in braces stands for the number of that figure; "
                "behind a colon, floor rounds it down (余), wan does so in ten thousands (万余), parts gives n/N."),
    ),
    Setting(
        RULES, N_("Rules in force"), GROUP, _read_rules, _show_rules, part=documents.told, whole=documents.shown,
        help=N_("Laws and documents that the desk goes by: title, version, since when, and where the file lies."),
    ),
    Setting(
        REWARDS, N_("Stars and points"), GROUP, _read_rewards, _show_rewards, part=_rewards_part, whole=rewards.shown,
        help=N_("From how many confirmed hours on a volunteer has a star, and how many points an hour or an honour is "
                "worth. It counts only where “Stars and points shown” is on."),
    ),
    Setting(
        GUESSING, N_("Words for guessing"), GROUP, _read_guessing, _show_guessing, part=_guessing_part,
        whole=word_table.shown,
        help=N_("By these words the desk guesses the category of a text; a guess is always shown before it counts."),
    ),
)  # fmt: skip
"""Each is one text in the file, changed part by part."""
