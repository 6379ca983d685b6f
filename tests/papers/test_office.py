"""排出来看: our Word files as another program lays them out, measured on the page; needs LibreOffice and poppler."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image, ImageChops

from gongkai.papers.document import Document, Letter, Table, paragraphs
from gongkai.papers.docx import read_docx, write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.pdf import Typesetter
from tests.papers.examples import LETTER_BODY, annual_report, application_grid, letter
from tests.papers.strategies import shape
from tests.papers.test_pdf import long_grid

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftoppm")),
        reason="未安装 LibreOffice 或 poppler：版面测试未运行 (soffice or pdftoppm not found)",
    ),
]

PAPERS: dict[str, Document | Letter] = {
    "report": annual_report(),
    "letter": letter(),
    "short": letter(body=paragraphs(LETTER_BODY)[1:], attachments=()),
    "long": Document("表", (Table(long_grid()),)),
}
DPI = 150
MM = DPI / 25.4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our Word files, each laid out as PDF and written again as Word by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    for name, paper in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(write_docx(paper))
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    files = [str(folder / f"{name}.docx") for name in PAPERS]
    for kind, target in (("pdf", "."), ("docx", "again")):
        command = [*office, kind, "--outdir", str(folder / target), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder


def pages(path: Path) -> list[str]:
    with pdfplumber.open(path) as document:
        return ["".join(page.extract_text().split()) for page in document.pages]


def red_rows(image: Image.Image) -> list[float]:
    """For each row of a picture, how many millimetres of it are red."""
    red, green, _ = image.convert("RGB").split()
    is_red = ImageChops.darker(
        red.point(lambda value: 255 * (value > 200)), green.point(lambda value: 255 * (value < 120))
    )
    return [sum(is_red.crop((0, row, is_red.width, row + 1)).tobytes()) / 255 / MM for row in range(is_red.height)]


def first_page(path: Path) -> Image.Image:
    """The first page of a PDF as a picture."""
    command = ["pdftoppm", "-r", str(DPI), "-png", "-f", "1", "-l", "1", "-singlefile", str(path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Image.open(f"{path}.png")


def test_the_application_table_stands_on_one_page_under_its_heading(folder: Path) -> None:
    (page,) = (page for page in pages(folder / "report.pdf") if "申请人情况" in page)
    assert "三、收到和处理政府信息公开申请情况" in page
    assert "四、结转下年度继续办理" in page


def test_the_heads_of_a_long_table_stand_on_every_page(folder: Path) -> None:
    found = pages(folder / "long.pdf")
    assert len(found) >= 5
    assert all("申请人情况" in page for page in found)


@pytest.mark.parametrize("maker", ["word", "typst"])
def test_the_red_head_and_foot_of_a_letter_lie_where_the_standard_wants_them(folder: Path, maker: str) -> None:
    path = folder / "letter.pdf"
    if maker == "typst":
        path = folder / "typst.pdf"
        path.write_bytes(Typesetter().pdf(letter()).data)
    red = red_rows(first_page(path))
    marked = [row / MM for row, long in enumerate(red) if long > 0.1]
    ruled = [row / MM for row, long in enumerate(red) if long > 160]
    mark_foot = max(place for place in marked if place < ruled[0] - 1 / MM)
    assert marked[0] == pytest.approx(30, abs=0.7)
    assert ruled[0] - mark_foot == pytest.approx(4, abs=0.7)
    assert ruled[-1] == pytest.approx(297 - 20, abs=0.7)
    assert max(red) == pytest.approx(170, abs=0.7)


def test_a_short_letter_fits_on_its_page_and_bears_no_number(folder: Path) -> None:
    (page,) = pages(folder / "short.pdf")
    assert page.index("法院提起行政诉讼") < page.index("青禾县人民政府办公室", 20) < page.index("联系人")
    assert "—1—" not in page


def test_the_second_page_of_a_letter_is_numbered_and_begins_with_text(folder: Path) -> None:
    first, second = pages(folder / "letter.pdf")
    assert "附件：" in first or "附件：" in second
    assert second.endswith("—2—") and "2025年10月9日" in second


@pytest.mark.parametrize("name", PAPERS)
def test_what_another_program_has_saved_again_still_reads_the_same(folder: Path, name: str) -> None:
    ours = read_docx((folder / f"{name}.docx").read_bytes())
    theirs = read_docx((folder / "again" / f"{name}.docx").read_bytes())
    assert [part for part in theirs if isinstance(part, str)] == [part for part in ours if isinstance(part, str)]
    grids = [[shape(part) for part in parts if isinstance(part, Grid)] for parts in (ours, theirs)]
    assert grids[0] == grids[1]


def test_the_application_table_is_read_back_from_the_report(folder: Path) -> None:
    parts = read_docx((folder / "again" / "report.docx").read_bytes())
    assert shape(application_grid()) in [shape(part) for part in parts if isinstance(part, Grid)]
