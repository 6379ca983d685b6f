"""页面树: at every moment a page is one edition, whole, and its twin says the same or is not there."""

from __future__ import annotations

import gzip
import os
from pathlib import Path, PurePosixPath
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.press.places import place
from gongkai.engines.press.tree import Tree
from tests.publication.failpoints import OF_FILES, Killed, Points

AT = place("/shili/lm/tzgg/")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "pressed")


def test_a_page_is_put_with_a_twin_that_is_always_the_same(tree: Tree) -> None:
    assert tree.put(AT, b"one") and not tree.put(AT, b"one")
    twin = tree.twin(AT)
    assert tree.read(AT) == b"one" and twin is not None and gzip.decompress(twin) == b"one"
    tree.remove(AT)
    assert tree.read(AT) is None and tree.twin(AT) is None and not tree.remove(AT)
    tree.put(AT, b"one")
    assert tree.twin(AT) == twin


def test_two_editions_never_share_the_second_they_were_written_in(tree: Tree) -> None:
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
        tree = Tree(tmp_path / f"{before is None}-{at}")
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


def put_and_die(tree: Tree, page: bytes, at: int) -> bool:
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


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.binary(max_size=9)), max_size=12))
def test_what_lies_in_a_tree_is_what_was_put_last(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, bytes | None]]
) -> None:
    tree, said = Tree(tmp_path_factory.mktemp("tree")), dict[PurePosixPath, bytes]()
    for name, page in done:
        at = place(f"/{name}/")
        if page is None:
            assert tree.remove(at) == (said.pop(at, None) is not None)
        else:
            tree.put(at, page)
            said[at] = page
    assert {at: tree.read(at) for at in tree.places()} == said
