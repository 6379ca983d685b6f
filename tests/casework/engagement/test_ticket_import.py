"""留言导入: nothing changes before it is accepted, every row is told of, and no rate is carried that the dates do not carry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.engagement.tickets import queries, texts
from gongkai.casework.engagement.tickets.figures import queries as figures
from gongkai.casework.engagement.tickets.importing import acts, staging
from gongkai.casework.engagement.tickets.importing import queries as imports
from gongkai.casework.engagement.tickets.models import ColumnMemory, Ticket, TicketImport
from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_flow import State
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.jobs import running
from gongkai.office.journal.verify import verify
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import write_xlsx
from tests.casework.engagement.conftest import ON, logged_in, who
from tests.cast import Cast

HEADS = "工单编号,受理时间,诉求类型,诉求内容,来电人,联系电话,承办单位,回复时间,办理结果,办结时间,是否满意,工单状态"
GOOD = [
    "A1,2025-03-03 08:12:09,咨询类,医保怎么缴费,陈样例,13900001234,示例县民政局,2025-03-04,已电话解释,2025-03-05,满意,已办结",
    "A2,2025/3/3,投诉,路灯不亮,,,某村委会,2025年3月28日,已修,2025-03-28,不满意,已办结",
    "A3,2025-03-04,求助,老人走失,林样例,13900005678,,,,,,办理中",
]
UNDATED = "A4,2025-03-05,投诉,井盖丢失,,,示例县民政局,,,2025-03-06,,已办结"
BAD = "A5,昨天,投诉,噪声扰民,,,示例县民政局,,,,,"


def table(*rows: str) -> bytes:
    return "\n".join((HEADS, *rows)).encode("gb18030")


def uploaded(people: Cast, data: bytes, **claimed: Decimal) -> TicketImport:
    return acts.upload(
        people.county, "12345热线2025年工单", data, source=TicketSource.HOTLINE, kind=ConcernKind.CONSULT,
        on=ON, by=who("sun"), **claimed,
    )  # fmt: skip


def test_a_good_export_becomes_tickets_whose_clocks_are_reckoned_here(people: Cast) -> None:
    batch = uploaded(people, table(*GOOD))
    assert not Ticket.objects.everywhere().exists(), "nothing before it is accepted"
    assert acts.bring_in(batch, skip=False, on=ON, by=who("sun")) == 3
    first, second, third = Ticket.objects.of(people.county).select_related("dossier", "unit").order_by("pk")
    assert (first.unit, first.dossier.state, first.dossier.timeliness) == (people.bureau, State.CLOSED.value, "on_time")
    assert (second.unit_name, second.dossier.timeliness, second.satisfaction) == ("某村委会", "late", "unsatisfied")
    assert (third.dossier.state, third.kind, third.dossier.closed_on) == (State.RECEIVED.value, "help", None)
    assert texts.letter_of(first).name == "陈样例" and queries.answer_of(first) == "已电话解释"
    batch.refresh_from_db()
    assert (batch.content, batch.accepted, batch.refused) == (None, 3, 0)
    assert list(verify(whole=True)) == []
    with pytest.raises(Unlawful, match="已导入3件"):
        acts.bring_in(batch, skip=False, on=ON, by=who("sun"))


def test_while_a_row_is_refused_nothing_is_taken_over_unless_somebody_chose_to_skip_it(people: Cast) -> None:
    batch = uploaded(people, table(*GOOD, BAD))
    with pytest.raises(Unlawful, match="有1行不收"):
        acts.bring_in(batch, skip=False, on=ON, by=who("sun"))
    assert not Ticket.objects.everywhere().exists()
    assert acts.bring_in(batch, skip=True, on=ON, by=who("sun")) == 3


def test_the_same_number_is_the_same_ticket_in_the_file_and_in_the_register(people: Cast) -> None:
    acts.bring_in(uploaded(people, table(*GOOD)), skip=False, on=ON, by=who("sun"))
    again = uploaded(people, table(*GOOD, GOOD[0].replace("A1", "A9"), GOOD[0].replace("A1", "A9")))
    for chunk in staging.read_in_chunks(again, today=ON, chunk=1):
        assert len(chunk) == 1
    told = "；".join(each.told for each in imports.opened(imports.with_faults(again)))
    assert (imports.found(again).to_take, imports.found(again).refused) == (1, 4)
    assert "“A1”已经导入" in told and "“A9”与前面的行相同" in told


def test_a_claim_of_a_hundred_percent_is_shown_and_questioned_where_dates_do_not_carry_it(people: Cast) -> None:
    batch = uploaded(people, table(*GOOD[:2], UNDATED), claimed_closing=Decimal(100), claimed_on_time=Decimal(100))
    acts.bring_in(batch, skip=False, on=ON, by=who("sun"))
    closing, on_time = figures.claims(people.county, ON)
    assert str(closing.counted) == "66.7" and "1件称已办结而没有答复日期" in closing.doubt
    assert str(on_time.counted) == "33.3" and on_time.doubt
    page = logged_in("sun").get("/desk/engagement/figures/?year=2025").content.decode()
    assert "12345热线2025年工单" in page and "66.7%" in page and "按日期计算为" in page
    honest = uploaded(people, table(GOOD[0].replace("A1", "C1")), claimed_closing=Decimal(100))
    acts.bring_in(honest, skip=False, on=ON, by=who("sun"))
    assert figures.claims(people.county, ON)[0].doubt == "", "the newest import first"


def test_the_pages_upload_map_report_and_import(people: Cast) -> None:
    sun = logged_in("sun")
    rows = [HEADS.replace("诉求内容", "群众说的话").split(","), *(row.split(",") for row in (*GOOD, UNDATED))]
    upload = {"title": "热线导出", "source": "hotline", "kind": "consult"}
    address = "/desk/engagement/imports/"
    broken = SimpleUploadedFile("导出.xlsx", b"PK\x03\x04broken")
    assert "不是Excel" in sun.post(address, {**upload, "file": broken}).content.decode()
    file = SimpleUploadedFile("导出.xlsx", write_xlsx([Grid.from_rows(rows)]))
    page = sun.post(address, {**upload, "file": file}, follow=True).content.decode()
    assert "读取核对中" in page and "<progress" in page and '<noscript><meta http-equiv="refresh"' in page
    running.work_off("甲机")
    batch = TicketImport.objects.of(people.county).get()
    page = sun.get(f"{address}{batch.pk}/").content.decode()
    assert "标题和内容都是空的" in page and "不收" in page and "<progress" not in page
    heads = list(batch.columns)
    mapped = {f"column_{n}": batch.columns[head] for n, head in enumerate(heads)}
    mapped[f"column_{heads.index('群众说的话')}"] = "text"
    assert "<progress" in sun.post(f"{address}{batch.pk}/", mapped, follow=True).content.decode(), "it is read anew"
    running.work_off("甲机")
    page = sun.get(f"{address}{batch.pk}/").content.decode()
    assert "称已办结而没有答复日期" in page and "4行" in page
    assert ColumnMemory.objects.of(people.county).get(heading="群众说的话").field == "text"
    twice = {**mapped, "column_1": "text", "form_of_the_house": "1"}
    assert "同一项不能对应两列" in sun.post(f"{address}{batch.pk}/", twice).content.decode()
    page = sun.post(f"{address}{batch.pk}/accept/", follow=True).content.decode()
    assert "导入中" in page and "<progress" in page and "不能取消" in page and "放弃导入" not in page
    assert not Ticket.objects.of(people.county).exists(), "nothing is written inside the request"
    running.work_off("甲机")
    page = sun.get(f"{address}{batch.pk}/").content.decode()
    assert "已导入4件" in page and "<progress" not in page
    again = sun.post(address, {**upload, "file": SimpleUploadedFile("再导.xlsx", write_xlsx([Grid.from_rows(rows)]))})
    assert again.status_code == 302
    assert TicketImport.objects.of(people.county).order_by("-pk")[0].columns["群众说的话"] == "text", "remembered"
    assert logged_in("wang").get(address).status_code == 403
    assert logged_in("zhao").get(f"{address}{batch.pk}/").status_code in {403, 404}


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0" + b"x" * 90, b"PK\x03\x04", "只有表头".encode()])
def test_a_file_that_holds_nothing_is_refused_in_words(people: Cast, data: bytes) -> None:
    with pytest.raises(Unlawful):
        uploaded(people, data)
    assert not TicketImport.objects.everywhere().exists()


def test_the_uploaded_file_lies_sealed_and_is_gone_when_it_is_given_up(people: Cast) -> None:
    batch = uploaded(people, table(*GOOD))
    assert "陈样例".encode() not in bytes(batch.content or b"") and "陈样例".encode("gb18030") not in bytes(
        batch.content or b""
    )
    acts.give_up(batch, on=ON)
    batch.refresh_from_db()
    assert batch.content is None and batch.accepted == 0


def test_a_year_of_a_hotline_comes_in_whole(people: Cast) -> None:
    """As large as the export of a county in a year, a tenth of it here; the bench measures the whole."""
    rows = [GOOD[n % 3].replace(f"A{n % 3 + 1}", f"Y{n}") for n in range(349)]
    assert acts.bring_in(uploaded(people, table(*rows)), skip=False, on=ON, by=who("sun")) == 349
    whole = figures.figures(people.county, Period.year(2025), date(2025, 12, 31)).whole.tally
    assert whole.received == 349 and whole.replied == whole.closed == sum(n % 3 != 2 for n in range(349))
