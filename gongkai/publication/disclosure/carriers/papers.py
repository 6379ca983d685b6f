"""线下载体纸面: an issue of the gazette, the list that goes with a transfer, and the sheet that hangs on a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.law.grammar.dates import chinese_date
from gongkai.papers.document import Block, Document, Heading, Note, PageBreak, Paragraph, Table, paragraphs
from gongkai.papers.grid import Align, Cell, Grid
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.carriers.models import GazetteIssue, GazetteItem, Poster, Transfer
from gongkai.publication.disclosure.models import Content


def gazette(issue: GazetteIssue, items: Sequence[GazetteItem]) -> Document:
    """公报: the list of what it holds by section, then each content on a page of its own, its text as it was published."""
    return Document(
        issue.title,
        (*_contents(items), *(block for item in items for block in _item(item))),
        subtitle=f"{issue.year}年第{issue.number}期",
        authority=issue.authority.name,
        made_on=issue.issued_on or issue.composed_on,
    )


def _contents(items: Sequence[GazetteItem]) -> Iterator[Block]:
    yield Heading("目录")
    for section, group in groupby(items, key=lambda item: item.section):
        yield Heading(section, 2)
        for item in group:
            number = f"（{item.content.number}）" if item.content.number else ""
            yield Paragraph(f"{item.place}. {item.content.title}{number}", indent=False)


def _item(item: GazetteItem) -> Iterator[Block]:
    content = item.content
    yield PageBreak()
    yield Heading(content.title, grand=True)
    if content.number:
        yield Paragraph(content.number, Align.CENTER, indent=False)
    yield from paragraphs(content.text or "（无文字内容，见附件）")
    yield Note(f"索引号：{content.index_number}　发布日期：{content.published_on:%Y-%m-%d}")


def transfer_list(transfer: Transfer, contents: Sequence[Content]) -> Document:
    """主动公开政府信息移送明细表 (条例第二十五条)."""
    head = ("序号", "索引号", "名称", "文号", "发布日期")
    rows = [
        (str(place), each.index_number, each.title, each.number, f"{each.published_on:%Y-%m-%d}")
        for place, each in enumerate(contents, 1)
    ]
    cells = [Cell(0, place, text, head=True) for place, text in enumerate(head)]
    cells += [Cell(line, place, text) for line, row in enumerate(rows, 1) for place, text in enumerate(row)]
    period = f"{chinese_date(transfer.since)}至{chinese_date(transfer.through)}"
    return Document(
        "主动公开政府信息移送明细表",
        (
            Paragraph(f"移送{transfer.point.name}：{period}主动公开的政府信息，共{transfer.pieces}件。"),
            Table(Grid(tuple(cells)), widths=(1, 4, 8, 3, 2)),
            Note("移送人（签名）：　　　　　　　　签收人（签名）：　　　　　　　　签收日期：　　　年　　月　　日"),
        ),
        authority=transfer.authority.name,
        made_on=transfer.delivered_on,
    )


def sheet(poster: Poster) -> Document:
    """张贴页: what hangs on the board: the content, how long, where it stands in full, and where to object."""
    content = poster.content
    ends = f"至{chinese_date(poster.ends_on)}" if poster.ends_on else "起长期"
    phone = content.authority.profile.supervision_phone or content.authority.profile.phone
    return Document(
        content.title,
        (
            *paragraphs(content.text or content.title),
            Note(
                f"公开期限：{chinese_date(poster.posted_on)}{ends}　索引号：{content.index_number}　"
                f"网上查看：{disclosed.address(content)}　监督电话：{phone}"
            ),
        ),
        subtitle=content.number,
        authority=content.authority.name,
        made_on=poster.posted_on,
    )
