"""流程分工表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.people.division import FLOW_OF, WorkPart
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import Form, WordField


class PartForm(Form):
    """确定分工表."""

    kind = forms.ChoiceField(label="案卷种类", choices=[(kind, procedure(kind).label) for kind in FLOW_OF])
    unit = forms.ChoiceField(label="单位")
    part = WordField(WorkPart, label="分工", empty="请选择")
    basis = forms.CharField(label="依据", max_length=200, required=False)

    def __init__(self, data: Any = None, *, units: list[Authority], **kwargs: Any) -> None:
        """Offer the units within reach."""
        super().__init__(data, **kwargs)
        self.units = {each.code: each for each in units}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(code, each.name) for code, each in self.units.items()]

    def chosen(self) -> Authority:
        """所选单位."""
        return self.units[self.cleaned_data["unit"]]
