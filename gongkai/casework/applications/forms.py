"""表单: the application as it is filled in, and one form per act. A valid form hands over a value of the law."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as StdnumError

from gongkai.law.application_form import CLARIFIED, INDISPENSABLE, Field, Filled, Identity, Part, fields, unreachable
from gongkai.law.applications import (
    CLARIFICATION_PERIOD,
    Act,
    ApplicantKind,
    Standing,
    extension_term,
)
from gongkai.law.consultations import Consultee, Opinion
from gongkai.law.fees import TARIFFS, Measure
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.receipt import Channel
from gongkai.law.service import ServiceMethod
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.traps import PublicForm, new_once_token

ORGANIZATIONS = [kind for kind in ApplicantKind if kind is not ApplicantKind.PERSON]


def _form_field(row: Field) -> forms.Field:
    if row.words is not None:
        words = [(word.value, word.label) for word in row.words if word is not Identity.CREDIT_CODE]
        return forms.ChoiceField(label=row.label, required=row.required, choices=[("", "请选择"), *words])
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
        values = {row.key: str(self.cleaned_data.get(row.key) or "").strip() for row in self.rows}
        return Filled(self.kind(), channel, values)


def _plain_number(text: str) -> str:
    """A number as it was issued, however it was typed: full-width, spaced, in small letters."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    closed = "".join(plain.split())
    return closed if closed.isascii() else plain


_CODE = re.compile(r"[0-9A-Z]{15,20}")
_OF_RESIDENTS = {Identity.ID_CARD, Identity.HMT_RESIDENCE_PERMIT}


def _is_of_a_resident(number: str) -> bool:
    """By birthday and check digit alone (GB 11643): no list of districts is as new as the districts are."""
    try:
        ric.get_birth_date(number)
    except StdnumError:
        return False
    return re.fullmatch(r"[0-9]{17}[0-9X]", number) is not None and ric.calc_check_digit(number) == number[-1]


class PublicApplication(ApplicationFields, PublicForm):
    """网上申请表: the same form for the public, with its quiet guards."""

    def clean(self) -> dict[str, Any]:
        """Ask for a contact, and for the one the chosen way of obtaining needs."""
        cleaned = super().clean() or {}
        for refusal in unreachable({name: str(value or "") for name, value in cleaned.items()}):
            if refusal.field not in self.errors:
                self.add_error(refusal.field, refusal.reason)
        return cleaned


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
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields[row.key].required = row.key in INDISPENSABLE
            self.fields[row.key].help_text = ""  # what it tells, it tells the applicant

    @property
    def checks_numbers(self) -> bool:
        """核对号码: a slip of the pen is found out; what the paper says is taken when the clerk says that it does."""
        return not self.cleaned_data.get("as_written")

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


# -- one form per act ---------------------------------------------------------------------------------------------------


