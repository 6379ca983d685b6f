"""渠道导出与账号: read, matched, confirmed, accepted as one entry; accounts that stand still are told of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.accounts import Pace
from gongkai.law.disclosure import ContentFact, ReleaseChannel, ReleaseFact
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.queries import unread
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import write_xlsx
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import content_chores as chores
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts import queries as kept
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.acts import WEBSITE, Outlet
from gongkai.publication.disclosure.exports import acts, queries
from gongkai.publication.disclosure.exports.likeness import Likeness
from gongkai.publication.disclosure.exports.reading import guess, head_row, read_day, read_table
from gongkai.publication.disclosure.models import ChannelExport, ExportMapping, Release
from tests.publication.conftest import DAY, House
from tests.publication.test_contents import LINK, WECHAT, published

HEADS = ["内容标题", "发表时间", "内容url", "阅读次数"]


def export(house: House, *rows: list[str], heads: list[str] = HEADS) -> ChannelExport:
    data = write_xlsx([Grid.from_rows([["公众号数据导出"], heads, *rows])])
    return acts.upload(house.people.bureau, ReleaseChannel.WECHAT, "示例民政", "导出.xlsx", data, on=DAY)


def mapped(house: House, *rows: list[str]) -> ChannelExport:
    found = export(house, *rows)
    acts.map_columns(found, queries.columns(found), on=DAY)
    return found


def facts(house: House) -> set[ReleaseFact]:
    return set(disclosed.release_facts(Release.objects.of(house.people.bureau), 2025))


def test_posts_are_matched_by_link_title_and_likeness_and_only_what_is_sure_attaches_itself(house: House) -> None:
    first = published(house, title="示例县临时救助办法")
    published(house, title="示例县残疾人两项补贴发放公示名单")
    found = mapped(
        house,
        ["临时救助这样办", "2025-09-19 08:30:00", f"https://www.example.invalid{disclosed.address(first)}", "310"],
        ["示例县残疾人两项补贴发放公示名单", "2025/9/20", "https://mp.example.invalid/s/2", "5"],
        ["示例县残疾人两项补贴发放名单公示", "2025年9月21日", "https://mp.example.invalid/s/3", "7"],
        ["今日天气", "45921", "https://mp.example.invalid/s/4", "9"],
        ["日期坏了", "昨天", "", ""],
    )
    told = [(row.how, row.decided, row.match_id is not None) for row in queries.rows(found)]
    assert told == [
        ("link", True, True),
        ("title", True, True),
        ("like", False, True),
        ("", False, False),
        ("", False, False),
    ]
    assert queries.unmatched(found).get().posted_on == date(2025, 9, 21)
    assert queries.troubled(found).get().trouble == "发布日期“昨天”不能识别"
    assert facts(house) == {ReleaseFact("by_website", 2)}, "nothing changes until it is accepted"
    with pytest.raises(Unlawful, match="还有1行待确认"):
        acts.accept(found, on=DAY, by=house.people.wang)
    acts.decide(queries.doubtful(found).get(), None, same=False)
    entries = Entry.objects.of(house.people.bureau).count()
    batch = acts.accept(found, on=DAY, by=house.people.wang)
    assert Entry.objects.of(house.people.bureau).count() == entries + 1
    assert acts.accept(found, on=DAY, by=house.people.wang) == batch, "accepted twice is accepted once"
    assert facts(house) == {ReleaseFact("by_website", 2), ReleaseFact("by_wechat", 2)}
    assert list(disclosed.content_facts(Release.objects.of(house.people.bureau), 2025)) == [ContentFact(False, 2)]
    assert [str(finding) for finding in verify(whole=True)] == []
    Release.objects.of(house.people.bureau).filter(batch=batch).update(proof="https://elsewhere.invalid")
    assert any("批次根不符" in str(finding) for finding in verify(whole=True))


def test_a_post_proves_the_plan_it_was_made_for_and_one_told_twice_makes_one_release(house: House) -> None:
    content = published(house, WEBSITE, WECHAT)
    [plan] = disclosed.owed(house.people.bureau)
    row = ["低保名单公示", "2025-09-20", LINK, "1"]
    found = mapped(house, row, row)
    acts.accept(found, on=DAY, by=house.people.wang)
    plan.refresh_from_db()
    assert (plan.proof, plan.released_on) == (LINK, date(2025, 9, 20))
    assert disclosed.releases(content).count() == 2 and not disclosed.owed(house.people.bureau).exists()
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_code_in_the_post_leads_to_its_content(house: House) -> None:
    published(house, WEBSITE, WECHAT)
    [plan] = disclosed.owed(house.people.bureau)
    found = export(house, ["速看", "2025-09-20", "", f"名单已公示（发布码 {plan.code}）"], heads=[*HEADS[:3], "摘要"])
    acts.map_columns(found, queries.columns(found), on=DAY)
    assert queries.matched(found).get().how == "code"


def test_the_columns_are_remembered_by_their_names_even_when_they_move(house: House) -> None:
    published(house)
    found = export(house, ["x", "低保名单公示", "2025-09-20"], heads=["序", "名", "几时"])
    assert queries.columns(found, head=1) == {}
    acts.map_columns(found, {"title": 1, "posted_on": 2}, on=DAY, head=1)
    other = export(house, ["2025-09-21", "低保名单公示"], heads=["几时", "名"])
    assert queries.columns(other, head=1) == {"title": 1, "posted_on": 0}
    assert ExportMapping.objects.of(house.people.bureau).count() == 1
    for wrong in ({"title": 1}, {"posted_on": 0}, {"title": 1, "posted_on": 1}):
        with pytest.raises(Unlawful):
            acts.map_columns(other, wrong, on=DAY)


def test_the_same_file_uploaded_again_is_the_one_that_is_there(house: House) -> None:
    data = "标题,时间\n低保名单公示,2025-09-20\n".encode("gb18030")
    bureau = house.people.bureau
    one, other = (acts.upload(bureau, ReleaseChannel.WEIBO, "号", "a.csv", data, on=DAY) for _ in range(2))
    assert one == other and one.table[0] == ["标题", "时间"]
    with pytest.raises(Unlawful, match="没有数据"):
        acts.upload(bureau, ReleaseChannel.WEIBO, "号", "b.csv", b"\n\n", on=DAY)
    with pytest.raises(Unlawful, match="不能读出Excel"):
        acts.upload(bureau, ReleaseChannel.WEIBO, "号", "c.xlsx", b"PK\x03\x04broken", on=DAY)


@given(st.dates(date(2005, 1, 1), date(2045, 1, 1)))
def test_a_day_is_read_however_a_back_end_writes_it(day: date) -> None:
    written = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d} 08:30",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日 09:00",
    ]
    written += [f"{day:%Y.%m.%d}", str((day - date(1899, 12, 30)).days), f"{(day - date(1899, 12, 30)).days}.35"]
    assert {read_day(text) for text in written} == {day}


def test_a_head_is_found_under_a_title_and_unknown_names_are_not_guessed() -> None:
    table = read_table("某号\n标题,发布时间\n甲,2025-1-1\n".encode(), "csv")
    assert head_row(table) == 1 and guess(table[1]) == {"title": 0, "posted_on": 1}
    assert guess(["甲", "乙"]) == {}


@given(st.lists(st.text("甲乙丙丁戊己庚辛", min_size=4, max_size=30), min_size=1, max_size=20, unique=True), st.data())
def test_what_is_there_is_found_whole_and_the_nearest_is_never_below_it(titles: list[str], data: st.DataObject) -> None:
    likeness = Likeness((at, title, "") for at, title in enumerate(titles))
    title = data.draw(st.sampled_from(titles))
    near = likeness.nearest(title)
    assert near is not None and near[1] == 100 and titles[near[0]] == title


def test_an_account_is_registered_kept_up_told_of_when_it_stands_still_and_closed(house: House) -> None:
    bureau, by = house.people.bureau, house.people.wang
    card = AccountCard(ReleaseChannel.WECHAT, "示例民政", "办公室", certified="示例县民政局")
    account = accounts.open_account(bureau, card, on=DAY - timedelta(60), today=DAY, by=by)
    [found] = kept.matrix(kept.accounts(bureau), DAY)
    assert found.activity.pace is Pace.IDLE and found.last_on is None
    content = published(house)
    disclosure.release(content, Outlet(ReleaseChannel.WECHAT, "示例民政", LINK), on=DAY, today=DAY, by=by)
    [found] = kept.matrix(kept.accounts(bureau), DAY)
    assert (found.activity.pace, found.last_on, found.own, found.reprinted) == (Pace.FRESH, DAY, 1, 0)
    assert kept.idle(kept.accounts(bureau), DAY + timedelta(15)) and not kept.idle(kept.accounts(bureau), DAY)
    with pytest.raises(Unlawful, match="已登记同名账号"):
        accounts.open_account(bureau, card, on=DAY, today=DAY, by=by)
    accounts.close_account(account, on=DAY, today=DAY, by=by, reason="并入县政府账号")
    assert kept.matrix(kept.accounts(bureau), DAY + timedelta(99))[0].activity.pace is Pace.CLOSED
    assert not kept.open_on(bureau, DAY).exists()


def test_who_answers_for_an_account_is_told_once_that_it_stands_still(house: House) -> None:
    bureau, by = house.people.bureau, house.people.wang
    card = AccountCard(ReleaseChannel.WEIBO, "示例民政", "办公室")
    accounts.open_account(bureau, card, on=DAY, today=DAY, by=by, owner=by)
    assert chores.alarm(bureau, DAY + timedelta(14)) == 0
    assert [chores.alarm(bureau, DAY + timedelta(days)) for days in (15, 16, 17)] == [1, 0, 0]
    assert "已15日没有更新" in unread(by).get().subject


def test_another_floor_needs_its_source_and_only_accounts_have_one() -> None:
    for wrong, says in (
        ({"floor": 7}, "请写明依据"),
        ({"floor": 0}, "1至366"),
        ({"platform": ReleaseChannel.BOARD}, "平台应为"),
    ):
        with pytest.raises(Unlawful, match=says):
            AccountCard(**{"platform": ReleaseChannel.WEIBO, "name": "号", "section": "办", **wrong})  # type: ignore[arg-type]
    assert AccountCard(ReleaseChannel.WEIBO, "号", "办", floor=7, floor_source="县新媒体管理办法").floor == 7
