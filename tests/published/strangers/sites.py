"""网站: the same report in the markup of content systems of other provinces, of editors and of programs that save pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from random import Random

from tests.published import grids
from tests.published.grids import Box, Grid, Merged
from tests.published.strangers.matter import Matter

Cell = Callable[[Box], str]
"""How a cell is written: its text in whatever tags the system puts around it."""


def spans(box: Box) -> str:
    """The attributes of a merged cell, none where nothing is merged."""
    return (f' rowspan="{box.rowspan}"' if box.rowspan > 1 else "") + (
        f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    )


def table(boxes: Grid, cell: Cell, *, attributes: str = "", td: str = "td", body: str = "tbody") -> str:
    """A table with its merged cells, every text written by ``cell``."""
    lines = (
        "<tr>" + "".join(f"<{td}{spans(box)}>{cell(box)}</{td}>" for box in row) + "</tr>"
        for row in grids.rows(boxes, Merged.DROPPED)
    )
    inner = "\n".join(lines)
    return f"<table{attributes}>{f'<{body}>{inner}</{body}>' if body else inner}</table>"


def page(
    matter: Matter, paragraph: str, cell: Cell, *, apart: bool = False, attributes: str = "", body: str = "tbody"
) -> str:
    """The report as paragraphs and tables; ``paragraph`` is a template for one of them."""
    return "\n".join(
        _blocks(matter, paragraph, lambda boxes: table(boxes, cell, attributes=attributes, body=body), apart)
    )


def _blocks(matter: Matter, paragraph: str, draw: Callable[[Grid], str], apart: bool = False) -> Iterator[str]:
    yield paragraph.format(matter.lead)
    for part in matter.parts(apart=apart):
        yield paragraph.format(part.heading)
        yield from (paragraph.format(text) for text in part.paragraphs)
        yield from map(draw, part.tables)


def _text(box: Box) -> str:
    return escape(box.text)


def _document(head: str, body: str, charset: str = "utf-8") -> bytes:
    return (f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>').encode(
        charset
    )


def portal(matter: Matter) -> bytes:
    """A portal: an index table of the document, the text in #zoom, cells of centred paragraphs, a foot with links."""

    def cell(box: Box) -> str:
        return f'<p style="text-align:center"><span style="font-size:10pt;font-family:宋体">{_text(box)}</span></p>'

    index = (
        f"<table class='xxgk_table'><tr><td>索 引 号：</td><td>00{matter.year}1234/{matter.year + 1}-00042</td>"
        f"<td>主题分类：</td><td>综合政务/政务公开</td></tr><tr><td>发布机构：</td><td>{matter.authority}</td>"
        f"<td>发文日期：</td><td>{matter.year + 1}-01-20</td></tr>"
        f"<tr><td>标　　题：</td><td colspan='3'>{matter.title}</td></tr></table>"
    )
    text = page(
        matter,
        '<p style="text-indent:2em;line-height:2"><span>{}</span></p>',
        cell,
        attributes=' border="1" cellspacing="0"',
    )
    foot = "<div class='ewm'>扫一扫在手机打开当前页</div><div class='foot'><a href='/'>网站地图</a> | <a href='/c'>联系</a></div>"
    return _document(
        f"<title>{matter.title}-政府信息公开</title>",
        f"<div class='bt-box'><h1>{matter.title}</h1></div>{index}"
        f"<div id='zoom'><!--<$[信息内容]>begin-->{text}<!--end--></div>{foot}",
    )


def layered(matter: Matter) -> bytes:
    """Nested tables that make the page, the text in TRS_Editor with a style sheet of its own inside, thead and th."""

    def draw(boxes: Grid) -> str:
        deep = grids.depth(boxes)
        rows = grids.rows(boxes, Merged.DROPPED)
        head, rest = rows[:deep], rows[deep:]
        lines = ["<thead>", *(_tr(row, "th") for row in head), "</thead><tbody>", *(_tr(row, "td") for row in rest)]
        return "<div align=center><table class=MsoTableGrid>" + "".join(lines) + "</tbody></table></div>"

    def _tr(row: list[Box], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}{spans(box)}><font size=3>{_text(box)}</font></{tag}>" for box in row) + "</tr>"

    style = "<style type='text/css'>.TRS_Editor P{margin-top:0}.TRS_Editor TD{width:12}</style>"
    text = "".join(_blocks(matter, "<p align=justify>　　{}</p>", draw))
    inner = (
        f"<table width=960><tr><td colspan=2 class=title>{matter.title}</td></tr>"
        f"<tr><td>发布时间：{matter.year + 1}-01-12</td><td>字体：[大 中 小]</td></tr>"
        f"<tr><td colspan=2><div class=TRS_Editor>{style}<div class='Custom_UnionStyle'>{text}</div></div></td></tr></table>"
    )
    return _document(
        f"<title>{matter.title}</title>",
        f"<table><tr><td>首页&gt;公开年报</td></tr><tr><td>{inner}</td></tr></table>",
        "gb18030",
    )


