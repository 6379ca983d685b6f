"""告知书与文书用语: the letters that left beside the reply, and how an authority words each kind of letter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.letters import WORDED, LetterType, Wording, letter_type
from gongkai.office.authorities.models import Official, Owned

TYPES = [(each.key, each.title) for each in WORDED]


class Notice(Owned):
    """告知书: a letter that an act occasioned, kept as it was signed; ``seq`` is the entry of the act.

    It is without a number where its kind has none, or while the authority has not settled the code of its letters.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="notices", verbose_name="申请"
    )
    type = models.CharField("文书种类", max_length=40, choices=TYPES)
    number = models.CharField("文号", max_length=60, blank=True)
    seq = models.PositiveIntegerField("条目")
    signed_on = models.DateField("签发日期")
    content = models.BinaryField("正文（加密）")

    class Meta:
        verbose_name = verbose_name_plural = "告知书"
        constraints = [
            models.UniqueConstraint(
                name="notice_number_used_once", fields=["authority", "number"], condition=~Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.title} {self.number}".strip()

    @property
    def kind(self) -> LetterType:
        """文书种类: as the law knows it."""
        return letter_type(self.type)


class WordingVersion(Owned):
    """用语版本: how an authority words one kind of letter from its making on; the latest counts.

    A ``withdrawn`` one says that the authority has gone back to the wording of the authority above it, or the standard one.
    """

    type = models.CharField("文书种类", max_length=40, choices=TYPES)
    number = models.PositiveIntegerField("版次")
    title = models.CharField("标题", max_length=60, blank=True)
    body = models.TextField("正文", blank=True)
    withdrawn = models.BooleanField("恢复上级或者标准用语", default=False)
    made_on = models.DateField("日期")
    by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")
    entry = models.PositiveIntegerField("条目")

    class Meta:
        verbose_name = verbose_name_plural = "用语版本"
        ordering = ["authority", "type", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="wording_version_once",
                fields=["authority", "type", "number"],
                violation_error_message="该版次已经有了，请刷新页面后再办理",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"

    @property
    def wording(self) -> Wording:
        """文书用语: as a letter takes it."""
        return Wording(self.title, tuple(line for line in self.body.splitlines() if line.strip()))
