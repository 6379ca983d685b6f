"""体裁分类: the fifteen kinds of official document and the further ones of a web site, told from the title by its pattern."""

from __future__ import annotations

import re

from gongkai.law.classifications import Classification, Entry, Suggestion
from gongkai.law.grammar.statute import Article, Certainty

_OFFICIAL = (
    *("决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案"),
    *("函", "纪要"),
)
_FURTHER = (
    *("规章", "行政规范性文件", "规划、计划", "办法、规定、细则、方案", "公示", "预警", "统计数据"),
    *("名录、清单", "解读", "讲话", "其他"),
)

GENRES = Classification(
    "体裁分类",
    Article("党政机关公文处理工作条例", 8, gist="公文种类十五种；其后为网站发布常用体裁"),
    tuple(Entry(f"{place:02}", name) for place, name in enumerate(_OFFICIAL, start=1))
    + tuple(Entry(f"{place}", name) for place, name in enumerate(_FURTHER, start=51)),
    certainty=Certainty.RECALLED,
    note="公文十五种之外的体裁和代码为本平台编制",
)
SELDOM_OPEN = frozenset({"10", "11", "15"})
"""少有主动公开的文种: reports, requests for instruction and minutes are pointed out, never blocked."""

_ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?:政策)?解读|(?:图解|问答|一图读懂|一图看懂)", "59"),
    (r"统计公报|统计(?:数据|月报|年鉴|快报)|主要指标|运行情况|数据", "57"),
    (r"预警(?:信息|信号)?", "56"),
    (r"公示(?:表)?", "55"),
    (r"规划(?:纲要)?|计划|要点", "53"),
    (r"办法|规定|细则|方案|规则|制度|规程|预案|指南", "54"),
    (r"清单|名录|名单|目录|一览表|台账", "58"),
    (r"讲话", "60"),
    (r"会议纪要|纪要", "15"),
    (r"决议", "01"),
    (r"决定(?:书)?", "02"),
    (r"命令|令", "03"),
    (r"公报", "04"),
    (r"公告", "05"),
    (r"通告", "06"),
    (r"意见", "07"),
    (r"通知(?:书)?", "08"),
    (r"通报", "09"),
    (r"报告(?:书)?", "10"),
    (r"请示", "11"),
    (r"批复", "12"),
    (r"议案", "13"),
    (r"函", "14"),
)
_TRAILING = re.compile(r"(?:[（(][^（）()]*[）)]|[》」』”\"\s。！!]|(?:附件|全文|摘要))+$")


def genre_of(title: str) -> Suggestion | None:
    """体裁建议: the kind a title ends with, 关于…的通知; marks in brackets behind it do not count."""
    plain = _TRAILING.sub("", title.strip())
    if re.match(r"一图(?:读懂|看懂)|图解", plain):
        return _told("59", plain[:4])
    for pattern, code in _ENDINGS:
        if found := re.search(rf"(?:{pattern})$", plain):
            return _told(code, found[0])
    return None


def _told(code: str, word: str) -> Suggestion:
    entry = GENRES.by_code[code]
    return Suggestion(entry, f"标题以“{word}”为文种，体裁为“{entry.name}”")
