"""考核方案的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.office.authorities.models import Official, Owned


class SchemeVersion(Owned):
    """方案版本: what a scheme says, as canonical JSON; a draft until another person approves it, then it never changes.

    ``entry`` is the approval with the digest of the text. ``origin`` names the ready-made scheme it began as.
    """

    name = models.CharField("方案名称", max_length=100)
    edition = models.PositiveIntegerField("版次")
    content = models.TextField("内容")
    origin = models.CharField("来源方案", max_length=40, blank=True)
    drafted_on = models.DateField("起草日期")
    drafted_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="起草人")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    entry = models.BigIntegerField("批准条目序号", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "方案版本"
        ordering = ["name", "-edition"]
        constraints = [
            models.UniqueConstraint(
                name="scheme_edition_once",
                fields=["authority", "name", "edition"],
                violation_error_message="该方案的这一版已经有了",
            ),
            models.UniqueConstraint(
                name="scheme_one_draft",
                fields=["authority", "name"],
                condition=Q(approved_on=None),
                violation_error_message="该方案已有一份草案，请先改完批准",
            ),
            models.CheckConstraint(
                name="scheme_approved_by_another",
                condition=Q(approved_on=None, approved_by=None, entry=None)
                | (Q(approved_on__isnull=False, entry__isnull=False) & ~Q(approved_by=F("drafted_by"))),
                violation_error_message="方案应由起草人以外的人批准",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.edition}版）"
