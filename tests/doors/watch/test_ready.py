"""就绪、指标、慢查询、页面: what the service says to the watchman, and how little to strangers."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from gongkai.doors.followers import index as index_follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index
from gongkai.doors.watch import acts, queries
from gongkai.doors.watch.models import SlowQuery
from gongkai.office.notices import acts as notices
from gongkai.office.notices.models import Message
from gongkai.web import clock, timing
from gongkai.web.examining import checkups
from gongkai.web.timing import Slow, timed
from tests.cast import BEGINNING, Cast, official
from tests.office.test_authority_pages import at_desk, read

TOKEN = "a token of the watchman, of nobody at all"
ROOT = Path(__file__).parents[3]


def readyz(client: Client) -> tuple[int, Any]:
    page = client.get("/readyz")
    return page.status_code, page.json()


@pytest.fixture
def working(people: Cast) -> Cast:
    """The company, a worker with a pulse, an index that keeps up."""
    acts.beat(clock.now())
    index_follower.rebuild()
    return people


# -- ready -----------------------------------------------------------------------------------------------------------------


def test_a_service_is_ready_while_its_worker_its_index_and_its_outbox_are(
    working: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, told = readyz(client)
    assert (status, told["ready"]) == (200, True)
    assert told["parts"] == {"database": "ok", "work": "ok", "index": "ok", "outbox": "ok"}
    now = clock.now()
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: now + timedelta(minutes=3))
        status, told = readyz(client)
        assert status == 503 and told["parts"]["work"] == "late"
        acts.beat(clock.now())
        assert readyz(client)[0] == 200
    Cursor.objects.filter(follower="index").delete()
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: now + timedelta(minutes=11))
        acts.beat(clock.now())
        status, told = readyz(client)
        assert status == 503 and told["parts"] == {"database": "ok", "work": "ok", "index": "late", "outbox": "ok"}
        assert told["details"]["index"]["behind"] > 0
        index_follower.follow()
        assert readyz(client)[0] == 200
        index.whole().unlink()
        assert readyz(client)[1]["parts"]["index"] == "late", "an index that is not whole finds nothing"


def test_a_letter_that_waits_for_an_hour_makes_the_outbox_late(
    working: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    notices.write_email(working.bureau, "late", to="chen@example.org", subject="通知", body="正文")
    assert readyz(client)[0] == 200
    now = clock.now() + timedelta(hours=2)
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: now)
        acts.beat(now)
        status, told = readyz(client)
        assert status == 503 and told["parts"]["outbox"] == "late" and told["details"]["outbox"]["oldest_waiting"]
        notices.deliver(now)
        status, told = readyz(client)
        assert status == 200 and told["details"]["outbox"]["last_sent"] == now.isoformat(timespec="seconds")


def test_a_stranger_learns_states_alone_and_of_the_figures_nothing(working: Cast, settings: Any) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    _, told = readyz(stranger)
    assert told.keys() == {"ready", "parts"} and set(told["parts"].values()) == {"ok"}
    assert stranger.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for wrong in ({}, {"Authorization": TOKEN}, {"Authorization": "Bearer no"}, {"Authorization": f"Basic {TOKEN}"}):
        assert stranger.get("/metrics", headers=wrong).status_code == 404
    shown = {"Authorization": f"Bearer {TOKEN}"}
    assert stranger.get("/metrics", headers=shown).status_code == 200
    assert "details" in stranger.get("/readyz", headers=shown).json()


def test_a_proxy_on_this_machine_does_not_make_a_stranger_one_of_us(
    working: Cast, client: Client, settings: Any
) -> None:
    assert client.get("/metrics").status_code == 200
    behind = {"X-Forwarded-For": "203.0.113.9"}
    assert client.get("/metrics", headers=behind).status_code == 404, "a proxy nobody has told us of"
    settings.PROXY_HOPS = 1
    assert client.get("/metrics", headers=behind).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}).status_code == 404
    settings.PROXY_HOPS = 2
    assert client.get("/metrics", headers=behind).status_code == 404, "fewer proxies than were told"
    assert client.get("/metrics").status_code == 200, "the machine itself, past its proxy"


# -- figures ---------------------------------------------------------------------------------------------------------------


def figures(client: Client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    page = client.get("/metrics")
    assert page.headers["Content-Type"].startswith("text/plain")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }


def total(read: dict[tuple[str, tuple[tuple[str, str], ...]], float], name: str, **labels: str) -> float:
    wanted = set(labels.items())
    return sum(value for (each, has), value in read.items() if each == name and wanted <= set(has))


def test_requests_are_counted_by_view_and_status_and_timed(working: Cast, client: Client) -> None:
    before = figures(client)
    for _ in range(3):
        client.get("/healthz")
    client.get("/shili/nothing-here/")
    after = figures(client)

    def more(name: str, **labels: str) -> float:
        return total(after, name, **labels) - total(before, name, **labels)

    assert more("gongkai_requests_total", view="portal:healthz", status="200") == 3
    assert more("gongkai_requests_total", status="404") == 1
    assert more("gongkai_request_seconds_count", view="portal:healthz") == 3
    assert more("gongkai_request_seconds_bucket", view="portal:healthz", le="+Inf") == 3
    assert not any("nothing-here" in str(key) or "shili" in str(key) for key in after)


def test_figures_of_the_house_come_from_the_database(working: Cast, client: Client) -> None:
    read_now = figures(client)
    for name in ("gongkai_database_up", "gongkai_workers", "gongkai_info"):
        assert total(read_now, name) == 1, name
    assert total(read_now, "gongkai_entries") > 0 and total(read_now, "gongkai_disk_free_bytes") > 0
    assert total(read_now, "gongkai_follower_behind_entries", follower="index") == 0
    assert total(read_now, "gongkai_messages", channel="email", state="waiting") == 0
    notices.write_email(working.bureau, "one", to="chen@example.org", subject="通知", body="正文")
    Cursor.objects.filter(follower="index").delete()
    read_now = figures(client)
    assert total(read_now, "gongkai_messages", channel="email", state="waiting") == 1
    assert total(read_now, "gongkai_follower_behind_entries", follower="index") == total(read_now, "gongkai_entries")
    Message.objects.everywhere().all().delete()
    assert "chen@" not in client.get("/metrics").text


# -- slow queries ----------------------------------------------------------------------------------------------------------


def test_what_is_slow_is_kept_by_its_shape_and_page_and_added_up(db: None) -> None:
    now = clock.now()
    acts.note_slow([Slow("SELECT ?", "portal:home", 700), Slow("SELECT ?", "portal:home", 900)], now)
    acts.note_slow([Slow("SELECT ?", "desk:due", 600)], now + timedelta(minutes=1))
    first, second = queries.slowest()
    assert (first.place, first.count, first.total, first.worst, first.mean) == ("portal:home", 2, 1600, 900, 800)
    assert (second.place, second.count, second.last_at) == ("desk:due", 1, now + timedelta(minutes=1))


def test_the_list_stays_small_and_keeps_what_costs_most(db: None) -> None:
    many = [Slow(f"SELECT {'x' * number}", "portal:home", 1000 + number) for number in range(acts.MOST_SHAPES + 30)]
    acts.note_slow(many, clock.now())
    assert SlowQuery.objects.count() == acts.MOST_SHAPES
    assert SlowQuery.objects.order_by("total").values_list("total", flat=True)[0] == 1030


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_queries_are_slow_is_noted_without_what_was_asked(settings: Any, client: Client) -> None:
    settings.SLOW_QUERY_MS = 0
    timing.collected()
    client.get("/readyz?name=司马样例")
    settings.SLOW_QUERY_MS = 500
    rows = queries.slowest()
    assert rows and {row.place for row in rows} == {"watch:readyz"}
    assert "司马" not in str([row.shape for row in rows])
    out = StringIO()
    call_command("slow", stdout=out)
    assert "watch:readyz" in out.getvalue() and "SELECT" in out.getvalue()
    out = StringIO()
    call_command("slow", clear=True, stdout=out)
    assert SlowQuery.objects.count() == 0 and f"{len(rows)}种" in out.getvalue()


def test_in_the_middle_of_a_transaction_nothing_is_written_and_nothing_lost(db: None, settings: Any) -> None:
    timing.collected()
    settings.SLOW_QUERY_MS = 0
    with timed("试办"), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    settings.SLOW_QUERY_MS = 500
    assert connection.in_atomic_block and acts.write_down(clock.now()) == 0
    assert [(each.place, each.shape) for each in timing.collected()] == [("试办", "SELECT ?")]


# -- the desk and the console ----------------------------------------------------------------------------------------------


@pytest.fixture
def engineer(people: Cast) -> Client:
    official("gong", "龚示例", people.prefecture, "engineer")
    return at_desk("gong")


def test_the_page_shows_each_trouble_with_its_remedy_to_who_keeps_the_platform(engineer: Client, settings: Any) -> None:
    settings.DEBUG = True
    acts.note_slow([Slow("SELECT ? FROM journal_entry", "portal:home", 7000)], clock.now())
    page = read(engineer, "/desk/health/")
    told = page.body.text() if page.body else ""
    assert "危险" in told and "去掉GONGKAI_DEBUG" in told and "值守从来没有运行过" in told
    assert "SELECT ? FROM journal_entry" in told and "7000" in told
    assert "邮件服务器" not in [cell.text() for cell in page.css("th")]
    sheet = engineer.get("/desk/health/sheet.json?whole=1").json()
    assert sheet["level"] == "danger" and {each["key"] for each in sheet["checkups"]} == {
        each.key for each in checkups()
    }


def test_who_keeps_a_unit_sees_how_things_stand_and_no_insides(people: Cast) -> None:
    official("gong", "龚示例", people.bureau, "engineer")
    desk = at_desk("gong")
    told = desk.get("/desk/health/").text
    assert "运行状况" in told and "值守进程" in told and "从来没有运行过" not in told and "GONGKAI_" not in told
    assert desk.get("/desk/health/sheet.json").status_code == 403
    assert at_desk("wang").get("/desk/health/").status_code == 403


def test_everybody_may_be_asked_and_each_says_something_once(people: Cast, settings: Any) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", json=True, stdout=out)
    told = json.loads(out.getvalue())
    keys = [each["key"] for each in told["checkups"]]
    assert len(keys) == len(set(keys)) == len(checkups()) and end.value.code == 2
    for each in told["checkups"]:
        assert each["conditions"] and each["level"] in {"fine", "note", "danger"}
        assert all(one["remedy"] or one["level"] == "fine" for one in each["conditions"])
    assert BEGINNING.isoformat() not in out.getvalue()


def test_the_console_says_what_keeps_the_platform_from_starting(tmp_path: Path) -> None:
    """With settings that are refused, then with a database that does not answer."""
    around = {"PATH": "/usr/bin:/bin", "GONGKAI_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    program = [
        sys.executable,
        "-m",
        "gongkai.doors.watch.console",
        "--only",
        "database",
        "--only",
        "seal_key",
        "--json",
    ]
    refused = subprocess.run(program, env=around, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (
        refused.returncode == 2
        and "GONGKAI_SECRET_KEY" in json.loads(refused.stdout)["checkups"][0]["conditions"][0]["what"]
    )
    assert not list(tmp_path.iterdir()), "no key is made for who only asks"
    keys = {
        f"GONGKAI_{name}": f"for tests only: {name} of nobody at all"
        for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
    }
    dead = {**around, **keys, "GONGKAI_DATABASE": "postgresql://gongkai:hush-hush@127.0.0.1:9/gongkai"}
    answered = subprocess.run(program, env=dead, capture_output=True, text=True, check=False, cwd=ROOT)
    told = json.loads(answered.stdout)
    assert answered.returncode == 2 and "hush-hush" not in answered.stdout + answered.stderr
    database, seal = told["checkups"]
    assert database["level"] == "danger" and "GONGKAI_DATABASE" in database["conditions"][0]["remedy"]
    assert seal["level"] == "note" and "数据库没有应答" in seal["conditions"][0]["what"]
