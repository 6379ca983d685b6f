"""公开统计: what went out in a year by channel, class and section, each figure a list of contents; nothing is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncYear

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import Content, Release


@dataclass(frozen=True, slots=True)
class Figure:
    """数: how many contents, under which name, and the filter that lists them."""

    label: str
    number: int
    key: str
    value: str


@dataclass(frozen=True)
class Told:
    """公开统计: of one year. ``overlap`` is what went out by more than one channel, counted beyond the first."""

    year: int
    total: int
    normative: int
    channels: list[Figure]
    classes: list[Figure]
    sections: list[Figure]
    sources: list[Figure]
    media: list[Figure]
    uncounted: int

    @property
    def releases(self) -> int:
        """各渠道之和."""
        return sum(figure.number for figure in self.channels)

    @property
    def overlap(self) -> int:
        """重复发布数: the sum of the channels less the distinct contents; never negative, for each content has a channel."""
        return self.releases - self.total

    @property
    def reprinted(self) -> str:
        """转载比例: in the hundred, or nothing where nothing went out."""
        copied = next((each.number for each in self.sources if each.value == Source.REPRINT), 0)
        return f"{copied * 100 / self.total:.1f}%" if self.total else "—"


@dataclass(frozen=True)
class Scope:
    """统计范围: the releases and contents of an authority, or also of those beneath it."""

    authority: Authority
    beneath: bool = False

    @property
    def releases(self) -> OwnedQuerySet[Release]:
        """发布记录."""
        return Release.objects.under(self.authority) if self.beneath else Release.objects.of(self.authority)

    @property
    def media(self) -> OwnedQuerySet[Media]:
        """图片、视频、图表."""
        return Media.objects.under(self.authority) if self.beneath else Media.objects.of(self.authority)

    @property
    def contents(self) -> OwnedQuerySet[Content]:
        """公开内容."""
        return Content.objects.under(self.authority) if self.beneath else Content.objects.of(self.authority)


def told(scope: Scope, year: int) -> Told:
    """公开统计: of a year; the database groups, five times."""
    rows = queries.counted(scope.releases, year)
    facts = list(queries.content_facts(scope.releases, year))
    return Told(
        year=year,
        total=sum(fact.count for fact in facts),
        normative=sum(fact.count for fact in facts if fact.normative),
        channels=[Figure(ReleaseChannel(value).label, n, "channel", value) for value, n in _by(rows, "channel")],
        classes=[Figure(ContentClass(value).label, n, "kind", value) for value, n in _by(rows, "content__kind")],
        sections=[Figure(value, n, "section", value) for value, n in _by(rows, "content__column__section")],
        sources=[Figure(Source(value).label, n, "source", value) for value, n in _by(rows, "content__source")],
        media=[Figure(kind.label, n, "carries", kind.value) for kind, n in media.carrying(scope.releases, year)],
        uncounted=queries.uncounted(scope.releases, year).count(),
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """电子化和融合: of the contents that went out in a year, how many can be read here in full, and how many went further."""

    total: int
    electronic: int
    integrated: int

    @property
    def electronic_share(self) -> str:
        """电子化率: with text, body or a file on this platform; what a ledger merely names is not."""
        return _share(self.electronic, self.total)

    @property
    def integrated_share(self) -> str:
        """融合度: released by our site and by another channel as well, each with its proof."""
        return _share(self.integrated, self.total)


def reach(scope: Scope, year: int) -> Reach:
    """电子化和融合: counted from the contents and their proven releases of a year."""
    rows = queries.counted(scope.releases, year).order_by()
    keys = rows.values("content")
    filed = Q(document__files__original=False) | Q(past_files__isnull=False)
    readable = scope.contents.filter(pk__in=keys).filter(~Q(text="") | ~Q(body="") | filed)
    ours = rows.filter(channel=ReleaseChannel.WEBSITE).values("content")
    further = rows.filter(content__in=ours).exclude(channel=ReleaseChannel.WEBSITE)
    return Reach(
        rows.values("content").distinct().count(),
        readable.order_by().values("pk").distinct().count(),
        further.values("content").distinct().count(),
    )


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"


def years(scope: Scope) -> list[int]:
    """有发布的年度: the latest first."""
    found = scope.releases.order_by().annotate(y=TruncYear("released_on")).values_list("y", flat=True).distinct()
    return sorted({day.year for day in found if isinstance(day, date)}, reverse=True)


def _by(rows: OwnedQuerySet[Release], column: str) -> Iterator[tuple[str, int]]:
    grouped = rows.order_by().values_list(column).annotate(n=Count("content", distinct=True))
    yield from sorted(grouped, key=lambda row: (-row[1], row[0]))
