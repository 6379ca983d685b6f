"""区分处理件: an original, sealed, and what became of it: a file of images in which what may not be given is black."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.office.authorities.models import Official, Owned


class Redaction(Owned):
    """区分处理件: original and result lie sealed under the key of the application, the hidden words too; entries hold them fast.

    ``hidden`` counts places and pages by ground and holds no word. A result that is made again takes the place of the one
    before; once a second person has confirmed it, it is what goes out with the reply, until it is dropped.
    """

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="redactions", verbose_name="申请"
    )
    name = models.BinaryField("名称（加密）")
    original = models.BinaryField("原件（加密）")
    original_digest = models.CharField("原件摘要", max_length=64)
    size = models.PositiveBigIntegerField("原件字节数")
    pages = models.PositiveIntegerField("页数")
    brought_on = models.DateField("上传日期")
    brought_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="上传人")
    entry = models.BigIntegerField("上传条目序号")
    result = models.BinaryField("隐去结果（加密）", null=True)
    result_digest = models.CharField("隐去结果摘要", max_length=64, blank=True)
    told = models.BinaryField("隐去的词语（加密）", null=True)
    hidden = models.JSONField("隐去计数", default=dict)
    made_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    made_entry = models.BigIntegerField("隐去条目序号", null=True)
    confirmed_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    confirmed_entry = models.BigIntegerField("复核条目序号", null=True)
    dropped_entry = models.BigIntegerField("停用条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "区分处理件"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="redaction_confirmed_by_another",
                condition=Q(confirmed_by=None) | (Q(made_by__isnull=False) & ~Q(confirmed_by=F("made_by"))),
                violation_error_message="隐去的结果应由经办人以外的人复核",
            ),
        ]

    def __str__(self) -> str:
        return f"区分处理件{self.pk}"
