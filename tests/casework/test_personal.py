"""个人信息: planted people, and every page, export, message, log and table that might tell of them.

Whoever walks the desk by its links, as any official, meets a planted name, number, phone or address on the few pages that are
there to show them, and each of these looks is an entry of its own. Nowhere else: not in a list, a notice, a subject line, an
export, a log, nor in any table of the database as it lies on the disk.
"""

from __future__ import annotations

import io
import logging
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from gongkai.casework.applications import acts
from gongkai.casework.applications.models import Application
from gongkai.casework.engagement.interviews import acts as interviews
from gongkai.casework.engagement.interviews.acts import Planned
from gongkai.casework.engagement.surveys import acts as surveys
from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.casework.engagement.tickets import acts as letters
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.casework.proposals import acts as proposals
from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.authorities import POSTS, Office
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interviews import read_guests
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.questionnaires import Filled as Answers
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Official
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Access
from gongkai.office.notices import acts as notices
from gongkai.office.notices.reminders import remind
from gongkai.oversight.reports import acts as reports
from gongkai.web import clock
from tests.casework.conftest import take
from tests.casework.test_application_pages import APPLY, STATUS, desk, filled_in
from tests.cast import Cast, official
from tests.structure import halls

PERSON = {
    "name": "司马藏名",
    "identity": "id_card",
    "identity_number": "110101190001010014",
    "phone": "13900001234",
    "address": "示例县无人知晓路17号",
    "email": "simacangming@example.invalid",
    "description": "司马藏名（电话13900001234，住示例县无人知晓路17号）家房屋征收补偿的审批材料",
    "carrier": "electronic",
    "delivery": "online",
}
FIRM = {
    "name": "藏锋隐迹咨询有限公司",
    "identity_number": "91999999MA0000001N",
    "representative": "上官藏锋",
    "contact_name": "令狐隐迹",
    "phone": "09005551234",
    "address": "示例县无处可寻街9号",
    "email": "yinji@example.invalid",
    "description": "令狐隐迹经办的采购合同，上官藏锋签字的版本",
    "carrier": "paper",
    "delivery": "post",
}
THIRD, SIGNER = "欧阳第三方", "诸葛签收人"
TELLING = ("name", "identity_number", "phone", "address", "email", "representative", "contact_name")
PLANTED = (*(each[name] for each in (PERSON, FIRM) for name in TELLING if name in each), THIRD, SIGNER)
SHOWING = {
    "applications:file": "the file itself",
    "applications:letter": "the letter",
    "applications:letter_file": "the letter, as Word or PDF",
    "applications:notice": "a letter on the way",
    "applications:notice_file": "the same, as Word or PDF",
    "applications:notice_return": "the return of its service, to be signed",
    "applications:reply_return": "the same of a reply",
    "applications:registration_form": "the form the file was registered on",
    "applications:contact": "where the applicant is called",
    "applications:act": "the letter that would leave",
    "applications:draft_as": "the draft as it stands",
    "applications:entries": "the entries as they were entered",
    "applications:amend": "the entry as it was entered",
    "proposals:contact": "how a deputy is called",
    "services:case": "the case itself",
    "engagement:ticket": "the letter itself",
    "engagement:slip": "the letter, for a unit on paper",
    "engagement:act": "the reply that would leave",
    "engagement:identity": "who wrote a sealed letter, with a reason",
    "engagement:survey_words": "what was written in answers",
    "engagement:show_words": "the same, to be covered before it is shown",
    "engagement:interview_questions": "what was asked",
    "engagement:adopt_question": "the same, to be covered before it is shown",
    "engagement:publish": "the words to be covered before they go out",
}
"""Pages that are there to show somebody's data."""
MOST = 6
"""So many pages of one type each visitor reads where applications are dealt with, one elsewhere; the soak reads twice as many."""
NEAR = ("applications:", "remedies:", "engagement:", "services:")
"""Rooms that know of people."""
USUAL = ("wang", "li")
"""Who walks on a usual day: who handles and who signs; the soak sends somebody in every office there is."""


