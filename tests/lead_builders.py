"""Lead appeals, found things and lost reports for tests; the people are plainly invented."""

from __future__ import annotations

import shutil
from pathlib import Path

from deskapp.services.appeals import Appeals
from deskapp.services.custody import Custody
from deskapp.services.field_undo import reversals
from deskapp.services.lost_reports import LostReports
from deskapp.services.requests import reversal
from deskapp.services.store import Store
from deskapp.services.undo import Undoing
from tests.builders import EN, KEY, Hand, TestDesk


def a_copy(first: TestDesk, folder: Path) -> TestDesk:
    """A desk on a copy of the file of another: quicker than a new one."""
    path, clock = folder / "desk.db", Hand()
    shutil.copy(first.path, path)
    return TestDesk(path, clock, Store(path, KEY, clock, durable=False), first.room)


def appeals(desk: TestDesk) -> Appeals:
    return Appeals(desk.store, desk.room, desk.requests)


def custody(desk: TestDesk) -> Custody:
    return Custody(desk.store, desk.room, desk.requests)


def reports(desk: TestDesk) -> LostReports:
    return LostReports(desk.store, desk.room, desk.requests)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(desk.store, desk.room, {"request": reversal(), **reversals()})


def an_appeal(desk: TestDesk, text: str = "昨晚谁见过东门的陌生面包车？", **given: str) -> str:
    return appeals(desk).add({"text": text} | given, desk.actor, EN)


def a_wallet(desk: TestDesk, request: str = "", **given: str) -> str:
    told = {
        "kind": "wallet",
        "name": "钱包",
        "features": "棕色，有照片",
        "found_place": "菜市场",
        "locker": "A3",
    }
    return custody(desk).receive(told | given, desk.actor, EN, request)


def a_loss(desk: TestDesk, request: str = "", **given: str) -> str:
    told = {
        "kind": "wallet",
        "name": "棕色皮钱包",
        "owner": "王秀英",
        "phone": "13800010001",
        "last_place": "菜市场",
    }
    return reports(desk).report(told | given, desk.actor, EN, request)


CLAIM = {"claimant": "王秀英", "proof": "说出内有照片", "id_kind": "passport", "id_number": "E12345678"}
