"""表单: choosing where a content goes, its versions per channel, and the acts on what is public."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.html import escape

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source, Withdrawal
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import duties
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.outlets import ElementsForm, OutletsForm, moment_of
from gongkai.publication.documents.models import ReleaseReview
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import new_once_token


class OtherForm(OutletsForm):
    """发布其他内容: what is no document, with its row of the release-review register."""

    review = forms.ChoiceField(label="发布审查登记", help_text="已经审查、尚未发布的信息")
    kind = WordField(ContentClass, label="内容类别", empty="请选择")
    title = forms.CharField(label="标题", max_length=300)
    text = long_text("正文", "一行一段", required=False, rows=10, most=200_000)
    issuer = forms.CharField(label="发布机关", max_length=100, required=False, help_text="空着为本机关")
    number = forms.CharField(label="文号", max_length=60, required=False)
    made_on = DateField(label="生成日期", required=False)
    ends_on = DateField(label="公开至", required=False, help_text="公示等有期限的填最后一天，次日自动撤下")
    original_on = DateField(label="原发布日期", required=False, help_text="补录以前的信息才填，补录的有标记，不算按时")
    source = WordField(Source, label="来源", initial=Source.OWN)
    origin = forms.CharField(label="转载自", max_length=200, required=False)
    field_order = ("review", "kind", "title", "text", "column", "on")

    def __init__(self, *args: Any, reviews: Sequence[ReleaseReview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviews = {str(row.pk): row for row in reviews}
        names = [(key, f"{row.title}（{row.reviewed_on:%Y-%m-%d}审查）") for key, row in self.reviews.items()]
        self.fields["review"].choices = [("", "请选择"), *names]  # type: ignore[attr-defined]

    def item(self) -> Item:
        """待发布内容."""
        data = self.cleaned_data
        text = str(data["text"]).replace("\r\n", "\n").strip()
        return Item(
            kind=data["kind"],
            title=data["title"].strip(),
            body=paragraphs(text),
            text=text,
            number=data["number"].strip(),
            issuer=data["issuer"].strip() or self.authority.name,
            source=data["source"],
            origin=data["origin"].strip(),
            made_on=data["made_on"],
            original_on=data["original_on"],
            ends_on=data["ends_on"],
        )

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """内容各项: the fields that are no way's."""
        keys = ("element_", *(f"{way.key}_" for way in self.ways))
        return [self[name] for name in self.fields if not name.startswith(keys)]


class _SeenForm(Form):
    """办理表: the edition the page showed and the name of this filling-in."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput, initial=new_once_token)
    on = DateField(label="办理日期")


class CorrectForm(_SeenForm, ElementsForm):
    """更正内容: its fields, its text, and what it says of each element of its item."""

    title = forms.CharField(label="标题", max_length=300)
    number = forms.CharField(label="文号", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=100, required=False)
    made_on = DateField(label="成文日期", required=False)
    ends_on = DateField(label="公开至", required=False)
    text = long_text("正文", "一行一段；没有改正文的，原来的版式不变", required=False, rows=12, most=200_000)
    note = long_text("更正说明", "公众在页面上看到：原来怎样，改成怎样", rows=2)
    reason = long_text("更正理由", "存于台账，不对外", required=False, rows=2)

    NAMES = ("title", "number", "issuer", "made_on", "ends_on")

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_elements(duties.item_of(content), dict(duties.elements_of(content)))
        self.order_fields([name for name in self.fields if name not in ("note", "reason")])

    @classmethod
    def first(cls, content: Content) -> dict[str, Any]:
        """现有内容."""
        return {name: getattr(content, name) for name in (*cls.NAMES, "text")}

    def changed(self, content: Content) -> dict[str, Any]:
        """改动: the body is drawn anew only where the words have changed."""
        changed = {name: self.cleaned_data[name] for name in self.NAMES}
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()
        if _words(text) != _words(content.text):
            changed |= {"text": text, "body": paragraphs(text)}
        if (duty := self.duty) is not None:
            changed["extra"] = {**content.extra, **duty.extra}
        return changed


class MoveForm(_SeenForm):
    """移栏."""

    column = forms.ChoiceField(label="移到栏目")
    reason = long_text("移栏理由", rows=2)

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {str(each.pk): each for each in columns}
        names = [("", "请选择"), *((key, each.name) for key, each in self.columns.items())]
        self.fields["column"].choices = names  # type: ignore[attr-defined]


class WithdrawForm(_SeenForm):
    """撤回公开."""

    kind = WordField(Withdrawal, label="撤回原因", empty="请选择")
    reason = long_text("撤回理由", "存于台账；公众只看到撤回原因和日期", rows=3)


class ProveForm(Form):
    """登记凭证."""

    on = DateField(label="实际发布日期")
    at = forms.TimeField(
        label="实际发布时间",
        required=False,
        help_text="如09:30，可不填",
        widget=forms.TextInput(attrs={"maxlength": 5, "class": "day"}),
    )
    proof = forms.CharField(label="凭证", max_length=500, help_text="网址，或者期号版面、播出时间、张贴地点、批次号")

    @property
    def moment(self) -> datetime | None:
        """实际发布时刻."""
        return moment_of(self.cleaned_data["on"], self.cleaned_data.get("at"))


class RewordForm(Form):
    """改渠道文本."""

    text = long_text("渠道文本", rows=6, most=5000)


class TakeDownForm(Form):
    """撤下或者取消发布."""

    on = DateField(label="撤下日期")
    reason = long_text("理由", rows=2)


class LimitForm(Form):
    """设渠道字数."""

    channel = WordField(ReleaseChannel, label="渠道", empty="请选择")
    length = forms.IntegerField(label="字数上限（含发布码）", min_value=1, max_value=100_000)
    source = forms.CharField(label="依据", max_length=200, help_text="如平台规则、合同")


def paragraphs(text: str) -> str:
    """成段: a paragraph for each line of plain words."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)
