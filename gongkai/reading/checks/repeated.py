"""前后两处: one indicator stated in two places of a report, with two values; the year's figure and that of all years.

Two statements are of one indicator only if their names are the same once the words are gone that say nothing (共, 累计,
我市), if they speak of the same year, and if no word around them says that they are of another scope or channel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Sureness, show
from gongkai.reading.checks.listed import counted
from gongkai.reading.checks.rule import Check
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count
from gongkai.reading.texts.terms import CHANGE, FORMER, SCOPE
from gongkai.reading.texts.totals import listings, name_of

TWICE = Check("P11", "同一指标前后两处数字一致", Level.YELLOW, "核对两处数字，改为一致；口径或截止时间不同的，分别写明")
MORE = Check("P12", "确数之后不写“余”“多”", Level.YELLOW, "写到个位的数是确数，删去“余”“多”")
CUMULATED = Check("P13", "本年数不大于历年累计数", Level.RED, "核对本年数与累计数，改正有误的一个")
CHECKS = (TWICE, MORE, CUMULATED)

_INDICATOR = re.compile(
    r"主动公开信息$|(?:收到|受理)申请$|规范性文件$|政策解读|行政复议|行政诉讼|建议$|提案$|工作人员$|访问量$|浏览量$|点击量$|经费$"
)
_EMPTY = re.compile(
    r"20\d\d年?(?:度|全年)?|全年|年内|本年度?|今年以?来?|年度|[我全][省市县区州局委办镇乡旗院]|历年|共计?|总计|合计|累计|总共|一共|达到?|为|"
    r"了|约|近|突破|超过?|各类|各种|有|已|的|政府|政务|数量?|总数|及时|依法|发布|件数|行政机关"
)
_APPLICATION = re.compile(
    r"^(?:收到|受理|接收|收办|接到|新收)*(?:公众|群众)?(?:信息)?(?:依申请)?(?:公开)?(?:信息)?(?:公开)?(?:申请)?$"
)
_CUMULATIVE = re.compile(r"历年|(?:自|从)?20\d\d年?(?:至|到|[-—~])20\d\d年|以来[^,;。]{0,6}累计|历史累计")
_PART_OF_YEAR = re.compile(
    r"(?:截[至止]|年底|年末)[^;。]*累计|新增|季度|[上下]半年|\d月|每[月周天日年季]|月均|日均|平均|人均|其余|另有?|其中|其[他它]"
)
_CHANNEL = re.compile(
    r"网站|微信|微博|公众号|新媒体|电视|报[刊纸]|公报|公开栏|平台|抖音|头条|客户端|栏目|专栏|系统|APP|网$"
)
_AUDIENCE = re.compile(r"(?P<whose>门户网站|网站|公众号|微信|微博|平台).*(?P<what>访问量|浏览量|点击量)$")
_YEAR = re.compile(r"(20\d\d)年")
_PEOPLE = frozenset({"人", "人次", "次"})
_REACH = 34
_LEAST = 4
_MOST = 40
"""What is said more often under one name is a list of things, no indicator."""
_WORD_FOR_MORE = re.compile(r"[余多]")


@dataclass(frozen=True)
class _Statement:
    """A number with the name of what it counts, reduced to what tells indicators apart."""

    name: str
    scope: frozenset[str]
    wide: bool
    year: str
    cumulative: bool
    sentence: Sentence
    count: Count


def of_repeated(sentences: Sequence[Sentence], year: int | None) -> Iterator[Finding]:
    """前后两处的问题: two values of one indicator; 余 behind a figure that is exact; a year above all years together."""
    statements = [each for sentence in sentences for each in _statements(sentence, year)]
    named: dict[str, list[_Statement]] = defaultdict(list)
    for each in statements:
        named[each.name].append(each)
    for same in named.values():
        yield from _of_one(same[:_MOST])


def _of_one(statements: Sequence[_Statement]) -> Iterator[Finding]:
    """What is wrong among statements of one name; that two of them clash is told once."""
    told = False
    for one, other in combinations(statements, 2):
        if not _alike(one.count.unit, other.count.unit) or one.scope != other.scope:
            continue
        if one.cumulative != other.cumulative:
            yield from _over_all_years(*((one, other) if other.cumulative else (other, one)))
        elif one.year == other.year and not told and (found := _clash(one, other)):
            told = True
            yield found


def _statements(sentence: Sentence, year: int | None) -> Iterator[_Statement]:
    parts = {part for listing in listings(sentence) for part in listing.parts}
    for count in sentence.counts:
        name = _name(name_of(sentence, count))
        if len(name) < _LEAST or not _INDICATOR.search(name) or count in parts:
            continue
        around = sentence.text[max(0, count.start - _REACH) : count.start]
        clause = re.split(r"[;:]", around)[-1]
        if any(pattern.search(clause) for pattern in (FORMER, CHANGE, _PART_OF_YEAR)):
            continue
        cumulative = bool(_CUMULATIVE.search(clause))
        years = _YEAR.findall(sentence.text[: count.start])
        said = years[-1] if years else str(year or "")
        audience = _AUDIENCE.search(name)
        if audience:
            name = audience["whose"] + audience["what"]
        words = frozenset((*SCOPE.findall(clause), *_CHANNEL.findall(clause))) - {"累计"}
        wide = frozenset(word for word in words if word.startswith("全"))
        scope = frozenset() if audience else words - wide
        if cumulative or said in ("", str(year or said)):
            yield _Statement(name, scope, bool(wide), "" if cumulative else said, cumulative, sentence, count)


def _alike(one: str, other: str) -> bool:
    return one == other or {one, other} <= _PEOPLE


def _name(words: str) -> str:
    name = _EMPTY.sub("", words)
    if "申请" in name and _APPLICATION.match(name):
        return "受理申请" if "受理" in name else "收到申请"
    return name


def _clash(one: _Statement, other: _Statement) -> Finding | None:
    """Two statements that cannot both be: different exact figures, or an exact one outside what the other leaves open."""
    first, second = one.count, other.count
    if first.exact and second.exact:
        return _differ(one, other) if first.number != second.number else None
    if first.exact or second.exact:
        sure, rough = (one, other) if first.exact else (other, one)
        if sure.count.number == rough.count.number and _WORD_FOR_MORE.search(_printed(rough)):
            return _more(sure, rough)
        return None if rough.count.may_be(sure.count.number) else _differ(one, other)
    return _differ(one, other) if first.number != second.number and not _overlap(first, second) else None


def _overlap(one: Count, other: Count) -> bool:
    """Whether two rough figures can be the same; two lower bounds (突破70万, 突破71万) are one figure told twice."""
    if one.most is None and other.most is None:
        return False
    return (one.most is None or other.least <= one.most) and (other.most is None or one.least <= other.most)


def _printed(statement: _Statement) -> str:
    return statement.sentence.text[statement.count.start : statement.count.end]


def _differ(one: _Statement, other: _Statement) -> Finding:
    text = f"“{one.name}”一处写{_printed(one)}，另一处（{_place(other)}）写{_printed(other)}"
    level = Level.YELLOW if one.wide == other.wide else Level.QUESTION
    return _found(TWICE, one, other, f"{text}；或因口径、截止时间不同", level)


def _more(sure: _Statement, rough: _Statement) -> Finding:
    text = f"“{rough.name}”写{_printed(rough)}，另一处（{_place(sure)}）写{_printed(sure)}，是确数，不应带“余”“多”"
    return _found(MORE, rough, sure, text)


def _over_all_years(year: _Statement, cumulated: _Statement) -> Iterator[Finding]:
    if year.count.exact and cumulated.count.exact and year.count.number > cumulated.count.number:
        text = (
            f"本年“{year.name}{_printed(year)}”，历年累计却是{_printed(cumulated)}，"
            f"多出{show(year.count.number - cumulated.count.number)}"
        )
        level = Level.RED if year.sentence is cumulated.sentence else Level.YELLOW
        yield _found(CUMULATED, year, cumulated, text, level)


def _place(statement: _Statement) -> str:
    return str(statement.sentence.place(statement.count.start - 8, statement.count.end))


def _found(check: Check, one: _Statement, other: _Statement, text: str, level: Level | None = None) -> Finding:
    cells = tuple(counted(each.sentence, each.count, each.name) for each in (one, other))
    left, right = one.count.number, other.count.number
    sureness = Sureness.PROVEN if (level or check.level) is Level.RED else Sureness.ASSUMED
    return check.found(text, cells[0].place, level=level, left=left, right=right, cells=cells, sureness=sureness)
