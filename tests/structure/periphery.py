"""公文外围样例: one of each beside the documents, in the bureau of 王, none of it public but what must be."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.applications.corrections import acts as corrections
from gongkai.casework.applications.corrections.models import Correction
from gongkai.casework.applications.evidence import acts as evidence
from gongkai.casework.applications.evidence.acts import Joined
from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.models import Application
from gongkai.casework.proposals import acts as proposals
from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.proposals.models import HandoverBatch, Proposal, ProposalSession
from gongkai.casework.remedies.complaints import acts as complaints
from gongkai.casework.remedies.complaints.acts import ComplaintGiven
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.casework.services.items import acts as service_items
from gongkai.casework.services.items import copies as guide_copies
from gongkai.casework.services.items.models import GuideCopy, ServiceItem
from gongkai.casework.services.packages import acts as service_packages
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.law.complaints import ComplaintChannel, ComplaintKind
from gongkai.law.decision_drafts import Act, DecisionKind
from gongkai.law.documents import CHECKS, Attribute, DocumentKind, Ground
from gongkai.law.documents import Act as DocumentAct
from gongkai.law.evidence import PaperKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.samples import Draw
from gongkai.law.service_packages import PackageContent
from gongkai.law.validity import ChangeKind, InstrumentKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.audits import acts as audits
from gongkai.publication.documents.cleaning import acts as cleaning
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.documents.decisions.acts import Draft, Opinion
from gongkai.publication.documents.meetings import acts as meetings
from gongkai.publication.documents.meetings.acts import Held
from gongkai.publication.documents.models import (
    AuditFinding,
    CleanUp,
    CleanUpItem,
    DecisionDraft,
    Document,
    Instrument,
    InstrumentChange,
    LabelAudit,
    Meeting,
    PublicOpinion,
)
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Registration
from gongkai.web import clock
from gongkai.web.uploads import TXT
from tests.cast import Cast, official
from tests.law.services import item


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: an unpublished instrument with a change, a round, a meeting, an open draft with an opinion, an audit."""
    by = people.wang
    told = Registration(InstrumentKind.NORMATIVE, secrets["description"], "示民发〔2015〕1号", "局", date(2015, 1, 1))
    instrument = validity.register(people.bureau, told, by=by, on=day, today=day)
    mark = Mark(instrument, ChangeKind.AMEND, day, reason="样例")
    validity.mark(None, [mark], entered_on=day, today=day, by=by)
    cleaning.open_clean_up(people.bureau, "清理", as_of=day, by=by, on=day, today=day)
    hidden = AgendaMatter(secrets["description"], Attribute.WITHHELD, False, Ground.INTERNAL, "内部")
    meetings.register(people.bureau, Held(MeetingKind.FULL, "全体会议", day, (hidden,)), by=by, on=day, today=day)
    reviewers = [official(f"reviewer{n}", f"审查{n}", people.bureau, "label_reviewer") for n in range(3)]
    _opened(people, reviewers, secrets)
    _signed(people, reviewers, day)
    _brought(people, day, secrets)
    _proposed(people, day, secrets)
    _served(people, day)
    audits.draw(people.bureau, Draw("抽查", date(2025, 1, 1), day, 1), by=reviewers[0], on=day, today=day)


