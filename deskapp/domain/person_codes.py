"""Code lists of a person's card."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

ID_KIND = CodeList(
    "id_kind", N_("Kind of ID"),
    Code("resident_id", N_("Resident ID card")),
    Code("passport", N_("Passport")),
    Code("residence_permit", N_("Residence permit (Hong Kong, Macau, Taiwan, foreigner)")),
    Code("other_document", N_("Other document")),
    Code("not_shown", N_("None shown")),
    Code("refused", N_("Refused to show")),
)  # fmt: skip

WITHOUT_NUMBER = frozenset({"not_shown", "refused"})
"""Kinds that have no number."""

LANGUAGE = CodeList(
    "language", N_("Language"),
    Code("mandarin", N_("Mandarin")),
    Code("dialect", N_("Chinese dialect")),
    Code("uyghur", N_("Uyghur")),
    Code("kazakh", N_("Kazakh")),
    Code("tibetan", N_("Tibetan")),
    Code("mongolian", N_("Mongolian")),
    Code("korean", N_("Korean")),
    Code("english", N_("English")),
    Code("sign_language", N_("Sign language")),
    Code("cantonese", N_("Cantonese")),
    Code("russian", N_("Russian")),
    Code("other_language", N_("Another language")),
)  # fmt: skip

SEX = CodeList("sex", N_("Sex"), Code("male", N_("Male")), Code("female", N_("Female")))

PERSON_STATUS = CodeList(
    "person_status", N_("State of the card"),
    Code("active", N_("In use")),
    Code("merged", N_("Merged into another card")),
    Code("undone", N_("Undone")),
)  # fmt: skip
