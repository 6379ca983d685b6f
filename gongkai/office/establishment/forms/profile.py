"""机关信息表单: the facts of a profile in parts, each asked of those who answer for it; every number is held to its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Profile
from gongkai.office.authorities.queries import profile_print
from gongkai.office.journal.numbers import LETTER_CODE
from gongkai.web.colours import Colour
from gongkai.web.forms import Form

Check = Callable[[str], None]
BRACKETS = "（）()〔〕[]［］【】{}｛｝<>〈〉《》「」"
COLOURS = Colour.choices()
"""主题色: those the style sheet has."""


@dataclass(frozen=True, slots=True)
class Part:
    """部分: facts that belong together, and whose they are to change."""

    title: str
    fields: tuple[str, ...]
    roles: frozenset[Role]
    help: str = ""


ANSWERABLE = frozenset({Role.SIGNER, Role.DISPATCHER})
"""答复和收费所用: what the authority says of itself is changed by who signs for it or runs its disclosure office."""

PARTS = (
    Part(
        "公开工作机构和联系方式",
        ("disclosure_office", "address", "postcode", "hours", "phone", "fax", "email", "supervision_phone"),
        ANSWERABLE,
        "公开指南和网页页脚都从这里取，保存后立即生效。",
    ),
    Part(
        "发文",
        ("letter_code", "letter_head", "reply_reviews"),
        ANSWERABLE,
        "改动代字后，答复书从新代字的1号起编；以前的文号不变。拟办人和签发人总是两人，审核级数另计。",
    ),
    Part("收费账户", ("fee_payee", "fee_bank", "fee_account"), ANSWERABLE, "信息处理费的收款账户，三项一并填写。"),
    Part("复议和诉讼", ("review_body", "court"), ANSWERABLE, "写入答复书的救济告知。复议机关不填的，按法定管辖写明。"),
    Part(
        "网站",
        ("site_name", "site_address", "site_identity", "icp_record", "police_record", "colour", "grey"),
        ANSWERABLE | {Role.SYSTEM_ADMINISTRATOR},
        "网站名称和备案信息显示在本机关及下级机关的页脚，由最上级机关填写。",
    ),
)


def parts_of(roles: Collection[Role]) -> tuple[Part, ...]:
    """可改部分: the parts that holders of these roles may change."""
    return tuple(part for part in PARTS if part.roles & frozenset(roles))


def _shape(pattern: str, message: str) -> Check:
    def check(text: str) -> None:
        if not re.fullmatch(pattern, text):
            raise ValidationError(message)

    return check


def _letter_code(code: str) -> None:
    if not LETTER_CODE.fullmatch(code) or set(code) & set(BRACKETS):
        raise ValidationError("发文机关代字不能含数字、空格和括号，年份和序号由系统编排")


def _phone(text: str) -> None:
    if not re.fullmatch(r"[0-9+()（）\-—－转、，,；;/ ]+", text) or len(re.findall(r"[0-9]", text)) < 3:
        raise ValidationError("电话应为号码，如0900-1234567、0900-1234567转801；多个号码用顿号隔开")


def _column(name: str) -> models.Field[Any, Any]:
    column = Profile._meta.get_field(name)
    assert isinstance(column, models.Field)  # noqa: S101 (a profile has columns only)
    return column


def label_of(name: str) -> str:
    """项目名称: as the table names it."""
    return str(_column(name).verbose_name)


def _text(name: str, *checks: Check, help_text: str = "") -> forms.CharField:
    longest = _column(name).max_length
    return forms.CharField(
        label=label_of(name), max_length=longest, required=False, validators=checks, help_text=help_text
    )


class ProfileForm(Form):
    """机关信息: the parts one may change; hands over the facts as they are to be."""

    disclosure_office = _text(
        "disclosure_office", help_text="承担政府信息公开日常工作的机构，如“示例县政府办公室政务公开科”"
    )
    address = _text("address")
    postcode = _text("postcode", _shape(r"[0-9]{6}", "邮政编码应为6位数字"))
    hours = _text("hours", help_text="如“工作日8:30—12:00，14:30—18:00”")
    phone = _text("phone", _phone)
    fax = _text("fax", _phone)
    email = forms.EmailField(label=label_of("email"), required=False, max_length=254)
    supervision_phone = _text("supervision_phone", _phone)
    letter_code = _text("letter_code", _letter_code, help_text="如“示民公复”，文号即为示民公复〔2025〕1号")
    letter_head = _text("letter_head", help_text="答复书红色标头的文字，不填的用机关全称")
    reply_reviews = forms.TypedChoiceField(
        label=label_of("reply_reviews"),
        coerce=int,
        required=False,
        choices=[("0", "不设审核"), ("1", "一级审核"), ("2", "二级审核"), ("3", "三级审核")],
        help_text="拟办之后、签发之前须经几级审核，如法制审核",
    )
    fee_payee = _text("fee_payee")
    fee_bank = _text("fee_bank")
    fee_account = _text("fee_account", _shape(r"[0-9][0-9 \-]{4,38}[0-9]", "收款账号应为数字，可用空格或短横分段"))
    review_body = _text("review_body")
    court = _text("court")
    site_name = _text("site_name")
    site_address = _text(
        "site_address",
        _shape(r"(https?://)?[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+(:[0-9]+)?(/\S*)?", "网址应如www.example.gov.cn"),
    )
    site_identity = _text("site_identity", _shape(r"[0-9]{10}", "政府网站标识码应为10位数字"))
    icp_record = _text(
        "icp_record", _shape(r"\w{1,4}ICP备[0-9]{8,12}号(-[0-9]+)?", "ICP备案号应如“甘ICP备12345678号-1”")
    )
    police_record = _text(
        "police_record", _shape(r"\w{1,4}公网安备 ?[0-9]{14}号", "公安联网备案号应如“甘公网安备 12345678901234号”")
    )
    colour = forms.ChoiceField(label=label_of("colour"), choices=COLOURS)
    grey = forms.BooleanField(
        label=label_of("grey"),
        required=False,
        help_text="全国性哀悼日等按要求将网页显示为灰色；最上级机关勾选的，下级一并变灰",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, profile: Profile, parts: Collection[Part]) -> None:
        initial = {name: getattr(profile, name) for part in PARTS for name in part.fields}
        super().__init__(data, initial=initial | {"seen": profile_print(profile)})
        self._parts = parts
        mine = {name for part in parts for name in part.fields} | {"seen"}
        for name in set(self.fields) - mine:
            del self.fields[name]

    def parts(self) -> list[tuple[Part, list[forms.BoundField]]]:
        """分部: each part with its fields."""
        return [(part, [self[name] for name in part.fields]) for part in self._parts]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole account: a payer cannot use a part of it."""
        cleaned = super().clean() or {}
        account = ("fee_payee", "fee_bank", "fee_account")
        if any(cleaned.get(name) for name in account):
            for name in account:
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, f"请填写{label_of(name)}：收款户名、开户银行、收款账号应当一并填写")
        return cleaned

    def clean_reply_reviews(self) -> int:
        """Nothing chosen is no review."""
        return int(self.cleaned_data["reply_reviews"] or 0)

    def facts(self) -> dict[str, str | bool | int]:
        """信息: every fact asked for, as it is to be."""
        return {name: fact for name, fact in self.cleaned_data.items() if name != "seen"}
