"""异议的表: what was said against a record; who said it and in which words stays sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.registers.protests import ProtestOutcome, ProtestWay
from gongkai.office.authorities.models import Official, Owned


class Protest(Owned):
    """异议: against one record. While it is not answered, no stage that decides its matter (``joined``) is entered.

    ``sealed`` holds who it came from, how to reach them and what they said, under the key of the house; the public reads the
    day, the outcome and the answer. ``once`` makes a form that was sent twice one objection; its code follows from it.
    """

    record = models.ForeignKey("registers.Record", models.PROTECT, related_name="protests", verbose_name="记录")
    joined = models.CharField("公告链编号", max_length=200, blank=True)
    way = models.CharField("渠道", max_length=10, choices=ProtestWay.choices)
    received_on = models.DateField("收到日期")
    due_on = models.DateField("答复到期日")
    sealed = models.BinaryField("异议人和异议内容")
    outcome = models.CharField("结论", max_length=12, choices=ProtestOutcome.choices, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    once = models.CharField("提交标记摘要", max_length=64, blank=True)
    entry = models.BigIntegerField("登记的条目")
    answer_entry = models.BigIntegerField("答复的条目", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                name="protest_open", fields=["authority", "joined", "due_on"], condition=Q(answered_on__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="protest_once",
                fields=["once"],
                condition=~Q(once=""),
                violation_error_message="这份异议已经提交",
            ),
            models.CheckConstraint(
                name="protest_answered_whole",
                condition=Q(answered_on=None, outcome="", answer="")
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                violation_error_message="答复异议应当写明日期、结论和答复",
            ),
        ]

    def __str__(self) -> str:
        return f"对“{self.record}”的异议"

    @property
    def number(self) -> str:
        """编号: by which whoever raised it asks how far it has come."""
        return f"〔{self.received_on.year}〕{self.pk:03d}号"

    @property
    def is_open(self) -> bool:
        """未答复."""
        return self.answered_on is None

    @property
    def is_late(self) -> bool:
        """逾期答复: answered after its last day."""
        return self.answered_on is not None and self.answered_on > self.due_on
