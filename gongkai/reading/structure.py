"""报告的结构: the parts a report must have, their titles and order, and what it says of its own parts (条例第五十条).

What is missing may be missing from the file only. So a missing part is red where its neighbours stand in the text and
nothing in it speaks of its matter; at the end of the text, or where only the title is gone, it is asked about. A text
that was cut off is never accused of what it lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.law.annual_report import Edition
from gongkai.law.annual_report.concerns import SHORTEST_PROBLEMS, likeness
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.tables import Level
from gongkai.reading.announced import announced, promised_annex
from gongkai.reading.carriers import Line
from gongkai.reading.cells import Place
from gongkai.reading.chapters import Chapter, Outline, kind_of
from gongkai.reading.findings import Finding
from gongkai.reading.report import Reading
from gongkai.reading.rule import Check
from gongkai.reading.script import core, plain, squeezed

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
CHART = Check("B07", "图示应附数据", Level.QUESTION, "图以图片发布的，在图下以文字列出各年数据")
NUMBERS = Check("B01", "一级标题编号连续、不重复", Level.YELLOW, "从“一、”起依次编号，改正重复、跳号的标题")
TWICE = Check("B02", "同一部分只写一次", Level.YELLOW, "删去重复的部分，改正其后各部分的编号")
NAMED = Check("B03", "所称部分数与所列名称数一致", Level.YELLOW, "按实有部分改写部分数和名称")
COUNTED = Check("B04", "所称部分数与正文的一级标题数一致", Level.YELLOW, "补上缺少的部分，或改正所称的部分数")
ANNEXED = Check("B05", "所称附表、附件应在文中", Level.YELLOW, "附上所称的表或附件，没有的删去该说法")
ANSWERED = Check("B06", "标题所称事项在正文中有交代", Level.YELLOW, "补写标题所列而正文未述的事项，没有发生的写明没有")

_REPEATED = 0.9
_SAME_TITLE = 0.99
_PICTURE = re.compile(r"\[image|!\[[^\]]*\]\(|<img", re.IGNORECASE)
_CAPTION = re.compile(r"(?:示意图|柱状图|折线图|饼图|统计图|对比图|趋势图)$")
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
_MATTERS = {
    "overview": "",
    "disclosure": "主动公开",
    "applications": "申请",
    "remedies": "复议|诉讼",
    "problems": "问题|不足|短板",
    "others": "其[他它]需要|需要报告|需要说明",
}


def of_structure(reading: Reading) -> Iterator[Finding]:
    """结构的问题: parts, titles, numbers, what is announced and what is there."""
    parts = reading.outline
    lacking = _lacking(reading, parts)
    yield from _numbers(parts, lacking)
    yield from _twice(parts)
    yield from _announced(reading, parts)
    yield from _annex(reading, parts)
    yield from _charts(reading)
    yield from _answered(parts)
    edition = reading.edition
    if edition is None or "statistics" in edition.tables:
        return
    yield from _parts(reading, edition, parts, lacking)
    yield from _problems(parts)
    if parts.whole:
        yield from _aspects(reading, parts)
        yield from _fees(edition, parts)
        yield from _lost_tables(reading, edition, parts)


def _head(chapter: Chapter) -> Place:
    return Place(chapter.line, str(chapter))


def _lacking(reading: Reading, parts: Outline) -> tuple[Section, ...]:
    """缺少的部分: the parts of the form for which a whole report has no chapter."""
    edition = reading.edition
    if edition is None or "statistics" in edition.tables or not parts.whole:
        return ()
    return tuple(section for section in edition.sections if section.key != "overview" and not parts.of(section.key))


def _numbers(parts: Outline, lacking: Sequence[Section]) -> Iterator[Finding]:
    """编号: each number of a chapter once, none left out. A number whose part is missing is told with that part."""
    chapters = parts.numbered
    if len(chapters) < 3:
        return
    numbers = [chapter.number for chapter in chapters]
    repeated = [chapter for at, chapter in enumerate(chapters) if chapter.number in numbers[:at]]
    told = {kind_number(section) for section in lacking}
    missing = [number for number in range(numbers[0], max(numbers)) if number not in numbers and number not in told]
    if not (repeated or missing):
        return
    said = []
    if repeated:
        said.append(
            "、".join(f"“{_numeral(number)}、”" for number in _once(chapter.number for chapter in repeated)) + "重复"
        )
    if missing:
        said.append("缺" + "、".join(f"“{_numeral(number)}、”" for number in missing))
    bare = sum(not chapter.number for chapter in parts.chapters)
    text = f"一级标题编号依次为{'、'.join(map(_numeral, numbers))}：{'，'.join(said)}"
    text += f"；另有{bare}个标题没有编号" if bare else ""
    first = repeated[0] if repeated else next(each for each in chapters if each.number > missing[0])
    yield NUMBERS.found(
        text, _head(first), left=len(set(numbers)), right=len(set(numbers)) + len(missing) + len(repeated)
    )


def kind_number(section: Section) -> int:
    """第几部分: the number the form gives a part."""
    return "零一二三四五六七八九".index(section.title[0])


def _once(numbers: Iterator[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + ("零一二三四五六七八九"[ones] if ones else "")


def _twice(parts: Outline) -> Iterator[Finding]:
    """重复: the same title again; where the text repeats as well, it says so."""
    for at, chapter in enumerate(parts.chapters):
        for earlier in parts.chapters[:at]:
            if core(earlier.title) == core(chapter.title):
                same = chapter.text == earlier.text or likeness(chapter.text, earlier.text) > _REPEATED
                how = "标题和内容都相同" if same and chapter.text else "标题相同"
                text = f"“{chapter}”与“{earlier}”（第{earlier.line}行）{how}"
                yield TWICE.found(text, _head(chapter), left=1, right=2)
                break


def _announced(reading: Reading, parts: Outline) -> Iterator[Finding]:
    said = announced(parts)
    if said is None:
        return
    place = _place_of(reading.page.lines, said.words[-12:])
    if said.names and len(said.names) != said.count:
        text = f"称有{said.count}个部分，所列名称{len(said.names)}个：{'；'.join(said.names)}"
        yield NAMED.found(text, place, left=len(said.names), right=said.count)
    present = len(parts.chapters)
    trusted = parts.whole and len(parts.numbered) == present
    if present > said.count or (present < said.count and trusted):
        missing = [name for name in said.names if not _is_there(name, parts.chapters)]
        tail = f"；未见“{'”“'.join(missing)}”" if missing and present < said.count else ""
        text = f"称有{said.count}个部分，正文一级标题{present}个{tail}"
        yield COUNTED.found(text, place, left=present, right=said.count)


def _is_there(name: str, chapters: Sequence[Chapter]) -> bool:
    return any(
        core(chapter.title) == core(name) or (chapter.kind and chapter.kind == kind_of(name)) for chapter in chapters
    )


def _annex(reading: Reading, parts: Outline) -> Iterator[Finding]:
    """附表: promised and nowhere: no table was read and no annex stands at the end."""
    if parts.cut or reading.tables:
        return
    words = promised_annex(parts.preface)
    if not words or not reading.sentences:
        return
    if any(re.match(r"附[件表]", squeezed(line.plain)) for line in reading.page.lines):
        return
    place = _place_of(reading.page.lines, words[-8:])
    yield ANNEXED.found(f"文中称“{words}”，而文本中没有统计表，也没有附件", place, left=0, right=1)


def _charts(reading: Reading) -> Iterator[Finding]:
    """图示: a caption at the end of a line of its own, and no figures after it: the chart is a picture or lost."""
    lines = [line for line in reading.page.lines if line.plain.strip()]
    for at, line in enumerate(lines):
        text = squeezed(line.plain)
        near = "".join(squeezed(other.plain) for other in lines[at + 1 : at + 3])
        if len(text) <= 40 and _CAPTION.search(text) and "\t" not in line.plain and not re.search(r"\d", near):
            yield CHART.found(f"“{text}”之下没有数据，图疑为图片或已丢失", Place(line.number, text), left=0)


def _answered(parts: Outline) -> Iterator[Finding]:
    """标题与正文: a chapter on reconsideration and litigation that speaks of one of them only."""
    for chapter in parts.chapters:
        if chapter.kind != "remedies" or not chapter.text or len(chapter.text) > 150:
            continue
        named = [word for word in ("复议", "诉讼") if word in chapter.title]
        silent = [word for word in named if word not in chapter.text]
        spoken = [word for word in ("复议", "诉讼") if word in chapter.text]
        if silent and spoken:
            text = f"标题为“{chapter.title}”，正文只述行政{'、'.join(spoken)}，未述行政{'、'.join(silent)}"
            yield ANSWERED.found(text, _head(chapter), left=len(spoken), right=2)


def _parts(reading: Reading, edition: Edition, parts: Outline, lacking: Sequence[Section]) -> Iterator[Finding]:
    """Missing parts, other titles, another order. What the report itself announces and lacks is told there."""
    if not parts.whole:
        return
    sections = edition.sections
    present = [section for section in sections if parts.of(section.key)]
    said = announced(parts)
    short = said is not None and said.count > len(parts.chapters) == len(parts.numbered)
    for section in lacking:
        later = any(other in present for other in sections[sections.index(section) + 1 :])
        if later or not short:
            yield _missing(reading, parts, section, proven=later)
    chapters = [chapter for section in present if (chapter := parts.of(section.key))]
    for section, chapter in zip(present, chapters, strict=True):
        if core(chapter.title) != core(plain(section.title)) and not _merely_marked(chapter, section):
            text = f"标题写“{chapter}”，格式为“{section.title}”"
            yield PARTS.found(text, _head(chapter))
    for one, other in pairwise(chapters):
        if one.line > other.line:
            yield PARTS.found(f"“{other}”在“{one}”之前，与格式的顺序不同", _head(other))


def _merely_marked(chapter: Chapter, section: Section) -> bool:
    """Whether a title is the form's with a note behind it, or with a few words of respect (政府信息公开工作) in front."""
    title, wanted = core(chapter.title), core(plain(section.title))
    return title.startswith(wanted) or title.endswith(wanted)


