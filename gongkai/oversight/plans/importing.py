"""读任务分解表: the rows of a workbook, a csv file or a pasted table as tasks, or what is wrong with each row.

A unit is found by its full or short name at or beneath the planning authority, never guessed; a row without its own due day
has the one given for the whole table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.dates import read_date
from gongkai.office.authorities.models import Authority
from gongkai.oversight.plans.acts import TaskGiven
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": ("任务内容", "工作任务", "任务", "主要任务", "工作内容", "具体任务"),
    "lead": ("牵头单位", "责任单位", "主办单位", "牵头部门", "责任部门"),
    "due": ("完成期限", "完成时限", "时限", "完成时间"),
    "area": ("板块", "领域", "类别", "重点工作"),
    "clause": ("上级条款", "上级要求", "对应条款", "依据"),
    "cooperating": ("配合单位", "协办单位", "配合部门", "参加单位"),
    "wanted": ("凭证要求", "佐证材料", "完成标志", "报送材料"),
}
NEEDED = ("text", "lead")
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class TaskFault:
    """错行: which row, and what is wrong with it; 0 is the table itself."""

    row: int
    reason: str


@dataclass(frozen=True)
class ReadTasks:
    """读得的任务: the tasks and the faults."""

    tasks: tuple[TaskGiven, ...]
    faults: tuple[TaskFault, ...]


def read_tasks(data: bytes, units: Iterable[Authority], due: date) -> ReadTasks:
    """读分解表: every worksheet; raises nothing, what cannot be read is a fault."""
    try:
        sheets = read_sheets(data, most_rows=MOST_ROWS)
    except PaperError as wrong:
        return ReadTasks((), (TaskFault(0, str(wrong)),))
    named = _by_name(units)
    found = [each for sheet in sheets for each in _sheet(sheet, named, due)]
    tasks = tuple(each for each in found if isinstance(each, TaskGiven))
    faults = tuple(each for each in found if isinstance(each, TaskFault))
    return ReadTasks(tasks, faults or (() if tasks else (TaskFault(0, "表中没有可读的行"),)))


def _by_name(units: Iterable[Authority]) -> dict[str, Authority | None]:
    """By full and by short name; a name two units bear finds neither."""
    named: dict[str, Authority | None] = {}
    for each in units:
        for name in {each.name, each.short_name} - {""}:
            named[name] = None if name in named else each
    return named


def _sheet(sheet: InSheet, named: Mapping[str, Authority | None], due: date) -> Iterator[TaskGiven | TaskFault]:
    heads = {head.replace(" ", ""): place for place, head in enumerate(sheet.heads)}
    columns = {name: heads[alias] for name, aliases in ALIASES.items() for alias in reversed(aliases) if alias in heads}
    if missing := [ALIASES[name][0] for name in NEEDED if name not in columns]:
        yield TaskFault(0, f"表“{sheet.name or '粘贴的内容'}”没有这些列：{'、'.join(missing)}")
        return
    for row in sheet.rows:
        cells = {name: row.cells[place].strip() for name, place in columns.items()}
        try:
            yield _task(cells, named, due)
        except ValueError as wrong:
            yield TaskFault(row.number, str(wrong))


def _task(cells: Mapping[str, str], named: Mapping[str, Authority | None], due: date) -> TaskGiven:
    for name in NEEDED:
        if not cells[name]:
            raise ValueError(f"没有{ALIASES[name][0]}")
    if len(cells["text"]) > 1000:
        raise ValueError("任务内容最多1000个字")
    lead = named.get(cells["lead"])
    if lead is None:
        why = "有重名" if cells["lead"] in named else "不是本机关或者所属单位的全称、简称"
        raise ValueError(f"牵头单位“{cells['lead']}”{why}")
    said = cells.get("due", "")
    try:
        day = read_date(said) if said else due
    except ValueError as wrong:
        raise ValueError(f"完成期限：{wrong}") from None
    return TaskGiven(
        cells.get("area", ""),
        cells.get("clause", ""),
        cells["text"],
        lead,
        cells.get("cooperating", ""),
        day,
        cells.get("wanted", ""),
    )
