"""练习查询: what a person answered and what comes again, the results of everybody, and who makes an error twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from gongkai.law.training.bank import questions
from gongkai.law.training.spacing import Attempted, CardSlip, SlipFigures, due_reviews, exercise, slip_figures
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import serving
from gongkai.oversight.training.classes.queries import minutes_of
from gongkai.oversight.training.practice.models import FormSlip, QuizAnswer

MANY = 5
"""一次练习的题数: two or three minutes."""


def histories(people: Iterable[Official]) -> Mapping[int, dict[str, list[Attempted]]]:
    """作答史: of each person, question by question, in order."""
    found: dict[int, dict[str, list[Attempted]]] = defaultdict(lambda: defaultdict(list))
    rows = QuizAnswer.objects.everywhere().filter(official__in=list(people)).order_by("pk")
    for who, key, right, on in rows.values_list("official_id", "question", "right", "on"):
        found[who][key].append(Attempted(on, right))
    return found


def mixed() -> list[str]:
    """交错排列: one question of each topic after another, so that five of them are of five topics."""
    by_topic: dict[str, list[str]] = defaultdict(list)
    for key, each in questions().items():
        by_topic[each.topic].append(key)
    return [key for row in zip_longest(*by_topic.values()) for key in row if key]


def to_practise(official: Official, on: date, topic: str = "") -> list[str]:
    """出题: of one topic where asked for; what is due first whatever the topic."""
    bank = questions()
    keys = [key for key in mixed() if not topic or bank[key].topic.value == topic]
    past = {key: told for key, told in histories([official])[official.pk].items() if key in bank}
    due = due_reviews(past, on)
    return exercise(past, list(dict.fromkeys([*due, *keys])), on, many=MANY, turn=official.pk)


def reviews_due(official: Official, on: date) -> list[str]:
    """到期复习: the questions a person missed that come again by now."""
    past = histories([official])[official.pk]
    return [key for key in due_reviews(past, on) if key in questions()]


@dataclass(frozen=True, slots=True)
class PersonResult:
    """个人学习情况: answers, those right, what is due, errors at forms with those repeated, and hours of training this year."""

    official: Official
    answered: int
    right: int
    due: int
    slips: SlipFigures
    minutes: int

    @property
    def rate(self) -> float | None:
        """正确率: from 0 to 1; None where nothing was answered."""
        return self.right / self.answered if self.answered else None

    @property
    def hours(self) -> float:
        """学时."""
        return self.minutes / 60


def results(people: list[Official], on: date) -> list[PersonResult]:
    """学习情况: of these people, in their order."""
    past, minutes = histories(people), minutes_of(people, on.year)
    made = slips_of(people)
    found = []
    for person in people:
        told = past.get(person.pk, {})
        answers = [each for history in told.values() for each in history]
        due = [key for key in due_reviews(told, on) if key in questions()]
        figures = slip_figures(made.get(person.pk, ()))
        right = sum(each.right for each in answers)
        found.append(PersonResult(person, len(answers), right, len(due), figures, minutes.get(person.pk, 0)))
    return found


def results_of(authority: Authority, on: date) -> list[PersonResult]:
    """本机关人员的学习情况."""
    return results(serving(authority, on), on)


def slips_of(people: Iterable[Official]) -> Mapping[int, list[CardSlip]]:
    """表单差错: of each person."""
    found: dict[int, list[CardSlip]] = defaultdict(list)
    rows = FormSlip.objects.everywhere().filter(official__in=list(people)).order_by("pk")
    for who, name, card, on in rows.values_list("official_id", "official__username", "card", "on"):
        found[who].append(CardSlip(name, card, on))
    return found


def slip_rate(authority: Authority, year: int) -> SlipFigures:
    """重复差错率: of the people of an authority and those beneath it, of errors made by the end of a year."""
    rows = FormSlip.objects.under(authority).filter(on__lte=date(year, 12, 31), on__gte=date(year, 1, 1))
    return slip_figures(CardSlip(*row) for row in rows.values_list("official__username", "card", "on"))
