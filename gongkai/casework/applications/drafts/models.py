"""草稿: what an applicant has begun and not sent. Only the code opens it; the authority cannot read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.authorities.models import Owned


class ApplicationDraft(Owned):
    """申请草稿: sealed under a key that follows from its code and the key outside; the database alone opens nothing.

    Once it was sent the values go, and ``application`` says what became of it; ``receipt`` holds the receipt for whoever
    has the code and sends it again.
    """

    digest = models.CharField("草稿码摘要", max_length=64, unique=True)
    organization = models.BooleanField("法人或者其他组织")
    values = models.BinaryField("内容（加密）")
    once = models.CharField("提交标记摘要", max_length=64, db_index=True)
    saved_on = models.DateField("保存日期")
    expires_on = models.DateField("到期日", db_index=True)
    application = models.OneToOneField(
        "applications.Application", models.PROTECT, null=True, related_name="draft", verbose_name="提交后的申请"
    )
    receipt = models.BinaryField("回执（加密）", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请草稿"
        constraints = [
            models.CheckConstraint(
                name="draft_is_emptied_when_sent",
                condition=Q(application=None) | Q(values=b""),
                violation_error_message="草稿提交后应当销毁内容",
            ),
        ]

    def __str__(self) -> str:
        return f"草稿{self.pk}"
