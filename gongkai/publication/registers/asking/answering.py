"""回答: the records that answer a question, by the indexes of ``indexing`` where they are many.

    rows = answer(question, authority, today)              a queryset; ``stood(row)`` says what each told on the day asked for

Only what may be read today is ever shown. As of an earlier day a list holds the items that stood on it then, every other
register what had been made public by then; each record says what it said then, so far as it has been public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db.models import Case, Expression, F, IntegerField, JSONField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import StrIndex, Upper
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, LessThanOrEqual

from gongkai.law.grammar.kinds import NUMERIC, Field, Kind, Measure, Sort
from gongkai.law.registers import rows as law
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.vendor import As, Plucked, SignBySign, Spelt, Unindexed
from gongkai.publication.registers import proving, queries
from gongkai.publication.registers.asking.questions import Condition, How, Question
from gongkai.publication.registers.models import Record, RecordVersion

Rows = OwnedQuerySet[Record]
NOT_SHOWN = "（含个人信息，不再公开）"
_LARGE = str.maketrans(ascii_lowercase, ascii_uppercase)
_CENTS = {"万元": 1_000_000, "元": 100}


@dataclass(frozen=True, slots=True)
class Stood:
    """当日记录: a record with what it told on the day asked for."""

    record: Record
    edition: int
    data: Mapping[str, law.Value]

    @property
    def title(self) -> str:
        """名称."""
        return str(self.data.get(self.record.declared.titled, ""))

    @property
    def dated(self) -> str:
        """日期, as it was said: a day or a month."""
        return str(self.data.get(self.record.declared.dated, ""))


class Way(Enum):
    """取法: left to the database; walked in the order asked for, where the conditions fit much of the register; gathered by the
    conditions and then put in order, where they fit little of it. SQLite cannot know which; whoever has counted does.
    """

    EITHER = "either"
    WALK = "walk"
    GATHER = "gather"


def answer(question: Question, authority: Authority, today: date, way: Way = Way.EITHER) -> Rows:
    """回答: in the order asked for, the same in each way."""
    kind = question.kind
    if question.on is None:
        rows, then = queries.public(queries.records(authority, kind), kind, today), False
    else:
        rows, then = _as_of(authority, kind, question.on, today)
    values = _Values(kind, then=then, way=way)
    for word in question.words:
        rows = rows.filter(_has(values.title, word))
    for each in question.conditions:
        rows = rows.filter(values.fits(each))
    return rows.order_by(*values.order(question))


def stood(row: Record) -> Stood:
    """当日的内容: of a row of an answer."""
    then: dict[str, Any] | None = getattr(row, "then", None)
    if then is None:
        return Stood(row, row.edition, row.data)
    return Stood(row, int(then["edition"]), fit_to_show(row.declared, then["data"]))


def fit_to_show(kind: Kind, data: Mapping[str, law.Value]) -> Mapping[str, law.Value]:
    """可再公开的旧内容: what was said before, without the texts in which a person's number stood."""
    if not proving.personal_in(kind, data):
        return data
    return {key: NOT_SHOWN if proving.personal_in(kind, {key: value}) else value for key, value in data.items()}


# -- as of a day -----------------------------------------------------------------------------------------------------------


def public_versions(authority: Authority) -> OwnedQuerySet[RecordVersion]:
    """公开过的版本: those replaced after the record had been made public; what was corrected before was never out."""
    return RecordVersion.objects.of(authority).filter(entry__gt=F("record__release"))


def _as_of(authority: Authority, kind: Kind, on: date, today: date) -> tuple[Rows, bool]:
    """The records that stood on a day; whether any of them has said something else since."""
    rows = queries.records(authority, kind).filter(standing=Spelt(Standing.PUBLIC.value))
    if kind.taken_down:
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    since = public_versions(authority).filter(until__gt=on)
    then = since.filter(record__kind=kind.key).exists()
    if then:
        first = since.filter(record=OuterRef("pk")).order_by("edition").values("row")[:1]
        rows = rows.annotate(then=Subquery(first, output_field=JSONField()))
    if kind.measure is Measure.STOCK:
        rows = rows.filter(Q(left_on=None) | Q(left_on__gt=on))
        values = _Values(kind, then=then)
        return rows.filter(LessThanOrEqual(values.text(kind.field(kind.dated)), on.isoformat())), then
    return rows.filter(published_on__lte=on), then


