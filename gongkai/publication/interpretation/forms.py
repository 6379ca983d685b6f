"""解读表单: the package as it is filled in. A valid form hands over the plan the act takes."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from gongkai.law.disclosure import ReleaseChannel, Source
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.interpretation import LOCAL_NEEDED, NEEDED, AuthorRole, Form, LocalPart, Part, PolicyOrigin, gaps
from gongkai.law.script import LISTS, Box, Script, read_rows, written_rows
from gongkai.publication.interpretation.acts import Plan, Speaker, script_of
from gongkai.publication.interpretation.models import Package
from gongkai.web.forms import DateField, WordField, long_text
from gongkai.web.forms import Form as HouseForm

SPEAKERS = (AuthorRole.UNIT_HEAD, AuthorRole.GOVERNMENT_HEAD, AuthorRole.LEADER, AuthorRole.EXPERT, AuthorRole.MEDIA)


def area(
    label: str, rows: int = 4, help_text: str = "", *, required: bool = False, most: int = 4000
) -> forms.CharField:
    """多行文字."""
    return long_text(label, help_text, required=required, rows=rows, most=most)


def text(label: str, help_text: str = "", *, required: bool = False, most: int = 200) -> forms.CharField:
    """一行文字."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def many(
    label: str, choices: list[tuple[str, str]], help_text: str = "", *, required: bool = False
) -> forms.MultipleChoiceField:
    """多选."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class DayForm(HouseForm):
    """办理表: the day of the act and the edition the page showed."""

    on = DateField(label="办理日期")

    @property
    def day(self) -> date:
        """办理日期."""
        return cast(date, self.cleaned_data["on"])


class PlanForm(DayForm):
    """解读方案和材料: plan, parts, and the structured text of which every view is made."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = text("解读标题")
    forms_chosen = many("解读形式", Form.choices(), "时间轴、流程、对照表和问答由下面填的内容直接画出")
    channels = many("发布渠道", ReleaseChannel.choices())
    people = text("解读人", "谁起草谁解读，填起草人；公开时署此名", most=100)
    section = text("起草科室", most=60)
    planned_on = DateField(label="计划发布日期", required=False, help_text="不填为与文件同日")

    def __init__(self, *args: Any, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.later = later
        for role in SPEAKERS:
            self.fields[f"speaker_{role.value}"] = text(role.label, "姓名，不参与的不填", most=40)
        for part in Part:
            star = "必备" if part in NEEDED else ""
            self.fields[part.value] = area(part.label, 3, star)
        self.fields["gist"] = area("一句话概括", 2, "三十秒版从这里取，写成完整的句子", most=300)
        self.fields["points"] = area("要点", 4, "一行一个要点", most=4000)
        for box in Box:
            self.fields[f"box_{box.value}"] = area(box.label, 2, most=500)
        for name, kind in LISTS.items():
            self.fields[name] = area(kind.title, 4, f"一行一条：{kind.pattern}", most=8000)
        if later:
            self._ask_for_the_reprint()

    def _ask_for_the_reprint(self) -> None:
        self.fields["source"] = WordField(Source, label="来源")
        self.fields["origin"] = WordField(PolicyOrigin, label="政策层级")
        self.fields["reprinted_from"] = text("转载自", "转载的必填：媒体或者机关名称、原文网址")
        self.fields["licence"] = text("授权或者许可依据", "转载的必填：如“本单位订阅稿件，许可转载”")
        for part in LocalPart:
            star = "转载的必填" if part in LOCAL_NEEDED else ""
            self.fields[f"local_{part.value}"] = area(part.label, 2, star, most=500)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """分组: the fields under their headings."""
        local = [f"local_{part.value}" for part in LocalPart]
        named = [
            ("方案", ["on", "title", "forms_chosen", "channels", "people", "section", "planned_on"]),
            ("参与解读的人", [f"speaker_{role.value}" for role in SPEAKERS]),
            ("转载和本地说明", ["source", "origin", "reprinted_from", "licence", *local] if self.later else []),
            ("解读要素", [part.value for part in Part]),
            ("一看就懂", [f"box_{box.value}" for box in Box]),
            ("要点和图表", ["gist", "points", *LISTS]),
        ]
        return [(title, [self[name] for name in names]) for title, names in named if names]

    def clean(self) -> dict[str, Any]:
        """Read the rows, then name every gap at its field."""
        cleaned = super().clean() or {}
        for name, kind in LISTS.items():
            try:
                cleaned[f"rows_{name}"] = read_rows(kind, cleaned.get(name) or "", name)
            except Unlawful as wrong:
                self.add_error(name, wrong.reason)
                cleaned[f"rows_{name}"] = ()
        for gap in gaps(self._plan(cleaned).facts()):
            field = {"forms": "forms_chosen", "local": "local_means"}.get(gap.value, gap.value)
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, gap.label)
        return cleaned

    def plan(self) -> Plan:
        """解读方案: the value the act takes."""
        return self._plan(self.cleaned_data)

    def _plan(self, cleaned: dict[str, Any]) -> Plan:
        def said(name: str) -> str:
            return str(cleaned.get(name) or "").strip()

        return Plan(
            title=said("title"),
            forms=tuple(Form(form) for form in cleaned.get("forms_chosen") or ()),
            people=said("people"),
            parts={part.value: said(part.value) for part in Part if said(part.value)},
            planned_on=cleaned.get("planned_on"),
            channels=tuple(ReleaseChannel(channel) for channel in cleaned.get("channels") or ()),
            speakers=tuple(
                Speaker(role, said(f"speaker_{role.value}")) for role in SPEAKERS if said(f"speaker_{role.value}")
            ),
            script=Script(
                gist=said("gist"),
                points=tuple(line.strip() for line in said("points").splitlines() if line.strip()),
                boxes={box.value: said(f"box_{box.value}") for box in Box if said(f"box_{box.value}")},
                **{name: cleaned.get(f"rows_{name}", ()) for name in LISTS},
            ),
            source=cleaned.get("source") or Source.OWN,
            origin=cleaned.get("origin") or PolicyOrigin.OWN,
            reprinted_from=said("reprinted_from"),
            licence=said("licence"),
            local={part.value: said(f"local_{part.value}") for part in LocalPart if said(f"local_{part.value}")},
            section=said("section"),
        )


def first_values(package: Package | None, parts: dict[str, str], people: str, section: str) -> dict[str, object]:
    """初值: what the package said last, or the sketch of the document's own sentences."""
    if package is None:
        chosen = {"forms_chosen": [Form.TEXT.value], "channels": [ReleaseChannel.WEBSITE.value]}
        where = {"source": Source.OWN.value, "origin": PolicyOrigin.OWN.value}
        return {**parts, **chosen, **where, "people": people, "section": section, "seen": 0}
    told = script_of(package)
    names = ("title", "channels", "people", "section", "source", "origin", "reprinted_from", "licence", "planned_on")
    return {
        **{name: getattr(package, name) for name in names},
        **package.parts,
        "forms_chosen": package.forms,
        **{f"speaker_{each['role']}": each["name"] for each in package.speakers},
        **{f"local_{name}": value for name, value in package.local.items()},
        **{f"box_{name}": value for name, value in told.boxes.items()},
        **{name: written_rows(getattr(told, name)) for name in LISTS},
        "gist": told.gist,
        "points": "\n".join(told.points),
        "seen": package.edition,
    }
