"""产物: the marked page, the workbook, the annotated copy and the overview say what was read and found, and nothing acts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from random import Random

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.sheets import Value
from gongkai.law.grammar.tables import Level
from gongkai.reading import check, read
from gongkai.reading.checks.traits import same_authority
from gongkai.reading.outputs.annotated import annotate
from gongkai.reading.outputs.overview import HEADS, MOST_CHARTS, write_overview
from gongkai.reading.outputs.page import page_html
from gongkai.reading.outputs.standing import standing
from gongkai.reading.outputs.survey import survey
from gongkai.reading.outputs.workbook import SHEETS, write_workbook
from gongkai.reading.record import error_json, report_json
from gongkai.reading.report import Reading
from gongkai.reading.shapes import OverviewJson, ReportJson
from gongkai.reading.summary import MEASURES
from tests.published import carried
from tests.published.figures import SCALES, filled

every_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.key))
hostile = st.lists(
    st.sampled_from(
        [*"<>&\"'=+@-文1", "\u202e", "</p>", "<script>alert(1)</script>", "<img src=x onerror=1>", "{{7}}", "{% if %}"]
    ),
    max_size=6,
).map("".join)


def wrong(edition: Edition, seed: int = 1) -> bytes:
    """A docx report in which one cell of a balance is wrong."""
    sheets = dict(filled(edition, Random(seed), SCALES["county"]))
    name, row, column = (
        ("applications", "new", "total") if "applications" in sheets else ("statistics", "staff", "value")
    )
    sheets[name] = sheets[name].put(row, column, Value.of((sheets[name][row, column] or 0) + 7))
    return carried.docx(edition, edition.first, sheets)


def text_of(report: str) -> Reading:
    return read(f"示例县2022年政府信息公开工作年度报告\n2022年共收到政府信息公开申请4件。\n{report}", "a.txt")


def record(reading: Reading, file: str = "a.txt") -> ReportJson:
    return report_json(file, reading, check(reading))


# -- 对照网页 ----------------------------------------------------------------------------------------------------------


@every_edition
def test_every_link_of_a_page_leads_to_a_place_on_it_and_no_place_stands_twice(edition: Edition) -> None:
    reading = read(wrong(edition), "a.docx")
    page = LexborHTMLParser(page_html("a.docx", reading, check(reading)))
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    links = {str(node.attributes["href"]) for node in page.css("a[href]")}
    assert max(ids.values()) == 1
    assert links and all(link.startswith("#") and link[1:] in ids for link in links)


@every_edition
def test_a_finding_and_its_cell_lead_to_each_other(edition: Edition) -> None:
    reading = read(wrong(edition), "a.docx")
    findings = check(reading)
    page = LexborHTMLParser(page_html("a.docx", reading, findings))
    for number, finding in enumerate(findings, 1):
        (note,) = page.css(f"#n{number}")
        assert finding.rule in note.text() and finding.explanation in unescape(note.text())
        if finding.place:
            there = str(note.css("dd a")[0].attributes["href"])
            (cell,) = page.css(there)
            assert cell.css(f'a.mark.{finding.level}[href="#n{number}"]')


@every_edition
def test_a_page_needs_nothing_else_and_runs_nothing(edition: Edition) -> None:
    reading = read(wrong(edition), "a.docx")
    page = page_html("a.docx", reading, check(reading))
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|<script|<link", page)
    assert "default-src 'none'" in page


@given(hostile)
def test_whatever_a_report_says_is_shown_and_not_done(said: str) -> None:
    reading = text_of(f"说明：{said}")
    page = LexborHTMLParser(page_html(said, reading, check(reading)))
    assert not page.css("script, img, iframe, object")
    assert not [node for node in page.css("*") for name in node.attributes if name.startswith("on")]
    shown = "".join(node.text() for node in page.css("p.line"))
    assert "".join(said.split()) in "".join(shown.split())


def test_a_page_without_findings_says_so() -> None:
    reading = text_of("")
    page = page_html("a.txt", reading, ())
    assert "所核各项没有发现不符" in page and "红错 0 处" in page


def test_a_mark_is_told_by_more_than_its_colour() -> None:
    reading = read(wrong(EDITIONS[-1]), "a.docx")
    findings = check(reading)
    page = LexborHTMLParser(page_html("a.docx", reading, findings))
    signs = {Level.RED: "✕", Level.YELLOW: "！", Level.QUESTION: "？"}
    for number, finding in enumerate(findings, 1):
        marks = page.css(f'a.mark[href="#n{number}"]')
        assert all(mark.text() == f"{signs[finding.level]}{number}" for mark in marks)


# -- 批注稿 ------------------------------------------------------------------------------------------------------------


@every_edition
def test_every_finding_on_a_docx_is_a_comment_that_says_the_rule_and_the_arithmetic(edition: Edition) -> None:
    data = wrong(edition)
    reading = read(data, "a.docx")
    findings = check(reading)
    comments = [
        comment.text for comment in docx.Document(io.BytesIO(annotate(data, reading, findings).content)).comments
    ]
    assert comments[0].startswith("年报校对：红错") and len(comments) == len(findings) + 1
    for finding, comment in zip(findings, comments[1:], strict=True):
        assert comment.startswith(f"【{finding.level.label}】{finding.rule}\n{finding.explanation}")


@every_edition
def test_a_comment_on_a_cell_stands_at_the_cell(edition: Edition) -> None:
    data = wrong(edition)
    reading = read(data, "a.docx")
    findings = check(reading)
    body = docx.Document(io.BytesIO(annotate(data, reading, findings).content)).element.body
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for number, finding in enumerate(findings, 1):
        place = finding.place
        if place is not None and place.at is not None:
            (start,) = (each for each in body.iter(f"{w}commentRangeStart") if each.get(f"{w}id") == str(number))
            line = next(line for line in reading.page.lines if line.number == place.line)
            assert line.cells and "".join(start.getparent().itertext(f"{w}t")) == line.cells[place.at]


def test_what_is_no_docx_gets_no_comments_and_is_told_why() -> None:
    made = annotate(b"", text_of(""), ())
    assert (made.content, made.why) == (b"", "不是docx，没有加批注")


# -- 格表 --------------------------------------------------------------------------------------------------------------


def overview(path: Path, told: Sequence[ReportJson]) -> None:
    write_overview(path, survey(lambda: told), lambda: told)


def sheets_of(path: Path) -> dict[str, list[dict[str, object]]]:
    book = CalamineWorkbook.from_path(str(path))
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [dict(zip(map(str, head), row, strict=True)) for row in body] for name, (head, *body) in rows.items()}


@every_edition
def test_the_workbook_has_a_row_for_every_cell_finding_claim_and_file(tmp_path: Path, edition: Edition) -> None:
    told = record(read(wrong(edition), "a.docx"))
    write_workbook(tmp_path / "a.xlsx", [told, error_json("b.pdf", "不是年报")])
    found = sheets_of(tmp_path / "a.xlsx")
    assert list(found) == list(SHEETS)
    assert [len(found[name]) for name in SHEETS] == [*(len(told[k]) for k in ("cells", "findings", "claims")), 2]
    for cell, row in zip(told["cells"], found["格"], strict=True):
        assert row["值"] == ("" if cell["value"] is None else cell["value"])
        assert row["行列名称"] == "·".join(cell["path"])
    assert found["文件"][1]["不能核对的原因"] == "不是年报"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile)
def test_nothing_a_report_says_becomes_a_formula(tmp_path: Path, said: str) -> None:
    told = {**record(text_of("")), "file": said, "authority": said}
    write_workbook(tmp_path / "a.xlsx", [told])  # type: ignore[list-item]
    overview(tmp_path / "a.csv", [told])  # type: ignore[list-item]
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert not row["机关"].startswith(("=", "+", "-", "@"))
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert book.get_sheet_by_name("文件").to_python()[1][0] in (said, said.replace("\u202e", ""))


# -- 总览 --------------------------------------------------------------------------------------------------------------


@every_edition
def test_the_figures_of_a_standing_are_those_of_the_sheets(edition: Edition) -> None:
    sheets = filled(edition, Random(5), SCALES["county"])
    told = standing(record(read(carried.docx(edition, edition.first, sheets), "a.docx")))
    figures = dict(zip((measure.name for measure in MEASURES), told.figures, strict=True))
    if "applications" in sheets:
        table = sheets["applications"]
        assert figures["本年新收"] == table["new", "total"] and figures["结转下年"] == table["carried_out", "total"]
        assert figures["不予公开"] == sum(table[f"deny_{number}", "total"] or 0 for number in range(1, 9))
        suits = (sheets["remedies"][row, "total"] or 0 for row in ("direct", "after_review"))
        assert figures["行政诉讼"] == sum(suits)
    else:
        table = sheets["statistics"]
        assert figures["本年新收"] == table["received", "value"] and figures["上年结转"] is None


def test_a_figure_that_was_not_read_is_empty_and_never_0(tmp_path: Path) -> None:
    overview(tmp_path / "a.csv", [record(text_of(""))])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert tuple(row) == HEADS
    assert {row[measure.name] for measure in MEASURES} == {""}


def many(authorities: int, years: int) -> list[ReportJson]:
    edition = EDITIONS[-1]
    base = record(read(carried.docx(edition, edition.first, filled(edition, Random(9), SCALES["county"])), "a.docx"))
    return [
        {**base, "file": f"{name}-{year}.docx", "authority": f"第{name}县人民政府", "year": year}
        for name in range(authorities)
        for year in range(2021, 2021 + years)
    ]


def test_charts_are_drawn_for_the_largest_and_the_page_says_so(tmp_path: Path) -> None:
    overview(tmp_path / "a.html", many(MOST_CHARTS + 4, 2))
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert f"只画申请最多的 {MOST_CHARTS} 个机关，另有 4 个见上表" in page
    drawn = LexborHTMLParser(page)
    assert len(drawn.css(".charts svg")) == MOST_CHARTS
    assert len(drawn.css("tbody tr")) == 2 * (MOST_CHARTS + 4)
    ids = {node.attributes["id"] for node in drawn.css("[id]")}
    assert all(str(node.attributes["href"])[1:] in ids for node in drawn.css(".charts a"))


def test_files_that_could_not_be_read_are_listed_with_their_reason(tmp_path: Path) -> None:
    overview(tmp_path / "a.html", [*many(1, 1), error_json("坏<b>.pdf", "是扫描件")])
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "坏&lt;b&gt;.pdf：是扫描件" in page and "<b>" not in page


def test_the_same_overview_is_told_in_every_carrier(tmp_path: Path) -> None:
    told = many(2, 2)
    for suffix in ("csv", "xlsx", "html", "json"):
        overview(tmp_path / f"a.{suffix}", told)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        by_csv = [(row["机关"], row["年度"], row["本年新收"]) for row in csv.DictReader(file)]
    by_xlsx = [
        (str(row["机关"]), f"{row['年度']:g}", f"{row['本年新收']:g}") for row in sheets_of(tmp_path / "a.xlsx")["总览"]
    ]
    by_json = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert set(by_json) == set(OverviewJson.__annotations__)
    assert by_csv == by_xlsx and len(by_csv) == len(by_json["reports"]) == 4


@pytest.mark.parametrize("name", ["示例县", "示例县人民政府", "示例县人民政府办公室", "示例县人民政府办公厅"])
def test_an_authority_goes_by_one_name(name: str) -> None:
    assert same_authority(name) == "示例县"
