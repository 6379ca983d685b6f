"""岗点责任表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.people.responsibility import Duty
from gongkai.office.authorities.models import Official
from gongkai.web.forms import Form


class PointForm(Form):
    """确定岗点责任人表."""

    duty = forms.ChoiceField(label="责任类别")
    official = forms.ChoiceField(label="人员", required=False, help_text="本单位在任人员；选“无”为免除现任")

    def __init__(self, data: Any = None, *, duties: tuple[Duty, ...], people: list[Official]) -> None:
        """Offer the duties named here and those who serve."""
        super().__init__(data)
        self.people = {str(each.pk): each for each in people}
        cast(forms.ChoiceField, self.fields["duty"]).choices = [(each.value, each.label) for each in duties]
        choices = [("", "无"), *((key, each.name) for key, each in self.people.items())]
        cast(forms.ChoiceField, self.fields["official"]).choices = choices

    def person(self) -> Official | None:
        """所选人员."""
        return self.people.get(self.cleaned_data["official"])