# -- fields as the database reads them -------------------------------------------------------------------------------------


def read_as(field: Field) -> As:
    """读作: how the database reads a field."""
    return As.NUMBER if field.sort in NUMERIC else As.TRUTH if field.sort is Sort.YES_NO else As.TEXT


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of fields as expressions: as they are now, or as they were."""

    kind: Kind
    then: bool = False
    way: Way = Way.EITHER

    @property
    def title(self) -> Expression:
        return self.text(self.kind.field(self.kind.titled)) if self.then else SignBySign("title")

    def text(self, field: Field) -> Expression:
        return self._plucked(field, As.TEXT)

    def fits(self, test: Condition) -> Any:
        """The condition of one field."""
        field = test.field
        if test.how is How.HAS:
            return _has(self.text(field), str(test.sought))
        value: Any = self._value(field)
        sought = _sought(test.sought)
        if not self.then and field == self.kind.amount and isinstance(test.sought, Decimal):
            cents = Unindexed("cents") if self.way is Way.WALK else F("cents")
            value, sought = cents, Value(_cents(field, test.sought, up=test.how is How.LEAST))
        elif not self.then and field.key == self.kind.dated:
            value, sought = F("dated_on"), _day(str(test.sought))
        compared = {How.IS: Exact, How.LEAST: GreaterThanOrEqual, How.MOST: LessThanOrEqual}[test.how]
        return compared(value, sought)

    def order(self, question: Question) -> tuple[Any, ...]:
        """Whatever the order, it is whole: the day and the key decide between equals, and run the same way."""
        by, kind = question.by, self.kind
        if by is None or (by.key == kind.dated and not self.then):
            falling = by is None or question.falling
            column = Unindexed("dated_on") if self.way is Way.GATHER else F("dated_on")
            dated = self.text(kind.field(kind.dated)) if self.then else column
            return (dated.desc(), "-pk") if falling else (dated.asc(), "pk")
        value: Any = F("cents") if by == kind.amount and not self.then else self._value(by)
        last = None if by.required else True
        if question.falling:
            return value.desc(nulls_last=last), "-dated_on", "-pk"
        return value.asc(nulls_last=last), "dated_on", "pk"

    def _value(self, field: Field) -> Expression:
        return self._plucked(field, read_as(field))

    def _plucked(self, field: Field, how: As) -> Expression:
        now = Plucked("data", field.key, how=how, indexed=self.way is not Way.WALK)
        if not self.then:
            return now
        return Case(When(then__isnull=False, then=Plucked("then", "data", field.key, how=how)), default=now)


def _has(value: Expression, said: str) -> GreaterThan:
    """Contains, small and large Latin letters alike."""
    return GreaterThan(StrIndex(Upper(value), Value(said.translate(_LARGE))), Value(0, output_field=IntegerField()))


def _sought(sought: str | bool | Decimal) -> Any:
    return int(sought) if isinstance(sought, bool) else sought


def _cents(field: Field, amount: Decimal, *, up: bool) -> int:
    """In 分: a bound between two of them is the nearer inside."""
    exact = amount * _CENTS[field.unit]
    return int(exact.to_integral_value(rounding="ROUND_CEILING" if up else "ROUND_FLOOR"))


def _day(said: str) -> date:
    """The day a month or a day begins with: what ``dated_on`` holds."""
    return date.fromisoformat(said if len(said) == 10 else f"{said}-01")


def counted(rows: OwnedQuerySet[Any], most: int) -> int:
    """条数: exact up to ``most``."""
    return int(rows.order_by()[:most].count())


__all__ = [
    "NOT_SHOWN",
    "Rows",
    "Stood",
    "Way",
    "answer",
    "counted",
    "fit_to_show",
    "public_versions",
    "read_as",
    "stood",
]