def _missing(reading: Reading, parts: Outline, section: Section, *, proven: bool) -> Finding:
    """A missing part: red where the text goes on after it and does not speak of its matter at all."""
    tables = [table.key for table in section.tables if table.key in reading.tables]
    matter = _MATTERS[section.key]
    spoken = bool(tables) or any(re.search(matter, chapter.title + chapter.text) for chapter in parts.chapters[1:])
    last = parts.chapters[-1]
    tail = "的标题，只见其统计表" if tables else "的标题"
    text = f"未见“{section.title}”" + (tail if spoken else "")
    text += "" if proven else f"；文本止于“{last}”"
    return PARTS.found(text, _head(last), level=Level.RED if proven and not spoken else Level.YELLOW, left=0, right=1)


def _problems(parts: Outline) -> Iterator[Finding]:
    chapter = parts.of("problems")
    if chapter is None or parts.cut:
        return
    following = chapter is not parts.chapters[-1]
    if following and (not chapter.text or _NONE.fullmatch(chapter.text)):
        what = f"只写“{chapter.text}”" if chapter.text else "没有内容"
        yield PROBLEMS.found(f"“{chapter}”{what}", _head(chapter), level=Level.RED)
    elif chapter.text and len(chapter.text) < SHORTEST_PROBLEMS:
        text = f"“{chapter}”只有{len(chapter.text)}字"
        yield PROBLEMS.found(text, _head(chapter), left=len(chapter.text), right=SHORTEST_PROBLEMS)


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
        yield ASPECTS.found(f"总体情况没有写{'、'.join(silent)}", _head(chapter), left=5 - len(silent), right=5)
    if is_government(reading.authority):
        everything = "".join(each.text for each in parts.chapters)
        if silent := _silent(section.of_governments, everything):
            text = f"{reading.authority}的报告没有写{'、'.join(silent)}"
            yield OF_GOVERNMENTS.found(text, _head(chapter), left=3 - len(silent), right=3)


