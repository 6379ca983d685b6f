"""考核表单: a run, the steps of a sheet, and what people judge."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.assessment import Indicator
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.score_sheets import Act, Point, Standing
from gongkai.office.authorities.models import Authority
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets.acts import ManualGiven
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.uploads import UploadField


class RunForm(Form):
    """评分表."""

    version = forms.ChoiceField(label="方案")
    title = forms.CharField(label="名称", max_length=100, help_text="如：2025年度政务公开考核")
    since = DateField(label="考核期起")
    until = DateField(label="考核期止", help_text="应早于今天；期外发生的事不计")

    def __init__(self, *args: Any, versions: list[SchemeVersion], **kwargs: Any) -> None:
        """Offer the approved versions."""
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), str(each)) for each in versions]
        cast(forms.ChoiceField, self.fields["version"]).choices = [("", "请选择"), *choices]

    def window(self) -> Window:
        """考核期."""
        return Window(self.cleaned_data["since"], self.cleaned_data["until"])


class PointStepForm(StepForm):
    """对一点的表: offers the points it may be about."""

    point = forms.ChoiceField(label="计分点")

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["point"]).choices = [("", "请选择"), *offered]


class AppealForm(PointStepForm):
    """申诉表."""

    act = Act.APPEAL
    reason = long_text("申诉理由", "写明哪里不对，凭证在哪里", most=500)


class GrantForm(PointStepForm):
    """采纳申诉表."""

    act = Act.GRANT
    times = forms.DecimalField(
        label="改计次数", min_value=0, max_digits=8, decimal_places=2, initial=0, help_text="0为不再计"
    )
    answer = long_text("裁定理由", most=500)


class RefuseForm(PointStepForm):
    """驳回申诉表."""

    act = Act.REFUSE
    answer = long_text("裁定理由", most=500)


class ExemptForm(StepForm):
    """登记不适用表."""

    act = Act.EXEMPT
    indicator = forms.ChoiceField(label="不适用的指标", help_text="其权重除去，其余折算为100分")
    reason = forms.CharField(label="不适用的理由", max_length=300)

    def __init__(self, *args: Any, indicators: tuple[Indicator, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.key, f"{each.key} {each.label}（{each.weight:f}分）") for each in indicators]
        cast(forms.ChoiceField, self.fields["indicator"]).choices = [("", "请选择"), *choices]


class AgreeForm(StepForm):
    """认可得分表."""

    act = Act.AGREE


class FinaliseForm(StepForm):
    """核定得分表."""

    act = Act.FINALISE


ACTS = (Act.APPEAL, Act.GRANT, Act.REFUSE, Act.EXEMPT, Act.AGREE, Act.FINALISE)


def form_for(
    act: Act,
    data: Any,
    shown: dict[str, Any],
    standing: Standing,
    points: list[tuple[Point, str]],
    parts: tuple[Indicator, ...],
) -> StepForm:
    """各环节的表: appeals offer what was not appealed against yet, decisions what waits for one."""
    match act:
        case Act.APPEAL:
            done = {each.point for each in standing.appeals}
            free = [(point.key, said) for point, said in points if point.key not in done]
            return AppealForm(data, offered=free, initial=shown)
        case Act.GRANT | Act.REFUSE:
            waiting = {each.point for each in standing.pending}
            asked = [(point.key, said) for point, said in points if point.key in waiting]
            form = GrantForm if act is Act.GRANT else RefuseForm
            return form(data, offered=asked, initial=shown)
        case Act.EXEMPT:
            return ExemptForm(data, indicators=parts, initial=shown)
        case Act.AGREE:
            return AgreeForm(data, initial=shown)
        case _:
            return FinaliseForm(data, initial=shown)


class ManualForm(Form):
    """人工计分表."""

    unit = forms.ChoiceField(label="被考核单位")
    rule = forms.ChoiceField(label="计分规则")
    times = forms.DecimalField(label="次数", min_value=0, max_digits=8, decimal_places=2, initial=1)
    on = DateField(label="发生日期")
    note = long_text("情况", most=400)
    proof = forms.CharField(label="凭证", max_length=400, help_text="文号、网址或者存放处")
    file = UploadField(label="凭证文件", required=False)

    def __init__(self, *args: Any, units: list[Authority], rules: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the units beneath and the rules that are judged by people."""
        super().__init__(*args, **kwargs)
        named = [(each.code, each.name) for each in units]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", "请选择"), *named]
        cast(forms.ChoiceField, self.fields["rule"]).choices = [("", "请选择"), *rules]

    def given(self) -> ManualGiven:
        """人工计分内容."""
        said = self.cleaned_data
        scheme, _, rule = said["rule"].rpartition("|")
        return ManualGiven(scheme, rule, said["times"], said["on"], said["note"], said["proof"], said["file"])


class ConfirmForm(Form):
    """核实表."""

    upheld = forms.TypedChoiceField(
        label="核实结论",
        choices=[("", "请选择"), ("yes", "属实，计分"), ("no", "不予认定，不计分")],
        coerce=lambda said: said == "yes",
    )
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="不予认定的必填")
