"""成文: a report as a document for Word and PDF, from its content alone; the same content always gives the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.law.annual_report.procedure import Erratum
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.layout import Printed, PrintedCell
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Table as StatutoryTable
from gongkai.oversight.reports.content import Content
from gongkai.papers.document import Block, Document, Heading, Note, PageBreak, Paragraph, Signature, Table
from gongkai.papers.grid import Align, Cell, Grid

_SUBHEAD = re.compile(r"（[一二三四五六七八九十]+）[^。；]{1,28}")


def document(
    content: Content, *, made_on: date | None = None, errata: Sequence[Erratum] = (), source: str = ""
) -> Document:
    """年报文件: title, sections with their tables, the signature once it has a day, and what was put right since.

    ``source`` is told where the report was published elsewhere and only taken in here.
    """
    blocks = [*_sections(content, made_on), *_errata(content, errata)]
    if source:
        blocks.append(Note(f"注：本件按已经公布的报告收录，来源：{source}。"))
    return Document(
        title=content.title,
        blocks=tuple(blocks),
        authority=content.authority,
        made_on=made_on,
    )


def _sections(content: Content, made_on: date | None) -> Iterator[Block]:
    """The sections that say anything; an annex begins a page of its own behind the signature."""
    told = [section for section in _form_sections(content) if section.tables or content.read(section.key)]
    body = [section for section in told if not is_annex(section)]
    for section in body:
        yield from _section(content, section)
    if content.stated:
        yield Heading("报告所述数据")
        yield Table(stated_grid(content))
    if made_on is not None:
        yield Signature(content.authority, made_on)
    for section in told[len(body) :]:
        if body:
            yield PageBreak()
        yield from _section(content, section)


def _form_sections(content: Content) -> tuple[Section, ...]:
    return content.form.sections if content.form else ()


def _section(content: Content, section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    yield from paragraphs(content.read(section.key))
    if section.tables:
        yield Table(grid(section.printed(content.sheets)))
        yield from (Note(note) for note in notes(content, section))


def _errata(content: Content, errata: Sequence[Erratum]) -> Iterator[Block]:
    for erratum in errata:
        yield Heading(f"更正说明（{chinese_date(erratum.on)}）")
        yield Paragraph(f"更正理由：{erratum.reason}")
        yield Table(errata_grid(content, erratum), widths=(6, 2, 2))


def is_annex(section: Section) -> bool:
    """附件: whether a section stands behind the signature, as the table of 2014 does."""
    return section.title.startswith("附件")


def _signature(content: Content, made_on: date | None) -> Iterator[Signature]:
    if made_on is not None:
        yield Signature(content.authority, made_on)


def paragraphs(text: str) -> Iterator[Heading | Paragraph]:
    """分段: each line of a text; a short line numbered （一） is a heading."""
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        yield Heading(line, 2) if _SUBHEAD.fullmatch(line) else Paragraph(line)


def grid(printed: Printed) -> Grid:
    """表格: the printed cells of a statutory table for a carrier; what is neither head nor number, a unit, is centred."""
    return Grid(tuple(_cell(each) for each in printed))


def _cell(each: PrintedCell) -> Cell:
    align = None if each.head or each.numeric else Align.CENTER
    return Cell(each.row, each.column, each.text, each.rowspan, each.colspan, each.head, align)


def stated_grid(content: Content) -> Grid:
    """所述数据: what a report without tables stated in words; the sentences where they were kept."""
    rows = [(each.label, each.value, each.unit, each.excerpt) for each in content.stated]
    width = 4 if any(each.excerpt for each in content.stated) else 3
    return Grid.from_rows([row[:width] for row in [("指标", "数", "单位", "原文"), *rows]], head_rows=1)


def notes(content: Content, section: Section) -> list[str]:
    """表注: which figures of the section's tables were filled in by hand, and from where; one note for each source."""
    by_source: dict[str, list[str]] = {}
    for table in section.tables:
        typed = list(content.typed(table))
        for source in dict.fromkeys(value.source for _, value in typed):
            cells = [table.describe(*cell) for cell, value in typed if value.source == source]
            by_source.setdefault(source, []).append(_which(table, cells, all_of_them=len(cells) == len(typed)))
    filled = [f"注：{'，'.join(which)}为填报数，来源：{source}。" for source, which in by_source.items()]
    unread = sum(
        content.sheets[table.key].value(*cell).state is State.UNREAD for table in section.tables for cell in table.cells
    )
    return [*filled, f"注：有{unread}格在原件中不能辨认，空着不表示没有。"] if unread else filled


def _which(table: StatutoryTable, cells: Sequence[str], *, all_of_them: bool) -> str:
    """The cells meant: the whole table where all that was typed in it comes from one place."""
    if all_of_them and len(cells) == len(table.counted):
        return table.title
    return table.title + "、".join(cells)


def errata_grid(content: Content, erratum: Erratum) -> Grid:
    """更正表: where, what was published, what it should be."""
    rows = [(each.where, each.was, each.now) for each in content.changes(erratum)]
    return Grid.from_rows([("更正之处", "原公布", "更正为"), *rows], head_rows=1)
