"""责任表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.responsibility import AccountabilityMeasure, Act
from gongkai.office.authorities.models import Authority
from gongkai.oversight.assessment.duties.acts import AccountabilityGiven, PracticeGiven
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm

PROMISES = (
    "一、主动公开：应公开的信息在形成或者变更之日起20个工作日内公开，目录项按周期更新，没有空白栏目。\n"
    "二、依申请公开：收到申请当日登记，在法定期限内答复，不发生因本单位原因被复议、诉讼纠正的情形。\n"
    "三、解读回应：应解读的文件按期解读，群众留言按期答复。\n"
    "四、信息管理：公开前逐件审查，不发生泄密和泄露个人信息的情形。\n"
    "五、监督整改：检查发现的问题按期整改，年度报告按期公布。"
)


def _choose(form: forms.Form, name: str, units: list[Authority], empty: str = "请选择") -> None:
    named = [(each.code, each.name) for each in units]
    cast(forms.ChoiceField, form.fields[name]).choices = [("", empty), *named]


class LetterForm(Form):
    """责任书表."""

    unit = forms.ChoiceField(label="责任单位")
    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    version = forms.ChoiceField(label="考核方案", required=False)
    text = long_text("责任内容", rows=10, most=4000)

    def __init__(self, *args: Any, units: list[Authority], versions: list[SchemeVersion], **kwargs: Any) -> None:
        """Offer the units beneath and the approved schemes."""
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)
        named = [(str(each.pk), str(each)) for each in versions]
        cast(forms.ChoiceField, self.fields["version"]).choices = [("", "无"), *named]


class OfferForm(StepForm):
    """主管部门签署表."""

    act = Act.OFFER
    text = long_text("责任内容", rows=10, most=4000)


class SignLetterForm(StepForm):
    """责任单位签署表."""

    act = Act.SIGN


class DeclineForm(StepForm):
    """退回商改表."""

    act = Act.DECLINE
    reason = forms.CharField(label="退回的理由", max_length=300)


FORMS: dict[Act, type[StepForm]] = {Act(each.act): each for each in (OfferForm, SignLetterForm, DeclineForm)}
"""责任书各环节的表."""


class ProposeForm(Form):
    """提出问责表."""

    unit = forms.ChoiceField(label="单位")
    measure = WordField(AccountabilityMeasure, label="问责方式", empty="请选择")
    post = forms.CharField(label="岗位", max_length=60, help_text="只写岗位，不写姓名")
    basis = forms.CharField(label="依据", max_length=200, help_text="如：条例第五十三条第二项")
    reason = long_text("事由", most=500)
    finding = forms.ChoiceField(label="所涉检查发现", required=False)

    def __init__(self, *args: Any, units: list[Authority], findings: list[Finding], **kwargs: Any) -> None:
        """Offer the units beneath and the latest findings."""
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)
        self.findings = {str(each.pk): each for each in findings}
        named = [(key, f"{each.dossier.number} {each}") for key, each in self.findings.items()]
        cast(forms.ChoiceField, self.fields["finding"]).choices = [("", "无"), *named]

    def given(self) -> AccountabilityGiven:
        """问责内容."""
        said = self.cleaned_data
        finding = self.findings.get(said["finding"])
        return AccountabilityGiven(said["measure"], said["post"], said["basis"], said["reason"], finding)


class DecideForm(Form):
    """决定问责表."""

    upheld = forms.TypedChoiceField(
        label="决定",
        choices=[("", "请选择"), ("yes", "予以问责"), ("no", "不予问责")],
        coerce=lambda said: said == "yes",
    )
    opinion = forms.CharField(label="决定意见", max_length=300)


class PracticeForm(Form):
    """做法表."""

    title = forms.CharField(label="名称", max_length=200)
    origin = forms.CharField(label="来自", max_length=100, help_text="哪个地方或者单位")
    learned_on = DateField(label="考察或者总结日期")
    source = forms.CharField(label="出处", max_length=300, help_text="考察报告、文件或者网址")
    gist = long_text("做法", rows=6, most=4000)
    adopt = forms.CharField(label="拟借鉴", max_length=500, required=False)
    adopter = forms.ChoiceField(label="借鉴单位", required=False)
    due_on = DateField(label="借鉴期限", required=False)

    def __init__(self, *args: Any, units: list[Authority], **kwargs: Any) -> None:
        """Offer the authority itself and the units beneath."""
        super().__init__(*args, **kwargs)
        self.units = {each.code: each for each in units}
        _choose(self, "adopter", units, "不安排借鉴")

    def given(self) -> PracticeGiven:
        """做法内容."""
        said = dict(self.cleaned_data)
        said["adopter"] = self.units.get(said["adopter"])
        return PracticeGiven(**said)


class AdoptForm(Form):
    """借鉴结果表."""

    result = long_text("借鉴结果", most=500)
