"""制度库表单: a rule as it is drafted or entered, and what its steps ask for."""

from __future__ import annotations

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.rulebook import rule_choices
from gongkai.law.rules import RuleAct
from gongkai.oversight.rulebook.acts import RuleGiven
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm


class RuleForm(Form):
    """拟订制度表."""

    type = forms.ChoiceField(label="制度种类", choices=lambda: [("", "请选择"), *rule_choices()])
    title = forms.CharField(label="制度名称", max_length=120)
    text = long_text("制度正文", rows=14, most=20000)

    def given(self) -> RuleGiven:
        """制度内容."""
        return RuleGiven(self.cleaned_data["type"], self.cleaned_data["title"], self.cleaned_data["text"])


class RecordForm(RuleForm):
    """登记制度表: of a rule that is there already; its text may follow."""

    text = long_text("制度正文", rows=8, most=20000, required=False)
    number = forms.CharField(label="文号", max_length=60)
    since = DateField(label="施行日期")
    until = DateField(label="有效期至", required=False, help_text="没有规定有效期的不填")
    public = forms.BooleanField(label="向社会公开", required=False, initial=True)


class WriteForm(StepForm):
    """改写、修订表."""

    title = forms.CharField(label="制度名称", max_length=120)
    text = long_text("制度正文", rows=14, most=20000)


class RewriteForm(WriteForm):
    """改写表."""

    act = RuleAct.REWRITE


class ReviseForm(WriteForm):
    """修订表."""

    act = RuleAct.REVISE


class ApproveForm(StepForm):
    """批准表."""

    act = RuleAct.APPROVE


class ReturnForm(StepForm):
    """退回表."""

    act = RuleAct.RETURN
    reason = long_text("退回的理由")


class IssueForm(StepForm):
    """印发表."""

    act = RuleAct.ISSUE
    number = forms.CharField(label="文号", max_length=60)
    since = DateField(label="施行日期")
    until = DateField(label="有效期至", required=False, help_text="没有规定有效期的不填")
    public = forms.BooleanField(label="向社会公开", required=False, initial=True)

    def details(self) -> dict[str, JSON]:
        """明细: an empty day stays empty."""
        return {**super().details(), "until": self.plain(self.cleaned_data["until"]) or ""}


class RepealForm(StepForm):
    """废止表."""

    act = RuleAct.REPEAL
    ends = DateField(label="废止日期", help_text="自这一天起不再施行")
    reason = long_text("废止的理由")


class DropForm(StepForm):
    """放弃表."""

    act = RuleAct.DROP


FORMS: dict[RuleAct, type[StepForm]] = {
    RuleAct.REWRITE: RewriteForm,
    RuleAct.APPROVE: ApproveForm,
    RuleAct.RETURN: ReturnForm,
    RuleAct.ISSUE: IssueForm,
    RuleAct.REVISE: ReviseForm,
    RuleAct.REPEAL: RepealForm,
    RuleAct.DROP: DropForm,
}
"""各环节的表."""
