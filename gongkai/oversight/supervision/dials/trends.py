"""红线走势: what a dial stood at before, and on which day it crosses its line if it goes on so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from gongkai.law.supervision.vetoes import Dial, Trend, trend
from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.dials.models import DialReading

LOOK_BACK = timedelta(days=14)
KEPT = timedelta(days=366)


def keep(authority: Authority, dials: Iterable[Dial], on: date) -> None:
    """记下读数: once a day; the same day asked again changes nothing."""
    rows = [DialReading(authority=authority, veto=dial.veto.key, on=on, value=dial.value) for dial in dials]
    DialReading.objects.of(authority).bulk_create(rows, ignore_conflicts=True)
    if on.day == 1:
        DialReading.objects.of(authority).filter(on__lt=on - KEPT).delete()


def trends(authority: Authority, dials: Iterable[Dial], on: date) -> dict[str, Trend]:
    """走势: by the key of the line, of those that were read on earlier nights."""
    rows = DialReading.objects.of(authority).filter(on__gte=on - LOOK_BACK, on__lt=on).order_by("on")
    before: dict[str, tuple[date, Decimal]] = {}
    for veto, day, value in rows.values_list("veto", "on", "value"):
        before.setdefault(veto, (day, value))
    return {dial.veto.key: trend(dial, *before[dial.veto.key], on) for dial in dials if dial.veto.key in before}
