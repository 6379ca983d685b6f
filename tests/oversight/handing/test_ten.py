"""十分钟清单: at most ten decisions a week, each with a proposal; one button does what the room itself would do."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client, RequestFactory

from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import CHECKS, Attribute
from gongkai.law.expansions import Decision
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.handing_choices import MOST, Taken
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.oversight.handing.chores import lists_of_the_week
from gongkai.oversight.handing.packs import acts as packs
from gongkai.oversight.handing.shadow.queries import shadow, shadowing
from gongkai.oversight.handing.ten import acts, queries
from gongkai.oversight.handing.ten.models import TenLine
from gongkai.publication.catalogue.models import Column, Placement
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item
from gongkai.publication.documents.acts import register_review
from gongkai.publication.documents.models import Document
from gongkai.web import clock
from tests.cast import PASSWORD, cast, official
from tests.oversight.handing.world import DAY, World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return world(cast())


def lines(leaving: World) -> dict[str, list[queries.Asked]]:
    found: dict[str, list[queries.Asked]] = {}
    for each in queries.this_week(leaving.people.bureau, leaving.wang, DAY):
        found.setdefault(each.source.sort, []).append(each)
    return found


def test_the_list_holds_what_is_due_and_what_the_rooms_propose(leaving: World) -> None:
    found = lines(leaving)
    assert sum(map(len, found.values())) <= MOST
    label, *_ = found["label"]
    assert label.choice is not None and label.choice.proposal == "主动公开"
    due = [each.choice.question for each in found["due"] if each.choice]
    assert any("承诺" in each for each in due)
    assert all(each.choice and each.choice.href for some in found.values() for each in some)


def test_one_button_labels_the_draft_as_proposed_and_the_choice_is_entered(leaving: World) -> None:
    bureau, wang = leaving.people.bureau, leaving.wang
    onward = acts.take(bureau, wang, "label", str(leaving.draft.pk), on=DAY)
    leaving.draft.refresh_from_db()
    assert leaving.draft.attribute == Attribute.PROACTIVE
    assert str(leaving.draft.dossier_id) in onward
    assert Entry.objects.of(bureau).filter(act=acts.TAKEN, by=wang).exists()
    with pytest.raises(Unlawful, match="已经办理"):
        acts.take(bureau, wang, "label", str(leaving.draft.pk), on=DAY)
    (week,) = queries.weeks(bureau, DAY)
    assert (week.told.as_proposed, week.told.unchanged) == (1, 100.0)
    assert [str(each) for each in verify(whole=True)] == []


def test_what_is_decided_elsewhere_counts_as_otherwise_and_what_is_left_as_left(leaving: World) -> None:
    bureau, wang = leaving.people.bureau, leaving.wang
    acts.put_together(bureau, wang, on=DAY)
    listed = TenLine.objects.of(bureau).filter(official=wang).count()
    row = TenLine.objects.of(bureau).get(official=wang, sort="label")
    Document.objects.of(bureau).filter(pk=leaving.draft.pk).update(attribute="on_application")
    lists_of_the_week(datetime.combine(DAY + timedelta(days=7), datetime.min.time()))
    row.refresh_from_db()
    assert row.taken == Taken.OTHERWISE
    last = TenLine.objects.of(bureau).filter(official=wang, week=DAY)
    assert last.count() == listed
    assert not last.filter(taken=Taken.OPEN).exists()
    assert TenLine.objects.of(bureau).filter(official=wang, week=DAY + timedelta(days=7)).exists()


def test_a_list_is_put_together_once_a_week_whoever_looks_how_often(leaving: World) -> None:
    bureau, wang = leaving.people.bureau, leaving.wang
    first = acts.put_together(bureau, wang, on=DAY)
    assert acts.put_together(bureau, wang, on=DAY + timedelta(days=3)) == first
    assert TenLine.objects.of(bureau).filter(official=wang).count() == first


def test_what_stands_in_the_wrong_column_is_moved_by_its_button(leaving: World) -> None:
    bureau, wang = leaving.people.bureau, leaving.wang
    seen = [["section", "sun", DAY.isoformat()]]
    review = register_review(
        bureau, title="动态一则", checks=dict.fromkeys(CHECKS, True), reviewers=seen, on=DAY, by=leaving.sun
    )
    item = Item(ContentClass.NEWS, "动态一则", text="正文")
    content = disclosure.publish(leaving.column, item, (WEBSITE,), on=DAY, today=DAY, by=wang, review=review)
    target = Column.objects.of(bureau).get(slug="ylfw")
    row = Placement.objects.create(
        authority=bureau,
        index_number=content.index_number,
        title=content.title,
        column=leaving.column,
        target=target,
        reason="标题与养老服务相近",
        proposed_on=DAY,
    )
    acts.take(bureau, wang, "placement", str(row.pk), on=DAY)
    row.refresh_from_db()
    content.refresh_from_db()
    assert (row.decision, content.column) == (Decision.ACCEPTED, target)


def test_nobody_takes_what_is_not_on_their_own_list(leaving: World) -> None:
    with pytest.raises(Unlawful):
        acts.take(leaving.people.bureau, leaving.sun, "label", str(leaving.draft.pk), on=DAY)
    with pytest.raises(Unlawful, match="自己的页面办理"):
        acts.take(leaving.people.bureau, leaving.wang, "due", "slot/1", on=DAY)


def at_desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_the_list_through_its_page(leaving: World) -> None:
    wang = at_desk("wang")
    page = wang.get("/desk/ten/").text
    assert "照此标注" in page and "另行决定" in page
    page = wang.post("/desk/ten/take/", {"sort": "label", "key": str(leaving.draft.pk)}, follow=True).text
    assert "已照建议办理" in page
    assert "照建议办" in wang.get("/desk/ten/").text
    assert "100.0%" in wang.get("/desk/ten/weeks/").text
    refused = wang.post("/desk/ten/take/", {"sort": "label", "key": "999999"}, follow=True)
    assert "已经办理" in refused.text


# -- the shadow ------------------------------------------------------------------------------------------------------------


def test_for_two_weeks_the_successor_sees_what_this_day_asks(leaving: World) -> None:
    security = official("anquan", "郑安全", leaving.people.county, "security")
    pack = packs.write(leaving.posting, leaving.qian, on=DAY, by=security)
    assert shadowing(leaving.qian, DAY) == []
    packs.sign(pack, on=DAY, by=leaving.wang)
    (found,) = shadowing(leaving.qian, DAY)
    told = shadow(found, DAY)
    assert (told.day, told.left) == (1, 13)
    assert {each.kept.item.sort for each in told.due_soon} >= {"slot", "application", "rectification"}
    assert {each.kept.item.sort for each in told.due_soon if not each.together} >= {"promise"}
    assert shadowing(leaving.qian, DAY + timedelta(days=13)) != []
    assert shadowing(leaving.qian, DAY + timedelta(days=14)) == []
    page = at_desk("qian").get("/desk/shadow/").text
    assert "第1天" in page and "补装路灯" in page
    assert "近两周没有移交给您的岗位" in at_desk("sun").get("/desk/shadow/").text


def test_the_same_weekday_of_last_year_comes_first(leaving: World, monkeypatch: pytest.MonkeyPatch) -> None:
    later = date(2026, 9, 21)
    monkeypatch.setattr(clock, "today", lambda: later)
    security = official("anquan", "郑安全", leaving.people.county, "security")
    pack = packs.write(leaving.posting, leaving.qian, on=later, by=security)
    packs.sign(pack, on=later, by=leaving.wang)
    told = shadow(shadowing(leaving.qian, later)[0], later)
    assert [(each.on, each.what) for each in told.today] == [(date(2025, 9, 22), "拟稿")]
    assert told.today[0].form == "/desk/documents/new/"
    assert Slot.objects.of(leaving.people.bureau).exists()
