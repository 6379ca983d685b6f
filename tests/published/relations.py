"""关系真值: the 236 relations between the figures of the five seeds, each with what a checker should say of it.

relations.json gives for each: the seed, its kind, both numbers and how they stand to each other; the level at which it
should be found (red, yellow, question; none where it holds or nothing is judged), what is needed to judge it (one report,
several, law, calendar), why, the code (or rule) of the check that finds it, and the numbers (or words) the finding has to
name. ``also`` lists what else is rightly found in the seeds beyond these relations, looked at by eye.

python -m tests.published.relations      for each seed: relations found with their numbers, missed, and findings that no
                                         relation expects
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.outliers import outliers
from gongkai.reading.report import Reading, read
from tests.shared import SHARED

TRUTH = Path(__file__).with_name("relations.json")
SEEDS = ("linxia", "minhe", "wudu", "linze", "pingchuan")
ALL = "all"
NONE = "none"
NEEDS = frozenset({"report", "several", "law", "calendar"})
Number = int | float | str


@dataclass(frozen=True)
class Relation:
    """关系: both sides, the level at which it is to be found, what that needs and why; the check and the numbers told."""

    id: str
    seed: str
    kind: str
    left: Number
    op: str
    right: Number
    level: str
    needs: str
    reason: str
    code: str = ""
    numbers: tuple[float, ...] = ()
    says: str = ""

    def is_told_by(self, finding: Finding) -> bool:
        """Whether a finding is of this relation's check and level and names its numbers."""
        if finding.level.value != self.level or self.code not in (finding.code, finding.rule.partition("（")[0]):
            return False
        return self.says in finding.explanation and all(number in _numbers(finding) for number in self.numbers)


@dataclass(frozen=True)
class Also:
    """另外: what else is rightly found in a seed: by which check, how often, and why it is right."""

    seed: str
    level: str
    code: str
    count: int
    reason: str


@dataclass(frozen=True)
class Outcome:
    """对照: of one seed: each relation to be found with the findings that tell it, and the findings nobody expects."""

    seed: str
    told: Mapping[Relation, Sequence[Finding]]
    unexpected: Sequence[Finding]
    lacking: Sequence[Also]

    @property
    def missed(self) -> list[Relation]:
        """Relations to be found that no finding tells."""
        return [relation for relation, findings in self.told.items() if not findings]


def _numbers(finding: Finding) -> set[float]:
    """Every number a finding names: both sides, their difference, its cells, and those in its words."""
    named = [finding.left, finding.right, finding.difference, *(cell.number for cell in finding.cells)]
    said = re.findall(r"-?\d+(?:\.\d+)?", finding.explanation)
    found = {float(number) for number in (*named, *said) if number is not None}
    return found | {round(number, places) for number in found for places in (1, 2)} | {abs(number) for number in found}


@cache
def relations() -> tuple[Relation, ...]:
    """All relations, in their order."""
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    return tuple(Relation(**{**each, "numbers": tuple(each.get("numbers", ()))}) for each in truth["relations"])


@cache
def also() -> tuple[Also, ...]:
    """What else is rightly found."""
    return tuple(Also(**each) for each in json.loads(TRUTH.read_text(encoding="utf-8"))["also"])


@cache
def seeds() -> Mapping[str, Reading]:
    """The five seeds as read."""
    paths = {name: next((SHARED / "seeds").glob(f"*-{name}-*.txt")) for name in SEEDS}
    return {name: read(path.read_bytes(), path.name) for name, path in paths.items()}


def findings_of(seed: str) -> tuple[Finding, ...]:
    """The findings on one seed; on all five together what comes of comparing them."""
    return outliers(tuple(seeds().values())) if seed == ALL else check(seeds()[seed])


@cache
def outcome(seed: str) -> Outcome:
    """One seed's findings against the relations that expect them."""
    findings = findings_of(seed)
    expected = [relation for relation in relations() if relation.seed == seed and relation.level != NONE]
    told = {relation: [each for each in findings if relation.is_told_by(each)] for relation in expected}
    used = {id(each) for found in told.values() for each in found}
    rest = [each for each in findings if id(each) not in used]
    allowed = {(each.code, each.level): each for each in also() if each.seed == seed}
    counts = Counter((each.code, each.level.value) for each in rest)
    unexpected = [each for each in rest if not _is_allowed(each, counts, allowed)]
    lacking = [each for key, each in allowed.items() if counts[key] != each.count]
    return Outcome(seed, told, unexpected, lacking)


def _is_allowed(
    finding: Finding, counts: Mapping[tuple[str, str], int], allowed: Mapping[tuple[str, str], Also]
) -> bool:
    key = (finding.code, finding.level.value)
    return key in allowed and counts[key] <= allowed[key].count


def told_in_words(seed: str) -> Iterator[str]:
    """One seed as the command prints it."""
    result = outcome(seed)
    holding = sum(relation.seed == seed and relation.level == NONE for relation in relations())
    found = len(result.told) - len(result.missed)
    yield f"{seed}: {found} of {len(result.told)} relations found, {holding} raise nothing"
    for relation, findings in result.told.items():
        said = f"{findings[0].code or '-'} {findings[0].explanation[:80]}" if findings else "未查出"
        yield f"  {relation.id} {relation.level:8} {relation.left} {relation.op} {relation.right}  {said}"
    for extra in result.lacking:
        yield f"  另应查出 {extra.level} {extra.code}：{extra.reason}"
    for finding in result.unexpected:
        yield f"  意外 {finding.level.value} {finding.code} {finding.rule}：{finding.explanation[:100]}"


def main() -> None:
    """Print every seed, then the sums."""
    for seed in (*SEEDS, ALL):
        print("\n".join(told_in_words(seed)))
    results = [outcome(seed) for seed in (*SEEDS, ALL)]
    levels = Counter(relation.level for relation in relations())
    missed = sum(len(result.missed) for result in results)
    unexpected = Counter(finding.level for result in results for finding in result.unexpected)
    print(f"relations: {', '.join(f'{level} {count}' for level, count in levels.items())}; missed {missed}")
    print("unexpected: " + ", ".join(f"{level.value} {unexpected[level]}" for level in Level))


if __name__ == "__main__":
    if SHARED.is_dir():
        main()
    else:
        print("旁边没有 shared 目录，无从对照")
