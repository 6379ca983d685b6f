"""办理表单: what every form for an act on a file has in common; a valid one hands over the step that the law takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, cast

from django import forms

from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.grammar.words import Word
from gongkai.web.forms import DateField, Form


class StepForm(Form):
    """办理表: the day of the act and the version of the file the page showed; subclasses add the details."""

    act: ClassVar[Word]
    beside: ClassVar[frozenset[str]] = frozenset()
    """Fields that are no details of the step."""

    on = DateField(label="办理日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def details(self) -> dict[str, JSON]:
        """明细: the details of the step as plain values."""
        beside = {"on", "seen"} | self.beside
        return {name: self.plain(value) for name, value in self.cleaned_data.items() if name not in beside}

    def step(self) -> Step:
        """环节: the value the law takes."""
        return Step(self.act.value, cast(date, self.cleaned_data["on"]), self.details())

    @staticmethod
    def plain(value: object) -> JSON:
        """明细的值: as an entry of the journal holds it."""
        if isinstance(value, Word):
            return value.value
        if isinstance(value, datetime):
            return to_the_minute(value)
        if isinstance(value, date):
            return value.isoformat()
        return value if isinstance(value, int | bool) or value is None else str(value).strip()
