"""征求意见邀请: who is asked may answer by code on a page of their own, an authority of the platform at its desk."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Authority, Owned


class OpinionInvitation(Owned):
    """意见邀请: hangs on the entry by which the opinion was asked for, so that no amendment makes it open another's.

    ``authority`` asks; ``asked`` is an authority of the platform, or None for somebody who answers by code. Only the digest
    of the code is kept; a new code puts the old one out of use.
    """

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="invitations", verbose_name="申请"
    )
    consulted_by = models.BigIntegerField("征求意见条目序号")
    asked = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+", verbose_name="被征求意见的机关")
    code_digest = models.CharField("意见码摘要", max_length=64, unique=True, null=True)  # noqa: DJ001 (only one null is no value)
    made_on = models.DateField("发出日期")

    class Meta:
        verbose_name = verbose_name_plural = "意见邀请"
        constraints = [
            models.UniqueConstraint(
                name="opinion_invited_once",
                fields=["application", "consulted_by"],
                violation_error_message="这一项征求意见已经发出邀请",
            ),
        ]

    def __str__(self) -> str:
        return f"意见邀请{self.pk}"
