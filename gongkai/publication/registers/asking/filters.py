"""筛选表单: made from what a kind declares as asked; everything is kept in the address.

    form = AskForm(PURCHASE, request.GET, today=…)
    form.is_valid(), form.question()          the conditions that could be read; the others are told as faults

A text is contained, or with = before it the whole of the field. A span has two fields, from and to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from gongkai.law.grammar.kinds import Field, Kind, Sort
from gongkai.publication.registers.asking.questions import SPANNED, Condition, How, Question, Sought, asked_of
from gongkai.web.forms import DateField, Form

WHOLE = "="
FROM, TO = "-from", "-to"
_ALL = [("", "全部")]
_SPANS = ((FROM, "自", How.LEAST), (TO, "至", How.MOST))
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")


class MonthField(forms.CharField):
    """月份: 2025-08 or 2025年8月; hands over 2025-08."""

    def to_python(self, value: Any) -> str:
        """Read the month as people write it."""
        told = str(super().to_python(value))
        if not told:
            return ""
        found = _MONTH.fullmatch(told)
        if found is None or not 1 <= int(found[2]) <= 12:
            raise ValidationError(f"{self.label}：应写成2025-08这样的年月", code="month")
        return f"{found[1]}-{int(found[2]):02}"


def name_of(field: Field, end: str = "") -> str:
    """参数名: in the address, never one of ours."""
    return f"f-{field.key}{end}"


class AskForm(Form):
    """筛选: what may be asked of a kind."""

    q = forms.CharField(required=False, max_length=60)
    on = DateField(label="看哪一天的情况", required=False, help_text="不填为今天")
    sort = forms.ChoiceField(label="排序", required=False)

    def __init__(self, kind: Kind, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.kind, self.today = kind, today
        titled = kind.field(kind.titled)
        self.fields["q"].label = titled.label
        self.fields["q"].help_text = "可以写几个词，用空格隔开"
        self.fields["sort"].choices = list(_orders(kind))  # type: ignore[attr-defined]  # a ChoiceField has them
        for each in asked_of(kind):
            for name, made in _inputs(each):
                self.fields[name] = made
        self.order_fields(["q", *(name for each in asked_of(kind) for name, _ in _inputs(each)), "on", "sort"])

    def clean_on(self) -> date | None:
        """Nobody knows a day to come."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and day > self.today:
            raise ValidationError("看哪一天的情况：不能晚于今天")
        return day if day != self.today else None

    def clean(self) -> dict[str, Any]:
        """A span ends after it begins."""
        given = self.cleaned_data
        for each in asked_of(self.kind):
            first, last = given.get(name_of(each, FROM)), given.get(name_of(each, TO))
            if each.sort in SPANNED and first not in (None, "") and last not in (None, "") and last < first:
                self.add_error(name_of(each, TO), f"{each.label}至：不能小于“自”")
        return given

    def question(self) -> Question:
        """提问: of what could be read."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        words, tests = self._words(str(given.get("q", ""))), tuple(self._tests(given))
        order = str(given.get("sort", ""))
        by = self.kind.field(order.removeprefix("-")) if order else None
        return Question(self.kind, (*tests, *words[1]), words[0], given.get("on"), by, order.startswith("-"))

    def _words(self, said: str) -> tuple[tuple[str, ...], tuple[Condition, ...]]:
        """Words, or the whole of a title after =."""
        if said.startswith(WHOLE) and said[1:].strip():
            return (), (Condition(self.kind.field(self.kind.titled), How.IS, said[1:].strip()),)
        return tuple(said.split()), ()

    def _tests(self, given: dict[str, Any]) -> Iterator[Condition]:
        for each in asked_of(self.kind):
            if each.sort in SPANNED:
                for end, _, how in _SPANS:
                    if (value := given.get(name_of(each, end))) not in (None, ""):
                        yield Condition(each, how, _sought(value))
            elif said := str(given.get(name_of(each), "")):
                yield _test(each, said)


def _inputs(field: Field) -> Iterator[tuple[str, forms.Field]]:
    """The inputs of one field by their names."""
    if field.sort in SPANNED:
        for end, word, _ in _SPANS:
            label = f"{field.heading}{word}"
            yield name_of(field, end), _spanned(field, label)
    elif field.sort is Sort.CHOICE:
        choices = [*_ALL, *((each, each) for each in field.choices)]
        yield name_of(field), forms.ChoiceField(label=field.label, required=False, choices=choices)
    elif field.sort is Sort.YES_NO:
        choices = [*_ALL, ("1", "是"), ("0", "否")]
        yield name_of(field), forms.ChoiceField(label=field.label, required=False, choices=choices)
    else:
        yield name_of(field), forms.CharField(label=field.label, required=False, max_length=100)


def _spanned(field: Field, label: str) -> forms.Field:
    match field.sort:
        case Sort.DAY:
            return DateField(label=label, required=False)
        case Sort.MONTH:
            return MonthField(label=label, required=False, max_length=10)
        case _:
            return forms.DecimalField(
                label=label, required=False, max_digits=18, widget=forms.TextInput(attrs={"inputmode": "decimal"})
            )


def _sought(value: date | Decimal | str) -> Sought:
    return value.isoformat() if isinstance(value, date) else value


def _test(field: Field, said: str) -> Condition:
    if field.sort is Sort.YES_NO:
        return Condition(field, How.IS, said == "1")
    if field.sort is Sort.CHOICE:
        return Condition(field, How.IS, said)
    whole = said.startswith(WHOLE) and said[1:].strip()
    return Condition(field, How.IS, said[1:].strip()) if whole else Condition(field, How.HAS, said)


def _orders(kind: Kind) -> Iterator[tuple[str, str]]:
    """排序方式: the newest first, or by what may be asked, rising or falling."""
    yield "", "最新的在前"
    for each in kind.asked:
        if each.sort is Sort.LONG:
            continue
        rising, falling = _ENDS.get(each.sort, ("顺序", "倒序"))
        yield each.key, f"{each.label}（{rising}）"
        yield f"-{each.key}", f"{each.label}（{falling}）"


_ENDS = {
    **dict.fromkeys((Sort.DAY, Sort.MONTH), ("从早到晚", "从晚到早")),
    **dict.fromkeys((Sort.COUNT, Sort.NUMBER, Sort.MONEY), ("从小到大", "从大到小")),
}
