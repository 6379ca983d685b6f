"""文中之数的问题: what sentences say, held against itself and against the tables.

What the text itself contradicts is red; where sentence and table may differ in scope, it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.cells import Place, ReadTable
from gongkai.reading.claims import Claim, Rate
from gongkai.reading.findings import Finding, Seen, gap, show
from gongkai.reading.prose import Sentence

_UNDER_WAY = re.compile(r"结转|在办|正在办理|办理中|未到期|期限内|撤回|撤销|补正")
_MANY = 3
_PERIOD = re.compile(r"统计[^,;]{0,12}?(20\d\d)年1月1日[^,;]{0,4}(?:20\d\d年)?12月31日")
_CHANNELS = EDITIONS[0].tables["statistics"].ceilings["disclosed_total"]
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
        yield Finding(
            Level.RED, "统计期限为报告年度的1月1日至12月31日", "", int(match[1]), year, (stated,), text, place
        )


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


def of_claims(
    claims: Sequence[Claim], sentences: Sequence[Sentence], tables: Mapping[str, ReadTable]
) -> Iterator[Finding]:
    """所述之数的问题: channels and their total, applications and replies, sentences and tables."""
    stated = _Stated(claims)
    yield from _channels(stated)
    yield from _replies(stated, sentences)
    yield from _flow(stated)
    for claim in claims:
        yield from _against_table(claim, tables)


def _channels(stated: _Stated) -> Iterator[Finding]:
    """各渠道含“其他方式”的，已无遗漏: information on no channel cannot have been disclosed."""
    total, other, channels = stated.least("disclosed_total"), stated.get("by_other"), stated.all(_CHANNELS)
    if total is None or other is None or len(channels) < _MANY:
        return
    added = sum(claim.number for claim in channels)
    if added < total.number:
        yield _summed(
            "主动公开政府信息数不超过各渠道公开数之和",
            channels,
            total,
            added,
            "；各渠道已含“其他方式”，总数应不多于各渠道之和",
        )


def _replies(stated: _Stated, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """办结率、答复率与件数: a rate of so many per cent is the share of what was received.

    Where the report says that some were still open, withdrawn or the like, the rate may be of the rest.
    """
    received, replied = stated.get("received"), stated.get("replied")
    rates = [claim for claim in stated.claims if claim.row in tuple(Rate) and claim.number == 100]
    if received and replied and rates and 0 <= replied.number < received.number:
        share = f"{replied.number / received.number * 100:.2f}"
        names = "、".join(dict.fromkeys(f"{Rate(rate.row).label}{show(rate.number)}%" for rate in rates))
        text = (
            f"收到申请{show(received.number)}件，答复{show(replied.number)}件，相差{show(received.number - replied.number)}件，"
            f"答复占{share}%，与所称{names}矛盾"
        )
        claims = (received, replied, *rates)
        explained = any(_UNDER_WAY.search(sentences[claim.sentence].text) for claim in claims)
        level = Level.YELLOW if explained else Level.RED
        cells = tuple(map(_as_seen, claims))
        rule = "答复件数与办结率、答复率一致"
        yield Finding(level, rule, "", replied.number, received.number, cells, text, replied.place)


def _flow(stated: _Stated) -> Iterator[Finding]:
    """新收加上年结转等于各类办理结果加结转下年度, where sentences state every one of them."""
    inflow, outflow = stated.all(("new", "carried_in")), stated.all(_RESULTS)
    if len(inflow) < 2 or len(outflow) < len(_RESULTS):
        return
    left, right = (sum(claim.number for claim in side) for side in (inflow, outflow))
    if left != right:
        cells = tuple(map(_as_seen, (*inflow, *outflow)))
        text = f"新收加上年结转{show(left)}件，各类办理结果加结转下年度{show(right)}件，相差{gap(left, right)}件"
        rule = "文中新收加上年结转等于办理结果加结转下年度"
        yield Finding(Level.RED, rule, "", left, right, cells, text, cells[0].place)


def _summed(rule: str, parts: Sequence[Claim], total: Claim, added: Number, reason: str) -> Finding:
    cells = tuple(map(_as_seen, (*parts, total)))
    sums = "＋".join(str(cell) for cell in cells[:-1])
    text = f"{sums}＝{show(added)}，{cells[-1]}，相差{gap(added, total.number)}{reason}"
    return Finding(Level.RED, rule, total.table, added, total.number, cells, text, total.place)


def _as_seen(claim: Claim) -> Seen:
    return Seen(claim.table, claim.row, "", claim.label, claim.number, State.NUMBER, "", claim.place)


def _against_table(claim: Claim, tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """正文与表格: a stated figure and the cell (or the sum of the cells) it speaks of."""
    table = tables.get(claim.table)
    printed = _printed(claim.row, table) if table and claim.exact else None
    if table is None or printed is None or printed == claim.number:
        return
    difference = f"相差{gap(claim.number, printed)}；或因口径不同"
    text = f"正文“{claim.place.excerpt}”，表中{claim.label}为{show(printed)}，{difference}"
    rule = "正文与表格数字一致"
    yield Finding(Level.YELLOW, rule, claim.table, claim.number, printed, (_as_seen(claim),), text, claim.place)


def _printed(row: str, table: ReadTable) -> Number | None:
    """What the table prints for a row or a heading: in its total column, or in its only one."""
    column = list(table.table.column_lines)[-1]
    line = next(line for line in table.table.rows.walk() if line.key == row)
    lines = [line] if line.numbered else list(line.addends())
    numbers = [table.cells[each.key, column].value.number for each in lines]
    return None if None in numbers else sum(number for number in numbers if number is not None)
