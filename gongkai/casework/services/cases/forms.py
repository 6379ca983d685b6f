"""办件表单: what a clerk at the window fills in, how a case is looked for, rated, scored and appealed against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.casework.services.cases.acts import CaseGiven
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.scoring import month_of
from gongkai.casework.services.halls.models import HallWindow
from gongkai.law.application_figures import Period
from gongkai.law.case_kinds import CaseChannel, CaseParty, Stars
from gongkai.law.case_parts import CasePart, merged_materials
from gongkai.law.case_terms import LONGEST
from gongkai.law.window_scores import DEDUCTED, ScoreMeasure, ScoreRow, ScoreScheme
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import PublicForm, new_once_token
from gongkai.web.uploads import CSV, XLSX, UploadField


class TakeInForm(Form):
    """收件: the materials of the guide to be ticked, who asks, where it came in."""

    handed = forms.MultipleChoiceField(
        label="收到的材料",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="逐项核对；缺少的自动列入一次性告知",
    )
    party = WordField(CaseParty, label="办事人类型", initial=CaseParty.PERSON)
    name = forms.CharField(label="姓名或者名称", max_length=60)
    identity_number = forms.CharField(label="证件号码或者统一社会信用代码", max_length=40)
    phone = forms.CharField(label="电话", max_length=30)
    address = forms.CharField(label="地址", max_length=120, required=False, help_text="寄送结果的填写")
    agent = forms.CharField(label="代办人", max_length=60, required=False)
    channel = WordField(CaseChannel, label="收件方式", initial=CaseChannel.WINDOW)
    window = forms.ModelChoiceField(HallWindow.objects.none(), label="窗口", required=False, empty_label="不是窗口收件")
    on = DateField(label="收件日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(
        self, *args: Any, parts: Sequence[CasePart], windows: OwnedQuerySet[HallWindow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        materials = merged_materials(parts)
        field = cast(forms.MultipleChoiceField, self.fields["handed"])
        field.choices = [(each.name, each.name if each.needed else f"{each.name}（按情形提交）") for each in materials]
        cast("forms.ModelChoiceField[HallWindow]", self.fields["window"]).queryset = windows

    def clean(self) -> dict[str, Any]:
        """A window exactly where it came in at one."""
        cleaned = super().clean() or {}
        if cleaned.get("channel") is CaseChannel.WINDOW and not cleaned.get("window") and "window" not in self.errors:
            self.add_error("window", "窗口收件的，请选择窗口")
        return cleaned

    def given(self, package: str) -> CaseGiven:
        """收到的申请."""
        said = self.cleaned_data
        applicant = CaseApplicant(
            *(said[name].strip() for name in ("name", "identity_number", "phone", "address", "agent"))
        )
        return CaseGiven(self.parts, applicant, said["party"], said["channel"], said["handed"], said["window"], package)


class ProgressForm(PublicForm):
    """查询办理进度: by number and code."""

    number = forms.CharField(label="办件编号", max_length=30, help_text="如〔2018〕001号，在收件回执上")
    code = forms.CharField(label="查询码", max_length=30)


class StarsForm(ProgressForm):
    """好差评."""

    stars = forms.TypedChoiceField(
        label="您对这次办事",
        choices=[(star.value, star.label) for star in Stars],
        coerce=Stars,
        widget=forms.RadioSelect,
    )


class CaseImportForm(Form):
    """导入办件."""

    file = UploadField(kinds=(XLSX, CSV), megabytes=10, label="清单")
    only_good = forms.BooleanField(
        label="只导入没有问题的行", required=False, help_text="不勾选的，有一行不对，整张表都不导入"
    )


class CardSettingForm(Form):
    """设定发牌."""

    yellow_before = forms.IntegerField(
        label="还剩几个工作日发黄牌", min_value=0, max_value=LONGEST, help_text="0表示不发黄牌；过了期限一律红牌"
    )
    source = forms.CharField(label="依据", max_length=200, help_text="电子监察办法的名称和文号")


class MonthField(forms.CharField):
    """月份: 2018-05."""

    def clean(self, value: Any) -> Period:
        """A month, or a Chinese error."""
        if (month := month_of(str(super().clean(value)))) is None:
            raise ValidationError("月份应写成年和月，如2018-05")
        return month


class SchemeForm(Form):
    """设定考核办法: a row for each measure."""

    month = MonthField(label="自何月起", max_length=7, help_text="如2018-05")
    source = forms.CharField(label="办法", max_length=200, help_text="考核办法的名称和文号")

    def __init__(self, *args: Any, scheme: ScoreScheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {row.measure: row for row in scheme.rows}
        for measure in ScoreMeasure:
            row = rows.get(measure)
            label = f"{measure.label}：每件扣分" if measure in DEDUCTED else f"{measure.label}：分值"
            self.fields[measure.value] = forms.DecimalField(
                label=label, min_value=0, max_value=100, decimal_places=2, initial=row.points if row else Decimal(0)
            )
        taken = rows.get(ScoreMeasure.TAKEN)
        self.fields["full_at"] = forms.IntegerField(
            label="收件量满分的件数", min_value=1, max_value=100_000, initial=taken.full_at if taken else 60
        )

    def scheme(self) -> ScoreScheme:
        """考核办法: raises Unlawful."""
        said = self.cleaned_data
        rows = tuple(
            ScoreRow(measure, said[measure.value], said["full_at"] if measure is ScoreMeasure.TAKEN else 0)
            for measure in ScoreMeasure
        )
        return ScoreScheme(said["source"], rows)


class AppealForm(Form):
    """考核申诉."""

    text = long_text("申诉", "写明对哪一项有异议、为什么", rows=4, most=1000)


class AppealAnswerForm(Form):
    """答复申诉."""

    answer = long_text("答复", "需要改分的，先改它所依据的记录：监察结论、差评核实", rows=4, most=1000)


class SpanForm(Form):
    """期间: a year, or one month of it."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)
    month = forms.IntegerField(label="月", min_value=1, max_value=12, required=False)

    def asked(self, today: date) -> Period:
        """期间: as asked for; nonsense is this year."""
        if not self.is_valid():
            return Period.year(today.year)
        year, month = self.cleaned_data["year"] or today.year, self.cleaned_data["month"]
        return Period.month(year, month) if month else Period.year(year)
