"""问卷的表: a survey on its dossier, the answers with their words sealed, what was chosen, and the words shown to the public."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class Survey(Owned):
    """问卷: ``questions`` are the lines a clerk wrote; the days and the statement are shadows of the standing."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="survey", verbose_name="案卷")
    title = models.CharField("标题", max_length=100)
    introduction = models.TextField("调查说明")
    questions = models.TextField("题目")
    section = models.CharField("承办科室", max_length=60, blank=True)
    opened_on = models.DateField("开始日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    announced_on = models.DateField("结果公布日期", null=True, blank=True)
    late = models.BooleanField("逾期公布", default=False)
    statement = models.TextField("结果说明", blank=True)
    stopped = models.CharField("停止的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "问卷"
        indexes = [models.Index(name="survey_of_year", fields=["authority", "opened_on"])]

    def __str__(self) -> str:
        return self.title


class SurveyAnswer(Owned):
    """答卷: nobody is named in it; what was written in free words is sealed under the key of the survey's dossier."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers", verbose_name="问卷")
    received_on = models.DateField("收到日期")
    on_paper = models.BooleanField("纸质答卷", default=False)
    words = models.BinaryField("文字（加密）", null=True)
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "答卷"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"第{self.pk}号答卷"


class SurveyChoice(Owned):
    """所选: one option of one question in one answer; option 0 says that something was written."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+", verbose_name="问卷")
    answer = models.ForeignKey(SurveyAnswer, models.PROTECT, related_name="choices", verbose_name="答卷")
    question = models.PositiveSmallIntegerField("题号")
    option = models.PositiveSmallIntegerField("选项")

    class Meta:
        verbose_name = verbose_name_plural = "答卷所选"
        constraints = [
            models.UniqueConstraint(
                name="survey_choice_once",
                fields=["answer", "question", "option"],
                violation_error_message="同一答卷的同一选项只计一次",
            ),
        ]
        indexes = [models.Index(name="survey_counted", fields=["survey", "question", "option", "answer"])]

    def __str__(self) -> str:
        return f"{self.question}.{self.option}"


class SurveyRemark(Owned):
    """选登的文字: what somebody wrote, as the public may read it: read through and covered by a person."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="remarks", verbose_name="问卷")
    answer = models.ForeignKey(SurveyAnswer, models.PROTECT, related_name="+", verbose_name="答卷")
    question = models.PositiveSmallIntegerField("题号")
    text = models.TextField("公布的文字")
    shown_on = models.DateField("选登日期")
    shown_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="选登人")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "选登的文字"
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="survey_remark_once",
                fields=["answer", "question"],
                violation_error_message="这段文字已经选登",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:20]
