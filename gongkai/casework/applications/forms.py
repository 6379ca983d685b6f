"""申请表: the application as it is filled in, online or from paper. A valid form hands over a value of the law."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as StdnumError

from gongkai.casework.applications.attaching.forms import PaperField, WithFiles
from gongkai.law.applicants import ORAL, OralProof, Purpose, incomplete_oral
from gongkai.law.application_form import (
    INDISPENSABLE,
    TICKED,
    Field,
    Filled,
    Help,
    Identity,
    Part,
    fields,
    unproven,
    unreachable,
    unrepresented,
)
from gongkai.law.applications import (
    ApplicantKind,
)
from gongkai.law.receipt import Channel, receipt
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import PublicForm, new_once_token

ORGANIZATIONS = [kind for kind in ApplicantKind if kind is not ApplicantKind.PERSON]


def _form_field(row: Field) -> forms.Field:
    if row.words is not None:
        words = [(word.value, word.label) for word in row.words if word is not Identity.CREDIT_CODE]
        empty = "不需要" if row.words is Help else "请选择"
        return forms.ChoiceField(
            label=row.label, required=row.required, choices=[("", empty), *words], help_text=row.help
        )
    if row.tick:
        return forms.BooleanField(label=row.label, required=row.required, help_text=row.help)
    if row.key == "email":
        return forms.EmailField(label=row.label, required=row.required, max_length=row.length, help_text=row.help)
    widget = forms.Textarea(attrs={"rows": 6}) if row.long else forms.TextInput
    return forms.CharField(
        label=row.label, required=row.required, max_length=row.length, widget=widget, help_text=row.help
    )


class ApplicationFields(Form):
    """申请表: the rows of 条例第二十九条 for one kind of applicant; an organization also names its type."""

    wrong_number: ClassVar[str] = ""
    """What to do about a number that cannot be right, after the reason."""

    def __init__(self, *args: Any, organization: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        self.rows = fields(ApplicantKind.OTHER_ORGANIZATION if organization else ApplicantKind.PERSON)
        if organization:
            self.fields["applicant"] = forms.ChoiceField(
                label="单位类型",
                choices=[("", "请选择"), *((kind.value, kind.label) for kind in ORGANIZATIONS)],
                help_text="与年度报告的统计口径一致",
            )
        for row in self.rows:
            self.fields[row.key] = _form_field(row)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """分部: the fields under the three headings of the form."""
        chosen: dict[Part, list[forms.BoundField]] = {part: [] for part in Part}
        if self.organization:
            chosen[Part.APPLICANT].append(self["applicant"])
        for row in self.rows:
            chosen[row.part].append(self[row.key])
        return [(part.label, bound) for part, bound in chosen.items()]

    def folded(self, title: str) -> bool:
        """收起: whether a part is one that few need; it lies open once something in it is filled in or wrong."""
        return title in _FEW_NEED

    def touched(self, part: Sequence[forms.BoundField]) -> bool:
        """已填: whether something stands in one of these fields, or is wrong with it."""
        return any(bound.errors or (self.is_bound and bound.data and bound.data != bound.initial) for bound in part)

    def clean_identity_number(self) -> str:
        """Refuse a number whose check digit is wrong: it would send the letter to nobody."""
        number = _plain_number(str(self.cleaned_data["identity_number"]))
        if number and self.checks_numbers:
            if self.organization and _CODE.fullmatch(number) and not uscc.is_valid(number):
                raise ValidationError(f"统一社会信用代码有误：应为18位，且校验位相符{self.wrong_number}")
            if self.cleaned_data.get("identity") in _OF_RESIDENTS and not _is_of_a_resident(number):
                raise ValidationError(f"居民身份证号码有误：应为18位，且校验位相符{self.wrong_number}")
        return number

    @property
    def checks_numbers(self) -> bool:
        """核对号码: whether a number that cannot be right is refused."""
        return True

    def kind(self) -> ApplicantKind:
        """申请人类型."""
        return ApplicantKind(self.cleaned_data["applicant"]) if self.organization else ApplicantKind.PERSON

    def filled(self, channel: Channel) -> Filled:
        """填好的申请: the value the law knows."""
        return Filled(self.kind(), channel, {row.key: self.written(row) for row in self.rows})

    def written(self, row: Field) -> str:
        """填写的值: as an application keeps it."""
        if row.tick:
            return TICKED if self.cleaned_data.get(row.key) else ""
        return str(self.cleaned_data.get(row.key) or "").strip()


_FEW_NEED = {Part.AGENT.label, Part.HELP.label}


def _plain_number(text: str) -> str:
    """A number as it was issued, however it was typed: full-width, spaced, in small letters."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    closed = "".join(plain.split())
    return closed if closed.isascii() else plain


_CODE = re.compile(r"[0-9A-Z]{15,20}")
_OF_RESIDENTS = {Identity.ID_CARD, Identity.HMT_RESIDENCE_PERMIT}


