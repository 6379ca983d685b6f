"""办件的导入导出: another system's cases come in by their dates, whole or not at all; what goes out names nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.services.cases import importing, listing, many, queries
from gongkai.casework.services.cases.models import CaseMatter, CaseRun, ServiceCase
from gongkai.law.case_kinds import CaseResult, Stage
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.verify import verify
from gongkai.papers.grid import Grid
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock
from tests.casework.services.halling import CHEN, Hall, hall, logged_in, took, who
from tests.cast import Cast

HEADS = (
    *("流水号", "事项编码", "申请人", "证件号码", "联系电话", "窗口号", "收件日期", "受理日期", "办结日期"),
    *("审核人", "审批人", "办理结果", "理由", "领取日期", "满意度"),
)
GOOD = (
    *("YC-1", "SP001", "陈样例", "110101190001010014", "13900000000", "01", "2025-09-01", "2025-09-02", "2025-09-10"),
    *("审一", "批一", "准予", "", "2025-09-12", "满意"),
)
LATE = ("YC-2", *GOOD[1:8], "2025-10-20", "审一", "批一", "不予", "场所不符", "2025-10-21", "")
OPEN = ("YC-3", *GOOD[1:8], "", "", "", "", "", "", "")
ONLY_RECEIVED = ("YC-4", *GOOD[1:7], "", "", "", "", "", "", "", "")


@pytest.fixture
def made(people: Cast) -> Hall:
    return hall(people)


def table(*rows: tuple[str, ...]) -> bytes:
    return write_xlsx([Grid.from_rows([HEADS, *rows], head_rows=1)])


def sheet(data: bytes) -> InSheet:
    (found,) = read_sheets(data, most_rows=100)
    return found


def changed(row: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    told = dict(zip(HEADS, row, strict=True)) | cells
    return tuple(told.values())


def read(made: Hall, *rows: tuple[str, ...]) -> importing.ReadCases:
    return many.reader(made.people.county, clock.today()).read(table(*rows))


def test_a_list_becomes_cases_whose_clocks_and_cards_follow_from_their_dates(made: Hall) -> None:
    found = read(made, GOOD, LATE, OPEN, ONLY_RECEIVED)
    assert not found.faults and many.enter(made.people.county, found.cases, by=who("hao")) == 4
    good, late, running, received = ServiceCase.objects.of(made.people.county).order_by("pk")
    assert good.result is CaseResult.GRANTED and good.shut and good.stars == "4" and good.timeliness == "on_time"
    assert good.visits == 2 and good.general and good.window == made.window and good.clerk is None
    assert late.result is CaseResult.DENIED and late.timeliness == "late"
    assert running.timeliness == "" and not running.shut and received.dossier.state == "received"
    red = CaseRun.objects.of(made.people.county).get(case=late, stage=Stage.HANDLING.value)
    assert red.red(clock.today()) and red.last_on is not None
    assert red.last_on == calendar_of(made.people.county).after(date(2025, 9, 2), 8).on
    assert CaseMatter.objects.of(made.people.county).filter(unit=made.people.bureau).count() == 3
    assert list(verify(whole=True)) == []


def test_the_same_list_comes_in_once(made: Hall) -> None:
    many.enter(made.people.county, read(made, GOOD).cases, by=who("hao"))
    again = read(made, GOOD, changed(GOOD, 流水号="YC-9"), changed(GOOD, 流水号="YC-9"))
    assert [each.row for each in again.faults] == [2, 4] and len(again.cases) == 1
    assert all("已经导入过" in each.reason for each in again.faults)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"流水号": ""}, "没有原编号"),
        ({"事项编码": "没有的"}, "没有有效的指南"),
        ({"收件日期": "2024-01-02"}, "没有有效的指南"),
        ({"收件日期": "昨天"}, "收件日期"),
        ({"收件日期": "2999-01-01"}, "不能晚于今天"),
        ({"收件日期": "1900-01-01"}, "可能是表格软件把空格写成了1900年"),
        ({"窗口号": "99"}, "没有“99”号窗口"),
        ({"窗口号": ""}, "没有写明窗口号"),
        ({"受理日期": ""}, "应当有受理日期"),
        ({"受理日期": "2025-08-01"}, "不能早于上一环节"),
        ({"办结日期": ""}, "应当有决定日期"),
        ({"办理结果": ""}, "准予还是不予"),
        ({"办理结果": "也许"}, "应为准予、不予"),
        ({"办理结果": "不予"}, "不符合之处"),
        ({"审批人": "审一"}, "不能自己作出决定"),
        ({"审核人": ""}, "审查人"),
        ({"满意度": "百分之百"}, "应为非常满意"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_nothing_of_it_comes_in(
    made: Hall, cells: dict[str, str], said: str
) -> None:
    found = read(made, changed(GOOD, **cells), LATE)
    (fault,) = found.faults
    assert fault.row == 2 and said in fault.reason and len(found.cases) == 1


def test_one_wrong_row_and_nothing_is_imported_unless_that_is_chosen(made: Hall) -> None:
    client, address = logged_in("hao"), "/desk/services/cases/import/"
    data = table(GOOD, changed(LATE, 审批人="审一"))
    page = client.post(address, {"file": SimpleUploadedFile("办件.xlsx", data)}).content.decode()
    assert "第3行" in page and "不能自己作出决定" in page and not ServiceCase.objects.everywhere().exists()
    page = client.post(address, {"file": SimpleUploadedFile("办件.xlsx", data), "only_good": "on"}).content.decode()
    assert "已导入1件，1行没有导入" in page and ServiceCase.objects.everywhere().count() == 1
    assert client.post(address, {"file": SimpleUploadedFile("办件.xlsx", b"MZ" + b"\0" * 64)}).status_code == 200
    assert logged_in("wu").get(address).status_code == 403
    assert importing.ALIASES.keys() >= set(importing.NEEDED)


def test_a_list_goes_out_as_the_page_shows_it_with_names_masked_and_comes_in_elsewhere_by_its_heads(made: Hall) -> None:
    took(made)
    many.enter(made.people.county, read(made, GOOD, OPEN).cases, by=who("hao"))
    client = logged_in("hao")
    assert "/desk/services/cases/export.xlsx" in client.get("/desk/services/cases/?place=all").content.decode()
    whole = client.get("/desk/services/cases/export.xlsx?place=all")
    found = sheet(whole.content)
    assert found.heads == listing.HEADS and len(found.rows) == 3
    said = str([row.cells for row in found.rows])
    assert CHEN.name not in said and CHEN.phone not in said and CHEN.identity_number not in said
    assert "陈" in said and "按期答复" in said
    narrowed = client.get("/desk/services/cases/export.xlsx?place=accept")
    assert len(sheet(narrowed.content).rows) == 1
    assert logged_in("wu").get("/desk/services/cases/export.xlsx").status_code == 403
    known = {alias for aliases in importing.ALIASES.values() for alias in aliases}
    assert set(listing.HEADS) - {"事项", "时效", "状态", "快递单号"} <= known


def test_no_code_opens_what_was_imported(made: Hall) -> None:
    many.enter(made.people.county, read(made, GOOD).cases, by=who("hao"))
    case = ServiceCase.objects.of(made.people.county).get()
    assert queries.by_code(made.people.county, case.dossier.number, "") is None
    assert b"13900000000" not in bytes(case.personal)
