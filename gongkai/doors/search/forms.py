"""检索的表单: the days of the list, and the book of words."""

from __future__ import annotations

from django import forms

from gongkai.web.forms import Form


class WordsForm(Form):
    """修改检索词典: the whole book as text, a group or a word a line."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    synonyms = forms.CharField(
        label="同义词",
        required=False,
        max_length=60_000,
        help_text="一行一组，词与词之间用顿号或者空格隔开，如“低保、最低生活保障”。搜其中任何一个，其余的一并查找。一个词只能在一组里。",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    words = forms.CharField(
        label="专用词",
        required=False,
        max_length=60_000,
        help_text="一行一个或者多个，如本地地名、项目名、机构简称；检索时作为一个词，不再拆开。每个词至少两个字。",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label="修改说明", max_length=200, help_text="为什么改，如“群众常搜低保，文件写作最低生活保障”。"
    )


class WidenForm(Form):
    """纳入扩展建议: a term that was searched for in vain."""

    term = forms.CharField(label="检索词", max_length=40)
    times = forms.IntegerField(label="次数", min_value=1)
