"""登记记录入库: records of the registers as the engine takes them: what the public reads of them, and nothing of what is sealed.

Their keys begin with a mark, for contents have the plain numbers. An item that has left its list is still read at its address
and as of a day; a search that asks for today does not find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db.models import Q

from gongkai.doors.search.texts import sealed
from gongkai.engines.search.values import Facet, Text
from gongkai.law.grammar.kinds import Measure, Shown
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.worded import worded

MARK = "r"
"""键的标记."""
RECORD = "record"
LABEL = "登记记录"
"""类别: beside the classes of contents."""
BATCH = 1000
_BOOST = {Measure.STOCK: 0.8, Measure.FLOW: 0.6, Measure.SERIES: 0.3}
"""权重: a county has a thousand decisions for each document; who seeks a policy must not have to turn past them."""
NUMBERED = ("number", "project_code", "code", "credit_code")
"""编号字段: by which people know a record; those of organizations and matters, never of persons."""
_READ = ("kind", "title", "unit", "data", "published_on", "authority__code", "authority__name")


def records() -> OwnedQuerySet[Record]:
    """登记记录: of all authorities, public or not."""
    return Record.objects.everywhere()


def public(rows: OwnedQuerySet[Record], on: date) -> OwnedQuerySet[Record]:
    """找得到的记录: those the public may read and that still stand on their list."""
    shown = rows.filter(standing=Standing.PUBLIC)
    return shown.filter(Q(ends_on=None) | Q(ends_on__gte=on), Q(left_on=None) | Q(left_on__gt=on))


def turned(on: date) -> OwnedQuerySet[Record]:
    """到日失效的记录: still public by their entries, not found any more by the day."""
    return records().filter(Q(ends_on__lt=on) | Q(left_on__lte=on), standing=Standing.PUBLIC)


def texts(keys: Iterable[int], on: date) -> Iterator[Text]:
    """各条文本: of those records among ``keys`` that are found on a day; one question for each thousand."""
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        rows = public(records().filter(pk__in=batch), on).select_related("authority").only(*_READ)
        yield from map(_text, rows.order_by("pk"))


def _text(record: Record) -> Text:
    kind, data = record.declared, record.data
    assert record.published_on is not None  # noqa: S101 (what is public has its day)
    numbers = [each.key for each in kind.shown if each.key in NUMBERED and each.shown is Shown.WHOLE]
    key = f"{MARK}{record.pk}"
    return sealed(
        Text(
            key=key,
            title=record.title,
            body=plain_text(record),
            facets={
                Facet.AUTHORITY: record.authority.code,
                Facet.REGISTER: record.kind,
                Facet.KIND: RECORD,
                Facet.YEAR: f"{record.published_on:%Y}",
            },
            published_on=record.published_on,
            digest="",
            numbers=tuple(str(data[each]) for each in numbers if each in data),
            issuer=record.unit or record.authority.name,
            group=key,
            boost=_BOOST[kind.measure],
        )
    )


def plain_text(record: Record) -> str:
    """正文文字: its register, and each thing the public reads of it beside its name."""
    kind, data = record.declared, record.data
    said = (each for each in kind.shown if each.key in data and each.key != kind.titled)
    return "\n".join((kind.label, *(f"{each.label}：{worded(each, data[each.key])}" for each in said)))
