"""限速: so many and no more, across processes and databases, and never an address in a table."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.web.limits import KEPT, Rule, allow, client_address, client_network, digest, sweep
from gongkai.web.models import Attempt
from tests.cast import Cast


def _at(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)


NOON = datetime(2025, 9, 18, 12, tzinfo=UTC)


@pytest.mark.django_db
@given(limit=st.integers(1, 6), tries=st.integers(0, 12))
def test_as_many_as_the_limit_are_let_through_in_one_window(limit: int, tries: int) -> None:
    scope = f"{limit}of{tries}"
    Attempt.objects.filter(scope=scope).delete()
    assert sum(allow(scope, "192.0.2.1", limit, 600, NOON) for _ in range(tries)) == min(limit, tries)


@pytest.mark.django_db
def test_another_client_another_scope_and_the_next_window_count_for_themselves() -> None:
    assert allow("apply", "192.0.2.1", 1, 600, NOON)
    assert not allow("apply", "192.0.2.1", 1, 600, NOON)
    assert allow("apply", "192.0.2.2", 1, 600, NOON)
    assert allow("status", "192.0.2.1", 1, 600, NOON)
    assert allow("apply", "192.0.2.1", 1, 600, NOON + timedelta(seconds=600))


@pytest.mark.django_db
def test_no_row_knows_the_address_it_counts() -> None:
    allow("apply", "192.0.2.1", 1, 600, NOON)
    row = Attempt.objects.get()
    assert "192.0.2.1" not in repr(vars(row))
    assert row.key_digest == digest("apply", "192.0.2.1") != digest("status", "192.0.2.1")


@pytest.mark.django_db
def test_old_windows_are_swept_when_a_new_one_begins() -> None:
    allow("apply", "192.0.2.1", 1, 600, NOON)
    allow("apply", "192.0.2.2", 1, 600, NOON + KEPT)
    assert Attempt.objects.count() == 2
    allow("apply", "192.0.2.3", 1, 600, NOON + KEPT + timedelta(seconds=1))
    assert Attempt.objects.count() == 2
    assert sweep(NOON + 3 * KEPT) == 2


def test_a_rule_says_itself_in_chinese_and_refuses_nonsense() -> None:
    assert str(Rule("apply", 5, 3600)) == "同一网络每1小时最多提交5次"
    assert str(Rule("apply", 5, 600)) == "同一网络每10分钟最多提交5次"
    assert str(Rule("apply", 5, 45)) == "同一网络每45秒最多提交5次"
    for limit, seconds in ((0, 60), (1, 0), (1, 100_000_000)):
        with pytest.raises(ValueError, match="限速规则不成立"):
            Rule("apply", limit, seconds)


@given(st.integers(946_684_800, 4_102_444_800).map(_at), st.integers(1, 86400))
def test_a_moment_lies_in_its_window_and_the_wait_ends_it(now: datetime, seconds: int) -> None:
    rule = Rule("apply", 1, seconds)
    start = rule.window(now)
    assert start <= now < start + timedelta(seconds=seconds)
    assert now + timedelta(seconds=rule.wait(now)) == start + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "not an address", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(hops: int, forwarded: str, seen: str, settings: Settings) -> None:
    settings.PROXY_HOPS = hops
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="192.0.2.1")
    assert client_address(request) == seen


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_one_ipv6_customer_counts_as_one(address: str, network: str) -> None:
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_beyond_the_limit_the_page_says_the_rule_and_when_to_come_back(client: Client, people: Cast) -> None:
    assert [client.post("/view/twice/").status_code for _ in range(3)] == [302, 302, 429]
    page = client.post("/view/twice/")
    assert "同一网络每10分钟最多提交2次" in page.text
    assert 0 < int(page.headers["Retry-After"]) <= 600
    assert client.get("/view/twice/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_processes_that_try_at_the_same_time_share_one_count(tmp_path: Path) -> None:
    environment = {**os.environ, "GONGKAI_DATABASE": _database(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    if connection.vendor == "sqlite":
        subprocess.run([sys.executable, "manage.py", "migrate", "--run-syncdb", "-v0"], env=environment, check=True)
    contender = [sys.executable, "-m", "tests.web.contender", "apply", "30", "25"]
    running = [subprocess.Popen(contender, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert sum(int(each.communicate(timeout=120)[0]) for each in running) == 30


def _database(folder: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'limits.sqlite3'}"
    known = connection.settings_dict
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
