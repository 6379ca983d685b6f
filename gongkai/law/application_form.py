"""申请内容（条例第二十九条）: what an application must and may contain, for persons and for organizations.

Exactly what the article allows is asked: no purpose, no promise, no request to reduce fees. The portal's form, the clerk's
form and the printed form all read these rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word
from gongkai.law.receipt import Channel


class Identity(Word):
    """证件名称: the proofs of identity an applicant may name; codes as in the national data items."""

    ID_CARD = "id_card", "居民身份证"
    PASSPORT = "passport", "护照"
    HK_MACAO_PERMIT = "hk_macao_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    FOREIGNER_CARD = "foreigner_card", "外国人永久居留身份证"
    CREDIT_CODE = "credit_code", "统一社会信用代码证书"


class Carrier(Word):
    """提供形式: on what the applicant wants the information (条例第四十条)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文档"
    OTHER = "other", "其他形式"


class Delivery(Word):
    """获取方式: the way the applicant wants to obtain it."""

    POST = "post", "邮寄"
    EMAIL = "email", "电子邮件"
    COLLECT = "collect", "当面领取"
    ONLINE = "online", "网上获取"
    ON_SITE = "on_site", "当场查阅、抄录"


class Part(Word):
    """分部: the three parts of the form, as the article lists them."""

    APPLICANT = "applicant", "申请人信息"
    INFORMATION = "information", "所需政府信息"
    MANNER = "manner", "提供形式和获取方式"


@dataclass(frozen=True)
class Field:
    """申请项: a field of the form; ``personal`` fields are encrypted at rest and never listed."""

    key: str
    label: str
    part: Part
    required: bool = True
    personal: bool = False
    long: bool = False
    length: int = 100
    words: type[Word] | None = None
    help: str = ""


_CONTACT = (
    Field("phone", "联系电话", Part.APPLICANT, personal=True, length=30, help="用于与您确认收到申请和送达答复"),
    Field("address", "通信地址", Part.APPLICANT, personal=True, length=200),
    Field("postcode", "邮政编码", Part.APPLICANT, required=False, personal=True, length=6),
    Field("email", "电子邮箱", Part.APPLICANT, required=False, personal=True, length=120),
)
_INFORMATION = (
    Field(
        "description",
        "所需政府信息的内容描述",
        Part.INFORMATION,
        long=True,
        length=2000,
        help="请写明信息的名称、文号，或者便于查询的时间、事项等其他特征",
    ),
    Field("document_title", "文件名称", Part.INFORMATION, required=False, length=200),
    Field("document_number", "文号", Part.INFORMATION, required=False, length=60),
    Field("carrier", "提供形式", Part.MANNER, words=Carrier),
    Field("delivery", "获取方式", Part.MANNER, words=Delivery),
)
PERSON_FIELDS = (
    Field("name", "姓名", Part.APPLICANT, personal=True, length=60),
    Field("identity", "证件名称", Part.APPLICANT, words=Identity),
    Field("identity_number", "证件号码", Part.APPLICANT, personal=True, length=40),
    *_CONTACT,
    *_INFORMATION,
)
"""公民填写."""
ORGANIZATION_FIELDS = (
    Field("name", "名称", Part.APPLICANT, personal=True, length=120),
    Field("identity_number", "统一社会信用代码", Part.APPLICANT, personal=True, length=40),
    Field("representative", "法定代表人（负责人）", Part.APPLICANT, personal=True, length=60),
    Field("contact_name", "联系人", Part.APPLICANT, personal=True, length=60),
    *_CONTACT,
    *_INFORMATION,
)
"""法人或者其他组织填写."""


def fields(kind: ApplicantKind) -> tuple[Field, ...]:
    """申请项: the rows for this kind of applicant."""
    return PERSON_FIELDS if kind is ApplicantKind.PERSON else ORGANIZATION_FIELDS


def check_way(delivery: Delivery, given: Mapping[str, str]) -> None:
    """获取方式所需联系方式: a way of obtaining needs the contact it uses, or the reply could not be served."""
    if delivery is Delivery.EMAIL and not given.get("email"):
        raise Unlawful("选择以电子邮件获取的，应当填写电子邮箱", regulation(29), field="email")


@dataclass(frozen=True)
class Filled:
    """填好的申请: an application as it was filled in, before anybody stored it."""

    applicant: ApplicantKind
    channel: Channel
    values: Mapping[str, str]

    def __post_init__(self) -> None:
        for row in fields(self.applicant):
            if row.required and not self.values.get(row.key, "").strip():
                raise Unlawful(f"{row.label}不能为空", regulation(29), field=row.key)
        check_way(Delivery(self.values["delivery"]), self.values)

    @property
    def wanted(self) -> str:
        """所需信息: what is asked for, as the applicant has made it clear where that was needed (条例第三十条)."""
        return self.values.get(CLARIFIED, "").strip() or self.values["description"]

    @property
    def subject(self) -> str:
        """申请事项: what is asked for in one line, without digits that could be somebody's number; lists show it."""
        wanted = self.values.get("document_title", "").strip() or self.values["description"].strip()
        line = _LONG_NUMBER.sub("…", " ".join(wanted.split()))
        return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"

    @property
    def name(self) -> str:
        """申请人姓名: the name as given."""
        return self.values["name"]


CLARIFIED = "clarified"
"""补正后的内容描述: kept beside the description as it first came, which nobody overwrites."""
SUBJECT_LENGTH = 60
_LONG_NUMBER = re.compile(r"[0-9０-９Xx]{7,}")


def masked_name(name: str, kind: ApplicantKind) -> str:
    """脱敏姓名: first and last character of a person (of two, the first), first and last two of an organization."""
    if kind is not ApplicantKind.PERSON:
        return f"{name[:2]}{'*' * max(len(name) - 4, 2)}{name[-2:]}" if len(name) > 4 else f"{name[:1]}***"
    return f"{name[:1]}*" if len(name) <= 2 else f"{name[:1]}{'*' * (len(name) - 2)}{name[-1:]}"
