"""证据表单: a search, its being void, a paper; and the form of a draft that takes the searches from the records."""

from __future__ import annotations

from datetime import date
from typing import TypeVar, cast

from django import forms

from gongkai.casework.applications.evidence import queries
from gongkai.casework.applications.evidence.acts import Joined
from gongkai.casework.applications.models import Application
from gongkai.law.evidence import NOT_HELD, PAPER_PROVES, PaperKind, Search, SearchPlace
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outcomes import Element
from gongkai.office.authorities.models import Official
from gongkai.web import uploads
from gongkai.web.forms import DateField, Form, WordField, long_text

_F = TypeVar("_F", bound=forms.Form)


class SearchForm(Form):
    """检索记录."""

    place = WordField(SearchPlace, label="检索处所", empty="请选择")
    where = forms.CharField(label="检索的范围", max_length=200, help_text="如“2024年收文登记簿”“养护股电子文件夹”")
    words = forms.CharField(label="检索用词", max_length=200, help_text="检索所用的名称、文号、关键词")
    found = long_text("检索结果", "写明查到了什么、没有查到什么", most=600)
    hit = forms.BooleanField(label="查得所申请的信息", required=False)
    on = DateField(label="检索日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def search(self, by: Official) -> Search:
        """检索."""
        given = self.cleaned_data
        on = cast(date, given["on"])
        return Search(given["place"], given["where"], given["words"], given["found"], on, by.name, given["hit"])


class VoidSearchForm(Form):
    """作废检索记录."""

    reason = forms.CharField(label="理由", max_length=200)


class PaperForm(Form):
    """证据材料入卷."""

    kind = WordField(PaperKind, label="种类", empty="请选择")
    name = forms.CharField(label="名称", max_length=100, required=False, help_text="不填的，用文件名")
    proves = forms.CharField(label="证明对象", max_length=200, required=False, help_text="不填的，按种类填写")
    third_party = forms.BooleanField(label="含第三方个人信息", required=False, help_text="导出案卷时可以不带")
    file = uploads.UploadField(label="文件", kinds=(uploads.PDF, uploads.JPG, uploads.PNG, uploads.DOCX, uploads.XLSX))

    def joined(self) -> Joined:
        """入卷材料."""
        given = self.cleaned_data
        kind = cast(PaperKind, given["kind"])
        return Joined(kind, given["name"], given["proves"] or PAPER_PROVES[kind], given["third_party"])

    @property
    def upload_kind(self) -> uploads.FileKind:
        """格式: as the content was recognised."""
        kind = cast(uploads.UploadField, self.fields["file"]).kind
        assert kind is not None  # noqa: S101 (a valid form has recognised its file)
        return kind


def with_the_records(form: _F, application: Application) -> _F:
    """带入检索记录: a draft that the information does not exist shows what the records say; it is not typed."""
    leaf = getattr(form, "leaf", None)
    if leaf is None or leaf.key != NOT_HELD:
        return form
    field = form.fields[Element.SEARCH.value]
    field.disabled = True
    try:
        field.initial = queries.search_text(application)
        field.help_text = "取自检索记录；要改的，先登记或者作废检索记录"
    except Unlawful as refusal:
        field.required = False
        field.initial = ""
        field.help_text = str(refusal)
    return form
