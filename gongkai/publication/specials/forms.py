"""专题表单: the plan of a topic, a block of its page, the contents chosen for it, its end and its going on."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from gongkai.law.disclosure import ContentClass
from gongkai.law.registers import GROUPS
from gongkai.law.specials import MOST_SHOWN, Block, BlockKind
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.specials.acts import SpecialPlan
from gongkai.web.forms import DateField, Form, WordField, long_text

INDENT = "　"


class PlanForm(Form):
    """专题方案."""

    title = forms.CharField(label="名称", max_length=60)
    slug = forms.SlugField(
        label="网址代码",
        max_length=60,
        help_text="小写字母、数字和短横线，如hongxun2025；定下后不再改动，归档后也不重用",
    )
    introduction = long_text("导语", "为什么开设、说些什么；公众在专题页上读到", rows=6, most=2000, required=False)
    section = forms.CharField(label="责任科室", max_length=60)
    owner = forms.ChoiceField(label="责任人", required=False)
    cycle = forms.IntegerField(
        label="更新周期（日）",
        required=False,
        min_value=1,
        max_value=3660,
        help_text="超过这些天没有新内容的，提醒责任人",
    )
    closes_on = DateField(label="计划结束日期", required=False, help_text="过了这一天没有归档的，提醒责任人")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, authority: Authority, on: date, owner: Official | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        there = Posting.objects.of(authority).filter(since__lte=on).exclude(until__lte=on).select_related("official")
        people = [posting.official for posting in there] + ([owner] if owner else [])
        self.people = {str(person.pk): person for person in people}
        choice = cast(forms.ChoiceField, self.fields["owner"])
        choice.choices = [("", "未定"), *((key, person.name) for key, person in self.people.items())]

    def plan(self) -> SpecialPlan:
        """方案."""
        given = self.cleaned_data
        return SpecialPlan(
            given["title"],
            given["introduction"],
            given["section"],
            self.people.get(given["owner"]),
            given["cycle"],
            given["closes_on"],
        )


class BlockForm(Form):
    """版块: what is chosen hangs on its kind; the rest is left empty."""

    kind = WordField(BlockKind, label="版块", empty="请选择")
    heading = forms.CharField(label="版块名称", max_length=30, required=False, help_text="不填的用版块种类的名称")
    most = forms.IntegerField(label="显示条数", min_value=1, max_value=MOST_SHOWN, initial=8)
    numbers = long_text("置顶内容的索引号", "置顶内容用；每行一个，按此次序显示", required=False, most=2000)
    columns = forms.MultipleChoiceField(
        label="栏目", required=False, widget=forms.SelectMultiple(attrs={"size": 8}), help_text="栏目最新用；含下级栏目"
    )
    classes = forms.MultipleChoiceField(
        label="内容类别",
        required=False,
        choices=ContentClass.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text="类别最新用",
    )
    register = forms.ChoiceField(label="登记簿", required=False, help_text="登记簿最新用")
    links = long_text(
        "参与入口",
        "参与入口用；每行名称、空格、本网站的地址，如“问卷调查 /shili/wjdc/1/”",
        required=False,
        most=2000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, authority: Authority, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = catalogue.in_order(catalogue.columns(authority, on))
        columns = cast(forms.MultipleChoiceField, self.fields["columns"])
        columns.choices = [(str(row.pk), INDENT * depth + row.name) for depth, row in listed]
        register = cast(forms.ChoiceField, self.fields["register"])
        groups = [(name, [(kind.key, kind.label) for kind in kinds]) for name, kinds in GROUPS.items()]
        register.choices = [("", "不选"), *groups]

    def block(self) -> Block:
        """版块设置."""
        given = self.cleaned_data
        kind = given["kind"]
        picks = {
            BlockKind.PINNED: _lines(given["numbers"]),
            BlockKind.COLUMNS: given["columns"],
            BlockKind.CLASSES: given["classes"],
            BlockKind.REGISTER: [given["register"]] if given["register"] else [],
            BlockKind.LINKS: _lines(given["links"]),
        }.get(kind, [])
        return Block(kind, given["heading"].strip() or kind.label, tuple(dict.fromkeys(picks)), given["most"])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class FindForm(Form):
    """查找内容: among what is public."""

    q = forms.CharField(label="标题、文号或者索引号", required=False, max_length=60)


class CloseForm(Form):
    """归档."""

    note = forms.CharField(
        label="归档说明", max_length=200, help_text="公众在专题页上读到，如“本轮汛期已经结束，专题不再更新”"
    )


class ReopenForm(Form):
    """恢复."""

    reason = forms.CharField(label="恢复的理由", max_length=200)
    closes_on = DateField(label="计划结束日期", required=False)


class YearForm(Form):
    """年度."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)

    def asked(self, this_year: int) -> int:
        """所选年度: nonsense is this year."""
        return int(self.cleaned_data["year"] or this_year) if self.is_valid() else this_year