@dataclass(frozen=True)
class Read:
    """What was read where, and how many looks it wrote."""

    path: str
    name: str
    found: tuple[str, ...]
    looks: int


def planted_world(people: Cast) -> None:
    """Files in every state, with people in every place where there is room for words."""
    day, bureau = clock.today(), people.bureau
    forms = {ApplicantKind.PERSON: PERSON, ApplicantKind.BUSINESS: FIRM}

    def received(number: int, kind: ApplicantKind = ApplicantKind.PERSON) -> Application:
        filled = Filled(kind, Channel.IN_PERSON, forms[kind])
        return acts.receive(bureau, filled, on=day, today=day, once=f"{number:032x}", by=people.wang).application

    elements: dict[str, JSON] = {
        "facts": f"{THIRD}不同意",
        "reason": f"涉及{THIRD}",
        "means": f"请{PERSON['name']}到现场领取",
    }
    opened = received(1)
    take(opened, Act.CONSULT, day, people.wang, of="third_party", subject=f"{THIRD}的合同")
    take(opened, Act.EXTEND, day, people.li, days=10, reason=f"等待{THIRD}的意见")
    asked = received(2, ApplicantKind.BUSINESS)
    take(asked, Act.ASK_CLARIFICATION, day, people.wang, points=f"请{FIRM['contact_name']}补充", days=15)
    step = Step(Act.CLARIFY.value, day)
    acts.act(asked, step, today=day, by=people.wang, clarified=f"{FIRM['representative']}要2024年的")
    drafted = received(3)
    take(drafted, Act.DRAFT, day, people.wang, outcome="privacy", elements=elements)
    served = received(4, ApplicantKind.BUSINESS)
    take(served, Act.DRAFT, day, people.wang, outcome="disclosed", elements=elements)
    take(served, Act.REPLY, day, people.li)
    take(served, Act.SERVE, day, people.wang, method="direct", proof=f"回证，{SIGNER}签收")
    remedies.receive(
        served, Notice(RemedyKind.REVIEW, "示政复〔2025〕3号", "示例县人民政府"), on=day, today=day, by=people.wang
    )
    withdrawn = received(5)
    take(withdrawn, Act.WITHDRAW, day, people.wang, reason=f"{PERSON['name']}来电撤回")
    entry = [line.seq for line in journal.timeline(withdrawn.dossier)][-1]
    again = Step(Act.WITHDRAW.value, day, {"reason": f"{PERSON['name']}书面撤回"})
    acts.amend(withdrawn, entry, again, today=day, by=people.li, reason=f"{PERSON['name']}更正")
    proposed(people)
    written(people)
    halls.asked_for(people, day, PERSON)
    asked_about(people)
    words = f"{PERSON['name']}：您的申请已登记。"
    notices.write_email(bureau, "receipt", to=PERSON["email"], subject="登记回执", body=words, dossier=opened.dossier)
    notices.deliver(clock.now())
    remind(day)
    reports.compile_report(bureau, day.year, on=day, today=day, by=people.wang)


def proposed(people: Cast) -> None:
    """A deputy, who is a public person, whose telephone and house are nobody's business."""
    day, county, by = clock.today(), people.county, people.wang
    given = SessionGiven(ProposalSource.CONGRESS, "示例届次", day.year)
    session = proposals.open_session(county, given, on=day, today=day, by=by)
    where = f"{PERSON['phone']}，{PERSON['address']}"
    told = ProposalGiven(ProposalKind.SUGGESTION, "1", "关于路灯的建议", "马代表", where, PERSON["description"])
    row = proposals.receive(session, told, on=day, today=day, by=by)
    proposals.act(row, Step("analyse", day, {"points": ["补装路灯"]}), of=county, today=day, by=by)
    routed: dict[str, JSON] = {"lead": people.bureau.code, "duty": "职责"}
    proposals.act(row, Step("route", day, routed), of=county, today=day, by=by)


