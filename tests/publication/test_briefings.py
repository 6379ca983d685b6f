"""吹风会、宣讲: held with its proof it counts and is shown; what it said before a correction stays; called off it is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.law.briefings import BriefingKind, together
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal.models import Entry
from gongkai.office.journal.succession import Span
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.interpretation import heirs, lines, pressed
from gongkai.publication.interpretation.briefings import acts, queries
from gongkai.publication.interpretation.briefings.models import BriefingStep, PolicyBriefing
from gongkai.publication.interpretation.models import Interpretation
from tests.publication.conftest import DAY, House
from tests.publication.interpreting import BRIEFING, TURNOUT, briefed, published
from tests.publication.test_interpretation_pages import desk, said

LATER = DAY + timedelta(days=3)


@pytest.fixture
def told(house: House) -> Interpretation:
    return published(house)[1]


def view(told: Interpretation) -> str:
    return lines.page_of(told.content)


def test_the_year_counts_what_was_held_and_not_called_off(house: House, told: Interpretation) -> None:
    wang, people = house.people.wang, (3, 46, 120)
    rows = [
        briefed(told, wang, replace(BRIEFING, place=f"第{n}会场"), replace(TURNOUT, attended=many))
        for n, many in enumerate(people)
    ]
    for gone in range(len(people) + 1):
        held = queries.held(PolicyBriefing.objects.of(told.authority), DAY.year)
        counted = together(queries.facts(held))
        assert (counted.sessions, counted.attended) == (len(people[gone:]), sum(people[gone:]))
        assert len(held) == counted.sessions, "the list is as long as the number says"
        if gone < len(people):
            acts.call_off(rows[gone], "登记有误", on=DAY, today=DAY, by=wang)
    assert not queries.held(PolicyBriefing.objects.of(told.authority), DAY.year - 1)


def test_announced_it_is_nobodys_business_held_it_is_shown_with_who_came(house: House, told: Interpretation) -> None:
    row = acts.announce(told, BRIEFING, on=DAY, today=DAY, once="1", by=house.people.wang)
    assert acts.announce(told, BRIEFING, on=DAY, today=DAY, once="1", by=house.people.wang) == row, "sent twice"
    assert BRIEFING.place not in said(Client(), view(told))
    assert "吹风会" not in said(Client(), lines.line_page(told.policy))
    acts.hold(row, BRIEFING, TURNOUT, on=DAY, today=DAY, by=house.people.wang)
    page = said(Client(), view(told))
    assert "示例镇便民服务中心" in page and "46人" in page and "李示例局长（单位主要负责人）" in page
    assert "签到表2页" not in page, "the proof stays inside"
    assert "政策宣讲（示例镇便民服务中心）" in said(Client(), lines.line_page(told.policy))
    briefed(told, house.people.wang, replace(BRIEFING, kind=BriefingKind.BRIEFING, place="县政府新闻发布厅"))
    assert len(queries.shown([told.pk])) == 2, "several for one interpretation"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_is_to_come_is_not_held_and_nobody_comes_without_a_proof(house: House, told: Interpretation) -> None:
    wang = house.people.wang
    row = acts.announce(told, replace(BRIEFING, day=LATER), on=DAY, today=DAY, once="1", by=wang)
    assert [each.due_on for each in heirs._briefings(told.authority, Span(DAY, LATER))] == [LATER]
    with pytest.raises(Unlawful, match="举行日期不能晚于今天"):
        acts.hold(row, replace(BRIEFING, day=LATER), TURNOUT, on=DAY, today=DAY, by=wang)
    acts.hold(row, replace(BRIEFING, day=LATER), TURNOUT, on=LATER, today=LATER, by=wang)
    assert not list(heirs._briefings(told.authority, Span(DAY, LATER)))
    with pytest.raises(Unlawful, match="已举行，不能改为已举行"):
        acts.hold(row, BRIEFING, TURNOUT, on=LATER, today=LATER, by=wang)


def test_a_correction_is_a_step_with_its_reason_and_what_it_said_before_stays(
    house: House, told: Interpretation
) -> None:
    wang = house.people.wang
    row = briefed(told, wang)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.correct(row, BRIEFING, replace(TURNOUT, attended=64), " ", on=DAY, today=DAY, by=wang)
    with pytest.raises(Unlawful, match="到场人数和凭证"):
        acts.correct(row, BRIEFING, None, "人数登记有误", on=DAY, today=DAY, by=wang)
    right = replace(TURNOUT, attended=64)
    with pytest.raises(Unlawful, match="由他人办理"):
        acts.correct(row, BRIEFING, right, "人数登记有误", on=DAY, today=DAY, by=wang, seen=1)
    acts.correct(row, BRIEFING, right, "人数登记有误", on=DAY, today=DAY, by=wang, seen=2)
    steps = BriefingStep.objects.of(told.authority).filter(briefing=row)
    assert [(step.act, step.row["attended"]) for step in steps] == [
        ("announce_briefing", 0),
        ("hold_briefing", 46),
        ("correct_briefing", 64),
    ]
    assert "64人" in said(Client(), view(told))
    assert [str(finding) for finding in verify(whole=True)] == []
    PolicyBriefing.objects.of(told.authority).update(attended=640)
    assert "吹风会" in " ".join(str(finding) for finding in verify(whole=True))


def test_what_is_called_off_is_shown_and_counted_no_more_and_names_its_pages(
    house: House, told: Interpretation
) -> None:
    wang = house.people.wang
    row = briefed(told, wang)
    acts.call_off(row, "同一场登记了两次", on=DAY, today=DAY, by=wang)
    assert BRIEFING.place not in said(Client(), view(told))
    assert not queries.held(PolicyBriefing.objects.of(told.authority), DAY.year)
    with pytest.raises(Unlawful, match="取消，不能更正"):
        acts.correct(row, BRIEFING, TURNOUT, "改回来", on=DAY, today=DAY, by=wang)
    assert Entry.objects.of(told.authority).filter(act="call_off_briefing").count() == 1
    assert "call_off_briefing" in pressed.HIDING


def test_with_the_interpretation_what_was_held_on_it_goes(house: House, told: Interpretation) -> None:
    briefed(told, house.people.wang)
    disclosure.withdraw(told.content, on=DAY, by=house.people.li, reason="有误")
    assert "示例镇便民服务中心" not in said(Client(), lines.line_page(told.policy))
    told.content.refresh_from_db()
    with pytest.raises(Unlawful, match="已经撤回"):
        acts.announce(told, BRIEFING, on=DAY, today=DAY, once="2", by=house.people.wang)


FORM = {
    "form_of_the_house": "1",
    "on": f"{DAY:%Y-%m-%d}",
    "held_on": f"{DAY:%Y-%m-%d}",
    "kind": "lecture",
    "place": "示例镇便民服务中心",
    "audience": "residents",
    "speaker_unit_head": "李示例局长",
}


def test_an_event_goes_its_way_at_the_desk_and_each_number_opens_its_events(house: House, told: Interpretation) -> None:
    wang = desk("wang")
    announce = f"/desk/interpretations/{told.pk}/briefings/announce/"
    assert announce in said(wang, f"/desk/interpretations/policies/{told.policy_id}/")
    assert "至少一位主讲人" in wang.post(announce, {**FORM, "speaker_unit_head": ""}).content.decode()
    assert wang.post(announce, FORM).status_code == 302
    row = PolicyBriefing.objects.of(told.authority).get()
    page = f"/desk/interpretations/briefings/{row.pk}/"
    assert "登记举行" in said(wang, page)
    held = {**FORM, "attended": "46", "proof": "sheet", "kept": "签到表2页，存办公室", "questions": "7", "seen": "1"}
    assert wang.post(f"{page}hold/", {**held, "attended": "0"}).status_code == 200
    assert wang.post(f"{page}hold/", held).status_code == 302
    assert wang.post(f"{page}hold/", held).status_code == 422, "an old page"
    right = {**held, "attended": "64", "reason": "人数登记有误", "seen": "2"}
    assert "46" in said(wang, f"{page}correct/")
    assert wang.post(f"{page}correct/", right).status_code == 302
    steps = said(wang, page)
    assert "人数登记有误" in steps and "签到表2页" in steps and "64人" in steps
    figures = said(wang, f"/desk/interpretations/briefings/?year={DAY.year}")
    assert f"year={DAY.year}&amp;section=" in figures and ">64<" in figures
    section = queries.section_of(row)
    assert "示例镇便民服务中心" in said(wang, f"/desk/interpretations/briefings/?year={DAY.year}&section={section}")
    assert "没有吹风会、宣讲" in said(wang, f"/desk/interpretations/briefings/?year={DAY.year}&section=别的股")
    assert ">64<" in said(wang, f"/desk/interpretations/figures/?year={DAY.year}")
    off = {"form_of_the_house": "1", "on": f"{DAY:%Y-%m-%d}", "reason": "登记了两次", "seen": "3"}
    assert wang.post(f"{page}call-off/", off).status_code == 302
    assert "没有举行过" in said(wang, f"/desk/interpretations/briefings/?year={DAY.year}")
    assert desk("zhao").get(page).status_code == 404, "of another authority"
