"""门: every route of the house walked as a stranger and as an official of another authority. Nobody finds a way in.

The walk reads the router itself: a new page is walked the day it is mounted, and a new kind of argument must be given a sample
here before the test passes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import pytest
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.correspondence.models import Notice as NoticeLetter
from gongkai.casework.applications.evidence import acts as evidence
from gongkai.casework.applications.finding.models import Conversion
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.redacting import acts as redacting
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys.models import Survey, SurveyAnswer
from gongkai.casework.engagement.tickets.models import InboundAccount, Mailbox, Ticket, TicketImport, TicketSelection
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.doors.desk.menu import ROWS
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.carriers import PrintedKind
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import DocumentKind
from gongkai.law.evidence import Search, SearchPlace
from gongkai.law.expansions import Phrase, Wish
from gongkai.law.grammar.flow import Step
from gongkai.law.languages import Language
from gongkai.law.legality import LegalVerdict
from gongkai.law.maintenance import TicketKind
from gongkai.law.media import ChartShape, Described, MediaKind, read_chart
from gongkai.law.outside_media import Aired, CoverageLevel, CoverageSource, Reported
from gongkai.law.policy_links import LinkKind
from gongkai.law.receipt import Channel
from gongkai.law.redaction import Hiding
from gongkai.law.remedies import RemedyKind
from gongkai.law.sites import SiteKind
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Absence, Authority, Official, Posting
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.sites import acts as sites
from gongkai.office.sites.acts import SiteFacts
from gongkai.office.sites.models import MaintenanceTicket, Site
from gongkai.office.sites.tickets import acts as tickets
from gongkai.oversight.reports import acts as reports
from gongkai.papers.document import Document as Paper
from gongkai.papers.document import Paragraph
from gongkai.papers.pdf import write_pdf
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.proposals import suggest_expansion
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.carriers.orders import acts as orders
from gongkai.publication.disclosure.carriers.orders.acts import Wanted
from gongkai.publication.disclosure.carriers.orders.models import PrintOrder
from gongkai.publication.disclosure.exports import acts as exports
from gongkai.publication.disclosure.languages import acts as languages
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.media import acts as media
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import ChannelExport, Content, ExportRow, NewMediaAccount, Release
from gongkai.publication.disclosure.outside import acts as outside
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.publication.disclosure.placing import acts as placing
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document, LegalOpinion, LegalPoint, StoredFile
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate.models import Screening
from gongkai.publication.gate.parts import of_text
from gongkai.publication.institution import acts as institution
from gongkai.publication.institution.acts import LeaderCard, SectionCard
from gongkai.publication.institution.models import Leader, Section
from gongkai.publication.interpretation import linking
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.models import Expert, Interpretation, PolicyLink, PolicyQuestion
from gongkai.publication.specials import acts as specials
from gongkai.publication.specials.acts import SpecialPlan
from gongkai.publication.specials.models import SpecialColumn
from gongkai.web import clock
from gongkai.web.doors import keyed_views, public_views, view_name
from gongkai.web.uploads import TXT
from tests.cast import PASSWORD, Cast, cast
from tests.publication import interpreting
from tests.publication.conftest import House, furnish
from tests.structure import (
    assessing,
    canaries,
    countryside,
    events,
    halls,
    handings,
    inspections,
    learning,
    letters,
    matters,
    organisation,
    periphery,
    registers,
)
from tests.structure.headers import missing_headers

DAY = date(2025, 9, 18)
SECRETS = {
    "name": "司马样例",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "address": "示例县无人知晓路1号",
    "description": "关于无人知晓事项的文件",
}


@dataclass(frozen=True)
class Route:
    """One address of the house, with every argument filled in from the bureau of 王."""

    path: str
    name: str
    view: str


@pytest.fixture
def company(db: None) -> Cast:
    """The bureau has a file with a letter and a case against it; 赵 of elsewhere must find none of it."""
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    filled = Filled(
        ApplicantKind.PERSON,
        Channel.IN_PERSON,
        {**SECRETS, "identity": "id_card", "carrier": "paper", "delivery": "post"},
    )
    file = applications.receive(people.bureau, filled, on=DAY, today=DAY, once="f" * 32, by=people.wang).application
    looked = Search(SearchPlace.OFFICE, SECRETS["description"], SECRETS["name"], "未见", DAY, people.wang.name)
    evidence.register_search(file, looked, today=DAY, by=people.wang)
    paper = write_pdf(Paper("明细", (Paragraph(SECRETS["description"]),))).data
    hidden = redacting.bring(file, SimpleUploadedFile("明细.pdf", paper), SECRETS["name"], on=DAY, by=people.wang)
    redacting.hide(hidden, [Hiding("privacy", (SECRETS["description"][:4],))], on=DAY, by=people.wang)
    draft = Step("draft", DAY, {"outcome": "disclosed", "elements": {"means": "复印件"}})
    applications.act(file, draft, today=DAY, by=people.wang)
    applications.act(file, Step("reply", DAY), today=DAY, by=people.li)
    notice = Notice(RemedyKind.REVIEW, "示政复〔2025〕3号", "示例县人民政府")
    remedies.receive(file, notice, on=DAY, today=DAY, by=people.wang)
    reports.compile_report(people.bureau, 2025, on=DAY, today=DAY, by=people.wang)
    given = Draft(DocumentKind.OTHER, f"{SECRETS['description']}的通知", "<p>通知。</p>", "通知。")
    document = documents.draft(people.bureau, given, on=DAY, today=DAY, by=people.wang)
    catalogue.hatch_columns(people.bureau, "办公室", on=DAY, by=people.li)
    plan = ItemPlan("社会救助", "临时救助", "资金支出", "人数", "社会救助股", "按月公开")
    items = unit_acts.propose(people.bureau, [Proposal(plan)], on=DAY, by=people.wang)
    unit_acts.approve(people.bureau, items, on=DAY, by=people.li)
    slots.generate(people.bureau, 2025, on=DAY, by=people.wang)
    upload = SimpleUploadedFile("无人知晓的附件.txt", SECRETS["name"].encode())
    attachments.attach(document, upload, TXT, on=DAY, today=DAY, by=people.wang)
    periphery.furnish(people, DAY, SECRETS)
    letters.furnish(people, DAY, SECRETS)
    halls.furnish(people, DAY, SECRETS)
    events.furnish(people, DAY, SECRETS)
    inspections.furnish(people, DAY, SECRETS)
    assessing.furnish(people, DAY, SECRETS)
    learning.furnish(people, DAY, SECRETS)
    organisation.furnish(people, DAY, SECRETS)
    gate.screen(people.bureau, of_text("content", "正文", SECRETS["identity_number"]), on=DAY, by=people.wang)
    countryside.furnish(people, DAY, SECRETS)
    matters.furnish(people, DAY, SECRETS)
    registers.furnish(people, DAY, SECRETS)
    made_public(people)
    converted(people, file)
    interpreted(furnish(people))
    placing.draw(people.bureau, placing.ColumnDraw("栏目抽查", DAY, DAY, 3), on=DAY, today=DAY, by=people.li)
    sites.register_site(people.bureau, SiteFacts(SiteKind.PORTAL, DAY, here=True), on=DAY, by=people.li)
    trouble = tickets.Trouble(TicketKind.WRONG, SECRETS["description"])
    tickets.report(people.bureau, trouble, on=DAY, today=DAY, by=people.wang)
    institution.enlist_leader(people.bureau, LeaderCard("周示例", "局长", "主持工作", DAY), on=DAY, by=people.li)
    institution.open_section(people.bureau, SectionCard("办公室", "文秘", DAY), on=DAY, by=people.li)
    topical(people)
    examined(people)
    told = Interpretation.objects.of(people.bureau).get().policy
    row = languages.want(told, Language.ENGLISH, on=DAY, by=people.wang)
    languages.draft(row, languages.Told("Notice", SECRETS["description"], "A"), on=DAY, by=people.wang)
    Ledger.objects.of(people.bureau).create(
        authority=people.bureau, title=SECRETS["description"], year=2018, stage="to_accept", opened_on=DAY
    )
    handings.furnish(people, DAY)
    ahead = clock.today() + timedelta(days=300)
    Absence.objects.of(people.bureau).create(
        authority=people.bureau, official=people.wang, deputy=people.li, since=ahead, until=ahead, entered_by=people.li
    )
    return people


def converted(people: Cast, file: Application) -> None:
    """What the file asks for has been proposed for the catalogue."""
    expansion = suggest_expansion(people.bureau, Phrase("无人知晓", 3, Wish.APPLICATIONS), on=DAY, by=people.wang)
    Conversion.objects.of(people.bureau).create(
        authority=people.bureau,
        application=file,
        expansion=expansion,
        asked=3,
        proposed_on=DAY,
        proposed_by=people.wang,
    )


def made_public(people: Cast) -> None:
    """The bureau has a draft, a withdrawn content whose title nobody may read again, an account and an export."""
    bureau, by = people.bureau, people.wang
    draft = documents.Draft(DocumentKind.OTHER, f"草稿{SECRETS['description']}", "", SECRETS["address"])
    documents.draft(bureau, draft, on=DAY, today=DAY, by=by)
    column = catalogue.open_column(bureau, ColumnPlan("公示", "gongshi", "办公室"), on=DAY, by=by)
    row = documents.register_review(bureau, title="公示", checks={}, reviewers=[], on=DAY, by=by)
    item = disclosure.Item(ContentClass.NOTICE, SECRETS["description"], text=SECRETS["address"])
    outlets = (disclosure.WEBSITE, disclosure.Outlet(ReleaseChannel.BOARD, "大厅"))
    content = disclosure.publish(column, item, outlets, on=DAY, today=DAY, by=by, review=row)
    told = Described(MediaKind.CHART, SECRETS["description"], SECRETS["address"], SECRETS["name"])
    media.add_chart(content, ChartShape.BARS, read_chart("年,数\n甲,1"), "件", told, on=DAY, today=DAY, by=by)
    disclosure.withdraw(content, on=DAY, by=by, reason=SECRETS["description"])
    film = Aired(ReleaseChannel.RADIO, "台", "", SECRETS["description"], DAY, "8:00", SECRETS["address"], 5)
    outside.register_programme(bureau, film, on=DAY, today=DAY, by=by)
    said = Reported(
        "报", CoverageLevel.CITY, CoverageSource.OFFERED, DAY, SECRETS["description"], "", SECRETS["address"]
    )
    outside.register_coverage(bureau, said, on=DAY, today=DAY, by=by)
    card = AccountCard(ReleaseChannel.WECHAT, "示例民政", "办公室")
    accounts.open_account(bureau, card, on=DAY, today=DAY, by=by)
    table = f"标题,发布时间\n{SECRETS['description']},2025-09-18\n".encode()
    export = exports.upload(bureau, ReleaseChannel.WECHAT, "示例民政", "导出.csv", table, on=DAY)
    exports.map_columns(export, {"title": 0, "posted_on": 1}, on=DAY)


def examined(people: Cast) -> None:
    """A legal opinion with one point on the first document: its row alone, for its pages."""
    document = Document.objects.of(people.bureau).order_by("pk")[0]
    opinion = LegalOpinion.objects.of(people.bureau).create(
        authority=people.bureau,
        document=document,
        round=1,
        edition=1,
        verdict=LegalVerdict.AMEND,
        given_on=DAY,
        reviewer=people.li,
        entry=1,
    )
    LegalPoint.objects.of(people.bureau).create(
        authority=people.bureau, opinion=opinion, number=1, clause="第一条", text=SECRETS["description"], basis="某法"
    )


def topical(people: Cast) -> None:
    """A topic the public reads, and one that is only prepared."""
    by = people.wang
    specials.prepare(people.bureau, "wuren", SpecialPlan(SECRETS["description"], "", "办公室"), on=DAY, by=by)
    row = specials.prepare(people.bureau, "fangxun", SpecialPlan("防汛抗旱", "汛期提示。", "应急办"), on=DAY, by=by)
    specials.open_special(row, on=DAY, by=by)


def interpreted(house: House) -> None:
    """A policy out with its interpretation, a link, a question, a briefing and an expert: one for every page of the room."""
    policy, told = interpreting.published(house)
    by = house.people.wang
    linking.belongs(policy, LinkKind.NEWS, on=DAY, today=DAY, by=by, title="发布会", address="https://example.invalid/")
    linking.answer(policy, "多久办完", "十个工作日", "热线", on=DAY, today=DAY, by=by)
    interpreting.briefed(told, by)
    orders.open_order(policy, Wanted("明白卡", PrintedKind.CARD), on=DAY, today=DAY, once="1", by=by)
    linking.admit_expert(house.people.bureau, "何专家", "示例大学", "救助", on=DAY, by=by)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name; ids are those of the bureau's own records."""
    application = Application.objects.of(people.bureau).get()
    told = Interpretation.objects.of(people.bureau).get()
    assert told.policy.document
    withdrawn = Content.objects.of(people.bureau).exclude(withdrawn_on=None).get()
    return {
        "month": "2025-09",
        "conversion": Conversion.objects.of(people.bureau).get().pk,
        "told": told.content.index_number.replace("/", "~"),
        "interpretation:index": told.policy.index_number.replace("/", "~"),
        "interpretation": told.pk,
        "policy": told.policy_id,
        "interpretation:document": told.policy.document.dossier_id,
        "package": told.package_id,
        "link": PolicyLink.objects.of(people.bureau).get().pk,
        "asked": PolicyQuestion.objects.of(people.bureau).get().pk,
        "briefing": PolicyBriefing.objects.of(people.bureau).get().pk,
        "expert": Expert.objects.of(people.bureau).get().pk,
        "code": people.bureau.code,
        "look": "elder",
        "site": Site.objects.of(people.bureau).get().pk,
        "ticket": MaintenanceTicket.objects.of(people.bureau).get().dossier_id,
        "group": "friends",
        "redaction": Redaction.objects.of(people.bureau).get().pk,
        "leader": Leader.objects.of(people.bureau).get().pk,
        "unit": Section.objects.of(people.bureau).get().pk,
        "media": Media.objects.of(people.bureau).get().pk,
        "programme": Programme.objects.of(people.bureau).get().pk,
        "coverage": PressReport.objects.of(people.bureau).get().pk,
        "translation": Translation.objects.of(people.bureau).get().pk,
        "language": "en",
        "issue": 1,
        "delivery": 1,
        "asked_of_me": 1,
        "order": PrintOrder.objects.of(people.bureau).get().pk,
        "digest": "0" * 16,
        "claim": 1,
        "pk": application.dossier_id,
        "document": Document.objects.of(people.bureau).order_by("pk")[0].dossier_id,
        "file": StoredFile.objects.of(people.bureau).get().pk,
        "application": application.dossier_id,
        "first": 1,
        "second": 1,
        "paper": 1,
        "invitation": 1,
        "reply": Reply.objects.of(people.bureau).get().pk,
        "notice": NoticeLetter.objects.of(people.bureau).order_by("pk")[0].pk,
        "letter": "extension",
        "version": 1,
        "kind": "person",
        "outcome": "disclosed",
        "name": "withdraw",
        "carrier": "pdf",
        "year": 2025,
        "edition": "2021",
        "table": "applications",
        "row": "new",
        "column": "total",
        "act": "freeze",
        "section": "1",
        "authority": people.bureau.pk,
        "official": people.wang.pk,
        "absence": Absence.objects.of(people.bureau).get().pk,
        "posting": Posting.objects.of(people.bureau).order_by("pk")[0].pk,
        "day": "2025-10-01",
        "username": people.wang.username,
        "office": "informant",
        "format": "docx",
        "item": UnitItem.objects.of(people.bureau).get().pk,
        "other": 1,
        "fulfilment": 1,
        "message": 1,
        "number": 1,
        "seq": 1,
        "ledger": Ledger.objects.of(people.bureau).get().pk,
        "key": "x",
        "handle": "x",
        "slug": "jgzn",
        "matter": "A20_05",
        "column_id": Column.objects.of(people.bureau).order_by("pk")[0].pk,
        "placement_id": 1,
        "expansion_id": 1,
        "waiver": 1,
        "screening": Screening.objects.of(people.bureau).get().pk,
        "words": 1,
        "disposal": 1,
        **periphery.samples(people),
        **halls.samples(people),
        **events.samples(people),
        **inspections.samples(people),
        **handings.samples(people),
        "dossier": Dossier.objects.of(people.bureau).order_by("pk")[0].pk,
        **assessing.samples(people),
        **learning.samples(people),
        **organisation.samples(people),
        **countryside.samples(),
        **matters.samples(people),
        **registers.samples(people),
        "registers:kind": "permit",
        "registers:pk": 1,
        "registers:number": 0,
        "engagement:ticket": Ticket.objects.of(people.bureau).get().dossier_id,
        "engagement:name": "dispatch",
        "engagement:account": InboundAccount.objects.of(people.bureau).get().pk,
        "survey": Survey.objects.of(people.bureau).get().pk,
        "answer": SurveyAnswer.objects.of(people.bureau).get().pk,
        "question": 2,
        "remark": 1,
        "interview": Interview.objects.of(people.bureau).get().pk,
        "engagement:line": 1,
        "keeper": 1,
        "engagement:figure": "surveys",
        "reports:month": 9,
        "reports:key": "disclosure.disclosed_total",
        "named": "q3",
        "topic": TicketTopic.objects.of(people.bureau).get().pk,
        "report": DemandReport.objects.of(people.bureau).get().pk,
        "proposals:column": "replied",
        "mailbox": Mailbox.objects.of(people.bureau).get().pk,
        "selection": TicketSelection.objects.of(people.bureau).get().pk,
        "batch": TicketImport.objects.of(people.bureau).get().pk,
        "index": withdrawn.index_number.replace("/", "~"),
        "disclosure:slug": "gongshi",
        "documents:point": LegalPoint.objects.of(people.bureau).get().pk,
        "disclosure:audit": ColumnAudit.objects.of(people.bureau).get().pk,
        "disclosure:finding": ColumnFinding.objects.of(people.bureau).order_by("pk")[0].pk,
        "specials:slug": "fangxun",
        "special": SpecialColumn.objects.of(people.bureau).get(slug="wuren").pk,
        "specials:place": 1,
        "way": "out",
        "disclosure:item": withdrawn.pk,
        "release": Release.objects.of(people.bureau).order_by("pk")[0].pk,
        "account": NewMediaAccount.objects.of(people.bureau).get().pk,
        "export": ChannelExport.objects.of(people.bureau).get().pk,
        "line": ExportRow.objects.of(people.bureau).order_by("pk")[0].pk,
    }


