"""成批核对: folders, results kept and taken up, years and parts compared, orders that cannot be carried out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gongkai.doors.cli import app
from gongkai.doors.terminal import run
from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.sheets import Sheet, Value
from gongkai.reading.runs import batch
from gongkai.reading.runs.batch import Outcome, Task
from gongkai.reading.runs.command import Shelf
from gongkai.reading.runs.gathering import gather
from gongkai.reading.runs.spool import Spool
from tests.published import carried
from tests.published.figures import SCALES, filled

EDITION = EDITIONS[-1]
Gongkai = Callable[..., tuple[int, str]]


@pytest.fixture
def gongkai(capsys: pytest.CaptureFixture[str]) -> Gongkai:
    def call(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            run(app, ["check", *(str(argument) for argument in arguments)])
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out + captured.err

    return call


def report(year: int, carried_in: int, carried_out: int) -> str:
    """A page whose request table carries so many over, all else balanced."""
    table = EDITION.tables["applications"]
    numbers = dict.fromkeys(table.cells, 0)
    for column in ("person", "total"):
        numbers |= {("carried_in", column): carried_in, ("carried_out", column): carried_out, ("new", column): 9}
        numbers |= {("total", column): 9 + carried_in - carried_out, ("granted", column): 9 + carried_in - carried_out}
    return carried.page(EDITION, year, {"applications": Sheet.of(table, numbers)})


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Three years of one authority; in the last the carry-over is not what the year before says."""
    folder = tmp_path / "年报"
    folder.mkdir()
    for year, carried_in, carried_out in ((2021, 0, 2), (2022, 2, 3), (2023, 1, 0)):
        (folder / f"{year}.html").write_text(report(year, carried_in, carried_out), encoding="utf-8")
    return folder


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def codes(record: Mapping[str, Any]) -> list[str]:
    return [finding["code"] for finding in record["findings"]]


# -- 收集 --------------------------------------------------------------------------------------------------------------


