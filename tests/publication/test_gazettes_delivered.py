"""公报发放: what was printed bounds what is sent; it is signed for, comes back into stock, or is told of when nobody signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from gongkai.law.carriers import SIGNING, Recipient
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.office.notices.models import Message
from gongkai.publication.disclosure.carriers import acts, delivering, queries, reminding
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.carriers.delivering import GazetteAddressee
from gongkai.publication.disclosure.carriers.models import GazetteDelivery, GazetteIssue, ReadingPoint
from gongkai.publication.disclosure.models import Content
from tests.publication.conftest import DAY
from tests.publication.test_carriers import clerk as clerk
from tests.publication.test_carriers import content as content
from tests.publication.test_carriers import library as library
from tests.publication.test_interpretation_pages import desk, said

VILLAGE = GazetteAddressee(Recipient.VILLAGE, "示例村村民委员会")
LATE = DAY + timedelta(days=SIGNING.length + 1)


@pytest.fixture
def issue(content: Content, clerk: Official) -> GazetteIssue:
    county, selected = content.authority, [Selected(content, "本级政府文件")]
    row = acts.compose(county, "示例县人民政府公报", selected, on=DAY, today=DAY, by=clerk)
    return acts.issue_gazette(row, 100, on=DAY, today=DAY, by=clerk)


@pytest.mark.parametrize("wanted", [(40, 60), (60, 60, 40), (100, 1), (30, 30, 30, 30, 10)])
def test_whoever_is_sent_copies_no_more_go_out_than_were_printed(
    issue: GazetteIssue, clerk: Official, wanted: Sequence[int]
) -> None:
    sent = 0
    for place, copies in enumerate(wanted):
        to = GazetteAddressee(Recipient.AUTHORITY, f"示例县第{place}局")
        if sent + copies > 100:
            with pytest.raises(Unlawful, match=f"超过余量{100 - sent}"):
                delivering.send(issue, to, copies, on=DAY, today=DAY, by=clerk)
            continue
        delivering.send(issue, to, copies, on=DAY, today=DAY, by=clerk)
        sent += copies
        assert queries.sent_of(issue) == sent <= issue.copies


def test_what_comes_back_is_in_stock_again_and_what_was_signed_for_does_not(
    issue: GazetteIssue, clerk: Official
) -> None:
    day: dict[str, Any] = {"on": DAY, "today": DAY, "by": clerk}
    row = delivering.send(issue, VILLAGE, 100, **day)
    with pytest.raises(Unlawful, match="写明理由"):
        delivering.take_back(row, " ", **day)
    delivering.take_back(row, "无人签收退回", **day)
    assert queries.sent_of(issue) == 0
    with pytest.raises(Unlawful, match="已经收回"):
        delivering.receive(row, "签收单1号", **day)
    again = delivering.send(issue, VILLAGE, 100, **day)
    delivering.receive(again, "签收单1号", **day)
    with pytest.raises(Unlawful, match="已经签收"):
        delivering.take_back(again, "登记有误", **day)
    figures = queries.figures(issue.authority, DAY.year)
    assert (figures.gazettes, figures.gazettes_signed) == (100, 100)
    told = Entry.objects.of(issue.authority).filter(act__endswith="_gazette").order_by("seq")
    assert [entry.act for entry in told][-4:] == [
        *("send_gazette", "take_back_gazette"),
        *("send_gazette", "receive_gazette"),
    ]


def test_only_an_issue_that_is_out_is_sent_and_only_to_somebody(
    issue: GazetteIssue, library: ReadingPoint, content: Content, clerk: Official
) -> None:
    day: dict[str, Any] = {"on": DAY, "today": DAY, "by": clerk}
    county = content.authority
    GazetteIssue.objects.of(county).create(authority=county, year=2025, number=9, title="公报", composed_on=DAY)
    with pytest.raises(Unlawful, match="还没有出刊"):
        delivering.send(GazetteIssue.objects.of(county).get(number=9), VILLAGE, 1, **day)
    for to, refusal in (
        (GazetteAddressee(Recipient.POINT, "图书馆"), "选明查阅点"),
        (GazetteAddressee(Recipient.VILLAGE, "示例村", library), "选明查阅点"),
        (GazetteAddressee(Recipient.VILLAGE, " "), "不能为空"),
    ):
        with pytest.raises(Unlawful, match=refusal):
            delivering.send(issue, to, 1, **day)
    delivering.send(issue, GazetteAddressee(Recipient.POINT, point=library), 5, **day)
    with pytest.raises(Unlawful, match="当天已经登记"):
        delivering.send(issue, GazetteAddressee(Recipient.POINT, point=library), 5, **day)
    acts.close_point(library, on=DAY, by=clerk, reason="迁址")
    with pytest.raises(Unlawful, match="已经撤销"):
        delivering.send(issue, GazetteAddressee(Recipient.POINT, point=library), 1, **day)


def test_what_nobody_signs_for_is_listed_and_told_once(
    issue: GazetteIssue, library: ReadingPoint, clerk: Official
) -> None:
    day: dict[str, Any] = {"on": DAY, "today": DAY, "by": clerk}
    row = delivering.send(issue, VILLAGE, 10, **day)
    acts.transfer(library, DAY, **day)
    county = issue.authority
    assert reminding.remind(county, LATE - timedelta(days=1)) == 0
    assert list(queries.unsigned_gazettes(GazetteDelivery.objects.of(county), LATE)) == [row]
    assert reminding.remind(county, LATE) == 2 and reminding.remind(county, LATE) == 0
    subjects = Message.objects.of(county).filter(official=clerk).values_list("subject", flat=True)
    assert any("示例村村民委员会" in each for each in subjects)
    delivering.receive(row, "签收单1号", on=LATE, today=LATE, by=clerk)
    assert not queries.unsigned_gazettes(GazetteDelivery.objects.of(county), LATE + timedelta(days=90)).exists()


def test_copies_are_sent_signed_for_and_taken_back_at_the_desk(issue: GazetteIssue, library: ReadingPoint) -> None:
    client, day = desk("zheng"), f"{DAY:%Y-%m-%d}"
    page = f"/desk/gazettes/{issue.pk}/"
    given = {"form_of_the_house": "1", "recipient": "point", "point": str(library.pk), "copies": "60", "on": day}
    assert client.post(f"{page}send/", {**given, "copies": "101"}).status_code == 422
    assert client.post(f"{page}send/", given).status_code == 302
    village = {**given, "recipient": "village", "point": "", "to": "示例村村民委员会", "copies": "10"}
    assert client.post(f"{page}send/", village).status_code == 302
    assert "印100份，已发70份，余30份" in said(client, page)
    first, second = GazetteDelivery.objects.of(issue.authority).order_by("pk")
    way = "/desk/gazettes/deliveries/"
    received = {"form_of_the_house": "1", "receipt": "签收单7号", "on": day}
    assert client.post(f"{way}{first.pk}/receipt/", received).status_code == 302
    back = {"form_of_the_house": "1", "reason": "村委会迁址退回", "on": day}
    assert client.post(f"{way}{second.pk}/return/", back).status_code == 302
    shown = said(client, page)
    assert "签收单7号" in shown and "村委会迁址退回" in shown and "余40份" in shown
    assert "没有久未签收的公报" in said(client, "/desk/gazettes/unsigned/")
