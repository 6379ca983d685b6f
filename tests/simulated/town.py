"""县城: a county with its units, their people and their columns, and the acts of their clerks. Every deed is a real act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from random import Random
from unittest.mock import patch

from gongkai.casework.engagement.tickets import acts as tickets
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.models import Mailbox, Ticket
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.authorities import AuthorityKind
from gongkai.law.columns import STATUTORY
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.documents import Act as DocumentAct
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interpretation import AuthorRole, Form, Part
from gongkai.law.ticket_flow import Act as TicketAct
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft, register_review
from gongkai.publication.gate import acts as gate
from gongkai.publication.interpretation import acts as interpretation
from gongkai.publication.interpretation.acts import Plan, Speaker
from gongkai.publication.interpretation.models import Interpretation
from tests.cast import authority, official
from tests.simulated.words import SHELVES, Shelf, Writer, leaking

COUNTY, HOTLINE = "moni", "moni-rexian"


@dataclass
class Unit:
    """一个单位: its clerk, head and three reviewers, and its columns by slug."""

    body: Authority
    clerk: Official
    head: Official
    reviewers: Sequence[Official]
    columns: dict[str, Column] = field(default_factory=dict)
    asleep_until: date | None = None

    @property
    def code(self) -> str:
        """代码."""
        return self.body.code


class Town:
    """县城: with the keys of what was published, so that nobody has to look."""

    def __init__(self, units: int, begins: date, random: Random) -> None:
        self.random, self.writer = random, Writer(random)
        self.shown: dict[int, dict[int, date]] = {}
        """What stands in each column: the day of each content, by key."""
        self.county = authority(COUNTY, "模拟县人民政府", AuthorityKind.COUNTY)
        profile = self.county.profile
        profile.site_name, profile.site_address, profile.site_identity = (
            "模拟县人民政府",
            "http://moni.example",
            "6200000001",
        )
        profile.save()
        self.operator = official(HOTLINE, "孙接线", self.county, "hotline")
        self.inspector = official("moni-jiancha", "钱检查", self.county, "disclosure_office")
        Mailbox.objects.of(self.county).create(authority=self.county, name="县长信箱", source=TicketSource.SITE)
        self.units = [self._unit(number, begins) for number in range(1, units + 1)]
        self._once = 0
        self.waiting: dict[int, tuple[date, Ticket]] = {}
        """Letters nobody has answered: the day each came, by key."""
        self.letters = 0
        self._texts: dict[int, str] = {}

    def _unit(self, number: int, begins: date) -> Unit:
        code, name = f"moni-{number:02d}", f"模拟县第{number}局"
        body = authority(code, name, AuthorityKind.DEPARTMENT, parent=self.county)
        body.profile.letter_code = f"模{chr(0x5000 + number)}发"
        body.profile.save()
        offices = ("informant", "unit_head", "unit_deputy", "label_reviewer", "label_reviewer")
        clerk, head, *reviewers = (
            official(f"{code}-{place}", f"{'赵钱孙李周'[place]}模拟{number}", body, office)
            for place, office in enumerate(offices)
        )
        unit = Unit(body, clerk, head, reviewers)
        for shelf in SHELVES:
            plan = ColumnPlan(shelf.name, shelf.slug, "办公室", STATUTORY, matter=shelf.matter, cycle=shelf.cycle)
            unit.columns[shelf.slug] = self.open_column(unit, plan, begins)
        for slug, told, kind in (
            ("gfxwj", "行政规范性文件", ContentClass.DOCUMENT),
            ("zcjd", "政策解读", ContentClass.INTERPRETATION),
        ):
            plan = ColumnPlan(told, slug, "办公室", [kind], empty_reason="本机关尚未制发")
            unit.columns[slug] = self.open_column(unit, plan, begins)
        return unit

    def open_column(self, unit: Unit, plan: ColumnPlan, day: date) -> Column:
        """设栏目."""
        column = catalogue.open_column(unit.body, plan, on=day, by=unit.clerk, owner=unit.clerk)
        self.shown[column.pk] = {}
        return column

    # -- what clerks do ----------------------------------------------------------------------------------------------------

    def publish(
        self,
        unit: Unit,
        column: Column,
        kind: ContentClass,
        title: str,
        text: str,
        day: date,
        *,
        body: str = "",
        outlets: Sequence[Outlet] = (WEBSITE,),
    ) -> Content:
        """发布: with its review."""
        by = unit.reviewers[0]
        review = register_review(
            unit.body, title=title, checks=dict.fromkeys(CHECKS, True), reviewers=[by.username], on=day, by=by
        )
        item = Item(kind, title, body=body, text=text)
        content = disclosure.publish(column, item, outlets, on=day, today=day, by=unit.clerk, review=review)
        return self._stands(content)

    def _stands(self, content: Content) -> Content:
        self.shown[content.column_id][content.pk] = content.published_on
        return content

    def write(self, unit: Unit, shelf: Shelf, day: date) -> Content:
        """照常发布: a title of the shelf, in its own column; some of it looks like a fault and is none."""
        title = self.writer.title(shelf, unit.body.name, day)
        text, body, chance = self.writer.text(unit.body.name, day, title), "", self.random.random()
        column = unit.columns[shelf.slug]
        if chance < 0.06 and column.pk in self._texts:  # a serial report: the last one with another number
            text = f"{self._texts[column.pk]}（第{self.writer.number}期）"
        elif chance < 0.12:  # a number covered as it should be
            text += leaking(self.random)[1]
        elif chance < 0.2:  # links that lead somewhere
            other = self.random.choice(list(unit.columns.values()))
            body = f'<p>{text}</p><p>见<a href="/{unit.code}/lm/{other.slug}/">栏目</a>和<a href="/{unit.code}/">首页</a></p>'
        self._texts[column.pk] = text
        return self.publish(unit, column, shelf.kind, title, text, day, body=body)

    def correct(self, unit: Unit, content: Content, day: date, **changed: str) -> None:
        """更正."""
        content.refresh_from_db()
        disclosure.correct(content, changed, on=day, today=day, by=unit.clerk, reason="有误", note="更正了文字")

    def withdraw(self, unit: Unit, content: Content, day: date) -> None:
        """撤回."""
        content.refresh_from_db()
        disclosure.withdraw(content, on=day, by=unit.clerk, reason="重复或者有误")
        del self.shown[content.column_id][content.pk]

    def letter(self, unit: Unit, day: date) -> Ticket:
        """来信: taken in, handed to the unit and signed for."""
        self._once += 1
        words = self.writer.text(unit.body.name, day, f"来信{self._once}")
        given = Given(Letter(f"反映事项{self._once}", words, ""), ConcernKind.COMPLAIN, TicketSource.SITE, False, False)
        ticket = tickets.receive(self.county, given, on=day, today=day, once=f"{self._once:032x}").ticket
        self._step(ticket, TicketAct.DISPATCH, day, self.operator, unit=unit.code, mode="network")
        self._step(ticket, TicketAct.SIGN, day, unit.clerk)
        self.waiting[ticket.pk] = (day, ticket)
        self.letters += 1
        return ticket

    def answer(self, unit: Unit, ticket: Ticket, day: date) -> None:
        """答复."""
        ticket.refresh_from_db()
        self._step(ticket, TicketAct.DRAFT, day, unit.clerk, answer="已核实处理，感谢反映。", result="solved")
        self._step(ticket, TicketAct.APPROVE, day, unit.head)
        self._step(ticket, TicketAct.REPLY, day, unit.clerk, way="online")
        del self.waiting[ticket.pk]

    def _step(self, ticket: Ticket, act: TicketAct, day: date, by: Official, **details: str) -> None:
        tickets.act(ticket, Step(act.value, day, dict(details)), today=day, by=by)

    # -- documents and their interpretations -------------------------------------------------------------------------------

    def document(self, unit: Unit, day: date) -> tuple[Content, Interpretation]:
        """发文: drafted, reviewed, signed and published with its interpretation on one day."""
        title = f"{self.writer.title(SHELVES[0], unit.body.name, day)}管理办法"
        text = self.writer.text(unit.body.name, day, title)
        given = Draft(DocumentKind.NORMATIVE, title, f"<p>{text}</p>", text, section="办公室")
        document = documents.draft(unit.body, given, on=day, today=day, by=unit.clerk)

        def take(act: DocumentAct, by: Official, **details: JSON) -> None:
            documents.act(document, Step(act.value, day, details), today=day, by=by)

        take(DocumentAct.LABEL, unit.clerk, attribute="proactive")
        take(DocumentAct.SUBMIT, unit.clerk)
        for by in unit.reviewers:
            take(DocumentAct.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
        interpretation.submit(document, self._plan(unit, title, day), on=day, today=day, by=unit.clerk)
        documents.sign(document, unit.body.profile.letter_code, on=day, today=day, by=unit.head)
        columns = unit.columns["gfxwj"], unit.columns["zcjd"]
        both = interpretation.publish_together(document, *columns, [WEBSITE], on=day, today=day, by=unit.clerk)
        self._stands(both[0])
        self._stands(both[1].content)
        return both

    def explain(self, unit: Unit, policy: Content, day: date) -> Interpretation:
        """补发解读."""
        policy.refresh_from_db()
        package = interpretation.prepare(policy, self._plan(unit, policy.title, day), on=day, today=day, by=unit.clerk)
        interpretation.pass_material(package, on=day, today=day, by=unit.reviewers[1], checks=CHECKS)
        explained = interpretation.explain(package, unit.columns["zcjd"], on=day, today=day, by=unit.clerk)
        self._stands(explained.content)
        return explained

    def _plan(self, unit: Unit, title: str, day: date) -> Plan:
        parts = {
            part.value: self.writer.text(unit.body.name, day, part.label)
            for part in (Part.BACKGROUND, Part.AIM, Part.CONTENT, Part.SCOPE)
        }
        speakers = (Speaker(AuthorRole.UNIT_HEAD, unit.head.name, "局长"),)
        return Plan(f"《{title}》解读", (Form.TEXT,), unit.clerk.name, parts, speakers=speakers)


@contextmanager
def gate_asleep() -> Iterator[None]:
    """筛查不在: what went out before there was a gate, or around it."""
    with patch.object(gate, "pass_publication", lambda *given, **named: None):
        yield
