"""专题规则: a layout comes back as given, what is wrong in one is named, a topic is neglected from the day after it was due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.specials import (
    MOST_BLOCKS,
    PICKING,
    Block,
    BlockKind,
    Neglect,
    neglected,
    objection_to_opening,
    of_json,
    read_layout,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
TEXTS = st.text("专题防汛抗旱内容", min_size=1, max_size=8)
LOCAL = st.from_regex(r"[a-z]{1,6}(/[a-z]{1,6}){0,3}/", fullmatch=True).map(lambda path: f"/{path}")


def picks(kind: BlockKind) -> st.SearchStrategy[tuple[str, ...]]:
    match kind:
        case BlockKind.LINKS:
            return st.lists(st.builds("{} {}".format, TEXTS, LOCAL), min_size=1, max_size=4).map(tuple)
        case BlockKind.REGISTER:
            return st.just(("permit",))
        case _ if kind in PICKING:
            return st.lists(TEXTS, min_size=1, max_size=4).map(tuple)
        case _:
            return st.just(())


BLOCKS = st.sampled_from(BlockKind).flatmap(
    lambda kind: st.builds(Block, st.just(kind), TEXTS, picks(kind), st.integers(1, 50))
)
LAYOUTS = st.lists(BLOCKS, max_size=MOST_BLOCKS).filter(
    lambda blocks: sum(each.kind is BlockKind.INTRODUCTION for each in blocks) < 2
)


@given(LAYOUTS)
def test_a_layout_is_read_and_comes_back_in_its_order(blocks: list[Block]) -> None:
    layout = read_layout(blocks)
    assert list(layout) == blocks
    assert of_json([each.as_json() for each in layout]) == layout


@given(LAYOUTS, st.sampled_from(sorted(PICKING)), st.integers(0, MOST_BLOCKS))
def test_a_block_that_shows_nothing_of_itself_must_say_what_it_shows(
    blocks: list[Block], kind: BlockKind, place: int
) -> None:
    blocks = blocks[: MOST_BLOCKS - 1]
    with pytest.raises(Unlawful, match="选明"):
        read_layout([*blocks[:place], Block(BlockKind(kind), "版块"), *blocks[place:]])


@pytest.mark.parametrize(
    "line",
    [
        "问卷 https://example.invalid/",
        "问卷 //example.invalid/",
        "/shili/wjdc/1/",
        "问卷",
        "问卷 javascript:alert(1)",
        "问卷 /\\example.invalid",
        "问卷 shili/wjdc/",
    ],
)
def test_a_way_in_leads_nowhere_but_within_the_site(line: str) -> None:
    with pytest.raises(Unlawful, match="本网站的地址"):
        read_layout([Block(BlockKind.LINKS, "参与", (line,))])


def test_a_layout_has_one_introduction_names_and_room() -> None:
    introduction = Block(BlockKind.INTRODUCTION, "导语")
    for wrong, told in (
        ([introduction, introduction], "一处"),
        ([Block(BlockKind.SELECTED, " ")], "名称"),
        ([Block(BlockKind.SELECTED, "内容", most=0)], "条数"),
        ([Block(BlockKind.REGISTER, "登记簿", ("permit", "penalty"))], "一类"),
        ([Block(BlockKind.SELECTED, "内容")] * (MOST_BLOCKS + 1), "最多"),
    ):
        with pytest.raises(Unlawful, match=told):
            read_layout(wrong)
    assert objection_to_opening("", [Block(BlockKind.SELECTED, "内容")])
    assert objection_to_opening("说明", [introduction])
    assert objection_to_opening("说明", [introduction, Block(BlockKind.SELECTED, "内容")]) is None


@given(
    DAYS, st.integers(0, 400), st.integers(1, 200), st.one_of(st.none(), st.integers(-400, 400)), st.integers(0, 900)
)
def test_a_topic_is_neglected_from_the_day_after_it_was_due_and_on_every_day_until_it_is_mended(
    opened: date, lasts: int, cycle: int, newest: int | None, later: int
) -> None:
    end, on = opened + timedelta(days=lasts), opened + timedelta(days=later)
    last = None if newest is None else opened + timedelta(days=newest)
    found = dict(neglected(opened, end, cycle, last, on))
    assert (Neglect.PAST in found) == (on > end)
    since = max(opened, last or opened)
    assert (Neglect.STALE in found) == (on > since + timedelta(days=cycle))
    assert all(due < on for due in found.values())
    assert dict(neglected(opened, None, None, last, on)) == {}
    assert found.items() <= dict(neglected(opened, end, cycle, last, on + timedelta(days=1))).items()