def routes(people: Cast) -> list[Route]:
    filled = samples(people)
    return list(_walk(get_resolver(), "", "", filled))


def _walk(resolver: URLResolver, prefix: str, namespace: str, filled: dict[str, object]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + _filled(pattern, filled, namespace)
        if isinstance(pattern, URLPattern):
            yield Route(f"/{path}", f"{namespace}{pattern.name}", view_name(pattern.callback))
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner, filled)


def _filled(pattern: URLPattern | URLResolver, filled: dict[str, object], namespace: str) -> str:
    converters = pattern.pattern.converters

    def sample(argument: re.Match[str]) -> str:
        name = argument[1]
        assert name in filled, f"give tests/structure/test_routes.py a sample for <{name}> of {pattern.pattern}"
        return str(converters[name].to_url(filled.get(f"{namespace}{name}", filled[name])))

    return re.sub(r"<(?:[^>:]+:)?(\w+)>", sample, str(pattern.pattern))


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def leaks(content: bytes) -> list[str]:
    text = content.decode("utf-8", "ignore")
    return [secret for secret in SECRETS.values() if secret in text]


def test_a_stranger_is_stopped_at_every_page_but_those_declared_public(company: Cast) -> None:
    walked = routes(company)  # the router imports the views, and with them the list of what is public
    opened, secret = public_views(), canaries.plant(company)
    for route in walked:
        for send in (Client().get, Client().post):
            response = send(route.path)
            assert not missing_headers(response, route.path), route
            assert not secret.search(response.getvalue().decode("utf-8", "ignore")), route
            if route.view in opened or route.name in {"desk:login", "desk:second_factor"}:
                not_ready = {503} if route.name == "watch:readyz" else set[int]()
                assert response.status_code in {200, 301, 302, 404, 405, 410, 422, 429} | not_ready, route
                assert not leaks(response.getvalue()), route
            elif route.view in keyed_views():
                assert response.status_code in {401, 405}, route
                assert not leaks(response.getvalue()), route
            else:
                assert response.status_code in {302, 403, 404, 405}, route
                if response.status_code == 302:
                    assert response.headers["Location"].startswith("/desk/login/"), route


