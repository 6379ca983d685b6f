"""诉求分析: what asks for the same is one topic, whoever wrote; each number opens its letters; small numbers are not told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from gongkai.casework.engagement.tickets import publishing
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.topics import acts, queries
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.law.application_figures import Period
from gongkai.law.expansions import Wish
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ticket_flow import Act
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.journal import acts as journal
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.models import Expansion
from tests.casework.engagement.conftest import answered, letter, take, took, who
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = Period.year(2025)


def asked(people: Cast, title: str, month: int = 9, kind: ConcernKind = ConcernKind.CONSULT, name: str = "") -> Ticket:
    text = f"{title}，请说明办理的条件和需要的材料。"
    return took(people.county, letter(text, name, title=title), kind, on=date(2025, month, 17)).ticket


def test_what_asks_for_the_same_is_one_topic_and_its_name_tells_of_nobody(people: Cast) -> None:
    for month, place in enumerate(("示例镇", "样本镇", "示例镇"), start=7):
        asked(people, f"请问{place}第{'一二三'[month - 7]}村城乡居民医保怎样缴费？", month, name="王小样")
    asked(people, "义务教育入学报名需要什么材料")
    assert acts.gather(people.county) == 4 and acts.gather(people.county) == 0
    names = list(TicketTopic.objects.of(people.county).order_by("pk").values_list("name", flat=True))
    assert len(names) == 2 and "医保" in names[0] and "王小样" not in "".join(names)
    found = queries.demand(people.county, YEAR)
    assert [(line.counted.now, line.label) for line in found.topics] == [(3, names[0]), (1, names[1])]
    assert (
        sum(line.counted.now for line in found.themes) == sum(many for _, many in found.months) == found.whole.now == 4
    )


def test_a_period_is_told_beside_the_one_before(people: Cast) -> None:
    for month in (8, 8, 9, 9, 9):
        asked(people, "城乡居民医保怎样缴费", month)
    acts.gather(people.county)
    september = queries.demand(people.county, Period.month(2025, 9))
    [topic] = september.topics
    assert (topic.counted.now, topic.counted.before, topic.counted.told) == (3, 2, "增50.0%")
    assert queries.demand(people.county, Period.month(2025, 8)).whole.told == "上期没有"


def test_every_number_of_the_page_opens_as_many_letters(people: Cast, client: Client) -> None:
    for month, title in enumerate(
        ("城乡居民医保怎样缴费", "城乡居民医保怎样缴费", "学校招生片区怎样划分", "路灯不亮"), start=5
    ):
        asked(people, title, month)
    client.force_login(who("sun"))
    page = client.get("/desk/engagement/analysis/?year=2025").content.decode()
    links = re.findall(r'<a href="(/desk/engagement/\?[^"]+)">(\d+)</a>', page)
    assert len(links) >= 8
    for href, number in links:
        listed = client.get(href.replace("&amp;", "&")).content.decode()
        assert listed.count('role="rowheader"') == int(number), href


def test_what_is_asked_often_is_proposed_until_a_reply_of_it_is_public(people: Cast, client: Client) -> None:
    tickets = [asked(people, "高龄津贴怎样领取", month) for month in (7, 8, 9)]
    acts.gather(people.county)
    [wanted] = queries.unanswered(people.county, YEAR)
    assert (wanted.count, wanted.published) == (3, 0)
    client.force_login(who("sun"))
    page = client.get("/desk/engagement/analysis/?year=2025").content.decode()
    assert f"/desk/engagement/analysis/topics/{wanted.topic}/" in page
    shown = client.get(f"/desk/engagement/analysis/topics/{wanted.topic}/").content.decode()
    assert "高龄津贴怎样领取" in shown and "门户上没有找到相近的内容" in shown and "还没有可以选登的答复" in shown
    on = date(2025, 9, 17)
    answered(tickets[2], on, "到乡镇便民服务中心申请。")
    words = publishing.proposed(tickets[2])
    publishing.publish(tickets[2], words, on=on, today=on, by=who("zheng"))
    assert queries.unanswered(people.county, YEAR) == []
    assert "（选登）" in client.get(f"/desk/engagement/analysis/topics/{wanted.topic}/").content.decode()
    [(selection, many)] = queries.often(people.county)
    assert (selection.title, many) == ("高龄津贴怎样领取", 3)


def test_a_topic_goes_to_the_catalogue_with_how_often_it_was_asked(people: Cast, client: Client) -> None:
    for month in (7, 8, 9):
        asked(people, "高龄津贴怎样领取", month)
    acts.gather(people.county)
    topic = TicketTopic.objects.of(people.county).get()
    client.force_login(who("zheng"))
    client.post(f"/desk/engagement/analysis/topics/{topic.pk}/suggest/")
    row = Expansion.objects.of(people.county).get()
    assert (row.wish, row.count) == (Wish.LETTERS, 3) and "高龄津贴" in row.phrase


def test_what_is_published_folds_small_numbers_is_sealed_and_can_be_taken_down(people: Cast, client: Client) -> None:
    for number in range(6):
        asked(people, f"城乡居民医保怎样缴费{number}", 5)
    asked(people, "义务教育学校招生片区怎样划分", 6)
    with pytest.raises(Unlawful, match="没有受理留言"):
        acts.publish(people.county, Period.year(2024), on=date(2025, 10, 1), by=who("zheng"))
    with pytest.raises(Unlawful, match="还没有结束"):
        acts.publish(people.county, YEAR, on=date(2025, 10, 1), by=who("zheng"))
    row = acts.publish(people.county, YEAR, on=date(2026, 1, 5), by=who("zheng"))
    assert row.received == 7 and all(count is None or count >= 5 for _, count in row.rows)
    page = client.get("/shili/wyly/sqfx/").content.decode()
    assert "共受理7件" in page and "教育" not in re.sub(r"<nav.*?</nav>", "", page.split("<h1>")[1], flags=re.DOTALL)
    assert [str(finding) for finding in verify(whole=True)] == []
    DemandReport.objects.of(people.county).update(received=8)
    assert "公布的件数与条目登记的不符" in next(str(finding) for finding in verify(whole=True))
    DemandReport.objects.of(people.county).update(received=7)
    with pytest.raises(Unlawful, match="理由"):
        acts.withdraw(row, reason=" ", on=date(2026, 1, 6), by=who("zheng"))
    acts.withdraw(row, reason="主题归类有误", on=date(2026, 1, 6), by=who("zheng"))
    assert "还没有公布诉求分析" in client.get("/shili/wyly/sqfx/").content.decode()


def test_a_year_of_two_letters_tells_no_number_at_all(people: Cast, client: Client) -> None:
    for month in (5, 6):
        asked(people, "城乡居民医保怎样缴费", month)
    acts.publish(people.county, YEAR, on=date(2026, 1, 5), by=who("zheng"))
    page = client.get("/shili/wyly/sqfx/").content.decode().split("<h1>")[1]
    assert "共受理不足5件" in page and "共受理2件" not in page and "社会保障" not in page


def test_a_shredded_letter_whose_words_are_gone_is_gathered_under_its_kind(people: Cast) -> None:
    ticket = asked(people, "路灯不亮", kind=ConcernKind.COMPLAIN, name="王小样")
    answered(ticket, date(2025, 9, 17))
    take(ticket, Act.CLOSE, "sun", date(2025, 9, 18))
    ticket.dossier.refresh_from_db()
    journal.shred(ticket.dossier, on=date(2025, 9, 20), by=who("zheng"), reason="保管期满")
    assert acts.gather(people.county) == 1
    assert TicketTopic.objects.of(people.county).get().name == "投诉"
