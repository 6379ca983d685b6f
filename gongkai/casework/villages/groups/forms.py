"""村群表单: open and close a group, say something in it, read through what others wish to say."""

from __future__ import annotations

from django import forms

from gongkai.casework.villages.groups.acts import LONGEST_POST
from gongkai.web.forms import Form, long_text
from gongkai.web.traps import PublicForm, new_once_token


class GroupForm(Form):
    """建村群."""

    name = forms.CharField(label="名称", max_length=40)
    purpose = forms.CharField(label="说明", max_length=200, help_text="谈什么事")


class SayForm(PublicForm):
    """发言."""

    text = long_text("发言", "先审核后发布；不写别人的电话、身份证号和住址", rows=4, most=LONGEST_POST)
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ClerkSayForm(Form):
    """村委会发言."""

    text = long_text("发言", "发布后全群可见", rows=4, most=LONGEST_POST)
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)


class ShowForm(Form):
    """发布发言."""

    text = long_text("发布的文字", "隐去姓名、电话、住址和其他个人信息", rows=6, most=LONGEST_POST)
