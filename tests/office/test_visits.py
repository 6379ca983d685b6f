"""访问统计: each line counts once whatever happens to its file, nothing tells who read, and every page says the same figure."""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.visits import VisitUnit
from gongkai.office.journal.verify import verify
from gongkai.office.visits import acts, counting, queries
from gongkai.office.visits.acts import Claim
from gongkai.office.visits.lines import line, nginx, read_line
from gongkai.office.visits.middleware import own_folder
from gongkai.office.visits.models import DailyVisits, PastVisits, VisitLog
from gongkai.web import clock
from gongkai.web.clock import BEIJING
from tests.cast import Cast
from tests.office.test_authority_pages import STAMP, at_desk, read
from tests.web.reading import one, parsed

AT = datetime(2025, 9, 18, 9, 0, tzinfo=BEIJING)
READER = ("reader", "now", "outside")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
AGENT = {"User-Agent": BROWSER}


def written(number: int, path: str = "/shili/", words: tuple[str, str, str] = READER, at: datetime = AT) -> str:
    return line(at, "GET", 200, words, f"{number:032x}", path)


def figures() -> dict[str, tuple[int, int]]:
    rows = DailyVisits.objects.everywhere().values_list("path", "views", "visits")
    return {path: (views, visits) for path, views, visits in rows}


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Path:
    settings.VISITS_LOG = str(tmp_path / "visits.log")
    return tmp_path / "visits.log"


# -- lines -----------------------------------------------------------------------------------------------------------------


def test_a_line_is_read_as_it_was_written_and_tells_nobody() -> None:
    raw = written(7, "/shili/a/", ("crawler", "ahead", "inside")).encode()
    hit = read_line(raw)
    assert hit and (hit.crawler, hit.ahead, hit.outside, hit.path) == (True, True, False, "/shili/a/")
    assert not re.search(rb"\d+\.\d+\.\d+\.\d+|Mozilla|\?", raw)


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_log_is_read_or_left(raw: bytes) -> None:
    hit = read_line(raw)
    assert hit is None or hit.path is not None


def test_a_day_is_a_day_in_beijing() -> None:
    hit = read_line(b"2025-09-17T16:30:00+00:00 GET 200 reader now outside 1 /shili/\n")
    assert hit and hit.on == date(2025, 9, 18)
    assert read_line(b"2025-09-17T16:30:00 GET 200 reader now outside 1 /shili/\n") is None


# -- each line once --------------------------------------------------------------------------------------------------------


def test_a_log_read_again_counts_nothing_twice_and_a_line_that_is_not_whole_waits(people: Cast, log: Path) -> None:
    log.write_text(written(1) + written(2, "/shili/a/", ("reader", "now", "inside")) + written(3).rstrip("\n"))
    assert counting.count_all() == 2
    assert counting.count_all() == 0
    with log.open("a") as more:
        more.write("\n" + written(4, words=("crawler", "now", "outside")))
    assert counting.count_all() == 1
    assert figures() == {"/shili/": (2, 2), "/shili/a/": (1, 0)}


def test_a_log_that_is_rotated_and_compressed_is_still_the_same(people: Cast, log: Path) -> None:
    log.write_text("".join(written(number) for number in range(5)))
    assert counting.count_all() == 5
    with log.open("a") as more:
        more.write(written(5))
    rotated = log.with_name("visits.log.1")
    log.rename(rotated)
    log.write_text(written(6))
    assert counting.count_all() == 2
    with gzip.open(log.with_name("visits.log.2.gz"), "wb") as packed:
        packed.write(rotated.read_bytes())
    rotated.unlink()
    assert counting.count_all() == 0
    assert figures() == {"/shili/": (7, 7)}
    assert VisitLog.objects.count() == 2


def test_killed_at_any_point_and_run_again_every_line_counts_once(
    people: Cast, tmp_path: Path, settings: Settings
) -> None:
    dice = random.Random(4)
    settings.VISITS_LOG = str(tmp_path / "v.log")
    told: Counter[str] = Counter()
    for number in range(300):
        page = f"/shili/{dice.randrange(9)}/"
        told[page] += 1
        with Path(settings.VISITS_LOG).open("a") as out:
            out.write(written(number, page))
        if number % 97 == 96:
            Path(settings.VISITS_LOG).rename(tmp_path / f"v.log.{number}")

    class Killed(Exception):
        pass

    killed = 0
    for at in (1, 5, 33, 60, 90):
        left = iter(range(at))

        def dying(raw: bytes, left: object = left) -> object:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Killed
            return read_line(raw)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counting, "read_line", dying)
            try:
                counting.count_all(batch=7)
            except Killed:
                killed += 1
        total = sum(views for views, _ in figures().values())
        assert total == sum(VisitLog.objects.values_list("counted", flat=True))
    assert killed == 5
    counting.count_all(batch=7)
    assert {path: views for path, (views, _) in figures().items()} == dict(told)


