"""知识库表单: an entry, and what its steps ask for."""

from __future__ import annotations

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.training.cards import card_choices
from gongkai.law.training.knowledge import EntryAct, EntryKind
from gongkai.oversight.training.knowledge.acts import EntryGiven
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm


def _cards() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="显示在哪些表单旁", choices=card_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


_BASIS_HELP = "每行一条：条文、文号或者文件名称，如：条例第三十条"


class EntryForm(Form):
    """建立条目表."""

    kind = WordField(EntryKind, label="种类")
    title = forms.CharField(label="标题", max_length=120)
    text = long_text("内容", rows=8, most=4000)
    basis = long_text("依据", _BASIS_HELP, rows=3, most=600)
    cards = _cards()

    def given(self) -> EntryGiven:
        """条目内容."""
        said = self.cleaned_data
        return EntryGiven(said["title"], said["text"], said["basis"], tuple(said["cards"]), said["kind"])


class ReviseForm(StepForm):
    """修订条目表."""

    act = EntryAct.REVISE
    title = forms.CharField(label="标题", max_length=120)
    text = long_text("内容", rows=8, most=4000)
    basis = long_text("依据", _BASIS_HELP, rows=3, most=600)
    cards = _cards()

    def details(self) -> dict[str, JSON]:
        """明细: the forms as a list."""
        return {**super().details(), "cards": list[JSON](self.cleaned_data["cards"])}


class ApproveForm(StepForm):
    """审核条目表."""

    act = EntryAct.APPROVE
    review_on = DateField(label="下次复核日期", required=False, help_text="不填的为一年以后")

    def details(self) -> dict[str, JSON]:
        """明细: an empty day stays empty."""
        return {"review_on": self.plain(self.cleaned_data["review_on"]) or ""}


class ConfirmForm(ApproveForm):
    """复核条目表."""

    act = EntryAct.CONFIRM


class ReturnForm(StepForm):
    """退回条目表."""

    act = EntryAct.RETURN
    reason = long_text("退回的理由")


class RetireForm(StepForm):
    """停用条目表."""

    act = EntryAct.RETIRE
    reason = long_text("停用的理由")


FORMS: dict[EntryAct, type[StepForm]] = {
    each.act: each for each in (ApproveForm, ReturnForm, ReviseForm, ConfirmForm, RetireForm)
}
"""各环节的表."""
