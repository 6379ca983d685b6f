"""离岗表单: who is away, from when through when, and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.grammar.calendar import months_after
from gongkai.office.authorities.models import Official
from gongkai.web.forms import DateField, Form

AHEAD = 12


class AbsenceForm(Form):
    """登记离岗."""

    official = forms.ChoiceField(label="离岗人员")
    deputy = forms.ChoiceField(label="代办人", help_text="应在本机关有离岗人员的全部职责")
    since = DateField(label="起")
    until = DateField(label="止（含）")

    def __init__(self, data: Any = None, *, away: list[Official], deputies: list[Official], today: date) -> None:
        super().__init__(data, initial={"since": today, "official": str(away[0].pk) if len(away) == 1 else ""})
        self.today = today
        self.people = {str(each.pk): each for each in (*away, *deputies)}
        for name, officials in (("official", away), ("deputy", deputies)):
            self.fields[name].choices = [("", "请选择"), *((str(each.pk), each.name) for each in officials)]  # type: ignore[attr-defined]

    def clean_official(self) -> Official:
        """Who is away."""
        return self.people[self.cleaned_data["official"]]

    def clean_deputy(self) -> Official:
        """Who stands in."""
        return self.people[self.cleaned_data["deputy"]]

    def clean_until(self) -> date:
        """Not over already, and not so far ahead that the year must be wrong."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError("止日已经过去，不需要登记")
        if until > (latest := months_after(self.today, AHEAD)):
            raise ValidationError(f"止日不能晚于{latest.isoformat()}（一年以后），请核对年份")
        return until
