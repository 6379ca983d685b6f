"""机构和领导: who is listed, in which order, with what; who has gone is no longer there; two editors do not overwrite."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item
from gongkai.publication.institution import acts, queries
from gongkai.publication.institution.acts import LeaderCard, SectionCard
from gongkai.publication.institution.models import Leader, Section
from tests.publication.conftest import DAY, House
from tests.publication.test_contents import review
from tests.publication.test_disclosure_pages import desk, page

SINCE = date(2024, 1, 2)
CARD = LeaderCard("陈样本", "局长", "主持全面工作。", SINCE, "某年参加工作。", 2)


def enlisted(house: House, card: LeaderCard = CARD) -> Leader:
    return acts.enlist_leader(house.people.bureau, card, on=DAY, by=house.people.li)


def test_leaders_are_listed_in_their_order_with_resume_duties_and_what_was_reported(house: House) -> None:
    second = enlisted(house)
    first = enlisted(house, LeaderCard("周示例", "书记", "主持党务。", SINCE, place=1))
    assert list(queries.leaders(house.people.bureau, DAY)) == [first, second]
    text = page(Client(), "/shili-minzheng/ldzc/")
    assert text.index("周示例") < text.index("陈样本")
    one = f"/shili-minzheng/ldzc/{second.pk}/"
    assert "某年参加工作" in page(Client(), one) and "没有标题中提到本人的动态" in page(Client(), one)
    house.files.accepts = []
    house.files.save()
    item = Item(ContentClass.NEWS, "陈样本到敬老院调研", text="调研。")
    disclosure.publish(
        house.files, item, [WEBSITE], on=DAY, today=DAY, by=house.people.wang, review=review(house, item.title)
    )
    assert "陈样本到敬老院调研" in page(Client(), one)


def test_who_has_left_has_no_page_and_cannot_be_changed(house: House) -> None:
    leader = enlisted(house)
    with pytest.raises(Unlawful, match="离任"):
        acts.end_leader(leader, date(2020, 1, 1), on=DAY, by=house.people.li)
    acts.end_leader(leader, DAY, on=DAY, by=house.people.li)
    assert Client().get(f"/shili-minzheng/ldzc/{leader.pk}/").status_code == 404
    assert "陈样本" not in page(Client(), "/shili-minzheng/ldzc/")
    with pytest.raises(Unlawful, match="已经离任"):
        acts.change_leader(leader, CARD, on=DAY, by=house.people.li, seen=2)


def test_who_saves_an_old_page_is_told_to_look_again(house: House) -> None:
    leader = enlisted(house)
    acts.change_leader(leader, CARD, on=DAY, by=house.people.li, seen=1)
    with pytest.raises(Unlawful, match="已被他人改动"):
        acts.change_leader(leader, CARD, on=DAY, by=house.people.li, seen=1)


def test_sections_say_what_they_do_and_an_authority_without_any_says_so(house: House) -> None:
    assert "还没有在本平台登记内设机构" in page(Client(), "/shili-minzheng/jgzn/")
    card = SectionCard("社会救助股", "负责低保。", SINCE, "吴样例", "0930-0000002")
    section = acts.open_section(house.people.bureau, card, on=DAY, by=house.people.li)
    text = page(Client(), "/shili-minzheng/jgzn/")
    assert "社会救助股" in text and "负责低保" in text and "0930-0000002" in text
    acts.end_section(section, DAY, on=DAY, by=house.people.li)
    assert "社会救助股" not in page(Client(), "/shili-minzheng/jgzn/")


def test_the_desk_enters_changes_and_ends_them(house: House) -> None:
    li = desk("li")
    given = {
        "name": "陈样本",
        "post": "局长",
        "duties": "",
        "since": "2024-01-02",
        "place": "1",
        "form_of_the_house": "1",
    }
    refused = li.post("/desk/institution/leaders/enlist/", given).content.decode()
    assert "陈样本" in refused and not Leader.objects.of(house.people.bureau).exists()
    assert li.post("/desk/institution/leaders/enlist/", {**given, "duties": "全面工作"}).status_code == 302
    leader = Leader.objects.of(house.people.bureau).get()
    listed = page(li, "/desk/institution/")
    assert "陈样本" in listed and f"/desk/institution/leaders/{leader.pk}/" in listed
    assert "/desk/institution/leaders/enlist/" in listed
    changed = {**given, "duties": "分管救助", "seen": "1"}
    assert li.post(f"/desk/institution/leaders/{leader.pk}/", changed).status_code == 302
    assert "分管救助" in page(Client(), f"/shili-minzheng/ldzc/{leader.pk}/")
    end = {"until": "2024-06-01", "form_of_the_house": "1"}
    assert li.post(f"/desk/institution/leaders/{leader.pk}/end/", end).status_code == 302
    unit = {"name": "办公室", "functions": "文秘", "since": "2024-01-02", "place": "0", "form_of_the_house": "1"}
    assert li.post("/desk/institution/sections/open/", unit).status_code == 302
    section = Section.objects.of(house.people.bureau).get()
    assert li.post(f"/desk/institution/sections/{section.pk}/", {**unit, "seen": "1", "head": "吴"}).status_code == 302
    assert li.post(f"/desk/institution/sections/{section.pk}/end/", end).status_code == 302
