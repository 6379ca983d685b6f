"""办理过程: the steps of a report in words, for the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.annual_report import Edition
from gongkai.law.annual_report.procedure import Act
from gongkai.law.annual_report.report import Place
from gongkai.office.journal import queries as journal
from gongkai.oversight.reports.models import Report

_SHOWN = 6


@dataclass(frozen=True)
class Event:
    """一条: a step as the timeline shows it."""

    on: date
    title: str
    by: str
    text: str
    amended: bool


def timeline(report: Report, form: Edition | None) -> list[Event]:
    """办理过程: every entry of the report, the latest first, who made it and what it says."""
    lines = reversed(journal.timeline(report.dossier))
    return [
        Event(
            on=line.step.on if line.step else line.on,
            title=Act(line.act).label if line.act in {act.value for act in Act} else line.label,
            by=line.by.name if line.by else "",
            text="；".join(_told(form, line.act, line.step.details)) if line.step else str(line.data.get("reason", "")),
            amended=line.amended_by is not None,
        )
        for line in lines
    ]


def of_cell(report: Report, place: Place) -> list[Event]:
    """一格的经过: every entry that filled in or cleared a cell, the latest first."""
    found = []
    for line in reversed(journal.timeline(report.dossier)):
        details: Mapping[str, Any] = line.step.details if line.step else {}
        for cell in details["cells"] if line.act == Act.FILL else ():
            if (cell["table"], cell["row"], cell["column"]) == place:
                title = f"填{cell['number']}" if cell["number"] is not None else "清空"
                text = "；".join(f"{label}：{details[name]}" for name, label in _DETAILS.items() if details.get(name))
                found.append(Event(line.on, title, line.by.name if line.by else "", text, line.amended_by is not None))
    return found


def _told(form: Edition | None, act: str, details: Mapping[str, Any]) -> Iterator[str]:
    titles = {section.key: section.title for section in form.sections} if form else {}
    if act == Act.FILL and form:
        yield from _cells(form, details["cells"])
    if act == Act.WRITE:
        yield f"{titles[details['section']]}，{len(details['text'])}字"
    if act == Act.EXPLAIN:
        yield f"{details['says']}：{details['text']}"
    if act == Act.FREEZE:
        yield f"内容摘要{details['digest'][:16]}"
    if act == Act.CORRECT and form:
        yield from (f"{_name(form, cell)}由{cell['was']}更正为{cell['now']}" for cell in details["cells"])
        yield from (f"{titles[each['section']]}“{each['was']}”更正为“{each['now']}”" for each in details["texts"])
    yield from (f"{label}：{details[name]}" for name, label in _DETAILS.items() if details.get(name))


_DETAILS = {"source": "来源", "reason": "理由"}


def _cells(form: Edition, cells: list[Mapping[str, Any]]) -> Iterator[str]:
    """What was typed: each cell with its number, a cleared one said to be so."""
    for cell in cells[:_SHOWN]:
        name = _name(form, cell)
        yield f"{name}填{cell['number']}" if cell["number"] is not None else f"{name}清空"
    if len(cells) > _SHOWN:
        yield f"共{len(cells)}格"


def _name(form: Edition, cell: Mapping[str, Any]) -> str:
    return form.tables[cell["table"]].describe(cell["row"], cell["column"])
