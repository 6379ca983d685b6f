"""规范性文件的效力（国办发〔2018〕37号）: whether a normative document is in force on a day, and which acts change that.

What was registered and the changes since are folded into a ``Course``, which answers for any day. A document whose period
ends lapses by itself on the day after; nobody has to act. What has ended stays ended: a new document begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

REGISTERING = Article("国办发〔2018〕37号", gist="统一登记、编号、印发，定期清理，公布继续有效、废止和失效的目录")
CLEANING = Article("国办发〔2018〕37号", gist="清理规范性文件，公布继续有效、废止和失效的目录")
_DAY = timedelta(days=1)

EXPIRY_WARNING = Term(
    "有效期届满前的评估提醒",
    6,
    Unit.MONTHS,
    "距有效期届满",
    REGISTERING,
    certainty=Certainty.RECALLED,
    note="各地一般为届满前六个月，按机关设置",
)
LONGEST_PERIOD = Term(
    "规范性文件的有效期",
    60,
    Unit.MONTHS,
    "自施行之日起",
    REGISTERING,
    certainty=Certainty.RECALLED,
    note="各地一般不超过五年，超过的只提示",
)
LONGEST_TRIAL = Term(
    "暂行、试行文件的有效期",
    24,
    Unit.MONTHS,
    "自施行之日起",
    REGISTERING,
    certainty=Certainty.RECALLED,
    note="各地一般不超过两年，超过的只提示",
)
TERMS = (EXPIRY_WARNING, LONGEST_PERIOD, LONGEST_TRIAL)
"""效力期限表: the terms of a normative document; all three are local practice and can be set."""


class InstrumentKind(Word):
    """规范性文件种类: the two rows of the annual report."""

    RULES = "rules", "规章"
    NORMATIVE = "normative", "行政规范性文件"


class Validity(Word):
    """有效性: what a document is on a day."""

    PENDING = "pending", "尚未施行"
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    PARTLY = "partly", "部分失效"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


ENDED: Collection[Validity] = (Validity.EXPIRED, Validity.REPEALED)
"""不再有效: the two ways to end."""


class ChangeKind(Word):
    """效力变更: the acts that change whether a document is in force."""

    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    REPEAL_PARTLY = "repeal_partly", "部分废止"
    EXTEND = "extend", "延长有效期"
    LAPSE = "lapse", "宣布失效"


@dataclass(frozen=True, slots=True)
class Particulars:
    """登记要素: the days a document was registered with; ``expires_on`` is the last day it is in force."""

    made_on: date
    effective_on: date | None = None
    expires_on: date | None = None

    @property
    def begins_on(self) -> date:
        """施行之日: the day it takes effect; that of its making where it names none."""
        return self.effective_on or self.made_on

    def refused(self) -> None:
        """登记核对: raises Unlawful where the days contradict each other."""
        if self.effective_on is not None and self.effective_on < self.made_on:
            raise Unlawful("施行日期不能早于成文日期", REGISTERING, field="effective_on")
        if self.expires_on is not None and self.expires_on < self.begins_on:
            raise Unlawful("有效期届满日不能早于施行日期", REGISTERING, field="expires_on")


@dataclass(frozen=True, slots=True)
class Change:
    """变更: one act, the first day it holds, and its place among those of the same day; an extension names the new last day."""

    kind: ChangeKind
    on: date
    seq: int = 0
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """效力经过: all that follows for any day. ``ends_on`` is the first day the document is no longer in force."""

    made_on: date
    begins_on: date
    expires_on: date | None = None
    ended_on: date | None = None
    ending: Validity | None = None
    amended_on: date | None = None
    partly_on: date | None = None

    @property
    def ends_on(self) -> date | None:
        """终止之日: by an act or by the end of its period, whichever comes first."""
        by_itself = self.expires_on + _DAY if self.expires_on else None
        return min((day for day in (self.ended_on, by_itself) if day is not None), default=None)

    @property
    def ends_as(self) -> Validity | None:
        """终止方式: repealed or expired; None for a document without an end."""
        if self.ends_on is None:
            return None
        return self.ending if self.ends_on == self.ended_on and self.ending else Validity.EXPIRED

    def status(self, on: date) -> Validity | None:
        """某日有效性: None before the document was made."""
        if on < self.made_on:
            return None
        if self.ends_on is not None and on >= self.ends_on:
            return self.ends_as
        if on < self.begins_on:
            return Validity.PENDING
        if self.partly_on is not None and on >= self.partly_on:
            return Validity.PARTLY
        if self.amended_on is not None and on >= self.amended_on:
            return Validity.AMENDED
        return Validity.IN_FORCE

    def warned(self, on: date, months: int) -> bool:
        """届满提醒: whether its period ends within so many months, and nothing else has ended it before."""
        if self.expires_on is None or self.ends_on is None or self.ends_on <= self.expires_on:
            return False
        return self.made_on <= on <= self.expires_on and months_after(self.expires_on, -months) <= on

    def objection(self, change: Change) -> Objection | None:
        """不能变更的理由: why this change is not lawful after the course so far."""
        if change.on < self.made_on:
            return Objection(f"变更日期不能早于成文日期（{self.made_on:%Y-%m-%d}）", REGISTERING)
        if self.ends_on is not None and self.ends_as is not None and change.on >= self.ends_on:
            told = f"该文件已自{self.ends_on:%Y-%m-%d}起{self.ends_as.label}"
            return Objection(f"{told}，不能再{change.kind.label}", REGISTERING)
        return self._objection_to_extension(change) if change.kind is ChangeKind.EXTEND else None

    def _objection_to_extension(self, change: Change) -> Objection | None:
        if self.expires_on is None:
            return Objection("该文件没有有效期，不需要延长", REGISTERING)
        if change.expires_on is None or change.expires_on <= self.expires_on:
            return Objection(f"延长后的有效期应晚于原届满日（{self.expires_on:%Y-%m-%d}）", REGISTERING)
        return None

    def after(self, change: Change) -> Course:
        """变更之后: the course with one more change."""
        if change.kind is ChangeKind.EXTEND:
            return replace(self, expires_on=change.expires_on)
        if change.kind is ChangeKind.AMEND:
            return replace(self, amended_on=self.amended_on or change.on)
        if change.kind is ChangeKind.REPEAL_PARTLY:
            return replace(self, partly_on=self.partly_on or change.on)
        ending = Validity.REPEALED if change.kind is ChangeKind.REPEAL else Validity.EXPIRED
        return replace(self, ended_on=change.on, ending=ending)


def course(registered: Particulars, changes: Iterable[Change]) -> Course:
    """推算效力: what was registered and every change since, in the order of days; raises Unlawful at the first wrong one."""
    so_far = Course(registered.made_on, registered.begins_on, registered.expires_on)
    for change in sorted(changes, key=lambda each: (each.on, each.seq)):
        if objection := so_far.objection(change):
            raise objection.raised("expires_on" if change.kind is ChangeKind.EXTEND and change.expires_on else "on")
        so_far = so_far.after(change)
    return so_far


def status(registered: Particulars, changes: Iterable[Change], on: date) -> Validity | None:
    """有效性查询: on any day, past or future."""
    return course(registered, changes).status(on)


def expiry(begins_on: date, years: int) -> date:
    """有效期几年: the last day of a period of so many years that begins with the day of effect, as documents write it.

    自2020年1月1日起施行，有效期5年 ends with 31 December 2024: the day of effect is in force and so counts.
    """
    return months_after(begins_on, 12 * years) - _DAY


def concern_about(title: str, registered: Particulars) -> str:
    """有效期提示: what is unusual about a period, to be shown and not refused; empty where nothing is."""
    trial = "暂行" in title or "试行" in title
    longest = LONGEST_TRIAL if trial else LONGEST_PERIOD
    if registered.expires_on is None:
        return "没有写明有效期" if trial else ""
    if registered.expires_on > months_after(registered.begins_on, longest.length):
        return f"有效期超过{longest.length // 12}年（{longest.certainty}）"
    return ""


# -- who ends whom ---------------------------------------------------------------------------------------------------------


def may_end(
    source: int | None, made_on: date, target: int, registered: Particulars, ends: Mapping[int, set[int]]
) -> None:
    """废止关系核对: raises Unlawful where a document would end itself, one made after it, or one that ends it in its turn.

    ``ends`` says of each registered document which ones it has ended.
    """
    if source == target:
        raise Unlawful("文件不能废止自己", REGISTERING, field="targets")
    if made_on < registered.made_on:
        raise Unlawful("在后制定的文件不能由在先制定的文件废止", REGISTERING, field="targets")
    if source is not None and _reaches(target, source, ends):
        raise Unlawful("被废止的文件又（直接或者辗转）废止本文件，相互废止不成立", REGISTERING, field="targets")


def _reaches(begin: int, wanted: int, ends: Mapping[int, set[int]]) -> bool:
    seen: set[int] = set()
    waiting = [begin]
    while waiting:
        here = waiting.pop()
        if here == wanted:
            return True
        if here not in seen:
            seen.add(here)
            waiting += ends.get(here, set())
    return False


# -- the stock of a year ---------------------------------------------------------------------------------------------------


class StockMovement(Word):
    """存量进出: what a document means for a year."""

    MADE = "made", "本年制发"
    PUBLISHED = "published", "本年公开"
    ENDED = "ended", "本年废止或者失效"
    IN_FORCE = "in_force", "年末现行有效"
    OPEN = "open", "年末对外公开"


def stock_movements(run: Course, published_on: date | None, year: int) -> frozenset[StockMovement]:
    """进出存量: the movements of one document in a year.

    In force at its end are all that were made and have not ended, so that the stock is last year's and the year's own less
    what ended in it, as the form of 2021 adds it up. Open are those that are public and have not ended, and whatever was
    published in the year itself: so what is newly published never exceeds what is open.
    """
    last = date(year, 12, 31)
    ended = run.ends_on is not None and run.ends_on <= last
    told = {
        StockMovement.MADE: run.made_on.year == year,
        StockMovement.PUBLISHED: published_on is not None and published_on.year == year,
        StockMovement.ENDED: run.ends_on is not None and run.ends_on.year == year,
        StockMovement.IN_FORCE: run.made_on <= last and not ended,
        StockMovement.OPEN: published_on is not None
        and published_on <= last
        and (not ended or published_on.year == year),
    }
    return frozenset(movement for movement, is_so in told.items() if is_so)


class Keep(Word):
    """清理意见: what a clean-up decides of a document."""

    CONTINUE = "continue", "继续有效"
    AMEND = "amend", "拟修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "宣布失效"


CATALOGUES: Mapping[str, tuple[Keep, ...]] = {
    "继续有效的规范性文件目录": (Keep.CONTINUE, Keep.AMEND),
    "废止的规范性文件目录": (Keep.REPEAL,),
    "宣布失效的规范性文件目录": (Keep.LAPSE,),
}
"""清理目录: the three catalogues a clean-up publishes; what is to be amended stays in force until it is."""
