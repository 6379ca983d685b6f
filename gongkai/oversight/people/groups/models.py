"""领导小组的表."""

from __future__ import annotations

from django.db import models

from gongkai.law.people.leading_groups import Group, read_members
from gongkai.office.authorities.models import Owned


class GroupVersion(Owned):
    """领导小组版次: the whole list as a paper issued it, in force from its day until the next; ``ends`` where it was wound up.

    ``entry`` is the number of the entry that holds the same list.
    """

    edition = models.PositiveIntegerField("版次")
    since = models.DateField("施行日期")
    name = models.CharField("小组名称", max_length=100)
    office = models.CharField("办公室名称", max_length=100)
    host = models.CharField("办公室设在", max_length=100)
    basis = models.CharField("依据", max_length=200)
    members = models.TextField("名单")
    ends = models.BooleanField("撤销", default=False)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "领导小组版次"
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                name="group_version_once",
                fields=["authority", "edition"],
                violation_error_message="该版次已经有了，请刷新页面后再办理",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.edition}版）"

    @property
    def group(self) -> Group:
        """小组名单: as the law reads it."""
        return Group(self.name, self.office, self.host, self.basis, read_members(self.members))