def written(people: Cast) -> None:
    """Letters: one that says who writes, and a report whose writer nobody may see; the first is answered by name."""
    day = clock.today()
    for kind in (ConcernKind.COMPLAIN, ConcernKind.REPORT):
        told = Letter(
            PERSON["description"][:60], PERSON["description"], PERSON["name"], PERSON["phone"], PERSON["email"]
        )
        given = Given(told, kind, TicketSource.SITE)
        ticket = letters.receive(people.bureau, given, on=day, today=day, once=kind.value * 4).ticket
        if kind is ConcernKind.COMPLAIN:
            official("rexian", "热线员", people.bureau, "hotline")
            by = Official.objects.get(username="rexian")
            letters.act(ticket, Step("take_up", day), today=day, by=by)
            said: dict[str, JSON] = {"answer": f"{PERSON['name']}您好", "result": "explained"}
            letters.act(ticket, Step("draft", day, said), today=day, by=people.wang)


def asked_about(people: Cast) -> None:
    """A survey answered, and an interview asked about, in words that name somebody."""
    day, bureau, by = clock.today(), people.bureau, people.wang
    paper = Paper("示例问卷", "说明", "单选：甲\n- 一\n- 二\n文字（选答）：乙")
    survey = surveys.write(bureau, paper, on=day, today=day, by=by)
    surveys.act(survey, Step("check", day), today=day, by=people.li)
    surveys.act(survey, Step("open", day, {"until": f"{day + timedelta(days=9)}"}), today=day, by=by)
    told = f"{PERSON['name']}，{PERSON['phone']}"
    surveys.answer(survey, Answers({1: (1,)}, {2: told}), on=day, today=day, once="1")
    planned = Planned("示例访谈", "简介", day, "15:00", read_guests("何样例，局长，主要负责同志"))
    interview = interviews.plan(bureau, planned, on=day, today=day, by=by)
    interviews.act(interview, Step("notice", day), today=day, by=by)
    interviews.ask(interview, told, PERSON["name"], on=day, today=day, once="1")


@pytest.fixture
def planted(people: Cast) -> Cast:
    planted_world(people)
    return people


def everybody(people: Cast) -> Iterator[str]:
    """One official of the bureau for every office there is, and those of the cast."""
    yield from ("wang", "li", "zhou", "zhao")
    for key in sorted(POSTS):
        office: Office = POSTS[key]
        yield official(f"in-{key.replace('_', '-')}", f"任{len(key)}{key[:2]}", people.bureau, office.key).username


