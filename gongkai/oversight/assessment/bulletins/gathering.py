"""通报取数: what the records of a period say of every unit beneath: findings by unit and kind, slots, returns, lights, ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import JSON
from gongkai.law.supervision.measures import MEASURES, Window
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.vetoes import VETOES
from gongkai.office.authorities.models import Authority
from gongkai.oversight.assessment.measures.registry import finders, lights
from gongkai.oversight.assessment.sheets import queries as sheets
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.oversight.supervision.findings.models import Finding

COUNTED = ("late_slots", "late_replies", "late_letters", "missing_interpretation", "late_tasks", "late_report")
"""逐单位列数的计量项."""
_NAMES = {each.key: each.label for each in VETOES}


@dataclass(frozen=True)
class BulletinTable:
    """通报的一张表."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def data(self) -> dict[str, JSON]:
        """存储的样子."""
        heads: list[JSON] = [*self.heads]
        rows: list[JSON] = [[*row] for row in self.rows]
        return {"title": self.title, "heads": heads, "rows": rows}


def gathered(office: Authority, window: Window, run: AssessmentRun | None, today: date) -> list[BulletinTable]:
    """取数: the tables that have something to say."""
    units = list(Authority.objects.filter(parent=office, dissolved_on=None).order_by("path"))
    found = [*_findings(units, window, today), _counts(units, window), *_lights(units, window)]
    if run is not None:
        found.append(_ranks(run))
    return [each for each in found if each.rows]


def _findings(units: Sequence[Authority], window: Window, today: date) -> Iterator[BulletinTable]:
    rows = Finding.objects.everywhere().filter(unit__in=units, found_on__gte=window.since, found_on__lte=window.until)
    found = list(rows.exclude(dossier__outcome="lifted").select_related("dossier", "unit"))
    by_unit: list[tuple[str, ...]] = []
    for unit in units:
        mine = [each for each in found if each.unit_id == unit.pk]
        if mine:
            mended = sum(each.dossier.outcome == "mended" for each in mine)
            late = sum(_late(each, today) for each in mine)
            grave = sum(each.gravity != Gravity.ORDINARY for each in mine)
            by_unit.append((unit.name, *map(str, (len(mine), grave, mended, len(mine) - mended, late))))
    yield BulletinTable(
        "检查发现（按单位）", ("单位", "发现", "其中严重或触及红线", "已整改", "未办结", "其中逾期"), tuple(by_unit)
    )
    kinds = Counter(_NAMES.get(each.indicator, "人工检查") for each in found)
    yield BulletinTable(
        "检查发现（按种类）", ("种类", "发现"), tuple((name, str(times)) for name, times in kinds.most_common())
    )


def _late(finding: Finding, today: date) -> bool:
    due = finding.dossier.due_on
    return finding.dossier.closed_on is None and due is not None and due < today


def _counts(units: Sequence[Authority], window: Window) -> BulletinTable:
    """A row for each unit that has anything late or missing; a dash where nothing counts the measure."""
    rows: list[tuple[str, ...]] = []
    for unit in units:
        counts = [str(sum(1 for _ in finders()[key](unit, window))) if key in finders() else "—" for key in COUNTED]
        if any(each not in ("0", "—") for each in counts):
            rows.append((unit.name, *counts))
    heads = ("单位", *(MEASURES[key].label for key in COUNTED))
    return BulletinTable("逾期和缺漏（按单位）", heads, tuple(rows))


def _lights(units: Sequence[Authority], window: Window) -> Iterator[BulletinTable]:
    """三灯: where a room of the house gives them."""
    tell = lights()
    if tell is not None:
        told = tell(units, window.until)
        rows = tuple((unit.name, *told[unit.code]) for unit in units if unit.code in told)
        yield BulletinTable("三灯", ("单位", "灯", "情况"), rows)


def _ranks(run: AssessmentRun) -> BulletinTable:
    found = sheets.ranking(sheets.told_all(run))
    rows = tuple(
        (str(each.rank), each.told.sheet.authority.name, f"{each.told.score.total:f}", each.told.score.verdict.label)
        for each in found
    )
    return BulletinTable(f"{run.title}得分", ("名次", "单位", "得分", "结论"), rows)