def test_only_what_asks_for_a_key_goes_without_the_token_of_a_form(company: Cast) -> None:
    walked = routes(company)
    keyed = [route for route in walked if route.view in keyed_views()]
    assert {route.view for route in keyed} == keyed_views() and not keyed_views() & public_views()
    bare = Client(enforce_csrf_checks=True)
    assert {bare.post(route.path).status_code for route in keyed} == {401}
    li = logged_in("li")
    li.handler.enforce_csrf_checks = True
    for route in walked:
        if route.path.startswith("/desk/") and route.name != "desk:logout":
            assert li.post(route.path).status_code in {302, 403, 404, 405}, route


def test_everything_under_the_desk_is_closed_but_the_log_in(company: Cast) -> None:
    opened = {
        route.name for route in routes(company) if route.path.startswith("/desk/") and route.view in public_views()
    }
    assert opened <= {"desk:login", "desk:second_factor"}


def test_an_official_of_another_authority_sees_and_changes_nothing(company: Cast) -> None:
    zhao = logged_in("zhao")
    entries = Entry.objects.of(company.bureau).count()
    versions = list(Dossier.objects.of(company.bureau).order_by("pk").values_list("version", flat=True))
    subject = Application.objects.of(company.bureau).get().subject
    for route in routes(company):
        if not route.path.startswith("/desk/") or route.name in {"desk:logout", "desk:login"}:
            continue
        for send in (zhao.get, zhao.post):
            response = send(route.path)
            assert response.status_code < 500, route
            content = response.getvalue()
            assert not leaks(content), route
            assert subject not in content.decode("utf-8", "ignore"), route
    assert Entry.objects.of(company.bureau).count() == entries
    assert list(Dossier.objects.of(company.bureau).order_by("pk").values_list("version", flat=True)) == versions


