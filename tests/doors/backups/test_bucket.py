"""桶中文件的备份: read through the store, brought back to it, and from a bucket to a disk and the other way round."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.doors.backups import checking, files, filing, making, parts, restoring
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.restoring import Restored
from gongkai.doors.backups.troubles import BackupError
from gongkai.publication.documents import checkups, storage
from gongkai.web import clock
from gongkai.web.examining import Level
from tests.buckets import ACCOUNT, SECRET, a_bucket
from tests.doors.backups.conftest import KEY
from tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)
CONTENTS = [f"第{number}件附件".encode() for number in range(3)]
LEDGER = "ledgers/one.xlsx"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with a_bucket() as address:
        yield address


@pytest.fixture(autouse=True)
def place(bucket: str, tmp_path: Path, settings: Any) -> None:
    """Three contents in a bucket, a ledger and a forgotten content on the disk, a key for the backups."""
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.BACKUP_KEY = tmp_path / "var", tmp_path / "var" / "files", KEY
    settings.FILES, settings.FILES_SECRET = f"{bucket}/{tmp_path.name}", SECRET
    for content in CONTENTS:
        storage.store().keep([content])
    for name, text in ((LEDGER, b"rows"), ("documents/ab/left", b"left on the disk")):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text)


def made(depot: Depot) -> Manifest:
    [whole] = making.make(depot, None)
    assert list(checking.verify(depot, whole.manifest.name)) == []
    return whole.manifest


def listed(depot: Depot, told: Manifest) -> dict[str, str]:
    found = filing.taken_from(parts.opened(depot.folder(told.name), told, parts.FILES))
    return {each.path: each.sha256 for each in found}


def in_the_bucket() -> set[str]:
    return {one.name for one in storage.store().lying()}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_what_lies_in_the_bucket_is_backed_up_once_and_comes_back_there(depots: tuple[Depot, Depot]) -> None:
    depot, names = depots[0], {digest(content) for content in CONTENTS}
    told = made(depot)
    paths = {f"documents/{name[:2]}/{name}": name for name in names} | {LEDGER: digest(b"rows")}
    assert listed(depot, told) == paths and told.counts["added"] == 4
    storage.store().keep([CONTENTS[0]])
    again = made(depot)
    assert listed(depot, again) == paths and again.counts["added"] == 0, "touched again it is the same"
    gone = sorted(names)[:2]
    for name in gone:
        storage.store().remove(name)
    done = Restored(again.name, "")
    restoring._put_files(depot, again, done)
    assert in_the_bucket() == names and (done.files, done.files_there) == (4, 2)
    assert all(storage.is_itself(storage.store(), name) for name in names)


def test_from_a_bucket_to_a_disk_and_back(depots: tuple[Depot, Depot], tmp_path: Path, settings: Any) -> None:
    """The path of a content does not tell where it lay."""
    depot, names, address = depots[0], {digest(content) for content in CONTENTS}, settings.FILES
    told = made(depot)
    settings.FILES, settings.MEDIA_ROOT = "", tmp_path / "elsewhere"
    restoring._put_files(depot, told, Restored(told.name, ""))
    assert in_the_bucket() == names and all(storage.is_itself(storage.store(), name) for name in names)
    on_disk = made(depot)
    assert listed(depot, on_disk) == listed(depot, told)
    settings.FILES = f"{address}-other"
    assert files.lie_here() == [f"{settings.MEDIA_ROOT}中有文件"]
    restoring._put_files(depot, on_disk, Restored(on_disk.name, ""))
    assert in_the_bucket() == names and "对象存储中有文件" in files.lie_here()[1]


def test_a_content_that_was_changed_in_the_bucket_is_put_back(depots: tuple[Depot, Depot]) -> None:
    told, store, name = made(depots[0]), storage.store(), digest(CONTENTS[1])
    store.bucket.put_bytes(name, CONTENTS[1][::-1])  # type: ignore[attr-defined]
    assert not storage.is_itself(store, name)
    done = Restored(told.name, "")
    restoring._put_files(depots[0], told, done)
    assert storage.is_itself(store, name) and done.files_there == done.files - 1


def test_a_bucket_that_does_not_answer_leaves_no_backup_and_says_so(depots: tuple[Depot, Depot], settings: Any) -> None:
    settings.FILES = f"s3+http://{ACCOUNT}@127.0.0.1:{free_port()}/files"
    with pytest.raises(BackupError, match="对象存储没有应答"):
        making.make(depots[0], None)
    assert depots[0].names(What.WHOLE) == [] and depots[0].unfinished() == []


def test_the_doctor_proves_the_bucket_of_files_before_it_asks_for_each(settings: Any) -> None:
    assert [each.level for each in checkups.files(clock.now())] == [Level.FINE]
    server, _, rest = settings.FILES.rpartition("/files-")
    settings.FILES = f"{server}/no-such-bucket/{rest.partition('/')[2]}"
    [told] = checkups.files(clock.now())
    assert told.level is Level.DANGER and "NoSuchBucket" in told.what and "GONGKAI_FILES" in told.remedy
