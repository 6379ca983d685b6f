"""年报正文: text whose figures are bound to cells by names in braces, so that text and table cannot differ.

    {年度}年，本机关新收政府信息公开申请{新收}件，办结{办结}件。          as a clerk writes it
    {申请/一、本年新收政府信息公开申请数量/自然人}                       any cell by its printed labels: table, row, column
    {上年/新收}                                                      the same cell of last year's report

The short names are few and stated here; every other cell is reached by the labels of its table, so a name can always be
read aloud, and one that means nothing is refused by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from gongkai.law.annual_report.interaction import BY_NAME
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.grammar.checking import Sheets
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.tables import Table

AUTHORITY, YEAR, YEAR_BEFORE = "机关", "年度", "上年度"
WORDS = (AUTHORITY, YEAR, YEAR_BEFORE)
"""词: names that stand for words rather than figures."""
LAST_YEAR = "上年"
PENDING = "〔待补充"
"""待补充: begins what a draft leaves to the clerk; a report that still holds it is not finished."""
NOT_FILLED = "（未填）"
_CONTENTS = regulation(50, gist="年度报告应有主动公开、申请处理、复议诉讼、问题改进和其他事项五项内容")
_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """所指之数: the cells whose sum a name stands for; of last year's report where it says so."""

    places: tuple[Place, ...]
    last_year: bool = False

    def number(self, sheets: Sheets) -> Number | None:
        """数: the sum of the cells, or None where one of them holds no number or is not there."""
        added: Number = 0
        for table, row, column in self.places:
            number = sheets[table][row, column] if table in sheets and (row, column) in sheets[table].table else None
            if number is None:
                return None
            added += number
        return added


# -- names -----------------------------------------------------------------------------------------------------------------


def _applications(*rows: str) -> tuple[Place, ...]:
    return tuple(("applications", row, "total") for row in rows)


def _remedies(*cells: tuple[str, str]) -> tuple[Place, ...]:
    return tuple(("remedies", *cell) for cell in cells)


def _value(row: str) -> tuple[Place, ...]:
    return (("statistics", row, "value"),)


_SUITS = ("direct", "after_review")
_SIX_SECTIONS: dict[str, tuple[Place, ...]] = {
    "新收": _applications("new"),
    "自然人新收": (("applications", "new", "person"),),
    "上年结转": _applications("carried_in"),
    "应办": _applications("new", "carried_in"),
    "办结": _applications("total"),
    "结转下年": _applications("carried_out"),
    "予以公开": _applications("granted"),
    "部分公开": _applications("partial"),
    "不予公开": _applications(*(f"deny_{number}" for number in range(1, 9))),
    "无法提供": _applications(*(f"unable_{number}" for number in range(1, 4))),
    "不予处理": _applications(*(f"refuse_{number}" for number in range(1, 6))),
    "行政复议": _remedies(("review", "total")),
    "行政诉讼": _remedies(*((suit, "total") for suit in _SUITS)),
    **{
        f"{name}{said}": _remedies(*((path, result) for path in paths))
        for name, paths in (("复议", ("review",)), ("诉讼", _SUITS))
        for said, result in (("维持", "upheld"), ("纠正", "corrected"), ("其他结果", "other"), ("未审结", "pending"))
    },
}
_SHORT_NAMES: Mapping[str, Mapping[str, tuple[Place, ...]]] = {
    "2021": _SIX_SECTIONS | {"其他处理": _applications("other_1", "other_2", "other_3")},
    "2019": _SIX_SECTIONS | {"其他处理": _applications("other")},
    "2014": {
        "主动公开": _value("disclosed_total"),
        "新收": _value("received"),
        "办结": _value("closed"),
        "按时办结": _value("closed_on_time"),
        "延期办结": _value("closed_extended"),
        "答复": _value("replied"),
        "同意公开": _value("replied_disclosed"),
        "部分公开": _value("replied_partly"),
        "不同意公开": _value("refused"),
        "不存在": _value("replied_not_held"),
        "行政复议": _value("review"),
        "行政诉讼": _value("suit"),
        "举报投诉": _value("complaints"),
        "收费": _value("fees"),
    },
}
_TABLES = {"applications": "申请", "remedies": "复议诉讼", "statistics": "统计"}


def short_names(form: Edition) -> Mapping[str, tuple[Place, ...]]:
    """简称: the short names of a form with the cells they add up."""
    return _SHORT_NAMES[form.key]


def table_name(table: Table) -> str:
    """表名: what a table is called in braces: 申请, 复议诉讼, 统计, or the title of an item of 第二十条."""
    return _TABLES.get(table.key, table.title)