def test_who_finds_the_cursor_moved_adds_nothing(people: Cast, log: Path) -> None:
    log.write_text(written(1) + written(2))
    counting.count_all()
    (known,) = VisitLog.objects.all()
    known.offset = 0
    assert counting._add(known, [written(1).encode()]) is None
    assert figures() == {"/shili/": (2, 2)}


def test_a_hostile_log_costs_nothing_but_its_lines(people: Cast, log: Path) -> None:
    evil = ["/desk/x/", "/" + "a" * 5000 + "/", "/%00/", "/nobody/x/", "-", "/a b/"]
    log.write_bytes(
        "".join(written(number, path) for number, path in enumerate(evil)).encode()
        + b"\xff\xfe\n"
        + b"x" * 70_000
        + b"\n"
        + written(99).encode()
    )
    assert counting.count_all() == 2
    assert figures() == {"/nobody/x/": (1, 1), "/shili/": (1, 1)}
    (known,) = VisitLog.objects.all()
    assert known.offset == log.stat().st_size and known.unread > 0


# -- who writes ------------------------------------------------------------------------------------------------------------


def test_without_a_server_in_front_the_application_writes_what_readers_were_given(people: Cast) -> None:
    shutil.rmtree(own_folder(), ignore_errors=True)
    client = Client()
    client.get("/shili/", headers=AGENT)
    client.get("/shili/?page=2", headers={**AGENT, "Referer": "http://testserver/shili/"})
    client.head("/shili/", headers=AGENT)
    client.get("/shili/", headers={"User-Agent": "Baiduspider/2.0"})
    client.get("/shili/", headers={**AGENT, "Sec-Purpose": "prefetch"})
    client.get("/shili/nothing/", headers=AGENT)
    client.get("/healthz", headers=AGENT)
    client.get("/desk/login/", headers=AGENT)
    counting.count_all()
    assert figures() == {"/shili/": (2, 1)}
    kept = "".join(each.read_text() for each in own_folder().glob("*.log"))
    assert "127.0.0.1" not in kept and "Mozilla" not in kept and "page=2" not in kept
    assert counting.sweep(clock.now()) == 0
    assert counting.sweep(clock.now() + timedelta(days=3)) == 1


def test_with_one_the_application_is_silent(people: Cast, log: Path) -> None:
    shutil.rmtree(own_folder(), ignore_errors=True)
    Client().get("/shili/", headers=AGENT)
    assert not list(own_folder().glob("*.log"))


