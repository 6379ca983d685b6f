"""磁盘写满: said in Chinese, nothing half-kept, and no matter once there is room: an upload, an act, the press, the database."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.followers import lagging, press
from gongkai.doors.search import index
from gongkai.engines.search.values import Query
from gongkai.office.journal.verify import verify
from gongkai.publication.documents import attachments
from gongkai.publication.documents.models import Version
from tests.cast import Cast
from tests.doors.press.pressing import differing, from_nothing, lying, notes_left, unsound
from tests.publication.conftest import House, house, people
from tests.publication.shelf import opened, published
from tests.publication.test_attachments import logged_in, upload
from tests.publication.test_walk import drafted

__all__ = ["house", "people"]
pytestmark = pytest.mark.django_db(transaction=True)
SAID = "服务器的磁盘空间不足，刚才的内容没有保存"


@pytest.fixture
def small(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A data folder on a small disk."""
    disk = tmp_path / "small"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("不能挂载小磁盘，未试磁盘写满 (cannot mount a small disk)")
    settings.VAR_DIR, settings.MEDIA_ROOT = disk, disk / "files"
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, leaving: int = 0) -> Path:
    """Take all the room there is, but for so many bytes."""
    free = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - leaving)))
    return filler


def test_an_upload_is_not_kept_and_goes_through_once_there_is_room(house: House, small: Path) -> None:
    document, wang = drafted(house), logged_in("wang")
    filler = fill(small, leaving=8192)
    refused = upload(wang, document, "附件1.txt", "样例".encode() * 10_000)
    assert refused.status_code == 507 and SAID in refused.content.decode() and "Traceback" not in refused.text
    assert list(attachments.files(document)) == [] and list(small.rglob("*.part")) == []
    filler.unlink()
    assert upload(wang, document, "附件1.txt", "样例".encode() * 10_000).status_code == 302
    assert len(attachments.files(document)) == 1 and [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way to be full")
def test_an_act_that_finds_the_database_full_is_rolled_back_and_its_fields_come_back(house: House) -> None:
    document, wang = drafted(house), logged_in("wang")
    address = f"/desk/documents/{document.dossier_id}/edit/"
    form = {"edition": "1", "body": "第一条 样例。\n" * 20_000, "form_of_the_house": "1"}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        [pages] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
        refused = wang.post(address, form)
        cursor.execute("PRAGMA max_page_count = 1073741823")
    page = refused.content.decode()
    assert refused.status_code == 507 and SAID in page
    assert "第一条 样例。" in page and "返回修改（保留已填内容）" in page
    assert Version.objects.everywhere().count() == 1 and [str(finding) for finding in verify(whole=True)] == []
    assert wang.post(address, form).status_code == 302
    assert Version.objects.everywhere().count() == 2


@pytest.fixture
def bounded(house: House) -> Iterator[Path]:
    """The versions of documents on a small disk of the server's, as a tablespace has it; only where the server is ours."""
    disk = Path(mkdtemp(prefix="gongkai-small-"))
    steps = (["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], ["chown", "postgres", str(disk)])
    if os.geteuid() or any(subprocess.run(step, check=False, capture_output=True).returncode for step in steps):
        pytest.skip("不能挂载小磁盘，未试数据库磁盘写满 (cannot mount a small disk for the server)")
    space = f"gongkai_small_{disk.name.rpartition('-')[2].lower()}"
    table = Version._meta.db_table
    try:
        with connection.cursor() as cursor:
            try:
                cursor.execute(f"CREATE TABLESPACE {space} LOCATION '{disk}'")
            except DatabaseError:
                pytest.skip("服务器不在本机，或者不许建表空间 (the server cannot make a tablespace here)")
            cursor.execute(f'ALTER TABLE "{table}" SET TABLESPACE {space}')
            yield disk
            cursor.execute(f'ALTER TABLE "{table}" SET TABLESPACE pg_default')
            cursor.execute(f"DROP TABLESPACE {space}")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=False)
        disk.rmdir()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL alone has a disk of its own")
def test_an_act_that_finds_the_disk_of_the_server_full_is_rolled_back_and_goes_through_later(
    house: House, bounded: Path
) -> None:
    document, wang = drafted(house), logged_in("wang")
    address = f"/desk/documents/{document.dossier_id}/edit/"
    form = {"edition": "1", "body": token_hex(75_000), "form_of_the_house": "1"}  # nothing to compress
    filler = fill(bounded)
    refused = wang.post(address, form)
    assert refused.status_code == 507 and SAID in refused.content.decode()
    assert Version.objects.everywhere().count() == 1 and [str(finding) for finding in verify(whole=True)] == []
    filler.unlink()
    assert wang.post(address, form).status_code == 302
    assert Version.objects.everywhere().count() == 2


def test_the_index_answers_as_it_was_and_catches_up_once_there_is_room(house: House, small: Path) -> None:
    index.forget()
    column = opened(house.people, "通知公告", "tzgg")
    published(house, column, "临时救助标准的通知")
    follower.rebuild()
    second = published(house, column, "防汛抗旱的通知")
    filler = fill(small)
    with pytest.raises((OSError, ValueError), match="No space left"):
        follower.follow()
    assert index.find(Query("临时救助")).total == 1 and index.find(Query("防汛抗旱")).total == 0
    assert not index.is_broken() and lagging.lag(follower.INDEX).entries > 0, "it knows that it is behind"
    filler.unlink()
    follower.follow()
    assert [hit.key for hit in index.find(Query("防汛抗旱")).hits] == [str(second.pk)]
    assert not follower.check() and lagging.lag(follower.INDEX).entries == 0
    index.forget()


def test_the_press_puts_no_half_page_in_place_and_catches_up(house: House, small: Path, settings: Any) -> None:
    settings.PRESSED = True
    published(house, opened(house.people, "通知公告", "tzgg"), "一条通知")
    filler = fill(small, leaving=40_000)
    with pytest.raises(OSError, match="No space left"):
        press.follow()
    there = lying()
    assert all(page.rstrip().endswith((b"</html>", b">", b"}", b"]")) for page in there.values())
    filler.unlink()
    press.follow()
    assert unsound() == [] and notes_left() == []
    after = lying()
    assert len(after) > len(there) and differing(after, from_nothing()) == []
    assert any((small / "pressed").iterdir())


def test_whatever_finds_no_room_before_a_view_is_reached_is_said_too(client: Client, people: Cast) -> None:
    """The page of last resort is drawn for a trouble no middleware of ours has seen."""
    client.raise_request_exception = False

    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_request", no_room)
        answer = client.get("/desk/login/")
    assert answer.status_code == 507 and "磁盘已满" in answer.content.decode()
