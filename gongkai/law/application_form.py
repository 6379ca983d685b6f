"""申请内容（条例第二十九条）: what an application must and may contain, for persons and for organizations.

Exactly what the article allows is asked: no purpose, no promise, no request to reduce fees. The portal's form, the clerk's
form and the printed form all read these rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit", "港澳台居民居住证"
    FOREIGNER_CARD = "foreigner_card", "外国人永久居留身份证"
    OTHER = "other", "其他身份证明"
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
    Field(
        "phone",
        "联系电话",
        Part.APPLICANT,
        required=False,
        personal=True,
        length=30,
        help="用于确认收到申请。联系电话、通信地址、电子邮箱至少填写一项",
    ),
    Field("address", "通信地址", Part.APPLICANT, required=False, personal=True, length=200, help="选择邮寄的须填写"),
    Field("postcode", "邮政编码", Part.APPLICANT, required=False, personal=True, length=6),
    Field("email", "电子邮箱", Part.APPLICANT, required=False, personal=True, length=120, help="选择电子邮件的须填写"),
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
    Field("identity_number", "证件号码", Part.APPLICANT, personal=True, length=60),
    *_CONTACT,
    *_INFORMATION,
)
"""公民填写."""
ORGANIZATION_FIELDS = (
    Field("name", "名称", Part.APPLICANT, personal=True, length=120),
    Field(
        "identity_number",
        "统一社会信用代码",
        Part.APPLICANT,
        personal=True,
        length=60,
        help="没有统一社会信用代码的，填写其他身份证明的名称和号码",
    ),
    Field("representative", "法定代表人（负责人）", Part.APPLICANT, required=False, personal=True, length=60),
    Field("contact_name", "联系人", Part.APPLICANT, required=False, personal=True, length=60),
    *_CONTACT,
    *_INFORMATION,
)
"""法人或者其他组织填写."""


def fields(kind: ApplicantKind) -> tuple[Field, ...]:
    """申请项: the rows for this kind of applicant."""
    return PERSON_FIELDS if kind is ApplicantKind.PERSON else ORGANIZATION_FIELDS


def unreachable(given: Mapping[str, str]) -> Iterator[Unlawful]:
    """联系方式的欠缺: nobody can be answered without one; which of them is the applicant's choice, as is the way of obtaining."""
    if not any(given.get(name, "").strip() for name in _CONTACTS):
        yield Unlawful("应当填写联系方式：联系电话、通信地址、电子邮箱至少一项", regulation(29), field="phone")
    for way, name, label in ((Delivery.EMAIL, "email", "电子邮箱"), (Delivery.POST, "address", "通信地址")):
        if given.get("delivery") == way and not given.get(name, "").strip():
            yield Unlawful(f"选择以{way.label}方式获取的，应当填写{label}", regulation(29), field=name)


_CONTACTS = ("phone", "address", "email")
INDISPENSABLE = ("name", "description")
"""必要内容: what an application cannot be opened without; whatever else is missing, it has been received (条例第三十条)."""
_ASKED = {"身份证明": ("identity_number",), "联系方式": _CONTACTS, "提供形式": ("carrier",), "获取方式": ("delivery",)}


@dataclass(frozen=True)
class Filled:
    """填好的申请: an application as it was filled in, before anybody stored it.

    Our own form asks for everything the article lists; what comes any other way is received as it is, with its ``gaps``.
    """

    applicant: ApplicantKind
    channel: Channel
    values: Mapping[str, str]

    def __post_init__(self) -> None:
        online = self.channel is Channel.ONLINE
        for row in fields(self.applicant):
            needed = row.required if online else row.key in INDISPENSABLE
            if needed and not self.values.get(row.key, "").strip():
                raise Unlawful(f"{row.label}不能为空", regulation(29), field=row.key)
        if online:
            for refusal in unreachable(self.values):
                raise refusal

    @property
    def gaps(self) -> tuple[str, ...]:
        """欠缺: what the article wants and the application does not say; it may be asked for, once (条例第三十条)."""
        return tuple(what for what, keys in _ASKED.items() if not any(self.values.get(key, "").strip() for key in keys))

    @property
    def wanted(self) -> str:
        """所需信息: what is asked for, as the applicant has made it clear where that was needed (条例第三十条)."""
        return self.values.get(CLARIFIED, "").strip() or self.values["description"]

    @property
    def by_electronic_means(self) -> bool:
        """选择电子方式: whether the applicant asked to be answered by e-mail or online, or did not say how."""
        return self.values.get("delivery", "") in {"", Delivery.EMAIL, Delivery.ONLINE}

    @property
    def subject(self) -> str:
        """申请事项: what is asked for in one line, without what tells who asks; lists show it.

        Long digits could be somebody's number, and people write their own name and address into what they ask for.
        """
        wanted = self.values.get("document_title", "").strip() or self.values["description"].strip()
        line = _LONG_NUMBER.sub("…", self._without_the_applicant(" ".join(wanted.split())))
        return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"

    def _without_the_applicant(self, line: str) -> str:
        """The line with the applicant's own particulars masked, the longest first: a name may stand inside an address."""
        told = {
            row.key: " ".join(self.values.get(row.key, "").split()) for row in fields(self.applicant) if row.personal
        }
        for key, value in sorted(told.items(), key=lambda each: -len(each[1])):
            if len(value) >= _TELLING:
                kind = self.applicant if key == "name" else ApplicantKind.PERSON
                line = line.replace(value, masked_name(value, kind) if key in _NAMES else "…")
        return line

    @property
    def name(self) -> str:
        """申请人姓名: the name as given."""
        return self.values["name"]


CLARIFIED = "clarified"
"""补正后的内容描述: kept beside the description as it first came, which nobody overwrites."""
SUBJECT_LENGTH = 60
_NAMES = {"name", "representative", "contact_name"}
_TELLING = 2
"""One sign alone names nobody, and would be masked in every other word."""
_LONG_NUMBER = re.compile(r"[0-9０-９Xx]{7,}")


def masked_name(name: str, kind: ApplicantKind) -> str:
    """脱敏姓名: first and last character of a person (of two, the first), first and last two of an organization."""
    if kind is not ApplicantKind.PERSON:
        return f"{name[:2]}{'*' * max(len(name) - 4, 2)}{name[-2:]}" if len(name) > 4 else f"{name[:1]}***"
    return f"{name[:1]}*" if len(name) <= 2 else f"{name[:1]}{'*' * (len(name) - 2)}{name[-1:]}"
