"""预警表单: the draft, and the form of each act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.response_warnings import Act, Standing, WarningChannel, WarningKind, WarningLevel
from gongkai.publication.response.warnings.acts import WarningGiven
from gongkai.web.forms import Form, MomentField, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import new_once_token


class PrepareForm(Form):
    """拟预警."""

    kind = WordField(WarningKind, label="预警种类", empty="请选择")
    level = WordField(WarningLevel, label="预警级别", empty="请选择")
    area = forms.CharField(label="预警区域", max_length=120, help_text="几处的用顿号隔开；短信按区域找接收人")
    title = forms.CharField(label="标题", max_length=120)
    text = long_text("预警内容", "可能发生什么、影响哪里、应当怎么做、咨询电话", rows=6, most=2000)
    begins_at = MomentField(label="生效时刻")
    ends_at = MomentField(label="预计结束时刻")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def given(self) -> WarningGiven:
        """预警稿."""
        said = self.cleaned_data
        names = ("kind", "level", "area", "title", "text", "begins_at", "ends_at")
        return WarningGiven(**{name: said[name] for name in names})


class WarningForm(StepForm):
    """预警办理表: of one warning as it stands."""

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the warning."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "")}


class SignForm(WarningForm):
    """签发预警."""

    act = Act.SIGN


class DropForm(WarningForm):
    """不予发布."""

    act = Act.DROP
    reason = long_text("不予发布的理由", rows=2)


class IssueForm(WarningForm):
    """发布预警: one channel at a time."""

    act = Act.ISSUE
    channel = WordField(WarningChannel, label="预警渠道", empty="请选择")
    at = MomentField(label="发布时刻")
    proof = forms.CharField(
        label="凭证", max_length=200, required=False, help_text="网址、截图编号、播出时间；由平台发短信的自动填写条数"
    )

    def fit(self) -> None:
        """Where it was not issued yet."""
        _offer(self, [word for word in WarningChannel if word not in self.standing.channels])


class ChangeForm(WarningForm):
    """变更预警."""

    act = Act.CHANGE
    level = WordField(WarningLevel, label="预警级别")
    ends = MomentField(label="预计结束时刻")
    reason = long_text("变更的理由", rows=2)

    def fit(self) -> None:
        """Begin from what holds."""
        self.fields["level"].initial, self.fields["ends"].initial = self.standing.level, self.standing.ends_at


class LiftForm(WarningForm):
    """宣布解除."""

    act = Act.LIFT
    at = MomentField(label="解除时刻")
    reason = long_text("解除的理由", rows=2)


class LiftOnForm(WarningForm):
    """登记渠道解除."""

    act = Act.LIFT_ON
    channel = WordField(WarningChannel, label="预警渠道", empty="请选择")
    at = MomentField(label="渠道解除时刻")
    proof = forms.CharField(
        label="凭证", max_length=200, required=False, help_text="网址、截图编号、播出时间；由平台发短信的自动填写条数"
    )

    def fit(self) -> None:
        """Where it still stands."""
        _offer(self, list(self.standing.not_lifted))


class FinishForm(WarningForm):
    """预警办结."""

    act = Act.FINISH


def _offer(form: WarningForm, words: list[WarningChannel]) -> None:
    field = cast(forms.TypedChoiceField, form.fields["channel"])
    field.choices = [("", "请选择"), *((word.value, word.label) for word in words)]


_ALL = (SignForm, DropForm, IssueForm, ChangeForm, LiftForm, LiftOnForm, FinishForm)
FORMS: Mapping[Act, type[WarningForm]] = {Act(form.act): form for form in _ALL}
"""办理表."""
