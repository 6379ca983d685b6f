"""真实年报: the seeds and the sample reports read against what people read in them by eye."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding, unread
from gongkai.reading.texts.claims import Claim
from tests.published.truth import Known, known_reports
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

NAMES = sorted(path.stem for path in (SHARED / "reports" / "truth").glob("*.json"))
TABLED = ("identity", "column_sum", "range", "period", "channel_sum", "part_exceeds_total")
"""Kinds of violation a tool can prove from one report alone."""

every_report = pytest.mark.parametrize("name", NAMES)


@cache
def known() -> dict[str, Known]:
    return {each.name: each for each in known_reports()}


def red(name: str) -> list[tuple[str, str]]:
    """Table and rule of each red finding."""
    return sorted((finding.table, finding.rule) for finding in known()[name].red)


@every_report
def test_no_number_is_misread_or_read_out_of_nothing(name: str) -> None:
    outcomes = {cell: known()[name].outcome(cell) for cell in known()[name].cells}
    assert [cell for cell, outcome in outcomes.items() if outcome in ("wrong", "false")] == []


def test_nearly_every_cell_people_could_read_is_read() -> None:
    outcomes = Counter(each.outcome(cell) for each in known().values() for cell in each.cells)
    assert outcomes["right"] >= 0.995 * outcomes.total(), outcomes


@every_report
def test_red_is_found_only_where_people_found_a_hard_violation(name: str) -> None:
    assert not known()[name].red or known()[name].hard


@every_report
def test_every_violation_one_report_can_prove_is_found(name: str) -> None:
    provable = [each for each in known()[name].hard if each["kind"] in TABLED]
    assert not provable or known()[name].red


def test_the_relations_that_hold_are_never_called_broken() -> None:
    for each in known().values():
        holding = {float(relation["total"]) for relation in each.truth["holds"]}
        hard = {float(side) for v in each.hard for side in (v["left"], v["right"]) if isinstance(side, int)}
        broken = {float(finding.right) for finding in each.red if finding.right is not None}
        assert not (broken & holding) - hard, each.name


def test_minhe_is_broken_in_the_total_column_in_others_and_in_the_results() -> None:
    flow = "本年新收加上年结转等于办理结果总计加结转下年度"
    results = "各项办理结果之和等于总计"
    assert red("seed-minhe") == sorted(
        [
            ("applications", f"{flow}（法人或其他组织·其他）"),
            ("applications", f"{flow}（总计）"),
            ("applications", f"{results}（自然人）"),
            ("applications", f"{results}（总计）"),
            ("article_20_1", "本年新公开数量不超过对外公开总数量（规章）"),
        ]
    )


def test_minhe_names_the_bound_its_visible_digits_set_and_both_sides() -> None:
    total = _finding("seed-minhe", "本年新收加上年结转等于办理结果总计加结转下年度（总计）")
    assert (total.left, total.right, total.difference) == (2, 81, -79)
    assert "至多1" in total.explanation and total.place and total.place.line == 76
    carried_in = next(cell for cell in total.cells if cell.row == "carried_in")
    assert carried_in.state is State.UNREAD and carried_in.number is None


def test_minhe_leaves_thirteen_of_its_161_applications_unread() -> None:
    applications = {"applications": known()["seed-minhe"].reading.tables["applications"]}
    assert (len(unread(applications)), len(applications["applications"].cells)) == (13, 161)


@pytest.mark.parametrize("name", ["seed-linze", "seed-pingchuan"])
def test_linze_and_pingchuan_raise_no_red_finding(name: str) -> None:
    assert red(name) == []


def test_pingchuan_is_read_whole_and_asked_about_its_twenty_one_events() -> None:
    reading = known()["seed-pingchuan"].reading
    assert [cell.value.state for cell in reading.tables["statistics"].cells.values()] == [State.NUMBER] * 58
    asked = [finding for finding in check(reading) if finding.table and finding.level is Level.YELLOW]
    assert [(finding.left, finding.right) for finding in asked] == [(21, 8)]


def test_linze_leaves_its_blanks_declared_and_is_told_so_in_yellow() -> None:
    reading = known()["seed-linze"].reading
    states = Counter(cell.value.state for cell in reading.tables["applications"].cells.values())
    assert states == {State.NUMBER: 6, State.BLANK: 155}
    assert any(finding.rule == "数据格不得空白，没有的填0" for finding in check(reading))


def test_wudu_contradicts_itself_in_its_channels_and_in_its_replies() -> None:
    findings = known()["seed-wudu"].red
    assert [(finding.left, finding.right, finding.difference) for finding in findings] == [
        (22339, 22484, -145),
        (56, 74, -18),
    ]
    assert "75.68%" in findings[1].explanation


@pytest.mark.parametrize(
    ("name", "row", "number"),
    [
        ("seed-wudu", "disclosed_normative", 1236),
        ("seed-wudu", "received_online", 16),
        ("seed-wudu", "replied_other_channel", 15),
        ("seed-linxia", "disclosed_total", 13536),
        ("seed-linxia", "received", 14),
        ("seed-linxia", "staff", 463),
    ],
)
def test_figures_stated_in_sentences_are_claims(name: str, row: str, number: int) -> None:
    claims = known()[name].reading.claims
    assert any(_is(claim, row, number) for claim in claims)


def _is(claim: Claim, row: str, number: int) -> bool:
    return (claim.table, claim.row, claim.number, claim.exact) == ("statistics", row, number, True)


def _finding(name: str, rule: str) -> Finding:
    return next(finding for finding in known()[name].red if finding.rule == rule)
