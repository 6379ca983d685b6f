"""外来文字: no pattern is made of what people sent but escaped, and nothing they sent says how a text is put together."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.engines.search.marking import marked
from gongkai.web.forms import Form
from tests.structure.fixed import Where, calls, is_fixed
from tests.structure.house import ROOT, sources, tracked

PATTERNED = {"compile", "search", "match", "fullmatch", "split", "sub", "subn", "findall", "finditer"}
PATTERNS_OF_OURS = {
    (
        "gongkai.engines.search.marking",
        "'|'.join((f'({_row(row)})' for row in rows[:64]))",
    ): "_row逐字转义，见下一个测试",
    ("gongkai.engines.search.segment", "f\"[{''.join(pairs)}]\""): "OpenCC的繁简对照表，都是汉字",
    ("gongkai.engines.search.segment", "f\"[^{usual}]|[{''.join(_simplified()[1])}]\""): "同一对照表",
    ("gongkai.law.annual_report.report", "self.name.format(year=year)"): "各版格式自己的名称，填入年份这个数",
    ("gongkai.office.establishment.forms.profile", "pattern"): "_shape的参数，调用处都是常量",
    ("gongkai.papers.pasted.safe", "'|'.join(sorted(CLASSES | {'figure'}))"): "自己的样式名",
    (
        "gongkai.reading.script",
        "f\"[*_{_INVISIBLE_ONES}{''.join(map(chr, _OF_PARTS))}{_only_traditional()}]\"",
    ): "OpenCC的对照表和自己的字符",
    ("gongkai.reading.script", "f'[{_only_traditional()}]'"): "OpenCC的对照表",
    ("gongkai.reading.texts.claims", "pattern"): "phrases给出的本模块的表",
}
"""逐处看过的: not told by the syntax alone to be ours, with the reason why they are."""
FORMATS_OF_OURS = {
    ("gongkai.demo.lettered.writing", "concern.text"): "演示数据自己的文字",
    ("gongkai.law.annual_report.report", "self.name"): "各版格式自己的名称",
    ("gongkai.office.notices.acts", "subject"): "add_to的参数，调用处都是常量",
    ("gongkai.web.forms", "wording"): "_wording从自己的表里取",
}
NUMBERS = {"self.width", "share.places + 1", "share.places + 2", "decimals"}
"""格式里的数: how many digits; of the type of a number, which mypy holds."""
LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
HANDED: dict[str, Callable[[ast.Call], ast.expr]] = {
    "_shape": lambda call: call.args[0],
    "add_to": lambda call: next(each.value for each in call.keywords if each.arg == "subject"),
}
Spot = tuple[str, str]


def nodes(*words: str) -> Iterator[tuple[Where, ast.AST]]:
    """Every expression of the modules in which one of the words stands."""
    for module, path in sources().items():
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield from calls(module)


def methods(*words: str) -> Iterator[tuple[Where, ast.Call, ast.Attribute]]:
    for where, node in nodes(*words):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield where, node, node.func


def test_every_pattern_is_a_text_of_ours_in_which_what_people_sent_is_escaped() -> None:
    of_others: list[Spot] = []
    known: set[Spot] = set()
    number = 0
    for where, call, func in methods("re."):
        if ast.unparse(func.value) == "re" and func.attr in PATTERNED:
            number += 1
            key = (where.module, ast.unparse(call.args[0]))
            if not is_fixed(call.args[0], where):
                (known.add if key in PATTERNS_OF_OURS else of_others.append)(key)
    assert number > 800
    assert not of_others, "escape it with re.escape, or say in the table why it is a text of ours"
    assert known == set(PATTERNS_OF_OURS), "no longer there"


def test_no_query_of_the_database_is_a_pattern() -> None:
    asked = re.compile(r"__i?regex\b")
    assert not [name for name, path in sources().items() if asked.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("word", ["a.b", "(甲", "[", "\\", "^$", "a|b", "甲*", "{2}", "(?P<x>", "\\d+"])
def test_what_is_searched_for_says_only_itself(word: str) -> None:
    assert "<mark>" not in str(marked("乙丙丁", [word]))
    told = str(marked("前面甲a.b后面", [word]))
    assert re.sub(r"</?mark>", "", told) == "前面甲a.b后面"


def test_every_text_that_is_filled_in_is_ours_whatever_is_filled_in() -> None:
    of_others: list[Spot] = []
    known: set[Spot] = set()
    for where, _, func in methods("format"):
        if func.attr in {"format", "format_map"} and not is_fixed(func.value, where):
            key = (where.module, ast.unparse(func.value))
            (known.add if key in FORMATS_OF_OURS else of_others.append)(key)
    assert not of_others and known == set(FORMATS_OF_OURS)


def test_what_is_handed_on_to_be_a_pattern_or_filled_in_is_ours_where_it_is_handed_in() -> None:
    seen = set()
    for where, node in nodes(*HANDED):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in HANDED:
            assert is_fixed(HANDED[node.func.id](node), where), (where.module, ast.unparse(node))
            seen.add(node.func.id)
    assert seen == set(HANDED)


def test_no_text_is_put_together_by_percent_unless_it_is_ours_and_no_width_is_anybody_elses() -> None:
    wrong = []
    for where, node in nodes("%", "{"):
        if isinstance(node, ast.BinOp) and _puts_together(node) and not is_fixed(node.left, where):
            wrong.append((where.module, ast.unparse(node)))
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            for each in node.format_spec.values:
                if not (is_fixed(each, where) or ast.unparse(each.value) in NUMBERS):  # type: ignore[attr-defined]
                    wrong.append((where.module, ast.unparse(node)))
    assert not wrong


def _puts_together(node: ast.BinOp) -> bool:
    """Whether a remainder is none: a text stands on its left, or several values on its right."""
    if not isinstance(node.op, ast.Mod):
        return False
    left = node.left
    while isinstance(left, ast.BinOp):
        left = left.left
    literal = isinstance(left, ast.JoinedStr) or (isinstance(left, ast.Constant) and isinstance(left.value, str))
    return literal or isinstance(node.right, ast.Tuple | ast.Dict)


def test_what_is_logged_and_how_a_day_is_written_is_said_in_texts_of_ours() -> None:
    for where, call, func in methods("log", "strftime", "strptime"):
        if func.attr in LOGS and ast.unparse(func.value) in {"log", "logger", "logging"}:
            assert is_fixed(call.args[0], where), (where.module, ast.unparse(call))
        if func.attr in {"strftime", "strptime"}:
            assert is_fixed(call.args[-1], where), (where.module, ast.unparse(call))


def test_templates_fill_in_texts_of_their_own_alone() -> None:
    filled = re.compile(r"[|.]\s*format\(|\bformat_map\(|\bsprintf\(")
    own = re.compile(r'"[^"]*"\s*[|.]\s*format\(')
    files = [path for path in tracked() if path.suffix == ".html" and "templates" in path.parts]
    assert len(files) > 300
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert len(filled.findall(text)) == len(own.findall(text)), path.relative_to(ROOT)


def test_what_an_error_quotes_is_not_read_as_a_text_to_fill_in() -> None:
    from django import forms

    class Choosing(Form):
        one = forms.ChoiceField(label="{0.__class__}", choices=[("a", "甲")])

    said = [fault.message for fault in Choosing({"one": "{label.__class__}%s"}).faults]
    assert len(said) == 1 and "class 'str'" not in said[0]


# -- the yardstick itself --------------------------------------------------------------------------------------------------

SAMPLE = """
import re
OWN = {"甲": "a|b"}
def good(text, words):
    part = "|".join(map(re.escape, words))
    for each in OWN.values():
        re.search(f"^{each}{len(words)}(?:{part})$", text)
def bad(text, words):
    part = "|".join(words)
    re.search(part, text)
    re.search(f"a{text}", "b")
    re.search(text.lower(), "b")
"""


def test_the_yardstick_tells_a_text_of_ours_from_one_that_was_sent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.structure import fixed

    path = tmp_path / "sample.py"
    path.write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(fixed, "sources", lambda: {"sample": path})
    told = [
        is_fixed(node.args[0], where)
        for where, node in calls("sample")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.search"
    ]
    assert told == [True, False, False, False]
