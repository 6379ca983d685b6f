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
TEXTS = {
    "overview": (
        "{year}年，{name}认真贯彻落实《中华人民共和国政府信息公开条例》，政府信息公开工作平稳有序。\n"
        "（一）主动公开。按照规定主动公开各类政府信息，公开的内容准确、及时。\n"
        "（二）依申请公开。依法办理政府信息公开申请，答复规范。\n"
        "（三）政府信息管理。严格执行发布审查制度，定期清理规范性文件。\n"
        "（四）平台建设。加强政府网站和政务公开专区建设，方便群众查询。\n"
        "（五）监督保障。把政府信息公开纳入年度工作考核，开展社会评议，没有发生责任追究的情形。"
    ),
    "problems": (
        "{year}年，政府信息公开工作还存在以下问题：一是个别单位公开不够及时，栏目更新的间隔偏长；"
        "二是政策解读形式单一，群众看不懂的情况仍然存在。\n"
        "下一步，将明确各股室责任，按月检查栏目更新情况，增加图文解读，并把办理情况纳入考核。"
    ),
    "others": "{year}年，{name}依申请提供政府信息没有收取信息处理费，没有其他需要报告的事项。",
}
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


def said(section: str, name: str, year: int) -> str:
    """正文."""
    return TEXTS.get(section, "").format(year=year, name=name)


def web_page(name: str, year: int, given: Cells = SOUND, wrong: Cells | None = None) -> bytes:
    """网页."""
    form = edition(year)
    sheets = sheets_of(form, given, wrong)
    parts = [f"<h1>{name}{year}年政府信息公开工作年度报告</h1>"]
    for number, section in enumerate(form.sections):
        parts.append(f"<h2>{section.title}</h2>")
        parts += [f"<p>{each}</p>" for each in said(section.key, name, year).splitlines()]
        if section.tables:
            parts.append(table_html(grid(section.printed(sheets)), f"t{number}"))
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def word_file(name: str, year: int, given: Cells = SOUND, wrong: Cells | None = None) -> bytes:
    """Word文件."""
    form = edition(year)
    texts = {section.key: said(section.key, name, year) for section in form.sections}
    return write_docx(document(Content(name, year, form, sheets_of(form, given, wrong), texts=texts)))
