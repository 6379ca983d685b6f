"""内容库: one contract, kept by the folder and by a bucket; the bucket answers from a server that imitates S3.

It was never tried against a real object store: what such a one does under load, or with its parts failing, is not shown here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.engines.store.bucket import IN_MEMORY, BucketStore
from gongkai.engines.store.disk import DiskStore
from gongkai.engines.store.values import CHUNK, Store
from tests.buckets import ACCOUNT, SECRET, a_bucket
from tests.ports import free_port


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with a_bucket() as address:
        yield address


@pytest.fixture(params=["disk", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "disk":
        return DiskStore(tmp_path)
    return BucketStore.at(f"{request.getfixturevalue('bucket')}/{tmp_path.name}", SECRET)


def pieces(content: bytes) -> Iterator[bytes]:
    yield from (content[at : at + CHUNK] for at in range(0, len(content), CHUNK))


def read(store: Store, digest: str) -> bytes:
    with store.opened(digest) as content:
        return content.read()


@given(content=st.binary(max_size=3000))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_comes_back_under_its_digest(store: Store, content: bytes) -> None:
    kept = store.keep(pieces(content))
    assert (kept.digest, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert store.size_of(kept.digest) == len(content)
    assert read(store, kept.digest) == content


def test_what_is_larger_than_the_memory_allowed_comes_back_and_can_be_read_anywhere(store: Store) -> None:
    content = b"0123456789abcdef" * (IN_MEMORY // 16 + 1000)
    kept = store.keep(pieces(content))
    with store.opened(kept.digest) as found:
        found.seek(-4, 2)
        assert found.read() == content[-4:]
        found.seek(5)
        assert found.read(3) == content[5:8]


def test_the_same_content_lies_once_and_is_touched_again(store: Store) -> None:
    first = store.keep([b"one"])
    before = next(store.lying()).touched
    assert store.keep([b"o", b"ne"]) == first
    (again,) = store.lying()
    assert again.name == first.digest
    assert again.touched >= before
    assert abs(again.touched - datetime.now(UTC)) < timedelta(minutes=5)  # noqa: TID251 (the store's clock is asked)


def test_what_is_not_there_is_said_so(store: Store) -> None:
    nothing = hashlib.sha256(b"never kept").hexdigest()
    assert store.size_of(nothing) is None
    with pytest.raises(FileNotFoundError):
        store.opened(nothing)
    store.remove(nothing)
    assert list(store.lying()) == []


def test_what_is_removed_is_gone(store: Store) -> None:
    kept, other = store.keep([b"one"]), store.keep([b"other"])
    store.remove(kept.digest)
    assert store.size_of(kept.digest) is None
    assert [one.name for one in store.lying()] == [other.digest]


@pytest.mark.parametrize("name", ["../etc/passwd", "", "AB" * 32, "a" * 63, "a" * 64 + "/x"])
def test_a_name_that_is_no_digest_leads_nowhere(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="不是摘要"):
        store.opened(name)
    with pytest.raises(ValueError, match="不是摘要"):
        store.remove(name)


def test_a_broken_upload_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        store.keep(broken())
    assert list(store.lying()) == []


@pytest.mark.parametrize(
    "address", ["", "s3://host/bucket", "s3://user@host", "http://user@host/bucket", "s3://user@/bucket"]
)
def test_an_address_that_says_too_little_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="应写成"):
        BucketStore.at(address, SECRET)


def test_a_store_that_does_not_answer_is_an_error_of_the_machine(tmp_path: Path) -> None:
    gone = BucketStore.at(f"s3+http://{ACCOUNT}@127.0.0.1:{free_port()}/files", SECRET)
    with pytest.raises(OSError, match="没有应答"):
        gone.size_of("a" * 64)
    with pytest.raises(OSError, match="没有应答"):
        gone.keep([b"x"])
