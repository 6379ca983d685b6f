"""专题专栏: shown where it is wanted, counted once where it stands; open, archived, neglected; numbers open what they count."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.doors.portal.zones import side
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.specials import Block, BlockKind, Neglect, SpecialState
from gongkai.office.journal.models import Entry
from gongkai.office.journal.succession import heirs
from gongkai.office.notices.models import Message
from gongkai.oversight.handing.packs.queries import span
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.gate.acts import HeldBack
from gongkai.publication.specials import acts, chores, queries, verifying
from gongkai.publication.specials.acts import SpecialPlan
from gongkai.publication.specials.models import SpecialColumn, SpecialContent
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published
from tests.publication.test_disclosure_pages import desk, hidden, page

PLAN = SpecialPlan("防汛抗旱", "汛期雨情水情和避险提示。\n每日更新。", "应急办")
SELECTED = Block(BlockKind.SELECTED, "专题内容")


def prepared(house: House, slug: str = "fangxun", plan: SpecialPlan = PLAN) -> SpecialColumn:
    return acts.prepare(house.people.bureau, slug, plan, on=DAY, by=house.people.wang)


def open_now(house: House, *blocks: Block, slug: str = "fangxun", plan: SpecialPlan = PLAN) -> SpecialColumn:
    row = prepared(house, slug, plan)
    if blocks:
        acts.arrange(row, blocks, on=DAY, by=house.people.wang, seen=1)
    acts.open_special(row, on=DAY, by=house.people.wang)
    row.refresh_from_db()
    return row


def counted(house: House) -> list[object]:
    releases = Release.objects.of(house.people.bureau)
    return [
        *disclosed.content_facts(releases, DAY.year),
        *disclosed.release_facts(releases, DAY.year),
        *disclosed.interpretation_facts(releases, DAY.year),
    ]


# -- what holds ------------------------------------------------------------------------------------------------------------


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_is_shown_wherever_nothing_moves_and_everything_counts_once(house: House, data: st.DataObject) -> None:
    bureau, by = house.people.bureau, house.people.wang
    column = Column.objects.of(bureau).filter(slug="tzgg").first() or opened(house.people, "通知公告", "tzgg")
    contents = list(disclosed.in_column(column)) or [published(house, column, f"第{n}号汛情通报") for n in range(5)]
    before, places = counted(house), dict(Content.objects.of(bureau).values_list("pk", "column"))
    row = prepared(house, f"s{SpecialColumn.objects.of(bureau).count()}")
    layouts = st.lists(
        st.sampled_from(
            [
                SELECTED,
                Block(BlockKind.COLUMNS, "栏目", (str(column.pk),), 2),
                Block(BlockKind.CLASSES, "公告", (contents[0].kind,)),
                Block(BlockKind.PINNED, "置顶", (contents[-1].index_number,)),
            ]
        ),
        min_size=1,
        max_size=6,
    )
    layout = data.draw(layouts)
    acts.arrange(row, layout, on=DAY, by=by, seen=1)
    model: set[int] = set()
    for content, put in data.draw(st.lists(st.tuples(st.sampled_from(contents), st.booleans()), max_size=8)):
        if put:
            assert acts.show(row, [content], on=DAY, by=by) == (content.pk not in model)
            model.add(content.pk)
        elif content.pk in model:
            acts.drop(row, content, on=DAY, by=by)
            model.remove(content.pk)
        else:
            with pytest.raises(Unlawful, match="没有列入"):
                acts.drop(row, content, on=DAY, by=by)
    kinds = {each.kind for each in layout}
    everything = {each.pk for each in contents}
    wanted = (model if BlockKind.SELECTED in kinds else set()) | (
        everything if kinds & {BlockKind.COLUMNS, BlockKind.CLASSES} else set()
    )
    wanted |= {contents[-1].pk} if BlockKind.PINNED in kinds else set()
    row.refresh_from_db()
    keys = list(queries.shown(row, DAY).values_list("pk", flat=True))
    assert len(keys) == len(set(keys)) and set(keys) == wanted
    assert counted(house) == before
    assert dict(Content.objects.of(bureau).values_list("pk", "column")) == places
    assert list(verifying.findings(whole=True)) == []


def test_the_blocks_stand_in_the_order_of_the_desk_and_each_shows_its_own(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    first, second = (published(house, column, title) for title in ("防汛一号通报", "防汛二号通报"))
    row = open_now(
        house,
        Block(BlockKind.LINKS, "参与", ("问卷调查 /shili-minzheng/wjdc/",)),
        Block(BlockKind.PINNED, "要紧的", (second.index_number, first.index_number)),
        Block(BlockKind.INTRODUCTION, "为什么"),
        Block(BlockKind.COLUMNS, "通知", (str(column.pk),), 1),
        Block(BlockKind.REGISTER, "许可", ("permit",)),
        Block(BlockKind.INTERPRETATIONS, "解读"),
        Block(BlockKind.CONSULTATIONS, "征求意见"),
    )
    drawn = queries.drawn(row, DAY)
    assert [each.heading for each in drawn] == ["参与", "要紧的", "为什么", "通知", "许可", "解读", "征求意见"]
    assert [item.title for item in drawn[1].items] == ["防汛二号通报", "防汛一号通报"]
    assert len(drawn[3].items) == 1 and drawn[3].more == "/shili-minzheng/lm/tzgg/"
    text = page(Client(), "/shili-minzheng/ztzl/fangxun/")
    places = [
        text.index(f">{heading}</h2>") for heading in ("参与", "要紧的", "为什么", "通知", "许可", "解读", "征求意见")
    ]
    assert places == sorted(places)
    assert 'href="/shili-minzheng/wjdc/"' in text and "汛期雨情水情" in text


def test_what_explains_a_policy_the_topic_shows_stands_in_its_block(house: House) -> None:
    policy, told = interpreting.published(house)
    row = open_now(house, SELECTED, Block(BlockKind.INTERPRETATIONS, "解读"))
    assert queries.drawn(row, DAY)[1].items == ()
    acts.show(row, [policy], on=DAY, by=house.people.wang)
    assert [item.title for item in queries.drawn(row, DAY)[1].items] == [told.content.title]


def test_what_is_withdrawn_is_shown_in_no_topic(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    content = published(house, column, "防汛一号通报")
    row = open_now(house)
    acts.show(row, [content], on=DAY, by=house.people.wang)
    assert "防汛一号通报" in page(Client(), "/shili-minzheng/ztzl/fangxun/nr/")
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    for address in ("/shili-minzheng/ztzl/fangxun/", "/shili-minzheng/ztzl/fangxun/nr/"):
        assert "防汛一号通报" not in page(Client(), address)
    with pytest.raises(Unlawful, match="公开中"):
        acts.show(row, [content], on=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="没有公开中的内容"):
        pinned = Block(BlockKind.PINNED, "置顶", (content.index_number,))
        acts.arrange(row, [pinned], on=DAY, by=house.people.wang, seen=row.edition)


def test_nobody_shows_what_belongs_to_somebody_beside_them(house: House) -> None:
    elsewhere = house.people.elsewhere
    column = catalogue.open_column(elsewhere, ColumnPlan("通知", "tz", "办公室"), on=DAY, by=None)
    content = Content.objects.of(elsewhere).create(
        authority=elsewhere,
        column=column,
        index_number="别处-1",
        kind=ContentClass.NOTICE,
        title="别处的通知",
        published_on=DAY,
        seal="0" * 64,
    )
    with pytest.raises(Unlawful, match="本机关和所属机关"):
        acts.show(prepared(house), [content], on=DAY, by=house.people.wang)


# -- open, archived, going on ----------------------------------------------------------------------------------------------


def test_a_topic_is_prepared_unseen_opened_archived_with_a_notice_and_keeps_its_address(house: House) -> None:
    column, by = opened(house.people, "通知公告", "tzgg"), house.people.wang
    published(house, column, "防汛一号通报")
    row = prepared(house)
    address = "/shili-minzheng/ztzl/fangxun/"
    assert Client().get(address).status_code == 404 and "防汛抗旱" not in page(Client(), "/shili-minzheng/ztzl/")
    acts.arrange(
        row,
        [Block(BlockKind.COLUMNS, "通知", (str(column.pk),)), Block(BlockKind.CONSULTATIONS, "征求意见")],
        on=DAY,
        by=by,
        seen=1,
    )
    acts.open_special(row, on=DAY, by=by)
    assert "防汛一号通报" in page(Client(), address) and "征求意见" in page(Client(), address)
    with pytest.raises(Unlawful, match="说明原因"):
        acts.close(row, " ", on=DAY, by=by)
    acts.close(row, "汛期已经结束。", on=DAY, by=by)
    row.refresh_from_db()
    text = page(Client(), address)
    assert "已归档" in text and "汛期已经结束" in text and "防汛一号通报" in text and "征求意见</h2>" not in text
    index = page(Client(), "/shili-minzheng/ztzl/")
    assert (
        "已归档的专题" in index and address in index and address in page(Client(), "/shili-minzheng/ztzl/sitemap.xml")
    )
    later = published(house, column, "防汛二号通报")
    Content.objects.of(house.people.bureau).filter(pk=later.pk).update(published_on=DAY + timedelta(days=1))
    assert "防汛二号通报" not in page(Client(), address)
    for refused in (
        lambda: acts.change(row, PLAN, on=DAY, by=by, seen=row.edition),
        lambda: acts.show(row, [later], on=DAY, by=by),
        lambda: acts.arrange(row, [SELECTED], on=DAY, by=by, seen=row.edition),
    ):
        with pytest.raises(Unlawful, match="已经归档"):
            refused()
    with pytest.raises(Unlawful, match="不得重用"):
        prepared(house)
    acts.reopen(row, "又起汛情", None, on=DAY, by=by)
    assert "已归档" not in page(Client(), address) and "防汛二号通报" in page(Client(), address)


def test_a_topic_without_an_introduction_or_anything_to_show_is_not_opened(house: House) -> None:
    row, by = prepared(house, plan=SpecialPlan("防汛", "", "应急办")), house.people.wang
    with pytest.raises(Unlawful, match="没有导语"):
        acts.open_special(row, on=DAY, by=by)
    acts.change(row, PLAN, on=DAY, by=by, seen=1)
    acts.arrange(row, [Block(BlockKind.INTRODUCTION, "导语")], on=DAY, by=by, seen=2)
    with pytest.raises(Unlawful, match="除导语外"):
        acts.open_special(row, on=DAY, by=by)
    with pytest.raises(Unlawful, match="已被他人改动"):
        acts.arrange(row, [SELECTED], on=DAY, by=by, seen=2)
    acts.arrange(row, [SELECTED], on=DAY, by=by, seen=3)
    acts.open_special(row, on=DAY, by=by)
    with pytest.raises(Unlawful, match="除导语外"):
        row.refresh_from_db()
        acts.arrange(row, [Block(BlockKind.INTRODUCTION, "导语")], on=DAY, by=by, seen=row.edition)


def test_what_is_written_for_a_topic_is_screened(house: House) -> None:
    with pytest.raises(HeldBack):
        prepared(house, plan=SpecialPlan("防汛", "联系身份证号110101190001010014的人。", "应急办"))
    row = open_now(house)
    with pytest.raises(HeldBack):
        acts.close(row, "经办人身份证号110101190001010014。", on=DAY, by=house.people.wang)


def test_a_topic_changed_behind_the_journal_is_found(house: House) -> None:
    row = open_now(house)
    column = opened(house.people, "通知公告", "tzgg")
    acts.show(row, [published(house, column, "防汛一号通报")], on=DAY, by=house.people.wang)
    assert list(verifying.findings(whole=False)) == []
    SpecialContent.objects.of(house.people.bureau).update(until=DAY)
    assert len(list(verifying.findings(whole=False))) == 1
    SpecialContent.objects.of(house.people.bureau).update(until=None)
    SpecialColumn.objects.of(house.people.bureau).update(opened_on=DAY - timedelta(days=1))
    assert len(list(verifying.findings(whole=False))) == 1


# -- neglected -------------------------------------------------------------------------------------------------------------


def test_a_topic_with_nothing_new_or_past_its_end_is_listed_and_its_owner_told_once(house: House) -> None:
    bureau, li = house.people.bureau, house.people.li
    end = DAY + timedelta(days=20)
    row = open_now(house, plan=SpecialPlan("防汛抗旱", "汛期提示。", "应急办", li, cycle=10, closes_on=end))
    assert queries.overdue(queries.specials(bureau), DAY + timedelta(days=10)) == []
    stale = DAY + timedelta(days=11)
    [found] = queries.overdue(queries.specials(bureau), stale)
    assert (found.why, found.due) == (Neglect.STALE, DAY + timedelta(days=10))
    assert chores.remind(bureau, stale) == 1 and chores.remind(bureau, stale) == 0
    assert Message.objects.of(bureau).filter(official=li, subject__contains="没有新内容").count() == 1
    past = end + timedelta(days=1)
    assert {each.why for each in queries.overdue(queries.specials(bureau), past)} == {Neglect.STALE, Neglect.PAST}
    acts.close(row, "汛期结束。", on=past, by=li)
    assert queries.overdue(queries.specials(bureau), past) == []


# -- figures ---------------------------------------------------------------------------------------------------------------


def test_the_figures_follow_from_the_entries_and_a_content_of_two_topics_is_one(house: House) -> None:
    bureau, by = house.people.bureau, house.people.wang
    column = opened(house.people, "通知公告", "tzgg")
    one, two = (published(house, column, title) for title in ("防汛一号通报", "防汛二号通报"))
    first, second = open_now(house), open_now(house, slug="kanghan", plan=SpecialPlan("抗旱", "旱情。", "应急办"))
    prepared(house, "hushi")
    acts.show(first, [one, two], on=DAY, by=by)
    acts.show(second, [two], on=DAY, by=by)
    acts.close(second, "旱情解除。", on=DAY, by=by)
    told = queries.figures(queries.specials(bureau), DAY.year, DAY)
    assert {which: number for which, _, number in told.counts} == {"opened": 2, "closed": 1, "standing": 1}
    assert {row.title: number for row, number in told.by_special} == {"防汛抗旱": 2, "抗旱": 1}
    assert told.contents == 2
    entries = Entry.objects.of(bureau).filter(act__in=(acts.OPEN, acts.CLOSE)).values_list("act", flat=True)
    assert sorted(entries) == sorted([acts.OPEN, acts.OPEN, acts.CLOSE])
    for which, _, number in told.counts:
        assert queries.of_year(queries.specials(bureau), which, DAY.year, DAY).count() == number
    before = queries.figures(queries.specials(bureau), DAY.year - 1, DAY)
    assert [number for *_, number in before.counts] == [0, 0, 0] and before.contents == 0
    li = desk("li")
    text = page(li, f"/desk/specials/figures/?year={DAY.year}")
    assert f"/desk/specials/?which=opened&amp;year={DAY.year}" in text
    assert page(li, f"/desk/specials/figures/contents/?year={DAY.year}").count("号通报") == 2
    assert "抗旱" in page(li, f"/desk/specials/?which=closed&year={DAY.year}")


# -- pages -----------------------------------------------------------------------------------------------------------------


def test_the_desk_prepares_arranges_shows_opens_and_archives(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    content = published(house, column, "防汛一号通报")
    wang = desk("wang")
    form = {"form_of_the_house": "1"}
    given = {
        **form,
        "title": "防汛抗旱",
        "slug": "fangxun",
        "introduction": "汛期提示。",
        "section": "应急办",
        "owner": "",
    }
    assert wang.post("/desk/specials/prepare/", given).status_code == 302
    again = wang.post("/desk/specials/prepare/", given, follow=True).content.decode()
    assert "不得重用" in again and "汛期提示。" in again
    row = SpecialColumn.objects.of(house.people.bureau).get()
    at = f"/desk/specials/{row.pk}/"
    layout = {**form, **hidden(page(wang, f"{at}layout/")), "kind": "columns", "columns": [column.pk], "most": "5"}
    assert wang.post(f"{at}layout/", layout).status_code == 302
    assert re.search(rf"<td[^>]*>{column.name}</td>", page(wang, f"{at}layout/")), "it is called by its name"
    missing = {**form, "seen": "2", "kind": "columns", "most": "5"}
    assert "选明" in wang.post(f"{at}layout/", missing, follow=True).content.decode()
    assert wang.post(f"{at}layout/2/up/", {"seen": "2"}).status_code == 302
    row.refresh_from_db()
    assert [each.kind for each in row.blocks] == [BlockKind.INTRODUCTION, BlockKind.COLUMNS, BlockKind.SELECTED]
    assert wang.post(f"{at}layout/1/out/", {"seen": "3"}).status_code == 302
    assert wang.post(f"{at}layout/9/out/", {"seen": "4"}).status_code == 404
    assert "防汛一号通报" in page(wang, f"{at}contents/?q=防汛")
    assert wang.post(f"{at}contents/show/", {"content": content.pk}).status_code == 302
    assert wang.post(f"{at}open/").status_code == 302
    assert "防汛一号通报" in page(Client(), "/shili-minzheng/ztzl/fangxun/")
    assert "逐件列入" in page(wang, f"{at}contents/") and "防汛一号通报" in page(wang, at)
    assert wang.post(f"{at}contents/drop/", {"content": content.pk}).status_code == 302
    assert "防汛一号通报" not in page(Client(), "/shili-minzheng/ztzl/fangxun/")
    row.refresh_from_db()
    changed = {**form, "title": "防汛", "introduction": "提示。", "section": "应急办", "owner": "", "seen": row.edition}
    assert wang.post(f"{at}change/", changed).status_code == 302
    assert wang.post(f"{at}close/", {**form, "note": "汛期结束。"}).status_code == 302
    assert "已归档" in page(Client(), "/shili-minzheng/ztzl/fangxun/")
    assert wang.post(f"{at}reopen/", {**form, "reason": "又起汛情"}).status_code == 302
    row.refresh_from_db()
    assert row.state == SpecialState.OPEN and row.title == "防汛"


def test_a_topic_is_read_in_every_look_and_its_ways_in_stay_in_the_look(house: House) -> None:
    open_now(
        house, Block(BlockKind.INTRODUCTION, "导语"), Block(BlockKind.LINKS, "参与", ("调查 /shili-minzheng/wjdc/",))
    )
    for look in ("", "/elder", "/hant", "/kiosk"):
        for address in ("/shili-minzheng/ztzl/", "/shili-minzheng/ztzl/fangxun/", "/shili-minzheng/ztzl/fangxun/nr/"):
            text = page(Client(), f"{look}{address}")
            assert ("抗旱" in text) or (look == "/hant" and "抗旱" not in text and "防汛" in text)
        assert f'href="{look}/shili-minzheng/wjdc/"' in page(Client(), f"{look}/shili-minzheng/ztzl/fangxun/")


def test_the_zone_leads_to_the_topics_and_robots_to_their_map(house: House) -> None:
    labels = {each.label: each.href for each in side(house.people.bureau, "/shili-minzheng/ztzl/")}
    assert labels["专题专栏"] == "/shili-minzheng/ztzl/"
    assert "/shili-minzheng/ztzl/sitemap.xml" in page(Client(), "/robots.txt")
    assert "没有开设专题" in page(Client(), "/shili-minzheng/ztzl/")


def test_who_takes_over_takes_the_topics(house: House) -> None:
    bureau, wang, li = house.people.bureau, house.people.wang, house.people.li
    row = open_now(house, plan=SpecialPlan("防汛抗旱", "汛期提示。", "应急办", wang))
    heir = heirs()["special"]
    [item] = heir.find(bureau, span(DAY))
    assert item.named == wang.pk and heir.pass_on is not None
    heir.pass_on(bureau, item.key, wang, li, DAY, li)
    row.refresh_from_db()
    assert row.owner == li and list(verifying.findings(whole=True)) == []
