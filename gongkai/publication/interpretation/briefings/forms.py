"""吹风会、宣讲表单: a valid form hands over values of the law."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.briefings import AttendanceProof, Audience, Briefing, BriefingKind, Turnout
from gongkai.law.interpretation import AuthorRole
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.forms import DayForm, text
from gongkai.web.forms import DateField, WordField
from gongkai.web.traps import new_once_token


class AnnounceBriefingForm(DayForm):
    """预告吹风会、宣讲."""

    kind = WordField(BriefingKind, label="种类")
    held_on = DateField(label="举行日期")
    place = text("地点", required=True, most=120)
    audience = WordField(Audience, label="听众")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in AuthorRole:
            self.fields[f"speaker_{role.value}"] = text(
                f"主讲人：{role.label}", "姓名和职务，几人的用顿号隔开", most=60
            )

    def clean(self) -> dict[str, Any]:
        """Somebody speaks."""
        cleaned = super().clean() or {}
        if not any((cleaned.get(f"speaker_{role.value}") or "").strip() for role in AuthorRole):
            self.add_error("speaker_drafter", "应当写明至少一位主讲人和身份")
        return cleaned

    def told(self) -> Briefing:
        """一场吹风会、宣讲."""
        said = self.cleaned_data
        names = [(role, said[f"speaker_{role.value}"].strip()) for role in AuthorRole]
        speakers = tuple((role, name) for role, name in names if name)
        return Briefing(said["kind"], said["held_on"], said["place"].strip(), said["audience"], speakers)


class HoldBriefingForm(AnnounceBriefingForm):
    """登记举行."""

    attended = forms.IntegerField(label="到场人数", min_value=1, max_value=1000000)
    proof = WordField(AttendanceProof, label="人数凭证")
    kept = text("凭证的编号或者存放处", "签到表、照片的编号，存放在哪里；签到人的姓名留在签到表上", required=True)
    questions = forms.IntegerField(label="现场答问数", min_value=0, max_value=10000, initial=0)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def turnout(self) -> Turnout:
        """到场情况."""
        said = self.cleaned_data
        return Turnout(said["attended"], said["proof"], said["kept"].strip(), said["questions"])


class CorrectBriefingForm(AnnounceBriefingForm):
    """更正预告."""

    reason = text("更正的理由", required=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CorrectHeldForm(HoldBriefingForm):
    """更正已举行的."""

    reason = text("更正的理由", required=True)


class CallOffBriefingForm(DayForm):
    """取消."""

    reason = text("取消的理由", "登记有误的也在这里取消，写明误在哪里", required=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


def first_values(row: PolicyBriefing) -> dict[str, object]:
    """初值: the event as it stands."""
    names: dict[str, list[str]] = {}
    for each in row.speakers:
        names.setdefault(f"speaker_{each['role']}", []).append(each["name"])
    told: dict[str, object] = {name: "、".join(many) for name, many in names.items()}
    held = {"attended": row.attended or None, "proof": row.proof, "kept": row.kept, "questions": row.questions}
    return {"kind": row.kind, "held_on": row.day, "place": row.place, "audience": row.audience, **held, **told}
