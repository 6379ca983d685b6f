"""办理表: one form per act. A valid form hands over the step that the law takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, cast

from django import forms

from gongkai.law.application_form import CLARIFIED
from gongkai.law.applications import CLARIFICATION_PERIOD, Act, EndCause, Standing, extension_term
from gongkai.law.consultations import Consultee, Opinion
from gongkai.law.fees import TARIFFS, Measure
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.service import ServiceMethod
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, WordField, long_text
from gongkai.web.step_forms import StepForm


class ActForm(StepForm):
    """办理表: on an application; subclasses add the details."""

    act: ClassVar[Act]
    day_label: ClassVar[str] = "办理日期"
    personal: ClassVar[frozenset[str]] = frozenset()
    """What an entry may not hold, because it is the applicant's own."""

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fields["on"].label = self.day_label
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the file; subclasses narrow choices and set first values."""

    def details(self) -> dict[str, JSON]:
        """明细: without what is the applicant's own."""
        return {name: value for name, value in super().details().items() if name not in self.personal}


_long_text = partial(long_text, most=4000)


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
    asked = forms.ChoiceField(
        label="被征求意见的机关",
        required=False,
        help_text="其他行政机关（含共同制作机关）在本平台的，选明后由其在工作台答复；不在本平台的，登记后生成意见码",
    )
    addressee = forms.CharField(
        label="对方姓名（名称）", max_length=100, required=False, help_text="写在征求意见书的抬头；其他行政机关写全称"
    )

    def fit(self) -> None:
        """Offer the authorities of the platform."""
        names = Authority.objects.order_by("code").values_list("code", "name")
        cast(forms.ChoiceField, self.fields["asked"]).choices = [("", "不在本平台，或者征求第三方意见"), *names]

    def details(self) -> dict[str, JSON]:
        """明细: the authority only where one was chosen."""
        return {name: value for name, value in super().details().items() if name != "asked" or value}


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
    path: str = ""
    """The answers that led to this outcome, in words; the draft keeps them."""

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
        self._fit_despite()
        self.fields["attachments"] = _long_text(
            "附件名称", "随答复书一并提供的附件，每行一个名称，印在正文之下；没有的不填", required=False
        )
        self.fields["attachments"].initial = "\n".join(self.standing.draft.attachments if self.standing.draft else ())

    def _fit_despite(self) -> None:
        """Where a third party objects: why it is disclosed all the same, which that party is told (条例第三十二条)."""
        if self.standing.caution(self.leaf) is None:
            return
        self.fields["despite"] = _long_text(
            "决定公开的理由",
            "不公开可能对公共利益造成重大影响的理由，将写入给第三方的决定公开告知书；第三方不同意公开的内容没有公开的，不填",
            required=self.leaf.key == "disclosed",
        )
        self.fields["despite"].initial = self.standing.draft.despite if self.standing.draft else ""

    def details(self) -> dict[str, JSON]:
        """The outcome and its elements."""
        elements: dict[str, JSON] = {
            element.value: str(self.cleaned_data[element.value]).strip()
            for element in (*self.leaf.elements, *self.leaf.optional)
        }
        details: dict[str, JSON] = {"outcome": self.leaf.key, "elements": elements}
        for name in ("attachments", "despite"):
            said = str(self.cleaned_data.get(name) or "").strip()
            if said or self.initial.get(name):
                details[name] = said
        return {**details, "path": self.path} if self.path else details


class ReviewForm(ActForm):
    """审核同意: by somebody other than who drafted it."""

    act = Act.REVIEW
    day_label = "审核日期"


class ReturnForm(ActForm):
    """退回修改."""

    act = Act.RETURN
    day_label = "退回日期"
    reason = _long_text("退回的理由", "写明需要修改之处")


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
    cause = WordField(EndCause, label="终止原因", empty="请选择")


class LapseForm(ActForm):
    """视为放弃."""

    act = Act.LAPSE


class ReopenForm(ActForm):
    """依决定重新办理."""

    act = Act.REOPEN
    day_label = "收到决定或者裁判日期"
    decision = forms.CharField(label="复议决定书或者裁判文书的文号", max_length=80)
    until = DateField(label="决定的答复期限", help_text="决定没有写明期限的，按法定期限推算后填写")


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
    ReviewForm,
    ReturnForm,
    ReplyForm,
    ServeForm,
    WithdrawForm,
    TerminateForm,
    LapseForm,
    ReopenForm,
    ArchiveForm,
)
ACT_FORMS: Mapping[Act, type[ActForm]] = {form.act: form for form in _FORMS}
"""办理表: the form of each act but the splitting, which has a page of its own; a test proves that none is missing."""
