"""办理表: one form per act that this room takes. A valid form hands over the step that the law takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.attributes import GROUNDS
from gongkai.law.contradictions import Contradiction
from gongkai.law.documents import Act, Attribute, Ground, ReturnCode, Review, Standing
from gongkai.law.grammar.flow import JSON
from gongkai.law.labelling import Proposal, leading
from gongkai.law.reviews import CHECKS, FOCUS
from gongkai.publication.documents.forms import check_boxes
from gongkai.web.forms import DateField, WordField, long_text
from gongkai.web.step_forms import StepForm


class ActForm(StepForm):
    """办理表: on a document; subclasses add the details."""

    act: ClassVar[Act]
    day_label: ClassVar[str] = "办理日期"

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fields["on"].label = self.day_label
        self.fit()
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])

    def fit(self) -> None:
        """Fit the fields to the file; subclasses narrow choices and set first values."""

    @staticmethod
    def plain(value: object) -> JSON:
        """明细的值: several boxes ticked are a list; what was left empty is no text."""
        if isinstance(value, list):
            return [str(each) for each in value]
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(getattr(value, "value", value)).strip()


_long_text = partial(long_text, most=2000)


def _answers(chosen: Sequence[str]) -> dict[str, JSON]:
    return {name: name in chosen for name in CHECKS}


class LabelForm(ActForm):
    """标注公开属性: proactive unless somebody gives a ground and says why."""

    act = Act.LABEL
    day_label = "标注日期"
    attribute = WordField(
        Attribute, label="公开属性", widget=forms.RadioSelect, initial=Attribute.PROACTIVE, help_text="以公开为常态"
    )
    ground = WordField(
        Ground,
        label="不公开的理由",
        empty="（主动公开的不选）",
        required=False,
        help_text="；".join(f"{ground.label}：{article.short}" for ground, article in GROUNDS.items()),
    )
    reason = _long_text("具体理由", "依申请公开、不予公开的，写明为什么", required=False)

    def __init__(self, *args: Any, proposals: Sequence[Proposal] = (), **kwargs: Any) -> None:
        self.proposals = proposals
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        """Show the label as it is; before there is one, the default of the regulation."""
        if label := self.standing.label:
            self.fields["attribute"].initial = label.attribute
            self.fields["ground"].initial = label.ground
            self.fields["reason"].initial = label.reason

    def clean(self) -> dict[str, Any]:
        """Whoever withholds says why, at the field that is missing."""
        cleaned = super().clean() or {}
        if cleaned.get("attribute") not in {None, Attribute.PROACTIVE}:
            if not cleaned.get("ground"):
                self.add_error("ground", ValidationError("不是主动公开的，应当选明理由和条文（条例第十四至十六条）"))
            if not str(cleaned.get("reason") or "").strip():
                self.add_error("reason", ValidationError("不是主动公开的，应当写明具体理由"))
        return cleaned

    def details(self) -> dict[str, JSON]:
        """The label, and what had been proposed."""
        told = super().details()
        if self.cleaned_data["attribute"] is Attribute.PROACTIVE:
            told = {"attribute": Attribute.PROACTIVE.value}
        return told | ({"proposed": leading(self.proposals).attribute.value} if self.proposals else {})


class SubmitForm(ActForm):
    """送审."""

    act = Act.SUBMIT
    day_label = "送审日期"
    wanted_on = DateField(label="要求办结日期", required=False, help_text="有时限的填写，到期提醒会列出")


class ReviewForm(ActForm):
    """审查通过: the secrecy review answers its checklist."""

    act = Act.REVIEW
    day_label = "审查日期"
    remark = _long_text("审查意见", required=False)

    def fit(self) -> None:
        """Say what this review looks at; the secrecy review has its list."""
        review = self.standing.next_review
        if review is None:
            return
        self.fields["remark"].help_text = f"{review.label}重点看：{FOCUS[review]}"
        if review is Review.SECRECY:
            self.fields["checks"] = check_boxes("审查清单", self._how_to_answer(), required=self._proactive)

    @property
    def _proactive(self) -> bool:
        return self.standing.label is not None and self.standing.label.attribute is Attribute.PROACTIVE

    def _how_to_answer(self) -> str:
        if self._proactive:
            return "逐项确认；有一项不能确认的，应当退文"
        return "逐项判断；没有勾选的记为审查发现的问题，是不公开的事实依据"

    def details(self) -> dict[str, JSON]:
        """The answers one by one; who reviewed is entered by the act."""
        told: dict[str, JSON] = {"remark": str(self.cleaned_data["remark"]).strip()}
        return told | ({"checks": _answers(self.cleaned_data["checks"])} if "checks" in self.fields else {})


class ReturnForm(ActForm):
    """退文: why, by code, and what is to be done."""

    act = Act.RETURN
    day_label = "退文日期"
    codes = forms.MultipleChoiceField(
        label="退文原因", choices=ReturnCode.choices(), widget=forms.CheckboxSelectMultiple, help_text="可以选几项"
    )
    remark = _long_text("修改意见", "写明缺什么、怎样改", required=False)


class SignForm(ActForm):
    """签发编号: the letter code; each place where the text contradicts the fields is explained, or put right first."""

    act = Act.SIGN
    day_label = "签发日期"
    code = forms.CharField(label="发文机关代字", max_length=20, help_text="文号按代字和年份顺序取得，不跳号、不重用")

    def __init__(self, *args: Any, found: Sequence[Contradiction] = (), **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        """A number once given stays; each contradiction gets a field of its own."""
        if self.standing.number:
            del self.fields["code"]
        for each in self.found:
            self.fields[each.key] = _long_text(
                f"说明：{each}", "确属正文如此的，说明原因；写错了的，退文更正", required=False
            )

    @property
    def explained(self) -> dict[str, str]:
        """说明: by the key of each contradiction."""
        return {each.key: str(self.cleaned_data.get(each.key) or "") for each in self.found}

    @property
    def code_given(self) -> str:
        """代字."""
        return str(self.cleaned_data.get("code") or "").strip()


class ArchiveForm(ActForm):
    """归档."""

    act = Act.ARCHIVE
    day_label = "归档日期"


class RenewForm(ActForm):
    """复审后仍不公开."""

    act = Act.RENEW
    day_label = "复审日期"
    reason = _long_text("仍不公开的理由", "条例第十八条：因情势变化可以公开的，应当公开")


class RelabelForm(LabelForm):
    """变更公开属性: the new label and why; what the secrecy review had found must be confirmed before it goes out."""

    act = Act.RELABEL
    day_label = "变更日期"

    def fit(self) -> None:
        """Ask for the checklist again where something had been found."""
        self.fields["reason"].label = "变更的理由"
        self.fields["reason"].required = True
        self.fields["reason"].help_text = ""
        if self.standing.findings:
            told = "原审查发现过问题，变更为主动公开的要重新逐项确认"
            self.fields["checks"] = check_boxes("审查清单", told, required=False)

    def details(self) -> dict[str, JSON]:
        """The label, the reason whatever it is, and the answers."""
        told = {**super().details(), "reason": str(self.cleaned_data["reason"]).strip()}
        return told | ({"checks": _answers(self.cleaned_data["checks"])} if "checks" in self.fields else {})


class ReopenForm(ActForm):
    """撤回后更正."""

    act = Act.REOPEN
    reason = _long_text("更正的理由", "改好后重新送审、签发，仍用原文号")


class AbandonForm(ActForm):
    """不再办理."""

    act = Act.ABANDON
    reason = _long_text("不再办理的理由")


_FORMS: tuple[type[ActForm], ...] = (
    *(LabelForm, SubmitForm, ReviewForm, ReturnForm, SignForm, ArchiveForm),
    *(RenewForm, RelabelForm, ReopenForm, AbandonForm),
)
ACT_FORMS: Mapping[Act, type[ActForm]] = {form.act: form for form in _FORMS}
"""办理表: the form of each act taken here; a test proves that the others have a page elsewhere."""
ELSEWHERE: Mapping[Act, str] = {
    Act.PACKAGE_COMPLETE: "interpretation:submit",
    Act.EXEMPT: "interpretation:exempt",
    Act.PUBLISH: "disclosure:publish_document",
    Act.WITHDRAW: "disclosure:withdraw_document",
}
"""别处的页面: acts taken by the rooms above together with what they write; offered where those pages exist."""
