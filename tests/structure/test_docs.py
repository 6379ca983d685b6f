"""文档: what the documents say is so. Links lead somewhere, commands and settings are told, generated pages are current."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
import typer
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from docs import generate, settings_page
from gongkai import __version__
from gongkai.casework.applications import letters
from gongkai.doors.cli import app
from gongkai.law.grammar.flow import Flow, label
from gongkai.law.grammar.statute import Term
from gongkai.law.letters import WORDED
from gongkai.law.outcomes import OUTCOMES, STATISTICS_FORM, Outcome
from gongkai.web.looks import split
from tests.structure.house import ROOT, sources, tracked, tree

PAGES = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
MEBIBYTE = 1024 * 1024
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# -- links -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(path: Path) -> None:
    for _, target in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), target
        assert not heading or heading in headings(file), target


def headings(path: Path) -> set[str]:
    """The anchors of a page, as they are made from its headings."""
    told = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in told}


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        found = (target.partition("#")[0] for _, target in LINK.findall(path.read_text(encoding="utf-8")))
        waiting += [(path.parent / name).resolve() for name in found if name and ":" not in name]
    assert set(PAGES) <= reached


# -- version, commands, settings ---------------------------------------------------------------------------------------


def test_the_first_heading_of_the_changelog_is_the_version() -> None:
    project = re.search(r'^version = "(.+)"$', page("pyproject.toml"), re.MULTILINE)
    assert project is not None
    assert page("CHANGELOG.md").splitlines()[0] == f"# {__version__}" == f"# {project[1]}"


def test_every_daily_command_is_told() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", page("Makefile"), re.MULTILINE)
    told = set(re.findall(r"`make ([a-z-]+)`", page("CONTRIBUTING.md")))
    assert told == set(targets)


def test_every_management_command_of_the_house_is_told() -> None:
    ours = {name for name, where in get_commands().items() if where.startswith("gongkai.")}
    told = set(re.findall(r"`manage\.py (\w+)", page("docs/operations.md")))
    assert ours - told == set()
    assert told <= set(get_commands())


def test_every_verb_of_the_command_line_is_told() -> None:
    verbs = set(typer.main.get_group(app).commands)
    for name in ("README.zh-CN.md", "docs/operations.md"):
        told = set(re.findall(r"gongkai (?=[a-z])(\w+)(?= |`|$)", page(name)))
        assert told <= verbs, name
    assert verbs <= set(re.findall(r"`gongkai (\w+)", page("docs/operations.md")))


def named_in(paths: Iterable[Path]) -> set[str]:
    """Every environment variable of the house that is named in these."""
    return {
        name for path in paths for name in re.findall(r"GONGKAI_[A-Z][A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))
    }


def test_every_setting_is_told_and_nothing_else() -> None:
    told = set(re.findall(r"`(GONGKAI_[A-Z_]+)`", page("docs/settings.md")))
    code = (*sources().values(), *sources("tests").values(), ROOT / "Makefile", ROOT / ".ci" / "run")
    assert settings_page.read().keys() | settings_page.OUTSIDE == settings_page.told().keys()
    assert named_in((*code, *PAGES, ROOT / "deploy" / "gongkai.env")) <= told


def test_every_file_of_tests_the_operations_name_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)", page("docs/operations.md")))
    assert named and [name for name in named if not (ROOT / name).is_file()] == []


# -- generated pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "draw"),
    [("law.md", generate.law), ("procedures.md", generate.procedures), ("settings.md", settings_page.page)],
)
def test_the_pages_drawn_from_the_code_are_current(name: str, draw: object) -> None:
    assert callable(draw)
    assert page(f"docs/{name}") == draw(), "run `make docs`"


def test_every_flow_and_every_term_of_the_law_is_drawn() -> None:
    drawn = page("docs/procedures.md")
    modules = [import_module(module) for module in sources("gongkai/law")]
    found = [value for module in modules for value in vars(module).values()]
    assert not [flow.name for flow in found if isinstance(flow, Flow) and f"### {flow.name}\n" not in drawn]
    assert not [term for term in found if isinstance(term, Term) and term.name not in drawn]


def test_every_act_of_every_flow_is_told_in_the_handbook() -> None:
    told = page("docs/handbook.md")
    assert {
        label(row.act) for flow in generate.FLOWS for row in flow.rows if f"“{label(row.act)}”" not in told
    } == set()


@pytest.mark.parametrize("name", ["docs/handbook.md", "docs/operations.md"])
def test_every_address_named_in_a_how_to_leads_to_a_page(name: str) -> None:
    addresses = re.findall(r"`(/[^`\s]*)`", page(name))
    assert addresses
    assert [address for address in addresses if not opens(address)] == []


def test_the_walk_through_the_house_names_what_is_there() -> None:
    steps = re.findall(r"\s([a-z_/]+\.py)\s+(\w+)(?:\.(\w+))?", page("docs/house.md"))
    assert len(steps) > 15
    for file, name, member in steps:
        path = ROOT / "gongkai" / file
        assert name in _defined(path), f"{file}: {name}"
        assert not member or member in path.read_text(encoding="utf-8"), f"{file}: {name}.{member}"


# -- the law in letters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaf", [leaf for leaf in OUTCOMES if leaf.is_reply], ids=lambda leaf: str(leaf.key))
def test_every_outcome_told_by_letter_has_a_wording_that_cites_its_article(leaf: Outcome) -> None:
    words = letters.wording(leaf.key)
    bases = {article.statute for article in leaf.articles.values()}
    assert any("{依据}" in line for line in words.paragraphs) or bases == {STATISTICS_FORM}
    assert "{救济告知}" in words.paragraphs


def test_no_wording_belongs_to_a_letter_that_is_gone() -> None:
    assert {path.stem for path in letters.WORDINGS.glob("*.txt")} == {each.key for each in WORDED}


# -- what is kept ------------------------------------------------------------------------------------------------------

ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:home|root|Users|work|mnt)/"
    r"|\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs|debian\.org|proxy\.golang|artifactory|nexus|mirrors?\.\w+)\b"
)
"""Paths of one machine and hosts of package registries."""
NAMES_THEM = {"tests/structure/test_docs.py"}


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if str(path.relative_to(ROOT)) not in NAMES_THEM
        for match in ELSEWHERE.finditer(path.read_bytes().decode("utf-8", errors="ignore"))
    }
    assert not found


def test_no_file_is_larger_than_a_mebibyte() -> None:
    assert {str(path.relative_to(ROOT)) for path in tracked() if path.stat().st_size > MEBIBYTE} == set()


def test_the_pictures_of_the_documents_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*"))
    assert pictures
    assert {path.name for path in pictures if path.stat().st_size >= 200_000 or path.suffix != ".png"} == set()


# -- what was asked for, and what of it exists --------------------------------------------------------------------------

MODULES = {f"M{number:02}" for number in range(1, 17)}
SORTS = {"E", "W", "R", "S", "!"}
STANDS, IN_PART, LATER = "已有", "部分", "后续"


@dataclass(frozen=True)
class Item:
    """A line of the coverage: a capability, whether it exists, where, and which tests prove it."""

    module: str
    sort: str
    says: str
    status: str
    where: str
    tests: str

    def __str__(self) -> str:
        return f"{self.module} {self.sort} {self.says}"


def items() -> Iterator[Item]:
    module = ""
    for line in page("docs/coverage.md").splitlines():
        if line.startswith("## M"):
            module = line[3:6]
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if module and len(cells) == 5 and cells[0] in SORTS:
            yield Item(module, *cells)


def steps() -> set[str]:
    """The names of the steps still to come, as the page itself explains them."""
    return set(re.findall(r"^- \*\*(.+?)\*\*", page("docs/coverage.md"), re.MULTILINE))


def test_every_module_has_entities_workflows_roles_statistics_and_rules() -> None:
    found = {(item.module, item.sort) for item in items()}
    assert found == {(module, sort) for module in MODULES for sort in SORTS}


def test_every_line_exists_in_part_or_comes_with_a_named_step() -> None:
    for item in items():
        assert item.status in {STANDS, IN_PART, LATER}, item
        if item.status == LATER:
            assert item.where in steps(), item
            assert not item.tests, item
        else:
            assert re.search(r"`.+`", item.where), item
            assert re.search(r"`test_\w+`", item.tests), item
        if item.status == IN_PART:
            missing = item.where.rpartition("；")[2]
            assert any(step in missing for step in (*steps(), "各自房间")), (
                f"{item}: what is missing comes with no step"
            )


def test_every_test_named_by_the_coverage_exists() -> None:
    there = {
        node.name
        for path in sources("tests").values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert {name for item in items() for name in re.findall(r"`(test_\w+)`", item.tests)} - there == set()


def test_every_place_named_by_the_coverage_exists() -> None:
    verbs, commands, modules = set(typer.main.get_group(app).commands), set(get_commands()), sources()
    lost = {
        f"{item}: {place}"
        for item in items()
        for place in re.findall(r"`([^`]+)`", item.where)
        if not exists(place, verbs, commands, set(modules))
    }
    assert not lost


def opens(address: str) -> bool:
    """Whether a page stands at an address."""
    try:
        resolve(split(address.replace("{机关}", "shili"))[1])
    except Resolver404:
        return False
    return True


def exists(place: str, verbs: set[str], commands: set[str], modules: set[str]) -> bool:
    """Whether an address resolves, a command is registered, a function stands in its module (``journal.acts.take``)."""
    if place.startswith("/"):
        return opens(place)
    tool, _, rest = place.partition(" ")
    if tool in {"gongkai", "manage.py"} and rest:
        return rest.split()[0] in (verbs if tool == "gongkai" else commands)
    module, _, name = place.rpartition(".")
    homes = [each for each in modules if each.endswith(f".{module}")]
    return any(name in _defined(sources()[each]) for each in homes)


def _defined(path: Path) -> set[str]:
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_the_sums_of_the_coverage_are_right() -> None:
    counted = Counter((item.module, item.status) for item in items())
    told = re.findall(r"^\| (M\d\d|合计)[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", page("docs/coverage.md"), re.MULTILINE)
    for name, *numbers in told:
        modules = MODULES if name == "合计" else {name}
        sums = [sum(counted[module, status] for module in modules) for status in (STANDS, IN_PART, LATER)]
        assert [int(number) for number in numbers] == sums, name
    assert {name for name, *_ in told} == MODULES | {"合计"}
