"""列表筛选: what a list is narrowed by; kept in its address, so that a narrowed list can be sent on or kept as a bookmark."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Q

from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.disclosure.models import Content
from gongkai.web.forms import Form


class ListFilters(Form):
    """列表筛选: kept in the address."""

    q = forms.CharField(label="标题或者文号", required=False, max_length=60)
    year = forms.IntegerField(label="年份", required=False, min_value=1949, max_value=2100)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *ContentClass.choices()])

    def apply(self, rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
        """Keep the rows that fit; nonsense in the address keeps all."""
        self.is_valid()
        if year := self.cleaned_data.get("year"):
            rows = rows.filter(published_on__gte=date(year, 1, 1), published_on__lte=date(year, 12, 31))
        if kind := self.cleaned_data.get("kind"):
            rows = rows.filter(kind=kind)
        if text := self.cleaned_data.get("q"):
            rows = rows.filter(Q(title__icontains=text) | Q(number__icontains=text))
        return rows


UNFILTERED = ListFilters()
"""未筛选: as it stands on every list nobody has narrowed."""
