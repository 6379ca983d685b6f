"""通报文书: as Word or Excel, as it is issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.law.supervision.bulletins import Standing
from gongkai.oversight.assessment.bulletins.gathering import BulletinTable
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.sheets.papers import DOCX
from gongkai.papers.document import Block, Document, Heading, Signature, Table, paragraphs
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx


def grid(table: BulletinTable) -> Grid:
    """成格."""
    return Grid.from_rows([table.heads, *table.rows], head_rows=1, caption=table.title)


def as_document(bulletin: Bulletin, at: Standing, tables: Sequence[BulletinTable]) -> Document:
    """通报（文书）: what is general, the tables, what is asked, and who issued it."""
    unit = bulletin.authority.name
    blocks: list[Block] = [Heading("一、总体情况"), *paragraphs(at.opening or "（起草中）"), Heading("二、具体情况")]
    for number, table in enumerate(tables, 1):
        blocks += [
            Heading(f"（{'一二三四五六七八九十'[number - 1]}）{table.title}", 2),
            Table(replace(grid(table), caption="")),
        ]
    blocks += [Heading("三、工作要求"), *paragraphs(at.demands or "（起草中）")]
    on = at.closed_on or at.last_on
    blocks.append(Signature(unit, on, seal=True))
    return Document(bulletin.dossier.title, tuple(blocks), subtitle=at.number, authority=unit, made_on=on)


def made(bulletin: Bulletin, at: Standing, tables: Sequence[BulletinTable], carrier: str) -> tuple[bytes, str]:
    """成文件: the bytes and what they are."""
    if carrier == "xlsx":
        grids = [grid(each) for each in tables] or [Grid.from_rows([["没有可列的数据"]])]
        return write_xlsx(grids, title=bulletin.dossier.title, author=bulletin.authority.name), XLSX
    return write_docx(as_document(bulletin, at, tables)), DOCX
