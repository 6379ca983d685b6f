"""一份年报的经过: compiled, filled in, refused, mended, frozen, signed, published, and put right in public."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.annual_report.procedure import Act, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.oversight.reports import acts, queries
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, begin, complete, take
from tests.oversight.ledger import Happened, receive


def test_a_report_is_frozen_signed_and_published_and_says_ever_after_what_it_said(people: Cast) -> None:
    receive(people.bureau, [Happened("person", date(2024, 3, 1), 2024, "disclosed") for _ in range(3)])
    report = begin(people)
    with pytest.raises(Unlawful, match="红错未改正"):
        acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    complete(report, people.wang)
    draft = queries.draft(people.bureau, queries.standing(report))
    assert [found.concern.says for found in draft.checked.found] == []
    standing = acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    assert standing.state is State.FROZEN
    take(report, Act.SIGN, people.li)
    take(report, Act.PUBLISH, people.wang)
    receive(people.bureau, [Happened("person", date(2024, 4, 1), 2024, "disclosed")])
    standing = queries.standing(report)
    assert queries.as_published(report, standing).sheets["applications"]["new", "total"] == 3
    assert (standing.days_late, report.dossier.outcome) == (0, "on_time")
