"""Certificates of the practice desk: one in force and printed twice, one voided, one undone at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.officer import Actor, Room
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.store import Store

CONTACT = "李辉 0937-6660001"
"""How the invented station is reached."""

_AREA = "620102"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_MOST = (
    "SELECT v.number, p.number, p.born, p.sex FROM attendance AS a JOIN volunteer AS v ON v.id = a.volunteer_id "
    "JOIN person AS p ON p.id = v.person_id WHERE a.status = 'confirmed' AND v.is_open = 1 AND p.born IS NOT NULL "
    "GROUP BY v.id ORDER BY sum(a.credited) DESC, v.id LIMIT 3"
)


def document(born: str, place: int, sex: str) -> str:
    """An invented number of an identity card with its check digit; its order number says the sex."""
    order = 2 * place + (sex != "female")
    body = f"{_AREA}{born.replace('-', '')}{order:03d}"
    return body + _CHECKS[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def certify(store: Store, room: Room, config: Path, actor: Actor, chief: Actor, t: Words) -> None:
    """Tell how the station is reached, and issue three certificates for those who served most."""
    from contextlib import closing

    from deskapp import db
    from deskapp.services.certificates import SUBJECT, Certificates, reversal
    from deskapp.services.configuring import Configuring
    from deskapp.services.dispute_clocks import following
    from deskapp.services.people import People
    from deskapp.services.undo import Undoing
    from deskapp.settings import ConfigToml

    Configuring(store, room, ConfigToml(config), following(room)).change(
        "certificate_contact", CONTACT, chief, t
    )
    verbs, today = Certificates(store, room, contact=CONTACT), room.calendar.day(store.clock())
    with closing(db.connect(store.path, readonly=True)) as reader:
        most = [tuple(row) for row in reader.execute(_MOST)]
    first, made = today - timedelta(days=30), []
    for place, (volunteer, card, born, sex) in enumerate(most, 11):
        People(store, room).correct(card, {"id_number": document(born, place, sex)}, "补录证件", actor, t)
        made.append(verbs.issue(volunteer, first, today - timedelta(days=1), actor, t).number)
    Undoing(store, room, {SUBJECT: reversal()}).undo(actor)
    verbs.copied(made[0], actor)
    verbs.copied(made[0], actor)
    verbs.copied(made[1], actor)
    verbs.void(made[1], "服务日期有误", chief)
