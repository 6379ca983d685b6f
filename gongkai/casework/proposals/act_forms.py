"""建议提案办理表: the form of each act; a valid one hands over the step that the law takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, cast

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.proposal_flow import Act
from gongkai.law.proposal_replies import ReplyClass, TalkWay
from gongkai.law.proposal_routing import UnitDuty, suggest_units
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, WordField, long_text
from gongkai.web.step_forms import StepForm

words = partial(long_text, most=2000)


class ProposalForm(StepForm):
    """建议提案办理表: knows the file as it stands and the units it may go to; empty fields are left out of the step."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, standing: Standing, units: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing, self.offered = standing, units
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the file."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "")}

    def units_of_file(self) -> list[tuple[str, str]]:
        """本件承办单位: as choices."""
        names = {each.code: each.name for each in self.offered}
        return [(unit.code, names.get(unit.code, unit.code)) for unit in self.standing.units]


class AnalyseForm(ProposalForm):
    """逐件分析分解."""

    act = Act.ANALYSE
    points = words("要点", "一行一个，每个要点交给一个单位答复", rows=6)

    def fit(self) -> None:
        """What was found before stands in the field."""
        self.fields["points"].initial = "\n".join(point.text for point in self.standing.points)

    def details(self) -> dict[str, JSON]:
        """明细: the lines that say something."""
        lines: list[JSON] = [line.strip() for line in str(self.cleaned_data["points"]).splitlines() if line.strip()]
        return {"points": lines}


class ReasonForm(ProposalForm):
    """写明理由的各步."""

    reason = words("理由")


class ReturnForm(ReasonForm):
    """退回转来机关."""

    act = Act.RETURN


class RecordForm(ProposalForm):
    """补录办理结果."""

    act = Act.RECORD
    stated = forms.CharField(label="补录的出处", max_length=200, help_text="哪一份台账、哪一份报告")
    lead = forms.ChoiceField(label="主办单位", required=False)
    handed_over_on = DateField(label="交办日期", required=False, help_text="不知道的不填；缺日期的不算按期")
    replied_on = DateField(label="答复日期", required=False)
    reply_class = forms.ChoiceField(label="答复类别", required=False, choices=[("", "不知道"), *ReplyClass.choices()])
    published_on = DateField(label="公开日期", required=False)
    extended = forms.IntegerField(label="延长月数", required=False, min_value=0, max_value=12)

    def fit(self) -> None:
        """Any unit beneath the office."""
        field = cast(forms.ChoiceField, self.fields["lead"])
        field.choices = [("", "不知道"), *((each.code, each.name) for each in self.offered)]


class RouteForm(ProposalForm):
    """分办: the lead unit, and of each point who answers it; whoever has a point and does not lead joins."""

    act = Act.ROUTE
    lead = forms.ChoiceField(label="主办单位")
    duty = words("职责依据", "权责清单、三定规定里的哪一项", rows=2)

    def fit(self) -> None:
        """One field for each point."""
        units = [(each.code, each.name) for each in self.offered]
        lead = cast(forms.ChoiceField, self.fields["lead"])
        lead.choices = [("", "请选择"), *units]
        lead.initial = self.standing.lead.code if self.standing.lead else ""
        for point in self.standing.points:
            self.fields[f"point_{point.key}"] = forms.ChoiceField(
                label=f"要点{point.key}：{point.text[:60]}",
                choices=[("", "由主办单位答复"), *units],
                required=False,
                initial=point.unit,
            )

    def advise(self, title: str, duties: Sequence[UnitDuty]) -> None:
        """分办建议: beneath each field, whose duty it probably is and why; nothing is chosen for anybody."""
        said = {"lead": " ".join([title, *(point.text for point in self.standing.points)])}
        said |= {f"point_{point.key}": point.text for point in self.standing.points}
        names = {each.code: each.name for each in self.offered}
        for name, text in said.items():
            found = [each for each in suggest_units(text, duties) if each.unit in names]
            told = "；".join(f"{names[each.unit]}（{each}）" for each in found)
            self.fields[name].help_text = f"可以考虑：{told}" if told else ""

    def details(self) -> dict[str, JSON]:
        """明细: the joint units follow from the points."""
        given = super().details()
        routed = {name.removeprefix("point_"): given.pop(name) for name in list(given) if name.startswith("point_")}
        named = {key: str(code) for key, code in routed.items() if code != given["lead"]}
        joint: list[JSON] = list(dict.fromkeys(named.values()))
        return {**given, "joint": joint, "units": dict(named)}


class ReassignForm(RouteForm):
    """改派承办单位."""

    act = Act.REASSIGN
    reason = words("改派的理由", rows=2)


class AcceptForm(ProposalForm):
    """接受承办."""

    act = Act.ACCEPT


class DeclineForm(ReasonForm):
    """提出分办异议."""

    act = Act.DECLINE


class AppointForm(ReasonForm):
    """指定承办."""

    act = Act.APPOINT
    unit = forms.ChoiceField(label="承办单位")

    def fit(self) -> None:
        """Those who have not taken it."""
        waiting = {unit.code for unit in self.standing.units if not unit.stands}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [
            (code, name) for code, name in self.units_of_file() if code in waiting
        ]


class AssignForm(ProposalForm):
    """内部交办."""

    act = Act.ASSIGN
    section = forms.CharField(label="承办科室、承办人", max_length=80)


class TalkForm(ProposalForm):
    """与提出人沟通."""

    act = Act.TALK
    way = WordField(TalkWay, label="沟通方式", empty="请选择")
    said = words("沟通情况")


class OpineForm(ProposalForm):
    """提出协办意见."""

    act = Act.OPINE
    opinion = long_text("协办意见", most=5000, rows=8)


class ExtendForm(ReasonForm):
    """延长办理期限."""

    act = Act.EXTEND
    months = forms.IntegerField(label="延长月数", min_value=1, max_value=11)


class UrgeForm(ProposalForm):
    """催办."""

    act = Act.URGE
    text = words("催办内容", rows=2)