def _brought(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """A paper joined to the application, a request for correction, a complaint about the bureau."""
    application = Application.objects.of(people.bureau).get()
    paper = SimpleUploadedFile("回证.txt", secrets["name"].encode())
    joined = Joined(PaperKind.OTHER, secrets["name"], secrets["description"])
    evidence.join(application, paper, TXT, joined, on=day, by=people.wang)
    about = {"record": secrets["description"], "wrong": "误", "right": "正", "proof": "证"}
    values = {**secrets, **about}
    corrections.receive(people.bureau, values, on=day, today=day, once="1", by=people.wang)
    told = ComplaintGiven(people.bureau, ComplaintKind.LATE, secrets["description"], secrets["name"], secrets["phone"])
    complaints.receive(told, ComplaintChannel.LETTER, on=day, today=day, once="1")


def _proposed(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """A proposal that the bureau leads, not answered yet, and the meeting at which it was handed over."""
    by, county, bureau = people.wang, people.county, people.bureau
    given = SessionGiven(ProposalSource.CONGRESS, "示例届次", 2025)
    session = proposals.open_session(county, given, on=day, today=day, by=by)
    words = ProposalGiven(
        ProposalKind.SUGGESTION, "1", secrets["description"], secrets["name"], secrets["phone"], secrets["address"]
    )
    row = proposals.receive(session, words, on=day, today=day, by=by)

    def take(act: str, of: Authority, **details: JSON) -> None:
        proposals.act(row, Step(act, day, details), of=of, today=day, by=by)

    take("analyse", county, points=["甲"])
    take("route", county, lead=bureau.code, duty="职责")
    take("accept", bureau)
    proposals.hand_over(session, [row], "交办会", on=day, today=day, by=by)


def _served(people: Cast, day: date) -> None:
    """An item and a package, proposed and not signed yet, and a print of a guide on a board."""
    by, bureau = people.wang, people.bureau
    service_items.list_item(bureau, "SP001", item(), "列入", on=day, today=day, by=by)
    content = PackageContent("示例套餐", "示例主题", (("SP001", "SP002"),))
    service_packages.list_package(bureau, "YJS01", content, "列入", on=day, today=day, by=by)
    guide_copies.put_up(bureau, "SP001 V1-00000000", "公示台", on=day, today=day, by=by)


def _opened(people: Cast, reviewers: list[Official], secrets: dict[str, str]) -> None:
    today = clock.today()
    given = Draft(DecisionKind.NORMATIVE, "示例草案", "正文", "说明")
    draft = decisions.plan(people.bureau, given, planned_on=today, on=today, today=today, by=people.wang)
    checked = Step(Act.CHECK.value, today, {"checks": dict.fromkeys(CHECKS, True)})
    decisions.act(draft, checked, today=today, by=reviewers[0])
    until = (today + timedelta(days=40)).isoformat()
    decisions.act(draft, Step(Act.OPEN.value, today, {"until": until, "ways": "来信"}), today=today, by=people.wang)
    opinion = Opinion(secrets["description"], secrets["name"], secrets["phone"])
    decisions.receive(draft, opinion, on=today, today=today)


def _signed(people: Cast, reviewers: list[Official], day: date) -> Document:
    given = documents.Draft(DocumentKind.OTHER, "示例决定", "", "决定废止《甲》（示民发〔2015〕1号）。")
    document = documents.draft(people.bureau, given, on=day, today=day, by=people.wang)

    def take(act: DocumentAct, by: Official, **details: JSON) -> None:
        documents.act(document, Step(act.value, day, details), today=day, by=by)

    take(DocumentAct.LABEL, people.wang, attribute="proactive")
    take(DocumentAct.SUBMIT, people.wang)
    for by in reviewers:
        take(DocumentAct.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    documents.sign(document, "示民发", on=day, today=day, by=people.li)
    return document


def samples(people: Cast) -> dict[str, object]:
    """地址参数: ids of what was furnished."""
    bureau = people.bureau
    return {
        "instrument": Instrument.objects.of(bureau).get().pk,
        "change": InstrumentChange.objects.of(bureau).get().pk,
        "clean_up": CleanUp.objects.of(bureau).get().pk,
        "documents:item": CleanUpItem.objects.of(bureau).get().pk,
        "meeting": Meeting.objects.of(bureau).get().pk,
        "draft": DecisionDraft.objects.of(bureau).get().pk,
        "opinion": PublicOpinion.objects.of(bureau).get().pk,
        "audit": LabelAudit.objects.of(bureau).get().pk,
        "finding": AuditFinding.objects.of(bureau).get().pk,
        "search": SearchRecord.objects.of(bureau).get().pk,
        "paper": EvidencePaper.objects.of(bureau).get().pk,
        "correction": Correction.objects.of(bureau).get().dossier_id,
        "complaint": Complaint.objects.of(people.county).get().dossier_id,
        "proposal": Proposal.objects.of(people.county).get().dossier_id,
        "session": ProposalSession.objects.of(people.county).get().pk,
        "batch": HandoverBatch.objects.of(people.county).get().pk,
        "figure": "received",
        "proposals:name": "talk",
        "services:item": ServiceItem.objects.of(bureau).get().dossier_id,
        "package": ServicePackage.objects.of(bureau).get().dossier_id,
        "copy": GuideCopy.objects.of(bureau).get().pk,
        "services:name": "change",
    }