class ActForm(Form):
    """办理表: the day of the act and the version of the file the page showed; subclasses add the details."""

    act: ClassVar[Act]
    day_label: ClassVar[str] = "办理日期"
    personal: ClassVar[frozenset[str]] = frozenset()
    """What an entry may not hold, because it is the applicant's own."""

    on = DateField(label="办理日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fields["on"].label = self.day_label
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the file; subclasses narrow choices and set first values."""

    def details(self) -> dict[str, JSON]:
        """明细: the details of the step as plain values."""
        beside = {"on", "seen"} | self.personal
        return {name: _plain(value) for name, value in self.cleaned_data.items() if name not in beside}

    def step(self) -> Step:
        """环节: the value the law takes."""
        return Step(self.act.value, cast(date, self.cleaned_data["on"]), self.details())


def _plain(value: object) -> JSON:
    if isinstance(value, Word):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | bool) or value is None else str(value).strip()


def _long_text(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=4000, help_text=help_text, required=required, widget=area)


class ConfirmForm(ActForm):
    """与申请人确认."""

    act = Act.CONFIRM
    day_label = "确认日期"


class AskClarificationForm(ActForm):
    """告知补正."""

    act = Act.ASK_CLARIFICATION
    day_label = "告知日期"
    points = _long_text("需要补正的事项", "应当一次性告知，请列全")
    days = forms.IntegerField(
        label="补正期限（工作日）", min_value=1, max_value=60, initial=CLARIFICATION_PERIOD.length
    )


class ClarifyForm(ActForm):
    """收到补正."""

    act = Act.CLARIFY
    day_label = "收到补正日期"
    personal = frozenset({CLARIFIED})
    clarified = _long_text(
        "补正后的内容描述",
        "申请人补正后对所需信息的描述，答复书照此引述；只补正了身份证明、联系方式等的不填",
        required=False,
    )


class ConsultForm(ActForm):
    """征求意见."""

    act = Act.CONSULT
    day_label = "发出日期"
    of = WordField(Consultee, label="征求意见的对象", empty="请选择")
    subject = _long_text("征求意见的内容", "概括涉及对方的信息，不写申请人的个人情况")


class _OfConsultation(ActForm):
    """对某一项征求意见."""

    consultation = forms.ChoiceField(label="征求意见")

    def fit(self) -> None:
        """Offer the consultations that are still open."""
        options = [
            (each.key, f"第{each.key}项：{each.of.label}（{each.sent_on:%Y-%m-%d}发出）")
            for each in self.standing.consultations
            if each.answered_on is None
        ]
        cast(forms.ChoiceField, self.fields["consultation"]).choices = options


class ServeConsultationForm(_OfConsultation):
    """征求意见书送达."""

    act = Act.SERVE_CONSULTATION
    day_label = "对方收到日期"


class AnswerConsultationForm(_OfConsultation):
    """收到意见."""

    act = Act.ANSWER_CONSULTATION
    day_label = "收到意见日期"
    opinion = WordField(Opinion, label="意见", empty="请选择")


class ExtendForm(ActForm):
    """延长答复期限."""

    act = Act.EXTEND
    day_label = "批准日期"
    days = forms.IntegerField(label="延长的工作日数", min_value=1)
    reason = _long_text("延长期限的理由", "将告知申请人")

    def fit(self) -> None:
        """Offer the whole extension the law allows."""
        most = extension_term(self.standing.version).length
        self.fields["days"].initial = most
        self.fields["days"].help_text = f"最长{most}个工作日，只能延长一次"


class AskReasonsForm(ActForm):
    """要求说明理由."""

    act = Act.ASK_REASONS
    day_label = "告知日期"
    facts = _long_text("申请数量、频次明显超过合理范围的事实")
    days = forms.IntegerField(label="说明理由的期限（工作日）", min_value=1, max_value=60, initial=10)


class GiveReasonsForm(ActForm):
    """收到说明."""

    act = Act.GIVE_REASONS
    day_label = "收到说明日期"


class DeferForm(ActForm):
    """确定延迟答复期限."""

    act = Act.DEFER
    day_label = "批准日期"
    until = DateField(label="延迟至")
    reason = _long_text("延迟答复的理由", "将告知申请人")


class NotifyFeeForm(ActForm):
    """发出收费通知."""

    act = Act.NOTIFY_FEE
    day_label = "发出日期"
    received_on = DateField(label="申请人收到日期")
    measure = WordField(
        Measure,
        label="计费方式",
        empty="请选择",
        help_text="；".join(f"{tariff.measure.label}：{tariff.basis.gist}" for tariff in TARIFFS),
    )
    quantity = forms.IntegerField(
        label="数量", min_value=1, help_text="按件的填本件拆分的件数（一般为1），按量的填提供的页数；金额由系统计算"
    )
    earlier = forms.IntegerField(
        label="本月此前的件数", min_value=0, required=False, help_text="按件的填写：该申请人本月此前向本机关申请的件数"
    )


class PayForm(ActForm):
    """收到缴费."""

    act = Act.PAY
    day_label = "完成缴费日期"


class DraftForm(ActForm):
    """拟办答复: an outcome, and the elements its letter must state."""

    act = Act.DRAFT
    day_label = "拟办日期"

    def __init__(self, *args: Any, outcome_key: str, **kwargs: Any) -> None:
        self.leaf: Outcome = outcome(outcome_key)
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        """Ask for exactly the elements this outcome needs, and for those the law leaves open."""
        drafted = self.standing.draft.elements if self.standing.draft else {}
        for element in (*self.leaf.elements, *self.leaf.optional):
            field = _long_text(element.label, required=element in self.leaf.elements)
            field.initial = drafted.get(element.value, "")
            self.fields[element.value] = field

    def details(self) -> dict[str, JSON]:
        """The outcome and its elements."""
        elements: dict[str, JSON] = {
            element.value: str(self.cleaned_data[element.value]).strip()
            for element in (*self.leaf.elements, *self.leaf.optional)
        }
        return {"outcome": self.leaf.key, "elements": elements}


class ReplyForm(ActForm):
    """签发答复: the number is drawn by the register, the letter is made from the draft."""

    act = Act.REPLY
    day_label = "签发日期"


class ServeForm(ActForm):
    """送达答复."""

    act = Act.SERVE
    day_label = "送达日期"
    method = WordField(ServiceMethod, label="送达方式", empty="请选择")
    proof = forms.CharField(
        label="送达凭证", max_length=200, help_text="邮件号、送达回证编号或者平台回执；签收人的姓名留在送达回证上"
    )
    agreed = forms.BooleanField(
        label="申请人同意电子送达", required=False, help_text="申请时没有选择电子方式的，电子送达须经其同意"
    )
    courier = forms.BooleanField(label="交由快递企业寄递", required=False)

    def fit(self) -> None:
        """Say which day each method means."""
        points = "；".join(f"{method.label}填{method.point}" for method in ServiceMethod)
        self.fields["on"].help_text = points


class EndForm(ActForm):
    """撤回或者终止."""

    reason = _long_text("事由")


class WithdrawForm(EndForm):
    """申请人撤回."""

    act = Act.WITHDRAW
    day_label = "收到撤回日期"


class TerminateForm(EndForm):
    """终止办理."""

    act = Act.TERMINATE


class LapseForm(ActForm):
    """视为放弃."""

    act = Act.LAPSE


class ArchiveForm(ActForm):
    """归档."""

    act = Act.ARCHIVE


_FORMS: tuple[type[ActForm], ...] = (
    ConfirmForm,
    AskClarificationForm,
    ClarifyForm,
    ConsultForm,
    ServeConsultationForm,
    AnswerConsultationForm,
    ExtendForm,
    AskReasonsForm,
    GiveReasonsForm,
    DeferForm,
    NotifyFeeForm,
    PayForm,
    DraftForm,
    ReplyForm,
    ServeForm,
    WithdrawForm,
    TerminateForm,
    LapseForm,
    ArchiveForm,
)
ACT_FORMS: Mapping[Act, type[ActForm]] = {form.act: form for form in _FORMS}
"""办理表: the form of each act; a test proves that none is missing."""
