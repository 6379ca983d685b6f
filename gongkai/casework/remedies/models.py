"""案件: one reconsideration or suit and the application whose handling it challenges."""

from __future__ import annotations

from django.db import models

from gongkai.casework.applications.models import Application
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class Remedy(Owned):
    """案件: the case number and the body that hears it; a suit after a reconsideration names that reconsideration."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="remedy", verbose_name="案卷")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="remedies", verbose_name="所涉申请"
    )
    kind = models.CharField("案件种类", max_length=20, choices=RemedyKind.choices)
    case_number = models.CharField("案号", max_length=80)
    body = models.CharField("复议机关或者法院", max_length=100)
    earlier = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later", verbose_name="此前的复议"
    )

    class Meta:
        verbose_name = verbose_name_plural = "复议诉讼案件"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "case_number"],
                name="remedy_case_number_once",
                violation_error_message="该案号已经登记",
            ),
        ]

    @property
    def result(self) -> RemedyResult:
        """结果: pending until decided."""
        return RemedyResult(self.dossier.outcome) if self.dossier.outcome else RemedyResult.PENDING

    def __str__(self) -> str:
        return f"{RemedyKind(self.kind).label} {self.case_number}"


# The tables of 保管与销毁 stand in their own file and belong to this room.
from gongkai.casework.remedies.complaints import models as complaint_models  # noqa: E402, F401 (Django finds a room by its models)
from gongkai.casework.remedies.retention import models as retention_models  # noqa: E402, F401
