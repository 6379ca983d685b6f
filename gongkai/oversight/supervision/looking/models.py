"""看网页的表."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Owned
from gongkai.publication.disclosure.models import Content


class PageLook(Owned):
    """看过的网页: what was seen in one edition of a content. It follows from the content and may be thrown away.

    ``digest`` is that of its words, blanks and signs aside, for finding the same text twice; empty where it is too short.
    ``links`` are its addresses within the site, ``faults`` what is wrong by itself with the evidence, ``screened`` the keys
    of what the gate found in it.
    """

    content = models.OneToOneField(Content, models.CASCADE, related_name="look", verbose_name="公开内容")
    edition = models.PositiveIntegerField("版次")
    rules = models.CharField("规则版本", max_length=60)
    digest = models.CharField("文字摘要", max_length=32, blank=True)
    links = models.JSONField("站内链接", default=list)
    faults = models.JSONField("所见问题", default=list)
    screened = models.JSONField("筛查发现", default=list)
    looked_on = models.DateField("查看日期")

    class Meta:
        verbose_name = verbose_name_plural = "看过的网页"
        indexes = [
            models.Index(name="page_look_alike", fields=["authority", "digest"], condition=~models.Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"{self.content}（第{self.edition}版）"
