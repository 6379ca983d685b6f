"""登记簿导入的表: a file on its way in, its pieces and its rows until they are accepted, and what columns once held.

Files and rows hold what people may not read; both lie sealed under the key of the house, and are gone once they are in.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.grammar.kinds import Kind
from gongkai.law.ledgers import Choice, Stage
from gongkai.law.registers import KINDS
from gongkai.law.registers.rows import RowVerdict
from gongkai.office.authorities.models import Official, Owned


class RecordImport(Owned):
    """登记簿导入: a file of one kind. ``read`` and ``taken`` are the places it has come to; who goes on begins there.

    ``mapping`` lists the label of each column with the key of its field; ``root`` is the digest of the roots of its chunks.
    """

    kind = models.CharField("种类", max_length=40)
    name = models.CharField("文件名", max_length=200)
    carrier = models.CharField("载体", max_length=10)
    digest = models.CharField("文件摘要", max_length=64)
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.TO_MAP)
    head = models.PositiveIntegerField("表头末行", default=0)
    mapping = models.JSONField("列的对应", default=list)
    samples = models.BinaryField("前几行", null=True)
    notes = models.JSONField("说明", default=list)
    lines = models.PositiveIntegerField("行数", default=0)
    read = models.PositiveIntegerField("已读到", default=0)
    counts = models.JSONField("核对结果", default=dict)
    choice = models.CharField("接受方式", max_length=10, choices=Choice.choices, blank=True)
    publishes = models.BooleanField("同时公开", default=False)
    taken = models.PositiveIntegerField("已导入到", default=0)
    entered = models.PositiveIntegerField("已登记行数", default=0)
    shown = models.PositiveIntegerField("已公开行数", default=0)
    chunks = models.PositiveIntegerField("已导入批数", default=0)
    root = models.CharField("总摘要", max_length=64, blank=True)
    failure = models.CharField("不能继续的原因", max_length=300, blank=True)
    opened_on = models.DateField("上传日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    accepted_on = models.DateField("接受日期", null=True)
    accepted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="接受人")
    entry = models.BigIntegerField("结束的条目", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "登记簿导入"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="record_import_accepted_before_it_is_entered",
                condition=Q(entered=0) | ~Q(accepted_on=None),
                violation_error_message="接受以后才能登记",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def declared(self) -> Kind:
        """种类."""
        return KINDS[self.kind]


class ImportPiece(Owned):
    """导入文件块: a piece of the file as it was uploaded, sealed; gone once its rows have been read."""

    batch = models.ForeignKey(RecordImport, models.CASCADE, related_name="pieces", verbose_name="导入")
    place = models.PositiveIntegerField("序号")
    sealed = models.BinaryField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "导入文件块"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                name="import_piece_once", fields=["batch", "place"], violation_error_message="这一块已经有了"
            ),
        ]


class ImportRow(Owned):
    """待导入行: a row as it was read, with what was found, sealed; readers never see it. Gone once it is registered.

    ``alike`` is the keyed digest by which two rows are the same record.
    """

    batch = models.ForeignKey(RecordImport, models.CASCADE, related_name="rows", verbose_name="导入")
    place = models.PositiveIntegerField("行号")
    where = models.CharField("所在", max_length=200)
    verdict = models.CharField("结论", max_length=10, choices=RowVerdict.choices)
    alike = models.CharField("唯一标识", max_length=64, blank=True)
    sealed = models.BinaryField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "待导入行"
        ordering = ["place"]
        indexes = [
            models.Index(name="import_row_alike", fields=["batch", "alike"]),
            models.Index(name="import_row_listed", fields=["batch", "verdict", "place"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="import_row_once", fields=["batch", "place"], violation_error_message="这一行已经读过"
            ),
        ]

    def __str__(self) -> str:
        return self.where


class HeadingMemory(Owned):
    """列名对应: what a column of this name held in a file of this kind the last time this authority said so."""

    kind = models.CharField("种类", max_length=40)
    label = models.CharField("列名", max_length=100)
    field = models.CharField("字段", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "列名对应"
        constraints = [
            models.UniqueConstraint(
                name="heading_remembered_once",
                fields=["authority", "kind", "label"],
                violation_error_message="该列名已有对应",
            ),
        ]

    def __str__(self) -> str:
        return self.label
