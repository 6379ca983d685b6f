"""内部问答表单."""

from __future__ import annotations

from django import forms

from gongkai.law.training.bank import Topic
from gongkai.web.forms import Form, WordField, long_text

CAUTION = "不写申请人、来信人的姓名和联系方式"


class AskForm(Form):
    """提问表."""

    topic = WordField(Topic, label="主题", empty="请选择")
    title = forms.CharField(label="标题", max_length=120, help_text="一句话写明要问的事")
    text = long_text("问题", CAUTION, rows=6, most=2000)


class AnswerForm(Form):
    """回答表."""

    text = long_text("回答", f"{CAUTION}；有依据的写明条文", rows=5, most=2000)