def from_word(matter: Matter) -> bytes:
    """Saved by Word: digits of one figure in several spans, o:p, conditional comments, vml."""

    def cell(box: Box) -> str:
        if not box.text:
            return "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
        if box.numeric:
            digits = "".join(f"<span lang=EN-US style='mso-bidi-font-size:10.5pt'>{each}</span>" for each in box.text)
            return f"<p class=MsoNormal align=center>{digits}<span lang=EN-US><o:p></o:p></span></p>"
        half = len(box.text) // 2
        return (
            f"<p class=MsoNormal><b><span style='font-family:仿宋_GB2312'>{escape(box.text[:half])}</span></b>"
            f"<span\nstyle='font-family:仿宋_GB2312'>{escape(box.text[half:])}<span lang=EN-US><o:p></o:p></span></span></p>"
        )

    vml = (
        "<!--[if gte vml 1]><v:shapetype id='_x0000_t75'><v:stroke joinstyle='miter'/></v:shapetype><![endif]-->"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->"
    )
    paragraph = (
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:\n2.0'>"
        "<span style='font-size:16.0pt'>{}<span lang=EN-US><o:p></o:p></span></span></p>"
    )
    style = "<style><!-- @font-face {font-family:宋体} td {mso-style-noshow:yes} --></style>"
    head = f"<title>{matter.title}</title>{vml}{style}"
    first, rest = matter.title.split("年", 1)
    text = f"<p class=MsoNormal align=center><b><span lang=EN-US>{first}</span>年{rest}</b></p>"
    text += page(
        matter, paragraph, cell, attributes=" class=MsoNormalTable border=1 style='mso-yfti-tbllook:1184'", body=""
    )
    return _document(head, f"<div class=WordSection1 style='layout-grid:15.6pt'>{vml}{text}</div>", "gb18030")


def from_excel(matter: Matter) -> bytes:
    """Saved by Excel: x:num, empty hidden rows for the widths, cells that are not displayed."""

    def draw(boxes: Grid) -> str:
        wide = grids.width(boxes)
        cols = "".join("<col width=72 style='mso-width-source:userset'>" for _ in range(wide))
        lines = []
        for row in grids.rows(boxes, Merged.DROPPED):
            cells = "".join(
                f"<td{spans(box)} class=xl6{2 + box.numeric} height=19{' x:num' if box.numeric else ''}>{_text(box)}</td>"
                for box in row
            )
            lines.append(f"<tr height=19 style='height:14.25pt'>{cells}</tr>")
        widths = "<td width=72>1</td>" * wide
        hidden = f"<![if supportMisalignedColumns]><tr height=0 style='display:none'>{widths}</tr><![endif]>"
        return f"<table x:str border=0 cellpadding=0 style='border-collapse:collapse'>{cols}{''.join(lines)}{hidden}</table>"

    text = "".join(_blocks(matter, "<div>{}</div>", draw))
    return _document(f"<title>{matter.title}</title>", f"<h3 align=center>{matter.title}</h3>{text}")


def account(matter: Matter) -> bytes:
    """An article of a public account: section in section, leaf spans, no paragraph anywhere."""

    def cell(box: Box) -> str:
        return f'<section style="margin:0"><span leaf="" data-pm-slice="0 0 []">{_text(box) or "<br>"}</span></section>'

    text = page(
        matter,
        '<section style="line-height:1.75em"><span style="font-size:16px"><span leaf="">{}</span></span></section>',
        cell,
    )
    return _document(
        f'<meta property="og:title" content="{matter.title}">',
        f'<div id="js_article"><h1 class="rich_media_title" id="activity-name">\n\n{matter.title}\n</h1><div id="meta_content">'
        f'<span>原创</span> <a id="js_name">{matter.authority}</a> <em id="publish_time">{matter.year + 1}-01-25 17:02</em></div>'
        f'<div id="js_content" style="visibility: visible;">{text}</div><div>微信扫一扫关注该公众号</div></div>',
    )


def divided(matter: Matter) -> bytes:
    """Tables made of div elements: rows and cells by style sheet alone."""

    def draw(boxes: Grid) -> str:
        rows = (
            '<div class="tr">' + "".join(f'<div class="td">{_text(box)}</div>' for box in row) + "</div>"
            for row in grids.rows(boxes, Merged.DROPPED)
        )
        return f'<div class="tbl">{"".join(rows)}</div>'

    text = "".join(_blocks(matter, "<p>{}</p>", draw))
    return _document("<style>.tr{display:table-row}.td{display:table-cell}</style>", f"<h2>{matter.title}</h2>{text}")


def five_tables(matter: Matter) -> bytes:
    """Every small table of article 20 by itself, figures in div with a blank behind, odd capital tags."""
    text = page(matter, "<P>{}</P>", lambda box: f"<DIV>{_text(box)}&nbsp;</DIV>", apart=True, attributes=' BORDER="1"')
    return _document(
        f"<TITLE>{matter.title}</TITLE>", f"<CENTER><FONT SIZE=5><B>{matter.title}</B></FONT></CENTER>{text}", "gb18030"
    )


