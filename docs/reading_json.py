"""读表结果的格式: docs/reading-json.md, drawn from the shapes ``gongkai check --json`` is declared to print (record.py)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading import shapes
from gongkai.reading.checks.findings import Sureness
from gongkai.reading.checks.traits import Rank
from gongkai.reading.tables.alignment import Certainty

SHAPES = (
    shapes.ReportJson,
    shapes.CellJson,
    shapes.FindingJson,
    shapes.SeenJson,
    shapes.ClaimJson,
    shapes.UnplacedJson,
    shapes.PlaceJson,
    shapes.SummaryJson,
    shapes.FigureJson,
    shapes.SentenceJson,
    shapes.OverviewJson,
    shapes.OutlineJson,
    shapes.CopiesJson,
    shapes.QuestionJson,
)
"""各种结构, the report first."""

_WORDS = (("state", State), ("certainty", Certainty), ("level", Level), ("sureness", Sureness), ("rank", Rank))

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
        "summary": "要目，总览和与其他机关对照所需的；总在最后",
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
    "SummaryJson": {
        "read": "读出了几格",
        "unread": "没有读出几格",
        "red": "红错几处",
        "yellow": "黄警几处",
        "question": "提问几处",
        "figures": "总览所列的指标，每份都有，没有读出的为`null`",
        "rank": "哪一类机关",
        "indicators": "与同类机关对照的指标，只有读出的、大于0的",
        "sentences": "长句，最长的60句，用来查雷同",
    },
    "FigureJson": {"name": "指标名称", "value": "数，没有读出的为`null`"},
    "SentenceJson": {
        "digest": "除去机关名称、年份、数字和标点以后文字的摘要（BLAKE2b，48位），文字相同的摘要相同",
        "length": "除去以后的字数",
        "line": "起于第几行",
        "excerpt": "原文的开头",
    },
    "OverviewJson": {
        "reports": "各份的要目",
        "copies": "雷同，最相近的在前，至多200对",
        "questions": "与同类机关对照的提问，至多200处",
    },
    "OutlineJson": {
        "file": "文件",
        "error": "不能核对的原因；能核对的为空",
        "edition": "统计表的格式",
        "year": "报告年度",
        "authority": "机关名称",
        "size": "文件的字节数",
        "digest": "文件的SHA-256",
        "last_year": "与哪个文件对照了上年",
        "summary": "要目",
    },
    "CopiesJson": {
        "one": "文件",
        "other": "另一文件",
        "one_called": "机关和年度",
        "other_called": "另一份的机关和年度",
        "sentences": "相同的长句有几句",
        "characters": "共多少字，不计名称、年份、数字和标点",
        "share": "占较短一份所有长句的比例，1为全部",
        "excerpt": "最长的一句的开头",
        "one_line": "这一句在前一份的第几行",
        "other_line": "在后一份的第几行",
    },
    "QuestionJson": {
        "code": "检查项的编号",
        "rule": "规则",
        "year": "年度",
        "explanation": "所问",
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
        "本页由`docs/reading_json.py`从`gongkai/reading/shapes.py`生成（`make docs`），不要手工修改。",
        "",
        "`gongkai check --json`打印一个数组，一份报告一项；`--jsonl 文件`一份一行，边核对边写，适合成千上万份。"
        "两者每一项的结构相同。"
        "`--overview 文件.json`是一个[OverviewJson](#overviewjson)：各份只有要目，另有机关之间的雷同和提问。"
        "以后只会增加键，不会改名、删去或改变含义。",
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
