"""清单调整: how items come on a list and leave it. What stands on a list on a day follows; stock and flow are never added.

stood(changes, on=date(2020, 12, 31))      the codes on the list that day
account(changes, 2020)                     stock before + in − out = stock after, for the year
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

LISTED = Article("中办发〔2015〕21号", gist="权力清单的调整应有依据，经审核后按程序公布")


class Adjustment(Word):
    """调整类型: why an item came, left or was said anew."""

    STANDING = "standing", "既有"
    TAKEN_OVER = "taken_over", "承接"
    ADDED = "added", "新增"
    CANCELLED = "cancelled", "取消"
    HANDED_DOWN = "handed_down", "下放"
    CHANGED = "changed", "变更"
    MERGED = "merged", "合并"


ENTERS = frozenset({Adjustment.STANDING, Adjustment.TAKEN_OVER, Adjustment.ADDED})
LEAVES = frozenset({Adjustment.CANCELLED, Adjustment.HANDED_DOWN, Adjustment.MERGED})
"""移出: a merged item leaves; the item it is merged into stays or was added in the same batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """调整批次: several changes of one day with one basis and one approval; no adjustment is lawful without both."""

    on: date
    basis: str
    approved_by: str
    number: str = ""

    def __post_init__(self) -> None:
        if not self.basis.strip():
            raise Unlawful("每次调整都应写明依据（上级决定、法律法规立改废或者机构调整）", LISTED, field="basis")
        if not self.approved_by.strip():
            raise Unlawful("每次调整都应写明经何会议或者何人批准", LISTED, field="approved_by")


@dataclass(frozen=True, slots=True)
class Change:
    """事项变动: what happened to one item on a day; ``into`` is the item it was merged into."""

    code: str
    adjustment: Adjustment
    on: date
    into: str = ""


def check(standing: frozenset[str], changes: Sequence[Change]) -> frozenset[str]:
    """依次调整: the codes that stand afterwards; ``Unlawful`` where an item comes twice or leaves without having been there.

    What an item is merged into must stand at the end of the day of the merger; it may leave later by a change of its own.
    """
    now = set(standing)
    for _, of_day in groupby(changes, key=lambda each: each.on):
        merged = []
        for change in of_day:
            _allowed(change, now)
            if change.adjustment in ENTERS:
                now.add(change.code)
            elif change.adjustment in LEAVES:
                now.discard(change.code)
            if change.into:
                merged.append(change)
        for change in merged:
            if change.into not in now:
                raise Unlawful(f"{change.code}并入的{change.into}不在清单上", LISTED, field="into")
    return frozenset(now)


def _allowed(change: Change, now: set[str]) -> None:
    if change.adjustment in ENTERS and change.code in now:
        raise Unlawful(f"{change.code}已在清单上，不能再{change.adjustment.label}", LISTED, field="code")
    if change.adjustment not in ENTERS and change.code not in now:
        raise Unlawful(f"{change.code}不在清单上，不能{change.adjustment.label}", LISTED, field="code")
    if (change.adjustment is Adjustment.MERGED) != bool(change.into):
        raise Unlawful("合并应写明并入的事项，其他调整不写", LISTED, field="into")
    if change.into == change.code:
        raise Unlawful(f"{change.code}不能并入自己", LISTED, field="into")


def stood(changes: Iterable[Change], on: date) -> frozenset[str]:
    """当日清单: the codes on the list at the end of that day."""
    return check(frozenset(), [each for each in _in_order(changes) if each.on <= on])


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """By day; on one day what comes before what leaves, so that a merger finds what it merges into."""
    return sorted(changes, key=lambda each: (each.on, each.adjustment not in ENTERS))


@dataclass(frozen=True, slots=True)
class Account:
    """存量等式: of a year, what stood before, what came, what left, what stands after."""

    before: int
    entered: int
    left: int

    @property
    def after(self) -> int:
        """期末存量."""
        return self.before + self.entered - self.left

    @property
    def change(self) -> int:
        """本年增减."""
        return self.entered - self.left


def account(changes: Sequence[Change], year: int) -> Account:
    """年度存量: counted from the changes. 既有 items of a year's first entry count as what stood before."""
    before = len(stood(changes, date(year - 1, 12, 31)))
    within = [each for each in changes if each.on.year == year]
    standing = sum(each.adjustment is Adjustment.STANDING for each in within)
    entered = sum(each.adjustment in ENTERS for each in within) - standing
    return Account(before + standing, entered, sum(each.adjustment in LEAVES for each in within))


@dataclass(frozen=True, slots=True)
class Difference:
    """清单差异: between our list and another (the provincial library): what only one has, what they say differently."""

    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]
    """Code and the key of the field that differs."""

    @property
    def is_none(self) -> bool:
        """是否一致."""
        return not (self.only_ours or self.only_theirs or self.differing)


def reconcile(ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]], fields: Sequence[str]) -> Difference:
    """比对清单: two lists by code, compared in the fields both are asked about; what either leaves empty is no difference."""
    common = sorted(ours.keys() & theirs.keys())
    return Difference(
        tuple(sorted(ours.keys() - theirs.keys())),
        tuple(sorted(theirs.keys() - ours.keys())),
        tuple((code, key) for code in common for key in fields if _differs(ours[code].get(key), theirs[code].get(key))),
    )


def _differs(first: str | None, second: str | None) -> bool:
    return bool(first) and bool(second) and "".join(str(first).split()) != "".join(str(second).split())
