"""解读办理表: one form per act beside the package itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from gongkai.law.channel_texts import derive
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.interpretation import ExplainRule, Gap, Stage
from gongkai.law.policy_links import LinkKind
from gongkai.law.script import Box
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.acts import Outlet
from gongkai.publication.disclosure.outlets import OutletsForm, Way
from gongkai.publication.interpretation import queries
from gongkai.publication.interpretation.acts import short_of
from gongkai.publication.interpretation.forms import DayForm, area, many, text
from gongkai.publication.interpretation.models import Expert, Package, Verdict
from gongkai.web.forms import DateField, WordField
from gongkai.web.forms import Form as HouseForm
from gongkai.web.traps import PublicForm


class ExemptForm(DayForm):
    """免予解读."""

    reason = area("免予解读的理由", 4, "如“内容仅涉及机关内部管理”；将列入解读统计", required=True, most=500)


class GapsForm(DayForm):
    """缺项."""

    gaps = many("缺项", Gap.choices())

    @property
    def found(self) -> list[Gap]:
        """所选缺项."""
        return [Gap(gap) for gap in self.cleaned_data["gaps"]]


class SendBackForm(GapsForm):
    """因解读退文."""

    note = area("意见", 3, most=500)


class ReturnMaterialForm(GapsForm):
    """退回材料."""

    opinion = area("退回意见", 3, required=True, most=1000)


class PassMaterialForm(DayForm):
    """材料审核通过; the release review also confirms its list, the expert stage names its expert."""

    def __init__(self, *args: Any, authority: Authority, stage: Stage | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_account = queries.experts(authority).filter(official=None)
        self.experts = {str(each.pk): each for each in without_account}
        if stage is Stage.EXPERT:
            choices = [("", "请选择"), *((key, str(each)) for key, each in self.experts.items())]
            self.fields["expert"] = forms.ChoiceField(
                label="专家", choices=choices, help_text="有账号的专家不在这里，送他本人审核"
            )
        if stage is Stage.RELEASE:
            self.fields["checks"] = many("发布审查清单", list(CHECKS.items()), "逐项确认")
        self.fields["opinion"] = area("意见", 3, most=1000)

    @property
    def expert(self) -> Expert | None:
        """所选专家."""
        return self.experts.get(str(self.cleaned_data.get("expert") or ""))


class ColumnField(forms.TypedChoiceField):
    """栏目: one of those open on the day; hands over the column."""

    def __init__(self, label: str, columns: list[Column]) -> None:
        self.columns = {str(column.pk): column for column in columns}
        choices = [("", "请选择"), *((key, column.name) for key, column in self.columns.items())]
        super().__init__(label=label, choices=choices, coerce=lambda key: self.columns[key])


class TogetherForm(OutletsForm):
    """同步发布: the columns of both, and by each way that was chosen a version of the document and one of its interpretation."""

    def __init__(self, *args: Any, authority: Authority, today: date, package: Package | None, **kwargs: Any) -> None:
        self.package = package
        super().__init__(*args, authority=authority, today=today, **kwargs)
        self.fields["column"].label = "文件栏目"
        fitting = [
            each
            for each in catalogue.columns(authority, today)
            if not each.accepts or ContentClass.INTERPRETATION.value in each.accepts
        ]
        self.fields["explained_in"] = ColumnField("解读栏目", fitting)
        for way in self.ways:
            self._ask_for_the_interpretation(way)

    def _ask_for_the_interpretation(self, way: Way) -> None:
        text, proof = f"{way.key}_text", f"{way.key}_proof"
        self.fields[text].label, self.fields[proof].label = f"{way.label}：文件的文本", f"{way.label}：文件的凭证"
        limit = self.limits.get(way.channel)
        told = forms.CharField(
            label=f"{way.label}：解读的文本",
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 4 if limit else 2}),
            help_text=f"最多{limit.length}字，含发布码" if limit else "没有字数上限，空着即用全文",
        )
        if limit and self.package is not None:
            told.initial = derive(way.channel, self.package.title, short_of(self.package), limit)
        self.fields[f"{way.key}_told"] = told
        self.fields[f"{way.key}_told_proof"] = forms.CharField(
            label=f"{way.label}：解读的凭证", required=False, max_length=500, help_text="同上，没有发出的先空着"
        )

    def clean(self) -> dict[str, Any]:
        """Hold the interpretation's versions and proofs to the same limits."""
        cleaned = super().clean() or {}
        self.hold_to_channels(cleaned, "told", "told_proof")
        return cleaned

    @property
    def explaining_column(self) -> Column:
        """解读栏目."""
        return cast(Column, self.cleaned_data["explained_in"])

    @property
    def explaining_outlets(self) -> list[Outlet]:
        """解读的去向: the same ways and times as the document's, with its own versions and proofs."""
        data = self.cleaned_data
        return [
            outlet
            if way is None
            else replace(outlet, text=data[f"{way.key}_told"], proof=data[f"{way.key}_told_proof"])
            for way, outlet in zip((None, *self.ways), self.outlets, strict=True)
        ]