def test_an_auditor_reads_and_never_writes(company: Cast) -> None:
    zhou = logged_in("zhou")
    entries = Entry.objects.everywhere().count()
    for route in routes(company):
        if not route.path.startswith("/desk/") or route.name.startswith("desk:"):
            continue
        assert zhou.post(route.path).status_code in {403, 404, 405}, route
    assert Entry.objects.everywhere().count() == entries


def test_an_official_without_an_office_enters_no_room(company: Cast) -> None:
    person = authorities.enrol("nobody", "吴职务", on=DAY, password="Only-for-tests-0452")
    authorities.set_password(person, PASSWORD, on=clock.today())
    client = logged_in("nobody")
    for route in routes(company):
        if route.path.startswith("/desk/") and not route.name.startswith("desk:"):
            assert client.get(route.path).status_code in {302, 403, 404, 405}, route
    assert Official.objects.filter(username="nobody").exists()


def test_every_room_guards_its_desk_pages_by_role(company: Cast) -> None:
    for view, route in _desk_views(company):
        assert hasattr(view, "asked"), f"{route}: a desk page must be opened by @role(…)"


def _desk_views(company: Cast) -> Iterator[tuple[object, str]]:
    def inside(resolver: URLResolver, path: str) -> Iterator[tuple[object, str]]:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from inside(pattern, here)
            elif here.startswith("desk/") and not pattern.callback.__module__.startswith("gongkai.doors."):
                yield pattern.callback, here

    return inside(get_resolver(), "")


def test_authorities_have_codes_that_are_no_addresses_of_the_house(company: Cast) -> None:
    assert not {"desk", "static"} & set(Authority.objects.values_list("code", flat=True))
    assert redirect_to_login("/desk/").status_code == 302


def test_no_page_stands_twice_in_the_menu_and_no_group_is_torn() -> None:
    pages = [row.page for row in ROWS]
    assert len(pages) == len(set(pages))
    groups = [group for group, _ in groupby(ROWS, key=lambda row: row.group)]
    assert len(groups) == len(set(groups))
