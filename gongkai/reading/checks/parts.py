"""格式规定的部分: the six parts of the forms since 2019, their titles and order, and what each must speak of (条例第五十条).

What is missing may be missing from the file only. So a missing part is red where its neighbours stand in the text and
nothing in it speaks of its matter; at the end of the text, or where only the title is gone, it is asked about. A text
that was cut off is never accused of what it lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.law.annual_report import Edition
from gongkai.law.annual_report.concerns import SHORTEST_PROBLEMS
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading
from gongkai.reading.script import core, plain
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.announced import announced
from gongkai.reading.texts.chapters import Chapter, Outline

PARTS = Check(
    "A01",
    "六部分齐全，标题、顺序按格式",
    Level.YELLOW,
    "对照格式补齐缺少的部分，标题和顺序照格式写，不得增减、改写",
    basis="条例第五十条；年度报告格式",
    official=Level.RED,
    reason="标题不见而表或文字在的，或缺的是文末一部分的，可能只是文件不全；前后各部分都在而只字未提的，列为红错",
)
PROBLEMS = Check(
    "A19",
    "“存在的主要问题及改进情况”应有实际内容",
    Level.YELLOW,
    f"写明存在的主要问题和改进情况，不得空缺或只写“无”，一般不少于{SHORTEST_PROBLEMS}字",
    basis="条例第五十条",
    official=Level.RED,
    reason="只写“无”或空缺的列为红错；字数少的，多少算少没有明文",
)
FEES = Check(
    "A22",
    "“其他需要报告的事项”应报告信息处理费收取情况",
    Level.YELLOW,
    "在第六部分写明本年收取信息处理费的件数和金额，没有收取的写明未收取",
    basis="年度报告格式",
    official=Level.RED,
    reason="没有写不等于写错，报告自身不能证明",
)
OF_GOVERNMENTS = Check(
    "A26",
    "政府的年报应写工作考核、社会评议、责任追究结果",
    Level.YELLOW,
    "在“监督保障”中补写工作考核、社会评议和责任追究结果情况，没有责任追究的写明",
    basis="条例第五十条",
    official=Level.RED,
    reason="字面不见不等于没有写，报告自身不能证明",
)
ASPECTS = Check(
    "A27",
    "总体情况应写五个方面",
    Level.YELLOW,
    "按主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面写总体情况",
    basis="年度报告格式",
    official=Level.RED,
    reason="字面不见不等于没有写，报告自身不能证明",
)
LOST_TABLE = Check(
    "A31",
    "统计表应为可复制的文字",
    Level.YELLOW,
    "统计表以表格文字发布，不用图片；如是下载的文件缺表，换用完整的文件再核",
    basis="年度报告格式",
    official=Level.RED,
    reason="表是图片还是文件不全，从文本不能分清",
)

_PICTURE = re.compile(r"\[image|!\[[^\]]*\]\(|<img", re.IGNORECASE)
_LABELS = re.compile(r"信息内容|自然人|结果维持|统计指标|处理决定数量|勾稽关系")
_NONE = re.compile(r"(?:本年度?)?(?:无|暂无|没有)(?:[。.])?")
_FEE = re.compile(r"信息处理费|处理费|收费|收取.{0,12}费|费用")
_GOVERNMENT = re.compile(r"(?:省|市|自治区|自治州|州|盟|县|区|旗)(?:人民政府)?(?:办公[室厅])?$")
_NO_GOVERNMENT = re.compile(r"(?:示范|开发|管理|园|新|景|度假|保税)区$")
_TOPICS = {
    "主动公开": "主动公开",
    "依申请公开": "依申请|申请公开|公开申请|申请办理",
    "政府信息管理": "信息管理|政府信息.{0,6}管理|规范性文件|公开属性|保密审查|动态调整",
    "平台建设": "平台|网站|新媒体|专栏|栏目",
    "监督保障": "监督|保障|考核|培训|评议",
    "工作考核": "考核|考评",
    "社会评议": "社会评议|评议",
    "责任追究": "责任追究|追责|问责|追究责任",
}
_USUAL = {
    "overview": re.compile(r"(?:本年度)?(?:政府信息公开)?(?:工作)?(?:的)?总体(?:工作)?情况"),
    "remedies": re.compile(
        r"因?政府信息公开(?:工作)?(?:被)?(?:申请)?行政复议(?:和|及)?(?:被)?(?:提起)?行政诉讼(?:的)?情况"
    ),
    "problems": re.compile(r"(?:政府信息公开)?(?:工作)?存在的?主要问题(?:及|和)改进(?:情况|措施)"),
}
_MATTERS = {
    "overview": "",
    "disclosure": "主动公开",
    "applications": "申请",
    "remedies": "复议|诉讼",
    "problems": "问题|不足|短板",
    "others": "其[他它]需要|需要报告|需要说明",
}


def of_parts(reading: Reading) -> Iterator[Finding]:
    """各部分的问题: of a report on one of the forms since 2019."""
    edition, parts = reading.edition, reading.outline
    if edition is None or "statistics" in edition.tables:
        return
    yield from _parts(reading, edition, parts, lacking(reading))
    yield from _problems(parts)
    if parts.whole:
        yield from _aspects(reading, parts)
        yield from _fees(edition, parts)
        yield from _lost_tables(reading, edition, parts)


def lacking(reading: Reading) -> tuple[Section, ...]:
    """缺少的部分: the parts of the form for which a whole report has no chapter."""
    edition, parts = reading.edition, reading.outline
    if edition is None or "statistics" in edition.tables or not parts.whole:
        return ()
    return tuple(section for section in edition.sections if section.key != "overview" and not parts.of(section.key))


def head_of(chapter: Chapter) -> Place:
    """标题所在: the place of a chapter's heading."""
    return Place(chapter.line, str(chapter))


