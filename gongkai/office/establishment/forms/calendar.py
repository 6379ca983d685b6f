"""日历表单: the notice of a year as text, and the days of a place. Both are seen in their effect before they are entered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.grammar.announcements import LONGEST, AnnouncementError, Year, read_year
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.office.authorities.models import Authority, LocalDay
from gongkai.web.forms import DateField, Form


class NoticeForm(Form):
    """放假通知: the text of a year; everything that is wrong with it is said at once."""

    text = forms.CharField(
        label="放假通知",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "toml", "spellcheck": "false", "autocomplete": "off"}),
    )
    year: Year

    def clean_text(self) -> str:
        """Read it as the calendar would."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        try:
            self.year = read_year(text)
        except AnnouncementError as wrong:
            raise ValidationError([ValidationError(problem) for problem in wrong.problems]) from None
        return text


class LocalDaysForm(Form):
    """地方放假: a day or a span of days a place does not work, or works."""

    works = forms.TypedChoiceField(
        label="安排",
        choices=[("off", "放假"), ("work", "上班（调休）")],
        coerce=lambda key: key == "work",
        widget=forms.RadioSelect,
        initial="off",
    )
    name = forms.CharField(label="名称", max_length=40, help_text="节日或者事由，如“自治县成立纪念日”")
    first = DateField(label="日期")
    last = DateField(label="至", required=False, help_text="只有一天的不填")
    source = forms.CharField(label="依据文号", max_length=100, help_text="如“示政办发〔2025〕8号”")

    def __init__(self, data: Any = None, *, at: Authority) -> None:
        super().__init__(data)
        self.at = at

    def clean(self) -> dict[str, Any]:
        """The span runs forward, is no slip of the pen, and holds no day that is entered already."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "结束日期不能早于开始日期")
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("last", f"一次最多登记{LONGEST}天，请核对起止日期")
        elif first:
            self._refuse_twice(first, last or first)
        return cleaned

    def _refuse_twice(self, first: date, last: date) -> None:
        entered = LocalDay.objects.of(self.at).filter(date__gte=first, date__lte=last)
        if taken := "、".join(day.date.isoformat() for day in entered):
            self.add_error("first", f"{taken}已登记，请先撤销原登记")

    def days(self) -> list[Day]:
        """地方日."""
        given = self.cleaned_data
        first, last = given["first"], given["last"] or given["first"]
        span = (first + timedelta(days=count) for count in range((last - first).days + 1))
        return [Day(day, given["works"], given["name"], given["source"]) for day in span]
