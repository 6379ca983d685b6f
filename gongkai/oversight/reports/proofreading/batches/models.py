"""大批的表: a batch of reports of one official, its files until they are checked, and what came of each.

Everything a report says lies sealed under the key of the house, its name too; only who sent it sees it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.authorities.models import Official, Owned


class ProofBatch(Owned):
    """大批: files are added until it is begun; ``overview`` is what was found across them, once all are checked."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="上传人")
    opened_at = models.DateTimeField("上传时刻")
    begun_at = models.DateTimeField("开始时刻", null=True)
    done_at = models.DateTimeField("办完时刻", null=True)
    overview = models.BinaryField("结果", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "年报批次"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="proof_batch_done_has_its_overview",
                condition=Q(done_at=None, overview=None) | Q(done_at__isnull=False, overview__isnull=False),
                violation_error_message="办完的批次应有结果",
            ),
        ]

    def __str__(self) -> str:
        return f"年报批次{self.pk}"


class ProofFile(Owned):
    """一份: ``content`` until it was opened, ``told`` from then on: its lines, or why there are none."""

    batch = models.ForeignKey(ProofBatch, models.CASCADE, related_name="files", verbose_name="批次")
    place = models.PositiveIntegerField("序号")
    called = models.BinaryField("文件名")
    length = models.PositiveIntegerField("字节数")
    content = models.BinaryField("内容", null=True)
    told = models.BinaryField("读出", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次中的年报"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                name="proof_file_once", fields=["batch", "place"], violation_error_message="这一份已经有了"
            ),
            models.CheckConstraint(
                name="proof_file_is_kept_until_it_is_read",
                condition=Q(content=None, told__isnull=False) | Q(content__isnull=False, told=None),
                violation_error_message="读过的文件不再保留",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.place}份"
