"""考核文书: the result of a run as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.law.grammar.dates import chinese_date
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.oversight.assessment.sheets.queries import Ranked
from gongkai.papers.document import Document, Note, Paragraph, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def table(found: Sequence[Ranked]) -> Grid:
    """考核结果表: a column for each indicator of the first level."""
    parts = found[0].told.scheme.parts() if found else ()
    weighs = bool(found) and found[0].told.scheme.share is not None
    heads = [
        "名次",
        "单位",
        *(each.label for each in parts),
        "重大扣分",
        "加分",
        "总分",
        *(["折合综合考核"] if weighs else []),
        "结论",
    ]
    rows = [
        [
            str(each.rank),
            each.told.sheet.authority.name,
            *(_said(each.told.score.lines[part.key].left) for part in parts),
            _said(each.told.score.major),
            _said(each.told.score.bonus),
            f"{each.told.score.total:f}",
            *([f"{each.told.scheme.composite(each.told.score.total)}"] if weighs else []),
            each.told.score.verdict.label,
        ]
        for each in found
    ]
    return Grid.from_rows([heads, *rows], head_rows=1, caption="考核结果")


def _said(points: Decimal) -> str:
    """Without the noughts that a division leaves behind."""
    return f"{points.quantize(Decimal('0.01')).normalize():f}"


def as_document(run: AssessmentRun, found: Sequence[Ranked]) -> Document:
    """考核结果（文书）."""
    unit = run.authority.name
    settled = all(each.told.standing.closed_on for each in found)
    lead = (
        f"考核期{chinese_date(run.since)}至{chinese_date(run.until)}，依据“{run.version}”，共考核{len(found)}个单位。"
    )
    note = "各单位得分已核定。" if settled else "尚有得分表没有核定，名次为暂定。"
    grid = replace(table(found), caption="")
    blocks = (Paragraph(lead), Table(grid, (5.0, 16.0, *[6.0] * (grid.width - 4), 8.0, 7.0)), Note(note))
    return Document(f"{run.title}结果", blocks, authority=unit, made_on=run.run_on)


def made(run: AssessmentRun, found: Sequence[Ranked], carrier: str) -> tuple[bytes, str]:
    """成文件: the bytes and what they are."""
    if carrier == "xlsx":
        return write_xlsx([table(found)], title=run.title, author=run.authority.name, made_on=run.run_on), XLSX
    return write_docx(as_document(run, found)), DOCX