def _is_of_a_resident(number: str) -> bool:
    """By birthday and check digit alone (GB 11643): no list of districts is as new as the districts are."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    try:
        ric.get_birth_date(number)
    except StdnumError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


class PublicApplication(ApplicationFields, PublicForm, WithFiles):
    """网上申请表: the same form for the public, with its quiet guards, its papers and the draft it continues."""

    purposes = {
        "identity_file": Purpose.IDENTITY,
        "description_file": Purpose.DESCRIPTION,
        "proxy_file": Purpose.PROXY,
    }
    identity_file = PaperField(label="身份证明", help_text="身份证件或者登记证书的照片、扫描件，可以不传")
    description_file = PaperField(label="所需信息的说明材料", help_text="便于查找所需信息的材料，可以不传")
    proxy_file = PaperField(label="授权委托书", help_text="由代理人提出的，应当上传申请人签名或者盖章的授权委托书")
    draft = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def files_of(self) -> list[forms.BoundField]:
        """附件栏: the file fields in their order."""
        return [self[name] for name in self.purposes]

    def clean_phone(self) -> str:
        """Refuse what nobody can call."""
        return _callable(str(self.cleaned_data["phone"]), "联系电话")

    def clean_agent_phone(self) -> str:
        """Refuse what nobody can call."""
        return _callable(str(self.cleaned_data["agent_phone"]), "代理人联系电话")

    def clean_postcode(self) -> str:
        """Refuse what is no postcode of this country; abroad there are others, and none is asked for."""
        code = unicodedata.normalize("NFKC", str(self.cleaned_data["postcode"])).strip()
        if code and not re.fullmatch(r"[0-9]{6}", code):
            raise ValidationError("邮政编码应为6位数字；寄往境外的可以不填")
        return code

    def clean_agent_identity_number(self) -> str:
        """Refuse the agent's number where its check digit is wrong."""
        number = _plain_number(str(self.cleaned_data["agent_identity_number"]))
        if number and self.cleaned_data.get("agent_identity") in _OF_RESIDENTS and not _is_of_a_resident(number):
            raise ValidationError("代理人的居民身份证号码有误：应为18位，且校验位相符")
        return number

    def clean(self) -> dict[str, Any]:
        """Ask for a contact and the one the chosen way needs, for the agent's particulars and the proxy."""
        cleaned = super().clean() or {}
        given = {name: str(value or "") for name, value in cleaned.items()} | {
            "by_agent": TICKED if cleaned.get("by_agent") else ""
        }
        for refusal in chain(unreachable(given), unrepresented(given), unproven(given.get("joint", ""))):
            if refusal.field not in self.errors:
                self.add_error(refusal.field, refusal.reason)
        if given["by_agent"] and not cleaned.get("proxy_file") and "proxy_file" not in self.errors:
            self.add_error("proxy_file", "由代理人提出的，应当上传授权委托书")
        return cleaned


def _callable(number: str, label: str) -> str:
    plain = unicodedata.normalize("NFKC", number).strip()
    if plain and not re.fullmatch(r"\+?[0-9][0-9 ()-]{4,24}(转[0-9]{1,6})?", plain):
        raise ValidationError(f"{label}应为号码，如0900-0000000或者13900000000，分机写作“转8”")
    return plain


class PaperApplication(ApplicationFields):
    """登记表: what a clerk copies from paper, fax or an oral application, with the day it came and was confirmed.

    What the paper does not say stays empty: it has been received all the same, and the applicant may be asked for it.
    """

    wrong_number = "；申请书上确是这样写的，请勾选“号码按原样登记”"
    channel = WordField(Channel, label="提交渠道", empty="请选择")
    arrived_on = DateField(label="到达日期", help_text="当面提交、签收或者收到之日")
    confirmed_on = DateField(
        label="与申请人确认日期",
        required=False,
        help_text="平常信函、传真、邮件和网上提交的，以双方确认之日为收到申请之日",
    )
    as_written = forms.BooleanField(label="号码按原样登记", required=False)
    oral_record = long_text("口头申请笔录", "口头申请的填写：如实记录申请人的陈述，向其宣读", required=False, most=4000)
    oral_proof = WordField(OralProof, label="申请人确认方式", empty="不是口头申请", required=False)
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields[row.key].required = row.key in INDISPENSABLE
            if row.part is not Part.AGENT:
                self.fields[row.key].help_text = ""  # what it tells, it tells the applicant

    @property
    def checks_numbers(self) -> bool:
        """核对号码: a slip of the pen is found out; what the paper says is taken when the clerk says that it does."""
        return not self.cleaned_data.get("as_written")

    def clean(self) -> dict[str, Any]:
        """Refuse a day of confirmation where the law takes no notice of one: it would be lost without a word."""
        cleaned = super().clean() or {}
        channel, arrived = cleaned.get("channel"), cleaned.get("arrived_on")
        if channel and arrived and cleaned.get("confirmed_on") and receipt(channel, arrived).received_on:
            self.add_error("confirmed_on", f"{channel.label}的，以到达之日为收到申请之日，不填确认日期")
        given = {name: str(cleaned.get(name) or "") for name in ORAL}
        for name, reason in incomplete_oral(given) if channel is Channel.ORAL else ():
            self.add_error(name, reason)
        return cleaned

    def filled(self, channel: Channel) -> Filled:
        """填好的申请: of an oral one, with the clerk's record and how the applicant confirmed it."""
        said = {name: str(self.cleaned_data.get(name) or "").strip() for name in ORAL}
        filled = super().filled(channel)
        return replace(filled, values={**filled.values, **said}) if channel is Channel.ORAL else filled

    def clean_channel(self) -> Channel:
        """What came online is registered by the portal itself."""
        channel = cast(Channel, self.cleaned_data["channel"])
        if channel is Channel.ONLINE:
            raise ValidationError("网上提交的申请由系统登记，请选择其他渠道")
        return channel


class StatusQuery(Form):
    """进度查询: number and query code."""

    number = forms.CharField(label="申请编号", max_length=40)
    code = forms.CharField(label="查询码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
