"""章节: how the headings of a report part it, what it says of its own parts, and whether the text was cut off.

A heading is a short line of its own with a numeral (一、), or without one where it names a part a report has. Lines of
the statutory tables (一、本年新收…) are none; neither are entries of a table of contents, nor points inside a chapter
that count from 一 again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.reading.carriers import Line, Page
from gongkai.reading.lasting import lasting
from gongkai.reading.script import core, plain
from gongkai.reading.tables.cells import ReadTable

_LONGEST = 45
_NUMERALS = {numeral: at for at, numeral in enumerate("一二三四五六七八九十", 1)}
_NUMBERED = re.compile(r"[#*]*(?P<numeral>[一二三四五六七八九]|十[一二三四五]?)[、.,](?P<title>[^、.,].*)")
_UNNUMBERED = re.compile(r"[\u4e00-\u9fff0-9《》、“”(),]{4,45}(?:情况|概述|事项|措施)")
_SENTENCE_ENDS = tuple("。;,:!?")
_KINDS = (
    ("fees", re.compile(r"收费|费用")),
    ("remedies", re.compile(r"复议|诉讼")),
    ("problems", re.compile(r"问题|不足")),
    ("others", re.compile(r"其[他它].*事项|(?:需要?|应当?)(?:说明|报告)")),
    ("applications", re.compile(r"申请")),
    ("disclosure", re.compile(r"主动公开")),
    ("overview", re.compile(r"总体(?:工作)?情况|概述|概况|综述|基本情况")),
    ("tasks", re.compile(r"要点|重点工作|落实情况")),
    ("organization", re.compile(r"机构.*(?:人员|经费)")),
)
_ANNEX = re.compile(
    r"附(?:件|表|录)?[一二三四五1-9]?[:.]?(?:$|政府信息公开情况统计表)|政府信息公开(?:工作)?情况统计表(?:\(.{0,12}\))?$|统计指标"
)
_FOOT = re.compile(
    r"ICP备|网站标识码|公网安备|版权所有|扫一扫|分享到|打印本页|\[?打印\]?$|关闭(?:本页|窗口)|[上下]一[篇条]|技术支持|"
    r"^相关(?:链接|文档|附件|信息|文件)|责任编辑|^主办(?:单位)?:"
)
_ENDS_WELL = re.compile(
    r"[。!?)”\"》\]>]$|[日月]$|^\d[\d.\-/]{5,9}$|图$|表$|章\):?$|^无$|(?:电话|编辑|人|邮编|次数?):.{0,30}$"
)
_HEADING_ONLY = re.compile(r"(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]、).{2,30}")
_RULES = " \t\n|:+-=_"
"""Of these alone the rules between the rows of a table are made."""

_ROW_LABEL = re.compile(r"本年新收|新收.*申请数量|上年(?:度)?结转|结转(?:至)?下(?:一)?年|年度办理结果")
_LONG_LINE = 25
_FEWEST = 3
_MOST = 200
"""No report has more headings; what has is none, and is not looked through for ever."""

_PREFACE = 8000


@dataclass(frozen=True)
class Chapter:
    """章: its number (0 where none is printed), title, kind (a section of the form, or "" for another), place and text."""

    number: int
    title: str
    kind: str
    line: int
    lines: tuple[Line, ...] = ()

    @lasting
    def text(self) -> str:
        """章文: what stands under the heading, without blanks."""
        return "".join(line.squeezed for line in self.lines)

    def __str__(self) -> str:
        numeral = next((numeral for numeral, number in _NUMERALS.items() if number == self.number), "")
        return f"{numeral}、{self.title}" if numeral else self.title


@dataclass(frozen=True)
class Outline:
    """章节: the chapters, the text before them, and ``cut``: how the text breaks off, empty where it ends as texts end."""

    chapters: tuple[Chapter, ...]
    preface: str
    cut: str

    @lasting
    def numbered(self) -> tuple[Chapter, ...]:
        """有编号的章: those with a numeral."""
        return tuple(chapter for chapter in self.chapters if chapter.number)

    @lasting
    def whole(self) -> bool:
        """是否完整: whether nothing speaks against this being a whole report, from its first part to its last."""
        kinds = {chapter.kind for chapter in self.chapters}
        return not self.cut and len(self.chapters) >= _FEWEST and "problems" in kinds and self.begins

    @lasting
    def begins(self) -> bool:
        """有开头: whether the first chapter is the first of a report."""
        return bool(self.chapters) and (self.chapters[0].number == 1 or self.chapters[0].kind == "overview")

    def of(self, kind: str) -> Chapter | None:
        """某部分: the last chapter of this kind: where a form's parts follow parts of the authority's own, the form's."""
        return next((chapter for chapter in reversed(self.chapters) if chapter.kind == kind), None)

    def at(self, line: int) -> Chapter | None:
        """所在章: the chapter a line stands in; None before the first."""
        at = bisect_right([chapter.line for chapter in self.chapters], line)
        return self.chapters[at - 1] if at else None


