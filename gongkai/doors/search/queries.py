"""检索查询: the book in force, what was searched for often, and what in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum

from gongkai.doors.search.book import Words
from gongkai.doors.search.models import Searched, WordBook
from gongkai.office.authorities.models import Authority, OwnedQuerySet


@dataclass(frozen=True, slots=True)
class InForce:
    """现行词典: its number, 0 where nobody has ever written one, and what it says."""

    number: int
    words: Words


NO_WORDS = Words()


def book_in_force(*, hold: bool = False) -> InForce:
    """现行词典: the latest version there is; held until the end of the transaction where it is about to be followed."""
    rows = WordBook.objects.everywhere().order_by("-number")
    row = (rows.select_for_update() if hold else rows).first()
    if row is None:
        return InForce(0, NO_WORDS)
    return InForce(row.number, Words(tuple(tuple(group) for group in row.synonyms), tuple(row.words)))


def books() -> OwnedQuerySet[WordBook]:
    """历次词典: the latest first."""
    return WordBook.objects.everywhere().select_related("by", "authority").order_by("-number")


# -- what was searched for -------------------------------------------------------------------------------------------------


def in_vain(authority: Authority, since: date, until: date) -> OwnedQuerySet[Searched]:
    """搜不到的词: of an authority in these days, the most wanted first: term, times in vain, and the last day."""
    rows = Searched.objects.of(authority).filter(day__gte=since, day__lte=until, vain__gt=0)
    grouped = rows.order_by().values("term").annotate(times=Sum("vain"), last=Max("day"))
    return grouped.order_by("-times", "term")  # type: ignore[return-value]  # rows of values


def hot_terms(authorities: list[int], on: date, days: int, often: int, most: int) -> list[str]:
    """热门词: what was found by many searches in the last days, the most wanted first."""
    since = on - timedelta(days=days)
    rows = Searched.objects.everywhere().filter(authority__in=authorities, day__gt=since, day__lte=on)
    grouped = rows.order_by().values("term").annotate(all=Sum("times"), none=Sum("vain"))
    wanted = grouped.filter(all__gte=often, none=0).order_by("-all", "term")
    return [str(row["term"]) for row in wanted[:most]]


def times_in_vain(authority: Authority, term: str) -> int:
    """无结果次数: of one term, as far back as is known."""
    told = Searched.objects.of(authority).filter(term=term).aggregate(Sum("vain"))
    return int(told["vain__sum"] or 0)
