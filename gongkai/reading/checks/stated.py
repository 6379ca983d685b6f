"""文中之数的问题: the figures of the form that sentences state, held against each other.

What the text itself contradicts is red; where two statements may differ in scope, it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.balances import unbracketed_label
from gongkai.reading.checks.findings import Finding, Seen, gap, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.claims import ON_TIME, Claim, Rate
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.terms import SCOPE

PERIOD = Check(
    "A04",
    "统计期限为报告年度的1月1日至12月31日",
    Level.RED,
    "统计期限改为报告年度的1月1日至12月31日，并确认各数是全年数",
)
CHANNELS = Check(
    "P21",
    "主动公开政府信息数不超过各渠道公开数之和",
    Level.RED,
    "核对主动公开总数和各渠道公开数；同一信息在几个渠道公开的，总数只计一条",
)
REPLIES = Check(
    "P22", "答复件数与办结率、答复率一致", Level.RED, "核对收到、答复的件数；有结转、撤回的写明件数，重算比率"
)
FLOW = Check("P23", "文中新收加上年结转等于办理结果加结转下年度", Level.RED, "核对文中新收、结转和各类办理结果的件数")
CHECKS = (PERIOD, CHANNELS, REPLIES, FLOW)

_UNDER_WAY = re.compile(r"结转|在办|正在办理|办理中|未到期|期限内|撤回|撤销|补正")
EVERYWHERE = frozenset({"累计", *(f"全{place}" for place in "省市州县区旗镇乡国")})
"""Words that say no more than that the report is of all of it."""

_NUMBERED = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[．.、]|其中[：:]?)+")
_MANY = 3
_REACH = 40
_PERIOD = re.compile(r"统计[^,;]{0,12}?(20\d\d)年1月1日[^,;]{0,4}(?:20\d\d年)?12月31日")
_CHANNELS = EDITIONS[0].tables["statistics"].ceilings["disclosed_total"]
_HANDLED = ("total", "carried_out")
_RESULTS = ("granted", "partial", "deny", "unable", "refuse", "other", "carried_out")


def of_sentences(sentences: Sequence[Sentence], year: int | None) -> Iterator[Finding]:
    """句中的问题: a period that is not the year of the report."""
    for sentence in sentences:
        yield from _of_period(sentence, year)


def _of_period(sentence: Sentence, year: int | None) -> Iterator[Finding]:
    match = _PERIOD.search(sentence.text)
    if match and year is not None and int(match[1]) != year:
        place = Place(sentence.line_at(match.start()), match.group())
        stated = Seen("", "", "", "统计期限", int(match[1]), State.NUMBER, match.group(), place)
        text = f"报告年度为{year}年，统计期限却写{match[1]}年，疑沿用其他年度的文稿"
        yield PERIOD.found(text, place, left=int(match[1]), right=year, cells=(stated,))


def around(claim: Claim, sentences: Sequence[Sentence]) -> str:
    """上下文: the words of its sentence that lead up to a claim."""
    text = sentences[claim.sentence].text
    end = text.find(claim.place.excerpt) + len(claim.place.excerpt)
    return text[max(0, end - _REACH) : end]


@dataclass(frozen=True)
class _Stated:
    """The claims of a report by row, the exact ones first."""

    claims: Sequence[Claim]

    def get(self, row: str) -> Claim | None:
        """The first exact claim about a row."""
        return next((claim for claim in self.claims if claim.row == row and claim.exact), None)

    def least(self, row: str) -> Claim | None:
        """The smallest exact claim about a row: the year's figure where that of all years is stated as well."""
        claims = [claim for claim in self.claims if claim.row == row and claim.exact]
        return min(claims, key=lambda claim: claim.number, default=None)

    def all(self, rows: Sequence[str]) -> list[Claim]:
        """The claims about these rows that are made."""
        return [claim for row in rows if (claim := self.get(row))]