def outline(page: Page, tables: Mapping[str, ReadTable], edition: Edition | None) -> Outline:
    """分章: the outline of a text in which these tables stand."""
    lines = [line for line in page.lines if line.plain.strip(_RULES)]
    body = lines[: _end(lines)]
    spans = _spans(tables)
    heads = list(islice(_headings(body, spans), _MOST))
    heads = _without_contents(heads, body)
    heads = _without_subheads(_without_points(heads))
    chapters = tuple(_filled(heads, body))
    first = chapters[0].line if chapters else (body[-1].number + 1 if body else 0)
    preface = "".join(line.squeezed for line in body if line.number < first)[:_PREFACE]
    return Outline(chapters, preface, _cut(body, spans, edition))


def _end(lines: Sequence[Line]) -> int:
    """Where the text proper ends: at an annex, or at what the site prints below the text."""
    for at, line in enumerate(lines):
        text = line.squeezed
        if at > _FEWEST and len(text) < _LONGEST and _ANNEX.match(text):
            return at
        if at > len(lines) // 2 and len(text) < 2 * _LONGEST and _FOOT.search(text):
            return at
    return len(lines)


def _spans(tables: Mapping[str, ReadTable]) -> tuple[range, ...]:
    """The lines each table of the report takes up."""
    found = []
    for table in tables.values():
        places = [cell.place.line for cell in table.cells.values() if cell.place]
        if places:
            found.append(range(min(places), max(places) + 1))
    return tuple(found)


def _headings(lines: Sequence[Line], tables: Sequence[range]) -> Iterator[Chapter]:
    last = ""
    for line in lines:
        if line.cells is not None or len(line.plain) > 2 * _LONGEST or "|" in line.plain or "\t" in line.plain:
            continue
        text = line.squeezed
        if len(text) > _LONGEST + 3 or text.endswith(_SENTENCE_ENDS):
            continue
        if any(line.number in span for span in tables) and not _names_part(text):
            continue
        match = _NUMBERED.fullmatch(text)
        if match and core(text) not in _row_labels() and not _ROW_LABEL.search(text):
            last = kind_of(match["title"])
            yield Chapter(_number(match["numeral"]), match["title"], last, line.number)
        elif not match and _UNNUMBERED.fullmatch(text) and (kind := kind_of(text)) and kind != last and text[0] != "(":
            last = kind
            yield Chapter(0, text, kind, line.number)


def _number(numeral: str) -> int:
    return _NUMERALS.get(numeral) or 10 + _NUMERALS.get(numeral[1:], 0)


def kind_of(title: str) -> str:
    """何部分: which part of a report a title names; empty for a chapter of the authority's own."""
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "")


@cache
def _row_labels() -> frozenset[str]:
    """Row labels of the tables that look like headings."""
    return frozenset(
        core(plain(line.label))
        for edition in EDITIONS
        for table in edition.tables.values()
        for line in table.rows.walk()
        if line.label and table.key != "statistics"
    )


