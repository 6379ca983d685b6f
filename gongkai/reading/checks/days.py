"""文中的日期: years and days that cannot be, that lost their separators, that belong to another year's report.

A day on which nobody works is no error: it is asked whether the training really took place on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.prose import Sentence

IMPOSSIBLE_YEAR = Check("B13", "年份应为实际的年份", Level.YELLOW, "改正写错的年份")
IMPOSSIBLE_DAY = Check("B14", "日期应为实际的日期", Level.YELLOW, "改正不存在的日期")
SEPARATORS = Check("B15", "日期的年、月、日齐全", Level.YELLOW, "补上脱落的“年”“月”“日”")
LEFT_OVER = Check(
    "A32.1",
    "述本年情况不得沿用往年年份",
    Level.YELLOW,
    "核对该句是否沿用往年文稿；确指往年的，写明与本年的关系",
    basis="条例第六条",
)
DAY_OF_REST = Check(
    "B16",
    "培训、会议的日期一般是工作日",
    Level.QUESTION,
    "核对该日期；确在休息日举行的，不必改",
    needs=Needs.CALENDAR,
)

_LATEST = 2100
_YEAR = re.compile(r"(?<![\d.])(?P<year>2[1-9]\d\d|20\d{3}|20[012](?=年度?(?:[,政我全本]|\d{1,2}月)))年")
_DAY = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_RUN_ON = re.compile(r"(?<!\d)20[012]\d\d{2,4}日(?!\d)")
_SIGNED = re.compile(r"20[012]\d(?:\d{2,4})")
_LAST_LINES = 12
_EVENT = re.compile(r"培训|会议|召开|举办|座谈|讲座|听证|学习")
_NOT_A_MEETING = re.compile(r"开放日|宣传|活动|直播|截[止至]|[前后]|起|至|到|印发|发布|公布|施行|实施|修订|期间")
_NEAR = 40
_OPENING = re.compile(
    r"(?:^|[。;]|\)、?|[一二三四五六七八九]是)(?P<year>20\d\d)年(?:度)?[,]?(?P<rest>(?:全年|全[省市州县区镇乡局街]|我[省市州县区镇乡局委厅办街]|本[机局年单]|共|累计|主动公开|收到|受理|未|没有)[^。;]*)"
)
_COMPARED = re.compile(
    r"比|较|同期|上年|去年|以来|起|至|到(?=20|今|年)|—|-{1,2}|～|和20|、20|《|〔|截[止至]|底|末|历年|决算|结转|以前|之前|往年|五年|三年|当年|次年|期间|印发|出台|工作要点|通知|问题|整改|不足"
)


def of_days(reading: Reading) -> Iterator[Finding]:
    """日期的问题."""
    asked: dict[str, list[Finding]] = {LEFT_OVER.code: [], DAY_OF_REST.code: []}
    for sentence in reading.sentences:
        text = sentence.text
        if "年" in text:
            yield from _years(sentence, reading.year)
            asked[LEFT_OVER.code] += _left_over(sentence, reading.year)
        if "日" in text:
            yield from _run_on(sentence)
            for finding in _days(sentence, reading.year):
                if finding.code in asked:
                    asked[finding.code].append(finding)
                else:
                    yield finding
    yield from _signature(reading)
    for findings in asked.values():
        yield from _first_of(findings)


def _first_of(findings: list[Finding]) -> Iterator[Finding]:
    """One finding for many of a kind: the first, with how many there are."""
    for finding in findings[:1]:
        more = f"；全文共{len(findings)}处" if len(findings) > 1 else ""
        yield replace(finding, explanation=finding.explanation + more)


def _place(sentence: Sentence, start: int, end: int) -> Place:
    return Place(sentence.line_at(start), sentence.text[max(0, start - 12) : end + 12])


def _years(sentence: Sentence, year: int | None) -> Iterator[Finding]:
    for match in _YEAR.finditer(sentence.text):
        written = match["year"]
        meant = f"，疑为{year}年" if year and sorted(written) == sorted(str(year)) else ""
        place = _place(sentence, match.start(), match.end())
        yield IMPOSSIBLE_YEAR.found(f"写作“{match.group()}”{meant}", place, left=int(written), right=year)


def _left_over(sentence: Sentence, year: int | None) -> Iterator[Finding]:
    """A sentence on what was done, dated with a year before that of the report and compared with nothing."""
    if year is None:
        return
    for match in _OPENING.finditer(sentence.text):
        told = int(match["year"])
        if year - 3 <= told < year and not _COMPARED.search(match["rest"]) and str(year) not in match["rest"]:
            place = _place(sentence, match.start("year"), match.start("rest") + 12)
            text = (
                f"{year}年度的报告中有“{match.group('year')}年{match['rest'][:16]}…”，未见与本年比较，疑沿用往年的文稿"
            )
            yield LEFT_OVER.found(text, place, left=told, right=year)


def _run_on(sentence: Sentence) -> Iterator[Finding]:
    for match in _RUN_ON.finditer(sentence.text):
        yield SEPARATORS.found(f"“{match.group()}”缺“年”或“月”", _place(sentence, match.start(), match.end()))


def _days(sentence: Sentence, year: int | None) -> Iterator[Finding]:
    for match in _DAY.finditer(sentence.text):
        told = int(match["year"]) if match["year"] else year
        month, day = int(match["month"]), int(match["day"])
        place = _place(sentence, match.start(), match.end())
        if not _exists(told or 2020, month, day):
            yield IMPOSSIBLE_DAY.found(f"没有“{match.group()}”这一天", place)
        elif told is not None and told == year:
            yield from _rest(sentence, match, date(told, month, day), place)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _rest(sentence: Sentence, match: re.Match[str], day: date, place: Place) -> Iterator[Finding]:
    """A training or a meeting dated on a day nobody works."""
    after = re.split(r"[;。]", sentence.text[match.end() : match.end() + _NEAR])[0]
    if not _EVENT.search(after) or _NOT_A_MEETING.match(after):
        return
    info = national().day(day)
    if not info.works and not info.provisional:
        what = info.name or "星期" + "一二三四五六日"[day.weekday()]
        yield DAY_OF_REST.found(f"{chinese_date(day)}是{what}，不是工作日，文中称该日{after[:12]}…", place)


def _signature(reading: Reading) -> Iterator[Finding]:
    """A line at the end that is nothing but digits is a date that lost its separators (2018122)."""
    lines = reading.page.printed[-_LAST_LINES:]
    for line in lines:
        text = line.squeezed
        if _SIGNED.fullmatch(text) and 6 < len(text) < 9:
            readings = [chinese_date(day) for day in _readings(text)]
            how = f"，可读作{'或'.join(readings)}" if readings else ""
            yield SEPARATORS.found(f"落款日期写“{text}”，缺“年”“月”“日”{how}", Place(line.number, text))


def _readings(digits: str) -> Iterator[date]:
    year, rest = int(digits[:4]), digits[4:]
    for cut in range(1, len(rest)):
        if rest[cut] != "0" and _exists(year, int(rest[:cut]), int(rest[cut:])) and cut < 3:
            yield date(year, int(rest[:cut]), int(rest[cut:]))
