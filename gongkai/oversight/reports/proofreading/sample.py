"""示例年报: an invented report with mistakes that are often made, so that a new reader sees in one click what a check says.

Nobody published it: place, people and figures are made up. It is written as a Word file like any other and read like any other.
"""

from __future__ import annotations

from functools import cache

from gongkai.law.annual_report import Edition, edition
from gongkai.law.grammar.sheets import Sheet, Value, total
from gongkai.law.grammar.tables import Key
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.papers import document
from gongkai.papers.docx import write_docx

NAME = "示例年报.docx"
YEAR = 2024
_AUTHORITY = "样本县人民政府"
_APPLICATIONS: dict[Key, int] = {
    ("new", "person"): 79,
    ("new", "business"): 6,
    ("carried_in", "person"): 2,
    ("granted", "person"): 41,
    ("granted", "business"): 4,
    ("partial", "person"): 5,
    ("deny_4", "person"): 3,
    ("deny_6", "person"): 2,
    ("unable_1", "person"): 19,
    ("unable_1", "business"): 2,
    ("unable_2", "person"): 3,
    ("refuse_1", "person"): 4,
    ("other_1", "person"): 1,
    ("carried_out", "person"): 3,
}
_OTHERS: dict[str, dict[Key, int]] = {
    "article_20_1": {
        ("rules", "made"): 0,
        ("rules", "repealed"): 0,
        ("rules", "in_force"): 0,
        ("normative", "made"): 6,
        ("normative", "repealed"): 2,
        ("normative", "in_force"): 38,
    },
    "article_20_5": {("permits", "handled"): 12764},
    "article_20_6": {("penalties", "handled"): 853, ("coercion", "handled"): 17},
    "article_20_8": {("fees", "amount"): 1260},
    "remedies": {
        ("review", "upheld"): 3,
        ("review", "corrected"): 1,
        ("direct", "upheld"): 1,
        ("direct", "pending"): 1,
    },
}
_MISTAKES: dict[str, dict[Key, int]] = {
    "applications": {("unable_1", "total"): 22, ("total", "total"): 85},
    "remedies": {("review", "total"): 5},
}
"""错处: a sum that forgot a file, a total that took over the wrong one, a case that stands in no column."""
_TEXTS = {
    "overview": (
        "2024年，样本县认真贯彻落实《中华人民共和国政府信息公开条例》，政府信息公开工作平稳有序。\n"
        "（一）主动公开\n全年通过县政府门户网站主动公开政府信息4218条。\n"
        "（二）依申请公开\n全年新收政府信息公开申请86件，上年结转2件，办结84件，结转下年度继续办理3件。\n"
        "（三）政府信息管理\n对现行有效的38件行政规范性文件集中清理一次，废止2件。\n"
        "（四）平台建设\n县政府门户网站完成适老化改造，政务公开专区全年接待群众1900余人次。\n"
        "（五）监督保障\n全年举办培训3次，开展栏目检查12次。"
    ),
    "problems": (
        "2024年，政府信息公开工作还存在以下问题：一是个别单位公开不够及时；二是政策解读形式单一。\n"
        "下一步，将按月检查栏目更新，增加图文解读，把办理情况纳入年度考核。"
    ),
    "others": "2024年，依申请提供政府信息没有收取信息处理费。",
}


@cache
def sample_docx() -> bytes:
    """示例文件: the report as a Word file, the same every time."""
    form = edition(YEAR)
    sheets = {key: _sheet(form, key) for key in form.tables}
    return write_docx(document(Content(_AUTHORITY, YEAR, form, sheets, texts=_TEXTS)))


def _sheet(form: Edition, key: str) -> Sheet:
    table = form.tables[key]
    given = dict.fromkeys(table.counted, 0) | (_APPLICATIONS if key == "applications" else _OTHERS[key])
    right = total(Sheet(table).put_all({cell: Value.of(number) for cell, number in given.items()}))
    wrong = {cell: Value.of(number) for cell, number in _MISTAKES.get(key, {}).items()}
    return right.put_all(wrong)
