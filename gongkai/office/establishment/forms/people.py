"""人员表单: an account, a posting, its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from gongkai.law.authorities import office_choices
from gongkai.law.grammar.calendar import months_after
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.web.forms import DateField, Form

AHEAD = 12
"""Months; a posting arranged longer ahead is a slip of the pen."""


class EnrolForm(Form):
    """建账号."""

    username = forms.CharField(
        label="用户名",
        min_length=2,
        max_length=60,
        help_text="登录时使用，建立后不能更改；用小写字母、数字、点和短横，如wang.xiaoyang",
        validators=[RegexValidator(r"^[a-z][a-z0-9.\-]*$", "用户名应以小写字母开头，只含小写字母、数字、点和短横")],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(
        label="联系电话",
        max_length=30,
        required=False,
        help_text="列表中隐去中间几位",
        validators=[RegexValidator(r"^[0-9+\-() 转]{3,30}$", "联系电话应为号码，如13900000000、0900-1234567")],
    )
    email = forms.EmailField(label="电子邮箱", max_length=254, required=False)


class DatedForm(Form):
    """有日期的人事办理: from which day it holds, within reason."""

    on = DateField(label="日期")

    def __init__(self, data: Any = None, *, today: date, **initial: Any) -> None:
        super().__init__(data, initial={"on": today, **initial})
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day so far ahead that the year must be wrong."""
        on: date = self.cleaned_data["on"]
        if on > (latest := months_after(self.today, AHEAD)):
            raise ValidationError(f"{self.fields['on'].label}不能晚于{latest.isoformat()}（一年以后），请核对年份")
        return on

    def official(self, name: str) -> Official:
        """人员: an open account by its user name."""
        found = Official.objects.filter(username=str(self.cleaned_data[name]).strip(), is_active=True).first()
        if found is None:
            raise ValidationError(f"没有启用中的账号“{self.cleaned_data[name]}”，请核对用户名")
        return found


class PostForm(DatedForm):
    """任职."""

    username = forms.CharField(
        label="用户名",
        max_length=60,
        help_text="由系统管理员建立的账号",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    office = forms.ChoiceField(label="岗位", choices=lambda: [("", "请选择"), *office_choices()])
    section = forms.CharField(label="科室", max_length=60, required=False)
    full_time = forms.BooleanField(label="专职", required=False, help_text="不勾选的为兼职，计入工作人员数时分列")

    field_order = ("username", "office", "section", "full_time", "on")

    def __init__(self, data: Any = None, *, at: Authority, today: date, **initial: Any) -> None:
        super().__init__(data, today=today, **initial)
        self.at = at
        self.fields["on"].label = "任职日期"

    def clean_username(self) -> Official:
        """Whose account it is."""
        return self.official("username")

    def clean_on(self) -> date:
        """Nobody serves before the authority is set up."""
        on = super().clean_on()
        if on < self.at.established_on:
            raise ValidationError(f"任职日期不能早于机关设立之日（{self.at.established_on.isoformat()}）")
        return on


class EndPostingForm(DatedForm):
    """免职."""

    def __init__(self, data: Any = None, *, posting: Posting, today: date) -> None:
        super().__init__(data, today=today)
        self.posting = posting
        self.fields["on"].label = "免去日期"
        self.fields["on"].help_text = "自该日起不再担任；当日及以后不能再以此岗位办理"

    def clean_on(self) -> date:
        """Not before it began."""
        on = super().clean_on()
        if on < self.posting.since:
            raise ValidationError(f"免去日期不能早于任职日期（{self.posting.since.isoformat()}）")
        return on
