"""虚构的年报: of any authority and year, sound or with one figure changed, as a page of the web or as a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.annual_report import Edition, edition
from gongkai.law.grammar.sheets import Sheet, Value, total
from gongkai.law.grammar.tables import Key
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.papers import document, grid
from gongkai.papers.docx import write_docx
from gongkai.papers.html import table_html

Cells = Mapping[Key, int]
SOUND: Cells = {("new", "person"): 3, ("granted", "person"): 3}
WRONG_TOTAL: Cells = {("total", "total"): 4}
"""错的总计: the results come to 3."""


def sheets_of(form: Edition, given: Cells = SOUND, wrong: Cells | None = None) -> dict[str, Sheet]:
    """Nothing happened but ``given``; sums follow, then ``wrong`` is written over them."""
    found = {}
    for key, table in form.tables.items():
        own = {cell: number for cell, number in given.items() if cell in table}
        right = total(Sheet.of(table, {**dict.fromkeys(table.counted, 0), **own}))
        over = {cell: Value.of(number) for cell, number in (wrong or {}).items() if key == "applications"}
        found[key] = right.put_all(over)
    return found


def web_page(name: str, year: int, given: Cells = SOUND, wrong: Cells | None = None) -> bytes:
    """网页."""
    form = edition(year)
    sheets = sheets_of(form, given, wrong)
    parts = [f"<h1>{name}{year}年政府信息公开工作年度报告</h1>"]
    for number, section in enumerate(form.sections):
        parts.append(f"<h2>{section.title}</h2><p>各单位认真贯彻落实条例的各项规定，工作平稳有序。</p>")
        if section.tables:
            parts.append(table_html(grid(section.printed(sheets)), f"t{number}"))
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def word_file(name: str, year: int, given: Cells = SOUND, wrong: Cells | None = None) -> bytes:
    """Word文件."""
    form = edition(year)
    texts = {"overview": f"{year}年，{name}政府信息公开工作平稳有序。"}
    return write_docx(document(Content(name, year, form, sheets_of(form, given, wrong), texts=texts)))