class LinkForm(DayForm):
    """登记关联."""

    kind = WordField(LinkKind, label="种类", empty="请选择")
    index_number = text("索引号", "本平台的内容填索引号，其余两项不填", most=60)
    title = text("名称")
    address = text("网址", "不在本平台的填名称和网址", most=500)


class ReasonForm(DayForm):
    """理由."""

    reason = text("理由", required=True)


class QuestionForm(DayForm):
    """补充问答."""

    question = area("问题", 2, required=True, most=500)
    answer = area("回答", 4, required=True)
    source = text("来源", "如“12345热线”“局长信箱”“政策宣讲现场”；不写提问人的姓名、电话", required=True, most=100)
    asked_on = DateField(label="提出日期", required=False)


class OpinionForm(GapsForm):
    """专家意见: of the expert himself."""

    PASSED, RETURNED = "passed", "returned"
    passed = forms.ChoiceField(
        label="结论", choices=[(PASSED, "可以发布"), (RETURNED, "退回修改")], widget=forms.RadioSelect
    )
    opinion = area("意见", 4, required=True, most=1000)
    field_order = ("passed", "opinion", "gaps", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaps"].help_text = "退回修改的可以选明缺什么"


class AskExpertForm(DayForm):
    """送专家审核."""

    expert = forms.ModelChoiceField(Expert.objects.none(), label="专家", empty_label="请选择")

    def __init__(self, *args: Any, experts: OwnedQuerySet[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Expert]", self.fields["expert"]).queryset = experts


class AccountForm(DayForm):
    """关联专家的账号."""

    official = forms.ModelChoiceField(
        Official.objects.none(), label="账号", empty_label="请选择", help_text="先由系统管理员给他“受邀专家”岗位"
    )

    def __init__(self, *args: Any, officials: QuerySet[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Official]", self.fields["official"]).queryset = officials


class ExpertForm(DayForm):
    """专家入库."""

    name = text("姓名", required=True, most=40)
    unit = text("单位、职务", required=True, most=100)
    subject = text("领域", required=True, most=100)


class RuleForm(DayForm):
    """解读规定."""

    since = DateField(label="施行日期", help_text="此后拟稿的公文照此；此前的不变")
    kinds = many("须解读的公文种类", DocumentKind.choices())
    flagged = forms.BooleanField(label="标明“涉及公众的政策”的其他公文也须解读", required=False)
    themes = area("须解读的主题", 2, "一行一个主题分类", most=500)
    latest = forms.IntegerField(label="解读期限（工作日）", min_value=0, max_value=30)
    stages = many("材料审核环节", [(each.value, each.label) for each in Stage if each is not Stage.RELEASE])
    source = text("出处", "规定的文号和名称", required=True)

    def rule(self) -> ExplainRule:
        """解读规定: the value of the law; stages run in the order of the list."""
        given = self.cleaned_data
        return ExplainRule(
            kinds=frozenset(DocumentKind(kind) for kind in given["kinds"]),
            flagged=given["flagged"],
            themes=frozenset(line.strip() for line in given["themes"].splitlines() if line.strip()),
            latest=given["latest"],
            stages=tuple(stage for stage in Stage if stage.value in given["stages"]),
            source=given["source"],
        )


class PollForm(PublicForm):
    """这份解读回答了您的问题吗."""

    verdict = WordField(Verdict, label="您的评价", widget=forms.RadioSelect)
    missing = WordField(Box, label="哪一点没有讲清楚", empty="（可不选）", required=False)


class YearForm(HouseForm):
    """年份."""

    year = forms.IntegerField(label="年份", required=False, min_value=2008, max_value=2100)

    def chosen(self, today: date) -> int:
        """所选年份: this year where none, or nonsense, is given."""
        return int(self.cleaned_data.get("year") or today.year) if self.is_valid() else today.year
