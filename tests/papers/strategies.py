"""任意表格: Hypothesis strategies for sound grids and for texts of every kind people paste into a cell."""

from __future__ import annotations

from hypothesis import strategies as st

from gongkai.papers.grid import Cell, Grid

TELLING_TEXTS = [
    "",
    "0",
    "12",
    "-3",
    "3852.5",
    "12.50",
    "007",
    "1e5",
    "99999999999999999999",
    "2025-09-18",
    "TRUE",
    "=1+1",
    "{=SUM(A1)}",
    "http://example.invalid/",
    "_x0041_",
    "'引号",
    '&amp;<b>"粗"</b>&lt;',
    "</td></tr></table><script>alert(1)</script>",
    '#link("x") $a$ *b* `c` \\ @x <y>',
    "第一行\n第二行",
    "甲　乙",
    "１２３，全角。",
    "镕喆堃璟赟翀犇",
    "王小样😀👍🏽",
    "مرحبا 12",
    "شىنجاڭ",
    "é e\u0301",
    "长" * 2000,
]

texts = st.one_of(st.sampled_from(TELLING_TEXTS), st.text(max_size=20))


@st.composite
def grids(draw: st.DrawFn, *, most: int = 6) -> Grid:
    """A sound grid of at most ``most`` rows and columns, with cells merged at will and some leading rows of heads."""
    height, width = draw(st.integers(1, most)), draw(st.integers(1, most))
    head_rows = draw(st.integers(0, height))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = next((c for c in range(column, width) if (row, c) in taken), width) - column
            rowspan, colspan = draw(st.integers(1, height - row)), draw(st.integers(1, free))
            head = row < head_rows or draw(st.booleans())
            cell = Cell(row, column, draw(texts), rowspan, colspan, head)
            taken |= {(r, c) for r in cell.rows for c in cell.columns}
            cells.append(cell)
    return Grid(tuple(cells), draw(texts))


def shape(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """What a carrier must keep of a grid: where each cell stands, what it spans, what it says."""
    return [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells]
