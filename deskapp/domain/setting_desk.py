"""Settings of this desk's screen; they lie beside the program, save what the whole room shares."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import one_of, whole
from deskapp.domain.words import N_, Words

LANGUAGE = CodeList("language", N_("Language"), Code("zh", "简体中文"), Code("en", "English"))

THEME = CodeList(
    "theme", N_("Colours"),
    Code("dark", N_("Dark")),
    Code("light", N_("Light")),
    Code("contrast", N_("High contrast")),
)  # fmt: skip

BELL = CodeList("bell", N_("Bell"), Code("on", N_("Rings")), Code("off", N_("Never rings")))

_read_language, _show_language = one_of(LANGUAGE)
_read_theme, _show_theme = one_of(THEME)
_read_bell, _show_bell = one_of(BELL)


def _minutes(text: str, t: Words) -> str:
    return t(N_("off")) if text == "0" else t(N_("after {minutes} min without a key"), minutes=text)


DESK: tuple[Setting, ...] = (
    Setting(
        "language", N_("Language"), N_("This desk"), _read_language, _show_language, default="zh",
        where="config", codes=LANGUAGE, look=True,
        help=N_("The language of screens, words and papers; F8 switches it, too."),
    ),
    Setting(
        "theme", N_("Colours"), N_("This desk"), _read_theme, _show_theme, default="dark", where="config",
        codes=THEME, look=True, help=N_("Dark, light, or high contrast for a bright room."),
    ),
    Setting(
        "bell", N_("Bell"), N_("This desk"), _read_bell, _show_bell, default="on", where="config", codes=BELL,
        help=N_("Whether the terminal rings: once for done, twice for refused."),
    ),
    Setting(
        "cover_minutes", N_("Cover when idle"), N_("Privacy"), whole(N_("Cover when idle"), 0, 240), _minutes,
        default="3",
        help=N_("After how many minutes without a key the screen covers itself, as with F12; 0 is never."),
    ),
)  # fmt: skip
