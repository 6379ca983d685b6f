"""页面树: at every moment a page is one edition, whole, and its twin says the same or is not there."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from time import monotonic, time
from unittest.mock import patch
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.engines.press.bucket_tree import BucketTree
from gongkai.engines.press.disk_tree import DiskTree
from gongkai.engines.press.places import place
from gongkai.engines.press.tree import Tree
from gongkai.engines.store.s3 import Patience, StoreError
from tests.buckets import ACCOUNT, SECRET, a_bucket, open_to_readers
from tests.ports import free_port
from tests.publication.failpoints import OF_FILES, Killed, Points

AT = place("/shili/lm/tzgg/")


@pytest.fixture
def tree(tmp_path: Path) -> DiskTree:
    return DiskTree(tmp_path / "pressed")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with a_bucket() as address:
        yield address


@pytest.fixture(params=["disk", "bucket"])
def any_tree(request: pytest.FixtureRequest, tmp_path: Path) -> Tree:
    """The contract is one; the bucket answers from a server that imitates S3."""
    if request.param == "disk":
        return DiskTree(tmp_path / "pressed")
    return BucketTree.at(f"{request.getfixturevalue('bucket')}/{tmp_path.name}", SECRET, tmp_path / ".work")


def test_a_page_is_put_with_a_twin_that_is_always_the_same(tree: DiskTree) -> None:
    assert tree.put(AT, b"one") and not tree.put(AT, b"one")
    twin = tree.twin(AT)
    assert tree.read(AT) == b"one" and twin is not None and gzip.decompress(twin) == b"one"
    tree.remove(AT)
    assert tree.read(AT) is None and tree.twin(AT) is None and not tree.remove(AT)
    tree.put(AT, b"one")
    assert tree.twin(AT) == twin


def test_two_editions_never_share_the_second_they_were_written_in(tree: DiskTree) -> None:
    seconds = []
    for text in (b"aaa", b"bbb", b"ccc"):
        tree.put(AT, text)
        edition = tree.edition(AT, zipped=False)
        assert edition is not None and edition.body == text
        seconds.append(edition.changed)
    assert len(set(seconds)) == 3


@pytest.mark.parametrize("before", [None, b"old"])
def test_killed_at_any_point_a_page_is_the_old_or_the_new_and_done_again_it_is_whole(
    tmp_path: Path, before: bytes | None
) -> None:
    for at in range(1, 50):
        tree = DiskTree(tmp_path / f"{before is None}-{at}")
        if before:
            tree.put(AT, before)
        if put_and_die(tree, b"new", at):
            break
        assert tree.read(AT) in (before, b"new")
        twin = tree.twin(AT)
        assert twin is None or gzip.decompress(twin) == tree.read(AT)
        assert list(tree.places()) in ([], [AT])
        tree.put(AT, b"new")
        assert (tree.read(AT), gzip.decompress(tree.twin(AT) or b"")) == (b"new", b"new")
    else:
        pytest.fail("the work never ended")


def put_and_die(tree: DiskTree, page: bytes, at: int) -> bool:
    points = Points(at)
    patched = [patch.object(os, name, dying(points, what, getattr(os, name))) for name, what in OF_FILES.items()]
    for each in patched:
        each.start()
    try:
        tree.put(AT, page)
    except Killed:
        return False
    finally:
        for each in patched:
            each.stop()
    return True


def dying(points: Points, what: str, call: object) -> object:
    def before(*given: object, **named: object) -> object:
        points.reach(what)
        return call(*given, **named)  # type: ignore[operator]

    return before


@given(done=st.lists(st.tuples(st.sampled_from("abc文"), st.none() | st.binary(max_size=9)), max_size=12))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_lies_in_a_tree_is_what_was_put_last(any_tree: Tree, done: list[tuple[str, bytes | None]]) -> None:
    any_tree.clear()
    said = dict[PurePosixPath, bytes]()
    for name, page in done:
        at = place(f"/{name}/")
        if page is None:
            assert any_tree.remove(at) == (said.pop(at, None) is not None)
        else:
            assert any_tree.put(at, page) is (said.get(at) != page)
            said[at] = page
    assert {at: any_tree.read(at) for at in any_tree.places()} == said
    assert any_tree.looks() == (["standard"] if said or (isinstance(any_tree, DiskTree) and done_any(done)) else [])


def done_any(done: list[tuple[str, bytes | None]]) -> bool:
    """Whether anything was ever put: folders on a disk stay."""
    return any(page is not None for _, page in done)


def test_what_is_taken_away_is_gone_at_once_with_everything_of_it(any_tree: Tree) -> None:
    gone = [place(f"/shili/zfxxgk/{name}/", look) for name in ("甲~1", "b c", "d+e") for look in ("", "elder")]
    stays = [place("/shili/"), place("/shili/lm/tzgg/list.csv")]
    for at in (*gone, *stays):
        any_tree.put(at, b"page")
    assert any_tree.looks() == ["elder", "standard"]
    any_tree.take_away([*gone, place("/never/")])
    assert sorted(any_tree.places()) == sorted(stays)
    for at in gone:
        assert any_tree.read(at) is None and not any_tree.lies(at) and any_tree.edition(at, zipped=True) is None


def test_what_is_handed_out_is_the_page_and_when_it_was_put_there(any_tree: Tree) -> None:
    before = int(time())
    any_tree.put(AT, "页".encode())
    plain, zipped = (any_tree.edition(AT, zipped=zipped) for zipped in (False, True))
    assert plain is not None and plain.body == "页".encode() and before - 1 <= plain.changed <= before + 3
    assert zipped is not None and (gzip.decompress(zipped.body) if zipped.zipped else zipped.body) == plain.body
    assert any_tree.faithful(AT, "页".encode())


def test_what_nobody_registered_is_seen_and_can_be_thrown_away(any_tree: Tree) -> None:
    strange = PurePosixPath("standard/strange.bin")
    if isinstance(any_tree, BucketTree):
        any_tree.bucket.put_bytes(str(strange), b"?")
    else:
        assert isinstance(any_tree, DiskTree)
        any_tree.put(AT, b"page")
        any_tree.file(strange).write_bytes(b"?")
        any_tree.remove(AT)
    assert list(any_tree.places()) == [strange]
    any_tree.discard(strange)
    assert list(any_tree.places()) == []


# -- the bucket alone --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/shili/", ("text/html; charset=utf-8", None)),
        ("/shili/lm/tzgg/list.csv", ("text/csv; charset=utf-8", 'attachment; filename="tzgg.csv"')),
        ("/shili/lm/tzgg/feed.xml", ("application/xml; charset=utf-8", None)),
        ("/data/catalog.json", ("application/json", None)),
    ],
)
def test_a_page_in_a_bucket_says_its_type_and_that_it_must_be_asked_for_again(
    bucket: str, tmp_path: Path, address: str, told: tuple[str, str | None]
) -> None:
    tree = BucketTree.at(f"{bucket}/{tmp_path.name}", SECRET, tmp_path)
    tree.put(place(address), b"page")
    with urlopen(f"{open_to_readers(f'{bucket}/{tmp_path.name}')}/{place(address)}") as answer:  # noqa: S310 (loopback)
        said = (answer.headers["Content-Type"], answer.headers["Content-Disposition"])
        assert said == told and answer.headers["Cache-Control"] == "no-cache" and answer.read() == b"page"


def test_a_bucket_that_does_not_answer_hands_out_nothing_soon_and_refuses_to_have_taken_away(tmp_path: Path) -> None:
    gone = BucketTree.at(f"s3+http://{ACCOUNT}@127.0.0.1:{free_port()}/files", SECRET, tmp_path)
    began = monotonic()
    assert gone.edition(AT, zipped=False) is None and monotonic() - began < 1.5
    quick = replace(gone, bucket=replace(gone.bucket, patience=Patience(connect=0.2, read=0.2, again=0)))
    for refused in (lambda: quick.take_away([AT]), lambda: quick.put(AT, b""), quick.bucket.prove, quick.clear):
        with pytest.raises(StoreError, match="没有应答"):
            refused()


def test_a_bucket_that_works_is_proved_and_keeps_nothing_of_the_proof(bucket: str, tmp_path: Path) -> None:
    tree = BucketTree.at(f"{bucket}/{tmp_path.name}", SECRET, tmp_path)
    tree.bucket.prove()
    assert list(tree.places()) == []
    wrong = replace(tree.bucket, name="no-such-bucket")
    with pytest.raises(StoreError, match="NoSuchBucket"):
        wrong.prove()
