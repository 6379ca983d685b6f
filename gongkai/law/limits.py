"""公开时限（条例第二十六条）: a limit as catalogues word it, read into a value, or told as not understood. Nothing is guessed.

A limit is understood whole or not at all: one clause that says something else (其中许可、处罚……) may change the whole, so it
leaves the limit unread with its reason, and a person words it anew or parts the standard in two.
"""

from __future__ import annotations

import calendar as gregorian
import re
import unicodedata
from dataclasses import dataclass, replace

from gongkai.law.grammar.statute import Unit
from gongkai.law.grammar.words import Word


class LimitKind(Word):
    """时限类别: how the day is found by which something must be public."""

    REALTIME = "realtime", "实时"
    DAILY = "daily", "每日"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季"
    YEARLY = "yearly", "每年"
    EVENT = "event", "事件触发"
    TERM = "term", "法定日数"
    DISPLAY = "display", "公示"


PERIODIC = (LimitKind.DAILY, LimitKind.MONTHLY, LimitKind.QUARTERLY, LimitKind.YEARLY)
"""周期时限: those a calendar alone fills; all others wait for an event."""
LONGEST = 366
"""最长日数: what no catalogue exceeds; a larger number is a slip."""


@dataclass(frozen=True, slots=True)
class Limit:
    """公开时限: what the catalogue says, and what it means; ``kind`` is None where it was not understood, ``unread`` says why.

    ``days`` and ``unit`` count a term from ``begins`` (empty: 形成或者变更). ``month`` and ``day`` name the last day within the
    period or, with ``after``, after its end; without them the period's own last day counts. ``display`` is how long a notice
    must stay up.
    """

    wording: str
    kind: LimitKind | None = None
    days: int = 0
    unit: Unit = Unit.WORKING_DAYS
    begins: str = ""
    month: int = 0
    day: int = 0
    after: bool = False
    display: int = 0
    display_unit: Unit = Unit.WORKING_DAYS
    unread: str = ""

    @property
    def is_periodic(self) -> bool:
        """周期: whether the calendar alone says when it is due."""
        return self.kind in PERIODIC

    @property
    def waits(self) -> bool:
        """待事件: whether it was understood and begins with an event."""
        return self.kind is not None and not self.is_periodic


def read_limit(wording: str) -> Limit:
    """读时限: the value of a wording; one that is not understood keeps its wording and says why."""
    told = _plain(wording)
    if not told:
        return Limit(wording, unread="没有写明时限")
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d+(\.\d+)?", told):
        return Limit(wording, unread=f"“{wording.strip()}”是日期或者数字，不是时限，可能是表格软件改写的")
    clauses = [clause for clause in re.split("[,;。]", told) if clause]
    if not clauses:
        return Limit(wording, unread="没有写明时限")
    return _whole(wording, clauses)


def _whole(wording: str, clauses: list[str]) -> Limit:
    first = _principal(clauses[0])
    if isinstance(first, str):
        return Limit(wording, unread=first)
    for clause in clauses[1:]:
        shown = _display(clause)
        if shown is None or first.display:
            return Limit(wording, unread=f"“{clause}”没有读懂，不能只按前一句推算；请改写，或者分列为另一项标准")
        first = replace(first, display=shown[0], display_unit=shown[1])
    return replace(first, wording=wording)


_TAIL = r"(?:予以|主动|向社会|及时)*(?:公开|发布|公布|更新)?(?:一次|1次)?"
_WITHIN = r"(?:内|之内|以内)"
_COUNT = r"(?P<n>\d{1,9})(?:个)?(?P<unit>工作日|日|天)"
_BEFORE = r"(?:前|之前|以前)"
_PATTERNS = (
    (LimitKind.REALTIME, rf"实时{_TAIL}"),
    (LimitKind.DAILY, rf"(?:按日|每日|每天|逐日|每个?工作日){_TAIL}"),
    (LimitKind.MONTHLY, rf"(?:按月|每个?月|每月度)(?:(?P<day>\d{{1,2}})[日号]{_BEFORE})?{_TAIL}"),
    (
        LimitKind.MONTHLY,
        rf"(?P<after>次月|每月(?:终了|结束)?后|月度(?:终了|结束)后)(?P<day>\d{{1,2}})[日号](?:{_BEFORE}|{_WITHIN}){_TAIL}",
    ),
    (LimitKind.QUARTERLY, rf"(?:按季度?|每个?季度?){_TAIL}"),
    (LimitKind.QUARTERLY, rf"(?P<after>每?季度?(?:终了|结束)?后)(?P<day>\d{{1,2}})日{_WITHIN}{_TAIL}"),
    (
        LimitKind.YEARLY,
        rf"(?:按年度?|每年度?)(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底)){_BEFORE})?{_TAIL}",
    ),
    (
        LimitKind.YEARLY,
        rf"(?P<after>次年)(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底)){_BEFORE}{_TAIL}",
    ),
    (LimitKind.YEARLY, rf"(?P<after>每?年度?(?:终了|结束)后)(?P<day>\d{{1,3}})日{_WITHIN}{_TAIL}"),
    (LimitKind.EVENT, rf"事件(?:触发|发生后){_TAIL}"),
    (
        LimitKind.TERM,
        rf"(?:自|在|从|于)?(?P<begins>[^\d]{{0,60}}?)(?:之日起?|当日起|起|之?后)?{_COUNT}{_WITHIN}{_TAIL}",
    ),
    (LimitKind.DISPLAY, rf"(?:公示|公告)(?:期限?|时间)?(?:为|不少于|不得少于|至少)?{_COUNT}(?:以上)?"),
)
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
_NOT_A_BEGINNING = re.compile(r"其中|每|按[日月季年]|次[月年]|季度|月度|公示期?$|公告期?$|不少于|不得|至少")
"""不是起算点: words before a number that say something other than when the term begins."""


