"""栏目: opened, renamed, moved, merged and closed; the tree stays a tree, no address dies, the history tells any day."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import NOTHING
from gongkai.law.columns import Freshness
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts, lists, queries
from gongkai.publication.catalogue.acts import Care, ColumnPlan
from gongkai.publication.catalogue.models import Column, ColumnVersion
from gongkai.publication.catalogue.shelves import Count
from gongkai.publication.disclosure import acts as disclosure
from tests.cast import BEGINNING, Cast, authority
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

NEXT = DAY + timedelta(days=1)


def paths_agree(at: Authority) -> Iterator[str]:
    for column in Column.objects.of(at).select_related("parent"):
        expected = f"{column.parent.path if column.parent else '/'}{column.pk}/"
        if column.path != expected:
            yield f"{column.pk}: {column.path} ≠ {expected}"


# -- the tree ----------------------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 5)), max_size=12))
def test_whatever_is_moved_the_columns_are_a_tree_with_right_paths(
    people: Cast, moves: list[tuple[int, int | None]]
) -> None:
    Column.objects.of(people.bureau).exists()
    offset = Column.objects.of(people.bureau).count()
    rows = [opened(people, f"栏目{offset + place}", f"lm{offset + place}") for place in range(6)]
    for key, above in moves:
        with suppress(Unlawful):
            acts.move_column(rows[key], None if above is None else rows[above], on=DAY, by=people.wang)
        for row in rows:
            row.refresh_from_db()
    assert list(paths_agree(people.bureau)) == []
    for row in rows:
        assert len(set(row.path.split("/"))) == row.path.count("/"), "nobody stands twice on a path"
    listed = queries.in_order(queries.columns(people.bureau, DAY))
    assert sorted(column.pk for _, column in listed) == sorted(
        column.pk for column in Column.objects.of(people.bureau)
    ), "every column is reached from a root"
    assert {column.pk: column.parent_id for column in queries.columns_as_of(people.bureau, DAY)} == {
        column.pk: column.parent_id for column in Column.objects.of(people.bureau)
    }, "the history says what the rows say"


def test_a_circular_tree_is_refused_with_the_rule(people: Cast) -> None:
    upper = opened(people, "政策文件", "zcwj")
    lower = opened(people, "规划", "gh", upper)
    for above in (upper, lower):
        with pytest.raises(Unlawful, match="成环") as refused:
            acts.move_column(upper, above, on=DAY, by=people.wang)
        assert refused.value.field == "parent"
    upper.refresh_from_db()
    assert upper.parent is None and upper.edition == 1, "nothing was written"


def test_a_column_moves_with_everything_beneath_it(people: Cast) -> None:
    first, second = opened(people, "甲", "a"), opened(people, "乙", "b")
    child = opened(people, "丙", "c", first)
    grandchild = opened(people, "丁", "d", child)
    acts.move_column(child, second, on=NEXT, by=people.wang)
    grandchild.refresh_from_db()
    assert grandchild.path == f"/{second.pk}/{child.pk}/{grandchild.pk}/"
    assert list(paths_agree(people.bureau)) == []


def test_a_tree_deeper_than_anybody_looks_is_refused(people: Cast) -> None:
    above: Column | None = None
    for place in range(8):
        above = opened(people, f"第{place}级", f"l{place}", above)
    with pytest.raises(Unlawful, match="最多8级"):
        opened(people, "第八级", "l8", above)


def test_another_authority_s_column_is_no_place_to_move_to(people: Cast) -> None:
    mine = opened(people, "甲", "a")
    theirs = acts.open_column(people.elsewhere, ColumnPlan("乙", "b", "办公室"), on=DAY, by=None)
    with pytest.raises(Unlawful, match="不是本机关的栏目"):
        acts.move_column(mine, theirs, on=DAY, by=people.wang)


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_an_old_address_leads_to_the_column_for_ever_and_nobody_else_takes_it(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    acts.rename_column(column, "政策文件", "zcwj", on=NEXT, by=people.wang)
    acts.rename_column(column, "政策文件", "zc", on=NEXT, by=people.wang)
    for slug, moved in (("wj", True), ("zcwj", True), ("zc", False)):
        found = queries.by_slug(people.bureau, slug)
        assert found is not None and found.column == column and found.moved is moved
    with pytest.raises(Unlawful, match="旧地址") as refused:
        opened(people, "其他", "wj")
    assert refused.value.field == "slug"
    acts.rename_column(column, "文件", "wj", on=NEXT, by=people.wang)
    found = queries.by_slug(people.bureau, "zc")
    assert found is not None and found.moved and found.column.slug == "wj", "it may take its own address back"


@pytest.mark.parametrize("slug", ["", "文件", "A", "1a", "a b", "a" * 61])
def test_a_slug_that_cannot_stand_in_an_address_is_refused(people: Cast, slug: str) -> None:
    with pytest.raises(Unlawful, match="网址代码") as refused:
        opened(people, "文件", slug)
    assert refused.value.field == "slug"


def test_a_slug_and_a_name_are_used_once(people: Cast) -> None:
    opened(people, "文件", "wj")
    with pytest.raises(Unlawful, match="已为栏目“文件”所用"):
        opened(people, "别的", "wj")
    with pytest.raises(Unlawful, match="已有栏目“文件”"):
        opened(people, "文件", "wj2")
    acts.open_column(people.elsewhere, ColumnPlan("文件", "wj", "办公室"), on=DAY, by=None)


# -- merging and closing -----------------------------------------------------------------------------------------------


def test_merged_contents_move_and_the_old_address_leads_on(house: House) -> None:
    people = house.people
    old, new = opened(people, "公示", "gs"), opened(people, "公示公告", "gsgg")
    child = opened(people, "人事公示", "rsgs", old)
    content = published(house, old)
    number = content.index_number
    assert acts.merge_column(old, new, on=DAY, by=people.wang, reason="两栏重复") == 1
    content.refresh_from_db()
    child.refresh_from_db()
    assert (content.column, content.index_number) == (new, number)
    assert child.parent == new and list(paths_agree(people.bureau)) == []
    newest = opened(people, "公开公示", "gkgs")
    acts.merge_column(new, newest, on=DAY, by=people.wang, reason="再并")
    found = queries.by_slug(people.bureau, "gs")
    assert found is not None and found.moved and found.column == newest
    with pytest.raises(Unlawful, match="已于2025-09-18关闭"):
        acts.rename_column(old, "又", "you", on=DAY, by=people.wang)
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_merger_the_target_does_not_accept_leaves_everything_where_it_was(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    content = published(house, column)
    with pytest.raises(Unlawful, match="只收文件"):
        acts.merge_column(column, house.files, on=DAY, by=house.people.wang, reason="并")
    content.refresh_from_db()
    column.refresh_from_db()
    assert content.column == column and column.is_open


def test_a_column_is_not_merged_into_itself_or_beneath_itself(people: Cast) -> None:
    upper = opened(people, "甲", "a")
    lower = opened(people, "乙", "b", upper)
    for into in (upper, lower):
        with pytest.raises(Unlawful, match="成环") as refused:
            acts.merge_column(upper, into, on=DAY, by=people.wang, reason="并")
        assert refused.value.field == "into"


def test_a_column_closes_only_when_it_is_empty_and_with_a_reason(house: House) -> None:
    people = house.people
    column = opened(people, "公示", "gs")
    child = opened(people, "子栏", "zl", column)
    content = published(house, child)
    with pytest.raises(Unlawful, match="写明理由") as unreasoned:
        acts.close_column(child, on=DAY, by=people.wang, reason=" ")
    assert unreasoned.value.field == "reason"
    with pytest.raises(Unlawful, match="还有1条公开内容"):
        acts.close_column(child, on=DAY, by=people.wang, reason="不再需要")
    with pytest.raises(Unlawful, match="还有子栏"):
        acts.close_column(column, on=DAY, by=people.wang, reason="不再需要")
    disclosure.withdraw(content, on=DAY, by=people.wang, reason="有误")
    acts.close_column(child, on=DAY, by=people.wang, reason="不再需要")
    acts.close_column(column, on=DAY, by=people.wang, reason="不再需要")
    assert not queries.columns(people.bureau, DAY).filter(pk__in=[column.pk, child.pk]).exists()
    with pytest.raises(Unlawful, match="关闭"):
        published(house, child)


# -- who keeps it ------------------------------------------------------------------------------------------------------


def test_no_column_without_a_section_and_nobody_from_elsewhere_keeps_it(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    for care, field in (
        (Care(" "), "section"),
        (Care("办公室", owner=people.zhao), "owner"),
        (Care("办公室", owner=people.wang, deputy=people.wang), "deputy"),
        (Care("办公室", category="有字"), "category"),
    ):
        with pytest.raises(Unlawful) as refused:
            acts.edit_column(column, care, on=DAY, by=people.wang)
        assert refused.value.field == field
    with pytest.raises(Unlawful, match="没有责任科室"):
        acts.open_column(people.bureau, ColumnPlan("甲", "jia", ""), on=DAY, by=None)


def test_a_class_is_not_dropped_while_contents_of_it_stand_in_the_column(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    published(house, column)
    for care in (Care("办公室", accepts=[ContentClass.DATA]), Care("办公室", gathers=True)):
        with pytest.raises(Unlawful, match="已有1条公告公示") as refused:
            acts.edit_column(column, care, on=DAY, by=house.people.wang)
        assert refused.value.field == "accepts"
    acts.edit_column(column, Care("办公室", accepts=[ContentClass.NOTICE]), on=DAY, by=house.people.wang)


def test_two_officials_do_not_overwrite_each_other(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    acts.rename_column(column, "政策", "wj", on=DAY, by=people.wang, seen=1)
    with pytest.raises(Unlawful, match="已被他人改动"):
        acts.rename_column(column, "文件库", "wj", on=DAY, by=people.li, seen=1)


# -- the history -------------------------------------------------------------------------------------------------------


def test_the_history_says_what_a_column_was_on_any_day_and_who_changed_it(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    later = DAY + timedelta(days=10)
    acts.edit_column(column, Care("法制科", owner=people.wang, cycle=60), on=later, by=people.li)
    acts.close_column(column, on=later + timedelta(days=10), by=people.li, reason="并入他栏")

    def then(day: date) -> list[tuple[str, str]]:
        mine = [each for each in queries.columns_as_of(people.bureau, day) if each.pk == column.pk]
        return [(each.section, each.owner.name if each.owner else "") for each in mine]

    assert then(DAY - timedelta(days=1)) == []
    assert then(DAY) == then(later - timedelta(days=1)) == [("办公室", "")]
    assert then(later) == [("法制科", "王小样")]
    assert then(later + timedelta(days=10)) == []
    assert [(each.act, each.by) for each in queries.history(column)] == [
        ("open_column", people.wang),
        ("edit_column", people.li),
        ("close_column", people.li),
    ]
    with pytest.raises(Unlawful, match="关闭"):
        acts.edit_column(column, Care("办公室"), on=later, by=people.li)


def test_a_change_does_not_come_before_the_last_one_and_none_is_no_change(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    with pytest.raises(Unlawful, match="不能早于"):
        acts.rename_column(column, "政策", "wj", on=DAY - timedelta(days=1), by=people.wang)
    with pytest.raises(Unlawful, match="没有任何改动"):
        acts.rename_column(column, "文件", "wj", on=DAY, by=people.wang)
    assert ColumnVersion.objects.of(people.bureau).filter(column=column).count() == 1


# -- the template ------------------------------------------------------------------------------------------------------


def test_20_21_a_new_authority_gets_its_columns_in_one_act(people: Cast) -> None:
    town = authority("shili-zhen", "示例镇人民政府", AuthorityKind.TOWNSHIP, parent=people.county)
    assert Matter.A21_14 in lists.missing(town, DAY)
    made = acts.hatch_columns(town, "党政办公室", on=DAY, by=None)
    assert lists.missing(town, DAY) == []
    assert len({each.slug for each in made}) == len(made) > 25
    tree = {column.slug: column for column in queries.columns(town, DAY)}
    assert tree["zjdsh"].parent == tree["fdzdgknr"] and tree["zjdsh"].matter == Matter.A21_14
    assert tree["zcwj"].accepts == [NOTHING] and tree["xzgfxwj"].parent == tree["zcwj"]
    assert tree["czyjs"].cycle == 365 and tree["yjgl"].cycle == 60
    assert list(paths_agree(town)) == []
    assert acts.hatch_columns(town, "党政办公室", on=DAY, by=None) == [], "what is there stays"
    assert len({version.entry for version in ColumnVersion.objects.of(town)}) == 1, "one act, one entry"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_columns_that_are_there_already_are_not_opened_again(people: Cast) -> None:
    own = opened(people, "预决算", "yjs", matter=Matter.A20_07)
    made = acts.hatch_columns(people.bureau, "办公室", on=DAY, by=people.wang, matters={Matter.A20_02, Matter.A20_07})
    assert {each.slug for each in made} == {"zfxxgkzn", "zfxxgkzd", "fdzdgknr", "zfxxgknb", "jgzn"}
    assert own.parent is None


def test_a_matter_that_is_not_ours_is_waived_with_a_reason(people: Cast) -> None:
    assert Matter.A20_05 in lists.missing(people.bureau, DAY)
    waiver = acts.waive_matter(people.bureau, Matter.A20_05, "本机关无行政许可事项", on=DAY, by=people.li)
    assert Matter.A20_05 not in lists.missing(people.bureau, DAY)
    with pytest.raises(Unlawful, match="已经登记豁免"):
        acts.waive_matter(people.bureau, Matter.A20_05, "再来", on=DAY, by=people.li)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.waive_matter(people.bureau, Matter.A20_07, "", on=DAY, by=people.li)
    with pytest.raises(Unlawful, match="不是本机关应当公开的事项"):
        acts.waive_matter(people.bureau, Matter.A21_14, "乡镇的", on=DAY, by=people.li)
    acts.end_waiver(waiver, on=NEXT, by=people.li)
    assert Matter.A20_05 in lists.missing(people.bureau, NEXT)


# -- what a tree tells -------------------------------------------------------------------------------------------------


def test_counts_and_last_updates_add_up_the_tree(house: House) -> None:
    people = house.people
    upper = opened(people, "甲", "jia", gathers=True)
    first, second = opened(people, "乙", "yi", upper), opened(people, "丙", "bing", upper)
    published(house, first, "一")
    published(house, first, "二")
    published(house, second, "三")
    nodes = {node.column.slug: node for node in lists.tree(people.bureau, DAY)}
    assert (nodes["jia"].own.contents, nodes["jia"].total.contents) == (0, 3)
    assert nodes["jia"].total.last == DAY and nodes["yi"].total.contents == 2
    handed = {first.pk: Count(5, DAY), second.pk: Count(7, NEXT)}
    again = {node.column.slug: node for node in lists.tree(people.bureau, NEXT, handed)}
    assert again["jia"].total == Count(12, NEXT)


def test_a_column_says_what_it_lacks(people: Cast) -> None:
    column = opened(people, "文件", "wj")
    [node] = [each for each in lists.tree(people.bureau, NEXT) if each.column.pk == column.pk]
    assert node.lacks == ("无责任人", "无替补责任人", "未定更新周期")
    assert node.dry_reason == "尚未形成此类信息"
    care = Care("办公室", owner=people.wang, deputy=people.li, cycle=30, empty_reason="本年度无此类信息")
    acts.edit_column(column, care, on=NEXT, by=people.li)
    [node] = [each for each in lists.tree(people.bureau, NEXT + timedelta(days=40)) if each.column.pk == column.pk]
    assert node.lacks == ("超期未更新",) and node.freshness is Freshness.STALE
    assert (
        node.dry_reason == f"本年度无此类信息（{NEXT:%Y-%m-%d}核）" and node.public_line == "由办公室保障，每30日内更新"
    )


def test_the_table_of_responsibilities_lists_every_column_once(house: House) -> None:
    rows = list(lists.responsibility_rows(lists.tree(house.people.bureau, DAY)))
    assert [row[1] for row in rows] == ["行政规范性文件", "政策解读"]
    assert rows[0][4:6] == ("办公室", "王小样")
    grid = lists.responsibility_grid(house.people.bureau, DAY)
    assert (grid.height, grid.width) == (3, len(lists.HEADS)) and "2025-09-18" in grid.caption


def test_the_columns_of_a_year_and_its_back_filled_contents_are_counted(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    published(house, column, "旧公示", original_on=date(2019, 3, 1))
    year = lists.year_of(house.people.bureau, 2025)
    assert (year.opened, year.closed, year.backfilled) == (1, 0, 1)
    assert lists.year_of(house.people.bureau, BEGINNING.year).opened == 2


# -- two at once -------------------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads cannot share SQLite in memory")
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_close_no_circle() -> None:
    at = authority("shili", "示例县人民政府", AuthorityKind.COUNTY)
    first, second = (
        acts.open_column(at, ColumnPlan(name, slug, "办公室"), on=DAY, by=None)
        for name, slug in (("甲", "a"), ("乙", "b"))
    )
    together = Barrier(2)

    def move(pair: tuple[Column, Column]) -> str:
        try:
            together.wait(10)
            acts.move_column(*pair, on=DAY, by=None)
        except Unlawful as refused:
            return refused.reason
        finally:
            connections.close_all()
        return "moved"

    with ThreadPoolExecutor(2) as office:
        told = sorted(office.map(move, [(first, second), (second, first)]))
    assert told[0] == "moved" and "成环" in told[1]
    assert list(paths_agree(at)) == []
