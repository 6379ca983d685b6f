"""目录办理: open a column, draw an index number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.catalogue import Reset, Segment, SegmentKind, SerialScope
from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.numbers import Number, serials
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.models import Column, IndexNumber


@dataclass(frozen=True)
class ColumnPlan:
    """栏目方案: what is said of a column when it is opened."""

    name: str
    slug: str
    section: str
    accepts: Sequence[ContentClass] = ()
    category: str = ""
    cycle: int | None = None
    place: int = 0


@transaction.atomic
def open_column(
    authority: Authority,
    plan: ColumnPlan,
    *,
    on: date,
    by: Official | None,
    parent: Column | None = None,
    owner: Official | None = None,
    deputy: Official | None = None,
) -> Column:
    """设立栏目: a column with a section that answers for it."""
    column = Column(
        authority=authority,
        parent=parent,
        name=plan.name,
        slug=plan.slug,
        category=plan.category,
        place=plan.place,
        accepts=[each.value for each in plan.accepts],
        section=plan.section,
        owner=owner,
        deputy=deputy,
        cycle=plan.cycle,
        opened_on=on,
    )
    column.save(force_insert=True)
    column.path = f"{parent.path if parent else '/'}{column.pk}/"
    column.save(update_fields=["path"])
    journal.enter(authority, "open_column", on=on, by=by, data={"column": column.pk, "name": plan.name})
    return column


def index_series(code: str, category: str) -> str:
    """索引号系列: the name of the counter that the numbers of a code, and of a category where each has its own, go through."""
    return f"索引号 {code} {category}".strip()


def draw_index_numbers(authority: Authority, column: Column, on: date, many: int = 1) -> list[Number]:
    """取索引号: the next numbers by the rule in force; inside the transaction that publishes under them."""
    rule, code = queries.index_rule(authority, on)
    category = column.category if rule.scope is SerialScope.CATEGORY else ""
    series = index_series(code, category)
    year = on.year if rule.reset is Reset.YEARLY else 0
    drawn = [
        Number(series, year, serial, _written(rule.segments, code, column.category, on, serial))
        for serial in serials(authority, series, year, many)
    ]
    rows = [IndexNumber(authority=authority, text=number.text, given_on=on) for number in drawn]
    IndexNumber.objects.of(authority).bulk_create(rows)
    return drawn


def _written(segments: Sequence[Segment], code: str, category: str, on: date, serial: int) -> str:
    return "".join(segment.before + _part(segment, code, category, on, serial) for segment in segments)


def _part(segment: Segment, code: str, category: str, on: date, serial: int) -> str:
    match segment.kind:
        case SegmentKind.FIXED:
            return segment.text
        case SegmentKind.AUTHORITY:
            return code
        case SegmentKind.CATEGORY:
            return category
        case SegmentKind.YEAR:
            return f"{on:%Y}"
        case SegmentKind.YEAR_MONTH:
            return f"{on:%Y%m}"
        case SegmentKind.DAY:
            return f"{on:%Y%m%d}"
        case SegmentKind.SERIAL:
            return f"{serial:0{segment.width}d}"
