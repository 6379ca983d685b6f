"""检索的差事: propose for the catalogue what people seek time and again in vain; forget what is long past."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Sum

from gongkai.doors.search.models import Searched
from gongkai.law.expansions import Phrase, Wish
from gongkai.law.grammar.calendar import months_after
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.publication.catalogue.models import Expansion
from gongkai.publication.catalogue.proposals import propose_expansions

LOOK_BACK = 12
"""回看月数: how far back terms are counted."""
KEPT = 36
"""留存月数: daily totals older than this are dropped."""


def propose(on: date) -> list[Expansion]:
    """提出扩展: of every authority what was sought in vain often enough in the last year (条例第二十二条)."""
    rows = Searched.objects.everywhere().filter(day__gt=months_after(on, -LOOK_BACK), day__lte=on, vain__gt=0)
    counted: dict[int, list[Phrase]] = {}
    for row in rows.order_by().values("authority", "term").annotate(times=Sum("vain")):
        counted.setdefault(row["authority"], []).append(Phrase(row["term"], row["times"], Wish.SEARCHES))
    standing = Authority.objects.filter(pk__in=counted, dissolved_on=None).order_by("pk")
    return [row for each in standing for row in propose_expansions(each, counted[each.pk], on=on)]


def forget(on: date) -> int:
    """清理: totals nobody looks at any more."""
    deleted, _ = Searched.objects.everywhere().filter(day__lt=months_after(on, -KEPT)).delete()
    return deleted


def propose_what_was_sought(now: datetime) -> None:
    """提出搜不到的词: once a week."""
    propose(now.date())
    forget(now.date())


CHORES = [Chore("提出搜不到的词", timedelta(days=7), propose_what_was_sought)]
