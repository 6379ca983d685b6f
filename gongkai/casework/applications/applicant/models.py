"""申请人的表示: how satisfied the applicant is, and what they ask for online that an official then enters."""

from __future__ import annotations

from django.db import models

from gongkai.law.applicants import Satisfaction
from gongkai.office.authorities.models import Owned


class SatisfactionMark(Owned):
    """满意度评价: one to an application, the last one counts; the words are sealed under the dossier's key."""

    application = models.OneToOneField(
        "applications.Application", models.PROTECT, related_name="satisfaction", verbose_name="申请"
    )
    mark = models.CharField("满意度", max_length=12, choices=Satisfaction.choices)
    words = models.BinaryField("意见（加密）")
    first_on = models.DateField("首次评价日期")
    marked_on = models.DateField("评价日期")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "满意度评价"
        indexes = [models.Index(fields=["authority", "first_on", "mark"], name="satisfaction_counted_by")]

    def __str__(self) -> str:
        return Satisfaction(self.mark).label


class WithdrawalRequest(Owned):
    """撤回请求: the applicant asks online to take the application back; an official confirms it by the step 申请人撤回."""

    application = models.OneToOneField(
        "applications.Application", models.PROTECT, related_name="withdrawal", verbose_name="申请"
    )
    reason = models.BinaryField("事由（加密）")
    asked_on = models.DateField("请求日期")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "撤回请求"

    def __str__(self) -> str:
        return f"撤回请求{self.pk}"
