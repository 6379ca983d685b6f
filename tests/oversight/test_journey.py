"""一份年报的经过: compiled, filled in, refused, mended, frozen, signed, published, and put right in public."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape

from gongkai.law.annual_report.procedure import Act, Reworded, State
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.sheets import Origin
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import acts, queries, snapshots
from gongkai.oversight.reports.models import Report, Snapshot
from gongkai.papers.docx import read_docx
from gongkai.papers.grid import Grid
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, begin, complete, take
from tests.oversight.ledger import Happened, receive

GRANTED = [Happened("person", date(2024, 3, 1), 2024, "disclosed") for _ in range(3)]
FEBRUARY = date(2025, 2, 10)


def frozen(people: Cast, year: int = 2024) -> Report:
    report = begin(people, year)
    complete(report, people.wang)
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    return report


def published(people: Cast) -> Report:
    receive(people.bureau, GRANTED)
    report = frozen(people)
    take(report, Act.SIGN, people.li)
    take(report, Act.PUBLISH, people.wang)
    return report


def public_page(client: Client, people: Cast, year: int = 2024) -> str:
    response = client.get(f"/{people.bureau.code}/zfxxgknb/{year}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_report_is_frozen_signed_and_published_and_says_ever_after_what_it_said(people: Cast, client: Client) -> None:
    receive(people.bureau, GRANTED)
    report = begin(people)
    with pytest.raises(Unlawful, match="红错未改正"):
        acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    assert not Snapshot.objects.of(people.bureau).exists()
    complete(report, people.wang)
    rules: dict[str, JSON] = {"table": "article_20_1", "row": "rules", "column": "made", "number": "2"}
    take(report, Act.FILL, people.wang, cells=[rules], source="司法局", reason="补报")
    with pytest.raises(Unlawful, match="黄警未说明"):
        acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    for found in queries.draft(people.bureau, queries.standing(report)).checked.yellow:
        take(report, Act.EXPLAIN, people.wang, finding=found.concern.key, says=found.concern.says, text="代政府起草")
    assert acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang).state is State.FROZEN
    take(report, Act.SIGN, people.li)
    assert client.get(f"/{people.bureau.code}/zfxxgknb/2024/").status_code == 404
    take(report, Act.PUBLISH, people.wang)
    assert "新收政府信息公开申请3件" in public_page(client, people)

    receive(people.bureau, GRANTED)
    page = public_page(client, people)
    assert "新收政府信息公开申请3件" in page
    assert "更正说明" not in page

    cells = {("applications", "granted", "person"): 2, ("applications", "partial", "person"): 1}
    acts.correct(report, cells=cells, reason="一件实为部分公开", on=FEBRUARY, today=FEBRUARY, by=people.li)
    page = public_page(client, people)
    assert "更正说明" in page
    assert "<del>3</del>" in page
    assert "<ins>2</ins>" in page
    assert "一件实为部分公开" in page
    assert "予以公开2件，部分公开1件" in page
    assert list(verify(whole=True)) == []


def test_what_is_frozen_is_sealed_in_the_journal_and_cannot_be_changed_unseen(people: Cast) -> None:
    report = published(people)
    kept = Snapshot.objects.of(people.bureau).get()
    steps = {step.act: step for step in journal.steps(report.dossier)}
    assert steps["freeze"].details["digest"] == kept.digest == snapshots.digest(kept.content)
    assert steps["freeze"].details["concerns"] == []
    altered = kept.content.replace('"number":"3"', '"number":"4"')
    assert altered != kept.content
    Snapshot.objects.of(people.bureau).update(content=altered)
    with pytest.raises(snapshots.Altered):
        queries.as_published(report, queries.standing(report))


def test_a_snapshot_reads_back_as_it_was(people: Cast) -> None:
    receive(people.bureau, GRANTED)
    report = begin(people)
    complete(report, people.wang)
    fees: dict[str, JSON] = {"table": "article_20_8", "row": "fees", "column": "amount", "number": "12.50"}
    take(report, Act.FILL, people.wang, cells=[fees], source="财政局", reason="补报")
    content = queries.draft(people.bureau, queries.standing(report)).content
    packed = snapshots.pack(content)
    assert snapshots.unpack(packed, snapshots.digest(packed)) == content
    assert list(json.loads(packed)) == sorted(json.loads(packed))


def test_a_report_sent_back_is_frozen_anew_and_both_snapshots_stay(people: Cast) -> None:
    report = frozen(people)
    first = queries.standing(report).digest
    with pytest.raises(Unlawful, match="退回理由不能为空"):
        take(report, Act.RETURN, people.li, reason="")
    take(report, Act.RETURN, people.li, reason="补上新收的申请")
    receive(people.bureau, GRANTED)
    assert acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang).digest != first
    assert Snapshot.objects.of(people.bureau).count() == 2
    assert queries.as_published(report, queries.standing(report)).sheets["applications"]["new", "total"] == 3


def test_a_report_somebody_has_changed_meanwhile_is_not_frozen(people: Cast) -> None:
    report = begin(people)
    seen = report.dossier.version
    complete(report, people.wang)
    with pytest.raises(Unlawful, match="已被他人办理"):
        acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang, seen=seen)


def test_each_year_has_one_report_of_each_authority(people: Cast) -> None:
    begin(people)
    with pytest.raises(Unlawful, match="2024年度报告已经立卷"):
        begin(people)
    assert acts.compile_report(people.elsewhere, 2024, on=JANUARY, today=JANUARY, by=people.zhao).year == 2024


def test_nothing_is_dated_in_the_future(people: Cast) -> None:
    for attempt in (
        lambda: acts.compile_report(people.bureau, 2024, on=FEBRUARY, today=JANUARY, by=people.wang),
        lambda: acts.freeze(begin(people), on=FEBRUARY, today=JANUARY, by=people.wang),
    ):
        with pytest.raises(Unlawful, match="不能晚于今天"):
            attempt()


# ---- corrections


def test_sums_follow_what_is_corrected_and_a_correction_breaks_no_balance(people: Cast) -> None:
    report = published(people)

    def correct(**cells: int) -> None:
        places = {("applications", row, "person"): number for row, number in cells.items()}
        acts.correct(report, cells=places, reason="登记有误", on=FEBRUARY, today=FEBRUARY, by=people.li)

    with pytest.raises(Unlawful, match="更正后勾稽关系不成立：本年新收加上年结转"):
        correct(new=4)
    with pytest.raises(Unlawful, match="没有需要更正的内容"):
        correct(new=3)
    correct(new=4, carried_out=1)
    content = queries.as_published(report, queries.standing(report))
    assert [content.sheets["applications"][row, "total"] for row in ("new", "total", "carried_out")] == [4, 3, 1]
    [erratum] = queries.standing(report).errata
    assert {(each.place[1:], each.was, each.now) for each in erratum.cells} == {
        (("new", "person"), "3", 4),
        (("new", "total"), "3", 4),
        (("carried_out", "person"), "0", 1),
        (("carried_out", "total"), "0", 1),
    }


def test_a_phrase_is_corrected_where_it_occurs_once(people: Cast) -> None:
    report = published(people)

    def reword(was: str, now: str) -> None:
        wording = Reworded("problems", was, now)
        acts.correct(report, texts=[wording], reason="笔误", on=FEBRUARY, today=FEBRUARY, by=people.li)

    with pytest.raises(Unlawful, match="正文中没有“两个栏目”"):
        reword("两个栏目", "个别栏目")
    with pytest.raises(Unlawful, match="正文中有2处“更新”"):
        reword("更新", "维护")
    reword("个别栏目", "少数栏目")
    content = queries.as_published(report, queries.standing(report))
    assert "少数栏目更新" in content.read("problems")
    assert [change.was for change in content.changes(queries.standing(report).errata[0])] == ["个别栏目"]


def test_only_what_is_published_is_corrected(people: Cast) -> None:
    report = frozen(people)
    with pytest.raises(Unlawful, match="已锁定"):
        acts.correct(
            report,
            cells={("applications", "new", "person"): 1},
            reason="登记有误",
            on=FEBRUARY,
            today=FEBRUARY,
            by=people.li,
        )


# ---- across years and authorities


def test_what_was_carried_over_last_year_is_compared(people: Cast) -> None:
    receive(people.bureau, [Happened("person", date(2023, 5, 1)), Happened("person", date(2024, 5, 1))])
    cells = {"applications": {("carried_out", "person"): 2, ("carried_out", "total"): 2}}
    form = queries.unopened(people.bureau, 2023).edition
    acts.import_published(people.bureau, 2023, form, cells, [], source="网站", on=JANUARY, by=people.wang)
    draft = queries.draft(people.bureau, queries.standing(begin(people)))
    across = [found for found in draft.checked.red if "上年度报告的结转" in found.title]
    assert [found.left for found in across] == [
        "二、上年结转政府信息公开申请数量（自然人） 1",
        "二、上年结转政府信息公开申请数量（总计） 1",
    ]
    assert across[0].right.endswith("结转下年度继续办理（自然人） 2")
    assert draft.checked.compared


def test_a_text_may_name_last_years_figures(people: Cast) -> None:
    cells = {"applications": {("new", "total"): 17}}
    form = queries.unopened(people.bureau, 2023).edition
    acts.import_published(people.bureau, 2023, form, cells, [], source="网站", on=JANUARY, by=people.wang)
    report = begin(people)
    take(report, Act.WRITE, people.wang, section="overview", text="上年新收{上年/新收}件，今年新收{新收}件")
    assert (
        queries.draft(people.bureau, queries.standing(report)).content.read("overview") == "上年新收17件，今年新收0件"
    )


def test_subordinate_reports_that_differ_from_the_ledger_are_a_yellow_finding(people: Cast) -> None:
    published(people)
    county = acts.compile_report(people.county, 2024, on=JANUARY, today=JANUARY, by=people.wang)

    def yellow() -> list[str]:
        found = queries.draft(people.county, queries.standing(county)).checked.yellow
        return [each.concern.says for each in found if each.concern.key.startswith("subordinates")]

    assert yellow() == []
    receive(people.county, GRANTED)
    assert yellow() == []
    receive(people.bureau, GRANTED[:1])
    [says] = yellow()
    assert "1份下级年报已公布的数与台账不一致" in says
    assert "一、本年新收政府信息公开申请数量（自然人）：已公布之和3，台账4" in says


def test_each_subordinate_is_compared_once_though_its_government_also_reported(people: Cast) -> None:
    published(people)
    county = acts.compile_report(people.county, 2024, on=JANUARY, today=JANUARY, by=people.wang)
    complete(county, people.wang)
    acts.freeze(county, on=JANUARY, today=JANUARY, by=people.wang)
    for act in (Act.SIGN, Act.PUBLISH):
        take(county, act, people.li)
    prefecture = acts.compile_report(people.prefecture, 2024, on=JANUARY, today=JANUARY, by=people.wang)
    draft = queries.draft(people.prefecture, queries.standing(prefecture))
    assert [each for each in draft.checked.yellow if each.concern.key.startswith("subordinates")] == []


# ---- carriers


def test_the_word_file_reads_back_cell_for_cell_and_never_changes(people: Cast, client: Client) -> None:
    report = published(people)
    address = f"/{people.bureau.code}/zfxxgknb/2024.docx"
    data = client.get(address).content
    content = queries.as_published(report, queries.standing(report))
    parts = read_docx(data)
    grids = [part for part in parts if isinstance(part, Grid)]
    assert content.form is not None
    printed = [section.printed(content.sheets) for section in content.form.sections if section.tables]
    assert [[(cell.row, cell.column, cell.text) for cell in grid.cells] for grid in grids] == [
        [(cell.row, cell.column, cell.text) for cell in cells] for cells in printed
    ]
    texts = [part for part in parts if isinstance(part, str)]
    assert content.title == texts[0].replace("\n", "")
    assert [section.title for section in content.form.sections] == [
        text for text in texts if text in {section.title for section in content.form.sections}
    ]
    assert any("为填报数，来源：各单位报表" in text for text in texts)
    receive(people.bureau, GRANTED)
    assert client.get(address).content == data


def test_the_pdf_is_made_and_never_changes(people: Cast, client: Client) -> None:
    published(people)
    address = f"/{people.bureau.code}/zfxxgknb/2024.pdf"
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert client.get(address).content == response.content


def test_the_tables_are_open_data(people: Cast, client: Client) -> None:
    published(people)
    data = client.get(f"/{people.bureau.code}/zfxxgknb/2024.json").json()
    assert (data["year"], data["edition"], data["published_on"]) == (2024, "2021", "2025-01-20")
    cells = {(cell["row"], cell["column"]): cell["value"] for cell in data["tables"]["applications"]["cells"]}
    assert cells["new", "total"] == 3
    assert client.get(f"/{people.bureau.code}/zfxxgknb/2024.csv").status_code == 404


def test_an_erratum_is_printed_in_every_carrier(people: Cast, client: Client) -> None:
    report = published(people)
    cells = {("applications", "new", "person"): 4, ("applications", "carried_out", "person"): 1}
    acts.correct(report, cells=cells, reason="漏登一件", on=FEBRUARY, today=FEBRUARY, by=people.li)
    parts = read_docx(client.get(f"/{people.bureau.code}/zfxxgknb/2024.docx").content)
    assert "更正说明（2025年2月10日）" in parts
    [errata] = [part for part in parts if isinstance(part, Grid) and part.texts[0][0] == "更正之处"]
    assert errata.texts[1][1:] == ("3", "4")
    assert any("漏登一件" in part for part in parts if isinstance(part, str))


def test_typed_and_counted_numbers_are_never_taken_for_one_another(people: Cast) -> None:
    receive(people.bureau, GRANTED)
    report = begin(people)
    complete(report, people.wang)
    sheets = queries.draft(people.bureau, queries.standing(report)).content.sheets
    assert sheets["article_20_1"].value("normative", "made").origin is Origin.TYPED
    assert sheets["applications"].value("new", "person").origin is Origin.COUNTED
    with pytest.raises(Unlawful, match="由台账统计"):
        counted: dict[str, JSON] = {"table": "applications", "row": "new", "column": "person", "number": "9"}
        take(report, Act.FILL, people.wang, cells=[counted], source="台账", reason="改数")


def test_who_typed_a_number_is_kept_through_changes_and_clearing(people: Cast) -> None:
    report = begin(people)
    place = ("article_20_1", "normative", "made")
    cell: dict[str, JSON] = {"table": place[0], "row": place[1], "column": place[2]}
    take(report, Act.FILL, people.wang, cells=[{**cell, "number": "3"}], source="文件库", reason="年度填报")
    take(report, Act.FILL, people.li, cells=[{**cell, "number": "4"}], source="文件库", reason="漏数一件")
    assert queries.fillers(report)[place].by == people.li
    take(report, Act.FILL, people.wang, cells=[{**cell, "number": None}], reason="待核")
    assert queries.standing(report).typed == {}
    fills = [line for line in journal.timeline(report.dossier) if line.act == "fill"]
    assert [(line.by, line.data["details"]["cells"][0]["number"]) for line in fills] == [
        (people.wang, "3"),
        (people.li, "4"),
        (people.wang, None),
    ]


def test_a_name_nobody_knows_is_refused_where_it_is_written(people: Cast) -> None:
    report = begin(people)
    with pytest.raises(Unlawful, match=r"“\{新受\}”不是可用的数据名称，是否应为“\{新收\}”"):
        take(report, Act.WRITE, people.wang, section="overview", text="新收{新受}件")
    take(report, Act.WRITE, people.wang, section="overview", text="<b>新收{新收}件</b>")
    assert queries.draft(people.bureau, queries.standing(report)).content.read("overview") == "<b>新收0件</b>"


def test_what_a_clerk_writes_is_never_markup(people: Cast, client: Client) -> None:
    report = begin(people)
    complete(report, people.wang)
    overview = queries.standing(report).texts["overview"] + "\n<script>alert(1)</script>{{ 7*7 }}"
    with pytest.raises(Unlawful, match=r"花括号|不是可用的数据名称"):
        take(report, Act.WRITE, people.wang, section="overview", text=overview)
    plain = overview.replace("{{ 7*7 }}", "")
    take(report, Act.WRITE, people.wang, section="overview", text=plain)
    for found in queries.draft(people.bureau, queries.standing(report)).checked.yellow:
        take(report, Act.EXPLAIN, people.wang, finding=found.concern.key, says=found.concern.says, text="测试")
    acts.freeze(report, on=JANUARY, today=JANUARY, by=people.wang)
    take(report, Act.SIGN, people.li)
    take(report, Act.PUBLISH, people.wang)
    page = public_page(client, people)
    assert escape("<script>alert(1)</script>") in page
    assert "<script>alert(1)</script>" not in page
