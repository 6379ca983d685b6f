"""拟办表: the drafts that rest on something found: a repetition on its proof, another body on the tree of authorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from gongkai.casework.applications.act_forms import DraftForm
from gongkai.casework.applications.finding import queries
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Standing
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcome_path import walk
from gongkai.law.outcomes import Element
from gongkai.law.repetition import OUTSIDE, Earlier, OutsideAnswer
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, Form


class RepeatedForm(DraftForm):
    """重复申请: the earlier application is chosen from those found; what the letter says of it comes from the record."""

    proof = forms.ChoiceField(
        label="此前的申请",
        help_text="列出本机关已经答复、同一申请人、内容相同的此前申请；答复书所写的日期、文号由系统填写",
    )
    outside_on = DateField(label="系统外答复日期", required=False, help_text="选择系统外的填写，由审核人核对原件")
    outside_number = forms.CharField(label="系统外答复文号", required=False, max_length=60)

    def __init__(self, *args: Any, provable: Sequence[Earlier], **kwargs: Any) -> None:
        self.provable = {each.number: each for each in provable}
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        """Offer what was found, and a paper from before the system."""
        super().fit()
        rows = [(each.number, f"{each.told}（重合{each.share:.0%}）") for each in self.provable.values()]
        outside = (OUTSIDE, "系统外：系统启用前以纸质办理的此前申请")
        cast(forms.ChoiceField, self.fields["proof"]).choices = [("", "请选择"), *rows, outside]
        self.fields[Element.EARLIER.value].required = False
        self.fields[Element.EARLIER.value].label = "补充说明"
        self.fields[Element.EARLIER.value].initial = ""

    def clean(self) -> dict[str, Any]:
        """Ask for the day and number of a paper that no file tells of."""
        cleaned = super().clean() or {}
        if cleaned.get("proof") == OUTSIDE:
            for name in ("outside_on", "outside_number"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"选择系统外的，应当填写{self.fields[name].label}")
        return cleaned

    def details(self) -> dict[str, JSON]:
        """The outcome, its proof, and the earlier application and answer as the record has them."""
        given, proof = self.cleaned_data, str(self.cleaned_data["proof"])
        details = super().details()
        more = str(given[Element.EARLIER.value] or "").strip()
        if proof == OUTSIDE:
            told = OutsideAnswer(given["outside_on"], given["outside_number"]).told
            details |= {
                "outside_on": self.plain(given["outside_on"]),
                "outside_number": given["outside_number"].strip(),
            }
        else:
            told = self.provable[proof].told
        said = told if not more or more == told else f"{told}。{more.removeprefix(told).strip('。 ')}"
        return details | {"proof": proof, "elements": {Element.EARLIER.value: said}}


class OtherAuthorityForm(DraftForm):
    """非本机关: the right authority is chosen from the tree, which fills in its name and contact, or it is written."""

    body = forms.ChoiceField(
        label="负责公开的机关", required=False, help_text="选定后，答复书写明其名称和联系方式；不在列表中的，在下面填写"
    )

    def __init__(self, *args: Any, bodies: Mapping[int, Authority], **kwargs: Any) -> None:
        self.bodies = bodies
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        """Offer the authorities of the tree."""
        super().fit()
        rows = [(str(key), row.name) for key, row in self.bodies.items()]
        cast(forms.ChoiceField, self.fields["body"]).choices = [("", "不能确定，或者在下面填写"), *rows]
        self.order_fields(["on", Element.REASON.value, "body", Element.RIGHT_AUTHORITY.value])

    def details(self) -> dict[str, JSON]:
        """The outcome and its elements; what was written prevails over what the tree says."""
        details = super().details()
        elements = cast(dict[str, JSON], details["elements"])
        chosen = str(self.cleaned_data.get("body") or "")
        if chosen and not elements[Element.RIGHT_AUTHORITY.value]:
            elements[Element.RIGHT_AUTHORITY.value] = queries.told(self.bodies[int(chosen)])
        return details


def draft_form(
    application: Application,
    data: Mapping[str, Any] | None,
    *,
    standing: Standing,
    outcome_key: str,
    initial: Mapping[str, object],
    asked: Mapping[str, str],
    on: date,
) -> DraftForm:
    """拟办表: of this outcome, with what follows from the path of questions that led to it filled in.

    A draft made before prevails over what follows from the path.
    """
    found = walk(standing, asked)
    told = found if found.leaf and found.leaf.key == outcome_key and found.answered else None
    given: dict[str, Any] = {"standing": standing, "outcome_key": outcome_key, "initial": initial}
    match outcome_key:
        case "repeated":
            near = queries.alike(application, top=application.authority, on=on)
            form: DraftForm = RepeatedForm(data, provable=queries.provable(application, near, on), **given)
        case "other_authority":
            form = OtherAuthorityForm(data, bodies=queries.right_authorities(application.authority, on), **given)
        case _:
            form = DraftForm(data, **given)
    if told is not None:
        form.path = told.note
        for element, said in told.elements.items():
            if not form.fields[element.value].initial:
                form.fields[element.value].initial = said
    return form


class ConvertForm(Form):
    """提出转为主动公开: the words under which it is proposed for the catalogue."""

    phrase = forms.CharField(
        label="事项",
        max_length=100,
        help_text="拟纳入公开目录的事项名称，不写申请人的情况，如“农村道路养护资金分配结果”",
    )


class PublicationForm(Form):
    """登记已主动公开."""

    index_number = forms.CharField(label="索引号", max_length=60, help_text="公开该信息的内容的索引号")
