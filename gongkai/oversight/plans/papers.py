"""要点文书: the table of tasks as Word or Excel, as it is printed behind the work points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gongkai.law.grammar.dates import chinese_date
from gongkai.oversight.plans.models import WorkPlan
from gongkai.oversight.plans.queries import TaskOn
from gongkai.papers.document import Document, Note, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADS = ("序号", "板块", "上级条款", "任务内容", "牵头单位", "配合单位", "完成期限", "凭证要求", "进展")


def table(plan: WorkPlan, found: Sequence[TaskOn]) -> Grid:
    """任务分解表: with how far each is."""
    return Grid.from_rows([HEADS, *map(_row, found)], head_rows=1, caption="任务分解表")


def _row(each: TaskOn) -> tuple[str, ...]:
    task, at = each.task, each.standing
    return (
        str(task.place),
        task.area,
        task.clause,
        task.text,
        task.authority.name,
        task.cooperating,
        f"{at.due_on:%Y-%m-%d}",
        task.wanted,
        "逾期" if each.overdue and not at.closed_on else at.state.label,
    )


def as_document(plan: WorkPlan, found: Sequence[TaskOn], on: date) -> Document:
    """任务分解表（文书）."""
    unit = plan.authority.name
    note = Note(f"{plan.source}；进展截至{chinese_date(on)}。")
    grid = replace(table(plan, found), caption="")
    blocks = (Table(grid, (5, 9, 9, 25, 12, 10, 13, 10, 7)), note)
    return Document(f"{plan.title}任务分解表", blocks, authority=unit, made_on=on)


def made(plan: WorkPlan, found: Sequence[TaskOn], carrier: str, on: date) -> tuple[bytes, str]:
    """成文件: the bytes and what they are."""
    if carrier == "xlsx":
        return write_xlsx([table(plan, found)], title=plan.title, author=plan.authority.name, made_on=on), XLSX
    return write_docx(as_document(plan, found, on)), DOCX
