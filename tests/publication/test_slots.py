"""应公开时点: generated as often as one likes, closed by a matching release or a reasoned waiver and by nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.slots import Prospect, SlotState
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Posting
from gongkai.office.journal import acts as journal
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.slots import acts, queries
from gongkai.publication.catalogue.slots.chores import generate_year
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.slots.reminders import remind
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.models import StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from gongkai.web import clock
from tests.cast import PASSWORD, official
from tests.publication.conftest import House
from tests.publication.standard_rows import accepted, in_force

JANUARY = date(2025, 1, 2)


@dataclass(frozen=True)
class Kept:
    """The house with a catalogue in force since the beginning of the year."""

    house: House
    norm: StandardCatalogue
    items: dict[str, UnitItem]

    def slots(self, name: str) -> list[Slot]:
        """The slots of an item, the earliest due first."""
        return list(queries.slots(self.house.people.bureau).filter(item=self.items[name]))

    def number(self, on: date) -> str:
        """An index number that was really given."""
        bureau = self.house.people.bureau
        drawn = catalogue.draw_index_numbers(bureau, self.house.files, on)
        journal.enter(bureau, "draw_numbers", on=on, by=self.house.people.wang, data={}, numbers=drawn)
        return drawn[0].text

    def release(
        self,
        name: str,
        on: date,
        *,
        backfilled: bool = False,
        original_on: date | None = None,
        slot: Slot | None = None,
    ) -> Slot | None:
        """A release under an item."""
        return acts.fulfil(
            self.house.people.bureau,
            self.items[name],
            index_number=self.number(on),
            published_on=on,
            backfilled=backfilled,
            original_on=original_on,
            slot=slot,
            by=self.house.people.wang,
        )

    def state(self, slot: Slot, on: date) -> SlotState:
        """How a slot stands on a day."""
        (found,) = queries.on_day(queries.slots(self.house.people.bureau).filter(pk=slot.pk), on)
        return found.state


@pytest.fixture
def kept(house: House) -> Kept:
    people = house.people
    norm = accepted(people.county)
    items = in_force(norm, people.bureau, people.wang, people.li, JANUARY)
    acts.generate(people.bureau, 2025, on=JANUARY, by=people.wang)
    return Kept(house, norm, items)


def test_a_year_is_generated_once_however_often_it_is_asked_for(kept: Kept) -> None:
    bureau = kept.house.people.bureau
    assert len(kept.slots("资金支出")) == 12 and len(kept.slots("备案信息")) == 4
    assert kept.slots("办事指南") == [] and kept.slots("扶持政策") == []
    keys = list(queries.slots(bureau).values_list("pk", "key"))
    entries = Entry.objects.of(bureau).count()
    again = acts.generate(bureau, 2025, on=JANUARY, by=None)
    assert (again.made, again.moved, again.dropped) == (0, 0, 0)
    assert [item.name for item in again.unread] == ["扶持政策"]
    assert list(queries.slots(bureau).values_list("pk", "key")) == keys
    assert Entry.objects.of(bureau).count() == entries
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_fell_due_before_the_item_was_approved_is_not_expected(house: House) -> None:
    people = house.people
    items = in_force(accepted(people.county), people.bureau, people.wang, people.li, date(2025, 9, 18))
    acts.generate(people.bureau, 2025, on=date(2025, 9, 18), by=people.wang)
    assert [slot.key for slot in queries.slots(people.bureau).filter(item=items["资金支出"])] == [
        "2025-09", "2025-10", "2025-11", "2025-12"
    ]  # fmt: skip


def test_when_a_limit_changes_only_what_is_open_and_not_yet_due_follows(kept: Kept) -> None:
    people, item = kept.house.people, kept.items["资金支出"]
    kept.release("资金支出", date(2025, 1, 20))
    on = date(2025, 3, 3)
    plan = ItemPlan(*item.key, item.content, item.section, "每季度终了后10日内")
    unit_acts.revise(item, plan, on=on, by=people.li, reason="改为按季")
    made = acts.generate(people.bureau, 2025, on=on, by=people.wang)
    assert (made.made, made.dropped) == (4, 10)
    assert [slot.key for slot in kept.slots("资金支出")] == [
        "2025-01", "2025-02", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"
    ]  # fmt: skip


def test_an_item_that_ended_expects_nothing_more_and_keeps_what_was_missed(kept: Kept) -> None:
    people = kept.house.people
    on = date(2025, 6, 10)
    unit_acts.end(kept.items["资金支出"], on=on, by=people.li, reason="职能划出")
    acts.generate(people.bureau, 2025, on=date(2025, 8, 1), by=people.wang)
    assert [slot.key for slot in kept.slots("资金支出")] == [f"2025-0{month}" for month in range(1, 6)]


def test_a_release_closes_the_slot_of_its_days_and_one_after_the_due_day_is_late(kept: Kept) -> None:
    first, second = kept.slots("资金支出")[:2]
    assert kept.release("资金支出", date(2025, 1, 20)) == first
    assert kept.state(first, date(2025, 1, 19)) is SlotState.PENDING
    assert kept.state(first, date(2025, 1, 20)) is SlotState.PUBLISHED
    assert kept.state(second, date(2025, 3, 1)) is SlotState.MISSED
    late = kept.release("资金支出", date(2025, 3, 5), slot=second)
    assert late == second and kept.state(second, date(2025, 3, 5)) is SlotState.LATE
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_slot_is_not_closed_by_a_release_of_another_standard(kept: Kept) -> None:
    slot = kept.slots("资金支出")[0]
    with pytest.raises(Unlawful, match="不能由“养老机构／备案信息”的发布关闭"):
        kept.release("备案信息", date(2025, 1, 20), slot=slot)
    kept.release("备案信息", date(2025, 4, 7))
    assert kept.state(slot, date(2025, 4, 7)) is SlotState.MISSED


def test_a_slot_is_closed_by_a_number_that_was_given_and_by_each_release_once(kept: Kept) -> None:
    people = kept.house.people
    item, on = kept.items["资金支出"], date(2025, 1, 20)
    with pytest.raises(Unlawful, match="没有发出过索引号"):
        acts.fulfil(people.bureau, item, index_number="编造的", published_on=on, by=people.wang)
    number = kept.number(on)
    acts.fulfil(people.bureau, item, index_number=number, published_on=on, by=people.wang)
    with pytest.raises(Unlawful, match="已经记入该目录项"):
        acts.fulfil(people.bureau, item, index_number=number, published_on=on, by=people.wang)
    with pytest.raises(Unlawful, match="已经由另一条发布关闭"):
        kept.release("资金支出", on, slot=kept.slots("资金支出")[0])
    with pytest.raises(Unlawful, match="不是本机关的目录项"):
        acts.fulfil(people.elsewhere, item, index_number=number, published_on=on, by=people.zhao)


def test_what_is_backfilled_closes_the_slot_of_its_own_day_and_never_on_time(kept: Kept) -> None:
    first = kept.slots("资金支出")[0]
    on = date(2025, 1, 25)
    slot = kept.release("资金支出", on, backfilled=True, original_on=date(2025, 1, 6))
    assert slot == first and kept.state(first, on) is SlotState.LATE, "in its month, yet not on time"


def test_a_release_under_a_standard_finds_the_item_of_the_unit(kept: Kept) -> None:
    people = kept.house.people
    row = next(row for row in standards.rows(kept.norm) if row.name == "资金支出")
    on = date(2025, 1, 20)
    slot = acts.fulfil(people.bureau, row, index_number=kept.number(on), published_on=on, by=people.wang)
    assert slot == kept.slots("资金支出")[0]
    assert acts.fulfil(people.elsewhere, row, index_number="无", published_on=on, by=people.zhao) is None


def test_a_withdrawn_content_opens_again_what_it_had_closed(kept: Kept) -> None:
    people, slot = kept.house.people, kept.slots("资金支出")[0]
    number = kept.number(date(2025, 1, 20))
    acts.fulfil(people.bureau, slot.item, index_number=number, published_on=date(2025, 1, 20), by=people.wang)
    assert acts.reopen(people.bureau, number, on=date(2025, 1, 22), by=people.wang, reason="附件有误") == [slot]
    assert kept.state(slot, date(2025, 1, 21)) is SlotState.PUBLISHED
    assert kept.state(slot, date(2025, 1, 22)) is SlotState.PENDING
    assert kept.release("资金支出", date(2025, 1, 23)) == slot


def test_a_waiver_has_a_reason_and_a_name_and_may_be_withdrawn(kept: Kept) -> None:
    people = kept.house.people
    first, second = kept.slots("资金支出")[:2]
    on = date(2025, 1, 23)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.waive(first, on=on, by=people.wang, reason=" ")
    acts.waive(first, on=on, by=people.wang, reason="本月没有救助支出")
    assert (first.waived_by, kept.state(first, on)) == (people.wang, SlotState.NOT_APPLICABLE)
    with pytest.raises(Unlawful, match="已于2025-01-23认定不适用"):
        acts.waive(first, on=on, by=people.wang, reason="再来一次")
    assert kept.release("资金支出", on) is None, "a waived slot is not closed by the way"
    acts.withdraw_waiver(first, on=on, by=people.wang, reason="有一笔支出漏了")
    assert kept.release("资金支出", on) == first
    kept.release("资金支出", date(2025, 2, 10))
    with pytest.raises(Unlawful, match="已经由发布关闭"):
        acts.waive(second, on=date(2025, 2, 11), by=people.wang, reason="不适用")


def test_a_release_that_was_for_another_period_is_moved_with_a_reason(kept: Kept) -> None:
    people = kept.house.people
    january, february = kept.slots("资金支出")[:2]
    kept.release("资金支出", date(2025, 2, 10))
    found = Fulfilment.objects.of(people.bureau).get()
    with pytest.raises(Unlawful, match="写明理由"):
        acts.assign(found, january, on=date(2025, 2, 11), by=people.wang, reason="")
    acts.assign(found, january, on=date(2025, 2, 11), by=people.wang, reason="是一月的数据")
    assert kept.state(january, date(2025, 2, 11)) is SlotState.LATE
    assert kept.state(february, date(2025, 2, 11)) is SlotState.PENDING
    with pytest.raises(Unlawful, match="早于该时点的期间"):
        acts.assign(found, kept.slots("资金支出")[5], on=date(2025, 2, 11), by=people.wang, reason="弄错")


def test_26_an_event_opens_a_slot_that_falls_due_after_twenty_working_days(kept: Kept) -> None:
    people, item = kept.house.people, kept.items["办事指南"]
    event_on = date(2025, 9, 18)
    slot = acts.open_event(item, "办法修订", event_on, on=event_on, today=event_on, by=people.wang)
    again = acts.open_event(item, "又一件", event_on, on=event_on, today=event_on, by=people.wang)
    assert (slot.due, slot.key, again.key) == (date(2025, 10, 22), "E2025-09-18/1", "E2025-09-18/2")
    assert kept.release("办事指南", date(2025, 10, 22)) == slot
    for wrong, why in ((kept.items["资金支出"], "按期生成"), (kept.items["扶持政策"], "没有读懂")):
        with pytest.raises(Unlawful, match=why):
            acts.open_event(wrong, "事", event_on, on=event_on, today=event_on, by=people.wang)
    with pytest.raises(Unlawful, match="不能晚于今天"):
        acts.open_event(item, "事", date(2025, 9, 19), on=event_on, today=event_on, by=people.wang)
    acts.generate(people.bureau, 2025, on=event_on, by=people.wang)
    assert len(kept.slots("办事指南")) == 2, "generating leaves events alone"


# -- 预测、提醒、统计 --------------------------------------------------------------------------------------------------


def test_past_lateness_makes_the_next_release_likely_late(kept: Kept) -> None:
    bureau = kept.house.people.bureau
    for slot in kept.slots("资金支出")[:3]:
        kept.release("资金支出", slot.due + timedelta(days=3), slot=slot)
    on = date(2025, 4, 21)
    told = {each.slot.key: each for each in queries.forecast(bureau, on)}
    assert told["2025-04"].prospect is Prospect.LIKELY_LATE and told["2025-04"].left == 8
    assert told["2025-Q1"].prospect is Prospect.OVERDUE and told["2025-Q1"].left == -7
    assert told["2025-12"].prospect is Prospect.CALM
    assert [each.left for each in queries.forecast(bureau, on)] == sorted(each.left for each in told.values())


def notices() -> set[tuple[str, str]]:
    """Who was told of which slot, by name and subject."""
    rows = Message.objects.everywhere().filter(subject__startswith="应公开时点").select_related("official")
    return {(row.official.name, row.subject) for row in rows if row.official}


def test_reminders_climb_from_the_owner_to_the_head_and_nobody_is_told_twice(kept: Kept) -> None:
    people, item = kept.house.people, kept.items["资金支出"]
    column = kept.house.files
    column.deputy = people_deputy = official("zhou2", "周替补", people.bureau, "column_owner")
    column.save(update_fields=["deputy"])
    plan = ItemPlan(*item.key, item.content, item.section, item.limit, column=column)
    unit_acts.revise(item, plan, on=JANUARY, by=people.li, reason="对应栏目")
    unit_acts.end(kept.items["备案信息"], on=JANUARY, by=people.li, reason="只看一项")
    due = date(2025, 6, 30)
    for slot in kept.slots("资金支出")[:5]:
        kept.release("资金支出", slot.begins + timedelta(days=8))
    climbed = []
    for on in (date(2025, 6, 20), date(2025, 6, 23), date(2025, 6, 25), date(2025, 6, 27), due, date(2025, 7, 1)):
        remind(on)
        assert remind(on) == 0
        climbed.append({name for name, _ in notices()})
    assert climbed[0] == set()
    assert climbed[1] == {"王小样"}
    assert climbed[2] == {"王小样", people_deputy.name}
    assert {"李示例", "孙审稿"} <= climbed[3], "those who review for the unit, where no head of the section is named"
    assert any("尚未发布" in subject and name == "李示例" for name, subject in notices())
    written = len(notices())
    kept.release("资金支出", date(2025, 7, 2), slot=kept.slots("资金支出")[5])
    remind(date(2025, 7, 2))
    assert len(notices()) == written


def test_the_head_of_the_section_is_told_before_those_of_other_sections(kept: Kept) -> None:
    people = kept.house.people
    head = official("tang", "唐科长", people.bureau)
    authorities.post(head, people.bureau, "unit_deputy", on=date(2024, 1, 1), by=None, section="社会救助股")
    assert Posting.objects.of(people.bureau).filter(section="社会救助股").exists()
    remind(date(2025, 1, 27))
    named = {name for name, subject in notices() if "资金支出" in subject}
    assert "唐科长" in named and "孙审稿" not in named


def test_every_figure_is_counted_from_the_rows_behind_it(kept: Kept) -> None:
    bureau, on = kept.house.people.bureau, date(2025, 4, 21)
    _, second, third = kept.slots("资金支出")[:3]
    kept.release("资金支出", date(2025, 1, 20))
    kept.release("资金支出", date(2025, 3, 6), slot=second)
    acts.waive(third, on=date(2025, 3, 31), by=kept.house.people.wang, reason="没有支出")
    standing = queries.on_day(queries.due_in(bureau, date(2025, 1, 1), date(2025, 12, 31)), on)
    monthly, quarterly = queries.by_kind(standing)
    assert monthly.counts[SlotState.PUBLISHED] == 1 and monthly.counts[SlotState.NOT_APPLICABLE] == 1
    assert (monthly.punctuality.on_time, monthly.punctuality.judged, monthly.punctuality.rate) == (1, 2, 50.0)
    assert quarterly.punctuality.rate == 0.0
    assert sum(line.total for line in (monthly, quarterly)) == len(standing)
    told = queries.items_on(bureau, on)
    figures = queries.coverage(told)
    assert (figures.items, figures.covered, figures.empty, figures.stale, figures.unread) == (4, 1, 3, 1, 1)
    assert figures.rate == 25.0
    assert [each.item.name for each in told if each.stale] == ["资金支出"]


def test_the_chore_keeps_the_year_generated_and_may_run_at_any_time(kept: Kept) -> None:
    bureau = kept.house.people.bureau
    generate_year(clock.now())
    year = clock.today().year
    made = queries.slots(bureau).filter(key__startswith=f"{year}-").count()
    assert made
    generate_year(clock.now())
    assert queries.slots(bureau).filter(key__startswith=f"{year}-").count() == made


# -- 页面 --------------------------------------------------------------------------------------------------------------


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


@pytest.fixture
def now(kept: Kept) -> Kept:
    """The same, with the slots of the present year, and a daily item approved today."""
    people, today = kept.house.people, clock.today()
    acts.generate(people.bureau, today.year, on=today, by=people.wang)
    return kept


def test_the_month_is_a_table_of_weeks_and_a_list_that_a_day_narrows(now: Kept) -> None:
    slot = now.slots("备案信息")[-1]
    page = desk("wang").get(f"/desk/slots/?month={slot.due:%Y-%m}").content.decode()
    assert f"{slot.due.year}年{slot.due.month}月应公开时点" in page and "养老机构／备案信息" in page
    assert page.count('role="rowheader"') >= 1 and 'data-label="周日"' in page
    empty = desk("wang").get(f"/desk/slots/?month={slot.due:%Y-%m}&day={slot.due - timedelta(days=1):%d}")
    assert "没有到期的时点" in empty.content.decode()
    assert desk("wang").get("/desk/slots/?month=2025-99").status_code == 200


def test_a_slot_is_waived_on_its_page_only_with_a_reason(now: Kept) -> None:
    client, slot = desk("wang"), now.slots("资金支出")[-1]
    address = f"/desk/slots/{slot.pk}/"
    assert "认定不适用" in client.get(address).content.decode()
    assert "请填写理由" in client.post(f"{address}waive/", {"reason": ""}).content.decode()
    client.post(f"{address}waive/", {"reason": "没有救助支出"})
    page = client.get(address).content.decode()
    assert "不适用" in page and "没有救助支出" in page and "王小样" in page
    client.post(f"{address}withdraw-waiver/", {"reason": "弄错了"})
    assert "没有救助支出" not in client.get(address).content.decode()
    for stranger in ("zhao",):
        assert desk(stranger).get(address).status_code == 404
        assert desk(stranger).post(f"{address}waive/", {"reason": "不相干"}).status_code == 404


def test_an_event_is_entered_for_the_items_that_wait_for_one(now: Kept) -> None:
    client, today = desk("wang"), clock.today()
    form = client.get("/desk/slots/event/").content.decode()
    assert "办事指南" in form and "资金支出" not in form and "扶持政策" not in form
    values = {"item": now.items["办事指南"].pk, "event": "办法修订", "event_on": f"{today:%Y-%m-%d}"}
    client.post("/desk/slots/event/", values)
    (slot,) = now.slots("办事指南")
    assert "办法修订" in client.get("/desk/slots/mine/?page=2").content.decode()
    assert slot.begins == today


def test_a_release_is_assigned_to_another_slot_on_its_page(now: Kept) -> None:
    first, second = now.slots("资金支出")[:2]
    now.release("资金支出", second.due)
    found = Fulfilment.objects.of(now.house.people.bureau).get()
    client = desk("wang")
    client.post(f"/desk/slots/releases/{found.pk}/assign/", {"slot": first.pk, "reason": "上一期的数据"})
    found.refresh_from_db()
    assert found.slot == first
    assert desk("zhao").get(f"/desk/slots/releases/{found.pk}/assign/").status_code == 404


def test_each_figure_of_the_statistics_leads_to_exactly_its_rows(now: Kept) -> None:
    client = desk("wang")
    page = client.get("/desk/slots/statistics/?year=2025").content.decode()
    links = re.findall(r'<a href="(/desk/slots/(?:all|items)/\?[^"]+)">(\d+)</a>', page)
    assert len(links) >= 10
    for address, figure in links:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        rows = len(re.findall(r'role="rowheader"', listed))
        assert rows == int(figure), address


def test_the_list_is_narrowed_and_taken_away_as_it_was_narrowed(now: Kept) -> None:
    client = desk("wang")
    page = client.get("/desk/slots/all/?year=2025&kind=quarterly").content.decode()
    assert page.count(escape("养老机构／备案信息")) == 3 and "资金支出" not in page
    csv = client.get("/desk/slots/export.csv?year=2025&kind=quarterly").content.decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 4 and "2025-Q1" in csv
    assert client.get("/desk/slots/export.xlsx?year=2025").status_code == 200
    assert client.get("/desk/slots/export.docx?year=2025").status_code == 404


def test_a_year_is_generated_on_the_page_of_figures_and_the_unread_limits_are_named(now: Kept) -> None:
    client, year = desk("wang"), clock.today().year
    page = client.post(f"/desk/slots/generate/{year + 1}/", follow=True).content.decode()
    assert f"{year + 1}年：新生成16个时点" in page and "有1个目录项的时限没有读懂" in page
    assert client.post("/desk/slots/generate/1999/").status_code == 404
    assert desk("zhou").post(f"/desk/slots/generate/{year}/").status_code == 403


def test_a_proposed_item_gives_no_slots(house: House) -> None:
    people = house.people
    plan = ItemPlan("社会救助", "低保", "发放情况", "人数", "社会救助股", "按月公开")
    unit_acts.propose(people.bureau, [Proposal(plan)], on=JANUARY, by=people.wang)
    assert acts.generate(people.bureau, 2025, on=JANUARY, by=people.wang).made == 0


def test_the_pages_of_a_full_catalogue_ask_the_database_a_few_times_only(now: Kept) -> None:
    client, year = desk("wang"), clock.today().year
    for address in (f"/desk/slots/statistics/?year={year}", "/desk/slots/mine/", f"/desk/slots/all/?year={year}"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        few = len(asked)
        plan = ItemPlan("社会救助", "低保", f"发放情况{few}", "人数", "社会救助股", "按日公开")
        items = unit_acts.propose(now.house.people.bureau, [Proposal(plan)], on=clock.today(), by=now.house.people.wang)
        unit_acts.approve(now.house.people.bureau, items, on=clock.today(), by=now.house.people.li)
        acts.generate(now.house.people.bureau, year, on=clock.today(), by=None)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= few + 1 and few < 25, address


def test_the_start_page_of_who_keeps_a_column_is_what_is_due(now: Kept) -> None:
    official("keeper", "何栏目", now.house.people.bureau, "column_owner")
    response = desk("keeper").get("/desk/", follow=True)
    assert response.redirect_chain[-1][0] == "/desk/slots/mine/"
    assert "没有登记在您名下的栏目或者科室" in response.content.decode()
