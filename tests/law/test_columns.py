"""栏目: a tree stays a tree whatever is moved; the template gives every kind of authority what it owes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import objection_to
from gongkai.law.columns import (
    MOST_LEVELS,
    Freshness,
    Planned,
    beneath,
    cycle_named,
    freshness,
    line_of,
    objection_to_close,
    objection_to_place,
    public_line,
    splits,
    template,
)
from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import (
    CATEGORIES_2008,
    Demand,
    Fit,
    Matter,
    categories_named,
    matters_of,
    missing_matters,
)

SIZE = 12
NAMES = {key: f"栏目{key}" for key in range(SIZE)}


@given(st.lists(st.tuples(st.integers(0, SIZE - 1), st.none() | st.integers(0, SIZE - 1)), max_size=60))
def test_the_columns_stay_a_tree_whatever_is_moved(moves: list[tuple[int, int | None]]) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(SIZE))
    for key, above in moves:
        had = beneath(parents, key)
        if objection_to_place(parents, NAMES, key, above) is None:
            parents[key] = above
            assert beneath(parents, key) == had, "everything beneath comes along"
        for each in parents:
            line = line_of(parents, each)
            assert parents[line[0]] is None, "every column has a root"
            assert len(line) == len(set(line)) <= MOST_LEVELS


@given(st.lists(st.tuples(st.integers(0, SIZE - 1), st.none() | st.integers(0, SIZE - 1)), max_size=60))
def test_a_move_is_refused_exactly_when_it_would_close_a_circle_or_go_too_deep(
    moves: list[tuple[int, int | None]],
) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(SIZE))
    for key, above in moves:
        tried = parents | {key: above}
        circular = any(_runs_in_a_circle(tried, each) for each in tried)
        deep = not circular and max(len(line_of(tried, each)) for each in tried) > MOST_LEVELS
        refusal = objection_to_place(parents, NAMES, key, above)
        assert (refusal is not None) == (circular or deep)
        if refusal is None:
            parents = tried
        elif circular:
            assert "成环" in refusal.reason


def _runs_in_a_circle(parents: dict[int, int | None], key: int) -> bool:
    seen: set[int] = set()
    at: int | None = key
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = parents[at]
    return False


def test_a_column_closes_only_when_nothing_is_in_it_or_beneath_it() -> None:
    assert objection_to_close("规划", 0, ()) is None
    assert "3条" in str(objection_to_close("规划", 3, ()))
    assert "专项规划" in str(objection_to_close("规划", 0, ("专项规划",)))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.integers(0, 800))
def test_a_column_is_stale_exactly_when_its_cycle_is_over(last: date, days: int, later: int) -> None:
    on = last + timedelta(days=later)
    state = freshness(date(2019, 1, 1), last, days, on)
    assert (state is Freshness.STALE) == (later > days)
    assert freshness(last, None, days, on) is (Freshness.STALE if later > days else Freshness.EMPTY)
    assert freshness(date(2019, 1, 1), last, None, on) is Freshness.FRESH


def test_the_public_line_says_who_and_how_often() -> None:
    assert public_line("社会救助科", 90) == "由社会救助科保障，每90日内更新"
    assert public_line("办公室", None) == "由办公室保障，信息形成或者变更后及时更新"


@pytest.mark.parametrize(
    ("name", "days"),
    [("财政预决算", 365), ("政府采购", 180), ("统计信息", 90), ("应急管理", 60), ("工作动态", 14), ("随便看看", None)],
)
def test_the_usual_cycles_are_those_of_practice(name: str, days: int | None) -> None:
    cycle = cycle_named(name)
    assert (cycle.days if cycle else None) == days


@pytest.mark.parametrize("kind", list(AuthorityKind))
def test_20_21_the_template_holds_every_matter_its_kind_owes_and_is_a_tree(kind: AuthorityKind) -> None:
    rows = template(kind)
    slugs = [row.slug for row in rows]
    assert len(slugs) == len(set(slugs))
    for place, row in enumerate(rows):
        assert not row.above or row.above in slugs[:place], "a column stands behind the one above it"
        assert row.category.isalnum() and len(row.category) <= 10
    assert {row.matter for row in rows if row.matter} == set(matters_of(kind))
    codes = [row.category for row in rows]
    assert len(codes) == len(set(codes)), "two columns would share a category code"


def test_the_template_of_a_county_has_the_four_fixed_parts_under_their_customary_addresses() -> None:
    rows = {row.slug: row for row in template(AuthorityKind.COUNTY)}
    fixed = [rows[slug].name for slug in ("zfxxgkzn", "zfxxgkzd", "fdzdgknr", "zfxxgknb")]
    assert fixed == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]
    assert {"xzgfxwj", "zcjd", "zfgb"} <= rows.keys() and "gz" not in rows, "a county makes no rules"
    assert "gz" in {row.slug for row in template(AuthorityKind.PREFECTURE)}
    assert ContentClass.NEWS not in rows["czyjs"].accepts, "专栏姓专"


def test_21_a_township_owes_other_matters_than_a_county() -> None:
    town, county = matters_of(AuthorityKind.TOWNSHIP), matters_of(AuthorityKind.COUNTY)
    assert town[Matter.A21_14] is Demand.REQUIRED and Matter.A21_14 not in county
    assert county[Matter.A21_01] is Demand.REQUIRED and Matter.A21_01 not in town
    assert town[Matter.A20_14] is Demand.BY_FUNCTION
    assert not matters_of(AuthorityKind.PUBLIC_SERVICE), "第五十五条"


def test_every_matter_names_the_article_it_stands_in() -> None:
    assert Matter.A20_07.article.short == "条例第二十条第（七）项"
    assert Matter.A21_07.article.short == "条例第二十一条"
    assert len([each for each in Matter if each.value.startswith("A20")]) == 15
    assert len(Matter) == 15 + 7 + 8


@given(st.sets(st.sampled_from(list(Matter))), st.sets(st.sampled_from(list(Matter))))
def test_what_is_missing_is_required_and_neither_held_nor_waived(held: set[Matter], waived: set[Matter]) -> None:
    owed = matters_of(AuthorityKind.COUNTY)
    missing = set(missing_matters(AuthorityKind.COUNTY, held, waived))
    required = {matter for matter, demand in owed.items() if demand is Demand.REQUIRED}
    assert missing == required - held - waived


def test_every_category_of_2008_says_where_it_went_and_how_surely() -> None:
    assert [sum(each.key.startswith(article) for each in CATEGORIES_2008) for article in ("10", "11", "12")] == [
        11,
        4,
        8,
    ]
    for category in CATEGORIES_2008:
        expected = {Fit.SAME: 1, Fit.NEAR: 1, Fit.GONE: 0}.get(category.fit)
        assert len(category.matters) == expected if expected is not None else len(category.matters) > 1
        assert category.fit is Fit.SAME or category.note or category.fit is Fit.NEAR


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("抢险救灾优抚救济", [Matter.A21_07, Matter.A20_12]),
        ("社会公益事业建设", [Matter.A21_03]),
        ("征收征用", [Matter.A21_04, Matter.A21_05]),
        ("财政信息", [Matter.A20_07]),
        ("计划生育", []),
    ],
)
def test_the_old_names_real_sites_still_use_are_recognised(name: str, matters: list[Matter]) -> None:
    found = categories_named(name)
    assert [matter for each in found for matter in each.matters] == matters
    assert found


def test_nothing_is_recognised_in_an_empty_or_strange_name() -> None:
    assert categories_named("  ") == () and categories_named("领导之窗") == ()


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(0, 500)))
def test_only_a_crowded_column_of_several_kinds_is_to_be_split(groups: dict[str, int]) -> None:
    found = splits(groups)
    assert len(found) != 1
    for each in found:
        assert each.contents == groups[each.name] and each.contents * 5 >= sum(groups.values())
    if sum(groups.values()) < 200:
        assert not found


def test_a_column_that_only_gathers_takes_nothing_and_says_so() -> None:
    for kind in ContentClass:
        refusal = objection_to(["nothing"], kind, "政策文件")
        assert refusal is not None and "只归拢下级栏目" in refusal.reason
    assert Planned("x", "某", gathers=True).gathers
