"""Three looks of the desk: dark, light and contrast; every text stands at 7:1 or more on what lies under it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme


def _theme(
    name: str, *, dark: bool, text: str, quiet: str, rule: str, layers: tuple[str, str, str, str],
    bar: tuple[str, str], accent: str, urgent: str, bad: str, good: str,
) -> Theme:  # fmt: skip
    """`layers` are background, surface, panel and boost; `bar` is text and ground of head row and cursor."""
    background, surface, panel, boost = layers
    said: Mapping[str, str] = {
        "text": text,
        # What says the same in words too, but less loudly: labels, hints, closed records.
        "text-muted": quiet, "text-disabled": quiet, "foreground-muted": quiet,
        "text-warning": urgent, "text-error": bad, "text-success": good, "text-accent": accent,
        "block-cursor-foreground": bar[0], "block-cursor-background": bar[1],
        "block-cursor-blurred-foreground": bar[0], "block-cursor-blurred-background": bar[1],
        "block-hover-background": panel,
        "border": accent, "border-blurred": rule,
        "input-cursor-foreground": background, "input-cursor-background": accent,
        "input-selection-foreground": bar[0], "input-selection-background": bar[1],
    }  # fmt: skip
    return Theme(
        name=f"desk-{name}", dark=dark, primary=bar[1], secondary=rule, accent=accent, warning=urgent,
        error=bad, success=good, foreground=text, background=background, surface=surface, panel=panel,
        boost=boost, variables=dict(said),
    )  # fmt: skip


def all_themes() -> tuple[Theme, ...]:
    """The themes, named as the settings name them."""
    return (
        _theme(
            "dark", dark=True, text="#e6e8ea", quiet="#b0bac4", rule="#6f8fae",
            layers=("#14181c", "#1b2126", "#27303a", "#222a31"), bar=("#ffffff", "#2b567b"),
            accent="#8fc1f0", urgent="#e8c47c", bad="#ffaca1", good="#a5d8a5",
        ),
        _theme(
            "light", dark=False, text="#1b2228", quiet="#38424c", rule="#6a7f93",
            layers=("#f7f8f9", "#eceff2", "#dde3e9", "#e6eaee"), bar=("#ffffff", "#1d4a72"),
            accent="#134a78", urgent="#5e3f00", bad="#8a1410", good="#0f4d1c",
        ),
        _theme(
            "contrast", dark=True, text="#ffffff", quiet="#e4e4e4", rule="#ffffff",
            layers=("#000000", "#000000", "#1c1c1c", "#101010"), bar=("#000000", "#ffe14d"),
            accent="#ffe14d", urgent="#ffe14d", bad="#ffb3ab", good="#8df58d",
        ),
    )  # fmt: skip
