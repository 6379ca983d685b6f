"""桶中静态页: what is pressed into a bucket is handed out from it, by the platform and by nginx; what is withdrawn is not.

The bucket answers from a server that imitates S3; a real one was never tried.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from gongkai.doors.followers import checkups, press
from gongkai.engines.press import pressing
from gongkai.engines.press.baseline import Wrong
from gongkai.engines.press.bucket_tree import BucketTree
from gongkai.engines.press.places import place
from gongkai.law.grammar.flow import Unlawful
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries
from gongkai.web import clock
from gongkai.web.examining import Level
from tests.buckets import ACCOUNT, SECRET, a_bucket, open_to_readers
from tests.doors.press.nginxed import nginx, program
from tests.doors.press.pressing import lying, notes_left, unsound
from tests.doors.press.test_serving import FILES, LIST, MARK, PATHS, SAME, Site, by_django, marked
from tests.ports import free_port
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with a_bucket() as address:
        yield address


@pytest.fixture
def pages(bucket: str, tmp_path: Path) -> Iterator[str]:
    """Where anybody may read the pages."""
    address = f"{bucket}/{tmp_path.name}"
    with override_settings(PAGES=address, PAGES_SECRET=SECRET):
        yield open_to_readers(address)


@pytest.fixture(params=["platform", "nginx"])
def site(request: pytest.FixtureRequest, pages: str, house: House, tmp_path: Path) -> Iterator[Site]:
    """The same pages handed out by the platform alone, and by nginx before it."""
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.press([LIST, *(f"{LIST}{file}" for file in FILES), queries.address(content), "/"])
    if request.param == "platform":
        yield Site(by_django, content, house)
        return
    if program() is None:
        pytest.skip("nginx没有安装，没有测试它的配置")
    server: LiveServer = request.getfixturevalue("live_server")
    with nginx(tmp_path, tmp_path / "nginx", f"127.0.0.1:{server.thread.port}", store=pages) as running:
        yield Site(running.ask, content, house)


def test_a_page_comes_from_the_bucket_as_it_would_from_a_disk_and_is_asked_for_again_only_when_changed(
    site: Site, tmp_path: Path
) -> None:
    dynamic = site.ask(f"{LIST}?q=")
    marked(LIST)
    answer = site.ask(LIST)
    assert answer.status == 200 and answer.body.endswith(MARK.encode())
    said = {name: answer.headers.get(name.lower()) for name in SAME}
    assert said == {name: dynamic.headers.get(name.lower()) for name in SAME}
    assert not [name for name in answer.headers if name.startswith("x-amz")] and "set-cookie" not in answer.headers
    zipped = site.ask(LIST, Accept_Encoding="gzip")
    body = gzip.decompress(zipped.body) if zipped.headers.get("content-encoding") else zipped.body
    assert body == answer.body
    for tag in (answer.headers["etag"], zipped.headers["etag"]):
        assert site.ask(LIST, If_None_Match=tag).status == 304
    tree = pressing.the_tree()
    tree.put(place(LIST), b"<!doctype html>")
    assert site.ask(LIST, If_None_Match=answer.headers["etag"]).body == b"<!doctype html>"
    for file in FILES:
        with override_settings(PRESSED=False):
            drawn = by_django(f"{LIST}{file}")
        found = site.ask(f"{LIST}{file}")
        assert found.body == drawn.body
        for name in ("content-type", "content-disposition"):
            assert found.headers.get(name) == drawn.headers.get(name)
    assert not [path for path in (tmp_path / "pressed").rglob("*") if path.is_file()], "nothing lies on the disk"


def test_what_is_withdrawn_is_gone_from_the_bucket_before_the_act_returns(site: Site) -> None:
    address = queries.address(site.content)
    assert site.ask(address).status == 200 and "关于雨季的通知".encode() in site.ask(LIST).body
    disclosure.withdraw(site.content, on=DAY, by=site.house.people.wang, reason="有误")
    assert not [page for page in lying().values() if "关于雨季的通知".encode() in page]
    assert "关于雨季的通知".encode() not in site.ask(LIST).body
    assert site.ask(address).status in (404, 410)
    press.follow()
    assert not unsound() and not notes_left()


def test_a_form_a_query_and_strange_addresses_never_reach_the_bucket(site: Site) -> None:
    marked(LIST)
    assert MARK.encode() not in site.ask(f"{LIST}?q=x").body
    assert site.ask(LIST, "POST").status in (403, 405)
    for path in PATHS:
        answer = site.ask(path)
        assert answer.status >= 400 and b"NoSuchKey" not in answer.body and b"AccessDenied" not in answer.body


# -- when it does not answer -------------------------------------------------------------------------------------------


def test_while_the_bucket_is_silent_pages_are_drawn_and_nothing_is_withdrawn_by_halves(
    pages: str, house: House
) -> None:
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.press([LIST, queries.address(content)])
    with override_settings(PAGES=f"s3+http://{ACCOUNT}@127.0.0.1:{free_port()}/files/gone"):
        hasty(pressing.the_tree())
        assert "关于雨季的通知".encode() in by_django(LIST).body
        with pytest.raises(Unlawful, match="对象存储没有应答"):
            disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
        content.refresh_from_db()
        assert by_django(queries.address(content)).status == 200
        [told] = checkups.pages_store(clock.now())
        assert told.level is Level.DANGER and "GONGKAI_PAGES" in told.remedy
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert by_django(queries.address(content)).status in (404, 410)


def hasty(tree: object) -> None:
    """Nobody waits in a test for a store that is not there."""
    assert isinstance(tree, BucketTree)
    patience = replace(tree.bucket.patience, connect=0.2, again=0)
    object.__setattr__(tree, "bucket", replace(tree.bucket, patience=patience))


def test_the_doctor_says_where_pages_go_and_that_they_can_be_put_there(pages: str, house: House) -> None:
    published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.press([LIST, "/"])
    [store] = checkups.pages_store(clock.now())
    [tree] = checkups.pressed_tree(clock.now())
    assert store.level is tree.level is Level.FINE and "对象存储" in store.what
    pressing.the_tree().remove(place(LIST))
    assert [each.level for each in checkups.pressed_tree(clock.now())] == [Level.DANGER]
    with override_settings(PAGES=""):
        assert list(checkups.pages_store(clock.now())) == []


def test_what_was_changed_in_the_bucket_is_found_and_repaired(pages: str, house: House) -> None:
    published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.press([LIST, "/"])
    sound, tree = lying(), pressing.the_tree()
    tree.put(place(LIST), b"<!doctype html>changed by somebody")
    tree.remove(place("/"))
    tree.put(place("/shili-minzheng/strange/"), b"strange")
    found = list(press.check(afresh=False))
    assert {each.wrong for each in found} == {Wrong.CHANGED, Wrong.MISSING, Wrong.STRANGE}
    press.repair(found)
    assert lying() == sound and not unsound() and list(press.check(afresh=True)) == []
    press.renew(DAY + timedelta(days=400), 10)
