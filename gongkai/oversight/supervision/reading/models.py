"""读网的表."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.supervision.paging import ReadVerdict
from gongkai.office.authorities.models import Official, Owned
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.disclosure.models import Content


class PageReading(Owned):
    """读过的网页: who read which edition of a page, what they said of it, and the finding it became.

    It belongs to the authority that reads; the content is of whomever it is.
    """

    content = models.ForeignKey(Content, models.PROTECT, related_name="+", verbose_name="公开内容")
    edition = models.PositiveIntegerField("版次")
    verdict = models.CharField("读后", max_length=10, choices=ReadVerdict.choices)
    kind = models.CharField("问题种类", max_length=20, blank=True)
    read_on = models.DateField("日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="读的人")
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="+", verbose_name="检查发现")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "读过的网页"
        ordering = ["-id"]
        indexes = [models.Index(name="page_reading_day", fields=["authority", "read_on"])]
        constraints = [
            models.UniqueConstraint(
                name="page_read_once",
                fields=["authority", "content", "edition"],
                violation_error_message="这一版已经读过",
            ),
            models.CheckConstraint(
                name="page_fault_of_a_kind",
                condition=~Q(verdict=ReadVerdict.FAULT) | ~Q(kind=""),
                violation_error_message="有问题的应当选明是哪一种",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content}：{ReadVerdict(self.verdict).label}"
