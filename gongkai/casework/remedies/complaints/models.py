"""举报投诉: one complaint and whom it is about; who complains and what was said are sealed under the key of its file."""

from __future__ import annotations

from django.db import models

from gongkai.law.complaints import ComplaintChannel, ComplaintKind, Finding, State
from gongkai.office.authorities.models import Authority, Owned
from gongkai.office.journal.models import Dossier


class Complaint(Owned):
    """举报投诉: it belongs to the office that looks into it, never to the authority it is about."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="complaint", verbose_name="案卷")
    against = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="被举报投诉机关")
    kind = models.CharField("事由", max_length=20, choices=ComplaintKind.choices)
    channel = models.CharField("渠道", max_length=20, choices=ComplaintChannel.choices)
    anonymous = models.BooleanField("匿名", default=False)
    personal = models.BinaryField("举报投诉内容（加密）")
    once = models.CharField("提交标记摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "举报投诉"

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def finding(self) -> Finding | None:
        """查处结论: None until it is closed."""
        return Finding(self.dossier.outcome) if self.dossier.outcome else None

    def __str__(self) -> str:
        return self.dossier.number
