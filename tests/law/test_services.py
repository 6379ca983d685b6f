"""服务事项: no order of acts leaves the table; nobody signs their own; what counted on a day follows from the signed versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.service_items import ItemContent, check_item, differences, removed_materials, standardization, unripe
from gongkai.law.service_materials import Material, merge, read_material, read_materials
from gongkai.law.service_versions import ITEM_FLOW, Act, Record, State
from gongkai.law.service_words import OnlineState, PaperForm
from gongkai.law.services import ITEM, SERVICE_ITEM, open_item
from tests.law.services import DAY, PLAIN, item, listed, signed

CHINA = national()
CHANGED = item(promised_days=5)
OPENED = item(online=OnlineState.APPLY, online_since=DAY, online_address="https://zwfw.example.cn/")


def change(on: date, content: ItemContent = CHANGED, act: Act = Act.CHANGE, by: str = "wang") -> Step:
    return Step(act, on, {"content": content.told(), "reason": "压缩时限", "by": by})


def step_of(act: Act, on: date, by: str, content: ItemContent) -> Step:
    details: dict[str, JSON] = {"content": content.told(), "reason": "理由", "by": by, "from": on.isoformat()}
    return Step(act, on, details)


# -- the table ---------------------------------------------------------------------------------------------------------

CONTENTS = (PLAIN, CHANGED, OPENED)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Act)), st.integers(0, 3), st.sampled_from(["wang", "li"]), st.sampled_from(CONTENTS)
        ),
        max_size=25,
    )
)
def test_whatever_the_order_only_what_the_flow_allows_happens(course: list[tuple[Act, int, str, ItemContent]]) -> None:
    steps, on = [listed()], DAY
    record = open_item(steps[0], CHINA)
    rows = {(row.source, row.act, row.target) for row in ITEM_FLOW.rows}
    for act, later, by, content in course:
        on += timedelta(days=later)
        before, taken = record, step_of(act, on, by, content)
        try:
            record = record.take(taken, CHINA)
        except Unlawful:
            continue
        steps.append(taken)
        assert (before.state, act, record.state) in rows
    assert replay(SERVICE_ITEM.kind, steps, CHINA) == record
    assert all(version.proposed_by != version.signed_by for version in record.versions)
    assert (record.closed_on is not None) == (record.state is State.ENDED)
    _what_counted_is_a_slow_look(record)


def _what_counted_is_a_slow_look(record: Record) -> None:
    for ahead in range(-2, 90, 3):
        day = DAY + timedelta(days=ahead)
        begun = [version for version in record.versions if version.from_on <= day]
        ended = record.ended_from is not None and record.ended_from <= day
        assert record.version_on(day) == (None if ended or not begun else begun[-1])
        counts = [v for v in record.versions if v.from_on <= day and not ((end := record.until(v)) and end <= day)]
        assert counts == ([found] if (found := record.version_on(day)) else [])


def test_nobody_signs_what_they_proposed() -> None:
    record = open_item(listed(by="wang"), CHINA)
    with pytest.raises(Unlawful, match="本人"):
        record.take(signed(by="wang"), CHINA)
    assert record.take(signed(by="li"), CHINA).state is State.IN_FORCE


def test_a_version_counts_from_its_day_and_the_old_one_until_then() -> None:
    record = open_item(listed(), CHINA).take(signed(), CHINA).take(change(DAY), CHINA)
    later = DAY + timedelta(days=30)
    record = record.take(Step(Act.SIGN_CHANGE, DAY, {"from": later.isoformat(), "by": "li"}), CHINA)
    days = [record.version_on(day) for day in (DAY, later - timedelta(days=1), later)]
    assert [version.content.promised_days for version in days if version] == [8, 8, 5]


def test_a_change_that_changes_nothing_is_refused() -> None:
    record = open_item(listed(), CHINA).take(signed(), CHINA)
    with pytest.raises(Unlawful, match="没有变更"):
        record.take(change(DAY, PLAIN), CHINA)


# -- opened online item by item ----------------------------------------------------------------------------------------


def test_what_is_not_ripe_is_not_opened() -> None:
    bare = item(review_points=(), steps=())
    assert unripe(bare, OnlineState.APPLY) == (
        "还没有写明审查要点，不能开通网上可申请",
        "还没有写明办理流程，不能开通网上可申请",
        "还没有写明网办网址，不能开通网上可申请",
    )
    paper = item(materials=(Material("原始凭证", form=PaperForm.PAPER),), visits=0, online_address="https://x.example/")
    assert unripe(paper, OnlineState.FULL) == ("全程网办的事项不能只收纸质材料：原始凭证",)


def test_opening_changes_nothing_but_the_way_online_and_only_forwards() -> None:
    record = open_item(listed(), CHINA).take(signed(), CHINA)
    with pytest.raises(Unlawful, match="只改网办"):
        record.take(change(DAY, replace(OPENED, fee="10元"), Act.OPEN_ONLINE), CHINA)
    opened = record.take(change(DAY, OPENED, Act.OPEN_ONLINE), CHINA)
    assert opened.state is State.CHANGING
    after = DAY + timedelta(days=1)
    told = opened.take(signed(after, act=Act.SIGN_CHANGE), CHINA)
    back = item(online=OnlineState.INFORMATION, online_since=DAY)
    with pytest.raises(Unlawful, match="更进一步"):
        told.take(change(after, back, Act.OPEN_ONLINE), CHINA)


# -- what a version says -----------------------------------------------------------------------------------------------


def test_what_is_written_down_is_read_back() -> None:
    for content in CONTENTS:
        assert ITEM.read(content.told()) == content
        assert ITEM.read(content.told()).digest == content.digest


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": ""}, "name"),
        ({"basis": ""}, "basis"),
        ({"subjects": ()}, "subjects"),
        ({"subjects": ("P",)}, "subjects"),
        ({"promised_days": 21}, "promised_days"),
        ({"promised_days": -1}, "promised_days"),
        ({"visits": 10}, "visits"),
        ({"online": OnlineState.APPLY}, "online_since"),
        ({"online_since": DAY}, "online"),
    ],
)
def test_what_no_version_may_say_is_refused_at_its_field(told: dict[str, object], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        check_item(item(**told))
    assert refusal.value.field == field


def test_versions_differ_element_by_element_and_removed_papers_are_told() -> None:
    newer = item(promised_days=5, materials=PLAIN.materials[:1])
    assert [(each.title, each.was, each.now) for each in differences(PLAIN, newer)] == [
        ("申请材料", "食品经营许可申请书；原件1份\n身份证；复印件1份", "食品经营许可申请书；原件1份"),
        ("承诺时限", "8个工作日", "5个工作日"),
    ]
    assert [each.name for each in removed_materials(PLAIN, newer)] == ["身份证"]
    assert differences(PLAIN, PLAIN) == ()


def test_an_item_is_standardised_when_nothing_is_left_out() -> None:
    assert standardization(PLAIN) == ()
    assert standardization(item(review_points=(), hours="")) == ("审查要点", "办理时间")


# -- materials ---------------------------------------------------------------------------------------------------------

NAMES = st.text("甲乙丙丁（）书表证", min_size=1, max_size=6).filter(lambda name: name.strip("（）"))
MATERIALS = st.builds(
    Material, NAMES, st.integers(0, 3), st.integers(0, 3), st.sampled_from(PaperForm), st.sampled_from(["", "能核验的"])
)


@given(MATERIALS)
def test_a_material_is_read_back_as_it_is_written(material: Material) -> None:
    assert read_material(material.line) == material


@given(st.lists(st.lists(MATERIALS, max_size=5), max_size=4))
def test_merged_materials_are_the_union_and_none_is_asked_twice(wanted: list[list[Material]]) -> None:
    merged = merge((str(place), materials) for place, materials in enumerate(wanted))
    keys = [each.material.key for each in merged]
    assert len(keys) == len(set(keys))
    assert set(keys) == {material.key for materials in wanted for material in materials}
    for each in merged:
        same = [m for materials in wanted for m in materials if m.key == each.material.key]
        assert each.material.originals == max(m.originals for m in same)
        assert each.material.copies == max(m.copies for m in same)
        assert set(each.needed_by) == {
            str(n) for n, materials in enumerate(wanted) if any(m.key == each.material.key for m in materials)
        }


def test_a_part_nobody_understands_is_named() -> None:
    with pytest.raises(Unlawful, match="“三份”看不懂"):
        read_material("身份证；三份")
    with pytest.raises(Unlawful, match="写了两次"):
        read_materials("身份证\n身份证；复印件1份")
