"""栏目责任表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.people.responsibility import Duty
from gongkai.office.authorities.models import Official
from gongkai.web.forms import Form, WordField


class AppointForm(Form):
    """确定责任人表: nobody chosen relieves whoever holds the duty."""

    duty = WordField(Duty, label="责任类别", empty="请选择")
    official = forms.ChoiceField(label="人员", required=False, help_text="本单位在任人员；选“无”为免除现任")

    def __init__(self, data: Any = None, *, people: list[Official], **kwargs: Any) -> None:
        """Offer those who serve."""
        super().__init__(data, **kwargs)
        self.people = {str(each.pk): each for each in people}
        choices = [("", "无"), *((key, each.name) for key, each in self.people.items())]
        cast(forms.ChoiceField, self.fields["official"]).choices = choices

    def person(self) -> Official | None:
        """所选人员."""
        return self.people.get(self.cleaned_data["official"])
