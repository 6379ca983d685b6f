"""依决定重新办理: the term is the decision's, and a file counts once, whatever is decided afterwards."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.facts import ApplicationFact
from gongkai.law.applications import Act, ApplicantKind, Standing, State, open_application
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.outcomes import OutcomeGroup, Version, replies
from gongkai.law.receipt import Channel

CHINA = national()
LEAVES = [leaf for leaf in replies(Version.R2019) if not leaf.after and leaf.group is not OutcomeGroup.OTHER]
REFUSED = [leaf.key for leaf in LEAVES]


def step(act: Act, on: date, **details: JSON) -> Step:
    return Step(act.value, on, details)


def received(on: date) -> Standing:
    return open_application(step(Act.SUBMIT, on, channel="in_person", applicant="person"), CHINA)


def answered(standing: Standing, key: str, on: date) -> Standing:
    leaf = next(leaf for leaf in LEAVES if leaf.key == key)
    elements: dict[str, JSON] = {element.value: "据实写明" for element in leaf.elements}
    standing = standing.take(step(Act.DRAFT, on, outcome=key, elements=elements), CHINA)
    standing = standing.take(step(Act.REPLY, on, number="示复〔2025〕1号"), CHINA)
    return standing.take(step(Act.SERVE, on, method="direct", proof="回证1号"), CHINA)


def reopened(standing: Standing, on: date, days: int = 15) -> Standing:
    until = (on + timedelta(days=days)).isoformat()
    return standing.take(step(Act.REOPEN, on, decision="示政复决〔2025〕3号", until=until), CHINA)


def fact(standing: Standing) -> ApplicationFact:
    """What the room groups by: the counted result where there is one, else the present one."""
    assert standing.received_on is not None
    closed = standing.counted_on or standing.closed_on
    result = standing.counted_as if standing.counted_on else standing.outcome
    return ApplicationFact(
        ApplicantKind.PERSON,
        Channel.IN_PERSON,
        standing.received_on.year,
        closed.year if closed else None,
        result if closed else None,
        standing.extended,
        1,
    )


STARTS = st.dates(date(2021, 1, 4), date(2022, 6, 30))
GAPS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(REFUSED), st.booleans()), min_size=1, max_size=4)


@given(STARTS, st.sampled_from(REFUSED), GAPS)
def test_one_application_is_new_once_and_closed_once_however_often_it_is_reopened(
    start: date, first: str, again: list[tuple[int, str, bool]]
) -> None:
    standing, on = answered(received(start), first, start), start
    reported: dict[int, tuple[str, int]] = {}
    for gap, key, finished in again:
        on += timedelta(days=gap)
        for year in range(start.year, on.year):
            _same_forever(reported, standing, year)
        standing = reopened(standing, on)
        assert (standing.state, standing.closed_on, standing.outcome) == (State.HANDLING, None, None)
        if not finished:
            break
        standing = answered(standing, key, on)
    for year in range(start.year, on.year):
        _same_forever(reported, standing, year)
    movements = Counter[str]()
    for year in range(start.year, on.year + 2):
        sheet = count(edition(year), year, [fact(standing)], []).sheets["applications"]
        new, carried, closed, over = (
            int(sheet[row, "total"] or 0) for row in ("new", "carried_in", "total", "carried_out")
        )
        assert new + carried == closed + over, "F1"
        movements.update(new=new, closed=closed)
    assert movements["new"] == 1 and movements["closed"] <= 1


def _same_forever(reported: dict[int, tuple[str, int]], standing: Standing, year: int) -> None:
    """What the table of a year that is over said of this file it goes on saying."""
    sheet = count(edition(year), year, [fact(standing)], []).sheets["applications"]
    rows = [(row, int(sheet[row, "person"] or 0)) for row in _ROWS if sheet[row, "person"]]
    now = (str(rows), int(sheet["carried_out", "person"] or 0))
    assert reported.setdefault(year, now) == now


_ROWS = ("granted", "partial", *(f"deny_{n}" for n in range(1, 9)), "unable_1", "unable_2", "refuse_1", "refuse_2")


def test_the_decision_sets_the_term_and_nobody_extends_it() -> None:
    standing = reopened(
        answered(received(date(2025, 9, 18)), "deliberation", date(2025, 9, 26)), date(2025, 11, 20), 14
    )
    due = standing.due(CHINA)
    assert due is not None and due.on == date(2025, 12, 4)
    clock = standing.clock(CHINA)
    assert clock is not None and "复议决定或者裁判确定了期限，最迟2025年12月4日" in clock.lines[-1]
    for act in (Act.EXTEND, Act.DEFER, Act.NOTIFY_FEE, Act.ASK_CLARIFICATION, Act.ASK_REASONS):
        with pytest.raises(Unlawful, match="由复议决定或者裁判确定"):
            standing.take(step(act, date(2025, 11, 21), days=5, reason="量大"), CHINA)
    served = answered(standing, "disclosed", date(2025, 12, 5))
    assert served.on_time(CHINA) is False
    assert answered(standing, "disclosed", date(2025, 12, 4)).on_time(CHINA) is True


def test_a_file_reopened_in_the_year_it_was_closed_counts_by_its_last_result() -> None:
    first = answered(received(date(2025, 3, 3)), "deliberation", date(2025, 3, 20))
    redone = answered(reopened(first, date(2025, 6, 3)), "disclosed", date(2025, 6, 10))
    assert (redone.counted_on, redone.outcome) == (None, "disclosed")
    late = answered(reopened(first, date(2026, 2, 2)), "disclosed", date(2026, 2, 10))
    assert (late.counted_on, late.counted_as, late.outcome) == (date(2025, 3, 20), "deliberation", "disclosed")


def test_what_was_never_received_cannot_be_reopened_and_the_term_lies_ahead() -> None:
    online = open_application(step(Act.SUBMIT, date(2025, 3, 3), channel="online", applicant="person"), CHINA)
    withdrawn = online.take(step(Act.WITHDRAW, date(2025, 3, 4), reason="不再需要"), CHINA)
    with pytest.raises(Unlawful, match="没有确认收到过"):
        reopened(withdrawn, date(2025, 5, 6))
    closed = answered(received(date(2025, 3, 3)), "deliberation", date(2025, 3, 20))
    with pytest.raises(Unlawful, match="不能早于收到之日") as refused:
        reopened(closed, date(2025, 5, 6), -1)
    assert refused.value.field == "until"
