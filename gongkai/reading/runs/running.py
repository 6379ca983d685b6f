"""办理核对: what is asked for at the command line, made into tasks, and the products of all files together.

orders = Orders(files=(…,), overview=(Path("总览.html"),), …)
with opened(orders) as run:            raises OrderError, said in Chinese, for orders that cannot be carried out
    for outcome in run.outcomes(): …   every file as it is done, then what comparing years adds
    run.finish()                       workbook and overview
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.reading.outputs.overview import write_overview
from gongkai.reading.outputs.survey import Survey, survey
from gongkai.reading.outputs.workbook import write_workbook
from gongkai.reading.runs.batch import FEW, SECONDS, Batch, Outcome, Task
from gongkai.reading.runs.gathering import gather
from gongkai.reading.runs.spool import Spool
from gongkai.reading.runs.telling import Detail

_PAGES = (".html", ".htm")
_OVERVIEWS = (*_PAGES, ".csv", ".xlsx", ".json")


class OrderError(ValueError):
    """办不到: what is asked for cannot be done together, or cannot be written; says why in Chinese."""


@dataclass(frozen=True)
class Orders:
    """所要的: the files and folders, the products, and how the work is done."""

    files: Sequence[Path]
    html: Path | None = None
    annotate: Path | None = None
    xlsx: Path | None = None
    overview: Sequence[Path] = ()
    jsonl: Path | None = None
    resume: bool = False
    last_year: Path | None = None
    parts: Path | None = None
    everything: bool = False
    jobs: int | None = None
    seconds: float = SECONDS

    @property
    def products(self) -> tuple[Path, ...]:
        """产物: the files and folders the run writes, which are not reports."""
        return tuple(path for path in (self.html, self.annotate, self.xlsx, self.jsonl, *self.overview) if path)


@dataclass
class Run:
    """一次核对: the orders, their batch, and the marked pages of the files."""

    orders: Orders
    batch: Batch

    @property
    def count(self) -> int:
        """份数: how many files."""
        return len(self.batch.tasks)

    def outcomes(self) -> Iterator[Outcome]:
        """逐份结果: of the last run, where it is taken up; of each file; of what comparing years added."""
        if self.orders.resume:
            yield from self.batch.resume()
        yield from self.batch.first_round()
        if self.count > 1:
            yield from self.batch.second_round()

    @cached_property
    def survey(self) -> Survey:
        """汇总: of all results, when they are complete."""
        return survey(self.batch.spool.outlines)

    def finish(self) -> None:
        """收尾: the products of all files together. Raises OrderError."""
        spool, pages = self.batch.spool, {str(task.path): task.page for task in self.batch.tasks if task.page}
        there = {file: page for file, page in pages.items() if page.exists()}
        overviews = list(self.orders.overview)
        if self.orders.html and self.orders.html.suffix.lower() not in _PAGES:
            overviews.append(self.orders.html / "index.html")
        try:
            for path in overviews:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_overview(path, self.survey, spool.outlines, there)
            if self.orders.xlsx:
                self.orders.xlsx.parent.mkdir(parents=True, exist_ok=True)
                write_workbook(self.orders.xlsx, spool.records())
        except OSError as refusal:
            raise OrderError(f"不能写入{refusal.filename or '结果文件'}，请检查路径、权限和磁盘空间") from None


@contextmanager
def opened(orders: Orders) -> Iterator[Run]:
    """开办: check the orders and gather the files. Raises OrderError."""
    files = gather(orders.files, orders.products)
    _examine(orders, files)
    hands = orders.jobs or (0 if len(files) <= FEW else os.cpu_count() or 1)
    with _spool(orders) as spool:
        yield Run(orders, Batch(_tasks(orders, files), spool, hands, orders.seconds))


def _examine(orders: Orders, files: Sequence[Path]) -> None:
    if orders.resume and orders.jsonl is None:
        raise OrderError("--resume须与--jsonl同用：上次的结果记在哪个文件里")
    if orders.html and orders.html.suffix.lower() in _PAGES and len(files) != 1:
        raise OrderError(f"{orders.html}只能放一份报告，有{len(files)}份，请写一个目录")
    for option, given in (("--last-year", orders.last_year), ("--parts", orders.parts)):
        if given and len(files) != 1:
            raise OrderError(f"{option}只能用于一份报告，有{len(files)}份")
    for path in orders.overview:
        if path.suffix.lower() not in _OVERVIEWS:
            raise OrderError(f"总览应写成{'、'.join(suffix[1:] for suffix in _OVERVIEWS)}之一，收到“{path.name}”")
    if orders.xlsx and orders.xlsx.suffix.lower() != ".xlsx":
        raise OrderError(f"格表应写成xlsx，收到“{orders.xlsx.name}”")
    inputs = {path.resolve() for path in files}
    for path in orders.products:
        if path.resolve() in inputs:
            raise OrderError(f"{path}是要核对的文件，不能把结果写在上面")


def _tasks(orders: Orders, files: Sequence[Path]) -> list[Task]:
    short = Detail.SHORT if len(files) <= FEW else Detail.BRIEF
    detail = Detail.ALL if orders.everything else short
    parts = _parts(orders, files)
    return [
        Task(
            path,
            detail,
            page=_page(orders, name),
            annotated=orders.annotate / f"{name}（批注）.docx" if orders.annotate else None,
            last_year=orders.last_year,
            parts=parts,
        )
        for path, name in zip(files, _names(files), strict=True)
    ]


def _page(orders: Orders, name: str) -> Path | None:
    if orders.html is None or orders.html.suffix.lower() in _PAGES:
        return orders.html
    return orders.html / f"{name}.html"


def _parts(orders: Orders, files: Sequence[Path]) -> tuple[Path, ...]:
    """The reports a report is compared with as the sum of them, itself left out."""
    if orders.parts is None:
        return ()
    own = {path.resolve() for path in files}
    found = tuple(path for path in gather([orders.parts], orders.products) if path.resolve() not in own)
    if found == (orders.parts,):
        raise OrderError(f"{orders.parts}不是目录，或者其中没有可以核对的报告")
    return found


def _names(files: Iterable[Path]) -> Iterator[str]:
    """A name for the products of each file, no two alike: its own, with a number where folders repeat it."""
    taken = {"index"}
    for path in files:
        name, number = path.stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem}-{number}"
        taken.add(name.casefold())
        yield name


@contextmanager
def _spool(orders: Orders) -> Iterator[Spool]:
    """The file of results: the one asked for, or one that is gone afterwards."""
    if orders.jsonl is None:
        with TemporaryDirectory(prefix="gongkai-") as folder:
            spool = Spool(Path(folder) / "results.jsonl")
            spool.start()
            yield spool
        return
    there = orders.jsonl.exists()
    if there and not orders.resume:
        raise OrderError(f"{orders.jsonl}已有上次的结果：接着核对请加--resume，重新核对请先移走它")
    spool = Spool(orders.jsonl)
    try:
        orders.jsonl.parent.mkdir(parents=True, exist_ok=True)
        if not there:
            spool.start()
    except OSError:
        raise OrderError(f"不能写入{orders.jsonl}，请检查路径和权限") from None
    yield spool
