"""报告的名分: its title by the rule of the form, and whether authority, year and period agree all through the text.

A report made out of another authority's, or of last year's, gives itself away here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gongkai.law.authorities import AuthorityKind, report_due
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import Line
from gongkai.reading.checks.findings import Finding, Seen
from gongkai.reading.checks.parts import is_government
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place

TITLE = Check(
    "A02",
    "报告名称为“××（机关名称）××××年政府信息公开工作年度报告”",
    Level.YELLOW,
    "按“机关全称＋年份＋政府信息公开工作年度报告”写报告名称",
    basis="年度报告格式",
    official=Level.RED,
    reason="名称的字序、用语不同，不致误认机关和年度",
)
AUTHORITY = Check(
    "B11",
    "文中所称发布报告的机关与报告名称一致",
    Level.RED,
    "改正套用其他单位文稿留下的机关名称，并检查全文其他沿用之处",
    basis="条例第四十九条",
)
YEAR = Check(
    "B12",
    "文中所称报告年度与报告名称一致",
    Level.RED,
    "改正沿用往年文稿留下的年度，并检查全文其他沿用之处",
    basis="条例第四十九条",
)
PERIOD = Check(
    "A04",
    "统计期限为1月1日至12月31日",
    Level.RED,
    "统计期限改为报告年度的1月1日至12月31日，并确认各数是全年数",
    basis="年度报告格式",
)
DEADLINE = Check(
    "A03",
    "部门1月31日前、政府3月31日前公布年报",
    Level.YELLOW,
    "核对首次公布的日期；确属逾期的，说明原因",
    needs=Needs.LAW,
    basis="条例第四十九条",
    official=Level.RED,
    reason="网页所印日期可能是改版、补发的日期",
)

_TITLE_LINES = 40
_LONGEST_TITLE = 60
_TITLE = re.compile(r"(?=.*(?P<year>20\d\d)年?)[^。;:]*公开[^。;:]*(?:报告|年报)(?:\(.{0,12}\))?")
_NO_TITLE = re.compile(r"关于|通知|公布|发布|根据|现将|编制|名称|>|\||位置|首页|当前")
_PUBLISHES = re.compile(
    r"(?:公布|发布)《?(?P<name>[\u4e00-\u9fff]{2,30}?)(?P<year>20\d\d)年?度?(?P<title>政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报))"
)
_REPORTS = re.compile(
    r"(?:公布|发布|编制了?|形成|撰写|现将)[^。;《》〔:>|\d]{0,30}?(?P<year>20\d\d)年?度?(?:政府)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报|情况报告)(?!的?(?:通知|格式|编制|要求))"
)
_ORGAN = re.compile(
    r"(?:人民政府|委员会|管委会|办公[室厅]|办事处|[\u4e00-\u9fff][局厅委]|街道|[镇乡]|[省市县州旗]|(?<=[\u4e00-\u9fff]{2})区)$"
)
_SAME_NAME = 0.6
_PERIOD = re.compile(
    r"(?:统计|数据|起止|涵盖)[^。,;]{0,14}?(?:自|从|为|是|:)?(?P<y1>20\d\d)年?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日[^。,;\d]{0,2}[至到—~-]{1,2}[^。,;\d]{0,2}"
    r"(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_SET_UP = re.compile(r"成立|组建|挂牌|设立|新设|合并|撤并|划转")
"""An authority that was not there all the year has no figures of all the year."""

_SCHOOL = re.compile(r"大学|学院|学校|[中小]学|幼儿园")
"""Schools report on a school year."""

_POSTED = re.compile(
    r"(?:发布|公布|发文|成文|生成)(?:日期|时间)[:|]*(?P<y>20\d\d)[-年./](?P<m>\d{1,2})[-月./](?P<d>\d{1,2})"
)
_DEPARTMENT = re.compile(r"(?:局|厅|委员会|办公[室厅])$")


def of_naming(reading: Reading) -> Iterator[Finding]:
    """名分的问题: title, authority, year, period, day of publication."""
    yield from _title(reading)
    yield from _preface(reading)
    yield from _period(reading)
    yield from _posted(reading)


def _seen(label: str, text: str, place: Place, number: int | None = None) -> Seen:
    return Seen("", "", "", label, number, State.NUMBER if number is not None else State.MARK, text, place)


def _title(reading: Reading) -> Iterator[Finding]:
    """The title as printed, on one line or two; one that follows the rule settles it."""
    edition, year = reading.edition, reading.year
    if edition is None or "statistics" in edition.tables or year is None or year < edition.first:
        return
    found: list[tuple[Line, str]] = []
    lines = reading.page.printed[:_TITLE_LINES]
    texts = [line.squeezed.lstrip("#>*") for line in lines]
    joined = [(lines[at], one + other) for at, (one, other) in enumerate(pairwise(texts))]
    for line, text in (*zip(lines, texts, strict=True), *joined):
        if len(text) > _LONGEST_TITLE or _NO_TITLE.search(text) or not (match := _TITLE.fullmatch(text)):
            continue
        if int(match["year"]) == year and edition.titled(text, year):
            return
        found.append((line, text))
    if found:
        line, text = max(found[:2], key=lambda each: len(each[1]))
        wanted = edition.title(reading.authority or "××", year)
        worded_otherwise = bool(reading.authority) and reading.authority in text and "政府信息公开" in text
        level = Level.QUESTION if worded_otherwise else Level.YELLOW
        yield TITLE.found(f"报告名称写“{text}”，按格式应为“{wanted}”", Place(line.number, text), level=level)


def _preface(reading: Reading) -> Iterator[Finding]:
    """Which report the first sentences say is published: whose, and of which year."""
    preface, year, authority = reading.outline.preface, reading.year, reading.authority
    head = preface if len(preface) < 3000 else preface[:3000]
    for match in _PUBLISHES.finditer(head):
        name = match["name"].removeprefix("了").removeprefix("我")
        if authority and _ORGAN.search(name) and not _same(name, authority) and not _is_cited(head, match.start()):
            place = _where(reading.page.lines, match["name"])
            sure = _likeness(name, authority) < _SAME_NAME and _is_titled(reading, authority)
            level = Level.RED if sure else Level.YELLOW
            text = f"报告名称为“{authority}”，文中却称公布“{name}”的年度报告，疑套用其他单位的文稿"
            yield AUTHORITY.found(text, place, level=level, cells=[_seen("文中所称机关", name, place)] if place else ())
            break
    for match in _REPORTS.finditer(head):
        if year is not None and int(match["year"]) != year and not _is_cited(head, match.start()):
            place = _where(reading.page.lines, match.group()[-14:])
            text = f"报告名称为{year}年，文中却称{match['year']}年的年度报告，疑沿用往年的文稿"
            yield YEAR.found(text, place, left=int(match["year"]), right=year)
            break


def _is_cited(text: str, at: int) -> bool:
    """Whether a place of a text is inside the title of another paper."""
    return text.count("《", 0, at) > text.count("》", 0, at)


def _is_titled(reading: Reading, authority: str) -> bool:
    """Whether the title itself names the authority; a name from elsewhere on the page may be that of who put it up."""
    texts = [line.squeezed for line in reading.page.printed[:_TITLE_LINES]]
    joined = (one + other for one, other in pairwise(texts))
    return any(authority in text and "公开" in text and len(text) <= _LONGEST_TITLE for text in (*texts, *joined))


def _same(one: str, other: str) -> bool:
    """Whether two names may be one authority's: the characters of one stand in the other in their order."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _bare(name: str) -> str:
    return re.sub(r"人民政府|办公[室厅]|街道办事处|办事处|管理委员会|管委会", "", name) or name


