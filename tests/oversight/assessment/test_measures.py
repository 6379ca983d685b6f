"""计量项: each counts what its definition says, names its records, and looks at nothing after the window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.complaints import acts as complaints
from gongkai.casework.remedies.complaints.acts import ComplaintGiven
from gongkai.engines.similar import share
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.complaints import ComplaintChannel, ComplaintKind
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import Attribute, Ground
from gongkai.law.grammar.flow import Step
from gongkai.law.label_audit import Verdict
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.law.samples import Draw
from gongkai.law.screening import Verdict as Screened
from gongkai.law.slots import SlotState
from gongkai.law.supervision.measures import Counted, Window
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.acts import notify
from gongkai.office.notices.models import Message
from gongkai.oversight.assessment.measures.registry import finders
from gongkai.oversight.reports import acts as reports
from gongkai.oversight.reports.measured import SAME
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.slots import queries as slot_queries
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review
from gongkai.publication.documents.audits import acts as audits
from gongkai.publication.documents.audits import queries as audited
from gongkai.publication.documents.audits.acts import Found
from gongkai.publication.gate.models import Screening, ScreeningDecision
from tests.cast import Cast, cast, official
from tests.publication import interpreting
from tests.publication.conftest import DAY, House, furnish
from tests.publication.instruments import signed

pytestmark = pytest.mark.django_db
YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))


def found(key: str, unit: Authority, window: Window = YEAR) -> list[Counted]:
    return list(finders()[key](unit, window))


def records(key: str, unit: Authority, window: Window = YEAR) -> list[str]:
    return [each.record for each in found(key, unit, window)]


@pytest.fixture
def house() -> House:
    people = cast()
    people.bureau.profile.letter_code = "示民发"
    people.bureau.profile.save()
    return furnish(people)


@pytest.fixture
def people(house: House) -> Cast:
    return house.people


def applied(people: Cast, on: date) -> Application:
    told = {
        "name": "陈样例",
        "identity": "id_card",
        "identity_number": "110101190001010014",
        "phone": "13900000000",
        "address": "示例县样本路1号",
        "description": "养护资金",
        "carrier": "paper",
        "delivery": "post",
    }
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, told)
    return applications.receive(people.bureau, filled, on=on, today=on, once=f"{on}", by=people.wang).application


def replied(file: Application, people: Cast, on: date) -> None:
    draft = Step("draft", on, {"outcome": "disclosed", "elements": {"means": "复印件"}})
    applications.act(file, draft, today=on, by=people.wang)
    applications.act(file, Step("reply", on), today=on, by=people.li)
    served = Step("serve", on, {"method": "post", "proof": "挂号信XA00000000000"})
    applications.act(file, served, today=on, by=people.wang)


def test_a_reply_counts_late_by_its_term_whether_it_came_or_not(people: Cast) -> None:
    in_time, late, never = (applied(people, date(2025, 9, day)) for day in (1, 2, 3))
    replied(in_time, people, date(2025, 9, 10))
    replied(late, people, date(2025, 11, 3))
    assert records("late_replies", people.bureau) == [f"application:{each.dossier_id}" for each in (late, never)]
    notes = [each.note for each in found("late_replies", people.bureau, Window(date(2025, 9, 1), date(2025, 10, 31)))]
    assert [note.rpartition("，")[2] for note in notes] == ["期末未办结", "期末未办结"]
    assert "陈样例" not in "".join(notes)
    assert records("late_letters", people.bureau) == []


def test_a_case_counts_when_it_was_decided_against_the_unit(people: Cast) -> None:
    file = applied(people, date(2025, 3, 3))
    replied(file, people, date(2025, 3, 10))
    for number, (result, on) in enumerate((("corrected", date(2025, 12, 1)), ("upheld", date(2025, 12, 1)))):
        notice = Notice(RemedyKind.REVIEW, f"示政复〔2025〕{number}号", "示例县人民政府")
        case = remedies.receive(file, notice, on=date(2025, 10, 9), today=DAY + timedelta(days=60), by=people.wang)
        remedies.act(case, Step("decide", on, {"result": result}), today=on, by=people.wang)
        if result == "corrected":
            corrected = case
    assert records("overturned", people.bureau) == [f"remedy:{corrected.dossier_id}"]
    assert records("overturned", people.bureau, Window(date(2025, 1, 1), date(2025, 11, 30))) == []


def test_a_complaint_counts_for_the_unit_it_is_about_once_it_was_found_true(people: Cast) -> None:
    on = date(2025, 9, 18)
    for number, finding in enumerate(("true", "untrue")):
        given = ComplaintGiven(people.bureau, ComplaintKind.LATE, "没有答复", "", "")
        complaint = complaints.receive(given, ComplaintChannel.LETTER, on=on, today=on, once=str(number))
        for step in (
            Step("handle", on, {"asked": "督查股"}),
            Step("close", on, {"finding": finding, "measure": "correction" if finding == "true" else "none"}),
        ):
            complaints.act(complaint, step, today=on, by=people.li)
        if finding == "true":
            true = complaint
    assert records("complaints_true", people.bureau) == [f"complaint:{true.dossier_id}"]
    assert records("complaints_true", people.county) == []


def catalogued(people: Cast) -> None:
    plan = ItemPlan("社会救助", "临时救助", "资金支出", "人数", "社会救助股", "按月公开")
    items = unit_acts.propose(people.bureau, [Proposal(plan)], on=date(2025, 1, 2), by=people.wang)
    unit_acts.approve(people.bureau, items, on=date(2025, 1, 3), by=people.li)
    slots.generate(people.bureau, 2025, on=date(2025, 1, 3), by=people.wang)


def test_slots_count_by_the_day_they_were_due_and_blank_items_on_the_last_day(people: Cast) -> None:
    catalogued(people)
    half = Window(date(2025, 1, 1), date(2025, 6, 30))
    missed = [
        each.slot
        for each in slot_queries.on_day(slot_queries.due_in(people.bureau, half.since, half.until), date(2025, 7, 1))
        if each.state is SlotState.MISSED
    ]
    assert missed
    assert records("late_slots", people.bureau, half) == [f"slot:{slot.pk}" for slot in missed]
    assert len(found("late_slots", people.bureau)) > len(missed)
    (blank,) = found("blank_items", people.bureau, half)
    assert (blank.on, blank.note.endswith("从未发布")) == (half.until, True)
    assert records("stale_items", people.bureau) == []
    slots.waive(missed[0], reason="本月没有支出", on=date(2025, 8, 1), by=people.li)
    assert len(found("late_slots", people.bureau, half)) == len(missed)
    assert f"slot:{missed[0].pk}" not in records("late_slots", people.bureau)


def test_labels_count_by_the_day_of_the_draw(house: House, people: Cast) -> None:
    signed(house, "示例通知", "样例。", section="办公室")
    by = official("zheng", "郑抽查", people.bureau, "legal")
    audit = audits.draw(people.bureau, Draw("抽查", date(2025, 1, 1), DAY, 1, ""), on=DAY, today=DAY, by=by)
    (drawn,) = audited.findings(audit)
    assert records("label_errors", people.bureau) == []
    other = official("jian", "简监督", people.bureau, "legal")
    wrong = Found(Verdict.WRONG, Attribute.WITHHELD, Ground.INTERNAL, "内部管理")
    audits.find(drawn, wrong, on=DAY, today=DAY, by=other)
    assert records("label_errors", people.bureau) == [f"audit:{audit.pk}/{drawn.pk}"]
    assert records("label_errors", people.bureau, Window(DAY + timedelta(days=1), YEAR.until)) == []


def test_a_policy_without_an_interpretation_counts_on_the_day_it_was_due(house: House) -> None:
    policy, explained = interpreting.published(house)
    unit, document = policy.authority, policy.document
    assert document is not None
    assert records("missing_interpretation", unit) == []
    Content.objects.everywhere().filter(pk=explained.content_id).update(published_on=DAY + timedelta(days=60))
    assert records("missing_interpretation", unit) == [f"document:{document.dossier_id}"]
    assert records("missing_interpretation", unit, Window(YEAR.since, DAY)) == []


def published(people: Cast, kind: ContentClass, number: int, on: date) -> int:
    column = catalogue.open_column(
        people.bureau, ColumnPlan(f"栏目{number}", f"lm{number}", "办公室"), on=on, by=people.wang
    )
    reviewer = official(f"he{number}", "何审查", people.bureau, "disclosure_office")
    title = f"第{number}条"
    review = register_review(people.bureau, title=title, checks={}, reviewers=[reviewer.username], on=on, by=reviewer)
    made = disclosure.publish(column, Item(kind, title, text="正文"), on=on, today=on, by=people.wang, review=review)
    return made.pk


def test_news_counts_once_where_it_makes_up_half(people: Cast) -> None:
    news = published(people, ContentClass.NEWS, 1, date(2025, 5, 1))
    (once,) = found("padded_news", people.bureau)
    assert once.records[1:] == (f"content:{news}",)
    for number in (2, 3):
        published(people, ContentClass.DATA, number, date(2025, 6, 1))
    assert found("padded_news", people.bureau) == []
    assert len(found("padded_news", people.bureau, Window(date(2025, 5, 1), date(2025, 5, 31)))) == 1


def test_a_leak_counts_when_somebody_said_it_was_one(people: Cast) -> None:
    def screened(*, public: bool, verdict: Screened) -> Screening:
        row = Screening(authority=people.bureau, mark=f"{public}{verdict}", name="名单", kind="text", rules="1")
        row.published, row.screened_on = public, DAY
        row.save()
        decision = ScreeningDecision(authority=people.bureau, screening=row, finding="f", verdict=verdict, entry=1)
        decision.decided_on, decision.by, decision.reason = DAY, people.li, "身份证号"
        decision.ground, decision.basis = ("consent", "同意书") if verdict is Screened.KEEP else ("", "")
        decision.save()
        return row

    leaked = screened(public=True, verdict=Screened.COVER)
    screened(public=True, verdict=Screened.KEEP)
    screened(public=False, verdict=Screened.COVER)
    assert records("leaks", people.bureau) == [f"screening:{leaked.pk}"]


def test_a_notice_counts_when_it_was_not_read_in_a_week(people: Cast) -> None:
    for key in ("read", "unread", "late"):
        notify(people.bureau, key, people.wang, subject=f"通知{key}")
    rows = Message.objects.of(people.bureau)
    sent = rows.get(key="read").created_at
    rows.filter(key="read").update(read_at=sent + timedelta(days=6))
    rows.filter(key="late").update(read_at=sent + timedelta(days=8))
    day = sent.date() + timedelta(days=7)
    counted = found("unread_notices", people.bureau, Window(day - timedelta(days=1), day + timedelta(days=1)))
    assert [each.note for each in counted] == ["通知unread（王小样）", "通知late（王小样）"]
    assert found("unread_notices", people.bureau, Window(day + timedelta(days=2), day + timedelta(days=9))) == []


def test_a_report_counts_late_on_the_last_day_it_was_due(people: Cast) -> None:
    january = Window(date(2025, 1, 1), date(2025, 1, 31))
    assert records("late_report", people.bureau, january) == ["report:shili-minzheng/2024"]
    reports.compile_report(people.bureau, 2024, on=DAY, today=DAY, by=people.wang)
    assert records("late_report", people.bureau) == ["report:shili-minzheng/2024"]
    assert records("late_report", people.bureau, Window(date(2025, 2, 1), date(2025, 12, 31))) == []
    assert records("same_report", people.bureau) == []


def test_a_report_that_only_changes_its_figures_is_the_same_as_last_year_s() -> None:
    words = "".join(f"第{chr(0x4E00 + place)}项工作按照要求完成，公开信息，" for place in range(60))
    assert share(words, words) >= SAME
    assert share(words, words[:200]) < SAME