def _parts(reading: Reading, edition: Edition, parts: Outline, lacking: Sequence[Section]) -> Iterator[Finding]:
    """Missing parts, other titles, another order. What the report itself announces and lacks is told there."""
    if not parts.whole:
        return
    sections = edition.sections
    present = [section for section in sections if parts.of(section.key)]
    said = announced(parts)
    short = said is not None and said.count > len(parts.chapters) == len(parts.numbered)
    untitled = [section for section in lacking if _is_spoken_of(reading, parts, section)]
    if untitled:
        names = "、".join(f"“{section.title}”" for section in untitled)
        text = f"未见{names}的标题，只见其内容"
        yield PARTS.found(text, head_of(parts.chapters[-1]), left=len(present), right=len(sections))
    for section in lacking:
        later = any(other in present for other in sections[sections.index(section) + 1 :])
        if section not in untitled and (later or not short):
            yield _missing(parts, section, proven=later)
    chapters = [chapter for section in present if (chapter := parts.of(section.key))]
    for section, chapter in zip(present, chapters, strict=True):
        if core(chapter.title) != core(plain(section.title)) and not _merely_marked(chapter, section):
            text = f"标题写“{chapter}”，格式为“{section.title}”"
            yield PARTS.found(text, head_of(chapter))
    for one, other in pairwise(chapters):
        if one.line > other.line:
            yield PARTS.found(f"“{other}”在“{one}”之前，与格式的顺序不同", head_of(other))


def _merely_marked(chapter: Chapter, section: Section) -> bool:
    """Whether a title is the form's with a note behind it or words in front (行政机关…), or in the article's own wording."""
    title, wanted = core(chapter.title), core(plain(section.title))
    usual = _USUAL.get(section.key)
    return title.startswith(wanted) or title.endswith(wanted) or bool(usual and usual.fullmatch(title))


