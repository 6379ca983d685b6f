"""数字的出处: the records a counted cell opens. A cell counts one sort of record, and each sort has its own table.

opened(ledger, form, place, facts, year, page)      the sort's word, its table, one page of records, how many there are today
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.casework.applications import queries as applications
from gongkai.law.annual_report.facts import Fact, RegisterFact, TrainingFact
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.grammar.sheets import Number
from gongkai.law.response_facts import AnswerFact
from gongkai.oversight.reports.files import PAGE
from gongkai.oversight.reports.queries import Ledger
from gongkai.web.paging import Pages


@dataclass(frozen=True)
class Opened:
    """出处: ``table`` names the template that draws the records; ``now`` is what the books come to today."""

    word: str
    table: str
    page: Page[Any]
    now: Number
    rows: list[Any]
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Asked:
    ledger: Ledger
    facts: tuple[Fact, ...]
    year: int
    page: str | None

    def listed(self, word: str, table: str, rows: Any) -> Opened:
        """A list or a query, by pages."""
        page = Paginator(rows, PAGE).get_page(self.page)
        return Opened(word, table, page, page.paginator.count, list(page.object_list))


def opened(ledger: Ledger, form: Edition, place: Place, facts: tuple[Fact, ...], year: int, page: str | None) -> Opened:
    """打开出处: of the cell at ``place``, counted from ``facts``."""
    asked = _Asked(ledger, facts, year, page)
    return next(opens for there, opens in _sorts(form) if there(place))(asked)


_There = Callable[[Place], bool]


def _sorts(form: Edition) -> Iterator[tuple[_There, Callable[[_Asked], Opened]]]:
    """Which cells of a form open which sort of record; what no other sort counts are applications."""
    yield {*form.answered, *form.conferred}.__contains__, _answers
    yield set(form.from_register).__contains__, _instruments
    yield set(form.registers.values()).__contains__, _records
    yield {place for places in form.interviews.values() for place in places}.__contains__, _interviews
    yield set(form.trainings.values()).__contains__, _trainings
    yield set(form.disclosed).__contains__, _contents
    yield (lambda place: place == form.complaints), _complaints
    yield _is_of_remedies, _cases
    yield (lambda place: True), _applications


def _is_of_remedies(place: Place) -> bool:
    table, row, _ = place
    return table == "remedies" or row.startswith(("review", "suit"))


def _answers(asked: _Asked) -> Opened:
    facts = [fact for fact in asked.facts if isinstance(fact, AnswerFact)]
    return asked.listed("回应和发布会", "answers", asked.ledger.answers.behind(facts, asked.year))


def _instruments(asked: _Asked) -> Opened:
    return asked.listed("规范性文件", "instruments", asked.ledger.instruments_behind(asked.facts, asked.year))


def _records(asked: _Asked) -> Opened:
    """A cell of a register holds one fact; an amount or a change is not how many records there are."""
    [fact] = [fact for fact in asked.facts if isinstance(fact, RegisterFact)]
    rows = asked.ledger.registers.behind(fact.register, fact.part, asked.year)
    page = Pages(rows, PAGE).get_page(asked.page)
    return Opened("登记记录", "records", page, fact.count, list(page.object_list))


def _interviews(asked: _Asked) -> Opened:
    return asked.listed("在线访谈", "interviews", asked.ledger.interviews_behind(asked.facts))


def _trainings(asked: _Asked) -> Opened:
    """Classes whichever of the two rows is opened; person-times are a sum over them."""
    shown = asked.listed("培训班", "trainings", asked.ledger.trainings_behind(asked.year))
    people = any(fact.people for fact in asked.facts if isinstance(fact, TrainingFact))
    now = sum(fact.count for fact in asked.ledger.trained(asked.year) or () if fact.people) if people else shown.now
    return Opened(shown.word, shown.table, shown.page, now, shown.rows)


def _contents(asked: _Asked) -> Opened:
    page = Pages(asked.ledger.contents_behind(asked.facts, asked.year), PAGE).get_page(asked.page)
    signed, brought = asked.ledger.made_behind(asked.facts, asked.year)
    now = len(signed) + len(brought) or page.paginator.count
    more = {"signed": signed, "brought": brought}
    return Opened("公开内容", "contents", page, now, list(page.object_list), more)


def _complaints(asked: _Asked) -> Opened:
    told = asked.ledger.complaints_taken(asked.year)
    shown = asked.listed("举报投诉", "complaints", told)
    return Opened(shown.word, shown.table, shown.page, sum(each.count for each in told), shown.rows)


def _cases(asked: _Asked) -> Opened:
    _, challenged = asked.ledger.behind(asked.facts)
    return asked.listed("案件", "cases", challenged)


def _applications(asked: _Asked) -> Opened:
    applied, _ = asked.ledger.behind(asked.facts)
    shown = asked.listed("案卷", "applications", applied)
    rows = applications.with_names(shown.page.object_list)
    return Opened(shown.word, shown.table, shown.page, shown.now, rows)
