"""机构、人员、经费: bodies and people at the end of the year from the postings, money of the year from its ledger.

Of a year in which nobody held a post in the work, or of which no line of money was entered, nothing is told: the row is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from gongkai.law.grammar.sheets import Number
from gongkai.law.people.tenure import Staffing
from gongkai.office.authorities.models import Authority
from gongkai.oversight.people.funds import figures
from gongkai.oversight.reports.feeds.feed import Behind, Feed

ROOM = "机构和人员"


def _last(year: int) -> date:
    return date(year, 12, 31)


def _staff(authority: Authority, beneath: bool, year: int) -> Staffing | None:
    people = figures.staffing_of(authority, _last(year), beneath=beneath)
    return people if people.people else None


def _offices(authority: Authority, beneath: bool, year: int) -> Number | None:
    there = _staff(authority, beneath, year)
    return figures.offices(authority, _last(year), beneath=beneath) if there else None


def _full_time(authority: Authority, beneath: bool, year: int) -> Number | None:
    there = _staff(authority, beneath, year)
    return there.full_time if there else None


def _part_time(authority: Authority, beneath: bool, year: int) -> Number | None:
    there = _staff(authority, beneath, year)
    return there.part_time if there else None


def _postings(authority: Authority, beneath: bool, year: int) -> Iterator[Behind]:
    """Who does the work at the end of the year; a person with two posts stands twice."""
    for row in figures.workers(authority, _last(year), beneath=beneath):
        told = f"{row.official.name}（{row.get_office_display()}，{'专职' if row.full_time else '兼职'}）"
        yield Behind(told, row.since, row.authority.name)


def _funds(authority: Authority, beneath: bool, year: int) -> Number | None:
    return figures.funds_of(authority, year, beneath=beneath)


def _lines(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    for row in figures.counted_lines(authority, year, beneath=beneath):
        yield Behind(str(row), row.entered_on, row.authority.name, reverse("people:funds"))


OFFICES = Feed(ROOM, "年末有人任职的专门机构，没有任职记录的年度填报", "一个单位计一个", _offices, _postings)
FULL_TIME = Feed(ROOM, "年末在公开工作岗位上的专职人员", "一人兼几岗计一人", _full_time, _postings)
PART_TIME = Feed(ROOM, "年末在公开工作岗位上的兼职人员", "一人兼几岗计一人", _part_time, _postings)
FUNDS = Feed(ROOM, "本年经费台账中的专项经费，万元，不计划掉的和用途不计入的", "一笔计一次", _funds, _lines)
