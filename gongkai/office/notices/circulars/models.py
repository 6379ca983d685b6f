"""内部通知的表: the notice, the units it goes to, and the files with it and with the returns."""

from __future__ import annotations

from django.db import models

from gongkai.law.circulars import CircularKind
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier


class Circular(Owned):
    """内部通知: its file tells everything; what lists search stands here, the title as it was written last."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="circular", verbose_name="案卷")
    kind = models.CharField("种类", max_length=10, choices=CircularKind.choices)
    title = models.CharField("标题", max_length=200)
    issued_on = models.DateField("发出日期", null=True)
    drafted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="拟写人")

    class Meta:
        verbose_name = verbose_name_plural = "内部通知"
        ordering = ["-id"]
        indexes = [models.Index(name="circular_of_a_year", fields=["authority", "issued_on"])]

    def __str__(self) -> str:
        return self.title


class CircularUnit(Owned):
    """收件单位: a unit the notice went to; the row belongs to whoever sent it."""

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="units", verbose_name="通知")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = verbose_name_plural = "收件单位"
        ordering = ["pk"]
        indexes = [models.Index(name="circular_to_a_unit", fields=["unit", "-circular"])]
        constraints = [
            models.UniqueConstraint(
                name="circular_once_to_a_unit", fields=["circular", "unit"], violation_error_message="单位选了两次"
            ),
        ]


class CircularFile(Owned):
    """通知附件: sealed under the key of the file; ``unit`` is whose return brought it, None for one with the notice."""

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="files", verbose_name="通知")
    unit = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+", verbose_name="报送单位")
    name = models.BinaryField("文件名（加密）")
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    fingerprint = models.CharField("指纹", max_length=64)
    content = models.BinaryField("内容（加密）")
    came_on = models.DateField("收到日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "通知附件"
        ordering = ["pk"]
