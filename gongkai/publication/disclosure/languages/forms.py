"""语言版本的表单."""

from __future__ import annotations

from django import forms

from gongkai.law.languages import Language
from gongkai.publication.disclosure.languages.acts import Told
from gongkai.web.forms import Form, WordField


class WantForm(Form):
    """登记待译."""

    language = WordField(Language, label="语种", empty="请选择")


class DraftForm(Form):
    """译文."""

    title = forms.CharField(label="标题", max_length=300)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 16}))
    translator = forms.CharField(label="译者", max_length=60)
    by_machine = forms.BooleanField(
        label="这是机器翻译的草稿",
        required=False,
        help_text="机器翻译只能作初稿，不能校对和发布；译者改写后去掉这个标记再提交",
    )

    def told(self) -> Told:
        """译文."""
        given = self.cleaned_data
        return Told(given["title"], given["text"], given["translator"], by_machine=bool(given["by_machine"]))


class ReasonForm(Form):
    """撤下理由."""

    reason = forms.CharField(label="理由", max_length=200)
