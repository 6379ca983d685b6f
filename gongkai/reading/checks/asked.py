"""当问: what contradicts nothing and yet a reviewer would ask about, from what the sentences say. All questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, Sureness, gap, show
from gongkai.reading.checks.listed import counted
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.checks.stated import as_seen, called
from gongkai.reading.report import Reading
from gongkai.reading.texts.claims import Claim
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count, share_of
from gongkai.reading.texts.terms import AUDIENCE, CHANGE, FORMER
from gongkai.reading.texts.totals import listings, name_of

STAGES = Check(
    "P31", "全流程公开的，各环节条数相称", Level.QUESTION, "核对后一环节是否漏公开；不必逐项公开的，不称“全流程”"
)
SECTORS = Check(
    "P32",
    "文中分述的条数不多于主动公开总数",
    Level.QUESTION,
    "核对总数的口径：分述的信息有重复、属往年累计或不在总数之内的，写明",
)
MONTHS = Check(
    "P33",
    "建议、提案自交办之日起3个月内答复，至迟6个月",
    Level.QUESTION,
    "核对办结日期；有延期的写明，不笼统称“按期”",
    needs=Needs.LAW,
    basis="代表建议、政协提案办理规定",
)
SAME = Check("P34", "不同指标的数一般不同", Level.QUESTION, "核对是否误抄；确属巧合的不必改")
NORMATIVE = Check(
    "P35",
    "制发规范性文件数与机关的层级相称",
    Level.QUESTION,
    "规范性文件只计涉及公民、法人权利义务并普遍适用、反复适用的文件，不计一般公文",
    needs=Needs.LAW,
)
FIRST = Check("P36", "称政府网站为第一平台的，网站公开数一般最多", Level.QUESTION, "核对各渠道的条数和统计方法")
CHECKS = (STAGES, SECTORS, MONTHS, SAME, NORMATIVE, FIRST)

_STAGES = (re.compile(r"招标"), re.compile(r"中标|成交"), re.compile(r"履约|合同"))
_ALL_STAGES = re.compile(r"全流程|全过程|全链条")
_MOST = 90
_PUBLISHED = re.compile(r"公开|发布|公布")
_COLUMN = re.compile(r"信息公开(?:栏目?|专栏|平台|目录)")
_NO_SECTOR = re.compile(
    r"主动公开(?:各类|的)*(?:政府|政务)?信息(?:数|总数|达|共)*$|其[他它](?:形式|方式|渠道)|历年|20\d\d年?[至到—-]|"
    r"(?:网站|微信|微博|公众号|渠道|新媒体|抖音|平台)(?:上|等|中)*(?:主动|累计|共|公开|发布|推送)*(?:政府|政务)?(?:信息|消息)?数?$"
)
_HANDED_OVER = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^。;]*交办")
_DONE = re.compile(
    r"(?:截[至止]|于|到)(?:20\d\d年)?(?P<month>\d{1,2})月(?P<day>\d{1,2}日|底|末|份)?[^。]*?(?:办理完毕|办结|办复|答复)"
)
_IN_TIME = re.compile(r"按[期时][^,;。]{0,6}(?:100%|百分之百)|全部按[期时]")
_MOTIONS = re.compile(r"建议|提案")
_MONTHS_ALLOWED = 184
_MANY_NORMATIVE = 500
_STANDING_OUT = 100
_EMPTY = re.compile(r"信息|公开|发布|政府|政务|累计|共|各类|全年|网站|门户")
_NEAR = 4
_SHOWN = 8
_FEW = 20
_CENT = Decimal("0.01")


def of_report(reading: Reading) -> Iterator[Finding]:
    """当问的各项: what a reviewer would ask about the sentences of a report."""
    sentences, claims = reading.sentences, reading.claims
    yield from _of_stages(sentences)
    yield from _of_sectors(sentences, claims)
    yield from _of_motions(sentences, reading.year)
    yield from _of_the_same(sentences)
    yield from _of_normative(claims)
    yield from _of_the_first(sentences, claims)


def _of_stages(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """招标、中标、履约 side by side, and the text says that every stage is public."""
    said = [_ALL_STAGES.search(sentence.text) for sentence in sentences]
    for at, sentence in enumerate(sentences):
        if not any(said[max(0, at - 1) : at + 2]):
            continue
        stages = [
            next((count for count in sentence.counts if count.exact and stage.search(name_of(sentence, count))), None)
            for stage in _STAGES
        ]
        for earlier, later in pairwise(stages):
            if not earlier or not later or earlier.unit != later.unit or not earlier.number:
                continue
            per_cent = share_of(later.number, earlier.number)
            if per_cent < _MOST:
                names = [name_of(sentence, each) for each in (earlier, later)]
                text = (
                    f"称全流程公开，{names[0]}{show(earlier.number)}{earlier.unit}，{names[1]}{show(later.number)}"
                    f"{later.unit}，只占{per_cent:.2f}%"
                )
                cells = tuple(counted(sentence, each, name_of(sentence, each)) for each in (earlier, later))
                yield _asked(STAGES, text, cells, left=per_cent.quantize(_CENT), right=100)


def _of_sectors(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[Finding]:
    """Everything that is said to have been published, beside the total; and beside the column it is published in."""
    totals = [claim for claim in claims if claim.row == "disclosed_total" and claim.exact]
    if not totals:
        return
    total = min(totals, key=lambda claim: claim.number)
    sectors = _without_their_parts(list(_sectors(sentences, total)))
    added = sum(count.least for _, count in sectors)
    column = _column(sentences, total)
    for name, limit in ((called(total), total.number), *(((column[0], column[1].number),) if column else ())):
        if len(sectors) > 1 and added > limit:
            shown = "＋".join(show(count.number) for _, count in sectors[:_SHOWN]) + (
                "＋…" if len(sectors) > _SHOWN else ""
            )
            text = f"文中分述公开、发布的信息{shown}，至少{show(added)}条，多于“{name}”{show(limit)}条，多出{gap(added, limit)}"
            cells = (
                as_seen(total),
                *(counted(sentence, count, name_of(sentence, count)) for sentence, count in sectors),
            )
            yield _asked(SECTORS, text, cells, left=added, right=limit)
            return


def _sectors(sentences: Sequence[Sentence], total: Claim) -> Iterator[tuple[Sentence, Count]]:
    told: set[tuple[str, object]] = set()
    for sentence in sentences:
        lists = listings(sentence)
        parts = {part for listing in lists for part in listing.parts}
        wholes = {listing.total for listing in lists}
        for count in sentence.counts:
            name = name_of(sentence, count)
            clause = re.split("[;。]", sentence.text[: count.start])[-1]
            key = (name[-6:], count.number)
            if count.unit != "条" or key in told or not _PUBLISHED.search(clause) or count.number == total.number:
                continue
            if _NO_SECTOR.search(name) or CHANGE.search(clause[-8:]) or FORMER.search(clause) or AUDIENCE.search(name):
                continue
            if count in parts and count not in wholes:
                continue
            told.add(key)
            yield sentence, count


def _without_their_parts(sectors: list[tuple[Sentence, Count]]) -> list[tuple[Sentence, Count]]:
    """Without the numbers right behind one that are what it comes to: 重点领域9475条。公开财政184条、资源654条 …"""
    numbers = [count.number for _, count in sectors]
    for at, whole in enumerate(numbers):
        added: Number = 0
        for end, number in enumerate(numbers[at + 1 :], at + 2):
            added += number
            if added == whole and end > at + 2:
                return _without_their_parts(sectors[: at + 1] + sectors[end:])
    return sectors


def _column(sentences: Sequence[Sentence], total: Claim) -> tuple[str, Count] | None:
    """The column of the site in which information is published, if it is named among the channels of the total."""
    for sentence in sentences:
        for listing in listings(sentence):
            for part in listing.parts if listing.total.number == total.number else ():
                if _COLUMN.search(listing.name(part)) and part.exact:
                    return listing.name(part), part
    return None


def _of_motions(sentences: Sequence[Sentence], year: int | None) -> Iterator[Finding]:
    """建议提案: the days from their handing over to the day by which all are said to be done in time."""
    for at, sentence in enumerate(sentences):
        done = _DONE.search(sentence.text)
        near = sentences[max(0, at - _NEAR) : at + 1]
        if not done or not _IN_TIME.search(sentence.text) or not any(_MOTIONS.search(each.text) for each in near):
            continue
        begun = next((match for each in reversed(near) if (match := _HANDED_OVER.search(each.text))), None)
        first = begun and _day(year, begun["month"], begun["day"])
        last = _day(year, done["month"], (done["day"] or "").rstrip("日"))
        if begun and first and last and (last - first).days > _MONTHS_ALLOWED:
            days = (last - first).days
            text = (
                f"{begun['month']}月{begun['day']}日交办，到{done['month']}月{done['day'] or ''}办结，历时{days}日，"
                f"超过6个月，却称按期"
            )
            place = sentence.place(done.start(), done.end())
            cell = Seen("", "", "", "办结历时（日）", days, State.NUMBER, "", place)
            yield _asked(MONTHS, text, (cell,), left=days, right=_MONTHS_ALLOWED)


def _day(year: int | None, month: str, day: str) -> date | None:
    """A day of the report's year; 底, 末 and no day at all are the last of the month."""
    if not 1 <= int(month) <= 12:
        return None
    if day.isdigit():
        return date(year or 2001, int(month), min(int(day), 28)) if int(day) else None
    return date((year or 2001) + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(days=1)


def _of_the_same(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """救援信息215条, 公共服务信息215条: one unround number for two things far apart in the text."""
    standing_out = [
        (at, sentence, count)
        for at, sentence in enumerate(sentences)
        for count in sentence.counts
        if count.exact and count.number >= _STANDING_OUT and count.number % 10 and count.unit in ("条", "篇")
    ]
    for (here, one, first), (there, other, second) in _of_one_number(standing_out):
        names = [_EMPTY.sub("", re.split(r"[、和]", name_of(*each))[-1]) for each in ((one, first), (other, second))]
        if there - here > 1 and all(len(name) >= 2 for name in names) and not _share_words(*names):
            said = [name_of(*each) for each in ((one, first), (other, second))]
            text = f"“{said[0]}”与“{said[1]}”都写{show(first.number)}{first.unit}"
            cells = tuple(counted(*each, name_of(*each)) for each in ((one, first), (other, second)))
            yield _asked(SAME, text, cells, left=first.number, right=second.number)
            return


_Stated = tuple[int, Sentence, Count]


def _of_one_number(stated: Iterable[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    """Every two with one number and unit, in the order of the text; of a number told over and over only the first few."""
    before: dict[tuple[Number, str], list[_Stated]] = defaultdict(list)
    for each in stated:
        same = before[each[2].number, each[2].unit]
        yield from ((one, each) for one in same)
        if len(same) < _FEW:
            same.append(each)


def _share_words(one: str, other: str) -> bool:
    return any(first + second in other for first, second in pairwise(one))


def _of_normative(claims: Sequence[Claim]) -> Iterator[Finding]:
    made = next((claim for claim in claims if claim.row == "normative_made" and claim.exact), None)
    if made and made.number >= _MANY_NORMATIVE:
        text = f"制发规范性文件{show(made.number)}件，一般只有几件到几十件，疑把全部文件计入"
        yield _asked(NORMATIVE, text, (as_seen(made),), left=made.number, right=_MANY_NORMATIVE)


def _of_the_first(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[Finding]:
    channels = {claim.row: claim for claim in claims if claim.exact and claim.row.startswith("by_")}
    site = channels.get("by_website")
    others = [channels[row] for row in ("by_weibo", "by_wechat") if row in channels]
    first = next((each for each in sentences if "第一平台" in each.text), None)
    if site and others and first:
        most = max(others, key=lambda claim: claim.number)
        if most.number > site.number:
            added = sum(claim.number for claim in channels.values())
            ours, theirs = (share_of(each.number, added) for each in (site, most))
            text = (
                f"称政府网站为第一平台，网站公开{show(site.number)}条，占各渠道之和的{ours:.2f}%，少于"
                f"{called(most)}{show(most.number)}条（{theirs:.2f}%）"
            )
            yield _asked(FIRST, text, (as_seen(site), as_seen(most)), left=site.number, right=most.number)


def _asked(check: Check, text: str, cells: tuple[Seen, ...], *, left: Number, right: Number) -> Finding:
    return check.found(text, cells[0].place, left=left, right=right, cells=cells, sureness=Sureness.ASSUMED)
