"""培训表单: a class as it is planned, what its steps ask for, and a visit to coach."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.training.classes import TrainingAct, TrainingKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.training.classes.acts import TrainingGiven
from gongkai.oversight.training.classes.models import CoachingWay
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm


class TrainingForm(Form):
    """安排培训表."""

    title = forms.CharField(label="培训名称", max_length=120)
    kind = WordField(TrainingKind, label="培训种类", empty="请选择")
    day = DateField(label="培训日期")
    hours = forms.DecimalField(
        label="学时（小时）", min_value=Decimal("0.25"), max_value=Decimal(60), max_digits=4, decimal_places=2
    )
    place = forms.CharField(label="地点", max_length=120)
    audience = forms.CharField(label="参加对象", max_length=200)
    teacher = forms.CharField(label="授课人", max_length=60, required=False)
    material = forms.CharField(label="教材", max_length=300, required=False, help_text="名称或者网址")

    def given(self) -> TrainingGiven:
        """培训安排."""
        said = self.cleaned_data
        return TrainingGiven(
            said["title"],
            said["kind"],
            said["day"],
            int(said["hours"] * 60),
            said["place"],
            said["audience"],
            said["teacher"],
            said["material"],
        )


class SignForm(Form):
    """签到表."""

    code = forms.CharField(label="签到码", max_length=6, help_text="培训现场公布的四位数字")


class HoldForm(StepForm):
    """登记举办表."""

    act = TrainingAct.HOLD


class EnlistForm(StepForm):
    """补登学员表."""

    act = TrainingAct.ENLIST
    people = forms.MultipleChoiceField(label="学员", widget=forms.CheckboxSelectMultiple)
    proof = forms.CharField(label="签到表", max_length=200, help_text="纸质签到表存放在哪里")

    def __init__(self, *args: Any, people: Sequence[tuple[Official, Authority]] = (), **kwargs: Any) -> None:
        """Offer whoever serves and has not signed in."""
        super().__init__(*args, **kwargs)
        self.offered = {person.username: (person, unit) for person, unit in people}
        field = cast(forms.MultipleChoiceField, self.fields["people"])
        field.choices = [(key, f"{person.name}（{unit.name}）") for key, (person, unit) in self.offered.items()]

    def details(self) -> dict[str, JSON]:
        """明细: each with the unit."""
        chosen: dict[str, JSON] = {who: self.offered[who][1].code for who in self.cleaned_data["people"]}
        return {"people": chosen, "proof": str(self.cleaned_data["proof"]).strip()}


class OutsidersForm(StepForm):
    """登记外来人员表."""

    act = TrainingAct.COUNT_OUTSIDERS
    number = forms.IntegerField(
        label="外来人员数", min_value=0, max_value=100_000, help_text="在平台没有账号的参加人员"
    )
    proof = forms.CharField(label="签到表", max_length=200, help_text="签到表存放在哪里，页数")


class CloseForm(StepForm):
    """归档表."""

    act = TrainingAct.CLOSE


class CancelForm(StepForm):
    """取消表."""

    act = TrainingAct.CANCEL
    reason = long_text("取消的理由")


FORMS: dict[TrainingAct, type[StepForm]] = {
    TrainingAct.HOLD: HoldForm,
    TrainingAct.ENLIST: EnlistForm,
    TrainingAct.COUNT_OUTSIDERS: OutsidersForm,
    TrainingAct.CLOSE: CloseForm,
    TrainingAct.CANCEL: CancelForm,
}
"""各环节的表."""


class CoachForm(Form):
    """登记辅导表."""

    unit = forms.ChoiceField(label="单位")
    on = DateField(label="日期")
    way = WordField(CoachingWay, label="方式", empty="请选择")
    question = forms.CharField(label="问题", max_length=300)
    advice = long_text("意见", rows=5, most=2000)

    def __init__(self, *args: Any, units: Sequence[Authority], **kwargs: Any) -> None:
        """Offer the units within reach."""
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(unit.code, unit.name) for unit in units]
