"""生成文档: docs/law.md, procedures.md, reading.md, reading-json.md and settings.md, drawn from the code.

``--check`` fails if one is stale.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from docs import reading_json, settings_page
from gongkai.law.annual_report.editions import EDITIONS
from gongkai.law.annual_report.report import Edition
from gongkai.law.grammar.flow import Flow
from gongkai.law.grammar.statute import Article, Term
from gongkai.law.grammar.tables import Table
from gongkai.law.outcomes import OUTCOMES, Version
from gongkai.reading.checks.rule import Needs
from gongkai.reading.checks.rulebook import entries

Told = TypeVar("Told", Flow, Term)
ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LAW = ROOT / "gongkai" / "law"


def _told(kind: type[Told]) -> tuple[Told, ...]:
    """Everything of a kind that a module of the law states, each once, module by module."""
    found: list[Told] = []
    for path in sorted(LAW.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found += [
            value for value in vars(import_module(name)).values() if isinstance(value, kind) and value not in found
        ]
    return tuple(found)


FLOWS = _told(Flow)
TERMS = _told(Term)
_CITING = {"regulation": "条例", "regulation_2007": "条例（2007）"}


# -- law.md: from article to module and test ------------------------------------------------------------------------------


def citations() -> dict[Article, dict[str, set[str]]]:
    """Where each article is carried out: module → the names whose definition cites it."""
    found: dict[Article, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted((ROOT / "gongkai" / "law").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for name, call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            if article := _cited(call):
                found[article][module].add(name)
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for statement in tree.body:
        name = _name(statement)
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                yield name, node


def _name(statement: ast.stmt) -> str:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.name
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    return ""


def _cited(call: ast.Call) -> Article | None:
    if not isinstance(call.func, ast.Name):
        return None
    given = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    numbers = [value for value in given if isinstance(value, int)][:3]
    if call.func.id in _CITING and numbers:
        return _article(_CITING[call.func.id], numbers)
    if call.func.id == "Article" and given and isinstance(given[0], str) and len(given) == len(call.args):
        return _article(given[0], numbers)
    return None


def _article(statute: str, numbers: list[int]) -> Article:
    number, paragraph, item = (*numbers, 0, 0, 0)[:3]
    return Article(statute, number, paragraph, item)


def tests_of(article: Article) -> list[str]:
    """The tests named for an article: test_33_2_… proves 条例第三十三条第二款."""
    if article.statute != "条例":
        return []
    found = []
    for path in sorted((ROOT / "tests" / "law").glob("test_*.py")):
        for name in re.findall(rf"^def (test_{article.number}_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            numbers = re.match(r"test_(\d+)(?:_(\d+))?_", name)
            if numbers and (numbers[2] is None or int(numbers[2]) in {article.paragraph, article.item, 0}):
                found.append(f"{path.stem}: {name}")
    return found


def law() -> str:
    """The statute index."""
    lines = [
        "# 条文索引",
        "",
        "由 `make docs` 从代码生成，请勿手改。左起：条文、执行它的代码、以它命名的测试。",
        "",
        "| 条文 | 代码 | 测试 |",
        "|---|---|---|",
    ]
    for article, modules in sorted(citations().items(), key=lambda pair: pair[0]):
        code = "；".join(
            f"`{module}`" + (f"（{'、'.join(sorted(names - {''}))}）" if names - {""} else "")
            for module, names in sorted(modules.items())
        )
        lines.append(f"| {article.short} | {code} | {'<br>'.join(tests_of(article)) or '—'} |")
    return "\n".join(lines) + "\n"


# -- procedures.md: diagrams, terms, outcomes, statutory tables -----------------------------------------------------------


def procedures() -> str:
    """Every state diagram, term, outcome and statutory table."""
    parts = [
        "# 程序、期限、办理结果与统计表",
        "",
        "由 `make docs` 从 `gongkai/law` 生成，请勿手改。",
        "",
        "## 程序",
        "",
    ]
    for flow in FLOWS:
        parts += [f"### {flow.name}", "", "```mermaid", flow.diagram(), "```", ""]
    parts += ["## 期限", "", "| 期限 | 起算 | 日数 | 效果 | 依据 | 施行 | 把握 |", "|---|---|---|---|---|---|---|"]
    parts += [_term(term) for term in TERMS]
    parts += ["", "起算之日不计入，次日为第一日；以小时计的自所说的时刻起算，逐分连续。", "", "## 办理结果", ""]
    parts += [
        "| 结果 | 2019年条例 | 2007年条例 | 2014表 | 2019表 | 2021表 | 文书必备 |",
        "|---|---|---|---|---|---|---|",
    ]
    for leaf in OUTCOMES:
        articles = [leaf.articles[version].short if version in leaf.articles else "—" for version in reversed(Version)]
        rows = [leaf.rows[edition] or "不计答复" for edition in ("2014", "2019", "2021")]
        optional = [f"{element.label}（可以不写）" for element in leaf.optional]
        elements = "、".join([*(element.label for element in leaf.elements), *optional]) or "—"
        parts.append(f"| {leaf.label} | {' | '.join(articles)} | {' | '.join(rows)} | {elements} |")
    parts += ["", "## 年度报告统计表", "", "各列、各行合计等于各项之和的勾稽关系由表本身推出，不再列出。", ""]
    parts += [line for edition in reversed(EDITIONS) for line in _edition(edition)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _edition(edition: Edition) -> Iterator[str]:
    years = f"{edition.first}至{edition.last}年度" if edition.last else f"{edition.first}年度起"
    yield from (f"### {edition.key}年格式", "", f"{edition.notice.short}，{years}的报告适用。", "")
    for section in edition.sections:
        for table in section.tables:
            yield from _table(section.title, table)


def _table(section: str, table: Table) -> Iterator[str]:
    title = section if table.title in section else f"{section}：{table.title}"
    columns = "、".join(f"{column.label}（`{key}`）" for key, column in table.column_lines.items() if column.label)
    yield from (f"#### {title}", "", f"代号`{table.key}`" + (f"；列：{columns}" if columns else ""), "")
    yield from ("| 行 | 代号 | 单位 |", "|---|---|---|")
    for key in table.row_lines:
        units = dict.fromkeys(table.unit(key, column) for column in table.column_lines)
        yield f"| {'·'.join(table.path(key))} | `{key}` | {'、'.join(filter(None, units))} |"
    yield from ("", *dict.fromkeys(f"- {rule.name}（{rule.level.label}）" for rule in table.extra))
    yield from ([""] if table.extra else [])


def _term(term: Term) -> str:
    until = f"至{term.until}" if term.until else ""
    return (
        f"| {term.name} | {term.begins} | {term.length}{term.unit} | {term.effect} | {term.basis.short} "
        f"| {term.since}起{until} | {term.certainty} |"
    )


# -- reading.md: the checks of published reports --------------------------------------------------------------------------


def reading() -> str:
    """Every check of ``gongkai check``: code, rule, level, what must be at hand, the tests that name it."""
    named = proofs()
    lines = [
        "# 年报核对检查项",
        "",
        "由 `make docs` 从代码生成，请勿手改。编号 A01 至 A35 沿用年报常见错误清单；B、C、D、P 是本工具自己的编号。",
        "",
        "红错须改，且文中自证；黄警须说明；提问请知情的人答。清单列为红错而此处较轻的，括号内写明原因：一份报告的文本自己不能证明的，"
        "不列红错。各版表式的勾稽关系（`gongkai table`）全部核对，清单中有编号的列在下面。",
        "",
        "清单 A35 提醒的误规则没有采用：第二十条第（八）项的行政事业性收费不是信息处理费，两者从不相比。",
        "",
        "一个目录里的报告一起核对的，逐份核对以后还相互对照：同一机关前后两年的衔接（A08等，记在各份的问题里）；不同机关之间的"
        "雷同（A21.1）和同一年度同类机关的指标是否相称（D01、D02）。雷同按长句：除去机关名称、年份、数字和标点以后一字不差，"
        "两份相同的合计240字以上才列；八家以上都这样写的是统发的格式，占到较短一份的七成才列。这两样只在终端和总览"
        "（`--overview`，html、xlsx、json）里列出，都是提问，不改变任何一份的结论。同一机关同一年度有几个文件的，取第一个。",
        "",
        "| 编号 | 规则 | 级别 | 所需材料 | 测试 |",
        "|---|---|---|---|---|",
    ]
    for entry in entries():
        tests = "<br>".join(named.get(entry.code, ())) or ("不核，待平台数据" if entry.needs is Needs.PLATFORM else "—")
        lines.append(f"| {entry.code} | {entry.rule} | {entry.level} | {entry.needs.label} | {tests} |")
    return "\n".join(lines) + "\n"


def proofs() -> dict[str, list[str]]:
    """Code → the tests that name it, in their own words or in a table of cases they are run over."""
    found: dict[str, list[str]] = defaultdict(list)
    codes = {entry.code for entry in entries()}
    for path in sorted((ROOT / "tests" / "published").glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        cases = {_name(node): _codes_in(node, codes) for node in tree.body if not isinstance(node, ast.FunctionDef)}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                named = {name for each in node.decorator_list for name in _names(each)}
                own = _codes_in(node, codes).union(*(cases[name] for name in named & cases.keys()))
                for code in own:
                    found[code].append(f"{path.stem}: {node.name}")
    return found


def _names(node: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _codes_in(node: ast.AST, codes: set[str]) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and each.value in codes}


def main() -> int:
    """Write the pages, or with ``--check`` compare them."""
    stale = []
    pages = {
        "law.md": law,
        "procedures.md": procedures,
        "reading.md": reading,
        "reading-json.md": reading_json.page,
        "settings.md": settings_page.page,
    }
    for name, written in pages.items():
        text = written()
        path = DOCS / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"docs are stale, run `make docs`: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