@pytest.mark.skipif(not shutil.which("nginx"), reason="没有nginx")
def test_nginx_writes_the_same_lines_for_pages_it_serves_by_itself(people: Cast, tmp_path: Path, log: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = tmp_path / "pressed" / "shili" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>页</p>")
    (tmp_path / "visits.conf").write_text(nginx())
    (tmp_path / "nginx.conf").write_text(
        f"""{"user root root;" if os.geteuid() == 0 else ""}
        daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}
        http {{ include {tmp_path}/visits.conf; access_log {log} gongkai_visits;
          client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f;
          uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;
          server {{ listen 127.0.0.1:{port}; root {tmp_path}/pressed; }} }}"""
    )
    server = subprocess.Popen(["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)

        def ask(path: str, method: str = "GET", **headers: str) -> None:
            request = urllib.request.Request(base + path, method=method, headers={**AGENT, **headers})  # noqa: S310
            urllib.request.urlopen(request).close()  # noqa: S310 (our own nginx)

        ask("/shili/?q=%E7%A7%98%E5%AF%86")
        ask("/shili/", Referer=f"{base}/shili/")
        ask("/shili/", Referer="https://evil.example.com/?http://127.0.0.1/")
        ask("/shili/", method="HEAD")
        ask("/shili/", **{"User-Agent": "Sogou web spider/4.0"})
        ask("/shili/", **{"Sec-Purpose": "prefetch;prerender"})
        ask("/shili/index.html")
    finally:
        server.terminate()
        server.wait()
    text = log.read_text()
    assert len(text.splitlines()) == 7 and "127.0.0.1" not in text and "%E7%A7%98" not in text
    counting.count_all()
    assert figures() == {"/shili/": (3, 2)}
    assert not list(VisitLog.objects.filter(unread__gt=0))


# -- figures ---------------------------------------------------------------------------------------------------------------


def furnished(log: Path) -> None:
    log.write_text(
        written(1)
        + written(2, "/shili-minzheng/", ("reader", "now", "inside"))
        + written(3, at=AT - timedelta(days=400))
        + written(4, "/lingxian/")
        + written(5, "/")
        + written(6, "/elder/shili/")
    )
    counting.count_all()


def test_every_question_is_answered_from_the_same_totals(people: Cast, log: Path) -> None:
    furnished(log)
    county = people.county
    assert queries.of_site(county) == queries.Figure(4, 3)
    assert queries.of_site(county, 2025) == queries.Figure(3, 2)
    assert queries.of_site(people.prefecture) == queries.Figure(6, 5)
    assert sum(each.views for each in queries.by_month(county, 2025)) == queries.of_site(county, 2025).views
    assert sum(figure.views for _, figure in queries.by_year(county)) == queries.of_site(county).views
    assert sum(figure.views for _, figure in queries.most_read(county, 2025, 99)) == queries.of_site(county, 2025).views
    assert queries.of_page("/shili/") == queries.of_page("/hant/shili/") == queries.Figure(3, 3)
    assert queries.of_page("/nobody/") == queries.Figure()
    assert queries.counted_between(county) == (AT.date() - timedelta(days=400), AT.date())


def test_what_earlier_counters_claimed_stands_apart_and_is_never_added(people: Cast, log: Path) -> None:
    furnished(log)
    for figure, label in ((12_234_740, "门户累计访问量"), (741_989, "年访问量")):
        claim = Claim(label, figure, VisitUnit.VISITS, date(2018, 12, 31), "2018年年报第3页")
        acts.enter_past(people.county, claim, on=AT.date(), by=people.li)
    acts.show(people.county, True, on=AT.date(), by=None)
    page = one(parsed(Client(), "/shili/fwl/"), "main").text()
    assert "12,234,740" in page and "741,989" in page and "照录" in page
    assert queries.of_site(people.county) == queries.Figure(4, 3)
    row = PastVisits.objects.of(people.county).order_by("pk")[0]
    acts.void_past(row, reason="录错", on=AT.date(), by=people.li)
    assert "12,234,740" not in one(parsed(Client(), "/shili/fwl/"), "main").text()
    assert [str(each) for each in verify(whole=True)] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": " "}, "source"),
        ({"label": ""}, "label"),
        ({"figure": -1}, "figure"),
        ({"until": date(2030, 1, 1)}, "until"),
    ],
)
def test_a_claim_without_source_or_sense_is_refused(people: Cast, change: dict[str, object], field: str) -> None:
    whole: dict[str, object] = {"label": "访问量", "figure": 1, "unit": VisitUnit.VIEWS, "until": date(2018, 1, 1)}
    with pytest.raises(Unlawful) as refusal:
        acts.enter_past(people.county, Claim(**{**whole, "source": "年报", **change}), on=AT.date(), by=None)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_the_public_sees_the_figures_only_where_the_office_shows_them(people: Cast, log: Path) -> None:
    furnished(log)
    assert Client().get("/shili/fwl/").status_code == 404
    acts.show(people.county, True, on=AT.date(), by=None)
    assert Client().get("/shili/fwl/").status_code == 200
    acts.show(people.county, False, on=AT.date(), by=None)
    assert Client().get("/shili/fwl/").status_code == 404


def test_the_figure_of_a_page_is_asked_for_beside_it_and_the_page_does_not_change(people: Cast, log: Path) -> None:
    before = Client().get("/shili/").content
    furnished(log)
    assert Client().get("/shili/").content == before
    fragment = Client().get("/shili/fwl/page?path=/shili/", headers={"HX-Request": "true"})
    assert fragment.text.strip() == '<span class="visits-figure">浏览量：3</span>'
    whole = Client().get("/shili/fwl/page?path=/shili/")
    assert "<h1>浏览量</h1>" in whole.text and whole.headers["X-Robots-Tag"] == "noindex"
    for path in ("/lingxian/", "https://evil.example.com/", "/desk/", "//evil/", '/shili/"><script>', ""):
        assert Client().get("/shili/fwl/page", {"path": path}).status_code == 404


def test_the_desk_shows_a_year_with_its_drawing_and_its_table(people: Cast, log: Path) -> None:
    furnished(log)
    li = at_desk("li")
    log.write_text(log.read_text() + written(9, "/shili-minzheng/", at=clock.now()))
    call_command("visits", stdout=StringIO())
    page = read(li, "/desk/visits/")
    assert page.css_first("svg.visits-chart title") and len(page.css("svg rect")) == 12
    assert "1页次，1人次" in one(page, "main").text()
    given = {
        **STAMP,
        "label": "年访问量",
        "figure": "741989",
        "unit": "visits",
        "until": "2018-12-31",
        "source": "年报",
    }
    li.post("/desk/visits/past/", given)
    claim = PastVisits.objects.of(people.bureau).get()
    assert claim.figure == 741_989
    li.post(f"/desk/visits/past/{claim.pk}/void/", {**STAMP, "reason": "录错"})
    assert not queries.past(people.bureau).exists()
    li.post("/desk/visits/show/", {"shown": "1"})
    assert queries.is_shown(people.bureau)
    assert at_desk("wang").post("/desk/visits/show/", {"shown": "0"}).status_code == 403
