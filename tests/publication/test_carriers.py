"""线下载体: an issue, a receipt and a photograph make releases; what has no proof is not counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory

from gongkai.law.carriers import BoardKind, PointKind, PosterState, PrintedKind
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import Attribute
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.carriers import acts, papers, queries
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.carriers.models import Board, GazetteIssue, ReadingPoint
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.models import StoredFile
from tests.cast import BEGINNING, PASSWORD, Cast, official
from tests.publication.conftest import DAY

ITEM = Item(
    ContentClass.DOCUMENT,
    "示例县城乡低保标准调整的通知",
    text="一、自2025年10月1日起调整。",
    number="示政发〔2025〕7号",
)


@pytest.fixture
def clerk(people: Cast) -> Official:
    return official("zheng", "郑公开", people.county, "disclosure_office", "leadership")


@pytest.fixture
def content(people: Cast, clerk: Official) -> Content:
    return published(people.county, clerk, ITEM, DAY)


def published(authority: Authority, by: Official, item: Item, on: date) -> Content:
    column = catalogue.open_column(authority, ColumnPlan(item.title[:20], "wenjian", "办公室"), on=BEGINNING, by=None)
    review = documents.register_review(
        authority, title=item.title, checks={}, reviewers=["孙审稿", "钱保密", "吴属性"], on=on, by=by
    )
    assert review.attribute == Attribute.PROACTIVE
    return disclosure.publish(column, item, on=on, today=on, by=by, review=review)


def channels(content: Content) -> list[str]:
    rows = Release.objects.of(content.authority).filter(content=content).order_by("channel")
    return list(rows.values_list("channel", flat=True))


def test_an_issue_of_the_gazette_releases_what_it_holds_when_it_is_issued(content: Content, clerk: Official) -> None:
    county = content.authority
    issue = acts.compose(county, "示例县人民政府公报", [Selected(content, "本级政府文件")], on=DAY, today=DAY, by=clerk)
    assert str(issue) == "示例县人民政府公报2025年第1期"
    assert channels(content) == ["website"] and not queries.selectable(county).exists()
    acts.issue_gazette(issue, 500, on=DAY, today=DAY, by=clerk)
    assert channels(content) == ["gazette", "website"]
    assert Release.objects.of(county).get(channel="gazette").proof == "示例县人民政府公报2025年第1期第1篇"
    assert sum(fact.count for fact in disclosed.content_facts(Release.objects.of(county), 2025)) == 1
    with pytest.raises(Unlawful, match="已经出刊"):
        acts.issue_gazette(issue, 500, on=DAY, today=DAY, by=clerk)
    paper = papers.gazette(issue, list(queries.items(issue)))
    assert paper.title == "示例县人民政府公报" and paper.subtitle == "2025年第1期"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_department_issues_no_gazette_and_an_issue_is_not_empty(people: Cast, clerk: Official) -> None:
    with pytest.raises(Unlawful, match="不办政府公报"):
        acts.compose(people.bureau, "民政公报", [], on=DAY, today=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="至少应有一篇"):
        acts.compose(people.county, "示例县人民政府公报", [], on=DAY, today=DAY, by=clerk)


def test_what_was_withdrawn_is_not_put_into_an_issue(content: Content, clerk: Official) -> None:
    disclosure.withdraw(content, on=DAY, by=clerk, reason="附件有误")
    with pytest.raises(Unlawful, match="已经撤回"):
        acts.compose(content.authority, "公报", [Selected(content, "文件")], on=DAY, today=DAY, by=clerk)


@pytest.fixture
def library(people: Cast) -> ReadingPoint:
    opened = date(2025, 8, 1)
    return acts.open_point(
        people.county, "示例县图书馆", PointKind.LIBRARY, "示例路3号", "县图书馆", on=opened, by=None
    )


def test_25_a_delivery_counts_its_pieces_itself_and_the_next_begins_where_it_ended(
    library: ReadingPoint, content: Content, clerk: Official
) -> None:
    assert [(each.late, each.due_on) for each in queries.served(library.authority, DAY)] == [(True, date(2025, 9, 1))]
    transfer = acts.transfer(library, DAY, on=DAY, today=DAY, by=clerk)
    assert (transfer.pieces, transfer.through) == (1, DAY)
    with pytest.raises(Unlawful, match="已经移送过"):
        acts.transfer(library, DAY, on=DAY, today=DAY, by=clerk)
    with pytest.raises(Unlawful, match="签收凭证"):
        acts.receive_transfer(transfer, " ", on=DAY, today=DAY, by=clerk)
    acts.receive_transfer(transfer, "签收单1号", on=DAY, today=DAY, by=clerk)
    [served] = queries.served(library.authority, DAY)
    assert (served.late, served.due_on, served.unreceipted) == (False, date(2025, 10, 18), 0)
    document = papers.transfer_list(transfer, list(queries.published_between(library.authority, BEGINNING, DAY)))
    assert "共1件" in str(document.blocks[0])


def test_visits_are_of_months_that_are_over_and_say_where_they_are_from(library: ReadingPoint, clerk: Official) -> None:
    for year, month, source, refusal in (
        (2025, 9, "登记簿", "已经过去"),
        (2025, 13, "登记簿", "1至12"),
        (2025, 8, "", "来源"),
    ):
        with pytest.raises(Unlawful, match=refusal):
            acts.count_visits(library, year, month, 9, source, on=DAY, today=DAY, by=clerk)
    acts.count_visits(library, 2025, 8, 31, "查阅登记簿", on=DAY, today=DAY, by=clerk)
    assert queries.figures(library.authority, 2025).visits == 31


def test_printed_matter_is_released_by_its_first_receipt(content: Content, clerk: Official) -> None:
    cards = acts.print_matter(content, "低保政策明白卡", PrintedKind.CARD, 100, on=DAY, today=DAY, by=clerk)
    assert channels(content) == ["website"]
    acts.distribute(cards, "示例镇", 60, "签收单2号", on=DAY, today=DAY, by=clerk)
    acts.distribute(cards, "样本镇", 40, "签收单3号", on=DAY, today=DAY, by=clerk)
    assert channels(content) == ["printed", "website"]
    with pytest.raises(Unlawful, match="超过余量0"):
        acts.distribute(cards, "另一镇", 1, "签收单4号", on=DAY, today=DAY, by=clerk)
    figures = queries.figures(content.authority, 2025)
    assert (figures.printed, figures.distributed) == (100, 100)


@pytest.fixture
def board(people: Cast) -> Board:
    return acts.open_board(
        people.county, "政府门前公开栏", BoardKind.FIXED, "示例路1号", "县政府办", on=BEGINNING, by=None
    )


def photo(authority: Authority, kind: str = "jpg") -> StoredFile:
    return StoredFile.objects.of(authority).create(
        authority=authority, name="公开栏照片.jpg", kind=kind, size=1, digest="ab" * 32, stored_on=DAY
    )


def test_a_poster_counts_when_a_photograph_proves_it_and_is_missed_when_it_hangs_too_long(
    content: Content, board: Board, clerk: Official
) -> None:
    ends = DAY + timedelta(days=7)
    poster = acts.put_up(board, content, on=DAY, today=DAY, by=clerk, ends_on=ends)
    assert channels(content) == ["website"]
    with pytest.raises(Unlawful, match="应当是照片"):
        acts.prove(poster, photo(content.authority, "pdf"), on=DAY, today=DAY, by=clerk)
    acts.prove(poster, photo(content.authority), on=DAY, today=DAY, by=clerk)
    assert channels(content) == [ReleaseChannel.BOARD.value, "website"]
    late = ends + timedelta(days=1)
    assert queries.in_poster_state(content.authority, PosterState.EXPIRED, late) == [poster]
    acts.take_down(poster, on=late, today=late, by=clerk)
    assert queries.in_poster_state(content.authority, PosterState.DOWN, late) == [poster]
    assert "公开期限" in str(papers.sheet(poster).blocks[-1])
    assert [str(finding) for finding in verify(whole=True)] == []


# -- pages -----------------------------------------------------------------------------------------------------------------


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_an_issue_goes_from_the_desk_to_the_press(content: Content, clerk: Official) -> None:
    page = desk("zheng")
    assert "示例县城乡低保标准调整的通知" in page.get("/desk/gazettes/compose/").content.decode()
    sent = {"title": "示例县人民政府公报", "on": "2025-09-18", "section": "本级政府文件", "contents": [content.pk]}
    assert page.post("/desk/gazettes/compose/", sent).status_code == 302
    issue = GazetteIssue.objects.of(content.authority).get()
    assert page.post(f"/desk/gazettes/{issue.pk}/issue/", {"on": "2025-09-18", "copies": "300"}).status_code == 302
    shown = page.get(f"/desk/gazettes/{issue.pk}/").content.decode()
    assert "印300份" in shown and content.index_number in shown
    pdf = page.get(f"/desk/gazettes/{issue.pk}/pdf/")
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf.headers["Content-Disposition"]


def test_points_printed_matter_and_boards_are_kept_at_the_desk(content: Content, clerk: Official) -> None:
    page = desk("zheng")
    point = {
        "name": "示例县档案馆",
        "kind": "archive",
        "address": "示例路2号",
        "keeper": "县档案馆",
        "on": "2025-08-01",
    }
    page.post("/desk/points/open/", point)
    here = ReadingPoint.objects.of(content.authority).get()
    page.post(f"/desk/points/{here.pk}/transfer/", {"through": "2025-09-18", "on": "2025-09-18"})
    shown = page.get(f"/desk/points/{here.pk}/").content.decode()
    assert "2008-05-01至2025-09-18" in shown and "登记签收" in shown
    printed = {
        "index_number": content.index_number,
        "title": "明白卡",
        "kind": "card",
        "quantity": "10",
        "on": "2025-09-18",
    }
    assert page.post("/desk/printed/register/", printed).status_code == 302
    refused = page.post("/desk/printed/register/", {**printed, "index_number": "没有/2025-1", "form_of_the_house": "1"})
    assert "没有索引号为" in refused.content.decode()
    board = {"name": "公开栏", "kind": "fixed", "location": "示例路1号", "keeper": "县政府办", "on": "2025-08-01"}
    page.post("/desk/boards/open/", board)
    hung = Board.objects.of(content.authority).get()
    put_up = {"index_number": content.index_number, "board": hung.pk, "on": "2025-09-18", "ends_on": "2025-09-25"}
    assert page.post("/desk/boards/put-up/", put_up).status_code == 302
    shown = page.get("/desk/boards/").content.decode()
    assert "待传照片" in shown and "不计入公开数" in shown


def test_another_authority_sees_none_of_it(content: Content, clerk: Official, library: ReadingPoint) -> None:
    other = desk("zhao")
    assert "示例县图书馆" not in other.get("/desk/points/").content.decode()
    assert other.get(f"/desk/points/{library.pk}/").status_code == 404
