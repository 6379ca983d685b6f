"""举报投诉、更正申请: no order of acts leaves the table; who has a name is answered; the letter says what the law wants."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import complaints, corrections
from gongkai.law.annual_report import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.facts import ComplaintFact
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful

CHINA = national()
START = date(2025, 9, 18)


def complained(*, anonymous: bool) -> complaints.Standing:
    details: dict[str, JSON] = {"kind": "late", "channel": "online", "anonymous": anonymous}
    return complaints.open_complaint(Step("receive", START, details), CHINA)


ACTS = st.lists(
    st.tuples(
        st.sampled_from([act.value for act in complaints.Act]),
        st.integers(0, 9),
        st.sampled_from([finding.value for finding in complaints.Finding]),
        st.sampled_from([measure.value for measure in complaints.Measure]),
    ),
    max_size=6,
)


@given(st.booleans(), ACTS)
def test_who_has_a_name_is_answered_before_the_file_is_closed(
    anonymous: bool, acts: list[tuple[str, int, str, str]]
) -> None:
    standing, on = complained(anonymous=anonymous), START
    for act, later, finding, measure in acts:
        on += timedelta(days=later)
        details: dict[str, JSON] = {"asked": "督查股", "answer": "已责令整改", "finding": finding, "measure": measure}
        before = standing
        try:
            standing = standing.take(Step(act, on, details), CHINA)
        except Unlawful:
            assert standing is before
            continue
        row = (before.state, act, standing.state)
        assert row in {(each.source, each.act, each.target) for each in complaints.FLOW.rows}
    assert (standing.closed_on is not None) == (standing.state is complaints.State.CLOSED)
    if standing.closed_on is not None:
        assert (standing.answered_on is None) == anonymous
        assert standing.outcome == standing.finding
        assert standing.due(CHINA) is None


def test_47_no_measure_follows_from_a_complaint_that_was_not_true() -> None:
    handled = complained(anonymous=True).take(Step("handle", START, {"asked": "督查股"}), CHINA)
    with pytest.raises(Unlawful, match="不能采取“通报批评”") as refused:
        handled.take(Step("close", START, {"finding": "untrue", "measure": "criticism"}), CHINA)
    assert refused.value.field == "measure"


@given(st.lists(st.builds(ComplaintFact, st.integers(2012, 2020), st.integers(1, 50)), max_size=6))
def test_the_form_of_2014_counts_the_complaints_of_its_year_and_the_later_ones_none(facts: list[ComplaintFact]) -> None:
    counted = count(edition(2016), 2016, [], [], complaints=facts)
    assert counted.sheets["statistics"]["complaints", "value"] == sum(f.count for f in facts if f.received == 2016)
    assert counted.is_counted("statistics", "complaints", "value")
    assert not count(edition(2016), 2016, [], []).is_counted("statistics", "complaints", "value")
    later = count(edition(2022), 2022, [], [], complaints=facts)
    assert later.counts == count(edition(2022), 2022, [], []).counts


SETTLED: dict[str, dict[str, JSON]] = {
    "correct": {"corrected": "出生年份1990年"},
    "refuse": {"reason": "登记与原始材料一致"},
    "transfer": {"authority": "示例县公安局", "contact": "0900-0000001"},
    "refer": {"authority": "示例县公安局", "contact": "0900-0000001"},
}
FITS = {"correct": "inaccurate", "refuse": "accurate", "transfer": "not_ours", "refer": "not_ours"}


def verified(finding: str) -> corrections.Standing:
    opened = corrections.open_correction(Step("submit", START), CHINA)
    return opened.take(Step("verify", START, {"finding": finding, "facts": "核对了原始登记"}), CHINA)


@given(st.sampled_from(sorted(SETTLED)), st.sampled_from([finding.value for finding in corrections.RecordFinding]))
def test_41_a_request_is_settled_as_it_was_found(way: str, finding: str) -> None:
    step = Step(way, START, {"number": "示更〔2025〕1号", **SETTLED[way]})
    if FITS[way] != finding:
        with pytest.raises(Unlawful, match="核实结论为"):
            verified(finding).take(step, CHINA)
        return
    settled = verified(finding).take(step, CHINA)
    assert (settled.outcome, settled.closed_on) == (way, START)
    for missing in step.details:
        without = {name: value for name, value in step.details.items() if name != missing}
        with pytest.raises(Unlawful, match="不能为空"):
            verified(finding).take(Step(way, START, without), CHINA)


@pytest.mark.parametrize("way", sorted(SETTLED))
def test_41_the_letter_cites_the_article_and_says_what_was_done(way: str) -> None:
    letter = corrections.correction_letter(
        Step(way, START, {"number": "示更〔2025〕1号", **SETTLED[way]}),
        received_on=START,
        record="婚姻登记档案",
        facts="原始登记为1990年。",
        reviewing_body="示例县人民政府",
        court="示例县人民法院",
    )
    text = "".join(letter.paragraphs)
    assert "第四十一条" in text and "婚姻登记档案" in text and "。。" not in text
    for said in SETTLED[way].values():
        assert str(said) in text
    assert ("60日内" in text) == (way in {"refuse", "refer"})
