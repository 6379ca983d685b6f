"""更正申请: who asks for which record to be put right; everything personal is sealed under the key of its file."""

from __future__ import annotations

from django.db import models

from gongkai.law.corrections import State
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier
from gongkai.publication.registers.models import Record


class Correction(Owned):
    """更正申请: the form as it was filled in, encrypted; ``once`` makes a form that was sent twice one request.

    ``of_record`` is the public record of a register it is about, where it was asked for on the page of one.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="correction", verbose_name="案卷")
    personal = models.BinaryField("更正内容（加密）")
    of_record = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记记录"
    )
    once = models.CharField("提交标记摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正申请"

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    def __str__(self) -> str:
        return self.dossier.number
