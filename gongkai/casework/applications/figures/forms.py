"""统计条件: which period and whose files; nonsense in the address shows the present year of one's own authority."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.law.application_figures import Period, PeriodKind
from gongkai.office.authorities.guards import DeskRequest, reads_beneath
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, Form

FIRST, LAST = 2008, 2100


class PeriodForm(Form):
    """期间和范围."""

    period = forms.ChoiceField(label="期间", choices=PeriodKind.choices(), required=False)
    year = forms.IntegerField(label="年", min_value=FIRST, max_value=LAST, required=False)
    quarter = forms.IntegerField(label="季", min_value=1, max_value=4, required=False)
    month = forms.IntegerField(label="月", min_value=1, max_value=12, required=False)
    first = DateField(label="自", required=False)
    last = DateField(label="至", required=False)
    beneath = forms.BooleanField(label="含下级机关", required=False)
    authority = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, request: DeskRequest, today: date) -> None:
        filled = data.copy()
        filled.setdefault("period", PeriodKind.YEAR.value)
        filled.setdefault("year", str(today.year))
        super().__init__(filled)
        self.request, self.today = request, today
        if not reads_beneath(request):
            del self.fields["beneath"]

    def clean(self) -> dict[str, Any]:
        """A free span needs both days, the right way round."""
        cleaned = super().clean() or {}
        if cleaned.get("period") == PeriodKind.SPAN:
            first, last = cleaned.get("first"), cleaned.get("last")
            for name, day in (("first", first), ("last", last)):
                if day is None and name not in self.errors:
                    self.add_error(name, "自定起止的，应当填写起日和止日")
            if first and last and last < first:
                self.add_error("last", "止日不能早于起日")
        return cleaned

    def asked(self) -> Period:
        """期间: as asked for, or the present year."""
        if not self.is_valid():
            return Period.year(self.today.year)
        given = self.cleaned_data
        year = given["year"] or self.today.year
        match given["period"]:
            case PeriodKind.QUARTER:
                return Period.quarter(year, given["quarter"] or (self.today.month + 2) // 3)
            case PeriodKind.MONTH:
                return Period.month(year, given["month"] or self.today.month)
            case PeriodKind.SPAN:
                return Period(given["first"], given["last"])
            case _:
                return Period.year(year)

    def whose(self) -> Authority:
        """机关: one's own, or one beneath it that is asked for and may be read."""
        asked = self.cleaned_data.get("authority") if self.is_valid() else None
        if asked and reads_beneath(self.request):
            return Authority.objects.under(self.request.authority).filter(pk=asked).first() or self.request.authority
        return self.request.authority

    @property
    def with_beneath(self) -> bool:
        """含下级: only for who may read so far."""
        return bool(self.is_valid() and self.cleaned_data.get("beneath"))
