"""考核核验: whether schemes, points, settled sheets, bulletins and what people judged are what their entries hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.oversight.assessment.bulletins import queries as bulletins
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.packing import Altered
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import queries as sheets
from gongkai.oversight.assessment.sheets.models import ManualPoint, ScoreSheet

R = TypeVar("R")


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row against the digest or the words of its entry."""
    versions = SchemeVersion.objects.everywhere().exclude(approved_on=None).select_related("authority")
    yield from _altered(versions.order_by("pk").iterator(200), schemes.text)
    rows = ScoreSheet.objects.everywhere().select_related("dossier__authority", "authority", "run__version__authority")
    yield from _altered(rows.order_by("pk").iterator(200), _sheet)
    issued = Bulletin.objects.everywhere().select_related("dossier__authority", "authority")
    yield from _altered(issued.order_by("pk").iterator(200), _bulletin)
    yield from _manual()


def _altered(rows: Iterable[R], read: Callable[[R], object]) -> Iterator[Finding]:
    for row in rows:
        try:
            read(row)
        except Altered as altered:
            yield Finding(str(row), str(altered))


def _sheet(sheet: ScoreSheet) -> None:
    sheets.told(sheet)
    if sheet.dossier.closed_on:
        sheets.settled(sheet)


def _bulletin(bulletin: Bulletin) -> None:
    bulletins.tables(bulletin, bulletins.standing(bulletin))


def _manual() -> Iterator[Finding]:
    rows = ManualPoint.objects.everywhere().select_related("authority", "unit")
    for point in rows.order_by("pk").iterator(200):
        entered = [each for each in (point.entry, point.confirm_entry) if each is not None]
        told = journal.acts_numbered(point.authority, entered)
        note = told[point.entry].data if point.entry in told else {}
        same = (
            note.get("unit") == point.unit.code
            and note.get("rule") == point.rule
            and note.get("scheme") == point.scheme
            and note.get("on") == point.on.isoformat()
            and Decimal(str(note.get("times", "-1"))) == point.times
        )
        if not same:
            yield Finding(str(point), f"与第{point.entry}号条目登记的不符")
        confirmed = told.get(point.confirm_entry or -1)
        if point.upheld != (confirmed is not None and confirmed.act == "confirm_point"):
            yield Finding(str(point), "是否属实与条目不符")
