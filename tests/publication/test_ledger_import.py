"""往年台账导入: every row once, as it stands; nothing public before it is accepted; everything can be reckoned again."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from python_calamine import CalamineWorkbook

from gongkai.law.disclosure import ContentFact, ReleaseFact
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledger_rows import RowRule, Verdict
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.jobs import running
from gongkai.office.journal.models import Entry
from gongkai.office.journal.queries import notes
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan, draw_index_numbers
from gongkai.publication.catalogue.models import Column, IndexNumber
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.ledger import acts, queries, report, sealing, staging, storage
from gongkai.publication.disclosure.ledger.models import LabelMapping, Ledger, StagedRow, TextBand
from gongkai.publication.disclosure.ledger.old_addresses import stood_at
from gongkai.publication.disclosure.ledger.privacy import masked, personal_data
from gongkai.publication.disclosure.ledger.rows import alike, bands_of, from_json, to_json
from gongkai.publication.disclosure.models import Batch, Content, Release
from gongkai.web import clock
from tests.publication.conftest import DAY, House
from tests.publication.ledger_files import HEADS, TODAY, accepted, imported, opened, read, row, workbook

TEXT = (
    "为进一步规范临时救助工作，切实保障困难群众基本生活权益，根据国家和省有关规定，结合本县实际，现就做好有关工作通知如下："
    * 3
)


def faults(ledger: Ledger) -> dict[str, set[RowRule]]:
    """By where a row stands, the rules it broke."""
    return {each.where: {fault.rule for fault in each.faults} for each in queries.report_rows(ledger)}


def contents(authority: Authority) -> list[Content]:
    return list(Content.objects.of(authority).order_by("pk"))


# -- the way in ------------------------------------------------------------------------------------------------------------


def test_a_ledger_becomes_contents_with_their_releases_and_is_sealed(house: House, tmp_path: Path) -> None:
    bureau, wang = house.people.bureau, house.people.wang
    rows = [row(number, **({"索引号": ""} if number > 5 else {})) for number in range(1, 8)]
    ledger = imported(bureau, workbook(tmp_path / "a.xlsx", rows), wang, Choice.WHOLE)
    assert (ledger.stage, ledger.imported) == (Stage.DONE, 7)
    first = contents(bureau)[0]
    assert (first.index_number, first.title, first.number) == (
        "A001/2018", "关于第1号事项的通知", "示民发〔2018〕1号",
    )  # fmt: skip
    assert (first.made_on, first.published_on, first.backfilled) == (date(2018, 3, 1), date(2018, 3, 2), False)
    assert first.extra["原网址"] == "http://www.example.invalid/2018/1.html" and first.column == house.files
    assert [content.index_number for content in contents(bureau)[5:]] == [
        "shili-minzheng/2018-00001",
        "shili-minzheng/2018-00002",
    ]
    released = Release.objects.of(bureau)
    assert list(disclosed.content_facts(released, 2018)) == [ContentFact(False, 7)]
    assert set(disclosed.release_facts(released, 2018)) == {ReleaseFact("by_website", 7), ReleaseFact("by_wechat", 4)}
    assert stood_at(bureau, "www.example.invalid/2018/3.html") == contents(bureau)[2]
    batch = Batch.objects.of(bureau).get()
    assert (batch.rows, list(sealing.broken(batch))) == (7, [])
    assert [note.act for note in reversed(notes(bureau, sealing.ACCEPT, sealing.IMPORT, sealing.CLOSE))] == [
        "accept_ledger", *["import_contents"] * 3, "close_ledger",
    ]  # fmt: skip
    assert [str(finding) for finding in verify(whole=True)] == []


def test_nothing_is_entered_and_nothing_is_public_before_somebody_accepts(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    before = Entry.objects.everywhere().count()
    ledger = read(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 9)]))
    assert (ledger.stage, StagedRow.objects.of(bureau).count()) == (Stage.TO_ACCEPT, 8)
    assert not Content.objects.of(bureau).exists() and not Release.objects.of(bureau).exists()
    assert Entry.objects.everywhere().count() == before and not IndexNumber.objects.of(bureau).exists()


def test_a_cancelled_ledger_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    ledger = read(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 9)]))
    kept = Path(ledger.source)
    assert kept.exists()
    acts.cancel(ledger)
    running.work_off("甲机")
    assert not kept.exists()
    for model in (Ledger, StagedRow, TextBand, Content, Batch):
        assert not model.objects.of(bureau).exists()
    accepted_one = accepted(read(bureau, workbook(tmp_path / "b.xlsx", [row(1)])))
    with pytest.raises(Unlawful, match="导入中"):
        acts.cancel(accepted_one)


def test_whoever_works_reads_and_publishes_what_waits(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    ledger = opened(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 6)]))
    running.work_off("甲机")
    ledger.refresh_from_db()
    accepted(ledger)
    running.work_off("甲机")
    ledger.refresh_from_db()
    assert (ledger.stage, Content.objects.of(bureau).count()) == (Stage.DONE, 5)


def test_it_stops_when_told_and_goes_on_where_it_was(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    ledger = opened(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 11)]))
    while ledger.stage == Stage.READING:
        fresh = Ledger.objects.of(bureau).get(pk=ledger.pk)
        staging.read_on(fresh, today=TODAY, until=lambda: True, chunk=2)
        ledger.refresh_from_db()
    accepted(ledger)
    while ledger.stage == Stage.ACCEPTING:
        acts.publish_on(Ledger.objects.of(bureau).get(pk=ledger.pk), until=lambda: True, chunk=2)
        ledger.refresh_from_db()
    assert [content.index_number for content in contents(bureau)] == [f"A{number:03d}/2018" for number in range(1, 11)]
    assert list(sealing.broken(Batch.objects.of(bureau).get())) == []


def test_two_who_read_at_once_stage_every_row_once(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    ledger = opened(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 9)]))
    other = Ledger.objects.of(bureau).get(pk=ledger.pk)
    staging.read_on(ledger, today=TODAY, until=lambda: True, chunk=3)
    staging.read_on(other, today=TODAY, chunk=3)
    assert StagedRow.objects.of(bureau).count() == 3, "the second saw that the cursor had moved and left"
    staging.read_on(ledger, today=TODAY, chunk=3)
    assert StagedRow.objects.of(bureau).count() == 8


# -- row by row ------------------------------------------------------------------------------------------------------------


def test_the_report_names_every_row_with_its_rule_and_good_rows_are_not_in_it(house: House, tmp_path: Path) -> None:
    rows = [
        row(1),
        row(2, 上载日期="三月"),
        row(3, 信息名称=""),
        row(4, 索引号="A001/2018"),
        row(5, 信息名称="关于第1号事项的通知", 上载日期="2018-03-02", 发文字号="示民发〔2018〕1号"),
        row(6, 公开类目="乡村振兴"),
        row(7, 公开形式="喇叭", 网址=""),
        row(8, 信息名称="救助名单：张样例110101199003070038"),
        row(9, 信息名称="咨询电话13900000000"),
        row(10, 上载日期="2017-03-02"),
        row(11, 公开形式="依申请公开"),
    ]
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", rows))
    told = faults(ledger)
    assert "台账第3行" not in told
    expected = {
        4: {RowRule.DAY_UNREADABLE},
        5: {RowRule.NO_TITLE},
        6: {RowRule.INDEX_TWICE},
        7: {RowRule.SAME_TWICE},
        8: {RowRule.COLUMN_UNKNOWN},
        9: {RowRule.CHANNEL_UNKNOWN, RowRule.NO_ORIGINAL},
        10: {RowRule.PERSONAL},
        11: {RowRule.PHONE},
        12: {RowRule.OTHER_YEAR, RowRule.MADE_LATER},
    }
    assert {int(where[3:-1]): rules for where, rules in told.items() if "13" not in where} == expected
    assert RowRule.WITHHELD in told["台账第13行"]
    found = queries.found(ledger)
    assert (found.good, found.flagged, found.refused) == (1, 4, 6)
    shown = [(each.title, each.faults) for each in queries.report_rows(ledger)]
    assert "110101199003070038" not in str(shown) and "张样例110101********0038" in str(shown), "numbers are masked"
    book = CalamineWorkbook.from_object(io.BytesIO(report.workbook(ledger)))
    assert book.sheet_names == ["汇总", "逐行问题", "不收的行"]
    listed = book.get_sheet_by_name("逐行问题").to_python()
    assert len(listed) == 1 + sum(len(each.faults) for each in queries.report_rows(ledger))
    refused = book.get_sheet_by_name("不收的行").to_python()
    assert len(refused) == 1 + 6 and "110101199003070038" not in str(refused)


def test_refused_rows_are_skipped_when_the_user_says_so_and_stop_everything_when_he_says_that(
    house: House, tmp_path: Path
) -> None:
    bureau = house.people.bureau
    path = workbook(tmp_path / "a.xlsx", [row(1), row(2, 上载日期="三月"), row(3)])
    ledger = read(bureau, path)
    with pytest.raises(Unlawful, match="有1行不收"):
        accepted(ledger, choice=Choice.WHOLE)
    assert not Batch.objects.of(bureau).exists()
    acts.publish_on(accepted(ledger, choice=Choice.SKIP))
    assert [content.index_number for content in contents(bureau)] == ["A001/2018", "A003/2018"]
    assert [each.where for each in queries.report_rows(ledger)] == ["台账第4行"], "the refused row stays to be seen"
    kept = Path(ledger.source)
    acts.discard(ledger)
    assert not kept.exists() and not StagedRow.objects.of(bureau).exists() and Content.objects.of(bureau).count() == 2


def test_what_is_there_already_is_not_imported_twice(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    imported(bureau, workbook(tmp_path / "a.xlsx", [row(1), row(2, 索引号="")]))
    again = [row(1), row(2, 索引号=""), row(3, 索引号="A001/2018"), row(4)]
    ledger = read(bureau, workbook(tmp_path / "b.xlsx", again))
    assert faults(ledger) == {
        "台账第3行": {RowRule.PRESENT},
        "台账第4行": {RowRule.PRESENT},
        "台账第5行": {RowRule.INDEX_TAKEN},
    }


def test_a_number_taken_between_report_and_import_is_refused_then_and_told(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    slow = accepted(read(bureau, workbook(tmp_path / "a.xlsx", [row(1), row(2)])))
    imported(bureau, workbook(tmp_path / "b.xlsx", [row(2, 信息名称="另一件事")]))
    acts.publish_on(slow, chunk=3)
    assert (slow.stage, slow.imported) == (Stage.DONE, 1)
    assert faults(slow) == {"台账第4行": {RowRule.INDEX_TAKEN}}
    assert [str(finding) for finding in verify(whole=True)] == []


def test_texts_that_are_nearly_the_same_are_flagged(house: House, tmp_path: Path) -> None:
    heads = (*HEADS, "正文")
    rows = [
        [*row(1), TEXT],
        [*row(2), TEXT.replace("困难群众", "困难家庭")],
        [*row(3), "完全另外的一件事情，" + "关于农村公路养护和安全隐患排查治理的若干安排，分三个阶段推进实施。" * 6],
    ]
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", rows, heads), chunk=1)
    assert faults(ledger) == {"台账第4行": {RowRule.NEARLY_TWICE}}
    assert not TextBand.objects.of(house.people.bureau).exists(), "the bands are gone when all is read"
    assert set(bands_of(TEXT)) & set(bands_of(TEXT + "。")) and alike(TEXT, TEXT) == 1 and bands_of("短") == ()


def test_a_column_that_takes_one_class_alone_says_what_its_contents_are(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    heads = (*HEADS, "体裁")
    rows = [[*row(1, 公开类目="政策解读"), ""], [*row(2, 公开类目="政策解读"), "公告"]]
    ledger = read(bureau, workbook(tmp_path / "a.xlsx", rows, heads))
    assert faults(ledger) == {"台账第4行": {RowRule.COLUMN_REFUSES}}
    acts.publish_on(accepted(ledger))
    assert contents(bureau)[0].kind == "interpretation"


def test_unknown_columns_are_mapped_or_opened_and_never_guessed(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    rows = [row(1, 公开类目="乡村振兴"), row(2, 公开类目="规范性文件"), row(3, 公开类目="")]
    ledger = read(bureau, workbook(tmp_path / "a.xlsx", rows))
    assert queries.columns_to_choose(ledger) == {"乡村振兴": 1, "规范性文件": 1, "": 1}
    with pytest.raises(Unlawful, match="还有3个栏目没有对应"):
        acts.accept(ledger, Choice.SKIP, on=TODAY, by=None)
    other = Column.objects.of(house.people.bureau).get(slug="zcjd")
    with pytest.raises(Unlawful, match="只收解读"):
        acts.choose_columns(ledger, {"规范性文件": str(other.pk)})
    chosen = {"乡村振兴": acts.NEW, "规范性文件": str(house.files.pk), "": str(house.files.pk)}
    acts.accept(ledger, Choice.SKIP, on=TODAY, by=None, columns=chosen)
    acts.publish_on(ledger)
    assert [content.column.name for content in contents(bureau)] == ["乡村振兴", "行政规范性文件", "行政规范性文件"]


# -- index numbers ---------------------------------------------------------------------------------------------------------


def test_adopted_numbers_of_the_own_rule_are_never_drawn_again(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    rows = [row(1, 索引号=""), row(2, 索引号="shili-minzheng/2018-00003"), row(3, 索引号=""), row(4, 索引号="外部-7")]
    imported(bureau, workbook(tmp_path / "a.xlsx", rows))
    assert {content.title[2:5]: content.index_number for content in contents(bureau)} == {
        "第1号": "shili-minzheng/2018-00001",
        "第2号": "shili-minzheng/2018-00003",
        "第3号": "shili-minzheng/2018-00002",
        "第4号": "外部-7",
    }
    with transaction.atomic():
        after = draw_index_numbers(bureau, house.files, date(2018, 2, 10), 2)
    assert [number.text[-5:] for number in after] == ["00004", "00005"], "the one adopted is passed over"


def test_an_imported_content_moves_and_the_batch_is_still_reckoned_right(house: House, tmp_path: Path) -> None:
    bureau, wang = house.people.bureau, house.people.wang
    imported(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 6)]))
    batch = Batch.objects.of(bureau).get()
    open_to_all = Column.objects.of(bureau).get(slug="xzgfxwj")
    disclosure.withdraw(contents(bureau)[1], on=TODAY, by=wang, reason="内容重复")
    elsewhere = catalogue.open_column(bureau, ColumnPlan("另栏", "linglan", "办公室"), on=DAY, by=None)
    disclosure.move(
        contents(bureau)[2],
        elsewhere if contents(bureau)[2].column == open_to_all else open_to_all,
        on=TODAY,
        by=wang,
        reason="栏目有误",
    )
    assert list(sealing.broken(batch)) == []
    Content.objects.of(bureau).filter(pk=contents(bureau)[4].pk).update(title="被改动的标题")
    assert [finding.what for finding in sealing.broken(batch)] == [
        "第2批的内容与登记时的摘要不符",
        "总摘要与结束时登记的不符",
    ]


# -- what the year's report stated -----------------------------------------------------------------------------------------


def test_stated_channels_that_fall_short_of_the_total_are_refused_with_the_difference(
    house: House, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", [row(1)])
    stated = {"total": 8430, "by_website": 8000, "by_wechat": 285}
    with pytest.raises(Unlawful, match="差145条"):
        acts.open_ledger(house.people.bureau, path, name="a.xlsx", year=2018, on=TODAY, by=None, stated=stated)
    assert not Ledger.objects.of(house.people.bureau).exists()


def test_stated_figures_stand_beside_what_the_ledger_comes_to(house: House, tmp_path: Path) -> None:
    path, _ = storage.copied(workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 5)]))
    ledger = acts.open_ledger(
        house.people.bureau,
        path,
        name="a.xlsx",
        year=2018,
        on=TODAY,
        by=None,
        stated={"total": 5, "by_website": 4, "by_wechat": 2},
    )
    acts.map_columns(ledger, [target for _, target in ledger.mapping])
    staging.read_on(ledger, today=TODAY)
    assert [(each.label, each.difference) for each in queries.compared(ledger)] == [
        ("主动公开总数", 1),
        ("政府网站公开", 0),
        ("政务微信公开", 0),
    ]


def test_a_content_counts_once_in_a_line_of_the_form_whatever_channels_it_took(house: House, tmp_path: Path) -> None:
    path, _ = storage.copied(workbook(tmp_path / "a.xlsx", [row(1, 公开形式="公示栏、查询机、政府网站"), row(2)]))
    ledger = acts.open_ledger(
        house.people.bureau,
        path,
        name="a.xlsx",
        year=2018,
        on=TODAY,
        by=None,
        stated={"total": 2, "by_website": 2, "by_other": 1},
    )
    acts.map_columns(ledger, [target for _, target in ledger.mapping])
    staging.read_on(ledger, today=TODAY)
    assert [each.difference for each in queries.compared(ledger)] == [0, 0, 0]


def test_a_file_nobody_names_is_swept_after_a_day_and_one_in_use_is_not(house: House, tmp_path: Path) -> None:
    ledger = opened(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    orphan, _ = storage.keep_file(iter([b"left behind"]), "x")
    storage.sweep(clock.now())
    assert orphan.exists()
    storage.sweep(clock.now() + timedelta(days=2))
    assert not orphan.exists() and Path(ledger.source).exists()


def test_a_column_that_is_gone_stops_the_import_with_its_name_until_it_is_back(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    ledger = accepted(read(bureau, workbook(tmp_path / "a.xlsx", [row(1)])))
    Column.objects.of(bureau).filter(pk=house.files.pk).update(closed_on=TODAY)
    acts.carry_on(ledger, today=TODAY)
    assert "行政规范性文件" in ledger.failure and not Content.objects.of(bureau).exists()
    Column.objects.of(bureau).filter(pk=house.files.pk).update(closed_on=None)
    acts.carry_on(ledger, today=TODAY)
    ledger.refresh_from_db()
    assert (ledger.stage, ledger.failure, ledger.imported) == (Stage.DONE, "", 1)


# -- bad input -------------------------------------------------------------------------------------------------------------


def test_a_ledger_of_another_year_is_flagged_row_by_row_and_cannot_be_accepted(house: House, tmp_path: Path) -> None:
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1), row(2), row(3)]), year=2019)
    assert all(rules == {RowRule.OTHER_YEAR} for rules in faults(ledger).values())
    with pytest.raises(Unlawful, match="像是另一年度的台账"):
        accepted(ledger)


def test_a_broken_row_of_a_csv_costs_that_row_alone(house: House, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADS, row(1), row(2)[:4], row(3)])
    path = tmp_path / "a.csv"
    path.write_bytes((text.getvalue() + '4,"坏引号,2018\n').encode("gb18030"))
    ledger = read(house.people.bureau, path)
    assert faults(ledger) == {"第3行": {RowRule.ROW_BROKEN}, "第5行": {RowRule.ROW_BROKEN}}
    assert queries.found(ledger).good == 2
    assert any("坏引号" in each.title for each in queries.report_rows(ledger)), "nothing of it is lost"


def test_what_is_no_ledger_is_refused_with_the_reason_and_leaves_nothing(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    headless = workbook(tmp_path / "headless.xlsx", [["1", "2"]], ("甲", "乙"))
    empty = tmp_path / "empty.csv"
    empty.touch()
    for path, why in ((locked, "打开密码"), (headless, "找不到表头"), (empty, "空的")):
        with pytest.raises(Unlawful, match=why):
            opened(bureau, path)
    with pytest.raises(Unlawful, match="年度"):
        opened(bureau, workbook(tmp_path / "a.xlsx", [row(1)]), year=2031)
    assert not Ledger.objects.of(bureau).exists()


def test_a_file_that_breaks_off_while_it_is_read_fails_and_says_so(house: House, tmp_path: Path) -> None:
    ledger = opened(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    Path(ledger.source).unlink()
    staging.read_on(ledger, today=TODAY)
    assert (ledger.stage, ledger.failure) == (Stage.FAILED, "台账文件不在了，请重新上传")
    acts.cancel(ledger)
    acts.clear_on(ledger)
    assert not Ledger.objects.of(house.people.bureau).exists()


def test_a_folder_of_saved_pages_becomes_contents_with_clean_text(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    folder = tmp_path / "旧网站"
    folder.mkdir()
    page = (
        '<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="关于示例的通知"><meta name="PubDate" '
        'content="2018-03-04"></head><body><ul><li><b>索引号：</b><span>W-1</span></li><li><b>公开类目：</b>'
        '<span>行政规范性文件</span></li></ul><div class="TRS_Editor"><p style="x">现将有关事项通知如下，请认真执行。</p>'
        '<script>alert(1)</script><p><a href="缺.doc">附件</a></p></div></body></html>'
    )
    (folder / "1.html").write_text(page, encoding="utf-8")
    (folder / "2.html").write_bytes(b"\x89PNG\r\n")
    (folder / "附图.png").write_bytes(b"\x89PNG\r\n")
    ledger = imported(bureau, folder)
    [content] = contents(bureau)
    assert (content.index_number, content.title, content.column) == ("W-1", "关于示例的通知", house.files)
    assert content.text == "现将有关事项通知如下，请认真执行。\n附件" and "script" not in content.body
    assert content.body.startswith("<p>现将有关事项通知如下，请认真执行。</p>")
    told = faults(ledger)
    assert told["2.html"] == {RowRule.PAGE_UNREADABLE}
    assert {RowRule.ATTACHMENT_BROKEN, RowRule.CHANNEL_ASSUMED, RowRule.NO_ORIGINAL} == told["1.html"]
    assert folder.exists(), "a folder of somebody else's is never deleted"


def test_what_a_column_held_is_remembered_for_the_next_ledger(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    path = workbook(tmp_path / "a.xlsx", [[*row(1), "张"]], (*HEADS, "经手"))
    kept, _ = storage.copied(path)
    ledger = acts.open_ledger(bureau, kept, name="a", year=2018, on=TODAY, by=None)
    targets = [target for _, target in ledger.mapping]
    assert targets[-1] == "extra"
    with pytest.raises(Unlawful, match="哪一列是标题"):
        acts.map_columns(ledger, ["extra" if each == "title" else each for each in targets])
    acts.map_columns(ledger, [*targets[:-1], "section"])
    again = acts.open_ledger(bureau, kept, name="b", year=2018, on=TODAY, by=None)
    assert again.mapping[-1] == ["经手", "section"]
    assert LabelMapping.objects.of(bureau).get(label="经手").target == "section"
    assert not LabelMapping.objects.of(house.people.elsewhere).exists()


def test_a_column_of_titles_taken_for_the_catalogue_is_noticed(house: House, tmp_path: Path) -> None:
    rows = [row(number, 公开类目=f"某一条标题{number}") for number in range(1, 503)]
    ledger = opened(house.people.bureau, workbook(tmp_path / "a.xlsx", rows))
    staging.read_on(ledger, today=TODAY, chunk=400)
    ledger.refresh_from_db()
    assert ledger.stage == Stage.FAILED and "超过500个" in ledger.failure


def test_a_line_that_adds_up_is_no_row(house: House, tmp_path: Path) -> None:
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1), ["合计", "1条"], row(2)]))
    assert queries.found(ledger).rows == 2 and "台账第4行是合计行，没有读入" in ledger.notes


# -- the command -----------------------------------------------------------------------------------------------------------


def test_the_command_checks_first_and_imports_when_told(house: House, tmp_path: Path) -> None:
    bureau = house.people.bureau
    path = workbook(tmp_path / "a.xlsx", [row(1), row(2, 公开类目="新栏目"), row(3, 上载日期="")])
    said = io.StringIO()
    call_command("ledger", path, authority=bureau.code, year=2018, report=tmp_path / "r.xlsx", stdout=said)
    assert "1行合格，1行有提示，1行不收" in said.getvalue() and (tmp_path / "r.xlsx").exists()
    assert not Content.objects.of(bureau).exists()
    with pytest.raises(CommandError, match="全部合格"):
        call_command("ledger", path, authority=bureau.code, year=2018, accept=True, new_columns=True, stdout=said)
    options = {"accept": True, "new_columns": True, "skip_refused": True, "by": "wang"}
    call_command("ledger", path, authority=bureau.code, year=2018, stdout=said, **options)
    assert "已导入2行" in said.getvalue() and Ledger.objects.of(bureau).get().accepted_by == house.people.wang
    with pytest.raises(CommandError, match="没有网址代码"):
        call_command("ledger", path, authority="nobody", year=2018)
    with pytest.raises(CommandError, match="差145条"):
        call_command(
            "ledger", path, authority="shili", year=2018, stated=["total=8430", "by_website=8000", "by_wechat=285"]
        )


# -- small parts -----------------------------------------------------------------------------------------------------------


def test_personal_numbers_are_told_by_their_check_digits_and_masked() -> None:
    told = "身份证110101199003070038，卡6222020200112233453，电话13900000000"
    assert [(kind.label, shown) for kind, shown in personal_data(told)] == [
        ("身份证件号码", "110101********0038"),
        ("银行账号", "622202*********3453"),
        ("手机号码", "139****0000"),
    ]
    assert masked("甲110101199003070038乙13900000000丙2018030410203040") == (
        "甲110101********0038乙139****0000丙2018030410203040"
    )
    assert list(personal_data("110101199003070039 6222020200112233454 2018030410203040")) == []


def test_a_row_is_staged_and_taken_back_as_it_was(house: House, tmp_path: Path) -> None:
    read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    staged = StagedRow.objects.of(house.people.bureau).get()
    assert to_json(from_json(staged.row)) == staged.row and staged.verdict == Verdict.GOOD
