"""The words around the sections of a shift's sheet, as they stand on paper in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Head, signatures and foot in words; once sealed, a reprint says these, whatever the catalogue has become.

    Braces are left where only the paper at hand can say it: the seal, when and by whom it was printed, which copy
    it is, and its pages.
    """

    language: str
    place: str
    """Station and room."""
    title: str
    banner: str
    """Says that these are practice records; empty on a real sheet."""
    facts: tuple[tuple[str, str], ...]
    """Labels and values of the head."""
    fact_rows: tuple[int, ...]
    """How many of them stand in each line."""
    signers: tuple[str, ...]
    """Names that stand printed in the boxes of the signatures."""
    signed_at: str
    cutoff: str
    seal: str
    """With `{digits}`; without braces where nothing is sealed."""
    chain: str
    printed: str
    """With `{at}` and `{by}`."""
    masked: str
    page: str
    """With `{page}` and `{pages}`."""
    preview: str
    original: str
    duplicate: str
    """With `{count}`."""
    reading: str
    """What a text to read says, which is no copy."""
