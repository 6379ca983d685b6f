"""栏目表单: opened, cared for, renamed, moved, merged, closed and hatched."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import NOTHING
from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import Demand, Matter, matters_of
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.acts import Care, ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.web.forms import Form

INDENT = "　"


class ColumnChoice(forms.ChoiceField):
    """选栏目: among the open columns of an authority, as the tree stands; hands over the column."""

    def __init__(self, *, empty: str = "请选择", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty = empty
        self.columns: dict[str, Column] = {}

    def offer(self, authority: Authority, on: date, *, but: Column | None = None, gathering: bool = True) -> None:
        """列出栏目: those open on a day, without one of them; those that only gather where they may be chosen."""
        listed = [
            (depth, column)
            for depth, column in queries.in_order(queries.columns(authority, on))
            if column != but and (gathering or NOTHING not in column.accepts)
        ]
        self.columns = {str(column.pk): column for _, column in listed}
        self.choices = [("", self.empty), *((str(row.pk), INDENT * depth + row.name) for depth, row in listed)]

    def clean(self, value: Any) -> Any:
        """The column itself, or None."""
        return self.columns.get(str(super().clean(value)))


class OfficialChoice(forms.ChoiceField):
    """选人员: among those in office at an authority; hands over the official."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.people: dict[str, Official] = {}

    def offer(self, authority: Authority, on: date, keep: Official | None) -> None:
        """列出人员: in office on a day, and who is named now."""
        postings = Posting.objects.of(authority).filter(since__lte=on).exclude(until__lte=on).select_related("official")
        people = [posting.official for posting in postings] + ([keep] if keep else [])
        self.people = {str(person.pk): person for person in people}
        self.choices = [("", "未定"), *((key, person.name) for key, person in self.people.items())]

    def clean(self, value: Any) -> Any:
        """The official, or None."""
        return self.people.get(str(super().clean(value)))


