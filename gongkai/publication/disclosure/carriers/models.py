"""线下载体: issues of the gazette, reading points with transfers and visits, printed matter, boards and what hangs on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.carriers import BoardKind, Handed, Hanging, PointKind, PrintedKind, Recipient
from gongkai.office.authorities.models import Official, Owned


class GazetteIssue(Owned):
    """公报: one issue. Composed until it is issued; issued, it is never changed, and each content in it is a release."""

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("期号")
    title = models.CharField("公报名称", max_length=100)
    composed_on = models.DateField("编辑日期")
    issued_on = models.DateField("出刊日期", null=True, blank=True)
    copies = models.PositiveIntegerField("印数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "政府公报"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="gazette_issue_once",
                fields=["authority", "year", "number"],
                violation_error_message="该年该期的公报已经有了",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.year}年第{self.number}期"


class GazetteItem(Owned):
    """公报篇目: a content in an issue, in its section and order."""

    issue = models.ForeignKey(GazetteIssue, models.PROTECT, related_name="items", verbose_name="公报")
    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="+", verbose_name="内容")
    section = models.CharField("栏目", max_length=60)
    place = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "公报篇目"
        ordering = ["issue", "place"]
        constraints = [
            models.UniqueConstraint(
                name="gazette_item_once", fields=["issue", "content"], violation_error_message="该内容已在本期公报中"
            ),
        ]

    def __str__(self) -> str:
        return self.content.title


class ReadingPoint(Owned):
    """查阅点: a place where the public reads what was published: archive, library, service hall, and others."""

    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类型", max_length=20, choices=PointKind.choices)
    address = models.CharField("地址", max_length=200)
    keeper = models.CharField("管理单位", max_length=100)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅点"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                name="reading_point_named_once",
                fields=["authority", "name"],
                violation_error_message="已有同名的查阅点",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PointKeeper(Owned):
    """查阅点签收人: somebody of the archive, library or centre who sees what was delivered to this point and signs for it."""

    point = models.ForeignKey(ReadingPoint, models.PROTECT, related_name="keepers", verbose_name="查阅点")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="签收人")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅点签收人"
        constraints = [
            models.UniqueConstraint(
                name="point_keeper_once",
                fields=["point", "official"],
                condition=Q(until=None),
                violation_error_message="已经是这个查阅点的签收人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}"


class SignedFor(Owned):
    """凭签收的送出: what is handed over first and signed for later; the shape of transfers and of gazettes sent out."""

    delivered_on = models.DateField("送出日期")
    receipt = models.CharField("签收凭证", max_length=200, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def handed(self) -> Handed:
        """送出: as the law sees it."""
        return Handed(self.delivered_on, self.received_on)


class Transfer(SignedFor):
    """移送: what was handed to a reading point on a day: all that was published in a period, and an issue if there was one."""

    point = models.ForeignKey(ReadingPoint, models.PROTECT, related_name="transfers", verbose_name="查阅点")
    since = models.DateField("内容自")
    through = models.DateField("内容至")
    pieces = models.PositiveIntegerField("件数")
    issue = models.ForeignKey(GazetteIssue, models.PROTECT, null=True, blank=True, related_name="transfers")

    class Meta:
        verbose_name = verbose_name_plural = "移送记录"
        ordering = ["-delivered_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="transfer_received_with_a_receipt",
                condition=Q(received_on=None) | ~Q(receipt=""),
                violation_error_message="登记签收应当写明签收凭证",
            ),
            models.CheckConstraint(
                name="transfer_of_a_period",
                condition=Q(since__lte=F("through")),
                violation_error_message="内容的起始日期不能晚于截止日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.delivered_on:%Y-%m-%d}"


class GazetteDelivery(SignedFor):
    """公报发放: so many copies of an issue to a point, an authority or a village; what came back is in stock again."""

    issue = models.ForeignKey(GazetteIssue, models.PROTECT, related_name="deliveries", verbose_name="公报")
    recipient = models.CharField("发放对象类别", max_length=10, choices=Recipient.choices)
    point = models.ForeignKey(
        ReadingPoint, models.PROTECT, null=True, blank=True, related_name="gazettes", verbose_name="查阅点"
    )
    to = models.CharField("发放对象", max_length=100)
    copies = models.PositiveIntegerField("份数")
    returned_on = models.DateField("收回日期", null=True, blank=True)
    returned_reason = models.CharField("收回的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公报发放"
        ordering = ["-delivered_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="gazette_received_with_a_receipt",
                condition=Q(received_on=None) | ~Q(receipt=""),
                violation_error_message="登记签收应当写明签收凭证",
            ),
            models.CheckConstraint(
                name="gazette_of_a_point_names_it",
                condition=Q(recipient=Recipient.POINT, point__isnull=False)
                | (~Q(recipient=Recipient.POINT) & Q(point=None)),
                violation_error_message="发放给查阅点的，应当选明查阅点",
            ),
            models.CheckConstraint(
                name="gazette_signed_for_or_returned",
                condition=Q(received_on=None) | Q(returned_on=None),
                violation_error_message="已经签收的，不能收回",
            ),
            models.UniqueConstraint(
                name="gazette_delivered_once_a_day",
                fields=["issue", "to", "delivered_on"],
                condition=Q(returned_on=None),
                violation_error_message="这一期当天已经登记发放给它",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}{self.copies}份"


class Visits(Owned):
    """查阅人次: how many came to a reading point in a month, with where the figure is from."""

    point = models.ForeignKey(ReadingPoint, models.PROTECT, related_name="visits", verbose_name="查阅点")
    year = models.PositiveSmallIntegerField("年")
    month = models.PositiveSmallIntegerField("月")
    count = models.PositiveIntegerField("人次")
    source = models.CharField("数据来源", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "查阅人次"
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                name="visits_of_a_month_once",
                fields=["point", "year", "month"],
                violation_error_message="该月的查阅人次已经登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"


class PrintedMatter(Owned):
    """宣传品: booklets, cards and posters that carry a content, and how many were printed."""

    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=20, choices=PrintedKind.choices)
    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="+", verbose_name="内容")
    quantity = models.PositiveIntegerField("印制数量")
    printed_on = models.DateField("印制日期")

    class Meta:
        verbose_name = verbose_name_plural = "宣传品"
        ordering = ["-printed_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Distribution(Owned):
    """发放: so many copies to somebody, with the receipt. The first receipt makes the content released in print."""

    printed = models.ForeignKey(PrintedMatter, models.PROTECT, related_name="distributions", verbose_name="宣传品")
    to = models.CharField("发放对象", max_length=100)
    copies = models.PositiveIntegerField("数量")
    distributed_on = models.DateField("发放日期")
    receipt = models.CharField("签收凭证", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "发放记录"
        ordering = ["-distributed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.to} {self.copies}"


class Board(Owned):
    """公开栏: a board, stand, screen or kiosk: where it is and who keeps it."""

    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类型", max_length=20, choices=BoardKind.choices)
    location = models.CharField("位置", max_length=200)
    keeper = models.CharField("责任单位", max_length=100)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开栏"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="board_named_once", fields=["authority", "name"], violation_error_message="已有同名的公开栏"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Poster(Owned):
    """张贴: a content on a board from a day to a day; its photograph is the proof of the release."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="posters", verbose_name="公开栏")
    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="posters", verbose_name="内容")
    posted_on = models.DateField("张贴日期")
    ends_on = models.DateField("公示期满", null=True, blank=True)
    photo = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "张贴记录"
        ordering = ["-posted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="poster_on_a_board_once",
                fields=["board", "content", "posted_on"],
                violation_error_message="该内容当天已登记张贴在这一公开栏",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content} {self.board}"

    @property
    def hanging(self) -> Hanging:
        """张贴: as the law sees it."""
        return Hanging(self.posted_on, self.ends_on, self.photo_id is not None, self.taken_down_on)
