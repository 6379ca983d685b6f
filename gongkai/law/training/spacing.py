"""复习（边做边学）: what was missed comes again after three, ten and thirty days; answered right each time it is known.

review([Attempted(on, False), Attempted(on + 3 days, True)])      → due ten days after the last answer
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

INTERVALS = (3, 10, 30)
"""复习间隔（日）: ours, after the usual practice of spaced repetition; no rule says it."""


@dataclass(frozen=True, slots=True)
class Attempted:
    """答过一次: on a day, right or wrong."""

    on: date
    right: bool


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """复习安排: ``step`` of how many were passed since the last miss; ``due_on`` the day it comes again, None when known."""

    step: int
    due_on: date | None

    @property
    def is_known(self) -> bool:
        """已掌握: nothing is due any more."""
        return self.due_on is None


def review(history: Iterable[Attempted]) -> ReviewPlan | None:
    """安排复习: from every answer to one question in order; None where it was never missed.

    A miss starts anew. Right answers given before the day do not count as a repetition: who looks it up twice in an hour has
    not learnt it.
    """
    found: ReviewPlan | None = None
    for each in history:
        if not each.right:
            found = ReviewPlan(0, each.on + timedelta(days=INTERVALS[0]))
        elif found is not None and found.due_on is not None and each.on >= found.due_on:
            passed = found.step + 1
            further = passed < len(INTERVALS)
            found = ReviewPlan(passed, each.on + timedelta(days=INTERVALS[passed]) if further else None)
    return found


def due_reviews(histories: Mapping[str, Sequence[Attempted]], on: date) -> list[str]:
    """到期复习: the keys of the questions due on or before a day, those longest due first."""
    found = [(told.due_on, key) for key, past in histories.items() if (told := review(past)) and told.due_on]
    return [key for due_on, key in sorted(found) if due_on <= on]


def exercise(
    histories: Mapping[str, Sequence[Attempted]], keys: Sequence[str], on: date, *, many: int, turn: int
) -> list[str]:
    """出题: what is due first, then what was never asked, beginning at a place that ``turn`` (whoever practises) decides.

    Where everything has been asked, those answered longest ago follow. The same on the same day for the same person.
    """
    due = [key for key in due_reviews(histories, on) if key in keys]
    turned = [*keys[turn % len(keys) :], *keys[: turn % len(keys)]] if keys else []
    fresh = [key for key in turned if not histories.get(key)]
    old = sorted(
        (key for key in turned if histories.get(key) and key not in due), key=lambda key: histories[key][-1].on
    )
    return [*due, *fresh, *old][:many]


# -- errors at forms -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardSlip:
    """差错: a typical error that a form refused: by whom, on which card, when."""

    who: str
    card: str
    on: date


REMEMBERED = 90
"""重犯期（日）: the same person's same error within so many days is a repeated one."""


@dataclass(frozen=True, slots=True)
class SlipFigures:
    """重犯率: of one person or of all: errors, and how many of them were made again."""

    slips: int
    repeated: int

    @property
    def rate(self) -> float | None:
        """重复差错率: from 0 to 1; None where there was no error."""
        return self.repeated / self.slips if self.slips else None


def slip_figures(slips: Iterable[CardSlip]) -> SlipFigures:
    """统计差错: several refusals of one form on one day are one error."""
    last: dict[tuple[str, str], date] = {}
    many = repeated = 0
    for each in sorted(set(slips), key=lambda slip: slip.on):
        before = last.get((each.who, each.card))
        many += 1
        repeated += before is not None and (each.on - before).days <= REMEMBERED
        last[each.who, each.card] = each.on
    return SlipFigures(many, repeated)
