"""媒体节目、外部报道查询: what is registered already, and the figures of each year, every one a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.outside_media import Aired, CoverageLevel, Reported
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.outside.models import PressReport, Programme


def same_programme(authority: Authority, told: Aired) -> Programme | None:
    """已登记的同一次播出: not struck."""
    said = {name: getattr(told, name).strip() for name in ("outlet", "series", "title", "edition")}
    rows = Programme.objects.of(authority).filter(struck_on=None, channel=told.channel.value, aired_on=told.aired_on)
    return rows.filter(**said).first()


def same_coverage(authority: Authority, told: Reported) -> PressReport | None:
    """已登记的同一报道: by its address, else by medium, title and day; not struck."""
    rows = PressReport.objects.of(authority).filter(struck_on=None)
    by_address = rows.filter(key=told.key).first() if told.key else None
    return by_address or rows.filter(name_key=told.name_key, reported_on=told.on).first()


def programmes(authority: Authority) -> OwnedQuerySet[Programme]:
    """媒体节目: the latest first, those struck among them."""
    return Programme.objects.of(authority).select_related("content", "release", "stored")


def coverage(authority: Authority) -> OwnedQuerySet[PressReport]:
    """外部报道: the latest first, those struck among them."""
    return PressReport.objects.of(authority).select_related("content")


@dataclass(frozen=True)
class YearOfProgrammes:
    """一年的节目: how many by each medium, how long altogether, and how many of them carried a content."""

    year: int
    by_channel: Mapping[ReleaseChannel, int] = field(default_factory=dict)
    minutes: int = 0
    carrying: int = 0

    @property
    def total(self) -> int:
        """合计."""
        return sum(self.by_channel.values())


def years_of_programmes(authority: Authority) -> list[YearOfProgrammes]:
    """各年节目: counted from the rows that stand, the latest year first."""
    rows = Programme.objects.of(authority).filter(struck_on=None).order_by()
    grouped = rows.annotate(year=ExtractYear("aired_on")).values_list("year", "channel")
    found: dict[int, dict[str, tuple[int, int, int]]] = {}
    for year, channel, *figures in grouped.annotate(
        n=Count("pk"), lasting=Sum("minutes"), carrying=Count("pk", filter=Q(content__isnull=False))
    ):
        found.setdefault(year, {})[channel] = (figures[0], figures[1], figures[2])
    return [
        YearOfProgrammes(
            year,
            {ReleaseChannel(channel): figures[0] for channel, figures in told.items()},
            sum(figures[1] for figures in told.values()),
            sum(figures[2] for figures in told.values()),
        )
        for year, told in sorted(found.items(), reverse=True)
    ]


def years_of_coverage(authority: Authority) -> Iterator[tuple[int, Mapping[CoverageLevel, int]]]:
    """各年报道: by the level of the medium, the latest year first."""
    rows = PressReport.objects.of(authority).filter(struck_on=None).order_by()
    grouped = rows.annotate(year=ExtractYear("reported_on")).values_list("year", "level").annotate(n=Count("pk"))
    found: dict[int, dict[CoverageLevel, int]] = {}
    for year, level, number in grouped:
        found.setdefault(year, {})[CoverageLevel(level)] = number
    yield from sorted(found.items(), reverse=True)
