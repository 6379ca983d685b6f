"""画页: the templates of the pages that are written to files; every value in them is escaped, every name must be known."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from gongkai.reading.runs.gathering import OURS

_TEMPLATES = Environment(
    loader=PackageLoader("gongkai.reading.outputs"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_TEMPLATES.globals["ours"] = OURS
_TEMPLATES.filters["name"] = lambda file: Path(file).name


def drawn(name: str, **values: object) -> str:
    """成页: a template filled in."""
    return _TEMPLATES.get_template(name).render(values)


def stream(path: Path, name: str, **values: object) -> None:
    """写页: a template filled in piece by piece into a file, for pages of any length. Raises OSError."""
    with path.open("wb") as file:
        _TEMPLATES.get_template(name).stream(values).dump(file, encoding="utf-8")