def text_of(content: bytes, kind: str) -> str:
    """What a reader reads: of a page, a table, a Word or Excel file, a PDF."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(
                re.sub(r"<[^>]+>", "", package.read(name).decode(errors="ignore")) for name in package.namelist()
            )
    if content[:4] == b"%PDF":
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=False)
        return told.stdout.decode(errors="ignore").replace("\n", "")
    text = content.decode("utf-8", "ignore")
    return (
        unescape(text)
        if "html" in kind
        else text.encode().decode("unicode_escape", "ignore")
        if "json" in kind
        else text
    )


def walk(client: Client, begin: str, most: int = MOST) -> Iterator[Read]:
    """By the links, breadth first, so many pages of a type; GET only, as a reader walks."""
    queue, seen, read = [begin], {begin}, Counter[str]()
    while queue:
        path = queue.pop(0)
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            continue
        if read[name] >= (most if name.startswith(NEAR) else most // MOST) or name in {"desk:logout", "desk:login"}:
            continue
        read[name] += 1
        before = Access.objects.everywhere().count()
        answer = client.get(path)
        content, kind = answer.getvalue(), answer.headers.get("Content-Type", "")
        text = text_of(content, kind) + str(dict(answer.headers))
        found = tuple(each for each in PLANTED if each in text or each.encode() in content)
        yield Read(path, name, found, Access.objects.everywhere().count() - before)
        if answer.status_code in {301, 302}:
            links = [answer.headers["Location"]]
        else:
            links = re.findall(r'href="([^"#]+)"', text) if "html" in kind else []
        for link in (urljoin(path, unescape(each)) for each in links):
            if link.startswith("/") and not link.startswith("/static/") and link not in seen:
                seen.add(link)
                queue.append(link)


def walked_by(visitors: Iterable[str], most: int) -> set[str]:
    """Everybody walks; the types of pages that were walked. What is read where it is not shown, or without an entry, is told."""
    walked, shown, leaks = set[str](), set[str](), list[str]()
    for username in visitors:
        for read in walk(desk(username), "/desk/", most):
            walked.add(read.name)
            if not read.found:
                continue
            shown.add(read.name)
            if read.name not in SHOWING or read.looks < 1:
                leaks.append(f"{username} reads {read.found} at {read.path} ({read.name}), {read.looks} entries")
    assert leaks == [], "\n".join(leaks)
    for read in walk(Client(), "/shili-minzheng/", most):
        assert not read.found, f"the public reads {read.found} at {read.path}"
        assert read.looks == 0
    assert {"applications:file", "applications:letter", "applications:letter_file", "proposals:contact"} <= shown
    assert {"applications:inbox", "applications:all", "remedies:index", "remedies:retention", "desk:due"} <= walked
    return walked


def test_nobody_reads_of_anybody_but_where_it_is_shown_and_each_look_is_an_entry(
    planted: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert len(walked_by(USUAL, MOST)) > 40
    assert not [each for each in PLANTED if each in caplog.text], "a log"
    assert not [each for each in PLANTED if each in "".join(Access.objects.everywhere().values_list("what", flat=True))]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_nor_does_anybody_in_any_office(planted: Cast) -> None:
    print(len(walked_by(everybody(planted), 2 * MOST)), "types of pages")


def test_another_authority_reads_of_nobody(planted: Cast) -> None:
    for pk in Application.objects.everywhere().values_list("dossier", flat=True):
        assert desk("zhao").get(f"/desk/applications/{pk}/").status_code == 404
    assert not Access.objects.of(planted.elsewhere).filter(dossier__isnull=False).exists()


def test_a_subject_line_names_nobody_and_the_letter_goes_to_whom_it_is_for(planted: Cast) -> None:
    assert mail.outbox and mail.outbox[0].to == [PERSON["email"]]
    for sent in mail.outbox:
        head = f"{sent.subject}{sent.extra_headers}"
        assert not [each for each in PLANTED if each in head]


def test_the_tables_on_the_disk_hold_nobody(planted: Cast) -> None:
    wang = desk("wang")
    paper = {**PERSON, "channel": "oral", "arrived_on": f"{clock.today()}"}
    wang.post("/desk/applications/register/", paper)
    public = Client()
    public.post(APPLY, filled_in(public, APPLY, PERSON))
    for row in everything():
        assert not [each for each in PLANTED if each in row], row[:300]
    for session in Session.objects.all():
        assert not [each for each in PLANTED if each in str(session.get_decoded())]


def everything() -> Iterator[str]:
    """Every row of every table as text, whatever is in it."""
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 (names of our own tables)
            for row in cursor.fetchall():
                yield f"{model._meta.label}: " + "|".join(map(_told, row))


def _told(value: object) -> str:
    return bytes(value).decode("utf-8", "ignore") if isinstance(value, bytes | memoryview) else str(value)


def test_the_status_page_shows_a_masked_name_and_nothing_else(people: Cast) -> None:
    public = Client()
    receipt = public.post(APPLY, filled_in(public, APPLY, PERSON)).content.decode()
    code = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", receipt)
    number = Application.objects.of(people.bureau).select_related("dossier").get().dossier.number
    assert code
    page = public.post(STATUS, {"number": number, "code": code[0]}).content.decode()
    assert "司**名" in page and not [each for each in PLANTED if each in page]
    assert not [each for each in PLANTED if each in receipt], "the receipt is left lying on a printer"


def test_a_subject_of_a_file_hides_what_tells_who_asks() -> None:
    subject = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON).subject
    assert "房屋征收补偿的审批材料" in subject and "司**名" in subject
    assert not [each for each in PLANTED if each in subject]
    assert not [each for each in PLANTED if each in Filled(ApplicantKind.BUSINESS, Channel.FAX, FIRM).subject]