class OfColumn(Form):
    """栏目表单: which version of the column the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, authority: Authority, on: date, column: Column | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority, self.on, self.column = authority, on, column
        self.fit()

    def fit(self) -> None:
        """配置: fit the choices to the authority; subclasses."""


class CareForm(OfColumn):
    """调整保障."""

    section = forms.CharField(label="责任科室", max_length=60, help_text="没有责任科室的栏目不得存在")
    owner = OfficialChoice(label="责任人")
    deputy = OfficialChoice(label="替补责任人")
    matter = forms.TypedChoiceField(label="法定事项", required=False, coerce=Matter, empty_value=None)
    gathers = forms.BooleanField(label="只归拢下级栏目，不直接收内容", required=False)
    accepts = forms.MultipleChoiceField(
        label="接受的内容",
        required=False,
        choices=ContentClass.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text="都不勾选的，各类内容都收；法定主动公开内容之下不收动态",
    )
    cycle = forms.IntegerField(
        label="更新周期（日）", required=False, min_value=1, max_value=3660, help_text="不填的，随时更新、不提示超期"
    )
    category = forms.CharField(
        label="信息类别代码", required=False, max_length=10, help_text="索引号规则含类别时使用；不填的随上级栏目"
    )
    empty_reason = forms.CharField(
        label="暂无内容的说明", required=False, max_length=200, help_text="栏目空着时公众看到，如“本年度无此类信息”"
    )
    place = forms.IntegerField(label="次序", required=False, min_value=0, max_value=9999, initial=0)

    def fit(self) -> None:
        """Offer the matters of this kind of authority first, and its people."""
        own = matters_of(AuthorityKind(self.authority.kind))
        rows = [*own, *(matter for matter in Matter if matter not in own)]
        matter = cast(forms.TypedChoiceField, self.fields["matter"])
        matter.choices = [("", "不是法定事项"), *((row.value, f"{row.label}（{row.article.place}）") for row in rows)]
        for name in ("owner", "deputy"):
            keep = getattr(self.column, name) if self.column else None
            cast(OfficialChoice, self.fields[name]).offer(self.authority, self.on, keep)

    def care(self) -> Care:
        """保障: the value the act takes."""
        given = self.cleaned_data
        return Care(
            section=given["section"],
            owner=given["owner"],
            deputy=given["deputy"],
            accepts=[ContentClass(each) for each in given["accepts"]],
            gathers=given["gathers"],
            category=given["category"].strip(),
            matter=given["matter"],
            cycle=given["cycle"],
            empty_reason=given["empty_reason"],
            place=given["place"] or 0,
        )

    @staticmethod
    def told(column: Column) -> dict[str, Any]:
        """现状: what the form opens with."""
        return {
            "section": column.section,
            "owner": column.owner_id,
            "deputy": column.deputy_id,
            "matter": column.matter,
            "gathers": NOTHING in column.accepts,
            "accepts": [each for each in column.accepts if each != NOTHING],
            "cycle": column.cycle,
            "category": column.category,
            "empty_reason": column.empty_reason,
            "place": column.place,
        }


SLUG_HELP = "小写字母、数字和短横，如xzgfxwj；一经使用长期有效"


class OpenColumnForm(CareForm):
    """设立栏目."""

    name = forms.CharField(label="栏目名称", max_length=60)
    slug = forms.CharField(label="网址代码", max_length=60, help_text=SLUG_HELP)
    parent = ColumnChoice(label="上级栏目", required=False, empty="无（最上一级）")

    field_order = ("name", "slug", "parent", "section", "owner", "deputy")

    def fit(self) -> None:
        """Offer the columns it may stand under; a new column stands behind its siblings."""
        super().fit()
        self.fields["place"].initial = None
        self.fields["place"].help_text = "不填的排在最后"
        cast(ColumnChoice, self.fields["parent"]).offer(self.authority, self.on)

    def plan(self) -> ColumnPlan:
        """方案: the value the act takes."""
        care, given = self.care(), self.cleaned_data
        return ColumnPlan(
            name=given["name"],
            slug=given["slug"].strip(),
            section=care.section,
            accepts=care.accepts,
            category=care.category,
            cycle=care.cycle,
            place=care.place if given["place"] is not None else self._behind(given["parent"]),
            matter=care.matter,
            empty_reason=care.empty_reason,
            gathers=care.gathers,
        )

    def _behind(self, parent: Column | None) -> int:
        siblings = [each for each in queries.columns(self.authority, self.on) if each.parent == parent]
        return max((each.place for each in siblings), default=-1) + 1


class RenameForm(OfColumn):
    """更名."""

    name = forms.CharField(label="栏目名称", max_length=60)
    slug = forms.CharField(label="网址代码", max_length=60, help_text=f"{SLUG_HELP}；改后旧地址自动转到新地址")


class MoveForm(OfColumn):
    """移动栏目."""

    parent = ColumnChoice(label="移到", required=False, empty="最上一级")
    reason = forms.CharField(label="理由", required=False, max_length=300)

    def fit(self) -> None:
        """Offer every other column; the law says which of them would close a circle."""
        cast(ColumnChoice, self.fields["parent"]).offer(self.authority, self.on)


class MergeForm(OfColumn):
    """归并栏目."""

    into = ColumnChoice(label="并入", help_text="内容和下级栏目一并移入，索引号和内容网址不变，本栏目的地址转到该栏目")
    reason = forms.CharField(label="理由", max_length=300)

    def fit(self) -> None:
        """Offer every column that takes contents."""
        cast(ColumnChoice, self.fields["into"]).offer(self.authority, self.on, gathering=False)


class CloseForm(OfColumn):
    """关闭栏目."""

    reason = forms.CharField(label="理由", max_length=300)


class HatchForm(OfColumn):
    """按模板设立."""

    section = forms.CharField(label="责任科室", max_length=60, help_text="先由该科室统一负责，设立后可以逐栏调整")
    owner = OfficialChoice(label="责任人")
    deputy = OfficialChoice(label="替补责任人")
    matters = forms.MultipleChoiceField(
        label="设立这些法定事项的栏目", required=False, widget=forms.CheckboxSelectMultiple
    )

    def fit(self) -> None:
        """Offer the matters of the kind; those it must have are ticked."""
        for name in ("owner", "deputy"):
            cast(OfficialChoice, self.fields[name]).offer(self.authority, self.on, None)
        owed = matters_of(AuthorityKind(self.authority.kind))
        field = cast(forms.MultipleChoiceField, self.fields["matters"])
        field.choices = [(each.value, f"{each.label}（{demand.label}）") for each, demand in owed.items()]
        field.initial = [each.value for each, demand in owed.items() if demand is Demand.REQUIRED]


class WaiveForm(Form):
    """登记豁免."""

    reason = forms.CharField(label="不设这一栏目的理由", max_length=300)
