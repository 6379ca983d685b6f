"""报告的结构: the numbers of its chapters, what it says of its own parts, and annexes and charts it promises.

Reports of every year are held against what they say themselves; the parts a form asks for are parts.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.law.annual_report.concerns import likeness
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import Line
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.parts import head_of, lacking
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading
from gongkai.reading.script import core
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.announced import announced, promised_annex
from gongkai.reading.texts.chapters import Chapter, Outline, kind_of

CHART = Check("B07", "图示应附数据", Level.QUESTION, "图以图片发布的，在图下以文字列出各年数据")
NUMBERS = Check("B01", "一级标题编号连续、不重复", Level.YELLOW, "从“一、”起依次编号，改正重复、跳号的标题")
TWICE = Check("B02", "同一部分只写一次", Level.YELLOW, "删去重复的部分，改正其后各部分的编号")
NAMED = Check("B03", "所称部分数与所列名称数一致", Level.YELLOW, "按实有部分改写部分数和名称")
COUNTED = Check("B04", "所称部分数与正文的一级标题数一致", Level.YELLOW, "补上缺少的部分，或改正所称的部分数")
ANNEXED = Check("B05", "所称附表、附件应在文中", Level.YELLOW, "附上所称的表或附件，没有的删去该说法")
ANSWERED = Check("B06", "标题所称事项在正文中有交代", Level.YELLOW, "补写标题所列而正文未述的事项，没有发生的写明没有")

_REPEATED = 0.9
_LONGEST_CAPTION = 40
_CAPTIONED = re.compile(r"(?:示意|柱状|折线|统计|对比|趋势)图|饼图")
_CAPTION = re.compile(r"(?:示意图|柱状图|折线图|饼图|统计图|对比图|趋势图)$")


def of_structure(reading: Reading) -> Iterator[Finding]:
    """结构的问题: numbers, repeated chapters, what is announced and what is there."""
    parts = reading.outline
    yield from _numbers(parts, lacking(reading))
    yield from _twice(parts)
    yield from _announced(reading, parts)
    yield from _annex(reading, parts)
    yield from _charts(reading)
    yield from _answered(parts)


def _numbers(parts: Outline, missing_parts: Sequence[Section]) -> Iterator[Finding]:
    """编号: each number of a chapter once, none left out. A number whose part is missing is told with that part."""
    chapters = parts.numbered
    if len(chapters) < 3:
        return
    numbers = [chapter.number for chapter in chapters]
    repeated = [chapter for at, chapter in enumerate(chapters) if chapter.number in numbers[:at]]
    told = {kind_number(section) for section in missing_parts}
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
        text, head_of(first), left=len(set(numbers)), right=len(set(numbers)) + len(missing) + len(repeated)
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
                yield TWICE.found(text, head_of(chapter), left=1, right=2)
                break


def _announced(reading: Reading, parts: Outline) -> Iterator[Finding]:
    said = announced(parts)
    if said is None:
        return
    place = _place_of(reading.page.lines, said.words[-12:])
    if said.names and not said.agrees:
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
    if any(re.match(r"附[件表]", line.squeezed) for line in reading.page.lines):
        return
    place = _place_of(reading.page.lines, words[-8:])
    yield ANNEXED.found(f"文中称“{words}”，而文本中没有统计表，也没有附件", place, left=0, right=1)


def _charts(reading: Reading) -> Iterator[Finding]:
    """图示: a caption at the end of a line of its own, and no figures after it: the chart is a picture or lost."""
    if not _CAPTIONED.search(reading.page.text):
        return
    lines = reading.page.printed
    for at, line in enumerate(lines):
        text = line.squeezed
        if len(text) > _LONGEST_CAPTION or not _CAPTION.search(text) or "\t" in line.plain:
            continue
        if not any(re.search(r"\d", other.plain) for other in lines[at + 1 : at + 3]):
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
            yield ANSWERED.found(text, head_of(chapter), left=len(spoken), right=2)


def _place_of(lines: Sequence[Line], words: str) -> Place | None:
    """Where words of a text without blanks stand: the line they end on."""
    texts = [line.squeezed for line in lines]
    for at, text in enumerate(texts):
        before = texts[at - 1] if at else ""
        if words in before + text and words not in before:
            end = (before + text).index(words) + len(words)
            return Place(lines[at].number, (before + text)[max(0, end - 32) : end])
    return None
