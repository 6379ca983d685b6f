"""答复路径: whatever is answered, a path ends in one outcome, and every reply of a version is at the end of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import outcome_path
from gongkai.law.applications import Act, ApplicantKind, Standing, State, open_application
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.outcome_path import NO, YES, Path, follow, questions, walk
from gongkai.law.outcomes import Element, Version, outcome, replies
from gongkai.law.receipt import Channel

CHINA = national()
DAY = {Version.R2019: date(2025, 9, 18), Version.R2007: date(2015, 9, 18)}
VERSIONS = list(Version)


def opened(version: Version) -> Standing:
    details = {"channel": Channel.IN_PERSON.value, "applicant": ApplicantKind.PERSON.value}
    standing = open_application(Step(Act.SUBMIT.value, DAY[version], details), CHINA)
    assert standing.version is version
    return standing


def after(standing: Standing, act: Act, on: date, **details: JSON) -> Standing:
    return standing.take(Step(act.value, on, details), CHINA)


def every_path(version: Version, given: dict[str, str] | None = None) -> Iterator[Path]:
    """All of them, one answer after another."""
    path = follow(version, given or {})
    if path.question is None:
        yield path
        return
    for choice in path.question.choices:
        yield from every_path(version, {**path.answers, path.question.key: choice.key})


def answers(version: Version) -> st.SearchStrategy[dict[str, str]]:
    """Anything an address can say: right answers, wrong ones, some to questions that were never asked."""
    keys = [each.key for each in questions(version)]
    values = sorted({choice.key for each in questions(version) for choice in each.choices})
    return st.dictionaries(st.sampled_from([*keys, "nonsense"]), st.sampled_from([*values, "nonsense", ""]))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_reply_of_a_version_is_at_the_end_of_a_path_and_nothing_else_is(version: Version) -> None:
    ends = {path.leaf.key for path in every_path(version) if path.leaf}
    assert ends == {leaf.key for leaf in replies(version)}


@pytest.mark.parametrize("version", VERSIONS)
def test_no_question_is_a_dead_end_none_is_never_asked_and_no_path_goes_round(version: Version) -> None:
    paths = list(every_path(version))
    assert all(path.leaf is not None for path in paths)
    asked = {each.question.key for path in paths for each in path.answered}
    assert asked == {each.key for each in questions(version)}
    assert all(len({each.question.key for each in path.answered}) == len(path.answered) for path in paths)
    assert len({each.key for each in questions(version)}) == len(questions(version))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_question_has_its_article_a_rule_an_example_and_answers_that_differ(version: Version) -> None:
    name = "条例" if version is Version.R2019 else "条例（2007）"
    for each in questions(version):
        assert each.basis.statute == name and each.basis.number
        assert each.gist and each.example and each.text.endswith("？")
        assert len({choice.key for choice in each.choices}) == len({choice.label for choice in each.choices}) >= 2


@given(st.sampled_from(VERSIONS).flatmap(lambda version: st.tuples(st.just(version), answers(version))))
def test_whatever_is_answered_there_is_either_a_next_question_or_one_outcome(
    told: tuple[Version, dict[str, str]],
) -> None:
    version, given = told
    path = follow(version, given)
    assert (path.question is None) != (path.leaf is None)
    assert path.answers.items() <= given.items(), "nothing is answered for the clerk"
    assert follow(version, path.answers) == path, "answers off the path change nothing"


@given(st.sampled_from(VERSIONS).flatmap(lambda version: st.tuples(st.just(version), answers(version))), st.data())
def test_the_end_is_one_the_file_accepts_or_says_what_is_missing(
    told: tuple[Version, dict[str, str]], data: st.DataObject
) -> None:
    version, given = told
    states = [State.HANDLING, State.AWAITING_REASONS] if version is Version.R2019 else [State.HANDLING]
    standing = replace(
        opened(version),
        taken=tuple(data.draw(st.lists(st.sampled_from(list(Act))))),
        state=data.draw(st.sampled_from(states)),
    )
    path = walk(standing, given)
    if path.leaf is None:
        assert path.question is not None and path.objection is None and path.first is None
        return
    assert path.leaf.is_reply and path.leaf.lawful_under(version)
    assert path.objection == standing.objection_to(path.leaf)
    missing = [name for name in path.leaf.after if name not in standing.taken]
    assert (path.first is not None) == bool(missing)
    assert path.objection is None or path.objection.reason
    own = (*path.leaf.elements, *path.leaf.optional)
    assert all(element in own for element in path.elements)


CLEAR = {"asked_for": "information", "clear": YES}
OURS = {**CLEAR, "answered_before": NO, "too_many": NO, "responsible": YES, "special": NO, "held": "held", "public": NO}


def test_30_what_is_unclear_is_answered_so_only_after_the_applicant_was_asked() -> None:
    unclear = {"asked_for": "information", "clear": NO}
    standing = opened(Version.R2019)
    path = walk(standing, unclear)
    assert path.leaf == outcome("still_unclear") and path.first is Act.ASK_CLARIFICATION
    assert path.objection and "收到补正" in path.objection.reason
    standing = after(standing, Act.ASK_CLARIFICATION, date(2025, 9, 19), points="请写明年份", days=10)
    assert walk(standing, unclear).first is Act.CLARIFY
    standing = after(standing, Act.CLARIFY, date(2025, 9, 22))
    path = walk(standing, unclear)
    assert path.objection is None and path.first is None
    assert path.elements == {Element.FACTS: "经补正，申请内容仍不明确，无法据此查找所申请的信息"}


def test_35_too_many_applications_are_refused_only_after_reasons_were_asked_for() -> None:
    many = {**CLEAR, "answered_before": NO, "too_many": YES}
    standing = opened(Version.R2019)
    assert walk(standing, many).first is Act.ASK_REASONS
    standing = after(standing, Act.ASK_REASONS, date(2025, 9, 19), facts="一个月八十件", days=5)
    path = walk(standing, {})
    assert path.leaf == outcome("excessive") and path.question is None, (
        "nothing else may be answered while reasons are owed"
    )
    assert path.objection is None


def test_36_a_file_of_enforcement_that_can_be_divided_is_disclosed_in_part_with_its_ground() -> None:
    given = {**OURS, "exempt": "enforcement_file", "separable_enforcement_file": YES}
    path = walk(opened(Version.R2019), given)
    assert path.leaf == outcome("partly_disclosed")
    assert path.elements == {Element.WITHHELD_PART: "该信息属于行政执法案卷信息"}
    assert path.note.endswith("能否区分处理？是") and "所申请的信息有没有不予公开的情形？行政执法案卷" in path.note
    whole = walk(opened(Version.R2019), {**given, "separable_enforcement_file": NO})
    assert whole.leaf == outcome("enforcement_file")


def test_an_earlier_answer_that_is_changed_leaves_aside_what_followed_from_it() -> None:
    given = {**OURS, "exempt": "state_secret", "separable_state_secret": NO}
    assert walk(opened(Version.R2019), {**given, "responsible": NO}).leaf == outcome("other_authority")
    assert walk(opened(Version.R2019), {**given, "exempt": ""}).question == outcome_path.TREE_2019[8]


def test_21_2007_an_unclear_application_is_told_to_amend_and_not_asked_to_clarify() -> None:
    path = walk(opened(Version.R2007), {"asked_for": "information", "clear": NO})
    assert path.leaf == outcome("amend_told") and path.objection is None and path.first is None
