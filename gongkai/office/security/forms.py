"""安全表单: whom the rule of second factors concerns, what of the log is wanted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.office.journal.access import AccessKind
from gongkai.office.security.audit.queries import Wanted
from gongkai.office.security.factors.duty import FactorDuty
from gongkai.web.forms import DateField, Form, WordField

MONTHS_SHOWN = timedelta(days=366)


class RuleForm(Form):
    """第二因素规定表."""

    who = WordField(
        FactorDuty, label="必须启用第二因素的人员", help_text="对本机关和下级机关都有效，上级规定更严的从严"
    )


class LogForm(Form):
    """查阅日志筛选表."""

    since = DateField(label="自")
    until = DateField(label="至")
    kind = WordField(AccessKind, label="种类", required=False, empty="全部")
    who = forms.CharField(label="用户名或者姓名", max_length=40, required=False)
    refused = forms.BooleanField(label="只看没有成功的", required=False)

    def __init__(self, data: Any, today: date) -> None:
        whole = {"since": (today - timedelta(days=30)).isoformat(), "until": today.isoformat()}
        super().__init__({**whole, **{name: value for name, value in data.items() if value}})

    def clean(self) -> dict[str, Any]:
        """Days the right way round, and no more than a year at once."""
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            raise ValidationError("起日不能晚于止日")
        if since and until and until - since > MONTHS_SHOWN:
            raise ValidationError("一次最多看一年，请分次查看")
        return given

    def wanted(self) -> Wanted:
        """要看的."""
        given = self.cleaned_data
        kind = given["kind"].value if given["kind"] else ""
        return Wanted(given["since"], given["until"], kind, given["who"].strip(), given["refused"])
