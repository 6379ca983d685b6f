"""架: what the catalogue beneath asks of the contents in its columns (``catalogue.shelves``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count as Number
from django.db.models import Max

from gongkai.law.catalogue import ContentTraits
from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.shares import ShareFact
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.shelves import Count, Fate, Listed, Shelf, Shelved
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.models import Content


class Contents:
    """公开内容: in the columns of the catalogue."""

    def counts(self, authority: Authority, on: date) -> Mapping[int, Count]:
        """各栏计数."""
        rows = queries.public_contents(authority).filter(published_on__lte=on).order_by()
        grouped = rows.values_list("column").annotate(Number("pk"), Max("published_on"))
        return {column: Count(number, last) for column, number, last in grouped}

    def classes(self, columns: Sequence[Column]) -> Mapping[ContentClass, int]:
        """各类计数."""
        rows = Content.objects.everywhere().filter(withdrawn_on=None, column__in=columns).order_by()
        return {ContentClass(kind): number for kind, number in rows.values_list("kind").annotate(Number("pk"))}

    def themes(self, column: Column) -> Mapping[str, int]:
        """各主题计数."""
        rows = queries.public_contents(column.authority).filter(column=column).order_by()
        return dict(rows.values_list("theme").annotate(Number("pk")))

    def shelved(self, authority: Authority, since: date | None = None) -> Iterator[Shelved]:
        """逐条要点."""
        rows = queries.public_contents(authority)
        chosen = rows if since is None else rows.filter(published_on__gte=since)
        told = chosen.values_list("index_number", "title", "kind", "column", "normative")
        for number, title, kind, column, normative in told.iterator():
            yield Shelved(number, ContentTraits(title, ContentClass(kind), column, normative))

    def listed(self, column: Column, most: int) -> list[Listed]:
        """栏目列表."""
        rows = queries.public_contents(column.authority).filter(column=column).select_related("authority")[:most]
        return [Listed(row.title, queries.address(row), row.published_on, row.number) for row in rows]

    def fates(self, authority: Authority, numbers: Iterable[str]) -> Mapping[str, Fate]:
        """去向."""
        rows = Content.objects.of(authority).filter(index_number__in=list(numbers)).select_related("column")
        return {row.index_number: Fate(row.title, row.column.name, row.withdrawn_on) for row in rows}

    def where(self, authority: Authority, index_number: str) -> int | None:
        """所在栏目."""
        rows = queries.public_contents(authority).filter(index_number=index_number)
        return rows.values_list("column", flat=True).first()

    def section_facts(self, authority: Authority, year: int) -> Iterator[ShareFact]:
        """科室计数."""
        rows = queries.public_contents(authority).filter(published_on__year=year).order_by()
        grouped = rows.values_list("column__section", "kind", "source").annotate(Number("pk"))
        for section, kind, source, number in grouped:
            yield ShareFact(section, ContentClass(kind), Source(source), number)

    def backfilled(self, authority: Authority, year: int) -> int:
        """补录条数."""
        return queries.public_contents(authority).filter(backfilled=True, published_on__year=year).count()

    def move(
        self, authority: Authority, index_number: str, target: Column, *, on: date, by: Official, reason: str
    ) -> None:
        """移栏."""
        content = queries.public_contents(authority).filter(index_number=index_number).first()
        if content is None:
            raise Unlawful("内容已经撤回或者不存在，不能移栏")
        acts.move(content, target, on=on, by=by, reason=reason)

    def move_all(self, source: Column, target: Column, *, on: date, by: Official, reason: str) -> int:
        """整栏移走."""
        contents = list(Content.objects.of(source.authority).filter(column=source).order_by("pk"))
        for content in contents:
            acts.move(content, target, on=on, by=by, reason=reason)
        return len(contents)


SHELF: Shelf = Contents()
