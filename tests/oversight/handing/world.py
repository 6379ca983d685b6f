"""正在离任的人: 王 leaves in the middle of everything; 钱 is to take over. Everything was made by the acts of its own room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.proposals.models import Proposal
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.flow import Step
from gongkai.law.receipt import Channel
from gongkai.law.registers import KINDS
from gongkai.law.supervision.rectifications import Act as Mending
from gongkai.law.supervision.rectifications import Gravity
from gongkai.office.authorities.models import Official, Posting
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan
from gongkai.publication.catalogue.standards.unit_acts import Proposal as Proposed
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document
from gongkai.publication.registers import acts as registers
from tests.casework.conftest import PERSON
from tests.casework.proposals.conftest import House, settled
from tests.cast import BEGINNING, Cast, official

DAY = date(2025, 10, 13)
"""A Monday; the week of the journey begins."""


@dataclass(frozen=True)
class World:
    """移交时的家底."""

    people: Cast
    qian: Official
    sun: Official
    house: House
    posting: Posting
    application: Application
    draft: Document
    column: Column
    proposal: Proposal
    finding: Finding

    @property
    def wang(self) -> Official:
        return self.people.wang


def world(people: Cast) -> World:
    """布置: an application whose clock runs, a draft, two columns, monthly slots, a promise, a register, a finding."""
    bureau, wang = people.bureau, people.wang
    for authority in (people.bureau, people.county):
        authority.profile.letter_code = "示民公复"
        authority.profile.phone = "0900-0000000"
        authority.profile.save()
    qian = official("qian", "钱样张", bureau, "handling_unit")
    sun = official("sun", "孙样张", bureau, "column_owner")
    house = settled(people)
    received = date(2025, 9, 10)
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, dict(PERSON))
    application = applications.receive(bureau, filled, on=received, today=received, once="0" * 32, by=wang).application
    given = Draft(DocumentKind.OTHER, "关于2025年临时救助工作的通知", "<p>各乡镇：</p>", "各乡镇：")
    draft = documents.draft(bureau, given, on=date(2025, 9, 22), today=date(2025, 9, 22), by=wang)
    plans = [
        ColumnPlan("社会救助", "shjz", "救助股", [ContentClass.DOCUMENT, ContentClass.NEWS], category="0101", cycle=30),
        ColumnPlan("养老服务", "ylfw", "养老股", [ContentClass.NEWS], category="0102"),
    ]
    column = catalogue.open_column(bureau, plans[0], on=BEGINNING, by=None, owner=wang, deputy=sun)
    catalogue.open_column(bureau, plans[1], on=BEGINNING, by=None, owner=sun, deputy=wang)
    plan = ItemPlan("社会救助", "临时救助", "资金支出", "人数和金额", "救助股", "每月15日前公开", column=column)
    items = unit_acts.propose(bureau, [Proposed(plan)], on=date(2025, 10, 1), by=wang)
    unit_acts.approve(bureau, items, on=date(2025, 10, 1), by=people.li)
    slots.generate(bureau, 2025, on=date(2025, 10, 1), by=wang)
    proposal = house.published("12", date(2025, 9, 10), promises=[{"text": "补装路灯40盏", "due_on": "2025-10-17"}])
    registers.keep(bureau, KINDS["permit"], "救助股", on=date(2025, 9, 1), by=wang, owner=wang)
    return World(
        people, qian, sun, house, wang.postings.of(bureau).get(), application, draft, column, proposal, _found(people)
    )


def _found(people: Cast) -> Finding:
    inspector = official("cha", "查样张", people.county, "assessment")
    given = Given("V4.3", Gravity.SERIOUS, "栏目空白", "“规划计划”没有内容", "/shili-minzheng/", "快照")
    on = date(2025, 10, 10)
    found = findings.find(people.county, people.bureau, given, on=on, today=on, by=inspector)
    findings.act(found, Step(Mending.ASSIGN.value, on, {}), today=on, by=inspector)
    return found
