"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.screens.field.pages import GROUP
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(GROUP, {}, {})
