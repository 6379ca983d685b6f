"""读表结果的格式: docs/reading-json.md, drawn from the shapes ``gongkai check --json`` is declared to print (record.py)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading import record
from gongkai.reading.checks.findings import Sureness
from gongkai.reading.tables.alignment import Certainty

SHAPES = (
    record.ReportJson,
    record.CellJson,
    record.FindingJson,
    record.SeenJson,
    record.ClaimJson,
    record.UnplacedJson,
    record.PlaceJson,
)
"""各种结构, the report first."""

_WORDS = (("state", State), ("certainty", Certainty), ("level", Level), ("sureness", Sureness))

MEANINGS = {
    "ReportJson": {
        "file": "文件，照命令行所写或所在目录的路径",
        "error": "不能核对的原因，中文；能核对的为空",
        "edition": "统计表的格式：`2014`、`2019`、`2021`，辨认不出的为`null`",
        "year": "报告年度，辨认不出的为`null`",
        "authority": "机关名称，照原文；辨认不出的为空",
        "cells": "统计表的每一格，读出的和没有读出的",
        "claims": "正文里所述的数",
        "findings": "查出的问题，重的在前",
        "unplaced": "在统计表范围内、不能归入任何一格的数",
        "notes": "说明：怎样辨认格式，载体有什么没有读取",
        "carrier": "载体，按内容识别：`docx`、`pdf`、`html`、`text`等；不能核对的为空",
        "page_notes": "载体中没有读取的，如扫描页、图片、脚注、宏；也在`notes`里",
        "size": "文件的字节数",
        "digest": "文件的SHA-256，`--resume`凭它认定内容未变",
        "last_year": "与哪个文件对照了上年；没有对照的为空",
    },
    "CellJson": {
        "table": "表的代号，`gongkai table`列出",
        "row": "行的代号",
        "column": "列的代号",
        "path": "行和列的名称，由外到内",
        "value": "数；状态不是`number`的为`null`，不当作0",
        "state": "格的状态",
        "text": "原文所印，与数不同的（`3852万元`、`/`）",
        "at_most": "没有读出的格，所在行的数字限定它至多为多少；不限定的为`null`",
        "certainty": "凭什么归入这一格；没有归入的为空",
        "place": "出处",
    },
    "FindingJson": {
        "level": "级别",
        "rule": "规则",
        "table": "表的代号；不涉及表的为空",
        "left": "左边；不计算的为`null`",
        "right": "右边；不计算的为`null`",
        "difference": "左边减右边",
        "cells": "所涉的格和数",
        "explanation": "算式和说明",
        "culprit": "疑点：几处不符共有的格；说不出的为空",
        "basis": "依据",
        "place": "位置",
        "mend": "改法",
        "code": "检查项的编号；格式自带的勾稽关系为空",
        "sureness": "把握",
    },
    "SeenJson": {
        "table": "表的代号；不是表中的格为空",
        "row": "行的代号",
        "column": "列的代号",
        "label": "名称",
        "value": "数，没有的为`null`",
        "state": "格的状态",
        "place": "出处",
    },
    "ClaimJson": {
        "table": "所说的表；比率为空",
        "row": "所说的行、标题或比率的代号",
        "label": "名称",
        "value": "数",
        "unit": "单位",
        "exact": "是否确数；余、多、约、近、万等说法为`false`",
        "place": "出处",
    },
    "UnplacedJson": {"reason": "为什么不能归入", "place": "出处"},
    "PlaceJson": {
        "line": "行号，从1起；各种载体都先读成行",
        "excerpt": "该处的原文，长的截断",
        "at": "该行的第几格，从0起；不知道分格的为`null`",
        "where": "位置的叫法：第3页、第2张表第5行、工作表“表三”第7行、第76行",
    },
}
"""各键的含义: of every key of every shape."""


def page() -> str:
    """整页."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# 读表结果的JSON",
        "",
        "本页由`docs/reading_json.py`从`gongkai/reading/record.py`生成（`make docs`），不要手工修改。",
        "",
        "`gongkai check --json`打印一个数组，一份报告一项；`--jsonl 文件`一份一行，边核对边写，适合成千上万份。"
        "两者每一项的结构相同。以后只会增加键，不会改名、删去或改变含义。",
        "",
        "数没有读出就是`null`，不是0。金额用所在行的单位（多为万元）。",
    )
    for shape in SHAPES:
        name, meanings = shape.__name__, MEANINGS[shape.__name__]
        yield from ("", f"## {name}", "", f"{_title(shape)}。", "", "| 键 | 类型 | 含义 |", "|---|---|---|")
        yield from (f"| `{key}` | {_kind(kind)} | {meanings[key]} |" for key, kind in _keys(shape).items())
    for key, words in _WORDS:
        yield from ("", f"## {key}的值", "", "| 值 | 含义 |", "|---|---|")
        yield from (f"| `{word.value}` | {word.label} |" for word in _members(words))


def _title(shape: type) -> str:
    return (inspect.getdoc(shape) or "").split(":")[0]


def _keys(shape: Any) -> dict[str, str]:
    return {key: getattr(kind, "__forward_arg__", str(kind)) for key, kind in shape.__annotations__.items()}


def _kind(kind: str) -> str:
    """A type as JSON knows it, with a link where it is a shape of its own."""
    kind = kind.replace("str", "文字").replace("int | float", "数").replace("int", "整数").replace("bool", "真假")
    kind = kind.replace(" | None", "或null")
    kind = re.sub(r"list\[(.*)\]", r"\1的数组", kind)
    return re.sub(r"\w+Json", lambda name: f"[{name[0]}](#{name[0].lower()})", kind)


def _members(words: type[Word]) -> tuple[Word, ...]:
    return tuple(words)
