"""月度数据和互动数据: every number opens as many files as it says, a rate follows, and a frozen report keeps what it named."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.codes import new_code
from gongkai.casework.proposals import many
from gongkai.casework.proposals.acts import open_session
from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.proposals.many import WholeFile
from gongkai.law.annual_report.editions import EDITIONS
from gongkai.law.annual_report.interaction import Interaction
from gongkai.law.annual_report.procedure import Act as ReportAct
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.annual_report.prose import loose_figures, require_known_names
from gongkai.law.application_figures import Period
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import Act
from gongkai.law.receipt import Channel
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities import acts as acts_of_authorities
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed
from gongkai.oversight.reports import acts, interaction, queries
from gongkai.oversight.reports.monthly import figures
from tests.casework.conftest import PERSON
from tests.casework.engagement import test_interviews as talks
from tests.casework.engagement.conftest import answered, letter, took, who
from tests.cast import Cast, cast, official
from tests.oversight.conftest import begin, complete, take
from tests.publication.response import conftest as answering

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
NOW = datetime(2025, 11, 20, 9, tzinfo=BEIJING)


@pytest.fixture
def people(db: None) -> Cast:
    company = cast()
    official("sun", "孙接线", company.county, "hotline")
    official("zheng", "郑复核", company.county, "disclosure_office")
    return company


def session_of(county: Authority, by: Official) -> None:
    given = SessionGiven(ProposalSource.CONGRESS, "县人大会议（示例）", 2025)
    session = open_session(county, given, on=date(2025, 2, 20), today=TODAY, by=by)
    files = []
    for number in range(3):
        told = ProposalGiven(ProposalKind.SUGGESTION, str(number + 1), f"第{number + 1}件", "马示例", "0900-0000000")
        deeds = [Deed(Step(Act.RECEIVE.value, date(2025, 2, 20), told.details(session)), by)]
        if number:
            recorded: dict[str, JSON] = {
                "stated": "示例",
                "lead": county.code,
                "handed_over_on": "2025-03-15",
                "replied_on": "2025-09-0" + str(number),
                "extended": 0,
                "reply_class": "A",
            }
            deeds.append(Deed(Step(Act.RECORD.value, date(2025, 9, 20), recorded), by))
        files.append(WholeFile(told, deeds))
    many.enter(session, files)


def furnished(people: Cast) -> None:
    for kind, source in ((ConcernKind.CONSULT, TicketSource.SITE), (ConcernKind.COMPLAIN, TicketSource.HOTLINE)):
        for day in (3, 17):
            ticket = took(
                people.county,
                letter(f"{kind.label}{source.label}{day}日的事情，请办理。"),
                kind,
                on=date(2025, 9, day),
                source=source,
            ).ticket
        answered(ticket, date(2025, 9, 18))
    session_of(people.county, who("zheng"))
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    applications.receive(people.county, filled, on=date(2025, 9, 8), today=TODAY, once=new_code(), by=who("zheng"))


def test_every_number_of_a_month_opens_as_many_files(people: Cast, client: Client) -> None:
    furnished(people)
    client.force_login(who("zheng"))
    page = client.get("/desk/reports/months/2025/9/").content.decode()
    links = re.findall(r'<a href="(/desk/(?:applications|engagement|proposals)/[^"]+)">(\d+)件</a>', page)
    assert len(links) >= 8 and {"applications", "engagement", "proposals"} == {href.split("/")[2] for href, _ in links}
    for href, number in links:
        assert client.get(unescape(href)).content.decode().count('role="rowheader"') == int(number), href


def test_a_month_is_told_beside_the_one_before_and_the_next_year_begins_anew(people: Cast) -> None:
    furnished(people)
    _, _, letters, proposals, *_ = figures.month(people.county, Period.month(2025, 9), NOW)
    told = {each.label: (each.number, each.before) for each in letters.figures}
    assert told["受理"] == (4, 0) and told["其中：咨询"] == (2, 0) and told["来源：12345热线"] == (2, 0)
    assert {each.label: each.number for each in proposals.figures} == {
        "收到": 0, "已交办": 0, "已答复": 2, "已办结": 2, "已公开答复": 0,
    }  # fmt: skip
    _, _, letters, proposals, *_ = figures.month(people.county, Period.month(2025, 10), NOW)
    assert {each.label: each.before for each in letters.figures}["受理"] == 4
    assert {each.label: each.before for each in proposals.figures}["已答复"] == 2


def test_events_and_activities_of_a_month_open_their_records_and_no_one_else_s(people: Cast, client: Client) -> None:
    official("qian", "钱分管", people.county, "deputy_leadership")
    acts_of_authorities.post(who("sun"), people.county, "cyberspace", on=date(2008, 5, 1), by=None)
    first = answering.happened(people.county)
    answering.handed(first)
    answering.answered(first, "website", "weibo")
    answering.happened(people.county, title="又一件事")
    answering.happened(people.county, began=answering.BEGAN - timedelta(days=40), title="上月的事")
    answering.happened(people.bureau, title="下级单位的事")
    talks.published(people, date(2025, 9, 18), 1, 2)
    told = parts_of(people.county)["回应关切"]
    assert {label: told[label] for label in ("事件", "已回应", "超过时限")} == {
        "事件": (2, 1), "已回应": (1, 0), "超过时限": (1, 1),
    }  # fmt: skip
    assert parts_of(people.bureau)["问卷、访谈和征求意见"]["举办在线访谈"] == (1, 0)
    for username, least in (("zheng", 4), ("wang", 4)):
        client.force_login(who(username))
        page = client.get("/desk/reports/months/2025/9/").content.decode()
        links = re.findall(r'<a href="(/desk/(?:response|engagement/activity)/[^"]+)">(\d+)[件项次条份]</a>', page)
        assert len(links) >= least, username
        for href, number in links:
            assert client.get(unescape(href)).content.decode().count('role="rowheader"') == int(number), href


def parts_of(authority: Authority) -> dict[str, dict[str, tuple[object, object]]]:
    parts = figures.month(authority, Period.month(2025, 9), NOW)
    return {part.title: {each.label: (each.number, each.before) for each in part.figures} for part in parts}


def test_a_number_of_the_month_opens_what_was_taken_in_here_whoever_may_read_more(people: Cast, client: Client) -> None:
    for authority in (people.county, people.bureau):
        took(authority, letter(f"{authority.name}门前的路灯不亮，请修理。"), ConcernKind.COMPLAIN, on=date(2025, 9, 3))
    client.force_login(who("zheng"))
    page = client.get("/desk/reports/months/2025/9/").content.decode()
    links = re.findall(r'<a href="(/desk/engagement/\?[^"]+)">(\d+)件</a>', page)
    assert links
    for href, number in links:
        assert client.get(unescape(href)).content.decode().count('role="rowheader"') == int(number) == 1, href
    every = client.get("/desk/engagement/?place=all").content.decode()
    assert every.count('role="rowheader"') == 2, "who may read those beneath reads them in the whole list"


@pytest.mark.parametrize("address", ["2025/13/", "2025/0/", "2007/5/", "2999/1/"])
def test_a_month_that_is_none_or_not_yet_is_not_there(people: Cast, client: Client, address: str) -> None:
    client.force_login(who("zheng"))
    assert client.get(f"/desk/reports/months/{address}").status_code == 404


def test_the_text_of_a_report_names_figures_of_letters_and_each_opens_its_files(people: Cast, client: Client) -> None:
    furnished(people)
    found = interaction.counted(people.county, 2025, Scope.OWN)
    assert (found["留言受理"], found["留言答复"], found["热线受理"], found["咨询受理"]) == (4, 2, 2, 2)
    assert (found["代表建议收到"], found["代表建议办结"]) == (3, 2) and "政协提案收到" not in found
    client.force_login(who("zheng"))
    for each in interaction.named(found, 2025):
        if "率" not in each.name:
            listed = client.get(each.href).content.decode()
            assert listed.count('role="rowheader"') == each.number, each.name


def test_a_name_nobody_knows_is_refused_and_a_known_one_is_not() -> None:
    for form in EDITIONS:
        require_known_names(form, "".join(f"{{{each.label}}}" for each in Interaction))
    with pytest.raises(Unlawful, match="留言受埋"):
        require_known_names(EDITIONS[-1], "{留言受埋}")
    assert loose_figures("受理3491件", {}, [3491]) == () and loose_figures("受理3492件", {}, [3491]) == ("3492",)


def test_what_a_report_named_is_frozen_with_it(people: Cast) -> None:
    ticket = took(people.bureau, on=date(2024, 9, 18)).ticket
    report = begin(people)
    complete(report, people.wang)
    text = "受理群众留言{留言受理}件，答复{留言答复}件。"
    wanted = queries.standing(report).texts.get("others", "")
    take(report, ReportAct.WRITE, people.wang, section="others", text=f"{wanted}\n{text}")
    told = queries.draft(people.bureau, queries.standing(report)).content
    assert "受理群众留言1件，答复0件" in told.read("others")
    acts.freeze(report, on=date(2025, 1, 20), today=date(2025, 1, 20), by=people.wang)
    took(people.bureau, letter("又来一件，内容不同，请办理。"), on=date(2024, 12, 2))
    assert ticket.pk
    kept = queries.as_published(report, queries.standing(report))
    assert "受理群众留言1件，答复0件" in kept.read("others")
    assert interaction.counted(people.bureau, 2024, Scope.OWN)["留言受理"] == 2
