"""全省: one table of what a province asks most often, beside what nobody can beat and beside others who do the same.

Ours is measured in a house on the database of the run, at ten thousand, a hundred thousand and a million contents, applications
and records. The limit is measured in the same process between two of ours; a peer right after, in an environment of its own,
with as many rows of the same kind. ``python -m bench province [quick] [postgresql://…]``; where ``BENCH_PEERS`` names a folder,
the environment of the peers is kept there and not installed again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import work_names as names
from bench.board import Board, Line, Side, Work
from bench.house import open_house, say
from bench.peers import datasette, wagtail
from bench.peers.environment import Environment, made

SIZES = (10_000, 100_000, 1_000_000)
QUICK = (1_000, 10_000)
PEERS = (wagtail, datasette)
EMPTY = "the empty page behind the same middlewares"
WAGTAIL = f"Wagtail {wagtail.VERSION}"
DATASETTE = f"Datasette {datasette.VERSION}"
A_SECOND = "requests/s"


def lines(database: str, *, quick: bool) -> Iterator[Line]:
    """各行: of the one table."""
    with open_house(database) as folder:
        yield from _measured(folder, QUICK if quick else SIZES).lines()


def _measured(folder: Path, sizes: tuple[int, ...]) -> Board:
    from django.db import connection

    from bench import province_house, province_http  # models need a configured house

    board = Board(works(of_sqlite=connection.vendor == "sqlite"))
    peers = folder / "peers"
    peers.mkdir()
    there = made(
        Path(os.environ.get("BENCH_PEERS", peers / "environment")),
        f"wagtail=={wagtail.VERSION}",
        f"datasette=={datasette.VERSION}",
        "granian",
    )
    house = province_house.built(sizes[0])
    for size in sizes:
        if size > sizes[0]:
            house.grow(size)
        house.measure(board, size)
        for peer in PEERS:
            _of_peer(board, peer.WORKS, there, size, partial(peer.measured, there.python, size, peers))
    province_http.measured(board, sizes[-1], folder, there, house)
    board.excuse(
        names.OPEN_DATA,
        sizes[-1],
        Side.PEER,
        "asks for a Solr of its own schema and a Redis; the registry holds no Solr",
    )
    return board


def _of_peer(
    board: Board, names: tuple[str, ...], there: Environment, size: int, ask: Callable[[], dict[str, float]]
) -> None:
    """What a peer takes; where it breaks, the table says so and goes on."""
    say(f"{', '.join(names)}: a peer at {size:,}")
    try:
        found = ask() if there.is_there else {}
        trouble = there.reason
    except (OSError, RuntimeError, ValueError) as broken:
        found, trouble = {}, str(broken)[:120]
    for name in names:
        if name in found:
            board.note(name, size, Side.PEER, found[name])
        else:
            board.excuse(name, size, Side.PEER, trouble or "not asked at this size: see docs/bench.md")


def works(*, of_sqlite: bool) -> list[Work]:
    """各项: in the order of the table; where the database works in another process, pages are told by the wall."""
    table = [
        Work(
            names.PRESSED,
            "nginx on a plain file of the same bytes",
            "none: what Wagtail would serve is its cold page",
            A_SECOND,
        ),
        Work(names.LIST_A_SECOND, "the empty page, same server", f"{WAGTAIL}, same server", A_SECOND),
        Work(names.DETAIL_A_SECOND, "the empty page, same server", f"{WAGTAIL}, same server", A_SECOND),
        Work(names.LIST, f"{EMPTY} + bare SQL of the twenty rows", WAGTAIL),
        Work(names.DETAIL, f"{EMPTY} + bare SQL of the row", WAGTAIL),
        Work(
            names.SEARCH,
            f"{EMPTY} + the bare engine: twenty hits and their number",
            f"{DATASETTE} on SQLite's FTS5, words cut for it",
        ),
        Work(names.SEARCH_RANKED, "as above", f"{WAGTAIL} on SQLite's FTS5, ranked, words cut for it"),
        Work(names.SUBMIT, f"{EMPTY}, sent the form, + its own statements alone", f"{WAGTAIL}: its own form page"),
        Work(names.SHEET, "bare GROUP BY over the same rows", "none: no program of the registry counts one", "ms"),
        Work(
            names.DESK,
            "the empty page of the desk + bare SQL of the twenty rows",
            "Django admin, same rows, no filters",
        ),
        Work(names.REGISTER, f"{EMPTY} + bare SQL of the rows and of the count", f"{DATASETTE}, counting all"),
        Work(names.OPEN_DATA, "", "CKAN"),
    ]
    return table if of_sqlite else [replace(each, unit=each.unit.removesuffix(" CPU")) for each in table]
