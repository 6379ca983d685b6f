"""建议: one advice from an authority to another, or to itself."""

from __future__ import annotations

from django.db import models

from gongkai.casework.applications.models import Application
from gongkai.law.advice import State
from gongkai.office.authorities.models import Authority, Owned
from gongkai.office.journal.models import Dossier


class Advice(Owned):
    """依法行政建议: to whom, and the application it came of. What it says stands, sealed, in its entries."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="advice", verbose_name="案卷")
    addressee = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="advice_received", verbose_name="建议对象"
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="advice", verbose_name="所涉申请"
    )

    class Meta:
        verbose_name = verbose_name_plural = "依法行政建议"

    def __str__(self) -> str:
        return self.dossier.number

    @property
    def state_label(self) -> str:
        """状态: as lists show it."""
        return State(self.dossier.state).label
