"""办件附件的表: files somebody sent with an application for a service or after the one notice."""

from __future__ import annotations

from django.db import models

from gongkai.casework.services.cases.models import ServiceCase
from gongkai.office.authorities.models import Owned


class CaseFile(Owned):
    """办件附件: one file for one material; name and content sealed under the key of the file of the case, never public.

    The content lies in the row and goes with the key.
    """

    case = models.ForeignKey(ServiceCase, models.PROTECT, related_name="files", verbose_name="办件")
    material = models.CharField("材料名称", max_length=200)
    name = models.BinaryField("文件名（加密）")
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    fingerprint = models.CharField("指纹", max_length=64)
    content = models.BinaryField("内容（加密）")
    came_on = models.DateField("收到日期")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "办件附件"
        constraints = [
            models.UniqueConstraint(
                name="case_file_once",
                fields=["case", "material", "fingerprint"],
                violation_error_message="这份文件已经上传过",
            ),
        ]

    def __str__(self) -> str:
        return self.material
