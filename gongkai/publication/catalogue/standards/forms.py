"""标准目录的表单: what is uploaded and accepted, what is proposed and worded anew."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.standards import DisclosureForm, Scope
from gongkai.office.authorities.models import Authority
from gongkai.papers.text import tidy
from gongkai.publication.catalogue import queries as columns
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.standards import queries
from gongkai.publication.catalogue.standards.acts import CataloguePlan
from gongkai.publication.catalogue.standards.models import StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan
from gongkai.web.forms import Form, WordField
from gongkai.web.uploads import XLSX, UploadField


class CatalogueForm(Form):
    """标准目录的说明."""

    title = forms.CharField(label="名称", max_length=120)
    scope = WordField(Scope, label="编制层级", initial=Scope.OWN)
    edition = forms.CharField(label="版本", max_length=40, help_text="如“2020年版”；同一名称的各版本可以互相比较")
    source = forms.CharField(label="依据文件", max_length=200, required=False)

    def plan(self) -> CataloguePlan:
        """目录说明."""
        given = self.cleaned_data
        return CataloguePlan(given["title"], given["scope"], given["edition"], given["source"])


class UploadCatalogueForm(CatalogueForm):
    """上传标准目录."""

    file = UploadField(label="目录文件", kinds=[XLSX])


class AcceptCatalogueForm(CatalogueForm):
    """接受标准目录: what was read comes along packed."""

    packed = forms.CharField(widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label="有错的行不导入，其余照导", required=False)


class HatchForm(Form):
    """拟列的依据: which norm, and the words to look for in it."""

    catalogue = forms.ModelChoiceField(StandardCatalogue.objects.none(), label="标准目录", empty_label=None)
    functions = forms.CharField(
        label="本单位职能",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个词，如“社会救助”",
    )
    powers = forms.CharField(
        label="权责清单事项",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个事项名称，可以从权责清单整列粘贴",
    )

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[StandardCatalogue]", self.fields["catalogue"])
        field.queryset = queries.catalogues(authority)

    def lines(self, name: str) -> list[str]:
        """逐行: what was typed, a word a line."""
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


class ProposeForm(Form):
    """拟列入单位目录: the chosen standards and the section that answers for them."""

    chosen = forms.TypedMultipleChoiceField(label="标准", coerce=int, required=False, widget=forms.MultipleHiddenInput)
    section = forms.CharField(label="责任科室", max_length=60, help_text="所选各项的责任科室，列入以后可以逐项修改")

    def __init__(self, *args: Any, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["chosen"])
        field.choices = [(key, str(key)) for key in offered]

    def clean_chosen(self) -> list[int]:
        """At least one."""
        chosen: list[int] = self.cleaned_data["chosen"]
        if not chosen:
            raise ValidationError("请至少勾选一项标准")
        return chosen


class ItemForm(Form):
    """目录项: in the unit's own words."""

    area = forms.CharField(label="领域", max_length=60)
    matter = forms.CharField(label="一级事项", max_length=120)
    name = forms.CharField(label="二级事项", max_length=120)
    content = forms.CharField(
        label="公开内容（要素）",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="各要素之间用顿号分开；可有可无的，后面写（如有）",
    )
    basis = forms.CharField(label="公开依据", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    limit = forms.CharField(
        label="公开时限",
        max_length=300,
        required=False,
        help_text="如：实时公开、每月10日前、信息形成或者变更之日起20个工作日内",
    )
    form = WordField(DisclosureForm, label="公开形式", initial=DisclosureForm.REGULAR)
    section = forms.CharField(label="责任科室", max_length=60)
    column = forms.ModelChoiceField(Column.objects.none(), label="栏目", required=False, empty_label="尚未对应栏目")
    reason = forms.CharField(label="调整理由", max_length=300, required=False)

    def __init__(self, *args: Any, authority: Authority, on: date, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Column]", self.fields["column"])
        field.queryset = columns.columns(authority, on)
        if not needs_reason:
            del self.fields["reason"]

    def plan(self) -> ItemPlan:
        """目录项方案."""
        given = self.cleaned_data
        texts = ("area", "matter", "name", "content", "section", "limit", "basis")
        area, matter, name, content, section, limit, basis = (tidy(given[each]) for each in texts)
        return ItemPlan(area, matter, name, content, section, limit, basis, given["form"], given["column"])


def initial_of(item: UnitItem) -> dict[str, object]:
    """现值: what an item says now."""
    names = ("area", "matter", "name", "content", "basis", "limit", "form", "section")
    return {name: getattr(item, name) for name in names} | {"column": item.column_id}


class EndForm(Form):
    """停用目录项."""

    reason = forms.CharField(label="停用理由", max_length=300)


class FurtherForm(Form):
    """照同类单位列入."""

    section = forms.CharField(label="责任科室", max_length=60)
