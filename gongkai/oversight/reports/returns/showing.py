"""呈现: the figures of a return by part as its page draws them, and its steps in words."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.grammar.sheets import Number
from gongkai.law.monthly.indicators import MonthlyIndicator, Part, of_part
from gongkai.law.monthly.returns import Act, Adjusted
from gongkai.office.journal import queries as journal
from gongkai.oversight.reports.events import Event
from gongkai.oversight.reports.returns.content import ReturnContent
from gongkai.oversight.reports.returns.models import MonthlyReturn


@dataclass(frozen=True, slots=True)
class Line:
    """一行: a figure as it stands, what the ledger had, and the correction beside it."""

    indicator: MonthlyIndicator
    number: Number | None
    counted: Number | None
    adjusted: Adjusted | None


@dataclass(frozen=True, slots=True)
class Shown:
    """一部分."""

    part: Part
    lines: list[Line]


def lines(content: ReturnContent) -> list[Shown]:
    """各部分: in the order of the return; a way letters come by that brought none is not told."""
    figures = content.figures
    return [
        Shown(
            part,
            [
                Line(each, figures[each.key], content.counted[each.key], content.corrections.get(each.key))
                for each in of_part(part)
                if each.key in figures
                and (figures[each.key] or each.key in content.corrections or not each.name.startswith("source_"))
            ],
        )
        for part in Part
    ]


def events(row: MonthlyReturn) -> list[Event]:
    """办理过程: every entry of a return, the latest first."""
    return [
        Event(
            on=line.step.on if line.step else line.on,
            title=Act(line.act).label if line.act in {act.value for act in Act} else line.label,
            by=line.by.name if line.by else "系统",
            text=_told(line),
            amended=line.amended_by is not None,
        )
        for line in reversed(journal.timeline(row.dossier))
    ]


def _told(line: journal.Line) -> str:
    details = line.step.details if line.step else {}
    key = str(details.get("key", ""))
    names = {each.key: each.label for part in Part for each in of_part(part)}
    said = [names[key]] if key in names else []
    if line.act == Act.CORRECT:
        said.append(f"台账{details['was']}，更正为{details['now']}")
    if line.act == Act.SUBMIT:
        said.append(f"内容摘要{str(details['digest'])[:16]}")
    said += [str(details[name]) for name in ("reason", "waits_reason") if details.get(name)]
    return "；".join(said)