def test_a_folder_gives_its_reports_and_neither_hidden_nor_temporary_nor_other_files(tmp_path: Path) -> None:
    for name in ("b.docx", "a.PDF", "~$b.docx", ".a.pdf", "图.png", "下/c.wps", ".藏/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "下" / "回").symlink_to(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in gather([tmp_path])] == ["a.PDF", "b.docx", "下/c.wps"]


def test_a_file_that_is_named_is_tried_whatever_it_is_called_and_once(tmp_path: Path) -> None:
    assert gather([tmp_path / "~$x", tmp_path / "图.png", tmp_path / "~$x"]) == [tmp_path / "~$x", tmp_path / "图.png"]


def test_what_the_run_writes_is_not_taken_for_a_report(gongkai: Gongkai, years: Path) -> None:
    for _ in range(2):
        gongkai(years, "--html", years / "对照", "--overview", years / "总览.html")
    assert len(list((years / "对照").glob("*.html"))) == 4
    assert [path.name for path in gather([years])] == ["2021.html", "2022.html", "2023.html"]


# -- 结果 --------------------------------------------------------------------------------------------------------------


def test_the_lines_of_a_run_are_its_array(gongkai: Gongkai, years: Path, tmp_path: Path) -> None:
    _, said = gongkai(years, "--json", "--jsonl", tmp_path / "a.jsonl")
    assert json.loads(said) == records(tmp_path / "a.jsonl")


def test_many_files_by_many_processes_give_what_one_gives(gongkai: Gongkai, years: Path, tmp_path: Path) -> None:
    (years / "坏.pdf").write_bytes(b"%PDF-1.4")
    one, two = gongkai(years, "--json"), gongkai(years, "--json", "--jobs", 2)
    assert one == two and one[0] == 2


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really read."""
    read: list[str] = []
    real = batch.do

    def do(task: Task, shelf: Shelf) -> Outcome:
        read.append(task.path.name)
        return real(task, shelf)

    monkeypatch.setattr(batch, "do", do)
    return read


def test_a_run_is_taken_up_where_it_stopped(gongkai: Gongkai, years: Path, tmp_path: Path, done: list[str]) -> None:
    kept = tmp_path / "a.jsonl"
    first = gongkai(years, "--jsonl", kept)[0]
    whole = records(kept)
    done.clear()
    assert gongkai(years, "--jsonl", kept, "--resume")[0] == first and done == []
    assert records(kept) == whole
    lines = kept.read_text(encoding="utf-8").splitlines()
    kept.write_text(f"{lines[0]}\n{lines[1][:100]}", encoding="utf-8")
    assert gongkai(years, "--jsonl", kept, "--resume")[0] == first
    assert done == ["2022.html", "2023.html", "2022.html", "2023.html"]
    assert records(kept) == whole


def test_a_file_that_changed_is_checked_again_and_so_is_the_year_after_it(
    gongkai: Gongkai, years: Path, tmp_path: Path, done: list[str]
) -> None:
    kept = tmp_path / "a.jsonl"
    assert gongkai(years, "--jsonl", kept)[0] == 1
    done.clear()
    (years / "2022.html").write_text(report(2022, 2, 1), encoding="utf-8")
    assert gongkai(years, "--jsonl", kept, "--resume")[0] == 0
    assert "2021.html" not in done and {"2022.html", "2023.html"} <= set(done)


def test_results_are_never_overwritten_by_mistake(gongkai: Gongkai, years: Path, tmp_path: Path) -> None:
    gongkai(years, "--jsonl", tmp_path / "a.jsonl")
    code, said = gongkai(years, "--jsonl", tmp_path / "a.jsonl")
    assert code == 2 and "已有上次的结果" in said


def test_an_interruption_keeps_what_was_done_and_says_how_to_go_on(
    gongkai: Gongkai, years: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch.do

    def do(task: Task, shelf: Shelf) -> Outcome:
        if task.path.name == "2023.html":
            raise KeyboardInterrupt
        return real(task, shelf)

    monkeypatch.setattr(batch, "do", do)
    code, said = gongkai(years, "--jsonl", tmp_path / "a.jsonl")
    assert code == 130 and "已中断" in said and "--resume" in said
    assert [Path(each["file"]).name for each in records(tmp_path / "a.jsonl")] == ["2021.html", "2022.html"]


def test_a_spool_gives_whole_lines_only_and_takes_newer_ones(tmp_path: Path) -> None:
    line = json.dumps(batch.lost(Task(tmp_path / "x"), "甲").line)
    old, new = Spool(tmp_path / "a"), Spool(tmp_path / "b")
    old.start()
    new.start()
    for name, spool, why in (("x", old, "甲"), ("y", old, "乙"), ("x", new, "丙")):
        spool.add(batch.lost(Task(Path(name)), why).line)
    with old.path.open("a", encoding="utf-8") as file:
        file.write(f'{{"file": 1}}\nnull\n{line}\n{{"fi')
    assert [(each["file"], each["error"]) for each in old.records()] == [("x", "甲"), ("y", "乙")]
    old.merge(new)
    assert [(each["file"], each["error"]) for each in old.records()] == [("x", "丙"), ("y", "乙")]


def test_a_last_line_whose_end_was_lost_is_whole_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "a")
    spool.start()
    for name in ("甲", "乙"):
        spool.add(batch.lost(Task(Path(name)), "丙").line)
    spool.path.write_bytes(spool.path.read_bytes().rstrip(b"\n"))
    spool.keep(lambda outline: True)
    spool.add(batch.lost(Task(Path("丁")), "丙").line)
    assert (
        [each["file"] for each in spool.records()] == [each["file"] for each in spool.outlines()] == ["甲", "乙", "丁"]
    )


# -- 对照 --------------------------------------------------------------------------------------------------------------


def test_neighbouring_years_of_one_authority_are_compared(gongkai: Gongkai, years: Path, tmp_path: Path) -> None:
    code, said = gongkai(years, "--jsonl", tmp_path / "a.jsonl")
    found = {Path(each["file"]).stem: each for each in records(tmp_path / "a.jsonl")}
    assert code == 1 and f"与{years / '2022.html'}对照" in said
    assert [Path(found[year]["last_year"]).name for year in ("2022", "2023")] == ["2021.html", "2022.html"]
    assert "A08" in codes(found["2023"]) and "A08" not in codes(found["2022"]) + codes(found["2021"])


def test_a_report_is_compared_with_that_of_last_year_where_it_is_named(gongkai: Gongkai, years: Path) -> None:
    alone, _ = gongkai(years / "2023.html")
    code, said = gongkai(years / "2023.html", "--last-year", years / "2022.html")
    assert (alone, code) == (0, 1) and "上年" in said


def test_what_cannot_be_compared_is_said_and_the_report_checked_all_the_same(gongkai: Gongkai, years: Path) -> None:
    code, said = gongkai(years / "2023.html", "--last-year", years / "absent.html")
    assert code == 0 and "没有与" in said and "合计：" in said


def test_a_report_is_compared_with_the_sum_of_its_parts(gongkai: Gongkai, years: Path, tmp_path: Path) -> None:
    parts = tmp_path / "下级"
    parts.mkdir()
    for name in ("甲镇", "乙镇"):
        text = report(2023, 0, 0).replace("示例县", f"示例县{name}")
        (parts / f"{name}.html").write_text(text, encoding="utf-8")
    said = gongkai(years / "2023.html", "--parts", parts, "--json")[1]
    assert "A28" in codes(json.loads(said)[0])


# -- 产物 --------------------------------------------------------------------------------------------------------------


def test_all_products_of_a_run_are_there(gongkai: Gongkai, tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    sheets = dict(filled(EDITION, Random(2), SCALES["town"]))
    sheets["remedies"] = sheets["remedies"].put("review", "total", Value.of(99))
    for sub in ("甲", "乙"):
        (folder / sub).mkdir()
        (folder / sub / "2023.docx").write_bytes(carried.docx(EDITION, 2023, sheets))
    out = tmp_path / "结果"
    products = (
        "--html",
        out / "对照",
        "--annotate",
        out / "批注",
        "--xlsx",
        out / "格.xlsx",
        "--overview",
        out / "总.csv",
    )
    assert gongkai(folder, *products)[0] == 1
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert found == [
        "对照/2023-2.html",
        "对照/2023.html",
        "对照/index.html",
        "总.csv",
        "批注/2023-2（批注）.docx",
        "批注/2023（批注）.docx",
        "格.xlsx",
    ]
    assert 'href="2023-2.html"' in (out / "对照" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--resume",), "--resume须与--jsonl同用"),
        (("--html", "a.html"), "只能放一份报告"),
        (("--xlsx", "a.csv"), "应写成xlsx"),
        (("--overview", "a.pdf"), "总览应写成"),
        (("--last-year", "x.txt"), "--last-year只能用于一份报告"),
        (("--parts", "x"), "--parts只能用于一份报告"),
        (("--jobs", "0"), "--jobs应为"),
        (("--seconds", "0"), "--seconds应为"),
        (("--jobs", "两个"), "收到“两个”"),
    ],
)
def test_orders_that_cannot_be_carried_out_are_refused_in_chinese(
    gongkai: Gongkai, years: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, told = gongkai(years, *arguments)
    assert code == 2 and said in told and "Traceback" not in told


def test_nothing_is_written_over_a_report(gongkai: Gongkai, years: Path) -> None:
    before = (years / "2021.html").read_bytes()
    code, said = gongkai(years / "2021.html", "--html", years / "2021.html")
    assert code == 2 and "不能把结果写在上面" in said and (years / "2021.html").read_bytes() == before
