"""检索的样本: texts for the tests of the search engines, and what holding a row means, said without any index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from opensearchpy import OpenSearch
from osmem_server import OsmemError, OsmemServer

from gongkai.engines.search.clustered import Clustered
from gongkai.engines.search.embedded import Embedded
from gongkai.engines.search.segment import Lexicon, folded, signs
from gongkai.engines.search.values import Facet, Search, Text

FACETS = {Facet.AUTHORITY: "530123", Facet.COLUMN: "policies", Facet.KIND: "policy", Facet.YEAR: "2024"}


def text(key: str, title: str, body: str = "", **more: object) -> Text:
    told: dict[str, object] = {
        "facets": FACETS,
        "published_on": date(2024, 3, 1),
        "digest": f"digest of {key}",
    }
    return Text(key=key, title=title, body=body, **{**told, **more})  # type: ignore[arg-type]


def holds(one: Text, row: str, titles_only: bool = False) -> bool:
    """Whether the signs of the row stand one after the other in the title, the issuer, a number, the body or a file."""
    sought = signs(folded(row))
    places = (one.title,) if titles_only else (one.title, one.issuer, *one.numbers, one.body, *one.attached)
    return any(_within(sought, signs(folded(place))) for place in places)


def _within(sought: list[str], there: list[str]) -> bool:
    return any(there[at : at + len(sought)] == sought for at in range(len(there) - len(sought) + 1))


class Made(Protocol):
    """Makes an empty engine with a lexicon, the same index each time it is called with the same name."""

    def __call__(self, lexicon: Lexicon | None = None, name: str = "search") -> Search: ...


class EmbeddedMade:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, lexicon: Lexicon | None = None, name: str = "search") -> Embedded:
        return Embedded(self.folder / name, lexicon)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class ClusteredMade:
    def __init__(self, client: OpenSearch) -> None:
        self.client = client

    def __call__(self, lexicon: Lexicon | None = None, name: str = "search") -> Clustered:
        return Clustered(self.client, name, lexicon, shards=1)

    def forget(self) -> None:
        self.client.indices.delete(index="*")


@contextmanager
def cluster() -> Iterator[OpenSearch]:
    """The in-memory server on a free port; skips loudly where it cannot start."""
    try:
        server = OsmemServer.start(japanese=False)  # its dictionary takes seconds to load
    except (OsmemError, OSError) as error:  # pragma: no cover  depends on the machine
        pytest.skip(f"OpenSearch适配器未经测试：测试用服务无法启动（{error}）")
    with server, OpenSearch(hosts=[server.url], timeout=60) as client:
        yield client
    if server.process.stdout:
        server.process.stdout.close()
