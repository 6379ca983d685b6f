"""规划种类和语言版本: what a title says of a plan; what must have happened before a translation is public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.languages import Language, TranslationState, may_publish, may_review
from gongkai.law.plans import PlanKind, plan_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示例县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", PlanKind.OVERALL),
        ("示例县国土空间总体规划（2021—2035年）", PlanKind.SPATIAL),
        ("示例县城东片区开发规划", PlanKind.AREA),
        ("示例县2025年国民经济和社会发展计划", PlanKind.YEARLY),
        ("示例县“十四五”规划中期评估报告", PlanKind.PROGRESS),
        ("示例县养老服务体系建设规划", PlanKind.SPECIAL),
    ],
)
def test_a_title_tells_the_kind_of_plan(title: str, kind: PlanKind) -> None:
    assert plan_kind(title) is kind


@given(st.sampled_from(TranslationState), st.booleans(), st.booleans())
def test_only_what_a_person_wrote_and_another_read_is_reviewed(
    state: TranslationState, machine: bool, same: bool
) -> None:
    lawful = state is TranslationState.DRAFTED and not machine and not same
    if lawful:
        may_review(state, by_machine=machine, same_person=same)
    else:
        with pytest.raises(Unlawful):
            may_review(state, by_machine=machine, same_person=same)


@given(st.sampled_from(TranslationState), st.integers(1, 3), st.integers(1, 3))
def test_only_what_was_read_and_is_of_the_present_text_is_published(
    state: TranslationState, translated: int, edition: int
) -> None:
    if state is TranslationState.REVIEWED and translated == edition:
        may_publish(state, translated_edition=translated, edition=edition)
    else:
        with pytest.raises(Unlawful):
            may_publish(state, translated_edition=translated, edition=edition)


def test_two_languages_are_written_from_the_right_and_one_in_columns() -> None:
    assert {each for each in Language if each.direction == "rtl"} == {Language.UYGHUR, Language.KAZAKH}
    assert [each for each in Language if each.vertical] == [Language.MONGOLIAN]
