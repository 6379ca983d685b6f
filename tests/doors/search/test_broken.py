"""损坏的索引: a search says that it cannot be used, and the worker makes the index anew by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.search import index
from gongkai.engines.search.values import Query
from gongkai.law.grammar.flow import Unlawful
from tests.doors.search.conftest import worked
from tests.publication.conftest import House
from tests.publication.shelf import opened, published


def files() -> list[Path]:
    """What lies in the index that is read, the greatest first."""
    folder = index.root() / "current"
    return sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: -path.stat().st_size)


@pytest.mark.parametrize("harm", ["garbled", "cut", "lost"])
def test_a_broken_index_is_said_and_made_anew(house: House, client: Client, harm: str) -> None:
    content = published(house, opened(house.people, "通知公告", "tzgg"), "临时救助标准的通知")
    worked()
    assert [hit.key for hit in index.find(Query("临时救助")).hits] == [str(content.pk)] and not follower.is_due()
    index.forget()
    meta = index.root() / "current" / "meta.json"
    if harm == "garbled":
        meta.write_bytes(b"\x00" * 200)
    elif harm == "cut":
        for path in files()[:1]:
            path.write_bytes(path.read_bytes()[:10])
    else:
        next(path for path in files() if path.name not in ("meta.json", "version", "whole")).unlink()
    with pytest.raises(Unlawful, match="检索服务暂时不能使用"):
        index.find(Query("临时救助"))
    page = client.get("/shili-minzheng/search/", {"q": "临时救助"})
    assert page.status_code == 422 and "检索服务暂时不能使用" in page.content.decode()
    assert follower.is_due()
    worked()
    assert [hit.key for hit in index.find(Query("临时救助")).hits] == [str(content.pk)] and not follower.is_due()
