"""选读查询: the pages of the day, chosen anew from what is known until they are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Sum

from gongkai.law.supervision.paging import DAILY, PageFacts, choose
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.visits.models import DailyVisits
from gongkai.oversight.supervision.findings import queries as findings
from gongkai.oversight.supervision.reading.models import PageReading
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content

LOOK_BACK = timedelta(days=30)
"""选读回看: what was published earlier is read where many people read it."""
MOST = 2000


@dataclass(frozen=True)
class ToRead:
    """待读: a page with its address and why it was chosen."""

    content: Content
    address: str
    reasons: tuple[str, ...]


def read_on(authority: Authority, day: date) -> OwnedQuerySet[PageReading]:
    """当日已读."""
    rows = PageReading.objects.of(authority).filter(read_on=day)
    return rows.select_related("content__authority", "by", "finding__dossier").order_by("-pk")


def to_read(authority: Authority, day: date) -> list[ToRead]:
    """待读的网页: as many as are left of the day's ten."""
    left = DAILY - read_on(authority, day).count()
    if left <= 0:
        return []
    read = PageReading.objects.everywhere().filter(
        authority=authority, content=OuterRef("pk"), edition=OuterRef("edition")
    )
    rows = disclosure.public(Content.objects.under(authority), day).filter(~Exists(read), published_on__lte=day)
    visits = _visits(authority, day)
    recent = rows.filter(published_on__gte=day - LOOK_BACK).order_by("-published_on", "-pk")[:MOST]
    often = rows.filter(index_number__in=_often(visits)).order_by("-pk")[:MOST]
    some = {row.pk: row for row in (*_light(recent), *_light(often))}
    repeats, shares = _repeats(authority, day), _shares(authority, day)
    facts = [
        PageFacts(
            row.pk,
            row.authority.code,
            (day - row.published_on).days,
            visits[disclosure.address(row)],
            repeats[row.authority.code],
            shares.get((row.authority_id, row.kind), 0.0),
            "<table" in row.body,
        )
        for row in some.values()
    ]
    chosen = choose(facts, left)
    return [ToRead(some[each.page.key], disclosure.address(some[each.page.key]), each.reasons) for each in chosen]


def _light(rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
    return rows.select_related("authority", "column").defer("text", "extra")


def _visits(authority: Authority, day: date) -> Counter[str]:
    rows = DailyVisits.objects.under(authority).filter(day__gte=day - LOOK_BACK, day__lte=day).order_by()
    return Counter(dict(rows.values_list("path").annotate(n=Sum("views")).order_by("-n")[:MOST]))


def _often(visits: Counter[str]) -> list[str]:
    """The index numbers of the pages read most."""
    most = [path for path, _ in visits.most_common(50)]
    return [path.rstrip("/").rpartition("/")[2].replace("~", "/") for path in most if "/zfxxgk/" in path]


def _repeats(authority: Authority, day: date) -> Counter[str]:
    found: Counter[str] = Counter()
    for (unit, _), many in findings.repeats_by(authority, day).items():
        found[unit] += many
    return found


def _shares(authority: Authority, day: date) -> dict[tuple[int, str], float]:
    """What share of a year's contents of a unit is of each class."""
    since = day - timedelta(days=366)
    rows = Content.objects.under(authority).filter(published_on__gte=since, withdrawn_on=None).order_by()
    counted = {(unit, kind): n for unit, kind, n in rows.values_list("authority", "kind").annotate(n=Count("pk"))}
    totals: Counter[int] = Counter()
    for (unit, _), n in counted.items():
        totals[unit] += n
    return {(unit, kind): n / totals[unit] for (unit, kind), n in counted.items()}
