"""陌生的年报: reports of other systems and provinces are read cell for cell, and nothing in them is accused without cause."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.told import told
from gongkai.reading.report import read
from tests.published.strangers.reports import strangers
from tests.published.strangers.said import FALSE, SOUND
from tests.published.strangers.scores import Score

LEAST_READ = 0.995
SCORES = [Score(each) for each in strangers()]


def test_cells_of_strangers_come_back_and_none_is_misread() -> None:
    cells = sum((score.outcomes for score in SCORES), Counter[str]())
    assert [score.stranger.name for score in SCORES if score.outcomes["wrong"] or score.outcomes["false"]] == []
    assert cells["right"] >= LEAST_READ * cells.total(), cells


def test_strangers_are_known_by_name_and_year() -> None:
    assert [score.stranger.name for score in SCORES if not score.is_known] == []


def test_every_planted_contradiction_is_told() -> None:
    assert [score.stranger.name for score in SCORES if score.stranger.planted and not score.told] == []


def test_nothing_else_is_told_of_them() -> None:
    told = {score.stranger.name: found for score in SCORES if (found := score.unexpected(Level.RED))}
    assert told == {}
    doubted = {score.stranger.name: found for score in SCORES if (found := score.unexpected(Level.YELLOW))}
    assert doubted == {}


def said(text: str) -> list[Finding]:
    return list(told(read(f"示例县2022年政府信息公开工作年度报告\n一、总体情况\n{text}")))


@pytest.mark.parametrize("text", SOUND)
def test_of_a_sound_sentence_nothing_is_told(text: str) -> None:
    assert [finding.explanation for finding in said(text)] == []


@pytest.mark.parametrize(("text", "code"), FALSE)
def test_a_false_sentence_is_told_by_its_check(text: str, code: str) -> None:
    assert {finding.code for finding in said(text) if finding.level is not Level.QUESTION} == {code}
