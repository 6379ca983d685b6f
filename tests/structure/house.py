"""房子: the files of the checkout and their syntax trees, for the tests of structure."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
Definition = ast.FunctionDef | ast.ClassDef


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git keeps and the working tree still has; all files but the hidden and the generated where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not _left_aside(path)]
    return tuple(path for path in files if path.is_file())


def _left_aside(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part.startswith((".venv", ".git", "__pycache__", ".mypy", ".ruff", ".pytest")) for part in parts) or (
        parts[0] in {"var", "build"}
    )


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def sources(folder: str = "gongkai") -> dict[str, Path]:
    """Dotted module name → file, of everything under a folder but the migrations."""
    files = (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)
    return {dotted(path): path for path in files}


def dotted(path: Path) -> str:
    """The name a file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of every import; the name is empty for ``import module``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def public(module: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """The public functions and classes of a body, in their order."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
