"""问卷表单: the paper as a clerk writes it, each act, and the form its questions become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.questionnaires import (
    LONGEST_WORDS,
    Filled,
    Question,
    QuestionKind,
    field_of,
    read_answers,
    read_questions,
)
from gongkai.law.surveys import Act
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm, new_once_token

_HOW = (
    "每题一行，以“单选：”“多选：”“评分：”“文字：”开头；选项各占一行，以“-”开头；"
    "选答的写“单选（选答）：”，限选的写“多选（最多2项）：”"
)


class PaperForm(Form):
    """编制问卷."""

    title = forms.CharField(label="标题", max_length=100, help_text="如示例县城公交线路满意度调查")
    introduction = long_text("调查说明", "为什么调查、调查谁、结果怎样用", most=2000)
    questions = long_text("题目", _HOW, rows=14, most=10000)
    section = forms.CharField(label="承办科室", required=False, max_length=60)

    def clean_questions(self) -> str:
        """Lines that can be read as questions."""
        text = str(self.cleaned_data["questions"])
        try:
            read_questions(text)
        except Unlawful as wrong:
            raise forms.ValidationError(wrong.reason) from None
        return text.strip()

    def paper(self) -> Paper:
        """问卷内容."""
        said = self.cleaned_data
        return Paper(said["title"].strip(), said["introduction"].strip(), said["questions"], said["section"].strip())


class RevisePaperForm(PaperForm):
    """修改问卷."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CheckSurvey(StepForm):
    """审核问卷."""

    act = Act.CHECK


class OpenSurvey(StepForm):
    """开始调查."""

    act = Act.OPEN
    until = DateField(label="截止日期")


class ProlongSurvey(StepForm):
    """延长调查."""

    act = Act.PROLONG
    until = DateField(label="延长至")


class EndSurvey(StepForm):
    """结束调查."""

    act = Act.END


class AnnounceSurvey(StepForm):
    """公布结果: the numbers are counted from the answers."""

    act = Act.ANNOUNCE
    statement = long_text("结果说明", "总的情况，发现了什么，打算怎样改进。各题的数由系统统计", rows=6, most=5000)


class StopSurvey(StepForm):
    """停止调查."""

    act = Act.STOP
    reason = forms.CharField(label="停止的理由", max_length=300, help_text="已经开始的，理由在公众页面公布")


FORMS: dict[Act, type[StepForm]] = {
    Act.CHECK: CheckSurvey,
    Act.OPEN: OpenSurvey,
    Act.PROLONG: ProlongSurvey,
    Act.END: EndSurvey,
    Act.ANNOUNCE: AnnounceSurvey,
    Act.STOP: StopSurvey,
}


class Answered(Form):
    """答卷: a field to each question."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(questions)
        for question in self.asked:
            self.fields[field_of(question)] = _field(question)
        self.kept: Filled | None = None

    def clean(self) -> dict[str, Any]:
        """What may be counted, or what is wrong at which question."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.kept = read_answers(self.asked, self._chosen(cleaned), self._words(cleaned))
            except Unlawful as wrong:
                self.add_error(wrong.field or None, wrong.reason)
        return cleaned

    def filled(self) -> Filled:
        """答卷内容: of a valid form."""
        assert self.kept is not None  # noqa: S101 (asked of a valid form only)
        return self.kept

    def _chosen(self, cleaned: dict[str, Any]) -> dict[int, list[int]]:
        given = {each.number: cleaned.get(field_of(each)) for each in self.asked if each.kind is not QuestionKind.TEXT}
        return {
            number: [int(one) for one in (value if isinstance(value, list) else [value])]
            for number, value in given.items()
            if value
        }

    def _words(self, cleaned: dict[str, Any]) -> dict[int, str]:
        return {
            each.number: str(cleaned.get(field_of(each)) or "") for each in self.asked if each.kind is QuestionKind.TEXT
        }


def _field(question: Question) -> forms.Field:
    label = f"{question.number}．{question.title}"
    if question.kind is QuestionKind.TEXT:
        return long_text(label, question.told, required=question.required, rows=4, most=LONGEST_WORDS)
    choices = [(str(number), option) for number, option in enumerate(question.options, 1)]
    made = forms.MultipleChoiceField if question.kind is QuestionKind.MULTIPLE else forms.ChoiceField
    widget = forms.CheckboxSelectMultiple if question.kind is QuestionKind.MULTIPLE else forms.RadioSelect
    return made(label=label, help_text=question.told, required=question.required, choices=choices, widget=widget)


class AnswerForm(Answered, PublicForm):
    """网上填写: with the quiet guards of a public form."""


class PaperAnswerForm(Answered):
    """登记纸质答卷."""

    on = DateField(label="收到日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)


class ShowForm(Form):
    """选登文字."""

    text = long_text("公布的文字", "隐去姓名、电话、住址和其他个人信息", rows=6, most=LONGEST_WORDS)


class ShredForm(Form):
    """销毁个人信息."""

    reason = forms.CharField(label="销毁理由", max_length=200)
