"""巡检发现: facts in, faults out. Against a slow count, by the examples; what was not looked at is no fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.page_marks import META_NAMES, FootMark, MetaGroup
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.page_dates import days_said, letters_waiting
from gongkai.law.supervision.page_faults import TOO_LATE, PageFault, judged, mended, seen_whole
from gongkai.law.supervision.pages import (
    LinkSeen,
    PageSeen,
    PersonSeen,
    SeenKind,
    WordSeen,
    attachment_end,
    host_seen,
)
from gongkai.law.supervision.patrols import (
    AT_WORK,
    OPEN,
    PatrolState,
    WatchFacts,
    is_owed,
    objection_to_begin,
    objection_to_resume,
    objection_to_stop,
)

ON = date(2025, 11, 20)
HOME = "http://www.example.gov.cn/"
SITE = dict.fromkeys(META_NAMES[MetaGroup.SITE], "某")
GOOD = PageSeen(
    HOME, SeenKind.PAGE, 200, metas=SITE, viewport=True, marks=frozenset(mark.value for mark in FootMark), seconds=0.1
)


def at(path: str, **given: object) -> PageSeen:
    return replace(GOOD, address=HOME + path, **given)  # type: ignore[arg-type]


def found(*pages: PageSeen) -> list[PageFault]:
    return judged(lambda: pages, HOME, ON)


def kinds(*pages: PageSeen) -> set[tuple[Fault, str]]:
    return {each.named for each in found(GOOD, *pages)}


def links(*addresses: str, hidden: bool = False) -> tuple[LinkSeen, ...]:
    return tuple(LinkSeen(each, hidden) for each in addresses)


def test_a_good_page_has_no_fault() -> None:
    assert kinds(at("a.html")) == set()


ANSWERS = st.builds(
    lambda number, status, seconds, kind: PageSeen(
        f"{HOME}{number}.html", kind, status, metas=SITE, viewport=True, seconds=seconds
    ),
    st.integers(0, 30),
    st.sampled_from([0, 200, 200, 200, 301, 401, 403, 404, 405, 410, 429, 500, 503]),
    st.sampled_from([0.1, 2.99, 3.0, 3.01, 14.9, 15.0, 20.0]),
    st.sampled_from(SeenKind),
)


@given(st.lists(ANSWERS, max_size=30, unique_by=lambda page: page.address), st.sets(st.integers(0, 40), max_size=20))
def test_dead_links_are_those_of_a_slow_count(pages: list[PageSeen], named: set[int]) -> None:
    home = replace(GOOD, links=links(*(f"{HOME}{number}.html" for number in sorted(named))))
    dead = {
        page.address
        for page in pages
        if page.kind is not SeenKind.SKIPPED
        and (page.status == 0 or page.status in {404, 410, 500, 503})
        and int(page.address.removeprefix(HOME).removesuffix(".html")) in named
    }
    told = found(home, *pages)
    assert {each.subject for each in told if each.kind is Fault.DEAD} == dead
    assert told == sorted(told)
    assert found(*pages[::-1], home) == told
    assert not {each.subject for each in told} & {page.address for page in pages if page.kind is SeenKind.SKIPPED}


def test_a_dead_link_is_one_fault_and_names_some_of_its_pages() -> None:
    gone = at("gone.html", status=404)
    told = found(GOOD, gone, *(at(f"{n}.html", links=links(gone.address)) for n in range(9)))
    assert [(each.kind, each.subject, len(each.where)) for each in told] == [(Fault.DEAD, gone.address, 5)]
    assert "等9个网页" in told[0].text


def test_attachments_are_dead_by_their_answer_and_wrong_by_their_bytes() -> None:
    gone = PageSeen(f"{HOME}a.docx", SeenKind.PAGE, 404)
    fake = PageSeen(f"{HOME}b.pdf", SeenKind.ATTACHMENT, 200, at=f"{HOME}b.pdf", file="html")
    fine = PageSeen(f"{HOME}c.doc", SeenKind.ATTACHMENT, 200, at=f"{HOME}c.doc", file="ole")
    told = kinds(at("x.html", links=links(gone.address, fake.address, fine.address)), gone, fake, fine)
    assert told == {(Fault.DEAD, gone.address), (Fault.UNLIKE, fake.address)}


def test_three_seconds_are_slow_and_fifteen_are_not_there() -> None:
    late = PageSeen(f"{HOME}late.html", SeenKind.SILENT, why=f"{TOO_LATE}：20秒没有打开")
    told = kinds(at("a.html", seconds=3.0), at("b.html", seconds=3.1), at("c.html", seconds=15.0), late)
    assert told == {
        (Fault.SLOW, f"{HOME}b.html"),
        (Fault.UNREACHABLE, f"{HOME}c.html"),
        (Fault.UNREACHABLE, late.address),
    }


def column(name: str, path: str, **given: object) -> PageSeen:
    metas = {**SITE, **dict.fromkeys(META_NAMES[MetaGroup.COLUMN], name), "ColumnType": "工作动态"}
    return at(path, metas=metas, **given)


def article(path: str, **given: object) -> PageSeen:
    return at(path, metas={**SITE, **dict.fromkeys(META_NAMES[MetaGroup.ARTICLE], "2025-11-01 09:00")}, **given)


def test_a_column_is_blank_where_nothing_but_the_frame_is_linked_and_stale_by_its_pace() -> None:
    frame = links(f"{HOME}about.html")
    around = [at(f"p{n}.html", links=frame) for n in range(6)]
    item, about = article("1.html", links=frame), article("about.html", links=frame)
    blank = column("规划计划", "blank/", links=frame)
    old = days_said("2025-11-05")
    stale = column("工作动态", "stale/", links=links(item.address), days=old)
    slow = column("机构职能", "own/", links=links(item.address), days=days_said("2020-01-01"))
    notice = column("通知公告", "notice/", links=links(item.address), days=old)
    told = kinds(*around, item, about, blank, stale, slow, notice)
    assert told == {(Fault.BLANK, blank.address), (Fault.STALE, stale.address)}


def test_pages_lack_what_the_norm_asks_of_their_kind() -> None:
    bare = at("a.html", metas={"SiteName": "某", "PubDate": "2025-11-01"}, viewport=False)
    odd = column("动态", "b/", links=links(f"{HOME}c.html"))
    odd = replace(odd, metas={**odd.metas, "ColumnType": "新闻"})
    told = {each.named: each.text for each in found(GOOD, bare, odd, article("c.html"))}
    assert set(told) == {
        (Fault.META, bare.address),
        (Fault.NARROW, bare.address),
        (Fault.META, odd.address),
    }
    assert told[Fault.META, bare.address] == (
        "网站标签缺少SiteDomain、SiteIDCode；内容页标签缺少ArticleTitle、ContentSource"
    )
    assert "不在规定的类别之内" in told[Fault.META, odd.address]


def test_the_foot_of_the_front_page_is_asked_for_its_marks_wherever_it_leads() -> None:
    moved = PageSeen(HOME, SeenKind.MOVED, 200, at=f"{HOME}index.html")
    home = at("index.html", marks=frozenset({"icp"}))
    (fault,) = found(moved, home)
    assert fault.named == (Fault.UNMARKED, home.address)
    assert "网站标识码、公安备案号" in fault.text


def test_words_persons_letters_days_and_hidden_links_are_told_covered() -> None:
    page = at(
        "a.html",
        words=(WordSeen("按装", "按装", "安装"),),
        persons=(PersonSeen("身份证件号码", "6299**********0001"),),
        waiting=(date(2025, 6, 1), date(2025, 11, 1)),
        days=days_said("2025年9月18日（星期五） 2025年2月30日 2027-01-01"),
        links=links("http://bet.example.com/", "http://www.example.gov.cn/x", "http://a.gov.cn/", hidden=True),
    )
    told = {each.kind: each.text for each in found(GOOD, page)}
    assert told == {
        Fault.WORDS: "“按装”应为“安装”",
        Fault.PERSONAL: "身份证件号码（6299**********0001）",
        Fault.LATE: "2025-06-01的留言还没有回应，已超过三个月",
        Fault.DATED: "“2025年9月18日（星期五）”应为星期四，写作星期五；“2025年2月30日”没有这一天",
        Fault.HIDDEN: "看不见的链接：http://bet.example.com/",
    }


def test_what_was_seen_right_is_mended_and_what_was_not_looked_at_stays() -> None:
    one, two, three = ((Fault.SLOW, f"{HOME}{n}.html") for n in range(3))
    pages = (GOOD, at("0.html"), PageSeen(f"{HOME}1.html", SeenKind.SKIPPED, why="robots"))
    after = found(*pages)
    assert mended([one, two, three], after, lambda: pages, whole=False) == {one}
    assert mended([one, two, three], after, lambda: pages, whole=True) == {one, three}
    assert mended([one], found(GOOD, at("0.html", seconds=4)), lambda: pages, whole=True) == set()


def test_on_a_bad_day_of_the_server_nothing_was_seen_whole() -> None:
    fine = [at(f"{n}.html") for n in range(30)]
    assert seen_whole([GOOD, at("a.html", status=404)], HOME)
    assert seen_whole([PageSeen(HOME, SeenKind.MOVED, 200, at=f"{HOME}i.html")], HOME)
    assert seen_whole([GOOD, *fine, at("a.html", status=503)], HOME)
    assert not seen_whole([GOOD, at("a.html", status=503)], HOME)
    assert not seen_whole([GOOD, PageSeen(f"{HOME}a", SeenKind.SILENT, why="连不上")], HOME)
    assert not seen_whole([*fine, PageSeen(HOME, SeenKind.SKIPPED, why="robots.txt不许访问")], HOME)
    assert not seen_whole([], HOME)


@pytest.mark.parametrize(
    ("kind", "now", "bounded", "whole"),
    [
        (Fault.SLOW, at("x"), True, True),
        (Fault.SLOW, at("x", status=404), True, True),
        (Fault.SLOW, at("x", status=503), False, False),
        (Fault.SLOW, None, False, True),
        (Fault.DEAD, at("x"), True, True),
        (Fault.DEAD, at("x", status=404), False, True),  # 还打不开，只是没有网页再链接它
        (Fault.DEAD, None, False, True),
        (Fault.DEAD, PageSeen(f"{HOME}x", SeenKind.SKIPPED), False, False),
    ],
)
def test_a_subject_is_right_by_what_it_answers(kind: Fault, now: PageSeen | None, bounded: bool, whole: bool) -> None:
    named = (kind, f"{HOME}x")
    pages = () if now is None else (now,)
    assert bool(mended([named], [], lambda: pages, whole=False)) == bounded
    assert bool(mended([named], [], lambda: pages, whole=True)) == whole


# -- days ------------------------------------------------------------------------------------------------------------------


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_wrong_exactly_where_the_calendar_says_another(day: date, weekday: int) -> None:
    (said,) = days_said(f"于{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[weekday]}）召开")
    assert said.on == day
    assert bool(said.fault(day)) == (day.weekday() != weekday)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-400, 400))
def test_only_a_day_of_publication_can_be_too_late(day: date, later: int) -> None:
    seen = day + timedelta(days=later)
    (said,) = days_said(f"发布时间：{day:%Y-%m-%d}")
    (other,) = days_said(f"截止到{day:%Y-%m-%d}")
    assert bool(said.fault(seen)) == (later < 0)
    assert other.fault(seen) == ""


@pytest.mark.parametrize("text", ["今天是2025年11月20日 星期日", "编号9925.1.1", "12025-01-01", "2025.1.2.3"])
def test_what_is_no_day_of_the_page_is_left_alone(text: str) -> None:
    assert days_said(text) == ()


def test_a_letter_waits_where_its_row_says_so() -> None:
    rows = ["2025-06-01 路灯 未回复", "2025-06-02 路灯 已回复", "未回复的2件", "2025年7月1日 水 办理中"]
    assert letters_waiting(rows) == (date(2025, 6, 1), date(2025, 7, 1))


def test_addresses_tell_attachments_and_hosts() -> None:
    assert attachment_end("http://a/b/%E8%A1%A8.XLSX?x=1") == "xlsx"
    assert attachment_end("http://a.doc/") == ""
    assert host_seen("http://www.A.gov.cn:80/") == "a.gov.cn:80"


# -- patrols ---------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(PatrolState))
def test_a_patrol_is_stopped_while_it_goes_and_resumed_where_it_stands(state: PatrolState) -> None:
    assert (objection_to_stop(state) == "") == (state in {PatrolState.QUEUED, PatrolState.RUNNING})
    assert (objection_to_resume(state) == "") == (state in {PatrolState.STOPPED, PatrolState.FAILED})
    assert AT_WORK < OPEN
    assert objection_to_begin(state) and objection_to_begin(None) == ""


@given(st.integers(0, 92), st.integers(0, 200))
def test_a_patrol_is_owed_after_its_days(every: int, ago: int) -> None:
    assert is_owed(every, ON - timedelta(days=ago), ON) == (every > 0 and ago >= every)
    assert is_owed(every, None, ON) == (every > 0)


@pytest.mark.parametrize(
    ("given_", "field"),
    [({"name": " "}, "name"), ({"pages": 0}, "pages"), ({"delay": 99}, "delay"), ({"every": 93}, "every")],
)
def test_a_site_is_watched_gently_and_in_every_season(given_: dict[str, object], field: str) -> None:
    facts = WatchFacts("某局网站", HOME, 100, 500, 7)
    facts.refused("")
    with pytest.raises(Unlawful) as refusal:
        replace(facts, **given_).refused("")  # type: ignore[arg-type]
    assert refusal.value.field == field
    with pytest.raises(Unlawful, match="网址写法有误"):
        facts.refused("网址写法有误")
