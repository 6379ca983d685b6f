"""样式: templates and stylesheets speak of the same things; no colour, size or host sneaks in beside the tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from gongkai.law.page_marks import COLUMN_TYPES
from gongkai.web.colours import Colour

ROOT = Path(settings.BASE_DIR) / "gongkai"
TEMPLATES = sorted(set(ROOT.rglob("templates/**/*.html")) - set((ROOT / "reading").rglob("*.html")))
"""Of the house's pages; what the reader writes is one file that carries its own style."""
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "web/static/web").glob("*.css")}
STYLED = {
    name
    for path in ROOT.rglob("static/**/*.css")
    for name in re.findall(r"\.([a-z][a-z0-9-]*)", path.read_text("utf-8"))
}
LAYERS = "tokens, base, components, portal, desk, looks, print"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_a_template_names_is_styled(template: Path) -> None:
    named = " ".join(re.findall(r'class="([^"{]*)"', template.read_text(encoding="utf-8"))).split()
    assert sorted(set(named) - STYLED) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_column_is_of_a_type_the_norm_knows(template: Path) -> None:
    types = re.findall(r'meta\.column\((?:"[^"]*"|[\w.]+), "([^"]*)"', template.read_text(encoding="utf-8"))
    assert len(types) == template.read_text(encoding="utf-8").count("meta.column(")
    assert set(types) <= COLUMN_TYPES


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_sheet_is_a_layer_of_the_one_order(name: str) -> None:
    assert f"@layer {name.removesuffix('.css')} {{" in SHEETS[name]
    assert f"@layer {LAYERS};" in SHEETS["tokens.css"]
    assert SHEETS[name].count("{") == SHEETS[name].count("}")


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"tokens.css", "print.css"}))
def test_colours_come_from_the_tokens(name: str) -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b", SHEETS[name]) == []


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [("--white", "--main"), ("--white", "--main-deep"), ("--main", "--main-pale"), ("--main-deep", "--main-pale")]
PAIRS += [("--ink", "--ground"), ("--ink-soft", "--ground"), ("--main", "--ground"), ("--red", "--red-pale")]
PAIRS += [("--ink", "--paper"), ("--ink", "--main-pale"), ("--ink", "--amber-pale"), ("--main-deep", "--amber-pale")]
PAIRS += [
    ("--green", "--green-pale"),
    ("--amber", "--amber-pale"),
    ("--red", "--ground"),
    ("--ink-soft", "--main-pale"),
]
SCHEMES = ("strong", "night", "deep")
"""配色: what a reader may choose in the reading settings."""


def tokens(chosen: str) -> dict[str, str]:
    """The colours under ``data-colour="red"`` and the like; blue is what the root says."""
    root, _, _ = SHEETS["tokens.css"].partition("[data-colour")
    own = re.search(rf'{re.escape(chosen)}"\] {{(.*?)}}', SHEETS["tokens.css"], re.DOTALL)
    assert own or Colour.BLUE in chosen
    written = re.findall(r"(--[a-z-]+): (#[0-9a-f]+)", root + (own[1] if own else ""))
    return {name: value if len(value) == 7 else "#ffffff" for name, value in written}


def greyed(colour: str) -> str:
    """As ``grayscale(1)`` shows it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    grey = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


@pytest.mark.parametrize("theme", Colour)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground_in_every_theme(theme: Colour, text: str, ground: str) -> None:
    colours = tokens(f'data-colour="{theme}')
    assert contrast(colours[text], colours[ground]) >= 4.5, (colours[text], colours[ground])
    assert contrast(greyed(colours[text]), greyed(colours[ground])) >= 4.5, "on a day of mourning"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_by_seven_to_one_in_the_schemes_a_reader_chooses(scheme: str, text: str, ground: str) -> None:
    colours = tokens(f'data-scheme="{scheme}')
    assert contrast(colours[text], colours[ground]) >= 7, (colours[text], colours[ground])


@pytest.mark.parametrize("chosen", [f'data-scheme="{scheme}' for scheme in SCHEMES] + ['data-colour="blue'])
def test_where_the_keyboard_is_and_where_a_field_ends_can_be_seen(chosen: str) -> None:
    colours = tokens(chosen)
    ring = max(contrast(colours[ring], colours["--paper"]) for ring in ("--focus", "--ink"))
    assert ring >= 3
    assert contrast(colours["--line-strong"], colours["--paper"]) >= 3
