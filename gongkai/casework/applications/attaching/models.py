"""附件: what came with an application or an opinion. Name and content are sealed under the dossier's key and go with it."""

from __future__ import annotations

from django.db import models

from gongkai.law.applicants import Purpose
from gongkai.office.authorities.models import Official, Owned


class ApplicationFile(Owned):
    """申请附件: a proof of identity, a proxy, what describes the information; read by staff alone, each look an entry.

    The content lies in the row and not on the disk: it comes and goes in one transaction with the act that brought it, and
    shredding the dossier's key takes it along.
    """

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="files", verbose_name="申请"
    )
    purpose = models.CharField("用途", max_length=20, choices=Purpose.choices)
    name = models.BinaryField("文件名（加密）")
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    fingerprint = models.CharField("指纹", max_length=64)
    content = models.BinaryField("内容（加密）")
    came_on = models.DateField("收到日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "申请附件"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="application_file_once",
                fields=["application", "fingerprint", "purpose"],
                violation_error_message="这份文件已经上传过",
            ),
        ]

    def __str__(self) -> str:
        return f"{Purpose(self.purpose).label}{self.pk}"
