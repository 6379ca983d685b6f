"""印坏的年报: prints a report's sheets as text in the shapes real reports have come down in, broken as they are.

Each printer takes the sheets of a report and a source of chance and returns the whole text. ``ZEROS_BLANK`` printers may
leave a 0 out as an empty cell; the others cannot, because in their shape an empty cell leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from random import Random

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.layout import PrintedCell, grid, height_of, width_of
from gongkai.law.grammar.sheets import Sheet
from gongkai.law.grammar.tables import Table

Cells = Sequence[PrintedCell]
Printer = Callable[[Mapping[str, Sheet], Random], Iterator[str]]
SPREAD = 3
"""Blanks between the columns of a loose row."""


def report(edition: Edition, year: int, sheets: Mapping[str, Sheet], printer: Printer, seed: int) -> str:
    """A whole report: title, a sentence, each section with its tables, another sentence."""
    chance = Random(seed)
    lines = [f"示例县{year}年政府信息公开工作年度报告", "", "本报告中所列数据反映全县政府信息公开工作的总体情况。", ""]
    for section in edition.sections:
        lines += [section.title, "全县各单位认真贯彻落实条例的各项规定，工作平稳有序。"]
        own = {table.key: sheets[table.key] for table in section.tables if table.key in sheets}
        if own:
            lines += printer(own, chance)
    return "\n".join([*lines, "以上情况，欢迎监督。"])


def _rows(table: Table, sheet: Sheet) -> Iterator[tuple[Cells, int]]:
    """The rows of the printed form: the cells that begin in each, and how many cells from above reach into it."""
    printed = grid(table, sheet)
    for row in range(height_of(printed)):
        begin = [each for each in printed if each.row == row]
        above = [each for each in printed if each.row < row < each.row + each.rowspan]
        yield begin, len(above)


def _titled(table: Table) -> str:
    return table.title if table.key.startswith("article_20") else ""


def _shown(cell: PrintedCell, chance: Random, *, blank_zeros: bool = False) -> str:
    """A label with blanks strewn in, a number in full-width digits now and then, a zero left out where allowed."""
    if not cell.numeric:
        return _strewn(cell.text, chance)
    if cell.text == "0" and blank_zeros:
        return ""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return cell.text.translate(wide) if chance.random() < 0.1 else cell.text


def _strewn(label: str, chance: Random) -> str:
    if len(label) < 4 or chance.random() < 0.7:
        return label
    at = chance.randrange(1, len(label))
    return f"{label[:at]} {label[at:]}"


def stacked(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One cell a line behind a tab, an empty line after each row, blanks as lone tabs, some labels cut by an empty line."""
    for sheet in sheets.values():
        blank = chance.random() < 0.5
        if _titled(sheet.table):
            yield from (f"\t{_titled(sheet.table)}", "")
        for begin, above in _rows(sheet.table, sheet):
            for _ in range(above):
                yield "\t"
            for cell in begin:
                text = _shown(cell, chance, blank_zeros=blank)
                if len(text) > 12 and not cell.numeric and cell is begin[0] and not above and chance.random() < 0.3:
                    yield from (f"\t{text[:8]}", "", text[8:])
                else:
                    yield f"\t{text}"
            yield ""


def ruled(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One row a line, tabs between cells and padding behind; a page break in the middle changes the padding."""
    for sheet in sheets.values():
        blank, pad = chance.random() < 0.5, chance.randrange(4)
        if _titled(sheet.table):
            yield _titled(sheet.table) + "\t" * pad
        rows = list(_rows(sheet.table, sheet))
        broken = chance.randrange(1, len(rows)) if len(rows) > 2 else -1
        for at, (begin, above) in enumerate(rows):
            if at == broken:
                pad = 0
                yield ""
            texts = [""] * above + [_shown(cell, chance, blank_zeros=blank) for cell in begin]
            yield "\t".join(texts) + "\t" * pad


def barred(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One row a line, bars between cells, merged cells not repeated."""
    for sheet in sheets.values():
        blank, framed = chance.random() < 0.5, chance.random() < 0.5
        if _titled(sheet.table):
            yield f"{_titled(sheet.table)} |"
        for begin, _ in _rows(sheet.table, sheet):
            texts = [_shown(cell, chance, blank_zeros=blank) for cell in begin]
            yield f"| {' | '.join(texts)} |" if framed else f"{' | '.join(texts)} |"


def broken_bars(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One cell a line, a bar behind it; a lone bar begins each row, and an empty cell is a lone bar as well."""
    for sheet in sheets.values():
        if _titled(sheet.table):
            yield from ("|", f"{_titled(sheet.table)} | |||")
        for begin, _ in _rows(sheet.table, sheet):
            yield "|"
            for cell in begin:
                text = _shown(cell, chance)
                yield f"{text} |" if text else "|"


def one_a_line(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One cell a line and nothing else, with or without empty lines; long labels are cut in two lines."""
    apart = chance.random() < 0.5
    for sheet in sheets.values():
        if _titled(sheet.table):
            yield _titled(sheet.table)
        for begin, _ in _rows(sheet.table, sheet):
            for cell in begin:
                text = _shown(cell, chance)
                if len(text) > 10 and not cell.numeric and chance.random() < 0.3:
                    yield text[:7]
                    text = text[7:]
                if text:
                    yield f" {text}" if cell.numeric else text
                if apart:
                    yield ""


def spaced(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """One row a line, blanks between the cells, as a PDF gives it; a long label goes on below its figures."""
    for sheet in sheets.values():
        gap = " " * chance.choice((1, SPREAD))
        if _titled(sheet.table):
            yield _titled(sheet.table)
        for begin, above in _rows(sheet.table, sheet):
            labels = [cell.text for cell in begin if not cell.numeric]
            figures = gap.join(_shown(cell, chance) for cell in begin if cell.numeric)
            label = labels[-1] if labels else ""
            if figures and len(label) > 14 and chance.random() < 0.5:
                yield "  ".join([*labels[:-1], label[:10]])
                yield label[10:] + gap + figures if chance.random() < 0.5 else f"{label[10:]}\n{' ' * 30}{figures}"
            else:
                yield "  ".join(labels) + (gap + figures if figures else "")
            if above and chance.random() < 0.2:
                yield ""


def html(sheets: Mapping[str, Sheet], chance: Random) -> Iterator[str]:
    """An HTML page, with merged cells as the form has them and every text in needless tags."""
    for sheet in sheets.values():
        blank = chance.random() < 0.5
        yield "<table>"
        printed = grid(sheet.table, sheet)
        if _titled(sheet.table):
            yield f'<tr><td colspan="{width_of(printed)}">{_titled(sheet.table)}</td></tr>'
        for begin, _ in _rows(sheet.table, sheet):
            yield "<tr>"
            for cell in begin:
                spans = f'rowspan="{cell.rowspan}" colspan="{cell.colspan}"'
                text = escape(_shown(cell, chance, blank_zeros=blank))
                yield f"<td {spans}><p><span>{text[:2]}</span><font>{text[2:]}</font>&nbsp;</p></td>"
            yield "</tr>"
        yield "</table>"


ZEROS_BLANK: Mapping[str, Printer] = {"stacked": stacked, "ruled": ruled, "barred": barred, "html": html}
NO_BLANKS: Mapping[str, Printer] = {"broken_bars": broken_bars, "one_a_line": one_a_line, "spaced": spaced}
PRINTERS: Mapping[str, Printer] = {**ZEROS_BLANK, **NO_BLANKS}
