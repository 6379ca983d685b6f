"""疑点: the one cell whose change would mend several broken balances of a table at once.

Every candidate is tried: its number is changed and the whole table examined again, so that what is said has been proven.
A cell whose change would break a balance that holds is none. Where only one balance is broken, any of its cells may be
wrong; one is named only if its digits stand in another order (81 for 18).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.law.grammar.checking import Finding as Broken
from gongkai.law.grammar.checking import Range, examine
from gongkai.law.grammar.sheets import Number, Sheet, Value
from gongkai.law.grammar.tables import Balance, Key, Relation
from gongkai.reading.checks.findings import show

_MOST_TRIED = 24


@dataclass(frozen=True, slots=True)
class Culprit:
    """疑点: a cell, what is printed in it, what would mend ``mends`` of ``broken`` balances; ``others`` would as well."""

    key: Key
    label: str
    printed: Number
    expected: Number
    mends: int
    broken: int
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        how = "都成立" if self.mends == self.broken else f"中有{self.mends}处成立"
        if self.broken == 1:
            return f"{self.label}填{show(self.printed)}，疑为{show(self.expected)}（数字颠倒）"
        text = f"{self.label}填{show(self.printed)}，若为{show(self.expected)}，不成立的{self.broken}处勾稽关系{how}"
        return f"{text}；改{'或'.join(self.others)}也可" if self.others else text


def culprits(
    sheet: Sheet,
    broken: Sequence[Broken],
    *,
    blank_is_zero: bool = False,
    bounds: Mapping[Key, Range] = MappingProxyType({}),
) -> dict[Balance, Culprit]:
    """找疑点: for each broken balance the cell that mends most balances together with it.

    ``blank_is_zero`` and ``bounds`` as for ``examine``.
    """
    exact = [found for found in broken if found.exact and found.balance.relation is Relation.EQUAL]
    if not exact:
        return {}
    whole = len(broken)
    trial = _Trial(sheet, frozenset(found.balance for found in broken), blank_is_zero, bounds)
    tried = [culprit for culprit in _tried(trial, exact, whole) if culprit[1]]
    tried.sort(key=lambda each: -len(each[1]))
    named: dict[Balance, Culprit] = {}
    for culprit, mended in tried:
        rivals = tuple(other.label for other, also in tried if other is not culprit and also == mended)
        for balance in mended:
            named.setdefault(
                balance,
                Culprit(culprit.key, culprit.label, culprit.printed, culprit.expected, len(mended), whole, rivals),
            )
    return named


def _tried(trial: _Trial, exact: Sequence[Broken], whole: int) -> Iterator[tuple[Culprit, frozenset[Balance]]]:
    """The candidates with the balances they mend without breaking another."""
    for (key, label, printed, expected), count in list(_candidates(exact).items())[:_MOST_TRIED]:
        if count < 2 and not (whole == 1 and _turned(printed, expected)):
            continue
        mended = trial.mended(key, expected)
        if len(mended) >= min(2, whole):
            yield Culprit(key, label, printed, expected, len(mended), whole), mended


def _candidates(exact: Sequence[Broken]) -> Mapping[tuple[Key, str, Number, Number], int]:
    """Every cell of a broken equation, with the number that would mend it, and how many equations that number mends."""
    found: dict[tuple[Key, str, Number, Number], int] = defaultdict(int)
    for each in exact:
        for reading in each.readings:
            printed, operand = reading.value.number, reading.operand
            if printed is not None and not operand.last_year:
                expected = printed - each.difference * operand.sign
                if expected >= 0:
                    found[(operand.row, operand.column), reading.label, printed, expected] += 1
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _turned(printed: Number, expected: Number) -> bool:
    """Whether two numbers have the same digits in another order."""
    one, other = show(printed), show(expected)
    return one != other and len(one) > 1 and sorted(one) == sorted(other)


@dataclass(frozen=True)
class _Trial:
    """The table, to be examined again with one number changed."""

    sheet: Sheet
    broken: frozenset[Balance]
    blank_is_zero: bool
    bounds: Mapping[Key, Range]

    def mended(self, key: Key, number: Number) -> frozenset[Balance]:
        """The balances that hold with this number in the cell; none where another would break."""
        changed = self.sheet.put(*key, Value.of(number))
        result = examine(changed, blank_is_zero=self.blank_is_zero, bounds=self.bounds)
        after = {found.balance for found in result.findings}
        return frozenset() if after - self.broken else self.broken - after