def of_claims(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """所述之数的问题: channels and their total, applications and replies."""
    stated = _Stated(claims)
    yield from _channels(stated, sentences)
    yield from _replies(stated, sentences)
    yield from _flow(stated)


def _channels(stated: _Stated, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """各渠道含“其他方式”的，已无遗漏: information on no channel cannot have been disclosed."""
    total, other, channels = stated.least("disclosed_total"), stated.get("by_other"), stated.all(_CHANNELS)
    if total is None or other is None or len(channels) < _MANY:
        return
    added = sum(claim.number for claim in channels)
    if added < total.number:
        scopes = {frozenset(SCOPE.findall(around(claim, sentences))) - EVERYWHERE for claim in (total, *channels)}
        yield _summed(channels, total, added, Level.RED if len(scopes) == 1 else Level.QUESTION)


def _replies(stated: _Stated, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """办结率、答复率与件数: a rate of so many per cent is the share of what was received.

    Where the report says that some were still open, withdrawn or the like, the rate may be of the rest.
    """
    received = stated.get("received") or stated.get("new")
    replied = stated.get("replied") or stated.get("total")
    rates = [claim for claim in stated.claims if claim.row in tuple(Rate) and claim.number == 100]
    if received and replied and rates and 0 <= replied.number < received.number:
        share = f"{replied.number / received.number * 100:.2f}"
        names = "、".join(dict.fromkeys(f"{rate.label}{show(rate.number)}%" for rate in rates))
        text = (
            f"收到申请{show(received.number)}件，答复{show(replied.number)}件，相差{show(received.number - replied.number)}件，"
            f"答复占{share}%，与所称{names}"
        )
        claims = (received, replied, *rates)
        explained = any(_UNDER_WAY.search(sentences[claim.sentence].text) for claim in claims)
        scopes = {frozenset(SCOPE.findall(around(claim, sentences))) - EVERYWHERE for claim in (received, replied)}
        on_time = all(ON_TIME.match(rate.label) for rate in rates)
        level = Level.QUESTION if explained or on_time or len(scopes) > 1 else Level.RED
        text += "矛盾" if level is Level.RED else "不合；或有未到期、未办结的"
        cells = tuple(map(as_seen, claims))
        left, right = replied.number, received.number
        yield REPLIES.found(text, replied.place, level=level, left=left, right=right, cells=cells)


def _flow(stated: _Stated) -> Iterator[Finding]:
    """新收加上年结转等于各类办理结果加结转下年度, where sentences state every one of them."""
    inflow, outflow = stated.all(("new", "carried_in")), stated.all(_RESULTS)
    if len(outflow) < len(_RESULTS):
        outflow = stated.all(_HANDLED)
        if len(outflow) < len(_HANDLED) or len({claim.sentence for claim in (*inflow, *outflow)}) > 1:
            return
    if len(inflow) < 2:
        return
    left, right = (sum(claim.number for claim in side) for side in (inflow, outflow))
    if left != right:
        cells = tuple(map(as_seen, (*inflow, *outflow)))
        text = f"新收加上年结转{show(left)}件，各类办理结果加结转下年度{show(right)}件，相差{gap(left, right)}件"
        yield FLOW.found(text, cells[0].place, left=left, right=right, cells=cells)


def _summed(parts: Sequence[Claim], total: Claim, added: Number, level: Level) -> Finding:
    cells = tuple(map(as_seen, (*parts, total)))
    sums = "＋".join(str(cell) for cell in cells[:-1])
    text = f"{sums}＝{show(added)}，{cells[-1]}，相差{gap(added, total.number)}"
    text += "；各渠道已含“其他方式”，总数应不多于各渠道之和"
    if level is not Level.RED:
        text += "；或口径不同"
    place = total.place
    return CHANNELS.found(text, place, level=level, left=added, right=total.number, cells=cells, table=total.table)


def called(claim: Claim) -> str:
    """所称: the label of a claim without its numbering and its note."""
    return _NUMBERED.sub("", unbracketed_label(claim.label))


def as_seen(claim: Claim) -> Seen:
    """所见之数: a stated figure as a finding names it."""
    return Seen(claim.table, claim.row, "", called(claim), claim.number, State.NUMBER, "", claim.place)