def _principal(clause: str) -> Limit | str:
    """The limit of the first clause, or why it was not understood."""
    if "小时" in clause:
        return f"“{clause}”以小时计，不在日历上推算；请写明以日计的时限"
    for kind, pattern in _COMPILED:
        if (found := pattern.fullmatch(clause)) is not None:
            return _said(kind, {name: value for name, value in found.groupdict().items() if value}, clause)
    if clause.startswith(("及时", "尽快", "适时")):
        return f"“{clause}”没有写明期限；没有特别规定的，可以写作“信息形成或者变更之日起20个工作日内”（条例第二十六条）"
    return f"“{clause}”没有读懂"


def _said(kind: LimitKind, said: dict[str, str], clause: str) -> Limit | str:
    match kind:
        case LimitKind.TERM:
            return _term(said, clause)
        case LimitKind.DISPLAY:
            shown = _counted(said)
            return Limit("", kind, display=shown[0], display_unit=shown[1]) if shown else f"“{clause}”的日数不合理"
        case LimitKind.MONTHLY | LimitKind.QUARTERLY | LimitKind.YEARLY:
            return _periodic(kind, said, clause)
        case _:
            return Limit("", kind)


def _term(said: dict[str, str], clause: str) -> Limit | str:
    begins = said.get("begins", "")
    counted = _counted(said)
    if _NOT_A_BEGINNING.search(begins):
        return f"“{clause}”没有读懂：“{begins}”不是起算点"
    if counted is None:
        return f"“{clause}”的日数不合理，应在1至{LONGEST}之间"
    return Limit("", LimitKind.TERM, days=counted[0], unit=counted[1], begins=begins)


def _periodic(kind: LimitKind, said: dict[str, str], clause: str) -> Limit | str:
    after = "after" in said
    month = int(said.get("month", 0))
    if "month" in said and not 1 <= month <= 12:
        return f"“{clause}”：没有{month}月"
    last = _last_day(kind, month, after=after)
    day = last if "end" in said else int(said.get("day", 0))
    if ("day" in said or "end" in said) and not 1 <= day <= last:
        return f"“{clause}”：{day}不在1至{last}之间"
    return Limit("", kind, month=month, day=day, after=after)


def _last_day(kind: LimitKind, month: int, *, after: bool) -> int:
    """The largest number of days that may be named."""
    if month:
        return gregorian.monthrange(2024, month)[1]
    if kind is LimitKind.MONTHLY:
        return 31
    return 90 if kind is LimitKind.QUARTERLY and after else LONGEST


def _display(clause: str) -> tuple[int, Unit] | None:
    """How long a notice stays up, if that is all the clause says."""
    pattern = dict(_COMPILED)[LimitKind.DISPLAY]
    found = pattern.fullmatch(clause)
    return _counted(found.groupdict()) if found else None


def _counted(said: dict[str, str]) -> tuple[int, Unit] | None:
    number = int(said["n"])
    if not 1 <= number <= LONGEST:
        return None
    return number, Unit.WORKING_DAYS if said["unit"] == "工作日" else Unit.CALENDAR_DAYS


_NUMERAL = re.compile(r"[一二三四五六七八九十百两〇零]+(?=个?(?:工作日|日|天|月|小时|号))")
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


def _plain(wording: str) -> str:
    """The wording without blanks, its punctuation and digits in one form, its Chinese numerals as digits."""
    told = re.sub(r"\s+", "", unicodedata.normalize("NFKC", wording)).replace("；", ";").replace("，", ",")
    return _NUMERAL.sub(lambda found: _figure(found[0]), told).rstrip("。")


def _figure(numeral: str) -> str:
    """A numeral up to 999 as digits; one that is none stays as it is (一 of 一日 is 1, 十百 is nothing)."""
    shaped = re.fullmatch(
        r"(?:([一二三四五六七八九两])百)?[零〇]?(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九两]?)", numeral
    )
    if shaped is None:
        return numeral
    hundreds, tens, ten, ones = shaped.groups()
    number = 100 * _DIGITS.get(hundreds, 0) + (10 * _DIGITS.get(tens or "一", 0) if ten else 0) + _DIGITS.get(ones, 0)
    return str(number) if number else numeral
