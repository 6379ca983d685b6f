"""一事一报: what is found in two places is one finding with both; many of a kind are told by the first of them.

A sentence that differs from a table in the very number that would mend the table is told with the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding

_ORDER = {level: at for at, level in enumerate(Level)}
_MOST_PLACES = 5
_MOST_OF_A_KIND = 20


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """排序: the worst first, then as they stand in the text."""
    return tuple(sorted(found, key=lambda each: (_ORDER[each.level], each.place.line if each.place else 0)))


def told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """一事一报: the findings, each fault once, at the worst level it was found at."""
    kept: dict[tuple[object, ...], Finding] = {}
    again: Counter[tuple[object, ...]] = Counter()
    for finding in found:
        key = _fault(finding)
        earlier = kept.get(key)
        again[key] += 1
        if earlier is None:
            kept[key] = finding
        elif again[key] <= _MOST_PLACES:
            kept[key] = _joined(earlier, finding)
    findings = _few_of_a_kind(kept.values())
    accused = [finding for finding in findings if finding.culprit and finding.table]
    for finding in findings:
        if not any(_mends(balance, finding) for balance in accused):
            yield _with_sentences(finding, findings) if finding in accused else finding


def _fault(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same fault: the rule, the place in the form, and the numbers on both sides."""
    if finding.left is None or finding.right is None:
        return (id(finding),)
    numbers = tuple(cell.number for cell in finding.cells)
    return (finding.rule, finding.table, finding.left, finding.right, numbers) if numbers else (id(finding),)


def _joined(one: Finding, other: Finding) -> Finding:
    first, second = sorted((one, other), key=lambda each: _ORDER[each.level])
    if second.place is None or second.place == first.place:
        return first
    return replace(first, explanation=f"{first.explanation}；{second.place}同", cells=(*first.cells, *second.cells))


def _few_of_a_kind(found: Iterable[Finding]) -> list[Finding]:
    """Of one check on the text no more than a screenful; the last of them says how many there are."""
    by_kind: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        by_kind[finding.code or finding.rule, finding.table].append(finding)
    few: list[Finding] = []
    for (_, table), findings in by_kind.items():
        if table or len(findings) <= _MOST_OF_A_KIND:
            few += findings
        else:
            *first, last = in_order(findings)[:_MOST_OF_A_KIND]
            few += [
                *first,
                replace(last, explanation=f"{last.explanation}；同类共{len(findings)}处，只列{_MOST_OF_A_KIND}处"),
            ]
    return few


def _mends(balance: Finding, sentence: Finding) -> bool:
    """Whether a sentence gives the very number that the culprit of a broken balance should have."""
    if sentence.code != "A10" or balance.code == "A10" or sentence.left is None:
        return False
    same_table = balance.table == sentence.table and sentence.cells
    return bool(same_table) and f"填{sentence.right}，若为{sentence.left}，" in balance.culprit


def _with_sentences(finding: Finding, findings: Sequence[Finding]) -> Finding:
    sentences = [each for each in findings if _mends(finding, each)]
    said = "".join(f"；{each.place}正写{each.left}" for each in sentences)
    cells = tuple(cell for each in sentences for cell in each.cells)
    return replace(finding, culprit=finding.culprit + said, cells=(*finding.cells, *cells)) if said else finding
