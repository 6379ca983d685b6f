"""相互对照: authorities that repeat each other are told as pairs, figures out of proportion are asked; never red, never twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.doors.cli import app
from gongkai.doors.terminal import run
from gongkai.reading.checks.copied import Wordings, long_sentences
from gongkai.reading.outputs.survey import survey
from gongkai.reading.record import report_json
from gongkai.reading.report import Reading, read
from gongkai.reading.runs.spool import Spool
from gongkai.reading.shapes import CopiesJson, OutlineJson, ReportJson
from tests.published.broken import broken
from tests.published.drafts import ASPECTS, draft

Gongkai = Callable[..., tuple[int, str]]
WORDS = "政务公开培训窗口服务群众办事指南更新栏目检查督促落实解读政策回应关切线上线下答复申请登记台账目录清单平台运行"


def prose(seed: int, sentences: int = 8) -> str:
    """Sentences nobody else has."""
    chance = Random(seed)
    return "".join("".join(chance.choices(WORDS, k=50)) + "。" for _ in range(sentences))


def report(name: str, said: str, year: int = 2020, stock: int = 100) -> str:
    text = draft(year, {("article_20_5", "permits", "previous"): stock}, name)
    return text.replace(ASPECTS[0], f"（一）主动公开。{said}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A county that copied from another, with its own names and figures, and one that did not; one is out of proportion."""
    place = tmp_path / "年报"
    place.mkdir()
    own = prose(1)
    for name, said, stock in (
        ("甲山县", f"甲山县公开12条。{own}", 100),
        ("乙山县", f"乙山县公开3405条。{own}", 110),
        ("丙山县", prose(2), 9000),
    ):
        (place / f"{name}.txt").write_text(report(name, said, stock=stock), encoding="utf-8")
    (place / "甲山县去年.txt").write_text(report("甲山县", own, 2019), encoding="utf-8")
    return place


@pytest.fixture
def gongkai(capsys: pytest.CaptureFixture[str]) -> Gongkai:
    def call(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            run(app, ["check", *(str(argument) for argument in arguments)])
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out + captured.err

    return call


def test_a_folder_tells_who_repeats_whom_and_asks_about_figures(gongkai: Gongkai, folder: Path, tmp_path: Path) -> None:
    code, said = gongkai(folder, "--overview", tmp_path / "a.html", "--overview", tmp_path / "a.json")
    assert code != 2
    (line,) = [line for line in said.splitlines() if line.startswith("雷同")]
    assert "甲山县2020年度" in line and "乙山县2020年度" in line
    assert any(line.startswith("提问　2020年度") and "丙山县9000项" in line for line in said.splitlines())
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    (pair,) = found["copies"]
    assert {Path(pair["one"]).stem, Path(pair["other"]).stem} == {"甲山县", "乙山县"}
    assert pair["sentences"] >= 8 and pair["characters"] >= 8 * 50
    lines = (folder / "甲山县.txt").read_text(encoding="utf-8").splitlines()
    assert pair["excerpt"][:20] in lines[pair["other_line"] - 1] + lines[pair["one_line"] - 1]
    assert [asked["code"] for asked in found["questions"]] == ["D01"]
    page = LexborHTMLParser((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert page.css_first("#copies") is not None and "相差悬殊" in page.text()


def test_it_is_told_by_many_processes_and_after_a_resumption_as_well(
    gongkai: Gongkai, folder: Path, tmp_path: Path
) -> None:
    lines: list[list[str]] = []
    for more in ((), ("--jobs", 2), ("--jobs", 2, "--resume")):
        _, said = gongkai(folder, "--jsonl", tmp_path / f"{len(more) > 0}.jsonl", *more)
        lines.append([line for line in said.splitlines() if line.startswith(("雷同", "提问"))])
    assert lines[0] and lines[0] == lines[1] == lines[2]


def test_the_words_of_one_authority_and_of_a_pattern_are_no_copies() -> None:
    own = [read(report("甲山县", prose(1), year)) for year in (2019, 2020)]
    assert copied(*own) == []
    pattern, ending = prose(3, 6), range(20)
    many = [read(report(f"{chr(0x4E00 + at)}山县", pattern + prose(10 + at, 30))) for at in ending]
    assert copied(*many) == []
    assert len(copied(many[0], many[1])) == 1


def test_two_that_repeat_each_other_for_years_are_told_year_by_year_and_else_across_years() -> None:
    years = [read(report(name, prose(year), year)) for year in (2019, 2020) for name in ("甲山县", "乙山县")]
    assert [(each["one_called"], each["other_called"]) for each in copied(*years)] == [
        (f"甲山县{year}年度", f"乙山县{year}年度") for year in (2019, 2020)
    ]
    across = [read(report("甲山县", prose(7), 2019)), read(report("乙山县", prose(7), 2020))]
    assert [each["other_called"] for each in copied(*across)] == ["乙山县2020年度"]


def copied(*readings: Reading) -> list[CopiesJson]:
    outlines = [report_json(f"{at}.txt", each, ()) for at, each in enumerate(readings)]
    return list(survey(lambda: outlines).copies)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sets(st.integers(1, 12), max_size=8)), max_size=7))
def test_what_is_common_is_what_a_slow_count_finds(reports: list[tuple[str, set[int]]]) -> None:
    """With owners each once: of an owner's several reports one stands for a sentence."""
    once = list({owner: (owner, said) for owner, said in reports}.values())
    wordings = Wordings()
    for owner, said in once:
        wordings.add(owner, 2020, ((digest, 100) for digest in said))
    slow = {
        (one, other): 100 * len(once[one][1] & once[other][1])
        for one, other in combinations(range(len(once)), 2)
        if 100 * len(once[one][1] & once[other][1]) >= 240
    }
    assert {(pair.one, pair.other): pair.characters for pair in wordings.copies()} == slow


@given(st.integers(0, 10_000))
def test_the_outline_of_a_line_is_that_of_its_record(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    made = broken(seed)
    name = f'报告{seed},"cells":[,"summary":.txt'
    record = report_json(name, reading := read(made.text, name), ())
    spool = Spool(tmp_path_factory.mktemp("spool") / "a.jsonl")
    spool.start()
    spool.add(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    spool.add(json.dumps(record, ensure_ascii=False, separators=(",", ":"))[:-9])
    (outline,) = spool.outlines()
    assert outline == {key: record[key] for key in OutlineJson.__annotations__}  # type: ignore[literal-required]
    assert len(record["summary"]["sentences"]) == len(long_sentences(reading))
    assert set(ReportJson.__annotations__) == set(record)
