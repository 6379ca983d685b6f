"""一件事套餐: every way through the questions ends at a list, its papers are the union, its days a slow count of the items."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.demo.serving import THEMES, _packages
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.service_items import ItemContent
from gongkai.law.service_materials import Material
from gongkai.law.service_packages import (
    Days,
    PackageContent,
    answered,
    average,
    check_package,
    days,
    missing,
    package_days,
    read_stages,
)
from gongkai.law.situations import Answer, Question, Situation, count, leaves, read_outline, read_tree, walk, written
from tests.law.services import item

CODES = ("A1", "A2", "A3", "A4", "A5")
POOL = [Material(name) for name in ("申请书", "身份证", "场地证明", "照片", "委托书")]


def answers(then: st.SearchStrategy[Question | None]) -> st.SearchStrategy[list[Answer]]:
    one = st.builds(
        Answer,
        st.just(""),
        st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(POOL), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(["身份证", "照片"]), max_size=1).map(tuple),
        then,
    )
    return st.lists(one, min_size=2, max_size=3)


def named(found: list[Answer]) -> Question:
    return Question("怎样？", tuple(replace(each, label=f"选{n}") for n, each in enumerate(found)))


TREES: st.SearchStrategy[Question | None] = st.recursive(
    st.none(), lambda inner: answers(inner).map(named), max_leaves=6
)
ITEMS = st.fixed_dictionaries(
    {
        code: st.builds(
            lambda law, promised, papers, code=code: item(
                name=code,
                statutory_days=law,
                promised_days=min(promised, law if law is not None else promised),
                materials=tuple(papers),
            ),
            st.one_of(st.none(), st.integers(0, 40)),
            st.integers(0, 40),
            st.lists(st.sampled_from(POOL), max_size=4, unique=True),
        )
        for code in CODES
    }
)
STAGES = st.permutations(CODES).flatmap(
    lambda order: st.integers(1, 4).map(lambda cut: (tuple(order[:cut]), tuple(order[cut:])))
)


@given(TREES)
def test_every_leaf_is_reached_by_its_own_answers_and_by_no_others(tree: Question | None) -> None:
    found = list(leaves(tree))
    assert len(found) == count(tree) == len({leaf.path for leaf in found})
    assert all(walk(tree, leaf.path) == leaf and leaf.next is None for leaf in found)


@given(TREES)
def test_a_tree_is_read_back_from_its_outline_and_from_its_record(tree: Question | None) -> None:
    assert read_outline(written(tree)) == tree
    assert read_tree(tree.told() if tree else None) == tree


@given(STAGES, TREES, ITEMS)
def test_days_are_a_slow_count_and_papers_the_union_of_what_is_needed(
    stages: tuple[tuple[str, ...], ...], tree: Question | None, items: dict[str, ItemContent]
) -> None:
    content = PackageContent("套餐", "主题", stages, tree)
    try:
        check_package(content)
    except Unlawful:
        return
    slow: list[Days] = []
    for situation in leaves(tree):
        told = answered(content, situation, items)
        codes = [code for stage in stages for code in stage if _needed(content, situation, code)]
        before = after = 0
        for code in codes:
            law = items[code].statutory_days
            before += items[code].promised_days if law is None else law
        for stage in stages:
            after += max([items[code].promised_days for code in stage if code in codes], default=0)
        assert told.days == Days(before, after)
        slow.append(told.days)
        ought = {material.key for code in codes for material in items[code].materials} - situation.spared
        ought |= {material.key for material in situation.materials}
        assert [each.material.key for each in told.materials] == list(
            dict.fromkeys(each.material.key for each in told.materials)
        )
        assert {each.material.key for each in told.materials} == ought
    longest = max(each.before for each in slow)
    assert package_days(content, items).before == longest
    assert package_days(content, items).after == max(each.after for each in slow if each.before == longest)


def _needed(content: PackageContent, situation: Situation, code: str) -> bool:
    return code in situation.items or code not in _anywhere(content.situations)


def _anywhere(tree: Question | None) -> set[str]:
    found: set[str] = set()
    for answer in tree.answers if tree else ():
        found |= set(answer.items) | _anywhere(answer.then)
    return found


def test_an_item_that_changes_changes_the_days_of_its_package() -> None:
    items = {"A1": item(statutory_days=20, promised_days=8), "A2": item(statutory_days=10, promised_days=3)}
    content = PackageContent("套餐", "主题", read_stages("A1、A2"))
    assert package_days(content, items) == Days(30, 8)
    items["A1"] = item(statutory_days=20, promised_days=2)
    assert package_days(content, items) == Days(30, 3)
    assert missing(content, {"A1": items["A1"]}) == ("A2",)
    assert days((("A1",), ("A2",)), items) == Days(30, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("在哪里开？", "第1行“在哪里开？”：这里应当是“问：……”"),
        ("问：甲？\n- 一", "至少要有两个选项"),
        ("问：甲？\n- 一\n- 一", "选项重复"),
        ("问：甲？\n- 一\n  材料：照片；三份\n- 二", "情形第3行"),
        ("问：甲？\n- 一\n- 二\n问：乙？", "只能从一个问题开始"),
        ("问：甲？\n    事项：A1\n- 一\n- 二", "核对缩进"),
    ],
)
def test_an_outline_that_cannot_be_read_names_its_line(text: str, said: str) -> None:
    with pytest.raises(Unlawful, match=said):
        read_outline(text)


def test_a_package_names_only_items_of_its_stages() -> None:
    tree = read_outline("问：甲？\n- 一\n  事项：B9\n- 二")
    with pytest.raises(Unlawful, match="B9不在步骤里"):
        check_package(PackageContent("套餐", "主题", (("A1", "A2"),), tree))


def test_eight_themes_and_thirty_nine_packages_average_what_the_report_prints() -> None:
    told = list(_packages())
    items = {code: content for _, _, own in told for code, content in own}
    found = [package_days(content, items) for _, content, _ in told]
    mean = average(found)
    assert all(ItemContent.read(content.told()) == content for content in items.values())
    assert len(THEMES) == 8 and len(told) == 39
    assert mean and (round(float(mean[0]), 1), round(float(mean[1]), 1)) == (26.5, 11.5)
    assert mean[0] - mean[1] == Fraction(15)