def broken_lines(matter: Matter) -> bytes:
    """Labels broken by br wherever the column was narrow, headings bold inside the running paragraph."""

    def cell(box: Box) -> str:
        text = box.text
        if box.numeric or len(text) < 4:
            return f"&#8203;{_text(box)}"
        step = 2 if len(text) <= 6 else 5
        return "<br />".join(escape(text[at : at + step]) for at in range(0, len(text), step))

    text = page(matter, "{}<br/><br/>", cell, attributes=' style="width:100%"')
    return _document("", f"<center><strong>{matter.title}</strong></center><div class=content>{text}</div>")


def unmerged(matter: Matter) -> bytes:
    """Merged cells written out: every slot a cell of its own, the covered ones empty with a hard blank."""

    def draw(boxes: Grid) -> str:
        rows = (
            "<tr>" + "".join(f"<td>{_text(box) or '&nbsp;'}</td>" for box in row) + "</tr>"
            for row in grids.rows(boxes, Merged.PADDED)
        )
        return f"<table>{''.join(rows)}</table>"

    return _document("", f"<h1>{matter.title}</h1>" + "".join(_blocks(matter, "<p>{}</p>", draw)))


def head_apart(matter: Matter) -> bytes:
    """The head of every table is a table of its own, so that it stays while the figures scroll."""

    def draw(boxes: Grid) -> str:
        deep = grids.depth(boxes)
        first, second = grids.torn(boxes, deep, 0)
        return f'<div class="fixed">{table(first, _text)}</div><div class="scroll">{table(second, _text)}</div>'

    return _document("", f"<h1>{matter.title}</h1>" + "".join(_blocks(matter, "<p>{}</p>", draw, apart=True)))


def headless(matter: Matter) -> bytes:
    """The table of applications without its head: the rows with their labels, the seven figures of each."""

    def draw(boxes: Grid) -> str:
        if not any(box.place and box.place[0] == "applications" for box in boxes):
            return table(boxes, _text)
        return table(grids.torn(boxes, grids.depth(boxes), 0)[1], _text)

    return _document("", f"<h1>{matter.title}</h1>" + "".join(_blocks(matter, "<p>{}</p>", draw)))


def in_one_table(matter: Matter) -> bytes:
    """The whole report in one table: a row of one cell for every heading and paragraph, the rows of the tables between."""

    def draw(boxes: Grid) -> str:
        return "".join(
            "<tr>" + "".join(f"<td{spans(box)}>{_text(box)}</td>" for box in row) + "</tr>"
            for row in grids.rows(boxes, Merged.DROPPED)
        )

    rows = "".join(_blocks(matter, "<tr><td colspan=10>{}</td></tr>", draw))
    return _document("", f"<table border=1><tr><td colspan=10><b>{matter.title}</b></td></tr>{rows}</table>")


def own_labels(matter: Matter) -> bytes:
    """With what a province adds: numbers of rows, units in the head, notes behind labels, a caption over each table."""
    chance = Random(matter.year)

    def draw(boxes: Grid) -> str:
        wide = grids.width(boxes)
        if any(box.place and box.place[0] == "applications" for box in boxes):
            deep = grids.depth(boxes)
            boxes = grids.with_column(
                boxes, 0, ["行次", *[""] * (deep - 1), *map(str, range(1, grids.height(boxes) - deep + 1))]
            )
            wide += 1
        caption = f"<caption>表{chance.randint(1, 4)}　单位：件（截至{matter.year}年12月31日）</caption>"
        return (
            table(boxes, _text).replace("<table>", f"<table>{caption}")
            + f"<p>填表说明：本表统计口径为{matter.authority}本级。</p>"
        )

    return _document("", f"<h1>{matter.title}</h1>" + "".join(_blocks(matter, "<p>{}</p>", draw, apart=True)))


def deferred(matter: Matter) -> bytes:
    """An exporter that gives every cell nested tables of one cell, with empty rows between."""

    def cell(box: Box) -> str:
        return f"<table><tr><td><p>{_text(box)}</p></td></tr></table>"

    return _document("", f"<h1>{matter.title}</h1>" + page(matter, "<p>{}</p>", cell))


def aria(matter: Matter) -> bytes:
    """For screen readers: each figure cell repeats its headings in a span that is not shown."""

    def cell(box: Box) -> str:
        hidden = '<span class="sr" style="display:none">第1列 12 件</span>' if box.numeric else ""
        return f"{hidden}<span>{_text(box)}</span>"

    return _document("", f"<main role=main><h1>{matter.title}</h1>" + page(matter, "<p>{}</p>", cell) + "</main>")


SITES: dict[str, Callable[[Matter], bytes]] = {
    "portal": portal,
    "layered": layered,
    "from word": from_word,
    "from excel": from_excel,
    "account": account,
    "divided": divided,
    "five tables": five_tables,
    "broken lines": broken_lines,
    "unmerged": unmerged,
    "head apart": head_apart,
    "headless": headless,
    "in one table": in_one_table,
    "own labels": own_labels,
    "cells as tables": deferred,
    "for screen readers": aria,
}
