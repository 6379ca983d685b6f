"""用语表单: title and paragraphs of a letter; what may stand in them is said by the law."""

from __future__ import annotations

from django import forms

from gongkai.law.letters import LONGEST_PARAGRAPH, LONGEST_TITLE, MOST_PARAGRAPHS
from gongkai.web.forms import Form, long_text


class WordingForm(Form):
    """文书用语."""

    title = forms.CharField(label="标题", max_length=LONGEST_TITLE)
    body = long_text(
        "正文",
        "每行一段。花括号内的占位由系统按案卷填写；一段里的占位都没有内容时，这一段不印。",
        rows=14,
        most=MOST_PARAGRAPHS * LONGEST_PARAGRAPH,
    )