def _names_part(text: str) -> bool:
    """Whether a line inside a table's stretch is, word for word, the title of a part of the form."""
    return core(text) in _part_titles()


@cache
def _part_titles() -> frozenset[str]:
    return frozenset(core(plain(section.title)) for edition in EDITIONS[1:] for section in edition.sections)


def _without_contents(heads: Sequence[Chapter], lines: Sequence[Line]) -> list[Chapter]:
    """Without the entries of a table of contents: headings with nothing under them whose titles come again."""
    titles = [core(chapter.title) for chapter in heads]
    places = {line.number: at for at, line in enumerate(lines)}
    kept: list[Chapter] = []
    for at, chapter in enumerate(heads):
        following = heads[at + 1].line if at + 1 < len(heads) else 0
        bare = following and places[following] == places[chapter.line] + 1
        listed = at and kept != list(heads[:at]) and titles[at] in titles[at + 1 :]
        if not ((bare or listed) and titles[at] in titles[at + 1 :]):
            kept.append(chapter)
    return kept


def _without_points(heads: Sequence[Chapter]) -> list[Chapter]:
    """Without points that count from 一 inside a chapter: after chapter k they begin again, and k+1 comes later.

    Where k+1 does not come, they are points only if none of them is a part of a report of its own.
    """
    kept: list[Chapter] = []
    at = 0
    while at < len(heads):
        chapter = heads[at]
        before = next((each for each in reversed(kept) if each.number), None)
        if chapter.number == 1 and before and before.number >= 2:
            after = next((to for to in range(at, len(heads)) if heads[to].number == before.number + 1), None)
            run = heads[at : len(heads) if after is None else after]
            parts = {each.kind for each in run} - {"", before.kind}
            if not parts or (after is not None and len(parts) < _FEWEST):
                at += len(run)
                continue
        kept.append(chapter)
        at += 1
    return kept


def _without_subheads(heads: Sequence[Chapter]) -> list[Chapter]:
    """Without unnumbered headings that fill no gap of the numbers: those are headings inside a chapter."""
    if not any(chapter.number for chapter in heads):
        return list(heads)
    kept = []
    for at, chapter in enumerate(heads):
        before = next((each.number for each in reversed(heads[:at]) if each.number), 0)
        after = next((each.number for each in heads[at + 1 :] if each.number), 0)
        if chapter.number or after > before + 1:
            kept.append(chapter)
    return kept


def _filled(heads: Sequence[Chapter], lines: Sequence[Line]) -> Iterator[Chapter]:
    numbers = [line.number for line in lines]
    for at, chapter in enumerate(heads):
        start = bisect_right(numbers, chapter.line)
        stop = bisect_right(numbers, heads[at + 1].line - 1) if at + 1 < len(heads) else len(lines)
        yield replace(chapter, lines=tuple(lines[start:stop]))


def _cut(lines: Sequence[Line], tables: Sequence[range], edition: Edition | None) -> str:
    """How a text breaks off: in a table, at a heading, in a sentence."""
    if not lines:
        return ""
    last, text = lines[-1], lines[-1].squeezed
    of_six_parts = edition is not None and "statistics" not in edition.tables
    tabbed = "\t" in last.plain.strip() or (last.plain.startswith("\t") and not text.endswith(_SENTENCE_ENDS))
    ruled = last.cells is not None or tabbed or "|" in text
    if of_six_parts and (ruled or any(last.number in span for span in tables)):
        return "文本止于统计表"
    if not ruled and _HEADING_ONLY.fullmatch(text) and not text.endswith(_SENTENCE_ENDS):
        return "文本止于标题"
    if not ruled and not _ENDS_WELL.search(text) and (len(text) >= _LONG_LINE or "," in text or text[-1] in "、;:"):
        return f"文本止于句中“…{text[-12:]}”"
    return ""
