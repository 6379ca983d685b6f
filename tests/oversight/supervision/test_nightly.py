"""每晚: one finding for each subject until it is mended, looked at again by the machine, carried upwards when it is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Step
from gongkai.law.supervision.rectifications import ESCALATING_DAYS, Act, State
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.notices.models import Message
from gongkai.oversight.supervision.dials import inspecting, measuring, trends
from gongkai.oversight.supervision.findings import acts, queries
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.nightly import night
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from tests.oversight.supervision.conftest import TODAY, Site

pytestmark = pytest.mark.django_db


def lived(site: Site, until: date) -> None:
    """The nights from the day of the site until another one."""
    while site.day < until:
        site.day += timedelta(days=1)
        night(site.people.county, site.day)


def leak(site: Site) -> Finding:
    site.leaked(site.column(), "户主李示例，本人手机13900001234。")
    assert night(site.people.county, TODAY).found == 1
    return Finding.objects.of(site.people.county).get()


def corrected(site: Site) -> None:
    content = Content.objects.of(site.people.bureau).get()
    told = {"text": "户主李某，手机已隐去。"}
    disclosure.correct(content, told, on=site.day, today=site.day, by=site.people.wang, reason="泄露", note="隐去号码")


def test_what_is_found_belongs_to_the_county_is_handed_over_and_told_to_who_can_mend_it_once(site: Site) -> None:
    finding = leak(site)
    assert (finding.unit, finding.by_machine, finding.dossier.state) == (site.people.bureau, True, State.MENDING)
    assert finding.where.startswith("/shili-minzheng/zfxxgk/")
    assert "何审查" in str(queries.told(finding).details["text"])
    told = Message.objects.everywhere().filter(official=site.reviewer, subject__startswith="检查发现")
    assert told.count() == 1
    assert night(site.people.county, TODAY).found == 0
    lived(site, TODAY + timedelta(days=1))
    assert (Finding.objects.of(site.people.county).count(), told.count()) == (1, 1)


def test_what_was_mended_is_cleared_the_same_night_and_what_comes_again_is_a_repetition(site: Site) -> None:
    finding = leak(site)
    corrected(site)
    assert night(site.people.county, TODAY).cleared == 1
    finding.dossier.refresh_from_db()
    assert (finding.dossier.state, finding.dossier.outcome) == (State.CLOSED, "mended")
    lived(site, TODAY + timedelta(days=3))
    again = site.leaked(Column.objects.of(site.people.bureau).get(), "户主王样本，本人手机13900005678。")
    night(site.people.county, site.day)
    second = Finding.objects.of(site.people.county).get(dossier__closed_on=None)
    assert second.key == f"personal content {again.pk}"
    assert queries.repeated(second) == 1
    assert queries.repeats_by(site.people.county, site.day)["shili-minzheng", "personal"] == 1
    call_command("verify", "--all")


def test_what_is_said_to_be_mended_and_is_not_goes_back_the_same_night(site: Site) -> None:
    finding = leak(site)
    step = Step(Act.MEND.value, TODAY, {"done": "已整改", "proof": "截图"})
    acts.act(finding, step, today=TODAY, by=site.people.wang)
    assert night(site.people.county, TODAY).returned == 1
    standing = queries.standing(finding)
    assert (standing.state, standing.returns) == (State.MENDING, 1)


def test_what_is_late_is_carried_to_the_head_and_three_working_days_later_to_the_county(site: Site) -> None:
    finding = leak(site)
    due = finding.dossier.due_on
    assert due is not None
    lived(site, due)
    assert queries.standing(finding).escalations == 0
    lived(site, due + timedelta(days=1))
    first = queries.standing(finding)
    assert (first.escalations, first.escalated_on) == (1, due + timedelta(days=1))
    second = national().after(due + timedelta(days=1), ESCALATING_DAYS).on + timedelta(days=1)
    lived(site, second + timedelta(days=20))
    standing = queries.standing(finding)
    assert (standing.escalations, standing.escalated_on) == (2, second)
    lines = [line.step for line in journal.timeline(finding.dossier) if line.step and line.act == Act.ESCALATE]
    assert [step.details["to"] for step in lines] == ["单位主要负责人（李示例）", "本级政府政务公开办公室（钱检查）"]
    assert Message.objects.everywhere().filter(official=site.people.li, subject__startswith="升级督办").count() == 1


def test_only_the_machine_looks_again_at_what_the_machine_found_and_people_pass_what_people_found(site: Site) -> None:
    finding = leak(site)
    Finding.objects.of(site.people.county).filter(pk=finding.pk).update(by_machine=False)
    corrected(site)
    assert night(site.people.county, TODAY).cleared == 0
    finding.dossier.refresh_from_db()
    assert finding.dossier.state == State.MENDING


def test_a_dial_warns_who_keeps_the_columns_and_shows_where_it_goes(site: Site) -> None:
    for place in range(3):
        site.column(f"栏目{place}", f"l{place}", TODAY)
    inspecting.inspect(site.people.bureau, TODAY)
    warned = Message.objects.everywhere().filter(subject__startswith="临近红线：空白栏目")
    assert [message.official for message in warned] == [site.people.wang]
    site.column("又一个", "l9", TODAY)
    site.day = TODAY + timedelta(days=2)
    seen = measuring.reading(site.people.bureau, site.day)
    told = trends.trends(site.people.bureau, seen.dials, site.day)["V4.3"]
    assert (int(told.was), int(told.now), told.crosses_on) == (3, 4, TODAY + timedelta(days=4))
    assert "照此11-24触线" in str(told)


def test_nobody_else_is_touched_by_the_night_of_a_county(site: Site) -> None:
    leak(site)
    others = Authority.objects.exclude(path__startswith=site.people.county.path)
    assert not Finding.objects.everywhere().filter(unit__in=others).exists()
