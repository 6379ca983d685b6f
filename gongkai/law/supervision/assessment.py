"""考核方案: a tree of weighted indicators and the rules that take points away or add them, as data; scores follow from records.

    score = scheme.score(occurrences)
    score.total, score.verdict
    score.lines[…].taken                 what was taken away, by which rule, for which records

One scheme runs on every unit. Nothing is typed but what only people can judge, and that is an occurrence with its evidence too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word

ASSESSED = Article("条例", 46, gist="各级政府应当建立健全政府信息公开工作考核制度")
FULL = Decimal(100)
CENT = Decimal("0.01")


class Effect(Word):
    """计分方式: what an occurrence does to a score."""

    DEDUCT = "deduct", "扣分"
    MAJOR = "major", "重大扣分"
    BONUS = "bonus", "加分"
    VETO = "veto", "一票否决"


class Ceiling(Word):
    """封顶方式: where deductions stop. 锦州2020: at the first level; 国办秘函〔2019〕19号: at every indicator."""

    FIRST_LEVEL = "first_level", "扣分以一级指标分值为限"
    EACH = "each", "扣分以各指标分值为限"


@dataclass(frozen=True, slots=True)
class Indicator:
    """分值指标: what is looked at and what it is worth; ``within`` is the key of the one it is a part of."""

    key: str
    label: str
    weight: Decimal
    within: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """计分规则: so many points for each so much of a measure; ``measure`` names what the rooms count, empty where people judge.

    ``cap`` limits what the rule alone may do; ``appeal_days`` is how long a unit may object.
    """

    key: str
    label: str
    indicator: str
    effect: Effect
    points: Decimal = Decimal(0)
    per: str = "次"
    cap: Decimal | None = None
    measure: str = ""
    appeal_days: int = 5
    basis: str = ""
    certainty: Certainty = Certainty.INFERRED


@dataclass(frozen=True, slots=True)
class Occurrence:
    """计分情形: that a rule applied so many times to a unit, with the records that prove it."""

    rule: str
    times: Decimal
    records: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """得分行: an indicator, what of its weight applies to the unit, and what was taken away, before and after the ceiling."""

    indicator: Indicator
    worth: Decimal
    taken: Decimal
    counted: Decimal
    occurrences: tuple[Occurrence, ...]

    @property
    def left(self) -> Decimal:
        """该项所余: what is left."""
        return self.worth - self.counted


class Verdict(Word):
    """考核结论."""

    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"
    VETOED = "vetoed", "一票否决，不合格"


@dataclass(frozen=True)
class Score:
    """单位得分: of a unit under a scheme; the lines in the order of the scheme, every point with its occurrences."""

    lines: Mapping[str, Line]
    major: Decimal
    bonus: Decimal
    total: Decimal
    verdict: Verdict
    outside: tuple[Occurrence, ...]
    """不在指标下的情形: the major deductions, the bonuses and the vetoes."""

    def records(self) -> Iterator[str]:
        """所依记录: of every point."""
        for line in self.lines.values():
            for each in line.occurrences:
                yield from each.records
        for each in self.outside:
            yield from each.records


@dataclass(frozen=True)
class Scheme:
    """考核方案: weights that sum, rules that say what happens, and how the result is read.

    ``bonus_above``: bonuses count only from a score above this; ``failing``: below this a unit fails; ``share``: what part of
    a wider assessment it makes up, in percent.
    """

    key: str
    label: str
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    ceiling: Ceiling = Ceiling.FIRST_LEVEL
    bonus_cap: Decimal = Decimal(0)
    bonus_above: Decimal | None = None
    failing: Decimal | None = None
    share: Decimal | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        for check in (_keys, _weights, _rules):
            check(self)

    @cached_property
    def by_key(self) -> Mapping[str, Indicator]:
        """指标表."""
        return {each.key: each for each in self.indicators}

    @cached_property
    def rule_by_key(self) -> Mapping[str, Rule]:
        """规则表."""
        return {each.key: each for each in self.rules}

    def parts(self, key: str = "") -> tuple[Indicator, ...]:
        """下级指标: those within one; without a key, those of the first level."""
        return tuple(each for each in self.indicators if each.within == key)

    def composite(self, total: Decimal) -> Decimal | None:
        """折合综合考核分: what a total is worth in the wider assessment; None where the scheme is no part of one."""
        return None if self.share is None else (total * self.share / FULL).quantize(CENT, ROUND_HALF_UP)

    def score(self, occurrences: Iterable[Occurrence], exempt: frozenset[str] = frozenset()) -> Score:
        """计分: the same occurrences always give the same score, in whatever order they come.

        ``exempt`` are indicators that do not apply to a unit: their weight is left out and the rest stands for the whole
        (国办秘函〔2019〕19号: 75 points are counted times four thirds).
        """
        told = sorted(occurrences, key=lambda each: (each.rule, each.records, each.times))
        for each in told:
            if each.rule not in self.rule_by_key:
                raise Unlawful(f"考核方案没有规则{each.rule}", ASSESSED, field="rule")
            if each.times < 0:
                raise Unlawful("计分次数不能为负数", ASSESSED, field="times")
        by_rule = {rule.key: [each for each in told if each.rule == rule.key] for rule in self.rules}
        lines = self._lines(by_rule, exempt)
        major = sum((self._points(rule, by_rule[rule.key]) for rule in self._of(Effect.MAJOR)), Decimal(0))
        base = self._base(lines, exempt)
        bonus = min(
            sum((self._points(rule, by_rule[rule.key]) for rule in self._of(Effect.BONUS)), Decimal(0)), self.bonus_cap
        )
        if self.bonus_above is not None and base - major <= self.bonus_above:
            bonus = Decimal(0)
        total = (base - major + bonus).quantize(CENT, ROUND_HALF_UP)
        vetoed = any(by_rule[rule.key] for rule in self._of(Effect.VETO))
        failed = self.failing is not None and total < self.failing
        outside = tuple(each for each in told if self.rule_by_key[each.rule].effect is not Effect.DEDUCT)
        verdict = Verdict.VETOED if vetoed else Verdict.FAILED if failed else Verdict.PASSED
        return Score(lines, major, bonus, total, verdict, outside)

    def _of(self, effect: Effect) -> list[Rule]:
        return [rule for rule in self.rules if rule.effect is effect]

    def _points(self, rule: Rule, found: Sequence[Occurrence]) -> Decimal:
        points = rule.points * sum((each.times for each in found), Decimal(0))
        return points if rule.cap is None else min(points, rule.cap)

    def _lines(self, by_rule: Mapping[str, Sequence[Occurrence]], exempt: frozenset[str]) -> dict[str, Line]:
        lines: dict[str, Line] = {}
        for indicator in reversed(self.indicators):  # parts stand behind what they are parts of
            beneath = [lines[each.key] for each in self.parts(indicator.key)]
            rules = [rule for rule in self._of(Effect.DEDUCT) if rule.indicator == indicator.key]
            worth = self._worth(indicator, exempt)
            own = sum((self._points(rule, by_rule[rule.key]) for rule in rules), Decimal(0)) if worth else Decimal(0)
            taken = own + sum((each.counted for each in beneath), Decimal(0))
            capped = self.ceiling is Ceiling.EACH or not indicator.within
            counted = min(taken, worth) if capped else taken
            found = tuple(each for rule in rules for each in by_rule[rule.key]) if worth else ()
            lines[indicator.key] = Line(indicator, worth, taken, counted, found)
        return {each.key: lines[each.key] for each in self.indicators}

    def _worth(self, indicator: Indicator, exempt: frozenset[str]) -> Decimal:
        """What is left of a weight when parts of it do not apply."""
        if indicator.key in exempt:
            return Decimal(0)
        parts = self.parts(indicator.key)
        return sum((self._worth(each, exempt) for each in parts), Decimal(0)) if parts else indicator.weight

    def _base(self, lines: Mapping[str, Line], exempt: frozenset[str]) -> Decimal:
        whole = sum((self._worth(each, exempt) for each in self.parts()), Decimal(0))
        if not whole:
            raise Unlawful("没有一项指标适用于该单位，不能考核", ASSESSED, field="exempt")
        left = whole - sum((lines[each.key].counted for each in self.parts()), Decimal(0))
        return left * FULL / whole if whole != FULL else left


def ranked(totals: Mapping[str, Decimal]) -> list[tuple[int, str, Decimal]]:
    """排名: units by their totals, the best first; equal totals share a rank and the next rank follows without a gap."""
    places = {total: place for place, total in enumerate(sorted(set(totals.values()), reverse=True), 1)}
    return sorted(((places[total], unit, total) for unit, total in totals.items()), key=lambda each: (each[0], each[1]))


def moved(before: Score, after: Score) -> dict[str, Decimal]:
    """变动: by indicator, how much more or less is left than before; what did not move is not in it."""
    return {
        key: after.lines[key].left - before.lines[key].left
        for key in after.lines
        if key in before.lines and after.lines[key].left != before.lines[key].left
    }


# -- what a scheme must keep to --------------------------------------------------------------------------------------------


def _keys(scheme: Scheme) -> None:
    for what, keys in (
        ("指标", [each.key for each in scheme.indicators]),
        ("规则", [each.key for each in scheme.rules]),
    ):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise Unlawful(f"{what}编号{'、'.join(twice)}重复", ASSESSED, field="key")
    seen: set[str] = set()
    for each in scheme.indicators:
        if each.within and each.within not in seen:
            raise Unlawful(f"指标“{each.label}”应列在其上级指标之后", ASSESSED, field="within")
        seen.add(each.key)


def _weights(scheme: Scheme) -> None:
    for each in scheme.indicators:
        if each.weight < 0:
            raise Unlawful(f"指标“{each.label}”的分值不能为负数", ASSESSED, field="weight")
        parts = scheme.parts(each.key)
        if parts and sum(part.weight for part in parts) != each.weight:
            raise Unlawful(f"“{each.label}”下级指标的分值合计应为{each.weight:f}", ASSESSED, field="weight")
    if sum(each.weight for each in scheme.parts()) != FULL:
        raise Unlawful("一级指标的分值合计应为100", ASSESSED, field="weight")


def _rules(scheme: Scheme) -> None:
    for rule in scheme.rules:
        if rule.effect is Effect.DEDUCT and rule.indicator not in scheme.by_key:
            raise Unlawful(f"规则“{rule.label}”没有所属指标", ASSESSED, field="indicator")
        if rule.effect is not Effect.VETO and rule.points <= 0:
            raise Unlawful(f"规则“{rule.label}”的分值应大于零", ASSESSED, field="points")
        if rule.cap is not None and rule.cap < rule.points:
            raise Unlawful(f"规则“{rule.label}”的上限不能小于每{rule.per}的分值", ASSESSED, field="cap")
    if scheme.share is not None and not 0 < scheme.share <= FULL:
        raise Unlawful("占综合考核的比重应在0至100之间", ASSESSED, field="share")
