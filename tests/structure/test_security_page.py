"""安全一页: every line says its state, and what it says is proved is proved by a test that exists."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.structure.house import ROOT, sources, tree

PAGE = ROOT / "docs" / "security.md"
PROVED, REASONED = {"有", "部分"}, {"由部署负责", "不适用", "未做"}
FIFTH = "OWASP ASVS 5.0 V1 编码和净化"
TABLES = {"威胁和措施": 2, "等级保护应用侧控制": 2, "OWASP ASVS 4.0.3 第二级": 2, FIFTH: 3}
"""Under which heading a table stands, and in which of its columns the state; the tests stand in the next one, the reason last."""


@cache
def written() -> frozenset[str]:
    """Every test there is."""
    functions = (node for path in sources("tests").values() for node in ast.walk(tree(path)))
    return frozenset(node.name for node in functions if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_")


def lines() -> list[tuple[str, list[str]]]:
    """Heading and cells of every line of the tables with states."""
    heading, found = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if heading in TABLES and line.startswith("| ") and "状态" not in cells:
            found.append((heading, cells))
    return found


@pytest.mark.parametrize(("heading", "cells"), lines(), ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_line_says_its_state_and_names_its_proof_or_its_reason(heading: str, cells: list[str]) -> None:
    at = TABLES[heading]
    state, tests = cells[at], re.findall(r"`(test_\w+)`", cells[at + 1])
    assert state in PROVED | REASONED
    assert bool(tests) == (state in PROVED)
    assert set(tests) <= written()
    if state in REASONED:
        assert cells[-1], "who says that nothing is done says why"


def test_every_table_is_there_and_no_number_of_the_list_stands_twice() -> None:
    counted = {heading: [cells for each, cells in lines() if each == heading] for heading in TABLES}
    assert all(len(rows) > 20 for rows in counted.values())
    numbers = [cells[0] for cells in counted["OWASP ASVS 4.0.3 第二级"]]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(?:–\d+\.\d+\.\d+)?", number) for number in numbers)


def test_every_item_of_the_first_chapter_of_the_fifth_edition_is_there_once() -> None:
    items = {1: 2, 2: 10, 3: 12, 4: 3, 5: 3}
    asked = [f"1.{section}.{item}" for section, many in items.items() for item in range(1, many + 1)]
    assert [cells[0] for heading, cells in lines() if heading == FIFTH] == asked


def test_every_control_of_the_national_standard_is_there() -> None:
    points = {cells[0] for heading, cells in lines() if heading == "等级保护应用侧控制"}
    asked = {"身份鉴别", "登录失败处理", "传输防窃听", "双因素", "访问控制", "安全审计", "入侵防范"}
    assert points >= asked | {"数据完整性", "数据保密性", "数据备份恢复", "剩余信息保护", "个人信息保护", "密码算法"}
