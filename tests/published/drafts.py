"""样稿: whole reports that are right in everything, to be broken in one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.law.annual_report import edition
from gongkai.law.grammar.layout import grid, height_of
from gongkai.law.grammar.sheets import Sheet, total
from gongkai.law.grammar.tables import Key

ASPECTS = (
    "（一）主动公开。全年主动公开各类信息，重点领域应公开尽公开。",
    "（二）依申请公开。依法办理每一件申请，全部按期答复。",
    "（三）政府信息管理。规范性文件集中统一公开，动态调整公开属性。",
    "（四）平台建设。网站专栏改版，栏目更加清楚。",
    "（五）监督保障。开展工作考核和社会评议，全年没有责任追究的情形。",
)
PROBLEMS = (
    "主要问题是部分单位公开不够及时，个别栏目内容陈旧，解读形式单一。"
    "改进情况是建立了逐月检查制度，对陈旧栏目全部作了更新，并举办业务培训两期，以图解、视频解读政策。"
)
OLD_PARTS = (
    ("一、概述", "全年政府信息公开工作平稳有序。"),
    ("二、主动公开政府信息情况", "依法主动公开各类政府信息。"),
    ("三、政府信息依申请公开办理情况", "依法办理各类申请。"),
    ("四、政府信息公开的收费及减免情况", "没有收取费用。"),
    ("五、因政府信息公开申请行政复议、提起行政诉讼情况", "没有发生行政复议和行政诉讼。"),
    ("六、政府信息公开工作存在的主要问题及改进措施", PROBLEMS),
    ("七、需要说明的其他事项", "没有需要说明的其他事项。"),
)
NUMBERS: Mapping[str, Mapping[Key, int]] = {
    "applications": {
        ("new", "person"): 12,
        ("new", "business"): 3,
        ("carried_in", "person"): 2,
        ("granted", "person"): 9,
        ("granted", "business"): 3,
        ("partial", "person"): 4,
        ("carried_out", "person"): 1,
    },
    "remedies": {("review", "upheld"): 2},
    "article_20_1": {
        ("normative", "made"): 4,
        ("normative", "published"): 4,
        ("normative", "open_total"): 30,
        ("normative", "repealed"): 1,
        ("normative", "in_force"): 30,
    },
    "article_20_5": {("permits", "previous"): 50, ("permits", "handled"): 321},
    "article_20_6": {("penalties", "previous"): 40, ("penalties", "handled"): 17},
    "article_20_8": {("fees", "previous"): 12, ("fees", "amount"): 345},
}


def sheets(year: int, changed: Mapping[tuple[str, str, str], int] | None = None) -> dict[str, Sheet]:
    """The sheets of a year's form with these numbers; sums are reckoned first, ``changed`` cells put in after that."""
    found = {}
    for key, table in edition(year).tables.items():
        numbers = dict.fromkeys(table.counted, 0) | {
            cell: number for cell, number in NUMBERS.get(key, {}).items() if cell in table.cells
        }
        sheet = total(Sheet.of(table, numbers))
        own = {(row, column): number for (name, row, column), number in (changed or {}).items() if name == key}
        found[key] = Sheet.of(table, {cell: sheet[cell] for cell in table.cells} | own)
    return found


def draft(year: int = 2022, changed: Mapping[tuple[str, str, str], int] | None = None, name: str = "示例县") -> str:
    """A whole report of the form of its year: title, first sentences, every part with its tables."""
    form = edition(year)
    printed = sheets(year, changed)
    old = "statistics" in form.tables
    parts = OLD_PARTS if old else tuple((section.title, "") for section in form.sections)
    names = "、".join(title.split("、", 1)[1] for title, _ in parts)
    lines = [
        form.title(name, year),
        f"根据条例编制本报告。本报告由{names}{'六七'[old]}个部分组成。"
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    ]
    texts = {"overview": ASPECTS, "problems": (PROBLEMS,), "others": ("全年没有收取信息处理费。",)}
    for section in () if old else form.sections:
        own = {table.key: printed[table.key] for table in section.tables}
        lines += [section.title, *texts.get(section.key, ("情况如下表所列。",)), *_printed(own)]
    for title, text in OLD_PARTS if old else ():
        lines += [title, text]
    if old:
        lines += ["附件", "政府信息公开情况统计表", *_printed(printed)]
    return "\n".join(lines)


def _printed(sheets: Mapping[str, Sheet]) -> Iterator[str]:
    """Each table one row a line, tabs between its cells; what is merged downwards leaves an empty cell in each row."""
    for sheet in sheets.values():
        cells = grid(sheet.table, sheet)
        if sheet.table.key.startswith("article_20"):
            yield sheet.table.title
        for row in range(height_of(cells)):
            above = [each for each in cells if each.row < row < each.row + each.rowspan]
            yield "\t".join([*("" for _ in above), *(each.text for each in cells if each.row == row)])
