"""往年台账导入: a ledger on its way in, its rows until they are accepted, and the addresses contents had before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledger_rows import EVERY_YEAR, Verdict
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Official, Owned


class Ledger(Owned):
    """往年台账: a file being imported. ``read`` and ``published`` are the places it has come to; who goes on begins there.

    ``mapping`` lists what each column holds (a field of the law, or ``channel:…``); ``columns`` says which column of the
    catalogue each name in the ledger means (its key, or ``new``). Numbered rows are published first (``phase`` 0), then those
    that are given a number.
    """

    title = models.CharField("台账名称", max_length=200)
    name = models.CharField("文件名", max_length=200)
    carrier = models.CharField("载体", max_length=10)
    source = models.CharField("存放处", max_length=500)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    digest = models.CharField("文件摘要", max_length=64)
    year = models.PositiveSmallIntegerField("年度")
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.TO_MAP)
    head = models.PositiveIntegerField("表头末行", default=0)
    mapping = models.JSONField("列的对应", default=list)
    kind = models.CharField("默认内容类别", max_length=20, choices=ContentClass.choices, default=ContentClass.DOCUMENT)
    channel = models.CharField(
        "默认渠道", max_length=20, choices=ReleaseChannel.choices, default=ReleaseChannel.WEBSITE
    )
    columns = models.JSONField("栏目的对应", default=dict)
    stated = models.JSONField("所报数", default=dict)
    notes = models.JSONField("说明", default=list)
    lines = models.PositiveIntegerField("行数", default=0)
    read = models.PositiveIntegerField("已读到", default=0)
    counts = models.JSONField("核对结果", default=dict)
    choice = models.CharField("接受方式", max_length=10, choices=Choice.choices, blank=True)
    phase = models.PositiveSmallIntegerField("轮次", default=0)
    published = models.PositiveIntegerField("已导入到", default=0)
    imported = models.PositiveIntegerField("已导入行数", default=0)
    chunks = models.PositiveIntegerField("已导入批数", default=0)
    root = models.CharField("总摘要", max_length=64, blank=True)
    failure = models.CharField("不能读取的原因", max_length=300, blank=True)
    opened_on = models.DateField("上传日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    accepted_on = models.DateField("接受日期", null=True, blank=True)
    accepted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="接受人")
    batch = models.OneToOneField(
        "disclosure.Batch", models.PROTECT, null=True, related_name="ledger", verbose_name="批次"
    )

    class Meta:
        verbose_name = verbose_name_plural = "往年台账"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="ledger_accepted_before_it_is_published",
                condition=Q(imported=0) | ~Q(batch=None),
                violation_error_message="台账接受以后才能导入",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year_told(self) -> str:
        """年度: an old site's pages are of many."""
        return f"{self.year}年" if self.year != EVERY_YEAR else "各年"


class StagedRow(Owned):
    """暂存行: a row as it was read, with what was found; the public never sees it. Gone once it is published."""

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="rows", verbose_name="台账")
    place = models.PositiveIntegerField("行号")
    where = models.CharField("所在", max_length=300)
    verdict = models.CharField("结论", max_length=10, choices=Verdict.choices)
    index_number = models.CharField("索引号", max_length=60, blank=True)
    print = models.BigIntegerField("指纹", null=True)
    column = models.CharField("栏目", max_length=60, blank=True)
    kind = models.CharField("内容类别", max_length=20, blank=True)
    row = models.JSONField("内容")
    faults = models.JSONField("问题", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "暂存行"
        ordering = ["place"]
        indexes = [
            models.Index(name="staged_print", fields=["print"]),
            models.Index(name="staged_number", fields=["index_number"], condition=~Q(index_number="")),
            models.Index(name="staged_faults", fields=["ledger", "place"], condition=~Q(verdict="good")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="staged_row_once", fields=["ledger", "place"], violation_error_message="这一行已经读过"
            ),
        ]

    def __str__(self) -> str:
        return self.where


class TextBand(Owned):
    """近似键: rows that share one may hold nearly the same text."""

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="bands", verbose_name="台账")
    row = models.ForeignKey(StagedRow, models.CASCADE, related_name="+", db_index=False, verbose_name="行")
    band = models.BigIntegerField("键")

    class Meta:
        verbose_name = verbose_name_plural = "近似键"
        indexes = [models.Index(name="band_of_ledger", fields=["band"])]


class LabelMapping(Owned):
    """列名记忆: what a column of this name held the last time this authority said so."""

    label = models.CharField("列名", max_length=100)
    target = models.CharField("对应", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "列名记忆"
        constraints = [
            models.UniqueConstraint(
                name="label_mapped_once", fields=["authority", "label"], violation_error_message="该列名已有对应"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PastFile(Owned):
    """旧网页的附件: a file that lay beside a saved page and was taken along with its content."""

    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="past_files", verbose_name="内容")
    stored = models.OneToOneField("documents.StoredFile", models.PROTECT, related_name="past", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "旧网页的附件"

    def __str__(self) -> str:
        return str(self.stored)


class OldAddress(Owned):
    """旧网址: where a content or one of its files stood before; who comes by it is led to where it stands now.

    ``host`` and ``key`` are what is compared (papers.ledgers.places.key_of); ``address`` is kept as it was. Of a page that did
    not come in there is no content: its ``title`` is looked for instead.
    """

    content = models.ForeignKey(
        "disclosure.Content", models.PROTECT, null=True, related_name="old_addresses", verbose_name="内容"
    )
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, related_name="old_addresses", verbose_name="附件"
    )
    title = models.CharField("没有导入的标题", max_length=300, blank=True)
    address = models.CharField("网址", max_length=400)
    host = models.CharField("主机", max_length=100, blank=True)
    key = models.CharField("路径", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "旧网址"
        indexes = [models.Index(name="old_address_found", fields=["key"])]

    def __str__(self) -> str:
        return self.address