def _is_spoken_of(reading: Reading, parts: Outline, section: Section) -> bool:
    """Whether a part without a title is there all the same: its table, or words on its matter outside the overview."""
    if any(table.key in reading.tables for table in section.tables):
        return True
    matter = _MATTERS[section.key]
    return any(re.search(matter, chapter.title + chapter.text) for chapter in parts.chapters[1:])


def _missing(parts: Outline, section: Section, *, proven: bool) -> Finding:
    """A missing part the text does not speak of: red where the text goes on after its place."""
    last = parts.chapters[-1]
    text = f"未见“{section.title}”" + ("" if proven else f"；文本止于“{last}”")
    return PARTS.found(text, head_of(last), level=Level.RED if proven else Level.YELLOW, left=0, right=1)


def _problems(parts: Outline) -> Iterator[Finding]:
    chapter = parts.of("problems")
    if chapter is None or parts.cut:
        return
    following = chapter is not parts.chapters[-1]
    if following and (not chapter.text or _NONE.fullmatch(chapter.text)):
        what = f"只写“{chapter.text}”" if chapter.text else "没有内容"
        yield PROBLEMS.found(f"“{chapter}”{what}", head_of(chapter), level=Level.RED)
    elif chapter.text and len(chapter.text) < SHORTEST_PROBLEMS:
        text = f"“{chapter}”只有{len(chapter.text)}字"
        yield PROBLEMS.found(text, head_of(chapter), left=len(chapter.text), right=SHORTEST_PROBLEMS)


def _aspects(reading: Reading, parts: Outline) -> Iterator[Finding]:
    chapter = parts.of("overview")
    if chapter is None:
        return
    whole = "".join(each.title + each.text for each in parts.chapters if each.kind in ("overview", ""))
    section = next(
        section for section in (reading.edition.sections if reading.edition else ()) if section.key == "overview"
    )
    silent = _silent(section.topics, whole)
    if silent:
        yield ASPECTS.found(f"总体情况没有写{'、'.join(silent)}", head_of(chapter), left=5 - len(silent), right=5)
    if is_government(reading.authority):
        everything = "".join(each.text for each in parts.chapters)
        if silent := _silent(section.of_governments, everything):
            text = f"{reading.authority}的报告没有写{'、'.join(silent)}"
            yield OF_GOVERNMENTS.found(text, head_of(chapter), left=3 - len(silent), right=3)


def is_government(authority: str) -> bool:
    """是否政府: whether a name is that of a government of county level or above, not of a department or a town."""
    return bool(_GOVERNMENT.search(authority)) and not _NO_GOVERNMENT.search(authority)


def _silent(topics: Sequence[str], text: str) -> list[str]:
    return [topic for topic in topics if not re.search(_TOPICS.get(topic, re.escape(topic)), text)]


def _fees(edition: Edition, parts: Outline) -> Iterator[Finding]:
    chapter = parts.of("others")
    asked = next(section.topics for section in edition.sections if section.key == "others")
    if chapter is not None and asked and not _FEE.search(chapter.text):
        shown = f"只写“{chapter.text[:30]}”，" if len(chapter.text) <= 30 else ""
        yield FEES.found(f"“{chapter}”{shown}没有报告信息处理费", head_of(chapter), left=0, right=1)


def _lost_tables(reading: Reading, edition: Edition, parts: Outline) -> Iterator[Finding]:
    """表丢失: a part of the form is there, and the table that belongs under it is not."""
    for section in edition.sections:
        chapter = parts.of(section.key)
        if chapter is None or not section.tables:
            continue
        if not any(table.key in reading.tables for table in section.tables) and not _LABELS.search(chapter.text):
            picture = any(_PICTURE.search(line.text) for line in chapter.lines) or any(
                "图" in note for note in reading.page.notes
            )
            why = "，疑以图片发布" if picture else ""
            yield LOST_TABLE.found(f"“{chapter}”之下没有统计表{why}", head_of(chapter), left=0, right=1)
