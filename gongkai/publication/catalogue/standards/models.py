"""标准目录和单位目录: areas, matters and content standards as somebody issued them; what a unit took over from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law import standards as law
from gongkai.law.limits import Limit, read_limit
from gongkai.law.standards import Carrier, DisclosureForm, Scope, TierOfDisclosure
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.catalogue.models import Column


class StandardCatalogue(Owned):
    """标准目录: one version of a standard catalogue as it was accepted; never changed, a later version stands beside it."""

    title = models.CharField("名称", max_length=120)
    scope = models.CharField("编制层级", max_length=12, choices=Scope.choices)
    edition = models.CharField("版本", max_length=40)
    source = models.CharField("依据文件", max_length=200, blank=True)
    accepted_on = models.DateField("接受日期")
    seal = models.CharField("全表摘要", max_length=64)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "标准目录"
        ordering = ["title", "accepted_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="standard_catalogue_edition_once",
                fields=["authority", "title", "edition"],
                violation_error_message="这份标准目录的这个版本已经导入",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.edition}）"


class Area(Owned):
    """领域: the first level of a standard catalogue."""

    catalogue = models.ForeignKey(StandardCatalogue, models.PROTECT, related_name="areas", verbose_name="标准目录")
    name = models.CharField("名称", max_length=60)
    place = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "领域"
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="area_once", fields=["catalogue", "name"], violation_error_message="该领域已在目录中"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Matter(Owned):
    """公开事项: the second level (一级事项); stands in an area."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="matters", verbose_name="领域")
    name = models.CharField("名称", max_length=120)
    place = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "公开事项"
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="matter_once", fields=["area", "name"], violation_error_message="该事项已在领域中"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Standard(Owned):
    """内容标准: a row of a standard catalogue (二级事项) with every column of the national form."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="standards", verbose_name="公开事项")
    place = models.PositiveIntegerField("次序")
    number = models.CharField("序号", max_length=20, blank=True)
    name = models.CharField("二级事项", max_length=120)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据", blank=True)
    limit = models.CharField("公开时限", max_length=300, blank=True)
    bodies = models.CharField("公开主体", max_length=300, blank=True)
    carriers = models.JSONField("公开渠道和载体", default=list)
    other_carrier = models.CharField("其他载体", max_length=200, blank=True)
    everyone = models.BooleanField("全社会", default=True)
    group = models.CharField("特定群众", max_length=200, blank=True)
    proactive = models.BooleanField("主动", default=True)
    on_application = models.BooleanField("依申请公开", default=False)
    tiers = models.JSONField("公开层级", default=list)
    form = models.CharField("公开形式", max_length=10, choices=DisclosureForm.choices, default=DisclosureForm.REGULAR)

    class Meta:
        verbose_name = verbose_name_plural = "内容标准"
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="standard_once", fields=["matter", "name"], violation_error_message="该标准已在事项中"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> law.Standard:
        """值: the row as the law reads it."""
        return law.Standard(
            area=self.matter.area.name,
            matter=self.matter.name,
            name=self.name,
            content=self.content,
            number=self.number,
            basis=self.basis,
            limit=self.limit,
            bodies=self.bodies,
            carriers=frozenset(map(Carrier, self.carriers)),
            other_carrier=self.other_carrier,
            everyone=self.everyone,
            group=self.group,
            proactive=self.proactive,
            on_application=self.on_application,
            tiers=frozenset(map(TierOfDisclosure, self.tiers)),
            form=DisclosureForm(self.form),
        )


class UnitItem(Owned):
    """单位目录项: what a unit publishes, in its own words, with the section that answers for it and the column it stands in.

    Proposed until the unit's head approves it; ended, never deleted.
    """

    standard = models.ForeignKey(Standard, models.PROTECT, null=True, related_name="items", verbose_name="内容标准")
    column = models.ForeignKey(Column, models.PROTECT, null=True, related_name="items", verbose_name="栏目")
    area = models.CharField("领域", max_length=60)
    matter = models.CharField("一级事项", max_length=120)
    name = models.CharField("二级事项", max_length=120)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据", blank=True)
    limit = models.CharField("公开时限", max_length=300, blank=True)
    form = models.CharField("公开形式", max_length=10, choices=DisclosureForm.choices, default=DisclosureForm.REGULAR)
    section = models.CharField("责任科室", max_length=60)
    reasons = models.JSONField("列入理由", default=list)
    proposed_on = models.DateField("拟列日期")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    ended_on = models.DateField("停用日期", null=True, blank=True)
    ended_reason = models.CharField("停用理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位目录项"
        ordering = ["area", "matter", "id"]
        constraints = [
            models.UniqueConstraint(
                name="unit_item_once",
                fields=["authority", "area", "matter", "name"],
                condition=Q(ended_on=None),
                violation_error_message="本单位目录中已有这一项",
            ),
            models.CheckConstraint(
                name="unit_item_has_a_section",
                condition=~Q(section=""),
                violation_error_message="没有责任科室的目录项不得存在",
            ),
            models.CheckConstraint(
                name="unit_item_ends_with_a_reason",
                condition=Q(ended_on=None) | ~Q(ended_reason=""),
                violation_error_message="停用目录项应当写明理由",
            ),
            models.CheckConstraint(
                name="unit_item_ends_after_it_was_proposed",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("proposed_on")),
                violation_error_message="停用日期不能早于拟列日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}／{self.name}"

    @property
    def key(self) -> law.Key:
        """标识: area, matter, name, as in the standard catalogues."""
        return self.area, self.matter, self.name

    @property
    def read(self) -> Limit:
        """读出的时限: as far as it was understood."""
        return read_limit(self.limit)

    @property
    def value(self) -> law.Standard:
        """值: the item as a standard of its own, to be checked against what is published."""
        return law.Standard(self.area, self.matter, self.name, self.content, basis=self.basis, limit=self.limit)
