"""机关与人员: authorities, the people who act for them, and what differs from one authority to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from gongkai.law.authorities import POSTS, Office, office_choices
from gongkai.office.authorities.authority import Authority, AuthorityQuerySet, Period
from gongkai.office.authorities.owned import Owned, OwnedManager, OwnedQuerySet, Unscoped
from gongkai.web import signing, suites

__all__ = [
    "Absence",
    "Authority",
    "AuthorityQuerySet",
    "CalendarVersion",
    "Handover",
    "HolidayNotice",
    "LocalDay",
    "Official",
    "Owned",
    "OwnedManager",
    "OwnedQuerySet",
    "PastPassword",
    "Period",
    "Posting",
    "Profile",
    "Unscoped",
]

_SESSION = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
"""The framework's own scope, so that by SHA-256 the binding is the one it has always been."""


class OfficialManager(BaseUserManager["Official"]):
    """人员账号: officials are found by their user name when they log in; ``acts.enrol`` makes them."""


class Official(AbstractBaseUser):
    """工作人员: a person who logs in at the desk. Belongs to no authority; ``Posting`` says where they serve and as what."""

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    enrolled_on = models.DateField("建立日期")
    closed_on = models.DateField("注销日期", null=True, blank=True)
    morning_mail = models.BooleanField("每日清单发到邮箱", default=False)
    must_change_password = models.BooleanField("须改密码", default=True)
    password_changed_on = models.DateField("密码修改日期", null=True, blank=True)

    objects: ClassVar[OfficialManager] = OfficialManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "工作人员"
        constraints = [
            models.CheckConstraint(
                name="official_closed_is_not_active",
                condition=Q(closed_on=None) | Q(is_active=False),
                violation_error_message="账号已注销，不能启用",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def owes_new_password(self, on: date) -> bool:
        """须改密码: whether the password is the one somebody else set, or has been in use too long (GB/T 22239 身份鉴别)."""
        life: int = settings.PASSWORD_DAYS
        since = self.password_changed_on or self.enrolled_on
        return self.must_change_password or (bool(life) and on > since + timedelta(days=life))

    def _get_session_auth_hash(self, secret: str | None = None, by: str = "") -> str:
        """会话与密码的绑定: changes with the password, so that a change puts out whoever else is in."""
        return signing.keyed(_SESSION, self.password, by=by, secret=secret)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """By the other suite: the framework then goes on with the session, bound by the suite in use."""
        yield from super().get_session_auth_fallback_hash()
        yield from (self._get_session_auth_hash(by=by) for by in suites.digests()[1:])

    @property
    def masked_phone(self) -> str:
        """脱敏电话: the number with its middle hidden, as lists show it."""
        return f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 7 else "*" * len(self.phone)


class PastPassword(models.Model):
    """历史密码: hashes of passwords used before, so that the last few are not used again."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="past_passwords")
    password = models.CharField("密码散列", max_length=128)
    changed_on = models.DateField("修改日期")

    class Meta:
        verbose_name = verbose_name_plural = "历史密码"
        ordering = ["-id"]


class Posting(Owned):
    """任职: an official holds an office at an authority from a day until the day before another. Never overwritten."""

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="postings", verbose_name="人员")
    office = models.CharField("岗位", max_length=30, choices=office_choices)
    section = models.CharField("科室", max_length=60, blank=True)
    full_time = models.BooleanField("专职", default=False)
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    posted_by = models.ForeignKey(
        Official, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="任命经办人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["since", "id"]
        indexes = [models.Index(name="posting_current", fields=["official", "until"])]
        constraints = [
            models.UniqueConstraint(
                name="posting_held_once",
                fields=["official", "authority", "office"],
                condition=Q(until=None),
                violation_error_message="该人员已在本机关担任此岗位",
            ),
            models.CheckConstraint(
                name="posting_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="离任日期不能早于任职日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}（{self.post.label}）"

    @property
    def post(self) -> Office:
        """岗位: the office as the law knows it, with its roles."""
        return POSTS[self.office]


class Handover(Owned):
    """交接: who leaves a posting, who takes it over, and the days both signed. No account closes before it is accepted.

    ``lines_open`` counts the lines of its pack that nobody has taken over yet; who keeps the pack says so here.
    A successor who is replaced before having taken everything hands over what they held meanwhile ``within`` the same one.
    """

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="handover", verbose_name="移交岗位")
    successor = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name="接任人")
    opened_on = models.DateField("发起日期")
    note = models.TextField("交接事项", blank=True)
    signed_on = models.DateField("移交人签字日期", null=True, blank=True)
    signed_by = models.ForeignKey(
        Official, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="移交签字人"
    )
    lines_open = models.PositiveIntegerField("没有着落的事项", default=0)
    accepted_on = models.DateField("接任人签字日期", null=True, blank=True)
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed", verbose_name="随同交接"
    )

    class Meta:
        verbose_name = verbose_name_plural = "工作交接"
        constraints = [
            models.CheckConstraint(
                name="handover_signed_before_accepted",
                condition=Q(accepted_on=None) | Q(signed_on__lte=F("accepted_on")),
                violation_error_message="移交人尚未签字，不能接收",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting} → {self.successor}"


class Absence(Owned):
    """离岗: an official is away from an authority, and who stands in; a file never waits for one person. Both days included.

    One that ends early ends on another day; one entered by mistake is withdrawn and stays readable.
    """

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name="离岗人员")
    deputy = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name="代办人")
    since = models.DateField("起")
    until = models.DateField("止（含）")
    entered_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name="登记人")
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "离岗"
        ordering = ["since", "id"]
        indexes = [models.Index(name="absence_in_force", fields=["authority", "until"])]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=Q(until__gte=F("since")),
                violation_error_message="离岗的止日不能早于起日",
            ),
            models.CheckConstraint(
                name="absence_deputy_is_another",
                condition=~Q(official=F("deputy")),
                violation_error_message="代办人不能是离岗人员本人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.since.isoformat()}至{self.until.isoformat()}，{self.deputy}代办"


class Profile(Owned):
    """机关信息: what differs per authority and is edited at the desk: addresses, letters, fee account, identity numbers."""

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, related_name="profile", verbose_name="机关")
    disclosure_office = models.CharField("政府信息公开工作机构", max_length=100, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    hours = models.CharField("办公时间", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    supervision_phone = models.CharField("监督电话", max_length=60, blank=True)
    letter_code = models.CharField("发文机关代字", max_length=20, blank=True)
    letter_head = models.CharField("发文机关标志", max_length=60, blank=True)
    fee_payee = models.CharField("收款户名", max_length=100, blank=True)
    fee_bank = models.CharField("开户银行", max_length=100, blank=True)
    fee_account = models.CharField("收款账号", max_length=40, blank=True)
    review_body = models.CharField("行政复议机关", max_length=100, blank=True)
    court = models.CharField("管辖法院", max_length=100, blank=True)
    site_name = models.CharField("网站名称", max_length=60, blank=True)
    site_address = models.CharField("网站网址", max_length=200, blank=True)
    site_identity = models.CharField("政府网站标识码", max_length=10, blank=True)
    icp_record = models.CharField("ICP备案号", max_length=40, blank=True)
    police_record = models.CharField("公安联网备案号", max_length=40, blank=True)
    colour = models.CharField("主题色", max_length=20, default="blue")
    grey = models.BooleanField("灰度显示", default=False)
    reply_reviews = models.PositiveSmallIntegerField("答复书审核级数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "机关信息"
        constraints = [
            models.CheckConstraint(
                name="profile_reply_reviews_few",
                condition=Q(reply_reviews__lte=3),
                violation_error_message="答复书审核级数应在0至3之间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}机关信息"


class LocalDay(Owned):
    """地方放假: a day an authority and everything beneath it does not work, or works instead; a prefecture's own festival."""

    date = models.DateField("日期")
    works = models.BooleanField("上班", default=False)
    name = models.CharField("名称", max_length=40)
    source = models.CharField("依据文号", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "地方放假"
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                name="local_day_once",
                fields=["authority", "date"],
                violation_error_message="该日已登记，请先撤销原登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"


class HolidayNotice(models.Model):
    """放假通知: the State Council's arrangement of one year as entered at the desk; a later revision replaces an earlier one."""

    year = models.PositiveSmallIntegerField("年份")
    revision = models.PositiveSmallIntegerField("版次", default=1)
    text = models.TextField("内容（TOML）")
    entered_on = models.DateField("录入日期")
    entered_by = models.ForeignKey(
        Official, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "放假通知"
        ordering = ["year", "revision"]
        constraints = [
            models.UniqueConstraint(
                name="holiday_notice_revision_once",
                fields=["year", "revision"],
                violation_error_message="该年该版次的放假通知已录入",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年放假通知（第{self.revision}版）"


class CalendarVersion(models.Model):
    """日历版次: one row whose stamp is drawn anew with every change, so that each process knows when its calendars are stale.

    A stamp and not a count: a change that is rolled back must not share its version with the next one.
    """

    stamp = models.CharField("版次", max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "日历版次"
