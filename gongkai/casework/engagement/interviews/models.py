"""访谈的表: an interview on its dossier, the questions sent in, sealed, and the lines as they were said."""

from __future__ import annotations

from django.db import models

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class QuestionStanding(Word):
    """提问处理: what became of a question that was sent in."""

    WAITING = "waiting", "待审看"
    ADOPTED = "adopted", "采用"
    DECLINED = "declined", "未采用"


class Speaker(Word):
    """发言人: whose words a line holds."""

    HOST = "host", "主持人"
    GUEST = "guest", "嘉宾"
    CITIZEN = "citizen", "网友"


class Interview(Owned):
    """访谈: days, whether the principal came and what can be seen again are shadows of the standing."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="interview", verbose_name="案卷")
    topic = models.CharField("主题", max_length=100)
    introduction = models.TextField("内容简介")
    planned_on = models.DateField("访谈日期")
    hour = models.CharField("时间", max_length=40)
    noticed_on = models.DateField("预告日期", null=True, blank=True)
    held_on = models.DateField("举行日期", null=True, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    led = models.BooleanField("主要负责同志参加", default=False)
    published_on = models.DateField("实录公布日期", null=True, blank=True)
    late = models.BooleanField("逾期公布", default=False)
    replay = models.URLField("回放地址", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "访谈"
        indexes = [models.Index(name="interview_of_year", fields=["authority", "held_on"])]

    def __str__(self) -> str:
        return self.topic


class InterviewQuestion(Owned):
    """网友提问: name and words sealed under the key of the dossier; ``shown`` is what the public may read of it."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="questions", verbose_name="访谈")
    received_on = models.DateField("收到日期")
    personal = models.BinaryField("提问（加密）")
    personal_found = models.BooleanField("含个人信息", default=False)
    standing = models.CharField(
        "处理", max_length=10, choices=QuestionStanding.choices, default=QuestionStanding.WAITING
    )
    shown = models.TextField("公布的文字", blank=True)
    reason = models.CharField("未采用的理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="审看人")
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "网友提问"
        ordering = ["pk"]
        indexes = [models.Index(name="interview_asked", fields=["interview", "standing"])]

    def __str__(self) -> str:
        return f"第{self.pk}号提问"


class InterviewLine(Owned):
    """实录的一段: one line as it was said, entered while it was said; what was taken back stays, unseen."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="lines", verbose_name="访谈")
    speaker = models.CharField("发言人", max_length=10, choices=Speaker.choices)
    named = models.CharField("称呼", max_length=80)
    text = models.TextField("文字")
    question = models.ForeignKey(
        InterviewQuestion, models.PROTECT, null=True, related_name="lines", verbose_name="所答的提问"
    )
    said_at = models.DateTimeField("时刻")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="录入人")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "实录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.named}：{self.text[:20]}"