@cache
def cell_names(form: Edition) -> Mapping[str, Place]:
    """全称: every cell by table, row and column as printed; a row also by its last label alone where only one has it."""
    return {name: place for table in form.tables.values() for name, place in _named_cells(table)}


def _named_cells(table: Table) -> Iterator[tuple[str, Place]]:
    rows, columns = _line_names(table.row_lines, table.path), _line_names(table.column_lines, table.column_path)
    for row, column in table.cells:
        for said in rows[row]:
            for across in columns[column] if len(columns) > 1 else [""]:
                yield "/".join(filter(None, (table_name(table), said, across))), (table.key, row, column)


def _line_names(lines: Mapping[str, object], path: Callable[[str], tuple[str, ...]]) -> dict[str, list[str]]:
    last = Counter(path(key)[-1] for key in lines)
    return {
        key: list(dict.fromkeys(["·".join(path(key)), *([path(key)[-1]] if last[path(key)[-1]] == 1 else [])]))
        for key in lines
    }


def name_of(form: Edition, place: Place) -> str:
    """称呼: the shortest name that leads to a cell."""
    short = [name for name, places in short_names(form).items() if places == (place,)]
    return min((*short, *(name for name, cell in cell_names(form).items() if cell == place)), key=len)


def figure_of(form: Edition, name: str, before: Edition | None = None) -> Figure | None:
    """查所指之数: the figure a name stands for, or None for a name nobody knows. ``before`` is the form of last year's report."""
    head, slash, rest = name.partition("/")
    if slash and head.strip() == LAST_YEAR:
        places = _places(before, rest) if before else ()
        return Figure(places, last_year=True) if places else None
    places = _places(form, name)
    return Figure(places) if places else None


def _places(form: Edition, name: str) -> tuple[Place, ...]:
    wanted = "".join(name.split())
    if wanted in short_names(form):
        return short_names(form)[wanted]
    place = _tight_names(form).get(wanted)
    return (place,) if place else ()


@cache
def _tight_names(form: Edition) -> Mapping[str, Place]:
    return {"".join(name.split()): place for name, place in cell_names(form).items()}


# -- text ------------------------------------------------------------------------------------------------------------------


def require_known_names(form: Edition, text: str, *, before: Edition | None = None, field: str = "text") -> None:
    """查名: Unlawful for a name in braces that is not known, naming it and the nearest known one."""
    text = _with_plain_braces(text)
    for name in _NAME.findall(text):
        known = name.strip() in WORDS or name.strip() in BY_NAME
        if not known and figure_of(form, name, before) is None:
            raise Unlawful(f"正文中的“{{{name}}}”不是可用的数据名称{_nearest(form, name)}", _CONTENTS, field=field)
    rest = _NAME.sub("", text)
    if "{" in rest or "}" in rest:
        raise Unlawful("正文中的花括号不成对，数据名称应写作“{新收}”", _CONTENTS, field=field)


def _nearest(form: Edition, name: str) -> str:
    known = [*WORDS, *short_names(form), *BY_NAME, *cell_names(form)]
    close = get_close_matches(name, known, n=1, cutoff=0.4)
    return f"，是否应为“{{{close[0]}}}”" if close else f"（可用的有{'、'.join(list(short_names(form))[:6])}等）"


def _with_plain_braces(text: str) -> str:
    return text.replace("｛", "{").replace("｝", "}")


def filled_in(text: str, said: Callable[[str], str]) -> str:
    """代入数字: the text as it is read: each name in braces replaced by what ``said`` makes of it."""
    return _NAME.sub(lambda match: said(match[1].strip()), _with_plain_braces(text))


_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_NOT_FIGURES = re.compile(
    r"\{[^{}]*\}"
    r"|〔\d{4}〕\d+号|[（(\[]\d{4}[）)\]]\d*号?"
    r"|第\d+[条款项次届部章节]"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?!份)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|(?m:^\s*[（(]?\d{1,2}[)）.．、])"
    r"|[\w.+-]+@[\w.-]+|https?://\S+|\d{3,4}-\d{7,8}"
)
"""不算数的: names in braces, numbers of documents and articles, dates, ordinals, addresses and telephone numbers."""


def loose_figures(text: str, sheets: Sheets, beside: Iterable[Number] = ()) -> tuple[str, ...]:
    """散数: figures typed into a text that equal no cell and none ``beside``; each once, in the order of the text."""
    known = {number for sheet in sheets.values() for number in sheet.values() if number is not None} | set(beside)
    found = _FIGURE.findall(_NOT_FIGURES.sub("。", _with_plain_braces(text)))
    typed = (each.replace(",", "").replace("，", "").rstrip(".") for each in found)
    return tuple(dict.fromkeys(each for each in typed if Decimal(each) not in known))
