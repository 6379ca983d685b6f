"""得分: how the strangers are read and checked.

python -m tests.published.strangers            one line for each report and their sums
python -m tests.published.strangers WORD -v    those whose name has the word, with what is wrong
python -m tests.published.strangers --into DIRECTORY    every report as a file, to be looked at
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import UnreadableFile
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading, read
from tests.published.grids import Place
from tests.published.strangers.reports import Stranger, strangers

OUTCOMES = ("right", "wrong", "unread", "false")


@dataclass(frozen=True)
class Score:
    """一份的得分: what came of each cell, whether the planted contradiction was told, and what nobody expects."""

    stranger: Stranger

    @cached_property
    def reading(self) -> Reading | None:
        try:
            return read(self.stranger.data, self.stranger.name)
        except UnreadableFile:
            return None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return check(self.reading) if self.reading else ()

    def outcome(self, place: Place) -> str:
        """right, wrong, unread, or false: a number where none is printed."""
        truth = self.stranger.truth[place]
        table, row, column = place
        found = self.reading.tables.get(table) if self.reading else None
        cell = found.cells.get((row, column)) if found else None
        number = cell.value.number if cell else None
        if number is None:
            return "right" if truth.number is None else "unread"
        if truth.number is None:
            return "false"
        return "right" if number == truth.number else "wrong"

    @cached_property
    def outcomes(self) -> Counter[str]:
        return Counter(self.outcome(place) for place in self.stranger.truth)

    @property
    def told(self) -> bool:
        """Whether the planted contradiction is told."""
        return any(self.stranger.is_told_by(each) for each in self.findings)

    def unexpected(self, level: Level) -> list[Finding]:
        """The findings of a level that no contradiction of the report explains."""
        return [each for each in self.findings if each.level is level and not self.stranger.explains(each)]

    @property
    def is_known(self) -> bool:
        """Whether year and authority were read."""
        stranger, reading = self.stranger, self.reading
        return reading is not None and (reading.year, reading.authority) == (stranger.year, stranger.authority)


def _lines(score: Score) -> Iterator[str]:
    for level in (Level.RED, Level.YELLOW, Level.QUESTION):
        for each in score.unexpected(level):
            yield f"    {level.value} {each.code} {each.rule}：{each.explanation[:150]}"
    if score.reading is None:
        yield "    不能读"
        return
    if not score.is_known:
        yield f"    读作{score.reading.authority} {score.reading.year}"
    for place in score.stranger.truth:
        if (outcome := score.outcome(place)) != "right":
            table, row, column = place
            found = score.reading.tables.get(table)
            cell = found.cells.get((row, column)) if found else None
            yield f"    {outcome} {place} 应为{score.stranger.truth[place]} 读作{cell.value if cell else None}"
    yield from (f"    未归位 {each.reason} {each.place}" for each in score.reading.unplaced[:6])
    yield from (f"    注 {note}" for note in score.reading.notes if "格式读表" not in note)


def main() -> None:
    """Print every report, then the sums."""
    words = [each for each in sys.argv[1:] if not each.startswith("-")]
    if "--into" in sys.argv:
        for each in strangers():
            (Path(words[-1]) / f"{each.name.replace(' ', '_')}.{each.suffix}").write_bytes(each.data)
        return
    scores = [Score(each) for each in strangers() if all(word in each.name for word in words)]
    total: Counter[str] = Counter()
    print(f"{'report':34}" + "".join(f"{each:>8}" for each in (*OUTCOMES, "planted", "told", "red", "yellow", "asked")))
    for score in scores:
        counts = "".join(f"{score.outcomes[each]:8}" for each in OUTCOMES)
        planted = score.stranger.planted is not None
        levels = [len(score.unexpected(level)) for level in (Level.RED, Level.YELLOW, Level.QUESTION)]
        print(
            f"{score.stranger.name:34}{counts}{planted:8}{planted and score.told:8}"
            + "".join(f"{each:8}" for each in levels)
        )
        if "-v" in sys.argv:
            print("\n".join(_lines(score)))
        total += score.outcomes
        total.update(planted=planted, told=planted and score.told, red=levels[0], yellow=levels[1], asked=levels[2])
        total["named"] += score.is_known
    print(
        f"{len(scores)} reports, {total['named']} by name".ljust(34)
        + "".join(f"{total[each]:8}" for each in (*OUTCOMES, "planted", "told", "red", "yellow", "asked"))
    )