def is_government(authority: str) -> bool:
    """是否政府: whether a name is that of a government of county level or above, not of a department or a town."""
    return bool(_GOVERNMENT.search(authority)) and not _NO_GOVERNMENT.search(authority)


def _silent(topics: Sequence[str], text: str) -> list[str]:
    return [topic for topic in topics if not re.search(_TOPICS.get(topic, topic), text)]


def _fees(edition: Edition, parts: Outline) -> Iterator[Finding]:
    chapter = parts.of("others")
    asked = next(section.topics for section in edition.sections if section.key == "others")
    if chapter is not None and asked and not _FEE.search(chapter.text):
        shown = f"只写“{chapter.text[:30]}”，" if len(chapter.text) <= 30 else ""
        yield FEES.found(f"“{chapter}”{shown}没有报告信息处理费", _head(chapter), left=0, right=1)


def _lost_tables(reading: Reading, edition: Edition, parts: Outline) -> Iterator[Finding]:
    """表丢失: a part of the form is there, and the table that belongs under it is not."""
    for section in edition.sections:
        chapter = parts.of(section.key)
        if chapter is None or not section.tables:
            continue
        if not any(table.key in reading.tables for table in section.tables):
            picture = any(_PICTURE.search(line.text) for line in chapter.lines) or any(
                "图" in note for note in reading.page.notes
            )
            why = "，疑以图片发布" if picture else ""
            yield LOST_TABLE.found(f"“{chapter}”之下没有统计表{why}", _head(chapter), left=0, right=1)


def _place_of(lines: Sequence[Line], words: str) -> Place | None:
    """Where words of a text without blanks stand: the line they end on."""
    texts = [squeezed(line.plain) for line in lines]
    for at, text in enumerate(texts):
        before = texts[at - 1] if at else ""
        if words in before + text and words not in before:
            end = (before + text).index(words) + len(words)
            return Place(lines[at].number, (before + text)[max(0, end - 32) : end])
    return None
