"""机构和领导: the leaders of an authority and its sections, each with the days between which it holds."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Owned


class Leader(Owned):
    """领导: who leads, in which post, with a public résumé and what they are in charge of. No login and no private data."""

    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=100)
    duties = models.TextField("工作分工")
    resume = models.TextField("个人简历", blank=True)
    place = models.PositiveSmallIntegerField("排序", default=0)
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "领导"
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"


class Section(Owned):
    """内设机构: a section with its functions, its head, and how it is reached."""

    name = models.CharField("名称", max_length=60)
    functions = models.TextField("职能")
    head = models.CharField("负责人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField("排序", default=0)
    since = models.DateField("设立日期")
    until = models.DateField("撤销日期", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "内设机构"
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.name
