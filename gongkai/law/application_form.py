"""申请内容（条例第二十九条）: what an application must and may contain, for persons and for organizations.

Exactly what the article allows is asked: no purpose, no promise, no request to reduce fees. The portal's form, the clerk's
form and the printed form all read these rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

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


class Help(Word):
    """需要的帮助: what an applicant with difficulty reading, seeing or hearing asks for (条例第四十三条)."""

    READ_ALOUD = "read_aloud", "宣读、讲解"
    WRITE_DOWN = "write_down", "代为填写"
    LARGE_PRINT = "large_print", "大字版"
    SCREEN_READER = "screen_reader", "便于读屏软件使用的电子文档"
    BRAILLE = "braille", "盲文"
    SIGN_LANGUAGE = "sign_language", "手语翻译"
    OTHER = "other", "其他帮助"


class Part(Word):
    """分部: the three parts of the form, as the article lists them."""

    APPLICANT = "applicant", "申请人信息"
    INFORMATION = "information", "所需政府信息"
    MANNER = "manner", "提供形式和获取方式"
    AGENT = "agent", "代理人和共同申请人"
    HELP = "help", "需要的帮助"


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
    tick: bool = False

    def shown(self, value: str) -> str:
        """显示: the value as a page or a paper tells it."""
        return self.words(value).label if self.words and value else value


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
TICKED = "是"
"""勾选: the value of a field that is ticked; empty where it is not."""
_BESIDES = (
    Field(
        "by_agent",
        "由代理人提出",
        Part.AGENT,
        required=False,
        tick=True,
        help="委托他人代为申请的勾选，并填写代理人信息、上传授权委托书",
    ),
    Field("agent_name", "代理人姓名", Part.AGENT, required=False, personal=True, length=60),
    Field("agent_identity", "代理人证件名称", Part.AGENT, required=False, words=Identity),
    Field("agent_identity_number", "代理人证件号码", Part.AGENT, required=False, personal=True, length=60),
    Field("agent_phone", "代理人联系电话", Part.AGENT, required=False, personal=True, length=30),
    Field(
        "joint",
        "共同申请人",
        Part.AGENT,
        required=False,
        personal=True,
        long=True,
        length=1000,
        help="几人共同提出一件申请的，每行写一人的姓名和证件号码，中间空一格；上面填写的为联系人，答复书送达联系人",
    ),
    Field(
        "assistance",
        "需要的帮助",
        Part.HELP,
        required=False,
        words=Help,
        help="阅读有困难或者视力、听力有障碍的，可以要求提供帮助（条例第四十三条）",
    ),
    Field("assistance_note", "帮助的具体说明", Part.HELP, required=False, personal=True, length=200),
)
PERSON_FIELDS = (
    Field("name", "姓名", Part.APPLICANT, personal=True, length=60),
    Field("identity", "证件名称", Part.APPLICANT, words=Identity),
    Field("identity_number", "证件号码", Part.APPLICANT, personal=True, length=60),
    *_CONTACT,
    *_INFORMATION,
    *_BESIDES,
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
    *_BESIDES,
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


def unrepresented(given: Mapping[str, str]) -> Iterator[Unlawful]:
    """代理的欠缺: who applies for somebody else says who they are; the proxy itself is a paper and comes as a file."""
    if not given.get("by_agent", "").strip():
        return
    for name in _AGENT:
        if not given.get(name, "").strip():
            label = next(row.label for row in _BESIDES if row.key == name)
            yield Unlawful(f"由代理人提出的，应当填写{label}", regulation(29), field=name)


_AGENT = ("agent_name", "agent_identity", "agent_identity_number", "agent_phone")


@dataclass(frozen=True)
class Joint:
    """共同申请人: one of those who apply together, besides the contact."""

    name: str
    identity_number: str


def joint_applicants(text: str) -> Iterator[Joint]:
    """共同申请人: one to a line, name and identity number, as they were written down."""
    for line in text.splitlines():
        name, _, proof = unicodedata.normalize("NFKC", line).strip().partition(" ")
        if name:
            yield Joint(name, proof.strip())


def unproven(text: str) -> Iterator[Unlawful]:
    """共同申请人的欠缺: each of them proves who they are, as the contact does."""
    for number, each in enumerate(joint_applicants(text), 1):
        if len(each.identity_number) < SHORTEST_PROOF:
            reason = f"共同申请人第{number}行应当写明姓名和证件号码，中间空一格"
            yield Unlawful(reason, regulation(29), field="joint")


SHORTEST_PROOF = 5
"""证件号码最短: no proof of identity has a shorter number."""
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
            for refusal in chain(unreachable(self.values), unrepresented(self.values)):
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

    @property
    def joint(self) -> tuple[Joint, ...]:
        """共同申请人: those who apply together with the contact."""
        return tuple(joint_applicants(self.values.get("joint", "")))

    @property
    def by_agent(self) -> bool:
        """由代理人提出: whether somebody applies on the applicant's behalf."""
        return bool(self.values.get("by_agent", ""))

    @property
    def addressee(self) -> str:
        """收件人: the applicant, those who apply with them, and the agent through whom the letter goes."""
        names = "、".join((self.name, *(each.name for each in self.joint)))
        agent = self.values.get("agent_name", "").strip()
        return f"{names}（代理人：{agent}）" if self.by_agent and agent else names

    @property
    def help_wanted(self) -> str:
        """需要的帮助: what the applicant asked for, in words; empty for nothing (条例第四十三条)."""
        kind, note = self.values.get("assistance", ""), self.values.get("assistance_note", "").strip()
        return "：".join(part for part in (Help(kind).label if kind else "", note) if part)


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
