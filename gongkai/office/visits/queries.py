"""访问量查询: the one place figures come from, whoever shows them; names of pages are asked of the rooms they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.apps import apps
from django.db.models import Max, Min, Sum
from django.utils.module_loading import module_has_submodule

from gongkai.law.visits import page_of
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.vendor import Year
from gongkai.office.visits.models import DailyVisits, PastVisits, VisitsShown


@dataclass(frozen=True, slots=True)
class Figure:
    """访问量: page views and visits."""

    views: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """网页的名称: its title, the column it stands in, and whether the public may read it today."""

    title: str
    column: str = ""


def of_site(authority: Authority, year: int | None = None) -> Figure:
    """网站访问量: of an authority's pages and those of all beneath it, in a year or since counting began."""
    return _sum(_in(DailyVisits.objects.under(authority), year))


def of_pages(paths: Iterable[str], year: int | None = None) -> dict[str, Figure]:
    """网页访问量: of each of these pages, in a year or since counting began; what nobody read is 0."""
    pages = {path: page_of(path) for path in paths}
    rows = _in(DailyVisits.objects.everywhere().filter(path__in=set(pages.values())), year)
    grouped = rows.order_by().values_list("path").annotate(Sum("views"), Sum("visits"))
    found = {path: Figure(views, visits) for path, views, visits in grouped}
    return {path: found.get(page, Figure()) for path, page in pages.items()}


def of_page(path: str, year: int | None = None) -> Figure:
    """一个网页的访问量."""
    return of_pages([path], year)[path]


def by_month(authority: Authority, year: int) -> list[Figure]:
    """各月访问量: twelve of them."""
    rows = _in(DailyVisits.objects.under(authority), year).order_by().values_list("day")
    months: dict[int, list[int]] = {month: [0, 0] for month in range(1, 13)}
    for day, views, visits in rows.annotate(Sum("views"), Sum("visits")):
        months[day.month][0] += views
        months[day.month][1] += visits
    return [Figure(*months[month]) for month in range(1, 13)]


def by_year(authority: Authority) -> list[tuple[int, Figure]]:
    """各年访问量: since counting began, the latest first."""
    rows = DailyVisits.objects.under(authority).order_by().annotate(year=Year("day")).values_list("year")
    counted = rows.annotate(Sum("views"), Sum("visits"))
    return sorted(((year, Figure(views, visits)) for year, views, visits in counted), reverse=True)


def most_read(authority: Authority, year: int, most: int) -> list[tuple[str, Figure]]:
    """读得最多的网页: their addresses, of a year."""
    rows = _in(DailyVisits.objects.under(authority), year).order_by().values_list("path")
    counted = rows.annotate(seen=Sum("views"), came=Sum("visits")).order_by("-seen", "path")[:most]
    return [(path, Figure(views, visits)) for path, views, visits in counted]


def by_column(authority: Authority, year: int) -> list[tuple[str, Figure]]:
    """各栏目访问量: of an authority's own pages: of a column's page and of everything that stands in it now."""
    rows = _in(DailyVisits.objects.of(authority), year).order_by().values_list("path")
    counted = {path: (views, visits) for path, views, visits in rows.annotate(Sum("views"), Sum("visits"))}
    columns: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path, name in named(list(counted)).items():
        if name.column:
            columns[name.column][0] += counted[path][0]
            columns[name.column][1] += counted[path][1]
    found = [(column, Figure(*both)) for column, both in columns.items()]
    return sorted(found, key=lambda each: (-each[1].views, each[0]))


def named(paths: Sequence[str]) -> dict[str, Named]:
    """网页的名称: as the rooms know them (their module ``visited``); what none knows is left out."""
    found: dict[str, Named] = {}
    for ask in _rooms():
        for at in range(0, len(paths), 500):
            found |= {path: Named(*told) for path, told in ask(paths[at : at + 500]).items()}
    return found


def _rooms() -> list[Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]]:
    return [
        import_module(f"{room.name}.visited").named
        for room in apps.get_app_configs()
        if room.module is not None and module_has_submodule(room.module, "visited")
    ]


def counted_between(authority: Authority) -> tuple[date, date] | None:
    """统计起止: the first and the last day there is a figure of."""
    found = DailyVisits.objects.under(authority).aggregate(first=Min("day"), last=Max("day"))
    return (found["first"], found["last"]) if found["first"] else None


def past(authority: Authority) -> OwnedQuerySet[PastVisits]:
    """往年访问量: as earlier counters claimed it, what was voided left out."""
    return PastVisits.objects.of(authority).filter(voided_on=None).order_by("until", "pk")


def is_shown(authority: Authority) -> bool:
    """是否公布."""
    return VisitsShown.objects.of(authority).filter(shown=True).exists()


def _in(rows: OwnedQuerySet[DailyVisits], year: int | None) -> OwnedQuerySet[DailyVisits]:
    return rows if year is None else rows.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31))


def _sum(rows: OwnedQuerySet[DailyVisits]) -> Figure:
    found = rows.aggregate(views=Sum("views"), visits=Sum("visits"))
    return Figure(found["views"] or 0, found["visits"] or 0)