def _likeness(one: str, other: str) -> float:
    one, other = _bare(one), _bare(other)
    return 2 * len(set(one) & set(other)) / (len(set(one)) + len(set(other)))


def _period(reading: Reading) -> Iterator[Finding]:
    """The first and the last day of the period; the year itself is held against the title elsewhere (stated.py).

    The regulation of 2007 took effect on 1 May 2008: the first reports count from there.
    """
    for sentence in reading.sentences:
        match = _PERIOD.search(sentence.text) if "月" in sentence.text else None
        if not match:
            continue
        first, last = ((int(match[f"m{at}"]), int(match[f"d{at}"])) for at in (1, 2))
        begins = {(1, 1), (5, 1)} if match["y1"] == "2008" else {(1, 1)}
        same_year = match["y2"] in (None, match["y1"])
        if first in begins and last == (12, 31) and same_year:
            continue
        if _SET_UP.search(sentence.text) or _SCHOOL.search(reading.authority):
            return
        place = Place(sentence.line_at(match.start()), match.group())
        yield PERIOD.found(
            f"统计期限写“{match.group()}”，不是一整年", place, cells=[_seen("统计期限", match.group(), place)]
        )
        return


def _posted(reading: Reading) -> Iterator[Finding]:
    """The day printed beside the title, held against the last day the law gives this kind of authority."""
    kind = _kind(reading.authority)
    if reading.year is None or kind is None or (due := report_due(kind, reading.year)) is None:
        return
    for line in reading.page.printed[:_TITLE_LINES]:
        match = _POSTED.search(line.squeezed)
        day = _day(match["y"], match["m"], match["d"]) if match else None
        if match and day and due < day:
            text = f"{chinese_date(day)}发布，{reading.year}年度报告应在{chinese_date(due)}前公布"
            yield DEADLINE.found(text, Place(line.number, match.group()))
        if match:
            return


def _kind(authority: str) -> AuthorityKind | None:
    """Which deadline a name tells of; None where it does not tell."""
    if is_government(authority):
        return AuthorityKind.COUNTY
    return AuthorityKind.DEPARTMENT if _DEPARTMENT.search(authority) and "政府" not in authority else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _where(lines: Sequence[Line], words: str) -> Place | None:
    for line in lines:
        text = line.squeezed
        if words in text:
            at = text.index(words)
            return Place(line.number, text[max(0, at - 12) : at + len(words) + 16])
    return None
