"""版头版脚: what stands in the margins: the red head and foot of a letter's first page, and the page numbers."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from gongkai.papers.docx.elements import Element, Setting, paragraph, run, twips, twips_of_mm, w
from gongkai.papers.grid import Align
from gongkai.papers.layout import (
    BOTTOM,
    HEAD_RULE,
    HEAD_RULE_GAP,
    HEAD_TOP,
    LEFT,
    MARK_GAP,
    MARK_TOP,
    PAGE,
    POINT,
    RED,
    RIGHT,
    RULE_BOTTOM,
    RULE_LENGTH,
    RULE_SPACE,
    RULE_THICK,
    RULE_THIN,
    TOP,
    mark_size,
)

_MARK_PITCH, _MARK_FOOT = 1.05, 0.12
"""The line the authority's name stands on, and what it keeps clear at its foot, in heights of its type."""


def set_page(file: WordFile) -> Section:
    """页面: A4, the margins of the standard, page numbers outside (odd pages right, even pages left)."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.gutter = 0
    section.footer_distance = Mm(RULE_BOTTOM)
    _fill(section.footer, _page_number(Setting(align=Align.END, right=1)))
    _fill(section.even_page_footer, _page_number(Setting(align=Align.START, left=1)))
    return section


def set_letterhead(section: Section, authority: str) -> None:
    """信函版头: the authority's name and the double lines, red, on the first page only; that page bears no number."""
    section.different_first_page_header_footer = True
    section.header_distance = Mm(MARK_TOP)
    beneath = MARK_GAP - _MARK_FOOT * mark_size(authority) * POINT
    _fill(section.first_page_header, _mark(authority), _double_rule(RULE_THICK, RULE_THIN, beneath))
    _fill(section.first_page_footer, _double_rule(RULE_THIN, RULE_THICK))


def red_head(mark: str, number: str) -> tuple[Element, ...]:
    """文件版头: the red mark, two lines down the number, and the red line under it."""
    size = mark_size(mark)
    half_points = round(size * 2)
    pitch = w("spacing", before=twips_of_mm(HEAD_TOP), after=0, line=twips(size * _MARK_PITCH), lineRule="exact")
    name = run(mark, w("color", val=RED), w("sz", val=half_points), w("szCs", val=half_points))
    rule = w("bottom", val="single", sz=round(HEAD_RULE * 8), space=round(HEAD_RULE_GAP / POINT), color=RED)
    lined = w("pPr", w("pStyle", val="Normal"), w("pBdr", rule), w("jc", val="center"))
    return (
        w("p", w("pPr", w("pStyle", val="Mark"), pitch), name),
        *(paragraph("Normal") for _ in range(2)),
        w("p", lined, run(number)),
        *(paragraph("Normal") for _ in range(2)),
    )


def _fill(part: _Header | _Footer, *elements: Element) -> None:
    part.is_linked_to_previous = False
    first = part.paragraphs[0]._element
    first.getparent().extend(elements)
    first.getparent().remove(first)


def _page_number(setting: Setting) -> Element:
    number = w("fldSimple", run("1"), instr=" PAGE ")
    return paragraph("Footer", run("— "), number, run(" —"), setting=setting)


def _mark(authority: str) -> Element:
    size = mark_size(authority)
    half_points = round(size * 2)
    pitch = w("spacing", before=0, after=0, line=twips(size * _MARK_PITCH), lineRule="exact")
    name = run(authority, w("color", val=RED), w("sz", val=half_points), w("szCs", val=half_points))
    return w("p", w("pPr", w("pStyle", val="Mark"), pitch, _beyond_the_margins()), name)


def _double_rule(above: float, below: float, gap: float = 0.0) -> Element:
    """A red double line as the borders of an empty paragraph of the height of the space between the two lines.

    The format's own double lines are not used: programs disagree which of the two they draw on which side.
    """
    sides = (("top", above), ("bottom", below))
    lines = (w(side, val="single", sz=round(thick * 8), space=0, color=RED) for side, thick in sides)
    properties = w(
        "pPr",
        w("pStyle", val="Rule"),
        w("pBdr", *lines),
        w("spacing", before=twips_of_mm(gap), after=0, line=twips(RULE_SPACE), lineRule="exact"),
        _beyond_the_margins(),
    )
    return w("p", properties)


def _beyond_the_margins() -> Element:
    """Indents that give a paragraph the length of the double lines, in the middle of the page."""
    margin = (PAGE[0] - RULE_LENGTH) / 2
    return w("ind", left=twips_of_mm(margin - LEFT), right=twips_of_mm(margin - RIGHT))
