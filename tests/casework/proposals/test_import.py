"""导入清单: all of it or nothing unless chosen; every wrong row is named; what has no date proves nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.proposals import importing, many, queries
from gongkai.casework.proposals.importing import ALIASES, Reader
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.casework.proposals.verifying import findings
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures
from gongkai.law.proposals import State
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.verify import verify
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock
from tests.casework.proposals.conftest import CONTACT, ON, House
from tests.cast import PASSWORD

HEADS = (
    "编号",
    "种类",
    "案由",
    "提出人",
    "联系电话",
    "主办单位",
    "协办单位",
    "交办日期",
    "答复日期",
    "办理类别",
    "办理结果",
)
GOOD = (
    (
        "1",
        "建议",
        "关于路灯的建议",
        "马示例",
        CONTACT,
        "示例县民政局",
        "示例县财政局",
        "2025-03-15",
        "2025/6/16",
        "A",
        "已办结",
    ),
    (
        "2",
        "议案（转作建议）",
        "关于水渠的议案",
        "王样本",
        "",
        "示例县民政局",
        "",
        "2025年3月15日",
        "2025-07-01",
        "B类",
        "",
    ),
    ("3", "建议", "关于学位的建议", "李例文", "", "示例县财政局", "", "2025-03-15", "", "", "办结"),
    ("4", "", "关于公交的建议", "赵演示", "", "", "", "", "", "", "在办"),
)


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue().encode(encoding)


def imported(house: House, data: bytes, name: str = "清单.csv", **more: str) -> str:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username="fu", password=PASSWORD)
    given = {"session": str(house.session.pk), "on": f"{ON}", "file": SimpleUploadedFile(name, data), **more}
    return client.post("/desk/proposals/import/", given, follow=True).content.decode()


def test_a_list_is_entered_with_the_dates_it_knows(house: House) -> None:
    assert "已登记4件" in imported(house, as_csv(GOOD))
    rows = {row.number: row for row in Proposal.objects.of(house.county).select_related("dossier", "lead")}
    assert [rows[key].state for key in "1234"] == [*[State.CLOSED] * 3, State.RECEIVED]
    assert rows["2"].kind_label == "议案（转作建议办理）" and rows["1"].lead == house.bureau
    assert queries.personal(rows["1"])["contact"] == CONTACT
    counted = figures(queries.facts(queries.of_session(house.session)), clock.today())
    keys = {number: row.dossier_id for number, row in rows.items()}
    assert counted.keys[ProposalFigure.ON_TIME] == (keys["1"],)
    assert counted.keys[ProposalFigure.LATE] == (keys["2"],)
    assert counted.keys[ProposalFigure.UNDATED] == (keys["3"],)
    assert counted.rate(ProposalRate.IN_TIME) is None
    assert str(counted.rate(ProposalRate.CLOSING)) == "75.00"
    assert list(findings(whole=True)) == []
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_of_either_encoding_is_read(house: House, encoding: str) -> None:
    assert "已登记4件" in imported(house, as_csv(GOOD, encoding))


def test_a_workbook_is_read_like_a_csv(house: House) -> None:
    data = write_xlsx([Grid.from_rows([HEADS, *GOOD], head_rows=1, caption="清单")])
    assert "已登记4件" in imported(house, data, "清单.xlsx")


WRONG = (
    (("5", "建议", "", "马示例", "", "", "", "", "", "", ""), "第6行：没有标题"),
    (("5", "提案", "题", "马示例", "", "", "", "", "", "", ""), "第6行：示例县十八届人大四次会议没有提案"),
    (("1", "建议", "题", "马示例", "", "", "", "", "", "", ""), "第6行：本届次已有建议第1号"),
    (("5", "建议", "题", "马", "", "无此局", "", "", "2025-06-01", "", ""), "第6行：没有“无此局”这个单位"),
    (("5", "建议", "题", "马", "", "", "", "2025-06-02", "2025-06-01", "", ""), "第6行：答复日期不能早于交办日期"),
    (("5", "建议", "题", "马", "", "", "", "", "2025-13-01", "", ""), "第6行：答复日期"),
    (("5", "建议", "题", "马", "", "", "", "", "2025-06-01", "D", ""), "第6行：答复类别“D”应为A、B、C"),
    (("5", "建议", "题", "马", "", "", "", "", "", "A", ""), "第6行：有答复类别而没有答复日期"),
    (("5", "建议", "题", "马", "", "", "", "", "", "", "大概"), "第6行：办理结果“大概”应为已办结或者在办"),
)


@pytest.mark.parametrize(("row", "told"), WRONG)
def test_one_wrong_row_and_nothing_is_entered_unless_it_is_chosen(
    house: House, row: tuple[str, ...], told: str
) -> None:
    data = as_csv([*GOOD, row])
    assert told in imported(house, data)
    assert not Proposal.objects.of(house.county).exists()
    chosen = imported(house, data, only_good="on")
    assert told in chosen and "已登记4件，1行没有登记" in chosen
    assert Proposal.objects.of(house.county).count() == 4


def test_a_list_entered_twice_is_entered_once(house: House) -> None:
    imported(house, as_csv(GOOD))
    assert "本届次已有建议第1号" in imported(house, as_csv(GOOD), only_good="on")
    assert Proposal.objects.of(house.county).count() == 4


def test_what_somebody_else_has_just_entered_is_not_entered_twice_nor_by_halves(house: House) -> None:
    units = importing.unit_names(queries.under_office(house.county))
    reader = Reader(house.session, national(), ON, clock.today(), house.office, units, frozenset(), "清单")
    files = reader.read(as_csv(GOOD)).files
    many.enter(house.session, files[3:])
    with pytest.raises(Unlawful, match="刚刚已由他人登记"):
        many.enter(house.session, files)
    assert Proposal.objects.of(house.county).count() == 1
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04broken", "案由,提出人\n甲,乙\n".encode()])
def test_a_file_that_is_no_list_is_refused_with_a_reason(house: House, data: bytes) -> None:
    told = imported(house, data)
    assert "需要修改" in told
    assert not Proposal.objects.of(house.county).exists()


CELLS = st.text(alphabet="建议提案议转作ABC12-/年月日示例县民政局、 \t<>&'=", max_size=12)


@given(st.lists(st.lists(CELLS, min_size=len(HEADS), max_size=len(HEADS)), min_size=1, max_size=6))
def test_whatever_stands_in_a_list_each_row_is_a_file_or_a_fault(rows: list[list[str]]) -> None:
    session = ProposalSession(source="congress", name="示例届次", authority=Authority(name="示例县人民政府"))
    units = {"示例县民政局": "shili-minzheng"}
    reader = Reader(session, national(), ON, ON, Official(username="x"), units, frozenset(), "清单")
    read = reader.read(as_csv(rows))
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(read.files) + len([fault for fault in read.faults if fault.row]) <= len(filled)
    assert read.files or read.faults
    assert len({(file.given.kind, file.given.number) for file in read.files}) == len(read.files)


def test_every_column_has_a_name_of_its_own() -> None:
    names = [alias for aliases in ALIASES.values() for alias in aliases]
    assert len(names) == len(set(names))


def test_a_name_two_units_bear_finds_neither(house: House) -> None:
    twin = Authority(code="x", name="示例县财政局", short_name="")
    names = importing.unit_names([house.finance, twin])
    assert "示例县财政局" not in names
