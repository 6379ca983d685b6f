"""核对命令: files and folders, exit codes a script can use, JSON of a declared shape, and the blank forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.doors.cli import app
from gongkai.doors.terminal import run
from gongkai.law.annual_report import EDITIONS
from gongkai.reading import shapes

RIGHT = "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4"
WRONG = RIGHT.replace("\t4", "\t5")
REPORT = (
    "示例县2022年政府信息公开工作年度报告\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n{}\n"
)
Gongkai = Callable[..., tuple[int, str]]


@pytest.fixture
def gongkai(capsys: pytest.CaptureFixture[str]) -> Gongkai:
    def call(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            run(app, [str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out + captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "right.txt").write_text(REPORT.format(RIGHT), encoding="utf-8")
    (tmp_path / "wrong.md").write_bytes(REPORT.format(WRONG).encode("gb18030"))
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


@pytest.mark.parametrize(("name", "code"), [("right.txt", 0), ("wrong.md", 1), ("scan.pdf", 2), ("absent.txt", 2)])
def test_the_exit_code_tells_right_wrong_and_unreadable_apart(
    gongkai: Gongkai, folder: Path, name: str, code: int
) -> None:
    assert gongkai("check", folder / name)[0] == code


def test_one_bad_file_never_stops_the_rest(gongkai: Gongkai, folder: Path) -> None:
    code, said = gongkai("check", folder / "scan.pdf", folder / "absent.txt", folder / "wrong.md")
    assert code == 2
    assert "PDF" in said and "文件不存在" in said and "应等于总计 5，相差1" in said


def test_a_folder_is_checked_file_by_file(gongkai: Gongkai, folder: Path) -> None:
    code, said = gongkai("check", folder)
    assert code == 2 and said.count("合计：") == 2 and said.count("scan.pdf：") == 1


def test_a_folder_without_reports_is_unreadable(gongkai: Gongkai, tmp_path: Path) -> None:
    (tmp_path / "图.png").write_bytes(b"")
    code, said = gongkai("check", tmp_path)
    assert code == 2 and said.startswith(f"{tmp_path}：目录中没有可以核对的文件（doc、docx、")


def test_what_people_read_names_the_rule_the_cells_and_the_line(gongkai: Gongkai, folder: Path) -> None:
    lines = gongkai("check", folder / "wrong.md")[1].splitlines()
    assert lines[0].endswith("示例县，2022年度，2021年格式")
    assert lines[1].startswith("  红错　各类申请人之和等于总计（一、本年新收政府信息公开申请数量）　第7行")
    assert lines[2] == "    自然人 3＋商业企业 1（其余各格为0）＝4，应等于总计 5，相差1"
    assert lines[-1].startswith("  合计：红错1处，黄警0处")


def test_json_has_the_declared_shape_for_every_file(gongkai: Gongkai, folder: Path) -> None:
    code, said = gongkai("check", "--json", folder / "wrong.md", folder / "scan.pdf")
    reports: list[dict[str, Any]] = json.loads(said)
    assert code == 2
    for report in reports:
        _conforms(report, shapes.ReportJson)
    wrong, scan = reports
    assert (wrong["edition"], wrong["year"], wrong["authority"], wrong["error"]) == ("2021", 2022, "示例县", "")
    assert scan["cells"] == [] and "PDF" in scan["error"]
    new = [
        cell
        for cell in wrong["cells"]
        if (cell["table"], cell["row"], cell["column"]) == ("applications", "new", "total")
    ]
    assert [(cell["value"], cell["state"], cell["place"]["line"], cell["path"][-1]) for cell in new] == [
        (5, "number", 7, "总计")
    ]
    assert [(finding["level"], finding["difference"]) for finding in wrong["findings"]] == [("red", -1)]


def test_a_long_answer_is_cut_short_and_says_how_to_see_the_rest(gongkai: Gongkai, folder: Path) -> None:
    short, full = gongkai("check", folder / "wrong.md")[1], gongkai("check", "--all", folder / "wrong.md")[1]
    assert "加 --all 全部列出" in short and "--all" not in full
    assert full.count("未读出　") > short.count("未读出　")


def _conforms(value: dict[str, Any], shape: Any) -> None:
    assert set(value) == set(shape.__annotations__)
    parts = {
        "cells": shapes.CellJson,
        "claims": shapes.ClaimJson,
        "findings": shapes.FindingJson,
        "unplaced": shapes.UnplacedJson,
    }
    for key, part in parts.items():
        for each in value[key]:
            assert set(each) == set(part.__annotations__)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.key))
def test_every_table_of_an_edition_is_printed_blank_with_its_balances(gongkai: Gongkai, edition: Any) -> None:
    code, said = gongkai("table", edition.key)
    assert code == 0
    flat = said.replace("\n", "").replace(" ", "").replace("│", "")
    for table in edition.tables.values():
        assert table.title in said
        assert all(balance.name in said for balance in table.balances)
        assert all(line.label[:6] in flat for line in table.row_lines.values())


def test_one_table_is_found_by_its_key_or_by_words_of_its_title(gongkai: Gongkai) -> None:
    by_key, by_title = gongkai("table", "2021", "remedies"), gongkai("table", "2023", "复议")
    assert by_key == by_title and "各种结果之和等于总计" in by_key[1]


def test_table_json_lists_rows_columns_and_operands(gongkai: Gongkai) -> None:
    (table,) = json.loads(gongkai("table", "2019", "applications", "--json")[1])
    assert (len(table["rows"]), len(table["columns"])) == (23, 7)
    assert {"table": "", "row": "new", "column": "total", "sign": 1, "last_year": False} in [
        operand for balance in table["balances"] for operand in balance["operands"]
    ]


@pytest.mark.parametrize("arguments", [("table", "2007"), ("table", "一九"), ("table", "2021", "没有的表"), ("check",)])
def test_what_cannot_be_used_is_refused_in_chinese(gongkai: Gongkai, arguments: tuple[str, ...]) -> None:
    code, said = gongkai(*arguments)
    assert code == 2 and said.startswith("错误：")
