"""成文: a return, a roll-up and an analysis note as paper and as worksheets; the same content always gives the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from django.http import HttpResponse

from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.sheets import Number, figure
from gongkai.law.monthly.analysis import RULE, Compared, sentences
from gongkai.law.monthly.indicators import INDICATORS, Part, of_part
from gongkai.law.monthly.returns import Standing
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.carriers import CARRIERS
from gongkai.oversight.reports.returns.content import ReturnContent
from gongkai.oversight.reports.returns.rolling import RollUp
from gongkai.papers.document import Block, Document, Heading, Note, Paragraph, Table
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE, write_xlsx

Named = Callable[[str], str]
"""签字人的姓名: of an account name."""


def said(number: Number | None) -> str:
    """数的写法: a dash for what cannot be told."""
    return "—" if number is None else figure(number)


# -- a return --------------------------------------------------------------------------------------------------------------


def return_paper(authority: Authority, content: ReturnContent, told: Standing, named: Named) -> Document:
    """月报表文件: its figures by part, what was put right and why, and the three signatures."""
    blocks: list[Block] = [Table(_figures(content.figures), widths=(2, 4, 1, 1.5))]
    if content.corrections:
        blocks += [Heading("更正说明"), Table(_corrections(content), widths=(3, 1, 1, 4))]
    if told.waits:
        blocks.append(Paragraph(f"{'；'.join(told.waits)}。原因：{told.waits_reason}"))
    if content.note:
        blocks += [Heading("分析说明"), *(Paragraph(line) for line in content.note.splitlines() if line.strip())]
    blocks.append(Paragraph(_signatures(told, named), indent=False))
    day = told.closed_on
    blocks.append(Note(f"填报单位（盖章）：{authority.name}　填报日期：{chinese_date(day) if day else '尚未报送'}"))
    title = f"{authority.name}{content.period.label}政府信息公开月报表"
    return Document(title, tuple(blocks), authority=authority.name, made_on=day)


def _figures(figures: Mapping[str, Number | None]) -> Grid:
    rows = [("部分", "指标", "单位", "数")]
    for part in Part:
        for each in of_part(part):
            if each.key in figures and (figures[each.key] or not each.name.startswith("source_")):
                rows.append((part.label, each.label, each.unit, said(figures[each.key])))
    return Grid.from_rows(rows, head_rows=1, caption="")


def _corrections(content: ReturnContent) -> Grid:
    rows = [("指标", "台账数", "更正为", "理由")]
    rows += [
        (f"{INDICATORS[key].part.label}：{INDICATORS[key].label}", said(told.was), said(told.now), told.reason)
        for key, told in content.corrections.items()
    ]
    return Grid.from_rows(rows, head_rows=1)


def _signatures(told: Standing, named: Named) -> str:
    signed = (("单位负责人", told.signed_by), ("审核人", told.reviewed_by), ("填报人", told.filled_by))
    return "　　".join(f"{title}：{named(by) if by else '（未签）'}" for title, by in signed)


def return_sheets(content: ReturnContent) -> list[Grid]:
    """月报表工作表."""
    sheets = [_named(_figures(content.figures), "月报表")]
    return [*sheets, _named(_corrections(content), "更正")] if content.corrections else sheets


def _named(grid: Grid, caption: str) -> Grid:
    return Grid(grid.cells, caption)


# -- a roll-up -------------------------------------------------------------------------------------------------------------


def roll_up_paper(rolled: RollUp, found: Sequence[Compared]) -> Document:
    """汇总通报: the sums, who has not handed in, what was put right, and the analysis."""
    label = rolled.period.label
    blocks: list[Block] = [
        Heading("一、汇总数"),
        Table(_sums(rolled), widths=(2, 4, 1, 1.5)),
        Note(f"应报{len(rolled.units) * len(rolled.months)}份，已报{len(rolled.handed)}份；未报送的不在合计之内。"),
        Heading("二、未报送和逾期报送"),
        *(Paragraph(line) for line in _not_there(rolled)),
        Heading("三、有理由的更正"),
        *_put_right(rolled),
        Heading("四、分析"),
        *analysis_blocks(label, found),
    ]
    title = f"{rolled.authority.name}{label}政府信息公开数据汇总"
    return Document(title, tuple(blocks), authority=rolled.authority.name)


def _sums(rolled: RollUp) -> Grid:
    rows = [("部分", "指标", "单位", "合计")]
    rows += [
        (line.indicator.part.label, line.indicator.label, line.indicator.unit, said(line.number))
        for line in rolled.lines
        if line.number or not line.indicator.name.startswith("source_")
    ]
    return Grid.from_rows(rows, head_rows=1)


def _not_there(rolled: RollUp) -> Iterator[str]:
    by_month: dict[str, list[str]] = {}
    for unit, month, _ in rolled.missing:
        by_month.setdefault(month.label, []).append(unit.name)
    yield from (f"{month}未报送：{'、'.join(names)}。" for month, names in by_month.items())
    late = [f"{row.authority.name}（{row.year}年{row.month}月）" for row in rolled.late]
    yield f"逾期报送：{'、'.join(late)}。" if late else "没有逾期报送。"


def _put_right(rolled: RollUp) -> Iterator[Block]:
    if not rolled.corrections:
        yield Paragraph("没有更正。")
        return
    rows = [("单位", "月份", "指标", "台账数", "更正为", "理由")]
    for handed, indicator in rolled.corrections:
        told = handed.content.corrections[indicator.key]
        rows.append(
            (
                handed.row.authority.name,
                handed.content.period.label,
                indicator.label,
                said(told.was),
                said(told.now),
                told.reason,
            )
        )
    yield Paragraph(f"共{len(rolled.corrections)}项：")
    yield Table(Grid.from_rows(rows, head_rows=1))


def roll_up_sheets(rolled: RollUp) -> Iterator[Grid]:
    """汇总工作表: the sums, each unit beside them, and who is missing; reckoned only where they are written."""
    units = sorted({each.row.authority for each in rolled.handed}, key=lambda unit: unit.path)
    head = ("部分", "指标", "单位", "合计", *(unit.short_name for unit in units))
    rows = [head]
    for line in rolled.lines:
        each_unit = tuple(said(rolled.of_unit(unit, line.indicator.key)) for unit in units)
        rows.append(
            (line.indicator.part.label, line.indicator.label, line.indicator.unit, said(line.number), *each_unit)
        )
    yield Grid.from_rows(rows, head_rows=1, caption=f"{rolled.period.label}汇总")
    missing = [("单位", "月份"), *((unit.name, month.label) for unit, month, _ in rolled.missing)]
    yield Grid.from_rows(missing, head_rows=1, caption="未报送")


# -- the analysis ----------------------------------------------------------------------------------------------------------


def analysis_blocks(label: str, found: Sequence[Compared]) -> Iterator[Block]:
    """分析: the draft of the text, and the comparison it was drawn from."""
    yield from (Paragraph(sentence) for sentence in sentences(label, found))
    rows = [("指标", "本期", "上期", "环比", "上年同期", "同比")]
    rows += [
        (
            f"{each.indicator.part.label}：{each.indicator.label}",
            said(each.now),
            said(each.before),
            _share(each.chained),
            said(each.year_ago),
            _share(each.yearly),
        )
        for each in found
        if each.now or each.before or each.year_ago
    ]
    if len(rows) > 1:
        yield Table(Grid.from_rows(rows, head_rows=1), widths=(5, 1.3, 1.3, 1.5, 1.5, 1.5))
    yield Note(f"{RULE}。上期或者上年同期没有报送的，写作“—”。")


def _share(share: Number | None) -> str:
    return "—" if share is None else f"{share}%"


def analysis_paper(authority: Authority, label: str, found: Sequence[Compared]) -> Document:
    """分析说明文件."""
    title = f"{authority.name}{label}政府信息公开数据分析说明"
    return Document(title, tuple(analysis_blocks(label, found)), authority=authority.name)


# -- carriers --------------------------------------------------------------------------------------------------------------


def as_file(paper: Document, sheets: Iterable[Grid], carrier: str, name: str) -> HttpResponse:
    """成文件: paper on docx or pdf, worksheets on xlsx; ``name`` is the plain name of the file."""
    if carrier == "xlsx":
        data, kind = write_xlsx(list(sheets), title=paper.title, author=paper.authority), MEDIA_TYPE
    else:
        data, kind = CARRIERS[carrier].write(paper), CARRIERS[carrier].kind
    response = HttpResponse(data, content_type=kind)
    full = quote(f"{paper.title}.{carrier}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{name}.{carrier}\"; filename*=UTF-8''{full}"
    return response
