"""核对之门: ``gongkai check``: what is typed made into orders, progress and findings on the terminal, one exit code."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from gongkai.doors.terminal import AsJson, BadInput, say
from gongkai.reading.runs.batch import FEW, SECONDS
from gongkai.reading.runs.running import OrderError, Orders, Run, opened
from gongkai.reading.runs.telling import told_together

_INTERRUPTED = 130
"""What a shell expects of a program that was interrupted."""

_MOST_JOBS = 64
_MOST_SECONDS = 3600


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件", help="年报（docx、doc、pdf、网页、文本、xlsx等），或存放年报的目录；可以写几个。"
        ),
    ],
    as_json: AsJson = False,
    everything: Annotated[bool, typer.Option("--all", help="全部列出，不省略。")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="目录", help="每份报告写一张原文与问题对照的网页；一份的可以写文件名。"),
    ] = None,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", metavar="目录", help="docx的报告加上批注另存一份，别处一概不动。")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="文件", help="所有的格、问题和文中所述写成Excel。")
    ] = None,
    overview: Annotated[
        list[Path] | None,
        typer.Option(
            "--overview", metavar="文件", help="各机关各年度的总览，按后缀写成html、csv、xlsx或json；可以写几个。"
        ),
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", metavar="文件", help="结果逐份记入文件，一份一行JSON。")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="接着上次办：--jsonl文件里已有结果而内容未变的不再核对。")
    ] = False,
    last_year: Annotated[
        Path | None,
        typer.Option("--last-year", metavar="文件", help="同一机关上年度的报告，逐项对照；只用于一份报告。"),
    ] = None,
    parts: Annotated[
        Path | None, typer.Option("--parts", metavar="目录", help="下级各单位的报告，与汇总逐格核对；只用于一份报告。")
    ] = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", metavar="个数", help="同时核对的进程数；不写则与处理器相同。")
    ] = None,
    seconds: Annotated[
        str | None, typer.Option("--seconds", metavar="秒", help=f"成批核对时每份最多用多少秒；不写为{SECONDS:g}秒。")
    ] = None,
) -> None:
    """核对年度报告：读出统计表和文中的数，逐一核对，指出何处不符、怎样改。

    载体按内容识别，不看后缀。目录中的文件并行核对，同一机关前后两年的报告互相对照，
    不同机关的看有无雷同、同一指标是否相称；一个文件出错不影响其余。
    退出代码：没有红错为0，有红错为1，有文件不能读取或不是年报为2。JSON的格式见docs/reading-json.md。
    """
    orders = Orders(
        files=files,
        html=html,
        annotate=annotate,
        xlsx=xlsx,
        overview=tuple(overview or ()),
        jsonl=jsonl,
        resume=resume,
        last_year=last_year,
        parts=parts,
        everything=everything,
        jobs=None if jobs is None else _whole(jobs, "--jobs", _MOST_JOBS),
        seconds=SECONDS if seconds is None else _whole(seconds, "--seconds", _MOST_SECONDS),
    )
    try:
        with opened(orders) as run:
            code = _carried_out(run, as_json=as_json)
    except OrderError as slip:
        raise BadInput(str(slip)) from None
    except OSError as refusal:
        raise BadInput(f"不能写入{refusal.filename or '结果文件'}，请检查路径、权限和磁盘空间") from None
    except KeyboardInterrupt:
        kept = f"，已核对的记在{jsonl}，加--resume接着办" if jsonl else ""
        typer.echo(f"已中断{kept}", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    raise typer.Exit(code)


def _whole(text: str, option: str, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise BadInput(f"{option}应为1至{most}之间的整数，收到“{text}”")
    return int(text)


def _carried_out(run: Run, *, as_json: bool) -> int:
    """Do everything, telling it as it is done; the exit code is that of the worst file."""
    codes: dict[str, int] = {}
    with _progress(run) as bar:
        for outcome in run.outcomes():
            codes[outcome.file] = max(outcome.exit_code, codes.get(outcome.file, 0))
            bar.advance(outcome.file)
            if not as_json:
                bar.tell(outcome.told)
    run.finish()
    if as_json:
        _say_records(run)
    elif run.count > 1:
        for line in told_together(run.survey):
            say(line)
        if run.count > FEW:
            say(_total(codes))
    return max(codes.values(), default=0)


def _total(codes: dict[str, int]) -> str:
    count = Counter(codes.values())
    return f"共{len(codes)}份：没有红错{count[0]}份，有红错{count[1]}份，不能核对{count[2]}份"


class _Bar:
    """What is told and how far it is; without a bar where nobody looks or nothing is waited for."""

    def __init__(self, progress: Progress | None, count: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=count) if progress else None
        self._done: set[str] = set()

    def advance(self, file: str) -> None:
        self._done.add(file)
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=len(self._done))

    def tell(self, lines: Iterable[str]) -> None:
        """Above the bar where both are on the terminal; else where output goes."""
        if self._progress and sys.stdout.isatty():
            for line in lines:
                self._progress.console.print(Text(line), soft_wrap=True)
        else:
            say(*lines)


@contextmanager
def _progress(run: Run) -> Iterator[_Bar]:
    if run.count <= FEW or not sys.stderr.isatty():
        yield _Bar(None, run.count)
        return
    parts = (TextColumn("核对"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*parts, console=console, redirect_stdout=False, transient=True) as progress:
        yield _Bar(progress, run.count)


def _say_records(run: Run) -> None:
    """An array of all results, written one by one."""
    typer.echo("[", nl=False)
    for number, record in enumerate(run.batch.spool.records()):
        text = indent(json.dumps(record, ensure_ascii=False, indent=2), "  ")
        typer.echo(f"{',' if number else ''}\n{text}", nl=False)
    typer.echo("\n]")
