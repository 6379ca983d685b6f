"""站群巡检: a site with planted faults is walked politely, killed and walked on, and what is found is what was planted."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.crawling import Folder, Order, Progress, end, launch
from gongkai.engines.crawling.folder import DONE, STOPPED
from gongkai.engines.crawling.order import start_fault
from gongkai.engines.crawling.reading import Glossed, cleaned, file_of, read_page
from gongkai.engines.crawling.record import going_on, line_of, page_of
from gongkai.engines.crawling.traps import MOST_SAME, Traps, shape_of, trace_of
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.page_faults import Named, PageFault, judged, mended
from gongkai.law.supervision.pages import LinkSeen, PageSeen, SeenKind
from tests.crawled.serving import Served, served
from tests.crawled.site import ON, WORDS
from tests.crawled.walking import patrolled

INSIDE = ("127.0.0.0/8",)
PACE = 0.02


def order(site: Served, **given: object) -> Order:
    return Order(
        f"{site.site.base}/",
        **{"delay": PACE, "timeout": 4.5, "inside": INSIDE, "words": WORDS, **given},  # type: ignore[arg-type]
    )


def walked(folder: Folder) -> Progress:
    process = launch(folder)
    try:
        assert process.wait(150) == 0, folder.log.read_text()
    finally:
        process.kill()
    return folder.progress()


def planned(found: list[PageFault], site: Served) -> set[Named]:
    """What was found, without pages that came late because this machine was busy."""
    late = (Fault.SLOW, Fault.UNREACHABLE)
    return {each.named for each in found if each.named in site.site.planted or each.kind not in late}


def until(folder: Folder, pages: int) -> None:
    for _ in range(600):
        if folder.progress().pages >= pages:
            return
        time.sleep(0.05)
    raise AssertionError(f"没有走到{pages}页：{folder.progress()}，{folder.log.read_text()}")


@pytest.fixture
def site() -> Iterator[Served]:
    with served(300, slow=3.2) as place:
        yield place


def test_what_is_found_is_what_was_planted_through_a_kill_and_a_stop(site: Served, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "patrol")
    folder.give(order(site))
    process = launch(folder)
    until(folder, 60)
    assert folder.at_work() == process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert folder.at_work() == 0
    again = launch(folder)
    until(folder, 150)
    folder.ask_to_stop()
    assert again.wait(60) == 0
    stopped = folder.progress()
    assert stopped.state == STOPPED
    assert 150 <= stopped.pages < 350
    assert stopped.waiting > 0
    done = walked(folder)
    assert (done.state, done.whole, done.waiting) == (DONE, True, 0)
    found = judged(folder.pages, f"{site.site.base}/", ON)
    assert planned(found, site) == site.site.planted
    assert done.peak < 250
    _politely(site)
    times = Counter(site.paths())
    del times["/robots.txt"]
    assert sum(number - 1 for path, number in times.items() if path not in ("/r1", "/r2")) <= 12  # 被打断时在途的


def _politely(site: Served) -> None:
    """Nothing forbidden, nothing but GET and HEAD, nothing faster than ordered, everything under our name."""
    assert [path for path in site.paths() if path.startswith(("/inside", "/search"))] == []
    assert {visit.method for visit in (*site.visits, *site.elsewhere)} <= {"GET", "HEAD"}
    assert {visit.agent.partition("/")[0] for visit in (*site.visits, *site.elsewhere)} == {"GongkaiPatrol"}
    assert site.most_in(1.0) <= 1 / PACE * 1.2 + 2
    assert sum(path.startswith("/calendar/") for path in site.paths()) <= MOST_SAME + 4
    assert sum(path.startswith("/params") for path in site.paths()) <= MOST_SAME + 4
    assert sum(path.startswith("/loop/") for path in site.paths()) <= 6


def test_a_later_patrol_sees_what_was_mended(tmp_path: Path) -> None:
    with served(40, slow=0.1) as site:
        start = f"{site.site.base}/"
        first, second = Folder(tmp_path / "first"), Folder(tmp_path / "second")
        first.give(order(site, timeout=2.0))
        walked(first)
        before = judged(first.pages, start, ON)
        site.site.mended = True
        site.site.build()
        second.give(order(site, timeout=2.0))
        done = walked(second)
        after = judged(second.pages, start, ON)
        assert planned(after, site) == set()
        before = [each for each in before if each.named in planned(before, site)]
        assert mended([each.named for each in before], after, second.pages, whole=done.whole) == {
            each.named for each in before
        }


def test_a_host_inside_is_not_asked_unless_it_was_named(tmp_path: Path) -> None:
    with served(5, slow=0.1) as site:
        for name, start in (("literal", site.site.base), ("name", site.site.base.replace("127.0.0.1", "localhost"))):
            folder = Folder(tmp_path / name)
            folder.give(Order(f"{start}/", delay=PACE, timeout=2.0))
            walked(folder)
            (page,) = folder.pages()
            assert (page.kind, page.why) == (SeenKind.SKIPPED, "主机没有公网地址，不访问")
        assert site.visits == []


def test_the_bound_on_pages_is_kept_and_told(tmp_path: Path) -> None:
    with served(100, slow=0.1) as site:
        folder = Folder(tmp_path / "few")
        folder.give(order(site, pages=20, timeout=2.0))
        done = walked(folder)
        assert (done.state, done.whole) == (DONE, False)
        assert len(set(site.paths()) - {"/robots.txt"}) <= 22


def test_only_one_process_walks_a_folder_and_it_ends_when_it_is_told(site: Served, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "one")
    folder.give(order(site, delay=0.3))
    process = launch(folder)
    until(folder, 1)
    other = launch(folder)
    assert other.wait(30) == 3
    end(folder)
    assert process.wait(10) == -signal.SIGKILL


def test_the_process_is_told_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "nobody may read this " * 3)
    with served(30, slow=0.1) as site:
        folder = Folder(tmp_path / "secret")
        folder.give(order(site, delay=0.3))
        process = launch(folder)
        until(folder, 1)
        assert b"nobody may read this" not in Path(f"/proc/{process.pid}/environ").read_bytes()
        end(folder)
        process.wait()


# -- reading ---------------------------------------------------------------------------------------------------------------


def test_a_page_tells_its_names_days_letters_words_persons_and_hidden_links() -> None:
    html = """<html><head><title> 一页 </title><meta name="sitename" content="某网"><meta name=viewport content="x">
    <meta name="PubDate" content="2025-11-01 09:00"></head><body>
    <p>今天是2025年11月20日。会议于2025年9月18日（星期五）召开，已按装完毕。</p>
    <table><tr><td>2025-06-01</td><td>路灯</td><td>未回复</td></tr></table>
    <div style="position:absolute;left:-9999px"><p style="display:none"><a href="http://bet.example.com/">x</a></p></div>
    <a hidden href="/both.html">b</a><a href="/both.html?PHPSESSID=1#top">b</a><a href="mailto:a@b">m</a>
    <footer>主办：某局 网站标识码：6200000001</footer></body></html>"""
    facts = read_page(html, "http://www.example.gov.cn/a/", Glossed.of(WORDS)).facts
    assert facts["title"] == "一页"
    assert facts["metas"] == {"SiteName": "某网", "PubDate": "2025-11-01 09:00"}
    assert facts["viewport"] is True
    assert [said.fault(ON) for said in facts["days"]] == ["", "“2025年9月18日（星期五）”应为星期四，写作星期五", ""]
    assert [day.isoformat() for day in facts["waiting"]] == ["2025-06-01"]
    assert [(each.word, each.instead) for each in facts["words"]] == [("按装", "安装")]
    assert facts["links"] == (
        LinkSeen("http://bet.example.com/", True),
        LinkSeen("http://www.example.gov.cn/both.html", False),
    )
    assert facts["marks"] == {"owner", "identity"}


def test_an_address_is_one_however_it_is_written() -> None:
    page = "http://www.example.gov.cn/a/b.html"
    assert cleaned(page, "../c.html;jsessionid=77?b=2&a=1#x") == "http://www.example.gov.cn/c.html?a=1&b=2"
    assert cleaned(page, "javascript:void(0)") == ""
    assert cleaned(page, "http://[bad") == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1", "ole"),
        (b" \r\n<!DOCTYPE HTML>", "html"),
        (b"  ", "empty"),
        ("一，二".encode(), "text"),
        (b"\x00\x01", "other"),
    ],
)
def test_an_attachment_is_what_its_first_bytes_say(data: bytes, kind: str) -> None:
    assert file_of(data) == kind


@given(
    st.integers(2000, 2100),
    st.integers(1, 12),
    st.text(min_size=1).filter(lambda text: not any(map(str.isdigit, text))),
)
def test_the_same_page_with_other_numbers_is_a_trap_and_its_like_is_left_alone(
    year: int, month: int, said: str
) -> None:
    traps, at = Traps(40), "http://a.gov.cn/calendar/{}-{}.html"
    for number in range(MOST_SAME):
        address = at.format(year + number, month)
        assert traps.refusal(address, 3) == ""
        traps.learn(address, trace_of(f"{said}{number}"))
    assert traps.refusal(at.format(year + 999, month), 3) != ""
    assert traps.refusal("http://a.gov.cn/art/1.html", 3) == ""
    assert len(traps.told) == 1


def test_paths_in_circles_and_far_away_are_left_alone() -> None:
    traps = Traps(5)
    assert traps.refusal("http://a.gov.cn/a/a/a/a/", 1) == "路径循环"
    assert traps.refusal("http://a.gov.cn/" + "a" * 1000, 1) == "网址过长"
    assert traps.refusal("http://a.gov.cn/b.html", 6) == "离首页超过5步"
    assert shape_of("http://a.gov.cn/2025/1.html?b=2&a=x") == "a.gov.cn/#/#.html?a=x&b=#"


def test_a_line_tells_a_page_again_and_a_torn_one_is_passed_over(tmp_path: Path) -> None:
    read = read_page("<p>2025年9月18日 未回复</p><a href='/b'>b</a>", "http://a.gov.cn/", Glossed.of(()))
    page = PageSeen("http://a.gov.cn/", SeenKind.PAGE, 200, **read.facts)
    folder = Folder(tmp_path)
    folder.record.write_text(f"{line_of(page, 'x')}\n{line_of(page)}\n{line_of(page)[:50]}", encoding="utf-8")
    with going_on(folder.record) as file:
        file.write(line_of(PageSeen("http://a.gov.cn/b", SeenKind.SILENT)) + "\n")
    assert [each.address for each in folder.pages()] == [page.address, "http://a.gov.cn/b"]
    assert next(iter(folder.pages())) == page
    assert page_of({"address": "http://b/", "kind": "skipped"}).kind is SeenKind.SKIPPED


@pytest.mark.parametrize(
    "address", ["ftp://a.gov.cn/", "a.gov.cn", "http://", "http://u:p@a.gov.cn/", "http://a:x/", "http://["]
)
def test_a_first_address_that_is_none_is_refused(address: str) -> None:
    assert start_fault(address)
    assert start_fault("https://www.example.gov.cn/") == ""


def test_numbers_written_as_hosts_are_judged_as_addresses() -> None:
    asked = Order("http://a.gov.cn/", inside=("10.1.0.0/16", "intranet.example"))
    assert [asked.admits(each) for each in ("8.8.8.8", "10.1.2.3", "10.2.0.1", "127.0.0.1", "::1", "x")] == [
        *(True, True, False, False, False, False)
    ]
    assert asked.admits_host("intranet.example")
    assert not asked.admits_host(urlsplit("http://other.example/").hostname or "")
    assert socket.inet_aton("2130706433")  # 写成一个数的地址，解析以后照样判断


@pytest.mark.soak
def test_ten_thousand_pages_are_walked_through_a_kill_with_flat_memory(tmp_path: Path) -> None:
    walk = patrolled(tmp_path / "patrol", 10_000)
    assert walk.found == walk.planted
    assert walk.forbidden == []
    assert walk.peak < 200
