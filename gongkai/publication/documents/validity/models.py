"""规范性文件登记: the documents, every change of their validity, and the rounds in which they are cleaned up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.validity import ChangeKind, Course, InstrumentKind, Keep, Particulars, Validity
from gongkai.office.authorities.models import Official, Owned


class Instrument(Owned):
    """规范性文件: as it was registered; one made here names its document, older ones were entered or imported.

    ``lasts_to`` and what follows it are shadows of its changes, so that lists can ask for the validity on any day.
    """

    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="instrument", verbose_name="公文"
    )
    kind = models.CharField("种类", max_length=20, choices=InstrumentKind.choices)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=60)
    issuer = models.CharField("制定机关", max_length=100)
    made_on = models.DateField("成文日期")
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至（登记）", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    text = models.TextField("正文", blank=True)
    registered_on = models.DateField("登记日期")
    begins_on = models.DateField("施行之日")
    lasts_to = models.DateField("有效期至", null=True, blank=True)
    ended_on = models.DateField("明令终止之日", null=True, blank=True)
    ending = models.CharField("明令终止方式", max_length=20, choices=Validity.choices, blank=True)
    ends_on = models.DateField("终止之日", null=True, blank=True)
    amended_on = models.DateField("修改之日", null=True, blank=True)
    partly_on = models.DateField("部分废止之日", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件"
        ordering = ["-made_on", "-id"]
        indexes = [models.Index(name="instrument_listed", fields=["authority", "-made_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                name="instrument_number_once",
                fields=["authority", "number"],
                violation_error_message="该文号已经登记",
            ),
            models.CheckConstraint(
                name="instrument_numbered",
                condition=~Q(number=""),
                violation_error_message="规范性文件应当有文号",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"

    @property
    def particulars(self) -> Particulars:
        """登记要素: as the law takes them."""
        return Particulars(self.made_on, self.effective_on, self.expires_on)

    @property
    def course(self) -> Course:
        """效力经过: from the shadows."""
        ending = Validity(self.ending) if self.ending else None
        return Course(
            self.made_on, self.begins_on, self.lasts_to, self.ended_on, ending, self.amended_on, self.partly_on
        )

    def reflect(self, course: Course) -> None:
        """映照: copy what follows from the changes into the columns that lists search."""
        self.begins_on = course.begins_on
        self.lasts_to = course.expires_on
        self.ended_on = course.ended_on
        self.ending = course.ending or ""
        self.ends_on = course.ends_on
        self.amended_on = course.amended_on
        self.partly_on = course.partly_on


SHADOWS = ("begins_on", "lasts_to", "ended_on", "ending", "ends_on", "amended_on", "partly_on")


class InstrumentChange(Owned):
    """效力变更: one act on one document, by which other document, and the entry that made it. Voided, it stays readable."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="changes", verbose_name="规范性文件")
    kind = models.CharField("变更", max_length=20, choices=ChangeKind.choices)
    on = models.DateField("生效日期")
    expires_on = models.DateField("延长至", null=True, blank=True)
    place = models.CharField("条款", max_length=200, blank=True)
    source_instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="effects", verbose_name="依据文件（已登记）"
    )
    source_document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="effects", verbose_name="依据公文"
    )
    source_title = models.CharField("依据文件", max_length=300, blank=True)
    source_number = models.CharField("依据文号", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    entered_on = models.DateField("登记日期")
    entry = models.BigIntegerField("条目序号")
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_by = models.BigIntegerField("作废条目序号", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "效力变更"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                name="instrument_change_says_why",
                condition=~Q(source_title="") | ~Q(reason=""),
                violation_error_message="应当写明依据的文件或者理由",
            ),
            models.CheckConstraint(
                name="instrument_does_not_change_itself",
                condition=Q(source_instrument=None) | ~Q(source_instrument=F("instrument")),
                violation_error_message="文件不能变更自己的效力",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {ChangeKind(self.kind).label}"


class CleanUp(Owned):
    """文件清理: a round over everything in force on a day; closed only when each document has its decision."""

    title = models.CharField("名称", max_length=200)
    as_of = models.DateField("清理基准日")
    opened_on = models.DateField("开始日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    source_title = models.CharField("清理结果文件", max_length=300, blank=True)
    source_number = models.CharField("清理结果文号", max_length=60, blank=True)
    effective_on = models.DateField("废止失效之日", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "文件清理"
        ordering = ["-opened_on", "-id"]

    def __str__(self) -> str:
        return self.title


class CleanUpItem(Owned):
    """清理事项: one document of a round and what was decided of it."""

    clean_up = models.ForeignKey(CleanUp, models.PROTECT, related_name="items", verbose_name="文件清理")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="clean_ups", verbose_name="规范性文件")
    decision = models.CharField("清理意见", max_length=20, choices=Keep.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "清理事项"
        ordering = ["instrument__made_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="clean_up_item_once",
                fields=["clean_up", "instrument"],
                violation_error_message="该文件已在清理之列",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}"
